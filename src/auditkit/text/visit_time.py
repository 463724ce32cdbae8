"""Which services of a visit have their minutes, and whether the printed totals agree with them."""

from __future__ import annotations

from auditkit.reference.code_timing import code_timing
from auditkit.text.expressions import expression
from auditkit.text.minutes import Part
from auditkit.text.services import MODALITIES, TIMED, Mention, family_bit, family_of

_SPEECH = family_bit("speech") | family_bit("swallow") | family_bit("aac")
# "rested 5 min", "15 min late": no length of a service
_PASSING = expression(
    r"\b(?:rests?|rested|late|early|wait\w*|break|hold|held|ago|daily|a day|home|hep|recover\w*|walk test|tolerat\w*|limit|before (?:pain|need|sitting))\b"
)
UNTIMED = MODALITIES & ~TIMED
_BY_NAME = MODALITIES | family_bit("manual")


def codes(note) -> list[Mention]:
    """Billing codes in the note; where it has none, those that the practice says were billed (with no place in the text)."""
    return note.minutes.coded or [Mention(-1, -1, family_of(b.code), 0, b.code, -1) for b in note.meta.billed]


def is_timed(mention: Mention, note) -> bool:
    """Is the code paid by its minutes on the day of the visit?"""
    timing = code_timing(mention.words, note.meta.date_of_service)
    if timing is None:
        timing = code_timing(mention.words)
    return timing.is_timed if timing else bool(mention.families & TIMED)


def named(note) -> list[Mention]:
    """Categories and things done."""
    return note.minutes.named


def is_all_untimed(note) -> bool:
    """Only untimed services are billed or, where no code is given, described."""
    coded = codes(note)
    if coded:
        return not any(is_timed(m, note) for m in coded)
    if note.minutes.timed:
        return False
    present = named(note)
    if note.discipline == "SLP":
        return not any(m.level == 1 and m.families == family_bit("cognition") for m in present) or any(
            m.families & _SPEECH and m.level == 1 for m in present
        )
    kinds = 0
    for mention in present:
        if mention.families & ~MODALITIES:
            if mention.level == 1 and mention.families & family_bit("group") and not mention.families & TIMED:
                kinds |= mention.families
                continue
            return False
        kinds |= mention.families
    return bool(kinds) and not kinds & TIMED


def timed_services(note) -> list[list[Mention]]:
    """Groups of mentions, one group for each timed service that needs its minutes."""
    coded = [m for m in codes(note) if is_timed(m, note)]
    groups: dict[object, list[Mention]] = {}
    if codes(note):
        for mention in coded:
            groups.setdefault(mention.words, []).append(mention)
        return list(groups.values())
    for mention in _needed(note):
        if mention.families & TIMED:
            groups.setdefault(mention.families & TIMED & -(mention.families & TIMED), []).append(mention)
    return list(groups.values())


def all_services(note) -> list[list[Mention]]:
    """Groups of mentions, one group for each service of the visit, untimed ones too."""
    groups: dict[object, list[Mention]] = {}
    coded = codes(note)
    for mention in coded:
        groups.setdefault(mention.families or mention.words, []).append(mention)
    known = 0
    for mention in coded:
        known |= mention.families
    for mention in _needed(note):
        lowest = mention.families & -mention.families
        if coded and not mention.families & MODALITIES and note.discipline != "SLP":
            continue  # what was done under a code has its code's minutes
        if mention.families & known:
            continue
        if coded and note.discipline == "SLP":
            continue
        groups.setdefault(lowest, []).append(mention)
    return list(groups.values())


def _needed(note) -> list[Mention]:
    present = named(note)
    return [m for m in present if m.level == 1 or not m.families & ~_BY_NAME]


def parts_for(note, group: list[Mention]) -> list[Part]:
    """The minutes given for a service: at its code, or at its category's name."""
    families = 0
    for mention in group:
        families |= mention.families
    words = {m.words for m in group if m.level == 0}
    exact = [p for p in note.minutes.parts if p.mention.level == 0 and p.mention.words in words]
    if exact:
        return exact
    if words and (only := _only_length(note, group)):
        return only
    low = families & -families
    if words and family_bit("cognition") == low:
        return []
    return [
        p
        for p in note.minutes.parts
        if p.mention.level and p.mention.families & low and (p.mention.level == 1 or not p.mention.families & ~_BY_NAME)
    ]


def lengths_of_all(note) -> list[tuple[int, int]]:
    """The lengths of what was done, where they add up to the visit's total and nothing untimed is among it; else empty."""
    time = note.minutes
    totals = [*time.total, *time.clock]
    if not totals or any(m.families & UNTIMED for m in time.mentions):
        return []
    lengths = [
        d
        for d in time.given
        if not any(t.start <= d.start < t.end for t in totals)
        and not _PASSING.search(note.lower, d.start - 24, d.end + 14)
    ]
    is_all = len(lengths) > 1 and sum(d.minutes for d in lengths) == totals[0].minutes
    return [(d.start, d.end) for d in lengths] if is_all else []


def _only_length(note, group: list[Mention]) -> list[Part]:
    """The one length beside the one service of the visit: "Group 97150, 4 patients, 50 min"."""
    time = note.minutes
    if len({m.words for m in codes(note)}) != 1 or len(time.given) != 1:
        return []
    (length,), service = time.given, group[0]
    sentence = note.sentences[service.sentence] if service.start >= 0 else None
    beside = sentence and any(
        s.line == sentence.line for s in note.sentences if s.start <= length.start < s.end
    )  # "92526 \u2022 40 min" is one line
    if not beside or not 8 <= length.minutes <= 120:
        return []
    if _PASSING.search(note.lower, max(0, length.start - 24), length.end + 14):
        return []
    return [Part(min(service.start, length.start), max(service.end, length.end), length.minutes, service)]


def contradicts(note, total: int) -> bool:
    """Do the minutes of the timed services, all given, add up to something else than the printed timed total?"""
    groups = timed_services(note)
    given = [parts_for(note, g) for g in groups]
    if not groups or not all(given):
        return sum(max(p.minutes for p in parts) for parts in given if parts and parts[0].mention.level == 0) > total
    once = sum(sum({p.minutes for p in parts}) for parts in given)
    every = sum(p.minutes for parts in given for p in parts)
    largest = sum(max(p.minutes for p in parts) for parts in given)
    told = sum(p.minutes for p in note.minutes.parts if not p.mention.families & MODALITIES)  # a bike's minutes too
    return total not in (once, every, largest, told)


def falls_short(note, total: int) -> bool:
    """Are the minutes of the services, without modalities that may run beside others, together more than the visit's printed total?"""
    given = [parts_for(note, group) for group in all_services(note) if not group[0].families & UNTIMED]
    return sum(max(p.minutes for p in parts) for parts in given if parts) > total + 1
