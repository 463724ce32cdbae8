"""Which side is diagnosed, and which one is treated or measured."""

from __future__ import annotations

import re

from auditkit.text.expressions import expression
from auditkit.text.pointing import points_elsewhere
from auditkit.text.sections import Section
from auditkit.text.services import SERVICES
from auditkit.text.sides import CONDITION, LEFT, RIGHT, Side, sides

_OPENS_DIAGNOSIS = tuple(
    whose + what
    for whose in (
        "",
        "medical ",
        "treatment ",
        "primary ",
        "treating ",
        "referring ",
        "rehab ",
        "therapy ",
        "tx ",
        "med ",
    )
    for what in ("dx", "diagnos")
)
_BRAIN = expression(
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
_PAST = expression(r"\b(?:hx|history|h/o|pmh|years ago|previous\w*|prior|remote|in (?:19|20)\d\d)\b", re.I)
_KIN = re.compile(
    r"\W*(?:(?:his|her|the|pt's)\s+)?(?:husband|wife|daughter|son|brother|sister|mother|father|mom|dad|roommate|neighbou?r|spouse|partner)\b",
    re.I,
)
# Codes whose last place of the stem tells the side, by how they begin: position of the digit that is 1 (right) or 2 (left).
# Only categories where that holds for every code of the category are here.
_CODE = expression(
    r"\b(?:(?:M16\.1|M17\.1|M18\.1|M75\.[023458]|M76\.[0-8]|M77\.[013]|G56\.[0-6]|G57\.[0-6]|H81\.1)(?P<a>[12])|(?:M25\.5\d|M25\.6\d|M19\.0\d|M75\.1[02]|Z96\.6[145]|S83\.5[12]|S93\.4\d)(?P<b>[12])[A-Z]?)\b"
)
_ANY_CODE = re.compile(r"[GHMSZ]\d\d\.\d")
_CODE_REGION = (
    ("M16", "hip"), ("M17", "knee"), ("M18", "hand"), ("M75", "shoulder"), ("M76.6", "ankle"), ("M77.1", "elbow"), ("M77.0", "elbow"), ("G56", "hand"), ("H81", "ear"), ("Z96.64", "hip"), ("Z96.65", "knee"), ("Z96.61", "shoulder"),
    ("S83", "knee"), ("S93", "ankle"), ("M25.51", "shoulder"), ("M25.52", "elbow"), ("M25.53", "hand"), ("M25.54", "hand"), ("M25.55", "hip"), ("M25.56", "knee"), ("M25.57", "ankle"), ("M25.61", "shoulder"), ("M25.62", "elbow"),
    ("M25.63", "hand"), ("M25.64", "hand"), ("M25.65", "hip"), ("M25.66", "knee"), ("M25.67", "ankle"), ("M19.01", "shoulder"), ("M19.02", "elbow"), ("M19.03", "hand"), ("M19.04", "hand"), ("M19.07", "ankle"),
)  # fmt: skip


def is_diagnosis(note, sentence) -> bool:
    """Does the sentence state what is treated, by its section or its label?"""
    if sentence.label:
        return sentence.section is Section.DIAGNOSIS or sentence.label.startswith(_OPENS_DIAGNOSIS)
    return sentence.section is Section.DIAGNOSIS and not _tells_a_visit(note, sentence)


def _tells_a_visit(note, sentence) -> bool:
    """ "Dx: R CTS. Scar massage L palm": what follows the diagnosis on its line measures or treats."""
    before = note.sentences[sentence.index - 1] if sentence.index else sentence
    return (
        before.line == sentence.line
        and before is not sentence
        and not sentence.cues & CONDITION
        and bool(note.measured[sentence.index] or note.marks(SERVICES).get(sentence.index))
    )


def diagnosed(note) -> list[Side]:
    """The sides that are diagnosed: in the diagnosis line, by a code that tells the side, else beside the first condition named."""
    text = note.text
    found = [s for s in sides(note) if is_diagnosis(note, s.sentence) and not _is_brain(text, s)]
    found += _coded(note)
    return found or _beside_condition(note)


def _coded(note) -> list[Side]:
    """The sides that codes tell, in the diagnosis or at the head of the note."""
    found = []
    if not _ANY_CODE.search(note.text):
        return found
    for sentence in note.sentences:
        if sentence.index < 8 or is_diagnosis(note, sentence):
            for match in _CODE.finditer(note.text, sentence.start, sentence.end):
                if region := next((r for prefix, r in _CODE_REGION if match[0].startswith(prefix)), ""):
                    side = RIGHT if (match["a"] or match["b"]) == "1" else LEFT
                    found.append(Side(match.start(), match.end(), side, region, sentence))
    return found


def _beside_condition(note) -> list[Side]:
    """The sides beside the first condition named, where no diagnosis line tells one."""
    text = note.text
    found: list[Side] = []
    limit = max(8, len(note.sentences) // 3)
    for side in sides(note):
        sentence = side.sentence
        if not sentence.cues & CONDITION or sentence.section in _NOT_DIAGNOSED or sentence.index > limit:
            continue
        if not any(_is_beside(side, hit) for hit in sentence.hits if hit.cues & CONDITION):
            continue
        if (
            _KIN.match(text, sentence.start, sentence.end)
            or _is_brain(text, side)
            or _PAST.search(text, sentence.start, side.start)
        ):
            continue
        if found and (sentence is not found[0].sentence or ". " in text[found[-1].end : side.start]):
            break
        found.append(side)
    return found


def _is_beside(side: Side, hit) -> bool:
    return abs(hit.start - side.end) < 34 or abs(side.start - hit.end) < 34 or side.start <= hit.start < side.end


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
        and not is_diagnosis(note, s.sentence)
        and (s.sentence.index not in first or ". " in text[first[s.sentence.index].end : s.start])
        and not _KIN.match(text, s.sentence.start, s.sentence.end)
        and not _REPORTS.match(text, s.sentence.start, s.sentence.end)
        and not points_elsewhere(note, s.sentence)
    ]


# "Pt wants right knee looked at", "Sleeps on left side"
_REPORTS = expression(
    r"\W*(?:(?:the |this )?(?:pt|patient|client|he|she|they|mr\.? \w+|mrs\.? \w+|ms\.? \w+)\s+)?(?:wants?|asks?|asked|reports?|reported|states?|stated|says?|said|c/o|complains?|complained|notes?|noted|prefers?|sleeps?|uses?|carries)\b",
    re.I,
)
_HURTS_BEHIND = re.compile(
    r"(?:'s)?\s+(?:[a-z]+\s+)?(?:pain\w*|aches?|sore\w*|injury|stiff\w*|swelling|hurts?)\b", re.I
)
_HURTS_BEFORE = expression(
    r"\b(?:pain\w*|aches?|aching|sore\w*|injury|injured|hurt|stiff\w*|numbness|c/o)(?:\s\d\d?/10)?(?:\s+(?:in|at|of|on|to|with|down))?(?:\s+(?:the|her|his|my))?\s+$",
    re.I,
)


def complained(note) -> list[Side]:
    """The side of what hurts, where one side alone is named so: what is treated in a note that states no diagnosis with its side."""
    low = note.text
    found = [
        s
        for s in sides(note)
        if s.side in (LEFT, RIGHT)
        and s.sentence.section not in _NOT_DIAGNOSED
        and (
            _HURTS_BEHIND.match(low, s.end, s.sentence.end)
            or _HURTS_BEFORE.search(low, max(s.sentence.start, s.start - 30), s.start)
        )
    ]
    return found[:1] if len({s.side for s in found}) == 1 else []
