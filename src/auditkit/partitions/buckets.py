"""Ten million lines on one machine: dealt out by patient onto disk, then scrubbed a bucket at a time."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from auditkit.partitions.whole_patients import TO_LOOK_AT, VERDICT_COLUMNS, patient_key
from auditkit.rule import Answer
from auditkit.scrub import Settings, TableError, scrub
from auditkit.scrub.result import Count

LINES_A_BUCKET = 500_000
MOST_BUCKETS = 96  # each keeps a file open while rows are dealt out
_MEMORY = "512MB"


@dataclass
class BucketedScrub:
    """What was found. The verdicts are in `folder`, one Parquet file a bucket; the counts are of all answers."""

    folder: Path
    lines: int = 0
    subjects: Counter[tuple[str, Answer]] = field(default_factory=Counter)

    @property
    def counts(self) -> list[Count]:
        """Subjects by check and answer."""
        return [Count(rule, answer, n) for (rule, answer), n in self.subjects.items()]

    @property
    def verdicts(self) -> str:
        """Every verdict file, as DuckDB, pandas or Spark read them: a pattern of paths."""
        return str(self.folder / "verdicts-*.parquet")


def scrub_in_buckets(
    lines: str | Path,
    to: Path,
    *,
    today: date,
    history: str | Path | None = None,
    authorizations: str | Path | None = None,
    payers: Any = None,
    reference: Path | None = None,
    settings: Settings | Mapping[str, Any] | Path | None = None,
    answers: Iterable[Answer] = TO_LOOK_AT,
    lines_a_bucket: int = LINES_A_BUCKET,
    on_done: Callable[[int, int], None] | None = None,
) -> BucketedScrub:
    """Scrub a CSV or Parquet file of any size, whole patients at a time; the verdicts go to `to` as `verdicts-0001.parquet` ...

    Columns are the canonical ones. Memory grows with `lines_a_bucket`, not with the file; free disk of about the file's size is used
    meanwhile. `on_done(buckets done, buckets)` tells of progress. Stopped half way, finished buckets stay.
    Raises TableError and SettingsError as `scrub` does, and OSError where `to` cannot be written.
    """
    to.mkdir(parents=True, exist_ok=True)
    answers = tuple(answers)
    done = BucketedScrub(to)
    with tempfile.TemporaryDirectory(prefix="auditkit-", dir=to) as kept:
        dealt = Path(kept)
        buckets = _deal(dealt, {"lines": lines, "history": history, "authorizations": authorizations}, lines_a_bucket)
        for number in range(buckets):
            own = _bucket(dealt, "lines", number)
            if own is not None:
                more = {
                    name: _bucket(dealt, name, number) or _nothing(dealt, name)
                    for name, given in (("history", history), ("authorizations", authorizations))
                    if given is not None
                }
                result = scrub(own, today=today, payers=payers, reference=reference, settings=settings, **more)
                with closing(result.connection):
                    _write(result, answers, to / f"verdicts-{number + 1:04d}.parquet")
                    done.lines += result.lines
                    done.subjects.update({(c.rule, c.answer): c.subjects for c in result.counts})
            if on_done:
                on_done(number + 1, buckets)
    return done


def _write(result, answers: tuple[Answer, ...], path: Path) -> None:
    found = result.verdicts.filter("answer IN ({})".format(", ".join(f"'{a}'" for a in answers)))
    found.project(", ".join(VERDICT_COLUMNS)).write_parquet(str(path), compression="zstd")


def _deal(to: Path, tables: Mapping[str, str | Path | None], lines_a_bucket: int) -> int:
    """Write each table as `to/<table>/bucket=<n>/*.parquet` and an empty one beside it; the number of buckets."""
    con = duckdb.connect(
        config={
            "memory_limit": _MEMORY,
            "temp_directory": str(to / "spilled"),
            "threads": 1,  # one writer, so that a bucket's rows keep their order and lie in one file
            "partitioned_write_max_open_files": MOST_BUCKETS + 4,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    with closing(con):
        buckets = 0
        for name, path in tables.items():
            if path is None:
                continue
            rows = _relation(con, Path(path))
            if not buckets:
                held = con.execute(f"SELECT count(*) FROM {rows}").fetchall()[0][0]
                buckets = min(max(-(-held // lines_a_bucket), 1), MOST_BUCKETS)
            columns = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()]
            key = patient_key([c.strip().lower() for c in columns])
            (to / name).mkdir()
            con.execute(
                f"COPY (SELECT *, hash({key}) % {buckets} AS bucket FROM {rows}) TO '{_quoted(to / name)}' (FORMAT parquet, PARTITION_BY (bucket))"
            )
            con.execute(f"COPY (SELECT * FROM {rows} LIMIT 0) TO '{_quoted(_nothing(to, name))}' (FORMAT parquet)")
    return buckets


def _relation(con: duckdb.DuckDBPyConnection, path: Path) -> str:
    if not path.is_file():
        raise TableError(f"{path.name} is not there. Check the name and the folder.")
    try:
        if path.suffix.lower() == ".parquet":
            rows = f"read_parquet('{_quoted(path)}')"
        else:
            rows = f"read_csv('{_quoted(path)}', all_varchar = true, header = true, null_padding = true)"
        con.execute(f"SELECT * FROM {rows} LIMIT 1")
    except duckdb.Error:
        raise TableError(f"{path.name} cannot be read as a table. Save it as CSV (UTF-8) or Parquet.") from None
    return rows


def _bucket(dealt: Path, table: str, number: int) -> Path | None:
    files = sorted((dealt / table / f"bucket={number}").glob("*.parquet"))
    if len(files) > 1:  # would lose the order of lines
        raise AssertionError("a bucket lies in one file")
    return files[0] if files else None


def _nothing(dealt: Path, table: str) -> Path:
    return dealt / f"{table}.parquet"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
