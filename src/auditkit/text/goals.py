"""Goals: who is to do what, how well and by when; in a list, a table, a sentence, dictated, or behind a label."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.context import FUTURE
from auditkit.text.cues import shared
from auditkit.text.due import BLANK, DAY, PERIOD, SEASON
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

GOAL, TARGET = shared("goals", "goal_word", "target_words")


class Goal(NamedTuple):
    """A goal: `start`..`end` of the note without label and status; `from_label` is where its label begins."""

    from_label: int
    start: int
    end: int
    sentence: object


_LABEL = re.compile(
    r"^[\W_]*(?:(?:new|next|updated|revised|current|first|second|third|the|his|her|their|functional|treatment|therapy|parent|pt|patient'?s?|client|child'?s?|own|our|priority|and|primary|main)\s+)*"
    r"(?:(?:short|long)[\s-]?term(?:\s+(?:goals?|objectives?))?|goals?|stgs?|ltgs?|stos?|ltos?|objectives?|target|aim|outcome|g(?=\d))"
    r"\s*(?:#|no\.?\s?|area\s)?\s*(?:\d{1,2}|one|two|three|four|five|[a-e](?=[\s:.),]))?\b\s*(?:[-:.,)=\u2013|/]\s*(?!\d)|\((?=ongoing|continued|new|met|revised)|$|is\s+(?:that|to|for)?|are\s+(?:to|that)?|remains?|statement)*",
    re.I,
)
_LIST = re.compile(r"^[\W_]*(?:(?:\d{1,2}|one|two|three|four|five|[a-e])\s*[.):,]\s+|\d{1,2}\s{1,4}(?=[A-Z]))", re.I)
_STATUS = re.compile(
    r"(?<!be )(?<!to )\b(?:status|currently|current(?:ly)? (?:level|status)|now|today|baseline|(?:not |partly |partially |almost |nearly |fully |goal )?(?:yet )?(?:met|achieved|reached|attained|mastered)|"
    r"ongoing|in progress|progressing|not (?:yet|started|addressed)|partly|partial(?:ly)?|was|were|previously|at eval\w*|has (?:not )?(?:moved|been)|is closer|unchanged|emerging|discontinued|dropped|deferred|remains?|progress\s*:|per (?:initial )?eval\w*)\b",
    re.I,
)
_STANDS = re.compile(
    r"\b(?:met|achieved|reached|attained|mastered|partly|partial(?:ly)?|not (?:yet|started|addressed|met)|ongoing|in progress|progressing|dropped|discontinued|deferred|nearly|closer)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:previous|prior|last|earlier|first|old|former|her \d{4}|his \d{4}|\d{4}|that|acute|inpatient|hospital)\s+(?:episode|admission|course of (?:care|therapy)|plan(?: of care)?\b(?=.{0,12}goal))|\bin (?:19|20)\d\d\b|\bgoals? (?:was|were) to\b",
    re.I,
)
_KIN = r"(?:wife|husband|spouse|partner|daughter|son|mother|father|mom|mum|dad|brother|sister|caregiver|aide|parents?|family|neighbou?r|roommate|grandmother|grandfather|teacher|staff|physician|surgeon|doctor|md|dr|therapist|pta|cota|slp|ot|i|we|niece|nephew)"
_OTHERS = re.compile(
    rf"^\W*(?:(?:his|her|the|their|pt'?s?|patient'?s)\s+)?{_KIN}(?:'s)?\s+(?:goals?\b(?!\s+for\s+(?:pt|patient|him|child))|hopes?|wants?|will|would|is to|to)\b|\bfor (?:himself|herself) is\b",
    re.I,
)
_WHO = re.compile(
    r"\b(?P<who>pt\.?|patient|client|child|student|infant|baby|resident|he|she|they|(?-i:[A-Z][a-z\u00e0-\u00ff'\u2019]+(?:\s[A-Z]\.)?))\s+(?:will|shall)\s+(?:be able to\s+|safely\s+|consistently\s+|independently\s+|also\s+|then\s+)*(?P<verb>[a-z]+)",
    re.I,
)
_PT_TO = re.compile(r"\W*(?:pt|patient|client|child|student)\s+to\s+(?:be able to\s+)?(?P<verb>[a-z]+)", re.I)
# what follows "the patient will" in a plan rather than in a goal
_PLANNED = frozenset(
    [
        "continue",
        "benefit",
        "receive",
        "attend",
        "call",
        "schedule",
        "follow",
        "begin",
        "start",
        "bring",
        "see",
        "undergo",
        "need",
        "require",
        "discuss",
        "return",
        "come",
        "have",
        "contact",
        "cont",
        "likely",
        "remain",
        "resume",
        "trial",
        "work",
        "also",
        "further",
        "purchase",
        "obtain",
        "purchase",
        "check",
        "get",
        "consult",
        "arrange",
        "keep",
        "not",
        "hopefully",
        "probably",
        "then",
        "wear",
    ]
)
_NOT_WHO = re.compile(
    rf"^(?:{_KIN}|this|that|it|there|which|therapy|treatment|plan|visits?|sessions?|discharge|frequency|clinic|insurance|next|session|goals?|focus|care|services?|ms|mr|mrs|who|what|you|nurse|front|office)$",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:unchanged from|as (?:on|in|per|listed|stated|written)|not reprinted|refer to|same as|see|per|carried over from|remain as)\b.{0,24}\b(?:eval\w*|poc|plan|report|document|note|chart|file|page|sheet|attached|record|binder|form|cert\w*|reprinted)\b",
    re.I,
)
_BREAKS_OFF = re.compile(
    r"\b(?:within|by|up to|at least|for|in order to|with|to|the|and|in|of|than|so that|will)\s*$", re.I
)
_WORDS = re.compile(r"[a-z]{2,}", re.I)
_OPENERS = frozenset(
    [
        "goal",
        "goals",
        "stg",
        "stgs",
        "ltg",
        "ltgs",
        "sto",
        "lto",
        "short",
        "long",
        "term",
        "new",
        "next",
        "updated",
        "revised",
        "current",
        "functional",
        "treatment",
        "therapy",
        "status",
        "and",
        "due",
        "date",
        "target",
        "time",
        "frame",
        "timeframe",
        "by",
        "in",
        "within",
        "weeks",
        "week",
        "wks",
        "wk",
        "months",
        "month",
        "mo",
        "visits",
        "days",
        "to",
        "be",
        "met",
        "achieved",
        "reached",
        "period",
        "for",
        "the",
        "plan",
        "of",
        "care",
        "poc",
        "pt",
        "patient",
        "set",
        "review",
        "established",
        "continued",
        "list",
        "objectives",
        "objective",
        "outcome",
        "outcomes",
        "progress",
        "area",
        "level",
        "baseline",
        "with",
        "as",
        "follows",
        "following",
        "are",
        "include",
        "these",
        "from",
        "end",
        "his",
        "her",
        "smart",
        "measurable",
        "discharge",
        "anticipated",
        "expected",
    ]
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_NO_GOALS_HERE = frozenset(
    (
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HEADER,
        Section.MINUTES,
        Section.SIGNATURE,
        Section.DIAGNOSIS,
        Section.HOME_PROGRAM,
        Section.INTERVENTIONS,
        Section.MEASURES,
    )
)
_BASE = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s*)?(?:take|sit|stand|walk|run|jog|lift|carry|climb|return to|get|put|improve|increase|decrease|reduce|restore|regain|achieve|demonstrate|use|produce|follow|name|write|read|dress|don|doff|bathe|wash|cook|prepare|"
    r"drive|sleep|reach|advance to|manage|tolerate|complete|perform|maintain|eat|drink|swallow|button|zip|tie|cut|copy|type|open|transfer|ambulate|amb|negotiate|ascend|indep(?:endent)?\b(?:ly)?)\s(?!today|was|at\b)",
    re.I,
)


def goals(note) -> list[Goal]:
    """The goals of this episode in reading order; read once per note."""
    kept = vars(note)
    if "_goals" not in kept:
        kept["_goals"] = _read(note)
    return kept["_goals"][0]


def openers(note) -> list[tuple[int, int]]:
    """Headings of goals that are no goal by themselves ("Goals (12 weeks)"), but may say by when."""
    goals(note)
    return vars(note)["_goals"][1]


def pointer(note) -> tuple[int, int] | None:
    """Words that send the reader to another document for the goals, or None."""
    for sentence in note.sentences:
        if sentence.cues & GOAL or note.lower.find("goal", sentence.start, sentence.end) >= 0:
            if found := points_elsewhere(note, sentence):
                return found
            if match := _ELSEWHERE.search(note.text, sentence.start, sentence.end):
                return match.span()
    return None


def broken_off(note) -> tuple[int, int] | None:
    """The last words of a goal that stops in the middle of its sentence, or None."""
    for sentence in note.sentences:
        if (
            sentence.cues & GOAL or sentence.section is Section.GOALS or sentence.cues & FUTURE
        ) and sentence.body < sentence.end:
            if sentence.section in _NO_GOALS_HERE or not (
                is_cut_off(note, sentence) or _BREAKS_OFF.search(note.text, sentence.body, sentence.end)
            ):
                continue
            if (
                sentence.section is Section.GOALS
                or sentence.cues & GOAL
                or _WHO.search(note.text, sentence.start, sentence.end)
            ):
                return trimmed(note.text, sentence.body, sentence.end)
    return None


def _read(note) -> tuple[list[Goal], list[tuple[int, int]]]:
    text, low = note.text, note.lower
    found: list[Goal] = []
    headings: list[tuple[int, int]] = []
    listing = False  # under a heading of goals that is no known heading
    status_line = -1  # the line whose goal has had its status: what follows on it says more about the status
    going_line = -1  # the line of a goal that ended with a semicolon: the next one goes on
    left = False  # a heading in capitals that is no known one has ended the goals
    shouted = sum(map(str.isupper, text[:400])) > 0.6 * sum(map(str.isalpha, text[:400]))
    previous_end = 0
    for sentence in note.sentences:
        start, end = sentence.start, sentence.end
        gap = text.count("\n", previous_end, start)
        previous_end = end
        cues = sentence.cues
        in_goals = sentence.section is Section.GOALS
        if listing and (gap > 1 or (sentence.label and sentence.heading == sentence.label and not in_goals)):
            listing = False
        speaks = cues & GOAL or low.find("goal", start, end) >= 0
        named = speaks and sentence.section not in _NO_GOALS_HERE and (in_goals or _is_named(text, sentence))
        willing = low.find(" will ", start, end) >= 0 or low.find(" shall ", start, end) >= 0
        if plan_begins(text, sentence) or (
            in_goals and not named and not shouted and _OTHER_HEADING.fullmatch(text, start, end)
        ):
            left, listing = True, False
            if plan_begins(text, sentence):
                continue
        elif named or sentence.label:
            left = False
        in_goals = in_goals and not left
        if not (
            named
            or in_goals
            or listing
            or willing
            or sentence.line == going_line
            or (sentence.section in _OPEN_SECTIONS and _opens_with_time(text, start, end))
            or _PT_TO.match(text, sentence.body, end)
        ):
            continue
        if _OTHERS.search(text[start:end]) or _PAST.search(text, start, end):
            continue
        if named or in_goals:
            words = [w.lower() for w in _WORDS.findall(text, start, end)]
            if (
                len(words) <= 14
                and all(w in _OPENERS or w in _MONTHS for w in words)
                and _GOAL_WORD.search(text, start, end)
            ):
                headings.append((start, end))
                listing = True
                left = False
                status_line = -1
                continue
        elif (
            not listing
            and sentence.line != going_line
            and not ((willing or _PT_TO.match(text, sentence.body, end)) and _by_verb(text, sentence))
            and not (sentence.section in _OPEN_SECTIONS and _opens_with_time(text, start, end))
        ):
            continue
        if sentence.section in _NO_GOALS_HERE and not named:
            continue
        goal = _goal(note, sentence)
        if goal is None:
            continue
        has_status = _STANDS.search(text, goal.start, end)
        if (
            status_line == sentence.line
            and not has_status
            and not (cues & GOAL or _LIST.match(text[start : start + 12]))
        ):
            continue
        if has_status:
            status_line = sentence.line
        found.append(goal)
        if named and text[start:end].rstrip().endswith(":"):
            listing = True
        going_line = sentence.line if text[end - 1 : end] == ";" else -1
        listing = listing or bool(named and _HEADS.match(text, start))
    if not found and not headings:
        found = _bare(note)
    return found, headings


_OPEN_SECTIONS = frozenset((Section.NOTE, Section.ASSESSMENT, Section.PLAN, Section.PROGRESS))
_OTHER_HEADING = re.compile(r"[A-Z][A-Z /&']{4,44}:?\s*")
_HEADS = re.compile(r"\W*(?:(?:new|next|updated|revised|current)\s+)?goals?\b[^.\n]{0,40}:", re.I)
_TIME_FIRST = re.compile(
    rf"\W*(?:new\s+|next\s+|revised\s+|updated\s+)?(?:(?:by|within|in)\s+(?:the\s+(?:next|end of)\s+)?(?:{PERIOD}|{DAY}|{SEASON}|(?:week|visit|month)\s?\d+)|(?:30|45|60|90)\s+days\s*:|{PERIOD}\s*:)",
    re.I,
)


_PLAN_BEGINS = re.compile(
    r"\W*(?:p\s?[-:/|]+\s*)?(?:(?:skilled\s+)?(?:pt|ot|st|slp|(?:physical|occupational|speech|hand|language)[- ](?:and[- ]language[- ]|language[- ])?therapy|therapy|treatment|tx)\s+(?:will be |to be |is |are )?(?:seen|recommended|provided|planned|\d|once|twice|one|two|three|four|five|x\s?\d|for\s\w+\s(?:visits|weeks|sessions)|weekly|to (?:be seen|include)|will include|plan)|(?:(?:pt|patient|client|child|he|she)\s+)?(?:to be|will be|is to be) seen\b|we(?:'ll| will) see\b|"
    r"plan\b(?! (?:a|an|her|his|meals?|the)\b)|poc\b|freq|certif|recert|recommend(?:ations?|ed|ing)?\s*(?::|skilled|pt\b|ot\b|st\b|slp\b|\d|continu)|continue (?:with )?(?:skilled |plan|poc|pt\b|ot\b|st\b|slp\b|therapy|treatment)|duration\b|rehab(?:ilitation)? potential|prognosis|start(?:ed)? \d|time (?:in|out)|in \d{1,2}:|eval time|total (?:time|treatment|timed|tx|min)|timed\b|units?:|electronically|e-?signed|signed\b|signature|physician\b|sincerely|dictated|"
    r"(?:procedures?|interventions?|treatment|planned interventions)\s*:|.{0,120}\bpage \d+ of \d+)",
    re.I,
)


_CREDENTIAL = re.compile(
    r",\s*(?:M\.?[SA]\.?,?\s*)?(?:PT|PTA|DPT|MPT|OT|OTR|OTR/L|COTA|COTA/L|OTD|CCC[-/]SLP|SLP|SLP-CF|CF-SLP)\b(?!\s+(?:to|will)\b)"
)
_PLAN_INSIDE = re.compile(r"[.;]\s+(?=(?:PT|OT|ST|SLP|Treatment|Therapy)\s(?:\d|x\s?\d|once|twice|weekly|for\s))")


def plan_begins(text: str, sentence) -> bool:
    """Does the plan of treatment, the sign-off or the foot of a page begin here, behind the goals?"""
    return bool(_PLAN_BEGINS.match(text, sentence.start, sentence.end)) or bool(
        _CREDENTIAL.search(text, sentence.start, sentence.end)
    )


def plan_inside(text: str, start: int, end: int) -> int:
    """Where a plan begins inside a sentence ("at least 28 s. PT 2x/week for 8 weeks"), or `end`."""
    match = _PLAN_INSIDE.search(text, start, end)
    return match.end() if match else end


def _opens_with_time(text: str, start: int, end: int) -> bool:
    """ "By 7/14/26 read 4 labels": in a plan or a plain note such a beginning is a goal's."""
    if text[start] not in "bBwWiInNrRuU0123456789":
        return False
    match = _TIME_FIRST.match(text, start, end)
    return bool(match) and not re.match(
        r"[\s,:]*(?:i|we|the|she|he|his|her|pain|was|had|is)\b", text[match.end() : end], re.I
    )


def _is_named(text: str, sentence) -> bool:
    """A goal's word that names a goal rather than speaks of goals ("progressing toward goals", "until goals are met")."""
    return any(
        not _SPOKEN_OF.search(text, max(sentence.start, m.start() - 30), m.start())
        for m in _GOAL_WORD.finditer(text, sentence.start, sentence.end)
    )


_GOAL_WORD = re.compile(
    r"\b(?:goals?|[sl]tgs?\d?|[sl]tos?\d?|(?:short|long)[\s-]term|g\d|(?:targets?|aims?|expected outcomes?)(?=\s*(?::|is\b|are\b))|objectives? \d)\b",
    re.I,
)
_SPOKEN_OF = re.compile(
    r"\b(?:toward|towards|until|all|of the|of \w+|meet|meets|met|address|addresses|above|remaining|these|continue|reach|achieve|with|per|on)\s+(?:the\s+|all\s+|his\s+|her\s+|their\s+|set\s+|stated\s+|established\s+|functional\s+|therapy\s+|above\s+)*$",
    re.I,
)


def _by_verb(text: str, sentence) -> bool:
    """ "Maya will order her lunch", "Pt to complete tub transfer"."""
    if sentence.section in _NO_GOALS_HERE:
        return False
    match = _PT_TO.match(text, sentence.body, sentence.end)
    if match is None:
        for match in _WHO.finditer(text, sentence.start, sentence.end):
            if not _NOT_WHO.match(match["who"]):
                break
        else:
            match = None
    if match is None:
        return False
    verb = match["verb"].lower()
    if verb == "be":
        return not re.match(
            r"\s+(?:seen|scheduled|discharged|re-?assessed|re-?evaluated|progressed|treated|referred|given|instructed|issued|contacted|advanced|discussed|called|able to (?:attend|come)|followed)\b",
            text[match.end() : match.end() + 24],
            re.I,
        )
    return verb not in _PLANNED


def _goal(note, sentence) -> Goal | None:
    """The goal in a sentence without its label, number and status; None where nothing is left."""
    text = note.text
    start, end = sentence.start, sentence.end
    if _OWN_TARGET.search(text, start, end) and sentence.section is not Section.GOALS:
        return None
    if points_elsewhere(note, sentence) or _ELSEWHERE.search(text, start, end):
        return None
    end = plan_inside(text, start, end)
    whole = text[start:end]
    at = 0
    if (
        split := _SPLIT_LABEL.search(whole)
    ) and sentence.body > start + split.end():  # "Follow-up in 4 weeks. Goals:" read as one label
        start += split.end()
        whole = text[start:end]
    if match := _LIST.match(whole):
        at = match.end()
    if match := _LABEL.match(whole[at:]):
        at += match.end()
    if match := _LIST.match(whole[at:]):
        at += match.end()
    rest = whole[at:]
    if (BLANK.search(rest) and len(_WORDS.findall(re.sub(r"\[[^\]]*\]", "", rest))) < 3) or (
        whole.lstrip().startswith("[") and not whole.lstrip().startswith("[x")
    ):
        return None
    stop = len(rest)
    for match in _STATUS.finditer(rest):
        if len(_WORDS.findall(rest, 0, match.start())) >= 2 or re.search(r"\d", rest[: match.start()]):
            stop = match.start()
            break
        if (
            match.start() < 3
            and re.match(r"(?:now|status|currently|current|today|baseline|was|progress)\b", rest.lstrip(" (-"), re.I)
            and not re.search(r"[:)]", rest[match.end() : match.end() + 2])
        ):
            return None
        if match.start() < 3 and re.match(r"(?:status|baseline|progress|current)", rest.lstrip(" (-"), re.I):
            return None
    begin, stop = trimmed(text, start + at, start + at + stop)
    if stop - begin < 4:
        return None
    return Goal(start, begin, stop, sentence)


_OWN_TARGET = re.compile(
    r"\d[^.;\n]{0,60}?[\s(,;](?:goal|target|aim)\s*(?:is|was|of|:)?\s*[<>\u2264\u2265]?\s*\d", re.I
)
_SPLIT_LABEL = re.compile(r"\.\s+(?=(?:short|long|goals?|[sl]tgs?)\b)", re.I)


def _bare(note) -> list[Goal]:
    """In a note without headings: rows that read like goals ("Take a phone message with 90% of details correct")."""
    found = []
    for sentence in note.sentences:
        if sentence.section is not Section.NOTE or sentence.body >= sentence.end:
            continue
        if sentence.cues & TARGET or _BASE.match(note.text[sentence.start : sentence.start + 40]):
            if not _PAST.search(note.text, sentence.start, sentence.end) and (goal := _goal(note, sentence)):
                found.append(goal)
    return found
