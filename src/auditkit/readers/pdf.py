"""The text of a PDF file. A scan has none, and says so."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, NamedTuple

from auditkit.readers.limits import DEFAULT, Limits, refuse_if_larger
from auditkit.readers.problems import Unreadable, broken, protected

if TYPE_CHECKING:
    import pypdfium2

_ASK = "Ask for the text version or run OCR first."
_FEW = 150  # letters on a page that is a picture but for a fax line
# First halves that keep their hyphen ("self-care"); others are taken for one word cut in two ("strength" + "ening").
_OWN_HYPHEN = re.compile(
    r"\b(self|well|long|left|hand|step|full|home|foot|side|mini|post|weight|non|sit|low|one|two|mid|max|min|mod)\ufffe|(?<=\d)\ufffe|\ufffe(?=\d)",
    re.I,
)
_PASSWORD_ERROR = 4
_one_at_a_time = threading.Lock()  # PDFium is not safe in several threads


class PdfText(NamedTuple):
    """Pages joined by form feeds, and the numbers (from 1) of pages that are pictures."""

    text: str
    scanned_pages: tuple[int, ...] = ()


def read_pdf(data: bytes, limits: Limits = DEFAULT) -> PdfText:
    """The text layer of a PDF.

    Raises Unreadable for a scan, a password, damage, fonts without letters, or too many pages.
    """
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise protected("PDF") from None
            raise broken("PDF") from None
        try:
            return _read(document, limits)
        except pypdfium2.PdfiumError:
            raise broken("PDF") from None
        finally:
            document.close()


def _read(document: pypdfium2.PdfDocument, limits: Limits) -> PdfText:
    count = len(document)
    if count == 0:
        raise Unreadable("has no pages", "Export it again.")
    if count > limits.pages:
        raise Unreadable(f"has {count:,} pages; the limit is {limits.pages:,}", "Split it into smaller files.")
    has_form = document.get_formtype() != 0
    if has_form:
        document.init_forms()
    pages: list[str] = []
    scanned: list[int] = []
    size = 0
    for number in range(count):
        page = document[number]
        text = _page_text(page)
        if has_form and page.flatten() == 1:  # the answers of a fillable form are not in the text until then
            page.close()
            page = document[number]
            text = _lines_by_place(page)
        size += len(text)
        refuse_if_larger(size, limits.text_bytes, what="text")
        if len(text.strip()) < _FEW and _is_picture(page, text):
            scanned.append(number + 1)
        pages.append(text)
        page.close()
    if len(scanned) == count or not any(page.strip() for page in pages):
        raise Unreadable("has no text layer (a scan)", _ASK)
    _refuse_garbled("".join(pages))
    return PdfText("\f".join(pages), tuple(scanned))


def _page_text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return _plain(textpage.get_text_range())
    finally:
        textpage.close()


def _plain(text: str) -> str:
    # U+FFFE (or U+0002) stands for a hyphen at a line's end, with the halves of the word already joined.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "\ufffe").replace("\0", "")
    return _OWN_HYPHEN.sub(lambda m: (m[1] or "") + "-", text).replace("\ufffe", "") if "\ufffe" in text else text


def _lines_by_place(page: pypdfium2.PdfPage) -> str:
    """The page's text by position, so that a form's answer stands beside its label."""
    textpage = page.get_textpage()
    try:
        pieces = []
        for n in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(n)
            words = _plain(textpage.get_text_bounded(left, bottom, right, top)).strip()
            if words:
                pieces.append(((bottom + top) / 2, left, top - bottom, words))
    finally:
        textpage.close()
    lines: list[list[tuple[float, float, float, str]]] = []
    for piece in sorted(pieces, key=lambda p: -p[0]):
        if lines and lines[-1][0][0] - piece[0] < max(lines[-1][0][2], piece[2]) / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return "\n".join("  ".join(p[3] for p in sorted(line, key=lambda p: p[1])) for line in lines)


def _is_picture(page: pypdfium2.PdfPage, text: str) -> bool:
    """True where pictures cover most of the page, or where a page without any text holds one."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    share = 0.0
    for picture in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        if not text.strip():
            return True
        left, bottom, right, top = picture.get_bounds()
        share += abs(right - left) * abs(top - bottom) / max(1.0, width * height)
    return share > 0.5


def _refuse_garbled(text: str) -> None:
    letters = [c for c in text if not c.isspace()]
    odd = sum(c == "\N{REPLACEMENT CHARACTER}" or "\ue000" <= c <= "\uf8ff" or c < " " for c in letters)
    if odd > len(letters) * 0.3:
        raise Unreadable("has a text layer that cannot be read (its fonts carry no letters)", _ASK)
    if text.lstrip().lower().startswith("please wait") and "adobe" in text.lower() and len(text) < 2_000:
        raise Unreadable("is a form that only Adobe Reader shows (XFA)", "Open it there and print it to PDF.")
