"""What masking looks for and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Kinds of things that can point at a person, after the list of 45 CFR 164.514(b)(2)."""

    NAME = "name"
    PLACE = "place"  # smaller than a state: street, town, ZIP, facility
    DATE = "date"  # more exact than the year
    AGE = "age"  # 90 and over
    PHONE = "phone"  # telephone and fax
    EMAIL = "email"
    WEB = "web address"
    NUMBER = "number"  # record, member, account, licence, device, plate and other numbers of one person


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Characters `start` to `end` (end excluded) that may point at a person, what they are, and how it is known."""

    start: int
    end: int
    what: What
    how: str  # "roster", "label", or "pattern"
