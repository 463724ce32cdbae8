"""Everything about billing, patient by patient, from the visits of the practice."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditkit.datasets.billing.authorizations import authorize
from auditkit.datasets.billing.claims import patient_claims
from auditkit.datasets.billing.corrections import correct
from auditkit.datasets.billing.errors import seed_errors
from auditkit.datasets.billing.model import Authorization, Claim, PriorLine
from auditkit.datasets.billing.people import billed_practice
from auditkit.datasets.billing.sessions import Session
from auditkit.datasets.billing.threshold import prior_lines, set_kx
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Practice


@dataclass(slots=True)
class Billing:
    """Claims in the order of the table, what surrounds them, and the practice they come from."""

    practice: Practice
    sessions: list[Session] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    history: list[PriorLine] = field(default_factory=list)
    authorizations: list[Authorization] = field(default_factory=list)


def build_billing(seed: int = 7, practice: Practice | None = None) -> Billing:
    """All claims, right ones and seeded ones. `practice` is `build_practice(seed)` where that is made already."""
    made = Billing(billed_practice(seed, practice))
    episodes: dict[str, list[Episode]] = {}
    for episode in made.practice.episodes:
        episodes.setdefault(episode.patient_id, []).append(episode)
    for patient_id, patient in made.practice.patients.items():
        claims, sessions = patient_claims(made.practice, patient, episodes[patient_id])
        if not claims:
            continue
        dice = Dice(f"{seed}/{patient_id}/billing")
        history, authorizations = [], []
        if patient.payer_id == "PY1":
            history = prior_lines(dice, claims)
            set_kx(claims, history)
        elif claims[0].payer.authorization_required:
            authorizations = authorize(dice, claims)
        made.claims += seed_errors(seed, correct(seed, claims), history, authorizations)
        made.sessions += sessions
        made.history += history
        made.authorizations += authorizations
    return made
