"""Times of day as people write them."""

from __future__ import annotations

from datetime import time


def start_time(written: str) -> time:
    """`12:00`, `9:30`; noon where it is no time."""
    try:
        return time.fromisoformat(written.strip().zfill(5))
    except ValueError:
        return time(12)
