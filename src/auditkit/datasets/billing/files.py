"""The files of datasets/billing/: small tables as they are; large ones, and the 837P files, in zips that any system opens."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from auditkit.datasets.billing.build import build_billing
from auditkit.datasets.billing.export import claims_export
from auditkit.datasets.billing.tables import billing_tables
from auditkit.datasets.billing.x12 import interchanges
from auditkit.datasets.model import Practice

COMPRESSED = frozenset(("claims.csv", "claims_labels.csv", "visits.csv"))
ARCHIVE, EXPORT = "claims_837p.zip", "claims_export.csv"
_STAMP = (2026, 11, 20, 6, 0, 0)  # of every member, so that only text decides what the archive holds


def billing_text(seed: int = 7, practice: Practice | None = None) -> dict[str, str | dict[str, str]]:
    """File name -> text, or for a zip what it holds: member name -> text."""
    billing = build_billing(seed, practice)
    tables = billing_tables(billing) | {EXPORT: claims_export(billing)}
    return packed(tables) | {ARCHIVE: interchanges(billing)}


def packed(tables: dict[str, str]) -> dict[str, str | dict[str, str]]:
    """Large tables go into a zip of their own."""
    return {zipped(name): {name: text} if name in COMPRESSED else text for name, text in tables.items()}


def zipped(name: str) -> str:
    """Where a table is: `claims.csv` is in `claims.zip`."""
    return f"{name.removesuffix('.csv')}.zip" if name in COMPRESSED else name


def write_billing(folder: Path, files: dict[str, str | dict[str, str]]) -> int:
    """Write all of it under `folder`; the number of files written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in files.items():
        (folder / name).write_bytes(archive(held) if isinstance(held, dict) else held.encode("utf-8"))
    return len(files)


def archive(files: dict[str, str]) -> bytes:
    """A zip of text files in order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as held:
        for name, text in sorted(files.items()):
            member = zipfile.ZipInfo(name, _STAMP)
            member.create_system, member.external_attr = 3, 0o644 << 16  # the same on every system
            held.writestr(member, text.encode("utf-8"), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
