"""Tables as Excel sheets with one look, and cells that no spreadsheet takes for a formula.

Excel and its relatives run a cell that begins like a formula, and much that goes into cells is other people's text: such a cell gets an
apostrophe in front, in Excel and in CSV files alike.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from auditkit.reports.wording import ANSWER_SHAPES, ANSWER_WORDS, printable
from auditkit.rule import Answer

Columns = Sequence[tuple[str, int]]  # each column's heading and its width in characters

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MOST_ROWS = 1_000_000  # Excel holds 1,048,576 rows in a sheet, and drops further ones without a word
_MOST_CHARACTERS = 32_000  # Excel holds 32,767 characters in a cell
_LINE, _TALLEST = 15, 405  # heights in points; Excel's own limit is 409
_COLOURS = {
    Answer.MET: "#DDF0E0",
    Answer.NOT_MET: "#F8DDD3",
    Answer.UNCLEAR: "#FFF2CC",
    Answer.NOT_APPLICABLE: "#EDEDED",
}


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, without characters that a file cannot hold."""
    clean = printable(text)
    if clean.lstrip(" \u00a0").startswith(_FORMULA_STARTS):
        clean = f"'{clean}"
    return clean if len(clean) <= _MOST_CHARACTERS else clean[:_MOST_CHARACTERS] + " […]"


def to_bytes(title: str, fill: Callable[[Sheets], None]) -> bytes:
    """The bytes of the workbook that `fill` writes."""
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"title": title, "author": "", "comments": ""})
        fill(Sheets(book))
    return out.getvalue()


class Sheets:
    """Writes tables with one look: bold frozen heading, filter, wrapped text, answers in colour and in words, ready to print."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._text = book.add_format({"valign": "top", "text_wrap": True})
        self._day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self._share = book.add_format({"valign": "top", "num_format": "0%"})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
        )
        self._answers = {
            answer: book.add_format({"bg_color": colour, "valign": "top", "text_wrap": True})
            for answer, colour in _COLOURS.items()
        }

    def table(
        self,
        name: str,
        columns: Columns,
        rows: Sequence[Sequence[object]],
        *,
        above: Sequence[str] = (),
        none: str = "",
    ) -> None:
        """A sheet with a table; more sheets where it has more rows than one holds.

        `above`: a title and lines over the table. `none`: what stands in the place of rows where there are none.
        """
        for start in range(0, max(len(rows), 1), _MOST_ROWS):
            sheet = self._book.add_worksheet(name if not start else f"{name} {start // _MOST_ROWS + 1}")
            for row, line in enumerate(above):
                sheet.write_string(row, 0, guarded(line), *([self._title] if row == 0 else []))
            self._fill(sheet, len(above) + 1 if above else 0, columns, rows[start : start + _MOST_ROWS])
            if none and not rows:
                sheet.write_string(1, 0, none)

    def _fill(self, sheet: Any, top: int, columns: Columns, rows: Sequence[Sequence[object]]) -> None:
        widths = [width for _, width in columns]
        for place, (heading, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(top, place, heading, self._head)
        sheet.set_row(top, row_height([heading for heading, _ in columns], widths))
        for below, row in enumerate(rows, top + 1):
            sheet.set_row(below, row_height(row, widths))
            for place, value in enumerate(row):
                self._cell(sheet, below, place, value)
        sheet.freeze_panes(top + 1, 1)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)

    def _cell(self, sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, Answer):
            sheet.write_string(row, column, f"{ANSWER_SHAPES[value]} {ANSWER_WORDS[value]}", self._answers[value])
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self._share)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._text)
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(row, column, value, self._day)
        elif value is None or value == "":
            sheet.write_blank(row, column, None, self._text)
        else:
            sheet.write_string(row, column, guarded(str(value)), self._text)


def row_height(row: Sequence[object], widths: Sequence[int]) -> int:
    """The height that the longest wrapped text needs: not every program finds it by itself, and lines would lie over each other."""
    lines = max(
        (
            sum(max(1, math.ceil(len(part) / max(width - 1, 1))) for part in str(value).split("\n"))
            for value, width in zip(row, widths, strict=False)
            if isinstance(value, str)
        ),
        default=1,
    )
    return min(lines * _LINE, _TALLEST)
