"""Headers of many billing programs, each in an otherwise plain export; and headers that must stay unused because they say too little."""

import pytest

from auditkit.readers.claim_columns import propose_claim_columns
from auditkit.tables import CLAIM_LINES

PLAIN = {
    "claim_id": "Claim #", "patient_id": "MRN", "patient_birth_date": "DOB", "member_id": "Member ID", "payer_id": "Payer ID",
    "payer_name": "Payer Name", "payer_type": "Payer Type", "rendering_provider_npi": "Rendering NPI", "billing_provider_npi": "Group NPI",
    "referring_provider_npi": "Referring NPI", "submitted_on": "Date Billed", "claim_frequency_code": "Freq",
    "payer_claim_control_number": "ICN", "place_of_service": "POS", "diagnosis_codes": "Dx Codes", "authorization_number": "Auth #",
    "line_number": "Line", "date_of_service": "DOS", "hcpcs_code": "CPT", "modifiers": "Mods", "units": "Units", "minutes": "Minutes",
    "assistant_minutes": "PTA Min", "line_charge_amount": "Charge", "diagnosis_pointers": "Dx Ptr",
}  # fmt: skip
LINES = [
    {
        "claim_id": f"C{claim}", "patient_id": f"P{claim}", "patient_birth_date": "6/30/1950", "member_id": f"Z{claim}77",
        "payer_id": "04412" if claim % 2 else "84980", "payer_name": "Lantern of Texas" if claim % 2 else "Harbor Medicare Part B",
        "payer_type": "Commercial" if claim % 2 else "Medicare", "rendering_provider_npi": "2999900113", "billing_provider_npi": "2999900014",
        "referring_provider_npi": "2999900519", "submitted_on": "3/9/2026", "claim_frequency_code": "1", "payer_claim_control_number": "",
        "place_of_service": "11", "diagnosis_codes": "M25.561, R26.89", "authorization_number": "", "line_number": str(line),
        "date_of_service": "3/4/2026", "hcpcs_code": ("97110", "97140")[line - 1], "modifiers": "GP", "units": str(3 - line),
        "minutes": str(45 - 15 * line), "assistant_minutes": "0", "line_charge_amount": "65.00", "diagnosis_pointers": "AB",
    }
    for claim in range(1, 9)
    for line in (1, 2)
]  # fmt: skip


def proposed(headers, lines=LINES):
    names = list(headers)
    table = [[headers[name] for name in names], *([line[name] for name in names] for line in lines)]
    return dict(propose_claim_columns(CLAIM_LINES, table).fields)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        (name, header)
        for name, headers in {
            "claim_id": ("Control No", "Visit/Claim ID", "Claim/Encounter #", "CLM01", "Voucher #", "Tracking #", "Claim Identifier"),
            "patient_id": ("MRN/Account #", "Med Rec #", "Patient Identifier", "Person Number"),
            "patient_birth_date": ("D.O.B.", "Birth Dt"),
            "member_id": ("Subscriber/Member ID", "Policy/Member No", "Insured's I.D. Number", "Medicare ID", "Pri Policy #"),
            "payer_id": ("Payor Code", "EDI Payer ID", "Ins Co ID", "CPID"),
            "payer_name": ("Payer", "Payor", "Bill To", "Primary Payor", "Ins Co Name"),
            "payer_type": ("Line of Business", "Insurance Category"),
            "billing_provider_npi": ("Org NPI", "Type 2 NPI", "Location NPI"),
            "rendering_provider_npi": ("Tx Provider NPI", "Type 1 NPI", "Seen By NPI"),
            "referring_provider_npi": ("Physician NPI", "MD NPI", "Ref Phys NPI", "Ordering/Referring NPI"),
            "submitted_on": ("First Billed Date", "Original Bill Date", "Transmit Date"),
            "claim_frequency_code": ("Resub Code", "Claim Frequency Type"),
            "payer_claim_control_number": ("ICN/DCN", "Orig Claim #", "Prior ICN", "Ins Claim #"),
            "place_of_service": ("Svc Loc Code",),
            "authorization_number": ("Auth/Referral #", "Referral #"),
            "line_number": ("Line Nbr", "LX", "Item"),
            "units": ("UOS", "Days/Units"),
            "minutes": ("Total Minutes", "CPT Minutes", "1:1 Minutes"),
            "assistant_minutes": ("PTA/COTA Min", "Assistant Time"),
            "diagnosis_pointers": ("Linked Dx", "Dx Ref"),
        }.items()
        for header in headers
    ],
)  # fmt: skip
def test_a_header_of_a_billing_program_is_understood_and_moves_no_other_column(name, header):
    headers = PLAIN | {name: header}
    assert proposed(headers) == headers


def test_an_empty_column_gives_way_to_a_filled_one_of_the_same_words():
    headers = PLAIN | {"claim_id": "Visit/Claim ID", "payer_claim_control_number": "Claim Ref"}
    assert proposed(headers)["claim_id"] == "Visit/Claim ID"


def test_a_control_number_of_each_line_is_not_taken_for_the_claims():
    lines = [line | {"claim_id": f"K{n}"} for n, line in enumerate(LINES)]
    assert "claim_id" not in proposed(PLAIN | {"claim_id": "Control No"}, lines)


def test_a_control_number_of_the_batch_is_not_taken_for_the_claims():
    lines = [line | {"claim_id": f"B{n // 8}"} for n, line in enumerate(LINES)]
    assert "claim_id" not in proposed(PLAIN | {"claim_id": "Control No"}, lines)


def test_total_minutes_of_the_visit_are_not_taken_for_those_of_each_service():
    lines = [line | {"minutes": "45"} for line in LINES]
    assert "minutes" not in proposed(PLAIN | {"minutes": "Total Minutes"}, lines)


def test_minutes_of_each_service_go_before_the_total_beside_them():
    extended = PLAIN | {"claim_frequency_code": "Total Minutes"}
    assert proposed(extended)["minutes"] == "Minutes"


@pytest.mark.parametrize("header", ["Date/Time", "Charge/Payment", "Patient/Payer", "Units/Minutes", "N/A", "/"])
def test_a_header_of_two_things_is_none_of_them(header):
    found = proposed(PLAIN | {"authorization_number": header})
    assert found == {name: held for name, held in PLAIN.items() if name != "authorization_number"}


def test_a_payers_name_is_not_taken_for_its_number_where_the_number_has_a_column():
    found = proposed(PLAIN | {"payer_id": "Payor Code", "payer_name": "Payor"})
    assert (found["payer_id"], found["payer_name"]) == ("Payor Code", "Payor")


def test_an_insurance_id_of_the_patient_leaves_the_payers_number_to_its_own_column():
    found = proposed(PLAIN | {"payer_id": "EDI Payer ID", "member_id": "Ins ID #"})
    assert (found["payer_id"], found["member_id"]) == ("EDI Payer ID", "Ins ID #")
