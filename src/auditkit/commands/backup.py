"""`auditkit backup`: everything that people decided and track, into one file with today's date; others may go on working.

Exit codes: 0 the backup is written and checked; 1 it is not, and a sentence says why.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit backup`."""
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="the folder for it (default: backups, in the practice's own folder)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the backup and say where it is."""
    from auditkit.store import StoreError
    from auditkit.store.backups import backup

    try:
        file = backup(None, options.to, now=datetime.now().astimezone())
    except StoreError as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return 1
    print(f"Backed up to {file}. Keep a copy on another drive too; `auditkit restore FILE` puts it back.")
    return 0
