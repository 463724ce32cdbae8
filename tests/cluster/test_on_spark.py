"""Spark in local mode: the verdicts are those of one machine."""

from __future__ import annotations

import json
import os
import sys

import pytest

from auditkit.audit import audit_note
from auditkit.partitions.on_spark import audit_notes_on_spark, scrub_on_spark
from auditkit.partitions.whole_patients import VERDICT_COLUMNS
from auditkit.places import datasets
from auditkit.rule import Answer
from auditkit.scrub import SettingsError, scrub


@pytest.fixture(scope="module")
def spark():
    """A session on this machine that listens to nobody."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_verdicts_on_spark_are_those_of_one_machine(spark, tables):
    frames, today = tables
    alone = scrub(today=today, **frames).frame()
    tasks = {name: spark.createDataFrame(frames[name]) for name in ("lines", "history", "authorizations")}
    found = scrub_on_spark(today=today, payers=frames["payers"], answers=tuple(Answer), partitions=5, **tasks)
    assert sorted(map(tuple, found.collect())) == sorted(
        tuple("" if cell is None or cell != cell else cell for cell in row)
        for row in alone[list(VERDICT_COLUMNS)].astype("object").itertuples(index=False)
    )


def test_settings_that_cannot_be_are_said_before_anything_runs(spark, tables):
    frames, today = tables
    with pytest.raises(SettingsError):
        scrub_on_spark(
            spark.createDataFrame(frames["lines"].head()),
            today=today,
            settings={"rules": {"no_such_check": {"off": True}}},
        )


def test_notes_on_spark_get_the_answers_of_one_machine(spark):
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((datasets() / "practice" / "notes").glob("*.txt"))[:30]
    ]
    rows = [{"name": f"n{i}", "note": text} for i, text in enumerate(texts)]
    found = audit_notes_on_spark(spark.createDataFrame(rows), partitions=3).collect()
    expected = {
        (f"n{i}", v.rule): (str(v.answer), [[e.start, e.end] for e in v.evidence])
        for i, text in enumerate(texts)
        for v in audit_note(text).verdicts
    }
    assert {(r["name"], r["rule"]): (r["answer"], json.loads(r["evidence"])) for r in found} == expected
