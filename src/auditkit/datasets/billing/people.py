"""The patients whose visits are billed: those with notes (P001 to P091) and many more of the same clinics.

A patient's part comes from dice of its own, so that adding patients moves nobody.
"""

from __future__ import annotations

from auditkit.datasets import roster
from auditkit.datasets.conditions import CONDITIONS
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Practice
from auditkit.datasets.practice import TEAMS, build_practice, new_episode, new_patient
from auditkit.datasets.schedule import next_open

WITH_NOTES = 91
PATIENTS = 515
# how the many patients are spread, so that nobody's day is longer than a day; teams with an assistant see more
_SHARE = {"T01": 28, "T02": 16, "T03": 10, "T05": 11, "T06": 26, "T08": 11, "T09": 7}
_SECOND = {  # clinic -> (lead, assistant, condition) of a second discipline after a stroke
    "C1": (("T05", "", "stroke_arm"),),
    "C2": (("T06", "T07", "stroke_arm"), ("T08", "", "aphasia"), ("T08", "", "dysphagia")),
    "C3": (("T09", "", "aphasia"), ("T09", "", "dysphagia")),
}


def has_notes(patient_id: str) -> bool:
    """Whether the kit holds notes of this patient."""
    return int(patient_id[1:]) <= WITH_NOTES


def billed_practice(seed: int = 7, practice: Practice | None = None) -> Practice:
    """The practice with everybody it bills for. `practice` is `build_practice(seed)` where that is made already."""
    known = practice or build_practice(seed)
    whole = Practice(seed, known.clinics, known.therapists, known.payers, dict(known.patients), list(known.episodes))
    weights = [(team, _SHARE[team[0]]) for team in TEAMS]
    for serial in range(WITH_NOTES + 1, PATIENTS + 1):
        patient_id = f"P{serial:03d}"
        choices = Dice(f"{seed}/{patient_id}/team")
        lead_id, assistant_id, _, conditions = choices.weighted(weights)
        condition, surname = CONDITIONS[choices.pick(conditions)], choices.pick(roster.SURNAMES)
        dice = Dice(f"{seed}/{patient_id}")
        patient = new_patient(dice, serial, surname, condition, whole.therapists[lead_id].clinic_id)
        whole.patients[patient_id] = patient
        first = new_episode(dice, f"E{serial:03d}", patient, condition, lead_id, assistant_id, whole)
        whole.episodes.append(first)
        if condition.key == "stroke_gait" and choices.chance(0.6):
            lead_id, assistant_id, key = choices.pick(_SECOND[patient.clinic_id])
            starts = next_open(first.plans[0].start_on)
            second = new_episode(
                dice, f"E{serial:03d}B", patient, CONDITIONS[key], lead_id, assistant_id, whole, starts
            )
            second.side = first.side if second.condition.sided else ""
            whole.episodes.append(second)
    return whole
