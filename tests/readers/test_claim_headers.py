"""Headers of many billing programs, each in an otherwise plain export; and headers that must stay unused because they say too little."""

import re

import pytest

from auditkit.readers.claim_columns import propose_claim_columns
from auditkit.readers.claims import read_claim_uploads
from auditkit.readers.code_cells import plain_diagnoses
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


HEAD = "Claim,MRN,Member ID,Payer Name,Dx 1,Dx 2,Claim Total,DOS,CPT,Mod 1,Units,Charge\n"
FIRST = "C1,P1,Z1,Lantern,M25.561,R26.89,155.00,3/4/2026,97110,GP,2,90.00\n"


def read(text):
    """The rows, and the issues that name a row."""
    reading = read_claim_uploads([("report.csv", text.encode())])
    rows = [dict(zip(reading.columns, row, strict=True)) for row in zip(*reading.columns.values(), strict=True)]
    return rows, [issue for issue in reading.issues if issue.place]


def test_a_row_below_its_claim_is_a_further_line_of_it_and_that_is_said():
    rows, issues = read(
        HEAD
        + FIRST
        + ",,,,,,,3/4/2026,97140,GP,1,65.00\n"
        + ",,,,,,,,97112,GP,1,50.00\n"
        + FIRST.replace("1,", "2,", 3)
    )
    assert [
        (r["claim_id"], r["line_number"], r["patient_id"], r["diagnosis_codes"], r["date_of_service"]) for r in rows[:3]
    ] == [("C1", str(n), "P1", "M25.561|R26.89", "2026-03-04") for n in (1, 2, 3)]
    assert rows[3]["claim_id"] == "C2" and [issue.place for issue in issues] == ["rows 3-4"]
    assert all("further line of the claim above" in issue.problem and issue.is_warning for issue in issues)


@pytest.mark.parametrize(
    "row",
    [
        ",P1,Z1,Lantern,M25.561,,155.00,3/4/2026,97140,GP,1,65.00\n",  # no claim number only
        "C1,,,,M25.561,,155.00,3/4/2026,97140,GP,1,65.00\n",  # no patient and payer
        ",,Z1,,M25.561,,155.00,3/4/2026,97140,GP,1,65.00\n",  # the member is there
    ],
)
def test_a_row_that_lacks_some_of_who_and_whose_stays_as_it_is(row):
    rows, issues = read(HEAD + FIRST + row)
    assert issues == [] and "" in (rows[1]["claim_id"], rows[1]["patient_id"])


def test_nothing_is_taken_from_a_row_above_that_lacks_something_itself():
    rows, issues = read(HEAD + FIRST.replace("P1", "") + ",,,,,,,3/4/2026,97140,GP,1,65.00\n")
    assert rows[1]["claim_id"] == "" and issues == []


def test_the_first_row_has_nothing_above_it():
    rows, _ = read(HEAD + ",,,,,,,3/4/2026,97140,GP,1,65.00\n" + FIRST)
    assert rows[0]["claim_id"] == ""


def test_an_export_without_a_column_for_the_patient_is_completed_nowhere():
    rows, issues = read("Claim,Payer Name,DOS,CPT,Units\nC1,Lantern,3/4/2026,97110,2\n,,3/4/2026,97140,1\n")
    assert rows[1]["claim_id"] == "" and not any("further line" in issue.problem for issue in issues)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("M54.2 (Dx text, here); R26.89 (Gait)", "M54.2|R26.89"),
        ("Low back pain (M54.50)", "Low back pain (M54.50)"),  # the code itself in brackets: as before
        ("M54.2", "M54.2"),
    ],
)
def test_what_stands_in_brackets_behind_a_diagnosis_is_no_diagnosis(cell, codes):
    held = plain_diagnoses(cell)
    assert re.findall(r"[A-Z]\d\d\.\d+", held) == re.findall(r"[A-Z]\d\d\.\d+", codes) and ("Dx" in held) == (
        "Dx" in codes
    )
