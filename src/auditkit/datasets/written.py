"""A finished note, and how each therapist writes a date."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.datasets.model import Episode, Visit
from auditkit.rule import Answer

DAY_STYLES = {
    "T01": "us",
    "T02": "long",
    "T03": "us2",
    "T04": "us",
    "T05": "us",
    "T06": "long",
    "T07": "us2",
    "T08": "iso",
    "T09": "us",
}


@dataclass(slots=True)
class WrittenNote:
    """One note: its text, where it belongs, how it was written and what is known about it."""

    file: str
    visit: Visit
    episode: Episode
    text: str
    style: str
    quality: str
    labels: dict[str, Answer]
    seeded: dict[str, str]  # rule -> what was done on purpose
