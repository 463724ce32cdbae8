"""Whose minutes make which units: CQ and CO for one code of one day, with the steps in words.

The views count the same in SQL for a million lines; this is for one service at a time, for calculators.
"""

from __future__ import annotations

from dataclasses import dataclass

_UNIT, _LEAST = 15, 8
_SHARE = 10  # an assistant's part of more than one tenth


@dataclass(frozen=True, slots=True)
class AssistantShare:
    """Units under CQ or CO: `least` to `most` of all (None: minutes and units do not go together), and the steps in words."""

    units: int
    least: int | None
    most: int | None
    steps: tuple[str, ...]


def assistant_share(
    therapist_minutes: int, assistant_minutes: int, units: int, *, is_timed: bool = True
) -> AssistantShare:
    """How many of the units carry the modifier. `is_timed`: a 15-minute code; else the whole service is judged at once.

    Raises ValueError for negative minutes or units.
    """  # fmt: skip
    if min(therapist_minutes, assistant_minutes, units) < 0:
        raise ValueError("Minutes and units cannot be negative.")
    total = therapist_minutes + assistant_minutes

    def share(least: int | None, most: int | None, *steps: str) -> AssistantShare:
        return AssistantShare(units, least, most, steps)

    if assistant_minutes == 0:
        return share(0, 0, "The assistant gave no minutes: no modifier.")
    if therapist_minutes == 0:
        return share(units, units, "The assistant gave all minutes: every unit with the modifier.")
    if not is_timed:
        is_more = assistant_minutes * _SHARE > total
        words = (
            f"The assistant gave {assistant_minutes} of {total} min, {'more' if is_more else 'not more'} than a tenth"
        )
        return share(units if is_more else 0, units if is_more else 0, f"{words}.")
    own, rest = divmod(therapist_minutes, _UNIT)
    helped, left = divmod(assistant_minutes, _UNIT)
    steps = [f"Therapist {therapist_minutes} min: {own} whole and {rest} min left.", f"Assistant {assistant_minutes} min: {helped} whole and {left} min left."]  # fmt: skip
    over = units - own - helped
    if over <= 0:
        least, most = max(0, units - own), min(units, helped)
        return share(least, most, *steps, f"The whole ones cover the {_units(units)} billed.")
    if over == 1 and rest + left > 0:
        if rest >= _LEAST:
            last, why = 0, f"the therapist has {rest} min left, at least {_LEAST}"
        elif left * _SHARE > rest + left:
            last, why = (
                1,
                f"the therapist has under {_LEAST} min left, the assistant {left} of {rest + left}, more than a tenth",
            )
        else:
            last, why = 0, f"the assistant has {left} of {rest + left} min left, not more than a tenth"
        words = "with" if last else "without"
        return share(helped + last, helped + last, *steps, f"The last unit goes {words} the modifier: {why}.")
    if over == 2 and rest + left >= 2 * _UNIT - (_UNIT - _LEAST):
        return share(helped + 1, helped + 1, *steps, f"{rest} and {left} min left make two units: one each way.")
    return share(None, None, *steps, f"{_units(units)} and {total} min do not go together.")


def _units(count: int) -> str:
    return f"{count} unit{'' if count == 1 else 's'}"
