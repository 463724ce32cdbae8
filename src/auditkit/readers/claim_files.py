"""The files that were named: single ones, those of folders, those in zips; each with its bytes, or why it has none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from auditkit.readers.archive import BOMB, open_archive, read_entry, refuse_unsafe
from auditkit.readers.files import by_name, is_hidden, read_path, walk
from auditkit.readers.limits import MB, Limits, in_words
from auditkit.readers.problems import EMPTY, Unreadable, shown, unique_names

CLAIM_LIMITS = Limits(text_bytes=5 * MB, file_bytes=300 * MB, total_bytes=600 * MB, rows=3_000_000)
_ZIP = b"PK\x03\x04"


class ClaimFile(NamedTuple):
    """A file under a name that is safe to print and unique, with its bytes or why it cannot be read.

    A file of a zip names the zip, and itself as it is called within.
    """

    label: str
    content: bytes | Unreadable
    zip: str = ""
    inner: str = ""


def files_of(paths: Iterable[Path | str], limits: Limits = CLAIM_LIMITS) -> Iterator[ClaimFile]:
    """The files behind the paths, one in memory at a time. Never raises for what a path is."""
    name = unique_names()
    for path in map(Path, paths):
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):
            is_folder = False
        if not is_folder:
            label = name(path.name or str(path), f"{path.parent.name}/{path.name}")
            yield from _opened(label, path, limits)
            continue
        listed = list(walk(path, limits))
        if not listed:
            yield ClaimFile(
                shown(str(path)), Unreadable("is a folder without files", "Check that it is the right folder.")
            )
        for relative, found in listed:
            label = name(relative, f"{path.name}/{relative}")
            if isinstance(found, Unreadable):
                yield ClaimFile(label, found)
            else:
                yield from _opened(label, found, limits)


def files_of_uploads(uploads: Iterable[tuple[str, bytes]], limits: Limits = CLAIM_LIMITS) -> Iterator[ClaimFile]:
    """The same for uploaded files."""
    name = unique_names()
    for given, data in uploads:
        yield from _unpacked(name(given.replace("\\", "/").rsplit("/", 1)[-1]), data, limits)


def _opened(label: str, path: Path, limits: Limits) -> Iterator[ClaimFile]:
    try:
        data = read_path(path, limits.file_bytes)
    except Unreadable as reason:
        yield ClaimFile(label, reason)
        return
    yield from _unpacked(label, data, limits)


def _unpacked(label: str, data: bytes, limits: Limits) -> Iterator[ClaimFile]:
    """The file itself, or the files in it where it is a zip (an Excel or Word file is none for this purpose)."""
    if not data:
        yield ClaimFile(label, Unreadable(*EMPTY))
    elif data.startswith(_ZIP) and not label.lower().endswith((".xlsx", ".xlsm", ".xls", ".docx")):
        yield from _entries(label, data, limits)
    else:
        yield ClaimFile(label, data)


def _entries(label: str, data: bytes, limits: Limits) -> Iterator[ClaimFile]:
    try:
        archive = open_archive(io.BytesIO(data), limits)
    except Unreadable as reason:
        yield ClaimFile(label, reason)
        return
    total = found = 0
    for entry in sorted(archive.infolist(), key=lambda e: by_name(e.filename)):
        inner = entry.filename.replace("\\", "/")
        if entry.is_dir() or any(is_hidden(part) for part in inner.split("/") if part not in ("", "..")):
            continue
        found += 1
        own = f"{label}, {shown(inner)}"
        try:
            refuse_unsafe(entry)
            if total + entry.file_size > limits.total_bytes:
                raise Unreadable(f"was not read: the zip unpacks to more than {in_words(limits.total_bytes)}", BOMB[1])
            content = read_entry(archive, entry, limits.file_bytes, limits)
            total += len(content)
            if content.startswith(_ZIP) and inner.lower().endswith(".zip"):
                raise Unreadable("is a zip within a zip", "Unpack it first.")
            yield ClaimFile(own, content if content else Unreadable(*EMPTY), label, inner)
        except Unreadable as reason:
            yield ClaimFile(own, reason, label, inner)
        except (zipfile.BadZipFile, ValueError):
            yield ClaimFile(own, Unreadable("is damaged", "Make the zip again."), label, inner)
    if not found:
        yield ClaimFile(label, Unreadable("is a zip without files", "Check that it was made from the right folder."))
