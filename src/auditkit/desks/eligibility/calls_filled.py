"""A call asks a few questions; what it left open stays as the payer's other answer of the day told it. Without that, a call about the deductible
would hide that the plan had ended that morning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditkit.care.coverage import Benefit, CoverageAnswer
from auditkit.care.payer_names import may_be_one

_COUNTS = frozenset({"limit", "unlimited"})
_FIGURES = frozenset({"deductible", "copay", "coinsurance", "out_of_pocket", "referral"})
_STATUS = frozenset({"active", "inactive", "pending"})


def calls_filled(answers: Iterable[CoverageAnswer]) -> list[CoverageAnswer]:
    """A patient's answers, oldest first, the same in number and order; calls with what the last answer of the same payer, given that day or the day before, adds."""
    found: list[CoverageAnswer] = []
    for answer in answers:
        if answer.how == "phone" and answer.checked_on is not None:
            before = next((a for a in reversed(found) if a.says_something and _is_just_before(a, answer)), None)
            if before is not None:
                answer = _filled(answer, before)
        found.append(answer)
    return found


def _is_just_before(before: CoverageAnswer, call: CoverageAnswer) -> bool:
    if before.checked_on is None or (call.checked_on - before.checked_on).days > 1:
        return False
    if before.payer_id and call.payer_id:
        return before.payer_id.casefold() == call.payer_id.casefold()
    return bool(before.payer_name and call.payer_name) and may_be_one(before.payer_name, call.payer_name)


def _filled(call: CoverageAnswer, before: CoverageAnswer) -> CoverageAnswer:
    is_open = call.status == "unknown" and call.coverage_from is None and call.coverage_to is None
    says_authorization = any(b.authorization_needed for b in call.benefits)
    added = [
        replace(b, authorization_needed="") if says_authorization and b.authorization_needed else b
        for b in before.benefits
        if _is_left_open(b, call, before, is_open)
    ]
    filled = replace(
        call,
        benefits=[*call.benefits, *added],
        message=" ".join(dict.fromkeys(text for text in (call.message, before.message) if text)),
    )
    if is_open:
        filled = replace(
            filled, status=before.status, coverage_from=before.coverage_from, coverage_to=before.coverage_to,
            insurance_type=call.insurance_type or before.insurance_type, status_when=before.status_when or before.when,
        )  # fmt: skip
    return filled


def _is_left_open(b: Benefit, call: CoverageAnswer, before: CoverageAnswer, status_is_open: bool) -> bool:
    if b.benefit in _COUNTS:  # what was left the day before is not what is left after that day's visits
        return call.kinds.isdisjoint(_COUNTS) and before.checked_on == call.checked_on
    if b.benefit in _FIGURES:
        return b.benefit not in call.kinds
    return status_is_open or b.benefit not in _STATUS or not b.is_for_plan
