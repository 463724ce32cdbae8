"""What is committed under datasets/ is what the generator writes, refers to itself correctly and is described."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditkit.datasets.__main__ import practice_files, write_practice

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"


@pytest.fixture(scope="module")
def files():
    return practice_files()


@pytest.fixture(scope="module")
def tables(files):
    return {
        Path(name).name: list(csv.DictReader(io.StringIO(text)))
        for name, text in files.items()
        if name.startswith("practice/") and name.endswith(".csv")
    }


def test_the_committed_text_is_what_the_generator_writes(files):
    for name, text in files.items():
        if not name.endswith((".docx", ".pdf")):
            assert (DATASETS / name).read_text(encoding="utf-8") == text, name


def test_no_committed_note_is_unknown_to_the_generator(files):
    there = {f"practice/notes/{path.name}" for path in (DATASETS / "practice" / "notes").iterdir()}
    assert there == {name for name in files if name.startswith("practice/notes/")}


def test_a_second_run_in_another_process_gives_the_same_text(files):
    code = (
        "import hashlib, json; from auditkit.datasets.__main__ import practice_files;"
        "print(hashlib.sha256(json.dumps(practice_files()).encode()).hexdigest())"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_word_and_pdf_files_are_written_with_the_same_bytes_twice(tmp_path):
    write_practice(tmp_path / "one")
    write_practice(tmp_path / "two")
    for ending, count in (("docx", 12), ("pdf", 8)):
        paths = sorted((tmp_path / "one" / "practice" / "notes").glob(f"*.{ending}"))
        assert len(paths) == count
        for path in paths:
            assert path.read_bytes() == (tmp_path / "two" / "practice" / "notes" / path.name).read_bytes()


def test_a_word_file_holds_the_words_of_its_note(files):
    from docx import Document

    for name, text in files.items():
        if name.endswith(".docx"):
            document = Document(str(DATASETS / name))
            held = [paragraph.text for paragraph in document.paragraphs]
            held += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            assert sorted(" ".join(held).split()) == sorted(text.split())


def test_a_pdf_file_has_a_text_layer_with_the_words_of_its_note(files):
    import pypdfium2

    for name, text in files.items():
        if name.endswith(".pdf"):
            document = pypdfium2.PdfDocument(str(DATASETS / name))
            held = " ".join(page.get_textpage().get_text_range() for page in document)
            assert held.replace("\ufffe", "-").split() == text.split()  # pdfium's sign for a hyphen at a line's end


def test_every_reference_between_tables_resolves(tables):
    keys = {
        "clinic_id": "clinics.csv",
        "therapist_id": "therapists.csv",
        "payer_id": "payers.csv",
        "patient_id": "patients.csv",
        "episode_id": "episodes.csv",
        "visit_id": "visits.csv",
        "file": "notes.csv",
    }
    known = {key: {row[key] for row in tables[table]} for key, table in keys.items()}
    borrowed = {"supervising_therapist_id": "therapist_id", "assistant_id": "therapist_id", "note_file": "file"}
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                key = borrowed.get(column, column)
                if key in known and value:
                    assert value in known[key], (name, column, value)


def test_keys_are_unique(tables):
    for name, key in (
        ("patients.csv", "patient_id"),
        ("visits.csv", "visit_id"),
        ("notes.csv", "file"),
        ("goals.csv", "goal_id"),
    ):
        values = [row[key] for row in tables[name]]
        assert len(values) == len(set(values))


def test_a_note_agrees_with_its_visit_about_patient_date_and_charges(tables):
    visits = {row["visit_id"]: row for row in tables["visits.csv"]}
    for note in tables["notes.csv"]:
        visit = visits[note["visit_id"]]
        assert visit["note_file"] == note["file"]
        assert visit["status"] == "attended"
        for column in ("patient_id", "therapist_id", "clinic_id", "date_of_service", "kinds", "billed"):
            assert visit[column] == note[column]


def test_every_column_is_described_in_the_data_dictionary(tables):
    readme = (DATASETS / "README.md").read_text(encoding="utf-8")
    for name, rows in tables.items():
        section = re.split(r"\n##", readme.split(f"### {name} - ")[1])[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(rows[0])


def test_the_counts_in_the_data_dictionary_hold(tables):
    readme = (DATASETS / "README.md").read_text(encoding="utf-8")
    assert f"{len(tables['notes.csv'])} notes" in readme
    assert f"{len(tables['patients.csv'])} patients" in readme


def test_the_note_column_export_has_forty_notes_under_headers_of_its_own(files):
    rows = list(csv.DictReader(io.StringIO(files["notes_column.csv"])))
    assert len(rows) == 40
    assert set(rows[0]) == {"Visit Date", "Chart No", "Provider", "Dept", "Insurance", "Charges", "Progress Note"}
    assert all(len(row["Progress Note"]) > 80 for row in rows)


def test_the_chart_print_holds_several_visits(files):
    assert files["chart_print.txt"].count("Date of Service:") >= 3


def test_no_cell_starts_like_a_spreadsheet_formula(tables):
    for name, rows in tables.items():
        for row in rows:
            assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values()), name


def test_nothing_in_the_tables_looks_like_a_real_identifier(files):
    for name, text in files.items():
        assert not re.search(r"\b\d{3}-\d{2}-\d{4}\b", text), name
        assert not re.search(r"\b[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]", text), name


def test_files_use_one_line_end_and_no_control_characters(files):
    for name, text in files.items():
        assert "\r" not in text
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", text), name


def test_the_committed_size_stays_under_seven_megabytes():
    assert sum(path.stat().st_size for path in DATASETS.rglob("*") if path.is_file()) < 7_000_000


def test_making_the_text_imports_nothing_beyond_the_standard_library_and_the_vocabulary():
    code = (
        "import sys; from auditkit.datasets.__main__ import practice_files; practice_files();"
        "own = {m for m in sys.modules if m.startswith('auditkit.') and not m.startswith('auditkit.datasets')};"
        "assert own <= {'auditkit.rule'}, own; assert not {'docx', 'reportlab', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
