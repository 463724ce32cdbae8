"""What happens to every claim after filing, day by day: answers, what the practice does about them, and later answers."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice
from auditkit.datasets.remittances.adjudicate import answer
from auditkit.datasets.remittances.calendar import LAST_PAYMENT, lag, run_day
from auditkit.datasets.remittances.decide import Decider
from auditkit.datasets.remittances.deductible import CostShare
from auditkit.datasets.remittances.filing import Filing
from auditkit.datasets.remittances.model import Cause, ClaimPayment, Denial, Filed, Payment
from auditkit.datasets.remittances.provider_level import Overpayment
from auditkit.datasets.remittances.responses import note, respond
from auditkit.datasets.remittances.secondary import crosses_over, second_answer

REVERSES = frozenset(("PY1", "PY2", "PY4", "PY5"))  # takes the first answer back before it pays


@dataclass(order=True, slots=True)
class _Event:
    paid_on: date
    claim_id: str
    number: int
    kind: str = field(compare=False)
    filed: Filed = field(compare=False)
    denied: dict[int, Cause] = field(compare=False, default_factory=dict)
    about: list[Denial] = field(compare=False, default_factory=list)
    first: ClaimPayment | None = field(compare=False, default=None)


@dataclass(slots=True)
class Course:
    """Runs all claims through. After `run` it holds the payments, the denials and the claims without an answer."""

    seed: int
    billing: Billing
    filing: Filing
    decider: Decider
    payments: dict[tuple[str, str, date], Payment] = field(default_factory=dict)
    denials: list[Denial] = field(default_factory=list)
    unanswered: list[Claim] = field(default_factory=list)
    overpayments: list[Overpayment] = field(default_factory=list)
    latest: dict[str, ClaimPayment] = field(default_factory=dict)
    _queue: list[_Event] = field(default_factory=list)
    _shares: dict[str, CostShare] = field(default_factory=dict)
    _icn: dict[str, str] = field(default_factory=dict)
    _replaced: set[str] = field(default_factory=set)
    _number: int = 0

    def run(self) -> None:
        claims = self.billing.claims
        self._icn = {c.claim_id.removesuffix("R"): c.control_number for c in claims if c.claim_id.endswith("R")}
        self._replaced = set(self._icn)
        for claim in claims:
            filed, repaired = self.filing.filed(claim)
            paid_on = filed and run_day(claim.payer.payer_id, filed.received_on + self._lag(claim, "first"))
            if not filed or not paid_on or paid_on > LAST_PAYMENT:
                self.unanswered.append(claim)
                continue
            denied = {} if claim.claim_id in self._replaced else self.decider.denied(claim, repaired)
            self._push(paid_on, "first", filed, denied)
        while self._queue:
            event = heapq.heappop(self._queue)
            getattr(self, f"_{event.kind}")(event)

    def _push(self, paid_on: date, kind: str, filed: Filed, denied: dict[int, Cause], **more: object) -> None:
        self._number += 1
        heapq.heappush(self._queue, _Event(paid_on, filed.claim.claim_id, self._number, kind, filed, denied, **more))

    def _lag(self, claim: Claim, what: str) -> timedelta:
        return timedelta(days=lag(Dice(f"{self.seed}/{claim.claim_id}/lag/{what}"), claim.payer.payer_id))

    def _share(self, claim: Claim) -> CostShare:
        if claim.patient_id not in self._shares:
            before: dict[int, int] = {}
            for line in self.billing.history:
                if line.patient_id == claim.patient_id:
                    year = line.date_of_service.year
                    before[year] = before.get(year, 0) + line.allowed
            self._shares[claim.patient_id] = CostShare(self.seed, claim.patient_id, claim.payer.payer_id, before)
        return self._shares[claim.patient_id]

    def control_number(self, claim: Claim) -> str:
        """The payer's number of the claim; the one that a replacement names, where there is a replacement."""
        return self._icn.get(claim.claim_id) or self._new_number(claim, claim.submitted_on)

    def _new_number(self, claim: Claim, day: date) -> str:
        """The number of a claim that the payer takes in as new on this day."""
        kind = {"R": "7", "D": "8"}.get(claim.claim_id[-1], "")
        return f"{claim.payer.payer_id}{day:%y%j}{claim.claim_id[1:4]}{claim.claim_id[6:9]}{kind}"

    def _payment(self, payer_id: str, clinic_id: str, paid_on: date) -> Payment:
        key = (payer_id, clinic_id, paid_on)
        if key not in self.payments:
            self.payments[key] = Payment(payer_id, clinic_id, paid_on, f"{payer_id}{paid_on:%Y%m%d}{clinic_id[1:]}")
        return self.payments[key]

    def _add(self, answered: ClaimPayment, paid_on: date, payer_id: str = "") -> list[Denial]:
        """Put an answer into the payment of its day; the denials in it."""
        claim = answered.claim
        payment = self._payment(payer_id or claim.payer.payer_id, claim.clinic_id, paid_on)
        payment.claims.append(answered)
        number = len(payment.claims)
        made = [
            Denial(answered, s, payment, number, at, s.cause) for at, s in enumerate(answered.services, 1) if s.cause
        ]
        if answered.cause:
            made.append(Denial(answered, None, payment, number, 0, answered.cause))
        self.denials += made
        return made

    def _take_back(self, first: ClaimPayment, paid_on: date) -> None:
        self._add(first.reversed(), paid_on)
        share = self._share(first.claim)
        for service in first.services:
            for each in service.adjustments:
                if (each.group_code, each.carc) == ("PR", "1"):
                    share.give_back(service.date_of_service, each.amount)
                if (each.group_code, each.carc) == ("PR", "3"):
                    share.days.discard(service.date_of_service)

    # kinds of events

    def _first(self, event: _Event) -> None:
        claim = event.filed.claim
        if claim.frequency == "7" and claim.claim_id.endswith("R"):
            original = self.latest.get(claim.claim_id[:-1])
            if original is None:  # not answered yet: the payer waits
                later = run_day(claim.payer.payer_id, event.paid_on + timedelta(days=7))
                if later <= LAST_PAYMENT:
                    self._push(later, "first", event.filed, event.denied)
                else:
                    self.unanswered.append(claim)
                return
            self._take_back(original, event.paid_on)
        dice = Dice(f"{self.seed}/{claim.claim_id}/answer")
        answered = answer(
            event.filed,
            self.control_number(claim),
            self._share(claim),
            event.denied,
            cut=self._cut(dice, claim, event.denied, self._share(claim)),
            coded_down=claim.payer.payer_id == "PY4" and dice.chance(0.05),
            copay_of_claim=claim.payer.payer_id == "PY4" and not event.denied and dice.chance(0.1),
        )
        days = (event.paid_on - event.filed.received_on).days
        if claim.payer.payer_id == "PY4" and days > 45 and answered.paid > 0:
            answered.interest = max(1, answered.paid * 12 * (days - 45) // 36_500)
        self.latest[claim.claim_id] = answered
        self._cross_over(answered, event.paid_on)
        made = self._add(answered, event.paid_on)
        if made:
            self._respond(event.filed, answered, made, event.paid_on)
        else:
            self._look_back(event.filed, answered, event.paid_on)

    @staticmethod
    def _cut(dice: Dice, claim: Claim, denied: dict[int, Cause], share: CostShare) -> dict[int, int]:
        """Now and then a payer pays fewer units than billed: less is paid, and it is no denial."""
        if share.copay or any(share.left.values()):
            return {}
        many = [n for n, line in enumerate(claim.lines, 1) if line.timed and (line.units or 0) > 2 and n not in denied]
        return {many[0]: (claim.lines[many[0] - 1].units or 0) - 1} if many and dice.chance(0.04) else {}

    def _respond(self, filed: Filed, answered: ClaimPayment, made: list[Denial], paid_on: date) -> None:
        """What the practice does about the denials of one claim, and the payment that answers it."""
        response = respond(self.seed, answered, made[0].cause, paid_on)
        note(made, response)
        if response.answered_on is None or response.acted_on is None:
            return
        is_corrected = response.is_won and response.route not in ("appeal", "patient")
        on = response.acted_on
        again = self.filing.corrected(filed, on) if is_corrected else replace(filed, received_on=on)
        kind = "overturned" if response.is_won else "upheld"
        self._push(response.answered_on, kind, again, {}, about=made, first=answered)

    def _overturned(self, event: _Event) -> None:
        """Paid after all: the first answer is taken back and given anew, or the denied lines are paid as a new claim."""
        first, claim = event.first, event.filed.claim
        if first is None:
            return
        renewed = claim.payer.payer_id in REVERSES and event.about[0].response != "new_claim"
        if renewed:
            self._take_back(first, event.paid_on)
        made = answer(event.filed, first.control_number, self._share(claim), {})
        if renewed:
            made.frequency = "7" if event.about[0].response == "corrected_claim" else "1"
        else:
            made.control_number = self._new_number(claim, event.filed.received_on)
            _only(made, {each.service.line_number for each in event.about if each.service})
        self._add(made, event.paid_on)
        self.latest[claim.claim_id] = made
        paid = {service.line_number: service.paid for service in made.services}
        for each in event.about:
            each.outcome, each.paid_on = "overturned", event.paid_on
            each.recovered = paid[each.service.line_number] if each.service else made.paid

    def _upheld(self, event: _Event) -> None:
        """The same answer again."""
        if event.first is None:
            return
        again = replace(event.first, received_on=event.filed.received_on, interest=0, crossover="")
        again.services = [replace(service) for service in again.services]
        _only(again, {each.service.line_number for each in event.about if each.service})
        again.control_number = self._new_number(event.filed.claim, event.filed.received_on)
        for each in self._add(again, event.paid_on):
            each.response, each.outcome = "none", "closed"
        for each in event.about:
            each.outcome = "upheld"

    def _cross_over(self, answered: ClaimPayment, paid_on: date) -> None:
        """Medicare sends some answers on to the patient's second insurance, which answers too."""
        if not crosses_over(self.seed, answered):
            return
        answered.status, answered.crossover = "19", "SUPPLEMENT"
        answered.remarks = (*answered.remarks, "MA18")
        later = run_day("PS1", paid_on + timedelta(days=14))
        if later <= LAST_PAYMENT:
            filed = Filed(answered.claim, [], paid_on, answered.member_id, answered.rendering_npi)
            self._push(later, "second", filed, {}, first=answered)

    def _second(self, event: _Event) -> None:
        if event.first is not None:
            self._add(second_answer(self.seed, event.first, event.paid_on), event.paid_on, "PS1")

    def _look_back(self, filed: Filed, answered: ClaimPayment, paid_on: date) -> None:
        """A payer that finds the assistant's modifier missing takes 15 percent back some months later."""
        claim = filed.claim
        missing = [x for x in claim.labels if x.rule == "assistant_modifier" and x.seeded.endswith("left out")]
        later = run_day(claim.payer.payer_id, paid_on + timedelta(days=112))
        if missing and claim.payer.payer_id in REVERSES and later <= LAST_PAYMENT and answered.paid > 0:
            self._push(later, "recouped", filed, {}, first=answered)

    def _recouped(self, event: _Event) -> None:
        first, claim = event.first, event.filed.claim
        if first is None or self.latest[claim.claim_id] is not first:
            return
        self._take_back(first, event.paid_on)
        less = [replace(line, allowed=line.allowed * 85 // 100) for line in event.filed.lines]
        made = answer(replace(event.filed, lines=less), first.control_number, self._share(claim), {})
        made.remarks = first.remarks
        self._add(made, event.paid_on)
        self.latest[claim.claim_id] = made
        payer_id, less_paid = claim.payer.payer_id, first.paid - made.paid
        if payer_id == "PY1" and less_paid > 0:  # set aside, to be collected after the time for a rebuttal
            due = event.paid_on + timedelta(days=41)
            self.overpayments.append(
                Overpayment(payer_id, claim.clinic_id, event.paid_on, due, first.control_number, less_paid)
            )


def _only(answered: ClaimPayment, numbers: set[int]) -> None:
    """Keep these lines, and the amounts of the claim in step."""
    if not numbers:
        return
    answered.services = [service for service in answered.services if service.line_number in numbers]
    answered.charge = sum(service.charge for service in answered.services)
    answered.paid = sum(service.paid for service in answered.services)
    answered.adjustments = ()


def in_order(payments: dict[tuple[str, str, date], Payment]) -> Iterator[Payment]:
    """Payments by payer, day and clinic."""
    for key in sorted(payments, key=lambda key: (key[0], key[2], key[1])):
        yield payments[key]
