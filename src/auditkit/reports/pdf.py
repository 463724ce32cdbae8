"""Pages as PDF: embedded fonts, no browser, Letter or A4."""

from __future__ import annotations

import io
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    PageBreak,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Flowing

from auditkit.reports.glyphs import BODY, STRONG, load_fonts, shown
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
from auditkit.reports.pictures import WIDTH, drawn

PAPER = {"letter": LETTER, "a4": A4}
_SOFT = "#4d4d4d"
_RULE = HexColor("#767676")
_SIDE = 18 * mm
_PADDING = 6  # what reportlab leaves inside a frame
_LINE = 7 * mm  # a line to write on by hand


def to_pdf(report: Page | Report, *, paper: str = "letter") -> bytes:
    """The report as a PDF file. `paper` is `letter` or `a4`. The file carries no clock time: equal reports are equal files."""
    load_fonts()
    page = as_page(report)
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=PAPER[paper],
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=16 * mm,
        bottomMargin=20 * mm,
        title=shown(page.title),
        author=shown(page.author),
        creator="auditkit",
        lang=page.language,
        invariant=1,
    )
    width = document.width - 2 * _PADDING
    flow = [piece for block in page.blocks for piece in _flow(block, width)]
    document.build(flow, canvasmaker=_numbered(shown(page.footer)))
    return out.getvalue()


@cache
def _style(name: str) -> ParagraphStyle:
    body = {"fontName": BODY, "fontSize": 9.6, "leading": 13.4, "spaceAfter": 4, "textColor": black}
    own = {
        "body": {},
        "heading1": {"fontName": STRONG, "fontSize": 17, "leading": 21, "spaceAfter": 2, "keepWithNext": 1},
        "heading2": {
            "fontName": STRONG,
            "fontSize": 12.5,
            "leading": 16,
            "spaceBefore": 4,
            "spaceAfter": 4,
            "keepWithNext": 1,
        },
        "heading3": {
            "fontName": STRONG,
            "fontSize": 10.6,
            "leading": 14,
            "spaceBefore": 8,
            "spaceAfter": 2,
            "keepWithNext": 1,
        },
        "label": {"spaceBefore": 3, "keepWithNext": 1},
        "quote": {"spaceAfter": 1},
        "small": {"fontSize": 8.2, "leading": 11, "textColor": HexColor(_SOFT), "spaceAfter": 0},
        "cell": {"fontSize": 8.4, "leading": 11, "spaceAfter": 0},
        "few": {"fontSize": 8.4, "leading": 11, "spaceAfter": 0, "textColor": HexColor("#6b6b6b")},
        "head": {"fontName": STRONG, "fontSize": 8.2, "leading": 10.6, "spaceAfter": 0},
    }
    return ParagraphStyle(name, **(body | own[name]))


def _markup(words: Words) -> str:
    parts = []
    for run in words:
        text = escape(shown(run.text)).replace("\n", "<br/>")  # note text is untrusted: no markup of its own
        if run.strong:
            text = f"<b>{text}</b>"
        elif run.link:
            text = f'<a href={quoteattr(run.link)} color="{_SOFT}"><u>{text}</u></a>'
        if run.soft:
            text = f'<font color="{_SOFT}" size="8.4">{text}</font>'
        parts.append(text)
    return "".join(parts)


def _plain(text: str, style: str) -> Flowing:
    return Flowing(escape(shown(text)).replace("\n", "<br/>"), _style(style))


def _flow(block: Block, width: float) -> list[Flowable]:
    match block:
        case Heading(text, level):
            line = (
                [Spacer(1, 5), HRFlowable(width="100%", thickness=1.2, color=HexColor("#444444"), spaceAfter=2)]
                if level == 2
                else []
            )
            for piece in line:
                piece.keepWithNext = 1
            return [*line, _plain(text, f"heading{level}")]
        case Paragraph(words):
            return [Flowing(_markup(words), _style("body"))]
        case Quote(text, where):
            return [_quote(text, where, width), Spacer(1, 4)]
        case Bullets(items, has_own_marks):
            entries = [ListItem(Flowing(_markup(words), _style("body")), leftIndent=12) for words in items]
            mark = " " if has_own_marks else "•"
            return [
                ListFlowable(
                    entries, bulletType="bullet", bulletFontName=BODY, bulletFontSize=8, start=mark, leftIndent=12
                )
            ]
        case Grid():
            return [*_grid(block, width), Spacer(1, 6)]
        case Rates():
            return [*_rates(block, width), Spacer(1, 6)]
        case Blank():
            return [_blank(block, width)]
        case Together(blocks):
            return [KeepTogether(_loosened([piece for inner in blocks for piece in _flow(inner, width)]))]
        case NewSheet():
            return [PageBreak()]


def _loosened(pieces: list[Flowable]) -> list[Flowable]:
    """What stays together as a whole needs no smaller groups: reportlab gives each of those a sheet of its own."""
    return [part for piece in pieces for part in (piece._content if isinstance(piece, KeepTogether) else [piece])]


def _quote(text: str, where: str, width: float) -> Table:
    rows = [[_plain(text, "quote")], *([[_plain(where, "small")]] if where else [])]
    looks = [
        ("LINEBEFORE", (0, 0), (0, -1), 2.4, HexColor("#555555")),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return Table(rows, colWidths=[width], style=TableStyle(looks), hAlign="LEFT", splitInRow=1)


_GRID = (
    ("GRID", (0, 0), (-1, -1), 0.6, _RULE),
    ("BACKGROUND", (0, 0), (-1, 0), HexColor("#eeeeee")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
)


def _grid(block: Grid, width: float) -> list[Flowable]:
    shares = block.widths or tuple([1] * len(block.header))
    columns = [width * share / sum(shares) for share in shares]
    rows = [[_plain(name, "head") for name in block.header]]
    rows += [[_plain(cell, "cell") if cell else "" for cell in row] for row in block.rows]
    heights = [None, *([8.5 * mm] * len(block.rows))] if block.is_form else None
    table = Table(
        rows, colWidths=columns, rowHeights=heights, repeatRows=1, style=TableStyle(_GRID), hAlign="LEFT", splitInRow=1
    )
    above = [Flowing(_label(block.caption, block.mark), _style("label"))] if block.caption else []
    return [KeepTogether([*above, table])] if block.is_form else [*above, table]


def _rates(block: Rates, width: float) -> list[Flowable]:
    shares = block.widths or tuple([1] * len(block.header))
    left = width - WIDTH - 8
    columns = [*(left * share / sum(shares) for share in shares), WIDTH + 8]
    rows = [[_plain(name, "head") for name in (*block.header, block.scale)]]
    for row in block.rows:
        look = "few" if row.is_few else "cell"
        rows.append([*(_plain(cell, look) if cell else "" for cell in row.cells), drawn(row, block.top)])
    table = Table(rows, colWidths=columns, repeatRows=1, style=TableStyle(_GRID), hAlign="LEFT", splitInRow=1)
    return [Flowing(_label(block.caption, ""), _style("label")), table]


def _label(label: str, mark: str) -> str:
    return _markup((Run(label, strong=True), *((Run(f"  {mark}", soft=True),) if mark else ())))


def _blank(block: Blank, width: float) -> KeepTogether:
    looks = [("LINEBELOW", (0, 0), (-1, -1), 0.6, _RULE)]
    lines = Table(
        [[""]] * block.lines,
        colWidths=[width],
        rowHeights=[_LINE] * block.lines,
        style=TableStyle(looks),
        hAlign="LEFT",
    )
    return KeepTogether([Flowing(_label(block.label, block.mark), _style("label")), lines, Spacer(1, 5)])


def _numbered(footer: str) -> type[Canvas]:
    """A canvas that writes the footer and `1 of 3` on every sheet, known only once all sheets are there."""

    class Numbered(Canvas):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)
            self._sheets: list[dict] = []

        def showPage(self) -> None:
            self._sheets.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, sheet in enumerate(self._sheets, 1):
                self.__dict__.update(sheet)
                self.setFont(BODY, 8)
                self.setFillColor(HexColor(_SOFT))
                self.drawString(_SIDE + _PADDING, 11 * mm, footer[:110])
                self.drawRightString(self._pagesize[0] - _SIDE - _PADDING, 11 * mm, f"{number} of {len(self._sheets)}")
                super().showPage()
            super().save()

    return Numbered
