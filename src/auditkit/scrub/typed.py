"""Claim tables as they come (text, frames, CSV, Parquet) into typed DuckDB tables. A cell that cannot be read is NULL.

Days become whole numbers since 1970-01-01, money becomes cents: that is what the checks compare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

TEXT, UPPER, DAY, CENTS, COUNT, LIST = "text", "upper", "day", "cents", "count", "list"

LINES = {
    "claim_id": TEXT, "patient_id": TEXT, "patient_birth_date": DAY, "member_id": TEXT, "payer_id": TEXT, "payer_name": TEXT,
    "payer_type": TEXT, "billing_provider_npi": TEXT, "rendering_provider_npi": TEXT, "referring_provider_npi": TEXT,
    "submitted_on": DAY, "claim_frequency_code": TEXT, "payer_claim_control_number": TEXT, "place_of_service": TEXT,
    "diagnosis_codes": LIST, "claim_charge_amount": CENTS, "authorization_number": TEXT, "line_number": TEXT,
    "date_of_service": DAY, "hcpcs_code": UPPER, "modifiers": LIST, "units": COUNT, "minutes": COUNT,
    "assistant_minutes": COUNT, "line_charge_amount": CENTS, "diagnosis_pointers": LIST, "allowed_amount": CENTS,
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


_FEW = 200_000  # rows


class TableError(ValueError):
    """A table that cannot be used; the message is one sentence that names it and says what to do."""


def load(connection: duckdb.DuckDBPyConnection, name: str, given: Any) -> frozenset[str]:
    """Make the typed table `name` of what was given (None: an empty table) and return the columns that were there.

    Raises TableError.
    """
    columns = TABLES[name]
    relation = None if given is None else _relation(connection, given, name)
    found: dict[str, str] = {}
    if relation is not None:
        found = {n.strip().lower(): f'"{n}"' for n in relation.columns if n.strip().lower() in columns}
        kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
        if not found:
            raise TableError(
                f"The table of {_WORDS[name]} has none of the known columns. Its headers must be those of the template."
            )
        relation.create_view(f"given_{name}", replace=True)
    parts = ["row_number() OVER () AS line_id"]
    for column, kind in columns.items():
        source = found.get(column)
        cell = _cell(source, kinds[source.strip('"')]) if source else "CAST(NULL AS VARCHAR)"
        parts += _typed(column, kind, cell)
    rows = f"FROM given_{name}" if relation is not None else "WHERE false"
    select = f"SELECT {', '.join(parts)} {rows}"
    if name == "claim_line":
        select = f"SELECT *, concat_ws(chr(31), coalesce(payer_id, ''), coalesce(payer_name, ''), coalesce(payer_type, '')) AS payer_words FROM ({select})"
    # Claim lines are read once more, into `line`, and until then few of their columns are needed: many lines are not kept twice.
    kept = (
        "VIEW" if name == "claim_line" and relation is not None and _is_large(connection, f"given_{name}") else "TABLE"
    )
    connection.execute(f"CREATE TEMP {kept} {name} AS {select}")
    return frozenset(found)


_WORDS = {"claim_line": "claim lines", "history": "history", "payer": "payers", "authorization_held": "authorizations"}


def _is_large(connection: duckdb.DuckDBPyConnection, view: str) -> bool:
    return connection.execute(f"SELECT count(*) > {_FEW} FROM {view}").fetchall()[0][0]


def _cell(name: str, kind: str) -> str:
    """A cell as trimmed text. Whole numbers that a spreadsheet kept as 1002.0 lose their tail."""
    if kind in ("DOUBLE", "FLOAT"):
        return f"CASE WHEN isfinite({name}) THEN regexp_replace(CAST({name} AS VARCHAR), '\\.0$', '') END"
    if kind == "VARCHAR":
        return f"nullif(trim({name}), '')"
    return f"nullif(trim(CAST({name} AS VARCHAR)), '')"


def _typed(column: str, kind: str, cell: str) -> list[str]:
    name = _RENAMED.get(column, column)
    if kind == DAY:
        day = f"coalesce(TRY_CAST(left({cell}, 10) AS DATE), TRY_CAST(try_strptime({cell}, ['%m/%d/%Y', '%Y%m%d']) AS DATE))"
        number = f"CAST({day} - DATE '1970-01-01' AS INTEGER) AS {name}"
        if column != "date_of_service":
            return [number]
        given = f"CAST({cell} IS NOT NULL AS TINYINT) AS is_date_given"
        return [number, given, f"strftime({day}, '%Y-%m-%d') AS date_of_service"]
    if kind == CENTS:
        return [f"CAST(round(TRY_CAST({cell} AS DECIMAL(15, 3)) * 100) AS BIGINT) AS {name}"]
    if kind == COUNT:  # 2.0 is two, 2.5 is not a count
        text = f"CASE WHEN contains({cell}, '.') THEN regexp_extract({cell}, '^(-?[0-9]+)\\.0*$', 1) ELSE {cell} END"
        whole = f"TRY_CAST({text} AS INTEGER)"
        return [f"CASE WHEN {whole} BETWEEN 0 AND 99999 THEN {whole} END AS {name}"]
    if kind == LIST:
        return [f"coalesce(upper({cell}), '') AS {name}"]
    return [f"{'upper' if kind == UPPER else ''}({cell}) AS {name}"]


def _relation(connection: duckdb.DuckDBPyConnection, given: Any, name: str) -> duckdb.DuckDBPyRelation:
    if isinstance(given, (str, Path)):
        return _file(connection, Path(given))
    if isinstance(given, duckdb.DuckDBPyRelation):
        given = given.df()
    if isinstance(given, Sequence):
        if not given:  # a table without rows was supplied, which is not the same as none
            return _columns(connection, {column: [] for column in TABLES[name]}, name)
        keys = list(dict.fromkeys(key for row in given for key in row))
        given = {key: [row.get(key) for row in given] for key in keys}
    if isinstance(given, Mapping):
        return _columns(connection, given, name)
    import pandas

    mixed = [
        c
        for c in given.columns
        if given[c].dtype.kind == "O" and pandas.api.types.infer_dtype(given[c]) not in ("string", "empty")
    ]
    if mixed:
        given = given.assign(
            **{c: pandas.Series([_plain(v) for v in given[c]], index=given.index, dtype="object") for c in mixed}
        )
    frame = connection.from_df(given)
    if len(given) > _FEW:
        return frame
    frame.create_view("frame", replace=True)  # read more than once: a table is faster than Python objects
    connection.execute(f"CREATE TEMP TABLE raw_{name} AS SELECT * FROM frame")
    return connection.table(f"raw_{name}")


def _columns(
    connection: duckdb.DuckDBPyConnection, given: Mapping[str, Sequence[Any]], name: str
) -> duckdb.DuckDBPyRelation:
    if len({len(cells) for cells in given.values()}) > 1:
        raise TableError(f"The columns of the table of {_WORDS[name]} are not of one length.")
    known = {key: cells for key, cells in given.items() if str(key).strip().lower() in TABLES[name]}
    if not known:
        raise TableError(
            f"The table of {_WORDS[name]} has none of the known columns. Its headers must be those of the template."
        )
    texts = [cells if all(map(_is_text, cells)) else [_plain(cell) for cell in cells] for cells in known.values()]
    lists = ", ".join(f'unnest(CAST(? AS VARCHAR[])) AS "{key.strip().lower()}"' for key in known)
    connection.execute(f"CREATE TEMP TABLE raw_{name} AS SELECT {lists}", texts)
    return connection.table(f"raw_{name}")


def _is_text(cell: object) -> bool:
    return type(cell) is str


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
