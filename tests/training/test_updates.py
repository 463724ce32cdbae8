"""The payer-update card: what changes, for whom, which lesson; and what is not loaded is never called unchanged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditkit.cli import main
from auditkit.desks.authorizations import matrix_diff
from auditkit.desks.quarters import Quarter
from auditkit.places import datasets
from auditkit.reference import Reference
from auditkit.reports.page import all_text
from auditkit.tables import AUTHORIZATION_RULES
from auditkit.training.shelf import all_lessons
from auditkit.training.update_sheet import card_page
from auditkit.training.update_words import WORDS, amount, threshold_name
from auditkit.training.updates import card, standing

LESSONS = all_lessons()
TITLES = {lesson.title for lesson in LESSONS}
OLD, NEW = (datasets() / "frontdesk" / name for name in ("authorization_rules_before.csv", "authorization_rules.csv"))


def made(quarter, matrix=None):
    return card(Quarter.parse(quarter), Reference(), LESSONS, matrix)


def row(**cells):
    blank = dict.fromkeys([c.name for c in AUTHORIZATION_RULES.columns], "")
    return {
        **blank,
        "payer_id": "PY2",
        "payer_name": "Lantern",
        "discipline": "PT",
        "authorization_required": "1",
        **cells,
    }


def states(before, now):
    def columns(rows):
        return {name: [one[name] for one in rows] for name in [c.name for c in AUTHORIZATION_RULES.columns]}

    return matrix_diff(columns(before), columns(now))


def test_the_thresholds_of_the_year_come_first_with_the_old_amount_and_their_lesson():
    first = made("2026Q1").updates[0]
    assert first.on == date(2026, 1, 1)
    assert "$2,480 (before: $2,410)" in first.what and "OT" in first.what and "PT and SLP" in first.what
    assert "KX" in first.lesson


@pytest.mark.parametrize("quarter", ["2018Q1", "2020Q1", "2020Q4", "2025Q1", "2025Q4", "2026Q1", "2028Q1"])
def test_every_update_says_what_whom_and_where_it_stands(quarter):
    found = made(quarter).updates
    assert found
    for one in found:
        assert one.what.endswith(".") and one.whom and one.source
        assert one.on in Quarter.parse(quarter)
        assert not one.lesson or one.lesson in TITLES
    assert len(found) < 40


def test_many_pair_edits_are_counted_and_none_is_lost():
    found = [one for one in made("2020Q4").updates if "pair edits" in one.what or " with " in one.what]
    assert len(found) == 13
    told = sum(one.what.split(":")[0].count(",") + 1 for one in found if " with " in one.what)
    assert told + next(int(one.what.split()[0]) for one in found if "more pair edits" in one.what) == 254


def test_what_is_not_loaded_is_named_and_nothing_is_said_to_be_unchanged():
    found = made("2027Q1")
    assert found.updates == ()
    assert any(words.startswith("The KX thresholds: 2027") for words in found.missing)
    assert any("$2,480 until 12/31/2026" in words for words in found.missing)
    words = all_text(card_page(found, today=date(2026, 11, 24)))
    assert "That does not say that nothing changes" in words and "Not loaded yet" in words


def test_a_row_that_nobody_looked_up_says_so():
    deductible = next(one for one in made("2026Q1").updates if "deductible" in one.what)
    assert "Nobody has looked this up yet" in deductible.what


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("GitHub somebody/rvu data.R", "repository"),
        ("thehomeaccessibilitytherapist.blog 2026-02-04", "a blog"),
        ("getpowerback.com", "own page"),
        ("CMS MLN Matters 13927", ""),
        ("ngsmedicare.com levels of appeals", ""),
        ("cms.gov, copied in GitHub somebody/x", ""),
        ("Federal Register 90 FR 1234", ""),
        ("the practice's table of what needs authorization", ""),
    ],
)
def test_a_source_at_second_hand_says_so_in_words(source, kind):
    assert ("second hand" in standing(source)) == bool(kind)
    assert kind in standing(source)


def test_a_card_with_a_row_from_a_repository_says_so():
    assert any("copy in somebody's repository" in one.source for one in made("2024Q1").updates)


def test_without_the_matrix_it_is_said_that_it_was_not_compared():
    assert any("not compared" in words for words in made("2026Q1").remarks)
    assert not any("not compared" in words for words in made("2026Q1", []).remarks)


def test_a_row_of_the_matrix_that_begins_in_the_quarter_is_told_with_its_lesson():
    found = made("2027Q1", states([row(in_force_from="2026-01-01")], [row(in_force_from="2027-02-01", lead_days="14")]))
    (one,) = found.updates
    assert one.on == date(2027, 2, 1) and "Lantern" in one.what
    assert "front desk" in one.whom and one.lesson == next(x.title for x in LESSONS if x.slug == "authorizations")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([], [row(in_force_from="2027-04-01")], 0),  # the quarter after
        ([], [row(in_force_from="2026-12-31")], 0),
        ([], [row()], 1),  # a day that is not said
        ([row(in_force_from="2026-01-01")], [row(in_force_from="2026-01-01", lead_days="14")], 1),  # when is not said
        ([row()], [row(lead_days="14", published_on="2026-05-02")], 0),  # heard of long ago
        ([row()], [row(lead_days="14", published_on="2027-01-05")], 1),
        ([row(in_force_to="2027-01-31")], [], 1),  # gone
        ([row(in_force_to="2026-01-31")], [], 0),
        ([row()], [row()], 0),
    ],
)
def test_only_what_is_of_the_quarter_or_of_no_day_is_told(before, now, told):
    found = made("2027Q1", states(before, now))
    assert len(found.updates) == told
    assert bool(found.remarks) == (not told and before != now)


def test_every_table_of_a_card_has_its_words_and_amounts_are_written_as_money():
    assert set(WORDS) >= {one.table for q in ("2018Q1", "2020Q1", "2025Q1", "2026Q1") for one in _coming(q)}
    assert amount({"value": "2480", "unit": "USD allowed charges"}) == "$2,480"
    assert amount({"value": "33.4009", "unit": "USD per RVU"}) == "$33.4009 per RVU"
    assert amount({"value": "1", "unit": "flag"}) == "in force"
    assert threshold_name("some_new_item") == "Some new item"


def _coming(quarter):
    from auditkit.reference.coming import coming

    quarter = Quarter.parse(quarter)
    return coming(Reference(), quarter.first, quarter.last)


def test_the_command_prints_and_writes_the_card_and_names_a_table_that_is_none(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    call = ["lesson", "updates", "--quarter", "2026Q1", "--today", "2026-11-24"]
    assert main([*call, "--matrix", str(OLD), str(NEW), "--to", str(tmp_path / "to")]) == 0
    assert "$2,480" in capsys.readouterr().out
    assert {path.suffix for path in (tmp_path / "to").iterdir()} == {".html", ".pdf", ".docx"}
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert main([*call, "--matrix", str(tmp_path / "x.csv"), str(NEW)]) == 1
    assert "nothing can be compared" in capsys.readouterr().err
    assert main([*call, "--matrix", str(Path("nowhere.csv")), str(NEW)]) == 1
    assert main(["lesson", "updates", "--quarter", "next"]) == 1
