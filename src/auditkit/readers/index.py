"""`notes.csv` beside the notes: what the practice knows about each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from auditkit.readers.columns import is_index, known_headers, plain_header
from auditkit.readers.limits import DEFAULT, Limits
from auditkit.readers.sheets import read_sheets
from auditkit.tables import NOTES_INDEX, Issue, NoteMeta, note_meta, parse_row

INDEX_NAME = "notes.csv"
_NAMES = known_headers(NOTES_INDEX)


def same_file(name: str) -> str:
    """A file's name for look-up: slashes one way, no leading "./", letters of one case (as on Windows)."""
    return name.strip().replace("\\", "/").removeprefix("./").casefold()


class Index:
    """Metadata by file; a file with several visits may have several rows."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, NoteMeta]]] = {}
        self._asked: set[str] = set()

    def add(self, file: str, row: int, meta: NoteMeta) -> None:
        """Keep one row."""
        self._rows.setdefault(same_file(file), []).append((row, meta))

    def metas(self, file: str) -> tuple[NoteMeta, ...]:
        """What is known about a file, row by row."""
        self._asked.add(same_file(file))
        return tuple(meta for _, meta in self._rows.get(same_file(file), ()))

    def unused_rows(self) -> Iterator[int]:
        """Rows whose file was not there."""
        for file, rows in self._rows.items():
            if file not in self._asked:
                yield from (row for row, _ in rows)

    def issues_for_unused_rows(self, shown_as: str) -> Iterator[Issue]:
        """One warning per row that names a file which is not there."""
        for row in sorted(self.unused_rows()):
            yield Issue(
                shown_as,
                f"row {row}",
                "names a file that is not there",
                "Check the name in the file column.",
                is_warning=True,
            )


def read_index(shown_as: str, data: bytes, limits: Limits = DEFAULT) -> tuple[Index, list[Issue]] | None:
    """The index, and what is wrong in it. None where the file is no index but a table of notes. Raises Unreadable."""
    rows = read_sheets(INDEX_NAME, data, limits)[0].rows
    head = next((n for n, row in enumerate(rows[:10]) if is_index(row)), None)
    if head is None:
        return None
    columns = [_NAMES.get(plain_header(cell), "") for cell in rows[head]]
    index, issues = Index(), []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        if not any(cell.strip() for cell in row):
            continue
        read = parse_row(NOTES_INDEX, {c: cell for c, cell in zip(columns, row, strict=False) if c})
        issues += [
            Issue(shown_as, f"row {number}", f"has a cell under {p.column} that {p.problem}", p.fix, is_warning=True)
            for p in read.problems
        ]
        if read.values["file"]:
            index.add(read.values["file"], number, note_meta(read.values))
    return index, issues


def meta_for_visit(metas: Iterable[NoteMeta], when: date | None, *, is_only: bool) -> NoteMeta:
    """Of a file's rows, what holds for one visit.

    With several visits in the file, the row with the visit's date; without such a row, only who and where, because codes
    and kinds of another visit would be wrong.
    """
    metas = tuple(metas)
    if not metas:
        return NoteMeta(date_of_service=when)
    if is_only:
        return metas[0]
    for meta in metas:
        if meta.date_of_service == when:
            return meta
    first = metas[0]
    return NoteMeta(
        first.patient_id, first.therapist_id, first.clinic_id, first.discipline, first.payer_id, first.payer_type, when
    )


def metas_of(indexes: dict[str, tuple[str, Index]], name: str) -> tuple[NoteMeta, ...]:
    """What the nearest `notes.csv` says about a file: in its own folder first, then in those above."""
    folder = name[: name.rfind("/") + 1]
    while True:
        if folder.casefold() in indexes and (found := indexes[folder.casefold()][1].metas(name[len(folder) :])):
            return found
        if folder.casefold() in indexes and (found := indexes[folder.casefold()][1].metas(name[name.rfind("/") + 1 :])):
            return found  # an index above may name the file alone
        if not folder:
            return ()
        folder = folder[: folder.rstrip("/").rfind("/") + 1]
