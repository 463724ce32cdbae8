"""CQ and CO for one service: every worked example, and the same count as the views make."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.assistants import assistant_share
from auditkit.rules import claim_checks
from auditkit.scrub import scrub
from auditkit.scrub.example import TODAY, with_defaults

EXAMPLES = list(csv.DictReader((Path(__file__).parent / "assistant_shares.csv").open()))
MINUTES = st.integers(0, 70)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_the_worked_example_comes_out_as_printed(row):
    share = assistant_share(
        int(row["therapist_minutes"]),
        int(row["assistant_minutes"]),
        int(row["units"]),
        is_timed=row["service"] == "timed",
    )
    assert share.least <= int(row["units_with"]) <= share.most
    assert share.steps


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(MINUTES, MINUTES, st.integers(1, 5)), min_size=1, max_size=40))
def test_the_views_count_the_same(services):
    rows = [
        {
            "claim_id": f"C{n}",
            "patient_id": f"P{n}",
            "hcpcs_code": "97530",
            "modifiers": "GP|CQ",
            "units": str(units),
            "minutes": str(therapist + assistant),
            "assistant_minutes": str(assistant),
        }
        for n, (therapist, assistant, units) in enumerate(services)
    ]
    check = {"assistant_modifier": claim_checks()["assistant_modifier"]}
    found = scrub(with_defaults(rows), today=TODAY, checks=check).connection.execute(
        "SELECT claim_id, assistant_units_least, assistant_units_most FROM lines"
    )
    counted = {claim: (least, most) for claim, least, most in found.fetchall()}
    for n, service in enumerate(services):
        share = assistant_share(*service)
        assert counted[f"C{n}"] == (share.least, share.most), service


@pytest.mark.parametrize("minutes", [(-1, 5, 1), (5, -1, 1), (5, 5, -1)])
def test_negative_minutes_are_refused(minutes):
    with pytest.raises(ValueError, match="negative"):
        assistant_share(*minutes)
