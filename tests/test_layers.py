"""Imports point down only; the layers are in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
# What has to run in a browser without anything installed.
PURE = (
    "auditkit.rule",
    "auditkit.tables",
    "auditkit.reference",
    "auditkit.text.note",
    "auditkit.rules",
    "auditkit.audit",
    "auditkit.care.joining",
    "auditkit.episodes",
    "auditkit.units",
)


def python(code: str) -> subprocess.CompletedProcess:
    """Runs code with the standard library and src only: no installed package can be imported."""
    start = f"import sys; sys.path.insert(0, {str(SOURCE)!r})\n"
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", start + code],
        capture_output=True,
        text=True,
        timeout=120,
        encoding="utf-8",
    )


def test_imports_point_down_only():
    code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_note_audit_needs_nothing_but_the_standard_library():
    done = python(
        "from auditkit.audit import as_dict, audit_note\n"
        "from auditkit.rules import note_rules\n"
        "text = 'S: Walks 200 ft with a cane.\\nP: Continue gait training.\\nA. Smith, PT'\n"
        "result = as_dict(audit_note(text))\n"
        "assert len(result['verdicts']) == len(note_rules()) > 20\n"
    )
    assert done.returncode == 0, done.stderr


def test_the_trial_above_really_hides_installed_packages():
    assert python("import pandas").returncode != 0


def test_importing_the_note_audit_opens_only_its_own_vocabulary_and_no_connection():
    imports = "".join(f"import {name}\n" for name in PURE)
    done = python(
        "seen = []\n"
        "def watch(event, arguments):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'urllib.')):\n"
        "        seen.append(event)\n"
        "    elif event == 'open' and not str(arguments[0]).startswith((sys.path[0], sys.base_prefix)):\n"
        "        seen.append(f'open {arguments[0]}')\n"
        "sys.addaudithook(watch)\n"
        f"{imports}"
        "assert not seen, seen\n"
    )
    assert done.returncode == 0, done.stderr
