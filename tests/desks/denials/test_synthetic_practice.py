"""The denied lines of the synthetic practice agree with the labels that its makers wrote while they made it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from auditkit.desks.denials import settle
from auditkit.readers.remittances import read_remittances

HERE = Path(__file__).parents[3] / "datasets" / "remittances"
_ALWAYS_BUNDLED = {("97010", "97")}  # labelled as denied; Medicare never pays the code alone, so for us it is none


def labels(name):
    with zipfile.ZipFile(HERE / "remittance_labels.zip") as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"))))


def test_every_labelled_line_is_found_and_no_other():
    reading = read_remittances([HERE / "remittances_835.zip"])
    found = settle(reading)
    heads = reading.tables["remittances"]
    trace = dict(zip(heads["remittance_id"], heads["trace_number"], strict=True))
    ours = {(trace[d.remittance_id], d.payment_number, d.service_number): d for d in found.denied}
    theirs = {
        (row["trace_number"], row["payment_number"], row["service_number"]): row for row in labels("denied_lines.csv")
    }
    missing = {key: row for key, row in theirs.items() if key not in ours}
    assert not set(ours) - set(theirs) and not found.unclear
    assert {(row["hcpcs_code"], row["carc"]) for row in missing.values()} <= _ALWAYS_BUNDLED and len(missing) < 10
    wrong = [
        key
        for key, line in ours.items()
        if line.carc != theirs[key]["carc"] or line.group_code != theirs[key]["group_code"]
    ]
    assert not wrong
    other = [key for key, line in ours.items() if line.category != theirs[key]["category"]]
    assert len(other) <= len(ours) // 100
    paid = {key for key, row in theirs.items() if row["outcome"] == "overturned"} & set(ours)
    assert sum(ours[key].later.outcome in ("paid", "allowed") for key in paid) >= 0.98 * len(paid)
    assert all(theirs[key]["outcome"] == "overturned" for key, line in ours.items() if line.later.outcome in ("paid", "allowed"))  # fmt: skip
