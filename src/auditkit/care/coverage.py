"""A payer's answer with types: what a visit check looks at. Standard library only. What was not said is None or empty, never zero."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from auditkit.care.limit_words import is_pooled
from auditkit.care.service_types import DISCIPLINES, PLAN, disciplines_in, disciplines_of, is_for_plan

_INPATIENT = frozenset({"21", "23", "31", "34", "51", "61"})  # places of service


@lru_cache(maxsize=20_000)
def _disciplines(types: tuple[str, ...], is_medicare: bool, message: str) -> frozenset[str]:
    found = disciplines_of(types, is_medicare=is_medicare)
    if message and (found or not types) and is_pooled(message):
        return found | disciplines_in(message)
    return found


@dataclass(slots=True)
class Benefit:
    """One row of the table of benefits."""

    benefit: str
    code: str
    level: str
    types: tuple[str, ...]
    insurance_type: str
    plan_name: str
    period: str
    measure: str
    cents: int | None
    percent: str
    quantity: Decimal | None
    kind: str
    authorization_needed: str
    network: str
    hcpcs_codes: frozenset[str]
    starts_on: date | None
    ends_on: date | None
    entity_name: str
    entity_role: str
    message: str
    places: frozenset[str] = frozenset()
    entity_id: str = ""

    def holds_on(self, day: date) -> bool:
        """True unless its own dates leave the day out."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    @property
    def disciplines(self) -> frozenset[str]:
        """The disciplines it is about by its service types; of a shared limit also those that its message names."""
        return _disciplines(self.types, self.insurance_type == "MB", self.message)

    def is_about(self, discipline: str) -> bool:
        """True where its service types are those of the discipline; of an unknown discipline, of any."""
        return discipline in self.disciplines if discipline else bool(self.disciplines)

    @property
    def is_for_plan(self) -> bool:
        """True where it is about the whole plan, or says of what it is about nothing at all."""
        return is_for_plan(self.types) and (not self.hcpcs_codes or PLAN in self.types)

    @property
    def is_shared_by(self) -> frozenset[str]:
        """Whose visits count against it: a limit of the whole plan, or one without service types, counts all."""
        return self.disciplines or frozenset(DISCIPLINES)

    @property
    def is_inpatient(self) -> bool:
        """True where it is said of places alone in which no outpatient practice treats."""
        return bool(self.places) and self.places <= _INPATIENT

    @property
    def is_out_of_network(self) -> bool:
        """True where it is said for providers outside the network only."""
        return self.network == "out"


@dataclass(slots=True)
class CoverageAnswer:
    """One answer with its benefits. `checked_on` is None where the answer carries no date."""

    answer_id: str
    patient_id: str
    patient_name: str
    birth_date: date | None
    member_id: str
    payer_id: str
    payer_name: str
    payer_type: str
    checked_on: date | None
    checked_at: datetime | None  # None where only the day is known
    how: str
    status: str
    plan_name: str
    insurance_type: str
    group_number: str
    coverage_from: date | None
    coverage_to: date | None
    reject_codes: tuple[str, ...]
    follow_up_code: str
    trace_number: str
    reference_number: str
    representative: str
    no_reference_reason: str
    message: str
    benefits: list[Benefit]
    file: str = ""
    place: str = ""
    status_when: str = ""  # when its status was told, where an earlier answer told it
    kinds: frozenset[str] = field(init=False)  # of its benefits

    def __post_init__(self) -> None:
        self.kinds = frozenset(b.benefit for b in self.benefits)

    @property
    def says_something(self) -> bool:
        """True where the payer answered at all."""
        return self.status != "rejected"

    @property
    def latest(self) -> datetime:
        """The latest moment at which it can have been given: the end of its day where no time is known."""
        if self.checked_at is not None:
            return self.checked_at
        return datetime.combine(self.checked_on or date.min, datetime.max.time())

    def benefits_on(self, day: date, *benefits: str) -> list[Benefit]:
        """Its benefits of some kinds whose own dates hold the day, but what is said of stays in a hospital or nursing facility alone."""
        if self.kinds.isdisjoint(benefits):
            return []
        return [b for b in self.benefits if b.benefit in benefits and b.holds_on(day) and not b.is_inpatient]

    @property
    def when(self) -> str:
        """When it was given, for people."""
        if self.checked_at is not None:
            return f"{self.checked_at.date()} {self.checked_at.hour:02}:{self.checked_at.minute:02}"
        return f"{self.checked_on}" if self.checked_on else "an unknown day"
