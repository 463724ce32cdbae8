"""The condition that is treated: by code, under a diagnosis heading, or in the words of the referral and the assessment."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from auditkit.text.context import HYPOTHETICAL, OTHER_PERSON
from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.measures import KIN
from auditkit.text.sections import Section
from auditkit.text.sides import SIDE

# begins with a letter, so that the engine goes from capital to capital
_CODE = re.compile(r"[A-TV-Z](?<![\w.].)\d[0-9AB](?:\.[0-9A-Z]{1,4}|(?=[\s,;:)\]|.]|$))")
_NO_CODE = re.compile(r"T1[0-2]$|[A-Z]\d\d$")
_PAST = expression(
    r"\b(?:in (?:19|20)\d\d\b|years? ago|resolved|as a child|childhood illness|previous(?:ly)? treated|old (?:injury|fracture|fx|stroke|cva|tear|sprain)|remote|fully recovered|family history|hx of|h/o|history of|pmh|past medical)",
    re.I,
)
_NOT_TREATED = expression(
    r"\b(?:rule out|r/o|ruled out|no (?:sign|evidence|diagnosis)|negative for|unlikely|not consistent|if (?:imaging|mri|the)|to (?:rule|exclude)|pending|awaiting|denies|without|screen(?:ed|ing)? for|risk (?:of|for)|prevent(?:ion)?|precautions?)\b",
    re.I,
)
_EMPTY = re.compile(
    r"^[\s\W_]*$|^\W*(?:n/?a|none|tbd|unknown|pending|to be determined|not (?:given|stated|provided|on order|available)|no diagnosis[\w ]*|as above|same|unchanged|\[[^\]]*\]|\*+|_+|(?:pt|ot|slp|st)? ?eval(?:uate|uation)? ?(?:and|&|\+|/) ?(?:treat|tx))\W*$",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:see|per|refer to|on|as (?:on|per|in)|listed (?:in|on))\b[^\n]{0,30}\b(?:referral|order|script|rx|chart|file|record|physician|face ?sheet|eval\w*|intake|note|scan|fax|prescription|poc|plan of care|emr|problem list)\b",
    re.I,
)
_UNREADABLE = expression(r"illegible|smudge|unreadable|cannot (?:be )?read|cut off|\?\?", re.I)
_PAIN = re.compile(r"pain\b")
_PLACES = frozenset(
    ("shoulder", "knee", "hip", "ankle", "foot", "elbow", "wrist", "hand", "thumb", "finger", "neck", "back", "lumbar", "cervical",
     "thoracic", "heel", "jaw", "pelvic", "sacroiliac", "joint", "groin", "arm", "leg", "calf")
)  # fmt: skip
_REFERRED_FOR = re.compile(
    r"\b(?:referred|referral|seen|treated|presents?|therapy|eval\w*|treatment|diagnos\w*)\b[^.]{0,60}\b(?:for|with|of)\b[^.]{0,30}$"
)
_NOW = re.compile(r"\b(?:now|currently|today|current|new|presents?)\b", re.I)
_HISTORY_NOW = (
    "hpi",
    "history of present illness",
    "history of present condition",
    "history of current condition",
    "onset",
    "mechanism of injury",
    "moi",
    "history of condition",
    "background",
    "relevant history",
    "background history",
)
_SKIPPED = frozenset((Section.GOALS, Section.PRIOR_LEVEL, Section.SIGNATURE, Section.HOME_PROGRAM, Section.PRECAUTIONS))
_SHORT = frozenset(
    [
        "oa",
        "ra",
        "ms",
        "cp",
        "pd",
        "rsa",
        "sad",
        "pop",
        "pad",
        "cas",
        "pcs",
        "cpm",
        "pvd",
        "sci",
        "msa",
        "psp",
        "ppa",
        "nas",
        "cmt",
        "fx",
        "sp",
    ]
)
_SIDED = re.compile(r"\.?\s+((?:[a-z-]+\s+){0,2}[a-z-]+)")
_SAID_TO_BE = re.compile(r"diagnos|\bdx\b")
DIAGNOSES = layer(
    {phrase: 1 for group in vocabulary("diagnoses").values() for phrases in group.values() for phrase in phrases}
)


def diagnoses(note) -> Iterator[tuple[int, int]]:
    """Spans that state the diagnosis: those under its own heading, else codes, then conditions, then "referred for knee pain"."""
    is_headed = False
    for sentence in note.sentences:
        if sentence.section is Section.DIAGNOSIS and sentence.body < sentence.end and _names_condition(note, sentence):
            is_headed = True
            yield note.clause(sentence, sentence.body, sentence.body + 1, most=200)
    if is_headed:
        return
    text = note.text
    for match in _CODE.finditer(text):
        if _NO_CODE.fullmatch(match[0]) and not _may_be_short_code(text, match):
            continue
        sentence = _sentence_at(note, match.start())
        if sentence is None or (
            sentence.section in (Section.HISTORY, Section.GOALS) and sentence.heading not in _HISTORY_NOW
        ):
            continue
        yield note.clause(sentence, match.start(), match.end(), most=120)
    for hit in note.hits_in(DIAGNOSES):
        if span := _condition(note, hit):
            yield span
    yield from _painful_places(note)


def _painful_places(note) -> Iterator[tuple[int, int]]:
    """ "Referred to therapy for left knee pain"."""
    text = note.lower
    for match in _PAIN.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        word = before.rstrip()
        word = word[max(word.rfind(" "), word.rfind("(")) + 1 :] if word != before else ""
        if word.removesuffix("s") not in _PLACES or (word == "joint" and "si joint" not in before):
            continue
        start = text.rindex(word, 0, match.start())
        sentence = _sentence_at(note, start)
        if sentence and _REFERRED_FOR.search(text, max(sentence.start, start - 100), start):
            yield note.clause(sentence, start, match.end(), most=120)


def _may_be_short_code(text: str, match) -> bool:
    """ "(G35)", "F82": three characters are a code where they stand in brackets or behind a diagnosis, "T12" and "C67" in prose are not."""
    if re.match(r"T1[0-2]|[A-Z]0\d", match[0]) and text[match.start() - 1 : match.start()] != "(":
        return False
    return text[match.start() - 1 : match.start()] in "(:[" or bool(
        re.search(
            r"\b(?:dx|icd|diagnosis|code|disorder|disease|syndrome|delay|sclerosis)\W{0,4}$",
            text[max(0, match.start() - 22) : match.start()],
            re.I,
        )
    )


def _sentence_at(note, at: int):
    place = bisect_right(note.sentences, at, key=attrgetter("start")) - 1
    return note.sentences[place] if place >= 0 and at < note.sentences[place].end else None


def _holds_condition(note, start: int, end: int) -> bool:
    hits = note.hits_in(DIAGNOSES)
    place = bisect_left(hits, start, key=attrgetter("start"))
    return place < len(hits) and hits[place].end <= end


def _names_condition(note, sentence) -> bool:
    words = note.text[sentence.body : sentence.end]
    is_named = _CODE.search(words) or _holds_condition(note, sentence.body, sentence.end)
    if _EMPTY.match(words) or re.match(r"\W*\[(?:insert|select|enter|choose)", words, re.I):
        return False
    if _UNREADABLE.search(words) or (not is_named and (_ELSEWHERE.search(words) or _PERSON_FIRST.match(words.strip()))):
        return False
    if re.match(r"\W*(?:onset|date|referr|physician|evaluat|eval\b|phone)", words, re.I):
        return False
    return bool(is_named or _TWO_LETTERS.search(words))


_PERSON_FIRST = re.compile(r"(?:pt|patient|client|child|he|she|mr|mrs|ms)\b\.? ", re.I)
_TWO_LETTERS = re.compile(r"[A-Za-z]{2,}")


def _condition(note, hit):
    text = note.text
    sentence = _sentence_at(note, hit.start)
    if (
        sentence is None
        or sentence.section in _SKIPPED
        or (hit.start < sentence.body and sentence.section is Section.HISTORY)
    ):
        return None
    word = text[hit.start : hit.end]
    if len(hit.phrase) <= 3 and hit.phrase in _SHORT and not word.isupper() and hit.phrase != "fx":
        return None
    if text.isupper() and hit.phrase in ("sad", "pop", "ms", "cas"):
        return None
    if hit.phrase == "ms" and re.match(r"\.|,?\s*(?:CCC|SLP|OTR|PT\b|CF)|\s+[A-Z][a-z]", text[hit.end : hit.end + 12]):
        return None
    if hit.phrase == "s p" and not re.match(r"\W*[A-Za-z]", text[hit.end : hit.end + 4]):
        return None
    if hit.phrase in ("strain*", "burn", "wound", "prolapse") and sentence.section in (
        Section.OBJECTIVE,
        Section.SUBJECTIVE,
    ):
        return None
    if note.is_negated(sentence, hit.start) or sentence.cues & OTHER_PERSON:
        return None
    before = text[max(sentence.start, hit.start - 90) : hit.start]
    if (
        sentence.cues & KIN
        and any(h.cues & KIN and h.start < hit.start for h in sentence.hits)
        and not re.search(r"\b(?:he|she|pt|patient|mr|mrs|ms)\b", before, re.I)
    ):
        return None
    if re.search(
        r"\b(?:father|mother|sister|brother|wife|husband|cousin|uncle|aunt|son|daughter|grand\w+|family|roommate|neighbor|neighbour)\b[^.;]{0,50}$",
        before,
        re.I,
    ) and not re.search(r"\b(?:he|she|pt|patient)\b[^.;]{0,30}$", before, re.I):
        return None
    if _NOT_TREATED.search(before[-50:]):
        return None
    if sentence.cues & HYPOTHETICAL and re.search(r"\b(?:[Ii]f|should|in case|may|might)\b[^.;]{0,60}$", before):
        return None
    whole = text[sentence.start : sentence.end]
    if sentence.section is Section.HISTORY and sentence.heading not in _HISTORY_NOW:
        return None
    past = _PAST.search(whole)
    if past and past.start() + sentence.start < hit.end + 60:
        # "history of falls, now R hip fracture": what comes after "now" is treated
        between = whole[past.end() : max(past.end(), hit.start - sentence.start)]
        return note.clause(sentence, hit.start, hit.end, most=120) if _NOW.search(between) else None
    return note.clause(sentence, hit.start, hit.end, most=120)


def sides_disagree(note) -> list[tuple[int, int]]:
    """The same condition, once on the right and once on the left: "right ankle fracture ... left ankle fracture"."""
    seen: dict[str, tuple[str, tuple[int, int]]] = {}
    text = note.lower
    for hit in note.hits:
        if not hit.cues & SIDE or hit.phrase not in _ONE_SIDE or not _holds_condition(note, hit.end, hit.end + 60):
            continue
        match = _SIDED.match(text, hit.end)
        if match is None:
            continue
        words = match[1].split()
        for count in (3, 2):
            phrase = " ".join(words[:count])
            if len(words) < count or not _holds_condition(note, match.start(1), match.start(1) + len(phrase)):
                continue
            side, span = hit.phrase[0], (hit.start, match.end())
            first_side, first = seen.setdefault(phrase, (side, span))
            if first_side != side and any(_SAID_TO_BE.search(text, max(0, at - 40), at) for at, _ in (first, span)):
                return [first, span]
            break
    return []


_ONE_SIDE = frozenset(("right", "left", "rt", "lt", "r", "l"))


def doubtful_diagnosis(note) -> tuple[int, int] | None:
    """A diagnosis that points at another document, or cannot be read."""
    text = note.text
    for sentence in note.sentences:
        words = text[sentence.start : sentence.end]
        if sentence.section is not Section.DIAGNOSIS and not re.search(r"\b(?:dx|diagnos\w*|icd)\b", words, re.I):
            continue
        if re.search(r"\bno (?:\w+ )?(?:dx|diagnos\w*)\b", words, re.I):
            continue
        if _ELSEWHERE.search(words) or _UNREADABLE.search(words):
            return sentence.start, sentence.end
    return None
