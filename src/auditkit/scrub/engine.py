"""Claim lines in, verdicts out: typed tables, then the views, then all checks over a view in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
_NOT_LOOKED_UP = "modifier_set_no IS NULL OR payer_setting_no IS NULL OR (code_day_no IS NULL AND hcpcs_code IS NOT NULL AND service_day IS NOT NULL)"
_FIRST_DAY = date(1970, 1, 1)


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
    if not isinstance(
        lines, (str, Path)
    ):  # what comes as a table is mostly small, and then planning costs more than it saves
        connection.execute("PRAGMA disable_optimizer")
    columns, is_small = load(connection, "claim_line", lines)
    connection.execute(f"PRAGMA {'disable' if is_small else 'enable'}_optimizer")
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
    needed = _lines(connection, base, words, payers, is_ahead=is_small and history is None)
    for place, (step, is_needed) in enumerate(zip(_ON_DEMAND, needed, strict=True), start=1):
        told(place / (len(needed) + 2))
        if is_needed:
            run(connection, step, words)
    base.look_up_for_lines(connection, words, is_small)
    told((len(needed) + 1) / (len(needed) + 2))
    _say_arithmetic(connection)
    answers.answer(connection, checks, chosen, words, is_small)
    connection.execute("PRAGMA enable_optimizer")
    return Scrub(connection, checks, chosen, is_small)


def _lines(
    connection: duckdb.DuckDBPyConnection, base: Held, words: Mapping[str, str], payers: Any, *, is_ahead: bool
) -> Sequence[bool]:
    """Make `line`, and say which of the steps on demand it needs. `is_ahead`: look up only what turns out not to be held."""

    def look_up() -> None:
        base.look_up(connection, words, "modifier_set", "code_day")
        base.look_up(
            connection, words, "payer_setting", first=lambda: payers is None or load(connection, "payer", payers)
        )

    if not is_ahead:
        look_up()
    conditions = (_NOT_LOOKED_UP, *_ON_DEMAND.values())
    asked = ", ".join(f"coalesce(bool_or({when}), false)" if when else "true" for when in conditions)
    query = statement(f"SELECT {asked} FROM line".replace("is_after_history", "(SELECT count(*) > 0 FROM history)"))
    run(connection, "line", words)
    is_missing, *needed = connection.execute(query).fetchall()[0]
    if is_missing:
        look_up()
        run(connection, "line", words)
        _, *needed = connection.execute(query).fetchall()[0]
    return needed


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
