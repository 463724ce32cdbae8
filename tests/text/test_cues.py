"""The literal pass: one automaton or one expression, the same hits."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from auditkit.text import cues
from auditkit.text.literal_pass import LiteralPass, plain
from auditkit.text.note import Note  # registers the cues and the layers

SPOKEN = """
walk walks walker ambulates no difficulty with stairs denies any min a mod assist sit-to-stand cannot unable to verbal cues for hip hinge
because of pain 4/10 goal met not, yet. SLP pt; therapist's w/o b/c 112 improving Improvement independent independently gait belt bottles
stroke fracture ther-ex heel slides next visit total treatment time 45 min timed
"""
WORDS = st.sampled_from([*SPOKEN.split(), "deg\n"])


@cache
def literal_pass(*, compiled: bool) -> LiteralPass:
    return LiteralPass(cues._layers, compiled=compiled)


def hits(text: str, *, compiled: bool):
    return literal_pass(compiled=compiled).find(plain(text))


def test_the_expression_finds_what_the_automaton_finds():
    text = "Pt. ambulates 150 ft with min A; denies difficulty with stairs. Needs verbal cues for hip hinge because of a stroke in May; ther-ex."
    text = ". ".join((text, *(next(iter(layer)).rstrip("*") for layer in cues._layers)))
    found = hits(text, compiled=True)
    assert found == hits(text, compiled=False)
    assert all(found)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_both_ways_agree_on_any_text(text):
    assert hits(text, compiled=True) == hits(text, compiled=False)


SMALL = st.text("ab ", min_size=1, max_size=5).filter(str.strip).map(lambda words: " ".join(words.split()))
LAYER = st.dictionaries(
    st.tuples(SMALL, st.sampled_from(["", "*"])).map("".join), st.sampled_from([0, 1, 2, 4]), max_size=6
)


@given(st.lists(LAYER, min_size=1, max_size=3), st.text("ab ", max_size=24), st.booleans())
def test_a_layer_finds_what_it_would_find_alone(layers, text, compiled):
    together = LiteralPass(layers, compiled=compiled).find(text)
    assert together == [found for layer in layers for found in LiteralPass([layer], compiled=compiled).find(text)]


def test_a_phrase_does_not_hide_one_of_another_layer():
    own = cues.layer({"zebra crossing drill": 1})
    shared = cues.cue("test_crossing", "crossing")
    found = cues.find("Zebra crossing drill.")
    assert found[own] == [(0, 20, 1, "zebra crossing drill")]
    assert any(hit.cues & shared for hit in found[cues.SHARED])


def test_a_stem_keeps_its_name_and_its_bits_where_a_longer_phrase_takes_the_same_word():
    for compiled in (True, False):
        ((hit,),) = LiteralPass([{"bottle*": 1, "bottles": 2}], compiled=compiled).find("two bottles")
        assert hit == (4, 11, 3, "bottle*")


@given(st.text(max_size=200))
def test_the_plain_text_keeps_every_place(text):
    assert len(plain(text)) == len(text)


@given(st.text(max_size=400))
def test_any_text_can_be_parsed_and_every_sentence_is_a_span_of_it(text):
    note = Note(text)
    for sentence in note.sentences:
        assert 0 <= sentence.start <= sentence.body <= sentence.end <= len(text)
        for hit in sentence.hits:
            assert 0 <= hit.start < hit.end <= len(text) + 1


def test_a_cue_inside_a_longer_one_is_not_seen():
    cues.cue("test_walk", "walk")
    cues.cue("test_walker", "walk test")
    assert next(h.phrase for h in cues.find("walk test")[cues.SHARED] if "walk" in h.phrase) != "walk"


def test_a_phrase_ends_at_a_word():
    bit = cues.cue("test_only", "stairwell")
    assert not any(h.cues & bit for h in cues.find("stairwells")[cues.SHARED])
