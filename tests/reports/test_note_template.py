"""A note template asks for what the criteria ask for, says why, and brings no content."""

from __future__ import annotations

import pytest

from auditkit.audit import audit_note
from auditkit.reports.note_template import DISCIPLINES, note_template
from auditkit.reports.page import Blank, Grid, Together, all_text
from auditkit.reports.tone import harsh_words
from auditkit.reports.wording import importance
from auditkit.rule import Answer, Kind
from auditkit.rules import note_rules

RULES = note_rules()
ALL = [(discipline, kind) for discipline in DISCIPLINES for kind in Kind]


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_every_criterion_of_the_kind_is_asked_for_with_its_shape_and_word(discipline, kind):
    words = all_text(note_template(discipline, kind, RULES).page())
    for rule in RULES.values():
        assert (rule.title in words) is (kind in rule.applies_to), rule.id
    assert importance(True) in words
    assert importance(False) in words


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_every_asked_for_part_says_why(discipline, kind):
    words = all_text(note_template(discipline, kind, RULES).page())
    for rule in RULES.values():
        if kind in rule.applies_to and not rule.red_flag:
            assert rule.why in words


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_no_example_sentence_stands_in_a_template(discipline, kind):
    words = all_text(note_template(discipline, kind, RULES).page())
    assert not any(rule.good.text in words or rule.bad.text in words for rule in RULES.values())


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_the_fields_of_a_form_are_empty_except_for_the_name_of_a_measure(discipline, kind):
    def forms(blocks):
        for block in blocks:
            if isinstance(block, Together):
                yield from forms(block.blocks)
            elif isinstance(block, Grid) and block.is_form:
                yield block

    for form in forms(note_template(discipline, kind, RULES).page().blocks):
        assert all(not any(row[1:]) for row in form.rows)


def test_a_treatment_note_has_room_for_minutes_and_an_evaluation_has_not():
    assert "Total timed minutes" in all_text(note_template("PT", "treatment", RULES).page())
    assert "Total timed minutes" not in all_text(note_template("PT", "evaluation", RULES).page())


def test_disciplines_differ_only_in_what_they_measure_and_work_on():
    pt, slp = (note_template(discipline, Kind.TREATMENT, RULES) for discipline in ("PT", "SLP"))
    assert pt.elements == slp.elements
    assert not set(pt.measures) & set(slp.measures)
    assert not set(pt.skills) & set(slp.skills)
    assert all(skill in all_text(pt.page()) for skill in pt.skills)


def test_the_reason_stands_in_the_margin_where_there_is_one():
    def blanks(blocks):
        for block in blocks:
            if isinstance(block, Together):
                yield from blanks(block.blocks)
            elif isinstance(block, Blank):
                yield block

    template = note_template("OT", Kind.PROGRESS, RULES)
    assert all(blank.comment for blank in blanks(template.page(has_margin=True).blocks))
    assert not any(blank.comment for blank in blanks(template.page().blocks))


def test_an_unknown_discipline_or_kind_is_refused():
    with pytest.raises(ValueError, match="PT, OT, SLP"):
        note_template("MD", Kind.TREATMENT, RULES)
    with pytest.raises(ValueError, match="letter"):
        note_template("PT", "letter", RULES)


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_the_words_of_a_template_keep_the_tone(discipline):
    template = note_template(discipline, Kind.TREATMENT, RULES)
    assert harsh_words(" ".join((*template.measures, *template.activities, *template.skills, template.title))) == []


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_with_a_margin_the_form_holds_labels_only_and_the_margin_says_why(discipline, kind):
    page = note_template(discipline, kind, RULES).page(has_margin=True)
    words = all_text(page)
    comments = "\n".join(block.comment for block in page.blocks if isinstance(block, Blank | Grid))
    for rule in RULES.values():
        if kind in rule.applies_to:
            assert rule.title in comments
            if not rule.red_flag:
                assert rule.why in comments and rule.question in comments
                assert rule.why not in words


@pytest.mark.parametrize(("discipline", "kind"), ALL)
def test_an_unfilled_form_is_not_taken_for_a_note_that_shows_something(discipline, kind):
    words = all_text(note_template(discipline, kind, RULES).page(has_margin=True))
    audit = audit_note(words, rules=RULES)
    assert [v.rule for v in audit.verdicts if v.answer is Answer.MET and not RULES[v.rule].red_flag] == []
