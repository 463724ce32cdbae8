"""Zip files (and Word and Excel files, which are zips) read with a bound on everything. Nothing is written to disk."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from auditkit.readers.limits import DEFAULT, MB, Limits, in_words, refuse_if_larger
from auditkit.readers.problems import Unreadable, broken

BOMB = (
    "unpacks to far more than a real file would",
    "Leave it out; if you made it yourself, send the files without the zip.",
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, KeyError, IndexError)
_PER_ENTRY = 512  # bytes of a zip's list that one file may take


def open_archive(source: IO[bytes], limits: Limits = DEFAULT, kind: str = "zip file") -> zipfile.ZipFile:
    """Open a zip after its list of files was found to be of a sane size. Raises Unreadable."""
    try:
        if _list_size(source) > limits.files * _PER_ENTRY:
            raise Unreadable(f"holds too many files (the limit is {limits.files:,})", "Split it into smaller zips.")
        archive = zipfile.ZipFile(source)
    except (*_DAMAGED, NotImplementedError):
        raise broken(kind) from None
    if len(archive.infolist()) > limits.files:
        raise Unreadable(f"holds too many files (the limit is {limits.files:,})", "Split it into smaller zips.")
    return archive


def _list_size(source: IO[bytes]) -> int:
    """Size of the central directory as the zip itself says, before anything is built from it."""
    source.seek(0, 2)
    size = source.tell()
    source.seek(max(0, size - 66_000))
    tail = source.read()
    source.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(tail):
        raise zipfile.BadZipFile("no end record")
    said = struct.unpack_from("<I", tail, end + 12)[0]
    if said == 0xFFFFFFFF and (large := tail.rfind(b"PK\x06\x06", 0, end)) >= 0 and large + 48 <= len(tail):
        said = struct.unpack_from("<Q", tail, large + 40)[0]
    return said


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, limits: Limits = DEFAULT) -> bytes:
    """One entry's bytes, at most `limit`. Raises Unreadable for a bomb, a password, damage or an unknown packing."""
    if entry.flag_bits & 0x1:
        raise Unreadable("is protected by a password", "Make the zip again without a password.")
    if entry.file_size > MB and entry.file_size > max(1, entry.compress_size) * limits.ratio:
        raise Unreadable(*BOMB)
    refuse_if_larger(entry.file_size, limit)
    try:
        with archive.open(entry) as stream:
            data = stream.read(limit + 1)
    except NotImplementedError:
        raise Unreadable(
            "is packed in a way that cannot be read here", "Make the zip again with the usual settings."
        ) from None
    except RuntimeError:
        raise Unreadable("is protected by a password", "Make the zip again without a password.") from None
    except Exception:  # each packing method has errors of its own, and some of a damaged entry are not documented
        raise broken("whole entry of the zip") from None
    refuse_if_larger(len(data), limit)
    return data


def refuse_unsafe(entry: zipfile.ZipInfo) -> None:
    """Raises Unreadable for a link, and for a name that points out of the zip."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or (len(name) > 1 and name[1] == ":"):
        raise Unreadable("has a name that points outside the zip", "Leave it out, and ask where the zip came from.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable("is a link to another file", "Put the file itself into the zip.")


def unpacked(source: IO[bytes], limits: Limits, kind: str) -> Iterator[tuple[int, bytes]]:
    """Every entry of an Office file piece by piece, with the entry's number: a look inside before a library unpacks it whole.

    The sizes written in the zip are not believed: the packed bytes themselves are followed. Raises Unreadable over the limits.
    """
    archive = open_archive(source, limits, kind)
    total = 0
    for number, entry in enumerate(archive.infolist()):
        source.seek(entry.header_offset)
        head = source.read(30)
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise broken(kind)
        names, extra = struct.unpack("<HH", head[26:30])
        source.seek(entry.header_offset + 30 + names + extra)
        for piece in _pieces(source, entry, kind):
            total += len(piece)
            if total > limits.total_bytes:
                raise Unreadable(f"unpacks to more than {in_words(limits.total_bytes)}", BOMB[1])
            yield number, piece


def _pieces(source: IO[bytes], entry: zipfile.ZipInfo, kind: str) -> Iterator[bytes]:
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken(kind)
    unpack = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left = entry.compress_size
    try:
        while left > 0 and (packed := source.read(min(left, 65_536))):
            left -= len(packed)
            if unpack is None:
                yield packed
            while unpack is not None and packed and not unpack.eof:
                yield unpack.decompress(packed, MB)
                packed = unpack.unconsumed_tail
    except zlib.error:
        raise broken(kind) from None
