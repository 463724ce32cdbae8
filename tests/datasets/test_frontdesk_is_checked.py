"""The front desk's checks, run on the committed files, say what the labels say; nothing that is labelled unknown turns green."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from auditkit.desks.eligibility import Desk, FrontDeskTables, worklist
from auditkit.readers.claims import read_claims, read_table
from auditkit.readers.coverage import read_coverage
from auditkit.readers.schedule import read_schedule
from auditkit.reference import Reference
from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS, HISTORY, PAYERS

DATASETS = Path(__file__).parents[2] / "datasets"
FRONTDESK, BILLING = DATASETS / "frontdesk", DATASETS / "billing"
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def ruled():
    """(visit, check) -> answer."""
    coverage = read_coverage(
        [FRONTDESK / f for f in ("eligibility_271.zip", "eligibility_export.csv", "phone_checks.csv")]
    )
    tables = FrontDeskTables(
        schedule=read_schedule([FRONTDESK / "schedule.csv"]).columns,
        answers=coverage.answers,
        benefits=coverage.benefits,
        authorizations=read_table(AUTHORIZATIONS, [FRONTDESK / "authorizations.csv"]).columns,
        claims=read_claims([BILLING / "claims.zip"]).lines,
        history=read_table(HISTORY, [BILLING / "history.csv"]).columns,
        payers=read_table(PAYERS, [BILLING / "payers.csv"]).columns,
        rules=read_table(AUTHORIZATION_RULES, [FRONTDESK / "authorization_rules.csv"]).columns,
    )
    made = worklist(Desk(tables), DAY, DAY, today=DAY, reference=Reference())
    return {
        (checked.visit.key["visit_id"], check): ruling.answer.value
        for checked in made.visits
        for check, ruling in checked.rulings.items()
    }


@pytest.fixture(scope="module")
def labels():
    with zipfile.ZipFile(FRONTDESK / "frontdesk_labels.zip") as held:
        rows = csv.DictReader(io.StringIO(held.read("checks.csv").decode()))
        return {(row["visit_id"], row["check"]): row["answer"] for row in rows}


def test_every_labelled_visit_is_on_the_list_of_the_day(ruled, labels):
    assert {visit for visit, _ in labels} <= {visit for visit, _ in ruled}


def test_nothing_that_is_labelled_not_met_or_unknown_comes_out_met(ruled, labels):
    wrong = {key for key, answer in labels.items() if answer != "met" and ruled[key] in ("met", "not_applicable")}
    assert not wrong


def test_what_is_labelled_met_is_met_but_for_a_few_where_the_check_asks_to_call(ruled, labels):
    met = [key for key, answer in labels.items() if answer == "met"]
    other = [key for key in met if ruled[key] != "met"]
    assert len(met) > 150
    assert len(other) <= 3
    assert all(ruled[key] == "unclear" for key in other)
