"""All tables as they stand on this machine, as one folder of files: what a database reads."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.reference.rows import DIAGNOSES, TABLES, builtin_path, columns, write_rows

if TYPE_CHECKING:
    from auditkit.reference.lookup import Reference


def merged_folder(reference: Reference, built_in: Path) -> Path:
    """The folder for this set of built-in rows and imported editions, made when it is not there. Raises OSError, CannotKeep."""
    made_of = hashlib.sha256()
    for file in sorted(built_in.glob("*.csv*")):
        made_of.update(file.read_bytes())
    for edition in reference.imported:
        made_of.update(f"\n{edition.file}".encode())
    folder = reference.home / "reference" / "merged" / made_of.hexdigest()[:12]
    if folder.is_dir():
        return folder
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        imported = {edition.table for edition in reference.imported}
        for table in TABLES:
            file = part / builtin_path(table).name
            if table == DIAGNOSES:
                shutil.copyfile(reference.newest_release(), file)
            elif table in imported or table == "editions":
                write_rows(file, columns(table), reference.rows(table))
            else:
                shutil.copyfile(builtin_path(table), file)
        part.rename(folder)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        if not folder.is_dir():  # somebody else may have made it meanwhile
            raise
    return folder
