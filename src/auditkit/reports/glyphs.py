"""The fonts of the PDF files, and a readable stand-in for each character that they do not hold: no page shows a black box."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import as_file, files

from auditkit.reports.wording import printable

BODY = "auditkit-body"
STRONG = "auditkit-strong"
_FILES = {BODY: "DejaVuSans.ttf", STRONG: "DejaVuSans-Bold.ttf"}


@cache
def load_fonts() -> frozenset[int]:
    """Register both fonts with reportlab, once. Returns the characters that both of them hold."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    held = []
    for name, file in _FILES.items():
        with as_file(files("auditkit.reports") / "fonts" / file) as path:
            font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        held.append(frozenset(font.face.charToGlyph))
    # Bold within a paragraph is asked for by family; there is no slanted face, so emphasis is bold only.
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=STRONG, italic=BODY, boldItalic=STRONG)
    return held[0] & held[1]


def shown(text: str) -> str:
    """The text with a stand-in for each character that the fonts do not hold."""
    held = load_fonts()
    return "".join(char if ord(char) in held or char in "\n\t" else _stand_in(char) for char in printable(text))


@cache
def _stand_in(char: str) -> str:
    held = load_fonts()
    plain = unicodedata.normalize("NFKD", char)
    if plain != char and all(ord(part) in held for part in plain):
        return plain
    category = unicodedata.category(char)
    if category.startswith("M"):
        return ""  # an accent without its letter
    if category.startswith("Z"):
        return " "
    if category.startswith("S") and (name := unicodedata.name(char, "")):
        return f"[{name.lower()}]"  # a pictogram is said in words
    return "?"
