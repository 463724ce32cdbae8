"""A page as HTML, Word and PDF: everything shown, nothing run, nothing fetched, readable without colours."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import docx
import pypdfium2
import pytest

from auditkit.reports.feedback import letter
from auditkit.reports.glyphs import load_fonts, shown
from auditkit.reports.html import to_html
from auditkit.reports.page import Blank, Bullets, Grid, Heading, Page, Paragraph, Quote, Run, Together, all_text, text
from auditkit.reports.pdf import to_pdf
from auditkit.reports.word import to_docx
from auditkit.rule import Answer

TODAY = date(2026, 11, 24)
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}</p><a href="javascript:x">\' " & <para><font color="[[x]]">'
SIGNS = "ROM ≥ 95° → 112°, pain ↓ ≤ 2/10, café, ½ lb, ± 5, µ, “quoted” – dash, Δ 12, ✓, c̄ walker, Ωhm, naïve Łódź"


def one_page(words: str) -> Page:
    return Page(
        words,
        (
            Heading(words, 1),
            Heading(words, 2),
            Paragraph(
                (
                    Run(words),
                    Run(words, strong=True),
                    Run(words, soft=True),
                    Run(words, soft=True, link="https://example.test/a?b=1&c=2"),
                )
            ),
            Quote(words, words),
            Bullets((text(words), text(words))),
            Grid(words, ("a", "b"), ((words, ""), ("", words)), (60, 40)),
            Grid(words, ("a", "b"), (("", ""),), is_form=True, mark=words, comment=words),
            Together((Heading(words, 3), Together((Blank(words, words, 2, words),)))),
        ),
        footer=words,
        author=words,
    )


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def word_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("word/document.xml").decode()
    return (
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


def flat(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.fixture
def made(audit_of, rules):
    audits = [audit_of(stem, day=date(2026, 9, day)) for day, stem in enumerate(("a06", "a19", "a25", "a12", "a28"), 1)]
    return letter(audits, rules, therapist="Jordan Avery", practice="Riverside Therapy", today=TODAY)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_pdf_holds_every_word_of_the_letter(made, paper):
    held = flat(pdf_text(to_pdf(made, paper=paper)))
    missing = [line for line in all_text(made.page()).splitlines() if flat(line)[:40] not in held]
    assert missing == []


def test_the_word_file_holds_every_word_of_the_letter(made):
    held = flat(word_text(to_docx(made)))
    assert [line for line in all_text(made.page()).splitlines() if flat(line) not in held] == []


def test_the_html_holds_every_word_of_the_letter(made):
    class Words(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found = []

        def handle_data(self, data):
            self.found.append(data)

    parser = Words()
    parser.feed(to_html(made))
    held = flat("".join(parser.found))
    assert [line for line in all_text(made.page()).splitlines() if flat(line) not in held] == []


def test_hostile_text_is_only_text_in_html():
    class Tags(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found = []

        def handle_starttag(self, tag, attributes):
            self.found.append((tag, dict(attributes)))

    plain, hostile = Tags(), Tags()
    plain.feed(to_html(one_page("words")))
    hostile.feed(to_html(one_page(HOSTILE)))
    assert [tag for tag, _ in plain.found] == [tag for tag, _ in hostile.found]
    assert not any(name.startswith("on") for _, attributes in hostile.found for name in attributes)
    assert "49" not in to_html(one_page("{{ 7*7 }}"))


def test_hostile_text_is_only_text_in_pdf_and_word():
    assert flat("<script>alert(1)</script>") in flat(pdf_text(to_pdf(one_page(HOSTILE))))
    assert "<script>alert(1)</script>" in word_text(to_docx(one_page(HOSTILE)))


def test_the_html_loads_nothing_and_runs_nothing(made):
    page = to_html(made)
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|form|base)\b|@import|url\(", page)
    assert set(re.findall(r'(?:src|href|action)="([^"]*)"', page)) <= {s.url for c in made.changes for s in c.sources}


def test_a_link_that_is_no_web_address_is_left_out(audit_of, rules):
    rule = rules["skilled_need"]
    bent = {
        **rules,
        "skilled_need": replace(rule, sources=tuple(replace(s, url="javascript:alert(1)") for s in rule.sources)),
    }
    assert "javascript" not in to_html(letter([audit_of("a25")], bent, today=TODAY))


@pytest.mark.parametrize("write", [to_html, to_docx, to_pdf])
@pytest.mark.parametrize(
    "words", ["", "\x00\x01\x0b\ufffe\ud800", "\t\n", "x" * 5_000, "مرحبا שלום 漢字 👍🏽", "\u202eright to left"]
)
def test_no_text_stops_a_writer(write, words):
    assert write(one_page(words))


@pytest.mark.parametrize("write", [to_html, to_docx, to_pdf])
def test_equal_letters_are_equal_files(made, write):
    def content(file):
        if isinstance(file, bytes) and file.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(file)) as parts:
                return {name: parts.read(name) for name in parts.namelist()}
        return file

    assert content(write(made)) == content(write(made))


def test_the_signs_that_notes_hold_are_in_the_pdfs_fonts():
    assert shown(SIGNS) == SIGNS
    assert flat(SIGNS) in flat(pdf_text(to_pdf(one_page(SIGNS))))


@pytest.mark.parametrize(
    ("sign", "words"), [("👍", "[thumbs up sign]"), ("漢", "?"), ("\u200b", ""), ("ﬁ", "ﬁ"), ("\uf0b7", ""), ("①", "①")]
)
def test_a_sign_that_the_fonts_do_not_hold_has_a_readable_stand_in(sign, words):
    assert shown(sign) == words


def test_no_character_of_a_pdf_is_outside_its_fonts():
    held = load_fonts()
    everything = "".join(chr(code) for code in range(0x20, 0x3000) if not 0xD800 <= code <= 0xDFFF)
    assert all(ord(char) in held or char in "\n\t" for char in shown(everything))


def test_the_pdf_embeds_its_fonts_and_names_its_language_and_title(made):
    content = to_pdf(made)
    assert b"/FontFile2" in content and b"/Lang (en-US)" in content
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_dict()["Title"] == "Feedback on your notes"
    document.close()


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_pdf_is_made_for_the_paper(made, paper, size):
    document = pypdfium2.PdfDocument(to_pdf(made, paper=paper))
    assert tuple(round(side) for side in document[0].get_size()) == size
    document.close()


def test_every_sheet_of_the_pdf_carries_its_number(made):
    document = pypdfium2.PdfDocument(to_pdf(made))
    count = len(document)
    assert [f"{n} of {count}" in document[n - 1].get_textpage().get_text_bounded() for n in range(1, count + 1)] == [
        True
    ] * count
    document.close()


def test_a_table_longer_than_a_sheet_goes_on_with_its_header(audit_of, rules):
    audits = [replace(audit_of("a06"), name=f"note {n}") for n in range(70)]
    held = pdf_text(to_pdf(letter(audits, rules, today=TODAY)))
    assert flat(held).count("Paymentpointsshown") >= 2 and "note 69" in held


def test_the_word_file_has_real_headings_lists_a_language_and_no_stray_author(made):
    file = docx.Document(io.BytesIO(to_docx(made)))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles[0] == "Title" and styles.count("Heading 1") >= 4 and styles.count("Heading 2") == 3
    assert "List Bullet" in styles and "Quoted words" in styles
    assert file.core_properties.language == "en-US" and file.core_properties.title == "Feedback on your notes"
    assert file.core_properties.author == "Riverside Therapy"
    assert file.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")


def test_headings_step_down_one_level_at_a_time(made):
    levels = [int(level) for level in re.findall(r"<h([1-6])>", to_html(made))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_importance_and_answers_are_told_by_shape_and_word(made):
    page = to_html(made)
    assert "■ payment-critical" in page and "○ quality" in page and "✓" in page
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", page.split("</style>")[0]))
    assert all(
        len(set(re.findall("..", c[1:] if len(c) == 7 else "".join(x * 2 for x in c[1:])))) == 1 for c in colours
    )  # greys only


def test_a_blank_of_a_form_is_empty_and_its_reason_is_in_words_margin():
    content = to_docx(one_page("Measures"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        comments = parts.read("word/comments.xml").decode()
    assert comments.count("<w:comment ") == 2 and "w:date" not in comments
    assert "____" not in word_text(content)


def test_what_the_person_did_not_decide_is_not_claimed(audit_of, rules, answered):
    words = pdf_text(to_pdf(letter([answered(audit_of("a01"), "skilled_need", Answer.UNCLEAR)], rules, today=TODAY)))
    assert "What a person decided" not in words
