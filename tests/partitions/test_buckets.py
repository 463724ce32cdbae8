"""Whole patients at a time, on one machine: the verdicts are those of reading everything at once."""

from __future__ import annotations

import zipfile
from datetime import date

import duckdb
import pytest

from auditkit.partitions.buckets import scrub_in_buckets
from auditkit.places import datasets
from auditkit.scrub import TableError, scrub
from auditkit.scrub.answers import COLUMNS

BILLING = datasets() / "billing"
TODAY = date(2026, 11, 23)
OTHERS = {name: BILLING / f"{name}.csv" for name in ("history", "payers", "authorizations")}


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    """A part of the synthetic practice: every line of the first forty patients."""
    folder = tmp_path_factory.mktemp("claims")
    with zipfile.ZipFile(BILLING / "claims.zip") as packed:
        [name] = packed.namelist()
        packed.extract(name, folder)
    path = folder / "some.csv"
    rows = f"FROM read_csv('{folder / name}', all_varchar = true, header = true) WHERE patient_id < 'P040'"
    duckdb.sql(f"COPY (SELECT * {rows}) TO '{path}' (HEADER)")
    return path


@pytest.fixture(scope="module")
def whole(claims):
    """All at once."""
    return scrub(claims, today=TODAY, **OTHERS)


def test_many_buckets_give_the_verdicts_and_counts_of_one(claims, whole, tmp_path):
    told = []
    found = scrub_in_buckets(
        claims, tmp_path / "out", today=TODAY, lines_a_bucket=200, on_done=lambda *at: told.append(at), **OTHERS
    )
    rows = duckdb.sql(f"SELECT {', '.join(COLUMNS)} FROM '{found.verdicts}'").fetchall()
    assert sorted(rows) == sorted(whole.rows())
    assert sorted(found.counts) == sorted(whole.counts)
    assert found.lines == whole.lines
    assert len(told) == told[-1][1] >= 5
    assert told[-1][0] == told[-1][1]


def test_nothing_but_verdicts_is_left_behind(claims, tmp_path):
    scrub_in_buckets(claims, tmp_path / "out", today=TODAY, lines_a_bucket=500)
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet"}


def test_history_that_was_not_supplied_is_another_thing_than_no_history_of_a_patient(claims, tmp_path):
    empty = tmp_path / "history.csv"
    empty.write_text("patient_id,date_of_service,hcpcs_code,modifiers,allowed_amount\n", encoding="utf-8")
    for history in (None, empty):
        found = scrub_in_buckets(
            claims, tmp_path / str(bool(history)), today=TODAY, history=history, lines_a_bucket=200
        )
        expected = scrub(claims, today=TODAY, history=history)
        assert sorted(found.counts) == sorted(expected.counts)


@pytest.mark.parametrize("name", ["gone.csv", "no_table.parquet"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, name):
    (tmp_path / "no_table.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(TableError, match=name):
        scrub_in_buckets(tmp_path / name, tmp_path / "out", today=TODAY)
