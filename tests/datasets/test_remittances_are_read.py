"""The committed files of datasets/remittances/, read by the kit's own reader, give what they were made from, to the cent."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from auditkit.readers.remittances import read_remittances

FOLDER = Path(__file__).parents[2] / "datasets" / "remittances"


@pytest.fixture(scope="module")
def reading():
    return read_remittances([FOLDER / "remittances_835.zip"])


@pytest.fixture(scope="module")
def labels():
    with zipfile.ZipFile(FOLDER / "remittance_labels.zip") as held:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(held.read(name).decode())))
            for name in held.namelist()
        }


def rows(reading, name: str) -> list[dict[str, str]]:
    columns = reading.tables[name]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def test_every_payment_is_read_once_with_its_counts_and_amounts(reading, labels):
    lines, taken, settled = Counter(), Counter(), Counter()
    for name, counts in (("service_payments", lines), ("adjustments", taken), ("provider_adjustments", settled)):
        counts.update(row["remittance_id"] for row in rows(reading, name))
    found = [
        (r["trace_number"], r["payer_id"], r["payment_date"], r["payment_amount"], r["claims"], str(lines[r["remittance_id"]]),
         str(taken[r["remittance_id"]]), settled[r["remittance_id"]])
        for r in rows(reading, "remittances")
    ]  # fmt: skip
    assert sorted(found) == sorted(
        (p["trace_number"], p["payer_id"], p["payment_date"], p["payment_amount"], p["claims"], p["service_lines"], p["adjustments"],
         len(p["provider_adjustments"].split("|")) if p["provider_adjustments"] else 0)
        for p in labels["payments"]
    )  # fmt: skip


def test_only_what_was_printed_wrong_does_not_balance_and_by_so_much(reading, labels):
    trace = {row["remittance_id"]: row["trace_number"] for row in rows(reading, "remittances")}
    off = {
        (where, trace[row["remittance_id"]], row["balance_difference"])
        for where, name in (("payment", "remittances"), ("claim", "claim_payments"), ("line", "service_payments"))
        for row in rows(reading, name)
        if row["balance_difference"] not in ("0.00", "")
    }
    seeded = {(p["off_where"], p["trace_number"], p["off_by"]) for p in labels["payments"] if p["off_where"]}
    assert {(where, number) for where, number, _ in off} == {(where, number) for where, number, _ in seeded}
    assert {(n, abs(float(by))) for _, n, by in off} == {(n, abs(float(by))) for _, n, by in seeded}


def test_a_payment_that_stands_in_two_files_is_said_and_counted_once(reading, labels):
    again = [p["trace_number"] for p in labels["payments"] if p["also_in"]]
    assert sum("counted once" in issue.problem for issue in reading.issues) == len(again)
    numbers = Counter(row["trace_number"] for row in rows(reading, "remittances"))
    assert {numbers[number] for number in again} == {1}


def test_nothing_is_left_over(reading):
    assert not reading.tables["residue"]["text"]


def test_rejected_claims_are_those_that_are_labelled(labels):
    rejections = rows(read_remittances([FOLDER / "acknowledgements.zip"]), "rejections")
    claims = [r for r in rejections if r["kind"] == "277CA" and r["claim_id"]]
    back = {
        (r["claim_id"], r["category_code"], r["status_code"], r["entity_code"]) for r in claims if not r["is_accepted"]
    }
    assert back == {
        (r["claim_id"], r["category_code"], r["status_code"], r["entity_code"])
        for r in labels["rejections"]
        if r["kind"] == "277CA"
    }
    assert sum(r["is_accepted"] == "1" for r in claims) > 10_000
    refused = [r for r in rejections if r["kind"] == "999" and not r["is_accepted"] and r["error_code"]]
    assert len({(r["source_file"], r["control_number"]) for r in refused}) == 4


def test_the_denial_list_gives_its_denied_lines(labels):
    reading = read_remittances([FOLDER / "denials_export.csv"])
    listed = list(csv.reader(io.StringIO((FOLDER / "denials_export.csv").read_text(encoding="utf-8"))))[4:-1]
    lines = rows(reading, "service_payments")
    assert len(lines) == len(listed)
    assert {row["carc"] for row in rows(reading, "adjustments")} <= {row["carc"] for row in labels["denied_lines"]}
