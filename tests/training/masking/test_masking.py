"""Masking: what points at a person is found, codes and scores stay, and nothing leaves unconfirmed."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.training.masking import Person, Roster, Unconfirmed, What, find, left_over, masked


def said(text, roster=None):
    return {(hit.what, text[hit.start : hit.end]) for hit in find(text, roster)}


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("Patient: Maria Lopez-Garcia   DOB: 3/14/1941", What.NAME, "Maria Lopez-Garcia"),
        ("Patient: LOPEZ, MARIA", What.NAME, "LOPEZ, MARIA"),
        ("DOB 03/14/1941", What.DATE, "03/14/1941"),
        ("seen on March 4, 2026 for gait", What.DATE, "March 4, 2026"),
        ("4 March 2026: gait", What.DATE, "4 March 2026"),
        ("flexion 95 on 9/10, now 112", What.DATE, "9/10"),
        ("Lives with husband Raul", What.NAME, "Raul"),
        ("Daughter (Ana) drives her", What.NAME, "Ana"),
        ("Mrs. Whitcomb walked", What.NAME, "Whitcomb"),
        ("T. Alder, PTA", What.NAME, "T. Alder"),
        ("referred by Dr. Kenneth O'Brien", What.NAME, "Kenneth O'Brien"),
        ("MRN# 448812", What.NUMBER, "448812"),
        ("Medicare 1EG4-TE5-MK73", What.NUMBER, "1EG4-TE5-MK73"),
        ("SSN 123-45-6789", What.NUMBER, "123-45-6789"),
        ("call 217-555-0199 ext. 4", What.PHONE, "217-555-0199 ext. 4"),
        ("m.lopez@mail.example", What.EMAIL, "m.lopez@mail.example"),
        ("lives in Springfield, IL 62704", What.PLACE, "Springfield, IL 62704"),
        ("at St. Mary's Hospital for", What.PLACE, "St. Mary's Hospital"),
        ("a 94 y/o man", What.AGE, "94"),
        ("97 y.o. F", What.AGE, "97"),
        ("resched to Tue 9/24 at 11", What.DATE, "Tue 9/24"),
        ("fell on the 4th of July", What.DATE, "the 4th of July"),
        ("s/p R TKA 11/20, wk 3", What.DATE, "11/20"),
        ("seen in JULY 2024", What.DATE, "JULY 2024"),
        ("starts in mid November", What.DATE, "mid November"),
        ("Gordon came in late", What.NAME, "Gordon"),
        ("Thuy reports less pain", What.NAME, "Thuy"),
        ("Thanks,\nPatsy", What.NAME, "Patsy"),
        ("dtr Ana waits", What.NAME, "Ana"),
        ("Hurst, Ines | Rm 118-B", What.NAME, "Hurst, Ines"),
        ("Hurst, Ines | Rm 118-B", What.NUMBER, "118-B"),
        ("son Mitch in Everton", What.PLACE, "Everton"),
        ("Bend, OR 97701", What.PLACE, "Bend, OR 97701"),
        ("appeals to PO Box 4410", What.PLACE, "PO Box 4410"),
        ("at Cascade Spine Institute since", What.PLACE, "Cascade Spine Institute"),
        ("book at cascadespine.com/book", What.WEB, "cascadespine.com/book"),
    ],
)
def test_what_points_at_a_person_is_found(text, what, words):
    assert (what, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Strength 4+/5 quads, Berg 46/56, BP 128/76, pain 6/10, 3/10 after.",
        "97110 x2, 97140 x1, M17.11, G0283, 59 modifier.",
        "Knee flexion 112, extension -5, TUG 14.2 s, 300 ft x 2 with RW, SBA.",
        "10:00-10:45, total 45 min.",
        "Continue POC. Pt tolerated treatment well. Next visit add step-downs 4 in.",
        "85 y/o female with OA of the R knee, 2x/week for 8 weeks.",
        "Medicare Part B, Blue Cross.",
        "TUG 14 sec, LEFS 38/80, DASH 42, MoCA 22/30, IDDSI 5.",
        "May benefit from a cane. Will progress as able. Mark the tape at 10 m.",
        "Spurling positive. Phalen negative. McKenzie extension x10.",
        "Pain decreased from 6/10 to 3/10; was 6/10 before, 8/10 at worst.",
        "Next 10/12 trials; visit 4/12; seen 2/3 sessions; after 10/20 trials.",
        "Vitamin D. Hepatitis C. Min A. Homans neg on L. Hip flexed.",
        "Outpatient Physical Therapy, Occupational Therapy, Home Health, Speech Therapy Services.",
        "In Supine, from Standing, near Parallel bars, in Trendelenburg, from Mat to chair.",
        "Thomas test, Allen sign, Palmer grip, Craig test and Colles fracture.",
        "AIDE WATCHED WHILE PT PEDALED. MARK THE FLOOR. SON NOT AVAILABLE.",
        "Dr visit today; dr. ordered a brace. Son Present, Daughter Reports compliance.",
        "Ninety degrees of flexion, HR is 96, room air, Unit 3 of 97110.",
    ],
)
def test_codes_scores_grades_and_times_are_left_alone(text):
    assert not said(text)


def test_the_roster_is_found_in_every_order_and_spelling():
    roster = Roster([Person("Anna-Maria", "de la Cruz", date(1941, 3, 4), ("P00417",))])
    text = "CRUZ, ANNA. Anna-Maria was early. born 3/4/41 or March 4, 1941; chart P00417. Ms. de la Cruz."
    words = {w.casefold() for _, w in said(text, roster)}
    for expected in ("anna-maria", "3/4/41", "march 4, 1941", "p00417"):
        assert any(expected in w for w in words), expected
    assert not [text[a:b] for a, b in left_over(text, find(text, roster)) if "Cruz" in text[a:b] or "ANNA" in text[a:b]]


def test_a_word_that_is_somebody_s_name_is_left_where_it_is_not_written_as_one():
    roster = Roster([Person("Will", "Rose")])
    assert not said("Pt will step up; rose from the chair without help.", roster)
    assert (What.NAME, "Rose") in said("Told Rose to rest.", roster)


def test_a_name_found_once_is_found_everywhere():
    text = "Patient: Ines Varga. Ines walked 20 ft. VARGA needed rest."
    assert [text[h.start : h.end] for h in find(text)].count("Ines") == 1
    assert "VARGA" in {text[h.start : h.end] for h in find(text)}


def test_nothing_leaves_while_one_place_is_not_confirmed():
    text = "Mrs. Whitcomb, DOB 3/14/1941"
    hits = find(text)
    with pytest.raises(Unconfirmed, match="1 of 2"):
        masked(text, hits, {hits[0]: True}, shift=10)


def test_the_message_about_what_is_open_does_not_repeat_it():
    text = "Mrs. Whitcomb came"
    with pytest.raises(Unconfirmed) as error:
        masked(text, find(text), {}, shift=10)
    assert "Whitcomb" not in str(error.value)


def test_a_person_may_leave_a_place_as_it_is_and_that_is_counted():
    text = "Mrs. Whitcomb and Dr. Alder"
    hits = find(text)
    done = masked(text, hits, {hits[0]: True, hits[1]: False}, shift=10)
    assert done.text == "Mrs. [name 1] and Dr. Alder" and done.left == 1


def test_the_days_between_dates_stay():
    text = "Eval 12/28/2025, visit 01/04/2026, report 2026-01-20."
    done = masked(text, find(text), dict.fromkeys(find(text), True), shift=-40)
    assert done.text == "Eval 11/18/2025, visit 11/25/2025, report 2025-12-11."


def test_a_weekday_does_not_stay_with_a_date_that_moves():
    text = "Mon 9/16/2024, then Tue 9/24"
    assert masked(text, find(text), dict.fromkeys(find(text), True), shift=1).text == "9/17/2024, then [date]"


def test_a_common_name_of_the_roster_is_found_in_small_letters():
    assert (What.NAME, "rhonda") in said("pt rhonda walked 20 ft", Roster([Person("Rhonda", "Rose")]))


def test_dates_cannot_be_shifted_by_nothing():
    with pytest.raises(ValueError, match="at least one day"):
        masked("x", [], {}, shift=0)


def test_what_is_left_for_a_person_to_look_at_has_every_capital_and_number():
    text = "Beside Marble. Knee 112."
    assert {text[a:b] for a, b in left_over(text, find(text))} >= {"Marble", "112"}


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_hits_never_overlap(text):
    hits = find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
    assert isinstance(masked(text, hits, dict.fromkeys(hits, True), shift=3).text, str)


@pytest.mark.parametrize(
    "piece",
    [
        "Aa-",
        "A'",
        "1",
        "A1-",
        "a.b@a.",
        "Aa Bb ",
        "AB1",
        "JUNE ",
        "Son ",
        "Ana ",
        "1/1-",
        "s/p a ",
        "from 1/1 ",
        "PT A. Bb ",
        "in Aa ",
    ],
)
def test_a_long_page_of_one_piece_ends(piece):
    find(piece * 10_000)  # bounded expressions: without them this took minutes


@pytest.mark.parametrize(
    "text",
    [
        "Seen by an M.D. today, not by the P.T. who left at 4 P.M.",
        "Flexion ninety-five degrees, ninety-two percent of trials, walked ninety-eight feet.",
        "She held the first position, then the second of three, and may march on the spot.",
        "Medicare Part B. Return demonstration was safe.",
        "Reviewed with her the plan; practiced with a walker.",
    ],
)
def test_words_that_look_like_initials_ages_dates_and_names_are_left_alone(text):
    assert not find(text)
