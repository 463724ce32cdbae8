"""How the patient stood at the end of care: a measured value or a function that is not the start's."""

from __future__ import annotations

import re

from auditkit.text.end_of_care import is_about_kin
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE, INDEPENDENT
from auditkit.text.no_limit import speaks_of_no_limit
from auditkit.text.sections import Section

Span = tuple[int, int]
_NO_VALUES = frozenset((Section.HISTORY, Section.PRIOR_LEVEL, Section.HOME_PROGRAM, Section.HEADER))
_NO_FUNCTION = frozenset(
    (Section.HISTORY, Section.PRIOR_LEVEL, Section.HEADER, Section.INTERVENTIONS, Section.SIGNATURE, Section.PLAN)
)
_START = expression(
    r"\b(?:at (?:eval\w*|initial|start|soc|ie|admission|first)|initial(?:ly)? (?:eval\w*|visit)?|baseline|when (?:he|she|they|care) (?:started|began)|start of care)\b",
    re.I,
)
_END = re.compile(
    r"\b(?:at (?:the )?(?:d/?c|discharge|last|final|end|this)|last\s?:|last (?:visit|seen|session|week|day|note)|when last seen|final|now|today|current\w*|end status|status|before transfer|met|achieved|from|to date|has (?:returned|resumed)|is (?:able|independent|now))\b",
    re.I,
)


def final_status(note) -> list[Span]:
    """Up to two measured values of the end, else with functions up to three spans, in reading order of their kind."""
    found = _values(note)
    if len(found) == 2:
        return found
    text = note.text
    for sentence in note.sentences:
        start, end, cues = sentence.start, sentence.end, sentence.cues
        if (
            sentence.section in _NO_FUNCTION
            or not cues & (ACTIVITY | ASSIST | INDEPENDENT)
            or is_about_kin(text, sentence)
        ):
            continue
        at_end = _END.search(text, start, end)
        if (
            (not at_end and _START.search(text, start, end))
            or _DENIES.match(text, sentence.body, end)
            or speaks_of_no_limit(text, sentence)
        ):
            continue
        helped = next(
            (h for h in sentence.hits if h.cues & (ASSIST | INDEPENDENT) and not h.phrase.startswith(("den", "set"))),
            None,
        )
        act = next(
            (h for h in sentence.hits if h.cues & ACTIVITY and not h.cues & EXERCISE and h.phrase not in _CALLS), None
        )
        if helped and (act or _PROGRAM.search(text, start, end)):
            found.append(note.clause(sentence, helped.start, helped.end))
        elif act and (at_end or _ABLE.search(text, start, end)) and not _WORKED_ON.search(text, start, end):
            found.append(note.clause(sentence, act.start, act.end))
        if len(found) == 3:
            break
    return found


def _values(note) -> list[Span]:
    text = note.text
    found: list[Span] = []
    for measure in note.measures:
        sentence = measure.sentence
        if sentence.section in _NO_VALUES or _COUNTED_VISITS.match(text, measure.end):
            continue
        if _START.search(text, sentence.start, measure.start) and not _END.search(text, sentence.start, measure.start):
            continue
        found.append(measure.span)
        if len(found) == 2:
            break
    return found


_CALLS = frozenset(("phone", "call", "calls", "phone call", "phone calls", "telephone", "called"))  # how it was heard
_COUNTED_VISITS = re.compile(r"\s*(?:visits|sessions|appointments|treatments)", re.I)
_DENIES = re.compile(r"\W*(?:\w+\s)?denie[sd]", re.I)
_PROGRAM = re.compile(r"\b(?:hep|home (?:exercise )?program\w*)\b", re.I)
_ABLE = expression(
    r"\b(?:able to|can|walks?|runs?|climbs?|dresses|lifts?|drives?|eats?|swallows?|reads?|speaks?|talks?|understood|needs?|requires?|cannot|can't|unable|still|feeds?|sits?|stands?|sleeps?|carries|reaches|bathes|showers|cooks|plays|mows|shops|goes|gets|types|writes|rides|swims|names|asks|kneels?|squats?|(?:(?<=[.,;:] )|(?<=^)|(?<=is )|(?<=now )|(?<=seen )|(?<=was )|(?<=and ))(?:eating|walking|running|working|driving|sleeping|playing|talking|reading|living|cooking)|worked|works|completes?|performs?|tolerates?|uses?|showed)\b",
    re.I,
)
_WORKED_ON = re.compile(
    r"\b(?:worked on|treatment (?:included|consisted)|tx given|was seen for|instructed|keep up|continue)\b", re.I
)
