"""Claim lines in, verdicts out: typed tables, then the views, then all checks over a view in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from auditkit.rule import ClaimCheck
from auditkit.rules import claim_checks
from auditkit.scrub import answers
from auditkit.scrub.held import Held, held, run, statement, suit
from auditkit.scrub.required import IS_COMPLETE, IS_COMPLETE_AS_EXPORTED
from auditkit.scrub.result import Scrub
from auditkit.scrub.settings import Settings, read_settings
from auditkit.scrub.typed import load, mark_of
from auditkit.units import Service, billed_words, in_words


class _Step(NamedTuple):
    """A step that a batch may not need: what in its lines asks for it, and the views and columns of `lines` that it is made for (none: all)."""

    when: str = "true"
    made_for: frozenset[str] = frozenset()


def _for(when: str, names: str) -> _Step:
    return _Step(when, frozenset(names.split()))


# A table that was not made is the empty one of the database.
STEPS = {
    "line_in_doubt": _Step("discipline IS NULL OR patient_id IS NULL"),
    "corrections": _Step("is_correction = 1"),
    "repeats": _Step(),
    "sent_before": _for("is_after_history", "history_claim_id was_sent_before is_sent_before_sure"),
    "threshold": _for(
        "payer_type = 'medicare_b' AND is_therapy = 1",
        "threshold_of threshold_cents threshold_year is_threshold_confirmed ytd_low ytd_high",
    ),
    "addons": _for("hcpcs_code IN (SELECT addon_code FROM ref_addon)", "has_primary primary_codes is_addon_confirmed"),
    "pairs": _for("true", "pairs"),
    "called_for": _for("distinct_service_count > 0", "is_called_for may_be_called_for"),
    "days": _for("true", "days"),
    "assistants": _for(
        "has_assistant_modifier > 0 OR assistant_minutes > 0",
        "is_assistant_share_known assistant_units_least assistant_units_most assistant_units_billed lines_of_code units_of_code"
        " therapist_minutes assistant_minutes",
    ),
    "claims": _Step(),
    "authorizations": _for(
        "authorization_number IS NOT NULL AND (SELECT count(*) > 0 FROM authorization_held)",
        "is_authorization_held fits_patient fits_date fits_code fits_discipline fits_provider authorized_units authorization_used"
        " authorization_used_here authorization_counts authorization_starts authorization_ends",
    ),
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
    `auditkit.tables`. What is not supplied (history, payers, authorizations) makes `unclear` what needs it. `reference`
    is a folder of reference tables, the built-in ones by default. `today` is the as-of date for claims that were not sent yet.
    `told` hears which share of the steps is done, 0 to 1. Raises TableError for a table that cannot be used and SettingsError for settings that cannot.
    """
    checks = dict(checks or claim_checks())
    chosen = read_settings(settings, checks)
    base = held(reference)
    connection = base.connection.cursor()
    given = {"history": history, "authorization_held": authorizations}
    suit(connection, not isinstance(lines, (str, Path)))  # what comes as a table is mostly small
    columns, is_small = load(connection, "claim_line", lines)
    suit(connection, is_small)
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
        "is_complete": IS_COMPLETE,
        "is_complete_as_exported": IS_COMPLETE_AS_EXPORTED,
    }
    needed = _lines(connection, base, words, payers, is_ahead=is_small and history is None)
    asked = answers.asked(checks, chosen)
    for place, (name, step) in enumerate(STEPS.items(), start=1):
        told(place / (len(needed) + 2))
        if needed[place - 1] and (not step.made_for or step.made_for & asked):
            run(connection, name, words)
    base.look_up_for_lines(connection, words, is_small)
    told((len(needed) + 1) / (len(needed) + 2))
    if "days" in asked:
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
    conditions = (_NOT_LOOKED_UP, *(step.when for step in STEPS.values()))
    asked = ", ".join(when if when == "true" else f"coalesce(bool_or({when}), false)" for when in conditions)
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
