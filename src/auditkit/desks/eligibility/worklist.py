"""The visits of a day, checked and ordered by risk: what will not be paid first, then what nobody knows, then the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from auditkit.care.booked import BookedVisit
from auditkit.desks.eligibility.joining import Desk
from auditkit.readers.who import initials, looks_like_name
from auditkit.reference import Reference
from auditkit.rule import Answer, Severity, VisitCheck, VisitRuling
from auditkit.rules import visit_checks

_WEIGHT = {Severity.DENIAL: 3, Severity.RECOUPMENT: 3, Severity.REVIEW: 2, Severity.INFO: 1}
_BEFORE = ("date", "time", "visit_id", "patient_id", "initials", "discipline", "payer", "risk")


class Risk:
    """What a visit's place in the list is called."""

    STOP = "not payable as booked"
    ASK = "unknown - call"
    LOOK = "look before the session"
    READY = "ready"


@dataclass(slots=True)
class CheckedVisit:
    """A visit with the ruling of each check, by id."""

    visit: BookedVisit
    rulings: dict[str, VisitRuling] = field(default_factory=dict)
    severities: dict[str, Severity] = field(default_factory=dict)

    @property
    def initials(self) -> str:
        """For prints and calendars: never more of a name."""
        row = self.visit.key or {}
        return initials(row.get("patient_name", ""))

    @property
    def shown_id(self) -> str:
        """The practice's number; where the practice has only a name, its initials."""
        return (
            self.initials
            if looks_like_name(self.visit.patient_id) or " " in self.visit.patient_id
            else self.visit.patient_id
        )

    def of(self, answer: Answer) -> list[str]:
        """The checks with that answer."""
        return [rule for rule, ruling in self.rulings.items() if ruling.answer is answer]

    @property
    def risk(self) -> str:
        """In which of four groups the visit is."""
        failed = [self.severities[rule] for rule in self.of(Answer.NOT_MET)]
        if any(s in (Severity.DENIAL, Severity.RECOUPMENT) for s in failed):
            return Risk.STOP
        unknown = [self.severities[rule] for rule in self.of(Answer.UNCLEAR)]
        if "coverage_checked" in self.of(Answer.NOT_MET) or any(
            s in (Severity.DENIAL, Severity.RECOUPMENT) for s in unknown
        ):
            return Risk.ASK
        return Risk.LOOK if failed or unknown else Risk.READY

    @property
    def to_look_at(self) -> list[str]:
        """What is not met, then what is unclear, heaviest first: the check's id and its words."""
        open_ = [*self.of(Answer.NOT_MET), *self.of(Answer.UNCLEAR)]
        open_.sort(key=lambda rule: (self.rulings[rule].answer is Answer.UNCLEAR, -_WEIGHT[self.severities[rule]]))
        return [f"{rule}: {self.rulings[rule].message}" for rule in open_]

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """Sorts riskier visits first; within a group by what weighs most, then by time."""
        failed = sum(_WEIGHT[self.severities[rule]] for rule in self.of(Answer.NOT_MET))
        unknown = sum(_WEIGHT[self.severities[rule]] for rule in self.of(Answer.UNCLEAR))
        groups = (Risk.STOP, Risk.ASK, Risk.LOOK, Risk.READY)
        return groups.index(self.risk), -failed, -unknown, self.visit.at or "99", self.visit.patient_id


@dataclass(slots=True)
class Worklist:
    """The checked visits of some days, riskiest first within each day."""

    visits: list[CheckedVisit]
    remarks: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many visits are in each group, in order of risk."""
        counted = Counter(checked.risk for checked in self.visits)
        return {risk: counted[risk] for risk in (Risk.STOP, Risk.ASK, Risk.LOOK, Risk.READY)}

    @property
    def in_words(self) -> str:
        """The counts in one sentence."""
        total = len(self.visits)
        if not total:
            return "No visits are booked."
        visits = "1 visit" if total == 1 else f"{total:,} visits"
        parts = [f"{count:,} {risk}" for risk, count in self.counts.items() if count]
        return f"{visits}: {'; '.join(parts)}."

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers of `rows`: the visit, one column for each check, and what to look at."""
        return (*_BEFORE, *(self.visits[0].rulings if self.visits else visit_checks()), "look_at")

    def rows(self) -> list[tuple[str, ...]]:
        """One row for each visit, in the order of the list."""
        return [
            (checked.visit.on.isoformat(), checked.visit.at, (checked.visit.key or {}).get("visit_id", ""), checked.shown_id, checked.initials,
             checked.visit.discipline, checked.visit.payer_name or checked.visit.payer_id, checked.risk,
             *(ruling.answer.value for ruling in checked.rulings.values()), " | ".join(checked.to_look_at))
            for checked in self.visits
        ]  # fmt: skip


def check_visits(
    visits: list[BookedVisit], reference: Reference, checks: dict[str, VisitCheck] | None = None
) -> list[CheckedVisit]:
    """Every check's answer about every visit, in the order given."""
    checks = visit_checks() if checks is None else checks
    found = []
    for visit in visits:
        checked = CheckedVisit(visit)
        for rule, check in checks.items():
            ruling = checked.rulings[rule] = check.check(visit, reference)
            checked.severities[rule] = ruling.severity or check.severity
        found.append(checked)
    return found


def worklist(desk: Desk, first: date, last: date, *, today: date, reference: Reference) -> Worklist:
    """The visits from `first` to `last`, riskiest first within each day."""
    joined = desk.joined(first, last, today=today)
    checked = check_visits(joined.visits, reference)
    checked.sort(key=lambda one: (one.visit.on, one.order))
    remarks = list(joined.remarks)
    if unknown := sum(1 for one in checked if not one.visit.is_known and one.visit.answer is None):
        what = "1 visit is of a patient" if unknown == 1 else f"{unknown:,} visits are of patients"
        remarks.append(f"{what} that no other table knows: look whether the number is written the same way everywhere.")
    return Worklist(checked, remarks)
