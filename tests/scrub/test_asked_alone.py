"""What no check asks for is not worked out, and that changes no answer."""

from __future__ import annotations

import pytest

from auditkit.rule import Answer
from auditkit.rules import claim_checks
from auditkit.scrub.columns import LINES, VIEWS
from auditkit.scrub.engine import STEPS, scrub
from auditkit.scrub.example import TODAY, with_defaults

CHECKS = claim_checks()


@pytest.fixture(scope="module")
def given():
    """The lines of all examples, each with a claim and patient of its own, and the tables that they bring."""
    rows, tables = [], {"history": [], "payers": [], "authorizations": []}
    for number, example in enumerate(e for c in CHECKS.values() for e in (c.good, c.bad)):
        for line in with_defaults(example.lines):
            own = {name: f"{line[name]}/{number}" for name in ("claim_id", "patient_id")}
            rows.append({**line, **own})
        for name, made in tables.items():
            for row in getattr(example, name) or ():
                made.append({**row, **({"patient_id": f"{row['patient_id']}/{number}"} if "patient_id" in row else {})})
    return {"lines": rows, "today": TODAY, **tables}


@pytest.fixture(scope="module")
def among_all(given):
    return scrub(**given).rows(tuple(Answer))


@pytest.mark.parametrize("rule", CHECKS)
def test_a_check_asked_alone_says_what_it_says_among_all(rule, given, among_all):
    alone = scrub(**given, checks={rule: CHECKS[rule]}).rows(tuple(Answer))
    assert alone == [row for row in among_all if row[3] == rule]
    assert alone


def test_lines_and_claims_can_be_looked_at_without_a_check_of_theirs(given):
    found = scrub(**given, checks={"code_pair": CHECKS["code_pair"]})
    assert found.lines == len(given["lines"])
    for view in ("lines", "claims"):
        assert found.connection.execute(f"SELECT count(*) > 0 FROM {view}").fetchall() == [(True,)]


@pytest.mark.parametrize("step", STEPS)
def test_what_a_step_is_made_for_is_there(step):
    assert STEPS[step].made_for <= {*LINES, *VIEWS}
