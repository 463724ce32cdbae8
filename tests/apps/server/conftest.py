"""One real server for the attacks: apps of our own beside files that nobody may get."""

import json
import re

import pytest

from auditkit.apps.server.trial import running


def notebook(path, source, **words):
    cells = [{"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": source}]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    if words:
        metadata["auditkit"] = words
    path.write_text(
        json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
    )


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="session")
def apps_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("apps")
    button = (
        "import ipywidgets as w; b = w.Button(description='Ready'); u = w.FileUpload(multiple=True); w.VBox([b, u])"
    )
    notebook(folder / "home.ipynb", button, title="Home", lead="Pick a job.", order=0)
    notebook(folder / "broken.ipynb", "raise ValueError('Jane Doe fell on 3/4')", title="Broken")
    late = (
        "import sys, time; sys.stdout.flush_timeout = sys.stderr.flush_timeout = 0\n"
        "get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep(6)); 'shown late'"
    )
    notebook(folder / "late.ipynb", late, title="Late")
    notebook(folder / "empty.ipynb", "nothing = None", title="Empty")
    notebook(folder / "private.ipynb", "print('not an app')")
    for name in ("scan.png", "scan.svg", ".hidden.png", "notes.txt", "chart.pdf"):
        (folder / name).write_text("patient Jane Doe", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server(practice, apps_folder):
    with running(practice, folder=apps_folder) as started:
        started.enter()
        yield started


@pytest.fixture(scope="session")
def new_kernel(server):
    """Opens the home page and gives the id of the kernel behind it."""

    def opened():
        page = server.ask("/home").text
        return json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])["kernelId"]

    return opened


@pytest.fixture(scope="module")
def kernel(new_kernel):
    """A kernel that the tests of one file share."""
    return new_kernel()
