"""Settled lines find their claim lines, or are listed; and what was denied is followed into later payments."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.desks.denials import denial_key, denied_lines, match_claims, settle
from auditkit.desks.denials.matching import ClaimLines, SettledLine

LINE = SettledLine("C1", "", ("97110",), ("GP",), "2026-09-02", "100.00")


def test_a_line_number_finds_its_line_among_equals(claim_lines):
    lines = ClaimLines(claim_lines({}, {"line_number": "2"}))
    for given_number in ("2", "02", "C1-2", "C1*2", "000C1-002"):
        assert lines.find(LINE._replace(line_number=given_number))[:2] == (1, "line number")


def test_a_line_number_that_names_another_service_is_not_believed(claim_lines):
    lines = ClaimLines(claim_lines({"hcpcs_code": "97140"}, {"line_number": "2"}))
    assert lines.find(LINE._replace(line_number="1"))[:2] == (1, "code, modifiers, date")


def controlled(claim_lines, *rows):
    """Lines with control numbers."""
    return ClaimLines(claim_lines(*({"line_control_number": control, **row} for control, row in rows)))


def test_the_line_control_number_finds_its_line_among_equals(claim_lines):
    lines = controlled(claim_lines, ("AX9", {}), ("AX7", {"line_number": "2"}))
    assert lines.find(LINE._replace(line_number="AX7"))[:2] == (1, "line control number")


def test_the_control_number_goes_before_a_line_number_that_looks_like_it(claim_lines):
    lines = controlled(claim_lines, ("2", {}), ("1", {"line_number": "2"}))
    assert lines.find(LINE._replace(line_number="2")).row == 0


def test_a_number_that_one_line_alone_has_finds_it_where_the_payer_changed_the_claims_number(claim_lines):
    lines = controlled(claim_lines, ("AX9", {}), ("AX7", {"line_number": "2"}))
    settled = LINE._replace(claim_id="SHORT", line_number="AX7")
    assert lines.find(settled).row == 1
    assert lines.find(settled._replace(codes=("97140",))).row is None
    assert lines.find(settled._replace(date_of_service="2026-09-03")).row is None


def test_a_number_that_lines_of_many_claims_have_finds_none_of_another_claim(claim_lines):
    lines = controlled(claim_lines, ("1", {}), ("1", {"claim_id": "C2"}))
    assert lines.find(LINE._replace(claim_id="C3", line_number="1"))[:2] == (None, "no claim has this control number")
    assert lines.find(LINE._replace(claim_id="C2", line_number="1")).row == 1


def test_a_control_number_that_came_back_with_another_lines_service_is_not_believed(claim_lines):
    lines = controlled(claim_lines, ("AX9", {"hcpcs_code": "97140"}), ("AX7", {"line_number": "2"}))
    assert lines.find(LINE._replace(line_number="AX9"))[:2] == (1, "code, modifiers, date")


def test_a_control_number_finds_a_line_that_was_settled_under_another_code(claim_lines):
    lines = controlled(claim_lines, ("AX9", {"hcpcs_code": "97014"}), ("AX7", {"line_number": "2"}))
    settled = LINE._replace(codes=("G0283",), line_number="AX9")
    assert lines.find(settled).row == 0
    assert lines.find(settled._replace(date_of_service="2026-09-03")).row is None


def test_a_claim_that_was_sent_again_under_the_same_control_numbers_is_found_as_last_sent(claim_lines):
    sent = (
        {"submitted_on": "2026-09-03", "claim_frequency_code": "1"},
        {"submitted_on": "2026-10-03", "claim_frequency_code": "7"},
    )
    lines = controlled(claim_lines, *(("AX9", row) for row in sent))
    assert lines.find(LINE._replace(line_number="AX9", settled_on="2026-09-20")).row == 0
    assert lines.find(LINE._replace(line_number="AX9", settled_on="2026-10-20")).row == 1


def test_modifiers_tell_lines_apart_in_any_order(claim_lines):
    lines = ClaimLines(claim_lines({"modifiers": "GP"}, {"line_number": "2", "modifiers": "GP|KX"}))
    assert lines.find(LINE._replace(modifiers=("KX", "GP"))).row == 1


def test_a_modifier_that_the_payer_left_out_does_not_lose_the_line(claim_lines):
    lines = ClaimLines(claim_lines({"modifiers": "GP|59"}))
    assert lines.find(LINE)[:2] == (0, "code and date")


def test_the_charge_tells_equal_lines_apart(claim_lines):
    lines = ClaimLines(claim_lines({"line_charge_amount": "90.00"}, {"line_number": "2"}))
    assert lines.find(LINE).row == 1


def test_of_equal_lines_none_is_guessed(claim_lines):
    assert ClaimLines(claim_lines({}, {"line_number": "2"})).find(LINE).row is None


def test_equal_lines_that_are_settled_side_by_side_are_taken_in_order(remittance, claim_lines):
    equal = {"line_number": "", "cas": "CO-50:100.00"}
    remittance.claim("C1", equal, equal).claim("C1", equal, on="2026-10-20", remittance="R2")
    found = match_claims(remittance.tables["service_payments"], claim_lines({}, {"line_number": "2"}))
    assert [match.row for match in found] == [0, 1, None]


def test_a_line_that_comes_back_under_another_code_is_found_by_its_number_and_day(claim_lines):
    lines = ClaimLines(claim_lines({"hcpcs_code": "97014"}, {"line_number": "2"}))
    settled = LINE._replace(codes=("G0283",), line_number="C1-1")
    assert lines.find(settled).row == 0
    assert lines.find(settled._replace(date_of_service="2026-09-03")).row is None


def test_a_line_of_another_day_or_code_is_not_found(claim_lines):
    lines = ClaimLines(claim_lines({}))
    assert lines.find(LINE._replace(date_of_service="2026-09-03")).row is None
    assert lines.find(LINE._replace(codes=("97112",))).row is None
    assert lines.find(LINE._replace(claim_id="C2"))[:2] == (None, "no claim has this control number")


def test_leading_zeros_and_capitals_of_a_control_number_do_not_matter(claim_lines):
    assert ClaimLines(claim_lines({"claim_id": "00ab1"})).find(LINE._replace(claim_id="AB1")).row == 0


def test_a_claim_that_was_sent_twice_is_found_as_it_was_last_sent_before_the_payment(claim_lines):
    sent = [{"submitted_on": "2026-09-03", "claim_frequency_code": "1"}, {"submitted_on": "2026-10-03", "claim_frequency_code": "7"}]  # fmt: skip
    lines = ClaimLines(claim_lines(*sent))
    assert lines.find(LINE._replace(settled_on="2026-09-20")).row == 0
    assert lines.find(LINE._replace(settled_on="2026-10-20")).row == 1
    assert lines.find(LINE).row == 1


def test_the_billed_code_finds_a_line_that_the_payer_settled_as_another(remittance, claim_lines):
    remittance.claim("C1", {"line_number": "", "hcpcs_code": "G0283", "billed_hcpcs_code": "97110", "billed_modifiers": "GP"})  # fmt: skip
    assert match_claims(remittance.tables["service_payments"], claim_lines({}))[0].row == 0


def test_what_matches_nothing_is_listed_and_still_denied(remittance, claim_lines):
    remittance.claim("C7", {"cas": "CO-50:100.00"}).claim("C1", {"cas": "CO-50:100.00"})
    found = settle(remittance, claim_lines({}))
    assert found.unmatched == [("C7", "1", "no claim has this control number")]
    assert [(d.claim_id, d.patient_id) for d in found.denied] == [("C7", ""), ("C1", "P1")]


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["97110", "97140", "97530"]), st.sampled_from(["GP", "GP|KX", ""])),
        min_size=1,
        max_size=8,
    )
)
def test_every_line_of_a_claim_is_found_by_its_number_and_never_as_another(rows):
    from auditkit.tables import CLAIM_LINES, empty_columns

    columns = empty_columns(CLAIM_LINES)
    for number, (code, modifiers) in enumerate(rows, 1):
        for name, column in columns.items():
            cells = {"claim_id": "C1", "line_number": str(number), "hcpcs_code": code, "modifiers": modifiers, "date_of_service": "2026-09-02"}  # fmt: skip
            column.append(cells.get(name, ""))
    lines = ClaimLines(columns)
    for number, (code, modifiers) in enumerate(rows, 1):
        settled = SettledLine("C1", str(number), (code,), tuple(modifiers.split("|")), "2026-09-02", "")
        assert lines.find(settled).row == number - 1
        without = lines.find(settled._replace(line_number=""))
        assert without.row is None or rows[without.row][0] == code


def later(remittance, **more):
    return [(d.later.outcome, d.later.on, d.later.before) for d in denied_lines(remittance, **more)]


def test_a_line_that_was_denied_and_then_paid_is_one_denial_and_says_so(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("paid", date(2026, 10, 15), "")]


def test_the_order_of_files_does_not_matter(remittance):
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"}, on="2026-10-15", remittance="R2")
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    assert later(remittance) == [("paid", date(2026, 10, 15), "")]


def test_a_denial_that_is_reversed_and_settled_anew_in_one_file_is_paid(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    remittance.claim("C1", {"charge_amount": "-100.00", "cas": "CO-4:-100.00"}, status="22", on="2026-10-15", remittance="R2")  # fmt: skip
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("paid", date(2026, 10, 15), "")]


def test_a_denial_that_is_settled_anew_as_the_patients_share_is_allowed(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    remittance.claim("C1", {"cas": ("CO-45:40.00", "PR-1:60.00")}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("allowed", date(2026, 10, 15), "")]


def test_a_line_that_is_paid_under_another_code_after_a_correction_is_paid(remittance):
    remittance.claim("C1", {"hcpcs_code": "97014", "cas": "CO-16:100.00"})
    remittance.claim("C1", {"hcpcs_code": "G0283", "paid_amount": "9.88"}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("paid", date(2026, 10, 15), "")]


def test_a_denial_that_is_only_reversed_is_reversed(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    remittance.claim("C1", {"charge_amount": "-100.00", "cas": "CO-4:-100.00"}, status="22", on="2026-10-15", remittance="R2")  # fmt: skip
    assert later(remittance) == [("reversed", date(2026, 10, 15), "")]


def test_a_line_that_is_denied_again_has_two_denials_the_first_of_which_points_to_the_second(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"})
    remittance.claim("C1", {"cas": "OA-18:100.00"}, on="2026-10-15", remittance="R2")
    first, second = denied_lines(remittance)
    assert (first.later.outcome, first.later.denial_key) == ("denied again", second.denial_key)
    assert not second.later


def test_a_payment_that_was_taken_back_and_denied_is_a_denial_that_says_so(remittance):
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"})
    remittance.claim("C1", {"charge_amount": "-100.00", "paid_amount": "-60.00", "cas": "CO-45:-40.00"}, status="22", on="2026-10-15", remittance="R2")  # fmt: skip
    remittance.claim("C1", {"cas": "CO-50:100.00"}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("", None, "taken back")]


def test_a_duplicate_of_a_paid_line_says_that_it_was_paid(remittance):
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"})
    remittance.claim("C1", {"cas": "OA-18:100.00"}, on="2026-10-15", remittance="R2")
    assert later(remittance) == [("", None, "paid")]


def test_another_line_of_the_claim_that_is_paid_does_not_pay_this_one(remittance):
    remittance.claim("C1", {"cas": "CO-4:100.00"}, {"line_number": "2", "paid_amount": "60.00"})
    remittance.claim("C1", {"line_number": "2", "paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    remittance.claim("C1", {"line_number": "3", "hcpcs_code": "97140", "paid_amount": "30.00"}, on="2026-10-15", remittance="R2")  # fmt: skip
    assert later(remittance) == [("", None, "")]


def test_another_payer_who_pays_is_named(remittance):
    remittance.claim("C1", {"cas": "PR-27:100.00"})
    remittance.claim("C1", {"paid_amount": "60.00"}, on="2026-10-15", remittance="R2", payer_id="Z", payer_name="Other Plan")  # fmt: skip
    (line,) = denied_lines(remittance)
    assert (line.later.outcome, line.later.by) == ("paid", "Other Plan")


def test_a_new_claim_for_the_same_service_of_the_same_therapist_pays_it(remittance, claim_lines):
    remittance.claim("C1", {"cas": "CO-16:100.00"})
    remittance.claim("C2", {"modifiers": "GP|KX", "paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    lines = claim_lines({}, {"claim_id": "C2", "modifiers": "GP|KX"})
    assert later(remittance, claims=lines) == [("paid", date(2026, 10, 15), "")]
    assert later(remittance) == [("", None, "")]


def test_the_same_code_of_another_therapist_on_that_day_does_not_pay_it(remittance, claim_lines):
    remittance.claim("C1", {"cas": "CO-16:100.00"})
    remittance.claim("C2", {"modifiers": "GO", "paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    lines = claim_lines({}, {"claim_id": "C2", "modifiers": "GO", "rendering_provider_npi": "2999900212"})
    assert later(remittance, claims=lines) == [("", None, "")]


def test_the_key_of_a_denied_line_does_not_depend_on_what_else_is_known(remittance, claim_lines):
    remittance.claim("C1", {"cas": "CO-50:100.00"})
    (alone,), (with_claims,) = denied_lines(remittance), denied_lines(remittance, claim_lines({"line_number": "1"}))
    assert alone.denial_key == with_claims.denial_key == denial_key("R1", "1", "1")
    assert len(alone.denial_key) == 32
