"""The page's widgets, without a browser: text is text, few widgets for many claims, and a first screen that loads little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ipywidgets as w
import pytest

from auditkit.apps.claim_scrub.results import PAGE, Group
from auditkit.apps.claim_scrub.view import CALCULATORS, CLAIMS, DECISIONS, ClaimScrubView

from .test_model import BAD_NPI

HEAVY = ("duckdb", "pandas", "numpy", "sqlalchemy", "xlsxwriter", "reportlab", "docx", "python_calamine", "auditkit.reports", "auditkit.scrub", "auditkit.readers.claims")  # fmt: skip
HOSTILE = '<img src=x onerror="window.ran=1">'


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


@pytest.fixture
def view(model):
    return ClaimScrubView(model)


def upload(view, **files):
    view.model.add_files([(name.replace("_", "."), content) for name, content in files.items()])
    view.intake.done()


def test_the_first_screen_loads_no_library_that_it_does_not_use():
    code = f"import sys; from auditkit.apps.claim_scrub.view import page; page(); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_text_of_claims_and_files_is_shown_and_never_run(view, claims):
    nasty = dict.fromkeys(
        ("patient_id", "payer_name", "payer_id", "member_id", "diagnosis_codes", "modifiers", "authorization_number"),
        HOSTILE,
    )
    view.model.add_files(
        [(f"{HOSTILE}.csv", claims({**BAD_NPI, **nasty, "claim_id": HOSTILE})), ("odd.csv", HOSTILE.encode())]
    )
    view.intake.done()
    view.open(DECISIONS)
    view.open(CLAIMS)
    for group in Group:
        view.findings.groups[group].click()
        for widget in every(view.page):
            if isinstance(widget, w.HTML):
                assert "<img" not in widget.value
    assert HOSTILE in view.findings.entries.buttons[0].description or view.model.listed() == []


def test_a_thousand_claims_make_no_more_widgets_than_twenty(view, claims):
    upload(view, few_csv=claims(*[BAD_NPI] * 20))
    few = len(list(every(view.page)))
    view.intake.forget_button.click()
    upload(view, many_csv=claims(*[BAD_NPI] * 1000))
    assert len(list(every(view.page))) == few
    assert len(view.findings.entries.list.children) == PAGE


def test_pages_are_turned_and_an_entry_shows_its_claim(view, claims):
    upload(view, a_csv=claims(*[BAD_NPI] * 20))
    findings = view.findings
    assert findings.entries.back.disabled and not findings.entries.forward.disabled
    findings.entries.forward.click()
    assert f"{PAGE + 1} to" in findings.entries.where.value
    findings.entries.list.children[1].click()
    found = view.model.listed()[1]
    assert found.claim_id in findings.claim_view.value
    assert view.model.results.checks[found.rule].title in findings.detail.value


def test_a_finding_shows_sentence_source_dates_and_edition(view, claims):
    upload(view, a_csv=claims({"units": "5", "minutes": "30"}))
    view.findings.filters["rule"].value = "timed_units"
    detail = view.findings.detail.value + view.findings.reasons.value
    for words in (
        "make 2 units",
        "What to do",
        "Medicare Claims Processing Manual",
        "In force from 1/1/2012",
        "Checked against: unit rule",
    ):
        assert words in detail, words
    assert 'class="cs-here"' in view.findings.claim_view.value


def test_an_empty_group_says_so(view, claims):
    upload(view, a_csv=claims({}))
    view.findings.groups[Group.INFORM].click()
    assert "Nothing here" in view.findings.entries.where.value
    assert view.findings.detail.value == view.findings.claim_view.value == ""


def test_the_form_of_a_check_is_opened_from_its_finding_and_the_result_says_the_change(view, claims):
    upload(view, a_csv=claims(BAD_NPI))
    view.findings.filters["rule"].value = "npi_valid"
    view.findings.rule_button.click()
    assert view.shown == DECISIONS
    decisions = view.decisions
    assert decisions.rule.value == "npi_valid"
    decisions.how.value = "off"
    decisions.rule_button.click()
    assert "Please write a reason" in decisions.rule_said.value
    decisions.reason.value = "Our clearing house checks <b>it</b>."
    decisions.rule_button.click()
    assert "Kept" in decisions.rule_said.value
    view.open(CLAIMS)
    assert "checks &lt;b&gt;it&lt;/b&gt;" in view.summary.value


def test_clearing_the_page_leaves_nothing_of_a_claim_in_any_widget(view, claims):
    upload(view, a_csv=claims({**BAD_NPI, "claim_id": "SECRET-1", "patient_id": "SECRET-2", "payer_name": "SECRET-3"}))
    view.open(DECISIONS)
    view.open(CLAIMS)
    view.intake.forget_button.click()
    for widget in every(view.page):
        assert "SECRET" not in repr(
            [getattr(widget, name, "") for name in ("value", "description", "options", "children")]
        )


def test_calculators_answer_without_a_file(view):
    view.open(CALCULATORS)
    own = view.calculators
    own.codes[0][0].value, own.codes[0][1].value = "97110", "23"
    own.units_button.click()
    assert "2 units" in own.units.value
    own.codes[0][1].value = HOSTILE
    own.units_button.click()
    assert "write whole minutes" in own.units.value and "<img" not in own.units.value
    while not own.add_row_button.disabled:
        own.add_row_button.click()
    assert len(own.codes) == 10


def test_a_callback_that_raises_ends_in_one_sentence_without_the_claim(view, claims, monkeypatch):
    upload(view, a_csv=claims(BAD_NPI))

    def breaks(*_):
        raise RuntimeError("SECRET-4")

    monkeypatch.setattr(view.model.results, "page", breaks)
    view.findings.entries.forward.click()
    view.findings.groups[Group.CHECK].click()
    assert "did not work" in view.say.box.value
    assert "SECRET-4" not in view.say.box.value


def test_every_file_of_the_app_has_one_job_of_under_about_300_lines():
    import auditkit.apps.claim_scrub as app

    for file in Path(app.__file__).parent.glob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 310, file.name
