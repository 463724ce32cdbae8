"""Whether a visit needs an authorization, by the practice's own tables: the matrix of payers and services, else the table of payers."""

from __future__ import annotations

from auditkit.care.booked import BookedVisit
from auditkit.desks.eligibility.typed import Row, day, number, rows_of
from auditkit.tables import Columns

_MATRIX, _PAYERS = "the practice's table of authorizations", "the practice's table of payers"


class Needs:
    """Looks up payers by number, else by name. `all_visits_known`: claims were given, so that visits so far can be counted."""

    def __init__(self, payers: Columns | None, rules: Columns | None, *, all_visits_known: bool = False) -> None:
        self._all_known = all_visits_known
        self._payers = list(rows_of(payers))
        self._by_id = {row["payer_id"].casefold(): row for row in self._payers if row.get("payer_id")}
        self._by_name = {row["payer_name"].casefold(): row for row in self._payers if row.get("payer_name")}
        self._rules: dict[str, list[Row]] = {}
        for row in rows_of(rules):
            for key in {row.get("payer_id", "").casefold(), row.get("payer_name", "").casefold()} - {""}:
                self._rules.setdefault(key, []).append(row)

    def payer_type(self, payer_id: str, payer_name: str) -> str:
        """The kind of payer by the table of payers, or ""."""
        row = self._payer(payer_id, payer_name)
        return row.get("payer_type", "") if row else ""

    def lead_days(self, payer_id: str, payer_name: str, discipline: str, on) -> int | None:
        """Days before the first uncovered visit by which a renewal has to be asked for; None where no row says so."""
        found = [number(row.get("lead_days", "")) for row in self.rules_of(payer_id, payer_name, discipline, on)]
        return max((days for days in found if days is not None), default=None)

    def rules_of(self, payer_id: str, payer_name: str, discipline: str, on) -> list[Row]:
        """The rows of the matrix that are in force for a payer, a discipline and a day."""
        rows = self._rules.get(payer_id.casefold()) if payer_id else None
        rows = rows or (self._rules.get(payer_name.casefold()) if payer_name else None) or []
        return [
            row for row in rows
            if (not row.get("discipline") or not discipline or row["discipline"] == discipline)
            and ((start := day(row.get("in_force_from", ""))) is None or start <= on)
            and ((end := day(row.get("in_force_to", ""))) is None or on <= end)
        ]  # fmt: skip

    def authorization(self, visit: BookedVisit, treatments_before: int) -> tuple[str, str]:
        """("1" needed, "0" not, "" not known; by which table). `treatments_before`: treatment visits that are known to lie before this one."""
        rules = self.rules_of(visit.payer_id, visit.payer_name, visit.discipline, visit.on)
        said = {_by_rule(row, visit, treatments_before, self._all_known) for row in rules}
        for word in ("1", "", "0"):
            if word in said:
                return word, _MATRIX
        row = self._payer(visit.payer_id, visit.payer_name)
        needed = row.get("authorization_required", "") if row else ""
        if needed != "1":
            return needed, _PAYERS
        codes = {code for code in row.get("authorization_codes", "").split("|") if code}
        if codes and visit.codes:
            return ("1" if codes & visit.codes else "0"), _PAYERS
        return ("0" if visit.is_evaluation and not codes else "" if codes and visit.is_evaluation else "1"), _PAYERS

    def _payer(self, payer_id: str, payer_name: str) -> Row | None:
        return (
            self._by_id.get(payer_id.casefold()) or self._by_name.get(payer_name.casefold())
            if payer_id or payer_name
            else None
        )


def _by_rule(row: Row, visit: BookedVisit, treatments_before: int, all_known: bool) -> str:
    required = row.get("authorization_required", "")
    codes = {code for code in row.get("hcpcs_codes", "").split("|") if code}
    if codes and visit.codes and not codes & visit.codes:
        return "0" if required == "1" else ""
    if visit.is_evaluation and not codes:
        return "0"  # an empty list is all of the discipline but evaluations
    if visit.is_evaluation and not visit.codes:
        return ""
    first = number(row.get("from_visit", ""))
    if required == "1" and first is not None and first > 1:
        # Without claims there may be visits that nobody told us of.
        return "1" if treatments_before + 1 >= first else "0" if all_known else ""
    return required
