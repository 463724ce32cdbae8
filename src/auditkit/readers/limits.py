"""How much is read before the reader stops and says so."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.readers.problems import Unreadable

MB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. A text is one note; a total is what one zip, or one upload, may unpack to."""

    text_bytes: int = 5 * MB
    file_bytes: int = 25 * MB
    total_bytes: int = 200 * MB
    files: int = 10_000  # in one zip
    ratio: int = 200  # unpacked to packed, for anything over 1 MB: real notes stay under 30
    pages: int = 1_000  # in one PDF
    rows: int = 200_000  # in one table
    folders_deep: int = 40


DEFAULT = Limits()


def in_words(size: int) -> str:
    """A size as people say it."""
    if size >= MB:
        return f"{size / MB:,.0f} MB" if size >= 10 * MB else f"{size / MB:.1f} MB".replace(".0 ", " ")
    return f"{max(1, size // 1024)} KB"


def refuse_if_larger(size: int, limit: int, *, what: str = "file") -> None:
    """Raises Unreadable where `size` is over the limit."""
    if size > limit:
        raise Unreadable(
            f"is too large ({in_words(size)}; the limit for one {what} is {in_words(limit)})",
            "Split it into smaller files, or check that it is a note.",
        )
