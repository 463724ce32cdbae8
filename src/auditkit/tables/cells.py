"""How a cell of a practice's table is read: dates, codes with units and minutes, disciplines, kinds of note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from auditkit.rule import Kind

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, start=1)}
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# A date as notes and exports write it (month first where only digits are given, as in the US). No capturing groups.
DATE_PATTERN = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}"
    r"|(?:\d{1,2}/\d{1,2}/|\d{1,2}\.\d{1,2}\.|\d{1,2}-\d{1,2}-)(?:\d{4}|\d{2})(?!\d)"
    rf"|{_MONTH_WORD}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}[\s-]{_MONTH_WORD}\.?[\s,-]+\d{{4}})"
)

_ISO = re.compile(r"((?:19|20|21)\d{2})-?(\d{2})-?(\d{2})$|(\d{4})([-/.])(\d{1,2})\5(\d{1,2})$")
_US = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$")
_BOXES = re.compile(r"(\d{2}) ?(\d{2}) ?(\d{4})$|(\d{2}) (\d{2}) (\d{2})$")  # as the paper claim writes it
_WORDS = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$", re.I)
_DAY_FIRST = re.compile(r"(\d{1,2})[\s-]?([a-z]{3,9})\.?[\s,-]*(\d{4}|\d{2})$", re.I)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\.?,?\s+(?=.*\d)", re.I)
_TWICE = re.compile(r"(\S.{4,20}?)\s*(?:[-–]|\bto\b|\bthru\b|\bthrough\b)\s*\1", re.I)  # from and to
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|z)?$", re.I)


def parse_date(value: object) -> date | None:
    """The date in a cell or a heading, or None. Digits alone are read month first; two-digit years are of this century.

    A day of the week before it, and the same day once more behind it (from and to), change nothing.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _TIME.sub("", _WEEKDAY.sub("", str(value).strip())) if value is not None else ""
    if m := _ISO.match(text):
        year, month, day = (int(g) for g in m.groups() if g and g.isdigit())
    elif m := _US.match(text):
        month, day, year = int(m[1]), int(m[3]), int(m[4])
    elif m := _BOXES.match(text):
        month, day, year = (int(g) for g in m.groups() if g)
    elif m := _WORDS.match(text):
        month, day, year = MONTHS.get(m[1][:3].lower(), 0), int(m[2]), int(m[3])
    elif m := _DAY_FIRST.match(text):
        day, month, year = int(m[1]), MONTHS.get(m[2][:3].lower(), 0), int(m[3])
    else:
        twice = _TWICE.fullmatch(text)
        return parse_date(twice[1]) if twice else None
    try:
        found = date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def on_screen(day: date) -> str:
    """A day as people of a US practice write it: 3/4/2026."""
    return f"{day.month}/{day.day}/{day.year}"


@dataclass(frozen=True, slots=True)
class BilledService:
    """One billed code of a visit. `units` and `minutes` are None where the practice did not say."""

    code: str
    units: int | None = None
    minutes: int | None = None


_CODE = r"\d{5}|[A-Za-z]\d{4}|\d{4}[A-Za-z]"
_SERVICE = re.compile(
    rf"(?P<code>{_CODE})(?:[\s-]?(?![xX]\d)[A-Za-z][A-Za-z0-9])*"
    r"(?:\s*:\s*(?P<units>\d{1,3})?\s*(?::\s*(?P<minutes>\d{1,3})?)?"  # 97110:2:30
    r"|(?:\s*(?:[xX]\s*(?P<times>\d{1,2})|\(\s*(?P<count>\d{1,2})\s*(?:units?)?\s*\)|\s(?P<number>\d{1,2})\s*units?))?"  # 97110 x2
    r"(?:\s*\(?\s*(?P<min>\d{1,3})\s*min(?:ute)?s?\.?\s*\)?)?)\s*$",  # ... (30 min)
    re.I,
)


def parse_billed(value: object) -> tuple[BilledService, ...]:
    """Codes with units and minutes: `97110:2:30|97140:1:15`. Units and minutes may be left out; modifiers are dropped.

    Raises ValueError where a part is not a code.
    """
    services = []
    for part in re.split(r"[|;,\n]", str(value or "")):
        if not part.strip():
            continue
        m = _SERVICE.match(part.strip())
        if m is None:
            raise ValueError("not a code with units and minutes")
        units = m["units"] or m["times"] or m["count"] or m["number"]
        minutes = m["minutes"] or m["min"]
        services.append(
            BilledService(m["code"].upper(), int(units) if units else None, int(minutes) if minutes else None)
        )
    return tuple(services)


def format_billed(services: tuple[BilledService, ...]) -> str:
    """The same as `parse_billed` reads."""
    parts = []
    for s in services:
        tail = f":{'' if s.units is None else s.units}:{'' if s.minutes is None else s.minutes}".rstrip(":")
        parts.append(s.code + tail)
    return "|".join(parts)


_DISCIPLINES = (
    ("SLP", re.compile(r"\b(?:slp|st|speech|language|ccc-slp)\b", re.I)),
    ("PT", re.compile(r"\b(?:d?pt|pta|physical|physio\w*)\b", re.I)),
    ("OT", re.compile(r"\b(?:ot|otr|otd|cota|occupational)\b", re.I)),
)
_KINDS = (
    (Kind.EVALUATION, re.compile(r"\beval|\binitial|\bplan of care|\bpoc\b|^ie$", re.I)),
    (Kind.PROGRESS, re.compile(r"\bprogress|\bpn\b|^pr$", re.I)),
    (Kind.RECERTIFICATION, re.compile(r"\bre-?cert", re.I)),
    (Kind.DISCHARGE, re.compile(r"\bdis-?charge|\bd/?c\b", re.I)),
    (Kind.TREATMENT, re.compile(r"\btreat|\bdaily|\bvisit|\bsession|\bencounter|\bsoap|\btx\b", re.I)),
)


def parse_discipline(value: object) -> str:
    """PT, OT or SLP. Raises ValueError for anything else, and where two are named."""
    text = str(value or "").strip()
    found = [name for name, words in _DISCIPLINES if words.search(text)]
    if text and len(found) != 1:
        raise ValueError("not one of PT, OT, SLP")
    return found[0] if found else ""


def parse_kinds(value: object) -> tuple[str, ...]:
    """Kinds of note, separated by `|`; everyday names ("Daily note", "Initial eval") are understood.

    Raises ValueError where a part names no kind of note.
    """
    found: list[str] = []
    for part in re.split(r"[|;/,&+]| and ", str(value or "").replace("D/C", "DC").replace("d/c", "dc")):
        if not part.strip():
            continue
        kinds = [kind.value for kind, words in _KINDS if words.search(part.strip())]
        if not kinds:
            raise ValueError("not a kind of note")
        found.append(kinds[0])
    return tuple(dict.fromkeys(found))
