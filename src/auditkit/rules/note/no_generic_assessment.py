"""The assessment says something that is true of this patient and not of any patient."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, absent, not_met
from auditkit.text.cues import cue
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
    assessed = [s for s in note.sentences if s.section is Section.ASSESSMENT and s.body < s.end]
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
# A sentence in which only these words stand would fit any patient.
_COMMON = frozenset(
    ["patient", "patients", "client", "child", "pts", "the", "and", "with", "for", "was", "were", "has", "had", "have", "his", "her", "their", "she", "they", "him", "them", "this", "that", "these", "those", "will", "would", "could", "should", "may", "can", "been", "being", "are", "not", "but", "all", "any", "some", "very", "much", "more", "most", "well", "good", "great", "better", "best", "fair", "poor", "excellent", "nice", "continue", "continues", "continued", "continuing", "cont", "continuation", "ongoing", "tolerated", "tolerates", "tolerating", "tolerate", "tolerance", "tol", "treatment", "treatments", "session", "sessions", "therapy", "therapies", "therapist", "skilled", "skill", "services", "service", "care", "plan", "poc", "goals", "goal", "stg", "ltg", "stgs", "ltgs", "toward", "towards", "progress", "progressing", "progressed", "progresses", "making", "made", "steady", "slow", "slowly", "gradual", "gradually", "steadily", "improve", "improved", "improves", "improving", "improvement", "improvements", "benefit", "benefits", "benefiting", "benefitted", "function", "functional", "functionally", "functioning", "mobility", "independence", "independent", "independently", "maximize", "maximise", "maximum", "potential", "rehab", "rehabilitation", "prognosis", "address", "addressing", "addressed", "deficits", "deficit", "impairments", "impairment", "limitations", "limitation", "remaining", "current", "currently", "today", "visit", "visits", "date", "time", "intervention", "interventions", "exercise", "exercises", "exs", "ther-ex", "therex", "activity", "activities", "program", "hep", "home", "compliant", "compliance", "motivated", "motivation", "pleasant", "cooperative", "effort", "hard", "worked", "works", "work", "working", "participation", "participated", "participates", "participate", "responding", "responded", "responds", "response", "reaction", "reactions", "adverse", "complaints", "complaint", "issues", "problems", "noted", "note", "reports", "reported", "demonstrates", "demonstrated", "demonstrating", "shows", "showing", "show", "appropriate", "appropriately", "remains", "remain", "stable", "needs", "need", "needed", "requires", "require", "required", "requiring", "further", "order", "level", "levels", "increase", "increased", "increasing", "decrease", "decreased", "decreasing", "strength", "strengthening", "rom", "range", "motion", "endurance", "balance", "pain", "overall", "general", "generally", "week", "weeks", "last", "previous", "prior", "since", "until", "met", "meet", "meets", "meeting", "per", "within", "established", "expected", "expectations", "track", "doing", "did", "does", "done", "day", "days", "daily", "also", "still", "due", "quality", "life", "safety", "safe", "safely", "medically", "necessary", "necessity", "physical", "occupational", "speech", "language", "pathology", "slp", "treat", "medical", "return", "maximal", "optimal", "achieve", "achieving", "reach", "reaching", "outcome", "outcomes", "status", "same", "change", "changes", "without", "from", "into", "out", "its", "it's", "there", "here", "new", "other", "each", "both", "able", "help", "helps", "helped", "get", "getting", "got", "stronger", "feel", "feeling", "feels", "like", "little", "bit", "lot", "seems", "seem", "appears", "appear", "throughout", "performed", "perform", "completed", "complete", "completing", "tasks", "task", "educated", "education", "candidate", "ability", "abilities", "gains", "gain", "fully", "form", "technique", "proper", "cues", "cueing", "verbal", "min", "mod", "visual", "tactile", "minimal", "moderate", "assist", "assistance", "happy", "smiling", "engaged", "engagement", "attention", "attentive", "behavior", "fun", "focus", "focused", "follow", "followed", "following", "directions", "instructions", "nicely", "job", "tired", "challenged", "fatigue", "fatigued", "prescribed", "one", "two", "three", "first", "next", "end", "start", "began", "beginning", "well-tolerated", "short", "long", "term", "during", "when", "while", "after", "before", "about", "over", "under", "again", "always", "never", "okay", "fine", "really", "just", "too"]
)


def _is_specific(note: Note, sentence) -> bool:
    """Is a value, a limited activity, or more than a stray word left that is this patient's own?"""
    if any(m.sentence is sentence for m in note.measures):
        return True
    if any(s is sentence for s, *_ in note.limited):
        return True
    words = set(_WORD.findall(note.lower[sentence.body : sentence.end])) - _COMMON
    return len(words) >= (2 if sentence.cues & GENERIC or sentence.end - sentence.body > 30 else 1)


def _is_specific_somewhere(note: Note) -> bool:
    return bool(note.measures) or bool(skilled_acts(note)) or bool(note.limited)


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
