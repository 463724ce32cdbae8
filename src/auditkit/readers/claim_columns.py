"""Which column of an export holds which column of a claim table: proposed from headers and cells, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditkit.readers.columns import ColumnMap, find_header_row, headers_of
from auditkit.readers.columns_by_cells import (
    CONTROL,
    by_cells,
    claims_control_number,
    minutes_of_lines,
    patients_own_number,
)
from auditkit.readers.fitting import FITTING, NOT_CONTRADICTING, THERAPY_CODE, misfit_of, readable, share
from auditkit.readers.header_words import SPREAD, box_of, either_of, even_header, numbered, words_of
from auditkit.tables import CLAIM_LINES, HISTORY, Table

_SAMPLE = 200


def propose_claim_columns(table: Table, rows: Sequence[Sequence[str]]) -> ColumnMap:
    """The likely columns of a table, from its first rows. `is_enough` says whether they make such a table."""
    rows = rows[: _SAMPLE + 10]
    names = _names(table)

    def known(row: Sequence[str]) -> int:
        return sum(header in names or numbered(header) is not None for header in map(even_header, row))

    header_row = find_header_row(rows, known) or int(bool(rows) and _looks_like_headers(rows[0]))
    width = max((len(row) for row in rows), default=0)
    named = rows[header_row - 1] if header_row else ()
    headers = headers_of([*named, *[""] * (width - len(named))])
    cells = [[row[n].strip() for row in rows[header_row:] if n < len(row) and row[n].strip()] for n in range(width)]
    fields: dict[str, str] = {}
    joined: dict[str, tuple[str, ...]] = {}
    if header_row:
        fields, joined = _by_name(table, names, headers, cells)
    by_cells(table, headers, cells, fields, joined)
    minutes_of_lines(table, rows[header_row:], headers, fields)
    _share_payer(names, headers, cells, fields)
    proposal = ColumnMap((), fields, header_row, (), joined, table.name)
    return ColumnMap((), fields, header_row, tuple(h for h in headers if h not in proposal.used), joined, table.name)


def _share_payer(
    names: dict[str, str], headers: Sequence[str], cells: Sequence[Sequence[str]], fields: dict[str, str]
) -> None:
    """One column may be both: a payer's name identifies it where there is no number, and "Payer" may hold names."""
    if not {"payer_id", "payer_name"} <= set(names.values()):
        return
    if "payer_id" not in fields and "payer_name" in fields:
        fields["payer_id"] = fields["payer_name"]
    elif "payer_name" not in fields and "payer_id" in fields:
        held = cells[headers.index(fields["payer_id"])]
        if share(held, lambda cell: not re.search(r"\d", cell) and bool(re.search("[a-z ]", cell))) >= FITTING:
            fields["payer_name"] = fields["payer_id"]


def is_enough(table: Table, columns: ColumnMap) -> bool:
    """True where the columns that make a table this table are there."""
    found = {*columns.fields, *columns.joined}
    if table in (CLAIM_LINES, HISTORY):
        return {"hcpcs_code", "date_of_service"} <= found and (table is CLAIM_LINES or "allowed_amount" in found)
    if table.needs:
        return all(found.intersection(group) for group in table.needs)
    required = [column.name for column in table.columns if column.required]
    return bool(required) and required[0] in found and len(found) >= 2


def _names(table: Table) -> dict[str, str]:
    """Plain header -> column; a column's own name goes before another's second name. Trace columns are ours alone."""
    columns = [column for column in table.columns if column.name not in ("source_file", "source_place")]
    found = {even_header(column.name): column.name for column in columns}
    for column in columns:
        for other in (*column.also, *SPREAD.get(column.name, ())):
            if len(other) > 1:  # a single letter says too little
                found.setdefault(even_header(other), column.name)
    return found


def _one_of(columns: Iterable[str | None]) -> str | None:
    """The column that all of them are, None where they differ."""
    found = set(columns)
    return found.pop() if len(found) == 1 else None


def _second_names(table: Table, names: dict[str, str]) -> dict[str, list[str]]:
    """Plain header -> the further columns that it may stand for: "Billed" is an amount, or a day. The cells decide."""
    found: dict[str, list[str]] = {}
    for column in table.columns:
        for other in map(even_header, column.also):
            if other in names and names[other] != column.name and column.name in names.values():
                found.setdefault(other, []).append(column.name)
    return found


def holds_services_side_by_side(rows: Sequence[Sequence[str]]) -> bool:
    """True where several columns hold billing codes: one row for several service lines."""
    body = rows[1:_SAMPLE]
    width = max((len(row) for row in body), default=0)
    cells = [[row[n].strip() for row in body if n < len(row) and row[n].strip()] for n in range(width)]
    return sum(bool(own) and share(own, lambda cell: bool(THERAPY_CODE.match(cell))) >= 0.8 for own in cells) > 1


def _looks_like_headers(row: Sequence[str]) -> bool:
    """True where no cell of the row can be a value of such a table: no date, no amount, no code."""
    filled = [cell.strip() for cell in row if cell.strip()]
    values = (readable(CLAIM_LINES.column(name)) for name in ("date_of_service", "line_charge_amount"))
    return (
        len(filled) > 2
        and len(set(filled)) == len(filled)
        and not any(holds(cell) for holds in values for cell in filled)
        and not any(THERAPY_CODE.match(cell) or len(cell) > 40 for cell in filled)
        and sum(cell[0].isalpha() for cell in filled) == len(filled)
    )


def _by_name(
    table: Table, names: dict[str, str], headers: Sequence[str], cells: Sequence[Sequence[str]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Columns by their headers: a known name first, then the same words in another order; the cells must not contradict."""
    by_words: dict[frozenset[str], str] = {}
    for name, column in names.items():
        if (words := words_of(name)) and words != CONTROL:
            by_words.setdefault(words, column)

    def meant(plain: str) -> str | None:
        words = words_of(plain)
        return names.get(plain) or by_words.get(words) or by_words.get(words - {"primary"})

    order = {name: rank for rank, name in enumerate(names)}
    seconds = _second_names(table, names)
    columns = set(names.values())
    candidates: list[tuple[float, int, str]] = []
    groups: dict[str, dict[int, int]] = {}
    for n, header in enumerate(headers):
        box, plain = box_of(even_header(header)) if table is CLAIM_LINES else ("", even_header(header))
        if "#" in header:  # "Subscriber #" is a number where "Subscriber" may be a name
            plain = next((name for name in (f"{plain} number", f"{plain} no") if name in names), plain)
        if column := box or names.get(plain):
            misfit = misfit_of(table.column(column), cells[n], NOT_CONTRADICTING)
            candidates.append((misfit + (0 if box else order[plain] / 10_000), n, column))
            for other in seconds.get(plain, ()) if not box else ():
                candidates.append((0.6 + misfit_of(table.column(other), cells[n]), n, other))
        elif (found := numbered(plain)) and found[0] in columns:
            groups.setdefault(found[0], {}).setdefault(found[1], n)
        elif column := meant(plain) or _one_of(meant(part) for part in either_of(header)):
            candidates.append((1 + misfit_of(table.column(column), cells[n]), n, column))
    fields: dict[str, str] = {}
    taken: set[int] = set()
    joined = {
        name: tuple(headers[group[place]] for place in sorted(group))
        for name, group in groups.items()
        if len(group) > 1 or not any(column == name for _, _, column in candidates)
    }
    taken.update(n for name in joined for n in groups[name].values())
    for misfit, n, column in sorted(candidates):
        if misfit < 10 and column not in fields and column not in joined and n not in taken:
            fields[column] = headers[n]
            taken.add(n)
    if "line_charge_amount" in columns and "line_charge_amount" not in fields and "claim_charge_amount" in fields:
        if not {"claim", "clm", "encounter", "invoice", "visit", "superbill"}.intersection(
            even_header(fields["claim_charge_amount"]).split()
        ):
            # An export of lines has one charge: the line's.
            fields["line_charge_amount"] = fields.pop("claim_charge_amount")
    if "member_id" in columns and "member_id" not in fields:
        patients_own_number(headers, cells, fields)
        free = [n for _, n, column in sorted(candidates) if column == "payer_id" and headers[n] not in fields.values()]
        if free and "payer_id" not in fields:
            fields["payer_id"] = headers[free[0]]
    if table is CLAIM_LINES and "claim_id" not in fields:
        claims_control_number(headers, cells, fields)
    return fields, joined
