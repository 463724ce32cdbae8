"""What a database says when something is wrong, as one sentence for a person. The text of rows is not in it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import sqlalchemy as sa

from auditkit.store.records import StoreError


class Unreadable(StoreError):
    """The file is damaged or is no database: what is in it can no longer be read by this program."""


_NO_STORE = "{place} is not a file of decisions; choose another name or move that file away."
_DAMAGED = "{place} is damaged; put a backup in its place with `auditkit restore`, the program did not change it."
_FULL = "The disk is full, so this could not be kept; free some space and try again."
_READ_ONLY = "{place} cannot be written to; ask for write access to its folder or choose another folder."
_BUSY = "{place} is in use by another program; close it or try again in a minute."

_SQLITE = (  # a part of what SQLite says
    ("file is not a database", _NO_STORE),
    ("file is encrypted", _NO_STORE),
    ("malformed", _DAMAGED),
    ("full", _FULL),
    ("readonly", _READ_ONLY),
    ("unable to open", "{place} cannot be opened; check that its folder exists and that you may write to it."),
    ("locked", _BUSY),
    ("disk i/o", "{place} could not be read or written; check the disk or the connection to it."),
)
_POSTGRESQL = {  # by code, because its words come in the server's language
    "22001": "A name or a key is too long to be kept at {place}; make it shorter.",
    "25006": "{place} cannot be written to just now; ask who looks after the database server.",
    "42501": "{place} does not let this user read or write; ask who looks after the database server for the right to.",
    "53100": "The disk of the database server is full, so this could not be kept; ask who looks after it.",
    "53300": _BUSY,
    "55P03": _BUSY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
KEPT = "rows of this table are kept as they were written"  # said by the triggers


@contextlib.contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what a database says into StoreError with one sentence."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _said(error.orig, place) from error
    except sqlite3.Error as error:
        raise _said(error, place) from error


def _said(error: BaseException, place: str) -> StoreError:
    words = str(error).lower()
    code = getattr(error, "sqlstate", None)
    if KEPT in words:
        return StoreError("Decisions are kept as they were written; add a new one instead.")
    if code in _POSTGRESQL:
        sentence = _POSTGRESQL[code]
    elif isinstance(error, sqlite3.Error):
        sentence = next((sentence for part, sentence in _SQLITE if part in words), None)
    else:
        sentence = None
    if sentence is None:
        return StoreError(f"The decisions at {place} could not be reached; check the database and try again.")
    return (Unreadable if sentence in (_NO_STORE, _DAMAGED) else StoreError)(sentence.format(place=place))
