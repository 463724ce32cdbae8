"""The certification clock: what is in time, what is late, what is only explained, and what nobody can say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.care.example import LINE
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer

START = date(2026, 3, 2)
TODAY = date(2026, 8, 10)


def ruled(plans, *days, today=TODAY, **line):
    """The answers about visits on these days; the first is the evaluation."""
    lines = [
        {
            **LINE,
            "claim_id": f"C{n}",
            "date_of_service": day.isoformat(),
            "hcpcs_code": "97110" if n else "97161",
            **line,
        }
        for n, day in enumerate(days)
    ]
    given = None if plans is None else [{"patient_id": LINE["patient_id"], **plan} for plan in plans]
    found = audit_episodes([], lines, given, today=today).verdicts
    return [v for v in found if v.rule == "plan_certified"]


def plan(number=1, start=START, **cells):
    return {
        "plan_number": str(number),
        "start_on": start.isoformat(),
        "weeks": "8",
        **{k: str(v) for k, v in cells.items()},
    }


def one(plans, day=START + timedelta(7), **more):
    return ruled(plans, START, day, **more)[-1]


@pytest.mark.parametrize("days", [0, 1, 29, 30])
def test_a_signature_within_thirty_days_of_the_first_treatment_day_is_in_time(days):
    assert one([plan(signed_on=START + timedelta(days))]).answer is Answer.MET


@pytest.mark.parametrize("days", [31, 60])
def test_a_later_signature_without_a_reason_is_a_denial(days):
    verdict = one([plan(signed_on=START + timedelta(days))])
    assert (verdict.answer, verdict.severity) == (Answer.NOT_MET, "denial")


def test_a_later_signature_with_a_reason_is_only_for_review_and_the_reason_is_not_repeated():
    verdict = one([plan(signed_on=START + timedelta(45), delayed_reason="Dr. Fauxwell's office moved")])
    assert (verdict.answer, verdict.severity) == (Answer.NOT_MET, "review")
    assert "Fauxwell" not in verdict.message


def test_a_reason_does_not_stand_for_a_signature_that_never_came():
    verdict = one([plan(delayed_reason="asked three times")])
    assert (verdict.answer, verdict.severity) == (Answer.NOT_MET, "denial")


def test_over_six_months_late_wants_evidence_of_a_physician():
    verdict = one([plan(signed_on=START + timedelta(250), delayed_reason="lost fax")], today=date(2026, 12, 30))
    assert "physician took part" in verdict.message


def test_an_unsigned_plan_whose_time_is_not_up_is_unclear():
    assert one([plan()], today=START + timedelta(20)).answer is Answer.UNCLEAR
    assert one([plan()], today=START + timedelta(31)).answer is Answer.NOT_MET


@pytest.mark.parametrize(("signed", "answer"), [(39, Answer.MET), (40, Answer.NOT_MET)])
def test_a_verbal_order_in_time_is_followed_by_a_signature_within_fourteen_days(signed, answer):
    verbal = START + timedelta(25)
    assert one([plan(verbal_order_on=verbal, signed_on=START + timedelta(signed))]).answer is answer


def test_a_verbal_order_after_thirty_days_saves_nothing():
    assert one([plan(verbal_order_on=START + timedelta(31), signed_on=START + timedelta(35))]).answer is Answer.NOT_MET


def test_since_2025_a_signed_order_and_a_plan_sent_in_time_stand_for_the_signature():
    order = START - timedelta(3)
    assert one([plan(order_signed_on=order, sent_on=START + timedelta(30))]).answer is Answer.MET
    assert one([plan(order_signed_on=order, sent_on=START + timedelta(31))]).answer is Answer.NOT_MET


def test_a_signed_order_without_proof_of_sending_is_unclear_even_where_a_signature_came_late():
    order = START - timedelta(3)
    assert one([plan(order_signed_on=order)]).answer is Answer.UNCLEAR
    assert one([plan(order_signed_on=order, signed_on=START + timedelta(50))]).answer is Answer.UNCLEAR


def test_a_plan_sent_without_an_order_on_file_still_needs_its_signature():
    assert one([plan(sent_on=START + timedelta(1))]).answer is Answer.NOT_MET


def test_the_exception_is_not_of_before_2025():
    start = date(2024, 12, 31)
    found = ruled([plan(start=start, order_signed_on=start, sent_on=start + timedelta(2))], start, start + timedelta(7))
    assert found[-1].answer is Answer.NOT_MET


def test_the_exception_does_not_reach_a_recertification():
    second = START + timedelta(weeks=8)
    plans = [
        plan(signed_on=START),
        plan(2, start=second, order_signed_on=START, sent_on=second + timedelta(1)),
    ]
    verdict = one(plans, second + timedelta(3))
    assert verdict.answer is Answer.NOT_MET
    assert "recertification needs a signature" in verdict.message


def test_a_recertification_that_is_signed_covers_its_own_days_only():
    second = START + timedelta(weeks=8)
    plans = [plan(), plan(2, start=second, signed_on=second + timedelta(4))]
    first, later = ruled(plans, START, second + timedelta(3))
    assert (first.answer, later.answer) == (Answer.NOT_MET, Answer.MET)


def test_treatment_after_the_last_day_of_the_newest_plan_is_not_covered():
    last = START + timedelta(weeks=8, days=-1)
    assert one([plan(signed_on=START)], last).answer is Answer.MET
    assert one([plan(signed_on=START)], last + timedelta(1)).answer is Answer.NOT_MET


def test_ninety_days_are_the_most_whatever_the_plan_says():
    long = plan(signed_on=START, weeks=26)
    assert one([long], START + timedelta(90)).answer is Answer.MET
    assert "at most 90 days" in one([long], START + timedelta(91)).message


def test_a_plan_without_a_last_day_is_unclear_within_ninety_days():
    assert one([{**plan(signed_on=START), "weeks": ""}]).answer is Answer.UNCLEAR


def test_days_between_two_plans_are_not_covered():
    third = START + timedelta(weeks=9)
    verdict = one([plan(signed_on=START), plan(2, start=third, signed_on=third)], third - timedelta(2))
    assert verdict.answer is Answer.NOT_MET


def test_the_evaluation_may_come_before_its_plan_but_treatment_may_not():
    later = plan(start=START + timedelta(3), signed_on=START + timedelta(4))
    evaluation, treatment = ruled([later], START, START + timedelta(1))
    assert evaluation.answer is Answer.NOT_APPLICABLE
    assert treatment.answer is Answer.NOT_MET


def test_the_clock_starts_with_the_evaluation_where_the_plan_begins_later():
    later = plan(start=START + timedelta(3), signed_on=START + timedelta(32))
    assert one([later]).answer is Answer.NOT_MET


@pytest.mark.parametrize("plans", [None, [], [{**plan(), "patient_id": "P-9"}]])
def test_without_a_plan_in_hand_it_is_unclear_or_not_asked(plans):
    assert {v.answer for v in ruled(plans, START, START + timedelta(7))} <= {Answer.UNCLEAR}


def test_a_plan_of_another_discipline_says_nothing():
    found = ruled([plan(discipline="OT", signed_on=START)], START, START + timedelta(7))
    assert {v.answer for v in found} == {Answer.UNCLEAR}


def test_another_payer_is_at_most_for_review_and_the_message_says_whose_rule_it_is():
    verdict = one([plan()], payer_type="commercial")
    assert (verdict.answer, verdict.severity) == (Answer.NOT_MET, "review")
    assert "Medicare's rule" in verdict.message


def test_who_pays_alone_needs_no_certification():
    assert one([plan()], payer_type="self_pay").answer is Answer.NOT_APPLICABLE


def test_a_signature_before_the_evaluation_is_unclear():
    assert one([plan(signed_on=START - timedelta(10))]).answer is Answer.UNCLEAR


def test_an_earlier_plan_that_is_not_in_the_table_is_unclear():
    second = START + timedelta(weeks=8)
    first, _ = ruled([plan(2, start=second, signed_on=second)], START, second + timedelta(1))
    assert first.answer is Answer.UNCLEAR


DAYS = st.dates(date(2019, 2, 1), date(2027, 12, 31))


@given(DAYS, st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), DAYS, DAYS)
def test_signing_in_time_is_always_met_and_no_plan_raises(start, signed, order, sent, visit, today):
    cells = {"signed_on": signed or "", "order_signed_on": order or "", "sent_on": sent or ""}
    found = ruled([plan(start=start, **cells)], visit, today=today)
    assert len(found) == 1
    if signed and start <= signed <= start + timedelta(30) and start <= visit < start + timedelta(weeks=8):
        assert found[0].answer is Answer.MET
