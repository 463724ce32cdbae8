"""The command line: `auditkit` alone opens the kit, `auditkit COMMAND` does one job.

Findings are not errors. A command's exit codes stand in its own help; 2 is a call that could not be understood, 130 is Ctrl-C.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from auditkit import __version__, commands
from auditkit.commands import _narrow_console

_DEFAULT = "open"
CANNOT, NOT_UNDERSTOOD = 1, 2
_ITS_CODE = f"\n\nA call that is not understood ends with {NOT_UNDERSTOOD}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    _narrow_console.suit(sys.stdout, sys.stderr)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, _DEFAULT)
    command, parser = _parser(given[0])
    parsed = parser.parse_args(given)
    try:
        done = command.run(parsed)
        if sys.stdout is not None:  # a program without a console has none
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        return _write_no_more()
    except OSError as error:  # a full disk, a folder that is none
        where = f"{error.filename}: " if error.filename else "The output was not finished: "
        why = (error.strerror or "it cannot be used").lower()
        print(f"auditkit: {where}{why}. Make room, or choose another place.", file=sys.stderr)
        return _write_no_more(CANNOT)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # so does rich end
            return _write_no_more()
        raise
    return done


def _write_no_more(code: int = 0) -> int:
    """What was not written yet is dropped, so that Python does not try again at its end; returns the code."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood."""

    def error(self, message: str) -> NoReturn:
        self.exit(NOT_UNDERSTOOD, f"{self.prog}: {message}. `{self.prog} --help` tells what may stand there.\n")


class _Paragraphs(argparse.HelpFormatter):
    """Keeps the paragraphs of a description, each as wide as the terminal."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n\n".join(textwrap.fill(" ".join(part.split()), width) for part in text.split("\n\n"))


def _parser(chosen: str):
    """The parser, with only the chosen command's module imported: `auditkit --help` answers at once."""
    parser = _Parser(
        prog="auditkit",
        description="Documentation audit, claim checks and training for outpatient therapy practices (PT, OT, SLP). Everything stays on this machine.",
        epilog="`auditkit` alone opens the kit in the browser. `auditkit COMMAND --help` tells more about one command.",
    )
    parser.add_argument("--version", action="version", version=f"auditkit {__version__}")
    sub = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    command = None
    for name, (what, more) in _known().items():
        own = sub.add_parser(name, help=what, description=what, epilog=more + _ITS_CODE, formatter_class=_Paragraphs)
        if name == chosen:
            command = importlib.import_module(f"auditkit.commands.{name.replace('-', '_')}")
            command.add_arguments(own)
    return command, parser


def _known() -> dict[str, tuple[str, str]]:
    """Each command's name, what it does, and the rest of its module's docstring (its exit codes), read without importing it."""
    found = {}
    for file in sorted(Path(commands.__path__[0]).glob("[a-z]*.py")):
        first, _, more = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n\n")
        what = " ".join(first.split("`: ", 1)[-1].split())
        found[file.stem.replace("_", "-")] = (what[:1].upper() + what[1:], more)
    return found
