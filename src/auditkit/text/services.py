"""Services that a note names: by billing code, by category ("ther-ex"), or by the particular thing done ("heel slides")."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.cues import layer, vocabulary
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

_CODE = re.compile(r"\b(?:9(?:7[01257]\d\d|25\d\d|26\d\d|59\d\d|61\d\d|09\d\d)|2056[01]|G0\d{3})\b")
_AWAY = frozenset(
    (
        Section.GOALS,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HOME_PROGRAM,
        Section.PRECAUTIONS,
        Section.DIAGNOSIS,
        Section.SIGNATURE,
    )
)
_NOT_NOW = re.compile(
    r"\b(?:next (?:time|visit|session|tx|appt|week)|will (?:begin|start|add|try|progress|be (?:added|started|possible))|if (?:the|he|she|pt|patient|tolerated|able|it)\b|plan(?:ned)? (?:to|for)|at home|home program|hep\b|home exercise|"
    r"last (?:visit|session|time|tx)|previous (?:visit|session)|(?:two|three|\d) visits ago|on own before|before (?:the )?session|before therapy|prior to (?:the )?session|every day|per day|a day|daily at|twice a day|x/day|"
    r"declin|refus|defer|held today|not (?:done|performed|given|tested|addressed|used|indicated|billed)|withheld|scheduled|(?:wants|would like|hopes|wishes) to|reports? (?:doing|using|that)|had (?:pt|ot|therapy) |contraindicated)\b",
    re.I,
)
_NONE = re.compile(r"\b(?:no|without|not|denies|n/a)\s+(?:\w+\s+){0,2}$", re.I)


class Mention(NamedTuple):
    """A service named at `start`..`end`; `families` holds a bit for each family; `level` is 0 code, 1 category, 2 thing done."""

    start: int
    end: int
    families: int
    level: int
    words: str
    sentence: int


def family_bit(family: str) -> int:
    """The bit of a family in `Mention.families`."""
    return _BIT[family]


def family_of(code: str) -> int:
    """The bit of the family of a billing code, 0 for a code of none."""
    return _FAMILY_OF.get(code.upper(), 0)


# Longer phrases that hide a service's word in them.
_NO_SERVICE = (
    "gait belt", "gait speed", "gait pattern", "gait velocity", "gait deviation*", "gait analysis", "gait wnl", "gait wfl", "gait is", "manual muscle*", "walk test", "minute walk*", "6 minute walk*", "2 minute walk*",
    "timed up and go", "berg balance*", "balance scale", "balance confidence", "balance is", "balance fair", "balance good", "balance poor", "home exercise*", "home program*", "exercise log", "exercise sheet",
    "exercise tolerance", "exercise flowsheet", "exercise diary", "balance wnl", "manual wheelchair", "body mass", "walking around", "dog walk", "walks dog", "in speech therapy", "speech intelligibility", "walker", "walking shoes",
    "walking distance", "sitting tolerance", "standing tolerance", "sleep diary", "social worker", "social work", "reading glasses", "voice mail", "phone call", "phone number", "front desk", "range of motion",
)  # fmt: skip


def _phrases() -> dict[str, int]:
    """Phrase -> families that it names, and behind them those that it is a thing done of."""
    phrases: dict[str, int] = {}
    tables = vocabulary("services")
    for family in FAMILIES:
        for level, prefix in enumerate(("name_", "done_")):
            for group in tables.get(prefix + family, {}).values():
                for phrase in group:
                    phrases[phrase] = phrases.get(phrase, 0) | _BIT[family] << (_SHIFT * level)
    return dict.fromkeys(_NO_SERVICE, 0) | phrases


SERVICES = layer(_phrases())


def mentions(note) -> list[Mention]:
    """Services of this visit in reading order: not those planned, declined, done at home or at an earlier visit."""
    text = note.text
    found = [(h.start, h.end, h.cues, h.phrase) for h in note.hits_in(SERVICES)]
    found += [(m.start(), m.end(), -1, m[0]) for m in _CODE.finditer(text)]
    found.sort()
    result: list[Mention] = []
    sentences = note.sentences
    at, last = 0, len(sentences) - 1
    away: dict[int, bool] = {}
    for start, end, cues, phrase in found:
        while at < last and start >= sentences[at].end:
            at += 1
        sentence = sentences[at] if sentences else None
        if sentence is None or start < sentence.start:
            continue
        if cues == -1:
            result.append(Mention(start, end, _FAMILY_OF.get(phrase.upper(), 0), 0, phrase, at))
            continue
        if at not in away:
            away[at] = _is_away(note, sentence)
        if away[at]:
            continue
        names, done = cues & _NAMES, cues >> _SHIFT
        word = text[start:end]
        if len(word) == 2 and not word.isupper():
            names &= ~_NAMES if word.lower() in _SHORT else names
            if word.lower() in _SHORT:
                continue
        if word.upper() == "US" and (
            text[max(0, start - 4) : start].lower().endswith(("of ", "to ", "for ", "with ")) or text.isupper()
        ):
            continue
        if (not names and not done) or _NONE.search(text, max(sentence.start, start - 24), start):
            continue
        if names:
            result.append(Mention(start, end, names | done, 1, phrase, at))
        else:
            result.append(Mention(start, end, done, 2, phrase, at))
    return result


_SHORT = frozenset(
    ["te", "ta", "mt", "gt", "us", "hp", "cp", "mh", "wp", "dn", "pt", "er", "ir", "qs", "tb", "db", "pa", "ae"]
)


def _is_away(note, sentence) -> bool:
    if sentence.section in _AWAY or (sentence.body >= sentence.end and not sentence.label):
        return True
    words = note.text[sentence.start : sentence.end]
    if sentence.section is Section.PLAN:
        return True
    if (
        sentence.section in (Section.SUBJECTIVE, Section.HEADER)
        and sentence.label not in ("session", "visit", "encounter")
        and not _CODE.search(words)
        and "min" not in words.lower()
    ):
        return True
    return bool(_NOT_NOW.search(words)) and not _CODE.search(words)
