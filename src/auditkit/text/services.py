"""Services that a note names: by billing code, by category ("ther-ex"), or by the particular thing done ("heel slides")."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from itertools import chain
from typing import NamedTuple

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section

# Family -> its codes. The order gives each family its bit.
CODES: dict[str, tuple[str, ...]] = {
    "exercise": ("97110",),
    "neuro": ("97112",),
    "aquatic": ("97113",),
    "gait": ("97116",),
    "massage": ("97124",),
    "manual": ("97140",),
    "activity": ("97530",),
    "selfcare": ("97535", "97537"),
    "sensory": ("97533",),
    "wheelchair": ("97542",),
    "orthotic": ("97760", "97761", "97763"),
    "cognition": ("97129", "97130", "G0515", "97127", "97532"),
    "ultrasound": ("97035",),
    "estim_attended": ("97032",),
    "ionto": ("97033",),
    "contrast": ("97034",),
    "caregiver": ("97550", "97551", "G0541", "G0542"),
    "group": ("97150", "92508"),
    "heatcold": ("97010",),
    "traction": ("97012",),
    "estim": ("97014", "G0283", "G0281"),
    "vaso": ("97016",),
    "paraffin": ("97018",),
    "whirlpool": ("97022",),
    "diathermy": ("97024", "97026", "97028", "97037"),
    "canalith": ("95992",),
    "needling": ("20560", "20561"),
    "speech": ("92507",),
    "swallow": ("92526",),
    "aac": ("92609", "92606"),
}
FAMILIES = tuple(CODES)
_BIT = {family: 1 << i for i, family in enumerate(FAMILIES)}
TIMED = sum(_BIT[f] for f in FAMILIES[: FAMILIES.index("group")])
# Modalities are known by their name alone; the other families have particular things done in them.
MODALITIES = sum(
    _BIT[f]
    for f in FAMILIES
    if f
    in [
        "ultrasound",
        "estim_attended",
        "ionto",
        "contrast",
        "heatcold",
        "traction",
        "estim",
        "vaso",
        "paraffin",
        "whirlpool",
        "diathermy",
        "canalith",
        "needling",
    ]
)
# A thing done in these families can be told from all others, so it stands for the family even where no code says so.
PLAIN_TO_SEE = MODALITIES | sum(_BIT[f] for f in ("manual", "gait", "aquatic", "massage"))
_FAMILY_OF = {code: _BIT[family] for family, codes in CODES.items() for code in codes}
_SHIFT = len(FAMILIES)
_NAMES = (1 << _SHIFT) - 1

_CODE = re.compile(r"\b(?:9(?:7[01257]|25|26|59|61|09)\d\d|2056[01]|G0\d{3})\b")
_AWAY = frozenset(
    (
        Section.GOALS,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HOME_PROGRAM,
        Section.PRECAUTIONS,
        Section.DIAGNOSIS,
        Section.SIGNATURE,
        Section.PLAN,
    )
)


class Mention(NamedTuple):
    """A service named at `start`..`end`; `families` holds a bit for each family; `level` is 0 code, 1 category, 2 thing done."""

    start: int
    end: int
    families: int
    level: int
    words: str
    sentence: int


_mention = partial(
    tuple.__new__, Mention
)  # a third of the cost of calling Mention, which counts where there are twenty a note


def family_bit(family: str) -> int:
    """The bit of a family in `Mention.families`."""
    return _BIT[family]


def family_of(code: str) -> int:
    """The bit of the family of a billing code, 0 for a code of none."""
    return _FAMILY_OF.get(code.upper(), 0)


def _phrases() -> dict[str, int]:
    """Phrase -> families that it names, and behind them those that it is a thing done of."""
    phrases: dict[str, int] = {}
    tables = vocabulary("services")
    for family in FAMILIES:
        for level, prefix in enumerate(("name_", "done_")):
            for group in tables.get(prefix + family, {}).values():
                for phrase in group:
                    phrases[phrase] = phrases.get(phrase, 0) | _BIT[family] << (_SHIFT * level)
    return dict.fromkeys(tables["no_service"]["any"], 0) | phrases


SERVICES = layer(_phrases())
_NOT_NOW = layer(dict.fromkeys(vocabulary("services")["not_now"]["any"], 1))
_NONE = layer(dict.fromkeys(vocabulary("services")["none_of"]["any"], 1))
_NONE_OF = re.compile(r"\b(?:no|without|not|denies|n/a)\s+(?:\w+\s+){0,2}$", re.I)
# "97140: not done", "Manual - deferred"
_NOT_GIVEN = re.compile(
    r"(?:\s*\([a-z -]{0,24}\))?[\s:=|.\u2013-]{0,8}(?:not (?:done|given|performed|provided|billed|tolerated|today|indicated)|deferred|held\b|omitted|withheld|declined|n/?a\b|0 (?:min|units?)\b)",
)
_ANY_BOX = expression(
    r"[\[(]\s{0,3}(?P<tick>[xX\u2713\u2714*]?)\s{0,3}[\])]|(?P<open>[\u2610\u25a1\u25fb])|[\u2611\u2612\u25a0\u2705]"
)
_NONE_REACH = 24  # characters before a service in which its "no" begins


def mentions(note, figures: list[tuple[int, int]]) -> list[Mention]:
    """Services of this visit in reading order: not those planned, declined, done at home or at an earlier visit.

    `figures` are the numbers of the note, for its billing codes.
    """
    text = note.text
    found = note.hits_in(SERVICES)
    coded = _codes(text, figures)
    if coded:
        found = sorted(chain(found, coded))
    codes = [start for start, *_ in coded]
    not_now = note.marks(_NOT_NOW)
    away: dict[int, bool] = {}
    nones = [h.start for h in note.hits_in(_NONE)]
    boxes = _boxes(text)
    result: list[Mention] = []
    sentences = note.sentences
    at, last = 0, len(sentences) - 1
    for start, end, bits, phrase in found:
        if not bits:  # a phrase that only hides a service's word
            continue
        while at < last and start >= sentences[at].end:
            at += 1
        sentence = sentences[at] if sentences else None
        if sentence is None or start < sentence.start:
            continue
        if boxes and _is_unticked(boxes, sentence.start, start):
            continue
        if bits == -1:
            if _NOT_GIVEN.match(note.lower, end, end + 50):
                continue
            result.append(Mention(start, end, _FAMILY_OF.get(phrase.upper(), 0), 0, phrase, at))
            continue
        if at not in away:
            away[at] = _is_away(note, sentence, at in not_now, codes)
        if away[at]:
            continue
        if end - start == 2 and _is_no_abbreviation(text, start, end):
            continue
        if nones:
            begin = max(sentence.start, start - _NONE_REACH)
            none = bisect_left(nones, start)
            if none and nones[none - 1] >= begin and _NONE_OF.search(text, begin, start):
                continue
        names, done = bits & _NAMES, bits >> _SHIFT
        if names and _NOT_GIVEN.match(note.lower, end, end + 50):
            continue
        result.append(_mention((start, end, names | done, 1 if names else 2, phrase, at)))
    return result


def _boxes(text: str) -> list[tuple[int, bool]]:
    """Check boxes as (place, is it ticked?); none where no box of the note is ticked, or none is left empty."""
    if not ("[" in text or "( )" in text or "\u2610" in text or "\u25a1" in text or "\u25fb" in text):
        return []
    boxes = [(m.start(), not m["open"] and (m["tick"] != "")) for m in _ANY_BOX.finditer(text)]
    return boxes if {ticked for _, ticked in boxes} == {True, False} else []


def _is_unticked(boxes: list[tuple[int, bool]], start: int, at: int) -> bool:
    """Is the last box between `start` and `at` an empty one?"""
    before = bisect_left(boxes, (at, False)) - 1
    return before >= 0 and boxes[before][0] >= start and not boxes[before][1]


def _codes(text: str, figures: list[tuple[int, int]]) -> list[tuple[int, int, int, str]]:
    """The billing codes: five figures, or a G with four."""
    found = []
    for start, end in figures:
        if end - start == 4:
            start -= 1
        if end - start == 5 and start >= 0 and (match := _CODE.match(text, start)):
            found.append((start, end, -1, match[0]))
    return found


_SHORT = frozenset(
    ["te", "ta", "mt", "gt", "us", "hp", "cp", "mh", "wp", "dn", "pt", "er", "ir", "qs", "tb", "db", "pa", "ae"]
)


def _is_no_abbreviation(text: str, start: int, end: int) -> bool:
    """ "us" and "ta" name a service in capitals only, and "US" not behind a preposition or where all is in capitals."""
    word = text[start:end]
    if not word.isupper():
        return word.lower() in _SHORT
    return word == "US" and (text[max(0, start - 4) : start].lower().endswith(_BEFORE_US) or text.isupper())


_BEFORE_US = ("of ", "to ", "for ", "with ")


def _is_away(note, sentence, is_not_now: bool, codes: list[int]) -> bool:
    """Is a sentence about another time or place than this visit? `codes` are where the note's billing codes begin."""
    if sentence.section in _AWAY or (sentence.body >= sentence.end and not sentence.label):
        return True
    start, end = sentence.start, sentence.end
    code = bisect_left(codes, start)
    if code < len(codes) and codes[code] < end:
        return False
    if (
        sentence.section in (Section.SUBJECTIVE, Section.HEADER)
        and sentence.label not in ("session", "visit", "encounter")
        and note.lower.find("min", start, end) < 0
    ):
        return True
    return is_not_now
