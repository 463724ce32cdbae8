"""The condition that is treated: by code, under a diagnosis heading, or in the words of the referral and the assessment."""

from __future__ import annotations

import re

from auditkit.text.context import HYPOTHETICAL, OTHER_PERSON
from auditkit.text.cues import find, layer, vocabulary
from auditkit.text.measures import KIN
from auditkit.text.sections import Section

_CODE = re.compile(r"(?<![\w.])[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4}|(?=[\s,;:)\]|.]|$))")
_NO_CODE = re.compile(r"T1[0-2]$|[A-Z]\d\d$")
_PAST = re.compile(
    r"\b(?:in (?:19|20)\d\d\b|years? ago|resolved|as a child|childhood illness|previous(?:ly)? treated|old (?:injury|fracture|fx|stroke|cva|tear|sprain)|remote|fully recovered|family history|hx of|h/o|history of|pmh|past medical)",
    re.I,
)
_NOT_TREATED = re.compile(
    r"\b(?:rule out|r/o|ruled out|no (?:sign|evidence|diagnosis)|negative for|unlikely|not consistent|if (?:imaging|mri|the)|to (?:rule|exclude)|pending|awaiting|denies|without|screen(?:ed|ing)? for|risk (?:of|for)|prevent(?:ion)?|precautions?)\b",
    re.I,
)
_CURRENT = re.compile(
    r"\b(?:referred|referral|presents?|presenting|seen|treated|treatment|therapy|treating|evaluat\w*|eval|assess\w*|consistent with|diagnos\w*|dx|diagnosed|due to|following|after|s/p|status post|secondary to|2/2|d/t|impression|with|has|for|who)\b",
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
_UNREADABLE = re.compile(r"illegible|smudge|unreadable|cannot (?:be )?read|cut off|\?\?", re.I)
_PLACE = re.compile(
    r"\b(?:shoulder|knee|hip|ankle|foot|elbow|wrist|hand|thumb|finger|neck|back|lumbar|cervical|thoracic|heel|jaw|pelvic|sacroiliac|si joint|groin|arm|leg|calf)s?\s+pain\b",
    re.I,
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
_SIDE = re.compile(r"\b(right|left|rt|lt|r|l)\b\.?\s+((?:[a-z-]+\s+){0,2}[a-z-]+)", re.I)


DIAGNOSES = layer(
    {phrase: 1 for group in vocabulary("diagnoses").values() for phrases in group.values() for phrase in phrases}
)


def diagnoses(note) -> list[tuple[int, int]]:
    """Spans that state the diagnosis, those under its own heading first."""
    headed: list[tuple[int, int]] = []
    stated: list[tuple[int, int]] = []
    text = note.text
    for sentence in note.sentences:
        if sentence.section is Section.DIAGNOSIS and sentence.body < sentence.end and _names_condition(text, sentence):
            headed.append(note.clause(sentence, sentence.body, sentence.body + 1, most=200))
    if headed:
        return headed
    for match in _CODE.finditer(text):
        if _NO_CODE.fullmatch(match[0]) and not _may_be_short_code(text, match):
            continue
        sentence = _sentence_at(note, match.start())
        if sentence is None or (
            sentence.section in (Section.HISTORY, Section.GOALS) and sentence.heading not in _HISTORY_NOW
        ):
            continue
        stated.append(note.clause(sentence, match.start(), match.end(), most=120))
    for hit in note.hits_in(DIAGNOSES):
        if span := _condition(note, hit):
            stated.append(span)
    for match in _PLACE.finditer(text):
        sentence = _sentence_at(note, match.start())
        if sentence and re.search(
            r"\b(?:referred|referral|seen|treated|presents?|therapy|eval\w*|treatment|diagnos\w*)\b[^.]{0,60}\b(?:for|with|of)\b[^.]{0,30}$",
            text[max(sentence.start, match.start() - 100) : match.start()],
            re.I,
        ):
            stated.append(note.clause(sentence, match.start(), match.end(), most=120))
    return stated


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
    for sentence in note.sentences:
        if sentence.start <= at < sentence.end:
            return sentence
    return None


def _names_condition(text: str, sentence) -> bool:
    words = text[sentence.body : sentence.end]
    if _EMPTY.match(words) or re.match(r"\W*\[(?:insert|select|enter|choose)", words, re.I):
        return False
    if _UNREADABLE.search(words) or (
        _ELSEWHERE.search(words) and not _CODE.search(words) and not find(words)[DIAGNOSES]
    ):
        return False
    if (
        re.match(r"(?:pt|patient|client|child|he|she|mr|mrs|ms)\b\.? ", words.strip(), re.I)
        and not find(words)[DIAGNOSES]
        and not _CODE.search(words)
    ):
        return False
    if re.match(r"\W*(?:onset|date|referr|physician|evaluat|eval\b|phone)", words, re.I):
        return False
    return bool(re.search(r"[A-Za-z]{2,}", re.sub(r"_+", "", words)) or _CODE.search(words))


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
    text = note.text
    for match in _SIDE.finditer(text):
        words = match[2].lower().split()
        for count in (3, 2):
            if len(words) < count and not (count == 2 and len(words) == 2):
                continue
            phrase = " ".join(words[:count])
            if count < 2 or not find(phrase)[DIAGNOSES]:
                continue
            side = match[1][0].lower()
            known = seen.setdefault(phrase, (side, match.span()))
            if known[0] != side and re.search(
                r"diagnos|\bdx\b",
                text[max(0, match.start() - 40) : match.start()] + text[max(0, known[1][0] - 40) : known[1][0]],
                re.I,
            ):
                return [known[1], match.span()]
            break
    return []


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
