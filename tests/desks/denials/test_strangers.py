"""Files as other payers' and programs write them, all invented. What is denied in each was written down before any of them was read.

`expected.csv` names every denied line; a line number or remark that it leaves open may be anything.
"""

import csv
from pathlib import Path

import pytest

from auditkit.desks.denials import CSV_COLUMNS, settle
from auditkit.readers.remittances import read_remittances

FOLDER = Path(__file__).parent / "strangers"
with (FOLDER / "expected.csv").open(newline="") as opened:
    EXPECTED = list(csv.DictReader(opened))
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "expected.csv")


def denied(*names):
    found = settle(read_remittances([FOLDER / name for name in names])).denied
    return [dict(zip(CSV_COLUMNS, line.cells, strict=True)) for line in found]


def is_same(found, told):
    exact = ("claim_id", "date_of_service", "hcpcs_code", "group_code", "carc", "charge_amount")
    return (
        all(found[name] == told[name] for name in exact)
        and told["line_number"] in ("", found["line_number"])
        and (not told["rarc"] or told["rarc"] in found["rarc"].split("|"))
    )


@pytest.mark.parametrize("name", FILES)
def test_what_is_denied_in_a_strangers_file_is_found_and_nothing_else(name):
    told = [row for row in EXPECTED if row["file"] == name]
    found = denied(name)
    assert len(found) == len(told), found
    for row in told:
        assert sum(is_same(one, row) for one in found) == 1, (row, found)


def test_all_files_together_give_what_each_gives():
    found = denied(*FILES)
    assert len(found) == len(EXPECTED)
    assert all(any(is_same(one, row) for one in found) for row in EXPECTED)


def test_every_expected_row_is_of_a_file_that_is_here():
    assert {row["file"] for row in EXPECTED} <= set(FILES) and len(FILES) > 25
