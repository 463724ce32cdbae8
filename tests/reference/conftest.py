"""A practice's folder, and files brought into it."""

from __future__ import annotations

import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from auditkit.reference import Reference
from auditkit.reference.importers import Chosen, import_files
from auditkit.tables import Issue

sys.path.append(str(Path(__file__).parent))  # the builders of files in published.py

TODAY = date(2026, 11, 24)


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "practice"
    folder.mkdir()
    return folder


@pytest.fixture
def bring(tmp_path, home):
    """Writes files by name (text or bytes; a dict is a zip) and imports them; gives what was kept, and the issues."""

    def make(name: str, content) -> object:
        path = tmp_path / name
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w") as archive:
                for member, inside in content.items():
                    archive.writestr(member, inside)
        else:
            path.write_bytes(content.encode("cp1252") if isinstance(content, str) else content)
        return path

    def run(files: dict, **chosen):
        found = import_files([make(*item) for item in files.items()], home, TODAY, Chosen(**chosen))
        return [one for one in found if not isinstance(one, Issue)], [one for one in found if isinstance(one, Issue)]

    return run


@pytest.fixture
def reference(home):
    """What a check looks things up in after the imports of a test; made anew at each call."""
    return lambda: Reference(home)
