"""Which notebooks are apps."""

import ast
import json

import pytest

from auditkit.apps.server.doors import doors
from auditkit.places import notebooks


def write(path, metadata):
    path.write_text(
        json.dumps({"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
    )


def test_a_notebook_with_words_is_an_app_at_its_own_address(tmp_path):
    write(tmp_path / "note_audit.ipynb", {"auditkit": {"title": "Audit notes", "lead": "Paste a note."}})
    assert doors(tmp_path)["note-audit"].title == "Audit notes"


@pytest.mark.parametrize(
    "metadata", [{}, {"auditkit": {}}, {"auditkit": None}, {"auditkit": {"title": "x", "order": "first"}}], ids=str
)
def test_a_notebook_without_words_is_no_app(tmp_path, metadata):
    write(tmp_path / "scratch.ipynb", metadata)
    assert doors(tmp_path) == {}


def test_a_file_that_is_no_notebook_is_no_app(tmp_path):
    (tmp_path / "torn.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "bytes.ipynb").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.ipynb").mkdir()
    assert doors(tmp_path) == {}


def test_the_menu_follows_the_order(tmp_path):
    write(tmp_path / "b.ipynb", {"auditkit": {"title": "b", "order": 1}})
    write(tmp_path / "a.ipynb", {"auditkit": {"title": "a", "order": 2}})
    assert list(doors(tmp_path)) == ["b", "a"]


@pytest.mark.parametrize("notebook", sorted(notebooks().glob("*.ipynb")), ids=lambda path: path.stem)
def test_our_notebooks_are_doors_and_hold_no_logic(notebook):
    content = json.loads(notebook.read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in content["cells"]]
    lines = [line for source in sources for line in source.splitlines()]
    assert len(content["cells"]) <= 5
    assert len(lines) <= 25
    code = "\n".join("".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code")
    assert not [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)
    ]
    assert not any(cell.get("outputs") for cell in content["cells"])
