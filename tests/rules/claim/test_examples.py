"""Every check of claims is held by its own good and bad example, and says everything that people need."""

from __future__ import annotations

import re

import pytest

from auditkit.rule import Answer, Severity
from auditkit.rules import claim_checks
from auditkit.scrub.columns import VIEWS
from auditkit.scrub.example import answers_of, scrub_example

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


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_good_example_passes(check):
    answers = answers_of(check, check.good)
    assert Answer.MET in answers
    assert Answer.NOT_MET not in answers


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_bad_example_is_found_and_says_why(check):
    found = scrub_example(check.bad, checks={check.id: check}).frame([Answer.NOT_MET])
    assert len(found) >= 1
    message = found["message"][0]
    assert len(message) > 15
    assert "unknown" not in message
    assert "{" not in message


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_good_example_raises_nothing_in_any_other_check_that_has_to_do_with_codes_or_modifiers(check):
    found = scrub_example(check.good).frame([Answer.NOT_MET])
    about_money = {"charges_balance", "kx_modifier", "timely_filing"}
    assert set(found["rule"]) - about_money == set()


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
    used |= {place for text in (check.finding, check.unclear, check.edition) for place in re.findall(r"\{(\w+)", text)}
    assert used <= set(known), used - set(known)
