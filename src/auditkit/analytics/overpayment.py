"""What the charts of a round say about money paid for the whole frame: only where counsel directs the round. Standard library only.

It is arithmetic, no conclusion: whether anything was overpaid, and what is owed, is for counsel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditkit.analytics.appraisal import Appraisal, CannotAppraise, Count, appraise, count, stratum
from auditkit.desks.rounds.round import PROBLEMS, Round

ROUTINE = (
    "A routine round gives no estimate of money: ask your counsel first, for finding an overpayment can start a clock, "
    "and open a round that counsel directs."
)
TARGETED = (
    "These charts were chosen because a problem was expected, so what was paid for them says nothing about other charts: "
    "there is no estimate for a targeted round."
)
NOT_DRAWN = "The sample is not drawn yet, so there is nothing to estimate from."
STRATA_NOT_KEPT = "This round was drawn by strata before the kit kept which chart is of which stratum, so it cannot be estimated; draw a new round."


class NoEstimate(Exception):
    """There is no estimate; the message is a sentence that says why."""


def why_no_estimate(round_: Round) -> str:
    """A sentence where a round can have no estimate of money, whatever its charts say; "" where it may have one."""
    if not round_.is_counsel_directed:
        return ROUTINE
    if round_.is_targeted or round_.question == PROBLEMS:
        return TARGETED
    if not round_.chosen:
        return NOT_DRAWN
    if round_.strata and not all(chart in round_.stratum_of for chart in round_.charts):
        return STRATA_NOT_KEPT
    return ""


@dataclass(frozen=True, slots=True)
class Overpayment:
    """Both appraisals of a round. Amounts are cents; a difference is what was paid less what should have been paid, so underpayments count against it."""

    amount: Appraisal
    overpaid: Count  # charts paid too much
    found: int  # the sum of the differences in the sample
    underpaid: int  # charts of the sample paid too little
    stood_in: int  # charts that were replaced or taken out because they could not be read

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be known beside the figures, a sentence each."""
        amount, said = self.amount, []
        if amount.freedom is None:
            said.append(
                "Every chart of the frame was read: this is a count, nothing is estimated and there is no interval."
            )
        elif not self.overpaid.seen and not self.underpaid:
            most = self.overpaid.at(0.95).high
            said.append(
                f"No chart of the sample shows a difference, so the arithmetic gives nothing and no interval; with 95% confidence up to {most:,} "
                f"of the {amount.size:,} charts may still have been paid too much."
            )
        elif not amount.error:
            said.append(
                "Every chart of the sample shows the same difference, so the arithmetic gives no interval; that is no certainty."
            )
        elif amount.demanded < self.found and amount.demanded < amount.point:
            said.append(
                "The lower limit lies under what the sample itself already shows: the sample is too small or too uneven to say more."
            )
        if amount.freedom is not None and amount.n < 30:
            said.append(
                f"With {amount.n} charts the interval rests on an assumption that few charts cannot show (sums that are about normal); have a statistician look at it."
            )
        if amount.normal_low is not None and amount.error:
            said.append(
                "The frame has strata: the t values here take Satterthwaite's degrees of freedom; a program that takes the normal value there comes to "
                "another lower limit, which stands beside it."
            )
        if self.stood_in:
            said.append(
                f"{self.stood_in} {'chart' if self.stood_in == 1 else 'charts'} could not be read and {'was' if self.stood_in == 1 else 'were'} replaced or taken out; "
                "a payer may count a service without its record as not supported, so tell counsel."
            )
        return tuple(said)


def overpayment(round_: Round, amounts: Mapping[str, tuple[int, int]]) -> Overpayment:
    """Both appraisals from (paid, should have been paid) of each chart, in cents.

    Raises NoEstimate with a sentence: for a round that is routine or targeted, where amounts are missing, and where the sample allows none.
    """
    if why := why_no_estimate(round_):
        raise NoEstimate(why)
    if without := [number for number, chart in enumerate(round_.charts, 1) if chart not in amounts]:
        numbers = ", ".join(map(str, without[:12])) + (" and more" if len(without) > 12 else "")
        raise NoEstimate(f"{len(without)} of {len(round_.charts)} charts have no amounts yet: number {numbers}.")
    differences = {chart: amounts[chart][0] - amounts[chart][1] for chart in round_.charts}
    groups = [(name, size) for name, (_, size) in sorted(round_.strata.items())] or [("", round_.frame_size)]
    members = [[c for c in round_.charts if not round_.strata or round_.stratum_of[c] == name] for name, _ in groups]
    try:
        amount = appraise(
            [
                stratum(size, [differences[c] for c in own], name)
                for (name, size), own in zip(groups, members, strict=True)
            ]
        )
        overpaid = count(
            [
                (size, len(own), sum(differences[c] > 0 for c in own))
                for (_, size), own in zip(groups, members, strict=True)
            ]
        )
    except CannotAppraise as reason:
        raise NoEstimate(str(reason)) from None
    return Overpayment(
        amount=amount,
        overpaid=overpaid,
        found=sum(differences.values()),
        underpaid=sum(d < 0 for d in differences.values()),
        stood_in=len(round_.replaced),
    )
