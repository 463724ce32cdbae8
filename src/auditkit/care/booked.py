"""What a visit check looks at: one booked visit with all that is known about its coverage. Standard library only, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from auditkit.care.authorizations import Authorization, Use
from auditkit.care.coverage import CoverageAnswer


@dataclass(frozen=True, slots=True)
class OtherVisit:
    """Another visit of the same patient, booked or held."""

    on: date
    at: str
    discipline: str


@dataclass(slots=True)
class Therapy:
    """What Medicare Part B allowed this year, in cents, by our own lines: of the bucket that the visit belongs to.

    `per_visit` is the average of this patient's own visits, None where there were none. `is_known` is False where no history was given.
    """

    allowed: int = 0
    per_visit: int | None = None
    last_on: date | None = None  # the last day that was counted
    is_known: bool = False


@dataclass(slots=True)
class BookedVisit:
    """One booked visit. What was not given is empty or None."""

    patient_id: str
    on: date
    at: str  # "09:15", or "" where no time is known
    discipline: str
    npi: str
    payer_id: str
    payer_name: str
    payer_type: str
    member_id: str
    codes: frozenset[str]
    is_evaluation: bool
    is_known: bool  # somebody of that number or name is in another table
    answer: CoverageAnswer | None = None  # the newest answer of this payer up to the day of the visit
    answer_names_another: bool = (
        False  # its first name is another, and no date of birth says that it is the same person
    )
    other_answer: CoverageAnswer | None = None  # the newest answer of another payer, where there is one
    previous: CoverageAnswer | None = None  # the last one before `answer` that said something
    before: list[OtherVisit] = field(
        default_factory=list
    )  # other visits of the patient up to this one, cancelled ones left out
    authorization_rule: tuple[str, str] = ("", "")  # needed ("1", "0", ""), and where that is known from
    authorizations: list[Authorization] | None = None  # None: no table was given
    use: Use | None = None
    therapy: Therapy = field(default_factory=Therapy)
    holds_own_visits: bool = (
        False  # claims or history were given: `before` shows the visits of the year, not of the schedule alone
    )
    key: object = None

    @property
    def starts_at(self) -> datetime | None:
        """The moment it begins; None where only the day is known."""
        return datetime.combine(self.on, time.fromisoformat(self.at)) if self.at else None

    @property
    def pays_first_by_medicare(self) -> bool:
        """True where the practice, or the answer, says Medicare Part B."""
        return self.payer_type == "medicare_b" or (
            not self.payer_type and self.answer is not None and self.answer.payer_type == "medicare_b"
        )

    def booked_since(self, moment: datetime, disciplines: frozenset[str]) -> int:
        """Visits after an answer and before this one that count against the same limit. Those of the answer's own day count: the payer
        cannot have heard of them. A visit of an unknown discipline counts too."""
        return sum(
            1 for v in self.before if v.on >= moment.date() and (not v.discipline or v.discipline in disciplines)
        )

    def held_this_year(self, moment: datetime, disciplines: frozenset[str]) -> int:
        """Visits of the calendar year before an answer that our own tables show."""
        return sum(
            1 for v in self.before if v.on.year == moment.year and v.on < moment.date() and v.discipline in disciplines
        )

    def booked_after(self, day: date | None, disciplines: frozenset[str]) -> int:
        """Visits after a day (None: any) and before this one."""
        return sum(1 for v in self.before if (day is None or v.on > day) and v.discipline in disciplines)

    def held_shortly_before(self, moment: datetime, days: int, disciplines: frozenset[str]) -> int:
        """Visits in the days before an answer, whose claims the payer may not have counted yet."""
        day = moment.date()
        return sum(
            1
            for v in self.before
            if 0 < (day - v.on).days <= days and (not v.discipline or v.discipline in disciplines)
        )
