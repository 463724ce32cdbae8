"""Whether an answer says active, pending, inactive or nothing: from its benefits. Standard library only.

What a dental or pharmacy benefit says is not about therapy, and Part A is not Part B. Where two statements of one kind contradict each other,
the answer is unknown: nobody turns such a thing green.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditkit.care.service_types import is_for_plan, says_coverage

ASKED_UNTIL = "The span of eligibility ends on the day of the answer."  # our words in an answer's message
_SAYS = {"active": "active", "pending": "pending", "inactive": "inactive", "not_covered": "inactive"}


class Statement(NamedTuple):
    """What one benefit says about coverage as such."""

    benefit: str
    service_types: tuple[str, ...] = ()
    insurance_type: str = ""
    plan_name: str = ""
    starts_on: str = ""
    ends_on: str = ""


def about_coverage(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that decide: those of the plan where there are any, else those of medical care and therapy; of Medicare those of Part B."""
    said = [s for s in statements if s.benefit in _SAYS and says_coverage(s.service_types)]
    if any(s.insurance_type == "MB" for s in said):
        said = [s for s in said if s.insurance_type != "MA"]
    elif said and all(s.insurance_type == "MA" for s in said):
        return []  # Part A alone says nothing about outpatient therapy
    plan = [
        s for s in said if is_for_plan(s.service_types) and not (s.benefit == "not_covered" and not s.service_types)
    ]
    return plan or [s for s in said if s.benefit != "not_covered"]


def status_of(statements: Iterable[Statement]) -> str:
    """`active`, `pending`, `inactive` or `unknown`."""
    said = about_coverage(statements)
    active, pending = ([s for s in said if _SAYS[s.benefit] == word] for word in ("active", "pending"))
    inactive = [s for s in said if _SAYS[s.benefit] == "inactive"]
    if inactive and (active or pending):
        if any(not _is_another(one, other) for one in inactive for other in (*active, *pending)):
            return "unknown"
        return "active" if active else "pending"
    if pending:
        return "pending"  # active and under investigation: no promise to pay
    return "active" if active else "inactive" if inactive else "unknown"


def _is_another(ended: Statement, running: Statement) -> bool:
    """True where what is inactive is another coverage than what is active: another plan or kind, or an earlier period."""
    for one, other in ((ended.plan_name, running.plan_name), (ended.insurance_type, running.insurance_type)):
        if one and other and one.casefold() != other.casefold():
            return True
    return bool(ended.ends_on and running.starts_on and ended.ends_on < running.starts_on)
