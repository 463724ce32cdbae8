"""What claims are made of. Amounts are whole cents; empty text or None means not given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class PayerTerms:
    """What a payer asks of a claim; the columns of payers.csv."""

    payer_id: str
    name: str
    payer_type: str
    filing_indicator: str  # SBR09 of an 837P
    unit_rule: str
    timely_filing_days: int | None
    discipline_modifier_required: bool
    authorization_required: bool
    authorization_codes: tuple[str, ...]  # empty although authorization is required: all but evaluations
    pair_source: str
    telehealth_accepted: bool
    reduces_practice_expense: bool  # pays the second and later units of a day less
    allowed_percent: int  # of the invented base rate

    def asks_for_authorization(self, code: str) -> bool:
        """Whether this service needs an authorization."""
        if not self.authorization_required:
            return False
        return code in self.authorization_codes if self.authorization_codes else code not in EVALUATIONS


# What an authorization for "all but evaluations" leaves out. Tests by the hour (96105, 96125) are not among them.
EVALUATIONS = frozenset(("97161", "97162", "97163", "97165", "97166", "97167", "92522", "92523", "92524", "92610"))


@dataclass(slots=True)
class ServiceLine:
    """One service line as billed."""

    date_of_service: date
    hcpcs_code: str
    modifiers: tuple[str, ...]
    units: int | None
    minutes: int
    assistant_minutes: int
    charge: int
    pointers: tuple[int, ...]
    visit_id: str
    timed: bool
    allowed: int = 0  # what the payer will allow: known here, not on the claim
    threshold: str = ""  # Medicare B: "above" or "below" the year's threshold whatever share of the charges is allowed
    room: int = 0  # Medicare B: cents to the threshold at the smallest share


@dataclass(frozen=True, slots=True)
class Label:
    """What is known about one rule on one claim (line_number 0) or service line."""

    line_number: int
    rule: str
    answer: str
    seeded: str


@dataclass(slots=True)
class Claim:
    """One claim of one patient, discipline and visit (workers' compensation: of one week)."""

    claim_id: str
    patient_id: str
    birth_date: date
    member_id: str
    payer: PayerTerms
    clinic_id: str
    discipline: str
    rendering_npi: str
    referring_npi: str
    submitted_on: date
    diagnosis_codes: tuple[str, ...]
    lines: list[ServiceLine]
    place_of_service: str = "11"
    frequency: str = "1"
    control_number: str = ""
    authorization_number: str = ""
    charge_off_by: int = 0  # seeded: claim charge minus the sum of its lines
    labels: list[Label] = field(default_factory=list)

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines) + self.charge_off_by

    @property
    def first_day(self) -> date:
        return min(line.date_of_service for line in self.lines)

    @property
    def last_day(self) -> date:
        return max(line.date_of_service for line in self.lines)

    def copy(self, **changes: object) -> Claim:
        """The same claim with lines of its own and no labels."""
        return replace(self, lines=[replace(line) for line in self.lines], labels=[], **changes)

    def label(self, rule: str, seeded: str, *, line: int = 0, answer: str = "not_met") -> None:
        """Note what is known; `line` 0 is the claim, or the day."""
        self.labels.append(Label(line, rule, answer, seeded))

    def label_lines(self, rule: str, seeded: str, answer: str = "not_met") -> None:
        """Note the same for every line."""
        for number in range(1, len(self.lines) + 1):
            self.label(rule, seeded, line=number, answer=answer)


@dataclass(slots=True)
class Authorization:
    authorization_number: str
    patient_id: str
    payer_id: str
    discipline: str
    hcpcs_codes: tuple[str, ...]  # empty: all
    rendering_npi: str  # empty: any
    start_on: date
    end_on: date
    authorized_units: int
    unit_kind: str  # visits or units
    used_units: int  # before the first claim of this set
    taken: int = 0  # by the claims of this set


@dataclass(frozen=True, slots=True)
class PriorLine:
    """A service line allowed before or outside the claims of this set."""

    patient_id: str
    date_of_service: date
    hcpcs_code: str
    modifiers: tuple[str, ...]
    allowed: int
    claim_id: str
    line_number: int
    rendering_npi: str
    discipline: str
