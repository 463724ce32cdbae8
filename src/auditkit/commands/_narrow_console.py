"""A console that cannot show every character (an old Windows code page, LANG=C) gets the nearest plain one instead of an error."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Any

_PLAIN = {
    "\u2713": "v", "\u2714": "v", "\u2715": "x", "\u2717": "x", "\u2026": "...", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2018": "'", "\u2019": "'",
    "\u201c": '"', "\u201d": '"', "\u00d7": "x", "\u00b7": "-", "\u2022": "*", "\u2192": "->", "\u2265": ">=", "\u2264": "<=", "\u2260": "!=",
    "\u25a0": "#", "\u25a1": "o", "\u25cf": "*", "\u25cb": "o", "\u25b2": "^", "\u25bc": "v", "\u25c6": "+", "\u00df": "ss", "\u2500": "-", "\u2502": "|",
}  # fmt: skip


def plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """What stands in for characters that cannot be encoded: a look-alike, the letter without its accent, or "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(
        _PLAIN.get(c) or unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode() or "?" for c in text
    ), error.end


codecs.register_error("auditkit_plain", plain)


def suit(*streams: Any) -> None:
    """Let each stream write what its encoding cannot with plain characters. Streams that are none of the console's stay as they are."""
    for stream in streams:
        if hasattr(stream, "reconfigure") and stream.errors in ("strict", "surrogateescape", "backslashreplace"):
            stream.reconfigure(errors="auditkit_plain")
