"""A session-note template made from the criteria: what a note of this kind is asked for, why, and room to write.

It brings headings, reasons and blanks, and no clinical content: sentences that come with a template make notes look alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from auditkit.reports.page import (
    Blank,
    Block,
    Grid,
    Heading,
    NewSheet,
    Page,
    Paragraph,
    labelled,
    text,
)
from auditkit.reports.wording import KIND_WORDS, PAYMENT_CRITICAL, QUALITY, importance
from auditkit.rule import Kind, NoteRule

DISCIPLINES = ("PT", "OT", "SLP")

# Criteria that are answered in the head, in the table of measures or in the table of services; the others get lines.
_IN_HEAD = ("date_of_service", "diagnosis_stated")
_IN_MEASURES = ("objective_measure", "measure_compared")
_IN_SERVICES = ("interventions_named", "timed_minutes", "total_minutes")
_IN_SIGNATURE = ("signed_with_credential",)
_TALL = ("skilled_need", "functional_limitation", "progress_toward_goal", "continued_need", "patient_response")
_WIDTHS = {"Visit": (3, 2, 5, 3), "Measures": (5, 2, 3, 2), "Services": (3, 6, 2, 2)}
_LEGEND = f"{PAYMENT_CRITICAL}: a payer may not pay without it.  {QUALITY}: makes the note stronger."
_LAST_LOOK = "A last look before signing"
_SHORT = ("plan_frequency", "plan_duration", "goal_time_bound")


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the note is asked for."""

    rule: str
    title: str
    why: str
    question: str
    payment_critical: bool


@dataclass(frozen=True, slots=True)
class TemplateDoc:
    """A template for one discipline and kind of note."""

    discipline: str
    kind: Kind
    title: str
    elements: tuple[Element, ...]
    before_signing: tuple[str, ...]
    measures: tuple[str, ...]
    activities: tuple[str, ...]
    skills: tuple[str, ...]

    def page(self, *, has_margin: bool = False) -> Page:
        """The template laid out: head, measures, services, blanks, last look, signature; then a sheet with the reasons.

        Where the format has a margin, reasons and reminders are comments there: what is saved and audited later is then the
        note alone, and no reminder is taken for something that the therapist wrote.
        """
        footer = _LEGEND if has_margin else "Made from the criteria of the note audit."
        return Page(self.title, tuple(_blocks(self, has_margin)), footer=footer)


@cache
def _hints() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "note_hints.toml").read_text(encoding="utf-8"))


def note_template(discipline: str, kind: Kind | str, rules: Mapping[str, NoteRule]) -> TemplateDoc:
    """The template for this discipline (PT, OT or SLP) and kind of note. Raises ValueError for any other."""
    if discipline not in DISCIPLINES:
        raise ValueError(f"There is a template for {', '.join(DISCIPLINES)}; choose one of them.")
    kind = Kind(kind)
    asked = {rule_id: rule for rule_id, rule in rules.items() if kind in rule.applies_to}
    hints = _hints()[discipline]
    return TemplateDoc(
        discipline=discipline,
        kind=kind,
        title=f"{hints['name']}: {KIND_WORDS[kind]}",
        elements=tuple(
            Element(rule_id, rule.title, rule.why, rule.question, rule.payment_critical)
            for rule_id, rule in asked.items()
            if not rule.red_flag
        ),
        before_signing=tuple(
            f"{rule.title} ({importance(rule.payment_critical)})" for rule in asked.values() if rule.red_flag
        ),
        measures=tuple(hints["measures"]),
        activities=tuple(hints["activities"]),
        skills=tuple(hints["skill"]),
    )


def template_html(template: TemplateDoc) -> str:
    """The template as one HTML file."""
    from auditkit.reports.html import to_html

    return to_html(template)


def template_docx(template: TemplateDoc) -> bytes:
    """The template as the bytes of a Word file, to be made the practice's own."""
    from auditkit.reports.word import to_docx

    return to_docx(template)


def _blocks(own: TemplateDoc, has_margin: bool):
    yield Heading(own.title, 1)
    if not has_margin:
        yield Paragraph(text(_LEGEND, soft=True))
    yield from _table(
        own, _IN_HEAD, "Visit", ("Patient number", "Date", "Diagnosis treated, with side", "Payer"), 1, has_margin
    )
    for element in own.elements:
        if element.rule not in (*_IN_HEAD, *_IN_MEASURES, *_IN_SERVICES, *_IN_SIGNATURE):
            yield _blank(own, element, has_margin)
        if element.rule == "functional_limitation":
            yield from _measures(own, has_margin)
    services = ("Service", "What was done, where, with what", "Minutes", "Timed or untimed")
    yield from _table(own, _IN_SERVICES, "Services", services, 4, has_margin)
    if any(element.rule in _IN_SERVICES for element in own.elements):
        totals = ("Total timed minutes", "Total treatment minutes of the visit")
        yield Grid("", totals, (("", ""),), is_form=True)
    if own.before_signing and not has_margin:
        yield Heading(_LAST_LOOK)
        for line in own.before_signing:
            yield Paragraph(text(f"☐ {line}"))
    yield from _table(own, _IN_SIGNATURE, "Signature", ("Name", "Credential", "Date signed"), 1, has_margin)
    if not has_margin:
        yield NewSheet()
        yield Heading("Why each part is asked")
        for element in own.elements:
            yield labelled(f"{element.title} ({importance(element.payment_critical)}).", element.why)
            if element.rule == "skilled_need":
                yield Paragraph(text(_reminder(own, element), soft=True))


def _reminder(own: TemplateDoc, element: Element) -> str:
    """What a therapist of this discipline may think of here: names of things, nothing to paste."""
    match element.rule:
        case "functional_limitation":
            return f"Activities to think of: {'; '.join(own.activities)}."
        case "objective_measure":
            return f"Measures to think of: {'; '.join(own.measures)}."
        case "skilled_need":
            return f"Verbs to think of, each with its reason: {'; '.join(own.skills)}."
    return ""


def _comment(own: TemplateDoc, elements: Iterable[Element]) -> str:
    """What stands in the margin beside the place where these criteria are answered."""
    return "\n".join(
        part
        for element in elements
        for part in (f"{element.title}.", element.why, element.question, _reminder(own, element))
        if part
    )


def _blank(own: TemplateDoc, element: Element, has_margin: bool) -> Block:
    lines = 3 if element.rule == "skilled_need" else 1 if element.rule in _SHORT else 2
    mark = importance(element.payment_critical)
    if has_margin:
        return Blank(element.title, mark, lines, _comment(own, [element]))
    if element.rule in _TALL:
        mark += f" · {element.question}"
    if element.rule == "functional_limitation":
        mark += f" {_reminder(own, element)}"
    return Blank(element.title, mark, lines)


def _measures(own: TemplateDoc, has_margin: bool):
    if has_margin:
        header = ("Measure and side", "Today", "Earlier value and date", "Goal")
        yield from _table(own, _IN_MEASURES, "Measures", header, 5, has_margin)
    else:
        header = ("Choose what fits this patient", "Today", "Earlier value and date", "Goal")
        rows = tuple((measure, "", "", "") for measure in own.measures)
        yield from _table(own, _IN_MEASURES, "Measures", header, 0, has_margin, rows)


def _table(
    own: TemplateDoc,
    rule_ids: tuple[str, ...],
    head: str,
    header: tuple[str, ...],
    empty: int,
    has_margin: bool,
    rows: tuple[tuple[str, ...], ...] = (),
):
    """A form table under the titles of the criteria that it answers; nothing where none of them is asked."""
    asked = [element for element in own.elements if element.rule in rule_ids]
    if not asked:
        return
    caption = "; ".join(f"{element.title} ({importance(element.payment_critical)})" for element in asked)
    comment = _comment(own, asked) if has_margin else ""
    if comment and rule_ids == _IN_SIGNATURE and own.before_signing:
        comment += "\n".join(("", f"{_LAST_LOOK}:", *own.before_signing))
    yield Heading(head)
    yield Grid(
        caption,
        header,
        rows or (("",) * len(header),) * empty,
        is_form=True,
        widths=_WIDTHS.get(head, ()),
        comment=comment,
    )
