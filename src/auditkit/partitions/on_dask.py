"""Claims on Dask (`pip install auditkit[dask]`): whole patients to a partition, each scrubbed by the same DuckDB code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditkit.partitions.whole_patients import (
    AUTHORIZATIONS,
    HISTORY,
    LINES,
    PATIENT,
    ROW,
    TABLE,
    TO_LOOK_AT,
    VERDICT_COLUMNS,
    columns_of,
    scrub_part,
)
from auditkit.rule import Answer
from auditkit.rules import claim_checks
from auditkit.scrub import Settings, read_settings

if TYPE_CHECKING:
    import dask.dataframe
    import pandas


def scrub_on_dask(
    lines: dask.dataframe.DataFrame,
    *,
    today: date,
    history: dask.dataframe.DataFrame | None = None,
    authorizations: dask.dataframe.DataFrame | None = None,
    payers: Any = None,
    reference: Path | None = None,
    settings: Settings | Mapping[str, Any] | Path | None = None,
    answers: Iterable[Answer] = TO_LOOK_AT,
    partitions: int | None = None,
) -> dask.dataframe.DataFrame:
    """The verdicts of `auditkit.scrub.scrub` about a Dask frame of claim lines, as a Dask frame of `VERDICT_COLUMNS`, all text.

    `payers` is small and goes to every task; a `reference` folder must be reachable from every worker. `partitions` is the number of
    parts (default: as many as `lines` has). Raises SettingsError at once, and what else `scrub` raises when the frame is computed.
    """
    import dask.dataframe as dd
    import pandas

    tables = {LINES: lines, HISTORY: history, AUTHORIZATIONS: authorizations}
    given = {name: frame for name, frame in tables.items() if frame is not None}
    # one set of columns for all tables: what a table has not is empty
    columns = list(dict.fromkeys(c.strip().lower() for frame in given.values() for c in frame.columns))
    meta = pandas.DataFrame({c: pandas.Series(dtype="object") for c in [*columns, TABLE, PATIENT]}).assign(
        **{ROW: pandas.Series(dtype="int64")}
    )
    tagged = [
        _numbered(frame).map_partitions(_tagged, table=name, columns=columns, meta=meta)
        for name, frame in given.items()
    ]
    dealt = dd.concat(tagged).shuffle(PATIENT, npartitions=partitions or lines.npartitions)
    return dealt.map_partitions(
        scrub_part,
        given=frozenset(given),
        today=today,
        payers=columns_of(payers),
        reference=reference,
        settings=read_settings(settings, claim_checks()),
        answers=tuple(answers),
        meta=pandas.DataFrame({c: pandas.Series(dtype="object") for c in VERDICT_COLUMNS}),
    )


def _numbered(frame: dask.dataframe.DataFrame) -> dask.dataframe.DataFrame:
    """The frame with each row's place: shuffled rows are put back in order by it."""
    return frame.assign(**{ROW: 1}).assign(**{ROW: lambda f: f[ROW].cumsum()})


def _tagged(frame: pandas.DataFrame, table: str, columns: list[str]) -> pandas.DataFrame:
    import pandas

    rows = frame[ROW].to_numpy()
    frame = frame.drop(columns=[ROW]).rename(columns=lambda c: c.strip().lower())
    text = pandas.DataFrame(
        {c: _text(frame[c]) if c in frame else "" for c in columns}, index=frame.index, dtype="object"
    )
    empty = pandas.Series("", index=frame.index, dtype="object")
    patient = text["patient_id"].str.strip() if "patient_id" in columns else empty
    claim = text["claim_id"].str.strip() if "claim_id" in columns else empty
    return text.assign(**{TABLE: table, PATIENT: patient.where(patient != "", claim).astype("object"), ROW: rows})


def _text(cells: pandas.Series) -> pandas.Series:
    return cells.map(lambda cell: "" if cell is None or cell != cell else str(cell)).astype("object")
