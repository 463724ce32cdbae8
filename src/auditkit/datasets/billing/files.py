"""The files of datasets/billing/: small tables as they are, large ones and the 837P files compressed."""

from __future__ import annotations

import gzip
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


def billing_text(seed: int = 7, practice: Practice | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """File name -> text of the tables, and of the 837P files in the archive."""
    billing = build_billing(seed, practice)
    tables = billing_tables(billing) | {EXPORT: claims_export(billing)}
    return {f"{name}.gz" if name in COMPRESSED else name: text for name, text in tables.items()}, interchanges(billing)


def write_billing(folder: Path, tables: dict[str, str], claims_837p: dict[str, str]) -> int:
    """Write all of it under `folder`; the number of files written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        content = text.encode("utf-8")
        (folder / name).write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content)
    (folder / ARCHIVE).write_bytes(archive(claims_837p))
    return len(tables) + 1


def archive(files: dict[str, str]) -> bytes:
    """A zip of text files in order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as held:
        for name, text in sorted(files.items()):
            member = zipfile.ZipInfo(name, _STAMP)
            member.create_system, member.external_attr = 3, 0o644 << 16  # the same on every system
            held.writestr(member, text.encode("utf-8"), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
