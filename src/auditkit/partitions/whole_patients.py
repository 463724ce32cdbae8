"""One part: rows of several tables of some patients in one frame, as engines hand them over, and the verdicts about them.

Such a frame has the columns of all tables, all as text, and three of its own: `_table` says which table a row belongs to, `_row` its place
there (a shuffle mixes rows, and "the later line" has to stay the later one), and `_patient` what the parts are made by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditkit.rule import Answer
from auditkit.scrub import Settings, scrub
from auditkit.scrub.answers import COLUMNS

if TYPE_CHECKING:
    import pandas

LINES, HISTORY, AUTHORIZATIONS = "lines", "history", "authorizations"
TABLE, ROW, PATIENT = "_table", "_row", "_patient"
VERDICT_COLUMNS = (*COLUMNS, "patient_id", "payer_id", "rendering_provider_npi")
TO_LOOK_AT = (Answer.NOT_MET, Answer.UNCLEAR)
_OWN = (TABLE, ROW, PATIENT)


def patient_key(columns: Iterable[str], text: str = "CAST({} AS STRING)") -> str:
    """SQL (of DuckDB and Spark) for what keeps a patient's rows together: the patient, or the claim where no patient is named."""
    held = [f"nullif(trim({text.format(c)}), '')" for c in ("patient_id", "claim_id") if c in columns]
    return f"coalesce({', '.join([*held, repr('')])})"


def scrub_part(
    part: pandas.DataFrame,
    *,
    given: frozenset[str],
    today: date,
    payers: Any = None,
    reference: Path | None = None,
    settings: Settings | None = None,
    answers: Iterable[Answer] = TO_LOOK_AT,
) -> pandas.DataFrame:
    """The verdicts (`VERDICT_COLUMNS`, all text) about the patients of one part.

    `given` names the tables that were supplied at all: a part may hold no history of a patient, which is another thing than no history
    having been supplied. `payers` is the whole table, as `scrub` takes it. Raises what `scrub` raises.
    """
    import pandas

    tables = {name: _rows(part, name) for name in given}
    if tables[LINES].empty:
        return pandas.DataFrame(columns=list(VERDICT_COLUMNS), dtype="object")
    result = scrub(tables.pop(LINES), today=today, payers=payers, reference=reference, settings=settings, **tables)
    found = result.frame(tuple(answers))[list(VERDICT_COLUMNS)].astype("object")
    return found.where(found.notna(), "")


def _rows(part: pandas.DataFrame, table: str) -> pandas.DataFrame:
    rows = part[part[TABLE] == table].sort_values(ROW, kind="stable")
    return rows.drop(columns=[c for c in _OWN if c in rows]).reset_index(drop=True)


def columns_of(table: Any) -> Mapping[str, list] | Path | None:
    """A small table (payers) as columns that travel to other processes; a path travels as it is."""
    if table is None or isinstance(table, (str, Path, dict)):
        return table
    if hasattr(table, "toPandas"):
        table = table.toPandas()
    if hasattr(table, "compute"):
        table = table.compute()
    return table.astype(str).where(table.notna(), "").to_dict("list")
