"""Whether the cells under a header can be what a column of ours holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from auditkit.readers.spelling import NOTHING
from auditkit.tables.table import Column, ColumnType, canonical_text, serial_date

FITTING = 0.5  # share of the filled cells that must be readable where only the words of a header are alike
NOT_CONTRADICTING = 0.2  # the same where the header is a known name: exports have bad cells
_CODE = re.compile(r"(?:[A-Za-z]\d{4}|\d{4}[A-Za-z0-9])(?![A-Za-z0-9]{3})")
THERAPY_CODE = re.compile(r"(?:9[2-9]\d{3}|[A-Z]\d{4}|\d{4}T)(?:\W|$)", re.I)
_BARE_CODE = re.compile(r"9[2-9]\d{3}(?:\.0)?")
_REASON = re.compile(r"\W*(?:(?:CO|PR|OA|PI|CR)[\s:/-]*)?0*(?:[ABDPWY]\d{1,2}|\d{1,3})(?![\d.])", re.I)
_WORDS = re.compile(r"[^\d]*[a-z ][^\d]*")  # a payer's name, not its number
_EMPTY = 2.0  # a filled column of the same words is the likelier one
_SECOND = 1.2
_NAME = re.compile(r"[A-Za-z'-]+,\s*[A-Za-z]|[A-Za-z'-]{2,}\s+[A-Za-z'-]{2,}")


def misfit_of(column: Column, cells: Sequence[str], enough: float = FITTING) -> float:
    """0 where the cells can be what the column holds, 10 where they cannot; a little for a second choice."""
    cells = [cell for cell in cells if cell.strip().lower() not in NOTHING]
    if not cells:
        return _EMPTY
    if column.name.endswith("_npi"):
        return 0 if share(cells, lambda cell: bool(re.fullmatch(r"[\d ]{8,12}(?:\.0)?", cell))) >= enough else 10
    if column.name == "hcpcs_code":
        return 0 if share(cells, lambda cell: bool(_CODE.match(cell))) >= enough else 10
    if column.name == "carc":
        return 0 if share(cells, lambda cell: bool(_REASON.match(cell))) >= enough else 5
    if column.type is ColumnType.AMOUNT and share(cells, lambda cell: bool(_BARE_CODE.fullmatch(cell))) > FITTING:
        return 10  # "Chg Code" holds codes, whatever a charge is called
    if column.type is ColumnType.START and share(cells, readable(replace(column, type=ColumnType.TIME))) < enough:
        return 0.9 if share(cells, readable(column)) >= enough else 10  # with its day: rather the column of the day
    if column.name == "payer_id":
        return _SECOND if share(cells, lambda cell: bool(_WORDS.fullmatch(cell))) >= FITTING else 0
    if column.name == "patient_id":
        return 0.4 if share(cells, lambda cell: bool(_NAME.search(cell))) >= FITTING else 0
    if column.name == "payer_name" or column.type is ColumnType.TEXT:
        return 0
    if column.type is ColumnType.CHOICE:
        return 0 if share(cells, readable(column)) > 0 else 10
    return 0 if share(cells, readable(column)) >= enough else 10


def readable(column: Column) -> Callable[[str], bool]:
    """Whether a cell can be read as the column."""
    read = canonical_text(column)

    def can(cell: str) -> bool:
        try:
            read(cell)
        except ValueError:
            return column.type is ColumnType.DATE and serial_date(cell) is not None
        return True

    return can


def share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    """Of the cells, how many hold: 0 to 1."""
    return sum(map(holds, cells)) / len(cells) if cells else 0.0
