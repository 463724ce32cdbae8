"""When payers pay: each on its own weekday, each after its own wait. Invented, in the order that practices know."""

from __future__ import annotations

from datetime import date, timedelta

from auditkit.datasets.dice import Dice
from auditkit.datasets.schedule import CLOSED

TODAY = date(2026, 11, 23)
LAST_PAYMENT = date(2026, 11, 20)
_WEEKDAY = {"PY1": 1, "PY2": 3, "PY3": 2, "PY4": 4, "PY5": 0, "PY6": 2, "PS1": 1}
_LAG = {  # days from receipt, with weights
    "PY1": (((14, 15), 85.0), ((16, 22), 12.0), ((30, 60), 3.0)),
    "PY2": (((10, 16), 60.0), ((17, 25), 32.0), ((26, 50), 8.0)),
    "PY3": (((7, 14), 70.0), ((15, 21), 22.0), ((22, 60), 8.0)),
    "PY4": (((12, 20), 45.0), ((21, 30), 38.0), ((31, 45), 12.0), ((46, 110), 5.0)),
    "PY5": (((15, 22), 60.0), ((23, 30), 33.0), ((31, 55), 7.0)),
    "PY6": (((21, 35), 45.0), ((36, 60), 40.0), ((61, 120), 15.0)),
}


def lag(dice: Dice, payer_id: str) -> int:
    """Days from receipt to the payment run."""
    low, high = dice.weighted(_LAG[payer_id])
    return dice.whole(low, high)


def run_day(payer_id: str, day: date) -> date:
    """The payer's next payment run on or after `day`; the second insurance pays every other week."""
    day += timedelta(days=(_WEEKDAY[payer_id] - day.weekday()) % 7)
    if payer_id == "PS1" and day.isocalendar()[1] % 2:
        day += timedelta(days=7)
    return day + timedelta(days=1) if day in CLOSED else day
