"""Who is who over several tables: the practice's number, else the member's number, else a name that only one patient has."""

from __future__ import annotations

import re

from auditkit.desks.eligibility.typed import Row, day
from auditkit.readers.who import plain_name
from auditkit.tables import Columns


class Patients:
    """Learns from tables that name patients by number; then finds the number for rows that do not."""

    def __init__(self) -> None:
        self._by_member: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._born: dict[str, str] = {}
        self.known: set[str] = set()

    def learn(self, columns: Columns | None, *, counts_as_known: bool = True) -> None:
        """Take in numbers, names and members; a schedule alone does not make a patient known."""
        if not columns:
            return
        numbers = columns["patient_id"]
        nothing = [""] * len(numbers)
        rest = (columns.get(name, nothing) for name in ("member_id", "patient_name", "patient_birth_date"))
        for number, member, name, born in set(zip(numbers, *rest, strict=True)):
            if not number:
                continue
            if counts_as_known:
                self.known.add(number)
            if member := _plain(member):
                self._by_member.setdefault(member, set()).add(number)
            if name := plain_name(name or number):
                self._by_name.setdefault(name, set()).add(number)
            if born:
                self._born.setdefault(number, born)

    def find(self, row: Row) -> str:
        """The practice's number of the row's patient; its own words where nobody is found; "" where it names nobody."""
        if number := row.get("patient_id", ""):
            return number
        born, name = row.get("patient_birth_date", ""), plain_name(row.get("patient_name", ""))
        found = self._by_member.get(_plain(row.get("member_id", "")), set())
        if name and len(found) > 1:  # a family under one number
            found = {n for n in found if n in self._by_name.get(name, ())} or found
        if not found and name:
            found = self._by_name.get(name, set())
        if born and day(born):
            found = {number for number in found if self._born.get(number, born) == born}
        if len(found) == 1:
            return next(iter(found))
        member = _plain(row.get("member_id", ""))
        return f"member {member}" if member and not found else f"name {name}" if name and not found else ""


def _plain(member: str) -> str:
    return re.sub(r"[\W_]+", "", member).upper() if member else ""
