"""The reference tables in DuckDB, under the names that the views use (`ref_...`). Loaded once a process and edition."""

from __future__ import annotations

import csv
import gzip
from importlib.resources import files
from pathlib import Path

import duckdb

_DAY = "CAST(TRY_CAST(nullif({0}, '') AS DATE) - DATE '1970-01-01' AS INTEGER)"
_SURE = "CAST(coalesce({0}, '') IN ('page-confirmed', 'derived', 'practice') AS TINYINT)"


def _day(column: str, name: str = "") -> str:
    return _DAY.format(column) + f" AS {name or column}"


def _sure(column: str, name: str = "is_confirmed") -> str:
    return _SURE.format(column) + f" AS {name}"


_TABLES = {
    "ref_therapy_code": f"""
        SELECT upper(code) AS code, {_day('valid_from')}, {_day('valid_to')}, {_day('known_to')},
            nullif(valid_from, '') AS valid_from_text, nullif(valid_to, '') AS valid_to_text,
            replace(nullif(replaced_by, ''), '|', ', ') AS replaced_by, kind, nullif(evaluation_family, '') AS evaluation_family,
            therapy_type, modifiers_allowed, replace(modifiers_allowed, '|', ' or ') AS modifiers_allowed_words,
            CASE modifiers_allowed WHEN 'GP' THEN 'PT' WHEN 'GO' THEN 'OT' WHEN 'GN' THEN 'SLP' END AS only_discipline,
            {_sure('type_confidence', 'is_type_confirmed')}, {_sure('modifiers_confidence', 'is_allowed_confirmed')}, TRY_CAST(is_timed AS TINYINT) AS is_timed,
            TRY_CAST(minutes_per_unit AS INTEGER) AS minutes_per_unit, nullif(minutes_counted, '') AS minutes_counted,
            TRY_CAST(least_minutes AS INTEGER) AS least_minutes, {_sure('timing_confidence', 'is_timing_confirmed')},
            nullif(addon_of, '') AS addon_of, {_sure('confidence', 'is_code_confirmed')}
        FROM given""",
    "ref_code_status": f"""
        SELECT upper(code) AS code, {_day('valid_from')}, {_day('valid_to')}, medicare_status, nullif(use_instead, '') AS use_instead,
            {_sure('confidence')}, left(valid_from, 4) AS edition
        FROM given""",
    "ref_unit_limit": f"""
        SELECT upper(code) AS code, {_day('valid_from')}, {_day('valid_to')}, CAST(max_units AS INTEGER) AS max_units, mai,
            edition, {_sure('confidence')}
        FROM given WHERE setting = 'practitioner'""",
    "ref_code_pair": f"""
        SELECT pair_source, upper(column_1) AS column_1, upper(column_2) AS column_2, modifier_indicator,
            {_day('in_force_from')}, {_day('in_force_to')}, {_day('known_from')}, {_day('known_to')}, edition, {_sure('confidence')}
        FROM given""",
    "ref_addon": f"""
        SELECT upper(addon_code) AS addon_code, upper(primary_code) AS primary_code, {_day('valid_from')}, {_day('valid_to')},
            {_sure('confidence')}
        FROM given""",
    "ref_threshold": f"""
        SELECT item, {_day('valid_from')}, {_day('valid_to')}, CAST(round(TRY_CAST(value AS DECIMAL(15, 3)) * 100) AS BIGINT) AS cents,
            {_sure('confidence')}
        FROM given WHERE item LIKE 'kx_threshold%' AND value <> ''""",
    "ref_modifier": """
        SELECT upper(modifier) AS modifier,
            CAST("group" IN ('distinct service', 'side', 'visit') OR "group" LIKE 'anatomic%' AS TINYINT) AS separates_pair
        FROM given""",
    "ref_place": """
        SELECT place_of_service, therapy, label, note FROM given""",
    "ref_telehealth": f"""
        SELECT payer_type, {_day('valid_from')}, {_day('valid_to')}, CAST(taken AS TINYINT) AS taken, {_sure('confidence')}
        FROM given""",
    "ref_diagnosis": """
        SELECT code, CAST(is_billable AS TINYINT) AS is_billable, CAST(is_manifestation AS TINYINT) AS is_manifestation, side
        FROM given""",
    "ref_diagnosis_header": f"""
        SELECT replace(header, '.', '') AS header, {_day('header_since')}, replace(billable, '|', ', ') AS billable FROM given""",
    "ref_diagnosis_exclusion": """
        SELECT note_at, at_from, at_to, excluded_from, excluded_to FROM given""",
    "ref_diagnosis_family": """
        SELECT family, label, unnest(string_split(hcpcs_codes, '|')) AS hcpcs_code, disciplines,
            CAST(exclusivity AS TINYINT) AS exclusivity,
            list_transform(string_split(icd10_prefixes, '|'), lambda p: replace(p, '.', '')) AS prefixes
        FROM given""",
    "ref_position": f"""
        SELECT code_from, code_to, position, reason, {_sure('confidence')} FROM given""",
    "ref_edition": f"""
        SELECT "table" AS name, coalesce(part, '') AS part, edition, {_day('known_from')}, {_day('known_to')},
            string_split(nullif(covers, ''), '|') AS covers, known_from AS known_from_text, known_to AS known_to_text
        FROM given""",
}  # fmt: skip
_FILES = {
    "ref_therapy_code": "therapy_codes.csv", "ref_code_status": "code_status.csv", "ref_unit_limit": "unit_limits.csv",
    "ref_code_pair": "code_pairs.csv", "ref_addon": "addons.csv", "ref_threshold": "thresholds.csv",
    "ref_modifier": "modifiers.csv", "ref_place": "places_of_service.csv", "ref_telehealth": "telehealth.csv",
    "ref_diagnosis": "icd10cm.csv.gz", "ref_diagnosis_header": "diagnosis_expansions.csv",
    "ref_diagnosis_exclusion": "diagnosis_exclusions.csv", "ref_diagnosis_family": "diagnosis_families.csv",
    "ref_position": "diagnosis_positions.csv", "ref_edition": "editions.csv",
}  # fmt: skip

_EDITIONS = {
    "codes_edition": "therapy_codes", "status_edition": "code_status", "places_edition": "places_of_service",
    "modifiers_edition": "modifiers", "addons_edition": "addons", "families_edition": "diagnosis_families",
}  # fmt: skip


def load_facts(connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> dict[str, str]:
    """Make every `ref_` table from the folder of reference tables (the built-in ones by default); the edition held of each, by its column."""
    folder = folder or Path(str(files("auditkit.reference") / "tables"))
    for name, select in _TABLES.items():
        connection.execute(
            f"CREATE OR REPLACE TABLE {name} AS WITH given AS (FROM {_rows(folder / _FILES[name])}) {select}"
        )
    newest = dict(
        connection.execute("SELECT name, max_by(edition, known_to) FROM ref_edition GROUP BY name").fetchall()
    )
    return {column: newest.get(table) or "none" for column, table in _EDITIONS.items()}


def _rows(path: Path) -> str:
    """The file as text, for FROM. Its form is known: finding it out would take longer than reading."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file))
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in head)
    exact = "".join(f"[{c}]" if c in "*?[" else c for c in str(path))  # the name is a name, not a pattern
    form = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
    return f"read_csv({_quoted(exact)}, {form}, columns = {{{columns}}})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
