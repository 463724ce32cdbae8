"""Every rule against the excerpts that it must and must not accept, and against the two examples it teaches with."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from auditkit.audit import audit_note
from auditkit.rule import Answer, Kind
from auditkit.rules import note_rules
from auditkit.tables import NoteMeta

EXAMPLES = Path(__file__).parent / "examples"
RULES = note_rules()

# The share of excerpts a rule answers as labelled may not fall below its floor. A floor is raised with the rule, and never lowered.
FLOOR = 0.8
FLOORS: dict[str, float] = {}


@cache
def excerpts(rule_id: str) -> tuple[tuple[Answer, dict], ...]:
    """The labelled excerpts of a rule, as (right answer, row)."""
    tables = tomllib.loads((EXAMPLES / f"{rule_id}.toml").read_text(encoding="utf-8"))
    return tuple((Answer(answer), row) for answer, rows in tables.items() if answer in set(Answer) for row in rows)


def answer(rule_id: str, text: str, kinds: tuple[str, ...], discipline: str = "") -> Answer:
    meta = NoteMeta(kinds=tuple(Kind(kind) for kind in kinds), discipline=discipline)
    return audit_note(text, meta=meta, rules={rule_id: RULES[rule_id]}).verdicts[0].answer


def kinds_of(row: dict) -> tuple[str, ...]:
    kinds = row.get("kinds") or row["kind"]
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def test_every_rule_has_a_file_of_examples_and_every_file_a_rule():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_has_twelve_excerpts_that_meet_it_and_twelve_that_do_not(rule_id):
    answers = [right for right, _ in excerpts(rule_id)]
    assert answers.count(Answer.MET) >= 12
    assert len(answers) - answers.count(Answer.MET) >= 12


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_answers_its_excerpts_as_labelled_often_enough(rule_id):
    wrong = []
    for right, row in excerpts(rule_id):
        given = answer(rule_id, row["text"], kinds_of(row), row.get("discipline", ""))
        if given is not right:
            wrong.append(f"  {given} instead of {right}: {' '.join(row['text'].split())[:160]}")
    share = 1 - len(wrong) / len(excerpts(rule_id))
    assert share >= FLOORS.get(rule_id, FLOOR), f"{rule_id}: {share:.2f} as labelled\n" + "\n".join(wrong)


@pytest.mark.parametrize("rule_id", RULES)
def test_the_words_labelled_as_evidence_stand_in_their_excerpt(rule_id):
    for _, row in excerpts(rule_id):
        quotes = row.get("evidence") or []
        for quote in [quotes] if isinstance(quotes, str) else quotes:
            assert quote in row["text"], quote


@pytest.mark.parametrize("rule_id", RULES)
def test_the_good_example_of_a_rule_meets_it(rule_id):
    for kind in sorted(RULES[rule_id].applies_to):
        assert answer(rule_id, RULES[rule_id].good.text, (kind,)) is Answer.MET, kind


@pytest.mark.parametrize("rule_id", RULES)
def test_the_bad_example_of_a_rule_does_not_meet_it(rule_id):
    for kind in sorted(RULES[rule_id].applies_to):
        assert answer(rule_id, RULES[rule_id].bad.text, (kind,)) is Answer.NOT_MET, kind
