"""Rows of an export -> rows of a claim table in canonical spelling. A bad cell is an issue; no row goes without a word.

A bad cell becomes empty, but for dates of service and modifiers: 30 February and a modifier of one letter are errors of the claim, which
the scrub has to see as they were written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby, islice, zip_longest

from auditkit.readers.code_cells import grouped, plain_diagnoses, split_code
from auditkit.readers.columns import ColumnMap
from auditkit.readers.further_lines import SAID, FurtherLines
from auditkit.readers.spelling import NOTHING, Lists, Spelling, as_written
from auditkit.tables import DENIAL_EXPORT, Columns, Issue, Table, empty_columns

Cells = Sequence[Sequence[str]]  # columns of some rows
UNREADABLE = "?"  # a payment in a list of denials that says something else than an amount: nobody knows then whether the line was paid
_EACH = 1_000  # cells of a column that are named one by one; further ones are named together
_AT_ONCE = 1_000  # rows: few enough to stay in the processor's cache
_TOTAL = re.compile(r"\b(?:sub|grand)?[\s-]*totals?\b|^(?:sum|page \d+)\b", re.I)
_TWO_DIGIT_YEAR = re.compile(
    r"(?:^|\D)\d{1,2}[/. -]\d{1,2}[/. -]\d{2}\s*$|\d{1,2}[\s-]?[a-z]{3,9}\.?[\s,-]*\d{2}\s*$", re.I
)
_OTHER_MARK = (
    "",
    "has its cells between other marks than the rest; it was read by them",
    "Look whether it was read right.",
)
_OF_DENIED_LINES = (
    "date_of_service", "hcpcs_code", "carc", "rarc", "charge_amount", "paid_amount", "allowed_amount", "adjustment_amount",
)  # fmt: skip
_SHIFTED = (
    "",
    "has more cells than there are headers, so they may have shifted",
    "Put a cell that holds a separator between quotation marks.",
)


class ClaimRows:
    """Adds the rows of sheets to one table. `columns` is the table, `issues` what is wrong, `skipped` counts the rows left out by reason."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns: Columns = empty_columns(table)
        self.issues: list[Issue] = []
        self.skipped: Counter[str] = Counter()
        self.lines_of: Counter[str] = Counter()  # of each claim, for exports that do not number their lines
        self.newest = ""  # date of service so far: a birth lies before it

    def add(
        self,
        file: str,
        rows: Iterable[Sequence[str]],
        headers: Sequence[str],
        columns: ColumnMap,
        where: str = "row",
        serial: Collection[str] = (),
    ) -> None:
        """Read the rows of one sheet. `headers` are its unique header names; the rows are those of the file from its first.

        `serial`: headers of columns in which days may stand as a spreadsheet's numbers.
        """
        sheet = _Sheet(self, file, where, headers, columns, serial)
        numbered = enumerate(rows, start=1)
        while piece := list(islice(numbered, _AT_ONCE)):
            sheet.add(piece)
        sheet.report()


class _Sheet:
    """The rows of one sheet, some thousand at once and column by column: a cell is looked up once, wherever it repeats."""

    def __init__(
        self,
        to: ClaimRows,
        file: str,
        where: str,
        headers: Sequence[str],
        columns: ColumnMap,
        serial: Collection[str],
    ) -> None:
        at = {header: n for n, header in enumerate(headers)}
        self.to, self.file, self.where = to, file, where
        self.headers, self.header_row = headers, columns.header_row
        self.single = {name: at[header] for name, header in columns.fields.items() if header in at}
        self.several = {name: [at[h] for h in group if h in at] for name, group in columns.joined.items()}
        self.spellings = {
            c.name: Spelling(c, keeps_days_as_numbers=columns.fields.get(c.name) in serial)
            for c in to.table.columns
            if c.name in self.single or c.name in self.several
        }
        self.further = FurtherLines(self.single, self.several)
        self.lists = Lists()
        self.bad: dict[tuple[str, str, str], list[int]] = {}
        self.code = self.single.get("hcpcs_code", -1)
        self._said_of_lines = {self.single[name] for name in _OF_DENIED_LINES if name in self.single}
        self._said_of_lines.update(n for name in _OF_DENIED_LINES for n in self.several.get(name, ()))
        self.width, self.named, self.count = len(headers), len(headers), 0

    def add(self, piece: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add rows with their numbers."""
        kept = [(number, row) for number, row in map(self._parted, piece) if self._is_kept(number, row)]
        if self.to.table.name == "claim_lines":
            kept = [(number, self._completed(number, row)) for number, row in kept]
        if not kept:
            return
        numbers = [number for number, _ in kept]
        cells = list(islice(zip_longest(*(row for _, row in kept), fillvalue=""), self.width))
        cells += [("",) * len(kept)] * (self.width - len(cells))
        out = {name: self._column(name, numbers, cells) for name in self.spellings}
        self._settle(out, cells)
        self.count += len(kept)
        out["source_file"] = [self.file] * len(kept)
        out["source_place"] = [f"{self.where} {number}" for number in numbers]
        for column in self.to.table.columns:
            self.to.columns[column.name] += out.get(column.name) or [""] * len(kept)

    def _completed(self, number: int, row: Sequence[str]) -> Sequence[str]:
        made = self.further.completed(row)
        if made is None:
            return row
        self.bad.setdefault(SAID, []).append(number)
        return made

    def _parted(self, numbered: tuple[int, Sequence[str]]) -> tuple[int, Sequence[str]]:
        """A row that stands in one cell, because it was pasted from a file with another separator, in its cells."""
        number, row = numbered
        if len(row) == 1 < self.named and number > self.header_row:
            for mark in ";\t|,":
                if row[0].count(mark) == self.named - 1:
                    self.bad.setdefault(_OTHER_MARK, []).append(number)
                    return number, row[0].split(mark)
        return numbered

    def _is_kept(self, number: int, row: Sequence[str]) -> bool:
        if number > self.header_row and len(row) == self.named and self.code >= 0 and row[self.code][1:4].isdigit():
            if row[self.code] != self.headers[self.code]:
                return True  # almost every row
        if number <= self.header_row:
            if number == self.header_row:
                self.named = max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)
            return False
        if not any(row) or not any(cell.strip() for cell in row):
            return False
        if reason := self._no_row(row):
            self.to.skipped[reason] += 1
            self.to.issues.append(
                Issue(
                    self.file,
                    f"{self.where} {number}",
                    f"was left out: it {reason}",
                    "If it is a line after all, give it a claim number, a date and a code.",
                    True,
                )
            )
            return False
        if len(row) > self.named and any(cell.strip() for cell in row[self.named :]):
            self.bad.setdefault(_SHIFTED, []).append(number)
        return True

    def _no_row(self, row: Sequence[str]) -> str:
        """Why a row is none of the table: the headers again, or a total. A row with a code is one."""
        code = self.code
        if (
            0 <= code < len(row)
            and row[code] != self.headers[code]
            and row[code].strip()
            and not _TOTAL.search(row[code])
        ):
            return ""
        cells = [cell.strip() for cell in row]
        filled = [n for n, cell in enumerate(cells) if cell]
        if self.header_row and len(filled) > 1 and all(n < self.width and cells[n] == self.headers[n] for n in filled):
            return "repeats the headers"
        if self.to.table.name == DENIAL_EXPORT.name and not any(n in filled for n in self._said_of_lines):
            return "names no date, code, reason or amount"
        is_list_of_denials = self.to.table.name == DENIAL_EXPORT.name and "claim_id" in self.single
        if not is_list_of_denials and (code < 0 or "date_of_service" not in self.single):
            return ""

        def is_filled(*names: str) -> bool:
            return any(n in filled and not _TOTAL.search(cells[n]) for n in (self.single.get(name) for name in names))

        if is_filled("date_of_service", "hcpcs_code"):
            return ""
        if any(_TOTAL.search(cell) for cell in cells):
            return "is a total"
        return "" if is_filled("patient_id", "claim_id") else "names no patient, claim, date or code"

    def _column(self, name: str, numbers: Sequence[int], cells: Cells) -> list[str]:
        """One column in canonical spelling; what cannot be read is empty and remembered."""
        spelling = self.spellings[name]
        if name in self.single:
            own: Sequence[str] = cells[self.single[name]]
        elif name == "carc" and len(self.several.get("group_code", ())) == len(self.several[name]):
            own = [self.lists[grouped(parts)] for parts in self._parts("group_code", name, cells=cells)]
        else:  # numbered columns (Mod 1, Mod 2 ...) are one list
            own = [self.lists[parts] for parts in self._parts(name, cells=cells)]
        if name == "hcpcs_code":
            own = [cell if len(cell) <= 5 else split_code(cell)[0] for cell in own]
        if name == "diagnosis_codes":
            own = [cell if len(cell) <= 8 else plain_diagnoses(cell) for cell in own]
        found = [spelling[cell] for cell in own]
        if None not in found:
            return found
        for number, cell, value in zip(numbers, own, found, strict=True):
            if value is None:
                self.bad.setdefault((name, *spelling.why_not(cell)), []).append(number)
        if name == "paid_amount" and self.to.table.name == DENIAL_EXPORT.name:
            return [UNREADABLE if value is None else value for value in found]
        return [as_written(name, cell) if value is None else value for cell, value in zip(own, found, strict=True)]

    def _parts(self, *names: str, cells: Cells) -> Iterable[tuple[str, ...]]:
        """The cells of numbered columns, row by row."""
        return zip(*(cells[n] for name in names for n in self.several[name]), strict=True)

    def _settle(self, out: dict[str, list[str]], cells: Cells) -> None:
        """What one cell says about another of its row."""
        if "hcpcs_code" in self.single:
            for n, cell in enumerate(cells[self.single["hcpcs_code"]]):
                if len(cell) > 5 and (more := split_code(cell)[1]):
                    held = out.setdefault("modifiers", [""] * len(out["hcpcs_code"]))
                    held[n] = "|".join(dict.fromkeys([*more, *filter(None, held[n].split("|"))]))
        if "diagnosis_codes" in self.several and "diagnosis_pointers" in out:
            self._close_gaps(out["diagnosis_pointers"], cells)
        if "patient_birth_date" in self.single:
            self._set_century(out, cells)
        if self.to.table.name == "claim_lines" and "line_number" not in out and "claim_id" in out:
            out["line_number"] = [self._next_line(claim) if claim else "" for claim in out["claim_id"]]

    def _next_line(self, claim: str) -> str:
        self.to.lines_of[claim] += 1
        return str(self.to.lines_of[claim])

    def _close_gaps(self, held: list[str], cells: Cells) -> None:
        """An empty cell between two diagnoses is left out of the list, so the pointers behind it count anew."""
        for n, parts in enumerate(self._parts("diagnosis_codes", cells=cells)):
            if "" not in parts and not NOTHING.intersection(parts):
                continue
            kept = [place for place, cell in enumerate(parts, start=1) if cell.strip().lower() not in NOTHING]
            if held[n] and kept and kept[-1] != len(kept):
                moved = {str(old): str(new) for new, old in enumerate(kept, start=1)}
                held[n] = "|".join(moved.get(pointer, pointer) for pointer in held[n].split("|"))

    def _set_century(self, out: dict[str, list[str]], cells: Cells) -> None:
        """A birth year of two digits is the last one before the service: 45 is 1945 for somebody who was treated in 2026."""
        born = out["patient_birth_date"]
        served = out.get("date_of_service") or [""] * len(born)
        self.to.newest = max(self.to.newest, *served)
        for n, (birth, day) in enumerate(zip(born, served, strict=True)):
            if birth > (day or self.to.newest) > "" and _TWO_DIGIT_YEAR.search(
                cells[self.single["patient_birth_date"]][n]
            ):
                born[n] = f"{int(birth[:4]) - 100}{birth[4:]}"

    def report(self) -> None:
        """One issue for each cell that could not be read, up to a number; further ones are named together."""
        if len(self.bad.get(_SHIFTED, ())) == self.count:
            self.bad.pop(_SHIFTED, None)  # a column without a name, not a separator within a cell
        said: set[tuple[str, str, int]] = set()  # one header may fill two columns
        for (name, problem, fix), numbers in self.bad.items():
            if name:
                places = [self.single[name]] if name in self.single else self.several[name]
                header = ", ".join(self.headers[n] for n in places)
                problem = f'has a cell under "{header[:80]}" that {problem}'
                numbers = [n for n in numbers if (header, problem, n) not in said]
                said.update((header, problem, n) for n in numbers)
            each = 0 if (name, problem, fix) == SAID and len(numbers) > 1 else _EACH
            for number in numbers[:each]:
                self.to.issues.append(Issue(self.file, f"{self.where} {number}", problem, fix, is_warning=True))
            if rest := numbers[each:]:
                self.to.issues.append(Issue(self.file, f"{self.where}s {ranges(rest)}", problem, fix, is_warning=True))


def ranges(numbers: Iterable[int]) -> str:
    """Row numbers as people write them: 2-5, 9."""
    runs: list[str] = []
    by_distance: Callable[[tuple[int, int]], int] = lambda pair: pair[1] - pair[0]  # noqa: E731
    for _, group in groupby(enumerate(numbers), key=by_distance):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(runs)
