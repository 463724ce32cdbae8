"""Category and route of a denied line, from reason, remark, group and kind of payer. Both are proposals: a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditkit.desks.denials.definition import Reason, written
from auditkit.reference.denial_codes import DenialCodes
from auditkit.reference.rows import Row
from auditkit.rule import Confidence

CATEGORIES = ("authorization", "coding", "timely_filing", "medical_necessity", "eligibility", "other")
ROUTES = {
    "corrected_claim": "send a corrected claim",
    "new_claim": "send a new claim",
    "reopening": "ask for a reopening",
    "appeal": "appeal",
    "correct_first": "correct it where we were wrong, else appeal",
    "none": "bill the patient where allowed, or write off",
    "unknown": "read the payer's letter or call; the code is not in our table",
}
_FIRM = (Confidence.PAGE_CONFIRMED, Confidence.DERIVED)
_DUPLICATE, _TIMELY, _NOT_SENT = "18", "29", "226"


class Proposal(NamedTuple):
    """What is proposed for a denied line. `is_firm`: the rows behind it were looked up or are the practice's own."""

    reason: Reason | None
    category: str
    route: str
    first_action: str
    is_appealable: bool  # False: there is no right to appeal, whoever is right
    is_firm: bool
    why: str  # one sentence where something other than the reason code decided


def main_reason(refusals: Sequence[Reason]) -> Reason | None:
    """The reason that a line is filed under: the largest amount; of equal ones a code that says something before "read the remark"."""
    return max(refusals, key=_weight, default=None)


def _weight(reason: Reason) -> tuple[int, bool]:
    return (reason.cents or 0, not (reason.row and reason.row["reads_remark"] == "1"))


def propose(
    refusals: Sequence[Reason], rarcs: Sequence[str], payer_type: str, codes: DenialCodes, day: str
) -> Proposal:
    """Category, route and first action for a line that was refused for these reasons, with these remark codes."""
    reason = main_reason(refusals)
    remarks = [row for rarc in rarcs if (row := codes.remark(rarc, day))]
    if reason is None or reason.row is None:
        return _without_row(reason, remarks)
    row = reason.row
    firm, category, action, why = _is_firm(row), row["category"], row["first_action"], ""
    if row["reads_remark"] == "1" and (said := _agreed(remarks)):
        category, action, firm = said["category"], said["first_action"], _is_firm(said)
        why = f"{written(reason.group_code, reason.carc)} leaves it to the remark: {said['rarc']}."
    if final := next((r for r in remarks if r["is_not_appealable"] == "1"), None):
        said = f"{final['rarc']}: {final['meaning'][0].lower()}{final['meaning'][1:]}."
        route = final["route"] or _without_appeal(row["route"], payer_type)
        return Proposal(reason, category, route, final["first_action"], False, firm, said)
    route, appealable = row["route"], True
    if payer_type == "medicare_b":
        route, appealable, medicare = _medicare(reason.carc, route)
        why = medicare or why
    return Proposal(reason, category, route, action, appealable, firm, why)


def _without_appeal(route: str, payer_type: str) -> str:
    """What is left of a route where there is no right to appeal."""
    if route not in ("appeal", "correct_first", "corrected_claim"):
        return route
    return "reopening" if payer_type == "medicare_b" else "corrected_claim"


def _without_row(reason: Reason | None, remarks: Sequence[Row]) -> Proposal:
    final = next((r for r in remarks if r["is_not_appealable"] == "1"), None)
    said = _agreed(remarks)
    return Proposal(
        reason,
        said["category"] if said else "other",
        (final and final["route"]) or "unknown",
        said["first_action"] if said else "Read what the payer says about this code.",
        not final,
        False,
        "The code is not in our table.",
    )


def _agreed(remarks: Sequence[Row]) -> Row | None:
    """The first remark with a cause, where all that name one agree."""
    telling = [row for row in remarks if row["category"]]
    return telling[0] if len({row["category"] for row in telling}) == 1 else None


def _medicare(carc: str, route: str) -> tuple[str, bool, str]:
    """Medicare Part B takes no replacement claims: slips on settled claims are reopened, and late claims cannot be appealed."""
    if carc == _TIMELY:
        return "none", False, "Medicare takes no appeal of a late claim, only the exceptions of 42 CFR 424.44(b)."
    if carc == _DUPLICATE:
        return "reopening", True, "Medicare corrects a denial as a duplicate by reopening, 42 CFR 405.980(a)(3)."
    if carc == _NOT_SENT:
        return "appeal", True, "Send the records: Medicare treats this appeal as a reopening, 42 CFR 405.980(a)(2)."
    if route == "corrected_claim":
        return "reopening", True, "Medicare Part B takes no replacement claim; a slip on a settled claim is reopened."
    return route, True, ""


def _is_firm(row: Row) -> bool:
    return row.get("mapping_confidence", "") in _FIRM
