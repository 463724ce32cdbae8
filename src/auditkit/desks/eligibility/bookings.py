"""The rows of the schedule that still stand, by patient and in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditkit.care.authorization_words import NOT_REQUIRED, said_for_number
from auditkit.care.authorizations import Authorization
from auditkit.care.booked import BookedVisit
from auditkit.care.payer_names import is_another_payer
from auditkit.desks.eligibility.held import EVALUATIONS
from auditkit.desks.eligibility.patients import Patients
from auditkit.desks.eligibility.typed import Row, day

_OFF = ("cancelled", "no_show")
_FIRST_VISIT = re.compile(r"\beval|\binitial\b|\bnew patient\b|^\s*IE\s*$", re.I)
_AGAIN = re.compile(r"\bre-?\s?eval", re.I)


@dataclass(slots=True)
class Booked:
    """A row of the schedule that still stands."""

    row: Row
    who: str
    on: date
    at: str
    discipline: str
    codes: frozenset[str]
    is_evaluation: bool

    @property
    def authorization_number(self) -> str:
        """The authorization that it was booked under; words in its place are none."""
        written = self.row.get("authorization_number", "")
        return "" if said_for_number(written) else written

    @property
    def needs_none(self) -> bool:
        """True where the schedule says in the number's place that none is needed."""
        return said_for_number(self.row.get("authorization_number", "")) == NOT_REQUIRED


def bookings(schedule: Iterable[Row], patients: Patients) -> dict[str, list[Booked]]:
    """Each patient's booked visits in order; a row that names nobody has a place of its own."""
    found: dict[str, list[Booked]] = defaultdict(list)
    for row in schedule:
        on, who = day(row["date_of_service"]), patients.find(row)
        if on is None or row.get("status", "") in _OFF:
            continue
        who = who or f"row {row.get('source_place', '')}"
        codes = frozenset(code.upper() for code in row.get("hcpcs_codes", "").split("|") if code)
        kind = row.get("visit_kind", "")
        is_evaluation = bool(codes & EVALUATIONS) or bool(_FIRST_VISIT.search(kind) and not _AGAIN.search(kind))
        found[who].append(
            Booked(row, who, on, row.get("start_time", ""), row.get("discipline", ""), codes, is_evaluation)
        )
    for booked in found.values():
        booked.sort(key=lambda b: (b.on, b.at))
    return found


def notes_none(a: Authorization, b: Booked, visit: BookedVisit) -> bool:
    """True where a row of the list says that none is needed for such a visit on that day."""
    return (
        a.needs_none
        and a.is_for(b.discipline)
        and not is_another_payer(a.payer_id, visit.payer_id, visit.payer_name)
        and (a.start_on is None or a.start_on <= b.on)
        and (a.end_on is None or b.on <= a.end_on)
    )
