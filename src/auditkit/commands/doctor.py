"""`auditkit doctor`: check this installation, in plain words.

Exit codes: 0 all is well; 1 something needs a look, and the line says what to do.
"""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="also check that this port is free")


def run(arguments: argparse.Namespace) -> int:
    from auditkit import doctor

    checks = doctor.examine(port=arguments.port)
    print(doctor.report(checks))
    return 0 if all(check.fine for check in checks) else 1
