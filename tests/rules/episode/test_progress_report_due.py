"""Counting treatment days: the evaluation is the first, every tenth has a clinician's report behind it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditkit.care.example import LINE
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer
from auditkit.tables import NoteMeta, NoteText

START = date(2026, 3, 2)
TODAY = date(2026, 8, 10)
SIGNED = "Signed: A. Placebrook, PT, DPT"
DAILY = f"PT Daily Note. Ther-ex 15 min, heel slides 2x10. {SIGNED}"
REPORT = f"PT Progress Report and Daily Note. STG 1 met: stands without hands. {SIGNED}"


def day(number):
    """The n-th treatment day: every second day from the start."""
    return START + timedelta(2 * (number - 1))


def ruled(days, notes=None, *, extra=(), first="97161", today=TODAY, all_reports=False, **line):
    """Answers by treatment day. `notes` differ from daily notes by number of day (None: no note); `extra` are more notes (day, words)."""
    texts = dict.fromkeys(range(1, days + 1), DAILY)
    texts[1] = f"PT Initial Evaluation. Right knee OA. {SIGNED}"
    texts.update(notes or {})
    lines = [
        {
            **LINE,
            "claim_id": f"C{n}",
            "date_of_service": day(n).isoformat(),
            "hcpcs_code": first if n == 1 else "97110",
            **line,
        }
        for n in range(1, days + 1)
    ]
    given = [(day(n), words) for n, words in texts.items() if words is not None] + list(extra)
    documents = [
        NoteText(f"{n}.txt", words, NoteMeta(patient_id=LINE["patient_id"], date_of_service=on))
        for n, (on, words) in enumerate(given)
    ]
    found = audit_episodes(documents, lines, today=today, all_reports=all_reports).verdicts
    return {int(v.claim_id[1:]): v for v in found if v.rule == "progress_report_due"}


def late(found):
    return [n for n, v in found.items() if v.answer is Answer.NOT_MET]


def test_ten_days_with_the_report_on_the_tenth_are_in_time():
    found = ruled(20, {10: REPORT, 20: REPORT})
    assert {v.answer for v in found.values()} == {Answer.MET}


def test_the_evaluation_is_day_one():
    assert late(ruled(11, {11: REPORT})) == [11]


def test_every_visit_past_the_tenth_is_named_up_to_the_report():
    found = ruled(16, {13: REPORT})
    assert late(found) == [11, 12, 13]
    assert found[11].severity == "review"  # it came within a week of the tenth day
    assert f"due by {day(10)}" in found[11].message


def test_a_report_more_than_a_week_late_can_be_taken_back():
    assert ruled(18, {16: REPORT})[12].severity == "recoupment"


def test_no_report_at_all_is_found_from_the_eleventh_day_on():
    assert late(ruled(14)) == [11, 12, 13, 14]


def test_the_count_begins_anew_after_each_report():
    assert late(ruled(24, {8: REPORT, 18: REPORT})) == []
    assert late(ruled(24, {8: REPORT, 19: REPORT})) == [19]


def test_a_report_written_between_two_visits_counts():
    assert late(ruled(14, extra=[(day(10) + timedelta(1), REPORT.replace(" and Daily Note", ""))])) == []


def test_an_assistants_report_is_no_report():
    found = ruled(12, {10: REPORT.replace("A. Placebrook, PT, DPT", "B. Mockridge, PTA")})
    assert late(found) == [11, 12]
    assert "signed by an assistant" in found[11].message


def test_an_assistants_daily_notes_between_reports_are_fine():
    assert (
        late(
            ruled(
                10,
                {n: DAILY.replace("A. Placebrook, PT, DPT", "B. Mockridge, PTA") for n in range(3, 9)} | {10: REPORT},
            )
        )
        == []
    )


def test_a_report_without_a_credential_is_unclear():
    found = ruled(12, {10: REPORT.replace(SIGNED, "")})
    assert found[11].answer is Answer.UNCLEAR
    assert found[10].answer is Answer.MET


def test_a_recertification_and_a_discharge_report_count():
    assert late(ruled(12, {10: f"PT Recertification. Plan: 2x/week for 6 weeks. {SIGNED}"})) == []
    assert late(ruled(11, {10: f"PT Discharge Summary. Goals met. {SIGNED}"})) == []


def test_a_daily_note_that_looks_back_over_the_goals_is_left_to_a_person():
    looks_back = f"PT Daily Note. Heel slides 2x10. 10 visits to date since initial evaluation. STG 1: stand from 18 inch seat, 5 of 5 tries: met. {SIGNED}"
    assert ruled(12, {10: looks_back})[11].answer is Answer.UNCLEAR


@pytest.mark.parametrize("gap", [3, 7, 10])
def test_a_day_without_a_note_may_hold_the_report(gap):
    found = ruled(12, {gap: None})
    assert found[12].answer is (Answer.UNCLEAR if gap > 2 else Answer.NOT_MET)
    assert "not in hand" in found[12].message


def test_a_missing_note_of_the_second_day_cannot_save_the_thirteenth():
    assert ruled(13, {2: None})[13].answer is Answer.NOT_MET


def test_the_word_that_all_reports_are_there_decides():
    assert late(ruled(12, dict.fromkeys(range(2, 13)), all_reports=True)) == [11, 12]


def test_days_before_the_first_claim_in_hand_make_it_unclear_until_a_report():
    found = ruled(12, {1: DAILY, 6: REPORT}, first="97110")
    assert {found[n].answer for n in range(1, 7)} == {Answer.UNCLEAR}
    assert {found[n].answer for n in range(7, 13)} == {Answer.MET}


def test_eleven_days_in_hand_without_a_report_are_enough_whatever_came_before():
    assert late(ruled(12, {1: DAILY}, first="97110")) == [11, 12]


def test_a_re_evaluation_is_a_report_and_no_new_start():
    found = ruled(18, {9: f"PT Re-evaluation. Knee flexion 110 degrees, was 98. {SIGNED}"})
    assert late(found) == []


def test_the_tenth_day_as_the_last_one_is_found_when_no_report_came_in_the_week_after():
    assert late(ruled(10)) == [10]
    assert late(ruled(10, today=day(10) + timedelta(7))) == []
    assert late(ruled(10, extra=[(day(10) + timedelta(5), f"PT Discharge Summary. Goals met. {SIGNED}")])) == []


def test_two_claims_on_one_day_are_one_treatment_day():
    found = ruled(10, {10: REPORT}, modifiers="GP")
    assert len(found) == 10


def test_a_report_that_was_only_written_is_no_treatment_day():
    assert (
        late(ruled(10, {10: REPORT}, extra=[(day(5) + timedelta(1), f"PT Progress Report. STG 1 not met. {SIGNED}")]))
        == []
    )


def test_another_payer_is_at_most_for_review_and_who_pays_alone_needs_none():
    assert {v.severity for v in ruled(30, payer_type="commercial").values() if v.answer is Answer.NOT_MET} == {"review"}
    assert {v.answer for v in ruled(12, payer_type="self_pay").values()} == {Answer.NOT_APPLICABLE}
