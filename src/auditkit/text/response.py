"""What the patient did, felt or needed in this session: values before and after, counts on a task, what came of a cue."""

from __future__ import annotations

import re

from auditkit.text.context import HYPOTHETICAL
from auditkit.text.counted_task import NAMED, TOLD_OF, counted_on_task
from auditkit.text.cues import layer, shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import ASSIST, CUE_LEVEL
from auditkit.text.in_session import (
    at_a_named_turn,
    before_and_after_turned,
    counted_times,
    rest_and_work,
    said_back,
    so_many_turns,
    told_by_turns,
)
from auditkit.text.literal_pass import Hit
from auditkit.text.sections import Section

Span = tuple[int, int]

PAIN, VITAL = shared("measures", "pain_word", "vital")
MOMENT, EFFECT, GENERIC = shared("response", "moment_in_session", "effect_in_session", "generic_response")
_FIRST, _LAST, _DID, _ACTED = 1, 2, 4, 8


def _turns() -> dict[str, int]:
    bits: dict[str, int] = {}
    for name, bit in (("at_first", _FIRST), ("at_last", _LAST), ("did", _DID), ("acted", _ACTED)):
        for phrase in vocabulary("response")[name]["any"]:
            bits[phrase] = bits.get(phrase, 0) | bit
    return bits


_TURNS = layer(_turns())


def responses(note) -> list[Span]:
    """Clauses that tell a response, the plainest first."""
    found: list[tuple[int, Span]] = []
    text, turns, at = note.lower, note.hits_in(_TURNS), 0
    for sentence in note.sentences:
        section, start, end = sentence.section, sentence.start, sentence.end
        while at < len(turns) and turns[at].start < start:
            at += 1
        since = at
        while at < len(turns) and turns[at].start < end:
            at += 1
        if section is Section.GOALS and text.find(" today", start, end) >= 0:
            if score := counted_on_task(note, sentence):  # "Goal 1: name 10 items: 7/10 today with mod cues"
                found.append((0, note.clause(sentence, score.start, score.end)))
            continue
        if sentence.body >= sentence.end or section in _ELSEWHERE or _PLANNED.match(text, start, end):
            continue
        if ranked := _response(note, sentence, turns[since:at]):
            found.append(ranked)
    found.sort(key=lambda ranked: ranked[0])  # in reading order within a rank
    return list(dict.fromkeys(span for _, span in found))


def _response(note, sentence, turns: list[Hit]) -> tuple[int, Span] | None:
    """How plain it is (0 is plainest) and the clause, or None."""
    text, cues = note.lower, sentence.cues
    if note.numbers[sentence.index] > 1 and (change := _before_and_after(text, sentence)):
        return 0, note.clause(sentence, *change)
    if on_task := counted_on_task(note, sentence):
        return 0 if cues & (MOMENT | CUE_LEVEL) else 1, note.clause(sentence, on_task.start, on_task.end)
    if cues & EFFECT and (span := _effect_at_a_moment(note, sentence)):
        return None if _WHO.match(text, sentence.body, sentence.end) else (2, span)
    if cues & EFFECT and sentence.section not in _TOLD and (many := so_many_turns(text, sentence.body, sentence.end)):
        if _effect(text, sentence) is not None and not TOLD_OF.search(text, sentence.start, sentence.end):
            return 1, note.clause(sentence, *many.span())
    if turns and (turn := _turn(text, sentence, turns)):
        return 1, note.clause(sentence, *turn)
    if sentence.section in _TOLD or cues & HYPOTHETICAL:
        return None
    helped, numbers = bool(cues & (ASSIST | CUE_LEVEL)), note.numbers[sentence.index]
    if helped or turns or cues & (EFFECT | PAIN):
        if told := told_by_turns(text, sentence.body, sentence.end, numbers=numbers, helped=helped):
            return 1, note.clause(sentence, *told.span())
    if numbers and (back := said_back(text, sentence.body, sentence.end)):
        return 1, note.clause(sentence, *back.span())
    return None


def _effect_at_a_moment(note, sentence) -> Span | None:
    text, cues, section = note.lower, sentence.cues, sentence.section
    effect = _effect(text, sentence)
    if effect is None:
        return None
    moment = next((h for h in sentence.hits if h.cues & MOMENT and h is not effect), None)
    if moment is None:
        if section is not Section.RESPONSE and not cues & VITAL:
            return None
        moment = effect
    if _AFTER_LAST.search(text, sentence.body, sentence.end):
        return None
    if section in _TOLD and not _AFTER_TREATMENT.search(text, sentence.body, sentence.end):
        return None
    has_number = _has_number(text, sentence)
    if effect.phrase in _WEAK and not has_number:
        return None
    if has_number or cues & (ASSIST | CUE_LEVEL) or _CONCRETE.search(text, sentence.body, sentence.end):
        return note.clause(sentence, min(effect.start, moment.start), max(effect.end, moment.end))
    return None


def _has_number(text: str, sentence) -> bool:
    """Is there a number that is no dose ("2x15", "15 min", "3 lb")?"""
    return bool(_DIGIT.search(_DOSE.sub(" ", text[sentence.body : sentence.end])))


_DOSE = expression(
    r"\d+(?:\.\d+)?\s?(?:x|\u00d7)\s?\d+(?:\s?(?:s|sec|min|ft|reps?)\b)?|\bx\s?\d+\s?(?:min\w*|secs?|s|lbs?|reps?|sets?|ft|each|ea)\b|\d+(?:\.\d+)?\s?(?:min(?:utes?)?|lbs?|#|kg|sets?|units?|u)\b|\b9[27]\d{3}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_WHO = re.compile(
    r"\W*(?:the )?(?:pt|patient|client|mr\.?|mrs\.?|ms\.?|[a-z]+)?\s*(?:[a-z]+ )?is an? \d{1,3}[ -]?(?:y|year|month|mo\b)"
)
_PLANNED = re.compile(
    r"(?:next|nxt|plan|tomorrow|to do|hep|(?:mon|tues|wednes|thurs|fri|satur|sun)day:|in relation to|goal|stg|ltg|outcome|(?:long|short)[- ]term)\b"
)
_COUNTS = expression(
    r"(?<![\w/.])(?:\d{1,3}(?:\.\d+)?|none|zero|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)(?![\w.]*\d*x)\b"
)


def _turn(text: str, sentence, turns: list[Hit]) -> Span | None:
    """What came first and what came then, each with its number; or what the patient did, at which turn or how often."""
    start, end = sentence.body, sentence.end
    kinds = 0
    for turn in turns:
        kinds |= turn.cues
    in_turn = kinds & _FIRST and kinds & _LAST
    if not in_turn and not kinds & (_DID | _ACTED):
        return None
    if sentence.section in _TOLD or sentence.cues & HYPOTHETICAL or TOLD_OF.search(text, start, end):
        return None
    masked = text[:start] + _DOSE.sub(lambda m: " " * len(m[0]), text[start:end])
    counts = [m.span() for m in _COUNTS.finditer(masked, start, end)]
    if in_turn and len(counts) > 1 and (span := _first_and_last(turns, counts)):
        return span
    if _BY_THERAPIST.match(text, start, end):
        return None
    did = next((h for h in turns if h.cues & _DID and not _is_denied(text, h)), None)
    in_list = sentence.section is Section.INTERVENTIONS
    acted = did or next((h for h in turns if h.cues & _ACTED and (not in_list or h.phrase in _NEEDED)), None)
    if acted is None:
        return None
    at_turn = _AT_A_TURN.search(text, start, end)
    if at_turn and (did or counts or (not in_list and at_a_named_turn(text, start, end))):
        return min(acted.start, at_turn.start()), max(acted.end, at_turn.end())
    if did and (counts or _SOON.search(text, start, end) or counted_times(text, start, end)):
        return did.start, did.end
    return None


def _first_and_last(turns: list[Hit], counts: list[Span]) -> Span | None:
    """ "70 first call, 35 by the fourth": each word of time with a number of its own."""
    for first in turns:
        if not first.cues & _FIRST:
            continue
        for last in turns:
            if last.cues & _LAST and last.start >= first.end:
                one, other = _number_of(first, counts), _number_of(last, counts)
                if one and other and one != other:
                    return min(first.start, one[0]), max(last.end, other[1])
    return None


def _number_of(hit: Hit, counts: list[Span]) -> Span | None:
    near = [
        c for c in counts if -3 <= hit.start - c[1] <= 24 or 0 <= c[0] - hit.end <= 28 or (hit.start <= c[0] < hit.end)
    ]
    return min(near, key=lambda c: min(abs(hit.start - c[1]), abs(c[0] - hit.end)), default=None)


def _is_denied(text: str, hit: Hit) -> bool:
    return text[max(0, hit.start - 5) : hit.start].endswith((" not ", " no ")) and not hit.phrase.startswith("no ")


_NEEDED = frozenset(("needed", "missed", "caught", "remembered", "asked for", "had to rest"))  # no name of an exercise
_BY_THERAPIST = re.compile(
    r"(?:educated|instructed|discussed|reviewed|issued|plan|recommend\w*|progressed|increased|provided)\b"
)
_AT_A_TURN = expression(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:last|final|next)(?! (?:pt|patient|client|visit|session|week|appt|appointment|person|(?:\d+|few|ten|five|fifteen) min\w*|min\w*|to)\b)|remaining|1st|2nd|3rd|[4-9]th|1\dth|rep \d+|lap \d+|set \d+|trial \d+|round \d+|bite \d+|sip \d+|minute \d+|(?<!\d )min \d+|by the end|at the end|in the end|by rep \d+)\b|#\d"
)
_SOON = re.compile(
    r"\b(?:in|within|w/in|after|for|over)\s(?:about\s)?(?:an?|one|two|three|\d+)\s?(?:min\w*|sec\w*|s|breaths?)\b"
)


def _effect(text: str, sentence):
    """What changed or was needed, said of the patient and of what happened."""
    effect = next(
        (h for h in sentence.hits if h.cues & EFFECT and not h.cues & GENERIC and not _is_told(sentence, h)), None
    )
    if effect is None or _is_therapists(text, sentence, effect):
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
_DIGIT = re.compile(r"\d")
_TWO_NUMBERS = expression(r"\d[^\d;\n]+\d")
_WEAK = frozenset(vocabulary("response")["weak_effect"]["any"])
_REPORTED = frozenset(vocabulary("response")["telling"]["any"])
_AFTER_TREATMENT = re.compile(
    r"\b(?:after|post|following|end of|leaving|by the end)\b[^.]{0,40}\b(?:session|treatment|tx|mobs?|mobili\w+|manual|stretch\w*|exercise|set|reps?|trial|epley|walk\w*|technique|rx|today|massage)\b"
)
_AFTER_LAST = expression(
    r"\b(?:after|following|since)\s(?:the\s|his\s|her\s)?(?:last|previous|prior)\s(?:session|visit|tx|treatment|therapy|time|appointment)\b"
)
_CHANGE = expression(
    r"(?P<a>\d{1,3}(?:\.\d)?)(?:\s?/\s?\d{1,3}|\s?%|\s?deg\w*|\s?\u00b0)?\s*(?:\u2192|->|=>|-->|to|down to|up to|before[^.;]{0,20}?,?|pre[^.;\d]{0,24}?)\s*(?:a\s)?(?P<b>\d{1,3}(?:\.\d)?)(?:\s?/\s?\d{1,3}|\s?%|\s?deg\w*|\s?\u00b0)?\s*(?:\w+\s){0,3}?(?:after|post|following|by|with|at end|end|in session|w/|on leaving|during|today|at close|now)?"
)
_PRE_POST = expression(
    r"\b(?:pre|before|start|arrival|arrived|initially|first (?:set|trial|rep)|set 1|trial 1)\b[^.;\n]{0,50}?\d[^.;\n]{0,60}?\b(?:post|after|end|leaving|exit|last (?:set|trial|rep)|final|set [2-5]|trial [2-9]|by)\b[^.;\n]{0,40}?\d"
)
_CONCRETE = expression(
    r"\b(?:by (?:the )?(?:second|third|fourth|last|end|\d)|(?:first|second|third|last|final) (?:set|trial|rep|attempt|lap|try)|one|two|three|four|five|twice|once|each|every|rests?|half|all but)\b"
)


def _is_therapists(text: str, sentence, effect) -> bool:
    """ "Kept elevation below 90": what the therapist did opens the sentence."""
    if effect.phrase in _EITHER and effect.start - sentence.body < 3:
        return not _HELD_FOR.match(text, effect.end, sentence.end)
    return bool(_THERAPIST_DID.search(text, max(sentence.start, effect.start - 14), effect.start))


_HELD_FOR = re.compile(r"[^.;,]{0,30}?\d+\s?s(?:ec\w*)?\b")  # "held tandem 9 s": that is the patient
_THERAPIST_DID = re.compile(r"\b(?:i|we|therapist|pta?|cota?|slp|aide)\s+$")
_EITHER = frozenset(vocabulary("response")["either"]["any"])


def _before_and_after(text: str, sentence):
    """A value that changed within the session: pain 6 to 3 after, SpO2 before and after, first set against last."""
    if not _TWO_NUMBERS.search(text, sentence.body, sentence.end) or (
        sentence.cues & VITAL and _ONLY_PRESSURE.match(text, sentence.body, sentence.end)
    ):
        return None
    if match := _PRE_POST.search(text, sentence.body, sentence.end):
        return match.span()
    cues = sentence.cues
    if match := before_and_after_turned(text, sentence.body, sentence.end):
        return match.span()
    if cues & VITAL and sentence.section not in _TOLD:
        if match := rest_and_work(text, sentence.body, sentence.end):
            return match.span()
    if not cues & (PAIN | VITAL | NAMED | EFFECT) or not cues & MOMENT:
        return None
    if all(h.phrase in _ANY_TIME for h in sentence.hits if h.cues & MOMENT):
        return None
    match = _CHANGE.search(text, sentence.body, sentence.end)
    return match.span() if match else None


# blood pressure before and after, and nothing else
_ONLY_PRESSURE = re.compile(
    r"[^.;\n\d]{0,30}\b(?:bp|blood pressure)\b[^.;\n\d]{0,20}\d+/\d+[^.;\n\d]{0,30}(?:\d+/\d+[^.;\n\d]{0,30})?[.\s]*$"
)
_ANY_TIME = frozenset(("with", "today", "when"))


def _is_told(sentence, hit) -> bool:
    """Words of telling alone ("reports") are no response."""
    return hit.phrase in _REPORTED and not any(h.cues & EFFECT and h.phrase not in _REPORTED for h in sentence.hits)
