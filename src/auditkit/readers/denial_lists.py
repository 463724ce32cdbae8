"""A practice's own list of denials (CSV, Excel) -> the tables of remittances: a payment without a file for each claim, day and check.

Nothing is made up: what the list does not say stays empty, and an amount that cannot be given to one of several codes is given to none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_rows import UNREADABLE
from auditkit.readers.claim_sheets import headers_under
from auditkit.readers.columns import ColumnMap
from auditkit.readers.x12.settled import remittance_id
from auditkit.tables import (
    ADJUSTMENTS,
    CLAIM_PAYMENTS,
    DENIAL_EXPORT,
    REMITTANCES,
    SERVICE_PAYMENTS,
    Columns,
    Issue,
)
from auditkit.tables.canonical import amount_text

_GROUPED = re.compile(r"(?<![A-Z0-9])(CO|PR|OA|PI|CR)[\s:/()_–—-]*0*([ABDPWY]\d{1,2}|[1-9]\d{0,2})(?![0-9A-Z])")
_ALONE = re.compile(r"\s*0*([ABDPWY]\d{1,2}|[1-9]\d{0,2})(?:\.0)?(?![0-9A-Z.])")
_WITH_AMOUNT = re.compile(rf"{_GROUPED.pattern}\s*[:=(\[]?\s*(\$?\s?\d{{1,3}}(?:,?\d{{3}})*\.\d\d)(?!\d)")
_REMARK = re.compile(r"(?<![A-Z0-9])(MA\d{1,3}|[MN]\d{1,3})(?![0-9A-Z])")
_GROUP = re.compile(
    r"(?<![A-Z])(?:(CO|CONTRACT\w*)|(PR|PATIENT|PAT|PT)|(OA|OTHER)|(PI|PAYER|PAYOR)|(CR|CORRECTIONS?|REVERSALS?))(?![A-Z])"
)
_GROUPS = ("CO", "PR", "OA", "PI", "CR")
_PIECES = re.compile(r"[|,;\n]+")
_LINE = (
    "claim_id",
    "line_number",
    "date_of_service",
    "hcpcs_code",
    "modifiers",
    "units",
    "charge_amount",
    "paid_amount",
)
Row = dict[str, str]


def is_own_table(head: Sequence[Sequence[str]]) -> bool:
    """True for a table that auditkit itself wrote from remittances: reading it again would count everything twice."""
    return bool(head) and not {"remittance_id", "answer_number"}.isdisjoint(head[0])


def is_denial_list(head: Sequence[Sequence[str]]) -> bool:
    """True where a sheet's first rows look like a list of denials: a column of adjustment reason codes beside claims."""
    if not head:
        return False
    columns = propose_claim_columns(DENIAL_EXPORT, head)
    return is_enough(DENIAL_EXPORT, columns) and holds_codes(head, columns)


def holds_codes(head: Sequence[Sequence[str]], columns: ColumnMap) -> bool:
    """True where at least half of the cells that are to hold adjustment reason codes hold some."""
    named = columns.joined.get("carc") or (columns.fields["carc"],)
    headers = headers_under(head, columns.header_row)
    at = [headers.index(name) for name in named if name in headers]
    cells = [row[n] for row in head[columns.header_row :] for n in at if n < len(row) and row[n].strip()]
    return bool(cells) and sum(bool(codes_in(cell)) for cell in cells) * 2 >= len(cells)


def codes_in(cell: str, group: str = "") -> list[tuple[str, str]]:
    """Adjustment reason codes of a cell as (group, code). Where codes with a group are there, other numbers are none."""
    text = cell.upper()
    if found := _GROUPED.findall(text):
        return list(dict.fromkeys(found))
    known = _GROUPS[m.lastindex - 1] if (m := _GROUP.search(group.upper())) else ""
    pieces = _PIECES.split(text)
    if len(pieces) == 1 and re.fullmatch(r"[\sABDPWY\d]+", text):
        pieces = text.split()
    return list(dict.fromkeys((known, m[1]) for piece in pieces if (m := _ALONE.match(piece))))


def amounts_in(cell: str) -> dict[tuple[str, str], str]:
    """The amount behind each code that has a group, in canonical spelling: `CO-45 $15.00; PR-3: 25.00`. A code that stands twice has none."""
    found: dict[tuple[str, str], str] = {}
    codes = Counter(_GROUPED.findall(cell.upper()))
    for m in _WITH_AMOUNT.finditer(cell.upper()):
        if codes[m[1], m[2]] == 1:
            found[m[1], m[2]] = amount_text(m[3])
    return found


def remarks_in(*cells: str) -> list[str]:
    """Remark codes, wherever they stand."""
    return list(dict.fromkeys(code for cell in cells for code in _REMARK.findall(cell.upper())))


class DenialLists:
    """Rows of lists as the tables of remittances. `issues` say what was there before or could not be read, `repeated` counts such rows."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.repeated = 0

    def add_to(self, tables: dict[str, Columns], rows: Columns) -> None:
        """Append the rows of all lists, but for those that a file before holds already, or a remittance among the tables."""
        if not rows["source_file"]:
            return
        rows = self._without_minus(rows)
        payments: dict[str, list[Row]] = {}
        for row in self._once(rows, _settled(tables)):
            payments.setdefault(_payment_id(row), []).append(row)
        for own_id, held in payments.items():
            self._payment(tables, own_id, held)

    def _without_minus(self, rows: Columns) -> Columns:
        """Charges below zero: of a whole list they are its way of writing, of single rows they are corrections, and either is said."""
        charges, files = rows["charge_amount"], rows["source_file"]
        below = [n for n, charge in enumerate(charges) if charge.startswith("-")]
        above = {file for file, charge in zip(files, charges, strict=True) if charge.strip("-0.") and charge[0] != "-"}
        if not below:
            return rows
        mended = list(charges)
        for n in below:
            if files[n] in above:
                problem = "has a charge below zero, as a correction has, and is not counted as a denied line"
                fix = "If it is a denial, write the charge without brackets or minus."
                self.issues.append(Issue(files[n], rows["source_place"][n], problem, fix, True))
            else:
                mended[n] = charges[n].removeprefix("-")
        for file in dict.fromkeys(files[n] for n in below if files[n] not in above):
            self.issues.append(
                Issue(
                    file, "", "writes all charges below zero; they were read without the minus", "Nothing to do.", True
                )
            )
        return {**rows, "charge_amount": mended}

    def _once(self, rows: Columns, settled: set[tuple[str, ...]]) -> Iterator[Row]:
        before: Counter[tuple[str, ...]] = Counter()  # most often in one file
        here: Counter[tuple[str, ...]] = Counter()
        again: Counter[str] = Counter()
        in_remittance: Counter[str] = Counter()
        file = None
        for values in zip(*rows.values(), strict=True):
            row = dict(zip(rows, values, strict=True))
            if row["source_file"] != file:
                before |= here
                here, file = Counter(), row["source_file"]
            contents = tuple(value for name, value in row.items() if not name.startswith("source_"))
            here[contents] += 1
            if here[contents] <= before[contents]:
                again[row["source_file"]] += 1
            elif _is_settled(row, settled):
                in_remittance[row["source_file"]] += 1
            else:
                yield row
        self.repeated += again.total() + in_remittance.total()
        for label, count in again.items():
            self.issues.append(
                Issue(label, "", f"holds {_these(count)} that another list holds too; they are counted once", "Nothing to do.", True)
            )  # fmt: skip
        for label, count in in_remittance.items():
            problem = f"holds {_these(count)} that a remittance (835) holds too; the remittance was taken"
            self.issues.append(Issue(label, "", problem, "Nothing to do.", True))

    def _payment(self, tables: dict[str, Columns], own_id: str, rows: list[Row]) -> None:
        first = rows[0]
        lines = _lines(rows)
        whole = {"remittance_id": own_id, "payment_number": "1", "claim_id": first["claim_id"]}
        place = {"source_file": first["source_file"], "source_place": first["source_place"]}
        paid_by = {name: first[name] for name in ("payer_name", "payer_id", "payment_date")}
        days = sorted(row["date_of_service"] for row in rows if row["date_of_service"])
        _append(
            tables, REMITTANCES.name, whole | place | paid_by | {"trace_number": first["trace_number"], "claims": "1"}
        )
        _append(tables, CLAIM_PAYMENTS.name, whole | place | paid_by | {
            "payer_claim_control_number": _only(rows, "payer_claim_control_number"), "member_id": _only(rows, "member_id"),
            "rendering_provider_npi": _only(rows, "rendering_provider_npi"),
            "date_of_service": days[0] if days else "", "last_date_of_service": days[-1] if days else "",
        })  # fmt: skip
        numbers = _numbers(lines)
        for number, held in sorted(zip(numbers, lines, strict=True), key=lambda pair: int(pair[0])):
            line = held[0]
            copied = ("line_number", "date_of_service", "hcpcs_code", "modifiers", "units", "charge_amount", "allowed_amount", "paid_amount",
                      "rendering_provider_npi", "source_file", "source_place")  # fmt: skip
            remarks = remarks_in(*(row[name] for row in held for name in ("rarc", "carc")))
            said = whole | {name: line[name] for name in copied}
            said |= {"service_number": number, "rarcs": "|".join(remarks)}
            if line["paid_amount"] == UNREADABLE:
                said |= {"paid_amount": "", "is_paid_unknown": "1"}
            _append(tables, SERVICE_PAYMENTS.name, said)
            for row in held:
                self._adjustments(tables, whole | {"service_number": number}, row)

    def _adjustments(self, tables: dict[str, Columns], whole: Row, row: Row) -> None:
        codes = codes_in(row["carc"], row["group_code"])
        if not codes and row["carc"]:
            problem = "gives a reason without a code that can be read"
            fix = "Export the adjustment reason code (CARC) too; the line was kept without one."
            self.issues.append(Issue(row["source_file"], row["source_place"], problem, fix, is_warning=True))
        beside = amounts_in(row["carc"])
        for group, carc in codes:
            own = beside.get((group, carc)) or (row["adjustment_amount"] if len(codes) == 1 else "")
            _append(tables, ADJUSTMENTS.name, whole | {
                "group_code": group, "carc": carc, "amount": own,
                "source_file": row["source_file"], "source_place": row["source_place"],
            })  # fmt: skip


def _payment_id(row: Row) -> str:
    """The same for the lines of a claim that one payer answered on one day; without a claim's number, for those of one patient's day.

    A row that names neither stands alone: it may be of anybody.
    """
    claim = row["claim_id"] or f"{row['member_id'] or row['source_place']}|{row['date_of_service']}"
    payer = row["payer_id"] or row["payer_name"]
    return remittance_id(row["trace_number"], payer, row["payment_date"], "", f"list|{claim}")


def _lines(rows: list[Row]) -> list[list[Row]]:
    """The rows of each service line: many lists have one row for each code. The same code again is another line of the same service."""
    lines: list[list[Row]] = []
    by_key: dict[tuple[str, ...], list[list[Row]]] = {}
    for row in rows:
        codes = set(codes_in(row["carc"], row["group_code"]))
        same = by_key.setdefault(tuple(row[name] for name in _LINE), [])
        for held in same:
            if codes and codes.isdisjoint(
                code for other in held for code in codes_in(other["carc"], other["group_code"])
            ):
                held.append(row)
                break
        else:
            same.append([row])
            lines.append(same[-1])
    return lines


def _numbers(lines: list[list[Row]]) -> list[str]:
    """A number for each line that stays the same when the list is exported again: the claim's own, else its place in a fixed order."""
    own = [held[0]["line_number"] for held in lines]
    if all(n.isascii() and n.isdigit() and 0 < int(n) < 10_000 for n in own) and len(set(map(int, own))) == len(own):
        return [str(int(n)) for n in own]
    ordered = sorted(range(len(lines)), key=lambda n: tuple(lines[n][0][name] for name in _LINE))
    place = {n: str(rank) for rank, n in enumerate(ordered, start=1)}
    return [place[n] for n in range(len(lines))]


def _settled(tables: dict[str, Columns]) -> set[tuple[str, ...]]:
    """Claim, day, code, reason and day of payment of everything that remittances say."""
    services, adjustments, payments = (tables[table.name] for table in (SERVICE_PAYMENTS, ADJUSTMENTS, REMITTANCES))
    paid_on = dict(zip(payments["remittance_id"], payments["payment_date"], strict=True))
    named = ("remittance_id", "payment_number", "service_number")
    by_line = {
        key: line
        for *key_, claim, day, code in zip(*(services[name] for name in (*named, "claim_id", "date_of_service", "hcpcs_code")), strict=True)
        for key, line in [(tuple(key_), (claim, day, code))]
    }  # fmt: skip
    found = set()
    for *key, carc in zip(*(adjustments[name] for name in (*named, "carc")), strict=True):
        if line := by_line.get(tuple(key)):
            found |= {(*line, carc, paid_on.get(key[0], "")), (*line, carc, "")}
    return found


def _is_settled(row: Row, settled: set[tuple[str, ...]]) -> bool:
    codes = codes_in(row["carc"], row["group_code"])
    return bool(row["claim_id"] and codes) and all(
        (row["claim_id"], row["date_of_service"], row["hcpcs_code"], carc, row["payment_date"]) in settled
        for _, carc in codes
    )


def _only(rows: list[Row], name: str) -> str:
    """What all rows say; empty where they differ."""
    return rows[0][name] if all(a[name] == b[name] for a, b in pairwise(rows)) else ""


def _append(tables: dict[str, Columns], name: str, row: Row) -> None:
    for column, values in tables[name].items():
        values.append(row.get(column, ""))


def _these(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
