"""Settled lines back to the claims that were sent: by line control number, else by control number, code, modifiers and date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from auditkit.tables import Columns

_LAST_NUMBER = re.compile(r"(?:^|\D)0*(\d{1,3})$")


class Match(NamedTuple):
    """The row of the claim line (None: not found), and how it was found, or why not. `equals` are rows that fit equally."""

    row: int | None
    how: str
    equals: tuple[int, ...] = ()


class SettledLine(NamedTuple):
    """What a payer says of a line, as far as it can be found again by. All are canonical text; empty: not given."""

    claim_id: str
    line_number: str
    codes: tuple[str, ...]  # as settled and as billed
    modifiers: tuple[str, ...]
    date_of_service: str
    charge_amount: str
    settled_on: str = ""


class ClaimLines:
    """Claim lines, to be asked many times. A claim that was sent several times is found as it was last sent before the payment."""

    def __init__(self, lines: Columns) -> None:
        self.columns = lines
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, claim_id in enumerate(lines["claim_id"]):
            self._rows[_plain(claim_id)].append(row)
        self._controls = [control.strip() for control in lines.get("line_control_number", ())]
        self._by_control: dict[str, list[int]] = defaultdict(list)
        for row, control in enumerate(self._controls):
            if control:
                self._by_control[control].append(row)
        self._codes = lines["hcpcs_code"]
        self._numbers = [number.lstrip("0") for number in lines["line_number"]]
        self._sent = list(zip(lines["submitted_on"], lines["claim_frequency_code"], strict=True))
        again = {row for rows in self._rows.values() if len({self._sent[row] for row in rows}) > 1 for row in rows}
        self._is_sent_again = [
            row in again for row in range(len(self._sent))
        ]  # the claim of each row, by another sending
        sorted_ = {text: tuple(sorted(m for m in text.split("|") if m)) for text in set(lines["modifiers"])}
        self._modifiers = [sorted_[text] for text in lines["modifiers"]]

    def of_claim(self, claim_id: str) -> list[int]:
        """The rows of a claim, in order; also where the payer drops leading zeros or changes capitals."""
        return self._rows.get(_plain(claim_id), [])

    def find(self, settled: SettledLine) -> Match:
        """The line that was settled; none rather than a guess where several fit equally."""
        if (row := self._by_control_number(settled)) is not None:
            return Match(row, "line control number")
        rows = self.of_claim(settled.claim_id)
        if not rows:
            return Match(None, "no claim has this control number")
        rows = self._as_last_sent(rows, settled.settled_on)
        if (row := self._by_line_number(rows, settled)) is not None:
            return Match(row, "line number")
        same = [r for r in rows if self._codes[r] in settled.codes and self._is_date(r, settled)]
        if not same:
            # A line may come back under another code (97014 settled as G0283, corrected by telephone): then its number alone has to do.
            row = self._by_line_number(rows, settled, is_same_code=False)
            return Match(row, "line number" if row is not None else "the claim has no line with this code and date")
        wanted = tuple(sorted(settled.modifiers))
        for fit, how in (
            ([r for r in same if self._modifiers[r] == wanted], "code, modifiers, date"),
            (same, "code and date"),
        ):
            if len(fit) > 1:
                fit = [r for r in fit if self.columns["line_charge_amount"][r] == settled.charge_amount] or fit
            if len(fit) == 1:
                return Match(fit[0], how)
            if fit:
                return Match(None, "several lines of the claim fit equally", tuple(fit))
        raise AssertionError("same is not empty")

    def _by_control_number(self, settled: SettledLine) -> int | None:
        """The line that was sent with the control number (REF*6R) that came back: of the same claim, else of the only line that has it.

        Programs that number the lines of each claim from 1 give the same number to many lines; then the claim decides, or nothing. A number
        that came back with the service of another line of the claim was mixed up, and is not believed.
        """
        had = self._by_control.get(settled.line_number.strip(), ()) if settled.line_number else ()
        if not had:
            return None
        codes, claim = self._codes, self.of_claim(settled.claim_id)
        fit = [row for row in had if row in claim and codes[row] in settled.codes]
        if not fit and not any(codes[row] in settled.codes for row in claim):
            # Settled under another code (97014 as G0283), or the payer knows the claim by another number.
            fit = [row for row in had if self._is_date(row, settled) and (row in claim or codes[row] in settled.codes)]
            fit = fit if claim or len(had) == 1 else []
        fit = fit if len(fit) < 2 else self._as_last_sent(fit, settled.settled_on)
        return fit[0] if len(fit) == 1 else None

    def _by_line_number(self, rows: Sequence[int], settled: SettledLine, *, is_same_code: bool = True) -> int | None:
        """REF*6R is the line's number, or ends in it."""
        given = settled.line_number.strip()
        if not given:
            return None
        by_code = is_same_code and any(settled.codes)
        numbers = self._numbers
        for number in _numbers_in(given):
            fit = [r for r in rows if numbers[r] == number] if number else ()
            if fit and by_code:
                fit = [r for r in fit if self._codes[r] in settled.codes]
            elif fit:
                fit = [r for r in fit if self._is_date(r, settled)]
            if len(fit) == 1:
                return fit[0]
        return None

    def _is_date(self, row: int, settled: SettledLine) -> bool:
        return not settled.date_of_service or self.columns["date_of_service"][row] == settled.date_of_service

    def _as_last_sent(self, rows: Sequence[int], settled_on: str) -> Sequence[int]:
        """Where a claim was sent several times: the rows of the newest sending that the payer can have seen."""
        if not self._is_sent_again[rows[0]]:
            return rows
        sendings: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in rows:
            sendings[self._sent[row]].append(row)
        seen = [sent for sent in sendings if not settled_on or sent[0] <= settled_on]
        return sendings[max(seen or sendings)]


def match_claims(
    service_payments: Columns, claim_lines: Columns | ClaimLines, settled_on: Iterable[str] = ()
) -> list[Match]:
    """The claim line of each settled line, in order. `settled_on`: the payment date of each, where known."""
    claims = claim_lines if isinstance(claim_lines, ClaimLines) else ClaimLines(claim_lines)
    asked = [service_payments[name] for name in _ASKED]
    dates = list(settled_on) or [""] * len(service_payments["claim_id"])
    found = [claims.find(_settled(*cells)) for cells in zip(*asked, dates, strict=True)]
    _pair_equals(found, service_payments)
    return found


def _pair_equals(found: list[Match], table: Columns) -> None:
    """Equal lines of a claim that are settled side by side are taken in order, where there are as many of one as of the other."""
    sides: dict[tuple, list[int]] = defaultdict(list)
    for row, match in enumerate(found):
        if match.equals:
            sides[table["remittance_id"][row], table["payment_number"][row], match.equals].append(row)
    for (_, _, equals), rows in sides.items():
        if len(rows) == len(equals):
            for row, line in zip(rows, equals, strict=True):
                found[row] = Match(line, "code and date, in order")


_ASKED = (
    "claim_id", "line_number", "hcpcs_code", "billed_hcpcs_code", "modifiers", "billed_modifiers", "date_of_service", "charge_amount",
)  # fmt: skip


def _settled(
    claim: str, line: str, code: str, billed: str, modifiers: str, billed_modifiers: str, day: str, charge: str, settled_on: str
) -> SettledLine:  # fmt: skip
    codes = tuple(one for one in (code, billed) if one)
    return SettledLine(claim, line, codes, parts_of(billed_modifiers if billed else modifiers), day, charge, settled_on)


@lru_cache(maxsize=10_000)
def parts_of(listed: str) -> tuple[str, ...]:
    """The parts of a list of codes in canonical text."""
    return tuple(part for part in listed.split("|") if part)


@lru_cache(maxsize=10_000)
def _numbers_in(given: str) -> tuple[str, ...]:
    """A line's number as it is given, then what it ends in."""
    whole, ends = given.lstrip("0"), _LAST_NUMBER.search(given)
    return (whole,) if ends is None or ends[1] == whole else (whole, ends[1])


@lru_cache(maxsize=10_000)  # the lines of a claim stand together
def _plain(claim_id: str) -> str:
    return claim_id.strip().upper().lstrip("0") or claim_id.strip()
