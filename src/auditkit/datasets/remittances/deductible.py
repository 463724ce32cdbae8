"""What the patient owes: deductibles of a calendar year, coinsurance and copay; invented but for Medicare's."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.dice import Dice

MEDICARE_DEDUCTIBLE = {2025: 25_700, 2026: 28_300}
SEQUESTRATION = 2  # percent of what Medicare would pay
_COMMERCIAL = (0, 50_000, 75_000, 100_000, 150_000)
_COPAY = {"PY2": (1_500, 2_000, 2_500), "PY4": (0, 3_000, 4_000), "PY5": (0, 0, 3_100)}
_COINSURANCE = {"PY1": 20, "PY4": 20, "PY5": 0}


class CostShare:
    """One patient's year by year: what is left of the deductible, the copay of a day, the percent of coinsurance."""

    def __init__(self, seed: int, patient_id: str, payer_id: str, met_before: dict[int, int]) -> None:
        dice = Dice(f"{seed}/{patient_id}/cost share")
        self.payer_id = payer_id
        self.copay = dice.pick(_COPAY.get(payer_id, (0,)))
        self.coinsurance = 0 if self.copay and payer_id != "PY1" else _COINSURANCE.get(payer_id, 0)
        self.yearly = dice.pick(_COMMERCIAL) if payer_id == "PY4" else 15_000 if payer_id == "PY5" else 0
        elsewhere = dice.whole(0, 100)  # percent of the deductible that other care has used by the first visit
        self.left = {
            year: max(0, self.of(year) - max(met_before.get(year, 0), self.of(year) * elsewhere // 100))
            for year in (2025, 2026)
        }
        self.days: set[date] = set()  # days whose copay is taken

    def of(self, year: int) -> int:
        """The deductible of the year."""
        return MEDICARE_DEDUCTIBLE[year] if self.payer_id == "PY1" else self.yearly

    def take_deductible(self, day: date, amount: int) -> int:
        """As much of `amount` as the deductible still asks for."""
        taken = min(amount, self.left[day.year])
        self.left[day.year] -= taken
        return taken

    def give_back(self, day: date, amount: int) -> None:
        """A reversal gives back what it had taken."""
        self.left[day.year] += amount
