"""Which column of an export holds which column of a claim table: proposed from headers and cells, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from auditkit.readers.columns import ColumnMap, find_header_row, headers_of
from auditkit.readers.header_words import SPREAD, box_of, even_header, numbered, words_of
from auditkit.tables import CLAIM_LINES, DENIAL_EXPORT, HISTORY, SCHEDULE, Table
from auditkit.tables.table import Column, ColumnType, canonical_text

_SAMPLE = 200
_FITTING = 0.5  # share of the filled cells that must be readable where only the words of a header are alike
_NOT_CONTRADICTING = 0.2  # the same where the header is a known name: exports have bad cells
_CODE = re.compile(r"(?:[A-Za-z]\d{4}|\d{4}[A-Za-z0-9])(?![A-Za-z0-9]{3})")
_THERAPY_CODE = re.compile(r"(?:9[2-9]\d{3}|[A-Z]\d{4}|\d{4}T)(?:\W|$)", re.I)
_REASON = re.compile(r"\W*(?:(?:CO|PR|OA|PI|CR)[\s:/-]*)?0*(?:[ABDPWY]\d{1,2}|\d{1,3})(?![\d.])", re.I)
_ICD = re.compile(r"[A-TV-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}(?:\W|$)", re.I)
_NPI = re.compile(r"[12]\d{9}(?:\.0)?$")
_CONTROL = frozenset({"control"})  # "Control Number" alone does not say whether of the claim or of the line
_NAME = re.compile(r"[A-Za-z'-]+,\s*[A-Za-z]|[A-Za-z'-]{2,}\s+[A-Za-z'-]{2,}")
_BEGINS = frozenset({"start", "starts", "begin", "begins", "from", "time"})
_KNOWN_MODIFIERS = {
    "GP",
    "GO",
    "GN",
    "KX",
    "CQ",
    "CO",
    "59",
    "76",
    "77",
    "95",
    "GA",
    "GX",
    "GY",
    "GZ",
    "XE",
    "XP",
    "XS",
    "XU",
    "25",
}


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
    _by_cells(table, headers, cells, fields, joined)
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
        if _share(held, lambda cell: not re.search(r"\d", cell) and bool(re.search("[a-z ]", cell))) >= _FITTING:
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
    return sum(bool(own) and _share(own, lambda cell: bool(_THERAPY_CODE.match(cell))) >= 0.8 for own in cells) > 1


def _looks_like_headers(row: Sequence[str]) -> bool:
    """True where no cell of the row can be a value of such a table: no date, no amount, no code."""
    filled = [cell.strip() for cell in row if cell.strip()]
    values = (_readable(CLAIM_LINES.column(name)) for name in ("date_of_service", "line_charge_amount"))
    return (
        len(filled) > 2
        and len(set(filled)) == len(filled)
        and not any(holds(cell) for holds in values for cell in filled)
        and not any(_THERAPY_CODE.match(cell) or len(cell) > 40 for cell in filled)
        and sum(cell[0].isalpha() for cell in filled) == len(filled)
    )


def _by_name(
    table: Table, names: dict[str, str], headers: Sequence[str], cells: Sequence[Sequence[str]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Columns by their headers: a known name first, then the same words in another order; the cells must not contradict."""
    by_words: dict[frozenset[str], str] = {}
    for name, column in names.items():
        if (words := words_of(name)) and words != _CONTROL:
            by_words.setdefault(words, column)
    order = {name: rank for rank, name in enumerate(names)}
    seconds = _second_names(table, names)
    columns = set(names.values())
    candidates: list[tuple[float, int, str]] = []
    groups: dict[str, dict[int, int]] = {}
    for n, header in enumerate(headers):
        box, plain = box_of(even_header(header)) if table is CLAIM_LINES else ("", even_header(header))
        if "#" in header:  # "Subscriber #" is a number where "Subscriber" may be a name
            plain = next((name for name in (f"{plain} number", f"{plain} no") if name in names), plain)
        if column := box or names.get(plain) or _of_both(header, names):
            misfit = _misfit(table.column(column), cells[n], _NOT_CONTRADICTING)
            candidates.append((misfit + (0 if box else order.get(plain, len(order)) / 10_000), n, column))
            for other in seconds.get(plain, ()) if not box else ():
                candidates.append((0.6 + _misfit(table.column(other), cells[n]), n, other))
        elif (found := numbered(plain)) and found[0] in columns:
            groups.setdefault(found[0], {}).setdefault(found[1], n)
        elif column := by_words.get(words_of(plain)) or by_words.get(words_of(plain) - {"primary"}):
            candidates.append((1 + _misfit(table.column(column), cells[n]), n, column))
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
        _patients_own_number(headers, cells, fields)
    return fields, joined


def _of_both(header: str, names: dict[str, str]) -> str | None:
    """The column of a header that gives it two names, "Acct / Claim #", where both are names of the same."""
    found = {names.get(even_header(part)) for part in header.split("/")}
    return found.pop() if len(found) == 1 else None


def _patients_own_number(headers: Sequence[str], cells: Sequence[Sequence[str]], fields: dict[str, str]) -> None:
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


def _misfit(column: Column, cells: Sequence[str], enough: float = _FITTING) -> float:
    """0 where the cells can be what the column holds, 10 where they cannot; a little for a second choice."""
    if not cells:
        return 0.5
    if column.name.endswith("_npi"):
        return 0 if _share(cells, lambda cell: bool(re.fullmatch(r"[\d ]{8,12}(?:\.0)?", cell))) >= enough else 10
    if column.name == "hcpcs_code":
        return 0 if _share(cells, lambda cell: bool(_CODE.match(cell))) >= enough else 10
    if column.name == "carc":
        return 0 if _share(cells, lambda cell: bool(_REASON.match(cell))) >= enough else 5
    if column.type is ColumnType.START and _share(cells, _readable(replace(column, type=ColumnType.TIME))) < enough:
        return 0.9 if _share(cells, _readable(column)) >= enough else 10  # with its day: rather the column of the day
    if column.name == "patient_id":
        return 0.4 if _share(cells, lambda cell: bool(_NAME.search(cell))) >= _FITTING else 0
    if column.name == "payer_name" or column.type is ColumnType.TEXT:
        return 0
    if column.type is ColumnType.CHOICE:
        return 0 if _share(cells, _readable(column)) > 0 else 10
    return 0 if _share(cells, _readable(column)) >= enough else 10


def _readable(column: Column) -> Callable[[str], bool]:
    read = canonical_text(column)

    def can(cell: str) -> bool:
        try:
            read(cell)
        except ValueError:
            return False
        return True

    return can


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0.0


def _by_cells(
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

    def take(name: str, holds: Callable[[str], bool], share: float = 0.8) -> None:
        if name in fields or name in joined or not any(column.name == name for column in table.columns):
            return
        fitting = [n for n in free if _share(cells[n], holds) >= share]
        if len(fitting) == 1:
            fields[name] = headers[fitting[0]]
            free.remove(fitting[0])

    take("hcpcs_code", lambda cell: bool(_THERAPY_CODE.match(cell)))
    take("carc", lambda cell: bool(re.match(r"(?:CO|PR|OA|PI)[\s-]?[A-Z]?\d", cell.upper())))
    take("diagnosis_codes", lambda cell: all(_ICD.match(part) for part in re.split(r"[\s|,;]+", cell)))
    take("modifiers", lambda cell: bool(_KNOWN_MODIFIERS & set(re.split(r"[\s|,;:/-]+", cell.upper()))))
    read = _readable(table.column("date_of_service"))
    dates = [n for n in free if _share(cells[n], read) >= 0.9]
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
        if _share(held, _readable(replace(SCHEDULE.column("date_of_service"), type=ColumnType.MOMENT))) >= _FITTING:
            fields["date_of_service"] = fields.pop("start_time")
    if "start_time" in fields or "date_of_service" not in fields:
        return
    read = _readable(replace(SCHEDULE.column("start_time"), type=ColumnType.START))
    for n, header in enumerate(headers):
        begins = not _BEGINS.isdisjoint(even_header(header).split())
        if begins and header not in fields.values() and cells[n] and _share(cells[n], read) >= 0.8:
            fields["start_time"] = header
            return
