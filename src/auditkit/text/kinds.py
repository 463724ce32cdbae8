"""Which kinds of note a document is, and whose discipline: from its title, its headings and what it holds."""

from __future__ import annotations

import re

from auditkit.rule import Kind
from auditkit.text.cues import shared
from auditkit.text.sections import Section

_TITLES = shared("kinds", *(f"title_{k.value}" for k in Kind))
_SIGNS = shared("kinds", *(f"sign_{k.value}" for k in Kind))
_PT, _OT, _SLP = shared("kinds", "is_PT", "is_OT", "is_SLP")
_KINDS = tuple(Kind)
_ALL_TITLES = _TITLES[0] | _TITLES[1] | _TITLES[2] | _TITLES[3] | _TITLES[4]
_HEAD = 420  # characters in which a title stands
_PLANNING = frozenset((Section.PLAN, Section.GOALS, Section.HISTORY, Section.SUBJECTIVE))
_MINUTES = re.compile(r"\b\d{1,3}\s?(?:min\b|mins\b|minutes\b|')|\b\d{1,2}:\d{2}\s?(?:am|pm|a\.m\.|p\.m\.)?\s?(?:-|\u2013|to)\s?\d{1,2}:\d{2}", re.I)


def kinds_of(note) -> tuple[Kind, ...]:
    """The kinds in the order of `Kind`; `treatment` where nothing else is said."""
    titled = _titles(note)
    if titled:
        return titled
    score = dict.fromkeys(_KINDS, 0)
    for sentence in note.sentences:
        cues = sentence.cues
        for kind, sign in zip(_KINDS, _SIGNS, strict=True):
            if cues & sign:
                score[kind] += 1
    sections = {s.section for s in note.sentences}
    score[Kind.EVALUATION] += 2 * (Section.PRIOR_LEVEL in sections) + (Section.HISTORY in sections) + (Section.DIAGNOSIS in sections)
    score[Kind.TREATMENT] += (Section.INTERVENTIONS in sections) + (Section.MINUTES in sections)
    score[Kind.TREATMENT] += bool(_MINUTES.search(note.text))
    score[Kind.DISCHARGE] += 2 * (Section.DISCHARGE in sections)
    best = max(score.values())
    if best < 2:
        return (Kind.TREATMENT,)
    # where two kinds tie, the one that is read more strictly by payers is the safer reading
    order = (Kind.DISCHARGE, Kind.RECERTIFICATION, Kind.EVALUATION, Kind.PROGRESS, Kind.TREATMENT)
    return (next(k for k in order if score[k] == best),)


def _titles(note) -> tuple[Kind, ...]:
    """Kinds that a title names: near the top or alone on a line, not in the middle of a sentence."""
    found: set[Kind] = set()
    text = note.text
    for sentence in note.sentences:
        if not sentence.cues & _ALL_TITLES:
            continue
        for hit in sentence.hits:
            if not hit.cues & _ALL_TITLES:
                continue
            line_start = text.rfind("\n", 0, hit.start) + 1
            line_end = text.find("\n", hit.end)
            line = text[line_start : line_end if line_end >= 0 else len(text)]
            alone = len(line.strip()) <= len(hit.phrase) + 34
            top = hit.start < _HEAD
            if not top and not (alone and line.strip().isupper()):
                continue
            if top and not alone and not _stands_as_title(text, hit, line_start):
                continue
            for kind, bit in zip(_KINDS, _TITLES, strict=True):
                if hit.cues & bit:
                    found.add(kind)
    if Kind.RECERTIFICATION in found:
        found.discard(Kind.EVALUATION)
    if Kind.DISCHARGE in found:
        found -= {Kind.EVALUATION}
    return tuple(k for k in _KINDS if k in found)


def _stands_as_title(text: str, hit, line_start: int) -> bool:
    """A title inside a longer line: it begins the line, is in capitals, or follows a label such as "Document:"."""
    before = text[line_start : hit.start]
    words = before.replace("|", " ").split()
    if text[hit.start : hit.end].isupper() and len(hit.phrase) > 4:
        return True
    if re.search(r"\b(?:since|at|from|after|last|prior|see|per|of|until|next|before|for|due|the|in|was|to)\s*$", before, re.I):
        return False
    return len(words) <= 5 or before.rstrip().endswith((":", "|", "-", "  "))


def discipline_of(note) -> str:
    """"PT", "OT", "SLP", or "" where the note does not tell."""
    score = {"PT": 0.0, "OT": 0.0, "SLP": 0.0}
    for hit in note.hits:
        cues = hit.cues
        if cues & (_PT | _OT | _SLP):
            weight = 3.0 if note.text[hit.start : hit.end].isupper() and hit.phrase != "pt" else 1.0
            if cues & _PT:
                score["PT"] += weight
            if cues & _OT:
                score["OT"] += weight
            if cues & _SLP:
                score["SLP"] += weight
    for match in re.finditer(r",?\s(DPT|PTA|PT|OTR/L|OTR|COTA|OTD|OT|CCC-SLP|CCC/SLP|SLP-CF|CF-SLP|SLP|SLPA)\b", note.text):
        kind = "SLP" if "SLP" in match[1] else "PT" if match[1] in ("DPT", "PTA", "PT") else "OT"
        # after a comma it is a credential; "PT" alone is as often "patient"
        score[kind] += 6 if match[0].startswith(",") else (0.5 if match[1] == "PT" else 3)
    best = max(score, key=score.get)
    return best if score[best] > 0 else ""
