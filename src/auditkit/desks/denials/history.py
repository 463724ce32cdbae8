"""What became of a settled line in later payments: paid after all, denied again, taken back; and what it was before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from auditkit.desks.denials.definition import PAID_UNKNOWN, SETTLED_WITHOUT_PAYMENT, Judgement, Outcome

if TYPE_CHECKING:
    from auditkit.desks.denials.denied import DeniedLine


class Settlement(NamedTuple):
    """One settled line as it was judged, with what was paid (cents; negative: taken back)."""

    line: DeniedLine
    judgement: Judgement
    paid_cents: int
    is_reversal: bool


class Later(NamedTuple):
    """`outcome`: paid; allowed (settled anew without a refusal, but nothing paid: the patient's share, say); denied again; reversed (the
    payer withdrew its decision and has not decided anew); empty: still as it is.

    `before`: `taken back` where the payer had paid this line and took the payment back, `paid` where it had paid it and did not
    (a denial as duplicate, most often); empty: it was the first decision, or an earlier denial.
    """

    outcome: str = ""
    on: date | None = None
    paid_cents: int = 0
    by: str = ""  # the payer who paid; empty: the same
    denial_key: str = ""  # of the later denial
    before: str = ""

    def __bool__(self) -> bool:
        return bool(self.outcome or self.before)


def what_came_later(settlements: Sequence[Settlement]) -> list[Later]:
    """For each settled line what later payments say of the same line. Order is the day of payment, then that of the files."""
    asked = [one.line for one in settlements if one.judgement.outcome is not Outcome.NOT_DENIED]
    claims = {line.claim_id.strip().upper() for line in asked}
    visits = {(line.patient_id, line.date_of_service) for line in asked if line.patient_id}
    order = sorted(range(len(settlements)), key=lambda n: (settlements[n].line.paid_on or date.max, n))
    same: dict[tuple, list[int]] = defaultdict(list)
    for n in order:
        line = settlements[n].line
        # most lines were paid, and nobody asks what became of them or of another line of their claim or visit
        if line.claim_id.strip().upper() in claims or (line.patient_id, line.date_of_service) in visits:
            for key in _keys(line):
                same[key].append(n)
    place = {n: at for at, n in enumerate(order)}
    return [
        _later(n, _neighbours(n, same, settlements, place), settlements, place)
        if settlements[n].judgement.outcome is not Outcome.NOT_DENIED
        else Later()
        for n in range(len(settlements))
    ]


def _keys(line: DeniedLine) -> list[tuple]:
    """What is the same line: its number or its service within the claim; and, once claims are known, the same service of the same
    therapist to the same patient in another claim."""
    claim = line.claim_id.strip().upper()
    if not line.service_number:
        return [("claim", claim)]
    keys: list[tuple] = [("service", claim, line.hcpcs_code, tuple(sorted(line.modifiers)), line.date_of_service)]
    if line.line_number:
        keys.append(("line", claim, line.line_number, line.date_of_service))
    if line.patient_id and line.therapist_npi:
        keys.append(("patient", line.patient_id, line.therapist_npi, line.hcpcs_code, line.date_of_service))
    return keys


def _neighbours(
    n: int, same: dict[tuple, list[int]], settlements: Sequence[Settlement], place: dict[int, int]
) -> list[int]:
    """Other decisions on this line, in the order of time."""
    line = settlements[n].line
    found: set[int] = set()
    for key in _keys(line):
        for m in same[key]:
            other = settlements[m].line
            if m != n and (other.claim_id != line.claim_id if key[0] == "patient" else _may_be_one(line, other)):
                found.add(m)
    return sorted(found, key=place.__getitem__)


def _may_be_one(one: DeniedLine, other: DeniedLine) -> bool:
    if (one.remittance_id, one.payment_number) == (other.remittance_id, other.payment_number):
        return False  # two lines of one settlement are two lines
    return not (one.line_number and other.line_number) or one.line_number == other.line_number


def _later(n: int, others: list[int], settlements: Sequence[Settlement], place: dict[int, int]) -> Later:
    line = settlements[n].line
    before = ""
    for m in others:
        if place[m] >= place[n] or not _is_same_payer(line, settlements[m].line):
            continue
        if settlements[m].paid_cents > 0:
            before = "paid"
        elif settlements[m].is_reversal and settlements[m].paid_cents < 0 and before:
            before = "taken back"
    outcome = Later(before=before)
    for m in others:
        if place[m] <= place[n]:
            continue
        later = settlements[m]
        is_same = _is_same_payer(line, later.line)
        if later.is_reversal:
            takes_back = outcome.outcome == "paid" and later.paid_cents < 0
            withdraws = not outcome.outcome and later.paid_cents == 0
            if is_same and (takes_back or withdraws):
                outcome = Later("reversed", later.line.paid_on, before=before)
        elif later.paid_cents > 0:
            outcome = Later(
                "paid", later.line.paid_on, later.paid_cents, "" if is_same else later.line.payer, before=before
            )
        elif is_same and outcome.outcome != "paid" and later.judgement.why != PAID_UNKNOWN:
            denied = later.judgement.outcome is Outcome.DENIED
            if denied or (
                later.judgement.outcome is Outcome.NOT_DENIED and later.judgement.why in SETTLED_WITHOUT_PAYMENT
            ):
                what, key = ("denied again", later.line.denial_key) if denied else ("allowed", "")
                outcome = Later(what, later.line.paid_on, denial_key=key, before=before)
    return outcome


def _is_same_payer(one: DeniedLine, other: DeniedLine) -> bool:
    if one.payer_id and other.payer_id:
        return one.payer_id == other.payer_id
    return one.payer.casefold() == other.payer.casefold()
