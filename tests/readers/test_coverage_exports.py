"""Answers that clearinghouses and portals export as tables, in words of their own."""

import pytest

from auditkit.readers.coverage import read_coverage_uploads
from auditkit.readers.coverage_rows import service_types, status_word


def read(text):
    reading = read_coverage_uploads([("e.csv", text.encode())])
    answers = [{name: column[n] for name, column in reading.answers.items()} for n in range(reading.read)]
    benefits = [
        {name: column[n] for name, column in reading.benefits.items()}
        for n in range(len(reading.benefits["answer_id"]))
    ]
    return answers, benefits, reading


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Active", "active"), ("ACTIVE COVERAGE", "active"), ("Y", "active"), ("Eligible", "active"), ("1", "active"), ("Inactive", "inactive"),
        ("Not Active", "inactive"), ("Termed", "inactive"), ("Terminated 10/31/2026", "inactive"), ("No coverage", "inactive"), ("Not Eligible", "inactive"),
        ("6", "inactive"), ("Ineligible", "inactive"), ("No", "inactive"), ("Pending", "pending"), ("Grace period", "pending"), ("Active - pending investigation", "pending"),
        ("Rejected", "rejected"), ("Subscriber not found", "rejected"), ("Error", "rejected"), ("Timed out", "rejected"), ("Unable to verify", "rejected"),
        ("", "unknown"), ("See notes", "unknown"), ("?", "unknown"), ("N/A", "unknown"), ("Unverified", "rejected"), ("Inactive (was active)", "inactive"),
        ("No longer covered", "inactive"), ("Disenrolled", "inactive"),
    ],
)  # fmt: skip
def test_a_status_in_words_is_understood_or_unknown(written, status):
    assert status_word(written) == status


@pytest.mark.parametrize(
    ("written", "codes"),
    [("PT", ("PT",)), ("30", ("30",)), ("PT|AE", ("PT", "AE")), ("Physical Therapy", ("PT",)), ("Occupational therapy", ("AD",)), ("OT", ("AD",)),
     ("ST", ("AF",)), ("PT/OT/ST", ("PT", "AD", "AF")), ("Health Benefit Plan Coverage", ("30",)), ("", ()), ("98, PT", ("98", "PT"))],
)  # fmt: skip
def test_service_types_are_read_from_codes_and_words(written, codes):
    assert set(service_types(written)) == set(codes)


def test_a_row_with_the_whole_answer_becomes_an_answer_and_its_benefits():
    answers, benefits, reading = read(
        "Patient Name,MRN,DOB,Member ID,Payer,Eligibility Status,Effective Date,Term Date,Plan Name,Copay,Coinsurance,Deductible,Deductible Met,"
        "Deductible Remaining,Visits Allowed,Visits Used,Visits Remaining,Limit Combined With,Auth Required,Referral Required,Secondary Insurance,Date Checked\n"
        '"Sample, Ada",P1,1/2/1980,M1,Acme,Active,1/1/2026,12/31/2026,Gold,$25,20%,"$1,000",$750,$250,30,12,18,PT/OT,Yes,No,None,11/24/2026 8:15 AM\n'
    )
    assert (answers[0]["status"], answers[0]["how"], answers[0]["checked_at"], answers[0]["coverage_to"]) == (
        "active",
        "portal",
        "2026-11-24T08:15",
        "2026-12-31",
    )
    told = {(b["benefit"], b["measure"]): b["quantity"] or b["amount"] or b["percent"] for b in benefits}
    assert told[("limit", "total")] == "30"
    assert told[("limit", "used")] == "12"
    assert told[("limit", "remaining")] == "18"
    assert told[("deductible", "remaining")] == "250.00"
    assert told[("deductible", "used")] == "750.00"
    assert told[("copay", "total")] == "25.00"
    assert told[("coinsurance", "total")] == "20"
    assert {b["service_types"] for b in benefits if b["benefit"] == "limit"} == {"PT|AD"}
    assert not any(b["benefit"] == "other_payer" for b in benefits)
    assert not [issue for issue in reading.issues if not issue.is_warning]


def test_rows_of_one_patient_and_check_are_one_answer():
    answers, benefits, _ = read(
        "payer_id,member_id,patient_last_name,patient_first_name,coverage_status,service_type_code,benefit_code,time_period,amount,quantity_type,quantity,remaining_quantity,checked_at\n"
        "PX,M9,Doe,Jo,Active,30,1,,,,,,2026-11-24\n"
        "PX,M9,Doe,Jo,Active,PT,F,23,,VS,20,8,2026-11-24\n"
        "PX,M9,Doe,Jo,Active,30,C,29,400,,,,2026-11-24\n"
        "PX,M8,Doe,Bo,Inactive,30,6,,,,,,2026-11-24\n"
    )
    assert [(a["member_id"], a["status"]) for a in answers] == [("M9", "active"), ("M8", "inactive")]
    assert [(b["benefit"], b["measure"], b["quantity"] or b["amount"]) for b in benefits] == [
        ("active", "", ""), ("limit", "total", "20"), ("limit", "remaining", "8"), ("deductible", "remaining", "400.00"), ("inactive", "", ""),
    ]  # fmt: skip


def test_rows_that_contradict_each_other_about_one_patient_are_unknown():
    answers, _, _ = read("Member ID,Status,Date Checked\nM1,Active,11/24/2026\nM1,Terminated,11/24/2026\n")
    assert [a["status"] for a in answers] == ["unknown"]


@pytest.mark.parametrize(
    "table",
    [
        "Member ID,Copay\nM1,$25\n",  # nothing says active
        "Member ID,Status\nM1,\n",
        "Member ID,Status\nM1,call payer\n",
        "Member ID,Coverage End\nM1,12/31/2026\n",
        "Member ID,Benefit,Amount\nM1,Deductible,500\n",
        "Member ID,Status,Service Type,Benefit\nM1,,Dental,Active Coverage\n",
    ],
)
def test_what_an_export_does_not_say_is_not_active(table):
    answers, _, _ = read(table)
    assert [a["status"] for a in answers] == ["unknown"]


def test_a_message_with_figures_fills_what_has_no_column():
    _, benefits, _ = read(
        'Member ID,Status,Notes\nM1,Active,"30 visits per calendar year combined PT/OT, 12 visits used. Prior auth required"\n'
    )
    assert sorted((b["measure"], b["quantity"], b["period"]) for b in benefits if b["benefit"] == "limit") == [
        ("total", "30", "calendar_year"),
        ("used", "12", ""),
    ]
    assert any(b["authorization_needed"] == "1" for b in benefits)


def test_a_row_that_names_nobody_and_a_file_that_is_no_such_table_are_said():
    _, _, reading = read("Member ID,Status\n,Active\nM1,Active\n")
    assert (reading.read, [issue.place for issue in reading.issues]) == (1, ["row 2"])
    _, _, reading = read("colour,shape\nred,round\n")
    assert reading.read == 0
    assert "no columns that look like a table of coverage export" in reading.issues[0].sentence


def test_a_call_that_was_written_down_in_a_table_is_a_phone_check():
    answers, _, _ = read(
        "Member ID,Status,Rep Name,Call Reference Number,Date Checked\nM1,Active,Ms. R.,778,11/24/2026\n"
    )
    assert (answers[0]["how"], answers[0]["reference_number"], answers[0]["representative"]) == (
        "phone",
        "778",
        "Ms. R.",
    )


@pytest.mark.parametrize(
    ("limit", "left", "made"),
    [
        ("Unlimited", "", [("unlimited", "", "")]),
        ("No limit", "", [("unlimited", "", "")]),
        ("20 visits per year", "5 visits remaining", [("limit", "total", "20"), ("limit", "remaining", "5")]),
        ("20", "Exhausted", [("limit", "total", "20"), ("limit", "remaining", "0")]),
        ("", "none left", [("limit", "remaining", "0")]),
        ("none", "none", []),  # no limit, or no visits
        ("N/A", "see notes", []),
        ("based on medical necessity", "-2", []),
        ("", "30 of 12", []),
        ("30 PT and 30 OT combined", "", []),
        ("", "12 of 30", [("limit", "total", "30"), ("limit", "remaining", "12")]),
        ("", "12 out of 30 visits used", [("limit", "total", "30"), ("limit", "used", "12")]),
        ("12 of 30", "", [("limit", "total", "30")]),  # of which twelve it speaks is not said
    ],
)
def test_a_limit_in_words_is_read_where_they_are_plain_and_left_open_where_not(limit, left, made):
    _, benefits, reading = read(
        f"Member ID,Status,Visit Limit,Visits Remaining\nM1,Active,{limit},{left}\nM2,Active,20,10\n"
    )
    assert [(b["benefit"], b["measure"], b["quantity"]) for b in benefits if b["member_id"] == "M1"] == made
    if not made and left != "none":
        assert any("not a number" in issue.sentence for issue in reading.issues)


@pytest.mark.parametrize(
    ("limit", "left", "shared"),
    [
        ("60 combined PT/OT/ST", "12", "PT|AD|AF"),
        ("60 visits per calendar year combined PT and OT", "12", "PT|AD"),
        ("60", "12 (PT/OT combined)", "PT|AD"),
        ("60", "12", ""),
    ],
)
def test_a_limit_that_a_cell_says_is_combined_is_shared_with_what_is_left_of_it(limit, left, shared):
    _, benefits, _ = read(f"Member ID,Status,Visit Limit,Visits Remaining\nM1,Active,{limit},{left}\n")
    assert [(b["measure"], b["quantity"], b["service_types"]) for b in benefits] == [
        ("total", "60", shared),
        ("remaining", "12", shared),
    ]


def test_columns_of_one_discipline_are_kept_for_that_discipline_alone():
    _, benefits, _ = read(
        "Member ID,Status,PT Visits Used,PT Limit,OT Visits Used,OT Limit,Speech Visits Remaining\nM1,Active,10,20,30,30,4\n"
    )
    assert sorted((b["service_types"], b["measure"], b["quantity"]) for b in benefits) == [
        ("AD", "total", "30"), ("AD", "used", "30"), ("AF", "remaining", "4"), ("PT", "total", "20"), ("PT", "used", "10"),
    ]  # fmt: skip


def test_no_limit_under_what_was_used_makes_nothing_unlimited():
    _, benefits, _ = read("Member ID,Status,Visits Used\nM1,Active,Unlimited\n")
    assert [b["benefit"] for b in benefits] == ["limit"]


def test_a_status_that_says_that_the_benefit_is_used_up_is_not_active_and_its_words_are_kept():
    answers, benefits, _ = read("Member ID,Status\nM1,BENEFIT EXHAUSTED\n")
    assert answers[0]["status"] == "unknown"
    assert [(b["benefit"], b["message"]) for b in benefits] == [("limit", "BENEFIT EXHAUSTED")]


@pytest.mark.parametrize(
    ("status", "days"),
    [
        ("Active thru 10/31/2026", ("", "2026-10-31")), ("Coverage effective 12/01/2026", ("2026-12-01", "")), ("Active 1/1/2026 - 12/31/2026", ("2026-01-01", "2026-12-31")),
        ("Active", ("", "")), ("Terminated 10/31/2026", ("", "")),
    ],
)  # fmt: skip
def test_days_that_stand_in_the_status_begin_and_end_the_coverage(status, days):
    answers, _, _ = read(f"Member ID,Status,Date Checked\nM1,{status},11/24/2026\n")
    assert (answers[0]["coverage_from"], answers[0]["coverage_to"]) == days
