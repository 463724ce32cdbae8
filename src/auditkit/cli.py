"""The command line: `auditkit` alone opens the kit, `auditkit COMMAND` does one job.

Exit codes: 0 done, 1 done with something to look at (each command says what), 2 could not be done. Findings are not errors.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from auditkit import __version__, commands

_DEFAULT = "open"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, known = _parser()
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, _DEFAULT)
    parsed = parser.parse_args(given)
    try:
        return known[parsed.command].run(parsed)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0


def _parser() -> tuple[argparse.ArgumentParser, dict]:
    parser = argparse.ArgumentParser(
        prog="auditkit",
        description="Documentation audit and training for outpatient therapy practices (PT, OT, SLP). Everything stays on this machine.",
        epilog="`auditkit` alone opens the kit in the browser. `auditkit COMMAND --help` tells more about one command.",
    )
    parser.add_argument("--version", action="version", version=f"auditkit {__version__}")
    sub = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    known = {}
    for module in pkgutil.iter_modules(commands.__path__):
        command = importlib.import_module(f"auditkit.commands.{module.name}")
        name = module.name.replace("_", "-")
        command.add_arguments(sub.add_parser(name, help=command.HELP, description=command.HELP))
        known[name] = command
    return parser, known
