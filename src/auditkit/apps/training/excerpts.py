"""Excerpts of the practice's own charts for a lesson: what may point at a person is marked, a person decides each place, and only then is it masked.

Nothing of it is kept anywhere until the lesson is written; then only the masked text is.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Mapping

from auditkit.training.masking import Hit, Masked, Roster, What, find, left_over, masked

MOST = 4000  # characters of one excerpt: a lesson shows a paragraph, not a chart


class Excerpt:
    """One excerpt and the places in it that have to be decided. `also` are words that the person wants masked besides."""

    def __init__(self, text: str, roster: Roster | None = None, also: str = ""):
        self.text = text
        own = [word.strip() for word in also.split(",") if word.strip()]
        asked = [
            Hit(found.start(), found.end(), What.NAME, "a person")
            for word in own
            for found in re.finditer(re.escape(word), text, re.IGNORECASE)
        ]
        known = [
            hit for hit in find(text, roster) if not any(hit.start < one.end and one.start < hit.end for one in asked)
        ]
        self.hits = sorted([*known, *_apart(asked)])

    @property
    def words_left(self) -> list[str]:
        """Words with a capital and numbers that nobody marked, each once: to be looked through."""
        return list(dict.fromkeys(self.text[a:b] for a, b in left_over(self.text, self.hits)))

    def masked(self, decided: Mapping[Hit, bool], shift: int) -> Masked:
        """The text with stand-ins. Raises Unconfirmed while a place is open."""
        return masked(self.text, self.hits, decided, shift=shift)


def fresh_shift() -> int:
    """Days by which the dates of one lesson are moved; never none."""
    return secrets.choice([-1, 1]) * (secrets.randbelow(280) + 20)


def roster_of(content: bytes) -> Roster:
    """The practice's roster from a CSV. Raises ValueError with a sentence that repeats nothing of it."""
    try:
        rows = [
            {str(name).strip().casefold(): value or "" for name, value in row.items() if isinstance(value, str)}
            for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        ]
    except (UnicodeDecodeError, csv.Error):
        raise ValueError("The roster cannot be read; it must be a CSV file in UTF-8.") from None
    names = {"name", "patient_name", "full_name", "first_name", "last_name"}
    if not rows or not names & rows[0].keys():
        raise ValueError("The roster has no column name, or first_name and last_name; give it one.")
    return Roster.of_rows(rows)


def _apart(hits: list[Hit]) -> list[Hit]:
    """Without those inside another."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
