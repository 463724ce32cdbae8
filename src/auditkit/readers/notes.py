"""Notes from whatever people have: files, folders, zips, uploads, pasted text. The door of this package.

Everything comes as a stream of notes and issues. A file that cannot be read is an issue in plain words, never an exception, and
the next file is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from auditkit.readers.archive import BOMB, open_archive, read_entry, refuse_unsafe
from auditkit.readers.columns import ColumnMap, propose
from auditkit.readers.decode import decode, is_delimited, plain_lines
from auditkit.readers.files import by_name, is_hidden, read_path, size_of, walk, why
from auditkit.readers.formats import Format, format_of
from auditkit.readers.index import INDEX_NAME, Index, meta_for_visit, metas_of, read_index
from auditkit.readers.limits import DEFAULT, Limits, in_words, refuse_if_larger
from auditkit.readers.pdf import read_pdf
from auditkit.readers.prints import clean_print
from auditkit.readers.problems import EMPTY, NO_TEXT, Unreadable, shown, unique_names
from auditkit.readers.rows import NO_NOTE_COLUMN, read_rows
from auditkit.readers.sheets import read_sheets
from auditkit.readers.visits import split_visits
from auditkit.readers.word import read_docx
from auditkit.tables import Issue, NoteMeta, NoteText

Found = Iterator[NoteText | Issue]
_UNEXPECTED = ("could not be read", "Export it again in another format, such as text or PDF.")


def read_notes(
    paths: Iterable[Path | str], *, column_map: ColumnMap | Sequence[ColumnMap] | None = None, limits: Limits = DEFAULT
) -> Found:
    """Read files, folders and zips one after the other. Only one file is in memory at a time.

    `column_map`: confirmed maps for tables with a note column; the first that fits a table's headers is used, and where
    none fits the columns are guessed. Never raises for what a file is or holds.
    """
    reading = _Reading(column_map, limits)
    for path in paths:
        yield from reading.path(Path(path))


def read_upload(
    name: str, data: bytes, *, column_map: ColumnMap | Sequence[ColumnMap] | None = None, limits: Limits = DEFAULT
) -> Found:
    """The same for one uploaded file."""
    yield from read_uploads([(name, data)], column_map=column_map, limits=limits)


def read_uploads(
    files: Iterable[tuple[str, bytes]],
    *,
    column_map: ColumnMap | Sequence[ColumnMap] | None = None,
    limits: Limits = DEFAULT,
) -> Found:
    """The same for several uploaded files; a `notes.csv` among them tells what the practice knows about the others."""
    reading = _Reading(column_map, limits)
    yield from reading.tree([_File(name.replace("\\", "/"), _bytes_opener(data)) for name, data in files])


def read_text(text: str, name: str = "pasted note", *, limits: Limits = DEFAULT) -> Found:
    """The same for pasted text."""
    yield from _Reading(None, limits).text(shown(name), plain_lines(text), ())


def propose_columns(path: Path | str, *, limits: Limits = DEFAULT) -> ColumnMap:
    """The likely columns of a table file, for a person to confirm. Raises Unreadable, which says why there is none."""
    path = Path(path)
    return propose_columns_of_upload(path.name, read_path(path, limits.file_bytes), limits=limits)


def propose_columns_of_upload(name: str, data: bytes, *, limits: Limits = DEFAULT) -> ColumnMap:
    """The same for an uploaded table."""
    for sheet in read_sheets(name, data, limits):
        if (proposal := propose(sheet.rows)) is not None:
            return proposal
    raise Unreadable(*NO_NOTE_COLUMN)


Opener = Callable[[int, str], bytes]  # (limit, what) -> at most so many bytes; raises Unreadable


class _File(NamedTuple):
    """A file of a folder, a zip or an upload: its name within, and how to get its bytes."""

    name: str
    open: Opener
    in_zip: bool = False
    path: Path | None = None  # on disk: a zip is read from there piece by piece


def _bytes_opener(data: bytes) -> Opener:
    def opened(limit: int, what: str) -> bytes:
        refuse_if_larger(len(data), limit, what=what)
        return data

    return opened


def _path_opener(path: Path) -> Opener:
    return lambda limit, what: read_path(path, limit, what=what)


def _unreadable_opener(reason: Unreadable) -> Opener:
    def opened(limit: int, what: str) -> bytes:
        raise reason

    return opened


class _Reading:
    """One call: the names given so far, the maps and the limits."""

    def __init__(self, column_map: ColumnMap | Sequence[ColumnMap] | None, limits: Limits) -> None:
        self._maps = (column_map,) if isinstance(column_map, ColumnMap) else tuple(column_map or ())
        self._limits = limits
        self._name = unique_names()

    def path(self, path: Path) -> Found:
        """A file, folder or zip on disk."""
        as_given = str(path)
        try:
            if path.is_dir():
                files = [
                    _File(name, _unreadable_opener(found))
                    if isinstance(found, Unreadable)
                    else _File(name, _path_opener(found), path=found)
                    for name, found in walk(path, self._limits)
                ]
                if not files:
                    yield Issue(shown(as_given), "", "is a folder without files", "Check that it is the right folder.")
                yield from self.tree(files, path.name)
                return
            size_of(path)
        except (OSError, ValueError) as error:
            yield (why(error) if isinstance(error, OSError) else Unreadable(*_UNEXPECTED)).about(shown(as_given))
            return
        except Unreadable as reason:
            yield reason.about(shown(as_given))
            return
        label = self._name(path.name, f"{path.parent.name}/{path.name}")
        yield from self.file(label, _File(path.name, _path_opener(path), path=path), ())

    def tree(self, files: Sequence[_File], holder: str = "") -> Found:
        """Files that belong together, with the `notes.csv` of any of their folders."""
        indexes: dict[str, tuple[str, Index]] = {}
        used: set[str] = set()
        for file in files:
            at = PurePosixPath(file.name)
            if at.name.casefold() != INDEX_NAME:
                continue
            label = shown(file.name)
            try:
                read = read_index(label, file.open(self._limits.file_bytes, "file"), self._limits)
            except Unreadable:
                continue  # told when its turn comes
            if read is not None:
                folder = "" if str(at.parent) == "." else f"{at.parent}/"
                indexes[folder.casefold()] = (label, read[0])
                used.add(file.name)
                yield from read[1]
        for file in files:
            if file.name in used:
                continue
            label = self._name(file.name, f"{holder}/{file.name}" if holder else "")
            metas = metas_of(indexes, file.name)
            if not metas and self._is_practice_table(file, indexes):
                yield Issue(
                    label, "", "is a table beside notes.csv and holds no notes", "Nothing to do.", is_warning=True
                )
                continue
            yield from self.file(label, file, metas)
        for label, index in indexes.values():
            yield from index.issues_for_unused_rows(label)

    def _is_practice_table(self, file: _File, indexes: dict[str, tuple[str, Index]]) -> bool:
        """Patients, payers and the like lie beside the index; a table with a column of notes is read as notes."""
        at = PurePosixPath(file.name)
        folder = "" if str(at.parent) == "." else f"{at.parent}/"
        if folder.casefold() not in indexes or at.suffix.casefold() not in (".csv", ".tsv", ".xlsx", ".xls"):
            return False
        try:
            sheets = read_sheets(at.name, file.open(self._limits.file_bytes, "file"), self._limits)
        except Unreadable:
            return False  # told when it is read
        return all(propose(sheet.rows) is None for sheet in sheets)

    def file(self, label: str, file: _File, metas: Sequence[NoteMeta]) -> Found:
        """One file by its format; whatever is wrong with it becomes an issue under `label`."""
        try:
            yield from self._by_format(label, file, metas)
        except Unreadable as reason:
            yield reason.about(label)
        except Exception:  # a damaged file can break a library in ways nobody listed; the next file must still be read
            yield Issue(label, "", *_UNEXPECTED)

    def _by_format(self, label: str, file: _File, metas: Sequence[NoteMeta]) -> Found:
        limits = self._limits
        form = format_of(file.name)  # raises for what is known not to be readable, before anything is read
        if form is Format.ZIP:
            if file.in_zip:
                raise Unreadable("is a zip within a zip", "Unpack it first.")
            yield from self._zip(label, file)
            return
        is_text = form is Format.TEXT
        data = file.open(limits.text_bytes if is_text else limits.file_bytes, "text" if is_text else "file")
        if not data:
            raise Unreadable(*EMPTY)
        match form:
            case Format.TABLE:
                yield from read_rows(label, read_sheets(file.name, data, limits), self._name, self._maps, limits)
            case Format.PDF:
                pdf = read_pdf(data, limits)
                yield from self.text(label, pdf.text, metas)
                for page in pdf.scanned_pages:
                    problem, fix = "has no text layer (a scanned page)", "Ask for the text version or run OCR first."
                    yield Issue(label, f"page {page}", problem, fix, is_warning=True)
            case Format.WORD:
                yield from self.text(label, read_docx(data, limits), metas)
            case _:
                text = decode(data)
                if is_delimited(text):
                    sheets = read_sheets(f"{file.name}.csv", data, limits)
                    yield from read_rows(label, sheets, self._name, self._maps, limits)
                else:
                    yield from self.text(label, text, metas)

    def text(self, label: str, text: str, metas: Sequence[NoteMeta]) -> Found:
        """The note of a text, or its visits."""
        try:
            refuse_if_larger(len(text), self._limits.text_bytes, what="text")
            if not text.strip("\ufeff\u200b \t\n\f"):
                raise Unreadable(*NO_TEXT)
        except Unreadable as reason:
            yield reason.about(label)
            return
        visits = split_visits(text)
        if len(visits) == 1:
            yield NoteText(label, clean_print(text).text, meta_for_visit(metas, None, is_only=True))
            return
        for n, visit in enumerate(visits, start=1):
            place = f"visit {n} of {len(visits)}"
            meta = meta_for_visit(metas, visit.date_of_service, is_only=False)
            yield NoteText(self._name(f"{label}, {place}"), clean_print(visit.text).text, meta, place)

    def _zip(self, label: str, file: _File) -> Found:
        """The entries of a zip, each unpacked in memory when its turn comes, up to the total."""
        if file.path is not None:
            refuse_if_larger(size_of(file.path), self._limits.total_bytes, what="zip")
            try:
                source: io.BufferedIOBase = file.path.open("rb")
            except OSError as error:
                raise why(error) from None
        else:
            source = io.BytesIO(file.open(self._limits.total_bytes, "zip"))
        with source:
            if not source.read(1):
                raise Unreadable(*EMPTY)
            yield from self._entries(label, open_archive(source, self._limits))

    def _entries(self, label: str, archive: zipfile.ZipFile) -> Found:
        limits = self._limits
        total = 0
        files = []
        for entry in sorted(archive.infolist(), key=lambda e: by_name(e.filename)):
            name = entry.filename.replace("\\", "/")
            if (
                entry.is_dir()
                or name.endswith("/")
                or any(is_hidden(p) for p in name.split("/") if p not in ("", ".."))
            ):
                continue

            def opened(limit: int, what: str, entry: zipfile.ZipInfo = entry) -> bytes:
                nonlocal total
                refuse_unsafe(entry)
                if total + entry.file_size > limits.total_bytes:
                    raise Unreadable(
                        f"was not read: the zip unpacks to more than {in_words(limits.total_bytes)}", BOMB[1]
                    )
                unpacked = read_entry(archive, entry, limit, limits)
                total += len(unpacked)
                return unpacked

            files.append(_File(name, opened, in_zip=True))
        if not files:
            raise Unreadable("is a zip without files", "Check that it was made from the right folder.")
        for found in self.tree(files, label):
            if isinstance(found, Issue) and found.file != label:  # people look for the zip, then for what is in it
                found = replace(found, file=label, place=", ".join(filter(None, (found.file, found.place))))
            yield found
