"""`auditkit doctor`: is this installation all right?"""

from __future__ import annotations

import argparse

HELP = "check this installation, in plain words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="also check that this port is free")


def run(arguments: argparse.Namespace) -> int:
    from auditkit import doctor

    checks = doctor.examine(port=arguments.port)
    print(doctor.report(checks))
    return 0 if all(check.fine for check in checks) else 1
