"""A running kit and a real browser. Chromium comes from `CHROMIUM` or from the path; without one these tests fail, they are not skipped."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from auditkit.apps.server.trial import running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_path() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "No Chromium was found. Install it, or set CHROMIUM to its path."
    return found


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    """The practice's folder of the running kit."""
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="session")
def kit(practice):
    """The kit as a user starts it, with its own apps."""
    with running(practice) as started:
        yield started


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def let_in(kit, chromium):
    """The browser's storage after the link was used: the link works once, the cookie for the rest of the day."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(kit.link)
    page.wait_for_url("**/home")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def visitor(chromium, let_in):
    """A browser window that was let in."""
    context = chromium.new_context(storage_state=let_in, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(visitor):
    """An empty page; `page.asked` is every address that it asked for, `page.trouble` what it complained about."""
    page = visitor.new_page()
    page.asked, page.trouble = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda socket: page.asked.append(socket.url))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.on("console", lambda message: page.trouble.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture
def open_app(kit, page):
    """Opens an app by its address and waits until its widgets are there."""

    def opened(path="home"):
        page.goto(f"http://{kit.host}/{path}")
        page.wait_for_selector("body[data-ready]", timeout=90_000)
        return page

    return opened


@pytest.fixture
def axe_serious():
    """Rules of axe that a page breaks, serious and critical ones: name -> the places."""

    def look(page):
        found = Axe().run(page).response["violations"]
        return {
            v["id"]: [node["html"][:200] for node in v["nodes"]]
            for v in found
            if v["impact"] in ("serious", "critical")
        }

    return look


@pytest.fixture
def tab_to():
    """Tabs until the thing with focus has some words in its name; every stop must show that it has the focus."""

    def walk(page, words, most=80, key="Tab"):
        for _ in range(most):
            page.keyboard.press(key)
            name, outline, width = page.evaluate(
                """() => { const at = document.activeElement, style = getComputedStyle(at);
                return [((at.labels && at.labels[0] && at.labels[0].textContent) || at.getAttribute('aria-label') || at.textContent || '').trim(),
                style.outlineStyle, style.outlineWidth]; }"""
            )
            assert outline != "none" and width != "0px", name
            if words in name:
                return
        raise AssertionError(f"{words} is not reached by tab")

    return walk
