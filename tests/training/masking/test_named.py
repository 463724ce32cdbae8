"""Names told by what they are not, short dates and places that are words: what is found, and what must stay."""

import pytest

from auditkit.training.masking import What, find, lexicon


def said(text):
    return {text[hit.start : hit.end] for hit in find(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Spoke with Nkechi about the ramp.", "Nkechi"),
        ("Per Oyinkansola no weight until Friday.", "Oyinkansola"),
        ("pt wanjiru seen, spoke with husband kamau", "wanjiru"),
        ("pt wanjiru seen, spoke with husband kamau", "kamau"),
        ("dtr june was there", "june"),
        ("arjuns teacher says he is better", "arjuns"),
        ("WIFE DOLORES DROVE. THEREX 24 MIN, GAIT 300 FT.", "DOLORES"),
        ("8:00 BLACKWOOD, JUNE re-eval", "BLACKWOOD, JUNE"),
        ("Signed: Will Chase, OTR/L", "Will Chase"),
        ("Bill walked 200 ft.", "Bill"),
        ("We told Rose to rest.", "Rose"),
        ("Dr. Katz agrees.", "Katz"),
        ("Discussed with Thomas Berg.", "Thomas Berg"),
        ("under Luca De Angelis, PT", "Luca De Angelis"),
        ("Maria's fracture is healing.", "Maria"),
        ("Per Okafor's protocol week 6.", "Okafor"),
        ("Okafor - R shoulder", "Okafor"),
        ("Sgt. Raymond Two Bulls is here.", "Raymond Two Bulls"),
        ("NM1*IL*1*DOE*JANE*Q***MI*W284011973~", "DOE*JANE*Q"),
        ("NM1*IL*1*DOE*JANE*Q***MI*W284011973~", "W284011973"),
        ("N3*12 MAIN ST~", "12 MAIN ST"),
        ("back to curling at the Granite City Curling Club", "Granite City Curling Club"),
        ("She works nights at Amazon so text her", "Amazon"),
        ("retired from Federated last year", "Federated"),
        ("attends sunny side montessori", "sunny side montessori"),
        ("dc MBSS 10/5; done", "10/5"),
        ("move oct 27 please", "oct 27"),
        ("call back after the 21st", "the 21st"),
        ("DOS 5/6, 5/8 and 5/13", "5/8"),
        ("done by Thanksgiving", "Thanksgiving"),
        ("Henrik Dahl, 93, lives alone", "93"),
        ("call 651/555-0158", "651/555-0158"),
        ("plate MN 4KT-881", "MN 4KT-881"),
        ("tracking 9407 1000 0000 1234 5678", "9407 1000 0000 1234 5678"),
        ("license # PT028817", "PT028817"),
        ("instagram @priya.bakes", "@priya.bakes"),
        ("lives in St Paul 55104.", "55104"),
    ],
)
def test_what_points_at_a_person_is_covered(text, words):
    covered = find(text)
    start = text.index(words)
    letters = [at for at in range(start, start + len(words)) if text[at].isalnum()]
    assert all(any(hit.start <= at < hit.end for hit in covered) for at in letters), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rose from the chair x5. Mark the tape. Will return. May progress. Hope is high. Grace period.",
        "Bill 97110. Chase the ball. Drew circles. Pat on the back. Grant authorized.",
        "Thomas test neg, Allen cognitive level 4.6, Hawkins-Kennedy +, Dix-Hallpike, Fugl-Meyer 41, Brandt-Daroff.",
        "Parkinson's disease, Bell's palsy, Baker's cyst, Colles fracture, Lewy body dementia, Guillain-Barré.",
        "Used TheraBand, NuStep, LiteGait, BOSU, Kinesio tape, Biodex, ReoGo and PowerPoint.",
        "Hyolaryngeal excursion reduced. Gastrocnemius tight. Tendinopathy. Dysdiadochokinesia noted.",
        "Berg 46/56, 8/10 trials, pain 3/10, 4/5 strength, 7/12 words, L4/5, 1/2 in lift, 9/10 steps.",
        "wrist ext 18, flex 22; hip ext 10; volar plate; 10000 steps; 2024-2025 season",
        "the 4th finger, the 3rd visit, the 10th percentile, dec 5 deg",
        "at Edge of Bed, in Supine, from Standing, to Parallel Bars, Plan of Care Renewal",
        "Single-leg stance. Sit-to-stand. Patient's balance. Therapist's cues. I'm glad. Hasn't fallen.",
        "G0283, L1960, M25511, 97110-59, ICD-10, SpO2 96%, 120/80, RPE 13/20, Unit 2 of 97530",
        "THEREX, IADLS, WOMAC, QUICKDASH, ABDUCTION, FLEXION 104 DEG. MANUAL 14 MIN. GAIT TRAINING.",
    ],
)
def test_words_tests_makes_scores_and_codes_are_left(text):
    assert not said(text)


def test_a_name_joins_what_belongs_to_it_and_ends_where_a_sentence_does():
    assert said("Signed T. Vandermeer. Grip was 40.") == {"T. Vandermeer"}
    assert said("Loretta Simms, R BKA.") == {"Loretta Simms"}
    assert said("Pool at 32 C. Graciela walked.") == {"Graciela"}


def test_what_is_found_in_capitals_is_found_in_small_letters_too():
    assert "kamau" in said("Mr. Kamau was late. later kamau called.")


def test_a_place_behind_a_preposition_is_one_and_no_name():
    assert [hit.what for hit in find("She moved to Owatonna.")] == [What.PLACE]


@pytest.mark.parametrize("word", ["gait", "dorsiflexion", "tinetti", "spondylolisthesis", "theraband", "medicare"])
def test_words_of_notes_are_words(word):
    assert lexicon.is_word(word)


@pytest.mark.parametrize("name", ["nguyen", "okonkwo", "fatima", "szymanski", "garcia", "xiong"])
def test_names_of_many_lands_are_names_and_no_words(name):
    assert lexicon.is_name(name) and not lexicon.is_word(name)


def test_accents_and_apostrophes_are_no_matter():
    assert [lexicon.folded(word) for word in ("Sinéad", "O’Brien", "Łukasz", "Søren")] == [
        "sinead",
        "obrien",
        "lukasz",
        "soren",
    ]
