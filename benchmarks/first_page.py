"""How long until the first widget of an app can be used, beside an empty Voila page of the same server, in one run.

    python benchmarks/first_page.py [--rounds 7]

One server, preheated kernels, two notebooks beside the kit's own. `no-widget` has nothing in it: it is counted as there when Voila's front
end has drawn it, before the page is connected to its kernel, so it is a floor that no page with widgets can reach. `one-button` is the
emptiest page that anybody can use. Pages are opened in turn, each in a new browser window: cold with nothing kept, warm after a visit.
`first` is the first control that works (the home page's cards are links and need no widget), `widget` the first one that is Python's.
Both ratios are printed; the target of at most 1.3 is compared with the first usable control against `one-button`.
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

from auditkit.apps.server.doors import doors
from auditkit.apps.server.trial import running
from auditkit.places import notebooks

WIDGET = "#rendered_cells .jupyter-button:not([disabled]), #rendered_cells .jupyter-widgets textarea"
FIRST = f"{WIDGET}, #rendered_cells a[href]"
SETTLE_SECONDS = 5  # until the pool of kernels is full again


def empty(path: Path, *sources: str) -> None:
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{i}", "metadata": {}, "outputs": [], "source": s}
        for i, s in enumerate(sources)
    ]
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "auditkit": {"title": path.stem},
    }
    path.write_text(
        json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
    )


def measure(browser, kit, state, path: str, *, warm: bool) -> tuple[float, float]:
    """Seconds from asking for the page to its first control, and to its first widget."""
    context = browser.new_context(storage_state=state)
    try:
        page = context.new_page()
        for _ in range(1 + warm):
            time.sleep(SETTLE_SECONDS)
            began = time.perf_counter()
            page.goto(f"http://{kit.host}/{path}", wait_until="commit")
            if path == "no-widget":
                page.wait_for_selector("#jp-main-content-panel #rendered_cells", state="attached")
                first = widget = time.perf_counter() - began
            else:
                page.wait_for_selector(FIRST)
                first = time.perf_counter() - began
                page.wait_for_selector(WIDGET)
                widget = time.perf_counter() - began
        return first, widget
    finally:
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        folder, practice = Path(temporary, "apps"), Path(temporary, "practice")
        shutil.copytree(notebooks(), folder, ignore=lambda _, names: [n for n in names if not n.endswith(".ipynb")])
        apps = ["no-widget", "one-button", *doors(folder)]
        empty(folder / "no_widget.ipynb")
        empty(folder / "one_button.ipynb", "import ipywidgets\nipywidgets.Button(description='Ready')")
        with running(practice, folder=folder) as kit, sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"]
            )
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
                middle = {
                    app: [statistics.median(one) for one in zip(*taken, strict=True)] for app, taken in times.items()
                }
                print(
                    f"\n{'warm' if warm else 'cold'}, median of {rounds} rounds      first   widget   first/one-button  widget/one-button  widget/no-widget"
                )
                button, floor = middle["one-button"][1], middle["no-widget"][1]
                for app, (first, widget) in middle.items():
                    print(
                        f"  {app:<28} {first:6.2f} s {widget:6.2f} s {first / button:12.2f} {widget / button:17.2f} {widget / floor:18.2f}"
                    )
            browser.close()


if __name__ == "__main__":
    main()
