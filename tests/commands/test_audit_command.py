"""`auditkit audit` as a person calls it: real files on disk, a real process where the exit code matters."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditkit.rule import Answer
from auditkit.rules import note_rules
from auditkit.store import Store, note_key

SAMPLE = Path(__file__).parents[2] / "datasets" / "practice" / "notes"


def audit(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auditkit", "audit", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def mixed_folder(tmp_path_factory) -> Path:
    """A thousand files as a practice might keep them, twenty of which are broken, each in its own way."""
    folder = tmp_path_factory.mktemp("thousand")
    texts = sorted(SAMPLE.glob("*.txt"))
    others = [*sorted(SAMPLE.glob("*.docx")), *sorted(SAMPLE.glob("*.pdf"))]
    for number in range(940):
        shutil.copy(texts[number % len(texts)], folder / f"chart{number:04d}.txt")
    for number in range(40):
        source = others[number % len(others)]
        shutil.copy(source, folder / f"scan{number:04d}{source.suffix}")
    _break_twenty(folder, texts)
    assert len(list(folder.iterdir())) == 1000
    return folder


def _break_twenty(folder: Path, texts: list[Path]) -> None:
    from reportlab.pdfgen import canvas

    blank = io.BytesIO()
    page = canvas.Canvas(blank)
    page.rect(100, 100, 200, 200)
    page.save()
    word = next(SAMPLE.glob("*.docx")).read_bytes()
    portable = next(SAMPLE.glob("*.pdf")).read_bytes()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note.txt", b"0" * 60_000_000)
    escaping = io.BytesIO()
    with zipfile.ZipFile(escaping, "w") as archive:
        archive.writestr("../../outside.zip", b"PK\x05\x06" + b"\0" * 18)
    contents = {
        "empty.txt": b"",
        "spaces.txt": b"   \n\n\t  ",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "program.txt": b"MZ\x90\x00" + b"\x00\x01\x02" * 4000,
        "scan.pdf": blank.getvalue(),
        "cut.pdf": portable[:300],
        "notapdf.pdf": b"hello, I am no PDF",
        "nothing.pdf": b"",
        "cut.docx": word[: len(word) // 2],
        "notword.docx": b"hello, I am no Word file",
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "rich.rtf": b"{\\rtf1 hello}",
        "numbers.csv": b"a,b\n1,2\n3,4\n",
        "nothing.csv": b"",
        "broken.xlsx": b"PK\x03\x04 not really",
        "broken.zip": b"PK\x03\x04" + b"\0" * 50,
        "bomb.zip": bomb.getvalue(),
        "escaping.zip": escaping.getvalue(),
        "photo.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 500,
    }
    assert len(contents) == 20
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def test_of_a_thousand_mixed_files_the_sound_ones_are_audited_and_the_broken_ones_named(mixed_folder):
    done = audit(mixed_folder, "--format", "json")
    assert done.returncode == 3
    result = json.loads(done.stdout)
    assert len(result["notes"]) == 980
    named = {issue["file"] for issue in result["issues"] if not issue["is_warning"]}
    broken = {p.name for p in mixed_folder.iterdir() if not p.name.startswith(("chart", "scan0"))}
    assert {name.split("/")[0].split(" ")[0] for name in named} == broken
    assert all(issue["problem"] and issue["fix"] for issue in result["issues"])


def test_the_json_has_the_shape_that_other_programs_rely_on():
    done = audit(SAMPLE / "note-0001.txt", "--format", "json")
    assert done.returncode == 0
    note = json.loads(done.stdout)["notes"][0]
    assert set(note) == {"note", "kinds", "discipline", "verdicts", "payment_critical_misses", "quality"}
    assert note["note"] == "note-0001.txt"
    assert [v["rule"] for v in note["verdicts"]] == list(note_rules())
    text = (SAMPLE / "note-0001.txt").read_text(encoding="utf-8")
    for verdict in note["verdicts"]:
        assert verdict["answer"] in ("met", "not_met", "unclear", "not_applicable")
        for evidence in verdict["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert 0 <= note["quality"]["met"] <= note["quality"]["of"]


def test_findings_are_no_errors():
    assert audit(SAMPLE / "note-0002.txt").returncode == 0


def test_a_path_that_is_not_there_is_one_sentence_and_exit_code_1(tmp_path):
    done = audit(tmp_path / "nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr and "Traceback" not in done.stderr


def test_a_cell_that_looks_like_a_formula_stays_text_in_the_csv(tmp_path):
    (tmp_path / "n.txt").write_text(
        'PT daily note\nDOS 3/4/2026\n=HYPERLINK("http://x") needs min A for stairs\n', encoding="utf-8"
    )
    done = audit(tmp_path / "n.txt", "--format", "csv")
    for row in csv.reader(io.StringIO(done.stdout)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_letters_and_a_workbook_are_written_under_names_without_patients(tmp_path):
    done = audit(SAMPLE / "note-0001.txt", SAMPLE / "note-0002.txt", "--out", tmp_path / "out")
    assert done.returncode == 0
    names = {p.suffix for p in (tmp_path / "out").iterdir()}
    assert names == {".html", ".docx", ".pdf", ".xlsx"}
    assert all(p.stat().st_size > 1500 for p in (tmp_path / "out").iterdir())


def test_letters_count_what_was_decided_in_the_app_with_who_and_why(tmp_path, monkeypatch):
    note = tmp_path / "note.txt"
    note.write_text(
        "PT daily note  DOS 3/4/2026\nGait training 15 min. Timed 15 min, total 15 min.\nAnn Example, PT\n",
        encoding="utf-8",
    )
    home = tmp_path / "home"
    monkeypatch.setenv("AUDITKIT_HOME", str(home))
    audit("--out", str(tmp_path / "before"), note)
    assert not list(home.glob("*"))  # reading makes no store
    with Store.open() as store:
        store.decide(
            note_key(note.read_text(encoding="utf-8")),
            "skilled_need",
            machine=Answer.NOT_MET,
            person=Answer.MET,
            reason="The flowsheet shows it.",
            who="Dana Lee",
            when=datetime(2026, 3, 5, tzinfo=UTC),
        )
    audit("--out", str(tmp_path / "after"), note)
    before, after = (next((tmp_path / name).glob("*.html")).read_text(encoding="utf-8") for name in ("before", "after"))
    assert "Dana Lee" not in before
    assert "Dana Lee" in after
    assert "The flowsheet shows it" in after


def test_a_folder_that_cannot_be_written_to_is_said_and_returns_1(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = audit(SAMPLE / "note-0001.txt", "--out", tmp_path / "taken")
    assert (done.returncode, "cannot be written to" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
