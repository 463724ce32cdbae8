"""How the patient stands toward a goal where no plain "met" says it: "aim two hasn't begun", "150 ft: 90, CGA", "most of the way"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, STRONG
from auditkit.text.note import trimmed
from auditkit.text.sections import Section

Span = tuple[int, int]

_GOAL, _STANDING, _STATE, _CHANGED, _NAMED = 1, 2, 4, 8, 16
_SETS = vocabulary("progress")
_WISHES = ("wanted to", "set out to")  # what somebody wanted may be a goal, or no more than a wish
_WORDS = layer(
    {phrase: _GOAL | _NAMED * (phrase not in _WISHES) for phrase in _SETS["goal"]["any"]}
    | dict.fromkeys(_SETS["standing"]["any"], _STANDING)
    | dict.fromkeys(_SETS["state"]["any"], _STATE)
    | dict.fromkeys(_SETS["changed"]["any"], _STANDING | _CHANGED)
    | dict.fromkeys(_SETS["no_goal"]["any"], 0)
)
_PART_OF_THE_WAY = expression(
    r"\b(?:\d{1,3}\s?%|half|(?:a |one |two |three |about a )?(?:third|quarter|fifth)s?|most|part|halfway|partway)(?: of)?(?: the)?(?: way)?(?: (?:there|home|done|along|of (?:the )?(?:target|goal|requirement|demand|distance|way))|(?<=way)\b)"
)
_PARTS = (
    "%",
    "half",
    "third",
    "quarter",
    "fifth",
    "most",
    "part",
)  # one of them is in every match of `_PART_OF_THE_WAY`
_AGAIN = re.compile(
    r"(?:so |and |but |on )?(?:the )?(?:first|second|third|fourth|other|former|latter|last|next|both|neither|(?:aim|goal|outcome|target|objective) (?:one|two|three|four|\d|[a-d])|one is|that one|\(?[1-5ivx]{1,3}\)|#\d)\b"
)
_TAIL = expression(
    r"(?:\s[-\u2013\u2014]+\s|:\s|\.{3,}\s*|(?:\. ){3,}|\s\|\s|\t|\s{3,}|\s=\s|[-=]>\s?|\u2192\s?)(?=\S)"
)
_LATER = expression(
    r"\b(?:by|within|will|to be|should|in (?:\d+|two|three|four|six|eight|ten|twelve) (?:more )?(?:weeks?|wks?|months?|visits?|sessions?)|x \d|until|goal|target|want)\b"
)
_VALUE = expression(
    r"\d(?!\s?[/-]\d{1,2}(?:[/-]\d+)?\W*$)|\b(?:none|zero|twice|once|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight|nine|ten|independent(?:ly)?|indep|alone|unaided|unable|min a|mod a|max a|cga|sba)\b"
)
_REASON = re.compile(r"\b(?:because|since|as|due to|so that|b/c|d/t|why)\b")
_NOT_THERE = re.compile(r"\b(?:missed|cancel\w*|attendance|no-?shows?)\b|\bnot (?:yet )?(?:met|achieved|reached) all\b")
_EMPTY = re.compile(r"_{3,}|\[\s*\]|\*{3}")
_LIST_REACH = 9  # lines that a heading of goals may lead


def standing(note) -> Iterator[Span]:
    """Spans in which a named goal has its standing together with what shows it, in reading order."""
    marks = note.marks(_WORDS)
    every = 0
    for bits in marks.values():
        every |= bits
    text, sentences = note.lower, note.sentences
    if not every & (_GOAL | _CHANGED) and "toward" not in text:
        return
    last_goal, listing, wished = -9, -99, False
    for sentence in sentences:
        at, bits = sentence.index, marks.get(sentence.index, 0)
        before = sentences[at - 1] if at else None
        if before and sentence.line != before.line and text.count("\n", before.end, sentence.start) > 1:
            listing = -99
        if bits & _GOAL and not _is_worked_on(text[sentence.start : sentence.end]):
            last_goal, wished = at, not bits & _NAMED
            if _leads_a_list(note, sentence):
                listing = sentence.line
        if sentence.section in _NOT_HERE or sentence.body >= sentence.end or sentence.label in _NOT_LABELLED:
            continue
        since = at - last_goal
        near = (
            bits & _GOAL
            or text.startswith(("toward ", "towards ", "working toward"), sentence.start)
            or sentence.section in (Section.GOALS, Section.PROGRESS)
            or sentence.line - listing <= _LIST_REACH
            or (since <= 3 and _AGAIN.match(text, sentence.start, sentence.end))
        )
        follows = (
            since == 1
            and "\n" not in text[before.end : sentence.start]
            and (not wished or bits & (_STANDING | _STATE))
            and not _ITEM.match(text, sentence.start, sentence.end)
            and (_GOES_ON.match(text, sentence.start, sentence.end) or _RATED.search(text, before.start, before.end))
        )
        if near or follows:
            if span := _stands(note, sentence, bits | _STATE if follows else bits, before):
                yield span
        elif (
            bits & _CHANGED
            and _THAN.search(text, sentence.start, sentence.end)
            and (sentence.cues & ACTIVITY or _VALUE.search(text, sentence.body, sentence.end))
            and not _PLANNED.search(text, sentence.start, sentence.end)
        ):
            yield trimmed(note.text, sentence.start, sentence.end)


_NOT_LABELLED = frozenset(("next", "next visit", "plan", "rtc", "date", "freq", "frequency", "cert", "pain", "time"))
_GOES_ON = re.compile(
    r"(?:at (?:present|the moment|\d)|now|current(?:ly)?|today|seen|observed|has|does|did|does so|reached|walks|best|average|tried|still|so far|status|(?:s?he|they|it|this|that|pt|patient|client)\b|not |\d+(?!\d| ?(?:units?|min|x\b|visits?))|in \w+ it was|team rating|rating|last (?:week|time))"
)
_RATED = expression(r"\b(?:rating|rated|status|level|gas)\b[^.;]{0,12}[-+]?\d")
_THAN = re.compile(
    r"\b(?:than|as (?:in|at|when|on|he|she|they|it)|when (?:we|he|she|they) (?:began|started|came)|since|from where)\b"
)


def _leads_a_list(note, sentence) -> bool:
    """A short line of its own that names goals ("Goals and where they are")."""
    if sentence.end - sentence.start > 48 or _PLANNED.search(note.lower, sentence.start, sentence.end):
        return False
    following = note.sentences[sentence.index + 1 : sentence.index + 2]
    return bool(following) and following[0].line != sentence.line


_NOT_HERE = frozenset(
    (
        Section.PLAN,
        Section.SIGNATURE,
        Section.HEADER,
        Section.MINUTES,
        Section.PRIOR_LEVEL,
        Section.HISTORY,
        Section.INTERVENTIONS,
    )
)


def _stands(note, sentence, bits: int, before) -> Span | None:
    """The words of this sentence that say where the goal stands, with what shows it."""
    if sentence.cues & HYPOTHETICAL:
        return None
    text, start, end = note.lower, sentence.start, sentence.end
    words = text[start:end]
    if ("___" in words or "***" in words or "[" in words) and _EMPTY.search(words):
        return None
    if _is_worked_on(words) or ((unseen := _NOT_SEEN.search(words)) and not _VALUE_NOW.search(words, unseen.end())):
        return None
    if _THERAPIST.match(words) or _PLANNED.search(text, start, end):
        return None
    if any(part in words for part in _PARTS) and _PART_OF_THE_WAY.search(text, start, end):
        return trimmed(note.text, start, end)
    if bits & (_STANDING | _STATE):
        said = _ITEM.sub(" ", _HOW_MANY.sub(" ", text[sentence.start : end]))
        if _DUE.search(said) and not _NOW_SAID.search(said):
            said = ""
        shown = _VALUE.search(said) or (
            sentence.cues & (ACTIVITY | ASSIST | STRONG) and not _NOT_THERE.search(text, start, end)
        )
        if shown or (bits & _STANDING and _REASON.search(text, start, end) and not _NOT_THERE.search(text, start, end)):
            return trimmed(note.text, start, end)
    if before is not None and before.line == sentence.line and text.endswith("..", before.start, before.end):
        begin, behind = before.start, start  # "Decrease pain to 2/10 ........ 5/10"
    else:
        tails = [m.end() for m in _TAIL.finditer(text, start, end)]
        if not tails or tails[-1] - start < 12:
            return None
        begin, behind = start, tails[-1]
        if _ITEM.match(text, behind, end) or _ONLY_HEADING.fullmatch(text, start, behind):
            return None
    is_value = _VALUE.search(text, behind, end) or (
        _TO_KEEP.search(text, begin, behind) and _KEPT.match(text, behind, end)
    )
    is_value = is_value and not _CODE.fullmatch(text, behind, end)
    if is_value and not _LATER.search(text, behind, end):
        return trimmed(note.text, begin, end)
    return None


# "Hold the 25-ft walk under 20 s - held": a goal of maintenance, and that it is kept
_TO_KEEP = re.compile(r"\b(?:hold|keep|maintain|stay|remain|preserve|prevent|avoid|no)\b")
_KEPT = re.compile(r"(?:still )?(?:held|kept|maintained|steady|stable|same|unchanged|holding)\b")
_ITEM = re.compile(r"(?:(?<=\s)|^)[(#]?\d{1,2}[).](?=\s)|\(\d\)")  # the number of an item of a list
_ONLY_HEADING = re.compile(
    r"\W*(?:(?:current|new|prior|previous|active|short|long|term|patient|pt|therapy)[\s-]*)*(?:goals?|[sl]tgs?|objectives?)\b\s*(?:\([^)\n]*\))?\W*"
)
# "independent pool program by 5/6": what is to be, where no word says how it is now
_DUE = re.compile(r"\b(?:by|within|in)\s(?:\d{1,2}/\d{1,2}|\d{1,2} (?:weeks?|wks?|months?|visits?))")
_NOW_SAID = re.compile(
    r"\b(?:met|now|still|today|current\w*|not yet|partly|partially|progress\w*|was|is|has|at|from|up|down|unchanged|same|reached|achieved|half\w*|closer|slipped|gained|lost)\b|->|\u2192"
)
# "met 2 of 4 goals and partially met 2 goals": how many, and not which
_HOW_MANY = expression(
    r"\b(?<!all )(?:\d|two|three|four|one)\s?(?:(?:/|of|out of)\s?(?:the\s)?(?:\d|four|five|six|three)\s?)?(?:\w+\s){0,2}?(?:goals|[sl]tgs?|objectives|aims)\b"
)
# "Goals addressed: STG 1, 4", "worked on goal 2": which goals, and not how they stand
_WORKED_ON = expression(
    r"\b(?:goals?|[sl]tgs?|objectives?)\s*(?:#?\d\s*)?(?:addressed|targeted|worked on|in focus|of (?:the )?session)\b|\b(?:worked|working|focus(?:ed)?|work) on (?:the |his |her )?(?:goals?|[sl]tgs?|objectives?)\b|\b(?:addressed|targeted|targeting|addressing) (?:the |his |her )?(?:goals?|[sl]tgs?|objectives?)\b"
)


def _is_worked_on(words: str) -> bool:
    """Do the words say that a goal was worked on, with a word that every such turn holds?"""
    return (
        "target" in words or "work" in words or "focus" in words or "address" in words or "session" in words
    ) and _WORKED_ON.search(words) is not None


_NOT_SEEN = expression(
    r"\bnot (?:yet )?(?:re-?)?(?:tested|assessed|measured|addressed|checked|reviewed|evaluated)\b|\b(?:deferred|n/t)\b"
)
_VALUE_NOW = re.compile(r"\b(?:was|now|still|last|currently)\s[^.;]{0,20}\d")
_CODE = re.compile(r"[\s\d.]{1,6}")  # a bare number in a list is a rating by some key, and shows nothing
_THERAPIST = re.compile(
    r"(?:tx|rx|treatment|interventions?|ther|exercises?|97\d{3}|next|plan|rtc|cont|i|we|therapist|clinician|educated|instructed|discussed|reviewed)\b"
)
_PLANNED = expression(
    r"\b(?:(?:until|till|unless|once|if|when)\b[^.;]{0,40}\b(?:goals?|met|reached|achieved|done)|will\b|shall|plan(?:s|ned)? to|to be (?:met|achieved|reached)|would (?:like|benefit)|benefit|hopes? to|wants? to|don't know|do not know|unknown|not known|continue (?:to|toward))"
)
