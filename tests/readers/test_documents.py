"""Text, PDF and Word files: what is read, and the sentence where it cannot be."""

import codecs
import io
import zipfile

import docx
import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from auditkit.readers import Limits, read_text, read_upload
from auditkit.tables import Issue, NoteMeta, NoteText

NOTE = "Knee flexion 95° after mobilisation — “better on stairs”.\nTotal 45 min.\n"


def only(name, data, **kw):
    found = list(read_upload(name, data, **kw))
    assert len(found) == 1, found
    return found[0]


def text_of(name, data):
    note = only(name, data)
    assert isinstance(note, NoteText), note
    return note.text


def sentence(name, data, **kw):
    issue = only(name, data, **kw)
    assert isinstance(issue, Issue), issue
    return issue.sentence


def pdf(*pages, encrypt=None, draw=None):
    out = io.BytesIO()
    sheet = canvas.Canvas(out, encrypt=encrypt, invariant=1)
    for page in pages:
        for n, line in enumerate(page.split("\n")):
            sheet.drawString(72, 720 - 14 * n, line)
        if draw:
            draw(sheet)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def a_picture(sheet):
    from PIL import Image

    sheet.drawImage(ImageReader(Image.new("L", (40, 50), 128)), 0, 0, 595, 842)


def word(fill):
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- text


@pytest.mark.parametrize(
    "data",
    [
        NOTE.encode(),
        codecs.BOM_UTF8 + NOTE.encode(),
        NOTE.encode("cp1252"),
        codecs.BOM_UTF16_LE + NOTE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"),
        NOTE.encode("utf-16-le"),
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace("\n", "\r").encode("cp1252"),
    ],
    ids=["utf-8", "mark", "cp1252", "utf-16 le", "utf-16 be", "utf-16 without a mark", "crlf", "old mac"],
)
def test_a_text_is_the_same_in_every_encoding(data):
    assert only("note.txt", data) == NoteText("note.txt", NOTE, NoteMeta())


def test_a_windows_line_pasted_into_a_utf8_file_keeps_both():
    assert text_of("note.txt", "95° ".encode() + "110°".encode("cp1252")) == "95° 110°"


def test_a_text_cut_off_within_a_character_is_still_read():
    assert text_of("note.txt", "Knee 95°".encode()[:-1]) == "Knee 95"


@pytest.mark.parametrize("name", ["note.txt", "note.md", "note", "note.emr", "note.text.", "NOTE.TXT"])
def test_unknown_endings_are_read_as_text(name):
    assert text_of(name, b"Patient walked 150 ft.") == "Patient walked 150 ft."


def test_a_text_is_not_changed_by_one_character():
    text = "  leading blanks\n\n\ttabs\n=1+1\n<script>alert(1)</script>\n<b>bold</b> &amp; trailing  \n\n"
    assert text_of("note.txt", text.encode()) == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "has no text in it"),
        ("a.txt", codecs.BOM_UTF8, "has no text in it"),
        ("a.txt", bytes(range(256)) * 8, "is not a text file"),
        ("a.txt", b"\x00\x01\x02\x03", "is not a text file"),
        ("a.txt", b"Patient\x00walked", "is not a text file"),
        ("a.txt", b"MZ\x90\x00rest", "is a program"),
        ("a.txt", b"\x89PNG\r\n\x1a\nrest", "is a picture"),
        ("a.txt", b"%PDF-1.7 rest", "ends in .pdf"),
        ("a.txt", b"PK\x03\x04rest", ".docx"),
        ("a.txt", b"{\\rtf1 rest", "save it as .docx"),
        ("a.txt", b"ISA*00*          *00*", "is a claim file (X12)"),
        ("a.doc", b"anything", "save it as .docx"),
        ("a.rtf", b"anything", "save it as .docx"),
        ("a.jpg", b"anything", "run OCR"),
        ("a.xlsb", b"anything", "save it as .xlsx"),
        ("a.7z", b"anything", "Unpack it"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"plain text", "is damaged, or is not a PDF"),
        ("a.docx", b"plain text", "is damaged, or is not a Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "is an older Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.xlsx", b"PK\x03\x04 cut", "is damaged, or is not an Excel file"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "is a web page"),
        ("a.zip", b"plain text", "is damaged, or is not a zip file"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n", "has no rows"),
        ("a.csv", b"code,units\n97110,2\n", "has no column that looks like note text"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name, data, words):
    said = sentence(name, data)
    assert words in said
    assert said.startswith(f"{name}: ") and said.endswith(".")


def test_a_text_over_the_limit_is_refused_with_both_sizes():
    said = sentence("a.txt", b"x" * 3000, limits=Limits(text_bytes=2048))
    assert said.startswith("a.txt: is too large (2 KB; the limit for one text is 2 KB)")


def test_pasted_text_is_a_note_and_nothing_is_an_issue():
    assert list(read_text("Stairs.\r\n")) == [NoteText("pasted note", "Stairs.\n")]
    (issue,) = read_text("  ")
    assert issue.sentence.startswith("pasted note: has no text in it")


def test_pasted_characters_that_cannot_be_stored_are_replaced():
    (note,) = read_text("a\ud800b")
    assert note.text == "a\N{REPLACEMENT CHARACTER}b"


# --- PDF


def test_a_pdf_gives_its_text_and_rows_stay_on_a_line():
    assert text_of("a.pdf", pdf("Knee flexion   95   112\nsecond line")) == "Knee flexion 95 112\nsecond line"


def test_the_pages_of_a_pdf_are_joined_without_their_headers():
    text = text_of("a.pdf", pdf("Clinic A\nPatient walked 150\nPage 1 of 2", "Clinic A\nft with RW.\nPage 2 of 2"))
    assert " ".join(text.split()) == "Clinic A Patient walked 150 ft with RW."


def test_a_scanned_pdf_says_that_it_has_no_text():
    assert sentence("scan_03.pdf", pdf("", draw=a_picture)) == (
        "scan_03.pdf: has no text layer (a scan). Ask for the text version or run OCR first."
    )


def test_a_fax_line_above_a_picture_is_still_a_scan():
    assert "a scan" in sentence("fax.pdf", pdf("FROM 555-0100 P. 1/1", draw=a_picture))


def test_an_empty_pdf_has_no_text():
    assert "no text layer" in sentence("a.pdf", pdf(""))


def test_a_scanned_page_among_others_is_named_and_the_rest_is_read():
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    sheet.drawString(72, 700, "Patient walked 150 ft.")
    sheet.showPage()
    a_picture(sheet)
    sheet.showPage()
    sheet.save()
    note, issue = read_upload("a.pdf", out.getvalue())
    assert "walked 150 ft" in note.text
    assert issue.is_warning and issue.sentence.startswith("a.pdf, page 2: has no text layer (a scanned page)")


def test_a_logo_does_not_make_a_page_a_scan():
    def logo(sheet):
        from PIL import Image

        sheet.drawImage(ImageReader(Image.new("L", (40, 50), 128)), 400, 750, 100, 50)

    assert text_of("a.pdf", pdf("Short note.", draw=logo)) == "Short note."


def test_a_pdf_with_a_password_says_so():
    data = pdf("secret", encrypt=pdfencrypt.StandardEncryption("open sesame"))
    assert sentence("a.pdf", data) == (
        "a.pdf: is a PDF protected by a password. Save a copy without the password and use that."
    )


def test_a_pdf_that_only_forbids_printing_is_read():
    data = pdf("Patient walked.", encrypt=pdfencrypt.StandardEncryption("", ownerPassword="o", canPrint=0))
    assert text_of("a.pdf", data) == "Patient walked."


def test_the_answers_of_a_fillable_pdf_stand_beside_their_labels():
    def field(sheet):
        sheet.acroForm.textfield(name="minutes", x=180, y=715, width=200, height=16, value="45 minutes", borderWidth=0)

    assert text_of("a.pdf", pdf("Total time:\nSigned: J. Doe, PT", draw=field)).split("\n")[0].split() == [
        "Total", "time:", "45", "minutes",
    ]  # fmt: skip


def test_half_a_pdf_does_not_raise():
    data = pdf("Patient walked 150 ft.")
    for end in range(0, len(data), 97):
        list(read_upload("a.pdf", data[:end]))


def test_a_pdf_with_too_many_pages_says_so():
    assert "has 3 pages; the limit is 2" in sentence("a.pdf", pdf("a", "b", "c"), limits=Limits(pages=2))


# --- Word


def test_paragraphs_and_tables_come_in_the_order_of_the_page():
    def fill(document):
        document.add_paragraph("Objective")
        table = document.add_table(2, 3)
        for row, cells in zip(table.rows, [("Motion", "Start", "Now"), ("Knee flexion", "95", "112")], strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
        document.add_paragraph("Assessment")

    assert text_of("a.docx", word(fill)) == "Objective\nMotion | Start | Now\nKnee flexion | 95 | 112\nAssessment"


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs():
    def fill(document):
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "Subjective"
        cells[1].text = "Stairs are easier with the rail. " * 5
        cells[1].add_paragraph("Pain 3/10 at rest. " * 5)

    lines = text_of("a.docx", word(fill)).split("\n")
    assert [line[:10] for line in lines] == ["Subjective", "Stairs are", "Pain 3/10 "]


def test_headers_come_first_and_footers_last_and_each_once():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "Clinic A   DOS: 3/4/2026"
        document.sections[0].footer.paragraphs[0].text = "J. Doe, PT"
        document.add_paragraph("Body")
        document.add_section()

    assert " ".join(text_of("a.docx", word(fill)).split()) == "Clinic A DOS: 3/4/2026 Body J. Doe, PT"


def xml_docx(body, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr(
            "word/document.xml",
            more.get("prolog", "") + f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


def test_deleted_text_is_left_out_and_inserted_text_is_read():
    body = (
        "<w:p><w:r><w:t>Walked </w:t></w:r><w:del><w:r><w:delText>50</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>150</w:t></w:r></w:ins><w:r><w:tab/><w:t>ft</w:t><w:br/><w:t>RW</w:t></w:r></w:p>"
    )
    assert text_of("a.docx", xml_docx(body)) == "Walked 150\tft\nRW"


def test_check_boxes_show_whether_they_are_ticked():
    box = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData></w:fldChar><w:t> {}</w:t></w:r>'
    body = f"<w:p>{box.format(1, 'yes')}<w:r><w:t> </w:t></w:r>{box.format(0, 'no')}</w:p>"
    assert text_of("a.docx", xml_docx(body)) == "☒ yes ☐ no"


def test_an_xml_bomb_in_a_word_file_is_refused():
    prolog = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert "is damaged" in sentence("a.docx", xml_docx("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", prolog=prolog))


def test_a_zip_bomb_with_a_word_name_is_refused():
    assert "unpacks to far more" in sentence(
        "a.docx", xml_docx("<w:p><w:r><w:t>" + "a" * 40_000_000 + "</w:t></w:r></w:p>")
    )


def test_half_a_word_file_does_not_raise():
    data = word(lambda document: document.add_paragraph("Patient walked 150 ft."))
    for end in range(0, len(data), 1_501):
        list(read_upload("a.docx", data[:end]))
