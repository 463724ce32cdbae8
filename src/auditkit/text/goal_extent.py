"""Where a goal begins and ends in its sentence: without its label, its number, and how it stands now."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.cues import layer, vocabulary
from auditkit.text.due import is_blank
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed
from auditkit.text.plan_start import plan_inside
from auditkit.text.pointing import points_elsewhere
from auditkit.text.sections import Section

STATUS, ELSEWHERE, AIM = 1, 2, 4
STANDING = layer(
    dict.fromkeys(vocabulary("goals")["elsewhere"]["any"], ELSEWHERE)
    | dict.fromkeys(vocabulary("goals")["standing"]["any"], STATUS)
    | dict.fromkeys(vocabulary("goals")["aiming"]["any"], AIM)
    | {"per": STATUS | ELSEWHERE}
)

_LABEL = re.compile(
    r"[\W_]*(?:(?:new|next|updated|revised|current|first|second|third|the|his|her|their|functional|treatment|therapy|parent|pt|patient'?s?|client|child'?s?|own|our|priority|and|primary|main)\s+)*"
    r"(?:(?:short|long)[\s-]?term(?:\s+(?:goals?|objectives?))?|goals?|stgs?|ltgs?|stos?|ltos?|objectives?|targets?|aims?|outcomes?|intentions?|g(?=\d))"
    r"\s*(?:#|no\.?\s?|area\s)?\s*(?:\d{1,2}|one|two|three|four|five|[a-e](?=[\s:.),]))?\b\s*(?:,[^,.;]{2,60},\s*(?=is\b|are\b))?(?:[-:.,)=\u2013|/]\s*(?!\d)|\((?=ongoing|continued|new|met|revised)|$|is\s+(?:that|to|for)?|are\s+(?:to|that)?|remains?|statement)*",
)
_LIST = re.compile(r"[\W_]*(?:(?:\d{1,2}|one|two|three|four|five|[a-e])\s*[.):,]\s+|\d{1,2}\s{1,4}(?=[a-z]))")
_STATUS = expression(
    r"(?<!be )(?<!to )\b(?:status|currently|current(?:ly)? (?:level|status)|now|today|baseline|(?:not |partly |partially |almost |nearly |fully |goal )?(?:yet )?(?:met|achieved|reached|attained|mastered)|"
    r"ongoing|in progress|progressing|not (?:yet|started|addressed)|partly|partial(?:ly)?|was|were|previously|at eval\w*|has (?:not )?(?:moved|been)|is closer|unchanged|emerging|discontinued|dropped|deferred|remains?|progress\s*:|per (?:initial )?eval\w*)\b",
)
_STANDS = expression(
    r"\b(?:met|achieved|reached|attained|mastered|partly|partial(?:ly)?|not (?:yet|started|addressed|met)|ongoing|in progress|progressing|dropped|discontinued|deferred|nearly|closer)\b",
)
_ELSEWHERE = expression(
    r"\bgoals\s+(?:(?:are|remain|stand|as|all|set|listed|written|stated|established)\s+){0,3}(?:from|of|in|on|at)\s+(?:(?:the|his|her|last|initial|previous|prior|original|first|signed|current)\s+){0,3}(?:eval\w*|poc|plan|cert\w*|report|recert\w*)\b"
    r"|\b(?:unchanged from|as (?:on|in|per|listed|stated|written)|not reprinted|refer to|same as|see|per(?! page)|carried over from|remain as)\b.{0,24}\b(?:eval\w*|poc|plan|report|document|note|chart|file|page|sheet|attached|record|binder|form|cert\w*|reprinted)\b",
)
_OWN_TARGET = expression(
    r"\d[^.;\n]{0,60}?[\s(,;](?:goal|target|aim)\s*(?:is|was|of|:)?\s*[<>\u2264\u2265]?\s*\d", re.I
)
_SPLIT_LABEL = re.compile(r"\.\s+(?=(?:short|long|goals?|[sl]tgs?)\b)")
_SAYS_NOW = re.compile(r"(?:status|baseline|progress|current)")
_OPENS_WITH_NOW = re.compile(
    r"(?:now|status|currently|current|today|baseline|was|progress|(?:not |partly |partially |almost |nearly )?(?:yet )?(?:met|achieved|reached|attained))\b"
)
# no goal yet: "Goals: to be set next visit", "will be established after two visits"
_TO_BE_SET = re.compile(
    r"\W*(?:tbd\b|to be determined|(?:(?:will|to|can|shall)\s+be|pending)\s+(?:further\s+|jointly\s+)?(?:set|established|determined|developed|written|discussed|finali[sz]ed|formulated|decided|added)\b)"
)
_SET_LATER = re.compile(r"\bgoals? (?:to|will) be (?:set|established|determined|developed|written|added)\b")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_WORDS = re.compile(r"[a-z]{2,}")


class Goal(NamedTuple):
    """A goal: `start`..`end` of the note without label and status; `from_label` is where its label begins."""

    from_label: int
    start: int
    end: int
    sentence: object


def stands(low: str, goal: Goal) -> bool:
    """Does the sentence say how its goal stands (met, not met, ongoing)?"""
    return _STANDS.search(low, goal.start, goal.sentence.end) is not None


def is_listed(low: str, start: int) -> bool:
    """Does a number or a letter of a list stand here?"""
    return _LIST.match(low, start, start + 12) is not None


def elsewhere(note, sentence) -> tuple[int, int] | None:
    """The words of a goal that point at another document."""
    match = _ELSEWHERE.search(note.lower, sentence.start, sentence.end)
    return match.span() if match else None


def goal_in(note, sentence, marks: int) -> Goal | None:
    """The goal in a sentence without its label, number and status; None where nothing is left.

    `marks` are the bits of the sentence in the layer STANDING.
    """
    low = note.lower
    start, end = sentence.start, sentence.end
    if sentence.section is not Section.GOALS and _OWN_TARGET.search(low, start, end):
        return None
    if points_elsewhere(note, sentence) or (marks & ELSEWHERE and elsewhere(note, sentence)):
        return None
    end = plan_inside(note.text, start, end)
    if (split := _SPLIT_LABEL.search(low, start, end)) and sentence.body > split.end():
        start = split.end()  # "Follow-up in 4 weeks. Goals:" read as one label
    at = start
    for pattern in (_LIST, _LABEL, _LIST):
        if match := pattern.match(low, at, end):
            at = match.end()
    if is_blank(low, at, end) and len(_WORDS.findall(_BRACKETED.sub("", low[at:end]))) < 3:
        return None
    if low[start:end].lstrip().startswith("[") and not low[start:end].lstrip().startswith("[x"):
        return None
    if _TO_BE_SET.match(low, at, end) or _SET_LATER.search(low, start, end):
        return None
    stop = _status(low, at, end) if marks & STATUS else end
    if stop is None:
        return None
    begin, stop = trimmed(note.text, at, stop)
    return Goal(start, begin, stop, sentence) if stop - begin >= 4 else None


def _status(low: str, at: int, end: int) -> int | None:
    """Where the words of how a goal stands begin; None where the sentence is about that alone."""
    rest = low[at:end]
    for match in _STATUS.finditer(rest):
        before = rest[: match.start()]
        if len(_WORDS.findall(before)) >= 2 or any(map(str.isdecimal, before)):
            return at + match.start()
        if match.start() < 3:
            words = rest.lstrip(" (-")
            if _SAYS_NOW.match(words) or (
                _OPENS_WITH_NOW.match(words) and not {":", ")"} & set(rest[match.end() : match.end() + 2])
            ):
                return None
    return end
