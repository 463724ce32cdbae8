"""What is a denied line, and above all what is none."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.desks.denials import DEFINITION, settle
from auditkit.readers.remittances import read_remittance_uploads
from auditkit.reference import Reference
from auditkit.reference.importers import import_files


def denied(remittance, **more):
    return [(d.claim_id, d.service_number, f"{d.group_code}-{d.carc}") for d in settle(remittance, **more).denied]


@pytest.mark.parametrize(
    "cas",
    [
        "CO-50:100.00", "CO-16:100.00", "PR-27:100.00", "PR-96:100.00", "OA-18:100.00", "OA-109:100.00", "CO-197:100.00", "PI-197:100.00",
        "CO-29:100.00", "CO-97:100.00", "CO-236:100.00", "CO-119:100.00", "CO-B7:100.00", "CO-050:100.00",
    ],
)  # fmt: skip
def test_a_line_paid_with_zero_for_a_reason_that_refuses_is_denied(remittance, cas):
    remittance.claim("C1", {"cas": cas})
    assert len(denied(remittance)) == 1


@pytest.mark.parametrize(
    "cas",
    [
        "CO-45:100.00", "PR-1:100.00", "PR-2:100.00", "PR-3:100.00", ("CO-45:40.00", "PR-1:60.00"), ("CO-45:98.00", "CO-253:2.00"), "CO-253:100.00",
        "CO-59:100.00", "OA-23:100.00", ("OA-23:60.00", "CO-45:40.00"), "CO-234:100.00", "OA-133:100.00", "CO-246:100.00", "PR-142:100.00",
        "OA-209:100.00", "PR-45:100.00", "CO-104:100.00", "OA-B11:100.00", "CO-237:100.00", "CO-303:100.00",
    ],
)  # fmt: skip
def test_write_offs_shares_and_what_is_pending_are_no_denials(remittance, cas):
    remittance.claim("C1", {"cas": cas})
    found = settle(remittance)
    assert not found.denied and not found.unclear


@pytest.mark.parametrize("paid", ["0.01", "57.30", "-20.00"])
def test_a_line_that_was_paid_is_no_denial_whatever_was_taken_off(remittance, paid):
    remittance.claim("C1", {"paid_amount": paid, "cas": "CO-50:42.70"})
    assert not denied(remittance)


def test_a_denial_beside_a_write_off_is_one(remittance):
    remittance.claim("C1", {"cas": ("CO-45:35.00", "CO-50:65.00")})
    found = settle(remittance).denied
    assert [(d.carc, d.denied_cents, d.charge_cents) for d in found] == [("50", 6500, 10000)]


def test_a_negative_amount_refuses_nothing(remittance):
    remittance.claim("C1", {"cas": ("CO-50:-100.00", "CO-45:200.00")})
    assert not denied(remittance)


@pytest.mark.parametrize("status", ["22", "23", "25", "5", "13"])
def test_reversals_estimates_and_what_is_passed_on_are_no_denials(remittance, status):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, status=status)
    found = settle(remittance)
    assert not found.denied and not found.unclear and not found.settled


def test_a_reversal_is_told_by_its_mark_alone(remittance):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, is_reversal="1")
    assert not denied(remittance)


def test_a_line_without_a_charge_is_no_denial(remittance):
    remittance.claim("C1", {"charge_amount": "0.00", "cas": "CO-96:0.00"})
    assert not denied(remittance)


def test_the_second_payer_who_pays_nothing_because_the_first_did_denies_nothing(remittance):
    remittance.claim("C1", {"cas": ("OA-23:80.00", "CO-45:20.00")}, status="2")
    assert not denied(remittance)


def test_the_second_payer_who_refuses_denies(remittance):
    remittance.claim("C1", {"cas": ("OA-23:80.00", "PR-96:20.00")}, status="2")
    found = settle(remittance).denied
    assert [(d.carc, d.payer_order) for d in found] == [("96", "secondary")]


def test_what_medicare_always_bundles_is_no_denial_of_medicare(remittance):
    remittance.claim("C1", {"hcpcs_code": "97010", "cas": "CO-97:100.00"})
    assert not denied(remittance)


def test_bundling_by_another_payer_or_of_another_code_is_a_denial(remittance):
    remittance.claim("C1", {"hcpcs_code": "97010", "cas": "CO-97:100.00"}, filing_code="CI", payer_id="X")
    remittance.claim("C2", {"hcpcs_code": "97140", "cas": "CO-97:100.00"})
    assert len(denied(remittance)) == 2


def test_a_bundled_code_that_is_refused_for_another_reason_is_a_denial(remittance):
    remittance.claim("C1", {"hcpcs_code": "97010", "cas": "CO-29:100.00"})
    assert len(denied(remittance)) == 1


def test_a_claim_denied_as_a_whole_without_lines_is_one_denied_line(remittance):
    remittance.claim("C1", status="4", of_claim="CO-29:100.00")
    (line,) = settle(remittance).denied
    assert (line.service_number, line.line_number, line.hcpcs_code, line.charge_cents) == ("", "", "", 10000)


def test_a_reason_of_the_whole_claim_stands_for_the_lines_that_it_leaves_open(remittance):
    remittance.claim(
        "C1", {"cas": ()}, {"line_number": "2", "cas": "CO-45:100.00"}, status="4", of_claim="CO-29:100.00"
    )
    assert denied(remittance) == [("C1", "1", "CO-29")]


def test_a_reason_of_the_claim_does_not_deny_lines_that_explain_themselves(remittance):
    remittance.claim("C1", {"cas": "PR-1:100.00"}, of_claim="CO-50:10.00")
    assert not denied(remittance)


def test_a_claim_called_denied_without_a_refusing_reason_is_unclear(remittance):
    remittance.claim("C1", {"cas": "CO-45:100.00"}, status="4")
    found = settle(remittance)
    assert not found.denied and len(found.unclear) == 1


def test_a_code_that_is_not_in_the_table_is_unclear_and_not_dropped(remittance):
    remittance.claim("C1", {"cas": "CO-9999:100.00"})
    found = settle(remittance)
    assert not found.denied
    assert [(d.carc, d.category, d.route) for d in found.unclear] == [("9999", "other", "unknown")]


def test_a_claim_called_denied_for_a_code_that_no_table_knows_is_denied_and_why_stays_open(remittance):
    remittance.claim("C1", {"cas": "CO-9999:100.00"}, status="4")
    found = settle(remittance)
    assert not found.unclear
    assert [(d.carc, d.category, d.route) for d in found.denied] == [("9999", "other", "unknown")]


def test_an_unknown_code_of_nothing_beside_a_full_write_off_is_none_even_where_the_claim_is_called_denied(remittance):
    remittance.claim("C1", {"cas": ("CO-45:100.00", "OA-9999:0.01")}, status="4")
    assert not settle(remittance).denied


def test_an_unknown_code_of_nothing_beside_a_full_write_off_is_no_denial(remittance):
    remittance.claim("C1", {"cas": ("CO-45:100.00", "OA-9999:0.01")})
    assert not settle(remittance).unclear


def test_the_correction_group_of_old_files_refuses_nothing_by_itself(remittance):
    remittance.claim("C1", {"cas": "CR-50:100.00"})
    found = settle(remittance)
    assert not found.denied and len(found.unclear) == 1


def test_zero_without_any_reason_is_unclear(remittance):
    remittance.claim("C1", {"cas": ()})
    found = settle(remittance)
    assert not found.denied and found.unclear_why == ["was paid with zero, and no reason is given"]


def test_zero_with_a_write_off_of_only_a_part_is_unclear(remittance):
    remittance.claim("C1", {"cas": "CO-45:40.00"})
    found = settle(remittance)
    assert not found.denied and found.unclear_why == [
        "was paid with zero, and its reasons leave part of the charge open"
    ]


def test_a_list_of_denials_without_amounts_is_understood(remittance):
    remittance.claim("C1", {"charge_amount": "", "paid_amount": "", "cas": "CO-50"})
    (line,) = settle(remittance).denied
    assert line.cells[-1] == "" and line.carc == "50"


def test_the_settled_lines_are_the_denominator(remittance):
    remittance.claim("C1", {"paid_amount": "60.00", "cas": "CO-45:40.00"}, {"line_number": "2", "cas": "CO-50:100.00"})
    remittance.claim("C2", status="4", of_claim="CO-29:100.00")
    remittance.claim("C3", {"cas": "OA-133:100.00"})
    assert settle(remittance).settled == 3


def test_the_definition_says_what_is_counted_and_what_is_not():
    for word in ("CO-45", "CO-253", "PR-1", "reversals", "277CA", "taken back"):
        assert word in DEFINITION


def test_care_under_a_capitated_plan_is_counted_and_the_words_say_that_it_may_be_right(remittance):
    remittance.claim("C1", {"cas": "CO-24:100.00"})
    (line,) = settle(remittance).denied
    assert line.category == "eligibility"
    assert "CO-24" in DEFINITION
    assert "paid by the head" in line.proposal.first_action


def test_a_practice_that_is_paid_by_the_head_sets_its_own_row(remittance, tmp_path):
    remittance.claim("C1", {"cas": "CO-24:100.00"})
    own = tmp_path / "denial_codes.csv"
    own.write_text(
        "carc,group_code,kind,category,is_bundling,reads_remark,meaning,first_action,route,source,confidence,mapping_confidence\n"
        "24,CO,contractual,other,0,0,Paid by the head,Nothing to do.,none,our contract,page-confirmed,page-confirmed\n"
    )
    home = tmp_path / "home"
    import_files([own], home, date(2026, 11, 1))
    assert settle(remittance, reference=Reference(home)).denied == []


def test_a_payer_that_a_list_names_by_number_only_is_shown_by_it_and_found_by_name_too(payers):
    text = "Account #,Payer,From Date,Code,Charges,Adj Group,Adj Reason,Posted\nX-1,UHC,9/4/2026,97110,100,CO,16,9/20/2026\n"
    (line,) = settle(
        read_remittance_uploads([("list.csv", text.encode())]),
        payers=payers({"payer_id": "PY7", "payer_name": "Uhc", "payer_type": "commercial"}),
    ).denied
    assert (line.payer, line.payer_type) == ("UHC", "commercial")


def test_nothing_is_denied_in_nothing(remittance):
    found = settle(remittance)
    assert not found.denied and found.settled == 0
