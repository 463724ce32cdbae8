"""`auditkit restore FILE`: put a backup back; what is there now is kept in a file of its own.

The backup is checked first. Pages that are open go on with what was restored.

Exit codes: 0 the backup is in force; 1 it is not, and a sentence says why.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit restore`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `auditkit backup` wrote")


def run(options: argparse.Namespace) -> int:
    """Restore, and say what is where."""
    from auditkit.store import StoreError
    from auditkit.store.backups import restore

    try:
        done = restore(options.file, None, now=datetime.now().astimezone())
    except StoreError as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return 1
    entries = "1 entry" if done.rows == 1 else f"{done.rows:,} entries"
    print(f"What {options.file} holds is in force: {entries}.")
    if done.kept_aside:
        print(f"What was there before is kept in {done.kept_aside}.")
    return 0
