"""The practice's own people: the surest thing to mask by. Names in every order, birth dates in every spelling, numbers as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from auditkit.training.masking import lexicon
from auditkit.training.masking.hits import Hit, What

_LEAST = 2  # letters of a name that is looked for alone
# Parts of names that point at nobody by themselves.
_PARTICLES = frozenset(
    {"de", "la", "da", "van", "von", "der", "den", "del", "di", "du", "le", "jr", "sr", "ii", "iii", "iv", "st"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A patient, relative or member of staff. Everything is optional but one name or number."""

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    numbers: tuple[str, ...] = ()  # record, member and account numbers, telephones
    places: tuple[str, ...] = ()  # town, street


class Roster:
    """All people of a practice, and how they may be written."""

    def __init__(self, people: Iterable[Person]):
        self.people = tuple(people)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, str]]) -> Roster:
        """A roster from rows as a practice has them: `first_name`, `last_name`, `therapist_name`, `birth_date`, `*_id`, `city` ..."""
        return cls(_person(row) for row in rows)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        words = {
            part for person in self.people for name in (person.first_name, person.last_name) for part in _parts(name)
        }
        whole = {
            name for person in self.people for name in (person.first_name, person.last_name) if len(_parts(name)) > 1
        }
        return _any(words | whole)

    @cached_property
    def _numbers(self) -> re.Pattern[str] | None:
        return _any({number for person in self.people for number in person.numbers if len(number.strip()) >= 3})

    @cached_property
    def _places(self) -> re.Pattern[str] | None:
        return _any({place for person in self.people for place in person.places if len(place.strip()) > _LEAST})

    @cached_property
    def _births(self) -> re.Pattern[str] | None:
        return _any(
            {spelled for person in self.people if person.birth_date for spelled in _spellings(person.birth_date)}
        )

    def find(self, text: str) -> list[Hit]:
        """Everything in a text that is on the roster. Names count where they have a capital; common given names in small letters too."""
        hits = []
        for pattern, what in (
            (self._numbers, What.NUMBER),
            (self._births, What.DATE),
            (self._places, What.PLACE),
            (self._names, What.NAME),
        ):
            if pattern is None:
                continue
            for match in pattern.finditer(text):
                is_small = what in (What.NAME, What.PLACE) and not match[0][0].isupper()
                if is_small and lexicon.is_word(lexicon.folded(match[0])):  # "will" and "rose" are words first
                    continue
                hits.append(Hit(*match.span(), what, "roster"))
        return hits


def _person(row: Mapping[str, str]) -> Person:
    whole = next((row[name] for name in ("name", "patient_name", "therapist_name", "full_name") if row.get(name)), "")
    last, comma, first = whole.partition(",")
    if not comma:
        first, _, last = whole.rpartition(" ")
    born = str(row.get("birth_date") or "")
    numbers = [value for name, value in row.items() if value and re.search(r"(_id|mrn|number|phone|npi)$", name)]
    return Person(
        first_name=row.get("first_name") or first.strip(),
        last_name=row.get("last_name") or last.strip(),
        birth_date=date.fromisoformat(born[:10]) if re.match(r"\d{4}-\d\d-\d\d", born) else None,
        numbers=tuple(map(str, numbers)),
        places=tuple(row[name] for name in ("city", "street", "address") if row.get(name)),
    )


def _parts(name: str) -> list[str]:
    """The parts of a name that identify by themselves: "Anna-Maria de la Cruz" gives Anna-Maria, Anna, Maria, Cruz."""
    words = [word.strip(".,'’") for word in re.split(r"\s+", name.strip())]
    words += [part for word in words if "-" in word for part in word.split("-")]
    return [word for word in words if len(word) >= _LEAST and word.casefold() not in _PARTICLES]


def _spellings(born: date) -> set[str]:
    """A birth date as people write it, month first."""
    month = _MONTHS[born.month - 1]
    years = (str(born.year), f"{born.year % 100:02}")
    days, months = {str(born.day), f"{born.day:02}"}, {str(born.month), f"{born.month:02}"}
    figures = {f"{m}{mark}{d}{mark}{y}" for m in months for d in days for y in years for mark in "/-."}
    words = {f"{name} {d}, {born.year}" for name in (month, month[:3]) for d in days}
    return figures | words | {born.isoformat(), f"{born.day} {month} {born.year}", born.strftime("%m%d%Y")}


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _any(words: set[str]) -> re.Pattern[str] | None:
    """One expression for all, the longest first; whatever stands between the parts of a name may be any space or comma."""
    spelled = [
        re.sub(r"(?:\\ |\s)+", r"[\\s,]+", re.escape(word))
        for word in sorted(words, key=len, reverse=True)
        if word.strip()
    ]
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(spelled)})(?![A-Za-z0-9])", re.IGNORECASE) if spelled else None
