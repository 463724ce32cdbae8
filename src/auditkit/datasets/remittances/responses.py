"""What the practice does about the denials of one claim: whether, when, how, and with what success."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.datasets.dice import Dice
from auditkit.datasets.remittances.calendar import LAST_PAYMENT, lag, run_day
from auditkit.datasets.remittances.model import Cause, ClaimPayment, Denial

GIVEN_UP_AFTER = timedelta(days=75)  # a denial that nobody worked for so long counts as closed
_ACTS = (((1, 7), 5.0), ((8, 20), 4.0), ((21, 60), 2.0), ((61, 120), 0.5))
_APPEALED = (25, 55)  # days that an appeal takes beyond the payer's usual wait
_BY_LETTER = 0.5  # of what is upheld; the rest stands in a payment again


@dataclass(frozen=True, slots=True)
class Response:
    """`route` empty: nobody has acted yet. `answered_on`: the payment that answers, None where none does (yet)."""

    route: str = ""
    acted_on: date | None = None
    outcome: str = "open"
    answered_on: date | None = None
    is_won: bool = False


def respond(seed: int, answered: ClaimPayment, cause: Cause, paid_on: date) -> Response:
    """The response to what one payment denied of a claim."""
    claim = answered.claim
    dice = Dice(f"{seed}/{claim.claim_id}/response")
    low, high = dice.weighted(_ACTS)
    acts, on = dice.chance(cause.acted_on), paid_on + timedelta(days=dice.whole(low, high))
    if not acts:
        return Response("none", outcome="closed") if paid_on + GIVEN_UP_AFTER < LAST_PAYMENT else Response()
    if on > LAST_PAYMENT:
        return Response()
    route = _route(cause, answered)
    is_won = dice.chance(cause.overturned)
    if route == "other_payer":
        return Response(route, on, "not_ours")
    wait = dice.whole(*_APPEALED) if route == "appeal" else 0
    wait += lag(Dice(f"{seed}/{claim.claim_id}/lag/again"), claim.payer.payer_id)
    answered_on = run_day(claim.payer.payer_id, on + timedelta(days=wait))
    if answered_on > LAST_PAYMENT:
        return Response(route, on)
    if not is_won and not dice.chance(_BY_LETTER):
        return Response(route, on, "upheld")
    return Response(route, on, "open", answered_on, is_won)


def note(denials: list[Denial], response: Response) -> None:
    """Write the response down at each of the denials."""
    for each in denials:
        each.response, each.responded_on, each.outcome = response.route, response.acted_on, response.outcome


def _route(cause: Cause, answered: ClaimPayment) -> str:
    """Medicare takes no replacement claims: a new claim after MA130, else a reopening."""
    if cause.route != "corrected_claim" or answered.claim.payer.payer_id != "PY1":
        return cause.route
    return "new_claim" if "MA130" in answered.remarks else "reopening"
