"""What a sample of some size will be able to say: the interval to expect, before a chart is read."""

from __future__ import annotations

from auditkit.analytics.intervals import exact
from auditkit.analytics.share import percent

GUESSES = (0.05, 0.10, 0.20, 0.30, 0.50)
SIZES = (10, 30, 60, 100)


def expected(size: int, guess: float) -> str:
    """One sentence for one size. `guess` is the share of charts with an error, as somebody who knows the practice would put it."""
    low, high, wrong = _at(size, guess)
    return (
        f"If about {percent(guess)} of the notes have a payment-critical error, {size:,} charts will show about {wrong:,}, and you will be able to say: "
        f"between {percent(low)} and {percent(high)} of all of them."
    )


def compared(guess: float, frame: int) -> tuple[tuple[int, str], ...]:
    """The same for other sizes, up to the frame's: size and `10% to 42%`."""
    sizes = [size for size in SIZES if size < frame] + ([frame] if frame else [])
    return tuple(
        (size, f"{percent(low)} to {percent(high)}") for size in sizes[:5] for low, high, _ in [_at(size, guess)]
    )


def _at(size: int, guess: float) -> tuple[float, float, int]:
    if size < 1 or not 0 <= guess <= 1:
        raise ValueError("a size is at least one, a guess a share")
    wrong = round(size * guess)
    low, high = exact(wrong, size)
    return low, high, wrong
