"""The checks against claims that somebody wrote with the contract in hand and without seeing them: see heldout/README.md."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from auditkit.readers.claims import read_claims, read_table
from auditkit.rule import Answer
from auditkit.scrub import scrub
from auditkit.tables import AUTHORIZATIONS, HISTORY, PAYERS

HERE = Path(__file__).parent / "heldout"


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def found() -> frozenset[tuple[str, str]]:
    """(claim, rule) of every finding, read and scrubbed as the command does."""
    tables = {"history": HISTORY, "payers": PAYERS, "authorizations": AUTHORIZATIONS}
    others = {name: read_table(table, [HERE / f"{name}.csv"]).columns for name, table in tables.items()}
    result = scrub(read_claims([HERE / "claim_lines.csv"]).columns, today=date(2026, 11, 20), **others)
    return frozenset((row[0], row[3]) for row in result.rows((Answer.NOT_MET,)))


def not_scored() -> set[tuple[str, str]]:
    return {(row["claim_id"], row["rule"]) for row in rows("not_scored.csv")}


def test_of_the_errors_at_least_95_in_100_are_found_with_the_right_rule():
    wanted = {(r["claim_id"], r["rule"]) for r in rows("labels.csv") if r["answer"] == "not_met"} - not_scored()
    missed = sorted(wanted - found())
    share = 1 - len(missed) / len(wanted)
    print(f"\n{len(wanted) - len(missed)} of {len(wanted)} found ({share:.1%}); missed {missed}")
    assert share >= 0.95


def test_of_the_clean_claims_at_most_2_in_100_get_a_finding():
    clean = {row["claim_id"] for row in rows("claims.csv") if row["kind"] == "clean"}
    flagged = {claim for claim, rule in found() - not_scored() if claim in clean}
    print(f"\n{len(flagged)} of {len(clean)} clean claims have a finding: {sorted(flagged)}")
    assert len(flagged) <= 0.02 * len(clean)
