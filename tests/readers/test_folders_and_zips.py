"""Folders, zips and uploads: what is found, in which order, and what is not followed, unpacked or believed."""

import io
import os
import stat
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from auditkit.readers import Limits, read_notes, read_upload, read_uploads
from auditkit.tables import NOTES_INDEX, BilledService, Issue, NoteMeta, NoteText, template_csv

TEXT = "Patient walked 150 ft with RW and needed min A at the curb."


def sorted_out(found):
    found = list(found)
    return [n for n in found if isinstance(n, NoteText)], [i for i in found if isinstance(i, Issue)]


def zipped(files, **kw):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kw.pop("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def in_folder(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


INDEX = (
    "file,patient_id,therapist_id,discipline,payer_type,date_of_service,kinds,billed\n"
    "a.txt,P1,T1,PT,medicare_b,3/4/2026,treatment,97110:2:30|97140:1:15\n"
    "SUB\\b.txt,P2,T2,OT,,,,\n"
    "gone.txt,P3,,,,,,\n"
    "c.txt,P4,,XX,,,,\n"
)
FILES = {"a.txt": TEXT, "sub/b.txt": TEXT, "c.txt": TEXT, "d.txt": TEXT, "notes.csv": INDEX}


@pytest.mark.parametrize("kind", ["folder", "zip on disk", "uploaded zip", "uploads"])
def test_the_index_gives_metadata_wherever_the_notes_come_from(kind, tmp_path):
    if kind == "folder":
        found = read_notes([in_folder(tmp_path, FILES)])
    elif kind == "zip on disk":
        (tmp_path / "batch.zip").write_bytes(zipped(FILES))
        found = read_notes([tmp_path / "batch.zip"])
    elif kind == "uploaded zip":
        found = read_upload("batch.zip", zipped(FILES))
    else:
        found = read_uploads([(name, content.encode()) for name, content in FILES.items()])
    notes, issues = sorted_out(found)
    by_name = {note.name: note.meta for note in notes}
    assert by_name["a.txt"] == NoteMeta(
        "P1", "T1", "", "PT", "", "medicare_b", date(2026, 3, 4), ("treatment",),
        (BilledService("97110", 2, 30), BilledService("97140", 1, 15)),
    )  # fmt: skip
    assert by_name["sub/b.txt"] == NoteMeta("P2", "T2", discipline="OT")
    assert by_name["c.txt"] == NoteMeta("P4")
    assert by_name["d.txt"] == NoteMeta()
    # in a zip the zip stands in front; wherever it lies, the index and its row are named
    assert all(i.is_warning and "notes.csv" in i.sentence for i in issues)
    assert [i.place.rpartition("row ")[2] for i in issues] == ["5", "4"]


def test_the_index_template_is_an_index(tmp_path):
    in_folder(tmp_path, {"note_001.txt": TEXT, "notes.csv": template_csv(NOTES_INDEX)})
    (note,) = read_notes([tmp_path])
    assert note.meta.patient_id == "P0042" and note.meta.kinds == ("progress", "treatment")


def test_a_notes_csv_that_holds_notes_is_a_table(tmp_path):
    in_folder(tmp_path, {"notes.csv": f"MRN,Note\n1,{TEXT}\n"})
    (note,) = read_notes([tmp_path])
    assert note.text == TEXT


def test_each_visit_of_a_file_gets_the_row_of_its_date(tmp_path):
    visits = f"DOS: 3/4/2026\n{TEXT} {TEXT}\nDOS: 3/6/2026\n{TEXT} {TEXT}\nDOS: 3/9/2026\n{TEXT} {TEXT}\n"
    index = "file,patient_id,date_of_service,billed\nv.txt,P1,3/4/2026,97110\nv.txt,P1,3/6/2026,97140\n"
    notes, issues = sorted_out(read_notes([in_folder(tmp_path, {"v.txt": visits, "notes.csv": index})]))
    assert issues == []
    assert [(n.name, n.place, n.meta.date_of_service.day, [s.code for s in n.meta.billed]) for n in notes] == [
        ("v.txt, visit 1 of 3", "visit 1 of 3", 4, ["97110"]),
        ("v.txt, visit 2 of 3", "visit 2 of 3", 6, ["97140"]),
        ("v.txt, visit 3 of 3", "visit 3 of 3", 9, []),
    ]
    assert "".join(n.text for n in notes) == visits


def test_a_folder_is_read_in_the_order_people_expect_without_hidden_files(tmp_path):
    names = [
        "note_10.txt",
        "note_2.txt",
        "b/x.txt",
        ".hidden.txt",
        ".git/x.txt",
        "~$note.docx",
        "Thumbs.db",
        "A.txt",
        "__MACOSX/a.txt",
    ]
    notes, issues = sorted_out(read_notes([in_folder(tmp_path, dict.fromkeys(names, TEXT))]))
    assert ([n.name for n in notes], issues) == (["A.txt", "b/x.txt", "note_2.txt", "note_10.txt"], [])


def test_names_are_unique_over_several_folders(tmp_path):
    for folder in ("one", "two", "three/two"):
        in_folder(tmp_path / folder, {"note.txt": TEXT})
    paths = [tmp_path / "one" / "note.txt", tmp_path / "two", tmp_path / "three" / "two", tmp_path / "one"]
    assert [n.name for n in read_notes(paths)] == ["note.txt", "two/note.txt", "note.txt (2)", "one/note.txt"]


def test_links_are_not_followed_within_a_folder(tmp_path):
    secret = in_folder(tmp_path / "elsewhere", {"secret.txt": "secret"})
    here = in_folder(tmp_path / "here", {"a.txt": TEXT})
    (here / "b.txt").symlink_to(secret / "secret.txt")
    (here / "loop").symlink_to(here)
    (here / "dead").symlink_to(here / "nowhere")
    notes, issues = sorted_out(read_notes([here]))
    assert [n.name for n in notes] == ["a.txt"]
    assert [i.file for i in issues] == ["b.txt", "dead", "loop"]
    assert all("is a link" in i.sentence for i in issues)


def test_folders_too_deep_are_named(tmp_path):
    in_folder(tmp_path, {"1/2/3/a.txt": TEXT, "1/b.txt": TEXT})
    notes, issues = sorted_out(read_notes([tmp_path], limits=Limits(folders_deep=2)))
    assert ([n.name for n in notes], [i.file for i in issues]) == (["1/b.txt"], ["1/2/3"])


def test_a_pipe_is_not_opened(tmp_path):
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(tmp_path / "pipe.txt")
    (issue,) = read_notes([tmp_path])
    assert issue.sentence.startswith("pipe.txt: is not an ordinary file")


def test_what_is_not_there_is_named_as_given(tmp_path):
    paths = [tmp_path / "missing.txt", "no/such/folder/", "bad\0name.txt", tmp_path / "a.txt" / "b"]
    in_folder(tmp_path, {"a.txt": TEXT})
    notes, issues = sorted_out(read_notes(paths))
    assert notes == [] and len(issues) == 4
    assert issues[0].file == str(tmp_path / "missing.txt")
    assert all("is not there" in i.sentence for i in issues)


def test_a_file_that_may_not_be_read_is_an_issue(tmp_path, monkeypatch):
    in_folder(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    opened = Path.open

    def refuse(self, *args, **kw):
        if self.name == "a.txt":
            raise PermissionError(13, "denied", str(self))
        return opened(self, *args, **kw)

    monkeypatch.setattr(Path, "open", refuse)
    notes, issues = sorted_out(read_notes([tmp_path]))
    assert [n.name for n in notes] == ["b.txt"]
    assert issues[0].sentence.startswith("a.txt: cannot be opened (no permission)")


def test_a_folder_that_may_not_be_listed_is_an_issue(tmp_path, monkeypatch):
    in_folder(tmp_path, {"a.txt": TEXT, "closed/b.txt": TEXT})
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    notes, issues = sorted_out(read_notes([tmp_path]))
    assert [n.name for n in notes] == ["a.txt"]
    assert issues[0].sentence.startswith("closed: cannot be opened (no permission)")


def test_an_empty_folder_says_so(tmp_path):
    (issue,) = read_notes([tmp_path])
    assert "is a folder without files" in issue.sentence


def test_a_huge_text_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)  # takes no room on the disk
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("was opened"))
    (issue,) = read_notes([path])
    assert issue.sentence.startswith("huge.txt: is too large (200 MB; the limit for one text is 5 MB)")


def test_a_name_with_control_characters_is_shown_without_them(tmp_path):
    (note,) = read_upload("a\x1b[31m\n\u202e.txt", TEXT.encode())
    assert note.name == "a�[31m��.txt"


# --- zips


def test_a_zip_is_read_like_a_folder():
    notes, issues = sorted_out(
        read_upload(
            "b.zip", zipped({"n10.txt": TEXT, "n2.txt": TEXT, "x/": "", ".DS_Store": "x", "__MACOSX/n.txt": "x"})
        )
    )
    assert ([n.name for n in notes], issues) == (["n2.txt", "n10.txt"], [])


def test_a_zip_without_files_says_so():
    (issue,) = read_upload("b.zip", zipped({}))
    assert "is a zip without files" in issue.sentence


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/etc/cron.d/x.txt", "C:/Windows/x.txt", "..\\up.txt"])
def test_a_name_that_points_outside_the_zip_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notes, issues = sorted_out(read_upload("b.zip", zipped({name: TEXT, "ok.txt": TEXT})))
    assert [n.name for n in notes] == ["ok.txt"]
    assert "points outside the zip" in issues[0].sentence
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_a_zip_is_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    list(read_upload("b.zip", zipped({"a.txt": TEXT, "b.docx": b"PK", "c.pdf": b"%PDF-"})))
    assert list(tmp_path.iterdir()) == []


def test_a_zip_within_a_zip_is_refused():
    notes, issues = sorted_out(read_upload("b.zip", zipped({"in.zip": zipped({"a.txt": TEXT}), "ok.txt": TEXT})))
    assert [n.name for n in notes] == ["ok.txt"]
    assert issues[0].sentence == "b.zip, in.zip: is a zip within a zip. Unpack it first."


def test_a_zip_bomb_is_refused_without_unpacking_it():
    notes, issues = sorted_out(read_upload("b.zip", zipped({"bomb.txt": b"0" * 4_000_000, "ok.txt": TEXT})))
    assert [n.name for n in notes] == ["ok.txt"]
    assert "unpacks to far more than a real file would" in issues[0].sentence


def test_a_zip_that_lies_about_sizes_is_damaged():
    data = bytearray(zipped({"bomb.txt": b"0" * 4_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    (issue,) = read_upload("b.zip", bytes(data))
    assert "is damaged" in issue.sentence


def test_a_zip_stops_at_its_total_and_names_the_rest():
    files = {f"n{n}.txt": os.urandom(400).hex() for n in range(5)}
    notes, issues = sorted_out(read_upload("b.zip", zipped(files), limits=Limits(total_bytes=3_500)))
    assert (len(notes), len(issues)) == (4, 1)
    assert "the zip unpacks to more than 3 KB" in issues[0].sentence


def test_a_zip_with_too_many_files_is_refused():
    (issue,) = read_upload("b.zip", zipped({f"{n}.txt": "x" for n in range(30)}), limits=Limits(files=20))
    assert "holds too many files (the limit is 20)" in issue.sentence


def test_a_zip_with_a_password_names_the_entry():
    data = bytearray(zipped({"a.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    (issue,) = read_upload("b.zip", bytes(data))
    assert issue.sentence == "b.zip, a.txt: is protected by a password. Make the zip again without a password."


def test_a_link_in_a_zip_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    (issue,) = read_upload("b.zip", out.getvalue())
    assert "is a link to another file" in issue.sentence


def test_a_damaged_entry_leaves_the_others():
    data = bytearray(zipped({"a.txt": TEXT * 9, "b.txt": TEXT}, compression=zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    notes, issues = sorted_out(read_upload("b.zip", bytes(data)))
    assert [n.name for n in notes] == ["b.txt"]
    assert issues[0].sentence.startswith("b.zip, a.txt: is damaged")


# --- many files


def test_a_thousand_mixed_files_with_twenty_broken_ones(tmp_path):
    broken = {
        "empty.txt": b"", "blank.txt": b"  \n", "binary.txt": bytes(range(256)), "program.txt": b"MZ\x90\x00", "old.doc": b"x",
        "rich.rtf": b"{\\rtf1", "bad.pdf": b"no pdf", "cut.pdf": b"%PDF-1.7", "bad.docx": b"no docx", "cut.docx": b"PK\x03\x04",
        "locked.docx": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "bad.zip": b"PK", "empty.zip": zipped({}),
        "bad.xlsx": b"PK\x03\x04", "web.xls": b"<html>", "codes.csv": b"code\n97110\n", "picture.jpg": b"x", "claim.txt": b"ISA*00*  ",
        "large.txt": b"x" * (5 * 2**20 + 1), "sound.mp3": b"x",
    }  # fmt: skip
    good = {f"n{n:04}.{'md' if n % 7 == 0 else 'txt'}": f"{TEXT} {n}" for n in range(980)}
    notes, issues = sorted_out(read_notes([in_folder(tmp_path, {**broken, **good})]))
    assert len(notes) == 980 and len({n.name for n in notes}) == 980
    assert sorted(i.file for i in issues) == sorted(broken)
    assert not any(i.is_warning for i in issues)
