"""What a front desk knows on the morning of one day. Amounts are whole cents; None or empty text means not said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Patient

NOW = datetime(2026, 11, 24, 7, 30)  # the morning on which all of this is looked at
TODAY = NOW.date()
FIRST_BOOKED, LAST_BOOKED = date(2026, 11, 2), date(2026, 12, 18)
CLOSED = frozenset((date(2026, 11, 26), date(2026, 11, 27)))


def is_open(day: date) -> bool:
    """Whether the clinics see patients on this day of the weeks of the schedule."""
    return day.weekday() < 5 and day not in CLOSED


@dataclass(slots=True)
class Booked:
    """One booked visit."""

    visit_id: str
    patient_id: str
    clinic_id: str
    therapist_id: str
    discipline: str
    day: date
    minute: int  # of the day
    kind: str  # Evaluation or Treatment
    status: str  # Completed, Scheduled, Confirmed, Cancelled, No Show
    minutes: int = 45

    @property
    def stands(self) -> bool:
        """Still to come."""
        return self.status in ("Scheduled", "Confirmed")

    @property
    def starts(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day) + timedelta(minutes=self.minute)


@dataclass(frozen=True, slots=True)
class Limit:
    """Visits that a plan pays for in a calendar year. `disciplines` share them where there are several."""

    visits: int
    used: int
    disciplines: tuple[str, ...]

    @property
    def left(self) -> int:
        return max(0, self.visits - self.used)


@dataclass(frozen=True, slots=True)
class Plan:
    """One coverage of one patient."""

    payer_id: str
    payer_name: str
    plan_name: str
    insurance_type: str  # EB04
    group_number: str
    member_id: str
    first_day: date
    last_day: date | None


@dataclass(slots=True)
class Answer:
    """What a payer says when it is asked about one patient."""

    patient_id: str
    asked_at: datetime
    how: str  # x12_271, portal, phone
    plan: Plan
    status: str  # active, inactive, rejected
    reject_code: str = ""
    limits: tuple[Limit, ...] = ()
    limit_words: str = ""  # "total", "left", "message", "delivery": how the limit is said; "silent": not at all
    deductible: tuple[int, int | None] | None = None  # of the year, and what is left where it is said
    copay: int | None = None
    coinsurance: int | None = None
    authorization: str = ""  # Y, N, or empty
    other_payer: str = ""
    advantage_plan: Plan | None = None
    therapy_used: dict[str, int] = field(default_factory=dict)  # Medicare: "AE" (PT with SLP) and "AD" (OT)
    representative: str = ""
    reference_number: str = ""
    no_reference_reason: str = ""
    trace_number: str = ""


@dataclass(slots=True)
class Grant:
    """One authorization, or a request for one."""

    number: str
    patient_id: str
    payer_id: str
    discipline: str
    first_day: date
    last_day: date
    granted: int
    used: int
    unit_kind: str
    decision: str  # approved, partly_approved, denied, pending
    requested: int
    requested_on: date
    decided_on: date | None
    hcpcs_codes: tuple[str, ...] = ()
    rendering_npi: str = ""
    case: str = ""  # what was arranged


@dataclass(slots=True)
class Seat:
    """One patient of the schedule with what belongs to them."""

    patient: Patient
    courses: list[Episode]
    is_new: bool
    dice: Dice
    case: str = ""
    booked: list[Booked] = field(default_factory=list)
    before: Answer | None = None
    now: Answer | None = None
    grants: list[Grant] = field(default_factory=list)
    number_of: dict[str, int] = field(default_factory=dict)  # visit -> which visit of the year, per discipline

    def coming(self, discipline: str = "") -> list[Booked]:
        """Visits that still stand, from today, in order."""
        return [
            each
            for each in sorted(self.booked, key=lambda each: each.starts)
            if each.stands and each.day >= TODAY and discipline in ("", each.discipline)
        ]
