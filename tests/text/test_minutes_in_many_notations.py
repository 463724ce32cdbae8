"""Minutes of a visit in the notations that notes use, and numbers that are no minutes of the visit."""

import pytest

from auditkit.audit import audit_note


def _answers(words: str) -> tuple[str, str]:
    """(timed minutes, total minutes) of a note of a visit with these words."""
    verdicts = audit_note(f"Daily Note\nPT 5/4/26\n{words}\nA. Roe, PT").verdicts
    answer = {v.rule: str(v.answer) for v in verdicts}
    return answer["timed_minutes"], answer["total_minutes"]


@pytest.mark.parametrize(
    "words",
    [
        "97110 x1 (15)  97140 x2 (30)",
        "97110 x15, 97140 x10",
        "97110 25', 97140 10'",
        "TE 15 / MT 10",
        "TherEx (15) Manual (12) NMR (8) - minutes in brackets",
        "CPT 97535 Self Care/Home Mgmt ........ 31\nCPT 97530 Therapeutic Activities ..... 22\nMin this date .... 53",
        "Thirty minutes were neuromuscular re-education, fifteen manual therapy, ten therapeutic activities.",
        "20 min ther ex, 15 manual therapy and 10 gait training.",
        "15 TE, 10 MT, 8 gait = 33 min",
        "40 min in all, of which 97112 made up 25 and self-care 15.",
        "Service  Start  Stop\nTher ex 10:00 10:25\nManual 10:25 10:40",
    ],
)
def test_minutes_of_every_timed_service_give_both_totals(words):
    assert _answers(words) == ("met", "met")


@pytest.mark.parametrize(
    "words",
    [
        "DIRECT TIMED 46     VISIT 54\nTher ex rows",
        "timed 43, visit 55\nTher ex squats",
        "TCM 38 TTT 45\nTher ex",
        "Treatment minutes 60, all of it 97140.",
        "55 minutes, all timed: ther ex and manual.",
        "Seen 40 min, all one-to-one. Ther ex, gait training.",
        "Half past ten until twenty-five past eleven, the whole of it one to one. Ther ex.",
    ],
)
def test_a_timed_total_beside_the_visits_own_gives_both(words):
    assert _answers(words) == ("met", "met")


@pytest.mark.parametrize(
    "words",
    [
        "She was here about forty-five minutes all told. Ther ex, gait.",
        "He was with me for 50 minutes. Ther ex, gait training.",
        "Duration: 45 mins. Ther ex, gait.",
        "Ther ex, gait training.\n45 min",
        "We spent forty minutes face to face in total. Ther ex, gait.",
    ],
)
def test_the_length_of_the_visit_is_no_timed_total(words):
    assert _answers(words) == ("not_met", "met")


@pytest.mark.parametrize(
    "words",
    [
        "Ther ex: squats 3x10, bike 5 min. Manual therapy to knee.",
        "Ther ex 2 units, manual 1 unit",
        "Pt tolerates standing 20 min, all of it at counter. Ther ex.",
        "Ther ex. Next visit 45 min.",
        "Visit 12 of 20. Ther ex, gait.",
        "Ther ex.\nHEP 10 min",
        "97110 x3, 97140 x2",
        "Ther ex.\nPlan: 2x/wk, 45 min",
        "Walked, 20 min of it outdoors. Ther ex.",
        "Manual 3/5 grip, gait 10/10 trials.",
    ],
)
def test_numbers_that_are_not_the_visits_minutes_give_neither(words):
    assert _answers(words) == ("not_met", "not_met")


@pytest.mark.parametrize("words", ["Timed: 30. Visit 12. Ther ex, gait.", "Timed: 30, visit 12. Ther ex, gait."])
def test_a_number_of_visits_beside_a_timed_total_is_no_length(words):
    assert _answers(words) == ("met", "not_met")


def test_the_last_services_minutes_all_one_to_one_are_not_the_total_of_the_timed_ones():
    words = "Gait training 23 min, neuromuscular re-education 15 min, manual therapy 10 min, all one on one."
    assert _answers(words)[0] == "met"


@pytest.mark.parametrize(
    "words",
    [
        "[x] 97110 Ther ex   25 min\n[ ] 97140 Manual   ___\n[x] 97530 Ther act   15 min",
        "\u2611 97112 NMR 20 min  \u2610 97116 Gait  \u2611 97014 IFC 15 min",
        "Ther ex 97110: 20 min. Manual 97140: not done. Gait 97116: 10 min",
        "Bridges, mini-squats (20 minutes of therapeutic exercise); patellar mobs (8 minutes of manual therapy).",
        "Tub transfers, dressing with stick [ADL 24 min], putty and pegs [TE 14 min].",
        "Bike 8 min, step ups 12 min, balance on foam 10 min, stretching 10 min. Total 40 min.",
        "Procedure | Min | Units\nTherEx | 23 | 2\nManual | 15 | 1\nTotal | 38 | 3",
        "Procedure      Minutes\nTher ex        23\nManual         15",
        "Time with patient 1320-1405. All timed. NMR: foam, tandem.",
        "TCT 38 TTT 46. Squats, hip mobs, ice.",
        "Gait with cane x 12', stairs x 10', balance x 8'.\nTT 30",
        "Charges: TE 2, MT 1. Min: 38 timed / 48 total. Squats, mobs, ice.",
        "TOTAL TIMED MIN.......38\nTOTAL TX MIN.........48\nSquats, mobs, IFC",
        "Timed Tx: 38   Untimed Tx: 10   Total Tx: 48\nSquats, hip mobs.",
    ],
)
def test_services_not_ticked_or_not_given_need_no_minutes_and_those_in_any_layout_count(words):
    assert _answers(words) == ("met", "met")


@pytest.mark.parametrize(
    "words",
    [
        "A half hour treatment: squats, hip mobs.",
        "We worked for three quarters of an hour on squats and hip mobs.",
        "9:05 start 9:47 finish. Squats 3x10, hip mobs.",
        "in 8 out 8:45\nSquats, hip mobs.",
        "45-minute individual visit. Squats, hip mobs.",
        "OT x 40 min. Squats, hip mobs.",
        "We had 40 minutes together. Squats, hip mobs.",
        "Arrived 10 min late, seen 35 min. Squats, hip mobs.",
        "Visit length 45. Squats, hip mobs.",
    ],
)
def test_the_length_of_the_visit_in_other_words_is_its_total_only(words):
    assert _answers(words) == ("not_met", "met")


@pytest.mark.parametrize(
    "words",
    [
        "[x] 97110 Ther ex  25 min\n[x] 97140 Manual\n[ ] 97530 Ther act",
        "Bike 8 min, step ups 12 min, stretching. Squats 3x10.",
        "30 minute home exercise session given on video. Squats, hip mobs.",
        "Rested half an hour before squats, hip mobs.",
        "Pt can stand half an hour now. Squats, hip mobs.",
        "He attended to task for 12 minutes. Squats, hip mobs.",
        "Scheduled as half-hour visits from next week. Squats, hip mobs.",
        "97110 | 2\n97140 | 1\nSquats, hip mobs.",
    ],
)
def test_a_ticked_service_without_minutes_or_the_length_of_something_else_gives_no_total(words):
    assert _answers(words) == ("not_met", "not_met")
