"""Visits that stand in several files, or several times in one, counted once. Nothing is dropped without a word."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.tables import Issue

Row = dict[str, str]
_STATES = ("completed", "no_show", "booked", "cancelled")  # of two states of a visit the earlier one here counts


def visits_once(rows: list[Row], sequences: list[int], issues: list[Issue]) -> list[Row]:
    """Each visit once, in the order of the rows; what was there twice, and where two rows of one visit differ, is among the issues.

    `sequences`: of each row, which of two states of an appointment is the newer (a calendar's SEQUENCE; 0 elsewhere).
    """
    kept: dict[tuple[str, ...], tuple[Row, int]] = {}
    for row, sequence in zip(rows, sequences, strict=True):
        key = _key(row)
        if key not in kept:
            kept[key] = row, sequence
            continue
        earlier, other = kept[key]
        where = earlier["source_file"] if earlier["source_file"] != row["source_file"] else earlier["source_place"]
        same = all(earlier[n] == row.get(n, "") for n in ("date_of_service", "start_time", "patient_id"))
        same = same and _state(earlier) == _state(row)
        newer = sequence >= other
        problem = (
            f"is the same visit as in {where}"
            if same
            else f"is the same appointment as in {where}, at another time or state"
        )
        fix = (
            "It is counted once."
            if same
            else f"The {'later' if newer else 'earlier'} one counts; look at which is right."
        )
        issues.append(Issue(row["source_file"], row["source_place"], problem, fix, True))
        if newer and not same:
            kept[key] = _filled(row, earlier), sequence
        elif same:
            kept[key] = _filled(earlier, row), other
    return _once_over_files([row for row, _ in kept.values()], issues)


@dataclass(slots=True)
class _Seen:
    """A visit, and the files that hold it in this state."""

    row: Row
    files: set[str]

    @property
    def state(self) -> str:
        """See `_state`."""
        return _state(self.row)


def _once_over_files(rows: list[Row], issues: list[Issue]) -> list[Row]:
    """A visit that two systems export under numbers of their own: the same patient at the same time in two files.

    Where they differ about its state it is one visit all the same, and the difference is said. What happened goes before what is booked, and a
    booking before a cancellation: a visit that is looked at in vain costs a minute, one that is missed costs the visit.
    """
    at: dict[tuple[str, str, str], list[_Seen]] = {}
    kept = []
    for row in rows:
        seen = _Seen(row, {row["source_file"]})
        place = at.setdefault((_who(row), row["date_of_service"], row["start_time"]), [])
        twin = next((other for other in place if other.state == seen.state and _is_same(other, seen)), None)
        if row["start_time"] and twin is not None:
            twin.files |= seen.files
            twin.row |= _filled(twin.row, row)
            problem = f"is the same visit as in {twin.row['source_file']}"
            issues.append(Issue(row["source_file"], row["source_place"], problem, "It is counted once.", True))
            continue
        rival = next((other for other in place if other.state == seen.state and not other.files & seen.files), None)
        if row["start_time"] and rival is not None:
            problem = f"holds another visit of the same patient at the same time as {rival.row['source_file']}"
            issues.append(
                Issue(row["source_file"], row["source_place"], problem, "Both count; look at which is right.", True)
            )
        place.append(seen)
        kept.append(row)
    gone = {id(seen.row) for (_, _, clock), place in at.items() if clock for seen in _other_states(place, issues)}
    return [row for row in kept if id(row) not in gone]


def _other_states(place: list[_Seen], issues: list[Issue]) -> list[_Seen]:
    """Of visits at one time, those that another file holds in a state that goes before theirs."""
    left, gone = sorted(place, key=lambda seen: _STATES.index(seen.state)), []
    for n, seen in enumerate(left):
        twin = next((other for other in left[:n] if other not in gone and _is_same(other, seen)), None)
        if twin is None:
            continue
        twin.files |= seen.files
        gone.append(seen)
        states = [one.state.replace("_", " ") for one in (seen, twin)]
        problem = f"holds a visit as {states[0]} that is {states[1]} in {twin.row['source_file']}"
        fix = f"It is one visit and counts as {states[1]}; look at which is right."
        issues.append(Issue(seen.row["source_file"], seen.row["source_place"], problem, fix, True))
    return gone


def _is_same(one: _Seen, other: _Seen) -> bool:
    """Whether rows of different files may be one visit. A file that holds two at one time means two."""
    if one.files & other.files:
        return False
    return all(
        not one.row[n] or not other.row[n] or one.row[n] == other.row[n]
        for n in ("discipline", "rendering_provider_npi")
        if n in one.row and n in other.row
    )


def _state(row: Row) -> str:
    """Confirmed, or nothing said, is as good as booked."""
    return row["status"] if row["status"] in _STATES else "booked"


def _filled(row: Row, other: Row) -> Row:
    """A row with what only the other row of the same visit says. A payer goes with its number: of two names the row's own stays."""
    said = {name: cell for name, cell in other.items() if cell and not row.get(name)}
    if row.get("payer_id") or row.get("payer_name"):
        said = {name: cell for name, cell in said.items() if name not in ("payer_id", "payer_name", "payer_type")}
    return row | said


def _who(row: Row) -> str:
    return row["patient_id"] or row["patient_name"].casefold() or row.get("member_id", "")


def _key(row: Row) -> tuple[str, ...]:
    who = _who(row)
    if row["visit_id"] and row["visit_id"] != row["patient_id"]:
        return "id", row["visit_id"], who
    if not row["start_time"]:
        return "row", row["source_file"], row["source_place"]
    return (
        "time",
        who,
        row["date_of_service"],
        row["start_time"],
        row["discipline"],
        row.get("rendering_provider_npi", ""),
    )
