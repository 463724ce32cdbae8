"""Dates as CMS writes them, and the edition that a file belongs to."""

from __future__ import annotations

import re
from datetime import date, timedelta

_RELEASES = {"jan": 1, "apr": 2, "jul": 3, "oct": 4}


def day(text: str) -> str:
    """20261001, 2026-10-01, 10/01/2026 and the day of the year 2026274 as 2026-10-01; "*" and blanks as "". Raises ValueError."""
    text = text.strip().split(" ")[0]
    if text in ("", "*", "0", "00000000", "9999365", "99991231"):
        return ""
    if found := re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text):
        return date(*map(int, found.groups())).isoformat()
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        month, on, year = map(int, found.groups())
        return date(year, month, on).isoformat()
    if found := re.fullmatch(r"(\d{4})(\d{3})", text):
        year, number = int(found[1]), int(found[2])
        made = date(year, 1, 1) + timedelta(days=number - 1)
        if made.year == year:
            return made.isoformat()
    raise ValueError("not a date")


def quarter(year: int, number: int) -> tuple[str, str, str]:
    """A quarter's name, first and last day."""
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return f"{year} Q{number}", date(year, number * 3 - 2, 1).isoformat(), (after - timedelta(days=1)).isoformat()


def quarter_of(on: date) -> tuple[str, str, str]:
    """The quarter that holds a day."""
    return quarter(on.year, (on.month + 2) // 3)


def year_of(year: int, starting: int = 1) -> tuple[str, str]:
    """First day (of the quarter in which a release starts) and last day of a year."""
    return date(year, starting * 3 - 2, 1).isoformat(), f"{year}-12-31"


def quarter_in(text: str) -> tuple[int, int] | None:
    """The year and quarter that a file's name or notice tells: ccipra-v323r0, Eff_10-01-2026, 2026Q4, RVU26D, PPRRVU2026_Oct."""
    # Version 32.3 is the fourth quarter of 2026.
    if found := re.search(r"cci(?:pra|oph)[-_]?v(\d\d)(\d)r\d", text, re.IGNORECASE):
        return 1994 + int(found[1]), int(found[2]) + 1
    if found := re.search(
        r"eff(?:ective)?[-_ ]+(?:date[-_ ]*)?(\d{1,2})[-_/](\d{1,2})[-_/](20\d\d)", text, re.IGNORECASE
    ):
        return int(found[3]), (int(found[1]) + 2) // 3 if 1 <= int(found[1]) <= 12 else 1
    if found := re.search(r"(20\d\d)[-_ ]*q([1-4])", text, re.IGNORECASE):
        return int(found[1]), int(found[2])
    if found := re.search(r"pprrvu(?:20)?(\d\d)[-_ ]*(jan|apr|jul|oct)", text, re.IGNORECASE):
        return 2000 + int(found[1]), _RELEASES[found[2].lower()]
    if found := re.search(r"\brvu(\d\d)([a-d])", text, re.IGNORECASE):
        return 2000 + int(found[1]), "abcd".index(found[2].lower()) + 1
    if found := re.search(
        r"(20\d\d) national physician fee schedule.*?\b(january|april|july|october) release", text, re.IGNORECASE
    ):
        return int(found[1]), _RELEASES[found[2][:3].lower()]
    return None


def year_in(text: str) -> int | None:
    """The year that a name or notice tells."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", text)
    return int(found[1]) if found else None
