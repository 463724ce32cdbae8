"""Replacing what a person has confirmed. Nothing leaves while one hit is open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.training.masking.hits import Hit, What

_FIGURES = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})\Z")
_WEEKDAY = re.compile(r"[A-Z][a-z]{2,8}\.?,?\s+(?=\d)")
_WORDS = {
    What.PLACE: "[place]",
    What.PHONE: "[telephone]",
    What.EMAIL: "[e-mail]",
    What.WEB: "[address]",
    What.NUMBER: "[number]",
    What.AGE: "90 or older",
}


class Unconfirmed(ValueError):
    """Somebody has still to look at some hits; the message says how many."""


@dataclass(frozen=True, slots=True)
class Masked:
    """The masked text, and how many hits of each kind were replaced or left as they were by a person."""

    text: str
    replaced: Mapping[What, int]
    left: int


def masked(text: str, hits: Sequence[Hit], decided: Mapping[Hit, bool], *, shift: int) -> Masked:
    """The text with every confirmed hit replaced. `decided` says for each hit whether it is to be masked.

    Dates are shifted by `shift` days, the same for all texts of one patient, so that the days between them stay; a date without a
    year that cannot be shifted becomes "[date]". The same name is the same stand-in throughout. Raises Unconfirmed where a hit
    is not decided, ValueError for a shift of 0.
    """
    if open_ := [hit for hit in hits if hit not in decided]:
        raise Unconfirmed(
            f"{len(open_)} of {len(hits)} marked places are not confirmed yet; look at each before it is exported."
        )
    if shift == 0:
        raise ValueError("dates must be shifted by at least one day")
    parts, at = [], 0
    names: dict[str, str] = {}
    counts: dict[What, int] = {}
    for hit in sorted(hits):
        if not decided[hit]:
            continue
        parts += [text[at : hit.start], _stand_in(text[hit.start : hit.end], hit.what, names, shift)]
        at = hit.end
        counts[hit.what] = counts.get(hit.what, 0) + 1
    return Masked("".join([*parts, text[at:]]), counts, sum(not decided[hit] for hit in hits))


def _stand_in(said: str, what: What, names: dict[str, str], shift: int) -> str:
    if what is What.NAME:
        key = " ".join(re.findall(r"[a-z]+", said.casefold()))
        return names.setdefault(key, f"[name {len(names) + 1}]")
    if what is What.DATE:
        return _shifted(said, shift)
    return _WORDS[what]


def _shifted(said: str, shift: int) -> str:
    """The date some days later or earlier, in the same spelling; "[date]" where it is not a whole date in figures."""
    said = _WEEKDAY.sub("", said)  # it would be the wrong one for the moved date
    if match := _FIGURES.match(said):
        first, mark, second, third = match.groups()
        is_iso = len(first) == 4
        year, month, day = (first, second, third) if is_iso else (third, first, second)
        try:
            moved = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)) + timedelta(days=shift)
        except (ValueError, OverflowError):
            return "[date]"
        if is_iso:
            return f"{moved.year}{mark}{moved.month:02}{mark}{moved.day:02}"
        short = f"{moved.year % 100:02}" if len(third) == 2 else str(moved.year)
        width = 2 if first.startswith("0") or second.startswith("0") else 1
        return f"{moved.month:0{width}}{mark}{moved.day:0{width}}{mark}{short}"
    return "[date]"
