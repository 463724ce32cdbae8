"""Every episode rule is held by its own good and bad example, and says everything that people need."""

from __future__ import annotations

import re

import pytest

from auditkit.care.example import TODAY, tables_of
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer, Severity
from auditkit.rules import comparison_rules, episode_rules

RULES = episode_rules()


def answers(rule, example):
    return [v for v in audit_episodes(**tables_of(example), today=TODAY).verdicts if v.rule == rule.id]


def test_the_shelf_holds_the_episode_checks_of_the_contract():
    assert list(RULES) == [
        "plan_certified", "progress_report_due", "units_supported", "every_code_linked", "visit_numbers_agree",
    ]  # fmt: skip
    assert list(comparison_rules()) == ["cloned_note"]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_good_example_passes(rule):
    given = {v.answer for v in answers(rule, rule.good)}
    assert Answer.MET in given
    assert Answer.NOT_MET not in given


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_bad_example_is_found_and_says_why(rule):
    found = [v for v in answers(rule, rule.bad) if v.answer is Answer.NOT_MET]
    assert found
    assert all(len(v.message) > 30 and v.severity == rule.severity and v.source and v.edition for v in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_everything(rule):
    assert rule.title and rule.why and rule.fix and rule.question and rule.lesson and rule.supply and rule.edition
    assert rule.good.reason and rule.bad.reason
    assert rule.severity in Severity
    assert all(source.title and source.section for source in rule.sources)
    assert rule.in_force_from < rule.verified_on
    assert not re.search(r"\bupcod|\bbill more|higher[- ]paying", rule.fix, re.IGNORECASE)
