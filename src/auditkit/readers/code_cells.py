"""Cells that hold codes as programs print them: `97110-GP`, `A: M25.561 B: R26.89`, `M25.561 - Pain in right knee`, groups beside reasons."""

from __future__ import annotations

import re

_CODE = r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?"
_LETTERED = re.compile(r"(?:^|(?<=[\s|;,]))(?:[A-L]|1[0-2]|[1-9])\s*[.):=]\s*(?=[A-Z]\d)", re.I)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ALONE = re.compile(rf"(?<![\w.]){_CODE}(?![\w.])", re.I)
_DESCRIBED = re.compile(rf"(?<![\w.]){_CODE}\s*(?:[-–:(]\s*|\s)[A-Za-z]{{3,}}(?!\w)", re.I)
_CODE_AND_REST = re.compile(r"([A-Z]?\d{4}[A-Z0-9])(?P<rest>.*)$", re.S)
_BETWEEN = re.compile(r"[\s:,/|-]+")
_BEFORE_WORDS = re.compile(rf"(?:^|[,;|\n])\s*({_CODE})(?=\s*(?:[-–:,;|\n(]|$)|\s+[A-Z])", re.I)


def plain_diagnoses(cell: str) -> str:
    """The codes of a cell with | between where letters or descriptions stand with them; any other cell as it is."""
    text = _LETTERED.sub(" ", cell)
    if "(" in text and _ALONE.search(outside := _IN_BRACKETS.sub(" ", text)):
        text = outside
    if _DESCRIBED.search(text) and (codes := _BEFORE_WORDS.findall(text)):
        return "|".join(codes)
    return text


def grouped(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Groups, then as many codes (Adj Group 1 ..., Adj Reason 1 ...), as CO-45, PR-2."""
    half = len(parts) // 2
    pairs = zip(parts[:half], parts[half:], strict=True)
    return tuple(f"{group.strip()}-{code.strip()}" if group.strip() and code.strip() else code for group, code in pairs)


def split_code(cell: str) -> tuple[str, list[str]]:
    """Code and modifiers of a cell such as `97110-GP`, `97110GPKX` or `97110 GP KX`; a description behind the code is left out."""
    if (m := _CODE_AND_REST.match(cell.strip().upper())) is None:
        return cell, []
    rest = m["rest"]
    parts = [part for part in _BETWEEN.split(rest) if part]
    if rest.isalnum() and len(rest) in (2, 4, 6, 8):
        parts = [rest[n : n + 2] for n in range(0, len(rest), 2)]
    if parts and len(parts) <= 4 and all(len(part) == 2 and part.isalnum() for part in parts):
        return m[1], parts
    if re.match(r"\s*[-–:]\s.*[A-Z]{3}", rest):
        return m[1], []  # "97161 - PT eval"
    return (m[1] if rest[:1] in (" ", "-", ":", "–") and re.match(r"\W*[A-Z]{3}", rest) else cell), []
