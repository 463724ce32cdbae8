"""How the patient stands toward a named goal or function, and how that is known."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import cue
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, STRONG
from auditkit.text.function_moved import GOAL, function_moved
from auditkit.text.goal_status import standing
from auditkit.text.note import trimmed
from auditkit.text.pointing import points_elsewhere
from auditkit.text.sections import Section

DEFINITE = cue(
    "goal_status", "met", "not met", "unmet", "partially met", "partly met", "partial", "achieved", "not achieved", "partially achieved", "attained", "not attained", "reached", "not reached",
    "not yet", "not yet met", "hit", "mastered", "not mastered", "exceeded", "surpassed", "accomplished", "fully met", "goal met", "goals met", "nearly met", "almost met", "close to", "short of",
    "not started", "not addressed", "on track", "unchanged", "no change", "regressed", "worse", "declined", "plateaued", "upgraded", "revised", "discontinued", "deferred", "75% met", "50% met",
    "halfway", "closer", "still short", "falls short", "moving", "slipped", "on hold", "moved along", "has moved along", "moved from", "stands at", "nearly there", "has moved on", "moved on", "moved on for", "no further", "gained ground", "has not moved", "not moved", "has moved", "half met", "moved", "further from", "same level", "goals achieved", "all goals met", "lost ground", "stalled", "no longer progressing", "nearly", "almost", "satisfied", "ahead of", "resolved", "half way", "nearly there", "not there yet", "done", "behind",
)  # fmt: skip
LOOSE = cue(
    "loose_goal_status",
    "progressing",
    "emerging",
    "ongoing",
    "in progress",
    "continuing",
    "improving",
    "continue goal",
    "continue",
    "making progress",
    "progress",
    "steady progress",
    "advancing",
    "cont",
    "remains",
    "working toward",
    "moving toward",
    "still working",
    "toward",
)


def check(note, reference):
    if found := list(islice(_goals_with_status(note), 3)):
        return met(*dict.fromkeys([*found, *islice(standing(note), 2)]))
    if found := list(islice(standing(note), 4)) or function_moved(note)[:3]:
        return met(*found)
    for sentence in note.sentences:
        if sentence.cues & GOAL and (pointer := points_elsewhere(note, sentence)):
            return unclear(pointer, message="The status of the goals stands in a document that was not supplied.")
    return not_met(message="No goal or function with its status, and how that is known, was found.")


def _goals_with_status(note):
    """A named goal with a status, and with something that shows it: a value, an activity, a level of help, a reason."""
    rows = _rows_of_goals(note.lower, note.lines)
    for sentence in note.sentences:
        cues = sentence.cues
        if not cues & (DEFINITE | LOOSE):
            continue
        in_goals = sentence.section in (Section.GOALS, Section.PROGRESS) or (
            rows[0] <= sentence.start < rows[1] and any(c.isdigit() for c in note.words(sentence))
        )
        closes = _closes_a_goal(note, sentence)
        in_goals = in_goals or closes
        if not in_goals and not cues & GOAL and not _status_stands_apart(note, sentence):
            continue
        if points_elsewhere(note, sentence):
            continue
        for hit in sentence.hits:
            if hit.cues & DEFINITE:
                is_known = closes or _is_shown(note, sentence, in_goals)
            else:
                is_known = hit.cues & LOOSE and _has_value_now(note, sentence, hit)
            if is_known and not _is_planned(sentence, hit) and not _is_by_therapist(note.lower, sentence, hit):
                yield _shown(note, sentence, hit)
                break


def _closes_a_goal(note, sentence) -> bool:
    """ "Obj 2: follow directions 80%. 8/10, 9/10. MET.": the status alone, behind a goal and what was counted on its line."""
    if sentence.end - sentence.start > 18 or not sentence.index:
        return False
    before = note.sentences[max(0, sentence.index - 3) : sentence.index]
    goal = next(
        (
            s
            for s in before
            if note.text.find("\n", s.start, sentence.start) < 0
            and (s.cues & GOAL or s.label.startswith(("obj", "goal", "stg", "ltg")))
        ),
        None,
    )
    return goal is not None and any(c.isdigit() for c in note.text[goal.end : sentence.start])


# the heading line of a table with a column for the goal and one for its status, and the lines under it
_TABLE = re.compile(
    r"^[ \t|]*(?:goals?|objectives?|outcomes?|targets?|aims?|benchmarks?|[sl]tgs?)\b[^\n]*(?:\||\t|\s{3})[^\n]*\b(?:status|progress|result|met|rating|level)\b[^\n]*\n(?P<rows>(?:[^\n]*(?:\||\t|\S\s{3,}\S)[^\n]*(?:\n|$)){1,20})",
    re.M,
)


_HEADS = ("goal", "objective", "outcome", "target", "aim", "benchmark", "stg", "ltg")


def _rows_of_goals(text: str, lines: list[tuple[int, int]]) -> tuple[int, int]:
    """Where the rows of a table of goals with their status begin and end; (-1, -1) without one."""
    if "status" not in text and "progress" not in text and "met" not in text:
        return -1, -1
    if not any(text.startswith(_HEADS, start) or text[start] in " \t|" for start, _ in lines):
        return -1, -1  # the dear search begins at such lines only
    match = _TABLE.search(text)
    return match.span("rows") if match else (-1, -1)


_MISSED = re.compile(
    r"\bmissed (?:\w+ )?(?:visits?|sessions?|appointments?|appts?|treatments?)\b|\bnot (?:yet )?(?:met|achieved|reached) all\b"
)
# "met 2 of 4 goals": how many, and not which
_COUNT_OF_GOALS = re.compile(r"\d\s?(?:/|of|out of)\s?(?:the\s)?\d\s?(?:\w+\s){0,2}(?:goals|[sl]tgs?|objectives|aims)")


def _is_shown(note, sentence, in_goals: bool) -> bool:
    """Does a value, an activity or a level of help stand with the status, or on the next line (in a list, on the line before)?"""
    if sentence.cues & (ACTIVITY | ASSIST | STRONG) and not _MISSED.search(note.lower, sentence.start, sentence.end):
        return True
    values = note.measured[sentence.index]
    if any(not _COUNT_OF_GOALS.match(note.lower, m.start) for m in values):
        return True
    at, line = sentence.index, sentence.line
    beside = note.sentences[at + 1 : at + 2] + (note.sentences[at - 1 : at] if in_goals and at else [])
    return any(abs(s.line - line) <= 1 and (s.cues & ACTIVITY or note.measured[s.index]) for s in beside)


def _status_stands_apart(note, sentence) -> bool:
    text, start, end = note.lower, sentence.start, sentence.end
    return bool(
        sentence.cues & DEFINITE
        and (
            (sentence.cues & ACTIVITY and _STATUS_STANDS_APART.search(text, start, end))
            or _IS_PARTLY.search(text, start, end)
        )
    )


_IS_PARTLY = expression(
    r"\b(?:is|was|are|has been|have been) (?:now |still )?(?:partly|partially|only partly|not yet|not|fully|nearly|almost|half) (?:met|achieved|reached|attained|mastered)\b"
)
# "Cuts meat with both hands, no help: met 4/9": a goal by its form, though nobody calls it one
_STATUS_STANDS_APART = re.compile(
    r"[:\u2013\u2014=(|-]\s*(?:goal )?(?:not met|partially met|partly met|met|unmet|achieved|not achieved|attained|reached|not reached|not yet)\b"
)


def _shown(note, sentence, hit):
    """The status with what shows it: its sentence, and the next one where the status stands alone."""
    start, end = note.clause(sentence, hit.start, hit.end, most=220)
    if (
        end - start < 26
        and sentence.index + 1 < len(note.sentences)
        and note.sentences[sentence.index + 1].line == sentence.line
    ):
        end = trimmed(note.text, start, note.sentences[sentence.index + 1].end)[1]
    return start, end


def _is_planned(sentence, hit) -> bool:
    """ "Continue until goals are met", "if met": the status is a plan."""
    return any(
        h.cues & HYPOTHETICAL or h.phrase in ("until", "will", "to be", "when", "once", "plan to")
        for h in sentence.hits
        if h.end <= hit.start and hit.start - h.end < 40
    )


_TESTING = re.compile(r"\b(?:re-?)?(?:test\w*|eval\w*|assess\w*)\s+(?:was |were |is )?$")


def _is_by_therapist(text: str, sentence, hit) -> bool:
    """ "I lowered the mount and moved it": the therapist's act, no status; "testing deferred" is none either."""
    if hit.phrase == "deferred" and _TESTING.search(text, sentence.start, hit.start):
        return True
    return hit.phrase in _ACTS and bool(_I_DID.search(text, sentence.start, hit.start))


_ACTS = frozenset(("moved", "moved from", "moving", "hit", "done", "revised", "reached", "upgraded", "level"))
_I_DID = re.compile(r"\b(?:i|we|therapist)\s+\w+[^.;]*$")


def _has_value_now(note, sentence, hit) -> bool:
    """A loose status ("progressing") counts with a value of today, not with the goal's target alone."""
    values = note.measured[sentence.index]
    return len(values) > 1 or any(m.start > hit.start for m in values)


rule = NoteRule(
    title="The note says how the patient stands toward a named goal",
    why=(
        "A progress report has to judge how far the patient has come toward each goal, including where there "
        "was no change and why. A phrase that would fit any patient leaves the reviewer to guess, and a guess "
        "seldom helps the claim."
    ),
    fix=(
        "Name the goal or the activity, say whether it moved, stayed or slipped, and give the observation "
        "that tells you so. No change is a fair answer when the reason is there."
    ),
    question=(
        "Taking one goal at a time: what can the patient do now that they could not at the last report, or "
        "what has held it back?"
    ),
    strength="You tied the patient's status to a named goal and said what shows it.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(benefit_policy_manual("220.3.D Progress Report: extent of progress, or lack of it, toward each goal"),),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="objective-measures",
    good=Example(
        text=(
            "Goal 2 (dress upper body alone): partly met. Puts on a pullover without help in 3 minutes; "
            "buttons still need hand-over-hand help."
        ),
        reason="The goal is named, its status is given, and the observation behind it is there.",
    ),
    bad=Example(
        text="Patient is making steady progress toward all goals.",
        reason="No goal is named and nothing shows the progress: the sentence would fit any patient.",
    ),
    check=check,
    phrases={},
)
