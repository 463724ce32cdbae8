"""The side treated or measured agrees with the side diagnosed, or the note says why not."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import (
    Confidence,
    Example,
    Kind,
    NoteRule,
    Severity,
    Source,
    absent,
    not_applicable,
    not_met,
    unclear,
)
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.diagnosed_side import complained, diagnosed, is_diagnosis, treated
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed
from auditkit.text.sections import Section
from auditkit.text.sides import BOTH, LEFT, REASON, RIGHT, same_part, sides

_OTHER = {LEFT: RIGHT, RIGHT: LEFT}
_COLUMN = ("l", "r", LEFT, RIGHT)  # the heads of two columns
_TWO_SIDES = expression(
    r"\([LR]\)\s*(?:L|R|left|right)\b|\b(?:L|R|left|right)\s*\((?:L|R|left|right)\)|\b(?:left|right)\s*\?|\b[LR]\s?\?",
    re.I,
)
_HIDDEN = expression(r"\billegible\b|\[\?+\]|\bside\s+(?:per|as per|see|on)\b", re.I)


def check(note, reference):
    named = sides(note)
    if not named:
        return not_applicable("No side is named.")
    text = note.text
    for sentence in note.sentences:
        if is_diagnosis(note, sentence) and (
            match := _TWO_SIDES.search(text, sentence.start, sentence.end)
            or _HIDDEN.search(text, sentence.start, sentence.end)
        ):
            return unclear(match.span(), message="The diagnosis does not tell the side plainly.")
    diagnoses = diagnosed(note) or complained(note)
    given = treated(note, diagnoses)
    in_columns = any(s.side == BOTH and text[s.start : s.end].lower() in _COLUMN for s in given)
    for diagnosis in diagnoses:
        if (
            in_columns
            or diagnosis.side == BOTH
            or any(d.side != diagnosis.side and _compares(d.region, diagnosis.region) for d in diagnoses)
        ):
            continue
        if against := _measured_against(note, diagnosis, given):
            return not_met(
                trimmed(text, against.start, against.end),
                trimmed(text, diagnosis.start, diagnosis.end),
                message="The side treated is not the side diagnosed, and no reason is given.",
            )
        alike = [
            s
            for s in given
            if same_part(diagnosis.region, s.region) or (not s.region and _belongs(s, diagnosis, given))
        ]
        if any(s.side in (diagnosis.side, BOTH) for s in alike) or _is_pair(given, alike):
            continue
        against = [
            s
            for s in alike
            if s.side == _OTHER[diagnosis.side]
            and not _is_explained(note, s)
            and (s.region or s.sentence.section not in _REMARKS)
        ] or [s for s in _aims(note, diagnosis) if not alike and s.side == _OTHER[diagnosis.side]]
        if against:
            first = against[0]
            return not_met(
                trimmed(text, first.start, first.end),
                trimmed(text, diagnosis.start, diagnosis.end),
                message="The side treated is not the side diagnosed, and no reason is given.",
            )
    return absent()


def _aims(note, diagnosis):
    """Where nothing is measured or treated: the goals for the very same part."""
    return [s for s in sides(note) if s.sentence.section is Section.GOALS and s.region and s.region == diagnosis.region]


def _compares(one: str, other: str) -> bool:
    """Does the diagnosis set one side beside the other ("weakness of all four limbs, L > R")?"""
    return same_part(one, other) or not (one or other)


def _measured_against(note, diagnosis, given):
    """The other side measured or treated, and the diagnosed side nowhere measured or treated, whatever the prose says."""
    if diagnosis.region in ("", "body", "other", "leg", "arm"):  # too wide: the other leg is used in every exercise
        return None
    strong = [s for s in given if _is_examined(note, s)]
    against = [
        s
        for s in strong
        if s.side == _OTHER[diagnosis.side] and s.region == diagnosis.region and not _is_explained(note, s)
    ]
    if not against or any(s.side in (diagnosis.side, BOTH) and s.region in ("", diagnosis.region) for s in strong):
        return None
    return against[0]


def _is_examined(note, side) -> bool:
    sentence = side.sentence
    return (
        bool(note.measured[sentence.index])
        or sentence.section in _DONE
        or bool(_HANDS_ON.search(note.lower, sentence.start, sentence.end))
    )


_HANDS_ON = expression(
    r"\b(?:ttp|tender\w*|palpat\w*|stm|mobs?|mobili[sz]\w*|manual|massag\w*|stretch\w*|splint\w*|taped?|treated|positive)\b|\(\+\)"
)
# what is seen of the patient is no treatment: "vaulting on L"
_REMARKS = frozenset((Section.ASSESSMENT, Section.FUNCTION, Section.PROGRESS))
_DONE = frozenset((Section.OBJECTIVE, Section.MEASURES, Section.INTERVENTIONS))


def _is_pair(given, alike) -> bool:
    """Left and right in one row: both sides are measured."""
    return any(
        s.sentence is other.sentence and {s.side, other.side} == {LEFT, RIGHT} and s.region in (other.region, "")
        for s in given
        for other in alike
    )


def _belongs(side, diagnosis, given) -> bool:
    """A side without a part ("facial exercises left") belongs to the diagnosis where no other part is named with it."""
    return not any(s.sentence is side.sentence and s.region for s in given)


def _is_explained(note, side) -> bool:
    """Compared with, assisted by, also treated: the sentence says why the other side is there."""
    sentence = side.sentence
    if any(
        h.cues & REASON and abs(h.start - side.start) < 60 and (side.region in _HOLDS or h.phrase not in _HELD)
        for h in sentence.hits
    ):
        return True
    before = note.sentences[sentence.index - 1] if sentence.index else None
    return (
        before is not None and before.line == sentence.line and bool(_WHY.search(note.text, before.start, before.end))
    )


# what a hand holds says nothing of the side of a shoulder or a knee: "L shoulder AAROM with cane"
_HELD = frozenset(("cane", "crutch", "walker", "rail", "holding", "carried", "support", "supports"))
_HOLDS = frozenset(("", "hand", "arm", "leg", "body", "other"))
_WHY = re.compile(r"\b(?:compar\w+|uninvolved|sound side|other side|also treated|unaffected)\b", re.I)


rule = NoteRule(
    title="The side treated agrees with the side diagnosed",
    why=(
        "The evaluation names the body part to be treated, and reviewers match each service to it. When "
        "the note treats the other side without a reason, the service looks unrelated to the diagnosis, "
        "or the record looks unreliable."
    ),
    fix=(
        "Read the diagnosis line against the treatment and the measures before signing. Where the other "
        "side is measured for comparison or treated for a reason, say so."
    ),
    question="Which side did you treat and measure, and if it differs from the diagnosis, what was the reason?",
    strength="The side diagnosed, measured and treated agrees throughout your note.",
    severity=Severity.REVIEW,
    payment_critical=False,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.3.C, evaluation: specific problem and body part"),
        Source(
            title="Derived from the source above",
            section="a contradiction of side leaves the body part unsettled",
            dated="2019-01-25",
            confidence=Confidence.DERIVED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text=("Dx: right rotator cuff repair. PROM right shoulder flexion 120; left measured for comparison, 170."),
        reason="The right side is diagnosed and treated; the left has a stated reason.",
    ),
    bad=Example(
        text="Dx: right rotator cuff repair. Tx: PROM and scapular mobilization, left shoulder.",
        reason="The treatment names the other shoulder and gives no reason.",
    ),
    check=check,
    phrases={},
)
