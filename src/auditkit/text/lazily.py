"""What is found only as far as somebody asks: a criterion that shows five spans does not have the rest of the note read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazily(Generic[T]):
    """An iterable that may be gone through many times: what was found is kept, and the search goes on where it was left."""

    def __init__(self, found: Iterable[T]):
        self._known: list[T] = []
        self._more = iter(found)

    def __iter__(self) -> Iterator[T]:
        at = 0
        while True:
            if at == len(self._known):
                try:
                    self._known.append(next(self._more))
                except StopIteration:
                    return
            yield self._known[at]
            at += 1
