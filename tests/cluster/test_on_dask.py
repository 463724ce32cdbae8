"""Dask with threads: the verdicts are those of one machine."""

from __future__ import annotations

import dask
import dask.dataframe

from auditkit.partitions.on_dask import scrub_on_dask
from auditkit.partitions.whole_patients import VERDICT_COLUMNS
from auditkit.rule import Answer
from auditkit.scrub import scrub


def test_verdicts_on_dask_are_those_of_one_machine(tables):
    frames, today = tables
    alone = scrub(today=today, **frames).frame()
    parts = {
        name: dask.dataframe.from_pandas(frames[name], npartitions=3) for name in ("lines", "history", "authorizations")
    }
    with dask.config.set(scheduler="synchronous"):
        found = scrub_on_dask(
            today=today, payers=frames["payers"], answers=tuple(Answer), partitions=4, **parts
        ).compute()
    assert _rows(found) == _rows(alone)


def _rows(frame):
    return sorted(
        tuple("" if cell is None or cell != cell else str(cell) for cell in row)
        for row in frame[list(VERDICT_COLUMNS)].astype("object").itertuples(index=False)
    )
