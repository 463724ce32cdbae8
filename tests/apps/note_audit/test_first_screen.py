"""The first screen loads only what it shows."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("pandas", "numpy", "docx", "lxml", "sqlalchemy", "reportlab", "openpyxl", "pypdf", "auditkit.reports")


def test_the_first_screen_loads_no_library_that_it_does_not_use():
    code = f"import sys; from auditkit.apps.note_audit.view import page; page(); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
