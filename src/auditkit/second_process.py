"""A second process of our own, for long work that can be done at the same time. What it is given and gives back goes through pipes only."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
_WORTH = 8_000_000  # bytes to read: with fewer, starting a process takes longer than it saves


class SecondProcess:
    """Does one piece of work after the other; where it was stopped, or could not be started, its work is done here instead."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def begin(self, work: Callable[..., Answer], *given: object) -> Callable[[], Answer]:
        """Begin, and return what waits for the answer. `work` is a function of a module, and all that it takes and gives can be pickled.

        The answer raises what `work` raised.
        """
        try:
            begun = self._pool.submit(work, *given)
        except (OSError, BrokenExecutor):
            return lambda: work(*given)

        def answer() -> Answer:
            try:
                return begun.result()
            except BrokenExecutor:  # stopped for want of memory, say
                return work(*given)

        return answer


@contextmanager
def second_process(is_wanted: bool = True) -> Iterator[SecondProcess | None]:
    """A second process until the end of the block; None where it is not wanted, or the machine has only one processor to give.

    For the kit's own doors (commands, notebooks): a script that does not guard its beginning with `if __name__ == "__main__"` would be run again.
    """
    pool = _pool() if is_wanted and _processors() > 1 else None
    if pool is None:
        yield None
        return
    try:
        yield SecondProcess(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def is_worth_it(paths: Iterable[Path | str]) -> bool:
    """Whether files hold so much that a second process saves time."""
    return size_of(paths) >= _WORTH


def size_of(paths: Iterable[Path | str]) -> int:
    """Bytes of files and of the files of folders, about; of a zip its own word is taken, unpacked."""
    size = 0
    for path in map(Path, paths):
        try:
            size += sum(map(_size, path.rglob("*") if path.is_dir() else (path,)))
        except (OSError, ValueError):  # who reads it will say so
            continue
    return size


def _size(file: Path) -> int:
    if file.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(file) as archive:
                return sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile:
            return 0
    return file.stat().st_size if file.is_file() else 0


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool() -> ProcessPoolExecutor | None:
    try:
        # started anew on every system: a copy of a process with threads (a notebook's) may hang
        return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
    except (ImportError, NotImplementedError, OSError):  # a system without what processes need to wait for each other
        return None


def _begin() -> None:
    """In the second process, first: it leaves interrupts to the first one, and never outlives it, whatever ended that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # it keeps all that it makes until it ends
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(first) -> None:
    first.join()
    os._exit(1)
