"""SOAP by its letters: read with almost any mark, and never from initials, lists or words."""

import pytest

from auditkit.text.soap import letters

PARTS = ("Pt reports less pain.", "Gait 40 ft CGA.", "Weak hip drops the pelvis.", "Cont 2x/wk.")


def opened(text):
    return [text[at] if text[at] in "SOAP" else text[at + 1] for at in sorted(letters(text))]


@pytest.mark.parametrize("mark", ["/", ")", "]", ".", "|", " |", ">", ";", "*", "\t", " "])
def test_letters_at_the_head_of_lines_open_their_parts(mark):
    text = "\n".join(letter + mark + " " + words for letter, words in zip("SOAP", PARTS, strict=True))
    assert opened(text) == ["S", "O", "A", "P"]
    for at, (letter, body) in letters(text).items():
        assert text[body:].lstrip().startswith(PARTS["SOAP".index(letter)]), text[at:body]


@pytest.mark.parametrize("mark", ["/", ")", "]", "|", ">"])
def test_all_four_in_one_line_open_their_parts(mark):
    text = " ".join(letter + mark + " " + words for letter, words in zip("SOAP", PARTS, strict=True))
    assert opened(text) == ["S", "O", "A", "P"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A good day. P. Lane, PT",
        "P. Lane PT\nA. Moss PTA",
        "A. Bridges 2x10\nB. Clams 2x10\nC. Squats 2x10",
        "A) walk to the car\nB) carry groceries\nC) climb stairs\nP) not tried",
        "O. Perez was seen with A. Silva. P. Ortiz signed.",
        "S. Perez, OT\nTx: dressing, LB\nA. Reyes, COTA",
        "Vitamins A/P and S/O were named.",
        "A lot of pain today\nP lan unchanged\nS he walked\n",
        "Pain A/P glide L5, s/p fusion, w/o brace, O/E stiff.",
    ],
)
def test_initials_lists_and_words_open_nothing(text):
    assert letters(text) == {}


def test_where_no_o_ends_it_nobody_knows_how_far_s_goes():
    assert opened("S/ Pt reports less pain.\nGait 40 ft.\nA/ Weak hip.\nP/ Cont 2x/wk.") == ["A", "P"]


def test_every_letter_is_found_once_and_in_its_place():
    text = "S/ a\nO/ b\nA/ c\nP/ d\nA/P: see above"
    assert [text[at] for at in letters(text)] == ["S", "O", "A", "P"]
