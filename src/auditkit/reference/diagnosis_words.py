"""What the words of a diagnosis tell about it: its side, and whether it may ever stand first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SIDES = re.compile(r"\b(right|left|bilateral)\b")
_SIDE_LEFT_OPEN = re.compile(r"unspecified (dominant |nondominant )?(side|limb|upper limb|lower limb|arm|leg)$")
_ELSEWHERE = re.compile(r"\bin\b.*\bclassified elsewhere")
_OPEN_SIDE = {"M169", "M179", "M189"}  # both the kind and the side are left open, and codes with a side exist


def sides(said: Mapping[str, str]) -> dict[str, str]:
    """By code (no dot), from its description in lower case: R, L, B; U where the side is left open although a twin with a side exists."""
    found: dict[str, str] = {}
    twins = set()
    for code, text in said.items():
        named = set(_SIDES.findall(text))
        if named:
            found[code] = (
                "B" if "bilateral" in named else "R" if named == {"right"} else "L" if named == {"left"} else ""
            )
        if len(named) == 1:
            twins.add((code[:3], re.sub(r"\b(right|left)\b", "*", text)))
    with_side = {code[:-1] for code, side in found.items() if side in ("R", "L")}
    for code, text in said.items():
        if code in found:
            continue
        without = (text[: at.start()] + "*" + text[at.end() :] for at in re.finditer(r"\bunspecified\b", text))
        if (
            code in _OPEN_SIDE
            or (code[:-1] in with_side and _SIDE_LEFT_OPEN.search(text))
            or any((code[:3], twin) in twins for twin in without)
        ):
            found[code] = "U"
    return {code: side for code, side in found.items() if side}


def is_manifestation(titles: Iterable[str]) -> bool:
    """Whether a title (the code's own, or a header's above it, in lower case) says that the disease is classified elsewhere."""
    return any(_ELSEWHERE.search(title) for title in titles)
