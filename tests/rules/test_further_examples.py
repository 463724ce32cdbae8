"""The further examples of checks, for quizzes: every engine answers each as it is written."""

from __future__ import annotations

import pytest

from auditkit.care.example import TODAY as DAY_OF_CARE
from auditkit.care.example import tables_of
from auditkit.desks.eligibility.example import visit_of
from auditkit.episodes import audit_episodes
from auditkit.reference import Reference
from auditkit.rule import Answer
from auditkit.rules import claim_checks, comparison_rules, episode_rules, note_rules, visit_checks
from auditkit.rules.examples import further_examples
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults

CLAIMS, VISITS, EPISODES, COMPARED = claim_checks(), visit_checks(), episode_rules(), comparison_rules()


def each(shelf):
    return [
        pytest.param(rule, further, id=f"{rule}-{n}")
        for rule in shelf
        for n, further in enumerate(further_examples(rule))
    ]


@pytest.fixture(scope="module")
def claim_answers():
    """All examples of claims in one batch, each with patients, payers and claims of its own."""
    own = ("claim_id", "patient_id", "payer_id", "authorization_number")
    rows, tables = [], {"history": [], "payers": [], "authorizations": []}
    for rule in CLAIMS:
        for number, further in enumerate(further_examples(rule)):

            def tagged(row, tag=f"{rule}:{number}"):
                return {**row, **{name: f"{row[name]} {tag}" for name in own if row.get(name)}}

            rows += [tagged(line) for line in with_defaults(further.example.lines)]
            for name, made in tables.items():
                made += [tagged(row) for row in getattr(further.example, name) or ()]
    frame = scrub(rows, today=TODAY, **tables).frame()
    found = {}
    for claim, rule, answer in zip(frame["claim_id"], frame["rule"], frame["answer"], strict=True):
        found.setdefault((claim.rsplit(" ", 1)[1], rule), set()).add(Answer(answer))
    return found


@pytest.mark.parametrize("rule", [*CLAIMS, *VISITS, *EPISODES, *COMPARED])
def test_there_are_as_many_that_pass_as_that_do_not(rule):
    passes = [further.passes for further in further_examples(rule)]
    assert sum(passes) == len(passes) - sum(passes) == (3 if rule in COMPARED else 2)
    reasons = [further.example.reason for further in further_examples(rule)]
    assert len(set(reasons)) == len(reasons) and all(reason.endswith(".") for reason in reasons)


def test_a_rule_about_notes_has_its_excerpts_elsewhere():
    assert all(further_examples(rule) == () for rule in note_rules())


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule in CLAIMS for n in range(4)])
def test_claims(rule, number, claim_answers):
    answers = claim_answers[f"{rule}:{number}", rule]
    if further_examples(rule)[number].passes:
        assert Answer.MET in answers and Answer.NOT_MET not in answers
    else:
        assert Answer.NOT_MET in answers


@pytest.mark.parametrize(("rule", "further"), each(VISITS))
def test_visits(rule, further):
    found = VISITS[rule].check(visit_of(further.example), Reference())
    stops = {Answer.UNCLEAR} if rule == "deductible_known" else {Answer.NOT_MET}
    assert found.answer in ({Answer.MET} if further.passes else stops), found.message


@pytest.mark.parametrize(("rule", "further"), each(EPISODES))
def test_episodes(rule, further):
    found = audit_episodes(**tables_of(further.example), today=DAY_OF_CARE).verdicts
    answers = {verdict.answer for verdict in found if verdict.rule == rule}
    if further.passes:
        assert Answer.MET in answers and Answer.NOT_MET not in answers
    else:
        assert Answer.NOT_MET in answers


@pytest.mark.parametrize(("rule", "further"), each(COMPARED))
def test_notes_that_are_compared(rule, further):
    names, texts = zip(*further.example.notes.items(), strict=True)
    answers = {verdict.answer for verdict in COMPARED[rule].check(texts, names)}
    assert answers == {Answer.MET if further.passes else Answer.NOT_MET}
