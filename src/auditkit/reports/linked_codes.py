"""The every-code-linked page: for each billed line the service and its five links, each with its sentence or "no sentence found". To read and print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from auditkit.care.links import LineLinks, Link
from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, Run, Together, text
from auditkit.reports.wording import ANSWER_SHAPES, day, number_of, shortened
from auditkit.rule import Answer

LINK_WORDS = {Answer.MET: "found", Answer.NOT_MET: "no sentence found", Answer.UNCLEAR: "cannot tell"}
_MOST_LINES = 2_000  # what a browser opens and a printer takes; the rest is in verdicts.csv


def linked_codes_page(lines: Iterable[LineLinks], *, today: date, without_notes: int = 0) -> Page:
    """The page. It quotes notes, so it is patient information; title and footer hold none."""
    lines = sorted(lines, key=lambda c: (c.patient_id, c.line.on, c.line.claim_id, c.line.line_number.zfill(9)))
    blocks: list[Block] = [
        Heading("Every billed code and what it is linked to", 1),
        Paragraph(text(f"As of {day(today)}. This page quotes notes: treat it as patient information.", soft=True)),
        Paragraph(text(_lead(lines, without_notes))),
        Bullets((
            text(f"{ANSWER_SHAPES[Answer.MET]} found: the sentence stands beside it, and where it is from"),
            text(f"{ANSWER_SHAPES[Answer.NOT_MET]} no sentence found: nothing in the day's note (for diagnosis and goal, nor in the plan of care)"),
            text(f"{ANSWER_SHAPES[Answer.UNCLEAR]} cannot tell: it points elsewhere, or what it rests on is not in hand"),
        )),
    ]  # fmt: skip
    shown = lines[:_MOST_LINES]
    for (patient, on), own in groupby(shown, key=lambda c: (c.patient_id, c.line.on)):
        blocks.append(Heading(f"Patient {patient}, {day(on)}"))
        blocks += [_line(chain) for chain in own]
    if len(lines) > len(shown):
        rest = len(lines) - len(shown)
        blocks.append(Paragraph(text(f"{rest:,} more lines are not shown here; their answers are in verdicts.csv.")))
    return Page(
        title="Every code linked",
        blocks=tuple(blocks),
        footer="Every code linked · a person decides",
        author="auditkit",
    )


def _lead(lines: list[LineLinks], without_notes: int) -> str:
    whole = sum(1 for chain in lines if chain.links and not chain.missing and not chain.unsure)
    words = f"{number_of(len(lines), 'billed line')} with a note of the day; {whole} with all links found."
    if without_notes:
        words += f" {number_of(without_notes, 'line')} of patients without any note in hand {'is' if without_notes == 1 else 'are'} not shown."
    return f"{words} One link without a sentence does not decide whether a service was needed; it says where a reviewer will ask."


def _line(chain: LineLinks) -> Block:
    line = chain.line
    title = f"{code_words(chain)} · claim {line.claim_id}, line {line.line_number or '?'}"
    if line.diagnosis_codes:
        title += f" · billed for {', '.join(line.diagnosis_codes)}"
    rows = tuple((link.part.value, _state(link), _sentence(link)) for link in chain.links)
    grid = Grid(caption=title, header=("Link", "Answer", "Sentence"), rows=rows, widths=(18, 16, 66))
    return Together((grid, Paragraph((Run(summary(chain), strong=bool(chain.missing)),))))


def code_words(chain: LineLinks) -> str:
    """The billed code with its modifiers and units."""
    line = chain.line
    modifiers = f"-{'-'.join(line.modifiers)}" if line.modifiers else ""
    units = f", {number_of(line.units, 'unit')}" if line.units is not None else ""
    return f"{line.hcpcs_code}{modifiers}{units}"


def summary(chain: LineLinks) -> str:
    """What was found of a line's links, in one sentence with its shape."""
    if chain.missing:
        return f"{ANSWER_SHAPES[Answer.NOT_MET]} No sentence found: {', '.join(link.part for link in chain.missing)}."
    if chain.unsure:
        return f"{ANSWER_SHAPES[Answer.UNCLEAR]} Cannot tell: {', '.join(link.part for link in chain.unsure)}."
    return f"{ANSWER_SHAPES[Answer.MET]} All links found."


def quoted(link: Link) -> tuple[str, str]:
    """A link's sentence and where it stands; without one, "" and the words for that."""
    if link.passage is None:
        return "", "no sentence found" if link.answer is Answer.NOT_MET else f"Cannot tell: {link.reason}."
    document = link.passage.document
    where = f"plan of care of {day(document.on)}" if link.from_plan else "the day's note"
    place = f"{where}, {document.name}, characters {link.passage.start} to {link.passage.end}"
    return shortened(link.passage.sentence), place


def _state(link: Link) -> str:
    return f"{ANSWER_SHAPES[link.answer]} {LINK_WORDS[link.answer]}"


def _sentence(link: Link) -> str:
    sentence, place = quoted(link)
    return f"“{sentence}” — {place}" if sentence else place
