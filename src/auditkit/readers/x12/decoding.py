"""Bytes -> X12 text, where the bytes are an X12 file."""

from __future__ import annotations

import codecs

from auditkit.readers import decode  # noqa: F401  (registers the byte-by-byte fallback to Windows-1252)
from auditkit.readers.x12.envelope import is_x12

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 40_000


def x12_text(content: bytes) -> str | None:
    """The text of an X12 file, or None where it is no such file. UTF-8, else byte by byte Windows-1252; marks are taken off."""
    encoding = "utf-16-le" if content[:2] == b"I\0" else "utf-16-be" if content[:2] == b"\0I" else "utf-8"
    for mark, marked in _MARKS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], marked
            break
    if not is_x12(_decoded(content[:_HEAD], encoding)):
        return None
    return _decoded(content, encoding)


def _decoded(content: bytes, encoding: str) -> str:
    return content.decode(encoding, "auditkit.cp1252" if encoding == "utf-8" else "replace")


def holds_other_bytes(content: bytes) -> bool:
    """True where the bytes are not UTF-8, so that some were read as Windows-1252."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False
