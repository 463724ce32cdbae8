"""Tables with a note column: which column holds what, and every row that cannot be used."""

import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from auditkit.readers import ColumnMap, Unreadable, propose_columns, propose_columns_of_upload, read_notes, read_upload
from auditkit.tables import BilledService, Issue, NoteMeta, NoteText

LONG = "Patient walked 150 ft with RW and needed min A at the curb, cues for step length."
OLD_EXCEL = Path(__file__).parent / "old_excel.xls"


def read(name, data, **kw):
    found = list(read_upload(name, data if isinstance(data, bytes) else data.encode(), **kw))
    return [n for n in found if isinstance(n, NoteText)], [i for i in found if isinstance(i, Issue)]


def excel(*sheets):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "m/d/yy"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell)
    book.close()
    return out.getvalue()


def test_an_export_is_read_under_its_own_headers():
    notes, issues = read(
        "export.csv",
        "MRN,Visit Date,Treating Provider,Note Type,Insurance,CPT,Units,Minutes,Documentation,Status\n"
        f'42,3/4/2026,T07,Daily note,PAYER3,97110,2,30,"{LONG}",final\n',
    )
    assert issues == []
    assert notes == [
        NoteText(
            "export.csv, row 2",
            LONG,
            NoteMeta(
                "42", "T07", "", "", "PAYER3", "", date(2026, 3, 4), ("treatment",), (BilledService("97110", 2, 30),)
            ),
            "row 2",
        )
    ]


def test_the_column_with_the_longest_text_is_the_note():
    proposal = propose_columns_of_upload(
        "a.csv", f'who,remarks,what was written\nA,ok,"{LONG}"\nB,good,"{LONG}"\n'.encode()
    )
    assert proposal == ColumnMap(("what was written",), {}, 1, ("who", "remarks"))


def test_the_four_columns_of_a_soap_note_are_one_note():
    notes, _ = read(
        "a.csv",
        'MRN,Subjective,Objective,Assessment,Plan\n1,Stairs easier.,"Flexion 95, was 80.",n/a,Add step-downs.\n',
    )
    assert notes[0].text == "Subjective:\nStairs easier.\n\nObjective:\nFlexion 95, was 80.\n\nPlan:\nAdd step-downs."


def test_headers_below_a_title_are_found():
    notes, issues = read("a.csv", f"Sunrise Therapy export,,\n,,\nMRN,DOS,Note\n1,3/4/2026,{LONG}\n")
    assert ([n.place for n in notes], issues) == (["row 4"], [])


def test_a_table_without_headers_is_read_by_its_longest_column():
    proposal = propose_columns_of_upload("a.csv", f'1,"{LONG}"\n2,"{LONG}"\n'.encode())
    assert proposal == ColumnMap(("column 2",), {}, 0, ("column 1",))
    assert [n.place for n in read("a.csv", f'1,"{LONG}"\n2,"{LONG}"\n')[0]] == ["row 1", "row 2"]


@pytest.mark.parametrize(
    ("mark", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv"), ("\t", "a.xls")]
)
def test_every_separator_is_understood(mark, name):
    rows = mark.join(["MRN", "DOS", "Note"]) + "\n" + mark.join(["1", "3/4/2026", f'"{LONG}"']) + "\n"
    notes, issues = read(name, rows)
    assert (notes[0].text, notes[0].meta.patient_id, issues) == (LONG, "1", [])


def test_line_breaks_and_quotes_within_a_cell_are_kept():
    text = 'S: "better"\nO: step 4" x 10, flexion 95'
    notes, _ = read("a.csv", 'MRN,Note\r\n1,"' + text.replace('"', '""').replace("\n", "\r\n") + '"\r\n')
    assert notes[0].text == text


def test_a_formula_and_a_script_in_a_cell_stay_text():
    nasty = "=cmd|'/c calc'!A1 <script>alert(1)</script> +1 -1 @SUM(A1) walked 150 ft with RW"
    assert read("a.csv", f'MRN,Note\n1,"{nasty}"\n')[0][0].text == nasty
    assert read("a.xlsx", excel([["MRN", "Note"], [1, " " + nasty]]))[0][0].text == " " + nasty


def test_each_unusable_row_is_an_issue_with_its_number_and_the_others_are_read():
    notes, issues = read(
        "a.csv", f'MRN,DOS,Note\n1,3/4/2026,"{LONG}"\n2,3/5/2026,\n\n3,Smith,"{LONG}"\n4,3/6/2026,N/A\n5,3/7/2026\n'
    )
    assert [n.place for n in notes] == ["row 2", "row 5"]
    assert [(i.place, i.is_warning) for i in issues] == [
        ("row 3", False),
        ("row 5", True),
        ("row 6", False),
        ("row 7", False),
    ]
    assert 'has a cell under "DOS" that is not a date' in issues[1].sentence
    assert "Smith" not in "".join(i.sentence for i in issues)
    assert notes[1].meta == NoteMeta(patient_id="3")


def test_one_row_per_billed_code_is_one_note():
    notes, issues = read(
        "a.csv",
        "MRN,DOS,CPT,Units,Minutes,Note\n"
        f'1,3/4/2026,97110,2,30,"{LONG}"\n1,3/4/2026,97140,1,15,"{LONG}"\n1,3/4/2026,97530,1,,\n1,3/6/2026,97110,1,10,"{LONG}"\n',
    )
    assert issues == []
    assert [n.meta.billed for n in notes] == [
        (BilledService("97110", 2, 30), BilledService("97140", 1, 15), BilledService("97530", 1)),
        (BilledService("97110", 1, 10),),
    ]


def test_the_same_text_on_another_day_is_another_note():
    assert len(read("a.csv", f'MRN,DOS,Note\n1,3/4/2026,"{LONG}"\n1,3/6/2026,"{LONG}"\n1,3/6/2026,"{LONG}"\n')[0]) == 3


@pytest.mark.parametrize(
    ("cell", "billed"),
    [
        ("97110, 97140", (BilledService("97110", 2, 30), BilledService("97140", 1, 15))),
        ("97110 97140", (BilledService("97110", 2, 30), BilledService("97140", 1, 15))),
        ("97110GP/97140GP", (BilledService("97110", 2, 30), BilledService("97140", 1, 15))),
        ("97110, 97140, 97530", (BilledService("97110"), BilledService("97140"), BilledService("97530"))),
    ],
)
def test_several_codes_in_a_cell_take_units_and_minutes_where_there_are_as_many(cell, billed):
    notes, issues = read("a.csv", f'CPT,Units,Minutes,Note\n"{cell}","2, 1","30, 15","{LONG}"\n')
    assert (notes[0].meta.billed, issues) == (billed, [])


def test_a_cell_that_is_no_code_is_a_warning_and_the_note_is_read():
    notes, issues = read("a.csv", f'CPT,Note\nther ex,"{LONG}"\n')
    assert len(notes) == 1
    assert issues[0].is_warning and '"CPT" that is not a list of codes' in issues[0].sentence


def test_headers_printed_again_are_skipped():
    assert len(read("a.csv", f"MRN,Note\n1,{LONG!r}\nMRN,Note\n2,{LONG!r}\n")[0]) == 2


def test_a_quotation_mark_that_is_not_closed_is_told():
    _, issues = read("a.csv", f'MRN,Note\n1,"{LONG}"\n2,"{LONG}\n3,{LONG}\n4,{LONG}\n')
    assert issues[-1].is_warning and issues[-1].sentence.startswith("a.csv, row 3: opens a quotation mark")


def test_a_confirmed_map_is_used_instead_of_a_guess_and_survives_json():
    data = f'a,b,c\n"{LONG} {LONG}","{LONG}",7\n'.encode()
    confirmed = ColumnMap.from_dict(json.loads(json.dumps(ColumnMap(("b",), {"patient_id": "c"}).as_dict())))
    notes, _ = read("x.csv", data, column_map=confirmed)
    assert (notes[0].text, notes[0].meta.patient_id) == (LONG, "7")
    other = ColumnMap(("no such column",))
    assert read("x.csv", data, column_map=[other, confirmed])[0] == notes
    assert read("x.csv", data, column_map=other)[0][0].text == f"{LONG} {LONG}"


def test_excel_dates_and_numbers_are_read_as_people_see_them():
    rows = [["MRN", "DOS", "Units", "CPT", "Note"], [42, datetime(2026, 3, 4), 2, 97110, LONG]]
    notes, issues = read("a.xlsx", excel(rows))
    assert issues == []
    assert notes[0].meta == NoteMeta(
        patient_id="42", date_of_service=date(2026, 3, 4), billed=(BilledService("97110", 2),)
    )


def test_sheets_with_notes_are_read_and_others_are_not():
    rows = [["MRN", "Note"], [1, LONG]]
    notes, issues = read("a.xlsx", excel(rows, [["code", "fee"], ["97110", 30]], rows))
    assert [n.name for n in notes] == ["a.xlsx, Sheet1 row 2", "a.xlsx, Sheet3 row 2"]
    assert issues == []


def test_an_old_excel_file_is_read(tmp_path):
    note, issue = read_notes([OLD_EXCEL])
    assert note.meta == NoteMeta(patient_id="42", therapist_id="T07", date_of_service=date(2026, 3, 4))
    assert issue.sentence.startswith("old_excel.xls, row 3: has no note text")
    assert propose_columns(OLD_EXCEL).note == ("Note",)


def test_one_cell_in_the_last_corner_of_a_sheet_does_not_end_the_program():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Note")
    sheet.write(1_048_575, 16_383, LONG)
    book.close()
    notes, issues = read("a.xlsx", out.getvalue())
    assert notes == [] and "spans far too many cells" in issues[0].sentence


def test_half_an_excel_file_does_not_raise():
    for data in (excel([["MRN", "Note"], [1, LONG]]), OLD_EXCEL.read_bytes()):
        for end in range(1, len(data), 211):
            read("a.xlsx", data[:end])
            read("a.xls", data[:end])


def test_a_table_without_a_note_column_cannot_be_proposed():
    with pytest.raises(Unreadable) as told:
        propose_columns_of_upload("a.csv", b"code,units\n97110,2\n")
    assert told.value.problem == "has no column that looks like note text"


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_a_table_that_is_called_text_is_read_as_a_table_and_never_as_one_note(mark):
    rows = [
        ["Claim", "MRN", "DOS", "CPT", "Units", "Charge"],
        *([f"C{n}", "P1", "3/4/2026", "97110", "2", "90.00"] for n in range(5)),
    ]
    text = "\n".join(mark.join(row) for row in rows)
    found = list(read_upload("charges.txt", text.encode()))
    assert len(found) == 1 and isinstance(found[0], Issue) and "no column that looks like note text" in found[0].problem


@pytest.mark.parametrize(
    "text",
    [
        "S: sore\tworse\tbetter\tsame\nO: 5/5\t4/5\t3/5\t2/5\nA: fair\nP: go on\n",  # a few columns within a note
        "Knee flexion\t90\t95\t100\t105\t110\t115\n",  # one row
        "S: tired, sore, stiff, slow, weak, ill\nO: walked\nA: fair\nP: go on\n",  # one line of a list
    ],
)
def test_a_note_with_tabs_or_commas_in_it_is_a_note(text):
    assert [type(one) for one in read_upload("note.txt", text.encode())] == [NoteText]
