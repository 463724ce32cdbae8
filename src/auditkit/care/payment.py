"""What the kind of payer makes of a Medicare documentation rule."""

from __future__ import annotations

from auditkit.care.episode import Visit
from auditkit.rule import Severity

_MEDICARE = "medicare_b"


def most(visit: Visit) -> Severity | None:
    """The most that a finding under a Medicare rule can weigh here: None as the rule says; other payers differ, so a person looks."""
    return None if visit.payer_type == _MEDICARE else Severity.REVIEW


def is_self_pay(visit: Visit) -> bool:
    """Nobody but the patient pays: there is no claim to lose."""
    return visit.payer_type == "self_pay"


def of_whom(visit: Visit) -> str:
    """Words for a finding that rests on Medicare's rule though another payer is billed; "" for Medicare Part B."""
    if visit.payer_type == _MEDICARE:
        return ""
    return " This is Medicare's rule; look up what this payer asks for."
