"""A lesson's notebook in JupyterLab itself: its quiz by keyboard alone, and closed in the middle."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time

import nbformat
import pytest

from auditkit.training.notebook import notebook
from auditkit.training.shelf import all_lessons

LESSON = next(lesson for lesson in all_lessons() if lesson.slug == "skilled-need")
CHOSEN = "[...document.querySelectorAll('.tr-radios input')].findIndex(one => one.checked)"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of its own, with the lesson in its folder."""
    folder = tmp_path_factory.mktemp("lab")
    nbformat.write(notebook(LESSON), folder / "lesson.ipynb")
    own = {name: str(folder / name) for name in ("AUDITKIT_HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0", "--ServerApp.token=key"],
        cwd=folder,
        env=os.environ | own | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    threading.Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    try:
        until = time.monotonic() + 90
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", "".join(said))):
            assert process.poll() is None and time.monotonic() < until, "".join(said)
            time.sleep(0.1)
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)


def opened(page, lab):
    page.goto(f"{lab}/lab/tree/lesson.ipynb?token=key")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    page.wait_for_function("document.activeElement.classList.contains('jp-Cell')", timeout=30_000)


def run_all(page):
    """Each cell by keyboard, the last one in its place."""
    active = page.locator(".jp-Cell.jp-mod-active")
    for _ in range(60):
        if "import quiz" in active.inner_text():
            break
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(250)
    page.keyboard.press("Control+Enter")
    page.locator(".tr-quiz").wait_for(timeout=90_000)
    page.wait_for_function("window.auditkitKeys")


def tab_to(page, words):
    """Tabs until what has the focus is named so; each stop within the quiz shows that it has the focus."""
    for _ in range(25):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at);
            const name = (at.labels && at.labels[0] && at.labels[0].textContent) || at.textContent || '';
            return at.closest('.tr-quiz') ? [name, style.outlineStyle !== 'none'] : ['', true]; }"""
        )
        assert is_seen, name
        if words in name:
            return
    raise AssertionError(f"{words} is not reached by tab")


def begin(page, code):
    tab_to(page, "When is this?")
    page.keyboard.press("r")  # right after it
    tab_to(page, "Your code")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    tab_to(page, "Begin")
    page.keyboard.press("Enter")


def test_a_quiz_in_jupyterlab_is_answered_by_keyboard_alone_and_goes_on_after_it_was_closed_in_the_middle(
    lab, chromium
):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    opened(page, lab)
    run_all(page)
    begin(page, "otter-12")
    page.get_by_text("Question 1 of 8").wait_for()
    page.wait_for_function("document.activeElement.textContent.includes('Question 1 of')")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function(f"{CHOSEN} === 0")
    page.keyboard.press("ArrowDown")  # JupyterLab would go to another cell
    page.wait_for_function(f"{CHOSEN} === 1")
    tab_to(page, "Keep my answer")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next question").wait_for()
    for letter in "xdd":  # JupyterLab would cut and delete the cell
        page.keyboard.press(letter)
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of 8").wait_for()
    page.keyboard.press("Control+s")  # this one is JupyterLab's
    page.wait_for_function("!document.querySelector('.lm-TabBar-tab.jp-mod-current.jp-mod-dirty')")

    kept = page.request.get(f"{lab}/api/sessions?token=key").json()
    for session in kept:
        page.request.delete(f"{lab}/api/sessions/{session['id']}?token=key", headers={"Authorization": "token key"})
    page.close()

    page = context.new_page()
    opened(page, lab)
    page.keyboard.press("End")
    page.get_by_text("every answer that was kept is still there").wait_for(state="attached")
    run_all(page)
    begin(page, "otter-12")
    page.get_by_text("you go on with question 2").wait_for()
    context.close()
