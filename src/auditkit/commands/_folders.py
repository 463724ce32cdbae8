"""A folder that a command writes to: the files, or one sentence why not."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def cannot_write(folder: Path, error: OSError, option: str = "--out") -> None:
    """Say it on the error stream, with the option that names another folder."""
    print(f"{folder}: cannot be written to ({error.strerror}). Choose another folder with {option}.", file=sys.stderr)


def write_files(folder: Path, files: Mapping[str, bytes], option: str = "--out") -> bool:
    """Write every file; False after saying why one could not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        cannot_write(folder, error, option)
        return False
    return True
