"""Claim tables as they come (text, frames, CSV, Parquet) into typed DuckDB tables. A cell that cannot be read is NULL.

Days become whole numbers since 1970-01-01, money becomes cents: that is what the checks compare.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import duckdb

from auditkit.scrub.held import statement

if TYPE_CHECKING:
    import pandas

TEXT, UPPER, DAY, CENTS, COUNT, LIST = "text", "upper", "day", "cents", "count", "list"

LINES = {
    "claim_id": TEXT, "patient_id": TEXT, "patient_birth_date": DAY, "member_id": TEXT, "payer_id": TEXT, "payer_name": TEXT,
    "payer_type": TEXT, "billing_provider_npi": TEXT, "rendering_provider_npi": TEXT, "referring_provider_npi": TEXT,
    "submitted_on": DAY, "claim_frequency_code": TEXT, "payer_claim_control_number": TEXT, "place_of_service": TEXT,
    "diagnosis_codes": LIST, "claim_charge_amount": CENTS, "authorization_number": TEXT, "line_number": TEXT,
    "date_of_service": DAY, "hcpcs_code": UPPER, "modifiers": LIST, "units": COUNT, "minutes": COUNT,
    "assistant_minutes": COUNT, "line_charge_amount": CENTS, "diagnosis_pointers": LIST, "allowed_amount": CENTS,
    "source_file": TEXT,
}  # fmt: skip
HISTORY = {
    "patient_id": TEXT, "date_of_service": DAY, "hcpcs_code": UPPER, "modifiers": LIST, "allowed_amount": CENTS,
    "claim_id": TEXT, "line_number": TEXT, "rendering_provider_npi": TEXT, "discipline": UPPER,
}  # fmt: skip
PAYERS = {
    "payer_id": TEXT, "payer_name": TEXT, "payer_type": TEXT, "unit_rule": TEXT, "timely_filing_days": COUNT,
    "discipline_modifier_required": TEXT, "authorization_required": TEXT, "authorization_codes": LIST,
    "pair_source": TEXT, "telehealth_accepted": TEXT,
}  # fmt: skip
AUTHORIZATIONS = {
    "authorization_number": TEXT, "patient_id": TEXT, "payer_id": TEXT, "discipline": UPPER, "hcpcs_codes": LIST,
    "rendering_provider_npi": TEXT, "start_on": DAY, "end_on": DAY, "authorized_units": COUNT, "unit_kind": TEXT,
    "used_units": COUNT,
}  # fmt: skip
TABLES = {"claim_line": LINES, "history": HISTORY, "payer": PAYERS, "authorization_held": AUTHORIZATIONS}
_RENAMED = {"date_of_service": "service_day", "patient_birth_date": "birth_day", "submitted_on": "submitted_day",
            "start_on": "start_day", "end_on": "end_day", "claim_charge_amount": "claim_charge_cents",
            "line_charge_amount": "line_charge_cents", "allowed_amount": "allowed_cents"}  # fmt: skip


_FEW = 20_000  # rows: so many are kept as the checks read them; of more, only what is asked for is put together
_MANY = 200_000  # rows: more are not kept twice
_BETWEEN = "\x1f"
_WORDS = {"claim_line": "claim lines", "history": "history", "payer": "payers", "authorization_held": "authorizations"}


class TableError(ValueError):
    """A table that cannot be used; the message is one sentence that names it and says what to do."""


class _Source(NamedTuple):
    """What stands behind FROM, the type of each column, and the values of its parameters."""

    rows: str
    kinds: Mapping[str, str]
    values: Sequence[Any] = ()


def load(connection: duckdb.DuckDBPyConnection, name: str, given: Any) -> tuple[frozenset[str], bool]:
    """Make the typed table `name` of what was given; the columns that were there, and whether its rows are few. Raises TableError."""
    columns = TABLES[name]
    source = _source(connection, given, name)
    found = {n.strip().lower(): n for n in source.kinds if n.strip().lower() in columns}
    if not found:
        raise TableError(
            f"The table of {_WORDS[name]} has none of the known columns. Its headers must be those of the template."
        )
    # Claim lines are read once more, into `line`, and until then few of their columns are needed: many lines are not kept twice.
    is_view = name == "claim_line" and not source.values and _is_large(connection, source.rows)
    kept = "VIEW" if is_view else "TABLE"
    cells = [_cell(found[c], source.kinds[found[c]]) if c in found else "CAST(NULL AS VARCHAR)" for c in columns]
    named = ", ".join(f"{cell} AS {column}" for cell, column in zip(cells, columns, strict=True))
    read = ", ".join(part for column, kind in columns.items() for part in _read(column, kind))
    typed = ", ".join(part for column, kind in columns.items() for part in _typed(column, kind))
    if name == "claim_line":
        typed += ", concat_ws(chr(31), coalesce(payer_id, ''), coalesce(payer_name, ''), coalesce(payer_type, '')) AS payer_words"
    # trimmed cells, then days and numbers, then what is made of them: each is worked out once
    made = connection.execute(
        statement(
            f"CREATE TEMP {kept} {name} AS SELECT line_id, {typed} FROM (SELECT line_id, {read} FROM"
            f" (SELECT row_number() OVER () AS line_id, {named} FROM {source.rows}))"
        ),
        list(source.values),
    )
    return frozenset(found), not is_view and made.fetchall()[0][0] <= _FEW


def mark_of(given: Any) -> str:
    """The same text for tables of the same content; for what cannot be told apart at little cost, one that was never given before."""
    if given is None:
        return "none"
    if isinstance(given, (str, Path)):
        path = Path(given)
        if path.is_file() and path.stat().st_size < 1 << 20:
            return hashlib.sha256(path.suffix.lower().encode() + path.read_bytes()).hexdigest()
    elif isinstance(given, Mapping):
        return _mark(given.items())
    elif isinstance(given, Sequence):
        return _mark(((n, cell) for cell in row.items()) for n, row in enumerate(given))
    elif hasattr(given, "dtypes") and not isinstance(given, duckdb.DuckDBPyRelation):
        return _mark((c, given[c].dtype, given[c].tolist()) for c in given.columns)
    return uuid4().hex


def _mark(table: Any) -> str:
    def told(cell: Any) -> Any:
        if isinstance(cell, str) or not isinstance(cell, Iterable):
            return f"{type(cell).__name__} {cell}"
        return [told(part) for part in cell]

    return hashlib.sha256(repr(told(table)).encode(errors="surrogatepass")).hexdigest()


def _is_large(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return connection.execute(f"SELECT count(*) > {_MANY} FROM {rows}").fetchall()[0][0]


def _cell(name: str, kind: str) -> str:
    """A cell as trimmed text. Whole numbers that a spreadsheet kept as 1002.0 lose their tail."""
    name = f'"{name}"'
    if kind in ("DOUBLE", "FLOAT"):
        return f"CASE WHEN isfinite({name}) THEN regexp_replace(CAST({name} AS VARCHAR), '\\.0$', '') END"
    if kind == "VARCHAR":
        return f"nullif(trim({name}), '')"
    return f"nullif(trim(CAST({name} AS VARCHAR)), '')"


def _read(column: str, kind: str) -> list[str]:
    if kind == DAY:
        day = f"coalesce(TRY_CAST(left({column}, 10) AS DATE), TRY_CAST(try_strptime({column}, ['%m/%d/%Y', '%Y%m%d']) AS DATE)) AS {column}"
        return [day, f"{column} IS NOT NULL AS is_given"] if column == "date_of_service" else [day]
    if kind == COUNT:  # 2.0 is two, 2.5 is not a count
        text = (
            f"CASE WHEN contains({column}, '.') THEN regexp_extract({column}, '^(-?[0-9]+)\\.0*$', 1) ELSE {column} END"
        )
        return [f"TRY_CAST({text} AS INTEGER) AS {column}"]
    return [column]


def _typed(column: str, kind: str) -> list[str]:
    name = _RENAMED.get(column, column)
    if kind == DAY:
        number = f"CAST({column} - DATE '1970-01-01' AS INTEGER) AS {name}"
        if column != "date_of_service":
            return [number]
        return [
            number,
            "CAST(is_given AS TINYINT) AS is_date_given",
            f"strftime({column}, '%Y-%m-%d') AS date_of_service",
        ]
    if kind == CENTS:
        return [f"CAST(round(TRY_CAST({column} AS DECIMAL(15, 3)) * 100) AS BIGINT) AS {name}"]
    if kind == COUNT:
        return [f"CASE WHEN {column} BETWEEN 0 AND 99999 THEN {column} END AS {name}"]
    if kind == LIST:
        return [f"coalesce(upper({column}), '') AS {name}"]
    return [f"upper({column}) AS {name}" if kind == UPPER else column]


def _source(connection: duckdb.DuckDBPyConnection, given: Any, name: str) -> _Source:
    if isinstance(given, (str, Path)):
        return _of(_file(connection, Path(given)), name)
    if isinstance(given, duckdb.DuckDBPyRelation):
        given = given.df()
    if isinstance(given, Sequence):
        # a table without rows was supplied, which is not the same as none
        keys = list(dict.fromkeys(key for row in given for key in row)) if given else TABLES[name]
        given = {key: [row.get(key) for row in given] for key in keys}
    if isinstance(given, Mapping):
        return _columns(connection, given, name)
    return _frame(connection, given, name)


def _of(relation: duckdb.DuckDBPyRelation, name: str) -> _Source:
    relation.create_view(f"given_{name}", replace=True)
    return _Source(f"given_{name}", dict(zip(relation.columns, map(str, relation.types), strict=True)))


def _frame(connection: duckdb.DuckDBPyConnection, frame: pandas.DataFrame, name: str) -> _Source:
    from pandas.api.types import infer_dtype

    own = [c for c in frame.columns if str(c).strip().lower() in TABLES[name]]
    objects = [c for c in own if frame[c].dtype.kind == "O"]
    mixed = [c for c in objects if infer_dtype(frame[c]) not in ("string", "empty")]
    if own and len(objects) == len(own) and not mixed and len(frame) <= _MANY:
        texts = {c: [cell if isinstance(cell, str) else "" for cell in frame[c].tolist()] for c in own}
        return _columns(connection, texts, name)  # what is no text here is a missing value
    if mixed:
        frame = frame.assign(**{c: frame[c].map(_plain).astype("object") for c in mixed})
    relation = connection.from_df(frame)
    if len(frame) > _MANY:
        return _of(relation, name)
    relation.create_view("frame", replace=True)  # read more than once: a table is faster than Python objects
    connection.execute(f"CREATE TEMP TABLE raw_{name} AS SELECT * FROM frame")
    return _of(connection.table(f"raw_{name}"), name)


def _columns(connection: duckdb.DuckDBPyConnection, given: Mapping[str, Sequence[Any]], name: str) -> _Source:
    if len({len(cells) for cells in given.values()}) > 1:
        raise TableError(f"The columns of the table of {_WORDS[name]} are not of one length.")
    known = {k: cells for key, cells in given.items() if (k := str(key).strip().lower()) in TABLES[name]}
    if not known:
        return _Source("", {})
    texts = [
        cells if set(map(type, cells)) <= {str} else [_plain(cell) or "" for cell in cells] for cells in known.values()
    ]
    kinds = dict.fromkeys(known, "VARCHAR")
    rows = len(texts[0])
    joined = [_BETWEEN.join(cells) for cells in texts]
    # one text a column costs less than a list of texts; a cell that holds the mark between two cells keeps its list
    if rows and all(text.count(_BETWEEN) == rows - 1 for text in joined) and max(map(len, joined)) < 1 << 30:
        texts, of = joined, "string_split(?, chr(31))"
    else:
        of = "CAST(? AS VARCHAR[])"
    lists = ", ".join(f'unnest({of}) AS "{key}"' for key in known)
    if rows <= _MANY:
        return _Source(f"(SELECT {lists})", kinds, texts)
    connection.execute(f"CREATE TEMP TABLE raw_{name} AS SELECT {lists}", texts)
    return _Source(f"raw_{name}", kinds)


def _plain(value: object) -> str | None:
    """A cell that may be anything at all, as text."""
    if value is None or value != value:  # None, NaN, NaT
        return None
    return value if isinstance(value, str) else str(value)


def _file(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    if not path.is_file():
        raise TableError(f"{path.name}: there is no such file. Check the path.")
    exact = "".join(f"[{c}]" if c in "*?[" else c for c in str(path))  # the name is a name, not a pattern
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            return connection.read_parquet(exact)
        return connection.read_csv(exact, header=True, all_varchar=True, strict_mode=False)
    except duckdb.Error:
        raise TableError(f"{path.name}: cannot be read as a table. Save it as CSV (UTF-8) or Parquet.") from None
