"""What is committed under datasets/remittances/ is what the generator writes, and is described."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from auditkit.datasets.billing.files import write_billing
from auditkit.datasets.remittances.export import HEADERS

DATASETS = Path(__file__).parents[2] / "datasets"
FOLDER = DATASETS / "remittances"


def readme() -> str:
    return (DATASETS / "README.md").read_text(encoding="utf-8").split("## Files of `remittances/`")[1]


def test_the_committed_files_are_what_the_generator_writes(remittance_files):
    assert {path.name for path in FOLDER.iterdir()} == set(remittance_files)
    for name, held in remittance_files.items():
        if isinstance(held, str):
            assert (FOLDER / name).read_bytes().decode("utf-8").replace("\r\n", "\n") == held, name
        else:
            with zipfile.ZipFile(FOLDER / name) as there:
                assert {each: there.read(each).decode("utf-8") for each in there.namelist()} == held, name


def test_another_process_writes_the_same_text(remittance_files):
    code = (
        "import hashlib, json; from auditkit.datasets.remittances.files import remittance_text;"
        "print(hashlib.sha256(json.dumps(remittance_text(), sort_keys=True).encode()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(json.dumps(remittance_files, sort_keys=True).encode()).hexdigest()


def test_writing_twice_gives_the_same_bytes(remittance_files, tmp_path):
    for run in ("one", "two"):
        assert write_billing(tmp_path / run, remittance_files) == 4
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_committed_size_stays_under_two_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


def test_every_column_is_described_in_the_data_dictionary(remittance_files):
    text = readme()
    for name, table in remittance_files["remittance_labels.zip"].items():
        section = re.split(r"\n##", text.split(f"### {name} - ")[1])[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == next(csv.reader(io.StringIO(table))), name


def test_the_counts_in_the_data_dictionary_hold(remittance_files):
    text = readme()
    tables = {n: list(csv.DictReader(io.StringIO(t))) for n, t in remittance_files["remittance_labels.zip"].items()}
    payments, denied, rejected = (tables[name] for name in ("payments.csv", "denied_lines.csv", "rejections.csv"))
    sums = [sum(int(row[column]) for row in payments) for column in ("claims", "service_lines")]
    files = len(remittance_files["remittances_835.zip"])
    assert f"| {files} 835 files" in text
    assert f"{len(payments)} payments, {sums[0]:,} claim payments, {sums[1]:,} service lines" in text
    assert f"**{len(denied):,} lines of {len({row['claim_id'] for row in denied}):,} claims are denied.**" in text
    assert f"{sum(row['kind'] == '277CA' for row in rejected)} rejections of claims" in text
    assert f"{sum(not row['resent_on'] for row in rejected)} claims never" in text


def test_the_export_has_a_title_headers_of_its_own_a_row_per_line_and_a_total(remittance_files):
    held = list(csv.reader(io.StringIO(remittance_files["denials_export.csv"])))
    assert [len(row) for row in held[:3]] == [1, 1, 0]
    assert tuple(held[3]) == HEADERS
    assert {len(row) for row in held[3:]} == {len(HEADERS)}
    assert len(held) > 100
    assert held[-1][0] == "Total"


def test_no_cell_starts_like_a_spreadsheet_formula(remittance_files):
    for name, table in remittance_files["remittance_labels.zip"].items():
        for row in csv.DictReader(io.StringIO(table)):
            amounts = {"off_by"}
            assert not any(v.startswith(("=", "+", "-", "@")) for k, v in row.items() if k not in amounts), name


def test_every_kind_of_line_end_and_separator_is_there(remittance_files):
    texts = remittance_files["remittances_835.zip"].values()
    assert {text[3] for text in texts} == {"*", "|"}
    assert {text[104] for text in texts} == {":", ">"}
    assert {text[105] for text in texts} == {"~", "\n"}
    assert {"\r\n" in text for text in texts} == {True, False}
    assert {text[84:89] for text in texts} == {"00401", "00501"}
