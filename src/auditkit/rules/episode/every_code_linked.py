"""Behind every billed code stand the service, the diagnosis, the limitation, a measure, a goal, and why it took skill."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.care.links import LineLinks, links_of
from auditkit.rule import Answer, Confidence, EpisodeExample, EpisodeRule, Ruling, Severity
from auditkit.rules.manuals import benefit_policy_manual

if TYPE_CHECKING:
    from auditkit.care.episode import Episode
    from auditkit.reference import Reference


def check(episode: Episode, reference: Reference) -> list[Ruling]:
    """One ruling for each billed line."""
    return [
        _ruling(links_of(episode, visit, line, reference)) for visit in episode.billed_visits for line in visit.lines
    ]


def _ruling(chain: LineLinks) -> Ruling:
    line = chain.line
    if not chain.links:
        return Ruling(line, Answer.UNCLEAR, "No note of this day is in hand.")
    if missing := chain.missing:
        also = f" Cannot tell: {_named(chain.unsure)}." if chain.unsure else ""
        return Ruling(line, Answer.NOT_MET, f"{line.hcpcs_code}: no sentence found for {_named(missing)}.{also}")
    if unsure := chain.unsure:
        why = "; ".join(f"{link.part}: {link.reason}" for link in unsure)
        return Ruling(line, Answer.UNCLEAR, f"{line.hcpcs_code}: {why}.")
    rests = [link for link in chain.links if link.from_plan]
    where = f"; {_named(rests)} in the plan of care of {rests[0].passage.document.on}" if rests else ""
    return Ruling(line, Answer.MET, f"{line.hcpcs_code}: all links found{where}.")


def _named(links) -> str:
    return ", ".join(link.part for link in links)


_EVALUATION = (
    "PT Initial Evaluation and Plan of Care 3/4/2026. Dx: right knee osteoarthritis M17.11. Needs min A to stand from a standard chair. "
    "Right knee flexion AROM 98 degrees. STG 1: in 4 weeks patient will stand from an 18 inch seat without hands, 5 of 5 tries. "
    "Plan: PT 2x/week for 8 weeks, ther-ex, manual therapy. Signed: A. Placebrook, PT, DPT"
)

rule = EpisodeRule(
    title="Every billed code is linked to a diagnosis, a limitation, a measure, a goal and a reason for skill",
    why=(
        "A reviewer reads from the code backwards: what was done, for which problem, which activity it limits, how that is measured, which goal "
        "it serves, and why a therapist was needed. Where a link has no sentence, the service looks like exercise that anyone could have done."
    ),
    fix=(
        "Look at the link that has no sentence and ask whether the visit held it. The diagnosis and the goal may stand in the plan of care; "
        "what was done, today's limitation and measure, and the reason for skill belong into the day's note."
    ),
    question="For this service: which activity was it for, and where would a reader see that in the note?",
    severity=Severity.REVIEW,
    payment_critical=True,
    sources=(
        benefit_policy_manual(
            "220.2.B and 220.3.A to E: necessity is shown by the record as a whole; one item alone does not decide",
            Confidence.INFERRED,
        ),
    ),
    # The chain is the kit's own way to read the manual; this is the day the text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="medical-necessity",
    supply="The note of each billed visit, and the evaluation or recertification that holds the plan of care.",
    edition="the note of the day and the plan of care of the episode",
    good=EpisodeExample(
        notes={
            "2026-03-04": _EVALUATION,
            "2026-03-11": (
                "PT Daily Note 3/11/2026. Still needs min A to stand from a low chair. Right knee flexion AROM 104 degrees. "
                "Therapeutic exercise 18 min: step-downs 3x8, long arc quads 3x12. Tactile cues at the hip because the pelvis drops in right "
                "stance. Timed minutes 18. Signed: A. Placebrook, PT, DPT"
            ),
        },
        lines=({"date_of_service": "2026-03-11"},),
        reason="The day's note holds service, limitation, measure and skill; diagnosis and goal stand in the plan of care.",
    ),
    bad=EpisodeExample(
        notes={
            "2026-03-04": _EVALUATION,
            "2026-03-11": "PT Daily Note 3/11/2026. Step-downs 3x8, long arc quads 3x12, 18 min. Tolerated well. Signed: A. Placebrook, PT, DPT",
        },
        lines=({"date_of_service": "2026-03-11"},),
        reason="The exercises are named; no limitation, no measure and no reason for skill stand in the note.",
    ),
    check=check,
)
