"""What comes next: the sentences of a note that say what will be done or changed, in the plan or outside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.due import due_of
from auditkit.text.expressions import expression
from auditkit.text.goals import goals
from auditkit.text.minutes import is_only_times
from auditkit.text.note import trimmed
from auditkit.text.own_words import CHANGE, NEXT, is_labelled_next, opens_as_task, own_words
from auditkit.text.plan_start import signs_off
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

_ENOUGH = 3
_SIGNED = expression(
    r"\b(?:e-?|electronically |digitally )?signed\b|\bsigned by\b|\bsupervising (?:PT|OT|SLP|therapist)|\bpage \d+ of|\bphysician:|\bsincerely|plan (?:was )?sent to"
)
# "Cleo Danz OTR/L" below the plan
_NAME_AND_TITLE = re.compile(
    r"\W*(?:[A-Z][\w.'-]*\s){1,4}(?:(?:MS|MA|M\.S\.|M\.A\.)\s)?(?:PT|DPT|PTA|OTR(?:/L)?|COTA(?:/L)?|OT|CCC-SLP|CF-SLP|SLP)"
)
_SIGNED_WORDS = ("signed", "supervising", "page", "physician", "sincerely", "sent to")
_P_LABEL = re.compile(r"\s*(?:p\s?(?://|:|/|-|\))|plan\s*[|:])")
_P_OPENS = frozenset("p \t\n")
_OWN_PLAN = re.compile(
    r"^(?:as )?per\b.*(?:plan of care|poc|plan)$", re.I
)  # "continue per plan of care" points at nothing new
_P_OTHER = re.compile(
    r"(?:freq|frequency|duration|cert|recert|frequency duration|certification period|rehab potential|physician|discharge)\b"
)
_POINTS = expression(
    r"\b(?:see|per)\s+(?:the\s+|updated\s+|attached\s+|new\s+)*(?:[A-Za-z]+\s+){0,2}(?:plan of care dated|sheet|page|protocol sheet|form|addendum)\b"
    r"|\bas (?:set out|laid out|described|outlined|stated|written|listed) in (?:the |my |our )?(?:\w+ )?(?:plan of care|poc|evaluation|eval|letter|report)\b",
    re.I,
)
_STARTS_ONLY = expression(
    r"\b(?:we|i) (?:will|want to|plan to) (?:start|begin|try|work on|begin with|add)(?: with| the| on the)?\s*$"
)
_DATED = re.compile(r"\W*(?:on\s+)?\d{1,2}/\d{1,2}(?:/\d{2,4})?\b\s*[a-z]")
_PLAN_VERB = re.compile(
    r"(?:add|try|begin|start|swap|change|introduce|trial|fade|wean|re-?check|re-?test|re-?measure|repeat|teach|train|issue|advance|upgrade|replace|switch|call|send|bring|review|challenge|stop|hold (?:off|all)|initiate|modify|progress|set|write|make|print|video|film|fit|measure|carry|rehearse|simulate|pair|alternate|adapt|use|have (?:her|him)|let|give|show|put|take)\b",
)
# "Will bump the diet to level 5 if ...": what the therapist will do, with the subject left out
_WILL_DO = re.compile(
    r"\W*(?:i |we )?will (?:then |also |likely |plan to )?(?:re-?(?:check|test|assess|measure|eval\w*|fit|do)|add|try|trial|begin|start|advance|bump|fade|wean|introduce|teach|issue|switch|swap|stop|hold|order|call|contact|ask|send|measure|fit|fabricate|upgrade|decrease|increase|reduce|raise|lower|drop|move to|modify|replace|initiate)\b"
)
_DONE_TODAY = re.compile(
    r"\W*(?:added|introduced|started|increased|progressed|advanced|upgraded|changed|raised|lowered)\b[^.;]*\b(?:today|this (?:session|visit|date))\b"
)
_WE_NEXT = expression(
    r"\b(?:next (?:wk|sess|rx|visit|session|time|tx|treatment|week|appt|\d+ (?:visits|weeks|sessions))|nxt|tomorrow|in (?:a|one|two|three|[1-6]) (?:weeks?|wks?|days?|visits?|sessions?)(?=,? (?!he\b|she\b|pt\b|patient|the patient|client|will))|from (?:next week|now on|tomorrow)|upcoming|first week|over the next|in the meantime|(?:i|we)(?:'ll| will| am going| are going| plan| want)|will be (?:introduced|added|started|taught|practi[sc]ed|tried|advanced|faded|reduced|progressed|increased|upgraded|replaced|trialled|trialed|re-?tested|re-?measured|reassessed|fitted|issued)|to be (?:introduced|added|started|tried|fitted)|"
    r"for next (?:week|time|visit|session)|from here (?:on )?(?:we|i)\b|the next (?:rung|step|stage|thing|hurdle|layer|challenge|target|task)|is next\b|next (?:block|phase|stage|step|round|cycle) (?:opens?|starts?|begins?|is|will be|:)|on deck|the plan (?:will be|now is|is)|(?:i|we)(?:'d| would) like to|(?<!after )(?<!had )a trial of (?:an? |the )?\w|(?:new|next) (?:focus|target|emphasis) (?:is|will)|(?:on|this|next)\s+(?:mon|tue|wed|thu|fri)\w*|(?:starts|begins|goes (?:up|down|in|on|off|to)|comes (?:in|off|out|down|up)|moves|shifts|changes|drops|rises)\b[^.;]{0,60}\b(?:next (?:visit|session|time|week)|(?:mon|tue|wed|thu|fri|sat|sun)\w*|weekend|tomorrow)|plan (?:is )?to|once .{3,60}(?:holds?|clears?|is|are|reaches|gets)|until the (?:surgeon|md|doctor)|at (?:visit|the next)|(?:by|on|at) (?:visit )?\d{1,2}/\d{1,2})\b",
)
_ON_A_DAY = re.compile(
    r"\W*(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)\w*\s+(?:we |i |will |to )*(?:re-?\w+|try|add|start|begin|move|switch|fit|measure|test|check|teach|bring|practi[cs]e|trial|swap|drop|raise|lower)\b"
)
_NO_PLAN = frozenset(
    (
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HEADER,
        Section.SIGNATURE,
        Section.MINUTES,
        Section.DIAGNOSIS,
        Section.MEASURES,
        Section.SUBJECTIVE,
        Section.PRECAUTIONS,
    )
)
_NEVER = frozenset((Section.HISTORY, Section.PRIOR_LEVEL, Section.HEADER, Section.SIGNATURE, Section.MINUTES))
_OPEN = frozenset(
    (
        Section.NOTE,
        Section.ASSESSMENT,
        Section.GOALS,
        Section.PROGRESS,
        Section.SKILL,
        Section.RESPONSE,
        Section.INTERVENTIONS,
        Section.OBJECTIVE,
    )
)
_LATE = frozenset(
    (Section.INTERVENTIONS, Section.OBJECTIVE)
)  # a paragraph with labels inside it runs on: only its end can be a plan
_MAY_SAY_NEXT = frozenset(
    (
        Section.NOTE,
        Section.ASSESSMENT,
        Section.SKILL,
        Section.PROGRESS,
        Section.HOME_PROGRAM,
        Section.RESPONSE,
        Section.DISCHARGE,
        Section.INTERVENTIONS,
        Section.OBJECTIVE,
        Section.GOALS,
    )
)


class NextSteps(NamedTuple):
    """`found`: up to three steps; else words that point elsewhere, a step that breaks off, and a plan that names none."""

    found: list[tuple[int, int]]
    elsewhere: tuple[int, int] | None
    cut_off: tuple[int, int] | None
    weak: tuple[int, int] | None


def next_steps(note) -> NextSteps:
    """The next steps of a note in reading order."""
    found: list[tuple[int, int]] = []
    elsewhere = cut_off = weak = None
    text, low = note.text, note.lower
    has_plan = None
    for sentence in note.sentences:
        start, end, body, section = sentence.start, sentence.end, sentence.body, sentence.section
        in_plan = (
            section is Section.PLAN
            or sentence.label.startswith("plan ")
            or (low[start] in _P_OPENS and _P_LABEL.match(low, start, start + 30) is not None)
        )
        if not (in_plan or sentence.label or sentence.cues & (NEXT | CHANGE)):
            continue
        if (
            body >= end
            or _P_OTHER.match(sentence.label)
            or section in _NEVER
            or (sentence.index == 0 and not in_plan and len(note.sentences) > 2)
            or (not sentence.label and is_only_times(low, start, end))
        ):
            continue
        labelled = (sentence.label or sentence.cues & NEXT) and is_labelled_next(low, sentence)
        if not labelled and (not (in_plan or sentence.cues & (NEXT | CHANGE)) or section in _NO_PLAN):
            continue
        bare = section in _OPEN and (
            (
                section is Section.NOTE
                and not sentence.label
                and sentence.cues & CHANGE
                and _begins_with_change(sentence)
            )
            or opens_as_task(low, sentence)
        )
        if not in_plan and not labelled and sentence.cues & CHANGE and _DONE_TODAY.match(low, start, end):
            continue
        if not (in_plan or labelled or bare or _says_next(note, sentence)) or _is_signed(text, low, start, end):
            continue
        if bare and not in_plan and not labelled:
            if has_plan is None:
                has_plan = any(s.section is Section.PLAN for s in note.sentences)
            if has_plan or _is_goal(note, sentence) or (section in _LATE and start < 0.6 * len(text)):
                continue
        if (in_plan or labelled) and (at := points_elsewhere(note, sentence) or _points(low, start, end)):
            if not _OWN_PLAN.search(text[at[0] : at[1]]):
                elsewhere = elsewhere or at
            continue
        if is_cut_off(note, sentence) or _breaks_off(low, end) or _STARTS_ONLY.search(low, max(start, end - 60), end):
            if in_plan or labelled or sentence.cues & NEXT:
                cut_off = cut_off or trimmed(text, body, end)
            continue
        if span := own_words(note, sentence, in_plan=in_plan or labelled):
            found.append(span)
            if len(found) == _ENOUGH:
                break
        elif in_plan:
            weak = weak or trimmed(text, body, end)
    return NextSteps(found, elsewhere, cut_off, weak)


def _is_signed(text: str, low: str, start: int, end: int) -> bool:
    """Is it a signature, the foot of a page, or a word to the physician?"""
    words = low[start:end]
    if text[end - 1].isupper() and _NAME_AND_TITLE.fullmatch(text, start, end):
        return True
    return ("," in words and signs_off(text, start, end)) or (
        any(word in words for word in _SIGNED_WORDS) and _SIGNED.search(text, start, end) is not None
    )


_LOOSE = expression(r"\b(?:to|from|with|the|and|a|for|of|into|onto|in|on)\s*$")


def _breaks_off(low: str, end: int) -> bool:
    """ "NEXT TIME MOVE FROM READING TO": in capitals too a plan may break off."""
    return _LOOSE.search(low, max(0, end - 12), end) is not None


def _points(low: str, start: int, end: int) -> tuple[int, int] | None:
    if low.find("see", start, end) < 0 and low.find("per", start, end) < 0 and low.find("as ", start, end) < 0:
        return None
    match = _POINTS.search(low, start, end)
    return match.span() if match else None


def _is_goal(note, sentence) -> bool:
    """A goal is no next step; a row that opens with a therapist's verb under a goal's label is no goal."""
    is_task = _PLAN_VERB.match(note.lower, sentence.body, sentence.end) is not None
    mine = next((g for g in goals(note) if g.sentence is sentence), None)
    if mine is None:
        return not is_task and sentence.section in (Section.GOALS, *_LATE)
    return not is_task or mine.start != sentence.start or due_of(note, mine) is not None


def _begins_with_change(sentence) -> bool:
    return any(h.cues & CHANGE and h.start - sentence.body <= 3 and h.phrase not in _SAID_OF_HER for h in sentence.hits)


_SAID_OF_HER = frozenset(("starts", "begins", "goes up", "goes down", "comes off", "comes down", "shifts to"))


def _says_next(note, sentence) -> bool:
    """A sentence outside the plan that says what we do next."""
    low, start, end, cues = note.lower, sentence.start, sentence.end, sentence.cues
    if sentence.section not in _MAY_SAY_NEXT:
        return False
    if cues & NEXT and _WILL_DO.match(low, sentence.body, end) and not _is_goal(note, sentence):
        return True
    dated = _DATED.match(low, start, end)
    if not (cues & NEXT or (cues & CHANGE and dated)):
        return False
    match = _WE_NEXT.search(low, start, end) or dated or _ON_A_DAY.match(low, start, end)
    return match is not None and bool(
        cues & CHANGE
        or match[0].startswith(("the next ", "for next ", "from here ", "is next", "the plan "))
        or match.start() == sentence.body
        or (sentence.section is Section.NOTE and sentence.line == note.sentences[-1].line)
    )
