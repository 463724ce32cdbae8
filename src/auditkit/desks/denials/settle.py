"""A look through remittances: every settled line judged, matched to its claim, and followed into later payments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

from auditkit.desks.denials.deadlines import Deadline, deadline, no_appeal
from auditkit.desks.denials.definition import NOT_DECIDED, Judgement, Outcome, Reason, judge
from auditkit.desks.denials.denied import DeniedLine, cents, denial_key
from auditkit.desks.denials.history import Settlement, what_came_later
from auditkit.desks.denials.matching import ClaimLines, Match, match_claims, parts_of
from auditkit.desks.denials.payers import Payer, Payers, plain
from auditkit.desks.denials.routes import Proposal, propose
from auditkit.reference import Reference
from auditkit.reference.denial_codes import DenialCodes
from auditkit.tables import Columns

_BUNDLED_STATUS = "B"
_NOTHING = Proposal(None, "", "", "", True, True, "")
_NO_STEP = Deadline(None, "none", "")


class Remittances(Protocol):
    """Anything that holds the tables of remittances by name."""

    tables: Mapping[str, Columns]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a look through remittances gives: denied lines, and settled lines that may be denials but where the payer does not say enough.

    `settled` counts the lines (claims without lines: once) that a payer decided, the denominator of a denial rate; `unmatched` are
    (claim id, line number, reason) of settled lines without a claim line, where claims were given.
    """

    denied: list[DeniedLine]
    unclear: list[DeniedLine]
    unclear_why: list[str]
    settled: int
    unmatched: list[tuple[str, str, str]]
    settlements: list[Settlement]  # every line as it was judged, for denominators: also reversals and what is pending


def denied_lines(
    reading: Remittances | Mapping[str, Columns],
    claims: Columns | None = None,
    *,
    payers: Columns | None = None,
    reference: Reference | None = None,
) -> list[DeniedLine]:
    """The denied lines, in the order of the files. See `settle` for all that it finds."""
    return settle(reading, claims, payers=payers, reference=reference).denied


def settle(
    reading: Remittances | Mapping[str, Columns],
    claims: Columns | None = None,
    *,
    payers: Columns | None = None,
    reference: Reference | None = None,
) -> Settled:
    """Judge every settled line. `claims` and `payers` are tables as `auditkit.tables` describes them."""
    tables = getattr(reading, "tables", reading)
    look = _Look(tables, claims, Payers(payers), reference or Reference())
    return look.all()


class _Payment(NamedTuple):
    """A row of `claim_payments`, as far as it is read here."""

    remittance_id: str
    payment_number: str
    claim_id: str
    payer_order: str
    payer_id: str
    payer_name: str
    filing_code: str
    payer_claim_control_number: str
    claim_status_code: str
    is_reversal: str
    charge_amount: str
    paid_amount: str
    payment_date: str
    date_of_service: str
    rarcs: str
    rendering_provider_npi: str


class _Service(NamedTuple):
    """A row of `service_payments`, as far as it is read here; without cells, what stands for the services of a claim that names none."""

    service_number: str = ""
    line_number: str = ""
    date_of_service: str = ""
    hcpcs_code: str = ""
    modifiers: str = ""
    billed_hcpcs_code: str = ""
    billed_modifiers: str = ""
    charge_amount: str = ""
    paid_amount: str = ""
    rendering_provider_npi: str = ""
    rarcs: str = ""
    is_paid_unknown: str = ""


class _ClaimCells(NamedTuple):
    """What is read here of the claim line that was matched; without cells, of none."""

    line_number: str = ""
    patient_id: str = ""
    rendering_provider_npi: str = ""
    payer_id: str = ""
    payer_name: str = ""
    payer_type: str = ""


_NO_SERVICE, _NO_CLAIM = _Service(), _ClaimCells()


@lru_cache(maxsize=10_000)
def _day_of(written: str) -> date | None:
    """A day in canonical text."""
    return date.fromisoformat(written) if written else None


def _rows(kind: type, table: Columns) -> list:
    """The rows of a table as tuples of a kind that names its columns."""
    return list(map(kind._make, zip(*(table[name] for name in kind._fields), strict=True)))


def _one_spelling(payments: list[_Payment]) -> dict[str, str]:
    """Each payer as most payments write it: AETNA, Aetna and aetna are one payer, whose lines are counted together."""
    written = Counter(name for one in payments for name in (one.payer_name, one.payer_id))
    best: dict[str, str] = {}
    for name, _ in written.most_common():
        best.setdefault(plain(name), " ".join(name.split()))
    return {name: best[plain(name)] for name in written}


class _Look:
    """One call: the tables side by side."""

    def __init__(
        self, tables: Mapping[str, Columns], claims: Columns | None, payers: Payers, reference: Reference
    ) -> None:
        self.payments, self.services = (
            _rows(kind, tables[name]) for kind, name in ((_Payment, "claim_payments"), (_Service, "service_payments"))
        )
        self.service_payments = tables["service_payments"]
        self.payers, self.codes = payers, DenialCodes(reference)
        self.claims = ClaimLines(claims) if claims else None
        self._claim_cells = _rows(_ClaimCells, claims) if claims else []
        self._bundled = {
            row["code"] for row in reference.rows("code_status") if row["medicare_status"] == _BUNDLED_STATUS
        }
        self.spelled = _one_spelling(self.payments)
        self.payment_rows = {(one.remittance_id, one.payment_number): row for row, one in enumerate(self.payments)}
        self.reasons = self._adjustments(tables["adjustments"])

    def _adjustments(self, table: Columns) -> dict[tuple[str, str, str], list[Reason]]:
        found: dict[tuple[str, str, str], list[Reason]] = defaultdict(list)
        paid_on = {(one.remittance_id, one.payment_number): one.payment_date for one in self.payments}
        met: dict[tuple[str, str, str, str], Reason] = {}  # the same few reasons stand on thousands of lines
        lines = zip(table["remittance_id"], table["payment_number"], table["service_number"], strict=True)
        days = [
            paid_on.get(payment, "") for payment in zip(table["remittance_id"], table["payment_number"], strict=True)
        ]
        said = zip(table["group_code"], table["carc"], table["amount"], days, strict=True)
        for line, words in zip(lines, said, strict=True):
            if (reason := met.get(words)) is None:
                group, code, amount, day = words
                carc = code.lstrip("0").upper()
                reason = met[words] = Reason(group, carc, cents(amount), self.codes.reason(group, carc, day))
            found[line].append(reason)
        return found

    def all(self) -> Settled:
        found = Settled([], [], [], 0, [], [])
        settlements: list[Settlement] = []
        counted = 0
        for payment, service, match in self._subjects():
            judgement, payer = self._judge(payment, service, match)
            line = self._line(payment, service, match, judgement, payer)
            is_reversal = payment.is_reversal == "1" or payment.claim_status_code == "22"
            paid = cents((service or payment).paid_amount) or 0
            settlements.append(Settlement(line, judgement, paid, is_reversal))
            counted += not is_reversal and judgement.why not in NOT_DECIDED
            if self.claims and match.row is None:
                found.unmatched.append((line.claim_id, line.line_number, match.how))
        for settlement, later in zip(settlements, what_came_later(settlements), strict=True):
            line = settlement.line
            if settlement.judgement.outcome is Outcome.NOT_DENIED:
                continue
            line = line._replace(later=later) if later else line
            if settlement.judgement.outcome is Outcome.DENIED:
                found.denied.append(line)
            else:
                found.unclear.append(line)
                found.unclear_why.append(settlement.judgement.why)
        return replace(found, settled=counted, settlements=settlements)

    def _subjects(self) -> Iterator[tuple[_Payment, _Service | None, Match]]:
        """Claim payment, service payment (None: the claim has none) and claim line, in the order of the files."""
        services: dict[int, list[int]] = defaultdict(list)
        dates = []
        keys = zip(self.service_payments["remittance_id"], self.service_payments["payment_number"], strict=True)
        for row, key in enumerate(keys):
            payment = self.payment_rows.get(key)
            dates.append(self.payments[payment].payment_date if payment is not None else "")
            if payment is not None:
                services[payment].append(row)
        matches = match_claims(self.service_payments, self.claims, dates) if self.claims else []
        for number, payment in enumerate(self.payments):
            for service in services.get(number, ()):
                match = matches[service] if matches else Match(None, "no claims were given")
                yield payment, self.services[service], match
            if number not in services:
                yield payment, None, self._claim_match(payment)

    def _claim_match(self, payment: _Payment) -> Match:
        rows = self.claims.of_claim(payment.claim_id) if self.claims else []
        if rows:
            return Match(rows[0], "control number")
        return Match(None, "no claim has this control number" if self.claims else "no claims were given")

    def _judge(self, payment: _Payment, service: _Service | None, match: Match) -> tuple[Judgement, Payer]:
        key = (payment.remittance_id, payment.payment_number)
        payer = self._payer(payment, match)
        of_claim = self.reasons.get((*key, ""), ())
        status, is_reversal = payment.claim_status_code, payment.is_reversal == "1"
        settled = service or payment
        amounts = (cents(settled.charge_amount), cents(settled.paid_amount))
        if service is None:
            return judge(*amounts, of_claim, status=status, is_reversal=is_reversal), payer
        own = self.reasons.get((*key, service.service_number), ())
        code = service.billed_hcpcs_code or service.hcpcs_code
        bundled = code in self._bundled and payer.payer_type in ("medicare_b", "medicare_advantage")
        judgement = judge(
            *amounts, own, of_claim, status=status, is_reversal=is_reversal, is_always_bundled=bundled,
            is_paid_unknown=service.is_paid_unknown == "1",
        )  # fmt: skip
        return judgement, payer

    def _payer(self, payment: _Payment, match: Match) -> Payer:
        # The remittance's own words first: a second payer settles a claim that names the first one.
        claim = self._claim(None if payment.payer_order in ("secondary", "tertiary") else match.row)
        return self.payers.find(
            ids=(payment.payer_id, claim.payer_id),
            names=(payment.payer_name, claim.payer_name),
            claim_type=claim.payer_type,
            filing_code=payment.filing_code,
        )

    def _claim(self, row: int | None) -> _ClaimCells:
        return _NO_CLAIM if row is None else self._claim_cells[row]

    def _line(
        self, payment: _Payment, service: _Service | None, match: Match, judgement: Judgement, payer: Payer
    ) -> DeniedLine:
        own, claim, day = service or _NO_SERVICE, self._claim(match.row), payment.payment_date
        paid_on = _day_of(day)
        rarcs = parts_of(own.rarcs) + parts_of(payment.rarcs) if own.rarcs or payment.rarcs else ()
        served = own.date_of_service or payment.date_of_service
        decided = judgement.outcome is Outcome.NOT_DENIED
        proposal = _NOTHING if decided else propose(judgement.refusals, rarcs, payer.payer_type, self.codes, day)
        return DeniedLine(
            "" if decided else denial_key(payment.remittance_id, payment.payment_number, own.service_number),
            remittance_id=payment.remittance_id,
            payment_number=payment.payment_number,
            service_number=own.service_number,
            claim_id=payment.claim_id,
            line_number="" if service is None else claim.line_number or own.line_number,
            payer=self.spelled[payment.payer_name or payment.payer_id],  # lists call either of them "Payer"
            payer_id=self.spelled[payment.payer_id],
            payer_type=payer.payer_type,
            payer_order=payment.payer_order,
            payer_claim_control_number=payment.payer_claim_control_number,
            date_of_service=served,
            hcpcs_code=own.billed_hcpcs_code or own.hcpcs_code,
            modifiers=parts_of(own.billed_modifiers if own.billed_hcpcs_code else own.modifiers),
            paid_on=paid_on,
            refusals=judgement.refusals,
            rarcs=tuple(dict.fromkeys(rarcs)) if len(rarcs) > 1 else rarcs,
            proposal=proposal,
            deadline=_NO_STEP if decided else self._deadline(proposal, payer, paid_on),
            route_deadline=None if decided else self._route_deadline(proposal, payer, paid_on, served),
            charge_cents=cents((service or payment).charge_amount),
            claim_row=match.row,
            match=match.how,
            patient_id=claim.patient_id,
            therapist_npi=claim.rendering_provider_npi or own.rendering_provider_npi or payment.rendering_provider_npi,
        )

    def _deadline(self, proposal: Proposal, payer: Payer, paid_on: date | None) -> Deadline:
        if not proposal.is_appealable:
            return no_appeal(proposal.why)
        return deadline("first_appeal", payer.payer_type, self.codes, notice=paid_on, own_days=payer.appeal_days)

    def _route_deadline(self, proposal: Proposal, payer: Payer, paid_on: date | None, served: str) -> Deadline | None:
        if proposal.route not in ("new_claim", "reopening"):
            return None
        service = _day_of(served)
        found = deadline(proposal.route, payer.payer_type, self.codes, notice=paid_on, date_of_service=service)
        return found if found.on else None
