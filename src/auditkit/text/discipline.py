"""Whose note it is: PT, OT or SLP, from its signature, its title and its words."""

from __future__ import annotations

import re

from auditkit.text.cues import shared
from auditkit.text.expressions import expression

_OF = dict(zip(("PT", "OT", "SLP"), shared("kinds", "is_PT", "is_OT", "is_SLP"), strict=True))
_DISCIPLINE = sum(_OF.values())
_NAMES_IT = (" therapy", " therapist")
_ITS_CODES = ("925", "971", "926")
_HEADED = expression(
    r"(?-i:[PpOoSs])(?<!\w.)(?:(?<=p)(T|HYSICAL THERAPY)|(?<=o)(T|CCUPATIONAL THERAPY)|(?<=s)(LP|T|PEECH(?:[- /](?:THERAPY|LANGUAGE|AND))?))\b"
    r"(?!\s*:|[^\s\w]*\s*(?:is|was|has|reports?|states?|seen|arrived|came|will)\b)",
    re.I,
)
# Behind a "pt" in lower case, which else is a patient.
_TITLE = re.compile(r"\s*(?:eval|daily|note|tx|visit|progress|pr\b|recert|d/?c|re-?eval|session|discharge)", re.I)
_CREDENTIAL = expression(r"\b(DPT|PTA|OTR(?:/L)?|COTA(?:/L)?|OTD|CCC[-/ ]SLP|SLP[- ]CF|CF[- ]SLP|SLP)\b")


def discipline_of(note) -> str:
    """ "PT", "OT", "SLP", or "" where the note does not tell. A signature outweighs the title, the title the vocabulary."""
    score = dict.fromkeys(_OF, 0.0)
    signed = note.signatures
    if signed:
        score[signed[0].discipline] += 14
    text = note.text
    seen: dict[str, int] = {}
    for hit in note.hits:
        cues = hit.cues
        if cues & _DISCIPLINE:
            times = seen[hit.phrase] = seen.get(hit.phrase, 0) + 1
            if times > 2:
                continue
            weight = 3.0 if hit.phrase.endswith(_NAMES_IT) or hit.phrase.startswith(_ITS_CODES) else 1.0
            for discipline, bit in _OF.items():
                if cues & bit:
                    score[discipline] += weight
    for match in _HEADED.finditer(text, 0, 260):
        word, end = match[0], match.end()
        if len(word) <= 3 and not word.isupper() and not _TITLE.match(text, end):
            continue
        if (match.start() and text[match.start() - 1] in "/-") or text[end : end + 1] == "/":
            continue
        weight = 6.0 if match.start() < 90 else 2.0
        score["PT" if match[1] else "OT" if match[2] else "SLP"] += weight
    if not signed:
        for match in _CREDENTIAL.finditer(text):
            word = match[1]
            score["SLP" if "SLP" in word else "PT" if word in ("DPT", "PTA") else "OT"] += 4
    best = max(score, key=score.get)
    return best if score[best] > 0 else ""
