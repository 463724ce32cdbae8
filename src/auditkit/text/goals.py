"""Goals: who is to do what, how well and by when; in a list, a table, a sentence, dictated, or behind a label."""

from __future__ import annotations

import re

from auditkit.text.context import FUTURE
from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.goal_extent import AIM, STANDING, STATUS, Goal, elsewhere, goal_in, is_listed, stands
from auditkit.text.goal_signs import (
    NO_GOALS_HERE,
    by_verb,
    is_heading,
    is_named,
    is_no_goal,
    is_others,
    is_past,
    opens_with_patient,
    opens_with_time,
    says_by_when,
    who_will,
)
from auditkit.text.note import trimmed
from auditkit.text.plan_start import plan_begins
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

GOAL, TARGET = shared("goals", "goal_word", "target_words")

_BREAKS_OFF = expression(
    r"\b(?:within|by|up to|at least|for|in order to|with|to|the|and|in|of|than|so that|will)\s*$", re.I
)
_BASE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:(?:will|to)\s+(?:be able to\s+)?)?(?:safely\s+|independently\s+)?(?:hold|throw|catch|tolerate|kneel|squat|ride|play|answer|ask|tell|read aloud|take|sit|stand|walk|run|jog|lift|carry|climb|return to|get|put|improve|increase|decrease|reduce|restore|regain|achieve|demonstrate|use|produce|follow|name|write|read|dress|don|doff|bathe|wash|cook|prepare|"
    r"drive|sleep|reach|advance to|manage|tolerate|complete|perform|maintain|eat|drink|swallow|button|zip|tie|cut|copy|type|open|transfer|ambulate|amb|negotiate|ascend|indep(?:endent)?\b(?:ly)?)\s(?!today|was|at\b)",
)
_OPEN_SECTIONS = frozenset((Section.NOTE, Section.ASSESSMENT, Section.PLAN, Section.PROGRESS))
_OTHER_HEADING = re.compile(r"[A-Z][A-Z /&']{4,44}:?\s*")
_OUTCOMES = expression(r"\W*(?:(?:ifsp|family|child|desired|expected|functional|annual)\s+)*outcomes?\W*")
# the first cell of a table's heading row, whose rows are goals: "| Objective (due 2/14/26) | Aug | Nov |"
_TABLE_HEAD = expression(r"\W*(?:[sl]tgs?|goals?|objectives?|targets?|aims?|desired outcomes?)\b[^|\n:]{0,40}\|")
_SO_FAR = expression(r"\bso far\b|\bto date\b|\bplateaued\b")
_STILL_TO_BE = re.compile(r"\b(?:will|by|within|target|to be|until)\b|[<>\u2264\u2265]")
# how often and how long alone, behind goals on one line: "LTG walk 1 mile. 1-2x/wk"
_ONLY_RATE = re.compile(
    r"\W*\d{1,2}(?:\s?-\s?\d{1,2})?\s?(?:x|times|visits?)\s?(?:/|per|a)?\s?(?:wk|week|w|mo|month)\w*(?:[\s,x\u00d7]*(?:for\s)?\d{1,2}(?:\s?-\s?\d{1,2})?\s?(?:wk|week|w|mo|month)\w*)?\W*"
)
_HEADS = re.compile(r"\W*(?:(?:new|next|updated|revised|current)\s+)?goals?\b[^.\n]{0,40}:")


def goals(note) -> list[Goal]:
    """The goals of this episode in reading order; read once per note."""
    return _goals_and_headings(note)[0]


def openers(note) -> list[tuple[int, int]]:
    """Headings of goals that are no goal by themselves ("Goals (12 weeks)"), but may say by when."""
    return _goals_and_headings(note)[1]


def _goals_and_headings(note) -> tuple[list[Goal], list[tuple[int, int]]]:
    kept = vars(note)
    if "_goals" not in kept:
        kept["_goals"] = _read(note)
    return kept["_goals"]


def pointer(note) -> tuple[int, int] | None:
    """Words that send the reader to another document for the goals, or None."""
    for sentence in note.sentences:
        if sentence.cues & GOAL or note.lower.find("goal", sentence.start, sentence.end) >= 0:
            if found := points_elsewhere(note, sentence) or elsewhere(note, sentence):
                return found
    return None


def broken_off(note) -> tuple[int, int] | None:
    """The last words of a goal that stops in the middle of its sentence, or None."""
    for sentence in note.sentences:
        is_goal = sentence.section is Section.GOALS or sentence.cues & GOAL
        if (
            (is_goal or sentence.cues & FUTURE)
            and sentence.body < sentence.end
            and sentence.section not in NO_GOALS_HERE
            and (is_cut_off(note, sentence) or _BREAKS_OFF.search(note.lower, sentence.body, sentence.end))
            and (is_goal or who_will(note.text, sentence, anyone=True))
            and not is_heading(note.lower, sentence.start, sentence.end)
        ):
            return trimmed(note.text, sentence.body, sentence.end)
    return None


def _read(note) -> tuple[list[Goal], list[tuple[int, int]]]:
    text, low = note.text, note.lower
    found: list[Goal] = []
    headings: list[tuple[int, int]] = []
    marks = note.marks(STANDING)
    table = False  # in a table of goals, where the first cell is the goal
    listing = False  # under a heading of goals that is no known heading
    status_line = -1  # the line whose goal has had its status: what follows on it says more about the status
    going_line = -1  # the line of a goal that ended with a semicolon: the next one goes on
    left = False  # a heading in capitals that is no known one has ended the goals
    shouted = sum(map(str.isupper, text[:400])) > 0.6 * sum(map(str.isalpha, text[:400]))
    outcomes = False  # under a bare "Outcomes": goals are only what somebody will do
    previous_end = 0
    for sentence in note.sentences:
        start, end, section = sentence.start, sentence.end, sentence.section
        gap = text.count("\n", previous_end, start)
        previous_end = end
        in_goals = section is Section.GOALS
        if listing and (gap > 1 or (sentence.label and sentence.heading == sentence.label and not in_goals)):
            listing = False
        mark = marks.get(sentence.index, 0)
        named = (
            (sentence.cues & GOAL or mark & AIM or low.find("goal", start, end) >= 0)
            and section not in NO_GOALS_HERE
            and (in_goals or is_named(low, sentence))
        )
        if plan_begins(note, sentence):
            left, listing = True, False
            continue
        if section not in NO_GOALS_HERE and says_by_when(low, sentence, named=named):
            headings.append((start, end))
            continue
        if in_goals and not named and not shouted and _OTHER_HEADING.fullmatch(text, start, end):
            left, listing = True, False
        elif named or sentence.label:
            left = False
        in_goals = in_goals and not left
        if _OUTCOMES.fullmatch(low, start, end):
            outcomes = True
            continue
        outcomes = outcomes and gap < 2
        if _TABLE_HEAD.match(low, start, end) and section not in NO_GOALS_HERE:
            headings.append((start, end))
            listing, left, table = True, False, True
            continue
        table = table and listing and low.find("|", start, end) >= 0
        goes_on = listing or sentence.line == going_line
        timed = section in _OPEN_SECTIONS and opens_with_time(low, start, end)
        verbal = (
            (outcomes and who_will(text, sentence) is not None)
            or opens_with_patient(low, sentence)
            or low.find(" will ", start, end) >= 0
            or low.find(" shall ", start, end) >= 0
        )
        if (
            not (named or in_goals or goes_on or timed or verbal)
            or is_others(low, start, end)
            or is_past(low, start, end)
            or (not named and is_no_goal(low, start, end))
        ):
            continue
        if named or in_goals:
            if is_heading(low, start, end):
                headings.append((start, end))
                listing, left, status_line = True, False, -1
                continue
        elif not (goes_on or timed or by_verb(note, sentence) or (outcomes and who_will(text, sentence))):
            continue
        if section in NO_GOALS_HERE and not named and not outcomes:
            continue
        if _ONLY_RATE.fullmatch(low, start, end):
            continue
        goal = goal_in(note, sentence, mark)
        if goal is None or (_SO_FAR.search(low, start, end) and not _STILL_TO_BE.search(low, start, end)):
            continue
        if table and (cell := low.find("|", goal.start, goal.end)) > 0:
            goal = goal._replace(end=trimmed(text, goal.start, cell)[1])
        has_status = mark & STATUS and stands(low, goal)
        if status_line == sentence.line and not (has_status or sentence.cues & GOAL or is_listed(low, start)):
            continue
        if has_status:
            status_line = sentence.line
        found.append(goal)
        going_line = sentence.line if text[end - 1 : end] == ";" else -1
        listing = listing or bool(named and (text[start:end].rstrip().endswith(":") or _HEADS.match(low, start)))
    if not found and not headings:
        found = _bare(note, marks)
    return found, headings


def _bare(note, marks: dict[int, int]) -> list[Goal]:
    """In a note without headings: rows that read like goals ("Take a phone message with 90% of details correct")."""
    low = note.lower
    return [
        goal
        for sentence in note.sentences
        if sentence.section is Section.NOTE
        and sentence.body < sentence.end
        and (sentence.cues & TARGET or _BASE.match(low, sentence.start, sentence.start + 40))
        and not is_past(low, sentence.start, sentence.end)
        and (goal := goal_in(note, sentence, marks.get(sentence.index, 0)))
    ]
