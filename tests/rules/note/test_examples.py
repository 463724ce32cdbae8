"""Every rule against the excerpts that it must and must not accept, and against the two examples it teaches with."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.audit import audit_note
from auditkit.rule import Answer, Kind
from auditkit.rules import note, note_rules
from auditkit.rules.excerpts import excerpts
from auditkit.tables import NoteMeta

EXAMPLES = Path(note.__path__[0]) / "examples"
RULES = note_rules()

# The share of excerpts a rule answers as labelled may not fall below its floor. A floor is raised with the rule, and never lowered.
FLOOR = 0.8
FLOORS: dict[str, float] = {}


def answer(rule_id: str, text: str, kinds: tuple[str, ...], discipline: str = "") -> Answer:
    meta = NoteMeta(kinds=tuple(Kind(kind) for kind in kinds), discipline=discipline)
    return audit_note(text, meta=meta, rules={rule_id: RULES[rule_id]}).verdicts[0].answer


def test_every_rule_has_a_file_of_examples_and_every_file_a_rule():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_has_twelve_excerpts_that_meet_it_and_twelve_that_do_not(rule_id):
    answers = [excerpt.answer for excerpt in excerpts(rule_id)]
    assert answers.count(Answer.MET) >= 12
    assert len(answers) - answers.count(Answer.MET) >= 12


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_answers_its_excerpts_as_labelled_often_enough(rule_id):
    wrong = []
    for excerpt in excerpts(rule_id):
        given = answer(rule_id, excerpt.text, excerpt.kinds, excerpt.discipline)
        if given is not excerpt.answer:
            wrong.append(f"  {given} instead of {excerpt.answer}: {' '.join(excerpt.text.split())[:160]}")
    share = 1 - len(wrong) / len(excerpts(rule_id))
    assert share >= FLOORS.get(rule_id, FLOOR), f"{rule_id}: {share:.2f} as labelled\n" + "\n".join(wrong)


@pytest.mark.parametrize("rule_id", RULES)
def test_the_words_labelled_as_evidence_stand_in_their_excerpt(rule_id):
    for excerpt in excerpts(rule_id):
        for quote in excerpt.evidence:
            assert quote in excerpt.text, quote


@pytest.mark.parametrize("rule_id", RULES)
def test_the_good_example_of_a_rule_meets_it(rule_id):
    for kind in sorted(RULES[rule_id].applies_to):
        assert answer(rule_id, RULES[rule_id].good.text, (kind,)) is Answer.MET, kind


@pytest.mark.parametrize("rule_id", RULES)
def test_the_bad_example_of_a_rule_does_not_meet_it(rule_id):
    for kind in sorted(RULES[rule_id].applies_to):
        assert answer(rule_id, RULES[rule_id].bad.text, (kind,)) is Answer.NOT_MET, kind
