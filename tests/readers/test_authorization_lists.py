"""Lists of authorizations and of what payers want authorized, as practices keep them."""

import pytest

from auditkit.care.authorization_words import disciplines_said, said_for_number
from auditkit.readers.authorization_lists import read_authorization_rules, read_authorizations
from auditkit.readers.claim_files import files_of_uploads


def rows_of(reader, table):
    reading = reader(files_of_uploads([("a.csv", table.encode())]))
    count = len(reading.columns["source_file"])
    rows = [{name: column[n] for name, column in reading.columns.items()} for n in range(count)]
    return rows, [issue.sentence for issue in reading.issues]


@pytest.mark.parametrize(
    "cell",
    ["No auth required", "Not required", "not req.", "No PA needed", "Auth not required", "None required", "NO AUTH", "Waived", "No prior auth needed",
     "precert not required", "Does not require auth", "No auth # req'd"],
)  # fmt: skip
def test_words_that_plainly_say_that_none_is_needed_are_read_so(cell):
    assert said_for_number(cell) == "not_required"


@pytest.mark.parametrize(
    "cell",
    ["A-1001", "NAR", "No 4411", "REQ-778", "NOTREQ1", "WAIVE22", "Not required after visit 6", "No auth required for eval", "PA1234567", "PEND-77", "DENVER12"],
)  # fmt: skip
def test_what_may_be_a_number_and_what_has_a_condition_is_no_such_word(cell):
    assert said_for_number(cell) == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("PENDING", "pending"),
        ("Submitted", "pending"),
        ("Denied", "denied"),
        ("none on file", "none"),
        ("Needed", "none"),
    ],
)
def test_other_words_in_the_place_of_a_number_are_no_number(cell, said):
    assert said_for_number(cell) == said


def test_not_applicable_does_not_say_that_none_is_needed_and_an_empty_row_is_said():
    rows, said = rows_of(read_authorizations, "Patient ID,Auth #,Auth Start\nP1,N/A,\nP2,Not required,\n")
    assert [(row["patient_id"], row["decision"]) for row in rows] == [("P2", "not_required")]
    assert any("row 2: holds no authorization" in sentence for sentence in said)


def test_what_is_left_tells_what_was_used_and_a_number_that_cannot_be_tells_nothing():
    table = "Patient ID,Auth #,From,Thru,Visits Authorized,Visits Remaining\nP1,A1,11/1/2026,12/31/2026,12 visits,9\nP2,A2,11/1/2026,12/31/2026,12,15\n"
    rows, _ = rows_of(read_authorizations, table)
    assert [row["used_units"] for row in rows] == ["3", ""]


def test_several_disciplines_of_an_authorization_share_it_and_of_a_rule_are_rows_of_their_own():
    rows, _ = rows_of(
        read_authorizations,
        "Patient ID,Auth #,From,Thru,Approved,Service\nP1,A1,11/1/2026,12/31/2026,12,PT/OT\nP2,A2,11/1/2026,12/31/2026,8,All therapy\n",
    )
    assert [row["discipline"] for row in rows] == ["PT|OT", ""]
    rows, _ = rows_of(
        read_authorization_rules, "Payor,Line of service,PA needed?,Starting with visit\nPY1,PT/OT,Yes,7\nPY2,Any,No,\n"
    )
    assert [(r["payer_id"], r["discipline"], r["authorization_required"], r["from_visit"]) for r in rows] == [
        ("PY1", "PT", "1", "7"),
        ("PY1", "OT", "1", "7"),
        ("PY2", "", "0", ""),
    ]


def test_a_service_that_is_none_of_ours_never_widens_a_row_to_all_of_them():
    rows, said = rows_of(read_authorization_rules, "Payor,Service,PA needed?\nPY1,Chiropractic,No\nPY1,PT,Yes\n")
    assert [(row["discipline"], row["authorization_required"]) for row in rows] == [("PT", "1")]
    assert any("row 2: names a discipline that is not PT, OT or SLP" in sentence for sentence in said)


def test_after_a_number_of_visits_is_not_taken_for_the_first_that_needs_one():
    rows, _ = rows_of(read_authorization_rules, "Payor,Discipline,PA needed?,After visit\nPY1,PT,Yes,6\n")
    assert rows[0]["from_visit"] == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("PT", ("PT",)),
        ("Speech therapy", ("SLP",)),
        ("PT, OT & ST", ()),
        ("Outpatient therapy", ()),
        ("", ()),
        ("Massage", None),
    ],
)
def test_disciplines_are_those_that_are_named(cell, said):
    assert disciplines_said(cell) == said


@pytest.mark.parametrize(
    ("written", "decision"),
    [("Submitted 11/20", "requested"), ("Auth not req'd", "not_required"), ("Approved w/ mods", "approved"), ("Denied - appeal", "denied"), ("Expired", "cancelled"), ("", "")],
)  # fmt: skip
def test_a_decision_is_read_by_its_first_words(written, decision):
    rows, _ = rows_of(
        read_authorizations,
        f"Patient ID,Approval #,From,Through,Visits Granted,Determination\nP1,A1,11/1/2026,12/31/2026,12,{written}\n",
    )
    assert (rows[0]["authorization_number"], rows[0]["decision"]) == ("A1", decision)


@pytest.mark.parametrize("written", ["Awaiting MD signature!", "see notes", "on hold", "7"])
def test_a_decision_that_is_not_known_is_never_taken_for_an_approval(written):
    rows, said = rows_of(
        read_authorizations, f"Patient ID,Auth #,From,Thru,Approved,Status\nP1,A1,11/1/2026,12/31/2026,12,{written}\n"
    )
    assert rows[0]["decision"] == "pending"
    assert any("taken as not decided" in sentence for sentence in said) or written.startswith("Awaiting")
