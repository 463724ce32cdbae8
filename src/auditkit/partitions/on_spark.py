"""Claims and notes on Spark (`pip install auditkit[spark]`, Java 17): whole patients to a task, each scrubbed by the same DuckDB code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditkit.partitions.notes import NOTE_COLUMNS, audit_part
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
    patient_key,
    scrub_part,
)
from auditkit.rule import Answer
from auditkit.rules import claim_checks
from auditkit.scrub import Settings, read_settings

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame


def scrub_on_spark(
    lines: DataFrame,
    *,
    today: date,
    history: DataFrame | None = None,
    authorizations: DataFrame | None = None,
    payers: Any = None,
    reference: Path | None = None,
    settings: Settings | Mapping[str, Any] | Path | None = None,
    answers: Iterable[Answer] = TO_LOOK_AT,
    partitions: int | None = None,
) -> DataFrame:
    """The verdicts of `auditkit.scrub.scrub` about a Spark frame of claim lines, as a Spark frame of `VERDICT_COLUMNS`, all text.

    `payers` is small and goes to every task; a `reference` folder must be reachable from every worker. `partitions` is the number of
    parts (default: the session's `spark.sql.shuffle.partitions`). Raises SettingsError at once, and what else `scrub` raises when the
    frame is computed.
    """
    tables = {LINES: lines, HISTORY: history, AUTHORIZATIONS: authorizations}
    tagged = [_tagged(frame, name) for name, frame in tables.items() if frame is not None]
    rows = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), tagged)
    dealt = rows.repartition(partitions, PATIENT) if partitions else rows.repartition(PATIENT)
    work = partial(
        scrub_part,
        given=frozenset(name for name, frame in tables.items() if frame is not None),
        today=today,
        payers=columns_of(payers),
        reference=reference,
        settings=read_settings(settings, claim_checks()),
        answers=tuple(answers),
    )
    return dealt.mapInPandas(partial(_each_partition, work), schema=_schema(VERDICT_COLUMNS))


def audit_notes_on_spark(notes: DataFrame, *, partitions: int | None = None) -> DataFrame:
    """The verdicts of the note audit about a Spark frame with `name` and `note`, and any columns of the `notes` table, one row a verdict.

    Copies are looked for among a patient's own notes; see `auditkit.partitions` for copies across patients.
    """
    from pyspark.sql import functions as f

    key = f.expr(patient_key(()) if "patient_id" not in notes.columns else patient_key(("patient_id",)))
    text = notes.select(*(f.col(c).cast("string").alias(c) for c in notes.columns), key.alias(PATIENT))
    dealt = text.repartition(partitions, PATIENT) if partitions else text.repartition(PATIENT)
    return dealt.mapInPandas(partial(_each_partition, audit_part), schema=_schema(NOTE_COLUMNS))


def _tagged(frame: DataFrame, table: str) -> DataFrame:
    from pyspark.sql import functions as f

    columns = [f.col(f"`{c}`").cast("string").alias(c.strip().lower()) for c in frame.columns]
    return frame.select(
        *columns,
        f.lit(table).alias(TABLE),
        f.monotonically_increasing_id().alias(ROW),
        f.expr(patient_key([c.strip().lower() for c in frame.columns])).alias(PATIENT),
    )


def _each_partition(work, batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """All of a partition at once: it holds whole patients, and its batches do not."""
    import pandas

    held = [batch for batch in batches if len(batch)]
    if held:
        yield work(pandas.concat(held, ignore_index=True))


def _schema(columns: Iterable[str]) -> str:
    return ", ".join(f"{name} string" for name in columns)
