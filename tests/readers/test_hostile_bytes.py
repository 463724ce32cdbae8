"""Whatever the bytes, the readers answer with notes and issues; and no message repeats what a file holds."""

import contextlib
import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers import clean_print, read_text, read_upload, read_uploads, split_visits
from auditkit.tables import Issue, NoteText, parse_billed, parse_date

PATIENT = "Zebulon Quatermass"
ENDINGS = ["txt", "md", "", "pdf", "docx", "csv", "tsv", "xlsx", "xls", "zip", "doc", "jpg"]
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe",
          b"note,file\n", b'"', b"DOS: 3/4/2026\n", b"ISA*"]  # fmt: skip
calm = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(st.sampled_from(ENDINGS), st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_under_any_name_are_notes_or_issues(ending, start, rest):
    found = list(read_upload(f"a.{ending}", start + rest))
    assert found
    for item in found:
        assert isinstance(item, NoteText | Issue)
        if isinstance(item, NoteText):
            item.text.encode()  # can be stored
        else:
            assert item.sentence.endswith(".")


@calm
@given(st.lists(st.tuples(st.text(max_size=12), st.binary(max_size=60)), max_size=5))
def test_any_names_in_an_upload_are_readable_and_unique(files):
    names = [item.name for item in read_uploads(files) if isinstance(item, NoteText)]
    assert len(set(names)) == len(names)
    assert all(name.isprintable() for name in names)


@calm
@given(st.text(max_size=300))
def test_any_text_can_be_pasted(text):
    assert list(read_text(text))
    clean_print(text)
    split_visits(text)


@calm
@given(
    st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=8),
    st.sampled_from(["MRN,DOS,CPT,Units,Note", "file,billed", "a,b", ""]),
)
def test_any_cells_are_notes_or_issues(rows, header):
    data = header + "\n" + "\n".join(",".join(row) for row in rows)
    for name in ("a.csv", "notes.csv"):
        list(read_upload(name, data.encode("utf-8", "surrogatepass")))


@calm
@given(st.text(max_size=40))
def test_any_cell_is_a_date_or_none_and_codes_or_a_value_error(cell):
    parse_date(cell)
    with contextlib.suppress(ValueError):
        parse_billed(cell)


def a_word_file(xml):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


@calm
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<t>", "</t>", "<tbl>", "</tbl>", "<tr>", "</tr>", "<tc>", "</tc>", "text", "<del>", "</del>",
                         "<checkBox>", "</checkBox>", "<checked/>", "<tab/>", "<br/>", "<sym/>", "&amp;"]),
        max_size=20,
    )
)  # fmt: skip
def test_any_order_of_elements_in_a_word_file_is_survived(tags):
    opened, balanced = [], []
    for tag in tags:  # balanced, so that the XML is well formed however odd
        if tag.startswith("</"):
            if opened and opened[-1] == tag[2:-1]:
                balanced.append(tag)
                opened.pop()
        else:
            balanced.append(tag)
            if tag.startswith("<") and not tag.endswith("/>"):
                opened.append(tag[1:-1])
    balanced += [f"</{name}>" for name in reversed(opened)]
    found = list(read_upload("a.docx", a_word_file(f"<d>{''.join(balanced)}</d>")))
    assert not any(isinstance(i, Issue) and "could not be read" in i.problem for i in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"{PATIENT}\0".encode()),
        ("a.pdf", PATIENT.encode()),
        ("a.docx", a_word_file(f"<d><p><t>{PATIENT}</d>")),
        (
            "a.csv",
            f"DOS,Discipline,CPT,Payer type,Note Type,Note\n{PATIENT},{PATIENT},{PATIENT},{PATIENT},{PATIENT},\n".encode(),
        ),
        ("a.csv", f'MRN,Note\n1,"{PATIENT} walked 150 ft with RW\n2,x\n'.encode()),
        ("notes.csv", f"file,date_of_service,discipline\n{PATIENT},{PATIENT},{PATIENT}\n,{PATIENT},\n".encode()),
        ("a.xlsx", b"PK\x03\x04" + PATIENT.encode()),
        ("a.zip", b"PK\x03\x04" + PATIENT.encode()),
    ],
)
def test_no_message_repeats_what_a_file_holds(name, data):
    issues = [item for item in read_upload(name, data) if isinstance(item, Issue)]
    assert issues
    assert not any(word in issue.sentence for issue in issues for word in PATIENT.split())


def test_heavy_libraries_are_loaded_only_for_the_files_that_need_them():
    code = (
        "import sys; from auditkit.readers import read_upload\n"
        "list(read_upload('a.txt', b'note')); list(read_upload('a.csv', b'note\\nx')); list(read_upload('a.docx', b'PK'))\n"
        "print([m for m in ('pypdfium2', 'docx', 'lxml', 'python_calamine', 'pandas', 'numpy', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
