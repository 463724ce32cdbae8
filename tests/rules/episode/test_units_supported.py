"""Units on the claim beside the minutes in the note: what agrees, what does not, and what a note does not say."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.care.example import LINE
from auditkit.episodes import audit_episodes
from auditkit.rule import Answer
from auditkit.tables import NoteMeta, NoteText

DAY = date(2026, 3, 11)
SIGNED = "\nA. Placebrook, PT, DPT"


def ruled(words, codes, *, rule="", more=(), **line):
    """The answer about one visit with these codes and units, and this note."""
    lines = [
        {**LINE, "claim_id": "C1", "line_number": str(n), "hcpcs_code": code, "units": str(units), **line}
        for n, (code, units) in enumerate(codes, 1)
    ]
    notes = [
        NoteText(
            f"{n}.txt", text + SIGNED, NoteMeta(patient_id=LINE["patient_id"], date_of_service=DAY, discipline="PT")
        )
        for n, text in enumerate((*([words] if words is not None else []), *more))
    ]
    notes = notes or [
        NoteText(
            "other.txt",
            "PT Daily Note",
            NoteMeta(patient_id=LINE["patient_id"], date_of_service=date(2026, 3, 9), discipline="PT"),
        )
    ]
    payers = [{"payer_id": LINE["payer_id"], "payer_type": "", "unit_rule": rule}] if rule else None
    (found,) = [
        v
        for v in audit_episodes(notes, lines, payers=payers, today=date(2026, 8, 10)).verdicts
        if v.rule == "units_supported"
    ]
    return found


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("PT Daily Note. Ther-ex: step-downs 3x8. Total timed minutes: 23.", [("97110", 2)]),
        (
            "PT Daily Note. 97110 15 min step-downs, 97140 8 min patellar glides. Timed: 23 min",
            [("97110", 1), ("97140", 1)],
        ),
        ("PT Daily Note. Ther-ex 33 min, manual therapy 7 min.", [("97110", 2), ("97140", 1)]),
        ("PT Daily Note. Ther-ex 20 min, manual therapy 20 min.", [("97110", 2), ("97140", 1)]),
        ("PT Daily Note. Ther-ex 20 min, manual therapy 20 min.", [("97110", 1), ("97140", 2)]),
        ("PT Daily Note. Ther-ex 30 min.", [("97110", 1)]),
        ("PT Daily Note. Gait training 10 min. Ther-ex 13 min. Timed minutes 23.", [("97110", 1)]),
    ],
)
def test_units_that_the_minutes_make_are_supported(words, codes):
    assert ruled(words, codes).answer is Answer.MET


@pytest.mark.parametrize(
    ("words", "codes", "says"),
    [
        (
            "PT Daily Note. Ther-ex: step-downs 3x8. Total timed minutes: 22.",
            [("97110", 2)],
            "22 timed minutes, which make 1 unit",
        ),
        (
            "PT Daily Note. Ther-ex 18 min, manual therapy 12 min. Total timed minutes: 30.",
            [("97110", 2), ("97140", 1)],
            "make 2 units",
        ),
        ("PT Daily Note. Ther-ex 7 min.", [("97110", 1)], "make 0 units"),
        (
            "PT Daily Note. Ther-ex 33 min, manual therapy 7 min. Timed minutes 40.",
            [("97110", 1), ("97140", 2)],
            "33 min",
        ),
        (
            "PT Daily Note. Step-downs, patellar glides. Time in 10:00 AM, time out 10:25 AM.",
            [("97110", 2), ("97140", 1)],
            "the whole visit took 25 minutes",
        ),
    ],
)
def test_units_beyond_the_minutes_are_found_with_the_arithmetic(words, codes, says):
    found = ruled(words, codes)
    assert (found.answer, found.severity) == (Answer.NOT_MET, "recoupment")
    assert says in found.message


@pytest.mark.parametrize(
    "words",
    [
        None,
        "PT Daily Note. Step-downs 3x8, patellar glides. Tolerated well.",
        "PT Daily Note. Minutes on billing sheet.",
        "PT Daily Note. Step-downs 3x8. Total visit 45 min.",  # the visit's length says nothing of timed minutes
        "PT Daily Note. Ther-ex 18 min. Patellar glides.",
    ],
)
def test_a_note_without_the_minutes_is_unclear(words):
    assert ruled(words, [("97110", 2), ("97140", 1)]).answer is Answer.UNCLEAR


def test_two_totals_that_differ_are_unclear_where_it_matters_and_only_there():
    words = "PT Daily Note. Timed minutes: 30.\nStep-downs 3x8.\nTotal timed minutes: 38."
    assert ruled(words, [("97110", 3)]).answer is Answer.UNCLEAR
    assert ruled(words, [("97110", 2)]).answer is Answer.MET
    assert ruled(words, [("97110", 4)]).answer is Answer.NOT_MET


def test_untimed_services_are_not_counted():
    assert ruled("PT Daily Note. Hot pack 10 min.", [("97010", 1)]).answer is Answer.NOT_APPLICABLE
    assert ruled("PT Evaluation. Total 45 min.", [("97161", 1)]).answer is Answer.NOT_APPLICABLE


def test_a_code_that_nobody_knows_is_unclear():
    assert ruled("PT Daily Note. 30 min.", [("X9999", 1)]).answer is Answer.UNCLEAR


def test_the_other_count_wants_the_minutes_of_each_service():
    words = "PT Daily Note. Ther-ex 8 min, manual therapy 8 min."
    assert ruled(words, [("97110", 1), ("97140", 1)], rule="spm").answer is Answer.MET
    assert ruled(words, [("97110", 1), ("97140", 1)], rule="cms").answer is Answer.NOT_MET
    assert (
        ruled(
            "PT Daily Note. Timed minutes 33. Step-downs, patellar glides.", [("97110", 1), ("97140", 1)], rule="spm"
        ).answer
        is Answer.UNCLEAR
    )
    assert ruled("PT Daily Note. Timed minutes 33. Step-downs.", [("97110", 2)], rule="spm").answer is Answer.MET


def test_a_payer_whose_count_is_not_known_is_unclear_where_the_two_differ():
    words = "PT Daily Note. Ther-ex 8 min, manual therapy 8 min."
    assert ruled(words, [("97110", 1), ("97140", 1)], payer_type="commercial").answer is Answer.UNCLEAR
    both = ruled("PT Daily Note. Ther-ex 8 min.", [("97110", 2)], payer_type="commercial")
    assert (both.answer, both.severity) == (Answer.NOT_MET, "review")


def test_lines_of_one_code_are_counted_together():
    words = "PT Daily Note. Ther-ex 30 min. Timed minutes 30."
    assert ruled(words, [("97110", 1), ("97110", 1)]).answer is Answer.MET
    assert ruled(words, [("97110", 1), ("97110", 2)]).answer is Answer.NOT_MET


def test_a_claim_that_was_sent_twice_counts_once_and_a_replacement_instead_of_what_it_replaces():
    words = "PT Daily Note. Ther-ex 30 min. Timed minutes 30."
    two = [
        {**LINE, "claim_id": c, "units": u, "claim_frequency_code": f}
        for c, u, f in (("C1", "3", "1"), ("C1R", "2", "7"))
    ]
    notes = [
        NoteText("n.txt", words + SIGNED, NoteMeta(patient_id=LINE["patient_id"], date_of_service=DAY, discipline="PT"))
    ]

    def answer(lines):
        verdicts = audit_episodes(notes, lines, today=date(2026, 8, 10)).verdicts
        return next(v.answer for v in verdicts if v.rule == "units_supported")

    assert answer(two) is Answer.MET
    assert answer([{**two[0], "units": "2"}, {**two[0], "units": "2", "claim_id": "C1D"}]) is Answer.MET
    assert answer(two[:1]) is Answer.NOT_MET


def test_minutes_that_belong_to_no_service_leave_it_unclear():
    assert (
        ruled("PT Daily Note. Exercise: rode the stepper 10 min while supervised (35 min).", [("97110", 2)]).answer
        is not Answer.NOT_MET
    )


def test_a_report_beside_the_daily_note_does_not_speak_for_its_minutes():
    report = "PT Progress Report. Since evaluation 10 visits of 45 minutes each. STG 1 not met."
    assert (
        ruled("PT Daily Note. Ther-ex 30 min. Timed minutes 30.", [("97110", 2)], more=(report,)).answer is Answer.MET
    )


def test_minutes_of_a_service_that_was_not_billed_are_not_given_to_another_one():
    assert ruled("PT Daily Note. Ther-ex 33 min, manual therapy 7 min.", [("97110", 3)]).answer is not Answer.MET


def test_units_that_are_not_given_are_unclear():
    assert ruled("PT Daily Note. Ther-ex 30 min.", [("97110", "")]).answer is Answer.UNCLEAR
