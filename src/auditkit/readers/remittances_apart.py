"""Remittances read by two processes: the first takes files from the beginning, the second those of the end, and all are put together in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from auditkit.readers.claim_files import ClaimFile
from auditkit.readers.problems import Unreadable
from auditkit.readers.remittances import RemittanceFiles, RemittanceReading, digest_of, x12_part
from auditkit.readers.x12.decoding import x12_text
from auditkit.second_process import SecondProcess

_LEAST = 1_000_000  # bytes: fewer are not worth their way to the other process


def read_apart(
    files: Iterable[ClaimFile], reading: RemittanceFiles, second: SecondProcess, busy_with: int = 0
) -> RemittanceReading:
    """As `reading` alone would read `files`. `busy_with`: bytes that the other process reads before."""
    files = list(files)
    begin = _begins_at(files, busy_with)
    own, others = files[:begin], files[begin:]
    if others:
        before = {digest_of(file.content): file.label for file in reversed(own) if isinstance(file.content, bytes)}
        part = second.begin(x12_part, others, before, reading.limits)
    for file in own:
        reading.file(file)
    if others:
        reading.add_part(part())
    return reading.reading()


def _begins_at(files: Sequence[ClaimFile], busy_with: int) -> int:
    """From which file on the other process reads: so that both have as much to do, and only X12, for a table's columns may have to be confirmed."""
    sizes = [0 if isinstance(file.content, Unreadable) else len(file.content) for file in files]
    share = (sum(sizes) - busy_with) / 2
    begin = len(files)
    for size in accumulate(reversed(sizes)):
        if size > share or not _is_x12(files[begin - 1]):
            break
        begin -= 1
    return begin if sum(sizes[begin:]) >= _LEAST else len(files)


def _is_x12(file: ClaimFile) -> bool:
    return isinstance(file.content, Unreadable) or x12_text(file.content) is not None
