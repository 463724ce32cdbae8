"""Takes the picture of the README: a note in the note audit, with one point chosen. The note is invented, and nothing of a practice is opened.

    python tools/take_picture.py docs/finding.png

Needs what the tests need (`python start.py test` fetches it) and Chromium, Chrome or Edge on the machine; CHROMIUM names another one. Look at
the picture before committing it.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from auditkit.apps.server.trial import running

NOTE = """PT daily treatment note   Invented patient   DOS 10/6/2026
S: Knee is less stiff. Still goes down stairs one step at a time, holding the rail.
O: Knee flexion 95 to 104 degrees. Quad sets, step-ups 4 in, 3 x 10. Gait training on stairs 15 min,
therapeutic exercise 23 min. Timed 38 min. Total treatment time 38 min.
A: Tolerated treatment well.
P: Continue 2x/week per plan of care. Next visit: 6 in steps, step-over pattern.
Ann Example, PT, DPT   10/6/2026
"""
CHOSEN = re.compile("Not met: .*skill")
WIDTH, HEIGHT = 1180, 564
COLOURS = 32  # a page has few, and the picture becomes a quarter as large


def take(browser: Browser, link: str) -> bytes:
    """The page as PNG."""
    page = browser.new_context(viewport={"width": WIDTH, "height": 1200}, reduced_motion="reduce").new_page()
    page.goto(link)
    page.goto(f"{link.partition('/enter')[0]}/note-audit")
    page.get_by_label("Paste a note").fill(NOTE)
    page.get_by_role("button", name="Audit this note").click()
    page.get_by_role("button", name=CHOSEN).click()
    page.locator(".ak-detail h3", has_text="skill").wait_for()
    page.mouse.move(0, 0)
    top = page.get_by_role("heading", name="Notes", exact=True).bounding_box()["y"] - 12
    shown = page.screenshot(clip={"x": 0, "y": top, "width": WIDTH, "height": HEIGHT})
    small = io.BytesIO()
    Image.open(io.BytesIO(shown)).convert("RGB").quantize(COLOURS).save(small, "png", optimize=True)
    return small.getvalue()


def main() -> None:
    """Start a kit of its own with an empty folder, take the picture, write it."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with tempfile.TemporaryDirectory() as practice, running(Path(practice)) as kit, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        Path(sys.argv[1]).write_bytes(take(browser, kit.link))
        browser.close()


if __name__ == "__main__":
    main()
