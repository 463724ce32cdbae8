"""What a monthly report is made from: remittances, and as far as they are at hand claims, payers, history, authorizations, notes, what people did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.places import datasets
from auditkit.second_process import size_of
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, Columns, Issue, NoteText

if TYPE_CHECKING:
    from auditkit.readers.claims import Proposed, TableReading
    from auditkit.readers.columns import ColumnMap
    from auditkit.second_process import SecondProcess
    from auditkit.store.records import Event

SAMPLE_MONTH = "2026-09"
_SAMPLE = {
    "remittances": ("remittances/remittances_835.zip", "remittances/acknowledgements.zip"),
    "claims": ("billing/claims.zip",),
    "payers": ("billing/payers.csv",),
    "history": ("billing/history.csv",),
    "authorizations": ("billing/authorizations.csv",),
    "notes": ("practice",),
}
_TABLES = {"claims": CLAIM_LINES, "payers": PAYERS, "history": HISTORY, "authorizations": AUTHORIZATIONS}


@dataclass(frozen=True)
class Given:
    """`remittances` are the tables of `auditkit.tables.remittances` by name; None elsewhere means: not given.

    `acted_on`: denial key -> the day of the first step that somebody took, None where nobody keeps track. `read` says in a sentence each what was
    read; `issues` what was not.
    """

    remittances: Mapping[str, Columns]
    claims: Columns | None = None
    payers: Columns | None = None
    history: Columns | None = None
    authorizations: Columns | None = None
    notes: Sequence[NoteText] = ()
    acted_on: Mapping[str, date] | None = None
    read: Sequence[str] = ()
    issues: Sequence[Issue] = field(default=())
    is_sample: bool = False


def read_given(
    remittances: Iterable[Path | str],
    *,
    claims: Iterable[Path | str] = (),
    payers: Iterable[Path | str] = (),
    history: Iterable[Path | str] = (),
    authorizations: Iterable[Path | str] = (),
    notes: Iterable[Path | str] = (),
    is_sample: bool = False,
    with_store: bool = True,
    second: SecondProcess | None = None,
) -> Given:
    """Read all files. Never raises for what a file is or holds: what cannot be read is among the issues.

    `with_store`: columns that were confirmed before, and what people did about denials, are asked of the practice's store.
    `second` reads a part of the files at the same time.
    """
    from auditkit.readers import read_notes
    from auditkit.readers.remittances import read_remittances

    store = _Store() if with_store and not is_sample else None
    acted_on = store.acted_on() if store else None
    named = {"claims": claims, "payers": payers, "history": history, "authorizations": authorizations}
    named = {name: own for name, paths in named.items() if (own := list(paths))}
    confirm = store.confirmed if store else None
    begun = second.begin(_tables, named, store is not None) if second else None
    # rows of tables are read twice as quickly as remittances
    busy_with = size_of(path for paths in named.values() for path in paths) // 2 if second else 0
    paid = read_remittances(remittances, confirm=confirm, second=second, busy_with=busy_with)
    rest = begun() if begun else _tables(named, store is not None)
    issues, read, tables = [*(store.issues if store else ()), *paid.issues], [f"Remittances: {paid.summary}"], {}
    for name, reading in rest.items():
        tables[name] = reading.columns
        issues += reading.issues
        read.append(f"{name.capitalize()}: {reading.summary}")
    found = list(read_notes(notes)) if (notes := list(notes)) else []
    texts = [one for one in found if not isinstance(one, Issue)]
    # the invented practice has its other tables in the folder of its notes
    issues += [one for one in found if isinstance(one, Issue) and not (is_sample and one.is_warning)]
    if notes:
        read.append(f"Notes: {len(texts):,} read.")
    return Given(
        paid.tables, **tables, notes=texts, acted_on=acted_on, read=read, issues=issues, is_sample=is_sample
    )  # fmt: skip


def _tables(named: Mapping[str, Sequence[Path | str]], with_store: bool) -> dict[str, TableReading]:
    """The tables that go with remittances, by name."""
    from auditkit.readers.claims import read_claims, read_table

    confirm = _Store().confirmed if with_store else None
    return {
        name: read_claims(paths, confirm=confirm)
        if name == "claims"
        else read_table(_TABLES[name], paths, confirm=confirm)
        for name, paths in named.items()
    }


def sample_paths() -> dict[str, list[Path]] | None:
    """The files of the invented practice by the names that `read_given` takes; None where they are not installed."""
    folder = datasets()
    if not all((folder / part).exists() for parts in _SAMPLE.values() for part in parts):
        return None
    return {name: [folder / part for part in parts] for name, parts in _SAMPLE.items()}


def sample_given(second: SecondProcess | None = None) -> Given | None:
    """The invented practice."""
    paths = sample_paths()
    if paths is None:
        return None
    return read_given(paths.pop("remittances"), **paths, is_sample=True, with_store=False, second=second)


def what_people_did() -> tuple[dict[str, date] | None, list[Issue]]:
    """Denial key -> first step, from the practice's store (None where nobody keeps track), and what there is to say of a store that is not opened."""
    store = _Store()
    return store.acted_on(), store.issues


class _Store:
    """The practice's store, opened when it is first asked; without it nothing was confirmed and nobody keeps track."""

    def __init__(self) -> None:
        self._opened: list = []
        self.issues: list[Issue] = []

    def _ask(self, question):
        from auditkit.store import Store, StoreError

        try:
            if not self._opened:
                self._opened.append(Store.open())
            return question(self._opened[0])
        except StoreError as error:
            if not self.issues:
                left_out = "was not asked, so what was done at the response desk and confirmed about columns is not in this report"
                self.issues.append(Issue("the practice's store", "", left_out, str(error), is_warning=True))
            return None

    def confirmed(self, guess: Proposed) -> ColumnMap | None:
        """The columns that a person confirmed for a table of this shape."""
        from auditkit.readers.columns import ColumnMap
        from auditkit.store import header_fingerprint

        if not guess.columns.header_row:
            return None
        kept = self._ask(lambda store: store.columns(header_fingerprint(guess.columns.shape)))
        try:
            return ColumnMap.from_dict(kept) if kept else None
        except (KeyError, TypeError, ValueError):  # kept by another version
            return None

    def acted_on(self) -> dict[str, date] | None:
        """The first step of each denial that somebody worked on; None where no denial is tracked."""
        events = self._ask(lambda store: store.events("denials"))
        return first_steps(events) if events else None


def first_steps(events: Iterable[Event]) -> dict[str, date]:
    """Denial key -> day of the first step a person took; that a denial was noticed, or given to somebody, is not yet a step."""
    found: dict[str, date] = {}
    for event in events:
        if event.kind in ("paused", "diagnosed", "fixed", "called", "reviewed", "signed", "appealed", "outcome"):
            day = event.when.astimezone().date()
            found[event.subject] = min(found.get(event.subject, day), day)
    return found
