"""Notes, billed lines and plans brought together by patient, discipline and day. What does not come together is listed with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditkit.care.authors import Author
from auditkit.care.episode import Ask, BilledLine, Document, Episode, Plan, Visit
from auditkit.reference import Reference
from auditkit.tables import NoteText
from auditkit.tables.cells import parse_date

_VOID = "8"
_OF_MODIFIER = {"GP": "PT", "GO": "OT", "GN": "SLP"}
_TWO_SITTINGS = 14  # days within which a second evaluation, with no treatment between, belongs to the first

_TOLD_EVERY = 50  # notes between two words of progress

Row = Mapping[str, str]


class Unmatched(NamedTuple):
    """A note that could not be set beside a billed line, or was only context for others: file, place in it, and why."""

    name: str
    place: str
    reason: str


@dataclass(slots=True)
class Joined:
    """The episodes, and what did not come together."""

    episodes: list[Episode]
    unmatched: list[Unmatched]
    lines_without_notes: int  # lines of patients of whom no note was supplied


def rows_of(table: object) -> list[Row]:
    """The rows of a table: a dict of columns, a frame, or rows already. Every cell becomes text, "" where nothing is given."""
    if table is None:
        return []
    if not isinstance(table, Mapping) and hasattr(table, "to_dict") and hasattr(table, "columns"):
        table = {str(name): list(table[name]) for name in table.columns}
    if isinstance(table, Mapping):
        names = list(table)
        return [dict(zip(names, map(_cell, cells), strict=True)) for cells in zip(*table.values(), strict=True)]
    return [{name: _cell(cell) for name, cell in row.items()} for row in table]


def _cell(value: object) -> str:
    if value is None or value != value:  # None, NaN, NaT
        return ""
    text = str(value).strip()
    return text.removesuffix(".0") if isinstance(value, float) else text


def join(
    notes: Iterable[NoteText], lines: Sequence[Row], plans: Sequence[Row] | None, payers: Sequence[Row], today: date, reference: Reference,
    *, holds_all_reports: bool = False, ask: Ask | None = None, told: Callable[[float], None] = lambda share: None,
) -> Joined:  # fmt: skip
    """Bring notes, lines and plans together. Lines without a patient or a day, and void claims, are left out.

    `told` hears which share of the notes was looked into, 0 to 1.
    """
    billed = _lines(lines, payers, reference)
    documents, unmatched = _documents(notes, billed)
    known_plans = _plans(plans or ())
    _name_authors([document for own in documents.values() for document in own], told)
    unit_rules = {row.get("payer_id", ""): row.get("unit_rule", "").lower() for row in payers}
    episodes: list[Episode] = []
    without = 0
    for patient, disciplines in billed.items():
        if patient not in documents and patient not in known_plans:
            without += sum(map(len, disciplines.values()))
            continue
        placed = _placed(documents.get(patient, ()), disciplines, unmatched)
        for discipline, own in disciplines.items():
            own_plans = [p for p in known_plans.get(patient, ()) if p.discipline in ("", discipline) or not discipline]
            for visits in _episodes(_visits(own, placed.get(discipline, ()))):
                starts = visits[0].is_evaluation or any(
                    p.plan_number == 1 and p.start_on == visits[0].on for p in own_plans
                )
                episodes.append(
                    Episode(
                        patient_id=patient, discipline=discipline, visits=visits, today=today, plans=None if plans is None else own_plans,
                        is_whole=starts, holds_all_reports=holds_all_reports, unit_rules=unit_rules, ask=ask,
                    )
                )  # fmt: skip
    return Joined(episodes, unmatched, without)


def _lines(rows: Sequence[Row], payers: Sequence[Row], reference: Reference) -> dict[str, dict[str, list[BilledLine]]]:
    """Lines by patient, then by discipline."""
    types = {row.get("payer_id", ""): row.get("payer_type", "") for row in payers}
    kinds: dict[str, Row] = {}
    found: dict[str, dict[str, list[BilledLine]]] = defaultdict(lambda: defaultdict(list))
    waiting: dict[str, list[BilledLine]] = defaultdict(list)
    of_claim: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        patient, on = row.get("patient_id", ""), parse_date(row.get("date_of_service", ""))
        if not patient or on is None or row.get("claim_frequency_code") == _VOID:
            continue
        code = row.get("hcpcs_code", "").upper()
        if code not in kinds:
            kinds[code] = next((r for r in reference.rows("therapy_codes") if r["code"] == code), {})
        modifiers = tuple(m for m in row.get("modifiers", "").upper().split("|") if m)
        units = row.get("units", "")
        payer = row.get("payer_id", "")
        line = BilledLine(
            claim_id=row.get("claim_id", ""), line_number=row.get("line_number", ""), on=on, hcpcs_code=code, modifiers=modifiers,
            units=int(units) if units.isascii() and units.isdigit() and len(units) < 6 else None, payer_id=payer,
            payer_type=(row.get("payer_type", "") or types.get(payer, "")).lower().replace(" ", "_"),
            rendering_provider_npi=row.get("rendering_provider_npi", ""),
            diagnosis_codes=tuple(c for c in row.get("diagnosis_codes", "").split("|") if c), kind=kinds[code].get("kind", ""),
            is_replacement=row.get("claim_frequency_code") == "7",
        )  # fmt: skip
        discipline = next((_OF_MODIFIER[m] for m in modifiers if m in _OF_MODIFIER), "")
        allowed = kinds[code].get("modifiers_allowed", "").split("|")
        if not discipline and len(allowed) == 1:
            discipline = _OF_MODIFIER.get(allowed[0], "")
        if discipline:
            found[patient][discipline].append(line)
            of_claim[line.claim_id].add(discipline)
        else:
            waiting[patient].append(line)
    for patient, undecided in waiting.items():
        for line in undecided:
            told = of_claim.get(line.claim_id) or set(found[patient]) - {""}
            found[patient][next(iter(told)) if len(told) == 1 else ""].append(line)
    return found


def _documents(
    notes: Iterable[NoteText], billed: Mapping[str, object]
) -> tuple[dict[str, list[Document]], list[Unmatched]]:
    """Notes by patient as the claims spell the patient's number."""
    spelled = {patient.casefold(): patient for patient in billed}
    found: dict[str, list[Document]] = defaultdict(list)
    unmatched: list[Unmatched] = []
    for note in notes:
        patient = spelled.get(note.meta.patient_id.strip().casefold())
        if patient is None:
            why = (
                "no billed line of this patient"
                if note.meta.patient_id
                else "does not say whose it is (patient_id in notes.csv)"
            )
            unmatched.append(Unmatched(note.name, note.place, why))
            continue
        document = Document(note)
        if document.on is None:
            unmatched.append(Unmatched(note.name, note.place, "no date was found in it (date_of_service in notes.csv)"))
        else:
            found[patient].append(document)
    return found, unmatched


def _name_authors(documents: Sequence[Document], told: Callable[[float], None]) -> None:
    """A note without a credential is by whom the practice says: what that person signs elsewhere tells who they are."""
    signs: dict[str, set[Author]] = defaultdict(set)
    for number, document in enumerate(documents):
        if number % _TOLD_EVERY == 0:
            told(number / len(documents))
        signs[document.meta.therapist_id].add(document.author)
    for document in documents:
        known = signs[document.meta.therapist_id] - {Author.UNKNOWN}
        if document.author is Author.UNKNOWN and document.meta.therapist_id and len(known) == 1:
            document.author = next(iter(known))


def _placed(
    documents: Iterable[Document], disciplines: dict[str, list[BilledLine]], unmatched: list[Unmatched]
) -> dict[str, list[Document]]:
    """Documents by the discipline whose lines they belong to. Lines that tell none take the one of the notes, where there is one."""
    documents = list(documents)
    if set(disciplines) == {""} and len(told := {d.discipline for d in documents} - {""}) == 1:
        disciplines[told.pop()] = disciplines.pop("")
    placed: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        same_day = [name for name, lines in disciplines.items() if any(line.on == document.on for line in lines)]
        if document.discipline in disciplines:
            discipline = document.discipline
        elif not document.discipline and len(disciplines) == 1:
            discipline = next(iter(disciplines))
        elif not document.discipline and len(same_day) == 1:
            discipline = same_day[0]
        else:
            unmatched.append(Unmatched(document.name, document.place, "no billed line of its discipline"))
            continue
        placed[discipline].append(document)
        if discipline not in same_day:
            reason = f"no billed line of {document.on}; it was read with the other notes of the patient"
            unmatched.append(Unmatched(document.name, document.place, reason))
    return placed


def _visits(lines: Iterable[BilledLine], documents: Iterable[Document]) -> list[Visit]:
    days: dict[date, Visit] = {}
    for line in lines:
        days.setdefault(line.on, Visit(line.on)).lines.append(line)
    for visit in days.values():
        visit.lines.sort(key=lambda line: (line.claim_id, line.line_number.zfill(9)))
    for document in documents:
        days.setdefault(document.on, Visit(document.on)).documents.append(document)
    return [days[on] for on in sorted(days)]


def _episodes(visits: list[Visit]) -> Iterable[list[Visit]]:
    """Visits cut before each evaluation. A second sitting of the same evaluation does not begin another episode."""
    current: list[Visit] = []
    evaluated: date | None = None
    treated = False
    for visit in visits:
        if visit.is_evaluation:
            again = evaluated is not None and not treated and (visit.on - evaluated).days <= _TWO_SITTINGS
            if current and not again and any(v.is_treatment_day for v in current):
                yield current
                current = []
            evaluated, treated = visit.on, False
        elif visit.is_treatment_day:
            treated = True
        current.append(visit)
    if current:
        yield current


def _plans(rows: Iterable[Row]) -> dict[str, list[Plan]]:
    found: dict[str, list[Plan]] = defaultdict(list)
    for row in rows:
        start = parse_date(row.get("start_on", ""))
        if not row.get("patient_id") or start is None:
            continue
        day = {name: parse_date(row.get(name, "")) for name in _PLAN_DAYS}
        found[row["patient_id"]].append(
            Plan(
                plan_number=_count(row.get("plan_number", "")), start_on=start, weeks=_count(row.get("weeks", "")),
                discipline=row.get("discipline", "").upper(), delayed_reason=row.get("delayed_reason", ""), **day,
            )
        )  # fmt: skip
    return {patient: sorted(plans, key=lambda p: p.start_on) for patient, plans in found.items()}


_PLAN_DAYS = ("end_on", "signed_on", "order_signed_on", "sent_on", "verbal_order_on")


def _count(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and 0 < int(cell[:6]) < 1000 else None
