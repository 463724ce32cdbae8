"""How much masking covers in excerpts nobody tuned on, kept from getting worse.

Covered of 284 marks, and words masked for nothing per 100:

                                without a roster      patient on the roster
first reading, patterns unread  151 (53 %), 0.60      188 (66 %), 0.73
after work on dev.toml          240 (85 %), 0.86      252 (89 %), 0.96

A second set, held out the same way and harder (names of many lands, claim lines, e-mails; 64 marks): 43 (67 %), 0.62 when it was labelled,
46 (72 %), 0.62 after work on dev_2.toml, which went from 46 of 64 to 63.

A third set of two halves (forty texts; notes, claim lines, letters, e-mails, calls; 172 marks each), labelled before the masking was read. Then names
came to be told by what they are not (`named`):

                                first half            second half, unread      second set, unread     first set
before                          117 (68 %), 0.27      106 (62 %), 0.72         46 (72 %), 0.62        241 (85 %), 0.86
after work on the first half    172 (100 %), 0.36     160 (93 %), 1.44         54 (84 %), 0.93        273 (96 %), 1.43
after the second was read       as above              166 (97 %), 0.82         as above               as above

At its first reading the second half had 86 of 88 names (47 before), 25 of 29 places, 27 of 30 dates, 15 of 17 numbers. What is masked for nothing is
mostly makes and tests named after people. The same hand made the excerpts and the patterns, so notes from elsewhere may fare worse: a person looks at
each excerpt before it leaves.
"""

from pathlib import Path

import pytest

from auditkit.training.masking import What

from .marked import excerpts, read

HELDOUT = Path(__file__).with_name("heldout.toml")
SECOND = Path(__file__).with_name("heldout_2.toml")


@pytest.mark.parametrize(("with_roster", "least"), [(False, 0.95), (True, 0.96)])
def test_as_much_is_covered_as_at_the_last_reading(with_roster, least):
    assert read(HELDOUT, with_roster=with_roster).recall() >= least


@pytest.mark.parametrize(
    ("half", "least", "names", "most_false"),
    [("heldout_3a.toml", 0.99, 0.98, 0.6), ("heldout_3b.toml", 0.96, 0.98, 1.2)],
)
def test_the_third_set_is_covered_as_at_its_last_reading(half, least, names, most_false):
    found = read(HELDOUT.with_name(half), with_roster=False)
    assert found.recall() >= least and found.recall(What.NAME) >= names and found.false_per_100 < most_false


@pytest.mark.parametrize("what", [What.PHONE, What.EMAIL, What.AGE, What.WEB])
def test_every_telephone_address_and_high_age_is_covered(what):
    assert read(HELDOUT, with_roster=False).recall(what) == 1


@pytest.mark.parametrize(
    ("what", "least"), [(What.NAME, 0.96), (What.PLACE, 0.9), (What.DATE, 0.95), (What.NUMBER, 0.92)]
)
def test_each_kind_is_covered_as_at_the_last_reading(what, least):
    assert read(HELDOUT, with_roster=False).recall(what) >= least


@pytest.mark.parametrize("with_roster", [False, True])
def test_few_words_in_a_hundred_are_masked_for_nothing(with_roster):
    assert read(HELDOUT, with_roster=with_roster).false_per_100 < 1.6


def test_the_second_set_is_covered_as_at_its_last_reading():
    found = read(SECOND, with_roster=False)
    assert found.recall() >= 0.83 and found.false_per_100 < 1
    for what in (What.PHONE, What.EMAIL, What.AGE, What.WEB):
        assert found.recall(what) == 1


def test_what_was_worked_on_stays_covered_with_no_word_masked_for_nothing():
    found = read(Path(__file__).with_name("dev_2.toml"), with_roster=False)
    assert found.recall() >= 0.98 and not found.false


def test_the_marks_are_out_of_the_text_and_in_their_place():
    for excerpt in excerpts(HELDOUT):
        assert "{" not in excerpt.text and "}" not in excerpt.text, excerpt.voice
        assert all(excerpt.text[m.start : m.end].strip() for m in excerpt.marks)
    first = next(excerpts(HELDOUT))
    assert [first.text[m.start : m.end] for m in first.marks][:3] == ["Doris Whitfield", "03/04/1941", "Earl"]
