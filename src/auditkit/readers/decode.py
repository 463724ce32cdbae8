"""Bytes of a text file -> text: UTF-8, a byte order mark, Windows-1252; and what is no text at all."""

from __future__ import annotations

import codecs
import re

from auditkit.readers.problems import EMPTY, Unreadable

_RENAME = "Give the file its right ending, or export it again."

# (first bytes, what it is). The first match counts.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "Rename it so that it ends in .pdf."),
    (b"{\\rtf", "an RTF document", "Open it in Word and save it as .docx."),
    (b"PK\x03\x04", "a zip, Word or Excel file", "Give it its right ending (.zip, .docx or .xlsx)."),
    (b"\xd0\xcf\x11\xe0", "an older Office file", "Open it in Word or Excel and save it as .docx or .xlsx."),
    (b"\x89PNG", "a picture", "Ask for the text version or run OCR first."),
    (b"\xff\xd8\xff", "a picture", "Ask for the text version or run OCR first."),
    (b"GIF8", "a picture", "Ask for the text version or run OCR first."),
    (b"II*\x00", "a picture", "Ask for the text version or run OCR first."),
    (b"MM\x00*", "a picture", "Ask for the text version or run OCR first."),
    (b"MZ\x90", "a program", "Leave it out."),
    (b"\x7fELF", "a program", "Leave it out."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"Rar!", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
    (b"SQLite format 3\x00", "a database", "Leave it out."),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, which begins with the same two bytes
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_X12 = re.compile(r"ISA[^\w\s].{2}[^\w\s]", re.S)
NO_TEXT_FILE = ("is not a text file, although its name says so", _RENAME)


def _one_byte_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


# Byte by byte, because exports mix: a UTF-8 file into which one Windows-1252 line was pasted keeps both.
codecs.register_error("auditkit.cp1252", _one_byte_as_cp1252)


def plain_lines(text: str) -> str:
    """The text with every kind of line end as a line feed; form feeds stay. Characters that cannot be stored are replaced."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\v" in text:
        text = text.replace("\v", "\n")  # Word's and Excel's line break within a paragraph
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text) if not text.isascii() else text


def refuse_other_formats(data: bytes) -> None:
    """Raises Unreadable where the first bytes are those of another kind of file."""
    for start, what, fix in _SIGNATURES:
        if data.startswith(start):
            raise Unreadable(f"is {what}, although its name says something else", fix)


def decode(data: bytes) -> str:
    """The text of a text file, line ends made plain.

    Raises Unreadable where it is empty, binary, another kind of file or a claim file.
    """
    if not data:
        raise Unreadable(*EMPTY)
    refuse_other_formats(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        text = _without_mark(data)
    if text.count("\N{REPLACEMENT CHARACTER}") + len(_CONTROL.findall(text)) > len(text) // 50 + 1:
        raise Unreadable(*NO_TEXT_FILE)
    if _X12.match(text):
        raise Unreadable("is a claim file (X12), not a note", "Use the claims part of the kit for it.")
    return plain_lines(text)


def is_delimited(text: str) -> bool:
    """True where a text is a table, whatever its name says: every one of its first lines has the same number of separators."""
    lines = [line for line in text[:20_000].rpartition("\n")[0].split("\n")[:20] if line.strip()]
    if len(lines) < 3:
        return False
    return any(len({line.count(mark) for line in lines}) == 1 and lines[0].count(mark) >= 5 for mark in "\t;,")


def _without_mark(data: bytes) -> str:
    head = data[:4096]
    if b"\0" in head:  # UTF-16 without a mark has a zero in every second byte of English text
        even, odd = head[::2].count(0), head[1::2].count(0)
        if odd > len(head) * 0.3 and even == 0:
            return data.decode("utf-16-le", "replace")
        if even > len(head) * 0.3 and odd == 0:
            return data.decode("utf-16-be", "replace")
    if b"\0" in data:
        raise Unreadable(*NO_TEXT_FILE)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if sum(byte > 0x7F for byte in head) > len(head) * 0.4:
        raise Unreadable(*NO_TEXT_FILE)
    try:
        return codecs.getincrementaldecoder("utf-8")("strict").decode(data)  # cut off within its last character
    except UnicodeDecodeError:
        return data.decode("utf-8", "auditkit.cp1252")
