"""The one spelling that claim tables use: dates `2026-03-04`, money `65.00`, whole numbers `2`, lists `GP|KX`, yes `1`.

Each function takes a cell as an export wrote it and returns the canonical text. It raises ValueError, whose message ends the
sentence "the cell ..." and never repeats what the cell holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from auditkit.tables.cells import parse_date

_WHOLE = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?$", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(?=\.?\d)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?", re.ASCII)
_AMOUNT = re.compile(r"([+-]?)\s*\$?\s*([+-]?)\s*(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$", re.ASCII)
# Two digits behind a comma are cents, because thousands have three: what a spreadsheet of another language makes of 1,234.50.
_COMMA_FOR_CENTS = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+),(\d\d)$", re.ASCII)
_DASH_FOR_ZERO = re.compile(r"\$\s*[-–—]+")  # how bookkeepers' formats show zero
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+?\d+$", re.I)  # what Excel makes of a long number: 1.23E+09
_AS_FRACTION = re.compile(r"(\d+)\.0+$")  # what a program that takes a number for a fraction makes of it
_CODES = re.compile(r"\b(?:[A-Z]\d{4}|\d{4}[A-Z0-9])\b", re.ASCII)
_BETWEEN = re.compile(r"[\s|,;:/+&~^-]+")
_YES = {"1", "y", "yes", "true", "t", "x", "required", "accepted", "always"}
_NO = {"0", "n", "no", "false", "f", "not required", "not accepted", "never"}
MOST_DIGITS = 9  # of a whole number or of an amount's dollars: more is another kind of number


def date_text(cell: str) -> str:
    """A date, month first where only digits are given."""
    if (found := parse_date(cell)) is None:
        raise ValueError("is not a date")
    return found.isoformat()


def amount_text(cell: str) -> str:
    """Dollars with two decimals; brackets and a trailing minus are negative, as bookkeepers write it, and 1.234,50 is 1234.50."""
    text = cell.strip()
    if _DASH_FOR_ZERO.fullmatch(text):
        return "0.00"
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1].strip() if negative else text
    if text.endswith("-"):
        negative, text = True, text[:-1].strip()
    if (european := _COMMA_FOR_CENTS.search(text)) is not None:
        text = f"{text[: european.start()]}{european[1].replace('.', '')}.{european[2]}"
    if (m := _AMOUNT.match(text)) is None or not (m[3] or m[4]) or (m[1] and m[2]):
        raise ValueError("is not an amount")
    dollars, cents = m[3].replace(",", "").lstrip("0") or "0", m[4] or ""
    if cents[2:].strip("0"):
        raise ValueError("is not an amount in whole cents")
    if len(dollars) > MOST_DIGITS:
        raise ValueError("is far too large to be an amount")
    written = f"{dollars}.{cents[:2]:0<2}"
    negative = negative != ("-" in (m[1], m[2]))
    return f"-{written}" if negative and written != "0.00" else written


def amount_of_cents(cents: int) -> str:
    """Whole cents in the same spelling: `-12.50`."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}" if cents else "0.00"


def dollars(cents: int) -> str:
    """Whole cents as people read them: `$1,234.50`."""
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def count_text(cell: str) -> str:
    """A whole number that is not negative; `2.00` is 2, `30 min` is 30."""
    text = re.sub(r"\s*(?:units?|un|mins?\.?|minutes?|days?|visits?)$", "", cell.strip(), flags=re.I)
    if (m := _WHOLE.match(text)) is None:
        raise ValueError("is not a whole number")
    number = m[2].replace(",", "").lstrip("0") or "0"
    if m[1] == "-" and number != "0":
        raise ValueError("is negative")
    if len(number) > MOST_DIGITS:
        raise ValueError("is far too large")
    return number


def number_text(cell: str) -> str:
    """A number as it counts things, with sign and fraction: `-1`, `2`, `1.5`."""
    text = cell.strip()
    if (m := _NUMBER.fullmatch(text)) is None:
        raise ValueError("is not a number")
    whole, part = m[2].replace(",", "").lstrip("0") or "0", (m[3] or "").rstrip("0")
    if len(whole) > MOST_DIGITS or len(part) > MOST_DIGITS:
        raise ValueError("is far too large or too fine")
    written = f"{whole}.{part}" if part else whole
    return f"-{written}" if m[1] == "-" and written != "0" else written


def quantity_text(cell: str) -> str:
    """A number that is not negative and may have a fraction: `12`, `7.5`; `12 visits` is 12."""
    text = re.sub(r"\s*(?:units?|mins?\.?|minutes?|hours?|hrs?\.?|days?|visits?)$", "", cell.strip(), flags=re.I)
    if (m := re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d{0,9})(?:\.(\d{0,6}))?", text, re.ASCII)) is None or not (
        m[1] or m[2]
    ):
        raise ValueError("is not a number")
    whole, fraction = m[1].replace(",", "").lstrip("0") or "0", (m[2] or "").rstrip("0")
    if len(whole) > MOST_DIGITS:
        raise ValueError("is far too large")
    return f"{whole}.{fraction}" if fraction else whole


_NO_LIMIT = re.compile(
    r"(?:no|without)[\s-]+(?:visit\s+)?(?:limits?|max(?:imum)?|cap)|unlimited(?:\s+visits?)?|unlim\.?|not\s+limited",
    re.I,
)
_NONE_LEFT = re.compile(
    r"(?:(?:benefits?|visits?|limit|max(?:imum)?)\s+)?(?:is\s+|are\s+)?(?:exhausted|used\s+up)|no\s+visits?\s+(?:left|remaining)|none\s+(?:left|remaining)",
    re.I,
)
_PER_YEAR = re.compile(
    r"\s*(?:(?:therapy\s+)?visits?)?\s*(?:left|remaining|remain|allowed|max(?:imum)?|(?:per|a|/)\s*(?:(?:calendar|plan|benefit)\s+)?(?:year|yr))\.?$",
    re.I,
)
_YEAR_WITHIN = re.compile(r"\s*(?:per|a|/)\s*(?:(?:calendar|plan|benefit)\s+)?(?:year|yr)\b", re.I)
_OF_ALL = re.compile(
    r"(?P<part>\d{1,3})\s*(?:visits?\s*)?(?P<before>used|left|remaining)?\s*(?:out\s+)?of\s*(?P<whole>\d{1,3})\s*(?:visits?)?\s*(?P<behind>used|left|remaining)?",
    re.I,
)
_CARE = r"(?:PT|OT|ST|SLP|physical|occupational|speech|therap(?:y|ies))"
_SHARED = r"(?:combined|shared|pooled|together)"
_POOL = re.compile(
    rf"(?P<n>\d{{1,3}})\s*(?:visits?)?\W*(?:{_SHARED}\W+(?:(?:for|with|between|among|visits?)\W+)*)?"
    rf"(?P<care>{_CARE}(?:(?:\W|and)+{_CARE})*)?\W*(?:visits?\W*)?(?:{_SHARED})?\W*",
    re.I,
)


def visits_text(cell: str) -> str:
    """A number of visits, as `quantity_text` reads it; `unlimited` or `exhausted` where the cell says so: `20 per year` is 20, `none` could mean both.

    `12 of 30` stays that, with `used` or `left` behind it where the cell says which; `60 combined PT/OT/ST` is a limit with those who share it.
    """
    text = cell.strip().rstrip(".*")
    if (m := _OF_ALL.fullmatch(text)) and int(m["part"]) <= int(m["whole"]) and not (m["before"] and m["behind"]):
        said = (m["before"] or m["behind"] or "").lower().replace("remaining", "left")
        return f"{int(m['part'])} of {int(m['whole'])} {said}".strip()
    if re.search(rf"\b{_SHARED}\b", text, re.I) and (m := _POOL.fullmatch(_YEAR_WITHIN.sub("", text).strip())):
        care = "/".join(re.findall(_CARE, m["care"] or ""))
        return f"{int(m['n'])} combined {care}".strip()
    if _NO_LIMIT.fullmatch(text):
        return "unlimited"
    if _NONE_LEFT.fullmatch(text):
        return "exhausted"
    return quantity_text(_PER_YEAR.sub("", text))


def percent_text(cell: str) -> str:
    """A percentage from 0 to 100: `20%`, `20` and `0.2` are 20. A bare 1 could be either and is not read."""
    text = cell.strip()
    number = quantity_text(text.removesuffix("%").strip())
    if text.endswith("%") or Decimal(number) > 1:
        percent = Decimal(number)
    elif number == "1":
        raise ValueError("may be 1% or 100%")
    else:
        percent = Decimal(number) * 100
    if percent > 100:
        raise ValueError("is more than 100%")
    written = f"{percent:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def identifier_text(cell: str) -> str:
    """A number or name that identifies; only what spreadsheets do to long numbers is undone, or said."""
    text = " ".join(cell.split())
    if _SHORTENED.match(text) and "." in text:
        raise ValueError("was shortened by a spreadsheet (as in 1.2E+09), so its digits are lost")
    if m := _AS_FRACTION.match(text):
        return m[1]
    return text


def code_text(cell: str) -> str:
    """A billing code in capitals."""
    code = identifier_text(cell).upper()
    if len(code) > 9 and len(_CODES.findall(code)) > 1:
        raise ValueError("holds several codes")
    return code


def place_text(cell: str) -> str:
    """A place of service in two digits; `2`, `11.0` and `11 - Office` are understood."""
    if (m := re.match(r"\s*(\d{1,2})(?:\.0+)?(?=\s*$|\s*[-–:(]|\s+[A-Za-z])", cell)) is None:
        raise ValueError("is not a place of service of two digits")
    return m[1].zfill(2)


def listed(cell: str) -> list[str]:
    """The parts of a list, whatever stands between them."""
    return [part for part in _BETWEEN.split(cell.strip()) if part]


def codes_text(cell: str) -> str:
    """A list of codes, in order, in capitals. A point within a code stays."""
    return "|".join(listed(cell.upper()))


def modifiers_text(cell: str) -> str:
    """A list of modifiers; `GPKX` without anything between is two."""
    found: list[str] = []
    for part in listed(cell.upper()):
        part = _AS_FRACTION.sub(r"\1", part.strip("[]{}()'\""))
        run = len(part) in (4, 6, 8) and part.isalnum()
        found += [part[n : n + 2] for n in range(0, len(part), 2)] if run else [part]
    if any(len(modifier) != 2 or not modifier.isalnum() for modifier in found):
        raise ValueError("is not a list of modifiers of two characters")
    return "|".join(found)


def pointers_text(cell: str) -> str:
    """Diagnosis pointers as numbers from 1; `A,B`, `AB`, `1:2` and `12` (for 1 and 2) are understood."""
    found: list[str] = []
    for part in listed(cell.upper()):
        part = _AS_FRACTION.sub(r"\1", part)
        if re.fullmatch("[A-L]{1,12}", part):
            found += [str(ord(letter) - 64) for letter in part]
        elif part in ("10", "11"):
            found.append(part)
        elif re.fullmatch("0[1-9]|[1-9]{1,8}", part):
            found += list(part.lstrip("0"))
        else:
            raise ValueError("is not a list of diagnosis pointers")
    return "|".join(found)


def flag_text(cell: str) -> str:
    """Yes as 1, no as 0."""
    word = " ".join(cell.lower().split()).removesuffix(".0")
    if word in _YES:
        return "1"
    if word in _NO:
        return "0"
    raise ValueError("is neither yes nor no")


def choice_text(choices: tuple[str, ...], spellings: Mapping[str, str]) -> Callable[[str], str]:
    """One of some words, whatever its capitals and spacing; `spellings` are other words for them (plain, lower case)."""

    def read(cell: str) -> str:
        word = re.sub(r"[\W_]+", " ", cell).strip().lower()
        found = word.replace(" ", "_")
        if found in choices:
            return found
        if word in spellings:
            return spellings[word]
        raise ValueError("is not a known value")

    return read
