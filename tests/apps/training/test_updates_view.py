"""The payer-update card on the page."""

from __future__ import annotations

import pytest

from auditkit.apps.training.view import SESSIONS, TrainingView
from auditkit.places import datasets

HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture
def shown(model, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    view = TrainingView(model)
    view.open(SESSIONS)
    return view, view.views[SESSIONS].updates


def test_the_next_quarter_is_offered_and_what_is_not_loaded_is_named(shown):
    _, made = shown
    assert made.quarter.value == "2027Q1"
    made.show_button.click()
    assert "does not say that nothing changes" in made.told.value
    assert "The KX thresholds: 2027" in made.told.value
    assert made._file("pdf").startswith(b"%PDF") and made._file("docx").startswith(b"PK")


def test_both_tables_are_compared_and_words_in_them_do_not_run(shown):
    _, made = shown
    now = (datasets() / "frontdesk" / "authorization_rules.csv").read_text(encoding="utf-8")
    head, first = now.splitlines()[:2]
    new = (
        first.replace("Medicare Part B (synthetic contractor)", HOSTILE)
        .replace("PY1", "PY99")
        .replace("2020-01-01", "2026-02-01")
    )
    assert HOSTILE in new
    made.quarter.value = "2026Q1"
    made.tables = {
        "earlier": ("a.csv", f"{head}\n{first}\n".encode()),
        "present": ("b.csv", f"{head}\n{first}\n{new}\n".encode()),
    }
    made.show_button.click()
    assert "&lt;img" in made.told.value and "<img" not in made.told.value
    assert "2/1/2026" in made.told.value and "not compared" not in made.told.value


@pytest.mark.parametrize(("quarter", "said"), [("soon", "as 2027Q1"), ("2027Q1", "no row was read")])
def test_what_cannot_be_shown_is_a_sentence(shown, quarter, said):
    view, made = shown
    made.quarter.value = quarter
    made.tables = {"earlier": ("a.csv", b"a,b\n1,2\n"), "present": ("b.csv", b"a,b\n1,2\n")}
    made.show_button.click()
    assert said in view.say.box.value
    assert made.card is None
