"""A practice's own lists of denials, under any headers, to the tables of remittances."""

import csv
import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.analytics.decisions import decisions
from auditkit.desks.denials import settle
from auditkit.readers.denial_lists import amounts_in, codes_in, remarks_in
from auditkit.readers.remittances import read_remittance_uploads, read_remittances
from auditkit.tables.table import serial_date

PLAIN = "Claim #,Carrier,Svc Date,CPT,Mods,Billed,Paid,Denial Code,Remark,Denied On,Check #\n"
ROW = "C1,Lantern,10/5/2026,97110,GP,65.00,0,CO-50,N115,10/20/2026,EFT9\n"


def read(*texts, **arguments):
    return read_remittance_uploads([(f"{n}.csv", text.encode()) for n, text in enumerate(texts)], **arguments)


def rows(reading, table, *names):
    columns = reading.tables[table]
    return list(zip(*(columns[name] for name in names), strict=True))


def problems(reading):
    return [issue.problem for issue in reading.issues if not issue.problem.startswith("has no column for")]


def test_a_row_becomes_a_service_payment_with_its_reason(tmp_path):
    reading = read(PLAIN + ROW)
    assert rows(
        reading,
        "service_payments",
        "claim_id",
        "date_of_service",
        "hcpcs_code",
        "modifiers",
        "charge_amount",
        "paid_amount",
        "rarcs",
    ) == [("C1", "2026-10-05", "97110", "GP", "65.00", "0.00", "N115")]
    assert rows(reading, "adjustments", "service_number", "group_code", "carc", "amount") == [("1", "CO", "50", "")]
    assert rows(reading, "claim_payments", "payer_name", "payment_date", "claim_status_code", "balance_difference") == [
        ("Lantern", "2026-10-20", "", "")
    ]
    assert rows(reading, "remittances", "trace_number", "payment_amount", "is_complete", "claims") == [
        ("EFT9", "", "", "1")
    ]
    assert rows(reading, "service_payments", "source_file", "source_place") == [("0.csv", "row 2")]
    assert problems(reading) == [] and len(reading.proposed) == 1


@pytest.mark.parametrize(
    "headers",
    ["Invoice,Ins,DOS,Proc Code,Mod 1,Charge,Ins Paid,CARC,RARC,ERA Date,EFT", "claim_id,payer_name,date_of_service,hcpcs_code,modifiers,charge_amount,paid_amount,carc,rarc,payment_date,trace_number",
     "PCN,Payor,Date of Service,CPT Code,Modifiers,Total Charge,Payment,Adj Reason Code,Remark Code,Check Date,Check Number", "Claim No,Insurance,Service Date,Procedure,Mod,Amount Billed,Amount Paid,Reason Code,Remark Codes,Remit Date,Check",
     "ClaimNumber,PayerName,ServiceDate,ProcedureCode,Modifier,BilledAmt,PaidAmt,Denial Reason,RemarkCode,PostedDate,CheckNo"],
)  # fmt: skip
def test_headers_of_many_programs_are_understood(headers):
    reading = read(f"{headers}\n{ROW}{ROW.replace('97110', '97140')}")
    assert rows(
        reading,
        "service_payments",
        "claim_id",
        "date_of_service",
        "hcpcs_code",
        "modifiers",
        "charge_amount",
        "paid_amount",
        "rarcs",
    ) == [("C1", "2026-10-05", code, "GP", "65.00", "0.00", "N115") for code in ("97110", "97140")]
    assert rows(reading, "claim_payments", "payer_name", "payment_date") == [("Lantern", "2026-10-20")]
    assert rows(reading, "adjustments", "group_code", "carc") == [("CO", "50")] * 2


@pytest.mark.parametrize(
    ("cell", "group", "codes"),
    [("CO-50", "", [("CO", "50")]), ("CO50", "", [("CO", "50")]), ("50", "CO", [("CO", "50")]), ("50", "", [("", "50")]), ("CO-45, PR-1", "", [("CO", "45"), ("PR", "1")]),
     ("CO 16 MA130", "", [("CO", "16")]), ("197 - no auth for 30 days", "", [("", "197")]), ("B7", "", [("", "B7")]), ("PI-B15;CO-016", "", [("PI", "B15"), ("CO", "16")]),
     ("16|97", "CO - contractual", [("CO", "16"), ("CO", "97")]), ("97 96", "", [("", "97"), ("", "96")]), ("50.0", "CO", [("CO", "50")]), ("co-p12", "", [("CO", "P12")]),
     ("not covered", "", []), ("65.00", "", []), ("CO", "", []), ("2026-10-05", "", []), ("N115", "", []), ("97110", "", []), ("", "CO", [])],
)  # fmt: skip
def test_reason_codes_are_found_as_people_write_them(cell, group, codes):
    assert codes_in(cell, group) == codes


@pytest.mark.parametrize(
    ("group", "known"),
    [("Contractual Obligation", "CO"), ("Patient Responsibility", "PR"), ("PR - patient", "PR"), ("Other adjustment", "OA"), ("Payer initiated", "PI"),
     ("Correction and reversal", "CR"), ("Provider", ""), ("Coverage", ""), ("", "")],
)  # fmt: skip
def test_a_group_in_words_is_the_group_and_other_words_are_none(group, known):
    assert codes_in("97", group) == [(known, "97")]


@pytest.mark.parametrize("cell", ["(CO) 97", "CO (97)", "CO–97", "CO_97", "CO / 97"])
def test_marks_between_group_and_code_change_nothing(cell):
    assert codes_in(cell) == [("CO", "97")]


def test_a_reason_is_joined_to_its_group_by_a_number_within_its_name():
    head = "Claim,DOS,CPT,Paid,adj1_group,adj1_reason,adj1_amount,adj2_group,adj2_reason,adj2_amount\n"
    reading = read(head + "C1,10/5/2026,97110,0,CO,45,50,PI,151,100\n")
    assert rows(reading, "adjustments", "group_code", "carc") == [("CO", "45"), ("PI", "151")]


def test_a_header_with_two_names_of_the_same_is_that_column():
    reading = read("Acct / Claim #,DOS,CPT,Denial Code\nA1,10/5/2026,97110,CO-50\n")
    assert rows(reading, "claim_payments", "claim_id") == [("A1",)]


def test_cents_behind_a_comma_and_a_dash_for_zero_are_amounts():
    reading = read(PLAIN + ROW.replace("65.00,0,", '"110,00",$ -,'))
    assert rows(reading, "service_payments", "charge_amount", "paid_amount") == [("110.00", "0.00")]
    assert problems(reading) == []


def test_a_charge_below_zero_among_others_is_said_to_be_a_correction():
    reading = read(PLAIN + ROW + ROW.replace("65.00", "(65.00)").replace("97110", "97140"))
    assert rows(reading, "service_payments", "charge_amount") == [("65.00",), ("-65.00",)]
    assert problems(reading) == ["has a charge below zero, as a correction has, and is not counted as a denied line"]
    assert reading.issues[-1].place == "row 3"


def test_a_list_that_writes_all_charges_below_zero_is_read_without_the_minus():
    reading = read(PLAIN + ROW.replace("65.00", "(65.00)") + ROW.replace("65.00", "-30").replace("97110", "97140"))
    assert sorted(rows(reading, "service_payments", "charge_amount")) == [("30.00",), ("65.00",)]
    assert problems(reading) == ["writes all charges below zero; they were read without the minus"]


def test_remark_codes_are_found_wherever_they_stand():
    assert remarks_in("N115, MA130", "CO-16 M127") == ["N115", "MA130", "M127"]
    assert remarks_in("MANY", "97110", "CO-50", "Nov") == []


def test_a_row_for_each_code_is_one_line_with_several_reasons():
    reading = read(
        PLAIN.replace("Check #", "Adj Amt")
        + "".join(
            ROW.replace("CO-50", code).replace("EFT9", paid) for code, paid in (("CO-45", "30"), ("PR-2", "7.00"))
        )
    )
    assert rows(reading, "service_payments", "service_number", "hcpcs_code") == [("1", "97110")]
    assert rows(reading, "adjustments", "group_code", "carc", "amount") == [("CO", "45", "30.00"), ("PR", "2", "7.00")]


def test_the_same_code_twice_is_two_lines_of_the_same_service():
    assert rows(read(PLAIN + ROW + ROW), "service_payments", "service_number") == [("1",), ("2",)]


def test_a_payer_or_check_that_is_written_in_two_ways_is_one_payment():
    reading = read(PLAIN + ROW + ROW.replace("Lantern", " LANTERN ").replace("EFT9", "eft9").replace("97110", "97140"))
    assert len(rows(reading, "remittances", "remittance_id")) == 1
    assert rows(reading, "service_payments", "service_number", "hcpcs_code") == [("1", "97110"), ("2", "97140")]


def test_rows_without_a_claims_number_are_told_apart_by_their_day():
    reading = read(PLAIN + ROW.replace("C1", "") + ROW.replace("C1", "").replace("10/5", "10/6") + ROW)
    assert rows(reading, "claim_payments", "claim_id", "date_of_service") == [
        ("", "2026-10-05"),
        ("", "2026-10-06"),
        ("C1", "2026-10-05"),
    ]
    assert len(set(reading.tables["remittances"]["remittance_id"])) == 3


def test_rows_that_name_nobody_are_not_taken_for_one_patients():
    reading = read("DOS,CPT,Denial Code,Charge\n10/5/2026,97110,CO-50,65\n10/5/2026,97110,CO-197,65\n")
    assert len(rows(reading, "service_payments", "hcpcs_code")) == 2


def test_an_account_is_the_claims_number_where_no_other_is_there():
    reading = read("Acct,DOS,CPT,Denial Code\nA1,10/5/2026,97110,CO-50\nA2,10/5/2026,97110,CO-197\n")
    assert rows(reading, "claim_payments", "claim_id") == [("A1",), ("A2",)]
    reading = read("Claim,Acct,DOS,CPT,Denial Code\nC1,A1,10/5/2026,97110,CO-50\n")
    assert rows(reading, "claim_payments", "claim_id") == [("C1",)]


def test_numbered_groups_stand_beside_their_numbered_reasons():
    head = "Claim,DOS,CPT,Paid,Adj Group 1,Adj Reason 1,Adj Group 2,Adj Reason 2\n"
    reading = read(
        head + "C1,10/5/2026,97110,0,CO,45,PR,204\nC2,10/5/2026,97110,0,,,OA,109\nC3,10/5/2026,97110,0,CO,16,,\n"
    )
    assert rows(reading, "adjustments", "claim_id", "group_code", "carc") == [
        ("C1", "CO", "45"),
        ("C1", "PR", "204"),
        ("C2", "OA", "109"),
        ("C3", "CO", "16"),
    ]


def test_a_number_within_the_names_of_groups_joins_them_to_their_reasons():
    head = "Claim,DOS,CPT,Paid,adj1_group,adj1_code,adj1_amt,adj2_group,adj2_code,adj2_amt\n"
    reading = read(head + "C1,10/5/2026,97110,0,CO,45,50,PI,151,100\nC2,10/5/2026,97112,0,PR,1,150,,,\n")
    assert rows(reading, "adjustments", "claim_id", "group_code", "carc") == [
        ("C1", "CO", "45"),
        ("C1", "PI", "151"),
        ("C2", "PR", "1"),
    ]


def test_one_amount_for_several_codes_is_given_to_none():
    reading = read(
        PLAIN.replace("Check #", "Denied Amount") + ROW.replace("CO-50", '"CO-50, CO-16"').replace("EFT9", "65")
    )
    assert rows(reading, "adjustments", "carc", "amount") == [("50", ""), ("16", "")]


def test_a_reason_in_words_is_said_and_the_line_is_kept():
    reading = read(
        PLAIN + ROW + ROW.replace("CO-50", "Not covered").replace("97110", "97140") + ROW.replace("97110", "97530")
    )
    assert len(rows(reading, "service_payments", "claim_id")) == 3 and len(rows(reading, "adjustments", "carc")) == 2
    assert (
        problems(reading) == ["gives a reason without a code that can be read"] and reading.issues[-1].place == "row 3"
    )


def test_a_list_that_grows_is_counted_once_and_its_lines_keep_their_numbers():
    first = PLAIN + ROW + ROW.replace("97110", "97140")
    later = PLAIN + ROW.replace("C1", "C9") + ROW.replace("97110", "97140") + ROW
    names = ("claim_id", "remittance_id", "payment_number", "service_number", "hcpcs_code")
    both = read(first, later)
    assert [row[0] for row in rows(both, "service_payments", *names)] == ["C1", "C1", "C9"] and both.repeated == 2
    assert problems(both) == ["holds 2 rows that another list holds too; they are counted once"]
    assert set(rows(read(first), "service_payments", *names)) < set(rows(read(later), "service_payments", *names))


def test_a_line_that_a_remittance_holds_too_is_taken_from_the_remittance(payer):
    denied = payer.Payment([payer.Paid("C1", [payer.Line(adjustments=[("CO", "50", 6500, "")])])], "EFT9")
    reading = read_remittance_uploads(
        [("list.csv", (PLAIN + ROW + ROW.replace("97110", "97140")).encode()), ("june.835", payer.file_of(denied))]
    )
    assert rows(reading, "service_payments", "hcpcs_code", "source_file") == [
        ("97110", "june.835"),
        ("97140", "list.csv"),
    ]
    assert problems(reading) == ["holds 1 row that a remittance (835) holds too; the remittance was taken"]


def test_the_same_line_denied_on_another_day_is_another_denial(payer):
    denied = payer.Payment([payer.Paid("C1", [payer.Line(adjustments=[("CO", "50", 6500, "")])])], "EFT9", "20260901")
    reading = read_remittance_uploads([("list.csv", (PLAIN + ROW).encode()), ("june.835", payer.file_of(denied))])
    assert len(rows(reading, "service_payments", "claim_id")) == 2


def test_a_list_of_claims_is_no_list_of_denials_and_what_reads_it_is_said():
    reading = read("Claim,DOS,CPT,Units,Charge\nC1,10/5/2026,97110,2,65\n")
    assert reading.read == 0
    assert problems(reading) == ["is a list of claims without adjustment reason codes, not of denials"]
    assert "`auditkit scrub`" in reading.issues[0].fix


def test_a_table_of_something_else_is_refused():
    assert problems(read("Name,Phone\nA,1\n")) == ["has no columns that look like a table of denials"]


def test_columns_that_a_person_confirmed_are_taken_though_they_say_nothing():
    from auditkit.readers.columns import ColumnMap

    fields = {"claim_id": "A", "date_of_service": "B", "hcpcs_code": "C", "carc": "D"}
    confirmed = ColumnMap((), fields, 1, (), {}, "denial_export")
    reading = read("A,B,C,D\nC1,10/5/2026,97110,no code at all\n", column_maps=[confirmed])
    assert rows(reading, "service_payments", "claim_id", "hcpcs_code") == [("C1", "97110")]


def test_an_excel_list_is_read(tmp_path):
    path = tmp_path / "denials.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(csv.reader(io.StringIO(PLAIN + ROW))):
            sheet.write_row(n, 0, row)
        sheet.write_row(2, 0, ["C2", "Lantern", "10/6/2026", 97140, "GP", 65, 0, 97, "", "10/20/2026", 7])
    reading = read_remittances([path])
    assert rows(reading, "adjustments", "carc") == [("50",), ("97",)]


def test_totals_and_repeated_headers_are_left_out_and_said():
    reading = read(PLAIN + ROW + PLAIN + "Total,,,,,65.00,0,,,,\n")
    assert len(rows(reading, "service_payments", "claim_id")) == 1 and reading.reasons.total() == 2


CELLS = st.one_of(
    st.sampled_from(["C1", "C2", "", "10/5/2026", "2026-10-05", "97110", "97110-GP", "GP", "CO-50", "45", "PR1, CO45", "N115", "0.00", "65.00", "(65.00)", "EFT9", "n/a", "Total", "1"]),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=8))
@settings(max_examples=80)
def test_no_row_of_a_list_goes_without_a_word_and_no_code_is_lost(cells):
    out = io.StringIO()
    csv.writer(out).writerows([next(csv.reader([PLAIN])), *([ROW.strip().split(",")] * 8), *cells])
    reading = read(out.getvalue())
    assert all(issue.problem != "could not be read" for issue in reading.issues)
    for columns in reading.tables.values():
        assert len({len(column) for column in columns.values()}) == 1
    adjusted = set(reading.tables["adjustments"]["source_place"]) | set(
        reading.tables["service_payments"]["source_place"]
    )
    told = adjusted | {issue.place for issue in reading.issues}
    blank = sum(not any(cell.strip() for cell in row) for row in cells)
    assert len(told & {f"row {n}" for n in range(2, 10 + len(cells))}) >= 8 + len(cells) - blank


SERIAL = (46_329, 46_343)  # 3 and 17 November 2026


def workbook(*rows_):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Denials")
        for number, row in enumerate(rows_):
            sheet.write_row(number, 0, row)
    return read_remittance_uploads([("denials.xlsx", out.getvalue())])


DATED = ("Claim #", "Payer", "DOS", "CPT", "Billed", "Paid", "Denial Code", "Denial Date")


@pytest.mark.parametrize("spell", [int, str, lambda n: f"{n} ", lambda n: f"{n}.0", lambda n: f"'{n}"])
def test_days_that_excel_keeps_as_numbers_are_read_in_an_excel_list(spell):
    day, denied = map(spell, SERIAL)
    reading = workbook(
        DATED,
        ("C1", "Lantern", day, "97110", 65, 0, "CO-50", denied),
        ("C2", "Lantern", "11/4/2026", "97110", 65, 0, "CO-50", "11/17/2026"),
    )
    assert rows(reading, "service_payments", "date_of_service") == [("2026-11-03",), ("2026-11-04",)]
    assert rows(reading, "claim_payments", "payment_date") == [("2026-11-17",)] * 2
    assert problems(reading) == []


def test_a_column_of_nothing_but_such_numbers_is_read_as_days_in_a_text_file_too():
    reading = read(f"{','.join(DATED)}\nC1,L,46329,97110,65,0,CO-50,46343\nC2,L,46330,97110,65,0,CO-50,46343\n")
    assert rows(reading, "service_payments", "date_of_service") == [("2026-11-03",), ("2026-11-04",)]


def test_one_such_number_among_written_days_is_not_read_in_a_text_file_and_it_is_said_what_it_is():
    reading = read(
        f"{','.join(DATED)}\nC1,L,11/3/2026,97110,65,0,CO-50,11/17/2026\nC2,L,46330,97110,65,0,CO-50,11/17/2026\n"
    )
    assert rows(reading, "service_payments", "date_of_service") == [("2026-11-03",), ("",)]
    assert any(
        "is a number, perhaps a date as spreadsheets keep it, and was not read as a day" in p for p in problems(reading)
    )


@pytest.mark.parametrize("number", [12_345, 30_126, 43_199, 50_000, 97_110])
def test_a_number_that_may_be_another_day_or_none_is_no_day_in_excel_either(number):
    reading = workbook(DATED, ("C1", "Lantern", number, "97110", 65, 0, "CO-50", SERIAL[1]),
                       ("C2", "Lantern", SERIAL[0], "97110", 65, 0, "CO-50", SERIAL[1]))  # fmt: skip
    assert rows(reading, "service_payments", "date_of_service") == [("",), ("2026-11-03",)]


@pytest.mark.parametrize("number", range(43_200, 50_000, 101))
def test_no_number_that_is_read_as_a_day_could_be_month_day_and_year(number):
    assert int(str(number)[1:3]) > 31 and serial_date(str(number))


def test_zip_codes_without_a_header_are_no_days():
    reading = read("Claim #,Carrier,Area,CPT,Billed,Paid,Denial Code\nC1,L,48104,97110,65,0,CO-50\n")
    assert rows(reading, "service_payments", "date_of_service") == [("",)]


@pytest.mark.parametrize("cell", ["see EOB", "#REF!", "pending", "0,00 USD", "?"])
def test_a_payment_that_cannot_be_read_is_unknown_and_in_no_rate(cell):
    reading = read(f'{PLAIN}{ROW}C2,Lantern,10/6/2026,97110,GP,65.00,"{cell}",CO-50,N115,10/20/2026,EFT9\n')
    assert rows(reading, "service_payments", "claim_id", "paid_amount", "is_paid_unknown") == [
        ("C1", "0.00", ""),
        ("C2", "", "1"),
    ]
    assert [p for p in problems(reading) if "is not an amount" in p]
    found = settle(reading)
    assert [line.claim_id for line in found.denied] == ["C1"] and found.settled == 1
    assert [line.claim_id for line in found.unclear] == ["C2"] and "cannot be read" in found.unclear_why[0]
    assert [*decisions(found, reading.tables)["is_decided"]] == [True, False]


@pytest.mark.parametrize("cell", ["", "-", "0", "$0.00", "$ -", "n/a"])
def test_an_empty_payment_of_a_list_of_denials_is_none(cell):
    reading = read(f"{PLAIN}C2,Lantern,10/6/2026,97110,GP,65.00,{cell},CO-50,N115,10/20/2026,EFT9\n")
    assert [line.claim_id for line in settle(reading).denied] == ["C2"]


def test_a_column_of_codes_is_no_charge_whatever_a_charge_is_called():
    reading = read("Visit #,Carrier,Begin DOS,Chg Code,Chg Amt,Ins Pmt,Denial Code,Deposit Date\n"
                   "7,Lantern,11/3/2026,92507,95,0,PI-204,11/17/2026\n")  # fmt: skip
    assert rows(reading, "service_payments", "hcpcs_code", "charge_amount", "date_of_service") == [
        ("92507", "95.00", "2026-11-03")
    ]


@pytest.mark.parametrize("header", ["Receipts", "Insurance Payments", "Ins Pmts", "Carrier Payment", "Payer Payments"])
def test_what_the_payer_paid_is_found_under_the_headers_of_many_programs(header):
    reading = read(f"Claim #,Carrier,DOS,CPT,Billed,{header},Denial Code\nC1,L,11/3/2026,97110,65,12.5,CO-50\n")
    assert rows(reading, "service_payments", "paid_amount") == [("12.50",)]


@pytest.mark.parametrize(
    "row",
    ["Printed 11/20/2026 - Page 1 of 1", "AETNA,,,,,", "Totals:,,,,130.00,0.00,", ",Grand total,,,130.00,0.00,", "End of report,Confidential"],
)  # fmt: skip
def test_headings_of_groups_sums_and_footers_are_no_lines_and_are_said(row):
    text = "Claim #,Carrier,DOS,CPT,Billed,Paid,Denial Code\nC1,L,11/3/2026,97110,65,0,CO-50\n"
    reading = read(f"{text}{row}\n")
    assert rows(reading, "service_payments", "claim_id") == [("C1",)]
    assert sum(reading.reasons.values()) == 1 and any("row 3" in issue.place for issue in reading.issues)


def test_a_description_behind_a_code_is_no_part_of_it_however_its_first_word_is():
    reading = read('Claim #,Carrier,DOS,CPT,Billed,Paid,Denial Code\nC1,L,11/3/2026,"97161 - PT eval low",65,0,CO-B7\n')
    assert rows(reading, "service_payments", "hcpcs_code") == [("97161",)]


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [("CO-97, N390; PR-3 $25.00", {("PR", "3"): "25.00"}), ("CO45: 1,234.50 PR2 (12.00)", {("CO", "45"): "1234.50", ("PR", "2"): "12.00"}),
     ("CO-45 15 PR-1 20", {}), ("CO-16 MA130", {}), ("CO-45 $5.00; CO-45 $6.00", {}), ("50", {})],
)  # fmt: skip
def test_an_amount_behind_a_code_is_that_codes_own(cell, amounts):
    assert amounts_in(cell) == amounts


def test_a_payer_in_odd_capitals_is_one_payer():
    row = "C{n},{payer},11/{n}/2026,97110,65,0,CO-50\n"
    text = "Claim #,Carrier,DOS,CPT,Billed,Paid,Denial Code\n"
    reading = read(text + "".join(row.format(n=n, payer=p) for n, p in enumerate(["aetna", "Aetna", "AETNA ", "Aetna", "Cigna"], 1)))  # fmt: skip
    found = settle(reading)
    assert [line.payer for line in found.denied] == ["Aetna"] * 4 + ["Cigna"]
    assert {line.payer_id for line in found.denied} == {"Aetna", "Cigna"}


DAY_FIRST = "Account;Visit Date;Procedure;Charge Amt;Paid;Reason;Carrier Name;Remit Date\n"


def test_a_list_that_writes_the_day_first_is_read_so_as_a_whole_and_it_is_said():
    reading = read(f"{DAY_FIRST}1;03/11/2026;97110;65,00;0,00;CO-50;Aetna;18/11/2026\n2;14/11/2026;97112;80,00;0,00;CO-50;Aetna;04/12/2026\n")  # fmt: skip
    assert rows(reading, "service_payments", "date_of_service") == [("2026-11-03",), ("2026-11-14",)]
    assert [day for (day,) in rows(reading, "claim_payments", "payment_date")] == ["2026-11-18", "2026-12-04"]
    assert any("day before the month" in p for p in problems(reading))


def test_a_list_whose_days_can_all_be_read_month_first_is_read_month_first():
    reading = read(f"{DAY_FIRST}1;03/11/2026;97110;65,00;0,00;CO-50;Aetna;04/12/2026\n")
    assert rows(reading, "service_payments", "date_of_service") == [("2026-03-11",)]
    assert not any("day before the month" in p for p in problems(reading))


@pytest.mark.parametrize("header", ["DepDate", "Denial Received", "Check/EFT Date", "Deposit Date", "ERA Date"])
def test_the_day_of_a_denial_is_found_under_the_headers_of_many_programs(header):
    reading = read(f"Claim #,CarName,DOS,CPT,Billed,Paid,Denial Code,{header}\nC1,L,11/3/2026,97110,65,0,CO-50,11/17/2026\n")  # fmt: skip
    assert rows(reading, "claim_payments", "payer_name", "payment_date") == [("L", "2026-11-17")]
