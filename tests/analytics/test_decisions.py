"""From remittances as tables to decisions: who decided what about which line."""

from __future__ import annotations

import pytest

from auditkit.analytics.decisions import COLUMNS, decisions, first_decisions
from auditkit.analytics.sent import clean_claims, open_lines, replaced, sent_lines
from auditkit.desks.denials import settle
from auditkit.tables import CLAIM_LINES, empty_columns
from auditkit.tables.remittances import ADJUSTMENTS, CLAIM_PAYMENTS, REMITTANCES, SERVICE_PAYMENTS

REFUSED = "CO-197:100.00"


class Tables:
    """Remittances that grow by `paid`: one claim of one line each."""

    def __init__(self):
        self.tables = {t.name: empty_columns(t) for t in (REMITTANCES, CLAIM_PAYMENTS, SERVICE_PAYMENTS, ADJUSTMENTS)}
        self.claims = empty_columns(CLAIM_LINES)
        self.number = 0

    def _add(self, columns, **cells):
        for name, column in columns.items():
            column.append(cells.get(name, ""))

    def sent(self, claim="C1", **more):
        self._add(self.claims, **{
            "claim_id": claim, "line_number": "1", "patient_id": "P1", "payer_id": "PY1", "payer_name": "Lantern", "hcpcs_code": "97110", "modifiers": "GP",
            "date_of_service": "2026-09-02", "submitted_on": "2026-09-05", "line_charge_amount": "100.00", "rendering_provider_npi": "2999900113",
            "billing_provider_npi": "2999900014", "claim_frequency_code": "1", **more,
        })  # fmt: skip
        return self

    def paid(self, claim="C1", on="2026-09-20", paid="60.00", cas="CO-45:40.00", status="1", lines=True, **more):
        self.number += 1
        key = {"remittance_id": f"R{self.number}", "payment_number": "1", "claim_id": claim}
        self._add(
            self.tables["remittances"], remittance_id=key["remittance_id"], payee_npi="2999900014", payee_name="Clinic"
        )
        cells = {
            "payer_name": "LANTERN",
            "payer_id": "L1",
            "payer_order": {"1": "primary", "2": "secondary"}.get(status, ""),
            "filing_code": "12",
        }
        self._add(self.tables["claim_payments"], **key, claim_status_code=status, charge_amount="100.00", paid_amount=paid, payment_date=on,
                  is_reversal="1" if status == "22" else "", **{**cells, **more})  # fmt: skip
        if lines:
            self._add(self.tables["service_payments"], **key, service_number="1", line_number="1", hcpcs_code="97110", modifiers="GP",
                      date_of_service="2026-09-02", charge_amount="100.00", paid_amount=paid)  # fmt: skip
        code, _, amount = cas.partition(":")
        group, carc = code.split("-")
        self._add(
            self.tables["adjustments"],
            **key,
            service_number="1" if lines else "",
            group_code=group,
            carc=carc,
            amount=amount,
        )
        return self

    def denied(self, claim="C1", **more):
        return self.paid(claim, **{"paid": "0.00", "cas": REFUSED, **more})

    @property
    def found(self):
        claims = self.claims if self.claims["claim_id"] else None
        replaces = replaced(claims, self.tables["claim_payments"]) if claims else {}
        return decisions(settle(self.tables, claims), self.tables, claims, replaces)

    @property
    def first(self):
        return first_decisions(self.found)[0]


@pytest.fixture
def tables():
    return Tables()


def test_a_matched_line_takes_what_the_claim_knows(tables):
    row = tables.sent(modifiers="GO|CO").denied().found.iloc[0]
    assert row[["payer", "clinic", "therapist", "discipline", "category", "carc"]].tolist() == [
        "Lantern", "2999900014", "2999900113", "OT", "authorization", "197",
    ]  # fmt: skip
    assert row["is_matched"]
    assert (row["decided_on"] - row["sent_on"]).days == 15


def test_an_answer_without_its_claim_is_still_the_same_payer(tables):
    found = tables.sent().paid().denied("X9").found
    assert list(found["payer"]) == ["Lantern", "Lantern"]
    assert list(found["payer_id"]) == ["PY1", "PY1"]
    assert list(found["is_matched"]) == [True, False]


def test_without_claims_everything_comes_from_the_remittance(tables):
    row = tables.denied().found.iloc[0]
    assert row[["payer", "clinic", "therapist", "discipline"]].tolist() == ["LANTERN", "2999900014", "not known", "PT"]


def test_a_claim_denied_as_a_whole_is_one_line(tables):
    first = tables.sent().denied(status="4", lines=False).first
    assert list(first["is_denied"]) == [True]


def test_a_replacement_is_a_later_answer_found_by_the_payers_number(tables):
    tables.sent().sent(
        "C1R", claim_frequency_code="7", payer_claim_control_number="ICN1", submitted_on="2026-09-25", patient_id="P1"
    )
    first = tables.denied(payer_claim_control_number="ICN1").paid("C1R", on="2026-10-10").first
    assert list(first["claim_id"]) == ["C1"]
    assert list(first["outcome"]) == ["paid_later"]


def test_a_replacement_without_that_number_is_found_where_one_claim_fits(tables):
    tables.sent().sent("C1R", claim_frequency_code="7", submitted_on="2026-09-25")
    assert replaced(tables.claims, tables.tables["claim_payments"]) == {"C1R": "C1"}


def test_a_replacement_that_fits_two_claims_is_not_guessed(tables):
    tables.sent().sent("C2").sent("C1R", claim_frequency_code="7", submitted_on="2026-09-25")
    assert replaced(tables.claims, tables.tables["claim_payments"]) == {}


def test_a_denied_service_sent_anew_under_another_number_is_the_same_line(tables):
    tables.sent().sent("C2", submitted_on="2026-09-25")
    first = tables.denied().paid("C2", on="2026-10-10").first
    assert list(first["claim_id"]) == ["C1"]
    assert list(first["outcome"]) == ["paid_later"]


def test_a_paid_service_sent_anew_by_mistake_is_a_line_that_was_denied(tables):
    tables.sent().sent("C2", submitted_on="2026-09-25")
    first = tables.paid().denied("C2", on="2026-10-10", cas="CO-18:100.00").first
    assert list(first["claim_id"]) == ["C1", "C2"]
    assert list(first["is_denied"]) == [False, True]


def test_two_lines_of_one_claim_with_one_code_stay_two(tables):
    tables.sent().sent("C1", line_number="2")
    tables.denied()
    services = tables.tables["service_payments"]
    for name, column in services.items():
        column.append({"service_number": "2", "line_number": "2"}.get(name, column[-1]))
    for name, column in tables.tables["adjustments"].items():
        column.append("2" if name == "service_number" else column[-1])
    assert list(tables.first["line_number"]) == ["1", "2"]


def test_a_second_payer_that_denies_is_no_first_decision_although_the_claim_names_the_first(tables):
    tables.sent().sent("C2", patient_id="P2").paid().paid("C2")
    tables.paid("C2", on="2026-10-01", paid="10.00", status="2", payer_name="SECOND", payer_id="S1")
    tables.denied(status="4", on="2026-10-01", payer_name="SECOND", payer_id="S1")
    assert list(tables.found["payer"]) == ["Lantern", "Lantern", "SECOND", "SECOND"]
    assert list(tables.found["is_later_payer"]) == [False, False, True, True]
    assert not tables.first["is_denied"].any()


def test_no_remittance_gives_a_frame_with_its_columns(tables):
    assert list(tables.found.columns) == list(COLUMNS)
    assert len(tables.first) == 0


def test_what_was_sent_and_not_answered_is_open_until_it_is(tables):
    import pandas as pd

    tables.sent().sent("C2", patient_id="P2").paid()
    sent = sent_lines(tables.claims)
    assert list(open_lines(sent, tables.found, pd.Timestamp("2026-09-30"))["claim_id"]) == ["C2"]
    assert sorted(open_lines(sent, tables.found, pd.Timestamp("2026-09-10"))["claim_id"]) == ["C1", "C2"]
    assert list(open_lines(sent, tables.found, pd.Timestamp("2026-09-01"))["claim_id"]) == []


def test_a_void_claim_waits_for_nothing_and_a_replaced_one_is_counted_once(tables):
    import pandas as pd

    tables.sent().sent("C1V", claim_frequency_code="8").sent("C3", patient_id="P3").sent(
        "C3R", patient_id="P3", claim_frequency_code="7"
    )
    links = replaced(tables.claims, tables.tables["claim_payments"])
    assert links == {"C1V": "C1", "C3R": "C3"}
    waiting = open_lines(sent_lines(tables.claims, links), tables.found, pd.Timestamp("2026-09-30"))
    assert list(waiting["claim"]) == ["C3"]


def test_clean_claims_are_first_claims_that_nothing_mars(tables):
    import pandas as pd

    tables.sent().sent("C2", patient_id="P2").sent("C3", claim_frequency_code="7", patient_id="P3")
    share = clean_claims(sent_lines(tables.claims), pd.Timestamp("2026-09-01"), pd.Timestamp("2026-09-30"), {"C2"})
    assert (share.k, share.n) == (1, 2)
