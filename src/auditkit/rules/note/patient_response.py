"""How the patient responded in this session, in terms that can be compared later."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, met, not_met, unclear
from auditkit.text.comparison import is_target
from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import cue, shared
from auditkit.text.function import ASSIST, CUE_LEVEL
from auditkit.text.measures import TASK, Unit
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

PAIN, VITAL, NAMED = shared("measures", "pain_word", "vital", "measure_name")
MOMENT = cue(
    "moment_in_session", "of the first", "of the last", "first try", "last try", "by rep 10", "by the end of", "after", "following", "post", "afterward", "afterwards", "by end", "by the end", "at end", "at the end", "end of session", "by set", "by third", "by second", "by last", "by the last", "by the third",
    "by the second", "by the fourth", "by fourth", "last set", "final set", "third set", "second set", "set 2", "set 3", "set 1", "during", "with cues", "with cue", "once", "then", "when", "until", "before fatigue", "this session", "today",
    "leaving", "on leaving", "left with", "at rest after", "within", "pre", "trial 1", "trial 2", "trial 3", "first trial", "last trial", "first set", "in session", "immediately", "in response", "in response to", "response", "with", "without",
    "next rep", "last rep", "by rep", "midway", "halfway", "in clinic", "at start", "to start", "arrived", "arrival", "throughout", "retest", "on retest", "re-test", "retested", "on recheck", "rechecked", "end of tx", "end of treatment", "during tx", "with exertion", "at end range", "on standing", "pass", "third pass", "first pass", "last pass", "per set", "every rep", "each rep", "on the last", "later", "min later", "minutes later", "recovered", "recovery",
)  # fmt: skip
EFFECT = cue(
    "effect_in_session", "level", "none of", "caved", "appeared", "disappeared", "stopped", "sample", "baseline", "evened out", "straight", "flat", "clear", "quiet", "gained", "gain", "up", "down", "swelling", "higher", "lower", "longer", "shorter", "softer", "looser", "warmer", "moved from", "moved to", "lost balance", "instead of", "cleared by", "came out", "hit", "got", "scored", "calmer", "brighter", "quicker", "faster", "slower", "none on", "improved", "improves", "improvement", "increased", "decreased", "dropped", "dropping", "reduced", "less", "fewer", "gone", "better", "worse", "worsened", "eased", "relieved", "relief", "resolved", "abolished",
    "centralized", "centralised", "peripheralized", "returned to", "back to", "recovered", "settled", "able to", "unable to", "needed", "required", "rests", "rest breaks", "rest break", "rested", "fatigued", "fatigue", "tired", "coughed", "cough",
    "coughs", "throat clear", "throat clears", "clear voice", "wet", "stayed", "held", "kept", "maintained", "lost", "loses", "stepped", "stumbled", "caught", "self corrected", "self-corrected", "self corrects", "corrected", "demonstrated", "return demonstration",
    "achieved", "reached", "went from", "came down", "went up", "rose", "fell", "down to", "up to", "steadier", "smoother", "louder", "clearer", "quieter", "no longer", "without cue", "without cues", "without cueing", "fading", "faded to", "carried over", "carryover",
    "no increase", "no change", "unchanged", "sore", "soreness", "spasm", "dizzy", "dizziness", "symptoms", "nystagmus", "leaked", "cried", "refused", "melted down", "calmed", "tolerated", "stopped at", "stopped after", "symptom", "still", "only", "managed", "completed", "softened",
    "blanched", "redness", "skin", "edema", "cleared", "desaturated", "missed", "slipped", "drifted", "wobbled", "buckled", "errors", "error", "repeated", "teach back", "teach-back", "verbalized", "showed", "did", "reported", "reports", "states", "stated", "says", "said", "rated", "rates",
)  # fmt: skip
GENERIC = cue(
    "generic_response", "tolerated well", "tolerated treatment well", "tolerated tx well", "tolerated session well", "tolerated all", "tolerated the session", "tolerated therapy well", "tolerated treatment", "tolerated the treatment", "tolerated activities well", "tol well", "tol tx well", "tol rx well",
    "tolerated well today", "tolerated all activities", "tolerated all exercises", "no adverse reaction", "no adverse reactions", "no adverse effects", "no adverse response", "no complaints", "responded well", "good response", "did well", "good tolerance", "no issues", "without complaint", "without complaints",
    "worked hard", "good effort", "pleasant and cooperative", "participated well", "good participation", "fatigued appropriately", "challenged appropriately", "appropriately challenged", "appropriately fatigued", "no new complaints",
)  # fmt: skip


def check(note, reference):
    if found := list(islice(_responses(note), 3)):
        return met(*found)
    for sentence in note.sentences:
        if sentence.section is Section.RESPONSE or sentence.cues & EFFECT:
            if sentence.section is Section.RESPONSE and (pointer := points_elsewhere(note, sentence)):
                return unclear(pointer, message="The response stands in a document that was not supplied.")
            if sentence.section in (Section.RESPONSE, Section.ASSESSMENT) and is_cut_off(note, sentence):
                return unclear((sentence.body, sentence.end), message="The sentence breaks off before the response.")
    return not_met(
        message="Nothing says how the patient responded in this session in terms a later reader could compare."
    )


def _responses(note):
    """Clauses that tell a response, in reading order."""
    text = note.lower
    for sentence in note.sentences:
        cues, section = sentence.cues, sentence.section
        if sentence.body >= sentence.end or section in _ELSEWHERE:
            continue
        if change := _before_and_after(text, sentence):
            yield note.clause(sentence, *change)
        elif on_task := _on_task(note, sentence):
            yield note.clause(sentence, on_task.start, on_task.end)
        elif cues & EFFECT and (effect := _effect(sentence)):
            moment = next((h for h in sentence.hits if h.cues & MOMENT and h is not effect), None)
            if moment is None:
                if section is not Section.RESPONSE and not cues & VITAL:
                    continue
                moment = effect
            if section in _TOLD and not _AFTER_TREATMENT.search(text, sentence.body, sentence.end):
                continue
            has_number = _DIGIT.search(text, sentence.body, sentence.end)
            if effect.phrase in _WEAK and not has_number:
                continue
            if has_number or cues & (ASSIST | CUE_LEVEL) or _CONCRETE.search(text, sentence.body, sentence.end):
                yield note.clause(sentence, min(effect.start, moment.start), max(effect.end, moment.end))


def _on_task(note, sentence):
    """A score on a task of the session: no target, no test."""
    if not sentence.cues & (TASK | CUE_LEVEL) and sentence.section is not Section.INTERVENTIONS:
        return None
    for measure in note.measured[sentence.index]:
        if measure.unit in _COUNTED and not is_target(note, measure) and not _is_test(sentence, measure):
            return measure
    return None


def _effect(sentence):
    """What changed or was needed, said of the patient and of what happened."""
    effect = next(
        (h for h in sentence.hits if h.cues & EFFECT and not h.cues & GENERIC and not _is_told(sentence, h)), None
    )
    if effect is None or _is_therapists(sentence, effect):
        return None
    if sentence.cues & HYPOTHETICAL and any(h.cues & HYPOTHETICAL and h.start < effect.start for h in sentence.hits):
        return None
    return effect


_ELSEWHERE = frozenset(
    (
        Section.GOALS,
        Section.PRIOR_LEVEL,
        Section.SIGNATURE,
        Section.HEADER,
        Section.MINUTES,
        Section.PLAN,
        Section.DIAGNOSIS,
    )
)
_TOLD = frozenset((Section.SUBJECTIVE, Section.HISTORY, Section.HOME_PROGRAM))
_COUNTED = frozenset((Unit.SCORE, Unit.PERCENT, Unit.REPETITIONS))
_DIGIT = re.compile(r"\d")
_TWO_NUMBERS = re.compile(r"\d[^\d;\n]+\d")
_WEAK = frozenset(
    (
        "did",
        "got",
        "up",
        "down",
        "still",
        "only",
        "completed",
        "kept",
        "hit",
        "less",
        "better",
        "needed",
        "required",
        "longer",
        "held",
        "swelling",
        "skin",
        "edema",
        "managed",
        "repeated",
        "faster",
        "slower",
        "quicker",
        "calmer",
        "lower",
        "higher",
    )
)
_REPORTED = frozenset(
    (
        "reported",
        "reports",
        "states",
        "stated",
        "says",
        "said",
        "did",
        "showed",
        "still",
        "only",
        "needed",
        "required",
        "rated",
        "rates",
    )
)
_AFTER_TREATMENT = re.compile(
    r"\b(?:after|post|following|end of|leaving|by the end)\b[^.]{0,40}\b(?:session|treatment|tx|mobs?|mobili\w+|manual|stretch\w*|exercise|set|reps?|trial|epley|walk\w*|technique|rx|today|massage)\b"
)
_CHANGE = re.compile(
    r"(?P<a>\d{1,3}(?:\.\d)?)(?:\s?/\s?\d{1,3}|\s?%|\s?deg\w*|\s?\u00b0)?\s*(?:\u2192|->|=>|-->|to|down to|up to|before[^.;]{0,20}?,?|pre[^.;\d]{0,24}?)\s*(?:a\s)?(?P<b>\d{1,3}(?:\.\d)?)(?:\s?/\s?\d{1,3}|\s?%|\s?deg\w*|\s?\u00b0)?\s*(?:\w+\s){0,3}?(?:after|post|following|by|with|at end|end|in session|w/|on leaving|during|today|at close|now)?"
)
_PRE_POST = re.compile(
    r"\b(?:pre|before|start|arrival|arrived|initially|first (?:set|trial|rep)|set 1|trial 1)\b[^.;\n]{0,50}?\d[^.;\n]{0,60}?\b(?:post|after|end|leaving|exit|last (?:set|trial|rep)|final|set [2-5]|trial [2-9]|by)\b[^.;\n]{0,40}?\d"
)
_CONCRETE = re.compile(
    r"\b(?:by (?:the )?(?:second|third|fourth|last|end|\d)|(?:first|second|third|last|final) (?:set|trial|rep|attempt|lap|try)|one|two|three|four|five|twice|once|each|every|rests?|half|all but)\b"
)


def _is_therapists(sentence, effect) -> bool:
    """ "Kept elevation below 90": what the therapist did opens the sentence."""
    return effect.phrase in _EITHER and effect.start - sentence.body < 3


_EITHER = frozenset(
    (
        "kept",
        "held",
        "reduced",
        "increased",
        "decreased",
        "maintained",
        "dropped",
        "repeated",
        "corrected",
        "completed",
        "stopped at",
        "returned to",
        "showed",
        "cleared",
    )
)


def _before_and_after(text: str, sentence):
    """A value that changed within the session: pain 6 to 3 after, SpO2 before and after, first set against last."""
    if not _TWO_NUMBERS.search(text, sentence.body, sentence.end):
        return None
    if match := _PRE_POST.search(text, sentence.body, sentence.end):
        return match.span()
    cues = sentence.cues
    if not cues & (PAIN | VITAL | NAMED | EFFECT) or not cues & MOMENT:
        return None
    if all(h.phrase in _ANY_TIME for h in sentence.hits if h.cues & MOMENT):
        return None
    match = _CHANGE.search(text, sentence.body, sentence.end)
    return match.span() if match else None


_ANY_TIME = frozenset(("with", "today", "when"))


def _is_test(sentence, measure) -> bool:
    return any(h.phrase in _SAMPLES for h in sentence.hits) or any(
        h.cues & NAMED and not h.cues & TASK and 0 <= measure.start - h.end < 30 for h in sentence.hits
    )


_SAMPLES = frozenset(("sample", "speech sample", "baseline", "pretest"))


def _is_told(sentence, hit) -> bool:
    """Words of telling alone ("reports") are no response."""
    return hit.phrase in _REPORTED and not any(h.cues & EFFECT and h.phrase not in _REPORTED for h in sentence.hits)


rule = NoteRule(
    title="The note says how the patient responded in this session",
    why=(
        "A response that can be compared later shows that treatment is doing something and that somebody is "
        'watching. "Tolerated well" fits every patient, so it tells a reviewer nothing about this one.'
    ),
    fix=(
        "Say what changed during the visit after what you did: a value before and after, the help or cues "
        "needed by the end, rests taken, or signs you had to watch."
    ),
    question="What was different at the end of this session from its start, and what did you see that told you so?",
    strength="You described the response in terms that the next visit can be compared with.",
    severity=Severity.INFO,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.E Treatment Note: what may be added to the note",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
            confidence=Confidence.MEMORY,
        ),
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.2.C Rehabilitative Therapy: continued assessment during treatment",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text=(
            "Heel strike returned on 7 of 10 steps after facilitation at the pelvis; one seated rest, heart "
            "rate settled to 84 within 2 minutes."
        ),
        reason="What was seen after the treatment, with values that a later reader can compare.",
    ),
    bad=Example(
        text="Patient tolerated the session well and left without complaint.",
        reason="It would fit any patient and gives nothing to compare the next visit with.",
    ),
    check=check,
    phrases={},
)
