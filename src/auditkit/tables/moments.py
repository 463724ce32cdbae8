"""The one spelling of times of day (`09:15`), and of days with a time and a zone where these are given (`2026-11-24T14:15+00:00`).

As in `auditkit.tables.canonical` each function takes a cell as an export wrote it, and raises ValueError, whose message ends the sentence
"the cell ..." and never repeats what the cell holds.
"""

from __future__ import annotations

import re

from auditkit.tables.cells import parse_date

_CLOCK = re.compile(
    r"(?:(?P<digits>\d{3,4})|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?)\s*(?:(?P<half>[ap])(?:\.?m\.?)?)?",
    re.I | re.ASCII,
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_DAY_ALONE = re.compile(r"^[^:]*$")
_MOMENT = re.compile(
    r"(?P<day>.*?\d)(?:T|,? (?:at )?|, )(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m?\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.I | re.ASCII,
)
_ZONED = re.compile(
    r"(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})", re.I | re.ASCII
)


def time_text(cell: str) -> str:
    """A time of day as `09:15`; `9:15 AM`, `9a`, `0915`, `14:30:00`, `14.30` and a fraction of a day (as Excel keeps it) are understood.

    Of a stretch (`9:00-9:45 AM`) it is the beginning.
    """
    text = cell.strip()
    if re.fullmatch(r"0?\.\d{2,}", text):
        minutes = round(float(text) * 24 * 60)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if (stretch := re.fullmatch(r"(.+?)\s*(?:-|–|\bto\b)\s*(.+)", text)) is None:
        return _clock(text)
    last = _clock(stretch[2])
    if not re.search("[ap]", stretch[1], re.I) and (half := re.search("[ap]", stretch[2], re.I)):
        other = "a" if half[0].lower() == "p" else "p"
        halves = [first for h in (half[0], other) if (first := _clock(stretch[1] + h)) <= last]
        return halves[0] if halves else _clock(stretch[1] + other)
    return _clock(stretch[1])


def _clock(text: str) -> str:
    if (m := _CLOCK.fullmatch(text.strip())) is None:
        raise ValueError("is not a time of day")
    digits, half = m["digits"], (m["half"] or "").lower()
    hour, minute = (int(digits[:-2]), int(digits[-2:])) if digits else (int(m["hour"]), int(m["minute"] or 0))
    if not (digits or m["minute"] or half) or (half and not 1 <= hour <= 12):
        raise ValueError("is not a time of day")
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise ValueError("is not a time of day")
    return f"{hour:02d}:{minute:02d}"


def start_text(cell: str) -> str:
    """When a visit begins: a time of day as `time_text` reads it (with a zone behind it: `14:15+00:00`), or day, time and zone as `moment_text` does."""
    if (m := _ZONED.fullmatch(cell.strip())) is not None:
        return f"{time_text(m[1])}{_zone_text(m[2])}"
    try:
        return time_text(cell)
    except ValueError as error:
        try:
            written = moment_text(cell)
        except ValueError:
            raise error from None
    if "T" not in written:
        raise ValueError("is not a time of day")
    return written


def moment_text(cell: str) -> str:
    """A day, with a time where there is one: `2026-11-24`, `2026-11-24T09:15`, and `2026-11-24T14:15+00:00` where a zone is given."""
    text = _WEEKDAY.sub("", " ".join(cell.split()).removesuffix(","))
    text = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", text)
    if (day := parse_date(text)) is not None and _DAY_ALONE.search(text):
        return day.isoformat()
    if m := _MOMENT.fullmatch(text):
        day = parse_date(m["day"].strip(" ,"))
        if day is not None:
            return f"{day.isoformat()}T{time_text(m['time'])}{_zone_text(m['zone'] or '')}"
    raise ValueError("is not a day and time")


def _zone_text(written: str) -> str:
    zone = written.upper()
    return "+00:00" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:]}" if zone else ""
