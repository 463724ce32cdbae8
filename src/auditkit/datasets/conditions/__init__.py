"""The clinical content behind the invented notes, one value per condition. Facts of the trade, nobody's chart."""

from __future__ import annotations

from auditkit.datasets.conditions import (
    joints_leg,
    joints_shoulder_back,
    neuro_walking,
    occupational_adult,
    occupational_child,
    speech,
    swallow_cognition,
)
from auditkit.datasets.model import Condition

CONDITIONS: dict[str, Condition] = {
    condition.key: condition
    for module in (
        joints_leg,
        joints_shoulder_back,
        neuro_walking,
        occupational_adult,
        occupational_child,
        speech,
        swallow_cognition,
    )
    for condition in module.CONDITIONS
}
