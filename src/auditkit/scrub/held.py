"""What stays between one batch and the next: the reference tables of a state, and what was worked out about combinations of codes.

A practice bills the same codes, modifiers and lists of diagnoses again and again. Each is looked up in the reference tables once. What is kept
names no patient, no claim and no provider.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import duckdb

from auditkit.scrub.facts import load_facts

# What a batch asks of each look-up, and how a combination that is held already is told.
_ASKED = {
    "modifier_set": "SELECT modifiers FROM claim_line UNION SELECT modifiers FROM history",
    "code_day": "SELECT DISTINCT hcpcs_code, service_day FROM claim_line WHERE hcpcs_code IS NOT NULL AND service_day IS NOT NULL",
    "payer_setting": "SELECT DISTINCT '{payers_given}' AS payers_given, payer_id, payer_name, payer_type, payer_words FROM claim_line",
    "pair_day": "SELECT DISTINCT code_a, code_b, service_day, pair_source FROM together",
    "diagnosis_list": "SELECT diagnosis_codes FROM claim WHERE diagnosis_codes <> '' UNION SELECT diagnosis_codes FROM line WHERE diagnosis_codes <> ''",
    "pointer_set": "SELECT DISTINCT diagnosis_pointers FROM line WHERE diagnosis_pointers <> ''",
    "support": "SELECT DISTINCT diagnosis_codes, diagnosis_pointers, hcpcs_code, discipline FROM line"
    " WHERE diagnosis_codes <> '' AND hcpcs_code IN (SELECT hcpcs_code FROM ref_diagnosis_family)",
}
_KEYS = {
    "modifier_set": ("modifiers",),
    "code_day": ("hcpcs_code", "service_day"),
    "payer_setting": ("payers_given", "payer_words"),
    "pair_day": ("code_a", "code_b", "service_day", "pair_source"),
    "diagnosis_list": ("diagnosis_codes",),
    "pointer_set": ("diagnosis_pointers",),
    "support": ("diagnosis_codes", "diagnosis_pointers", "hcpcs_code", "discipline"),
}
_ASKED_BY_LINES = (
    "SELECT DISTINCT diagnosis_codes, diagnosis_pointers, hcpcs_code, discipline FROM line",
    "SELECT DISTINCT diagnosis_codes FROM claim",
    "SELECT DISTINCT code_a, code_b, service_day, pair_source, 'pair' FROM together",
)
_MOST = 100_000  # combinations; a database that holds more makes room for a new one
_lock = threading.Lock()


@dataclass
class Held:
    """A database of one state of the reference tables. Each scrub works in a cursor of its own, with temporary tables of its own."""

    connection: duckdb.DuckDBPyConnection
    editions: str  # the edition of each table, as columns of a SELECT
    combinations: int = 0
    _asked: set[tuple] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look_up_for_lines(self, cursor: duckdb.DuckDBPyConnection, words: Mapping[str, str], is_small: bool) -> None:
        """Work out what the lines ask for. What a small batch asks for is few enough to be compared here, which is quicker."""
        asked = (
            {row for query in _ASKED_BY_LINES for row in cursor.execute(statement(query)).fetchall()}
            if is_small
            else set()
        )
        if not is_small or not asked <= self._asked:
            self.look_up(cursor, words, "pair_day", "diagnosis_list", "pointer_set", "support")
            self._asked |= asked

    def look_up(
        self,
        cursor: duckdb.DuckDBPyConnection,
        words: Mapping[str, str],
        *names: str,
        first: Callable[[], object] = lambda: None,
    ) -> None:
        """Work out what the batch of this cursor asks for and nobody asked for yet; `first` makes what that needs."""
        with self._lock:
            for name in names:
                new = f"CREATE OR REPLACE TEMP TABLE new_{name} AS {_new(name)}"
                ((found,),) = cursor.execute(statement(new.replace("{payers_given}", words["payers_given"]))).fetchall()
                if found:
                    first()
                    cursor.begin()
                    try:
                        run(cursor, name, words)
                        cursor.commit()
                    except BaseException:
                        cursor.rollback()
                        raise
                    self.combinations += found


def _new(name: str) -> str:
    """What a batch asks of a look-up and is not held, as a query."""
    same = " AND ".join(f"h.{key} IS NOT DISTINCT FROM a.{key}" for key in _KEYS[name])
    return f"SELECT * FROM ({_ASKED[name]}) a WHERE NOT EXISTS (SELECT 1 FROM {name} h WHERE {same})"


_held: dict[tuple | None, Held] = {}


def held(reference: Path | None) -> Held:
    """The database of the reference tables in a folder (the built-in ones by default), made anew when a file of it changed."""
    state = None
    if reference is not None:
        state = (str(reference), tuple(sorted((p.name, p.stat().st_mtime_ns) for p in Path(reference).glob("*.csv*"))))
    with _lock:
        if (base := _held.get(state)) is None or base.combinations > _MOST:
            connection = duckdb.connect(
                ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
            )
            connection.execute("SET preserve_insertion_order = true")
            editions = load_facts(connection, reference)
            run(connection, "held")
            told = {column: edition.replace("'", "''") for column, edition in editions.items()}
            base = Held(connection, ", ".join(f"'{edition}' AS {column}" for column, edition in told.items()))
            _held.clear()
            _held[state] = base
        return base


def suit(connection: duckdb.DuckDBPyConnection, is_small: bool) -> None:
    """Plan and run as it pays: for few rows the optimizer takes longer than it saves, and so does handing them to other threads.

    How many threads there are is a setting of the whole database and stays until the next batch says it anew: changing it takes time too.
    """
    connection.execute(f"PRAGMA {'disable' if is_small else 'enable'}_optimizer")
    connection.execute("SET threads = 1" if is_small else "RESET threads")


def text_of(step: str, words: Mapping[str, str]) -> str:
    """A file of SQL, with `words` in place of {names} in it."""
    text = _text(step)
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def run(connection: duckdb.DuckDBPyConnection, step: str, words: Mapping[str, str] = MappingProxyType({})) -> None:
    """Run a file of SQL, with `words` in place of {names} in it."""
    text = _text(step)
    for one in _statements(step, tuple((name, word) for name, word in words.items() if f"{{{name}}}" in text)):
        connection.execute(one)


@cache
def _text(step: str) -> str:
    return (files("auditkit.scrub") / "sql" / f"{step}.sql").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _statements(step: str, words: tuple[tuple[str, str], ...]) -> list[duckdb.Statement]:
    return duckdb.extract_statements(text_of(step, dict(words)))


@lru_cache(maxsize=256)
def statement(text: str) -> duckdb.Statement:
    """One statement, parsed once: parsing is a good part of what a small batch costs."""
    (one,) = duckdb.extract_statements(text)
    return one
