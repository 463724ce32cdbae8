"""The predicates are portable: a second SQL engine gives the same answers over the same views."""

from __future__ import annotations

import re
import sqlite3

import pytest

from auditkit.rules import claim_checks
from auditkit.scrub import answers as in_duckdb
from auditkit.scrub.columns import VIEWS
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults
from auditkit.scrub.settings import Settings

CHECKS = claim_checks()


@pytest.fixture(scope="module")
def everything():
    """All examples in one batch, each with a claim and patient of its own, and all the tables that they bring."""
    rows, tables = [], {"history": [], "payers": [], "authorizations": []}
    for number, example in enumerate(e for c in CHECKS.values() for e in (c.good, c.bad)):
        for line in with_defaults(example.lines):
            rows.append(
                {**line, "claim_id": f"{line['claim_id']}/{number}", "patient_id": f"{line['patient_id']}/{number}"}
            )
        for name, made in tables.items():
            for row in getattr(example, name) or ():
                made.append({**row, **({"patient_id": f"{row['patient_id']}/{number}"} if "patient_id" in row else {})})
    return scrub(rows, today=TODAY, **tables)


@pytest.fixture(scope="module")
def sqlite(everything):
    engine = sqlite3.connect(":memory:")
    for view in VIEWS:
        everything.connection.sql(f"SELECT * FROM {view}").df().to_sql(view, engine, index=False)
    return engine


@pytest.mark.parametrize("view", VIEWS)
def test_both_engines_answer_alike(everything, sqlite, view):
    own = in_duckdb.in_use(CHECKS, Settings(), view)
    assert own
    for check in own:
        query = f"SELECT subject_id, {in_duckdb.answer_sql(check)} FROM {view} ORDER BY subject_id"
        assert sqlite.execute(query).fetchall() == everything.connection.execute(query).fetchall(), check.id


def test_the_batch_asks_every_check_for_more_than_one_answer(everything):
    given = {check: {c.answer for c in everything.counts if c.rule == check and c.subjects} for check in CHECKS}
    assert all(len(answers) > 1 for answers in given.values()), given


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_predicates_call_no_function_that_only_one_engine_has(check):
    sql = re.sub(r"'[^']*'", "''", f"{check.applies} {check.holds} {check.review_when}").lower()
    assert set(re.findall(r"([a-z_]\w*)\s*\(", sql)) <= {"coalesce", "in", "and", "or", "not", "when", "case", "then"}


def test_the_views_hold_the_documented_columns_and_no_others(everything):
    for view, columns in VIEWS.items():
        found = {row[0] for row in everything.connection.execute(f"DESCRIBE {view}").fetchall()}
        assert found == set(columns), view
