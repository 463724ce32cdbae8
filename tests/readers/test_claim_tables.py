"""Claim exports under any headers: columns proposed, cells in one spelling, and a word for every row that is not read."""

import io

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers.claims import read_claim_uploads, read_claims, read_table_uploads
from auditkit.readers.columns import ColumnMap
from auditkit.readers.limits import Limits
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, template_csv

calm = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text, name="a.csv", **options):
    return read_claim_uploads([(name, text.encode() if isinstance(text, str) else text)], **options)


def rows(reading):
    return [dict(zip(reading.columns, row, strict=True)) for row in zip(*reading.columns.values(), strict=True)]


def problems(reading):
    return [issue.problem for issue in reading.issues]


def workbook(*sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "mm/dd/yyyy"}) as book:
        for name, table in sheets:
            sheet = book.add_worksheet(name)
            for n, row in enumerate(table):
                sheet.write_row(n, 0, row)
    return out.getvalue()


@pytest.mark.parametrize(
    ("table", "name"), [(CLAIM_LINES, "claims"), (HISTORY, "history"), (PAYERS, "payers"), (AUTHORIZATIONS, "auths")]
)
def test_the_template_of_each_table_is_read_without_a_word(table, name):
    upload = [(f"{name}.csv", template_csv(table).encode())]
    reading = read_claim_uploads(upload) if table is CLAIM_LINES else read_table_uploads(table, upload)
    assert reading.read == 1 and reading.issues == [] and reading.skipped == 0
    row = rows(reading)[0]
    assert all(row[c.name] == c.example for c in table.columns if c.name not in ("source_file", "source_place"))
    assert row["source_place"] == "row 2"


def test_headers_of_billing_programs_are_understood():
    reading = read(
        "Claim #,MRN,Pt Name,Pt DOB,Policy #,Payor,Fin Class,Rend Prov NPI,Group NPI,Svc Dt,Proc Code,Mod 1,Mod 2,Mod 3,Mod 4,Dx 1,Dx 2,Dx Ptr,Qty,Chg Amt,POS\n"
        'C1,77,"Mockberg, Abel",6/30/1950,Z1,Lantern,Medicare Part B,2999900113,2999900014,3/4/26,97110,GP,KX,,,M25.561,R26.89,AB,2.0,$65,11\n'
    )
    row = rows(reading)[0]
    expected = {
        "claim_id": "C1", "patient_id": "77", "patient_birth_date": "1950-06-30", "member_id": "Z1", "payer_name": "Lantern",
        "payer_type": "medicare_b", "rendering_provider_npi": "2999900113", "billing_provider_npi": "2999900014", "date_of_service": "2026-03-04",
        "hcpcs_code": "97110", "modifiers": "GP|KX", "diagnosis_codes": "M25.561|R26.89", "diagnosis_pointers": "1|2", "units": "2",
        "line_charge_amount": "65.00", "place_of_service": "11", "line_number": "1",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert reading.proposed[0].columns.unused == ("Pt Name",)


def test_a_name_is_not_taken_for_an_npi_nor_a_status_for_a_date():
    reading = read("DOS,CPT,Rendering Provider,Submitted,Patient\n3/4/2026,97110,Avery Placebrook,yes,P1\n")
    row = rows(reading)[0]
    assert (row["rendering_provider_npi"], row["submitted_on"], row["patient_id"]) == ("", "", "P1")


def test_columns_without_headers_are_found_by_their_cells_where_they_cannot_be_confused():
    lines = "".join(f"P{n},0{n % 9 + 1}/0{n % 7 + 1}/2026,9711{n % 3},GP,M25.56{n % 2 + 1},65.00\n" for n in range(20))
    columns = read(lines).proposed[0].columns
    assert columns.header_row == 0
    assert {name: columns.fields[name] for name in ("date_of_service", "hcpcs_code", "modifiers", "diagnosis_codes", "line_charge_amount")} == {
        "date_of_service": "column 2", "hcpcs_code": "column 3", "modifiers": "column 4", "diagnosis_codes": "column 5",
        "line_charge_amount": "column 6"}  # fmt: skip


PROGRAMS = {
    "names with underscores": (
        "claim_no,pat_id,birth_dt,svc_dt,proc_cd,mod_cd_1,mod_cd_2,dx_cd_1,dx_cd_2,unit_cnt,chrg_amt,rndrng_npi,billing_npi,pos_cd,payer_nm,mbr_id",
        "C1,77,6/30/1950,3/4/2026,97110,GP,KX,M25.561,R26.89,2,65.00,2999900113,2999900014,11,Lantern,Z1",
    ),
    "names written together": (
        "ClaimID,PatientID,PatientDOB,DateOfService,ProcedureCode,Modifier1,Modifier2,DiagnosisCode1,DiagnosisCode2,UnitsBilled,ChargeAmount,"
        "RenderingProviderNPI,BillingProviderNPI,PlaceOfService,PayerName,MemberID",
        "C1,77,6/30/1950,3/4/2026,97110,GP,KX,M25.561,R26.89,2,65.00,2999900113,2999900014,11,Lantern,Z1",
    ),
    "boxes of the paper claim": (
        "Box 26 Patient Account No,Chart,Box 3 DOB,24A From Date,24D CPT/HCPCS,24D Mod 1,24D Mod 2,21A,21B,24G Units,24F Charges,24J NPI,33a NPI,"
        "24B POS,Insurance,Box 1a Insured ID",
        "C1,77,6/30/1950,3/4/2026,97110,GP,KX,M25.561,R26.89,2,65.00,2999900113,2999900014,11,Lantern,Z1",
    ),
    "words of a billing program": (
        "Encounter ID,Patient ID,Date of Birth,Service Date,Procedure Code,Procedure Modifier 1,Procedure Modifier 2,Diagnosis 1,Diagnosis 2,Units,"
        "Total Charges,Rendering Provider NPI,Group NPI,Place of Service Code,Primary Insurance Plan Name,Primary Insurance Policy Number",
        "C1,77,6/30/1950,3/4/2026,97110,GP,KX,M25.561,R26.89,2,65.00,2999900113,2999900014,11,Lantern,Z1",
    ),
}


# More of a row: what it says of claim and day, under the headers of programs whose words differ more.
WIDER = {
    "therapists and clinics": (
        "Patient Acct #,Claim ID,DOS,CPT Code,Modifier 1,ICD-10 1,Billable Units,Billed Minutes,Charge per Line,Total Claim Amount,"
        "Rendering Therapist NPI,Clinic NPI,Referring Physician NPI,Pre-Cert #,Date Billed",
        "77,C1,Wed 3/4/2026,97110,GP,M25.561,2,30,$65.00,$260.00,2999900113,2999900014,2999900519,A1,03/06/2026",
    ),
    "letters of a data warehouse": (
        "CLM_NBR,PT_ACCT_NBR,SVC_FROM_DT,PROC_CD,PROC_MOD_1,ICD_DGNS_CD1,SVC_UNIT_QTY,SVC_MIN,LINE_CHRG_AMT,CLM_TOT_CHRG_AMT,RNDRG_PRVDR_NPI,"
        "BLG_PRVDR_NPI,RFRG_PRVDR_NPI,PRIOR_AUTH_NBR,CLM_SUBM_DT",
        "C1,77,4-Mar-26,97110,GP,M25.561,2,30,65.00,260.00,2999900113,2999900014,2999900519,A1,2026/03/06",
    ),
    "words of a clerk": (
        "Visit #,Chart Number,Treatment Date,Billing Code,Mods,Diagnosis,Total Units,Treatment Time (min),Charges,Claim Charges,Therapist NPI,"
        "Organization NPI,Ordering Provider NPI,Pre Auth,Filed On",
        "C1,77,3/4/2026 - 3/4/2026,97110,['GP'],M25.561 - Pain in right knee,2 UN,30,65.00,260.00,2999900113,2999900014,2999900519,A1,04MAR2026",
    ),
    "tickets": (
        "Ticket Number,Patient Chart #,Date of Svc,CPT Cd,CPT Mod 1,Dx Code 1,Qty Billed,Service Time,Amount Charged,Total Billed Amount,"
        "Treating Provider NPI,Billing Group NPI,Ref. Provider NPI,Authorization #,Date of Submission",
        "C1,77,03/04/2026,97110,GP,M25.561,2,30,65,260,2999900113,2999900014,2999900519,A1,03/06/2026",
    ),
    "invoices": (
        "Inv No,Patient No.,Svc Date,CPT/HCPCS,Mod A,ICD10-1,Units of Service,Time (minutes),Fee Amount,Invoice Total,Performing Provider NPI,"
        "Billing Entity NPI,Referring Dr NPI,PA #,Submission Dt",
        "C1,77,03/04/2026,97110,GP,M25.561,2,30,65,260,2999900113,2999900014,2999900519,A1,03/06/2026",
    ),
    "encounters": (
        "EncounterNumber,PatientMRN,VisitDate,ChargeCode,ModifierList,DiagnosisList,UnitsCharged,MinutesCharged,ChargeTotal,EncounterTotal,"
        "RenderingNPI,GroupNPI,ReferringNPI,AuthNumber,ClaimSubmittedDate",
        "C1,77,3/4/2026,97110,GP,M25.561,2,30,65,260,2999900113,2999900014,2999900519,A1,3/6/2026",
    ),
    "the paper claim with its points": (
        "26. Patient's Account No.,Patient ID,24A. Date(s) of Service From,24D. Procedures CPT/HCPCS,24D. Modifier,21. Diagnosis,24G. Days or Units,"
        "Minutes,24F. $ Charges,28. Total Charge,24J. Rendering Provider ID #,33a. NPI,17b. NPI,23. Prior Authorization Number,Sent,31. Date",
        "C1,77,03 04 26,97110,GP,A. M25.561,2,30,65.00,260.00,2999900113,2999900014,2999900519,A1,03062026,03 09 26",
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", WIDER)
def test_money_minutes_and_people_are_found_under_the_words_of_each_program(program):
    header, cells = WIDER[program]
    reading = read(f"{header}\n{cells}\n")
    row = rows(reading)[0]
    expected = {
        "claim_id": "C1", "patient_id": "77", "date_of_service": "2026-03-04", "hcpcs_code": "97110", "modifiers": "GP", "diagnosis_codes": "M25.561",
        "units": "2", "minutes": "30", "line_charge_amount": "65.00", "claim_charge_amount": "260.00", "rendering_provider_npi": "2999900113",
        "billing_provider_npi": "2999900014", "referring_provider_npi": "2999900519", "authorization_number": "A1",
        "submitted_on": "2026-03-04" if program == "words of a clerk" else "2026-03-06",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_a_claims_total_is_never_taken_for_the_charge_of_a_line():
    row = rows(read("Claim,MRN,DOS,CPT,Claim Total\nC1,7,3/4/2026,97110,$65.00\n"))[0]
    assert (row["claim_charge_amount"], row["line_charge_amount"]) == ("65.00", "")
    row = rows(read("Claim,MRN,DOS,CPT,Total Charges\nC1,7,3/4/2026,97110,$65.00\n"))[0]
    assert (row["claim_charge_amount"], row["line_charge_amount"]) == ("", "65.00")


@pytest.mark.parametrize(("cell", "name"), [("$65.00", "line_charge_amount"), ("3/5/2026", "submitted_on")])
def test_a_header_that_may_be_money_or_a_day_is_what_its_cells_are(cell, name):
    row = rows(read(f"Claim,MRN,DOS,CPT,Billed\nC1,7,3/4/2026,97110,{cell}\n"))[0]
    assert [key for key in ("line_charge_amount", "submitted_on") if row[key]] == [name]


@pytest.mark.parametrize(("number", "member"), [("W{n}9", "W19"), ("PY{odd}", "")])
def test_an_insurance_id_is_the_patients_where_it_changes_with_the_patient(number, member):
    body = "".join(
        f"C{n},P{n},3/4/2026,97110,{'AB'[n % 2]} Health,{number.format(n=n, odd=n % 2)}\n" for n in range(1, 12)
    )
    row = rows(read("Claim,MRN,DOS,CPT,Insurance,Insurance ID\n" + body))[0]
    assert row["member_id"] == member and row["payer_name"] == "B Health"


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("A: M25.561 B: R26.89", "M25.561|R26.89"),
        ("1) M25.561; 2) R26.89", "M25.561|R26.89"),
        ("M25.561 - Pain in right knee; R26.89 - Other, of gait", "M25.561|R26.89"),
        ("S72.001D Fracture at T12, M54.50 - Low back pain", "S72.001D|M54.50"),
        ("W19.XXXD, S93.401D", "W19.XXXD|S93.401D"),
        ("M54.50, BADCODE", "M54.50|BADCODE"),  # an error that the scrub has to see
        ("A12", "A12"),
    ],
)
def test_diagnoses_are_read_without_their_letters_and_descriptions_and_a_wrong_code_stays(cell, codes):
    assert rows(read(f'Claim,MRN,DOS,CPT,Dx\nC1,7,3/4/2026,97110,"{cell}"\n'))[0]["diagnosis_codes"] == codes


@pytest.mark.parametrize("cell", ["3/4/2026 - 3/5/2026", "02302026", "13042026", "may 5", "Monday 12"])
def test_what_may_be_several_days_or_none_is_no_date(cell):
    reading = read(f"Claim,MRN,DOS,CPT,Bill Date\nC1,7,3/4/2026,97110,3/5/2026\nC2,8,3/4/2026,97110,{cell}\n")
    assert rows(reading)[1]["submitted_on"] == ""
    assert [p for p in problems(reading) if "Bill Date" in p] == ['has a cell under "Bill Date" that is not a date']


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_same_row_is_read_under_the_headers_of_different_programs(program):
    reading = read("\n".join(PROGRAMS[program]))
    row = rows(reading)[0]
    expected = {
        "claim_id": "C1", "patient_id": "77", "patient_birth_date": "1950-06-30", "date_of_service": "2026-03-04", "hcpcs_code": "97110",
        "modifiers": "GP|KX", "diagnosis_codes": "M25.561|R26.89", "units": "2", "line_charge_amount": "65.00", "payer_name": "Lantern",
        "rendering_provider_npi": "2999900113", "billing_provider_npi": "2999900014", "place_of_service": "11", "member_id": "Z1",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected and reading.proposed[0].columns.unused == ()


def test_several_services_in_one_row_are_refused_with_a_sentence():
    reading = read("Claim,DOS,CPT 1,Units 1,CPT 2,Units 2\nC1,3/4/2026,97110,2,97140,1\n")
    assert problems(reading) == ["holds several services side by side in a row"]


def test_a_confirmed_map_is_used_and_not_proposed_again():
    text = "Acct,When,What,Dx\nC1,3/4/2026,97110,M25.561\n"
    chosen = ColumnMap(
        (), {"claim_id": "Acct", "date_of_service": "When", "hcpcs_code": "What"}, 1, ("Dx",), {}, "claim_lines"
    )
    reading = read(text, column_maps=[ColumnMap.from_dict(chosen.as_dict())])
    assert reading.lines["claim_id"] == ["C1"] and reading.proposed == []
    asked = []
    read(text, confirm=lambda guess: asked.append(guess.columns.shape) or chosen)
    assert [set(shape) for shape in asked] == [set(chosen.shape)]


def test_a_map_of_one_table_is_not_used_for_another():
    text = "DOS,CPT,Allowed,Patient\n3/4/2026,97110,31.20,P1\n"
    claims = ColumnMap((), {"date_of_service": "DOS", "hcpcs_code": "CPT"}, 1, (), {}, "claim_lines")
    reading = read_table_uploads(HISTORY, [("h.csv", text.encode())], column_maps=[claims])
    assert reading.columns["allowed_amount"] == ["31.20"]


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [("97110-GP", "", ("97110", "GP")), ("97110 GP KX", "", ("97110", "GP|KX")), ("97110GPKX", "", ("97110", "GP|KX")), ("97110-GP", "KX", ("97110", "GP|KX")),
     ("97110-GP", "GP", ("97110", "GP")), ("97110.0", "GP", ("97110", "GP")), ("97110 - some words of a program", "GP", ("97110", "GP")),
     ("g0283", "", ("G0283", "")), ("9711", "", ("9711", ""))],
)  # fmt: skip
def test_modifiers_beside_the_code_are_kept(code, modifiers, expected):
    row = rows(read(f'DOS,CPT,Modifiers\n3/4/2026,"{code}",{modifiers}\n3/4/2026,97110,GP\n'))[0]
    assert (row["hcpcs_code"], row["modifiers"]) == expected


def test_a_gap_between_diagnoses_does_not_shift_what_the_pointers_mean():
    row = rows(
        read(
            "DOS,CPT,Dx1,Dx2,Dx3,Dx4,Pointer\n3/4/2026,97110,M25.561,,R26.89,,C\n3/4/2026,97110,M25.561,R26.81,R26.89,,C\n"
        )
    )
    assert (row[0]["diagnosis_codes"], row[0]["diagnosis_pointers"]) == ("M25.561|R26.89", "2")
    assert (row[1]["diagnosis_codes"], row[1]["diagnosis_pointers"]) == ("M25.561|R26.81|R26.89", "3")


def test_a_birth_year_of_two_digits_is_one_before_the_service():
    lines = rows(
        read("DOS,CPT,DOB,MRN\n3/4/2026,97110,6/30/50,1\n3/4/2026,97110,6/30/2050,2\n3/4/2026,97110,6/30/15,3\n")
    )
    assert [line["patient_birth_date"] for line in lines] == ["1950-06-30", "2050-06-30", "2015-06-30"]


def test_a_day_and_a_modifier_that_cannot_be_stay_as_written_for_the_checks_to_see():
    reading = read("DOS,CPT,Modifiers,MRN\n2/30/2026,97110,GP|5,1\n3/4/2026,97110,GP,2\n3/5/2026,97110,=GP(),3\n")
    assert reading.columns["date_of_service"] == ["2/30/2026", "2026-03-04", "2026-03-05"]
    assert reading.columns["modifiers"] == ["GP|5", "GP", ""]
    assert len([issue for issue in reading.issues if issue.place]) == 3


@pytest.mark.parametrize(
    ("header", "cell", "column", "words"),
    [("Units", "-2", "units", "negative"), ("Units", "1.5", "units", "whole number"), ("Units", "9" * 500, "units", "too large"),
     ("Units", "NaN", "units", "NaN"), ("DOS", "=TODAY()", "date_of_service", "formula"), ("Charge", "=SUM(A1:A9)", "line_charge_amount", "formula"),
     ("Charge", "NaN", "line_charge_amount", "NaN"), ("Charge", "#REF!", "line_charge_amount", "amount"), ("Member ID", "=cmd|' /C calc'!A0", "member_id", "formula"),
     ("NPI", "2.9999E+09", "rendering_provider_npi", "shortened"), ("POS", "Office", "place_of_service", "two digits")],
)  # fmt: skip
def test_a_bad_cell_is_left_empty_with_a_sentence_and_the_row_is_kept(header, cell, column, words):
    good = {
        "DOS": "3/4/2026",
        "CPT": "97110",
        "Units": "2",
        "Charge": "65.00",
        "Member ID": "Z1",
        "NPI": "2999900113",
        "POS": "11",
    }
    lines = [
        ",".join(good),
        *[",".join(good.values())] * 3,
        ",".join('"' + v + '"' for v in {**good, header: cell}.values()),
    ]
    reading = read("\n".join(lines))
    assert reading.read == 4 and reading.columns[column][-1] == "" and reading.columns[column][0] != ""
    assert [(issue.place, issue.is_warning) for issue in reading.issues if words in issue.problem] == [("row 5", True)]
    assert cell == "NaN" or cell not in " ".join(issue.sentence for issue in reading.issues)


def test_totals_and_repeated_headers_are_skipped_and_counted_and_blank_rows_are_none():
    reading = read(
        "DOS,CPT,MRN,Charge\n3/4/2026,97110,P1,65\n\nDOS,CPT,MRN,Charge\n3/5/2026,97140,P1,60\nTotal,,,125\n,,,125\n,Total,,125\n"
    )
    assert (reading.read, reading.skipped) == (2, 4)
    assert [issue.place for issue in reading.issues if "column" not in issue.problem] == [
        "row 4",
        "row 6",
        "row 7",
        "row 8",
    ]
    assert reading.summary.startswith("2 lines read, 4 skipped (2 × is a total")


def test_a_row_that_lacks_its_code_is_no_total():
    reading = read("DOS,CPT,MRN,Charge\n3/4/2026,97110,P1,65\n3/5/2026,,P1,60\n,,P2,60\n")
    assert (reading.read, reading.skipped) == (3, 0)


def test_ten_thousand_bad_cells_are_all_accounted_for_in_few_issues():
    reading = read(
        "DOS,CPT,Units\n3/4/2026,97110,2\n"
        + "3/4/2026,97110,x\n" * 3
        + "3/4/2026,97110,2\n" * 4000
        + "3/4/2026,97110,x\n" * 2000
    )
    places = [issue.place for issue in reading.issues if "whole number" in issue.problem]
    assert len(places) == 1001 and places[-1] == "rows 5003-6005"


def test_lines_are_numbered_within_their_claim_where_the_export_does_not():
    reading = read("Claim,DOS,CPT\nC1,3/4/2026,97110\nC2,3/4/2026,97110\nC1,3/4/2026,97140\n")
    assert reading.lines["line_number"] == ["1", "1", "2"] and reading.claims == 2


def test_a_million_columns_are_refused_with_a_sentence():
    reading = read("DOS,CPT" + ",x" * 1_000_000 + "\n3/4/2026,97110\n")
    assert problems(reading) == ["has 1,000,002 columns in row 1 (the limit is 16,384)"]


def test_fifty_megabytes_in_one_cell_are_refused_with_a_sentence():
    assert len(read("DOS,CPT\n3/4/2026,97110," + "x" * 50_000_000).issues) == 1


def test_more_rows_than_the_limit_are_refused_with_a_sentence():
    assert "rows" in problems(read("DOS,CPT\n" + "3/4/2026,97110\n" * 30, limits=Limits(rows=20)))[0]


def test_a_row_that_has_more_cells_than_headers_is_read_with_a_warning():
    reading = read("DOS,CPT,Units\n3/4/2026,97110,2\n3/4/2026,97110,2,spilled\n")
    assert reading.read == 2 and any("more cells" in problem for problem in problems(reading))


def test_an_export_that_ends_in_the_middle_of_a_row_says_so():
    reading = read("DOS,CPT,Units\n3/4/2026,97110,2\n3/4/2026,971")
    assert reading.read == 2 and any("cut off" in problem for problem in problems(reading))


def test_excel_is_read_sheet_by_sheet_and_a_sheet_of_something_else_is_named():
    data = workbook(
        ("Notes", [["Please read this"]]),
        (
            "Claims",
            [["Claims of June"], ["Claim ID", "DOS", "CPT", "Units", "NPI"], ["C1", "3/4/2026", 97110, 2, 2999900113]],
        ),
    )
    reading = read(data, "a.xlsx")
    row = rows(reading)[0]
    assert (row["hcpcs_code"], row["units"], row["rendering_provider_npi"], row["source_place"]) == (
        "97110",
        "2",
        "2999900113",
        "Claims row 3",
    )
    assert any("does not look like" in problem for problem in problems(reading))


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.csv", b"<html><table>"),
        ("a.xlsx", b"PK\x03\x04rubbish"),
        ("a.png", b"\x89PNG"),
    ],
)
def test_what_is_no_claim_file_is_named(name, start):
    reading = read(start + b" " * 50, name)
    assert not reading.read and reading.issues and all(issue.sentence.endswith(".") for issue in reading.issues)


def test_an_837_is_no_table_of_payers():
    isa = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260310*1200*^*00501*000000001*0*T*:~IEA*0*000000001~"
    assert "is an X12 file" in problems(read_table_uploads(PAYERS, [("p.txt", isa)]))[0]


def test_payers_and_authorizations_are_read_in_the_words_people_use():
    payers = read_table_uploads(
        PAYERS,
        [
            (
                "p.csv",
                b"Payer ID,Payor Name,Financial Class,Unit Rule,Timely Filing,Auth Required\nPY1,Lantern,Medicare Advantage,8-minute rule,180 days,Yes\n",
            )
        ],
    )
    row = rows(payers)[0]
    assert (row["payer_type"], row["unit_rule"], row["timely_filing_days"], row["authorization_required"]) == (
        "medicare_advantage",
        "cms",
        "180",
        "1",
    )
    held = read_table_uploads(
        AUTHORIZATIONS,
        [
            (
                "a.csv",
                b"Auth #,MRN,Payer,Discipline,Start Date,End Date,Visits,Used\nA1,P1,PY1,Physical Therapy,3/1/2026,5/31/2026,12,4\n",
            )
        ],
    )
    row = rows(held)[0]
    assert (row["authorization_number"], row["discipline"], row["start_on"], row["end_on"]) == (
        "A1",
        "PT",
        "2026-03-01",
        "2026-05-31",
    )
    assert (row["authorized_units"], row["used_units"], row["unit_kind"]) == ("12", "4", "")


def test_folders_and_zips_are_read_and_a_missing_file_is_said(tmp_path):
    import zipfile

    (tmp_path / "june.csv").write_text("DOS,CPT\n3/4/2026,97110\n")
    with zipfile.ZipFile(tmp_path / "july.zip", "w") as archive:
        archive.writestr("in/july.csv", "DOS,CPT\n7/4/2026,97110\n")
    reading = read_claims([tmp_path, tmp_path / "not there.csv"])
    assert sorted(reading.lines["source_file"]) == ["july.zip, in/july.csv", "june.csv"]
    assert any("is not there" in problem for problem in problems(reading))


@calm
@given(st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=8),
       st.sampled_from(["Claim,MRN,DOS,CPT,Mod 1,Mod 2,Dx 1,Dx 2", "DOS,CPT,DOB,Units,Charge", "", "a,b,c"]))  # fmt: skip
def test_any_cells_are_rows_or_issues_and_none_is_lost(table, header):
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    clean = [[cell.replace("\0", "") for cell in row] for row in table]
    out.write(header + "\n")
    writer.writerows(clean)
    reading = read(out.getvalue().encode("utf-8", "replace"))
    assert len({len(column) for column in reading.columns.values()}) == 1
    parsed = list(
        csv.reader(
            io.StringIO(out.getvalue().replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"), newline="")
        )
    )
    filled = sum(any(cell.strip() for cell in row) for row in parsed)
    assert all(issue.problem != "could not be read" for issue in reading.issues)
    unreadable = any(not issue.is_warning for issue in reading.issues)
    if not unreadable:
        headers = 1 if reading.proposed and reading.proposed[0].columns.header_row else 0
        assert reading.read + reading.skipped <= filled
        assert reading.read + reading.skipped >= filled - 10 * headers


@pytest.mark.parametrize("header", ["Line Item Control Number", "line_control_number", "Service Line Control No"])
def test_the_control_number_of_a_line_is_read_under_its_names(header):
    reading = read(f"Claim #,Line,{header},DOS,CPT\nC1,1,AX9,3/4/2026,97110\n")
    assert (reading.columns["line_control_number"], reading.columns["line_number"]) == (["AX9"], ["1"])


def test_a_control_number_that_does_not_say_of_what_is_not_taken_for_the_lines():
    reading = read("Claim #,Control Number,DOS,CPT\nC1,AX9,3/4/2026,97110\n")
    assert reading.columns["line_control_number"] == [""]


_LEDGER = "Claim,MRN,Rendering NPI,DOS,CPT,Mod 1,Units,Charge\n"


def test_a_row_that_was_taken_back_and_what_takes_it_back_are_left_out_and_said():
    reading = read(
        _LEDGER
        + "C1,7,2999900113,3/4/2026,97110,GP,2,116\nC1,7,2999900113,3/4/2026,97110,GP,-2,(116.00)\nC1,7,2999900113,3/4/2026,97110,GP,1,58\n"
    )
    assert [(row["units"], row["line_charge_amount"]) for row in rows(reading)] == [("1", "58.00")]
    assert reading.skipped == 2
    assert "takes back row 2, so both were left out" in problems(reading)
    assert not any("negative" in problem for problem in problems(reading))


@pytest.mark.parametrize(
    "undone",
    [
        "C1,7,2999900113,3/4/2026,97110,GP,-1,-58\n",  # another amount
        "C1,7,2999900113,3/5/2026,97110,GP,-2,-116\n",  # another day
        "C2,8,2999900113,3/4/2026,97110,GP,-2,-116\n",  # another patient
        "C1,7,2999900113,3/4/2026,97110,GO,-2,-116\n",  # another discipline
    ],
)
def test_a_negative_row_without_the_row_that_it_takes_back_stays_and_its_units_are_said(undone):
    reading = read(_LEDGER + "C1,7,2999900113,3/4/2026,97110,GP,2,116\n" + undone)
    assert reading.read == 2 and reading.skipped == 0
    assert any("is negative" in problem for problem in problems(reading))


def test_one_minus_takes_back_one_row_and_not_its_twin():
    line = "C1,7,2999900113,3/4/2026,97110,GP,2,116\n"
    reading = read(_LEDGER + line + line + line.replace("2,116", "-2,-116"))
    assert reading.read == 1


OTHERS = {
    "earlier lines of a data warehouse": (HISTORY, "PT_ID,SVC_DT,HCPCS_CD,MOD_CD_1,ALWD_AMT", "77,2026-03-04,97110,GP,31.20",
        {"patient_id": "77", "modifiers": "GP", "allowed_amount": "31.20"}),
    "payers as a biller lists them": (PAYERS,
        "Payer ID,Name,Type,8-minute or SPM,Timely Filing (days),Needs GP/GO/GN,Prior Auth Needed,Auth CPTs,Edits,Takes Telehealth,Appeal Days",
        "PY1,Blue,PPO,AMA,90 days,No,Yes,97110;97140,NCCI,Y,180",
        {"payer_name": "Blue", "payer_type": "commercial", "unit_rule": "spm", "timely_filing_days": "90", "discipline_modifier_required": "0",
         "authorization_required": "1", "authorization_codes": "97110|97140", "pair_source": "medicare_practitioner", "telehealth_accepted": "1",
         "appeal_days": "180"}),
    "payers as an owner lists them": (PAYERS,
        "ID,Payer,Line of Business,Unit Counting Method,Filing Deadline (days),Therapy Modifier?,Auth Required?,Auth Required CPT Codes,CCI Edits,Tele,Appeal Window (days)",
        "PY1,Blue,Commercial,Substantial Portion,90,N,Y,97110,NCCI,N,180",
        {"payer_id": "PY1", "payer_name": "Blue", "payer_type": "commercial", "unit_rule": "spm", "timely_filing_days": "90",
         "discipline_modifier_required": "0", "authorization_required": "1", "authorization_codes": "97110", "pair_source": "medicare_practitioner",
         "telehealth_accepted": "0", "appeal_days": "180"}),
    "authorizations as a clerk lists them": (AUTHORIZATIONS,
        "Authorization,Chart #,Insurance ID,Therapy,CPTs Approved,Start,Thru,Approved Units,Type,Units Used,Status",
        "A1,77,PY1,PT,97110;97140,3/1/2026,5/31/2026,12,Visits,4,Approved",
        {"authorization_number": "A1", "patient_id": "77", "payer_id": "PY1", "discipline": "PT", "hcpcs_codes": "97110|97140", "start_on": "2026-03-01",
         "end_on": "2026-05-31", "authorized_units": "12", "unit_kind": "visits", "used_units": "4", "decision": "approved"}),
    "authorizations of a data warehouse": (AUTHORIZATIONS, "AUTH_NBR,PT_ID,PYR_ID,DISC,PROC_CDS,EFF_DT,EXP_DT,APPR_VISITS,USED_VISITS",
        "A1,77,PY1,PT,97110,2026-03-01,2026-05-31,12,4",
        {"authorization_number": "A1", "payer_id": "PY1", "discipline": "PT", "hcpcs_codes": "97110", "start_on": "2026-03-01", "end_on": "2026-05-31",
         "authorized_units": "12", "used_units": "4"}),
}  # fmt: skip


@pytest.mark.parametrize("whose", OTHERS)
def test_what_goes_with_claims_is_read_under_the_words_of_who_keeps_it(whose):
    table, header, cells, expected = OTHERS[whose]
    reading = read_table_uploads(table, [("x.csv", f"{header}\n{cells}\n".encode())])
    row = rows(reading)[0]
    assert {name: row[name] for name in expected} == expected


def test_a_subscribers_number_is_the_members_number():
    reading = read("Claim,DOS,CPT,Subscriber #\nC1,3/4/2026,97110,W9\n")
    assert rows(reading)[0]["member_id"] == "W9"


def test_a_row_that_was_pasted_with_another_separator_is_read_in_its_cells_and_said():
    head = "claim_id,patient_id,date_of_service,hcpcs_code,units"
    reading = read(f"{head}\nC1,P1,2026-05-05,97110,2\nC2;P2;2026-05-06;97140;1\nC3,P3,2026-05-07,97112,1\n")
    assert [row["claim_id"] for row in rows(reading)] == ["C1", "C2", "C3"] and rows(reading)[1]["units"] == "1"
    assert [i.place for i in reading.issues if "between other marks" in i.problem] == ["row 3"]


def test_a_cell_that_fills_two_columns_is_complained_of_once():
    reading = read("claim_id,patient_id,payer,date_of_service,hcpcs_code,units\nC1,P1,=1+1,2026-05-05,97110,2\n")
    assert len([p for p in problems(reading) if "formula" in p]) == 1
