"""The rows of the tables that come with auditkit."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path

Row = dict[str, str]

# What makes two rows speak of the same thing. A table with dates in `valid_from` and `valid_to` has one row for each of these and period.
KEYS: dict[str, tuple[str, ...]] = {
    "therapy_codes": ("code",),
    "code_status": ("code",),
    "unit_limits": ("setting", "code"),
    "code_pairs": ("pair_source", "column_1", "column_2"),
    "addons": ("addon_code", "primary_code"),
    "thresholds": ("item",),
    "modifiers": ("modifier",),
    "places_of_service": ("place_of_service",),
    "telehealth": ("payer_type",),
    "diagnosis_families": ("family",),
    "diagnosis_positions": ("code_from", "code_to", "position"),
    "diagnosis_exclusions": ("at_from", "at_to", "excluded_from", "excluded_to"),
    "diagnosis_expansions": ("header",),
    "denial_codes": ("carc", "group_code"),
    "remark_codes": ("rarc",),
    "appeal_deadlines": ("payer_type", "step"),
    "editions": ("table", "part", "edition"),
}
DIAGNOSES = "icd10cm"
TABLES = (*KEYS, DIAGNOSES)


def builtin_path(table: str) -> Path:
    """The file of a table as it comes with auditkit. Raises KeyError for a table that does not exist."""
    if table not in TABLES:
        raise KeyError(table)
    return Path(__file__).parent / "tables" / f"{table}{'.csv.gz' if table == DIAGNOSES else '.csv'}"


def read_rows(path: Path) -> list[Row]:
    """The rows of one of our own CSV files, plain or compressed."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@cache
def builtin(table: str) -> tuple[Row, ...]:
    """The rows of a table as it comes with auditkit. They are shared: nobody may change them."""
    return tuple(read_rows(builtin_path(table)))


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    if table == DIAGNOSES:
        return ("code", "is_billable", "is_manifestation", "side")
    return tuple(builtin(table)[0])


def write_rows(path: Path, names: tuple[str, ...], rows: list[Row]) -> None:
    """Writes rows as one of our CSV files; a name that ends in .gz is compressed. Raises OSError."""
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = out.getvalue().encode()
    path.write_bytes(gzip.compress(content, 6, mtime=0) if path.suffix == ".gz" else content)
