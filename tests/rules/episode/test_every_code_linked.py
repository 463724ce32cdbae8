"""The chain behind each billed code: what counts from the day's note, what may rest on the plan, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.care.example import LINE
from auditkit.care.links import Part
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer
from auditkit.tables import NoteMeta, NoteText

DAY, PLANNED = date(2026, 3, 11), date(2026, 3, 4)
SIGNED = "\nA. Placebrook, PT, DPT"
EVALUATION = (
    "PT Initial Evaluation and Plan of Care 3/4/2026\nDx: right knee osteoarthritis M17.11.\nNeeds min A to stand from a standard chair.\n"
    "Right knee flexion AROM 98 degrees.\nGoals:\nSTG 1: in 4 weeks patient will stand from an 18 inch seat without hands, 5 of 5 tries.\n"
    "Plan: PT 2x/week for 8 weeks, ther-ex, manual therapy." + SIGNED
)
LIMIT = "Still cannot carry laundry upstairs."
MEASURE = "Right knee flexion AROM 104 degrees."
DONE = "Therapeutic exercise 18 min: step-downs 3x8, long arc quads 3x12. Manual therapy 12 min: patellar glides."
SKILL = "Tactile cues at the hip because the pelvis drops in right stance."


def audited(sentences, codes=("97110", "97140"), *, evaluation=EVALUATION, kinds=()):
    """The audit of one visit with a note of these sentences."""
    notes = (
        []
        if sentences is None
        else [_note("day.txt", "PT Daily Note 3/11/2026\n" + "\n".join(sentences) + SIGNED, DAY, kinds)]
    )
    if evaluation:
        notes.append(_note("evaluation.txt", evaluation, PLANNED))
    lines = [{**LINE, "claim_id": "C1", "line_number": str(n), "hcpcs_code": code} for n, code in enumerate(codes, 1)]
    return audit_episodes(notes, lines, today=date(2026, 8, 10))


def _note(name, text, on, kinds=()):
    return NoteText(
        name, text, NoteMeta(patient_id=LINE["patient_id"], date_of_service=on, discipline="PT", kinds=kinds)
    )


def answers(audit):
    return {v.line_number: v.answer for v in audit.verdicts if v.rule == "every_code_linked"}


def test_every_line_has_its_own_answer_and_links():
    audit = audited([LIMIT, MEASURE, DONE, SKILL])
    assert answers(audit) == {"1": Answer.MET, "2": Answer.MET}
    assert [[link.part for link in chain.links] for chain in audit.links] == [list(Part)] * 2


def test_each_link_shows_the_characters_of_the_document_that_it_names():
    for chain in audited([LIMIT, MEASURE, DONE, SKILL]).links:
        for link in chain.links:
            passage = link.passage
            assert 0 <= passage.start < passage.end <= len(passage.document.text)
            assert passage.document.text[passage.start : passage.end].strip() in passage.sentence


def test_the_service_of_each_line_is_its_own():
    first, second = (chain.links[0].passage.sentence for chain in audited([LIMIT, MEASURE, DONE, SKILL]).links)
    assert "step-downs" in first
    assert "patellar glides" in second


def test_diagnosis_and_goal_may_rest_on_the_plan_of_care_and_it_says_so():
    links = {link.part: link for link in audited([LIMIT, "Berg 44/56.", DONE, SKILL]).links[0].links}
    assert links[Part.GOAL].from_plan and links[Part.GOAL].passage.document.name == "evaluation.txt"
    assert links[Part.DIAGNOSIS].from_plan
    assert not links[Part.LIMITATION].from_plan


def test_a_goal_in_the_days_note_goes_before_the_plans():
    links = {
        link.part: link
        for link in audited(
            [LIMIT, MEASURE, DONE, SKILL, "STG 1: stand from an 18 inch seat without hands: 3 of 5 tries today."]
        )
        .links[0]
        .links
    }
    assert not links[Part.GOAL].from_plan


@pytest.mark.parametrize(
    ("left_out", "part"),
    [(LIMIT, Part.LIMITATION), (MEASURE, Part.MEASURE), (SKILL, Part.SKILL)],
)
def test_what_belongs_into_the_days_note_is_not_taken_from_the_plan(left_out, part):
    audit = audited([s for s in (LIMIT, MEASURE, DONE, SKILL) if s != left_out])
    assert set(answers(audit).values()) == {Answer.NOT_MET}
    assert [link.part for link in audit.links[0].missing] == [part]
    found = next(v for v in audit.verdicts if v.rule == "every_code_linked")
    assert found.severity == "review"
    assert f"no sentence found for {part}" in found.message


def test_a_code_that_no_words_stand_behind_is_found_on_its_line_only():
    audit = audited([LIMIT, MEASURE, "Manual therapy 12 min: patellar glides.", SKILL], ("97116", "97140"))
    assert answers(audit) == {"1": Answer.NOT_MET, "2": Answer.MET}


def test_without_the_plan_of_care_a_missing_goal_is_unclear():
    assert set(answers(audited([LIMIT, MEASURE, DONE, SKILL], evaluation="")).values()) == {Answer.UNCLEAR}


def test_without_a_note_of_the_day_it_is_unclear_and_has_no_links():
    audit = audited(None)
    assert set(answers(audit).values()) == {Answer.UNCLEAR}
    assert audit.links == ()


def test_treatment_per_flowsheet_is_unclear():
    audit = audited([LIMIT, MEASURE, "Treatment per flowsheet.", SKILL])
    assert Answer.NOT_MET not in answers(audit).values()


def test_an_evaluation_is_the_service_of_its_own_code():
    lines = [{**LINE, "date_of_service": "2026-03-04", "hcpcs_code": "97161"}]
    note = _note("e.txt", EVALUATION.replace("\nGoals:", f"\nAssessment: {SKILL}\nGoals:"), PLANNED)
    (chain,) = audit_episodes([note], lines, today=date(2026, 8, 10)).links
    assert {link.part: link.answer for link in chain.links} == dict.fromkeys(Part, Answer.MET)
    assert not any(link.from_plan for link in chain.links)


def test_a_code_without_a_vocabulary_is_never_said_to_be_missing():
    audit = audited([LIMIT, MEASURE, DONE, SKILL], ("97799",))
    assert set(answers(audit).values()) <= {Answer.UNCLEAR, Answer.MET}


def test_no_message_holds_words_of_a_note():
    audit = audited(["Wife Odalys drove her.", DONE])
    assert not any("Odalys" in v.message or "patellar" in v.message for v in audit.verdicts)
