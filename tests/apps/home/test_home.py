"""The home page without a browser: cards that lead somewhere, a tour that remembers."""

import io
import zipfile

import pytest

from auditkit.apps.home.downloads import downloads
from auditkit.apps.home.model import TOUR, Home, roles
from auditkit.apps.home.view import cards, tour


def jobs(**have):
    return [job for role in roles(**have) for job in role.jobs]


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def button(page, words):
    return next(w for w in every(page) if getattr(w, "description", "") == words)


def test_a_job_that_is_not_built_has_no_card():
    assert [job.link for job in jobs(apps=set(), files=set())] == ["/criteria"]
    assert "/templates" in [job.link for job in jobs(apps=set(), files={"note-templates.zip"})]
    assert "/note-audit" in [job.link for job in jobs(apps={"note-audit"}, files=set())]


def test_a_role_without_jobs_has_no_heading():
    assert [role.title for role in roles(apps=set(), files=set())] == ["Writing notes"]


def test_every_card_leads_to_an_app_or_a_file_that_is_here():
    from auditkit.apps.server.doors import doors
    from auditkit.places import notebooks

    there = (
        {f"/{path}" for path in doors(notebooks())}
        | {f"/download/{name}" for name in downloads()}
        | {"/criteria", "/templates"}
    )
    assert {job.link for job in jobs()} <= there


def test_every_lesson_that_a_rule_names_can_be_opened_as_a_page():
    from auditkit.apps.shell.lesson_pages import lesson_addresses
    from auditkit.rules import claim_checks, episode_rules, note_rules, visit_checks

    shelves = (claim_checks(), note_rules(), episode_rules(), visit_checks())
    named = {rule.lesson for shelf in shelves for rule in shelf.values() if rule.lesson}
    assert named <= set(lesson_addresses())
    assert {address.removeprefix("/download/") for address in lesson_addresses().values()} <= set(downloads())


def test_a_lesson_opens_as_its_handout_and_a_practices_own_in_its_place(tmp_path, monkeypatch):
    from auditkit.places import lessons

    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))
    opened = downloads()["lesson-goals.html"]
    assert opened.looked_at and b"Key points" in opened.content() and b"Our own goals" not in opened.content()
    written = (lessons() / "goals" / "lesson.md").read_text(encoding="utf-8")
    own = tmp_path / "lessons" / "goals"
    own.mkdir(parents=True)
    head, _, body = written.removeprefix("---\n").partition("---\n")
    lines = ["title: Our own goals" if line.startswith("title:") else line for line in head.splitlines()]
    (own / "lesson.md").write_text("---\n" + "\n".join(lines) + "\n---\n" + body, encoding="utf-8")
    assert b"Our own goals" in opened.content()


def test_a_lesson_is_no_note_template():
    held = zipfile.ZipFile(io.BytesIO(downloads()["note-templates.zip"].content())).namelist()
    assert not [name for name in held if "lesson" in name]


def test_what_is_sample_data_says_so():
    assert all(job.sample for job in jobs() if "sample" in job.link)
    assert not any(job.sample for job in jobs() if "sample" not in job.link)


def test_the_sample_notes_are_a_zip_of_text_files_that_is_the_same_each_time():
    made = downloads()["sample-notes.zip"].content()
    assert made == downloads()["sample-notes.zip"].content()
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert 20 <= len(names) <= 60
    assert all(name.endswith(".txt") for name in names)


def test_the_tour_has_three_steps_and_ends_after_the_last(tmp_path):
    home = Home(tmp_path)
    assert len(TOUR) == 3 and not home.seen
    home.forward()
    home.forward()
    assert home.is_last and not home.seen
    home.forward()
    assert home.seen and Home(tmp_path).seen


def test_a_skipped_tour_stays_away_until_it_is_asked_for(tmp_path):
    Home(tmp_path).dismiss()
    home = Home(tmp_path)
    assert home.seen
    home.again()
    assert not Home(tmp_path).seen


def test_there_is_no_step_before_the_first(tmp_path):
    home = Home(tmp_path)
    home.back()
    assert home.step == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"tour_seen": "yes"}', "\x00"])
def test_a_torn_memory_only_shows_the_tour_again(tmp_path, content):
    (tmp_path / "home.json").write_text(content, encoding="utf-8")
    assert not Home(tmp_path).seen


def test_a_folder_that_takes_no_file_does_not_stop_the_page(tmp_path):
    home = Home(tmp_path / "gone")
    home.dismiss()
    assert home.seen


def test_the_buttons_lead_through_the_tour(tmp_path):
    page = tour(Home(tmp_path))
    button(page, "Next").click()
    button(page, "Next").click()
    button(page, "Done").click()
    assert page.children[0].layout.display == "none"
    button(page, "Show the tour again").click()
    assert page.children[0].layout.display == ""
    assert "1 of 3" in page.children[0].children[0].value


def test_every_button_says_what_it_does(tmp_path):
    import ipywidgets

    for widget in every(tour(Home(tmp_path))):
        if isinstance(widget, ipywidgets.Button):
            assert widget.description and widget.tooltip


def test_the_cards_are_plain_links_that_work_without_a_widget():
    html = cards().data
    for job in jobs():
        assert f'<a href="{job.link}"' in html
    assert "<script" not in html and "onclick" not in html


def test_there_is_a_template_for_every_discipline_and_kind_to_print_and_for_word():
    names = set(downloads())
    for discipline in ("pt", "ot", "slp"):
        for kind in ("evaluation", "treatment", "progress", "recertification", "discharge"):
            assert {f"{discipline}-{kind}.docx", f"{discipline}-{kind}.html"} <= names
    assert downloads()["slp-progress.docx"].content().startswith(b"PK")
    assert downloads()["pt-treatment.html"].content().startswith(b"<!DOCTYPE html>")
