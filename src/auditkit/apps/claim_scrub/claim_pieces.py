"""The claim behind a finding as HTML: its lines, the chosen one marked, all that was found on it, and what each code is linked to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.claim_scrub.own import CHOICES
from auditkit.apps.claim_scrub.pieces import day, group_badge
from auditkit.apps.claim_scrub.results import Found
from auditkit.apps.shell import badge, safe
from auditkit.rule import Answer

if TYPE_CHECKING:
    from auditkit.care.links import LineLinks, Link

_LINE_COLUMNS = (
    ("line_number", "Line"), ("date_of_service", "Date"), ("hcpcs_code", "Code"), ("modifiers", "Modifiers"), ("units", "Units"),
    ("minutes", "Minutes"), ("assistant_minutes", "Of these, assistant"), ("line_charge_amount", "Charge"), ("diagnosis_pointers", "Diagnosis"),
)  # fmt: skip
_PAYER_TYPES = {value: words for words, value in CHOICES["payer_type"]}
_LINK_BADGES = {Answer.MET: "good", Answer.NOT_MET: "bad", Answer.UNCLEAR: "unsure"}


def claim(model: ClaimScrubModel, claim_id: str, line_number: str = "", patient_id: str = "", on: str = "") -> str:
    """A claim with all its lines, the chosen one marked, and everything that was found about it."""
    results = model.results
    lines = results.claim_lines(claim_id, patient_id, on)
    if not lines:
        return ""
    first = lines[0]
    facts = (
        ("Patient", first["patient_id"]),
        ("Payer", " ".join(filter(None, (first["payer_name"] or first["payer_id"], f"({_PAYER_TYPES.get(first['payer_type'], first['payer_type'])})" if first["payer_type"] else "")))),
        ("Therapist (NPI)", ", ".join(dict.fromkeys(line["rendering_provider_npi"] for line in lines))),
        ("Clinic (NPI)", first["billing_provider_npi"]),
        ("Diagnoses", first["diagnosis_codes"].replace("|", ", ")),
        ("Place, sent on", ", ".join(filter(None, (first["place_of_service"], day(first["submitted_on"]))))),
        ("Authorization", first["authorization_number"]),
        ("Charge of the claim", first["claim_charge_amount"]),
        ("Read from", ", ".join(filter(None, (first["source_file"], first["source_place"])))),
    )  # fmt: skip
    shown = "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in facts if value)
    columns = [(name, words) for name, words in _LINE_COLUMNS if any(line.get(name) for line in lines)]
    head = "".join(f'<th scope="col">{words}</th>' for _, words in columns)
    rows = "".join(_line(line, columns, line_number) for line in lines[:100])
    more = f'<p class="ak-fine">and {len(lines) - 100} more lines.</p>' if len(lines) > 100 else ""
    title = f"Claim {safe(claim_id)}" if claim_id else "Lines without a claim number"
    return (
        f'<section class="ak-detail cs-claim"><h3>{title}</h3><dl class="cs-facts">{shown}</dl>'
        f'<div class="cs-scroll" tabindex="0" role="region" aria-label="Lines of the claim"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}'
        f"{_linked(model, results.links(claim_id, patient_id, on), line_number)}"
        f"{_all_of(results.of_claim(claim_id)) if claim_id else ''}</section>"
    )


def _line(line: dict[str, str], columns: Sequence[tuple[str, str]], chosen: str) -> str:
    is_here = bool(chosen) and line["line_number"] == chosen
    cells = []
    for name, _ in columns:
        text = day(line[name]) if name == "date_of_service" else line[name].replace("|", ", ")
        mark = '<span class="ak-hidden">the chosen line: </span>► ' if is_here and name == "line_number" else ""
        cells.append(f"<td>{mark}{safe(text)}</td>")
    marked = ' class="cs-here"' if is_here else ""
    return f"<tr{marked}>{''.join(cells)}</tr>"


def _all_of(found: Sequence[Found]) -> str:
    if not found:
        return f"<p>{badge('good', 'Clean')} Nothing was found on this claim.</p>"
    items = "".join(
        f"<li>{group_badge(f.group)}{f'Line {safe(f.line_number)}: ' if f.line_number else ''}{safe(f.message)}</li>"
        for f in found
    )
    return f'<h4>All that was found on this claim</h4><ul class="cs-all">{items}</ul>'


def _linked(model: ClaimScrubModel, chains: Sequence[LineLinks], chosen: str) -> str:
    """Per billed line the service and its five links, each with its sentence; the chosen line is open."""
    title = "<h4>What each code is linked to in the notes</h4>"
    if model.results.episodes is None:
        words = "Give the notes of these visits too; then each code is shown with the sentences that it rests on."
        return f'{title}<p class="ak-fine">{words}</p>'
    if not chains:
        return f'{title}<p class="ak-none">No note of this day is in hand.</p>'
    return title + "".join(_chain(c, is_here=c.line.line_number == chosen or len(chains) == 1) for c in chains[:100])


def _chain(chain: LineLinks, *, is_here: bool) -> str:
    from auditkit.reports.linked_codes import code_words, summary

    rows = "".join(_link(link) for link in chain.links)
    line = f"Line {chain.line.line_number}: " if chain.line.line_number else ""
    return (
        f'<details class="cs-chain"{" open" if is_here else ""}><summary>{safe(line + code_words(chain))}. {safe(summary(chain))}</summary>'
        f'<table class="ak-table"><thead><tr><th scope="col">Link</th><th scope="col">Sentence</th></tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _link(link: Link) -> str:
    from auditkit.reports.linked_codes import LINK_WORDS, quoted

    sentence, place = quoted(link)
    mark = badge(_LINK_BADGES[link.answer], LINK_WORDS[link.answer])
    shown = f"<q>{safe(sentence)}</q> " if sentence else ""
    said = f'<span class="ak-fine">{safe(place)}</span>' if sentence else safe(place[0].upper() + place[1:])
    return f'<tr><th scope="row">{safe(link.part.value)}<br>{mark}</th><td>{shown}{said}</td></tr>'
