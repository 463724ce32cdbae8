"""At least one value that another person could measure again in the same way."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.context import FUTURE, HYPOTHETICAL, NOW
from auditkit.text.cues import cue
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE, INDEPENDENT
from auditkit.text.measures import MOTION
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section
from auditkit.text.targets import is_target
from auditkit.text.values import Unit

GRADED_CUES = cue(
    "graded_cues", "min cues", "mod cues", "max cues", "min verbal cues", "mod verbal cues", "max verbal cues", "minimal cues", "moderate cues", "maximal cues",
    "minimal verbal cues", "moderate verbal cues", "maximal verbal cues", "min vc", "min vcs", "mod vc", "mod vcs", "max vc", "max vcs", "min cueing", "mod cueing",
    "max cueing", "minimal cueing", "moderate cueing", "maximal cueing", "min prompts", "mod prompts", "max prompts", "min tactile cues", "mod tactile cues",
    "hand over hand", "hand under hand", "min-mod cues", "mod-max cues", "min to mod cues", "mod to max cues",
)  # fmt: skip
MEASURING = cue(
    "speaks_of_measuring",
    "rom",
    "arom",
    "prom",
    "strength",
    "mmt",
    "measurements",
    "measures",
    "data",
    "test results",
    "scores",
    "objective measures",
    "objective",
    "grip",
    "balance testing",
    "accuracy",
)

# "therapeutic exercise performed per flow sheet" points at no measure
_OF_EXERCISE = re.compile(
    r"\b(?:(?:ther\w*[- ]?)?ex(?:ercises?|s)?|there?-?ex|te|interventions?|treatments?|tx|activities|program)\b(?:\s(?:was|were|performed|completed|done|provided|continued|as|x \d+))*\s?$"
)


def check(note, reference):
    rows = [(row.start, row.end) for row in note.value_rows[:2]]
    found = rows + _plainest(note)[: 4 - len(rows)]
    helped = _graded_help(note)
    found += helped[: max(1, 5 - len(found))] if helped else []
    found = found or _compared(note) or _sized(note)
    if found:
        return met(*dict.fromkeys(found[:5]))
    for sentence in note.sentences:
        if sentence.cues & (MEASURING | MOTION) or sentence.section in (
            Section.MEASURES,
            Section.OBJECTIVE,
        ):
            if pointer := points_elsewhere(note, sentence):
                if not sentence.cues & MOTION and _OF_EXERCISE.search(note.lower, sentence.start, pointer[0]):
                    continue
                return unclear(pointer, message="The values stand in a document that was not supplied.")
            if sentence.cues & MEASURING and is_cut_off(note, sentence):
                return unclear((sentence.body, sentence.end), message="The sentence breaks off before the value.")
    return not_met(message="No value measured in this document was found.")


_MOST = 4


def _plainest(note):
    """Up to four measured values, of different sentences first, and those with a name and a unit before bare ones."""
    values, plain = [], set()
    for measure in note.measures:
        if measure.sentence.section is not Section.HISTORY and not is_target(note, measure):
            values.append(measure)
            if not _vagueness(measure):
                plain.add(measure.sentence.index)
                if len(plain) == _MOST:
                    break
    values.sort(key=_vagueness)
    first, others, seen = [], [], set()
    for measure in values:
        (others if measure.sentence.index in seen else first).append(measure.span)
        seen.add(measure.sentence.index)
    return (first + others)[:_MOST]


def _compared(note):
    """A count set beside an earlier one was counted, whatever it is called."""
    apart = [s for s in note.sentences if s.section in (Section.GOALS, Section.PLAN, Section.HISTORY)]
    return [(a, b) for a, b in islice(note.comparisons, 3) if not any(s.start <= a < s.end for s in apart)]


def _vagueness(measure) -> int:
    """0 for a named test with its unit, up to 3 for what may be an exercise's load or length."""
    if measure.unit in _LOADS:
        return 2 if measure.name else 3
    if measure.unit is Unit.COUNT:
        return 1
    return 0 if measure.name or measure.unit is not Unit.SECONDS else 1


_LOADS = frozenset((Unit.WEIGHT, Unit.LENGTH, Unit.REPETITIONS, Unit.MINUTES, Unit.DISTANCE))


_NOT_DONE = frozenset((Section.PLAN, Section.HISTORY, Section.PRIOR_LEVEL, Section.HOME_PROGRAM, Section.SIGNATURE))
_COUNTED_CUES = expression(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|no)\s+(?:(?:verbal|tactile|visual|gestural|physical|more|further|spoken|written|sign)\s+){0,2}(?:cues?|prompts?|reminders?)\b(?! level| hierarchy)"
)


def _counted_cues(low: str, start: int, end: int) -> re.Match | None:
    words = low[start:end]
    if "cue" in words or "prompt" in words or "remind" in words:
        return _COUNTED_CUES.search(low, start, end)
    return None


_TO_DO = re.compile(r"\s+to\s+(?!improve|increase|decrease|correct|maintain|avoid)[a-z]{3,}")
_PLAIN_LEVEL = re.compile(
    r"\b(?:min|mod|max|total)(?:imal|erate|imum)?\s?(?:a\b|assist\w*|(?:verbal |tactile )?cue\w*|prompt\w*)|\b(?:cga|sba|contact guard\w*|stand-?\s?by assist\w*|hand (?:over|under) hand)\b"
)
# "got it across with min A": the sentence before says what
_DID_IT = re.compile(r"\b(?:it|this|that|them|these|one|all|the (?:task|second|third|last|rest))\b")


def _task_before(note, sentence) -> bool:
    """Does one of the four sentences before, in the same part of the note, name the task that this one goes on about?"""
    if not _DID_IT.search(note.lower, sentence.start, sentence.end):
        return False
    before = note.sentences[max(0, sentence.index - 4) : sentence.index]
    return any(s.section is sentence.section and s.cues & ACTIVITY and sentence.line - s.line < 2 for s in before)


_SIZE = expression(
    r"(?<!\d)\d+(?:\.\d+)?\s?(?:cm|mm)?\s?[x\u00d7]\s?\d+(?:\.\d+)?\s?(?:[x\u00d7]\s?\d+(?:\.\d+)?\s?)?(?:cm|mm)\b"
)
_OF_A_WOUND = re.compile(
    r"\b(?:wound|ulcer|incision|scar|defect|lesion|area|measur\w+|size|opening|eschar|mass|cord)\b"
)


def _sized(note):
    """A wound or a scar with its length and width."""
    low = note.lower
    return [
        m.span()
        for m in islice(_SIZE.finditer(low), 2)
        if _OF_A_WOUND.search(low, max(0, low.rfind("\n", 0, m.start()), m.start() - 60), m.start())
    ]


def _graded_help(note):
    """Levels of help or of cueing that are tied to a named task."""
    found = []
    low = note.lower
    counts_cues = any(word in low for word in ("cue", "prompt", "remind"))
    for sentence in note.sentences:
        if sentence.section is Section.GOALS or (sentence.cues & (FUTURE | HYPOTHETICAL) and not sentence.cues & NOW):
            continue
        if counts_cues and sentence.section not in _NOT_DONE:
            match = _counted_cues(low, sentence.start, sentence.end)
            if match and (sentence.cues & ACTIVITY or _TO_DO.match(low, match.end(), sentence.end)):
                found.append(match.span())
                continue
        if not sentence.cues & (ASSIST | GRADED_CUES):
            continue
        if not sentence.cues & ACTIVITY:
            if sentence.section not in _NOT_DONE and _task_before(note, sentence):
                found += [match.span() for match in islice(_PLAIN_LEVEL.finditer(low, sentence.start, sentence.end), 1)]
            continue
        for hit in sentence.hits:
            if (
                hit.cues & (ASSIST | GRADED_CUES)
                and not hit.cues & INDEPENDENT
                and not note.is_negated(sentence, hit.start)
            ):
                if hit.phrase in (
                    "help",
                    "assistance",
                    "assist",
                    "setup",
                    "set up",
                    "set-up",
                    "some help",
                    "supervised",
                ):
                    continue
                near = [h for h in sentence.hits if h.cues & ACTIVITY and not h.cues & EXERCISE]
                if near:
                    task = min(near, key=lambda h: abs(h.start - hit.start))
                    found.append((min(task.start, hit.start), max(task.end, hit.end)))
                    break
    return found[:3]


rule = NoteRule(
    title="The note gives an objective measure",
    why=(
        "Medicare expects improvement to be shown by repeated objective measures wherever that is possible. A "
        "value that anyone can measure again lets a reviewer see the starting point and the change; words "
        'like "good" or "improved" mean something different to every reader.'
    ),
    fix=(
        "Record one value that fits this patient's problem, taken the same way each time: an angle, a "
        "strength grade, a time, a distance, a test score, accuracy over a number of trials, or the help "
        "needed for a named task."
    ),
    question="Which number would another therapist measure again next month to see whether this patient had changed?",
    strength="You gave a value that another therapist can measure again in the same way.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.2.C Rehabilitative Therapy: improvement is shown by successive objective measures"),
        benefit_policy_manual("220.3.C Evaluation: objective measures of the starting state"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="objective-measures",
    good=Example(
        text="Five times sit to stand from a 43 cm chair without hands: 17.6 seconds.",
        reason="A named test with its conditions and a value: the next person can repeat it.",
    ),
    bad=Example(
        text="Balance fair, strength looks better than before, pain 4/10. Three sets of ten squats done.",
        reason="Impressions, a pain score and an exercise dose: none of them can be measured again and compared.",
    ),
    check=check,
    phrases={},
)
