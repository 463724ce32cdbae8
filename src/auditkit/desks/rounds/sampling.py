"""Drawing charts for a round: the same frame and seed give the same sample on every machine, and anybody can check it.

The order of a draw is that of SHA-256 over seed and subject: no random generator of any language or version is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SECOND_SHARE = 0.10  # of the charts are read by a second person, blind
SECOND_LEAST = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample. `chosen` are read; `reserve` steps in, in this order, where a chosen chart cannot be read.

    `frame_hash` is that of all subjects that could have been drawn, so that nobody can say later that others were in it.
    """

    chosen: tuple[str, ...]
    reserve: tuple[str, ...]
    frame_hash: str
    frame_size: int
    seed: str
    strata: Mapping[str, tuple[int, int]]  # stratum -> how many were drawn, of how many; empty where there are none
    stratum_of: Mapping[str, str] = field(default_factory=dict)  # subject -> stratum


def frame_hash(subjects: Iterable[str]) -> str:
    """The hash of a frame: its subjects, each once, in no order."""
    return hashlib.sha256("\x1f".join(sorted(set(subjects))).encode("utf-8", "surrogatepass")).hexdigest()


def draw(frame: Sequence[str], size: int, seed: str, strata: Mapping[str, str] | None = None) -> Drawn:
    """Draw `size` subjects of a frame at random.

    `strata` (subject -> stratum) draws from each stratum in proportion to its size, at least one of each where `size` allows. Raises
    ValueError for a size below one, an empty seed, or a stratum that is missing for a subject. Where the frame is smaller than
    `size`, all of it is drawn.
    """
    subjects = sorted(set(frame))
    if size < 1:
        raise ValueError("a sample has at least one chart")
    if not seed.strip():
        raise ValueError("a draw needs a seed, so that it can be repeated")
    order = sorted(subjects, key=lambda subject: _place(seed, subject))
    size = min(size, len(order))
    if strata is None:
        return Drawn(tuple(order[:size]), tuple(order[size:]), frame_hash(subjects), len(subjects), seed, {})
    if missing := [subject for subject in subjects if not strata.get(subject)]:
        raise ValueError(f"{len(missing)} charts have no stratum; give each one, or draw without strata")
    of: dict[str, list[str]] = {}
    for subject in order:
        of.setdefault(strata[subject], []).append(subject)
    quotas = _quotas({name: len(members) for name, members in of.items()}, size)
    chosen = {subject for name, members in of.items() for subject in members[: quotas[name]]}
    return Drawn(
        chosen=tuple(subject for subject in order if subject in chosen),
        reserve=tuple(subject for subject in order if subject not in chosen),
        frame_hash=frame_hash(subjects),
        frame_size=len(subjects),
        seed=seed,
        strata={name: (quotas[name], len(members)) for name, members in sorted(of.items())},
        stratum_of={subject: strata[subject] for subject in order},
    )


def second_readings(
    chosen: Sequence[str], seed: str, *, share: float = SECOND_SHARE, least: int = SECOND_LEAST
) -> tuple[str, ...]:
    """Which of the chosen charts a second person reads without seeing the first: a tenth, at least five, drawn from the same seed."""
    wanted = min(len(chosen), max(least, -(-len(chosen) * round(share * 1000) // 1000)))
    second = set(sorted(chosen, key=lambda subject: _place(f"{seed}\x1fsecond", subject))[:wanted])
    return tuple(subject for subject in chosen if subject in second)


def _place(seed: str, subject: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{subject}".encode("utf-8", "surrogatepass")).digest()


def _quotas(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Shares of `size` by largest remainder; a stratum that gets none takes one of the largest share, where there is enough for that."""
    total = sum(sizes.values())
    quotas = {name: size * n // total for name, n in sizes.items()}
    by_rest = sorted(sizes, key=lambda name: (-(size * sizes[name] % total), name))
    for name in by_rest[: size - sum(quotas.values())]:
        quotas[name] += 1
    if size >= len(sizes):
        for name in sorted(name for name, quota in quotas.items() if not quota):
            largest = max(quotas, key=lambda other: (quotas[other], other))
            quotas[largest] -= 1
            quotas[name] = 1
    return quotas
