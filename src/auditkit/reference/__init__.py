"""Facts that change by date. The note criteria need only the names of billing codes' families so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """What a check may look up. Empty for now but for the edition that reports name."""

    edition: str = "2026-11"
