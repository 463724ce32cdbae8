"""Columns of claim tables whose headers say nothing, or not enough: told by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from auditkit.readers.fitting import FITTING, NOT_CONTRADICTING, THERAPY_CODE, readable, share
from auditkit.readers.header_words import even_header, words_of
from auditkit.tables import CLAIM_LINES, DENIAL_EXPORT, HISTORY, SCHEDULE, Table
from auditkit.tables.table import ColumnType, canonical_text, serial_date

_ICD = re.compile(r"[A-TV-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}(?:\W|$)", re.I)
_NPI = re.compile(r"[12]\d{9}(?:\.0)?$")
CONTROL = frozenset({"control"})  # "Control Number" alone does not say whether of the claim or of the line
_TOTAL_MINUTES = frozenset({"total", "minutes"})
_BEGINS = frozenset({"start", "starts", "begin", "begins", "from", "time"})
_KNOWN_MODIFIERS = {
    "GP", "GO", "GN", "KX", "CQ", "CO", "59", "76", "77", "95", "GA", "GX", "GY", "GZ", "XE", "XP", "XS", "XU", "25",
}  # fmt: skip


def by_cells(
    table: Table,
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    fields: dict[str, str],
    joined: dict[str, tuple[str, ...]],
) -> None:
    """Columns whose headers say nothing, by what is in them: only kinds that cannot be taken for one another."""
    if table.name == SCHEDULE.name:
        _starts_at(headers, cells, fields)
    if table not in (CLAIM_LINES, HISTORY, DENIAL_EXPORT):
        return
    used = {*fields.values(), *(header for group in joined.values() for header in group)}
    free = [n for n, header in enumerate(headers) if header not in used and cells[n]]

    def take(name: str, holds: Callable[[str], bool], least: float = 0.8) -> None:
        if name in fields or name in joined or not any(column.name == name for column in table.columns):
            return
        fitting = [n for n in free if share(cells[n], holds) >= least]
        if len(fitting) == 1:
            fields[name] = headers[fitting[0]]
            free.remove(fitting[0])

    take("hcpcs_code", lambda cell: bool(THERAPY_CODE.match(cell)))
    take("carc", lambda cell: bool(re.match(r"(?:CO|PR|OA|PI)[\s-]?[A-Z]?\d", cell.upper())))
    take("diagnosis_codes", lambda cell: all(_ICD.match(part) for part in re.split(r"[\s|,;]+", cell)))
    take("modifiers", lambda cell: bool(_KNOWN_MODIFIERS & set(re.split(r"[\s|,;:/-]+", cell.upper()))))
    as_date = readable(table.column("date_of_service"))

    def read(cell: str) -> bool:
        return as_date(cell) and serial_date(cell) is None  # without a header such a number may be anything

    dates = [n for n in free if share(cells[n], read) >= 0.9]
    if "date_of_service" not in fields and dates:
        spell = canonical_text(table.column("date_of_service"))
        newest = {n: sorted(spell(cell) for cell in cells[n] if read(cell))[len(cells[n]) // 2] for n in dates}
        # Births lie long before services, submissions shortly after them.
        year = max(newest.values())[:4]
        recent = [n for n in dates if int(year) - int(newest[n][:4]) <= 2]
        first = min(recent, key=lambda n: (newest[n], n))
        fields["date_of_service"] = headers[first]
        free.remove(first)
    if not any(name.endswith("_npi") for name in fields):
        take("rendering_provider_npi", lambda cell: bool(_NPI.match(cell)))
    take("line_charge_amount", lambda cell: bool(re.fullmatch(r"\$?\s?\d{1,5}\.\d\d", cell)))


def _starts_at(headers: Sequence[str], cells: Sequence[Sequence[str]], fields: dict[str, str]) -> None:
    """A schedule's "Start" or "From" beside its date is a time of day; where no column is a date, the column of the time may hold both."""
    if "date_of_service" not in fields and "start_time" in fields:
        held = cells[headers.index(fields["start_time"])]
        if share(held, readable(replace(SCHEDULE.column("date_of_service"), type=ColumnType.MOMENT))) >= FITTING:
            fields["date_of_service"] = fields.pop("start_time")
    if "start_time" in fields or "date_of_service" not in fields:
        return
    read = readable(replace(SCHEDULE.column("start_time"), type=ColumnType.START))
    for n, header in enumerate(headers):
        begins = not _BEGINS.isdisjoint(even_header(header).split())
        if begins and header not in fields.values() and share(cells[n], read) >= NOT_CONTRADICTING:
            fields["start_time"] = header
            return


def patients_own_number(headers: Sequence[str], cells: Sequence[Sequence[str]], fields: dict[str, str]) -> None:
    """ "Insurance ID" is the payer's number, or the patient's with the payer: the latter where it changes with the patient."""
    for n, header in enumerate(headers):
        free = header not in fields.values() or fields.get("payer_id") == header
        if (
            not free
            or words_of(even_header(header)) - {"primary"} != {"insurance"}
            or even_header(header).split()[-1] != "id"
        ):
            continue
        different = len(set(cells[n]))
        others = [len(set(cells[headers.index(fields[k])])) for k in ("patient_id", "payer_name") if k in fields]
        if different >= 5 and len(others) == 2 and different >= 0.6 * others[0] and different > 2 * others[1]:
            fields["member_id"] = header
            if fields.get("payer_id") == header:
                del fields["payer_id"]
            return


def claims_control_number(headers: Sequence[str], cells: Sequence[Sequence[str]], fields: dict[str, str]) -> None:
    """ "Control No" is of the claim where it comes again on further lines, and there are no fewer of it than patients."""
    patients = len(set(cells[headers.index(fields["patient_id"])])) if "patient_id" in fields else 2
    for n, header in enumerate(headers):
        if words_of(even_header(header)) == CONTROL and patients <= len(set(cells[n])) < len(cells[n]):
            fields["claim_id"] = header
            return


def minutes_of_lines(
    table: Table, rows: Sequence[Sequence[str]], headers: Sequence[str], fields: dict[str, str]
) -> None:
    """ "Total Minutes" are of each service where they differ within a day of one patient; else they may be the visit's, and stay unused."""
    if table is not CLAIM_LINES or "minutes" in fields or not {"patient_id", "date_of_service"} <= set(fields):
        return
    total = next((h for h in headers if words_of(even_header(h)) == _TOTAL_MINUTES and h not in fields.values()), None)
    if total is None:
        return
    day = [headers.index(fields[name]) for name in ("patient_id", "date_of_service")]
    found: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        row = [*row, *[""] * (len(headers) - len(row))]
        found.setdefault(tuple(row[n] for n in day), set()).add(row[headers.index(total)])
    if sum(len(minutes - {""}) > 1 for minutes in found.values()) > 1:
        fields["minutes"] = total
