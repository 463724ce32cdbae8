"""One release of ICD-10-CM: which codes can be billed, which are headers, and what is under them. Read when first asked, looked up in place."""

from __future__ import annotations

import gzip
from functools import cached_property
from pathlib import Path

from auditkit.reference.rows import Row, columns


def bare(code: str) -> str:
    """A diagnosis code without its dot and spaces, in capitals."""
    return code.replace(".", "").strip().upper()


def dotted(code: str) -> str:
    """A diagnosis code as people write it: M54.50."""
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


class Release:
    """The codes of one file. The text is kept as it is, sorted, and searched; no table of 98,000 rows is built."""

    def __init__(self, path: Path):
        self.path = path

    @cached_property
    def _text(self) -> bytes:
        content = gzip.decompress(self.path.read_bytes())
        return content[content.index(b"\n") :] + b"\n"

    def row(self, code: str) -> Row:
        """The row of a code, empty when the release does not know it."""
        at = self._find(bare(code))
        return self._row(at) if at >= 0 else {}

    def billable_under(self, header: str) -> list[str]:
        """The billable codes under a header, with dots, in order."""
        code = bare(header)
        at, found = self._find(code), []
        while at >= 0:
            row = self._row(at)
            if not row.get("code", "").startswith(code):
                break
            if row["is_billable"] == "1":
                found.append(dotted(row["code"]))
            at = self._text.find(b"\n", at + 1)
        return found

    def _find(self, code: str) -> int:
        """Where the line of a code begins (at the line end before it), -1 when there is none. The lines are sorted, so halving finds it."""
        wanted, low, high = code.encode("ascii", errors="replace"), 0, len(self._text) - 1
        while low < high:
            at = self._text.rfind(b"\n", 0, (low + high) // 2 + 1)
            end = self._text.find(b"\n", at + 1)
            found = self._text[at + 1 : end].partition(b",")[0]
            if found == wanted:
                return at if wanted else -1
            if found < wanted:
                low = end
            else:
                high = at
        return -1

    def _row(self, at: int) -> Row:
        line = self._text[at + 1 : self._text.index(b"\n", at + 1)] if at + 1 < len(self._text) else b""
        return dict(zip(columns("icd10cm"), line.decode().split(","), strict=False))
