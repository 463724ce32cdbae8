"""One person of a 271 -> a row of the answers, and a row of the benefits for each thing that is said."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from auditkit.care.coverage_status import ASKED_UNTIL, Statement, about_coverage, status_of
from auditkit.care.limit_words import authorization_in, days_in, figures_in, measure_in
from auditkit.care.service_types import named_in
from auditkit.readers.x12.benefits import (
    BENEFIT,
    MEASURE_OF_PERIOD,
    PERIODS,
    QUANTITIES,
    Benefit,
    Entity,
    delivery,
    percent,
    quantity,
)
from auditkit.readers.x12.values import AMOUNTS
from auditkit.tables import Columns

_NETWORKS = {"Y": "in", "N": "out", "W": "any", "U": "unknown"}
_FLAGS = {"Y": "1", "N": "0"}
# Kinds of insurance (EB04) that leave no doubt about which rules of payment apply.
_PAYER_TYPES = {
    "MB": "medicare_b", "MA": "medicare_b", "QM": "medicare_b", "HN": "medicare_advantage", "MC": "medicaid", "WC": "workers_comp",
    **dict.fromkeys(("C1", "CO", "HM", "PR", "PS", "EP", "IN", "GP", "PE"), "commercial"),
}  # fmt: skip
# The first of these that says so begins, or ends, the coverage: the plan's own days before those of eligibility as such.
_STARTS, _ENDS, _SPANS = ("346", "356"), ("347", "357"), ("291", "307")
_STATUS = {"active": "active", "pending": "pending", "inactive": "inactive", "not_covered": "inactive"}
_PAYS = (
    "primary payer",
    "secondary payer",
    "tertiary payer",
    "payer",
    "managed care organization",
    "preferred provider organization",
)
_DESCRIBES = ("CB", "D")  # coverage basis, description: what they count in visits is a limit
_SAYS_LIMIT = ("limit", "active", "unlimited", "other", "unknown")


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
    rows = [row for benefit in person.benefits for row in _rows(benefit, component, problems, source.asked_by)]
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


def _rows(
    benefit: Benefit, component: str, problems: list[tuple[int, str]], asked_by: set[str]
) -> list[dict[str, str]]:
    """One row for the EB segment, and one more for each further figure in what stands under it."""

    def read(reader, written: str, what: str) -> str:
        try:
            value = reader(written)
        except ValueError:
            value = None
        if value is None:
            problems.append((benefit.segment, f"has {what} that cannot be read"))
        return value or ""

    e, message = benefit.elements, " ".join(text for text in benefit.messages if text)
    word = BENEFIT.get(benefit.code, "other")
    if benefit.code == "MC" and any(entity.role in _PAYS for entity in benefit.entities):
        word = "other_payer"  # a managed care plan that has to be billed, where a coordinator is only to be called
    amount = read(lambda written: AMOUNTS[written], e[7], "an amount")
    of, number = e[9].upper(), read(quantity, e[10], "a quantity")
    measure = MEASURE_OF_PERIOD.get(e[6], "used" if of == "99" else "")
    row = {
        "benefit": word, "benefit_code": benefit.code, "level": e[2], "service_types": "|".join(_types(benefit, message)), "insurance_type": e[4],
        "plan_name": e[5], "period": PERIODS.get(e[6], e[6]), "amount": amount, "percent": read(percent, e[8], "a percentage"),
        "quantity_kind": QUANTITIES.get(of, of.lower()) if number else "", "quantity": number,
        "authorization_needed": _FLAGS.get(e[11], "") or ("" if e[11] else authorization_in(message)), "network": _NETWORKS.get(e[12], ""),
        "hcpcs_codes": _procedure(e[13], component), "places_of_service": "|".join(benefit.places), "starts_on": benefit.starts_on,
        "ends_on": benefit.ends_on, "delivery": "; ".join(delivery(hsd) for hsd in benefit.deliveries),
        "entity_name": "|".join(entity.name for entity in benefit.entities if entity.name),
        "entity_role": "|".join(role for entity in benefit.entities for role in (entity.role, *_whose(word, entity, asked_by)) if role),
        "entity_id": "|".join(n for n in (*(entity.number for entity in benefit.entities), benefit.number) if n),
        "entity_phone": "|".join(part for entity in benefit.entities for part in entity.contact),
        "message": " ".join(part for part in (message, f"Authorization {benefit.authorization}." if benefit.authorization else "") if part),
        "source_place": str(benefit.segment),
    }  # fmt: skip
    more = [figures for hsd in benefit.deliveries if (figures := _delivered(hsd, row["period"]))]
    of_visits = row["quantity_kind"] == "visits"
    told = figures_in(message, of_visits=of_visits) if word in _SAYS_LIMIT and not amount and not row["percent"] else ()
    is_another = bool(number and told) and all(f.visits != number for f in told)
    more += [
        {"quantity": f.visits, "quantity_kind": "visits", "measure": f.measure, "period": f.period or row["period"]}
        for f in told
    ]
    of_days = (
        days_in(message) if row["quantity_kind"] == "days" or (word == "limit" and not number and not amount) else ()
    )
    if of_days:
        same_number = [f.measure for f in of_days if f.visits == number]
        # What the message says of another number is said beside the payer's number, not of it.
        measure = measure or ("total" if not same_number or "total" in same_number else same_number[0])
        more += [
            {"quantity": f.visits, "quantity_kind": "days", "measure": f.measure, "period": row["period"]}
            for f in of_days
        ]
    if (
        not measure and of_visits
    ):  # the message may say what the number is: the limit, what was used of it, what is left
        same_number = {f.measure for f in told if f.visits == number}
        measure = "total" if "total" in same_number else same_number.pop() if len(same_number) == 1 else ""
    if not measure and (amount or number) and not is_another:  # "0 visits remaining" says nothing of the 30 before it
        measure = (
            measure_in(message, of_visits=of_visits)
            if word in ("limit", "deductible", "out_of_pocket", "other", "active")
            else ""
        )
    row["measure"] = measure or ("total" if amount or number else "")
    if word == "other" and row["measure"] == "used":
        row["benefit"] = "limit"  # how much of a limit was used, told under a code that only describes
    if benefit.code in _DESCRIBES and row["quantity_kind"] == "visits":
        row["benefit"] = "limit"
    same = ("quantity", "quantity_kind", "measure")
    more = [figures for figures in more if any(figures[name] != row[name] for name in same)]  # said twice is said once
    if word == "unlimited" or not more:
        return [row]
    if number or amount:
        return [row, *(row | {"amount": ""} | figures | _as_limit(word) for figures in more)]
    return (
        [row | {"amount": ""} | figures | _as_limit(word) for figures in more]
        if word in ("limit", "other")
        else [row, *(row | figures | _as_limit(word) for figures in more)]
    )


def _whose(word: str, entity: Entity, asked_by: set[str]) -> tuple[str, ...]:
    """Of a provider to whom care is restricted: whether that is the practice that asked."""
    if word != "restricted_provider" or entity.role == "primary care provider":
        return ()
    if {entity.name.casefold(), entity.number} & asked_by:
        return ("this practice",)
    return ("person",) if entity.is_person else ("another organization",) if asked_by else ()


def _as_limit(word: str) -> dict[str, str]:
    return {"benefit": "limit"} if word in ("active", "other") else {}


def _types(benefit: Benefit, message: str) -> tuple[str, ...]:
    """The service types; where the payer named none, those whose words stand in the plan's description (or in the message of a limit)."""
    if benefit.service_types:
        return benefit.service_types
    named = named_in(benefit.elements[5])
    return named or (named_in(message) if BENEFIT.get(benefit.code) == "limit" else ())


def _delivered(hsd: list[str], period: str) -> dict[str, str]:
    """The whole number of visits that an HSD segment gives; empty for a rate, such as two visits a week."""
    e = [part.strip() for part in hsd] + [""] * max(0, 9 - len(hsd))
    try:
        number = quantity(e[2])
    except ValueError:
        return {}
    if not number or e[3] not in ("", "YR", "YY"):
        return {}
    span = "calendar_year" if e[3] else PERIODS.get(e[5], "")
    return {
        "quantity": number,
        "quantity_kind": QUANTITIES.get(e[1], e[1].lower()),
        "measure": MEASURE_OF_PERIOD.get(e[5], "total"),
        "period": span or period,
    }


def _procedure(written: str, component: str) -> str:
    """EB13: the billing code of a composite such as HC:97110:GP, or of one that stands alone."""
    parts = [part for part in re.split(rf"[{re.escape(component)}:|>^]", written) if part]
    codes = [part.upper() for part in parts if re.fullmatch(r"[A-Za-z]?\d{4}[A-Za-z0-9]?", part) and len(part) == 5]
    return codes[0] if codes else ""
