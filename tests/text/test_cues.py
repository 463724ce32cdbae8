"""The literal pass: one automaton or one expression, the same hits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditkit.text import cues
from auditkit.text.note import Note  # registers the shared cues

WORDS = st.sampled_from(
    [
        "walk",
        "walks",
        "walker",
        "ambulates",
        "no",
        "difficulty",
        "with",
        "stairs",
        "denies",
        "any",
        "min",
        "a",
        "mod",
        "assist",
        "sit-to-stand",
        "cannot",
        "unable",
        "to",
        "verbal",
        "cues",
        "for",
        "hip",
        "hinge",
        "because",
        "of",
        "pain",
        "4/10",
        "goal",
        "met",
        "not,",
        "yet.",
        "SLP",
        "pt;",
        "therapist's",
        "w/o",
        "b/c",
        "112",
        "deg\n",
        "improving",
        "Improvement",
        "independent",
        "independently",
    ]
)


def hits(text: str, *, compiled: bool):
    return [tuple(hit) for hit in cues._Matcher(cues._phrases, compiled=compiled).find(cues.plain(text))]


def test_the_expression_finds_what_the_automaton_finds():
    Note("")
    text = "Pt. ambulates 150 ft with min A; denies difficulty with stairs. Needs verbal cues for hip hinge because of lumbar flexion."
    found = hits(text, compiled=True)
    assert found == hits(text, compiled=False)
    assert found


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_both_ways_agree_on_any_text(text):
    assert hits(text, compiled=True) == hits(text, compiled=False)


@given(st.text(max_size=200))
def test_the_plain_text_keeps_every_place(text):
    assert len(cues.plain(text)) == len(text)


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
    assert next(h.phrase for h in cues.find("walk test") if "walk" in h.phrase) != "walk"


def test_a_phrase_ends_at_a_word():
    bit = cues.cue("test_only", "stairwell")
    assert not any(h.cues & bit for h in cues.find("stairwells"))
