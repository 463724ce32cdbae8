"""The text of a Word file (.docx): headers, paragraphs and tables in the order of the page.

Read straight from the file's XML with the standard library: no part is built in memory as a tree, a document type (the
way to an XML bomb) is refused, and rows of a table stay on one line.
"""

from __future__ import annotations

import io
import re
from xml.parsers import expat

from auditkit.readers.archive import open_archive, read_entry
from auditkit.readers.limits import DEFAULT, Limits, refuse_if_larger
from auditkit.readers.problems import Unreadable, broken, protected

OLE = b"\xd0\xcf\x11\xe0"
_PART = re.compile(r"word/(header|footer|footnotes|endnotes)(\d*)\.xml$")
_LONG_ROW = 240  # letters: a longer row is a page layout, not a table of values
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0D8": "➢", "F0B7": "•"}
_IGNORED = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange", "pPrChange"}
_OFF = {"0", "false", "off"}


def read_docx(data: bytes, limits: Limits = DEFAULT) -> str:
    """The text of a .docx file. Raises Unreadable for a password, an old format, damage or size."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected("Word file")
        raise Unreadable("is an older Word file", "Open it in Word and save it as .docx.")
    archive = open_archive(io.BytesIO(data), limits, "Word file")
    parts = {entry.filename: entry for entry in archive.infolist()}
    if "word/document.xml" not in parts:
        raise broken("Word file")
    left = limits.total_bytes

    def text_of(name: str) -> str:
        nonlocal left
        xml = read_entry(archive, parts[name], min(left, limits.text_bytes * 10), limits)
        left -= len(xml)
        return _Text(limits).of(xml)

    body = text_of("word/document.xml")
    around: dict[str, list[str]] = {"header": [], "footer": [], "footnotes": [], "endnotes": []}
    for name in sorted(parts):
        if m := _PART.match(name):
            text = text_of(name).strip()
            if text and text not in around[m[1]]:
                around[m[1]].append(text)
    whole = [*around["header"], body.strip("\n"), *around["footnotes"], *around["endnotes"], *around["footer"]]
    text = "\n".join(part for part in whole if part)
    refuse_if_larger(len(text), limits.text_bytes, what="text")
    return text


class _Text:
    """Follows the elements of one part and keeps what a reader would see."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.text_bytes
        self._size = 0
        self._lines: list[str] = []
        self._paragraphs: list[list[str]] = []  # open paragraphs: a text box holds paragraphs within one
        self._tables: list[list[list[str]]] = []  # open tables: cells of the current row, each a list of paragraphs
        self._in_text = 0
        self._ignored = 0
        self._box: bool | None = None

    def of(self, xml: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        try:
            parser.Parse(xml, True)
        except expat.ExpatError:
            raise broken("Word file") from None
        return "\n".join(self._lines)

    @staticmethod
    def _refuse_document_type(*_: object) -> None:
        raise broken("Word file")

    def _add(self, text: str) -> None:
        self._size += len(text)
        refuse_if_larger(self._size, self._limit, what="text")
        if self._paragraphs:
            self._paragraphs[-1].append(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag in _IGNORED:
            self._ignored += 1
        if self._ignored:
            return
        match tag:
            case "p":
                self._paragraphs.append([])
            case "t":
                self._in_text += 1
            case "tab":
                # Tab stops of a paragraph's layout carry a position; a tab in the text does not.
                if not any(key.endswith(("pos", "val")) for key in attributes):
                    self._add("\t")
            case "ptab":
                self._add("\t")
            case "br" | "cr":
                kinds = [value for key, value in attributes.items() if key.endswith(" type")]
                self._add("\f" if kinds == ["page"] and not self._tables else "\n")
            case "noBreakHyphen":
                self._add("-")
            case "sym":
                codes = [value.upper() for key, value in attributes.items() if key.endswith(" char")]
                self._add(_SYMBOLS.get(codes[0] if codes else "", ""))
            case "checkBox":
                self._box = False
            case "checked" | "default" if self._box is not None:
                values = [value for key, value in attributes.items() if key.endswith(" val")]
                self._box = not (values and values[0] in _OFF)
            case "tr":
                self._tables.append([])
            case "tc" if self._tables:
                self._tables[-1].append([])

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if self._ignored:
            self._ignored -= tag in _IGNORED
            return
        match tag:
            case "p" if self._paragraphs:
                self._put("".join(self._paragraphs.pop()))
            case "t":
                self._in_text -= 1
            case "checkBox" if self._box is not None:
                self._add("☒" if self._box else "☐")
                self._box = None
            case "tr" if self._tables:
                for line in _row(self._tables.pop()):
                    self._put(line)

    def _characters(self, text: str) -> None:
        if self._in_text and not self._ignored:
            self._add(text)

    def _put(self, line: str) -> None:
        if self._tables and self._tables[-1]:
            self._tables[-1][-1].append(line)
        elif self._paragraphs:
            self._paragraphs[-1].append(("\n" if self._paragraphs[-1] else "") + line + "\n")
        else:
            self._lines.append(line)


def _row(cells: list[list[str]]) -> list[str]:
    """A row on one line; a row that lays out whole sections keeps its paragraphs."""
    filled = [[p for p in cell if p.strip()] for cell in cells]
    size = sum(len(p) for cell in filled for p in cell)
    several = any(len(cell) > 1 for cell in filled)
    if sum(bool(cell) for cell in filled) <= 1 or (several and size > _LONG_ROW):
        return [p for cell in filled for p in cell]
    return [" | ".join(" ".join(" ".join(p.split()) for p in cell) for cell in filled).rstrip(" |")]
