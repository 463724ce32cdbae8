"""Which services of a visit have their minutes, and whether the printed totals agree with them."""

from __future__ import annotations

from auditkit.reference.code_timing import code_timing
from auditkit.text.minutes import Part
from auditkit.text.services import MODALITIES, TIMED, Mention, family_bit, family_of

_SPEECH = family_bit("speech") | family_bit("swallow") | family_bit("aac")
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
    low = families & -families
    if words and family_bit("cognition") == low:
        return []
    return [
        p
        for p in note.minutes.parts
        if p.mention.level and p.mention.families & low and (p.mention.level == 1 or not p.mention.families & ~_BY_NAME)
    ]


def contradicts(note, total: int) -> bool:
    """Do the minutes of the timed services, all given, add up to something else than the printed timed total?"""
    groups = timed_services(note)
    given = [parts_for(note, g) for g in groups]
    if not groups or not all(given):
        return sum(max(p.minutes for p in parts) for parts in given if parts and parts[0].mention.level == 0) > total
    once = sum(sum({p.minutes for p in parts}) for parts in given)
    every = sum(p.minutes for parts in given for p in parts)
    largest = sum(max(p.minutes for p in parts) for parts in given)
    return total not in (once, every, largest)
