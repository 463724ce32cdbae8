"""Files and folders on disk, opened with care: sizes before contents, links not followed, loops noticed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from auditkit.readers.limits import DEFAULT, Limits, refuse_if_larger
from auditkit.readers.problems import Unreadable

_SYSTEM_FILES = {"thumbs.db", "desktop.ini", "__macosx"}
_NOT_ALLOWED = ("cannot be opened (no permission)", "Close it in other programs, or ask for access to it.")
_NOT_THERE = ("is not there", "Check the name and the folder.")
_STANDARD_INPUT = ("is not read: there is no standard input here", "Save it as a file and name that.")
_LINK = ("is a link, and links are not followed", "Copy the file itself here.")


def is_hidden(name: str) -> bool:
    """True for what people do not see as their files: dot files, Office lock files, system files."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def by_name(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Order of names as people expect it: note_2 before note_10."""
    parts = re.split(r"(\d{1,18})", name.casefold())
    return [(1, int(p), "") if n % 2 else (0, 0, p) for n, p in enumerate(parts)], name


def why(error: OSError) -> Unreadable:
    """The words for an error of the operating system."""
    if isinstance(error, PermissionError):
        return Unreadable(*_NOT_ALLOWED)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Unreadable(*(_STANDARD_INPUT if str(error.filename) == "-" else _NOT_THERE))
    return Unreadable("cannot be opened", "Copy it to this computer and try again.")


def size_of(path: Path) -> int:
    """Size of an ordinary file. Raises Unreadable for anything else (a device, a pipe) and where it cannot be opened."""
    try:
        found = path.stat()
    except OSError as error:
        raise why(error) from None
    except ValueError:  # a zero in the name
        raise Unreadable(*_NOT_THERE) from None
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("is not an ordinary file", "Leave it out.")
    return found.st_size


def read_path(path: Path, limit: int, *, what: str = "file") -> bytes:
    """The bytes of a file of at most `limit` bytes. A larger one is refused before it is read. Raises Unreadable."""
    refuse_if_larger(size_of(path), limit, what=what)
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise why(error) from None
    refuse_if_larger(len(data), limit, what=what)
    return data


def walk(folder: Path, limits: Limits = DEFAULT) -> Iterator[tuple[str, Path | Unreadable]]:
    """Each file below a folder, sorted, with its name relative to it (slashes), or why it cannot be read."""
    yield from _walk(folder, "", limits.folders_deep, frozenset())


def _walk(
    folder: Path, prefix: str, deeper: int, above: frozenset[tuple[int, int]]
) -> Iterator[tuple[str, Path | Unreadable]]:
    here = prefix.rstrip("/") or folder.name or str(folder)
    try:
        found = folder.stat()
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: by_name(entry.name))
    except OSError as error:
        yield here, why(error)
        return
    identity = (found.st_dev, found.st_ino)
    if identity in above and found.st_ino:
        yield here, Unreadable("leads back to a folder that holds it", "Remove the link.")
        return
    for entry in listed:
        if is_hidden(entry.name):
            continue
        name = prefix + entry.name
        try:
            if entry.is_symlink():
                yield name, Unreadable(*_LINK)
            elif not entry.is_dir():
                yield name, Path(entry.path)
            elif deeper == 0:
                yield name, Unreadable("lies too many folders deep", "Move it up.")
            else:
                yield from _walk(Path(entry.path), f"{name}/", deeper - 1, above | {identity})
        except OSError as error:
            yield name, why(error)
