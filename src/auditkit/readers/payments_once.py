"""Payments of many files, each once: the same payment in two files is not counted twice, and two parts of one become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from auditkit.readers.x12.remittance import Remittance
from auditkit.readers.x12.settled import CENTS
from auditkit.tables import (
    ADJUSTMENTS,
    CLAIM_PAYMENTS,
    PROVIDER_ADJUSTMENTS,
    REMITTANCE_TABLES,
    REMITTANCES,
    SERVICE_PAYMENTS,
    Columns,
    Issue,
    empty_columns,
)
from auditkit.tables.canonical import amount_of_cents

_PLACES = ("source_file", "source_place")
_OF_CLAIM = (CLAIM_PAYMENTS.name, SERVICE_PAYMENTS.name, ADJUSTMENTS.name)
# What makes a claim payment the same one within a payment: the numbers that both sides gave it, what became of it, and the money.
_SAME = ("claim_id", "payer_claim_control_number", "claim_status_code", "charge_amount", "paid_amount")
_NOTHING_TO_DO = "Nothing to do."


@dataclass(slots=True)
class _Kept:
    file: str
    remittance: Remittance


class PaymentsOnce:
    """Adds payment after payment. `issues` say what was there before; `repeated` counts claim payments that were not counted again.

    `known` are `remittance_id`s that were read at another time; they are left out.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self.issues: list[Issue] = []
        self.repeated = 0
        self.known_again = 0
        self._known = frozenset(known)
        self._kept: dict[str, _Kept] = {}

    def add(self, file: str, remittance: Remittance) -> None:
        """Add one payment, or the claims of it that are not there yet."""
        claims = len(remittance.tables[CLAIM_PAYMENTS.name]["claim_id"])
        if remittance.id in self._known:
            self.repeated += claims
            self.known_again += 1
            self._say(
                file,
                remittance,
                "is a payment that was read at an earlier time; it is not counted again",
                _NOTHING_TO_DO,
            )
            return
        kept = self._kept.get(remittance.id)
        if kept is None:
            self._kept[remittance.id] = _Kept(file, remittance)
            return
        added, other = _merge(kept.remittance, remittance)
        self.repeated += claims - added
        before = f"{kept.file} ({kept.remittance.place})"
        if added:
            self._say(
                file,
                remittance,
                f"is a part of the payment in {before}; {_claims(added)} were added to it",
                _NOTHING_TO_DO,
            )
        else:
            self._say(file, remittance, f"is the payment that is in {before} too; it is counted once", _NOTHING_TO_DO)
        if other:
            problem = (
                f"says otherwise about {_claims(other)} than the same payment in {before}; what was read first was kept"
            )
            self._say(file, remittance, problem, "Look which of the two files is right, and leave the other out.")

    def _say(self, file: str, remittance: Remittance, problem: str, fix: str) -> None:
        self.issues.append(Issue(file, remittance.place, problem, fix, is_warning=True))

    def tables(self) -> dict[str, Columns]:
        """All payments as the tables of remittances, by name."""
        out = {table.name: empty_columns(table) for table in REMITTANCE_TABLES}
        for kept in self._kept.values():
            for name, columns in kept.remittance.tables.items():
                for column, values in columns.items():
                    out[name][column] += values
        return out


def _claims(count: int) -> str:
    return "1 claim payment" if count == 1 else f"{count:,} claim payments"


@dataclass(slots=True)
class _Claim:
    """One claim payment with its rows: table -> rows by column."""

    number: str
    rows: dict[str, list[dict[str, str]]]

    @property
    def key(self) -> tuple[str, ...]:
        own = self.rows[CLAIM_PAYMENTS.name][0]
        return tuple(own[name] for name in _SAME)

    @property
    def size(self) -> int:
        return sum(map(len, self.rows.values()))

    @property
    def contents(self) -> tuple[object, ...]:
        left_out = (*_PLACES, "payment_number")
        return tuple(
            tuple(value for name, value in row.items() if name not in left_out) for rows in self.rows.values() for row in rows
        )  # fmt: skip


def _claims_of(remittance: Remittance) -> list[_Claim]:
    found: dict[str, _Claim] = {}
    for name in _OF_CLAIM:
        for row in _rows(remittance.tables[name]):
            number = row["payment_number"]
            found.setdefault(number, _Claim(number, {table: [] for table in _OF_CLAIM})).rows[name].append(row)
    return list(found.values())


def _rows(columns: Columns) -> Iterator[dict[str, str]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _merge(first: Remittance, second: Remittance) -> tuple[int, int]:
    """Add to the first what only the second has. How many claim payments were added, and of how many the two say different things.

    A claim that was cut off in the first is replaced by the whole one.
    """
    claims = _claims_of(first)
    waiting: dict[tuple[str, ...], list[int]] = {}
    for n, claim in enumerate(claims):
        waiting.setdefault(claim.key, []).append(n)
    added = other = 0
    for claim in _claims_of(second):
        if same := waiting.get(claim.key):
            n = same.pop(0)
            if claim.contents == claims[n].contents:
                continue
            if not first.is_complete and (second.is_complete or claim.size > claims[n].size):
                claim.number, claims[n] = claims[n].number, claim
            elif second.is_complete or claim.size > claims[n].size:
                other += 1
        else:
            claim.number = str(len(claims) + 1)
            claims.append(claim)
            added += 1
    for name in _OF_CLAIM:
        columns: Columns = {column: [] for column in first.tables[name]}
        for claim in claims:
            for row in claim.rows[name]:
                row["payment_number"] = claim.number
                for column, value in row.items():
                    columns[column].append(value)
        first.tables[name] = columns
    _merge_provider_adjustments(first.tables[PROVIDER_ADJUSTMENTS.name], second.tables[PROVIDER_ADJUSTMENTS.name])
    first.is_complete = first.is_complete or second.is_complete
    head = first.tables[REMITTANCES.name]
    head["claims"] = [str(len(claims))]
    head["is_complete"] = ["1" if first.is_complete else ""]
    head["balance_difference"] = [_balance(first)]
    return added, other


def _merge_provider_adjustments(first: Columns, second: Columns) -> None:
    def contents(row: dict[str, str]) -> tuple[str, ...]:
        return tuple(value for name, value in row.items() if name not in _PLACES)

    there = Counter(map(contents, _rows(first)))
    for row in _rows(second):
        if there[contents(row)] > 0:
            there[contents(row)] -= 1
            continue
        for column, value in row.items():
            first[column].append(value)


def _balance(remittance: Remittance) -> str:
    amount = remittance.tables[REMITTANCES.name]["payment_amount"][0]
    paid = remittance.tables[CLAIM_PAYMENTS.name]["paid_amount"]
    provider = remittance.tables[PROVIDER_ADJUSTMENTS.name]["amount"]
    if not remittance.is_complete or not amount or not all(paid) or not all(provider):
        return ""
    return amount_of_cents(sum(CENTS[p] for p in paid) - sum(CENTS[p] for p in provider) - CENTS[amount])
