"""One person of a 271 -> a row of the answers, and a row of the benefits for each thing that is said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from auditkit.care.coverage_status import ASKED_UNTIL, Statement, about_coverage, status_of
from auditkit.readers.x12.benefit_rows import rows_of
from auditkit.readers.x12.benefits import BENEFIT, Benefit
from auditkit.tables import Columns

# Kinds of insurance (EB04) that leave no doubt about which rules of payment apply.
_PAYER_TYPES = {
    "MB": "medicare_b", "MA": "medicare_b", "QM": "medicare_b", "HN": "medicare_advantage", "MC": "medicaid", "WC": "workers_comp",
    **dict.fromkeys(("C1", "CO", "HM", "PR", "PS", "EP", "IN", "GP", "PE"), "commercial"),
}  # fmt: skip
# The first of these that says so begins, or ends, the coverage: the plan's own days before those of eligibility as such.
_STARTS, _ENDS, _SPANS = ("346", "356"), ("347", "357"), ("291", "307")
_STATUS = {"active": "active", "pending": "pending", "inactive": "inactive", "not_covered": "inactive"}


@dataclass(slots=True)
class Source:
    """Who answers, and when: loop 2100A and the head of the transaction."""

    payer_name: str = ""
    payer_id: str = ""
    checked_at: str = ""
    reference: str = ""
    follow_up: str = ""
    asked_by: set[str] = field(default_factory=set)  # name and number of the practice that asked


@dataclass(slots=True)
class Person:
    """Loops 2000C and 2000D: a subscriber or a dependent, with what is said about them."""

    segment: int
    subscriber: Person | None = None
    member_id: str = ""
    last_name: str = ""
    first_name: str = ""
    birth_date: str = ""
    follow_up: str = ""
    has_dependents: bool = False
    is_cut_off: bool = False
    traces: list[tuple[str, str]] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    dates: dict[str, tuple[str, str]] = field(default_factory=dict)
    rejects: list[str] = field(default_factory=list)
    is_refused: bool = False  # refused before anything is said of coverage
    messages: list[str] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """True where there is more than a name."""
        return bool(self.benefits or self.rejects)

    def number(self, *kinds: str) -> str:
        """The first of some reference numbers; a dependent has the subscriber's where they have none."""
        own = next((self.numbers[kind] for kind in kinds if kind in self.numbers), "")
        return own or (self.subscriber.number(*kinds) if self.subscriber else "")


def answer_id_of(source: Source, person: Person) -> str:
    """The same for the same answer, in whatever file it comes."""
    told = "\x1f".join((source.payer_id, source.payer_name, source.checked_at, source.reference, *person.segments))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def add_answer(
    to: tuple[Columns, Columns], answer_id: str, file: str, place: str, source: Source, person: Person, component: str
) -> list[tuple[int, str]]:
    """Append the person's rows to the answers and the benefits. Returns (segment, problem) for each value that could not be read and was left empty."""
    problems: list[tuple[int, str]] = []
    answers, benefits = to
    member_id = (
        person.member_id or person.number("1W", "NQ") or (person.subscriber.member_id if person.subscriber else "")
    )
    ids = {"answer_id": answer_id, "patient_id": person.number("EJ", "EA"), "member_id": member_id, "source_file": file}
    rows = [row for benefit in person.benefits for row in rows_of(benefit, component, problems, source.asked_by)]
    for row in rows:
        held = ids | row | {"source_place": f"{place}, segment {row['source_place']}"}
        for name, column in benefits.items():
            column.append(held.get(name, ""))
    statements = [
        Statement(BENEFIT.get(b.code, "other"), b.service_types, b.elements[4], b.elements[5], b.starts_on, b.ends_on)
        for b in person.benefits
    ]
    status = status_of(statements)
    if status == "unknown" and person.rejects:
        status = "rejected"
    if (person.is_cut_off or person.is_refused) and status in ("active", "pending"):
        status = "unknown"  # what was cut off may have said otherwise; a refused question has no answer that can be relied on
    decisive = [s for s in about_coverage(statements) if _STATUS.get(s.benefit) == status]
    first, last = _covered(person, decisive, source.checked_at[:10])
    told = ["The payer holds a date of death."] if "442" in person.dates else []
    if last and last == source.checked_at[:10] and last not in _ends(person):
        told.append(ASKED_UNTIL)
    traces = sorted(
        person.traces or (person.subscriber.traces if person.subscriber else []), key=lambda trace: trace[0] != "2"
    )
    said = ids | {
        "patient_name": ", ".join(part for part in (person.last_name, person.first_name) if part),
        "patient_birth_date": person.birth_date,
        "payer_id": source.payer_id,
        "payer_name": source.payer_name,
        "payer_type": _payer_type(decisive),
        "checked_at": source.checked_at,
        "how": "x12_271",
        "asked_for_date": next((person.dates[q][0] for q in ("472",) if q in person.dates), ""),
        "status": status,
        "plan_name": next((s.plan_name for s in decisive if s.plan_name), "") or person.number("18 name", "6P name", "1L name", "N6 name"),
        "insurance_type": next((s.insurance_type for s in decisive if s.insurance_type), ""),
        "group_number": person.number("6P", "1L", "IG", "18"),
        "coverage_from": first,
        "coverage_to": last,
        "other_payers": "|".join(dict.fromkeys(row["entity_name"] or row["plan_name"] for row in rows if row["benefit"] == "other_payer")).strip("|"),
        "reject_codes": "|".join(dict.fromkeys(person.rejects)),
        "follow_up_code": person.follow_up or source.follow_up,
        "trace_number": traces[0][1] if traces else "",
        "message": " ".join([*person.messages, *told]),
        "source_place": f"{place}, segment {person.segment}",
    }  # fmt: skip
    for name, column in answers.items():
        column.append(said.get(name, ""))
    return problems


def _ends(person: Person) -> list[str]:
    """The days that are named as an end."""
    return [person.dates[q][0] for q in _ENDS if q in person.dates and person.dates[q][0]]


def _covered(person: Person, decisive: list[Statement], given_on: str) -> tuple[str, str]:
    """First and last day of coverage: what stands with the person, else with the benefit that decides; of two ends the earlier.

    Medicare repeats the days asked about with the person, and gives those of Part B with the benefit: a span that ends on the day of the answer
    goes back behind those.
    """
    spans = [person.dates[q] for q in _SPANS if q in person.dates]
    if decisive and all(s.insurance_type == "MB" and s.starts_on for s in decisive):
        spans = [span for span in spans if span[1] != given_on]
    starts = [person.dates[q][0] for q in _STARTS if q in person.dates and person.dates[q][0]]
    starts = starts or [span[0] for span in spans if span[1]] or [span[0] for span in spans if span[0]]
    ends = _ends(person) + [span[1] for span in spans if span[1]]
    starts = starts or [s.starts_on for s in decisive if s.starts_on][:1]
    ends = ends or [s.ends_on for s in decisive if s.ends_on][:1]
    return max(starts, default=""), min(ends, default="")


def _payer_type(decisive: list[Statement]) -> str:
    found = {_PAYER_TYPES.get(s.insurance_type, "") for s in decisive if s.insurance_type}
    return found.pop() if len(found) == 1 else ""
