"""What people do at the response desk is in the month: through the practice's own store. And what the front desk prevents is taught by its checks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditkit.apps.response_desk.model import ResponseDeskModel
from auditkit.reports.lesson_titles import lesson_title
from auditkit.reports.month import month_report
from auditkit.reports.month_given import read_given
from auditkit.reports.page import Page, all_text
from auditkit.store import Store


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AUDITKIT_STORE", str(tmp_path / "practice.sqlite"))
    return tmp_path / "practice.sqlite"


def desk(place, on, who="Ann"):
    made = ResponseDeskModel(
        now=lambda: datetime.combine(on, datetime.min.time(), UTC).replace(hour=15),
        open_store=lambda: Store.open(place),
        who=who,
    )
    made.load()
    return made


def month_of(practice):
    files = practice.write()
    return month_report(read_given(files["remittances"], claims=files["claims"]), "2026-09").joined.figures


@pytest.fixture
def denied(practice):
    """Three claims that were denied on one day."""
    practice.month(2026, 9, 30, lambda claim: ("CO", "16") if claim["id"] in ("C00003", "C00009", "C00020") else None)
    for claim in practice.claims:
        claim["answered"] = date(2026, 9, 10) if claim["denied"] else claim["answered"]
    return practice


def take_in(place, practice, on=date(2026, 9, 11)):
    file = practice.write()["remittances"][0]
    model = desk(place, on)
    model.add_files([(file.name, file.read_bytes())])
    assert len(model.cases) == 6
    return model


def test_the_first_step_at_the_desk_is_counted_in_the_month(place, denied):
    take_in(place, denied)
    later = desk(place, date(2026, 9, 14))
    assert later.act(later.works[0], "paused", {"words": "read it"}) == ""
    again = desk(place, date(2026, 9, 16))
    paused = next(work for work in again.works if work.item.case.done("pause"))
    assert again.act(paused, "diagnosed", {"cause": "claim_form", "words": "a slip"}) == ""
    figures = month_of(denied)
    assert (figures.to_action.n, figures.to_action.median) == (2, 4)  # both lines of the claim, denied on the 10th
    assert figures.not_acted_on == 4


def test_that_a_denial_was_taken_in_or_given_to_somebody_is_no_step_yet(place, denied):
    model = take_in(place, denied)
    assert model.act(model.works[0], "owner", {"owner": "Lee"}) == ""
    figures = month_of(denied)
    assert figures.to_action is None and figures.not_acted_on == 6


def test_without_anybody_at_the_desk_the_month_does_not_say_that_nobody_acted(place, denied):
    assert month_of(denied).to_action is None


@pytest.mark.parametrize(
    ("carc", "rule", "lesson"),
    [("27", "coverage_active", "front-desk"), ("119", "visits_remaining", "front-desk"), ("22", "plan_unchanged", "front-desk"), ("96", "coverage_checked", "front-desk")],
)  # fmt: skip
def test_denials_about_coverage_are_taught_by_the_check_before_the_session(practice, carc, rule, lesson):
    practice.month(2026, 8, 150)
    practice.month(
        2026,
        9,
        200,
        lambda claim: ("CO", carc) if claim["payer"] == "PY2" and claim["clinic"] == "2999900014" else None,
    )
    files = practice.write()
    made = month_report(read_given(files["remittances"], claims=files["claims"], with_store=False), "2026-09")
    told = all_text(Page("", tuple(made.patterns)))
    assert f"rule {rule}); lesson “{lesson_title(lesson)}”, under Training" in told
