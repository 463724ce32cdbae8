"""The assessment says something that is true of this patient and not of any patient."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, absent, not_met
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.cues import cue, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY
from auditkit.text.no_skill import without_what_is_no_skill
from auditkit.text.note import trimmed
from auditkit.text.plan_start import plan_begins
from auditkit.text.sections import Section
from auditkit.text.skill import FINDING, skilled_acts
from auditkit.text.targets import is_target
from auditkit.text.unskilled import unskilled

GENERIC = cue(
    "fits_any_patient", "tolerated", "tolerated treatment", "tolerated well", "tolerated all", "tolerated all activities", "tolerated all exercises", "tolerated the session", "tolerated the treatment", "tolerated treatment well", "tolerated tx well", "tolerated session well", "tolerated therapy well", "tolerated activities well", "tol well", "tol tx well", "tol rx well", "tolerating", "tol", "making progress", "progressing", "good progress", "steady progress", "slow progress", "fair progress", "continue poc", "continue with poc", "cont poc", "continue plan of care", "continue per poc", "would benefit",
    "will benefit", "benefit from", "benefits from", "continues to benefit", "skilled therapy", "skilled pt", "skilled ot", "skilled st", "skilled slp", "doing well", "doing better", "doing good", "did well", "did great", "did good", "good session", "great session", "good rehab potential", "good potential", "rehab potential", "worked hard",
    "good effort", "good participation", "cooperative", "pleasant", "motivated", "compliant", "no adverse", "no complaints", "no issues", "responding well", "responded well", "improving", "improved", "getting better", "getting stronger", "as expected", "on track", "stable", "remains appropriate", "appropriate for", "no change", "same", "continue", "cont", "good tolerance", "maximize independence",
    "deficits", "address deficits", "toward goals", "towards goals", "all goals", "goals", "ongoing", "skilled services", "skilled intervention", "needs continued", "requires continued", "requires skilled", "continued therapy", "good day", "nice session", "progress",
)  # fmt: skip

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note
    from auditkit.text.sentences import Sentence


def check(note: Note, reference: Reference) -> Verdict:
    """The assessment is judged; without one, the whole note: one thing said of this patient is enough."""
    assessed = _assessment(note)
    if not assessed:
        assessed = [
            (s, s.body)
            for s in note.sentences
            if s.body < s.end and ((s.cues & GENERIC and s.section not in _ELSEWHERE) or _says_all_is_well(note, s))
        ]
        if not assessed or _is_specific_somewhere(note):
            return absent()
    specific = [s for s, start in assessed if _is_specific(note, s, start)]
    if len(specific) > 1 or (specific and not _is_of_unskilled_time(note, specific[0])):
        return absent()
    shown = [(s, start) for s, start in assessed if s.cues & GENERIC] or assessed
    if shown[-1][0].end - shown[0][1] < 260:
        return not_met(trimmed(note.text, shown[0][1], shown[-1][0].end), message="These words would fit any patient.")
    return not_met(
        *(trimmed(note.text, start, s.end) for s, start in shown[:3]), message="These words would fit any patient."
    )


def _is_of_unskilled_time(note: Note, sentence: Sentence) -> bool:
    """ "Last ten minutes on a game by himself while I caught up": no word on how the patient does."""
    return any(sentence.start <= start < sentence.end for start, _ in unskilled(note)[0])


# a verdict on any patient's care, which may stand under the goals where no heading parts it from them
_ALL_IS_WELL = expression(
    r"\b(?:is|are|has been|continues? to)\s+(?:\w+ly\s+)?(?:progress(?:ing)?|making (?:\w+ )?(?:progress|gains)|doing well|improving|benefit(?:ting|ing)?)\b"
)


def _says_all_is_well(note: Note, sentence: Sentence) -> bool:
    return (
        sentence.section is Section.GOALS and _ALL_IS_WELL.search(note.lower, sentence.body, sentence.end) is not None
    )


_ELSEWHERE = frozenset(
    (Section.PLAN, Section.GOALS, Section.SIGNATURE, Section.HEADER, Section.HISTORY, Section.PRIOR_LEVEL)
)
_GOES_ON = frozenset((Section.DISCHARGE, Section.RESPONSE, Section.SKILL, Section.PROGRESS, Section.FUNCTION))
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"])
# "A/ Improving." in the middle of a line, or in words: "my assessment is that"
# (begins with the letter itself, so that the engine goes from one such letter to the next)
_INLINE = re.compile(
    r"[ACMWa](?:(?:(?<=\n.)|(?<=[.!?]\s.))(?:(?<=A)(?:|ssmt|smt|SSMT|ssess)|(?<=W)hat it means|(?<=M)y (?:take|view|read)|(?<=C)linical (?:opinion|picture))\s*(?:[/:=]|//)|(?<=\ba)ssessment (?:is|today|remains)(?: that)?\b)\s*"
)
# "Assessment | ..." in a table
_IN_A_ROW = re.compile(r"^[ \t|]*(?:A|Assessment|Assmt|Impression|Analysis|Summary|Comments?)[ \t]*\|\s*", re.I | re.M)
# what stands behind an assessment and belongs to it no more
_BEHIND = re.compile(
    r"\W*(?:p\s?[:/|]|next\b|will (?:see|continue|cont)\b|homework|hw\b|hep\b|home program\w*|page\b|rtc\b|return\b|see (?:you|her|him|them|again)|back (?:next|on|in)|requests?\b|units?\b|codes?\b|dictated|thank)",
    re.I,
)
_KIN = re.compile(
    r"\W*(?:(?:his|her|their|the|pt's|patient's)\s+)?(?:(?:little|big|older|younger|twin|baby)\s+)?(?:mom|mother|dad|father|papi|mami|parents?|grand\w+|brother|sister|sibling|wife|husband|spouse|daughter|son|cousins?|aunt|uncle|neighbou?r|roommate|family)\b",
    re.I,
)


def _assessment(note: Note) -> list[tuple[Sentence, int]]:
    """The sentences of the assessment, each with where its words begin: of its section, or behind a mark within a line."""
    text, found = note.text, []
    for sentence in note.sentences:
        goes_on = found and sentence.section in _GOES_ON and sentence.line == found[-1][0].line
        if (not goes_on and sentence.section is not Section.ASSESSMENT) or not note.words(sentence).strip():
            continue
        if found and (_BEHIND.match(text, sentence.start, sentence.end) or plan_begins(note, sentence)):
            break
        found.append((sentence, sentence.body))
    if found or not (match := _INLINE.search(text) or ("|" in text and _IN_A_ROW.search(text))):
        return found
    for sentence in note.sentences:
        if sentence.end <= match.end() or sentence.section in _ELSEWHERE:
            continue
        if found and (
            sentence.line != found[0][0].line
            or _BEHIND.match(text, sentence.start, sentence.end)
            or plan_begins(note, sentence)
        ):
            break
        found.append((sentence, max(sentence.start, match.end())))
    return found


def _is_specific(note: Note, sentence, start: int) -> bool:
    """Is a value, a limited activity, or more than a stray word left that is this patient's own?"""
    if _KIN.match(note.text, start, sentence.end) or _ADVISED.match(note.lower, start, sentence.end):
        return False
    if note.measured[sentence.index] or any(s is sentence for s, *_ in note.limited):
        return True
    words = set(_WORD.findall(note.lower, start, sentence.end)) - _COMMON
    # a name, or a capital for another reason, is no detail
    first = note.text[start : start + 30].split()[:1]
    opens = first[0].lower() if (first and sentence.cues & (ACTIVITY | FINDING)) or "-" in "".join(first) else ""
    words = {w for w in words if w == opens or w in note.text or note.text.isupper()}
    wanted = 3 if sentence.cues & GENERIC else 2 if sentence.end - start > 30 else 1
    if (words and _COUNTED.search(note.lower, start, sentence.end)) or (
        words
        and sentence.cues & ACTIVITY
        and any(
            h.cues & ACTIVITY and h.start >= start and h.phrase not in _COMMON and h.phrase not in _AREAS
            for h in sentence.hits
        )
    ):
        wanted = 1
    return len(words) >= wanted or (
        wanted == 3 and len(words) == 2 and _stand_in_one_clause(note, sentence, start, words)
    )


def _stand_in_one_clause(note: Note, sentence, start: int, words: set[str]) -> bool:
    """ "Tol well, less antalgic w/ cane": the words that are this patient's own stand together in a clause with nothing general in it."""
    at = start
    for clause in _CLAUSES.split(note.lower[start : sentence.end]):
        stop = at + len(clause)
        if words.issubset(_WORD.findall(clause)):
            return not any(h.cues & GENERIC and at <= h.start < stop for h in sentence.hits)
        at = stop + 1
    return False


_CLAUSES = re.compile(r"[,;]")


# "educated to call MD if symptoms worsen"
_ADVISED = re.compile(
    r"\W*(?:(?:the )?(?:pt|patient|client|family|caregiver|parents?)\s+(?:was |were |has been )?)?(?:educated|instructed|advised|told|reminded|encouraged|asked)\b[^.;]{0,40}?\b(?:call|contact|notify|report|stop|ice|rest|hep|compliance|compliant|importance|attend\w*|if)\b[^\d]*$"
)
# something counted that is no visit, no dose and no date
_COUNTED = expression(
    r"(?<![\d/.-])\d+(?:\.\d+)?\s?(?:%|(?:of|out of|/)\s?\d+\b(?!/)|(?:times|errors?|coughs?|cues?|words?|steps?|rests?|breaks?|trials?|s\b|sec|seconds?|ft|feet|m\b|deg|degrees|lb|lbs|kg|cm|mm|inch\w*|minutes?|min\b))"
)
_AREAS = frozenset(
    (
        "adl",
        "adls",
        "iadl",
        "iadls",
        "self care",
        "communication",
        "mobility",
        "play",
        "speech",
        "feeding",
        "school",
        "community",
        "diet",
        "handwriting",
    )
)


def _is_specific_somewhere(note: Note) -> bool:
    values = (
        m for m in note.measures if note.text[m.end : m.end + 1] != ")" and not is_target(note, m)
    )  # "2) INDEPENDENT" is a number in a list
    return (
        any(values) or bool(note.limited) or next(without_what_is_no_skill(note, skilled_acts(note)), None) is not None
    )


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
        benefit_policy_manual("220.3.B, needs of the patient"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="medical-necessity",
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
