"""Figures and sides of consecutive notes: what contradicts, and the many things that only look as if."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditkit.care.example import LINE
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer
from auditkit.tables import NoteMeta, NoteText

START = date(2026, 3, 4)
EVALUATION = (
    "PT Initial Evaluation 3/4/2026\nDx: right knee osteoarthritis M17.11.\nObjective: Right knee flexion AROM 98 degrees. TUG 19.4 s. Berg 41/56.\n"
    "A. Placebrook, PT, DPT"
)
SECOND = "PT Daily Note 3/11/2026\nObjective: Right knee flexion AROM 111 degrees. TUG 15.0 s. Berg 46/56.\nA. Placebrook, PT, DPT"


def ruled(words, *, notes=(EVALUATION, SECOND)):
    """The answer about the third visit."""
    texts = [*notes, words]
    documents = [
        NoteText(
            f"{n}.txt",
            text,
            NoteMeta(patient_id=LINE["patient_id"], date_of_service=START + timedelta(7 * n), discipline="PT"),
        )
        for n, text in enumerate(texts)
        if text is not None
    ]
    lines = [
        {**LINE, "claim_id": f"C{n}", "date_of_service": (START + timedelta(7 * n)).isoformat()}
        for n in range(len(texts))
    ]
    found = [
        v for v in audit_episodes(documents, lines, today=date(2026, 8, 10)).verdicts if v.rule == "visit_numbers_agree"
    ]
    return next(v for v in found if v.claim_id == f"C{len(texts) - 1}")


def daily(objective):
    return f"PT Daily Note 3/18/2026\nObjective: {objective}\nA. Placebrook, PT, DPT"


@pytest.mark.parametrize(
    "objective",
    [
        "Right knee flexion AROM 116 degrees.",
        "Right knee flexion AROM 108 degrees.",  # a small step back
        "Right knee flexion AROM 111 degrees, was 98 at evaluation.",
        "Right knee flexion AROM from 98 degrees at evaluation to 116 degrees today.",
        "TUG 13.8 s (evaluation 19.4 s, goal 12 s).",
        "TUG today 13.8 s vs 15.0 s on 3/11/2026.",
        "Left knee flexion AROM 98 degrees for comparison, right knee flexion AROM 116 degrees.",
        "Right knee flexion PROM 98 degrees.",  # another way to measure
        "Right knee extension AROM lacks 8 degrees.",
        "Berg 47/56 (41/56 at eval).",
        "TUG goal 19.4 s or less was met: TUG 13.8 s.",
        "Knee swollen after a fall on Sunday. Right knee flexion AROM 98 degrees.",
        "Right knee flexion AROM 98 degrees, down after two weeks off with flu; he missed 4 visits.",
        "Leg press 98 lb 3x10.",
        "Strength is fair.",
    ],
)
def test_agreement_a_reason_or_another_measure_raise_nothing(objective):
    assert ruled(daily(objective)).answer in (Answer.MET, Answer.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("objective", "says"),
    [
        ("Right knee flexion AROM 98 degrees. Tolerated well.", "98 as at the evaluation"),
        ("TUG 19.4 s. Tolerated well.", "19.4 as at the evaluation"),
        ("Right knee flexion AROM 116 degrees, was 85 at evaluation.", "85 is quoted"),
        ("Right knee flexion AROM from 90 degrees at evaluation to 116 degrees today.", "90 is quoted"),
        ("TUG 13.8 s (22.0 s at evaluation).", "22 is quoted"),
        ("Berg 48/56 vs 38/56 on 3/11/2026.", "38 is quoted for 2026-03-11"),
        ("Left knee flexion AROM 112 degrees. Left patellar glides.", "The left knee"),
    ],
)
def test_a_contradiction_is_for_review(objective, says):
    found = ruled(daily(objective))
    assert (found.answer, found.severity) == (Answer.NOT_MET, "review")
    assert says in found.message


def test_what_the_note_denies_is_no_reason():
    assert ruled(daily("No swelling, denies falls. Right knee flexion AROM 98 degrees.")).answer is Answer.NOT_MET


def test_a_value_that_never_moved_may_stay():
    still = SECOND.replace("111", "100")
    assert ruled(daily("Right knee flexion AROM 98 degrees."), notes=(EVALUATION, still)).answer is Answer.MET


def test_the_first_note_has_nothing_to_agree_with():
    assert ruled(daily("Right knee flexion AROM 98 degrees."), notes=()).answer is Answer.NOT_APPLICABLE


def test_a_visit_without_a_note_is_unclear_and_a_missing_evaluation_raises_nothing():
    assert (
        ruled(daily("Right knee flexion AROM 98 degrees, was 85 at evaluation."), notes=(None, SECOND)).answer
        is not Answer.NOT_MET
    )


def test_both_knees_diagnosed_may_be_treated_in_turn():
    both = EVALUATION.replace("right knee osteoarthritis M17.11", "bilateral knee osteoarthritis M17.0")
    assert ruled(daily("Left knee flexion AROM 112 degrees."), notes=(both, SECOND)).answer is not Answer.NOT_MET
