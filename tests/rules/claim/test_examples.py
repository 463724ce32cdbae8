"""Every check of claims is held by its own good and bad example, and says everything that people need."""

from __future__ import annotations

import re

import pytest

from auditkit.rule import Answer, Severity
from auditkit.rules import claim_checks
from auditkit.scrub.columns import VIEWS
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults
from auditkit.scrub.words import WORDS

CHECKS = claim_checks()
CONTRACT = [
    "required_fields",
    "npi_valid",
    "service_dates",
    "timely_filing",
    "not_duplicate",
    "claim_frequency",
    "charges_balance",
    "referring_provider",
    "code_current",
    "code_accepted",
    "addon_primary",
    "place_of_service",
    "telehealth",
    "modifier_known",
    "discipline_modifier",
    "assistant_modifier",
    "kx_modifier",
    "liability_modifiers",
    "distinct_service_modifier",
    "timed_units",
    "untimed_units",
    "unit_limit",
    "code_pair",
    "evaluation_once",
    "diagnosis_current",
    "diagnosis_first_listed",
    "diagnosis_pointer",
    "diagnosis_supports_code",
    "diagnosis_side",
    "diagnosis_exclusion",
    "authorization_present",
    "authorization_covers",
]


def test_the_shelf_holds_the_checks_of_the_contract_in_a_billers_order():
    assert list(CHECKS) == CONTRACT


@pytest.fixture(scope="module")
def verdicts():
    """All examples through all checks in one batch: each with patients, payers and claims of its own."""
    rows, tables = [], {"history": [], "payers": [], "authorizations": []}
    own = ("claim_id", "patient_id", "payer_id", "authorization_number")
    for rule, check in CHECKS.items():
        for kind, example in (("good", check.good), ("bad", check.bad)):

            def tagged(row, tag=f"{rule}:{kind}"):
                return {**row, **{name: f"{row[name]} {tag}" for name in own if row.get(name)}}

            rows += [tagged(line) for line in with_defaults(example.lines)]
            for name, made in tables.items():
                made += [tagged(row) for row in getattr(example, name) or ()]
    return scrub(rows, today=TODAY, **tables).frame()


def about(verdicts, check, kind):
    return verdicts[verdicts["claim_id"].str.endswith(f" {check.id}:{kind}")]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_good_example_passes(check, verdicts):
    found = about(verdicts, check, "good")
    answers = set(found[found["rule"] == check.id]["answer"])
    assert Answer.MET in answers
    assert Answer.NOT_MET not in answers


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_bad_example_is_found_and_says_why(check, verdicts):
    found = about(verdicts, check, "bad")
    found = found[(found["rule"] == check.id) & (found["answer"] == Answer.NOT_MET)]
    assert len(found) >= 1
    message = found["message"].iloc[0]
    assert len(message) > 15
    assert "unknown" not in message
    assert "{" not in message


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_good_example_raises_nothing_in_any_other_check(check, verdicts):
    found = about(verdicts, check, "good")
    assert set(found[found["answer"] == Answer.NOT_MET]["rule"]) <= {"charges_balance"}  # two lines, one line's total


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_says_everything(check):
    assert (
        check.title
        and check.why
        and check.fix
        and check.lesson
        and check.edition
        and check.good.reason
        and check.bad.reason
    )
    assert check.severity in Severity
    assert "{" not in check.supply
    assert all(source.title and source.section for source in check.sources)
    assert check.in_force_from < check.verified_on
    assert not re.search(r"\bupcod|\bbill more|higher[- ]paying", check.fix, re.IGNORECASE)


SQL_WORDS = {
    "and",
    "between",
    "case",
    "coalesce",
    "else",
    "end",
    "false",
    "in",
    "is",
    "not",
    "null",
    "or",
    "then",
    "true",
    "when",
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_predicates_and_words_use_only_documented_columns(check):
    known = VIEWS[check.over]
    sql = " ".join((check.applies, check.holds, check.review_when))
    used = set(re.findall(r"[a-z_][a-z_0-9]*", re.sub(r"'[^']*'", "", sql).lower())) - SQL_WORDS
    assert used <= set(known), used - set(known)
    used = {place for text in (check.finding, check.unclear, check.edition) for place in re.findall(r"\{(\w+)", text)}
    assert used <= set(known) | set(WORDS[check.over]), used - set(known)
