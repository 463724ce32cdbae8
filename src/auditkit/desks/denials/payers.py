"""Which kind of payer settled a claim, and what the practice has set for it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from auditkit.tables import Columns

# CLP06 as far as it tells the kind of payer for sure; HM, OF, ZZ and the like do not.
_FILING = {
    "MB": "medicare_b", "16": "medicare_advantage", "MC": "medicaid", "CH": "tricare", "WC": "workers_comp",
    **dict.fromkeys(("12", "13", "14", "15", "BL", "CI", "FI"), "commercial"),
}  # fmt: skip


class Payer(NamedTuple):
    """A payer as far as it is known; `appeal_days` is the practice's own number of days from the remittance."""

    payer_type: str = ""
    appeal_days: int | None = None


class Payers:
    """The practice's payers table, by number and by name. Without one, what claim and remittance say has to do."""

    def __init__(self, table: Columns | None = None) -> None:
        self._by_id: dict[str, Payer] = {}
        self._by_name: dict[str, Payer] = {}
        self._found: dict[tuple, Payer] = {}  # a remittance names the same payer thousands of times
        columns = table or {"payer_id": []}
        count = len(columns["payer_id"])
        cells = [columns.get(name) or [""] * count for name in ("payer_id", "payer_name", "payer_type", "appeal_days")]
        for payer_id, name, payer_type, days in zip(*cells, strict=True):
            payer = Payer(payer_type, int(days) if days else None)
            if payer_id:
                self._by_id.setdefault(plain(payer_id), payer)
            if name:
                self._by_name.setdefault(plain(name), payer)

    def find(self, *, ids: tuple[str, ...], names: tuple[str, ...], claim_type: str, filing_code: str) -> Payer:
        """The first of `ids` and `names` (pairs) that the table knows, by number, then by name (a number in place of a name may be one); the kind of payer else from the claim, else from the remittance, else not known."""
        asked = (ids, names, claim_type, filing_code)
        if asked not in self._found:
            self._found[asked] = self._look(*asked)
        return self._found[asked]

    def _look(self, ids: tuple[str, ...], names: tuple[str, ...], claim_type: str, filing_code: str) -> Payer:
        own = Payer()
        for payer_id, name in zip(ids, names, strict=True):
            own = self._by_id.get(plain(payer_id)) or self._by_name.get(plain(name or payer_id)) or own
            if own != Payer():
                break
        return own._replace(payer_type=own.payer_type or claim_type or _FILING.get(filing_code, ""))


@cache  # a payer's name stands on each of its claims
def plain(text: str) -> str:
    """A payer's name or number, however it is spaced and whatever its capitals."""
    return " ".join(text.split()).casefold()
