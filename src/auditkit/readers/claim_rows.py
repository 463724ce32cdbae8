"""Rows of an export -> rows of a claim table in canonical spelling. A bad cell becomes empty and an issue; no row goes without a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from auditkit.readers.columns import ColumnMap
from auditkit.tables import Columns, Issue, Table, empty_columns
from auditkit.tables.table import Column, ColumnType, canonical_text, way_out

_SAYS_NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nat", "<na>", "#n/a", "(blank)", "(null)"}
_NUMBERS = (ColumnType.AMOUNT, ColumnType.COUNT, ColumnType.DATE)
_EACH = 1_000  # cells of a column that are named one by one; further ones are named together
_MOST_SPELLINGS = 200_000
_CODE_AND_REST = re.compile(r"([A-Z]?\d{4}[A-Z0-9])(?P<rest>.*)$", re.S)
_BETWEEN = re.compile(r"[\s:,/|-]+")
_TOTAL = re.compile(r"\b(?:sub|grand)?[\s-]*totals?\b|^(?:sum|page \d+)\b", re.I)
_TWO_DIGIT_YEAR = re.compile(r"(?:^|\D)\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\s*$")
_SHIFTED = (
    "",
    "has more cells than there are headers, so they may have shifted",
    "Put a cell that holds a separator between quotation marks.",
)
_MISREAD_FORMULA = ("holds a formula instead of a value", "Copy the column and paste its values only.")


class _Spelling(dict[str, "str | None"]):
    """Cell -> canonical text, None where it cannot be read. Cells repeat, so each spelling is read once."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self._read = canonical_text(column)
        self._nothing = _SAYS_NOTHING if column.type in _NUMBERS else _SAYS_NOTHING | {"nan"}
        self._nothing = self._nothing - set(column.choices)  # "none" is a choice of some columns

    def __missing__(self, cell: str) -> str | None:
        if len(self) > _MOST_SPELLINGS:
            self.clear()
        try:
            found: str | None = self._canonical(cell)
        except ValueError:
            found = None
        self[cell] = found
        return found

    def _canonical(self, cell: str) -> str:
        text = cell.strip().strip("\ufeff\u200b\xa0").replace("\0", "")
        is_marked = text.startswith("'")
        if text.startswith('="') and text.endswith('"') and '"' not in text[2:-1]:
            text = text[2:-1].strip()  # how some programs keep the zeros of ="00123"
        elif is_marked:
            text = text[1:]  # how Excel marks text
        if text.lower() in self._nothing:
            return ""
        if not is_marked and text.startswith(("=", "@")):
            raise ValueError(_MISREAD_FORMULA[0])
        if text.lower() == "nan":
            raise ValueError("is not a number (NaN)")
        return self._read(text)

    def why_not(self, cell: str) -> tuple[str, str]:
        """What is wrong with a cell that cannot be read, and what to do about it."""
        try:
            self._canonical(cell)
        except ValueError as error:
            fix = _MISREAD_FORMULA[1] if str(error) == _MISREAD_FORMULA[0] else way_out(self.column)
            return str(error), fix
        return "cannot be read", way_out(self.column)


class ClaimRows:
    """Adds the rows of sheets to one table. `columns` is the table, `issues` what is wrong, `skipped` counts the rows left out by reason."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns: Columns = empty_columns(table)
        self.issues: list[Issue] = []
        self.skipped: Counter[str] = Counter()
        self._lines: dict[str, int] = {}
        self._newest = ""

    def add(
        self, file: str, rows: Iterable[Sequence[str]], headers: Sequence[str], columns: ColumnMap, where: str = "row"
    ) -> None:
        """Read the rows of one sheet. `headers` are its unique header names; the rows are those of the file from its first."""
        at = {header: n for n, header in enumerate(headers)}
        single = {name: at[header] for name, header in columns.fields.items() if header in at}
        several = {name: [at[h] for h in group if h in at] for name, group in columns.joined.items()}
        spellings = {column.name: _Spelling(column) for column in self.table.columns}
        given = [c.name for c in self.table.columns if c.name in single or c.name in several]
        missing = [c.name for c in self.table.columns if c.name not in given]
        bad: dict[tuple[str, str, str], list[int]] = {}
        before, width = self._count(), len(headers)
        for number, row in enumerate(rows, start=1):
            if number == columns.header_row:
                width = max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)
            if number <= columns.header_row or not any(row) or not any(cell.strip() for cell in row):
                continue
            if reason := self._no_row(row, single, headers, bool(columns.header_row)):
                self.skipped[reason[0]] += 1
                self.issues.append(Issue(file, f"{where} {number}", *reason, is_warning=True))
                continue
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                bad.setdefault(_SHIFTED, []).append(number)
            size = len(row)
            values: dict[str, str] = {}
            for name in given:
                spelling = spellings[name]
                if (n := single.get(name)) is not None:
                    cell = row[n] if n < size else ""
                else:
                    cell = "|".join(row[n].strip() for n in several[name] if n < size)
                    cell = self._joined(name, cell, values)
                if name == "hcpcs_code" and len(cell) > 5:
                    cell = _split_code(cell, values)
                value = spelling[cell]
                if value is None:
                    problem, fix = spelling.why_not(cell)
                    bad.setdefault((name, problem, fix), []).append(number)
                    value = ""
                values[name] = value
            self._settle(values, row, single)
            for name in given:
                self.columns[name].append(values[name])
            for name in missing:
                self.columns[name].append(values.get(name, ""))
            self.columns["source_file"][-1] = file
            self.columns["source_place"][-1] = f"{where} {number}"
        if len(bad.get(_SHIFTED, ())) == self._count() - before:
            bad.pop(_SHIFTED, None)  # a column without a name, not a separator within a cell
        self._report(file, where, bad, single, several, headers)

    def _count(self) -> int:
        return len(self.columns["source_file"])

    def _no_row(
        self, row: Sequence[str], single: dict[str, int], headers: Sequence[str], has_headers: bool
    ) -> tuple[str, str] | None:
        """Why a row is none of the table: the headers again, or a total."""
        cells = [cell.strip() for cell in row]
        filled = [n for n, cell in enumerate(cells) if cell]
        if has_headers and len(filled) > 1 and all(n < len(headers) and cells[n] == headers[n] for n in filled):
            return "repeats the headers", "Nothing to do."

        def is_filled(*names: str) -> bool:
            return any(n in filled and not _TOTAL.search(cells[n]) for n in (single.get(name) for name in names))

        if "hcpcs_code" not in single or "date_of_service" not in single or is_filled("hcpcs_code"):
            return None
        if not is_filled("date_of_service") and any(_TOTAL.search(cell) for cell in cells):
            return "is a total", "Nothing to do."
        if not is_filled("date_of_service", "patient_id", "claim_id"):
            return "names no patient, claim, date or code", "Leave it out, or fill it in."
        return None

    def _joined(self, name: str, cell: str, values: dict[str, str]) -> str:
        """Cells of numbered columns as one list. A gap among the diagnoses is closed, and remembered for the pointers."""
        parts = cell.split("|")
        if name == "diagnosis_codes" and "" in parts and any(parts[parts.index("") :]):
            kept = [n for n, part in enumerate(parts, start=1) if part and part.lower() not in _SAYS_NOTHING]
            values["gap"] = "|".join(str(n) for n in kept)
        return "|".join(part for part in parts if part and part.lower() not in _SAYS_NOTHING)

    def _settle(self, values: dict[str, str], row: Sequence[str], single: dict[str, int]) -> None:
        """What one cell says about another of its row."""
        if (more := values.pop("more modifiers", "")) and "hcpcs_code" in values:
            held = values.get("modifiers", "").split("|")
            values["modifiers"] = "|".join([*more.split("|"), *(m for m in held if m and m not in more.split("|"))])
        if (kept := values.pop("gap", "").split("|")) != [""] and values.get("diagnosis_pointers"):
            moved = {old: str(new) for new, old in enumerate(kept, start=1)}
            values["diagnosis_pointers"] = "|".join(moved.get(p, p) for p in values["diagnosis_pointers"].split("|"))
        born = values.get("patient_birth_date", "")
        self._newest = max(self._newest, values.get("date_of_service", ""))
        if born > (values.get("date_of_service") or self._newest) > "" and _TWO_DIGIT_YEAR.search(
            row[single["patient_birth_date"]]
        ):
            values["patient_birth_date"] = (
                f"{int(born[:4]) - 100}{born[4:]}"  # 45 is 1945 for somebody who was treated in 2026
            )
        if self.table.name == "claim_lines" and not values.get("line_number") and (claim := values.get("claim_id")):
            self._lines[claim] = self._lines.get(claim, 0) + 1
            if "line_number" not in values:
                values["line_number"] = str(self._lines[claim])

    def _report(
        self,
        file: str,
        where: str,
        bad: dict[tuple[str, str, str], list[int]],
        single: dict[str, int],
        several: dict[str, list[int]],
        headers: Sequence[str],
    ) -> None:
        for (name, problem, fix), rows in bad.items():
            if name:
                header = headers[single[name]] if name in single else ", ".join(headers[n] for n in several[name])
                problem = f'has a cell under "{header[:80]}" that {problem}'
            for number in rows[:_EACH]:
                self.issues.append(Issue(file, f"{where} {number}", problem, fix, is_warning=True))
            if rest := rows[_EACH:]:
                self.issues.append(Issue(file, f"{where}s {ranges(rest)}", problem, fix, is_warning=True))


def _split_code(cell: str, values: dict[str, str]) -> str:
    """The code of a cell such as `97110-GP` or `97110 GP KX`; its modifiers are kept for the row."""
    if (m := _CODE_AND_REST.match(cell.strip().upper())) is None:
        return cell
    rest = m["rest"]
    parts = [part for part in _BETWEEN.split(rest) if part]
    if rest.isalnum() and len(rest) in (2, 4, 6, 8):  # 97110GPKX
        parts = [rest[n : n + 2] for n in range(0, len(rest), 2)]
    if parts and len(parts) <= 4 and all(len(part) == 2 and part.isalnum() for part in parts):
        values["more modifiers"] = "|".join(parts)
        return m[1]
    return m[1] if rest[:1] in (" ", "-", ":", "–") and re.match(r"\W*[A-Z]{3}", rest) else cell  # a description


def ranges(numbers: Iterable[int]) -> str:
    """Row numbers as people write them: 2-5, 9."""
    runs: list[str] = []
    by_distance: Callable[[tuple[int, int]], int] = lambda pair: pair[1] - pair[0]  # noqa: E731
    for _, group in groupby(enumerate(numbers), key=by_distance):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(runs)
