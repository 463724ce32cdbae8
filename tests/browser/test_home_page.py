"""The home page in a real browser, by mouse and by keyboard."""

import zipfile
from urllib.parse import urlsplit

import pytest


def test_the_page_asks_nobody_but_this_machine(kit, open_app):
    page = open_app("home")
    page.get_by_role("link", name="Read the criteria").click()
    page.wait_for_url("**/criteria")
    hosts = {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {kit.host}
    assert any(url.startswith("ws://") for url in page.asked)


def test_the_page_opens_without_an_error_in_the_browser(open_app):
    assert open_app("home").trouble == []


def test_the_policy_stops_script_that_got_into_the_page(open_app):
    page = open_app("home")
    page.evaluate("""() => {
        const place = document.getElementById('rendered_cells');
        place.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran = 1">');
        const script = document.createElement('script');
        script.textContent = 'window.ran = 2';
        place.append(script);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None


def test_the_heading_is_there_before_any_script_or_kernel(kit, chromium, let_in):
    context = chromium.new_context(storage_state=let_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://{kit.host}/home", wait_until="commit")
    page.get_by_role("heading", level=1, name="What would you like to do?").wait_for()
    assert "JavaScript switched off" in page.content()
    page.get_by_role("link", name="Read the criteria").click()
    page.wait_for_url("**/criteria")
    context.close()


@pytest.mark.parametrize("path", ["home", "criteria", "templates"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(kit, page, axe_serious, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"http://{kit.host}/{path}")
    if path == "home":
        page.wait_for_selector("body[data-ready]")
    else:
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert axe_serious(page) == {}


def test_the_page_has_one_banner_and_one_main_part(open_app):
    page = open_app("home")
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1


@pytest.mark.parametrize("path", ["home", "criteria", "templates"])
def test_a_phone_needs_no_sideways_scrolling(kit, page, path):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"http://{kit.host}/{path}")
    page.get_by_role("heading", level=1).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_tour_is_done_by_keyboard_and_does_not_come_back(open_app, practice):
    (practice / "home.json").unlink(missing_ok=True)
    page = open_app("home")
    if page.get_by_text("Show the tour again").is_visible():  # the kernel was warmed before the file went
        page.get_by_role("button", name="Show the tour again").click()
    page.get_by_text("First steps, 1 of 3").wait_for()
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.get_by_text("First steps, 2 of 3").wait_for()
    page.keyboard.press("Space")
    page.get_by_text("First steps, 3 of 3").wait_for()
    page.get_by_role("button", name="Done").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show the tour again").wait_for()
    assert (practice / "home.json").exists()


def test_every_card_is_reached_by_tab_with_a_visible_focus(open_app):
    page = open_app("home")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body"), reached[-1]
    assert "Choose a template" in reached
    assert reached[0] == "Skip to the content"
    assert "Read the criteria" in reached and "Download the sample notes" in reached


def test_the_sample_notes_come_as_a_zip_and_the_page_stays_alive(kit, open_app, tmp_path):
    page = open_app("home")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the sample notes").click()
    download.value.save_as(tmp_path / "got.zip")
    assert len(zipfile.ZipFile(tmp_path / "got.zip").namelist()) >= 20
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    assert page.evaluate(f"fetch('/alive/{kernel}').then(answer => answer.status)") == 204


def test_a_closed_tab_takes_its_kernel_with_it(open_app, visitor, kit):
    page = open_app("home")
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    watcher = visitor.new_page()
    watcher.goto(f"http://{kit.host}/criteria")
    page.close(run_before_unload=True)
    watcher.wait_for_function(f"() => fetch('/alive/{kernel}').then(answer => answer.status === 410)")


def test_a_put_away_kernel_is_said_with_a_way_back(open_app):
    page = open_app("home")
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    page.evaluate(f"fetch('/closed/{kernel}', {{method: 'POST'}})")
    page.get_by_text("what it held was put away").wait_for(timeout=20_000)
    page.get_by_role("button", name="Reload this page").click()
    page.wait_for_selector("body[data-ready]")
    assert not page.get_by_text("what it held was put away").is_visible()


def test_a_choice_of_files_above_the_limit_is_stopped_with_a_sentence(open_app):
    page = open_app("home")
    page.evaluate("""() => {
        document.body.dataset.uploadLimit = 10;
        const field = document.createElement('input');
        field.type = 'file';
        field.id = 'field';
        field.addEventListener('change', () => { window.passed = true; });
        document.getElementById('rendered_cells').append(field);
    }""")
    page.set_input_files("#field", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 11})
    page.get_by_text("one upload takes up to").wait_for()
    assert page.evaluate("window.passed") is None
    assert page.evaluate("document.getElementById('field').value") == ""
    page.set_input_files("#field", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 10})
    assert page.evaluate("window.passed") is True


def test_a_stopped_kit_is_said_in_the_page(tmp_path, chromium):
    from auditkit.apps.server.trial import running

    context = chromium.new_context()
    page = context.new_page()
    with running(tmp_path) as kit:
        page.goto(kit.link)
        page.wait_for_selector("body[data-ready]")
    page.get_by_text("The kit has stopped.").wait_for(timeout=20_000)
    context.close()
