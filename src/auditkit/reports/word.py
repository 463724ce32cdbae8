"""Pages as Word files: real headings, lists, tables and styles, so that people can edit them and screen readers read them."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from auditkit.reports.page import (
    Blank,
    Block,
    Bullets,
    Grid,
    Heading,
    NewSheet,
    Page,
    Paragraph,
    Quote,
    Rates,
    Report,
    Run,
    Together,
    Words,
    as_page,
)
from auditkit.reports.wording import printable

_FONT = "Calibri"
_DARK = RGBColor(0x1A, 0x1A, 0x1A)
_SOFT = RGBColor(0x4D, 0x4D, 0x4D)
_WIDTH = 6.9  # inches between the margins of a Letter sheet
_PROPERTY = 255  # characters that Word holds in a property
# Equal reports are equal files, and a report does not read the clock.
_NO_CLOCK = datetime(2000, 1, 1)


def to_docx(report: Page | Report) -> bytes:
    """The report as a Word file. Reasons for what a form asks for become comments in the margin, beside the text."""
    page = as_page(report, has_margin=True)
    file = Document()
    _set_up(file, page)
    for block in page.blocks:
        _write(file, block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_up(file: WordFile, page: Page) -> None:
    properties = file.core_properties
    properties.title, properties.author, properties.language = (
        printable(page.title)[:_PROPERTY],
        printable(page.author)[:_PROPERTY],
        page.language,
    )
    properties.comments, properties.created, properties.modified = "", _NO_CLOCK, _NO_CLOCK
    section = file.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.8)
    section.top_margin = section.bottom_margin = Inches(0.75)
    _set_styles(file, page.language)
    line = section.footer.paragraphs[0]
    line.style = file.styles["Small print"]
    line.add_run(printable(page.footer) + "    ")
    _add_page_number(line)


def _set_styles(file: WordFile, language: str) -> None:
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    marked = normal.element.get_or_add_rPr().find(qn("w:lang"))
    if marked is None:
        marked = OxmlElement("w:lang")
        normal.element.get_or_add_rPr().append(marked)
    marked.set(qn("w:val"), language)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FONT, Pt(size), True, _DARK
        _drop_theme(style)
        # Some readers take the colour from here.
        for twin in (own for own in file.styles if own.name == f"{name} Char"):
            twin.font.name, twin.font.color.rgb = _FONT, _DARK
            _drop_theme(twin)
    small = file.styles.add_style("Small print", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size, small.font.color.rgb = normal, Pt(9), _SOFT
    words = file.styles.add_style("Quoted words", WD_STYLE_TYPE.PARAGRAPH)
    words.base_style, words.font.italic = normal, False
    words.paragraph_format.left_indent, words.paragraph_format.space_after = Inches(0.2), Pt(5)
    _add_border(words.element.get_or_add_pPr(), "left", size=18, space=8)
    own = file.styles.add_style("Own mark", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style, own.paragraph_format.left_indent, own.paragraph_format.space_after = normal, Inches(0.2), Pt(3)
    own.paragraph_format.first_line_indent = Inches(-0.15)
    _add_border(file.styles["Title"].element.get_or_add_pPr(), "bottom", size=8, space=4)


def _drop_theme(style) -> None:
    """A theme's font and colour would win over those that are named."""
    for part in ("w:rFonts", "w:color"):
        named = style.element.get_or_add_rPr().find(qn(part))
        for key in [key for key in named.attrib if "theme" in key.lower()]:
            del named.attrib[key]


def _add_border(properties, side: str, *, size: int, space: int) -> None:
    """Replace the paragraph borders by one line on one side; grey, so that it prints."""
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for key, given in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", "555555")):
        line.set(qn(f"w:{key}"), given)
    borders.append(line)
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
    )


def _add_page_number(paragraph: WordParagraph) -> None:
    run = paragraph.add_run()
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if code else "w:fldChar")
        if code:
            part.text = code
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _write(file: WordFile, block: Block) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(printable(text), level - 1)
        case Paragraph(words):
            _add_words(file.add_paragraph(), words)
        case Quote(text, where):
            quoted = file.add_paragraph(printable(text), style="Quoted words")
            if where:
                quoted.add_run().add_break()
                _add_run(quoted, Run(where, soft=True))
            quoted.paragraph_format.keep_together = True
        case Bullets(items, has_own_marks):
            for words in items:
                _add_words(file.add_paragraph(style="Own mark" if has_own_marks else "List Bullet"), words)
        case Grid():
            _add_grid(file, block)
        case Rates():
            _add_grid(file, block.grid)
        case Blank():
            _add_blank(file, block)
        case Together(blocks):
            _write_together(file, blocks)
        case NewSheet():
            file.add_page_break()


def _write_together(file: WordFile, blocks: tuple[Block, ...]) -> None:
    before = len(file.paragraphs)
    for inner in blocks:
        _write(file, inner)
    for paragraph in file.paragraphs[before:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _add_words(paragraph: WordParagraph, words: Words) -> None:
    for run in words:
        _add_run(paragraph, run)


def _add_run(paragraph: WordParagraph, run: Run) -> None:
    added = paragraph.add_run(printable(run.text))
    added.bold = run.strong or None
    if run.soft:
        added.font.size, added.font.color.rgb = Pt(9), _SOFT
    if run.link:
        added.font.underline = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        link.append(added._r)


def _add_table(file: WordFile, rows: int, shares: tuple[int, ...]) -> Table:
    table = file.add_table(rows, len(shares))
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Inches(_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    return table


def _add_caption(file: WordFile, grid: Grid) -> None:
    caption = file.add_paragraph()
    name = caption.add_run(printable(grid.caption))
    name.bold = True
    if grid.mark:
        _add_run(caption, Run(f"  {grid.mark}", soft=True))
    _add_comment(file, name, grid.comment)
    caption.paragraph_format.keep_with_next = True


def _add_grid(file: WordFile, grid: Grid) -> None:
    if grid.caption:
        _add_caption(file, grid)
    table = _add_table(file, 1 + len(grid.rows), grid.widths or tuple([1] * len(grid.header)))
    for row, cells in zip(table.rows, (grid.header, *grid.rows), strict=True):
        is_head = cells is grid.header
        _mark_row(row, "w:tblHeader" if is_head else "", height=0.36 if grid.is_form and not is_head else 0)
        for cell, words in zip(row.cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(printable(words))
            run.bold, run.font.size = is_head or None, Pt(9.5)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            if is_head:
                _shade(cell)
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_comment(file: WordFile, name: WordRun, comment: str) -> None:
    """A note in the margin, without a date: a form does not read the clock."""
    if comment:
        added = file.add_comment(name, text=printable(comment), author="auditkit", initials="ak")
        added._comment_elm.attrib.pop(qn("w:date"), None)


def _mark_row(row, mark: str, *, height: float = 0) -> None:
    """A row that does not break over sheets; with `w:tblHeader` it comes again on the next sheet."""
    for name in filter(None, ("w:cantSplit", mark)):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    if height:
        row.height = Inches(height)


def _shade(cell) -> None:
    shade = OxmlElement("w:shd")
    for key, given in (("val", "clear"), ("color", "auto"), ("fill", "EEEEEE")):
        shade.set(qn(f"w:{key}"), given)
    cell._tc.get_or_add_tcPr().append(shade)


def _add_blank(file: WordFile, blank: Blank) -> None:
    """A label, and an empty framed cell below it that grows with what is written: no row of underscores to delete."""
    label = file.add_paragraph()
    name = label.add_run(printable(blank.label))
    name.bold = True
    if blank.mark:
        _add_run(label, Run(f"  {blank.mark}", soft=True))
    label.paragraph_format.keep_with_next, label.paragraph_format.space_after = True, Pt(1)
    _add_comment(file, name, blank.comment)
    _mark_row(_add_table(file, 1, (1,)).rows[0], "", height=0.28 * blank.lines)
    gap = file.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    gap.paragraph_format.line_spacing = Pt(6)
