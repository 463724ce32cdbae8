"""Sides: which side of which part the note diagnoses, and which one it treats or measures."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.cues import shared, vocabulary
from auditkit.text.sections import Section

_REGIONS = ("knee", "hip", "ankle", "leg", "shoulder", "elbow", "hand", "arm", "body", "face", "ear", "other")
SIDE, CONDITION, REASON = shared("sides", "side_word", "condition", "side_reason")


def _expression() -> str:
    """Parts by region; the longest names first, so that "hip flexor" is no "hip"."""
    groups = []
    for region in _REGIONS:
        names = sorted(vocabulary("sides")[f"part_{region}"]["any"], key=len, reverse=True)
        groups.append(
            f"(?P<{region}>"
            + "|".join(re.escape(name).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]") for name in names)
            + ")"
        )
    return r"\b(?:" + "|".join(groups) + r")\b"


_PART = re.compile(_expression(), re.I)

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
_NOT_LEFT_BEFORE = re.compile(
    r"\b(?:has|have|had|be|been|who|he|she|they|it|pt|patient|child|mom|dad|i|then|visits?|time|gap|words?|are)\s+$",
    re.I,
)
_NOT_RIGHT_AFTER = re.compile(
    r"\s+(?:now|away|after|before|answers?|order|time|amount|words?|on time|straight (?!leg)|through|as|when|next|there|here|to (?:refuse|appeal)|of way|angle|up|then)\b",
    re.I,
)
_NOT_RIGHT_BEFORE = re.compile(
    r"(?:\b(?:just|all|was|were|be|been|got|it|that's|trials?|heard|turned out|gets|feels|done|goes)|\d\s?/\s?\d+|\d|%)\s+$",
    re.I,
)
_HANDED = re.compile(r"[\s-]*(?:hand(?:ed)?[\s-]*)?(?:dominant|handed)", re.I)


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
        kept["_sides"] = [side for s in note.sentences if s.cues & SIDE for side in _in(note.text, s)]
    return kept["_sides"]


def _in(text: str, sentence):
    for hit in sentence.hits:
        if not hit.cues & SIDE:
            continue
        side = _WORDS.get(hit.phrase, BOTH)
        if not _is_side(text, sentence, hit):
            continue
        if _COLUMNS.match(text, hit.start):
            yield Side(hit.start, hit.end, BOTH, "", sentence)
            return
        part = _part_of(text, sentence, hit)
        if part is None:
            if hit.phrase in ("b", "b l") or not (_near_condition(text, sentence, hit) or _in_pairs(text, hit)):
                continue
            yield Side(hit.start, hit.end, side, "", sentence)
        else:
            start, end, region = part
            yield Side(min(hit.start, start), max(hit.end, end), side, region, sentence)


_COLUMNS = re.compile(r"(?:left|right|[LR])(?:\s{2,}|\s*[|/]\s*|\t)(?:left|right|[LR])\b", re.I)


def _is_side(text: str, sentence, hit) -> bool:
    word = text[hit.start : hit.end]
    before, after = text[max(sentence.start, hit.start - 24) : hit.start], text[hit.end : hit.end + 24]
    if len(hit.phrase) == 1:
        if (
            not word.isupper()
            or (before[-1:] == "." and before[-2:-1].isalpha())
            or (after[:1] in (".'") and after[1:2].isalnum())
            or before[-1:] in ("'", "&")
            or re.match(r"\s?/\s?(?:min|O\b|[a-z])|\s?\d{3}|[.]\s?[A-Z][a-z]", after)
        ):
            return False
        if (before[-1:] == "/" and before[-2:-1] not in "LR") or (
            re.search(r"\d\s?$", before) and re.match(r"\s?(?:of|O2|via|nasal|fluid|water|NC)\b", after)
        ):
            return False
        if hit.phrase == "b" and not re.match(r"\)?\s+[A-Za-z]", after):
            return False
        return not re.match(r"\s?[-&]\s?[A-Z]\b", after) or before[-1:] == "("
    if hit.phrase in ("lt", "rt"):
        return (not re.match(r"\s+(?:touch|light)", after, re.I) and word != "lt") or (
            bool(re.match(r"\s+[a-z]{3,}", after)) and not re.match(r"\s+touch", after, re.I)
        )
    if hit.phrase == "left":
        return not _NOT_LEFT_AFTER.match(after) and not _NOT_LEFT_BEFORE.search(before)
    if hit.phrase == "right":
        return not _NOT_RIGHT_AFTER.match(after) and not _NOT_RIGHT_BEFORE.search(before)
    return True


def _part_of(text: str, sentence, hit) -> tuple[int, int, str] | None:
    """The part that the side belongs to: the nearest one behind it, else the nearest one before it, in the same phrase."""
    if match := _PART.fullmatch(text, hit.start, hit.end):
        return match.start(), match.end(), match.lastgroup
    if match := _PART.search(text, hit.end, min(sentence.end, hit.end + 46)):
        between = text[hit.end : match.start()]
        if len(between) <= 30 and not _PARTED.search(between.lstrip(") ")):
            return match.start(), match.end(), match.lastgroup
    before = list(_PART.finditer(text, max(sentence.start, hit.start - 48), hit.start))
    behind = before[-1] if before else None
    if (
        behind is not None
        and hit.start - behind.end() <= 34
        and not _PARTED_BEFORE.search(text, behind.end(), hit.start)
    ):
        return behind.start(), behind.end(), behind.lastgroup
    return None


_PARTED = re.compile(r"[.;:,\n]|\d{2}|\b(?:and|with|from|to|on|L|R|left|right)\b")
_PARTED_BEFORE = re.compile(r"[.;\n]|\b(?:L|R|left|right|LEFT|RIGHT)\b")


def _near_condition(text: str, sentence, hit) -> bool:
    """A side without a part that still is one: beside a condition, or "on the left", "both sides"."""
    return (
        any(h.cues & CONDITION and abs(h.start - hit.start) < 40 for h in sentence.hits)
        or bool(_SIDED.match(text, hit.end))
        or (len(hit.phrase) > 2 and bool(_ON_THE.search(text, max(sentence.start, hit.start - 14), hit.start)))
    )


_SIDED = re.compile(r"[\s-]*(?:side[ds]?|sided|hemi\w*|more than|>|<|only\b|[a-z]{5,})", re.I)
_ON_THE = re.compile(r"\b(?:on|to|toward|towards|from)\s+(?:the|her|his|their)\s+$", re.I)
_PAIRS = re.compile(r"\s*\d")


def _in_pairs(text: str, hit) -> bool:
    """ "R 41 s": a side that owns a value."""
    return bool(_PAIRS.match(text, hit.end)) and len(hit.phrase) == 1


_DIAGNOSIS_LABEL = re.compile(
    r"^(?:dx|diagnos|(?:medical|treatment|primary|treating|referring|rehab|therapy|tx|med)\s(?:dx|diagnos))", re.I
)
_BRAIN = re.compile(
    r"\b(?:cva|stroke|mca|aca|pca|infarct|hemispher\w*|tbi|frontal|parietal|temporo\w*|basal|thalamic|pontine|medullary|bleed|ich|hemorrhage)\b",
    re.I,
)
_NOT_DIAGNOSED = frozenset(
    (
        Section.GOALS,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HOME_PROGRAM,
        Section.PRECAUTIONS,
        Section.SIGNATURE,
        Section.MINUTES,
        Section.PLAN,
        Section.MEASURES,
        Section.INTERVENTIONS,
    )
)
_PAST = re.compile(r"\b(?:hx|history|h/o|pmh|years ago|previous\w*|prior|remote|in (?:19|20)\d\d)\b", re.I)
_KIN = re.compile(
    r"\W*(?:(?:his|her|the|pt's)\s+)?(?:husband|wife|daughter|son|brother|sister|mother|father|mom|dad|roommate|neighbou?r|spouse|partner)\b",
    re.I,
)
# Codes whose last place of the stem tells the side, by how they begin: position of the digit that is 1 (right) or 2 (left).
# Only categories where that holds for every code of the category are here.
_CODE = re.compile(
    r"\b(?:(?:M16\.1|M17\.1|M18\.1|M75\.0|M76\.[0-8]|M77\.[013]|G56\.[0-6]|G57\.[0-6]|H81\.1)(?P<a>[12])|(?:M25\.5\d|M25\.6\d|M19\.0\d|M75\.1[02]|Z96\.6[145]|S83\.5[12]|S93\.4\d)(?P<b>[12])[A-Z]?)\b"
)
_CODE_REGION = (
    ("M16", "hip"), ("M17", "knee"), ("M18", "hand"), ("M75", "shoulder"), ("M76.6", "ankle"), ("M77.1", "elbow"), ("M77.0", "elbow"), ("G56", "hand"), ("H81", "ear"), ("Z96.64", "hip"), ("Z96.65", "knee"), ("Z96.61", "shoulder"),
    ("S83", "knee"), ("S93", "ankle"), ("M25.51", "shoulder"), ("M25.52", "elbow"), ("M25.53", "hand"), ("M25.54", "hand"), ("M25.55", "hip"), ("M25.56", "knee"), ("M25.57", "ankle"), ("M25.61", "shoulder"), ("M25.62", "elbow"),
    ("M25.63", "hand"), ("M25.64", "hand"), ("M25.65", "hip"), ("M25.66", "knee"), ("M25.67", "ankle"), ("M19.01", "shoulder"), ("M19.02", "elbow"), ("M19.03", "hand"), ("M19.04", "hand"), ("M19.07", "ankle"),
)  # fmt: skip


def is_diagnosis(sentence) -> bool:
    """Does the sentence state what is treated, by its section or its label?"""
    return sentence.section is Section.DIAGNOSIS or bool(_DIAGNOSIS_LABEL.match(sentence.label))


def diagnosed(note) -> list[Side]:
    """The sides that are diagnosed: in the diagnosis line, by a code that tells the side, else beside the first condition named."""
    text = note.text
    found = [s for s in sides(note) if is_diagnosis(s.sentence) and not _is_brain(text, s)]
    for sentence in note.sentences:
        for match in (
            _CODE.finditer(text, sentence.start, sentence.end) if sentence.index < 8 or is_diagnosis(sentence) else ()
        ):
            region = next((r for prefix, r in _CODE_REGION if match[0].startswith(prefix)), "")
            if region:
                found.append(
                    Side(
                        match.start(),
                        match.end(),
                        RIGHT if (match["a"] or match["b"]) == "1" else LEFT,
                        region,
                        sentence,
                    )
                )
    if not found:
        limit = max(8, len(note.sentences) // 3)
        for side in sides(note):
            sentence = side.sentence
            if (
                sentence.section in _NOT_DIAGNOSED
                or sentence.index > limit
                or _KIN.match(text, sentence.start, sentence.end)
            ):
                continue
            if not sentence.cues & CONDITION or _is_brain(text, side) or _PAST.search(text, sentence.start, side.start):
                continue
            if any(
                h.cues & CONDITION
                and (abs(h.start - side.end) < 34 or abs(side.start - h.end) < 34 or side.start <= h.start < side.end)
                for h in sentence.hits
            ):
                if found and (sentence is not found[0].sentence or ". " in text[found[-1].end : side.start]):
                    break
                found.append(side)
    return found


def _is_brain(text: str, side: Side) -> bool:
    """The half of the brain is not the side of the body that is treated."""
    return side.region != "body" and bool(_BRAIN.search(text, side.start, min(side.sentence.end, side.end + 16)))


_NOT_TREATED = frozenset(
    (
        Section.SUBJECTIVE,
        Section.HISTORY,
        Section.GOALS,
        Section.PRIOR_LEVEL,
        Section.PRECAUTIONS,
        Section.SIGNATURE,
        Section.DIAGNOSIS,
        Section.HEADER,
    )
)


def treated(note, diagnoses: list[Side]) -> list[Side]:
    """The sides that are measured or treated: what stands outside the diagnosis, the report of the patient and the history."""
    text = note.text
    first = {s.sentence.index: s for s in reversed(diagnoses)}
    return [
        s
        for s in sides(note)
        if s.sentence.section not in _NOT_TREATED
        and not is_diagnosis(s.sentence)
        and (s.sentence.index not in first or ". " in text[first[s.sentence.index].end : s.start])
        and not _KIN.match(text, s.sentence.start, s.sentence.end)
    ]


def same_part(one: str, other: str) -> bool:
    """Do two regions speak of the same part, or does one lie in the other?"""
    if not one or not other or "other" in (one, other):
        return False
    return one == other or other in _HOLDS.get(one, ()) or one in _HOLDS.get(other, ())
