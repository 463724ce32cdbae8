"""The checks against exports and 837 files of a stranger, read as the command reads them: see foreign/README.md."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from auditkit.readers.claims import read_claims, read_table
from auditkit.rule import Answer
from auditkit.scrub import scrub
from auditkit.tables import AUTHORIZATIONS, HISTORY, PAYERS

HERE = Path(__file__).parent / "foreign"
CLAIMS = ("export_a.csv", "export_b.txt", "claims.837")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def claim_lines():
    return read_claims([HERE / name for name in CLAIMS])


@cache
def found() -> frozenset[tuple[str, str, str]]:
    """(claim, line, rule) of every finding."""
    tables = {"history": HISTORY, "payers": PAYERS, "authorizations": AUTHORIZATIONS}
    others = {name: read_table(table, [HERE / f"{name}.csv"]).columns for name, table in tables.items()}
    result = scrub(claim_lines().columns, today=date(2026, 11, 20), **others)
    return frozenset((row[0], str(row[1] or ""), row[3]) for row in result.rows((Answer.NOT_MET,)))


def test_every_claim_of_the_three_files_is_read():
    assert set(claim_lines().columns["claim_id"]) == {row["claim_id"] for row in rows("claims.csv")}


def test_of_the_errors_in_disguise_at_least_95_in_100_are_found_on_their_line():
    wanted = {(r["claim_id"], r["line_number"], r["rule"]) for r in rows("labels.csv") if r["answer"] == "not_met"}
    anywhere = found() | {(claim, "", rule) for claim, _, rule in found()}
    of_the_claim = {(claim, rule) for claim, line, rule in found() if not line}
    missed = sorted(w for w in wanted - anywhere if (w[0], w[2]) not in of_the_claim)
    share = 1 - len(missed) / len(wanted)
    print(f"\n{len(wanted) - len(missed)} of {len(wanted)} found ({share:.1%}); missed {missed}")
    assert share >= 0.95


def test_of_the_odd_but_clean_claims_at_most_2_in_100_get_a_finding():
    clean = {row["claim_id"] for row in rows("claims.csv") if row["kind"] == "clean"}
    flagged = {claim for claim, _, _ in found() if claim in clean}
    print(f"\n{len(flagged)} of {len(clean)} clean claims have a finding: {sorted(flagged)}")
    assert len(flagged) <= 0.02 * len(clean)
