"""Schedule, answers, authorizations, claims and payers -> booked visits with all that is known about each. Pure; the day is an argument."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo

from auditkit.care.authorizations import Authorization, Use, Visit, draw_on
from auditkit.care.booked import BookedVisit, OtherVisit, Therapy
from auditkit.care.coverage import CoverageAnswer
from auditkit.desks.eligibility.bookings import Booked, bookings, notes_none
from auditkit.desks.eligibility.calls_filled import calls_filled
from auditkit.desks.eligibility.held import (
    held_days,
    held_visits,
    lines_of,
    payers_on_file,
    therapy_of_year,
)
from auditkit.desks.eligibility.needs import Needs
from auditkit.desks.eligibility.patients import Patients
from auditkit.desks.eligibility.same_payer import is_of_payer
from auditkit.desks.eligibility.typed import Row, answer_of, authorization_of, benefit_of, day, rows_of
from auditkit.desks.eligibility.unjoined import about_nobody, where
from auditkit.readers.who import is_another, looks_like_name
from auditkit.tables import Columns


@dataclass(slots=True)
class FrontDeskTables:
    """What a front desk works from. None: no such table was supplied, which is not the same as an empty one."""

    schedule: Columns
    answers: Columns | None = None
    benefits: Columns | None = None
    authorizations: Columns | None = None
    claims: Columns | None = None
    history: Columns | None = None
    payers: Columns | None = None
    rules: Columns | None = None
    zone: tzinfo | None = None  # the practice's, for moments that name another
    # Whether `used_units` is of today, so that it counts what is in the claims; None: nobody said.
    used_counts_claims: bool | None = None


@dataclass(slots=True)
class Joined:
    """The visits of the days asked for, in order, and sentences about rows that could not be joined."""

    visits: list[BookedVisit] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    # Of each patient, all booked visits from `today`.
    draws: dict[str, list[tuple[Visit, Use]]] = field(default_factory=dict)
    authorizations: dict[str, list[Authorization]] = field(default_factory=dict)


class Desk:
    """The tables with their indexes, built once; `joined` then gives the visits of any day."""

    def __init__(self, tables: FrontDeskTables) -> None:
        self.tables = tables
        self.remarks: list[str] = []
        self.patients = Patients()
        schedule = list(rows_of(tables.schedule))
        for columns in (tables.claims, tables.history, tables.authorizations, tables.answers):
            self.patients.learn(columns)
        self.patients.learn(tables.schedule, counts_as_known=False)
        self.needs = Needs(tables.payers, tables.rules, all_visits_known=tables.claims is not None)
        self._answers = self._answers_by_patient()
        self.authorizations = self._authorizations_by_patient()
        self.visits = bookings(schedule, self.patients)
        for who, own in self.authorizations.items():
            if looks_like_name(who) and who not in self.visits:
                self.remarks.append(
                    f"{own[0].place or 'An authorization'}: names its patient by name only, and no one patient who is booked has that name. Write the patient's number."
                )
        # A year of claims is mostly of people who have no visit booked.
        wanted = {*self.visits, *self.authorizations}
        claims, history = lines_of(tables.claims, wanted), lines_of(tables.history, wanted)
        self._claimed = held_visits(claims)
        self._payer_of = payers_on_file(claims)
        self._therapy = therapy_of_year(history)
        self._held = self._held_by_patient(held_days(claims) | held_days(history))
        self._treatments = self._treatments_by_discipline()
        # Of each booked visit, by its place in memory: it is asked for three times.
        self._rules: dict[int, tuple[str, str]] = {}

    def joined(self, first: date, last: date, *, today: date) -> Joined:
        """The visits from `first` to `last`; what authorizations cover is worked out from `today` on, over all that is booked."""
        found = Joined(remarks=list(self.remarks), authorizations=self.authorizations)
        wanted = {b.who for booked in self.visits.values() for b in booked if first <= b.on <= last}
        for who in wanted:
            self._join_patient(who, first, last, today, found)
        found.visits.sort(key=lambda v: (v.on, v.at or "99", v.patient_id))
        return found

    def draws(self, today: date) -> dict[str, list[tuple[Visit, Use]]]:
        """What every booked visit from `today` on draws on, for each patient with an authorization or a visit."""
        return {who: self._draw(who, today) for who in {*self.authorizations, *self.visits}}

    def _join_patient(self, who: str, first: date, last: date, today: date, found: Joined) -> None:
        booked, answers = self.visits[who], self._answers.get(who, [])
        uses = {id(visit.key): use for visit, use in self._draw(who, min(today, first))}
        held = self._held.get(who, [])
        others = sorted([*held, *(OtherVisit(b.on, b.at, b.discipline) for b in booked)], key=lambda v: (v.on, v.at))
        moments = [(v.on, v.at) for v in others]
        for b in booked:
            if not first <= b.on <= last:
                continue
            visit = self._visit(b, answers)
            visit.before = others[: bisect_left(moments, (b.on, b.at))]
            visit.use = uses.get(id(b))
            found.visits.append(visit)

    def _visit(self, b: Booked, answers: list[CoverageAnswer]) -> BookedVisit:
        row, filed = b.row, self._payer_of.get(b.who, {})
        payer_id, payer_name = row.get("payer_id", ""), row.get("payer_name", "")
        if not payer_id and not payer_name:
            payer_id, payer_name = filed.get("payer_id", ""), filed.get("payer_name", "")
        payer_type = (
            row.get("payer_type", "") or self.needs.payer_type(payer_id, payer_name) or filed.get("payer_type", "")
        )
        visit = BookedVisit(
            patient_id=b.who, on=b.on, at=b.at, discipline=b.discipline, npi=row.get("rendering_provider_npi", ""), payer_id=payer_id,
            payer_name=payer_name, payer_type=payer_type, member_id=row.get("member_id", "") or filed.get("member_id", ""), codes=b.codes,
            is_evaluation=b.is_evaluation, is_known=b.who in self.patients.known, key=row,
        )  # fmt: skip
        up_to = [a for a in answers if a.checked_on is None or a.checked_on <= b.on]
        own = [a for a in up_to if is_of_payer(a, visit)]
        said = [a for a in own if a.says_something]
        visit.answer = said[-1] if said else own[-1] if own else None
        born = day(row.get("patient_birth_date", ""))
        if visit.answer is not None and (born is None or born != visit.answer.birth_date):
            visit.answer_names_another = is_another(row.get("patient_name", ""), visit.answer.patient_name)
        others = [a for a in up_to if a not in own]
        visit.other_answer = others[-1] if others else None
        if visit.answer is not None:
            earlier = [a for a in up_to if a.says_something and a.latest < visit.answer.latest]
            visit.previous = earlier[-1] if earlier else None
        visit.authorizations = None if self.tables.authorizations is None else self.authorizations.get(b.who, [])
        visit.authorization_rule = self._rule(b, visit)
        visit.holds_own_visits = self.tables.history is not None or self.tables.claims is not None
        if self.tables.history is not None:
            visit.therapy = self._therapy.get(
                (b.who, b.on.year, "OT" if b.discipline == "OT" else "PT/SLP"), Therapy(is_known=True)
            )
        return visit

    def _draw(self, who: str, today: date) -> list[tuple[Visit, Use]]:
        """What the visits from `today` on draw on. Held before them: those that claims show, and those of the schedule since the last claim."""
        claimed = self._claimed.get(who, [])
        counted = [v.units for v in claimed if v.units is not None]
        usual = round(sum(counted) / len(counted)) if counted else None
        uses = [self._as_use(b, usual) for b in self.visits.get(who, [])]
        held = [v for v in claimed if v.on < today]
        if last := max((v.on for v in held), default=None):
            held += [replace(use, key=None) for use in uses if last < use.on < today]
        booked = [use for use in uses if use.on >= today]
        given = self.tables.claims is not None
        mine = self.authorizations.get(who, [])
        return draw_on(mine, held, booked, claims_given=given, used_counts_held=self.tables.used_counts_claims)

    def _as_use(self, b: Booked, units: int | None) -> Visit:
        payer_id, payer_name = self.payer_of(b)
        npi, named = b.row.get("rendering_provider_npi", ""), b.authorization_number
        needs = self.needed(b)
        return Visit(b.on, b.at, b.discipline, npi, payer_id, b.codes, units, named, needs == "0", b, payer_name)

    def payer_of(self, b: Booked) -> tuple[str, str]:
        """Number and name of the payer that a visit was booked under, else of the one on file."""
        payer_id, payer_name = b.row.get("payer_id", ""), b.row.get("payer_name", "")
        if payer_id or payer_name:
            return payer_id, payer_name
        return self.payer_on_file(b.who)

    def payer_on_file(self, who: str) -> tuple[str, str]:
        """Number and name of the payer of a patient's last claim."""
        filed = self._payer_of.get(who, {})
        return filed.get("payer_id", ""), filed.get("payer_name", "")

    @property
    def everybody(self) -> set[str]:
        """Patients of the practice with a visit, an authorization or an answer; not those whom only an answer names."""
        return {*self.visits, *self.authorizations, *(who for who in self._answers if who in self.patients.known)}

    def last_seen(self, who: str, *, before: date) -> date | None:
        """The last day before another on which a visit was held or booked."""
        days = [v.on for v in (*self._held.get(who, ()), *self.visits.get(who, ())) if v.on < before]
        return max(days, default=None)

    def last_answer(self, who: str) -> CoverageAnswer | None:
        """The newest answer about a patient that said something, of whatever payer."""
        return next((answer for answer in reversed(self._answers.get(who, [])) if answer.says_something), None)

    def needed(self, b: Booked) -> str:
        """Whether a booked visit needs an authorization ("1", "0", ""): by the payer's last answer, else by the practice's tables."""
        payer_id, payer_name = self.payer_of(b)
        probe = BookedVisit(
            b.who, b.on, b.at, b.discipline, "", payer_id, payer_name, "", "", b.codes, b.is_evaluation, True
        )
        by_table = self._rule(b, probe)[0]
        if b.is_evaluation or by_table == "1":
            return by_table
        said = {
            benefit.authorization_needed
            for answer in self._answers.get(b.who, [])[-1:]
            for benefit in answer.benefits
            if benefit.authorization_needed and benefit.is_about(b.discipline) and not benefit.is_out_of_network
        }
        return "1" if "1" in said else by_table

    def _rule(self, b: Booked, visit: BookedVisit) -> tuple[str, str]:
        """Whether one is needed and by what, by the practice's tables and its own note beside the patient; "?" where these contradict each other."""
        if (known := self._rules.get(id(b))) is None:
            known = self._rules[id(b)] = self._looked_up(b, visit)
        return known

    def _looked_up(self, b: Booked, visit: BookedVisit) -> tuple[str, str]:
        needed, known_from = self.needs.authorization(visit, self._treatments_before(b))
        if needed == "0" or not (
            b.needs_none or any(notes_none(a, b, visit) for a in self.authorizations.get(b.who, ()))
        ):
            return needed, known_from
        if needed == "1":
            return "?", f"{known_from} says that one is needed, and the list of authorizations that none is"
        return "0", "the practice's list of authorizations"

    def _treatments_before(self, b: Booked) -> int:
        """Treatment visits of the same discipline that are known to lie before this one."""
        return bisect_left(self._treatments.get((b.who, b.discipline), ()), (b.on, b.at))

    # Indexes

    def _answers_by_patient(self) -> dict[str, list[CoverageAnswer]]:
        benefits = defaultdict(list)
        for row in rows_of(self.tables.benefits):
            benefits[row["answer_id"]].append(benefit_of(row))
        found: dict[str, list[CoverageAnswer]] = defaultdict(list)
        refused: list[Row] = []
        for row in rows_of(self.tables.answers):
            who = self.patients.find(row)
            if not who:
                self.remarks.append(about_nobody(row))
                continue
            if self.patients.is_refused(row):
                refused.append(row)
            found[who].append(answer_of(row, benefits.get(row["answer_id"], []), self.tables.zone))
        for who, answers in found.items():
            found[who] = calls_filled(sorted(answers, key=lambda a: a.latest))
        # Beside an answer about the patient it is another of the family, as a subscriber beside a child.
        for row in refused:
            if not any(number in found for number in self.patients.of_member(row)):
                self.remarks.append(
                    f"{where(row)}: the member's number is one of our patients', and the name or date of birth is not; it was taken for nobody's. Compare them."
                )
        return found

    def _authorizations_by_patient(self) -> dict[str, list[Authorization]]:
        found: dict[str, list[Authorization]] = defaultdict(list)
        for row in rows_of(self.tables.authorizations):
            one = authorization_of(row)
            if who := self.patients.find(row):
                found[who].append(one)
            if one.fault and one.is_usable:
                self.remarks.append(
                    f"{one.place or 'An authorization'}: {one.fault}. Correct it; until then it covers nothing."
                )
        return found

    def _held_by_patient(self, days: Iterable[tuple[str, date, str]]) -> dict[str, list[OtherVisit]]:
        """Visits held that the schedule does not show: a day and discipline of a billed line."""
        shown = {(b.who, b.on) for booked in self.visits.values() for b in booked}
        found: dict[str, list[OtherVisit]] = defaultdict(list)
        for who, on, discipline in days:
            if (who, on) not in shown:
                found[who].append(OtherVisit(on, "", discipline))
        return found

    def _treatments_by_discipline(self) -> dict[tuple[str, str], list[tuple[date, str]]]:
        """When the treatment visits of a patient and discipline are, held and booked, in order."""
        found: dict[tuple[str, str], list[tuple[date, str]]] = defaultdict(list)
        for who, held in self._held.items():
            for one in held:
                found[who, one.discipline].append((one.on, one.at))
        for who, booked in self.visits.items():
            for one in booked:
                if not one.is_evaluation:
                    found[who, one.discipline].append((one.on, one.at))
        for moments in found.values():
            moments.sort()
        return found
