"""Single values of X12 in the canonical spelling. Each distinct one is read once: dates, prices and codes repeat thousands of times."""

from __future__ import annotations

from collections.abc import Callable

from auditkit.tables.canonical import amount_text, count_text, date_text, number_text, place_text

_MOST = 100_000  # distinct values that are remembered


class Remembered(dict[str, str | None]):
    """Written -> canonical, or None where it is no such thing. What is empty stays empty."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__({"": ""})
        self._read = read

    def __missing__(self, written: str) -> str | None:
        if len(self) > _MOST:
            self.clear()
        try:
            found = self._read(written) if written.strip() else ""
        except ValueError:
            found = None
        self[written] = found
        return found


def _eight_digits(written: str) -> str:
    digits = written.strip()
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        raise ValueError("is not a date")
    return date_text(digits)


DATES = Remembered(_eight_digits)
AMOUNTS = Remembered(amount_text)
PLACES = Remembered(place_text)
NUMBERS = Remembered(number_text)


def date_range(form: str, written: str) -> tuple[str, bool]:
    """The (first) date of a DTP segment and whether it spans several days; an empty date where it is none."""
    if form == "D8":
        return DATES[written] or "", False
    if form == "RD8" and "-" in written:
        first, last = (DATES[part] for part in written.split("-", 1))
        return first or "", bool(first) and last != first
    if form == "DT":
        return DATES[written[:8]] or "", False
    return DATES[written] or "", False


_COUNTS = Remembered(count_text)


def counted(written: str) -> str:
    """A number of units or minutes. Raises ValueError, whose message says what it is not."""
    return _COUNTS[written] if _COUNTS[written] is not None else count_text(written)  # type: ignore[return-value]


def pointers(written: str, component: str) -> str:
    """Diagnosis pointers (SV107), numbers 1 to 12. Raises ValueError."""
    found = [part.strip() for part in written.split(component)]
    found = [part.lstrip("0") if part.isascii() and part.isdigit() else part for part in found if part]
    if any(part not in _POINTERS for part in found):
        raise ValueError("is not a number from 1 to 12")
    return "|".join(found)


_POINTERS = {str(n) for n in range(1, 13)}


class Composites(dict[str, tuple[str, str]]):
    """A procedure composite (SV101) -> code and modifiers."""

    def __init__(self, component: str) -> None:
        super().__init__()
        self._component = component

    def __missing__(self, written: str) -> tuple[str, str]:
        if len(self) > _MOST:
            self.clear()
        parts = [part.strip().upper() for part in written.split(self._component)]
        found = self[written] = parts[1] if len(parts) > 1 else "", "|".join(part for part in parts[2:6] if part)
        return found
