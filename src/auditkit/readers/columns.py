"""Which column of a practice's table holds what: a proposal from the headers and the cells, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from auditkit.tables import NOTES, NOTES_INDEX, Table, parse_date

# Columns of exports that are not columns of ours: together they make `billed`.
CODE, UNITS, MINUTES = "code", "units", "minutes"
_SERVICE_HEADERS = {
    CODE: (
        "cpt",
        "cpt code",
        "cpt codes",
        "code",
        "codes",
        "hcpcs",
        "hcpcs code",
        "procedure code",
        "billing code",
        "cpts",
    ),
    UNITS: ("units", "unit", "billed units", "qty", "quantity", "units billed"),
    MINUTES: ("minutes", "mins", "min", "duration", "timed minutes", "minutes billed"),
}
_SECTIONS = (
    "subjective", "s", "objective", "o", "assessment", "a", "plan", "p", "interventions", "treatment", "response", "goals",
    "patient response", "education", "treatment provided", "functional status", "clinical impression", "progress",
)  # fmt: skip
_SOAP = {"subjective", "s", "objective", "o", "assessment", "a", "plan", "p"}
_SAMPLE = 200
_HEADER_WITHIN = 10  # an export may print a title above its headers
_TEXT_LETTERS = 60  # a column with a shorter median is no note text, unless its name says so


@dataclass(frozen=True)
class ColumnMap:
    """Which headers hold what of a table. Confirmed once by a person, then kept as JSON (`as_dict`).

    `fields`: our column -> header; for notes it may also name `code`, `units` and `minutes`. `joined`: our column -> several headers
    whose cells make one list, in order (Mod 1, Mod 2 ...). `note`: of a table of notes, the header of the text, or several that are
    joined in order (Subjective, Objective ...). `header_row`: 1 is the first row, 0 means no headers (then columns are called
    "column 1", "column 2" ...). `table`: the name of the table whose columns these are.
    """

    note: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 1
    unused: tuple[str, ...] = ()
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    table: str = NOTES.name

    @property
    def used(self) -> set[str]:
        """Every header that the map names."""
        return {*self.note, *self.fields.values(), *(header for headers in self.joined.values() for header in headers)}

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of the table, used or not."""
        joined = (header for headers in self.joined.values() for header in headers)
        return tuple(dict.fromkeys((*self.note, *self.fields.values(), *joined, *self.unused)))

    @property
    def shape(self) -> tuple[str, ...]:
        """What the map is remembered under: the headers, and which table they are read as (one export may be read as two)."""
        return self.headers if self.table == NOTES.name else (f"[{self.table}]", *self.headers)

    def with_columns(self, chosen: Mapping[str, str]) -> ColumnMap:
        """The map with what a person said: our column -> header, or an empty header for a column that is not there."""
        fields = {name: header for name, header in self.fields.items() if name not in chosen}
        fields |= {name: header for name, header in chosen.items() if header}
        joined = {name: headers for name, headers in self.joined.items() if name not in chosen}
        made = replace(self, fields=fields, joined=joined)
        return replace(made, unused=tuple(header for header in self.headers if header not in made.used))

    def fits(self, headers: Sequence[str]) -> bool:
        """True where every column that the map names is there."""
        return bool(self.note or self.table != NOTES.name) and bool(self.used) and self.used <= set(headers)

    def as_dict(self) -> dict[str, Any]:
        """For a JSON file."""
        return {
            "note": list(self.note),
            "fields": dict(self.fields),
            "header_row": self.header_row,
            "unused": list(self.unused),
            "joined": {name: list(headers) for name, headers in self.joined.items()},
            "table": self.table,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> ColumnMap:
        """The map that `as_dict` wrote. Raises KeyError where the note column is missing."""
        return cls(
            tuple(kept["note"]),
            dict(kept.get("fields", {})),
            int(kept.get("header_row", 1)),
            tuple(kept.get("unused", ())),
            {name: tuple(headers) for name, headers in kept.get("joined", {}).items()},
            str(kept.get("table", NOTES.name)),
        )


def plain_header(cell: object) -> str:
    """Lower case, letters and digits with single spaces: "Visit_Date " and "visit date" are the same header."""
    return re.sub(r"[\W_]+", " ", str(cell or "")).strip().lower()


def known_headers(table: Table) -> dict[str, str]:
    """Plain header -> column, for every name that the table's description gives."""
    names: dict[str, str] = {}
    for column in table.columns:
        for name in (column.name, *column.also):
            names.setdefault(plain_header(name), column.name)
    return names


_NOTE_NAMES = known_headers(NOTES)
_FIELD_NAMES = {
    **{name: column for name, column in _NOTE_NAMES.items() if column != "note"},
    **{name: column for column, names in _SERVICE_HEADERS.items() for name in names},
}
_INDEX_NAMES = known_headers(NOTES_INDEX)


def headers_of(row: Sequence[object]) -> tuple[str, ...]:
    """A header row as unique names; a cell without a name gets its number."""
    seen: dict[str, int] = {}
    names = []
    for n, cell in enumerate(row, start=1):
        name = " ".join(str(cell or "").split()) or f"column {n}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def is_index(row: Sequence[object]) -> bool:
    """True for the headers of a folder's `notes.csv`, which names files instead of holding notes."""
    return any(_INDEX_NAMES.get(plain_header(cell)) == "file" for cell in row)


def _known_note_headers(row: Sequence[str]) -> int:
    names = {plain_header(cell) for cell in row}
    letters = len(names & {"s", "o", "a", "p"})  # one alone may be anybody's initial
    words = sum(name in _FIELD_NAMES or name in _NOTE_NAMES or name in _SECTIONS for name in names if len(name) > 1)
    return words + (letters if letters >= 3 else 0)


def find_header_row(rows: Sequence[Sequence[str]], known: Callable[[Sequence[str]], int]) -> int:
    """The row with most headers that are known (1 is the first); the first row where it looks like headers; else 0.

    `known` counts the cells of a row that are headers of the table in question.
    """
    best = max(range(min(len(rows), _HEADER_WITHIN)), key=lambda n: known(rows[n]), default=0)
    if rows and known(rows[best]) >= 1 and all(len(cell) <= 60 for cell in rows[best]):
        return best + 1
    first = [cell for cell in rows[0] if cell.strip()] if rows else []
    looks = first and all(len(c) <= 40 and not re.search(r"\d", c) and parse_date(c) is None for c in first)
    return 1 if looks and len(set(first)) == len(first) and len(rows) > 1 else 0


def propose(rows: Sequence[Sequence[str]]) -> ColumnMap | None:
    """The likely columns, from a table's first rows. None where no column holds text as long as a note's."""
    rows = rows[: _SAMPLE + _HEADER_WITHIN]
    header_row = find_header_row(rows, _known_note_headers)
    width = max((len(row) for row in rows), default=0)
    named = rows[header_row - 1] if header_row else ()
    headers = headers_of([*named, *[""] * (width - len(named))])
    body = rows[header_row:]
    lengths = [_typical(body, n) for n in range(width)]
    fields: dict[str, str] = {}
    for n, header in enumerate(headers):
        column = _FIELD_NAMES.get(plain_header(header)) if header_row else None
        if column and lengths[n] < 100:
            fields.setdefault(column, headers[n])
    # "Patient Name" and "MRN" both say who the patient is; the number is the better key.
    for n, header in enumerate(headers):
        if plain_header(header) in ("patient id", "mrn", "patient mrn", "medical record number") and lengths[n]:
            fields["patient_id"] = headers[n]
    note = _note_columns(headers, lengths, set(fields.values()), bool(header_row))
    if not note:
        return None
    used = {*note, *fields.values()}
    return ColumnMap(note, fields, header_row, tuple(h for h in headers if h not in used))


def _typical(body: Sequence[Sequence[str]], column: int) -> float:
    sizes = [len(row[column].strip()) for row in body if column < len(row) and row[column].strip()]
    return median(sizes) if sizes else 0


def _note_columns(headers: Sequence[str], lengths: Sequence[float], taken: set[str], named: bool) -> tuple[str, ...]:
    free = [n for n, header in enumerate(headers) if header not in taken]
    sections = [n for n in free if named and plain_header(headers[n]) in _SECTIONS and lengths[n] > 0]
    soap = [n for n in sections if plain_header(headers[n]) in _SOAP]
    # Of columns about as long as the longest, one that is called a note is the note.
    free.sort(key=lambda n: (-lengths[n] * (1.5 if _NOTE_NAMES.get(plain_header(headers[n])) == "note" else 1), n))
    longest = free[0] if free else None
    if len(soap) >= 2 and (
        longest in sections or (longest is not None and lengths[longest] < sum(lengths[n] for n in sections))
    ):
        return tuple(headers[n] for n in sections)
    if longest is None:
        return ()
    is_named = named and _NOTE_NAMES.get(plain_header(headers[longest])) == "note"
    return (headers[longest],) if lengths[longest] >= _TEXT_LETTERS or (is_named and lengths[longest] > 0) else ()
