"""The synthetic practice's morning, held to what its generator knows: every label, and nothing unknown turns green."""

import csv
import io
import zipfile
from datetime import date

import pytest

from auditkit.desks.eligibility import Desk, worklist
from auditkit.desks.eligibility.sources import SAMPLE_DAY, read_tables, sample_sources
from auditkit.places import datasets
from auditkit.reference import Reference


@pytest.fixture(scope="module")
def tables():
    return read_tables(sample_sources()).tables


@pytest.fixture(scope="module")
def desk(tables):
    return Desk(tables)


@pytest.fixture(scope="module")
def day(desk):
    return worklist(desk, SAMPLE_DAY, SAMPLE_DAY, today=SAMPLE_DAY, reference=Reference())


def labels(name):
    with zipfile.ZipFile(datasets() / "frontdesk" / "frontdesk_labels.zip") as held:
        return list(csv.DictReader(io.StringIO(held.read(name).decode())))


def test_every_answer_that_is_known_is_given(day):
    given = {
        (one.visit.key["visit_id"], rule): ruling.answer.value
        for one in day.visits
        for rule, ruling in one.rulings.items()
    }
    known = labels("checks.csv")
    assert len(known) > 200
    assert [
        (row["visit_id"], row["check"], row["answer"])
        for row in known
        if given[row["visit_id"], row["check"]] != row["answer"]
    ] == []


def test_a_day_in_parts_is_the_day_as_a_whole(desk, day):
    week = worklist(desk, date(2026, 11, 23), date(2026, 11, 25), today=date(2026, 11, 23), reference=Reference())
    of_day = {one.visit.key["visit_id"]: one for one in week.visits if one.visit.on == SAMPLE_DAY}
    assert len(of_day) == len(day.visits)
    for one in day.visits:
        for rule in ("coverage_active", "coverage_checked", "plan_unchanged", "deductible_known"):
            assert of_day[one.visit.key["visit_id"]].rulings[rule] == one.rulings[rule]


def test_an_authorization_that_ends_before_it_begins_is_a_sentence(desk):
    assert any("ends (2026-11-16) before it begins" in remark for remark in desk.remarks)
