"""What counts as a denial, and what does not. Everything that counts denials asks here, and shows `DEFINITION`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from auditkit.reference.rows import Row

DEFINITION = (
    "A denied line is a service line that the payer settled and paid with zero, with at least one adjustment that refuses payment (or that our "
    "table does not know, where the payer calls the claim denied). "
    "Not counted: write-offs by contract (CO-45), patient share (PR-1, 2, 3), sequestration (CO-253) and other reductions, what an earlier payer "
    "left, services that Medicare always bundles, reversals, what is pending or passed on, and lines without a charge. A claim that was denied "
    "without service lines counts as one line. A line that was denied and paid later stays a denial and says so. Rejections before "
    "settlement (277CA, 999), payments that are too low, and money taken back by a provider adjustment are other things. "
    "Care that a capitated plan covers (CO-24) is counted, because a remittance does not say whether this practice is the one that is paid by the head; a "
    "practice that is sets its own row for the code."
)

_NOT_SETTLED = {
    "22": "takes back an earlier payment",
    "23": "was passed on to another payer",
    "25": "is an estimate",
    **dict.fromkeys(("5", "10", "13", "15", "16", "17"), "is pending"),  # 4010
}
DENIED_STATUS = "4"
PAID_UNKNOWN = "has a payment that cannot be read, so nobody knows whether it was paid"
# Why a line is in no rate: it was not decided, or it is not known how.
NOT_DECIDED = frozenset(
    (
        "has no charge",
        "is an estimate",
        "is pending",
        "is not decided yet",
        "was passed on to another payer",
        PAID_UNKNOWN,
    )
)


class Outcome(StrEnum):
    """What a settled line is. `UNCLEAR`: it may be a denial; a person looks."""

    DENIED = "denied"
    NOT_DENIED = "not_denied"
    UNCLEAR = "unclear"


class Reason(NamedTuple):
    """One adjustment: its codes, cents (None: not given) and what our row says of the code (None: no row)."""

    group_code: str
    carc: str
    cents: int | None
    row: Row | None


def written(group_code: object, carc: object) -> str:
    """How a reason is shown: CO-197, or 197 where the list names no group."""
    return "-".join(str(part) for part in (group_code, carc) if part)


class Judgement(NamedTuple):
    """The outcome, the reasons that refuse payment, and why in half a sentence (for what is not denied, or unclear)."""

    outcome: Outcome
    refusals: tuple[Reason, ...] = ()
    why: str = ""


def judge(
    charge: int | None,
    paid: int | None,
    own: Sequence[Reason],
    of_claim: Sequence[Reason] = (),
    *,
    status: str = "",
    is_reversal: bool = False,
    is_always_bundled: bool = False,
    is_paid_unknown: bool = False,
) -> Judgement:
    """Whether one settled line is a denial. Amounts in cents, None where not given.

    `own` are the line's adjustments, `of_claim` those of its claim, which speak for a line only where its own leave part of the charge
    open. `is_always_bundled`: the payer never pays this code alone. `is_paid_unknown`: a payment is written there that cannot be read.
    """
    if is_reversal or status in _NOT_SETTLED:
        return Judgement(Outcome.NOT_DENIED, why=_NOT_SETTLED["22" if is_reversal else status])
    if is_paid_unknown:
        return Judgement(Outcome.UNCLEAR, why=PAID_UNKNOWN)
    if paid:
        return Judgement(Outcome.NOT_DENIED, why="was paid" if paid > 0 else "takes back an earlier payment")
    if charge is not None and charge <= 0:
        return Judgement(Outcome.NOT_DENIED, why="has no charge")
    reasons = [reason for reason in own if _takes_off(reason)]
    if not _explain(reasons, charge):
        reasons += [reason for reason in of_claim if _takes_off(reason)]
    refusals = tuple(r for r in reasons if r.row and r.row["kind"] == "denial" and not _bundles(r, is_always_bundled))
    if refusals:
        return Judgement(Outcome.DENIED, refusals)
    known = [reason for reason in reasons if reason.row]
    if unknown := tuple(reason for reason in reasons if not reason.row):
        if charge is not None and _explain(known, charge):
            return Judgement(Outcome.NOT_DENIED, why=_words(known))
        if status == DENIED_STATUS:  # the payer says so; why, is not known
            return Judgement(Outcome.DENIED, unknown)
        return Judgement(Outcome.UNCLEAR, unknown, "was paid with zero, with a code that the table does not know")
    if not reasons:
        return Judgement(Outcome.UNCLEAR, why="was paid with zero, and no reason is given")
    if not _explain(known, charge):
        return Judgement(Outcome.UNCLEAR, why="was paid with zero, and its reasons leave part of the charge open")
    if status == DENIED_STATUS and not any(r.row["kind"] in ("pending", "forwarded") for r in known):
        return Judgement(Outcome.UNCLEAR, why="is of a claim called denied, and no reason refuses payment")
    return Judgement(Outcome.NOT_DENIED, why=_words(known))


def _takes_off(reason: Reason) -> bool:
    """Corrections (CR) and amounts that add to the payment refuse nothing."""
    return reason.group_code != "CR" and (reason.cents is None or reason.cents > 0)


def _explain(reasons: Sequence[Reason], charge: int | None) -> bool:
    """Whether the amounts account for the whole charge; where it is not known, whether there is any."""
    if charge is None or any(reason.cents is None for reason in reasons):
        return bool(reasons)
    return sum(reason.cents for reason in reasons) >= charge


def _bundles(reason: Reason, is_always_bundled: bool) -> bool:
    return is_always_bundled and reason.row["is_bundling"] == "1"


def _words(reasons: Sequence[Reason]) -> str:
    kinds = {reason.row["kind"] for reason in reasons}
    for kind, words in _WHY.items():
        if kind in kinds:
            return words
    return "was not refused"


_WHY = {
    "pending": "is not decided yet",
    "forwarded": "was passed on to another payer",
    "denial": "is part of a service that is paid",  # only bundling refusals get here
    "bundled": "is never paid alone",
    "prior_payer": "was settled by an earlier payer",
    "patient_share": "is the patient's share",
    "contractual": "is written off by contract",
    "informational": "is for information only",
}
SETTLED_WITHOUT_PAYMENT = frozenset(_WHY[kind] for kind in ("prior_payer", "patient_share", "contractual"))
