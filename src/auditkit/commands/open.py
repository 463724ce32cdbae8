"""`auditkit open`: open the kit in the browser, the same as `auditkit` alone.

Exit codes: 0 it ran until it was stopped; 2 it could not start, and the sentence says why.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-browser", action="store_true", help="print the link instead of opening a browser")
    parser.add_argument("--port", type=int, default=0, help="the port to use (a free one when left out)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (this machine only when left out)"
    )
    parser.add_argument(
        "--token-file", type=Path, help="a file with a secret that people type; needed for any other --host"
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        help="a further name under which a network reaches this machine; may be repeated",
    )


def run(arguments: argparse.Namespace) -> int:
    from auditkit.apps.server import launch

    try:
        launch.run(
            host=arguments.host,
            port=arguments.port,
            browser=not arguments.no_browser,
            token_file=arguments.token_file,
            names=tuple(name.lower() for name in arguments.name),
        )
    except launch.CannotStart as reason:
        print(f"auditkit: {reason}", file=sys.stderr)
        return 2
    return 0
