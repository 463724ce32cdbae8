"""Claim lines in, verdicts out: typed tables, then the views, then all checks over a view in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from auditkit.rule import ClaimCheck
from auditkit.rules import claim_checks
from auditkit.scrub import answers
from auditkit.scrub.held import Held, held, run, statement
from auditkit.scrub.result import Scrub
from auditkit.scrub.settings import Settings, read_settings
from auditkit.scrub.typed import load, mark_of
from auditkit.units import Service, billed_words, in_words

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
    "authorizations": "authorization_number IS NOT NULL",
}
_FIRST_DAY = date(1970, 1, 1)
_FEW = 20_000  # lines: so many are kept as the checks read them; of more, only what is asked for is put together


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
    base = held(reference)
    connection = base.connection.cursor()
    given = {"history": history, "authorization_held": authorizations}
    columns = load(connection, "claim_line", lines)
    for name, table in given.items():
        if table is not None:
            load(connection, name, table)
    words = {
        "today_day": str((today - _FIRST_DAY).days),
        "has_history": str(int(history is not None)),
        "has_authorizations": str(int(authorizations is not None)),
        "has_pointers": str(int("diagnosis_pointers" in columns)),
        "payers_given": mark_of(payers),
        "editions": base.editions,
    }
    base.look_up(connection, words, "modifier_set", "code_day")
    base.look_up(connection, words, "payer_setting", first=lambda: payers is None or load(connection, "payer", payers))
    _build_views(connection, base, words, told)
    answers.answer(connection, checks, chosen)
    connection.execute("PRAGMA enable_optimizer")
    return Scrub(connection, checks, chosen)


def _build_views(connection: duckdb.DuckDBPyConnection, base: Held, words: Mapping[str, str], told: Callable[[float], None]) -> None:
    """Make `lines`, `days`, `pairs` and `claims` from the typed tables."""
    run(connection, "line", words)
    asked = ", ".join(f"coalesce(bool_or({when or 'true'}), false)" for when in _ON_DEMAND.values())
    asked = asked.replace("is_after_history", "(SELECT count(*) > 0 FROM history)")
    lines, *needed = connection.execute(statement(f"SELECT count(*), {asked} FROM line")).fetchall()[0]
    if lines <= _FEW:
        connection.execute("PRAGMA disable_optimizer")  # takes longer than what it saves
    for place, (step, is_needed) in enumerate(zip(_ON_DEMAND, needed, strict=True), start=1):
        told(place / (len(needed) + 2))
        if is_needed:
            run(connection, step, words)
    base.look_up(connection, words, "pair_day", "diagnosis_list", "pointer_set", "support")
    told((len(needed) + 1) / (len(needed) + 2))
    _say_arithmetic(connection)
    run(connection, "lines", {**words, "VIEW": "TABLE" if lines <= _FEW else "VIEW"})


def _say_arithmetic(connection: duckdb.DuckDBPyConnection) -> None:
    """The arithmetic in words, only for days whose units do not fit."""
    ids, words = [], []
    for subject, rule, *columns in connection.execute(statement("SELECT * FROM day_in_doubt")).fetchall():
        services = [Service(*row) for row in zip(*columns, strict=True)]
        ids.append(subject)
        words.append(f"{in_words(services, rule)}; billed {billed_words(services)}")
    connection.execute(
        statement(
            "CREATE TEMP TABLE day_words AS SELECT unnest(CAST(? AS BIGINT[])) AS subject_id,"
            " unnest(CAST(? AS VARCHAR[])) AS unit_arithmetic"
        ),
        [ids, words],
    )
