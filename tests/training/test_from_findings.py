"""A lesson from own findings: one skill, why, and nothing of a chart in it."""

from __future__ import annotations

import nbformat
import pytest

from auditkit.cli import main
from auditkit.reports.page import all_text
from auditkit.rule import Answer
from auditkit.rules import note_rules
from auditkit.rules.excerpts import excerpts
from auditkit.training.findings import FindingsError, read_findings
from auditkit.training.from_findings import lesson_source, propose, quizzes, write_lesson
from auditkit.training.lesson import Sample
from auditkit.training.lesson_file import read_lesson
from auditkit.training.masking import Unconfirmed, find, masked
from auditkit.training.notebook import notebook
from auditkit.training.quiz_item import Form
from auditkit.training.readings import readings
from auditkit.training.sheets import catch_up, guide, handout
from auditkit.training.shelf import all_lessons
from auditkit.training.slides import slides

LESSONS = all_lessons()
CHART = "Esmeralda Quixote, DOB 3/4/1941, walked 40 ft"


def given(tmp_path, *rows, head="note,rule,answer,evidence"):
    path = tmp_path / "findings.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def skill_of(tmp_path, *rows):
    return propose(read_findings(given(tmp_path, *rows)), LESSONS)


def test_what_payment_depends_on_comes_before_what_is_more_frequent(tmp_path):
    rows = ["a,patient_response,not_met,"] * 9 + ["a,skilled_need,not_met,"] * 2
    assert not note_rules()["patient_response"].payment_critical and note_rules()["skilled_need"].payment_critical
    skill = skill_of(tmp_path, *rows, "a,skilled_need,met,")
    assert skill.rule.id == "skilled_need"
    assert "2 times" in skill.why and "patient_response (9)" in skill.why
    assert "few (2 of 3) did not meet it" in skill.why
    assert "skilled_need" in skill.taught_by.rules


def test_of_two_that_payment_depends_on_the_more_frequent_is_taught(tmp_path):
    skill = skill_of(tmp_path, *["a,plan_certified,not_met,"] * 3, *["a,skilled_need,not_met,"] * 2)
    assert skill.rule.id == "plan_certified"


@pytest.mark.parametrize("answer", ["met", "unclear", "not_applicable"])
def test_what_is_met_or_cannot_be_told_is_no_finding(tmp_path, answer):
    assert skill_of(tmp_path, f"a,skilled_need,{answer},") is None


def test_a_rule_that_the_kit_does_not_have_is_counted_and_not_proposed(tmp_path):
    findings = read_findings(given(tmp_path, "a,of_our_own,not_met,", "a,skilled_need,not_met,"))
    assert findings.unknown == {"of_our_own": 1}
    assert propose(findings, LESSONS).rule.id == "skilled_need"


@pytest.mark.parametrize("head", ["note,criterion,answer,evidence", "rule;answer;a;b", ""])
def test_a_file_without_the_columns_is_one_sentence(tmp_path, head):
    with pytest.raises(FindingsError, match="has no columns"):
        read_findings(given(tmp_path, "a,skilled_need,not_met,", head=head))


def test_a_file_that_is_no_text_is_one_sentence(tmp_path):
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00rule")
    with pytest.raises(FindingsError, match="cannot be read"):
        read_findings(tmp_path / "x.csv")


@pytest.mark.parametrize(
    "rule", ["skilled_need", "timed_minutes", "discipline_modifier", "unit_limit", "plan_certified"]
)
def test_the_lesson_can_be_read_and_the_kit_agrees_with_its_notes(tmp_path, rule):
    skill = skill_of(tmp_path, f"a,{rule},not_met,{CHART}")
    write_lesson(skill, tmp_path / "to")
    lesson = read_lesson(tmp_path / "to" / f"own-{rule.replace('_', '-')}")
    assert lesson.rules == (rule,)
    samples = lesson.parts(Sample)
    assert bool(samples) == (rule in note_rules())
    for sample in samples:
        assert {r.answer for r in readings(sample)} == {Answer.MET if sample.is_enough else Answer.NOT_MET}


def test_nothing_of_a_chart_is_in_the_lesson_its_quizzes_or_its_file_names(tmp_path):
    skill = skill_of(tmp_path, f"Quixote.txt,skilled_need,not_met,{CHART.replace(',', ';')}")
    for path in write_lesson(skill, tmp_path / "to"):
        content = path.read_bytes().decode("utf-8", "replace")
        assert "Quixote" not in content and "Quixote" not in path.name
        assert "1941" not in content


def test_what_the_lesson_shows_is_not_asked_and_nothing_is_asked_twice(tmp_path):
    for rule in ("skilled_need", "objective_measure", "discipline_modifier"):
        skill = skill_of(tmp_path, f"a,{rule},not_met,")
        asked = quizzes(skill)
        ids = [item.id for items in asked.values() for item in items]
        assert ids and len(ids) == len(set(ids))
        source = " ".join(lesson_source(skill).split())
        for item in [*asked[Form.BEFORE], *asked[Form.AFTER]]:
            for text in (item.shown, *item.options):
                if " ".join(text.split()) in {" ".join(e.text.split()) for e in excerpts(rule)}:
                    assert " ".join(text.split()) not in source


def test_an_excerpt_of_a_chart_comes_in_only_masked_and_confirmed(tmp_path):
    skill = skill_of(tmp_path, "a,skilled_need,not_met,")
    with pytest.raises(TypeError):
        lesson_source(skill, [CHART])
    hits = find(CHART)
    with pytest.raises(Unconfirmed):
        masked(CHART, hits, {}, shift=9)
    safe = masked(CHART, hits, dict.fromkeys(hits, True), shift=9)
    source = lesson_source(skill, [safe])
    assert "3/4/1941" not in source and "walked 40 ft" in source


def test_a_lesson_with_an_excerpt_does_not_say_that_all_is_invented(tmp_path):
    skill = skill_of(tmp_path, "a,skilled_need,not_met,")
    hits = find(CHART)
    write_lesson(skill, tmp_path / "to", [masked(CHART, hits, dict.fromkeys(hits, True), shift=9)])
    own = read_lesson(tmp_path / "to" / "own-skilled-need")
    assert own.excerpts == 1 and "not de-identified" in own.origin
    for page in (handout(own), guide(own), catch_up(own)):
        assert "not de-identified" in all_text(page) and "All notes and names" not in all_text(page)
    assert "not de-identified" in slides(own)
    assert "not de-identified" in nbformat.writes(notebook(own))
    assert "All notes and names in this lesson are invented" in all_text(handout(LESSONS[0]))


def test_the_command_says_why_and_does_not_write_over_a_lesson(tmp_path, capsys):
    path = given(tmp_path, "a,skilled_need,not_met,")
    assert main(["lesson", "from-findings", str(path), "--to", str(tmp_path / "to")]) == 0
    assert "One skill:" in capsys.readouterr().out
    assert main(["lesson", "from-findings", str(path), "--to", str(tmp_path / "to")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["lesson", "from-findings", str(tmp_path / "none.csv")]) == 1
