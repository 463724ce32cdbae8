"""The report gives the reason that skilled treatment should go on now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.context import BECAUSE
from auditkit.text.cues import cue, layer
from auditkit.text.function import ACTIVITY, ASSIST, STRONG
from auditkit.text.going_on import argued
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section
from auditkit.text.skill import FINDING

_GOES_ON = (
    "continue", "continued", "continues", "continuing", "continuation", "ongoing", "go on", "going on", "further", "more visits", "more weeks", "another", "additional", "extend", "extension", "remaining", "remain", "remains", "still",
    "needs", "needed", "need", "requires", "require", "required", "warrants", "warranted", "justif*", "necessary", "necessity", "reason", "recertif*", "recert", "why", "skilled", "resume", "keep", "therapist", "maintenance",
    "left to", "worth", "ask for", "asking for", "request", "requesting", "continued care", "more therapy", "more time", "stopping", "stop now", "ending", "without therapy", "if we stop",
)  # fmt: skip
_EXPECTED = (
    "expect", "expected", "expects", "anticipate*", "rising", "gaining", "gained", "gains", "gain", "improving", "improved", "improves", "improvement", "increased", "increasing", "increases", "progressing", "progress", "rate of", "trend", "each week", "per week", "a week", "every week",
    "should reach", "should get", "should allow", "should be able", "likely to", "likely", "potential", "on track", "responding", "responds", "responded", "still changing", "keeps coming", "climbing", "moving", "closing", "halfway", "doubled", "from", "was", "up from", "down from", "can be", "will allow", "allows", "to reach", "to return",
    "capable", "stimulable", "emerging", "beginning to", "starting to", "now", "carryover", "carries over", "trajectory", "window", "protocol", "healing", "phase", "cleared", "surgeon", "weaned", "wean", "skill", "skilled", "therapist", "graded", "grading", "adjust*", "progression*", "advance", "advanced", "technique", "cues", "cueing", "hands-on", "manual",
    "analysis", "monitor*", "risk", "unsafe", "safely", "decline", "regress*", "lose", "contracture", "complex", "train", "training", "teach", "teaching", "needs to be", "has to be", "must be", "fade", "fading", "thinned", "titrate*", "reassess*", "modify", "modified", "re-set", "reset", "update", "upgrade*", "revise", "somebody who", "someone who",
)  # fmt: skip
GO_ON, EXPECTED = 1, 2
# A layer of their own, so that no phrase of another rule hides them: "still cannot" has "still" in it, "to keep" has "keep".
_ARGUMENT = layer(
    {p: GO_ON * (p in _GOES_ON) | EXPECTED * (p in _EXPECTED) for p in (*_GOES_ON, *_EXPECTED)}, hides=_GOES_ON
)
WHY = cue(
    "says_why_on", "reason to continue", "reason to go on", "reason for continuing", "reason for continued", "reason for more", "why go on", "why continue", "why more", "is justified", "are justified", "justification", "remaining limit", "remaining limits", "what is left",
    "what remains", "what limits him", "what limits her", "what holds", "continued need", "need for continued", "continued skilled need", "remaining deficit", "remaining deficits", "remaining barrier", "remaining problem", "still limited by", "care should go on", "more visits are needed", "needs more",
    "the gap left", "going on because", "continue because", "continuation is", "recertification is", "recert needed", "recert requested", "renewal is", "extended because", "extension is", "maintenance", "skilled maintenance", "without therapy", "medical necessity", "skilled need",
)  # fmt: skip
EMPTY = cue(
    "empty_continuation", "would benefit from continued", "would benefit from skilled", "will benefit from continued", "benefit from continued", "benefit from skilled", "benefits from continued", "benefits from skilled", "continue to benefit", "continues to benefit", "to address deficits", "to address above deficits", "to address the above", "maximize independence", "maximize function",
    "to maximize", "to improve function", "to reach goals", "to meet goals", "to achieve goals", "remaining deficits", "continue skilled", "continues to require skilled", "requires skilled", "continued skilled", "to progress toward goals",
)  # fmt: skip

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    """What is still limited, and why more skilled care is expected to change it: in one sentence, or in two that stand together."""
    why = argued(note)
    limited = {sentence.index for sentence, *_ in note.limited}
    measured = note.measured
    sentences = note.sentences
    argument = note.marks(_ARGUMENT)
    for sentence in sentences:
        if sentence.body >= sentence.end or sentence.section in _ELSEWHERE:
            continue
        if _says_why(note, sentence, limited, argument):
            return met(*_apart([*why, trimmed(note.text, sentence.body, sentence.end)]))
        if not (sentence.section in _ARGUES or argument.get(sentence.index, 0) & GO_ON):
            continue
        around = [
            s
            for s in sentences[max(0, sentence.index - 1) : sentence.index + 3]
            if s.section is sentence.section and s.body < s.end
        ]
        if sentence.section is Section.SKILL:
            around = [s for s in sentences if s.section is Section.SKILL and s.body < s.end] or around
        together = argued_for = 0
        for near in around:
            together |= near.cues
            argued_for |= argument.get(near.index, 0)
        if argued_for != GO_ON | EXPECTED:
            continue
        limit_near = any(s.index in limited or (s.cues & STRONG and s.cues & (ACTIVITY | ASSIST)) for s in around)
        value_near = any(measured[s.index] for s in around)
        expects = any(argument.get(s.index, 0) & EXPECTED and not s.cues & EMPTY for s in around)
        is_argued = value_near and together & ACTIVITY and together & BECAUSE and sentence.section in _ARGUES
        if expects and ((limit_near and (together & BECAUSE or value_near)) or is_argued):
            if all(s.cues & EMPTY and not measured[s.index] and s.index not in limited for s in around):
                continue
            shown = [s for s in around if s.index in limited or argument.get(s.index, 0) & EXPECTED]
            return met(*_apart([*why, *(trimmed(note.text, s.body, s.end) for s in (shown[0], shown[-1]))]))
    if why:
        return met(*why)
    for sentence in sentences:
        if sentence.section is Section.SKILL or sentence.cues & EMPTY:
            if pointer := points_elsewhere(note, sentence):
                return unclear(pointer, message="The reason stands in a document that was not supplied.")
            if is_cut_off(note, sentence):
                return unclear(
                    trimmed(note.text, sentence.body, sentence.end),
                    message="The sentence breaks off before the reason.",
                )
    return not_met(message="Nothing joins what is still limited with the reason that more skilled care will change it.")


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that do not overlap one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return kept


def _says_why(note: Note, sentence, limited, argument) -> bool:
    """The words announce the reason ("reason to continue: ..."): then what is limited and what may change must follow."""
    if (
        not (sentence.cues & WHY or sentence.section is Section.SKILL or sentence.label.startswith("why"))
        or is_cut_off(note, sentence)
        or points_elsewhere(note, sentence)
    ):
        return False
    following = [s for s in note.sentences[sentence.index : sentence.index + 3] if s.section is sentence.section]
    cues = 0
    for near in following:
        cues |= near.cues
    limit = any(s.index in limited for s in following) or cues & (FINDING | STRONG)
    change = any(argument.get(s.index, 0) & EXPECTED and not s.cues & EMPTY for s in following) or any(
        note.measured[s.index] for s in following
    )
    return (
        bool(limit and change)
        and sum(s.end - s.body for s in following) > 50
        and not all(s.cues & EMPTY and not s.cues & (STRONG | ACTIVITY) for s in following)
    )


_ELSEWHERE = frozenset(
    (
        Section.PRIOR_LEVEL,
        Section.SIGNATURE,
        Section.HEADER,
        Section.MINUTES,
        Section.HISTORY,
        Section.INTERVENTIONS,
        Section.SUBJECTIVE,
        Section.GOALS,
    )
)
_ARGUES = frozenset((Section.SKILL, Section.ASSESSMENT, Section.PROGRESS))


rule = NoteRule(
    title="The report says why skilled treatment should go on now",
    why=(
        "Treatment past a report or a certification is covered where more skilled care is expected to "
        "bring improvement, or where skill is needed to keep a patient from losing ground. A reviewer "
        "looks for that reasoning here, since a diagnosis by itself does not decide it."
    ),
    fix=(
        "Say which activity is still limited, what in the measures or in the clinical picture makes you "
        "expect change (or why maintenance needs a therapist's skill), and what the skilled part will be. "
        "Where change has stalled, say what you will do differently."
    ),
    question=(
        "What is this patient still unable to do, and why do you expect that more of your skilled care will change it?"
    ),
    strength="You explained what is still limited and why more skilled care is expected to help.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        benefit_policy_manual("220.3.D, content of clinician progress reports"),
        benefit_policy_manual("220.2.C and 220.2.D, rehabilitative and maintenance therapy"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text=(
            "She still needs help to step into the tub; single-leg stance has doubled to 8 s since the "
            "last report, so tub transfers without help are expected with further graded balance "
            "training."
        ),
        reason=("What is still limited, the trend that supports more change, and the skilled means are all there."),
    ),
    bad=Example(
        text=("Patient remains motivated and would benefit from ongoing skilled therapy to maximize function."),
        reason=("These words fit anyone: no activity is still limited and no reason for expecting change is given."),
    ),
    check=check,
    phrases={},
)
