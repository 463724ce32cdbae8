"""Cells that hold diagnoses as people print them: `A: M25.561 B: R26.89`, `M25.561 - Pain in right knee; R26.89 - ...`."""

from __future__ import annotations

import re

_CODE = r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?"
_LETTERED = re.compile(r"(?:^|(?<=[\s|;,]))(?:[A-L]|1[0-2]|[1-9])\s*[.):=]\s*(?=[A-Z]\d)", re.I)
_DESCRIBED = re.compile(rf"(?<![\w.]){_CODE}\s*(?:[-–:(]\s*|\s)[A-Za-z]{{3,}}(?!\w)", re.I)
_BEFORE_WORDS = re.compile(rf"(?:^|[,;|\n])\s*({_CODE})(?=\s*(?:[-–:,;|\n(]|$)|\s+[A-Z])", re.I)


def plain_diagnoses(cell: str) -> str:
    """The codes of a cell with | between where letters or descriptions stand with them; any other cell as it is."""
    text = _LETTERED.sub(" ", cell)
    if _DESCRIBED.search(text) and (codes := _BEFORE_WORDS.findall(text)):
        return "|".join(codes)
    return text
