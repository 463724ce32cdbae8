"""Category, route, deadline: proposed from the codes, the practice's own row first, and never a guessed day."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.desks.denials import CATEGORIES, CSV_COLUMNS, ROUTES, denied_lines
from auditkit.desks.denials.deadlines import deadline
from auditkit.desks.denials.routes import main_reason
from auditkit.reference import Reference
from auditkit.reference.denial_codes import DenialCodes
from auditkit.reference.rows import builtin

CODES = DenialCodes()


def one(remittance, **more):
    (line,) = denied_lines(remittance, **more)
    return line


@pytest.mark.parametrize(
    ("cas", "rarcs", "category"),
    [
        ("CO-197:100.00", "", "authorization"),
        ("CO-198:100.00", "N115", "authorization"),
        ("CO-4:100.00", "", "coding"),
        ("CO-16:100.00", "", "coding"),
        ("CO-16:100.00", "M62", "authorization"),
        ("CO-16:100.00", "MA01|MA27", "eligibility"),
        ("CO-16:100.00", "N290|M62", "coding"),
        ("CO-96:100.00", "N115", "medical_necessity"),
        ("CO-96:100.00", "", "eligibility"),
        ("CO-A1:100.00", "N30", "eligibility"),
        ("CO-29:100.00", "", "timely_filing"),
        ("CO-50:100.00", "M62", "medical_necessity"),
        ("PR-27:100.00", "", "eligibility"),
        ("OA-18:100.00", "", "other"),
    ],
)
def test_a_category_comes_from_the_reason_and_from_the_remark_where_the_reason_leaves_it_to_that(
    remittance, cas, rarcs, category
):
    remittance.claim("C1", {"cas": cas, "rarcs": rarcs})
    assert one(remittance).category == category


def test_remarks_of_the_whole_claim_count_too(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00"}, rarcs="MA01|MA130")
    line = one(remittance)
    assert (line.rarcs, line.route) == (("MA01", "MA130"), "new_claim")


def test_of_several_reasons_the_largest_amount_is_filed_under_and_all_are_kept(remittance):
    remittance.claim("C1", {"cas": ("CO-16:40.00", "CO-197:60.00")})
    line = one(remittance)
    assert line.carc == "197" and len(line.refusals) == 2


def test_of_equal_amounts_the_one_that_says_something_comes_first(remittance):
    remittance.claim("C1", {"cas": ("CO-16:50.00", "CO-197:50.00")})
    assert one(remittance).carc == "197"


def test_no_reason_is_the_main_one_of_none():
    assert main_reason(()) is None


def test_an_unprocessable_claim_cannot_be_appealed_and_goes_out_as_a_new_claim(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00", "rarcs": "MA130"})
    line = one(remittance)
    assert (line.route, line.deadline.cell) == ("new_claim", "none: no right to appeal")


def test_where_a_remark_denies_the_appeal_nothing_proposes_one(remittance):
    for number, (carc, filing) in enumerate((("50", "CI"), ("197", "CI"), ("50", "MB"), ("45", "CI"))):
        remittance.claim(
            f"C{number}", {"cas": f"CO-{carc}:100.00", "rarcs": "N211"}, filing_code=filing, payer_id=filing
        )
    lines = denied_lines(remittance)
    assert [line.route for line in lines] == ["corrected_claim", "corrected_claim", "reopening"]
    assert all(line.deadline.state == "none" for line in lines)


def test_the_second_payers_own_row_holds_for_the_second_payer(remittance, claim_lines, payers):
    table = payers(
        {"payer_id": "PY1", "payer_type": "medicare_b", "appeal_days": "10"},
        {"payer_id": "S9", "payer_type": "commercial", "appeal_days": "60"},
    )
    remittance.claim(
        "C1", {"cas": "PR-96:20.00"}, status="2", payer_id="S9", payer_name="Second", filing_code="CI", on="2026-09-20"
    )
    remittance.claim("C1", {"cas": "PR-96:20.00"}, status="2", payer_id="S8", payer_name="Third", filing_code="CI")
    second, third = denied_lines(remittance, claim_lines({}), payers=table)
    assert second.deadline.on == date(2026, 11, 19)
    assert (third.payer_type, third.deadline.on) == ("commercial", None)


def test_medicare_reopens_a_slip_where_others_take_a_corrected_claim(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"}).claim("C2", {"cas": "CO-4:100.00"}, filing_code="CI", payer_id="X")
    assert [line.route for line in denied_lines(remittance)] == ["reopening", "corrected_claim"]


def test_medicare_takes_no_appeal_of_a_late_claim(remittance):
    remittance.claim("C1", {"cas": "CO-29:100.00"}).claim("C2", {"cas": "CO-29:100.00"}, filing_code="CI", payer_id="X")
    medicare, other = denied_lines(remittance)
    assert medicare.deadline.state == "none" and medicare.route == "none"
    assert other.deadline.state == "unknown" and other.route == "appeal"


def test_medicare_counts_120_days_from_receipt_that_is_presumed_5_days_after_the_notice(remittance):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, on="2026-09-20")
    known = one(remittance).deadline
    assert (known.on, known.aim_for) == (date(2027, 1, 23), date(2027, 1, 18))
    assert known.link.startswith("https://www.ecfr.gov/") and "405.942" in known.source


@pytest.mark.parametrize("filing", ["16", "MC", "CI", "12", "CH", "WC", "HM", "ZZ", ""])
def test_no_day_is_guessed_for_payers_whose_contract_rules(remittance, filing):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, filing_code=filing, payer_id="X")
    assert one(remittance).deadline.cell == "unknown: look in the contract"


def test_the_practices_own_days_stand_first(remittance, payers):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, filing_code="CI", payer_id="X1", payer_name="Plan", on="2026-09-20")
    table = payers({"payer_id": "PY9", "payer_name": "PLAN", "payer_type": "commercial", "appeal_days": "90"})
    assert one(remittance, payers=table).cells[10] == "2026-12-19"


def test_the_payers_table_says_what_kind_of_payer_it_is_before_the_file_does(remittance, payers):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, filing_code="MB", payer_id="X1")
    table = payers({"payer_id": "X1", "payer_type": "medicare_advantage"})
    line = one(remittance, payers=table)
    assert line.payer_type == "medicare_advantage" and line.deadline.on is None


def test_a_payment_without_a_date_has_no_deadline(remittance):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, on="")
    assert one(remittance).deadline.state == "unknown"


def test_a_reopening_and_a_new_claim_have_a_year():
    reopening = deadline("reopening", "medicare_b", CODES, notice=date(2026, 9, 20))
    anew = deadline("new_claim", "medicare_b", CODES, notice=date(2026, 9, 20), date_of_service=date(2024, 2, 29))
    assert (reopening.on, anew.on) == (date(2027, 9, 20), date(2025, 2, 28))


def test_the_last_day_of_the_route_is_told_where_it_is_known(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00", "rarcs": "MA130"}).claim("C2", {"cas": "CO-4:100.00"})
    remittance.claim("C3", {"cas": "CO-50:100.00"}).claim("C4", {"cas": "CO-16:100.00"}, filing_code="CI", payer_id="X")
    days = [line.route_deadline and line.route_deadline.on for line in denied_lines(remittance)]
    assert days == [date(2027, 9, 2), date(2027, 9, 20), None, None]


def test_records_are_due_on_the_45th_day_after_the_letter():
    assert deadline("records_request", "medicare_b", CODES, request=date(2026, 10, 1)).on == date(2026, 11, 15)


def test_a_practices_own_row_overrides_ours(remittance):
    own = [{**row, "category": "coding", "mapping_confidence": "page-confirmed"} for row in builtin("denial_codes") if row["carc"] == "197"]  # fmt: skip

    class Practice(Reference):
        def rows(self, table):
            return [*own, *super().rows(table)][:1] if table == "denial_codes" else super().rows(table)

    remittance.claim("C1", {"cas": "CO-197:100.00"})
    line = one(remittance, reference=Practice())
    assert line.category == "coding" and line.proposal.is_firm


def test_what_is_only_remembered_is_said_to_be_a_proposal(remittance):
    remittance.claim("C1", {"cas": "CO-197:100.00"})
    assert not one(remittance).proposal.is_firm


def test_the_rows_speak_our_categories_and_routes():
    kinds = {"denial", "contractual", "patient_share", "prior_payer", "bundled", "pending", "forwarded", "informational"}  # fmt: skip
    for row in builtin("denial_codes"):
        assert row["category"] in CATEGORIES and row["route"] in ROUTES and row["kind"] in kinds, row
        assert row["kind"] == "denial" or (row["category"], row["route"]) == ("other", "none"), row
        assert {row["is_bundling"], row["reads_remark"]} <= {"0", "1"}
    for row in builtin("remark_codes"):
        assert row["category"] in (*CATEGORIES, "") and row["route"] in (*ROUTES, ""), row


def test_no_remembered_deadline_can_become_a_day():
    for row in builtin("appeal_deadlines"):
        if row["confidence"] not in ("page-confirmed", "derived") or row["holds_when"]:
            start = {"notice": date(2026, 9, 1), "request": date(2026, 9, 1), "date_of_service": date(2026, 9, 1)}
            assert deadline(row["step"], row["payer_type"], CODES, **start).on is None, row


def test_only_a_step_of_which_a_source_says_so_is_moved_to_the_next_working_day():
    moved = deadline("first_appeal", "medicare_b", CODES, notice=date(2026, 8, 16))
    assert moved.on == date(2026, 12, 19) and moved.counts_until == date(2026, 12, 21)
    assert deadline("first_appeal", "medicare_b", CODES, notice=date(2026, 8, 15)).counts_until is None  # a Friday
    records = deadline("records_request", "medicare_b", CODES, request=date(2026, 11, 4))
    assert records.on == date(2026, 12, 19) and records.counts_until is None
    own = deadline("first_appeal", "medicare_b", CODES, notice=date(2026, 8, 16), own_days=125)
    assert own.on == date(2026, 12, 19) and own.counts_until is None


def test_a_line_is_printed_in_the_columns_of_the_command(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00", "rarcs": "MA130|N290"})
    assert dict(zip(CSV_COLUMNS, one(remittance).cells, strict=True)) == {
        "claim_id": "C1", "line_number": "1", "payer": "Medicare", "date_of_service": "2026-09-02", "hcpcs_code": "97110", "group_code": "CO",
        "carc": "16", "rarc": "MA130|N290", "category": "coding", "route": "new_claim", "appeal_deadline": "none: no right to appeal",
        "charge_amount": "100.00",
    }  # fmt: skip
