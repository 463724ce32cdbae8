"""Tables that write the day before the month: found out for a file as a whole, never for a single cell."""

from __future__ import annotations

import re

_DATE = re.compile(rb"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)")


def month_first(content: bytes) -> tuple[bytes, bool]:
    """The content with its dates as year-month-day where it writes the day first, and whether it does.

    It does where some first number cannot be a month and every second one can: then no date of the file can be read month first and
    all of them can be read day first. A file that mixes both stays as it is, and its cells are reported one by one.
    """
    if content.startswith((b"PK", b"\xd0\xcf")) or b"\0" in content[:2000]:
        return content, False  # Excel keeps dates as dates
    found = [(int(m[1]), int(m[3])) for m in _DATE.finditer(content)]
    if not any(first > 12 for first, _ in found) or any(second > 12 or first > 31 for first, second in found):
        return content, False

    def iso(m: re.Match[bytes]) -> bytes:
        year = m[4] if len(m[4]) == 4 else b"20" + m[4]
        return b"%s-%02d-%02d" % (year, int(m[3]), int(m[1]))

    return _DATE.sub(iso, content), True
