"""The assessment says something that is true of this patient and not of any patient."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, absent, not_met
from auditkit.text.cues import cue, vocabulary
from auditkit.text.note import trimmed
from auditkit.text.sections import Section
from auditkit.text.skill import skilled_acts

GENERIC = cue(
    "fits_any_patient", "tolerated", "tolerated treatment", "tolerated well", "tolerating", "tol", "making progress", "progressing", "good progress", "steady progress", "slow progress", "fair progress", "continue poc", "continue with poc", "cont poc", "continue plan of care", "continue per poc", "would benefit",
    "will benefit", "benefit from", "benefits from", "continues to benefit", "skilled therapy", "skilled pt", "skilled ot", "skilled st", "skilled slp", "doing well", "doing better", "doing good", "did well", "did great", "did good", "good session", "great session", "good rehab potential", "good potential", "rehab potential", "worked hard",
    "good effort", "good participation", "cooperative", "pleasant", "motivated", "compliant", "no adverse", "no complaints", "no issues", "responding well", "responded well", "improving", "improved", "getting better", "getting stronger", "as expected", "on track", "stable", "remains appropriate", "appropriate for", "no change", "same", "continue", "cont", "good tolerance", "maximize independence",
    "deficits", "address deficits", "toward goals", "towards goals", "all goals", "goals", "ongoing", "skilled services", "skilled intervention", "needs continued", "requires continued", "requires skilled", "continued therapy", "good day", "nice session", "progress",
)  # fmt: skip

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    """The assessment is judged; without one, the whole note: one thing said of this patient is enough."""
    assessed = [s for s in note.sentences if s.section is Section.ASSESSMENT and note.words(s).strip()]
    labelled = bool(assessed)
    if not labelled:
        assessed = [s for s in note.sentences if s.cues & GENERIC and s.body < s.end and s.section not in _ELSEWHERE]
        if not assessed or _is_specific_somewhere(note):
            return absent()
    if any(_is_specific(note, s) for s in assessed):
        return absent()
    shown = [s for s in assessed if s.cues & GENERIC] or assessed
    first, last = shown[0], shown[-1]
    if last.end - first.body < 260:
        return not_met(trimmed(note.text, first.body, last.end), message="These words would fit any patient.")
    return not_met(
        *(trimmed(note.text, s.body, s.end) for s in shown[:3]), message="These words would fit any patient."
    )


_ELSEWHERE = frozenset(
    (Section.PLAN, Section.GOALS, Section.SIGNATURE, Section.HEADER, Section.HISTORY, Section.PRIOR_LEVEL)
)
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"])


def _is_specific(note: Note, sentence) -> bool:
    """Is a value, a limited activity, or more than a stray word left that is this patient's own?"""
    if note.measured[sentence.index] or any(s is sentence for s, *_ in note.limited):
        return True
    words = set(_WORD.findall(note.lower, sentence.body, sentence.end)) - _COMMON
    # a name, or a capital for another reason, is no detail
    words = {w for w in words if w in note.text or note.text.isupper()}
    return len(words) >= (3 if sentence.cues & GENERIC else 2 if sentence.end - sentence.body > 30 else 1)


def _is_specific_somewhere(note: Note) -> bool:
    return any(note.measures) or bool(note.limited) or next(skilled_acts(note), None) is not None


rule = NoteRule(
    title="The assessment is about this patient",
    why=(
        "Contractors expect each note to reflect the individual's condition, treatment and progress on "
        "that day. An assessment made only of phrases that fit anyone gives no support for the visit and "
        "can make a whole set of notes look copied."
    ),
    fix=(
        "Give one thing you observed or decided today that you could not have written about the next "
        "patient: what changed, what held the patient back, what you adjusted and why."
    ),
    question="What did you see or decide in this visit that would not be true of your next patient?",
    strength="Your assessment speaks about this patient and this visit.",
    severity=Severity.REVIEW,
    payment_critical=False,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="National Government Services (Medicare contractor), Documentation",
            section="Cloned documentation could result in Medicare denials for payment",
            url="https://www.ngsmedicare.com/web/ngs/documentation?selectedArticleId=1459133",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.B, needs of the patient",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="skilled-need",
    good=Example(
        text="A: Hip drop returned after the sixth step-up, so height was lowered to keep pelvic control.",
        reason="What was seen and what was decided belong to this patient and this visit.",
    ),
    bad=Example(
        text="A: Patient tolerated session well and is making steady progress. Continue per plan of care.",
        reason="Every phrase would fit any patient on any day, and nothing else is said.",
    ),
    check=check,
    phrases={},
)
