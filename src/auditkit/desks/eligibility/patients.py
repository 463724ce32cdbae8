"""Who is who over several tables: the practice's number, else the member's number, else a name that only one patient has."""

from __future__ import annotations

import re

from auditkit.desks.eligibility.typed import Row, day
from auditkit.readers.who import looks_like_name, plain_name
from auditkit.tables import Columns


class Patients:
    """Learns from tables that name patients by number; then finds the number for rows that do not."""

    def __init__(self) -> None:
        self._by_member: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._born: dict[str, str] = {}
        self._families: set[str] = set()  # members' numbers under which one table holds several people
        self.known: set[str] = set()

    def learn(self, columns: Columns | None, *, counts_as_known: bool = True) -> None:
        """Take in numbers, names and members; a schedule alone does not make a patient known."""
        if not columns:
            return
        numbers = columns["patient_id"]
        nothing = [""] * len(numbers)
        rest = (columns.get(name, nothing) for name in ("member_id", "patient_name", "patient_birth_date"))
        rows = set(zip(numbers, *rest, strict=True))
        self._families |= _families(rows)
        for number, member, name, born in rows:
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
            return self._numbered(number) if looks_like_name(number) else number
        born, name = row.get("patient_birth_date", ""), plain_name(row.get("patient_name", ""))
        member = _plain(row.get("member_id", ""))
        found, is_family = self._by_member.get(member, set()), member in self._families
        if name and (len(found) > 1 or is_family):
            own = {n for n in found if n in self._by_name.get(name, ())}
            own = own or {n for n in found if born and self._born.get(n) == born}
            if own or is_family:  # else a nickname, and the date of birth below may tell
                found = own
        if not found and name:
            found = self._by_name.get(name, set())
        if born and day(born):
            found = {number for number in found if self._born.get(number, born) == born}
        if len(found) == 1:
            return next(iter(found))
        if member and not found:
            return f"member {member} name {name}" if is_family and name else f"member {member}"
        return f"name {name}" if name and not found else ""

    def _numbered(self, name: str) -> str:
        """The number of the one patient who has that name; the name itself where there are none or several."""
        found = {number for number in self._by_name.get(plain_name(name), ()) if not looks_like_name(number)}
        return found.pop() if len(found) == 1 else name

    def is_refused(self, row: Row) -> bool:
        """True where a row's member number is a patient's, and the row still is nobody's: it names another person."""
        return bool(self.of_member(row)) and self.find(row).startswith("member ")

    def of_member(self, row: Row) -> set[str]:
        """The numbers of the patients who have a row's member number."""
        member = _plain(row.get("member_id", ""))
        return self._by_member.get(member, set()) if member else set()


def _families(rows: set[tuple[str, str, str, str]]) -> set[str]:
    """The members' numbers under which a table holds several people: by number, else by name unless they were born on one day."""
    people: dict[str, dict[str, set[str]]] = {}
    for number, member, name, born in rows:
        if member and (who := number or plain_name(name)):
            people.setdefault(_plain(member), {}).setdefault(who, set()).add(born)
    return {
        member
        for member, births in people.items()
        if len({tuple(sorted(born - {""})) or who for who, born in births.items()}) > 1
    }


def _plain(member: str) -> str:
    return re.sub(r"[\W_]+", "", member).upper() if member else ""
