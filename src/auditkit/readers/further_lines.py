"""Printed reports write a claim once, above its lines: the rows below leave the claim's cells empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_NAMES = (
    "claim_id",
    "patient_id",
    "member_id",
    "payer_id",
    "payer_name",
)  # who and whose: all of these are empty in a further line
_OF_CLAIM = (
    *_NAMES, "patient_birth_date", "payer_type", "billing_provider_npi", "rendering_provider_npi", "referring_provider_npi", "submitted_on",
    "claim_frequency_code", "payer_claim_control_number", "place_of_service", "diagnosis_codes", "claim_charge_amount", "authorization_number",
    "date_of_service",
)  # fmt: skip
SAID = (
    "",
    "without claim, patient and payer, read as a further line of the claim above",
    "If that is wrong, write the claim's number and patient on each row.",
)


class FurtherLines:
    """Gives a row without claim, patient, member and payer those of the row above it.

    Only where the export has columns for claim and patient and at least one more of who and whose: a row that lacks one of them is
    an error of the claim, and stays as it is.
    """

    def __init__(self, single: Mapping[str, int], several: Mapping[str, Sequence[int]]) -> None:
        self._who = [single[name] for name in _NAMES if name in single]
        self._asked = {"claim_id", "patient_id"} <= set(single) and len(set(self._who)) > 2
        self._of_claim = [single[name] for name in _OF_CLAIM if name in single]
        self._of_claim += [n for name in _OF_CLAIM for n in several.get(name, ())]
        self._above: Sequence[str] = ()

    def completed(self, row: Sequence[str]) -> Sequence[str] | None:
        """The row with what stands above it, None where it needs nothing."""
        if not self._asked:
            return None
        if any(n < len(row) and row[n].strip() for n in self._who):
            self._above = row if all(n < len(row) and row[n].strip() for n in self._who) else ()
            return None
        if not self._above:
            return None
        made = [*row, *[""] * (len(self._above) - len(row))]
        for n in self._of_claim:
            if not made[n].strip():
                made[n] = self._above[n] if n < len(self._above) else ""
        return made
