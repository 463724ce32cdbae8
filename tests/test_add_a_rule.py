"""A practice adds a criterion of its own with one new file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from auditkit.audit import audit_note
from auditkit.rule import Answer
from auditkit.rules import RuleError, claim_checks, note_rules
from auditkit.scrub import read_settings
from auditkit.scrub.columns import describe_views
from auditkit.scrub.example import answers_of, scrub_example
from auditkit.tables import NoteMeta

CONTRIBUTING = Path(__file__).parent.parent / "CONTRIBUTING.md"


@pytest.fixture
def folder(tmp_path):
    """A folder with the file that CONTRIBUTING.md shows, word for word."""
    shown = CONTRIBUTING.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    (tmp_path / "interpreter_named.py").write_text(shown, encoding="utf-8")
    return tmp_path


def verdict(text, folder):
    audit = audit_note(text, meta=NoteMeta(kinds=("evaluation",)), rules=note_rules(folder))
    return audit.by_rule["interpreter_named"]


def test_one_new_file_is_a_new_rule_after_those_of_the_shelf(folder):
    rules = note_rules(folder)
    assert list(rules)[-1] == "interpreter_named"
    assert len(rules) == len(note_rules()) + 1
    assert rules["interpreter_named"].id == "interpreter_named"


def test_an_audit_asks_the_new_rule_and_shows_its_evidence(folder):
    text = "Patient speaks Spanish. Interpreter Ana R., in person, for the whole visit."
    found = verdict(text, folder)
    assert found.answer is Answer.MET
    assert "Interpreter" in text[found.evidence[0].start : found.evidence[0].end]


def test_the_examples_that_the_new_rule_teaches_with_hold(folder):
    rule = note_rules(folder)["interpreter_named"]
    assert verdict(rule.good.text, folder).answer is Answer.MET
    assert verdict(rule.bad.text, folder).answer is Answer.NOT_MET


def test_a_note_without_another_language_is_not_asked(folder):
    assert verdict("Patient reports knee pain on stairs.", folder).answer is Answer.NOT_APPLICABLE


def test_the_shelf_itself_does_not_change(folder):
    note_rules(folder)
    assert "interpreter_named" not in note_rules()


def test_a_file_that_is_not_a_rule_is_named_with_what_to_do(tmp_path):
    (tmp_path / "half_written.py").write_text("title = 'later'\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"half_written.*CONTRIBUTING"):
        note_rules(tmp_path)


def test_a_file_with_an_error_in_it_is_named(tmp_path):
    (tmp_path / "broken.py").write_text("rule = (\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"broken\.py"):
        note_rules(tmp_path)


def test_a_name_that_is_taken_is_refused(tmp_path):
    (tmp_path / "skilled_need.py").write_text("", encoding="utf-8")
    with pytest.raises(RuleError, match="another name"):
        note_rules(tmp_path)


@pytest.fixture
def own_check(tmp_path):
    """The check of claims that CONTRIBUTING.md shows, word for word, in a folder of its own."""
    section = CONTRIBUTING.read_text(encoding="utf-8").split("## How to add a check of claims")[1]
    (tmp_path / "four_units.py").write_text(section.split("```python\n")[1].split("```")[0], encoding="utf-8")
    return claim_checks(tmp_path)


def test_one_new_file_is_a_new_check_of_claims_and_its_examples_hold(own_check):
    check = own_check["four_units"]
    assert list(own_check)[-1] == "four_units"
    assert answers_of(check, check.good) == [Answer.MET]
    assert answers_of(check, check.bad) == [Answer.NOT_MET]
    assert scrub_example(check.bad, checks={"four_units": check}).rows()[0][6].startswith("5 timed units on 2026-08-04")


def test_the_settings_that_are_shown_can_be_used(own_check):
    section = CONTRIBUTING.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    changes = read_settings(tomllib.loads(section), own_check).changes
    assert set(changes) == {"distinct_service_modifier", "diagnosis_side"}


def test_the_views_are_told_column_by_column():
    page = describe_views()
    assert "| `timed_units` | units of timed services |" in page
    assert page.count("One row is") == 4
