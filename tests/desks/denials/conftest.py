"""Small remittances as tables: what is not named is one line of one claim of Medicare Part B, billed at 100.00."""

from __future__ import annotations

import pytest

from auditkit.tables import CLAIM_LINES, PAYERS, empty_columns
from auditkit.tables.remittances import ADJUSTMENTS, CLAIM_PAYMENTS, SERVICE_PAYMENTS

_LINE = {
    "line_number": "1", "date_of_service": "2026-09-02", "hcpcs_code": "97110", "modifiers": "GP", "charge_amount": "100.00", "paid_amount": "0.00",
    "rarcs": "",
}  # fmt: skip


def _add(columns, **cells):
    unknown = set(cells) - set(columns)
    assert not unknown, unknown
    for name, column in columns.items():
        column.append(cells.get(name, ""))


class Remittance:
    """Tables that grow by `claim`. An adjustment is written `CO-50:100.00`; one without an amount `CO-50`."""

    def __init__(self):
        self.tables = {t.name: empty_columns(t) for t in (CLAIM_PAYMENTS, SERVICE_PAYMENTS, ADJUSTMENTS)}
        self.payments = 0

    def claim(self, claim_id="C1", *lines, status="1", of_claim=(), on="2026-09-20", remittance="R1", **more):
        self.payments += 1
        key = {"remittance_id": remittance, "payment_number": str(self.payments), "claim_id": claim_id}
        cells = {"filing_code": "MB", "payer_name": "Medicare", "payer_id": "MB01", "charge_amount": "100.00", "paid_amount": "0.00",
                 "payer_order": {"1": "primary", "2": "secondary"}.get(status, ""), "is_reversal": "1" if status == "22" else ""}  # fmt: skip
        _add(self.tables["claim_payments"], **key, claim_status_code=status, payment_date=on, **{**cells, **more})
        self._adjust(key, "", of_claim)
        for number, line in enumerate(lines, 1):
            cells = {**_LINE, **{k: v for k, v in line.items() if k != "cas"}}
            _add(self.tables["service_payments"], **key, service_number=str(number), **cells)
            self._adjust(key, str(number), line.get("cas", ()))
        return self

    def _adjust(self, key, service, given):
        for text in (given,) if isinstance(given, str) else given:
            code, _, amount = text.partition(":")
            group, carc = code.split("-", 1)
            _add(self.tables["adjustments"], **key, service_number=service, group_code=group, carc=carc, amount=amount)


@pytest.fixture
def remittance():
    return Remittance()


@pytest.fixture
def claim_lines():
    def build(*rows):
        columns = empty_columns(CLAIM_LINES)
        for row in rows:
            usual = {"claim_id": "C1", "patient_id": "P1", "line_number": "1", "date_of_service": "2026-09-02", "hcpcs_code": "97110",
                     "modifiers": "GP", "line_charge_amount": "100.00", "payer_id": "PY1", "payer_type": "medicare_b",
                     "rendering_provider_npi": "2999900113"}  # fmt: skip
            _add(columns, **{**usual, **row})
        return columns

    return build


@pytest.fixture
def payers():
    def build(*rows):
        columns = empty_columns(PAYERS)
        for row in rows:
            _add(columns, **row)
        return columns

    return build
