"""The notebook for people who ask their own questions in Python runs as it stands, and its answers are tables."""

import nbformat
import pytest
from nbclient import NotebookClient

from auditkit.apps.server.kernels import KERNEL, OwnKernel
from auditkit.places import notebooks


@pytest.fixture(scope="module")
def tables():
    from jupyter_client.manager import AsyncKernelManager

    notebook = nbformat.read(notebooks() / "in_python.ipynb", as_version=4)
    manager = AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=OwnKernel())
    client = NotebookClient(notebook, km=manager, kernel_name=KERNEL, timeout=300, shutdown_kernel="immediate")
    client.execute(cleanup_kc=True)
    return {cell.id: cell.outputs[-1].data for cell in notebook.cells if cell.cell_type == "code"}


@pytest.mark.parametrize(
    ("cell", "word"),
    [("notes", "skilled_need"), ("claims", "discipline_modifier"), ("denials", "authorization")],
)
def test_each_cell_shows_a_table(tables, cell, word):
    assert "<table" in tables[cell]["text/html"]
    assert word in tables[cell]["text/plain"]
