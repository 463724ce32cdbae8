"""The committed files of datasets/billing/, read by the kit's own readers, give the rows they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.datasets.billing.export import exported
from auditkit.readers.claims import read_claims, read_table
from auditkit.tables import AUTHORIZATIONS, HISTORY, PAYERS

BILLING = Path(__file__).parents[2] / "datasets" / "billing"
NOT_IN_837 = {"minutes", "assistant_minutes"}


def as_rows(columns: dict[str, list[str]]) -> list[dict[str, str]]:
    names = [name for name in columns if not name.startswith("source_")]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*(columns[name] for name in names), strict=True)]


def plain(row: dict[str, str]) -> dict[str, str]:
    """Without what a format writes in its own way: dots of diagnoses, capitals of names, a line's control number."""
    row = {name: cell for name, cell in row.items() if name != "line_control_number"}
    return row | {"diagnosis_codes": row["diagnosis_codes"].replace(".", ""), "payer_name": row["payer_name"].upper()}


def keyed(lines: list[dict[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    return {(line["claim_id"], line["line_number"]): plain(line) for line in lines}


@pytest.fixture(scope="module")
def expected(rows):
    return keyed(rows["claims"])


def test_the_837p_files_give_the_lines_of_the_table(expected):
    reading = read_claims([BILLING / "claims_837p.zip"])
    assert not reading.issues
    assert not reading.residue["text"]
    found = keyed(as_rows(reading.lines))
    assert reading.read == len(expected)
    blank = dict.fromkeys(NOT_IN_837, "")
    assert found == {key: line | blank for key, line in expected.items()}


def test_the_compressed_table_gives_its_own_lines(expected):
    reading = read_claims([BILLING / "claims.zip"])
    assert not reading.issues
    assert keyed(as_rows(reading.lines)) == expected


def test_the_export_gives_the_lines_of_its_week_although_its_headers_differ(billing, expected):
    reading = read_claims([BILLING / "claims_export.csv"])
    found = keyed(as_rows(reading.lines))
    assert set(found) == {(claim.claim_id, str(n + 1)) for claim in exported(billing) for n in range(len(claim.lines))}
    assert found == {key: expected[key] for key in found}
    assert reading.skipped == 1  # the total below


@pytest.mark.parametrize("table", [HISTORY, PAYERS, AUTHORIZATIONS], ids=lambda table: table.name)
def test_what_goes_with_the_claims_is_read_as_it_is(rows, table):
    reading = read_table(table, [BILLING / f"{table.name}.csv"])
    assert not reading.issues
    written = rows[table.name]
    assert as_rows(reading.columns) == [
        {name: row.get(name, "") for name in as_rows(reading.columns)[0]} for row in written
    ]
