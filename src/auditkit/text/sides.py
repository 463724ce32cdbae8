"""Sides that a note names, each with the part of the body it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditkit.text.cues import layer, shared, vocabulary
from auditkit.text.expressions import expression

_REGIONS = ("knee", "hip", "ankle", "leg", "shoulder", "elbow", "hand", "arm", "body", "face", "ear", "other")
SIDE, CONDITION, REASON = shared("sides", "side_word", "condition", "side_reason")


def _parts() -> dict[str, int]:
    """Names of parts -> the bits of their regions, in the order of `_REGIONS`."""
    parts: dict[str, int] = {}
    for number, region in enumerate(_REGIONS):
        for name in vocabulary("sides")[f"part_{region}"]["any"]:
            parts[name] = parts.get(name, 0) | 1 << number
    return parts


def _region(bits: int) -> str:
    """The first of the regions that a name belongs to."""
    return _REGIONS[(bits & -bits).bit_length() - 1]


_PARTS = layer(_parts())

LEFT, RIGHT, BOTH = "left", "right", "both"
_WORDS = {
    "left": LEFT, "l": LEFT, "lt": LEFT, "lle": LEFT, "lue": LEFT, "left sided": LEFT, "l sided": LEFT,
    "right": RIGHT, "r": RIGHT, "rt": RIGHT, "rle": RIGHT, "rue": RIGHT, "right sided": RIGHT, "r sided": RIGHT,
}  # fmt: skip
# what a region lies in: a leg holds the hip, the knee and the ankle; one half of the body holds them all
_HOLDS = {
    "leg": frozenset(("leg", "hip", "knee", "ankle")),
    "arm": frozenset(("arm", "shoulder", "elbow", "hand")),
    "body": frozenset(("body", "leg", "hip", "knee", "ankle", "arm", "shoulder", "elbow", "hand", "face")),
    "elbow": frozenset(("elbow", "hand", "arm")),  # grip and wrist extensors are measured and loaded for an elbow
}
_NOT_LEFT_AFTER = re.compile(
    r"\s+(?:the|at|in|by|with|to|him|her|his|it|a|an|message|off|over|early|without|school|when|after|home|alone|undone|for|clinic|session|therapy|before|work|today|behind|open|out|feeling|satisfied|pleased|voicemail|is\b)\b",
    re.I,
)
_NOT_LEFT_BEHIND = frozenset(
    ("has", "have", "had", "be", "been", "who", "he", "she", "they", "it", "pt", "patient", "child", "mom", "dad", "i", "then",
     "visit", "visits", "time", "gap", "word", "words", "are")
)  # fmt: skip
_NOT_RIGHT_AFTER = re.compile(
    r"\s+(?:now|away|after|before|answers?|order|time|amount|words?|on time|straight (?!leg)|through|as|when|where|next|there|here|along|back to|off|direction|directions|moment|idea|track|thing|things|way|reason|reasons|kind|person|place|choice|choices|size|one|ones|level|dose|fit|tool|pace|balance|to (?:refuse|appeal)|of way|angle|up|then)\b",
    re.I,
)
_NOT_RIGHT_BEHIND = frozenset(
    ("just", "all", "was", "were", "be", "been", "got", "it", "that's", "trial", "trials", "heard", "gets", "feels", "done",
     "goes")
)  # fmt: skip


class Side(NamedTuple):
    """A side with its part: the span from one to the other, the side, the region of the part ("" if none), the sentence."""

    start: int
    end: int
    side: str
    region: str
    sentence: object


def sides(note) -> list[Side]:
    """The sides that the note names, in reading order: never a verb, a direction of speech, or a count of right answers."""
    kept = vars(note)
    if "_sides" not in kept:
        kept["_sides"] = list(_named(note)) if note.cues & SIDE else []
    return kept["_sides"]


def _named(note) -> Iterator[Side]:
    text, parts = note.text, note.hits_in(_PARTS)
    nearest = 0  # the first part that does not end before the side
    for sentence in note.sentences:
        if not sentence.cues & SIDE:
            continue
        for hit in sentence.hits:
            if not hit.cues & SIDE:
                continue
            while nearest < len(parts) and parts[nearest].start < hit.start:
                nearest += 1
            if not _is_side(text, sentence, hit, parts[nearest : nearest + 1]):
                continue
            if len(hit.phrase) in (1, 4, 5) and _COLUMNS.match(text, hit.end):
                yield Side(hit.start, hit.end, BOTH, "", sentence)
                break
            side = _WORDS.get(hit.phrase, BOTH)
            if part := _part_of(text, sentence, hit, parts, nearest):
                yield Side(min(hit.start, part.start), max(hit.end, part.end), side, _region(part.cues), sentence)
            elif hit.phrase.startswith("bil") or (
                hit.phrase not in ("b", "b l") and (_near_condition(text, sentence, hit) or _in_pairs(text, hit))
            ):
                yield Side(hit.start, hit.end, side, "", sentence)


# "R   L", "R SF          L SF", "L and R": the heads of two columns, or both sides
_COLUMNS = re.compile(
    r"(?:(?:\s[A-Za-z]{1,8})?(?:\s{2,}|\t)|\s*[|/=<>]\s*|\s(?:and|&)\s)(?:left|right|[LR])(?=[\s|/,;.:)]|$)", re.I
)
# "both services", "bilateral skills": two things, and no two sides of the body
_NO_PARTS_AFTER = re.compile(
    r"[\s-]+(?:services?|goals?|skills|coordination|integration|tasks?|activit\w+|parents?|sessions?|visits?|times|days|of (?:them|us|these|those|which|the)|tests?|exercises|trials|tries|meals?|(?:short|long)\b|and\b|stgs?|ltgs?|sons?|daughters?|children|kids|reports?|programs?|words|sounds|languages|settings|as\b|were\b|are\b|the same\b|in\b|at\b|at home)",
    re.I,
)
_INITIAL_OF_AUTHOR = re.compile(
    r"\.?\s[A-Z][a-z][\w'-]*,?\s+(?:[MB][SA],?\s)?(?:CCC|D?PTA?|MPT|OTR|OTD?|COTA|MOT|SLP|CF)\b"
)


# "one cell to the right", "the left side of the page": a side of a thing
_BESIDE_A_THING = expression(
    r"\b(?:cell|key|button|picture|icon|card|page|column|row|line|box(?! (?:and|&) block)|item|square|tile|word|symbol|space|seat|chair|door|shelf|drawer|lane|margin|cup|plate)s?\s+(?:\w+\s+){0,2}(?:to|on|at|from)\s+(?:the|its)\s+$",
    re.I,
)
_OF_A_THING = re.compile(
    r"(?:[\s-]+hand)?(?:\s+(?:side|half|edge|corner|end|margin))?(?:\s+(?:of|on)\s+(?:(?:the|a|his|her)\s+)?|\s+)(?:page|paper|circle|table|board|room|screen|device|desk|line|plate|mat|tray|worksheet|column|picture|cell|key|button|margin|card|book|grid)\b",
    re.I,
)


def _is_side(text: str, sentence, hit, following) -> bool:
    """Is the word a side? `following` holds the part of the body that begins next, if there is one."""
    phrase, after = hit.phrase, text[hit.end : hit.end + 40]
    if phrase in ("left", "right") and (
        _OF_A_THING.match(after) or _beside_a_thing(text, max(sentence.start, hit.start - 44), hit.start)
    ):
        return False
    if len(phrase) == 1:
        if text[hit.start].islower():  # "l hip", in a note that knows no capitals
            return bool(phrase != "b" and following and following[0].start == hit.end + 1 and after[0] == " ") and (
                text[hit.start - 1 : hit.start] in " \n(:,." or hit.start == 0
            )
        return _is_letter_of_side(text, sentence, hit, after)
    if phrase == "left":
        return _word_before(text, sentence, hit) not in _NOT_LEFT_BEHIND and not _NOT_LEFT_AFTER.match(after)
    if phrase == "right":
        word = _word_before(text, sentence, hit)
        if word in _NOT_RIGHT_BEHIND or word[-1:].isdigit() or word.endswith("%"):
            return False
        return not _NOT_RIGHT_AFTER.match(after) and not (
            word == "out" and text.endswith("turned out", 0, hit.start - 1)
        )
    if phrase in ("both", "bilateral"):
        return not _NO_PARTS_AFTER.match(after)
    if phrase in ("lt", "rt"):
        written = text[hit.start : hit.end]
        return (not _TOUCH.match(after) and written != "lt") or bool(_LOWER_WORD.match(after))
    return True


def _beside_a_thing(text: str, start: int, end: int) -> bool:
    before = text[start:end].rstrip()[-3:].lower()  # "the" or "its" in every match
    return before in ("the", "its") and _BESIDE_A_THING.search(text, start, end) is not None


def _word_before(text: str, sentence, hit) -> str:
    """The word before a side, in lower case, with what stands at it ("50%", "4/5"); "" where no space parts them."""
    before = text[max(sentence.start, hit.start - 24) : hit.start]
    word = before.rstrip()
    return word[max(word.rfind(" "), word.rfind("\n"), word.rfind("(")) + 1 :].lower() if word != before else ""


def _is_letter_of_side(text: str, sentence, hit, after: str) -> bool:
    """Is a capital L, R or B a side, and no initial, unit ("L/min", "2 L of"), list mark or part of a name?"""
    before = text[max(sentence.start, hit.start - 24) : hit.start]
    if (
        (before[-1:] == "." and before[-2:-1].isalpha())
        or (after[:1] in (".'") and after[1:2].isalnum())
        or before[-1:] in ("'", "&")
        or (before[-1:] == "/" and before[-2:-1] not in "LR")
        or _NO_LETTER_AFTER.match(after)
        or _INITIAL_OF_AUTHOR.match(text, hit.end, hit.end + 48)
    ):
        return False
    if before.rstrip()[-1:].isdigit() and len(before) - len(before.rstrip()) < 2 and _LITRES.match(after):
        return False
    if hit.phrase == "b" and not (
        _B_OF_BOTH.match(after) or (_B_BEHIND.match(after) and _GRADED.search(text, sentence.start, hit.start))
    ):
        return False
    return before[-1:] == "(" or not _JOINED.match(after)


_NO_LETTER_AFTER = re.compile(r"\s?/\s?(?:min|O\b|[a-z])|\s?\d{3}|[.]\s?[A-Z][a-z]")
_LITRES = re.compile(r"\s?(?:of|O2|via|nasal|fluid|water|NC)\b")
_B_OF_BOTH = re.compile(r"\)?\s+[A-Za-z]")
# "LE MMT 4/5 grossly B", "DTRs 2+ B"
_B_BEHIND = re.compile(r"\s*(?:[.,;)]|$|\n)")
_GRADED = re.compile(r"\b(?:MMT|A?ROM|strength|WNL|WFL|DTRs?|[LU]Es?|SLS|SLR|reflex\w*|intact)\b", re.I)
_JOINED = re.compile(r"\s?[-&]\s?[A-Z]\b")
_TOUCH = re.compile(r"\s+(?:touch|light)", re.I)
_LOWER_WORD = re.compile(r"\s+(?!touch)[a-z]{3,}")


def _part_of(text: str, sentence, hit, parts, nearest: int):
    """The part that the side belongs to: the nearest one behind it, else the nearest one before it, in the same phrase.

    `nearest` is the place in `parts` of the first one that does not begin before the side.
    """
    for part in parts[nearest : nearest + 3]:
        if part.start == hit.start and part.end == hit.end:
            return part
        if part.start >= hit.end:
            if (
                part.start - hit.end <= 30
                and part.end <= sentence.end
                and not _PARTED.search(text, hit.end, part.start)
            ):
                return part
            break
    if nearest:
        part = parts[nearest - 1]
        if (
            part.start >= sentence.start
            and 0 <= hit.start - part.end <= 34
            and not _PARTED_BEFORE.search(text, part.end, hit.start)
        ):
            return part
    return None


_PARTED = expression(r"[.;:,\n]|\d{2}|\b(?:and|with|from|to|on|L|R|left|right)\b")
_PARTED_BEFORE = expression(r"[.;\n]|\b(?:L|R|left|right|LEFT|RIGHT)\b")


def _near_condition(text: str, sentence, hit) -> bool:
    """A side without a part that still is one: beside a condition, or "on the left", "both sides"."""
    return (
        (sentence.cues & CONDITION and any(h.cues & CONDITION and abs(h.start - hit.start) < 40 for h in sentence.hits))
        or bool(_SIDED.match(text, hit.end))
        or (len(hit.phrase) > 2 and bool(_ON_THE.search(text, max(sentence.start, hit.start - 14), hit.start)))
    )


_SIDED = re.compile(
    r"[\s-]*(?:side[ds]?|sided|hemi\w*|more than|>|<|only\b|[a-z]{5,}|head\b|[AP]{0,2}ROM\b|MMT|SL[RS]\b|flex\b|ext\b|abd\b|add\b|[EI]R\b|[DP]F\b)",
    re.I,
)
_ON_THE = re.compile(r"\b(?:on|to|toward|towards|from)\s+(?:the|her|his|their)\s+$", re.I)
_PAIRS = re.compile(r"\s*\d")


def _in_pairs(text: str, hit) -> bool:
    """ "R 41 s": a side that owns a value."""
    return bool(_PAIRS.match(text, hit.end)) and len(hit.phrase) == 1


def same_part(one: str, other: str) -> bool:
    """Do two regions speak of the same part, or does one lie in the other?"""
    if not one or not other or "other" in (one, other):
        return False
    return one == other or other in _HOLDS.get(one, ()) or one in _HOLDS.get(other, ())
