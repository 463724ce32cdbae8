"""How long until the first widget of an app can be used, beside an empty Voila page of the same server, in one run.

    python benchmarks/first_page.py [--rounds 7]

One server, preheated kernels, two empty notebooks beside the kit's own: one without any cell (it is there when Voila's front end has drawn
the page and the loading text is gone: it needs no kernel), and one that shows a single button. Pages are opened in turn, each time in a
new browser window: cold with nothing kept, warm after a first visit. The target is a ratio of at most 1.3 to the empty page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from auditkit.apps.server.trial import running
from auditkit.places import notebooks

TARGET = 1.3
USABLE = "#rendered_cells button.jupyter-button:not([disabled]), #rendered_cells a[href], #rendered_cells textarea"
SETTLE_SECONDS = 5  # until the pool of kernels is full again


def empty(path: Path, *sources: str) -> None:
    cells = [{"cell_type": "code", "execution_count": None, "id": f"c{i}", "metadata": {}, "outputs": [], "source": s} for i, s in enumerate(sources)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}, "auditkit": {"title": path.stem}}
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")


def measure(browser, kit, state, path: str, *, warm: bool) -> float:
    """Seconds from asking for the page to its being usable."""
    context = browser.new_context(storage_state=state)
    try:
        page = context.new_page()
        for _ in range(1 + warm):
            time.sleep(SETTLE_SECONDS)
            began = time.perf_counter()
            page.goto(f"http://{kit.host}/{path}", wait_until="commit")
            if path == "empty-page":
                page.wait_for_selector("#jp-main-content-panel #rendered_cells", state="attached")
            else:
                page.wait_for_selector(USABLE)
            took = time.perf_counter() - began
        return took
    finally:
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        folder, practice = Path(temporary, "apps"), Path(temporary, "practice")
        shutil.copytree(notebooks(), folder, ignore=lambda _, names: [n for n in names if not n.endswith(".ipynb")])
        apps = ["empty-page", "one-button", *(p.stem.replace("_", "-") for p in sorted(folder.glob("*.ipynb")))]
        empty(folder / "empty_page.ipynb")
        empty(folder / "one_button.ipynb", "import ipywidgets\nipywidgets.Button(description='Ready')")
        with running(practice, folder=folder) as kit, sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"])
            context = browser.new_context()
            page = context.new_page()
            page.goto(kit.link)
            page.wait_for_url("**/home")
            state = context.storage_state()
            context.close()
            for warm in (False, True):
                times = {app: [] for app in apps}
                for _ in range(rounds):
                    for app in apps:
                        times[app].append(measure(browser, kit, state, app, warm=warm))
                base = statistics.median(times["empty-page"])
                print(f"\n{'warm' if warm else 'cold'}, median of {rounds} rounds (lowest to highest), ratio to the empty page (target {TARGET})")
                for app, taken in times.items():
                    middle = statistics.median(taken)
                    print(f"  {app:<12} {middle:5.2f} s  ({min(taken):.2f} to {max(taken):.2f})  {middle / base:4.2f}")
            browser.close()


if __name__ == "__main__":
    main()
