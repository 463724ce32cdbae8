"""A look through remittances: every settled line judged, matched to its claim, and followed into later payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from auditkit.desks.denials.deadlines import Deadline, deadline, no_appeal
from auditkit.desks.denials.definition import Judgement, Outcome, Reason, judge
from auditkit.desks.denials.denied import DeniedLine, cents, denial_key
from auditkit.desks.denials.history import Settlement, what_came_later
from auditkit.desks.denials.matching import ClaimLines, Match, match_claims
from auditkit.desks.denials.payers import Payer, Payers
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


class _Look:
    """One call: the tables side by side."""

    def __init__(
        self, tables: Mapping[str, Columns], claims: Columns | None, payers: Payers, reference: Reference
    ) -> None:
        self.payments, self.services = tables["claim_payments"], tables["service_payments"]
        self.payers, self.codes = payers, DenialCodes(reference)
        self.claims = ClaimLines(claims) if claims else None
        self._bundled = {
            row["code"] for row in reference.rows("code_status") if row["medicare_status"] == _BUNDLED_STATUS
        }
        keys = zip(self.payments["remittance_id"], self.payments["payment_number"], strict=True)
        self.payment_rows = {key: row for row, key in enumerate(keys)}
        self.reasons = self._adjustments(tables["adjustments"])

    def _adjustments(self, table: Columns) -> dict[tuple[str, str, str], list[Reason]]:
        found: dict[tuple[str, str, str], list[Reason]] = defaultdict(list)
        names = ("remittance_id", "payment_number", "service_number", "group_code", "carc", "amount")
        for remittance, payment, service, group, carc, amount in zip(*(table[name] for name in names), strict=True):
            carc = carc.lstrip("0").upper()
            row = self.codes.reason(group, carc, self._day(remittance, payment))
            found[remittance, payment, service].append(Reason(group, carc, cents(amount), row))
        return found

    def _day(self, remittance: str, payment: str) -> str:
        row = self.payment_rows.get((remittance, payment))
        return self.payments["payment_date"][row] if row is not None else ""

    def all(self) -> Settled:
        found = Settled([], [], [], 0, [], [])
        settlements: list[Settlement] = []
        counted = 0
        for payment, service, match in self._subjects():
            judgement, payer = self._judge(payment, service, match)
            line = self._line(payment, service, match, judgement, payer)
            settlements.append(self._settlement(payment, service, line, judgement))
            counted += not settlements[-1].is_reversal and judgement.why not in _UNDECIDED
            if self.claims and match.row is None:
                found.unmatched.append((line.claim_id, line.line_number, match.how))
        for settlement, later in zip(settlements, what_came_later(settlements), strict=True):
            line = settlement.line
            if settlement.judgement.outcome is Outcome.NOT_DENIED:
                continue
            line = replace(line, later=later) if later else line
            if settlement.judgement.outcome is Outcome.DENIED:
                found.denied.append(line)
            else:
                found.unclear.append(line)
                found.unclear_why.append(settlement.judgement.why)
        return replace(found, settled=counted, settlements=settlements)

    def _subjects(self) -> Iterator[tuple[int, int | None, Match]]:
        """Claim payment, service payment (None: the claim has none) and claim line, in the order of the files."""
        services: dict[int, list[int]] = defaultdict(list)
        dates = []
        for row, key in enumerate(zip(self.services["remittance_id"], self.services["payment_number"], strict=True)):
            payment = self.payment_rows.get(key)
            dates.append(self.payments["payment_date"][payment] if payment is not None else "")
            if payment is not None:
                services[payment].append(row)
        matches = match_claims(self.services, self.claims, dates) if self.claims else []
        for payment in range(len(self.payments["claim_id"])):
            for service in services.get(payment, ()):
                yield payment, service, matches[service] if matches else Match(None, "no claims were given")
            if payment not in services:
                yield payment, None, self._claim_match(payment)

    def _claim_match(self, payment: int) -> Match:
        rows = self.claims.of_claim(self.payments["claim_id"][payment]) if self.claims else []
        if rows:
            return Match(rows[0], "control number")
        return Match(None, "no claim has this control number" if self.claims else "no claims were given")

    def _judge(self, payment: int, service: int | None, match: Match) -> tuple[Judgement, Payer]:
        payments, services = self.payments, self.services
        key = (payments["remittance_id"][payment], payments["payment_number"][payment])
        payer = self._payer(payment, match)
        of_claim = self.reasons.get((*key, ""), [])
        status = {
            "status": payments["claim_status_code"][payment],
            "is_reversal": payments["is_reversal"][payment] == "1",
        }
        if service is None:
            amounts = (cents(payments["charge_amount"][payment]), cents(payments["paid_amount"][payment]))
            return judge(*amounts, of_claim, **status), payer
        own = self.reasons.get((*key, services["service_number"][service]), [])
        code = services["billed_hcpcs_code"][service] or services["hcpcs_code"][service]
        bundled = code in self._bundled and payer.payer_type in ("medicare_b", "medicare_advantage")
        amounts = (cents(services["charge_amount"][service]), cents(services["paid_amount"][service]))
        return judge(*amounts, own, of_claim, **status, is_always_bundled=bundled), payer

    def _payer(self, payment: int, match: Match) -> Payer:
        # The remittance's own words first: a second payer settles a claim that names the first one.
        is_first = self.payments["payer_order"][payment] not in ("secondary", "tertiary")
        row = match.row if is_first else None
        payer_id, name, payer_type = self._claim_cells(row, "payer_id", "payer_name", "payer_type")
        return self.payers.find(
            ids=(self.payments["payer_id"][payment], payer_id),
            names=(self.payments["payer_name"][payment], name),
            claim_type=payer_type,
            filing_code=self.payments["filing_code"][payment],
        )

    def _claim_cells(self, row: int | None, *names: str) -> list[str]:
        return ["" if row is None or self.claims is None else self.claims.columns[name][row] for name in names]

    def _line(self, payment: int, service: int | None, match: Match, judgement: Judgement, payer: Payer) -> DeniedLine:
        payments = self.payments
        of_claim = {
            name: payments[name][payment] for name in ("remittance_id", "payment_number", "claim_id", "payer_order")
        }
        day = payments["payment_date"][payment]
        paid_on = date.fromisoformat(day) if day else None
        own = {name: "" if service is None else self.services[name][service] for name in _SERVICE_CELLS}
        rarcs = [one for text in (own["rarcs"], payments["rarcs"][payment]) for one in text.split("|") if one]
        served = own["date_of_service"] or payments["date_of_service"][payment]
        decided = judgement.outcome is Outcome.NOT_DENIED
        proposal = _NOTHING if decided else propose(judgement.refusals, rarcs, payer.payer_type, self.codes, day)
        number, patient, therapist = self._claim_cells(match.row, "line_number", "patient_id", "rendering_provider_npi")
        billed = bool(own["billed_hcpcs_code"])
        return DeniedLine(
            denial_key(of_claim["remittance_id"], of_claim["payment_number"], own["service_number"]),
            service_number=own["service_number"],
            line_number="" if service is None else number or own["line_number"],
            payer=payments["payer_name"][payment],
            payer_id=payments["payer_id"][payment],
            payer_type=payer.payer_type,
            payer_claim_control_number=payments["payer_claim_control_number"][payment],
            date_of_service=served,
            hcpcs_code=own["billed_hcpcs_code"] or own["hcpcs_code"],
            modifiers=tuple(m for m in own["billed_modifiers" if billed else "modifiers"].split("|") if m),
            paid_on=paid_on,
            refusals=judgement.refusals,
            rarcs=tuple(dict.fromkeys(rarcs)),
            proposal=proposal,
            deadline=_NO_STEP if decided else self._deadline(proposal, payer, paid_on),
            route_deadline=None if decided else self._route_deadline(proposal, payer, paid_on, served),
            charge_cents=cents(own["charge_amount"] if service is not None else payments["charge_amount"][payment]),
            claim_row=match.row,
            match=match.how,
            patient_id=patient,
            therapist_npi=therapist or own["rendering_provider_npi"] or payments["rendering_provider_npi"][payment],
            **of_claim,
        )

    def _deadline(self, proposal: Proposal, payer: Payer, paid_on: date | None) -> Deadline:
        if not proposal.is_appealable:
            return no_appeal(proposal.why)
        return deadline("first_appeal", payer.payer_type, self.codes, notice=paid_on, own_days=payer.appeal_days)

    def _route_deadline(self, proposal: Proposal, payer: Payer, paid_on: date | None, served: str) -> Deadline | None:
        if proposal.route not in ("new_claim", "reopening"):
            return None
        service = date.fromisoformat(served) if served else None
        found = deadline(proposal.route, payer.payer_type, self.codes, notice=paid_on, date_of_service=service)
        return found if found.on else None

    def _settlement(self, payment: int, service: int | None, line: DeniedLine, judgement: Judgement) -> Settlement:
        paid = self.payments["paid_amount"][payment] if service is None else self.services["paid_amount"][service]
        reversal = self.payments["is_reversal"][payment] == "1" or self.payments["claim_status_code"][payment] == "22"
        return Settlement(line, judgement, cents(paid) or 0, reversal)


_SERVICE_CELLS = (
    "service_number", "line_number", "date_of_service", "hcpcs_code", "modifiers", "billed_hcpcs_code", "billed_modifiers",
    "charge_amount", "rendering_provider_npi", "rarcs",
)  # fmt: skip
_UNDECIDED = ("has no charge", "is an estimate", "is pending", "is not decided yet", "was passed on to another payer")
