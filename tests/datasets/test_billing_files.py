"""What is committed under datasets/billing/ is what the generator writes, and is described."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from auditkit.datasets.billing.export import HEADERS, claims_export, exported
from auditkit.datasets.billing.files import ARCHIVE, COMPRESSED, EXPORT, packed, write_billing, zipped
from auditkit.datasets.billing.x12 import interchanges

DATASETS = Path(__file__).parents[2] / "datasets"
BILLING = DATASETS / "billing"


@pytest.fixture(scope="module")
def files(billing):
    return interchanges(billing)


def committed(name: str) -> str:
    if name in COMPRESSED:
        with zipfile.ZipFile(BILLING / zipped(name)) as held:
            assert held.namelist() == [name]
            return held.read(name).decode("utf-8")
    return (BILLING / name).read_bytes().decode("utf-8").replace("\r\n", "\n")


def test_the_committed_tables_are_what_the_generator_writes(billing_text):
    for name, text in billing_text.items():
        assert committed(name) == text, name


def test_the_committed_archive_holds_what_the_generator_writes(files):
    with zipfile.ZipFile(BILLING / ARCHIVE) as held:
        assert {name: held.read(name).decode("utf-8") for name in held.namelist()} == files


def test_nothing_else_lies_there(billing_text):
    assert {path.name for path in BILLING.iterdir()} == {zipped(name) for name in billing_text} | {ARCHIVE, EXPORT}


def test_the_committed_export_is_what_the_generator_writes(billing):
    assert committed(EXPORT) == claims_export(billing)


def test_the_export_has_a_title_headers_of_its_own_a_row_per_line_and_a_total(billing):
    held = list(csv.reader(io.StringIO(claims_export(billing))))
    assert [len(row) for row in held[:3]] == [1, 1, 0]
    assert tuple(held[3]) == HEADERS
    lines = [line for claim in exported(billing) for line in claim.lines]
    assert len(held) == 4 + len(lines) + 1 > 100
    assert {len(row) for row in held[3:]} == {len(HEADERS)}
    assert held[-1][0] == "Total"


def test_writing_twice_gives_the_same_bytes(billing_text, files, tmp_path):
    held = packed(billing_text) | {ARCHIVE: files}
    for run in ("one", "two"):
        assert write_billing(tmp_path / run, held) == len(held)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_committed_size_stays_under_two_megabytes():
    assert sum(path.stat().st_size for path in BILLING.iterdir()) < 2_000_000


def test_every_column_is_described_in_the_data_dictionary(billing_text):
    readme = (DATASETS / "README.md").read_text(encoding="utf-8").split("## Tables of `billing/`")[1]
    for name, text in billing_text.items():
        section = re.split(r"\n##", readme.split(f"### {name}")[1])[0]
        header = next(csv.reader(io.StringIO(text)))
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == header, name


def test_the_counts_in_the_data_dictionary_hold(rows, files):
    readme = (DATASETS / "README.md").read_text(encoding="utf-8")
    claims = {line["claim_id"] for line in rows["claims"]}
    wrong = {label["claim_id"] for label in rows["claims_labels"] if label["answer"] == "not_met"}
    assert f"{len(rows['claims']):,} service lines of {len(claims):,} claims" in readme
    assert f"{len(wrong):,} of them" in readme
    assert f"{len(rows['patients'])} more patients" in readme
    assert f"{len(files)} 837P files" in readme


def test_no_cell_starts_like_a_spreadsheet_formula(rows):
    for name, table in rows.items():
        for row in table:
            assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values()), name
