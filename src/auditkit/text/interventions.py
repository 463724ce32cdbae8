"""What was done in the visit, in words that can be set beside each service billed or listed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.measures import DOSE, MEASURE_NAME
from auditkit.text.sections import Section
from auditkit.text.services import MODALITIES, Mention, family_bit, family_of
from auditkit.text.visit_time import codes, named, parts_for

_GENERIC = sum(
    family_bit(f)
    for f in ("exercise", "neuro", "activity", "selfcare", "sensory", "cognition", "speech", "swallow", "aac")
)
_SPEECH = family_bit("speech") | family_bit("swallow") | family_bit("aac") | family_bit("cognition")
# Words that also report a finding or a complaint: they count where something shows that they were done.
_UNSURE = frozenset(vocabulary("services")["only_where_done"]["any"])
_AREAS = frozenset(vocabulary("services")["areas"]["any"])
_TOLD_HOW = expression(r"\d|\busing\b|\bwith\b|\bw/|\bvia\b|\bthrough\b|/[a-z]{1,3}/|:|\(")
_DOING = layer(dict.fromkeys(vocabulary("services")["doing"]["any"], 1))
_COUNTED = expression(
    r"\b(?:\d+\s?x\s?\d+|x\s?\d+|\d+\s?x\b|\d+/\d+|\d+ of \d+|\d+\s?(?:lb|#|ft|sec|s\b|%|min)|// ?bars)\b|%|\d'|[32]x",
    re.I,
)
_HIS = r"(?:(?:the|attached|separate|scanned|paper|exercise|ther-?ex|his|her|today'?s|treatment|that|established|completed|daily|gym|written|printed)\s+){0,3}"
_SHEET = r"(?:flow ?sheets?|grids?|(?:exercise |ex |treatment |activity )?logs?|(?:exercise|ex|data|score|program|protocol|tracking) (?:log|sheet|form|card|chart)|binder|scan|attachment|addendum|spreadsheet|paper chart|media tab)"
_POINTER = expression(
    rf"\b(?:as )?(?:per|see|refer to|as (?:on|in|listed|per|noted|documented)(?: (?:on|in))?|documented (?:on|in)|listed (?:on|in)|recorded (?:on|in)|kept in|noted (?:on|in))\s+{_HIS}(?:{_SHEET}|sheet|chart|form|note|treatment note|last note)\b"
    rf"|\b(?:in|on)\s+{_HIS}{_SHEET}\b|\bsame (?:\w+ ){{0,2}}as (?:the |on |at |per )?(?:last|previous|prior|yesterday|\d{{1,2}}/\d{{1,2}}|before|eval)(?: (?:visit|session|time|tx|treatment|note))?|\b(?:repeated|unchanged from|as) (?:last|previous|prior) (?:visit|session|time|tx)(?:'s \w+)?",
    re.I,
)
_POINTING = layer(dict.fromkeys(vocabulary("services")["pointing"]["any"], 1))
_ABOUT_CARE = re.compile(
    r"\b(?:tx|treatment|rx|exercises?|ex|there-?ex|ther-?ex|program|interventions?|activities|services|procedures|routine|manual|session|te|ta|nmr|97\d{3}|92\d{3}|mobs?|modalit\w+|worked on)\b",
    re.I,
)
_CUT_WORD = re.compile(r"[A-Za-z]{3,}")
_NO_CONTENT = frozenset(vocabulary("services")["no_content"]["any"])


class Named(NamedTuple):
    """`spans`: what was done; `missing`: services that no words stand behind; `pointer`: words that point at another document instead."""

    spans: list[tuple[int, int]]
    missing: list[Mention]
    pointer: tuple[int, int] | None
    is_sure: bool  # one thing done is named beyond doubt, or several that may be


def interventions(note) -> Named:
    """Set what was done beside every service billed or listed."""
    done = _done(note)
    families = 0
    for mention in done:
        families |= mention.families
    distinct = {m.words for m in done if m.families & _GENERIC}
    missing: list[Mention] = []
    pointed: tuple[int, int] | None = None
    generic_needed = 0
    by_line: list[tuple[int, int]] = []
    pointing = note.marks(_POINTING)
    for mention in _services(note):
        line = _line(note.text, mention) if mention.start >= 0 else ""
        if mention.sentence in pointing and (pointer := _points(note, mention)):
            pointed = pointed or pointer
        if mention.families & families:
            generic_needed += bool(mention.families & _GENERIC)
            continue
        if line and (span := _own_words(note, mention)):
            by_line.append(span)
            continue
        if mention.families & _GENERIC:
            generic_needed += 1
            if len(distinct) >= 2 * generic_needed:
                continue
        if mention.families:
            missing.append(mention)
    spans = _spans(note, done) + by_line
    return Named(spans, missing, pointed or _whole_pointer(note, pointing), _is_sure(note, done))


def _is_sure(note, done: list[Mention]) -> bool:
    return (
        any(m.words not in _UNSURE or note.sentences[m.sentence].section is Section.INTERVENTIONS for m in done)
        or len({m.words for m in done}) >= 2
    )


def categories_with_minutes(note) -> list[tuple[int, int]]:
    """Category names, each with its minutes, that describe all that is billed; else empty."""
    names = [m for m in named(note) if m.level == 1 and not _heads_findings(note, m)]
    if not names:
        return []
    covered = 0
    for mention in names:
        covered |= mention.families
    if any(c.families and not c.families & covered for c in codes(note)):
        return []
    groups: dict[int, list[Mention]] = {}
    for mention in names:
        groups.setdefault(mention.families & -mention.families, []).append(mention)
    for code in codes(note):
        if (low := code.families & -code.families) in groups:
            groups[low].append(code)
    given = [parts_for(note, g) for g in groups.values()]
    if not all(given):
        return []
    return sorted({(p.start, p.end) for parts in given for p in parts[:1]})


def _heads_findings(note, mention: Mention) -> bool:
    """ "Gait: antalgic" is a finding."""
    sentence = note.sentences[mention.sentence]
    return sentence.label == mention.words and sentence.section in (
        Section.OBJECTIVE,
        Section.MEASURES,
        Section.FUNCTION,
    )


def _services(note) -> list[Mention]:
    """One mention for each service billed; where no code is given, for each category listed."""
    coded = codes(note)
    if coded:
        return list({m.words: m for m in reversed(coded)}.values())[::-1]
    listed: dict[int, Mention] = {}
    for mention in named(note):
        if mention.level == 1 and not mention.families & MODALITIES and _stands_listed(note, mention):
            listed.setdefault(mention.families & -mention.families, mention)
    return list(listed.values())


def _stands_listed(note, mention: Mention) -> bool:
    sentence = note.sentences[mention.sentence]
    return sentence.section in (
        Section.INTERVENTIONS,
        Section.OBJECTIVE,
        Section.MINUTES,
        Section.NOTE,
    ) and mention.words not in (
        "exercise",
        "exercises",
        "gait",
        "massage",
        "adl",
        "adls",
        "self care",
        "manual",
        "heat",
        "us",
        "balance training",
    )


def _done(note) -> list[Mention]:
    """Things done, and modalities by name; words that may also be findings need a sign that they were done."""
    found: list[Mention] = []
    doing = note.marks(_DOING)
    counted: dict[int, bool] = {}
    text, sentences = note.text, note.sentences
    told: dict[int, bool] = {}  # sentences that name more than areas of skill
    for mention in note.minutes.mentions:
        if mention.level == 2:
            told[mention.sentence] = told.get(mention.sentence, False) or mention.words not in _AREAS
    service: Mention | None = None  # the last one named by a code or as a category
    for mention in note.minutes.mentions:
        if mention.level < 2:
            before, service = service, mention
            if not mention.level or not mention.families & MODALITIES:
                continue
        else:
            before = service
        if mention.words in _AREAS and not told.get(mention.sentence, True):
            sentence = sentences[mention.sentence]
            if not _TOLD_HOW.search(text, mention.start, sentence.end):
                continue
        if mention.words in _UNSURE:
            section = sentences[mention.sentence].section
            if section in _REPORTED:
                continue
            if section not in _TREATED and not (before and _stands_behind(text, before, mention)):
                index = mention.sentence
                if index not in doing:
                    if index not in counted:
                        counted[index] = bool(_COUNTED.search(text, sentences[index].start, sentences[index].end))
                    if not counted[index]:
                        continue
        found.append(mention)
    return found


_TREATED = frozenset((Section.INTERVENTIONS, Section.RESPONSE))
_REPORTED = frozenset(
    (
        Section.ASSESSMENT,
        Section.FUNCTION,
        Section.MEASURES,
        Section.PROGRESS,
        Section.SUBJECTIVE,
        Section.HEADER,
        Section.SKILL,
    )
)


def _stands_behind(text: str, service: Mention, mention: Mention) -> bool:
    return 0 <= mention.start - service.end < 90 and "\n" not in text[service.start : mention.start]


def _line(text: str, mention: Mention) -> str:
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return text[start : end if end >= 0 else len(text)]


def _own_words(note, mention: Mention) -> tuple[int, int] | None:
    """Words of their own behind a code or a category: "97530 - kettle drill"."""
    text = note.text
    sentence = note.sentences[mention.sentence]
    end = text.find("\n", mention.end)
    end = min(end if end >= 0 else len(text), max(sentence.end, mention.end))
    nxt = [m.start for m in note.minutes.mentions if m.level == 0 and m.start > mention.end]
    if nxt:
        end = min(end, nxt[0])
    words = text[mention.end : end]
    if _POINTER.search(words) or "***" in words or "___" in words or "[" in words:
        return None
    content = [m for m in _CUT_WORD.finditer(words) if m[0].lower() not in _NO_CONTENT]
    if len(content) < 2:
        return None
    return mention.end + content[0].start(), mention.end + content[-1].end()


def _points(note, mention: Mention) -> tuple[int, int] | None:
    sentence = note.sentences[mention.sentence]
    if sentence.section in (Section.PLAN, Section.GOALS):
        return None
    match = _POINTER.search(note.text, sentence.start, sentence.end)
    return match.span() if match else None


def _whole_pointer(note, pointing: Iterable[int]) -> tuple[int, int] | None:
    text = note.text
    for index in pointing:
        sentence = note.sentences[index]
        start, end = sentence.start, sentence.end
        if (
            sentence.section not in _NOT_TREATMENT
            and (match := _POINTER.search(text, start, end))
            and (sentence.section is Section.INTERVENTIONS or _ABOUT_CARE.search(text, start, end))
            and not _OF_SOMETHING_ELSE.search(text, start, match.start())
        ):
            return match.span()
    return None


_NOT_TREATMENT = frozenset(
    (
        Section.PLAN,
        Section.GOALS,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.MEASURES,
        Section.DIAGNOSIS,
        Section.PROGRESS,
        Section.HOME_PROGRAM,
    )
)
_OF_SOMETHING_ELSE = re.compile(r"\b(?:next|goal|hep|home|eval|minutes|time)\b", re.I)


def _spans(note, done: list[Mention]) -> list[tuple[int, int]]:
    """One span for each sentence: from the first thing done to the last."""
    spans: dict[int, list[int]] = {}
    weight: dict[int, float] = {}
    for mention in done:
        span = spans.setdefault(mention.sentence, [mention.start, mention.end])
        span[1] = max(span[1], mention.end)
        weight[mention.sentence] = (
            weight.get(mention.sentence, 0)
            + (1 if mention.words not in _UNSURE else 0.4)
            + (1 if note.sentences[mention.sentence].section is Section.INTERVENTIONS else 0)
        )
    best = sorted(weight, key=lambda s: -weight[s])[:4]
    return [(spans[s][0], min(spans[s][1], spans[s][0] + 220)) for s in sorted(best)]


def words_behind(note, code: str, billed: Iterable[str]) -> tuple[int, int] | None:
    """What stands behind one of the `billed` codes: things done of its kind, words of their own behind it, or its kind of service by name.

    Several codes of the broad kinds (exercise, activities, speech ...) may share what was done where it is enough for all of them.
    """
    family = family_of(code)
    done = [m for m in _done(note) if note.lower[m.start : m.end] != "billed"]
    own = [m for m in done if m.families & family]
    if own:
        best = max(own, key=lambda m: (_stands_done(note, m, family), -m.start))
        same = [m for m in own if m.sentence == best.sentence and m.start >= best.start]
        return best.start, min(max(m.end for m in same), best.start + 220)
    for mention in note.minutes.mentions:
        if mention.words.upper() == code or (mention.level == 1 and mention.families & family):
            if span := _own_words(note, mention):
                return min(mention.start, span[0]), span[1]
    for mention in note.minutes.mentions:
        if mention.level == 1 and mention.families & family:
            return mention.start, mention.end
    if family & _GENERIC:
        shared = {m.words: m for m in reversed(done) if m.families & _GENERIC}
        if len(shared) >= 2 * sum(bool(family_of(other) & _GENERIC) for other in {*billed}):
            first = min(shared.values(), key=lambda m: m.start)
            return first.start, first.end
    return None


def _stands_done(note, mention: Mention, family: int) -> int:
    """How plainly the sentence of a thing done tells of treatment: its section, its category, a dose; the name of a test speaks against it."""
    sentence = note.sentences[mention.sentence]
    is_headed = any(
        m.sentence == mention.sentence and m.level < 2 and m.families & family for m in note.minutes.mentions
    )
    return (
        4 * (sentence.section in _TREATED)
        + 3 * is_headed
        + 2 * bool(sentence.cues & DOSE)
        - 2 * bool(sentence.cues & MEASURE_NAME)
    )
