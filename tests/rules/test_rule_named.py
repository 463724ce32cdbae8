"""One rule by its id, without the rest of its shelf."""

import subprocess
import sys

import pytest

from auditkit.rules import claim_checks, comparison_rules, episode_rules, note_rules, rule_named, visit_checks


@pytest.mark.parametrize("shelf", [claim_checks, note_rules, episode_rules, visit_checks])
def test_a_rule_is_found_by_its_id_on_whatever_shelf_it_stands(shelf):
    for name, rule in shelf().items():
        found = rule_named(name)
        assert (found.id, found.title, type(found)) == (rule.id, rule.title, type(rule))


@pytest.mark.parametrize(
    "name", ["", "no_such_rule", "__init__", "../claim/kx_modifier", "claim.kx_modifier", *comparison_rules()]
)
def test_a_name_that_no_rule_of_one_subject_has_is_none(name):
    assert rule_named(name) is None


def test_no_criterion_of_notes_is_loaded_to_find_a_check_of_claims():
    asked = "import sys; from auditkit.rules import rule_named; rule_named('kx_modifier'); print(sum(n.startswith('auditkit.rules.note.') for n in sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"
