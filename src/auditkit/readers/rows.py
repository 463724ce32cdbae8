"""Rows of a table with a note column -> notes, with an issue for every row that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from auditkit.readers.columns import CODE, MINUTES, UNITS, ColumnMap, headers_of, propose
from auditkit.readers.decode import plain_lines
from auditkit.readers.limits import DEFAULT, Limits, in_words
from auditkit.readers.problems import Unreadable
from auditkit.readers.sheets import Sheet
from auditkit.tables import NOTES, BilledService, Issue, NoteMeta, NoteText, note_meta, parse_billed, parse_row

NO_NOTE_COLUMN = (
    "has no column that looks like note text",
    "Say which column holds the note, or name it Note in the first row.",
)
_NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nan", "."}
_NUMBERS = re.compile(r"\d{1,4}(?:\.0+)?")


def map_for(sheet: Sheet, maps: Sequence[ColumnMap]) -> ColumnMap | None:
    """The first confirmed map that fits the sheet's headers, else a proposal; None where there is nothing like a note."""
    for confirmed in maps:
        if len(sheet.rows) >= confirmed.header_row and confirmed.fits(_headers(sheet, confirmed)):
            return confirmed
    return propose(sheet.rows)


def _headers(sheet: Sheet, columns: ColumnMap) -> tuple[str, ...]:
    width = max((len(row) for row in sheet.rows), default=0)
    named = sheet.rows[columns.header_row - 1] if 0 < columns.header_row <= len(sheet.rows) else []
    return headers_of([*named, *[""] * (width - len(named))])


def read_rows(
    file: str,
    sheets: Sequence[Sheet],
    name: Callable[..., str],
    maps: Sequence[ColumnMap] = (),
    limits: Limits = DEFAULT,
) -> Iterator[NoteText | Issue]:
    """The notes of a table file. `name` makes names unique. Raises Unreadable where no sheet has a note column."""
    filled = [sheet for sheet in sheets if any(any(cell.strip() for cell in row) for row in sheet.rows)]
    if not filled:
        raise Unreadable("has no rows in it", "Check that the export worked, or leave the file out.")
    mapped = [(sheet, columns) for sheet in filled if (columns := map_for(sheet, maps)) is not None]
    if not mapped:
        raise Unreadable(*NO_NOTE_COLUMN)
    for sheet, columns in mapped:
        where = f"{sheet.name} row" if len(filled) > 1 else "row"
        yield from _notes(file, sheet, columns, where, name, limits)
        if sheet.open_quote:
            yield Issue(
                file,
                f"{where} {sheet.open_quote}",
                "opens a quotation mark that is not closed, so rows after it may be missing",
                "Export the table again, or save it as .xlsx.",
                is_warning=True,
            )


def _notes(
    file: str, sheet: Sheet, columns: ColumnMap, where: str, name: Callable[..., str], limits: Limits
) -> Iterator[NoteText | Issue]:
    headers = _headers(sheet, columns)
    kept: NoteText | None = None
    for number, row in enumerate(sheet.rows, start=1):
        if number <= columns.header_row or not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(headers, [*row, *[""] * (len(headers) - len(row))], strict=False))
        if columns.header_row and all(cells[h] == h for h in columns.note):
            continue  # an export that prints its headers again on each page
        place = f"{where} {number}"
        text = _text(cells, columns)
        meta, warnings = _meta(cells, columns)
        if kept is not None and _is_more_of(kept, text, meta):
            kept = replace(kept, meta=replace(kept.meta, billed=kept.meta.billed + meta.billed))
            text = None
        for problem in warnings:
            yield Issue(file, place, *problem, is_warning=True)
        if text is None:
            continue
        if kept is not None:
            yield kept
            kept = None
        if text.strip().lower() in _NOTHING:
            yield Issue(file, place, "has no note text", "Leave the row out, or export it with the note.")
        elif len(text) > limits.text_bytes:
            size = in_words(limits.text_bytes)
            yield Issue(file, place, f"is too large (the limit for one text is {size})", "Check that it is one note.")
        else:
            kept = NoteText(name(f"{file}, {place}"), text, meta, place)
    if kept is not None:
        yield kept


def _text(cells: dict[str, str], columns: ColumnMap) -> str:
    if len(columns.note) == 1:
        return plain_lines(cells[columns.note[0]])
    filled = [(h, plain_lines(cells[h])) for h in columns.note if cells[h].strip().lower() not in _NOTHING]
    return "\n\n".join(f"{header}:\n{text}" for header, text in filled)


def _is_more_of(note: NoteText, text: str, meta: NoteMeta) -> bool:
    """True for a further row of the same visit: exports write one row per billed code and repeat, or leave out, the note."""
    same_visit = (meta.patient_id, meta.date_of_service) == (note.meta.patient_id, note.meta.date_of_service)
    said = bool(meta.patient_id) or meta.date_of_service is not None
    return same_visit and said and bool(meta.billed) and text.strip() in ("", note.text.strip())


def _meta(cells: dict[str, str], columns: ColumnMap) -> tuple[NoteMeta, list[tuple[str, str]]]:
    """The row's metadata, and (problem, fix) for each cell that could not be read."""
    values: dict[str, Any] = {ours: cells[theirs] for ours, theirs in columns.fields.items()}
    services = {part: str(values.pop(part, "")) for part in (CODE, UNITS, MINUTES)}
    row = parse_row(NOTES, {"note": "-", **values})
    problems = [
        (f'has a cell under "{columns.fields.get(p.column, p.column)}" that {p.problem}', p.fix) for p in row.problems
    ]
    meta = note_meta(row.values)
    if services[CODE].strip() and not meta.billed:
        try:
            meta = replace(meta, billed=_billed(services))
        except ValueError:
            header = columns.fields[CODE]
            problems.append(
                (f'has a cell under "{header}" that is not a list of codes', "Write codes such as 97110, 97140.")
            )
    return meta, problems


def _billed(services: dict[str, str]) -> tuple[BilledService, ...]:
    """Codes with the units and minutes of their own columns, matched one to one where there are as many."""
    billed = parse_billed(re.sub(r"\s+(?=\d{5}|[A-Z]\d{4})|[/+&]", "|", services[CODE].strip()))
    units = [int(float(n)) for n in _NUMBERS.findall(services[UNITS])]
    minutes = [int(float(n)) for n in _NUMBERS.findall(services[MINUTES])]
    return tuple(
        BilledService(
            service.code,
            units[n] if service.units is None and len(units) == len(billed) else service.units,
            minutes[n] if service.minutes is None and len(minutes) == len(billed) else service.minutes,
        )
        for n, service in enumerate(billed)
    )
