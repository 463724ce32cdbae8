"""Claim lines in, verdicts out: typed tables, then the views, then all checks over a view in one pass."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from auditkit.rule import ClaimCheck
from auditkit.rules import claim_checks
from auditkit.scrub import answers
from auditkit.scrub.facts import load_facts
from auditkit.scrub.result import Scrub
from auditkit.scrub.settings import Settings, read_settings
from auditkit.scrub.typed import TABLES, load
from auditkit.units import Service, billed_words, in_words

_BEFORE = ("modifiers", "codes", "payers", "line")
# Steps that a batch may not need: what in its lines asks for them. A table that was not made is the empty one of the database.
_ON_DEMAND = {
    "line_in_doubt": "discipline IS NULL OR patient_id IS NULL",
    "corrections": "is_correction = 1",
    "repeats": "",
    "sent_before": "is_after_history",
    "threshold": "payer_type = 'medicare_b' AND is_therapy = 1",
    "addons": "hcpcs_code IN (SELECT addon_code FROM ref_addon)",
    "pairs": "",
    "called_for": "distinct_service_count > 0",
    "days": "",
    "assistants": "has_assistant_modifier > 0 OR assistant_minutes > 0",
    "claims": "",
    "diagnoses": "",
    "authorizations": "authorization_number IS NOT NULL",
}
_FIRST_DAY = date(1970, 1, 1)
_lock = threading.Lock()


def scrub(
    lines: Any,
    *,
    today: date,
    history: Any = None,
    payers: Any = None,
    authorizations: Any = None,
    reference: Path | None = None,
    settings: Settings | Mapping[str, Any] | Path | None = None,
    checks: Mapping[str, ClaimCheck] | None = None,
    told: Callable[[float], None] = lambda share: None,
) -> Scrub:
    """Check claim lines against all claim checks.

    Each table is a dict of columns, a pandas frame, a list of rows, or the path of a CSV or Parquet file, with the columns of
    `auditkit.tables.claims`. What is not supplied (history, payers, authorizations) makes `unclear` what needs it. `reference`
    is a folder of reference tables, the built-in ones by default. `today` is the as-of date for claims that were not sent yet.
    `told` hears which share of the steps is done, 0 to 1. Raises TableError for a table that cannot be used and SettingsError for settings that cannot.
    """
    checks = dict(checks or claim_checks())
    chosen = read_settings(settings, checks)
    connection = _root(reference).cursor()
    given = {"claim_line": lines, "history": history, "payer": payers, "authorization_held": authorizations}
    found = {name: load(connection, name, given[name]) for name in TABLES}
    _ask(connection, today, given, found["claim_line"])
    build_views(connection, told=told)
    answers.answer(connection, checks, chosen)
    return Scrub(connection, checks, chosen)


def _ask(connection: duckdb.DuckDBPyConnection, today: date, given: Mapping[str, Any], columns: frozenset[str]) -> None:
    """What the views have to know beside the tables: the as-of date, which tables were supplied, the editions held."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE asked AS SELECT CAST(? AS INTEGER) AS today_day, CAST(? AS TINYINT) AS has_history,"
        " CAST(? AS TINYINT) AS has_payers, CAST(? AS TINYINT) AS has_authorizations, CAST(? AS TINYINT) AS has_pointers, e.*"
        " FROM ref_editions_held e",
        [
            (today - _FIRST_DAY).days,
            *(given.get(name) is not None for name in ("history", "payer", "authorization_held")),
            "diagnosis_pointers" in columns,
        ],
    )


def build_views(
    connection: duckdb.DuckDBPyConnection,
    *,
    everything: bool = False,
    told: Callable[[float], None] = lambda share: None,
) -> None:
    """Make `lines`, `days`, `pairs` and `claims` from the typed tables. `everything`: also what these lines do not need."""
    for step in _BEFORE:
        connection.execute(_sql(step))
    asked = ", ".join(f"coalesce(bool_or({when or 'true'}), false)" for when in _ON_DEMAND.values())
    history = "(SELECT count(*) > 0 FROM history)"
    needed = connection.execute(f"SELECT {asked.replace('is_after_history', history)} FROM line").fetchall()[0]
    for place, (step, is_needed) in enumerate(zip(_ON_DEMAND, needed, strict=True), start=1):
        told(place / (len(needed) + 2))
        if is_needed or everything:
            connection.execute(_sql(step))
    told((len(needed) + 1) / (len(needed) + 2))
    _say_arithmetic(connection)
    connection.execute(_sql("lines"))


def _say_arithmetic(connection: duckdb.DuckDBPyConnection) -> None:
    """The arithmetic in words, only for days whose units do not fit."""
    ids, words = [], []
    for subject, rule, *columns in connection.execute("SELECT * FROM day_in_doubt").fetchall():
        services = [Service(*row) for row in zip(*columns, strict=True)]
        ids.append(subject)
        words.append(f"{in_words(services, rule)}; billed {billed_words(services)}")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE day_words AS SELECT unnest(CAST(? AS BIGINT[])) AS subject_id,"
        " unnest(CAST(? AS VARCHAR[])) AS unit_arithmetic",
        [ids, words],
    )


@cache
def _sql(name: str) -> str:
    return (files("auditkit.scrub") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


_roots: dict[tuple, duckdb.DuckDBPyConnection] = {}


def _root(reference: Path | None) -> duckdb.DuckDBPyConnection:
    """One database a process and state of the reference tables; each scrub works in a cursor of its own."""
    state = None
    if reference is not None:
        state = (str(reference), tuple(sorted((p.name, p.stat().st_mtime_ns) for p in Path(reference).glob("*.csv*"))))
    with _lock:
        if (root := _roots.get(state)) is None:
            root = duckdb.connect(
                ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
            )
            root.execute("SET preserve_insertion_order = true")
            load_facts(root, reference)
            _make_empty_tables(root)
            _roots.clear()
            _roots[state] = root
        return root


def _make_empty_tables(root: duckdb.DuckDBPyConnection) -> None:
    """Every table of the views without a row, for batches that do not need it: run the steps once over nothing."""
    cursor = root.cursor()
    for name in TABLES:
        load(cursor, name, None)
    _ask(cursor, _FIRST_DAY, {}, frozenset())
    build_views(cursor, everything=True)
    made = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    for (name,) in made:
        cursor.execute(f"CREATE TABLE memory.main.{name} AS SELECT * FROM temp.{name} LIMIT 0")
    cursor.close()
