"""What a new edition changes against an old one, and which past claim lines it would have touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from auditkit.reference.editions import Edition
from auditkit.reference.lookup import Reference
from auditkit.reference.overlay import lay_over
from auditkit.reference.rows import Row


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `codes` are the codes it is about: two for a pair. `now` and `before` are in words."""

    table: str
    codes: tuple[str, ...]
    before: str
    now: str
    is_stricter: bool

    @property
    def sentence(self) -> str:
        """The change as a person reads it."""
        return f"{' with '.join(self.codes)}: {self.before}; now {self.now}."


@dataclass(frozen=True, slots=True)
class Touched:
    """A past line that would have been looked at differently. Ids only: no patient."""

    claim_id: str
    line_number: str
    date_of_service: str
    change: Change


def compare(table: str, old: Sequence[Row], new: Sequence[Row], covers: Collection[str] = ()) -> list[Change]:
    """The changes between the rows of two editions of a table, sorted by code. Raises ValueError for a table that cannot be compared.

    `covers` are the codes that both editions are about; a code that one of them leaves out has not changed. Pairs are compared as they
    stand at the end of each edition: an edit that was deleted is none.
    """
    if table not in _STATES:
        raise ValueError(f"Editions of {table} cannot be compared.")
    state = _STATES[table]
    if table == "therapy_codes":
        new = lay_over(table, new, old)  # a later list says only what it knows
    before, after = state(old), state(new)
    none = _NONE[table]
    changes = []
    for key in sorted(before.keys() | after.keys()):
        if covers and table != "thresholds" and not set(key) <= set(covers):
            continue
        was, now = before.get(key, none), after.get(key, none)
        if was != now:
            changes.append(Change(table, key, was[0], now[0], now[1] > was[1]))
    return changes


def builtin_sets() -> list[tuple[Edition, list[Row]]]:
    """What comes with auditkit, by table and part, as sets of rows that can be compared."""
    reference = Reference()
    scope = tuple(sorted(reference.scope))
    columns = {"code_pairs": "pair_source", "unit_limits": "setting"}
    found = {}
    for table in _STATES:
        for row in reference.rows(table):
            found.setdefault((table, row[columns[table]] if table in columns else ""), []).append(row)
    return [(Edition(table, part, "built-in", "", "", "", scope), rows) for (table, part), rows in found.items()]


# What stands for one key: the words, and how strict it is (so that stricter can be told from laxer).
_State = tuple[str, int]


def _pairs(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    words = {"0": ("never paid together", 2), "1": ("paid together only with a modifier, where truly separate", 1)}
    return {
        (row["column_1"], row["column_2"]): words[row["modifier_indicator"]]
        for row in rows
        if row["modifier_indicator"] in words and (not row["in_force_to"] or row["in_force_to"] >= row["known_to"])
    }


def _limits(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    kinds = {"1": "a line", "2": "a day, absolute", "3": "a day, records may be sent"}
    return {
        (row["code"],): (f"at most {row['max_units']} {'unit' if row['max_units'] == '1' else 'units'} {kinds.get(row['mai'], '')}".strip(), -int(row["max_units"]))
        for row in sorted(rows, key=lambda row: row["valid_from"])
    }  # fmt: skip


def _statuses(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    unpaid = {"B": 1, "I": 2, "N": 2, "D": 2, "X": 2, "E": 2}
    return {
        (row["code"],): (f"status {row['medicare_status']}", unpaid.get(row["medicare_status"], 0))
        for row in sorted(rows, key=lambda row: row["valid_from"])
    }


def _addons(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    primaries = defaultdict(set)
    for row in rows:
        if not row["valid_to"]:
            primaries[row["addon_code"]].add(row["primary_code"] or "one the contractor accepts")
    return {(code,): (f"needs {' or '.join(sorted(found))}", -len(found)) for code, found in primaries.items()}


def _codes(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    found = {}
    for row in rows:
        if row["valid_to"] and not row["known_to"]:
            found[(row["code"],)] = (f"ended on {row['valid_to']}", 2)
        else:
            kind = row["therapy_type"]
            found[(row["code"],)] = (
                f"in force, {kind} therapy" if kind in ("always", "sometimes") else "in force",
                int(kind == "always"),
            )
    return found


def _amounts(rows: Iterable[Row]) -> dict[tuple[str, ...], _State]:
    return {(row["item"], row["valid_from"][:4]): (f"{row['value']} {row['unit']}", 0) for row in rows}


_STATES = {
    "code_pairs": _pairs,
    "unit_limits": _limits,
    "code_status": _statuses,
    "addons": _addons,
    "therapy_codes": _codes,
    "thresholds": _amounts,
}
_NONE: dict[str, _State] = {
    "code_pairs": ("no edit", 0),
    "unit_limits": ("no limit known", -10_000),
    "code_status": ("not in the fee schedule", 0),
    "addons": ("no add-on", -10_000),
    "therapy_codes": ("not in the list", 0),
    "thresholds": ("not set", 0),
}


def touched(changes: Sequence[Change], lines: Iterable[Mapping[str, str]]) -> list[Touched]:
    """Which of these past lines (canonical columns) the changes are about, as if the new edition had been in force.

    A pair touches the column 2 line where both codes stand on one day of one patient; a limit touches the first line of a day whose
    units pass the new limit; any other change touches each line with the code.
    """
    by_pair, by_code = {}, defaultdict(list)
    for change in changes:
        if change.table == "code_pairs":
            by_pair[frozenset(change.codes)] = change
        elif change.table != "thresholds":
            by_code[change.codes[0]].append(change)
    days: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for number, line in enumerate(lines):
        # Without a patient only the lines of one claim belong together, without either a line stands alone.
        whose = line.get("patient_id") or f"claim {line.get('claim_id') or number}"
        days[(whose, line.get("date_of_service") or f"line {number}")].append(line)
    found = []
    for together in days.values():
        for one, other in combinations(together, 2):
            change = by_pair.get(frozenset((one["hcpcs_code"], other["hcpcs_code"])))
            if change and one["hcpcs_code"] != other["hcpcs_code"] and _same_provider(one, other):
                found.append(_touched(one if one["hcpcs_code"] == change.codes[1] else other, change))
        units = defaultdict(int)
        for line in together:
            units[line["hcpcs_code"]] += int(line.get("units", "")) if line.get("units", "").isdecimal() else 0
        limited = set()
        for line in together:
            for change in by_code.get(line["hcpcs_code"], ()):
                if change.table != "unit_limits":
                    found.append(_touched(line, change))
                elif change not in limited and units[line["hcpcs_code"]] > _limit(change.now) >= 0:
                    limited.add(change)
                    found.append(_touched(line, change))
    return found


def _same_provider(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return one.get("rendering_provider_npi", "") == other.get("rendering_provider_npi", "")


def _limit(words: str) -> int:
    return next((int(word) for word in words.split() if word.isdecimal()), -1)


def _touched(line: Mapping[str, str], change: Change) -> Touched:
    return Touched(line.get("claim_id", ""), line.get("line_number", ""), line["date_of_service"], change)
