"""A quarter from findings: what payment depends on first, too few choose nothing, and nothing is taught again before it was asked again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.cli import main
from auditkit.desks.quarters import Quarter
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.training import DESK, Attendance, Session, sessions
from auditkit.reports.page import all_text
from auditkit.rule import Answer
from auditkit.rules import note_rules
from auditkit.store import Store
from auditkit.training.findings import Findings, FindingsError, added_up, findings_in, of_denials, read_findings
from auditkit.training.needs import needs
from auditkit.training.quarter_plan import CannotPlan, propose_quarter, re_audit_day
from auditkit.training.quarter_sheet import plan_page
from auditkit.training.session_papers import calendar_file, quarter_calendar
from auditkit.training.shelf import all_lessons
from auditkit.training.taught import every_rule
from auditkit.training.topics import categories_taught, topic

LESSONS = all_lessons()
QUARTER = Quarter(2027, 1)
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)


def found(**counts):
    return Findings({rule: Counter({Answer.NOT_MET: n}) for rule, n in counts.items()})


def plan(findings, **more):
    return propose_quarter(more.pop("quarter", QUARTER), findings, LESSONS, **{"today": TODAY, **more})


def session(lesson="skilled-need", on=date(2026, 12, 3), **more):
    title = next(one.title for one in LESSONS if one.slug == lesson)
    more = {"is_held": True, **more}
    return Session(f"{on}-{lesson}-1", 1, lesson=lesson, title=title, on=on, minutes=30, trainer="Ann", **more)


def slugs(made):
    return [one.lesson for one in made.given]


def test_what_payment_depends_on_comes_before_what_is_more_frequent():
    assert not note_rules()["patient_response"].payment_critical
    made = plan(found(patient_response=40, skilled_need=6, timed_units=9))
    assert slugs(made) == ["eight-minute-rule", "skilled-need", "medical-necessity"]
    assert "6 of 55" in made.given[1].why and "payment depends on all" in made.given[1].why
    assert "payment depends on none" in made.given[2].why


def test_findings_that_are_too_few_choose_nothing_and_it_is_said():
    made = plan(found(timed_units=4))
    assert all("From the year's plan" in one.why for one in made.given)
    assert {one.lesson for one in made.given} <= {one.slug for one in LESSONS if one.quarter == 1}
    assert "too few to choose by" in made.remarks[0]
    assert "4 findings" in made.remarks[0]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_or_one_finding_is_a_plan_of_the_year_s_lessons(count):
    made = plan(found(skilled_need=count) if count else Findings({}))
    assert len(made.given) == 3
    assert made.remarks[0].startswith("1 finding, and fewer" if count else "No findings were given")
    assert ("1 time" in " ".join(one.why for one in made.given)) == bool(count)


def test_a_list_in_which_everything_is_met_says_that_nothing_was_found():
    made = plan(Findings({"skilled_need": Counter({Answer.MET: 9})}))
    assert made.remarks[0].startswith("Nothing was found") and made.chosen_from == "0 findings"


def test_two_counts_that_chance_could_turn_round_are_said_to_be_too_near():
    near = plan(found(skilled_need=7, timed_units=6), count=1)
    assert any("7 and 6 are too near" in words for words in near.remarks)
    far = plan(found(skilled_need=30, timed_units=6), count=1)
    assert not any("too near" in words for words in far.remarks)
    assert any("Asked for by the findings, and not in this plan" in words for words in far.remarks)


def test_what_was_taught_and_can_be_asked_again_in_the_quarter_is_not_taught_again_first():
    held = session()
    made = plan(found(skilled_need=20), sessions=[held])
    assert "skilled-need" not in slugs(made)
    again = next(one for one in made.retests if one.title == held.title)
    assert (again.first, again.last) == (date(2027, 1, 2), date(2027, 3, 3))
    assert again.on in {one.on for one in made.given}  # asked at the beginning of another session
    assert any("not taught again now" in words for words in made.remarks)


def test_what_was_taught_and_asked_again_may_be_taught_again():
    held = session()
    sheet = Sheet(held.key, "later", "maple-37", right={"x": True})
    made = plan(found(skilled_need=20), sessions=[held], sheets=[sheet])
    assert slugs(made)[0] == "skilled-need"
    assert "asked again by 1" in made.given[0].why


@pytest.mark.parametrize("form", ["before", "after"])
def test_a_quiz_of_another_day_is_no_delayed_quiz(form):
    held = session()
    sheets = [Sheet(held.key, form, "maple-37", right={"x": True}), Sheet(held.key, "later", "otter-12")]
    assert "skilled-need" not in slugs(plan(found(skilled_need=20), sessions=[held], sheets=sheets))


def test_what_was_taught_so_long_ago_that_nobody_can_be_asked_again_is_taught_again_and_said():
    made = plan(found(skilled_need=20), sessions=[session(on=date(2026, 3, 5))])
    assert slugs(made)[0] == "skilled-need"
    assert "never asked again" in made.given[0].why


@pytest.mark.parametrize("more", [{"is_held": False}, {"cancelled": "snow", "is_held": False}])
def test_a_session_that_was_not_held_taught_nothing(more):
    assert slugs(plan(found(skilled_need=20), sessions=[session(**more)]))[0] == "skilled-need"


def test_somebody_who_was_there_makes_a_session_held_and_a_catch_up_does_not():
    there = Attendance("Kim", "", "PT", 30)
    assert session(is_held=False, attended={"Kim": there}).was_given
    assert not session(is_held=False, attended={"Kim": replace(there, caught_up_on=date(2026, 12, 9))}).was_given


def test_what_is_planned_already_stays_on_its_day_and_nothing_is_put_into_its_week():
    kept = session("goals", on=date(2027, 1, 12), is_held=False)
    made = plan(found(skilled_need=20), sessions=[kept])
    assert len(made.given) == 3
    assert [one.key for one in made.given if one.lesson == "goals"] == [kept.key]
    assert all(one.on.isocalendar()[:2] != (2027, 2) for one in made.given if not one.key)


def test_in_the_middle_of_a_quarter_only_days_to_come_are_taken():
    made = plan(found(skilled_need=20), today=date(2027, 3, 16))
    assert [one.on for one in made.given] == [date(2027, 3, 18), date(2027, 3, 25)]


def test_a_quarter_that_is_over_and_no_lesson_at_all_are_sentences():
    with pytest.raises(CannotPlan, match="No day of quarter 3 of 2026 is left"):
        plan(found(skilled_need=20), quarter=Quarter(2026, 3))
    with pytest.raises(CannotPlan, match="no lesson"):
        propose_quarter(QUARTER, found(), [], today=TODAY)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from(sorted(every_rule())), st.integers(1, 60), max_size=12),
    st.integers(1, 6),
    st.integers(0, 4),
    st.dates(date(2026, 1, 1), date(2027, 3, 24)),
)
def test_a_plan_never_gives_a_lesson_twice_or_two_in_a_week_or_in_the_past(counts, count, weekday, today):
    made = propose_quarter(QUARTER, found(**counts), LESSONS, today=today, count=count, weekday=weekday)
    assert len(set(slugs(made))) == len(made.given) <= count
    assert len({one.on.isocalendar()[:2] for one in made.given}) == len(made.given)
    assert all(one.on in QUARTER and one.on > today and one.why for one in made.given)
    assert all(max(one.first, QUARTER.first, today) <= one.on <= min(one.last, QUARTER.last) for one in made.retests)
    assert made.re_audit_on > max(one.on for one in made.given)


@given(st.dictionaries(st.sampled_from(sorted(every_rule())), st.integers(1, 60), max_size=12))
def test_every_finding_counts_for_one_lesson(counts):
    assert sum(need.found for need in needs(found(**counts), LESSONS)) == sum(counts.values())


def test_charts_are_read_again_on_a_working_day_well_after_the_last_lesson():
    made = plan(found(skilled_need=20))
    assert made.re_audit_on.weekday() < 5
    assert (made.re_audit_on - made.given[-1].on).days >= 60
    assert re_audit_day([]) is None


def test_denied_lines_choose_by_category_and_are_called_denied_lines():
    findings = findings_in(["claim_id,category,carc\n", *["c,medical_necessity,50\n"] * 6, "c,other,16\n"], "x")
    assert findings.found == {"skilled_need": 6}
    made = plan(findings)
    assert "of the denied lines" in made.given[0].why
    assert any("no lesson here teaches: other" in words for words in made.remarks)
    assert of_denials({}).n == 0


def test_several_lists_are_added_up():
    both = added_up([found(skilled_need=2, timed_units=1), found(skilled_need=3)])
    assert both.found == {"skilled_need": 5, "timed_units": 1}


def test_a_list_of_something_else_is_a_sentence(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FindingsError, match="has no columns"):
        read_findings(tmp_path / "x.csv")


def test_the_page_says_why_and_names_nobody():
    words = all_text(plan_page(plan(found(skilled_need=20), sessions=[session()]), today=TODAY))
    for said in ("quarter 1 of 2027", "From the year's plan", "Asked again", "20 findings"):
        assert said in words
    assert "Ann" not in words
    empty = replace(plan(found()), given=(), retests=(), re_audit_on=None)
    assert "No session is planned" in all_text(plan_page(empty, today=TODAY))


def entries(content):
    return {str(e["uid"]): e for e in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_the_calendar_of_the_quarter_names_sessions_as_their_own_files_do_and_cancels_what_was_cancelled():
    kept = session("goals", on=date(2027, 1, 12), is_held=False)
    gone = session("modifiers", on=date(2027, 1, 20), is_held=False, cancelled="snow")
    made = plan(found(skilled_need=20), sessions=[kept, gone])
    whole = entries(quarter_calendar(made, at=time(12), now=NOW, kept=[kept, gone]))
    for name in entries(calendar_file(kept, at=time(12), now=NOW)):
        assert name in whole
    assert whole[f"{gone.key}-session@auditkit"]["status"] == "CANCELLED"
    assert whole["2027Q1-skilled-need-session@auditkit"]["status"] == "CONFIRMED"
    assert whole["2027Q1-re-audit@auditkit"]["dtstart"].dt == made.re_audit_on
    assert all(e["dtstart"].dt.weekday() < 5 for e in whole.values())


def test_the_command_prints_the_plan_and_writes_page_and_calendar(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    (tmp_path / "f.csv").write_text("rule,answer\n" + "skilled_need,not_met\n" * 6)
    call = ["lesson", "plan", str(tmp_path / "f.csv"), "--quarter", "2027Q1", "--today", "2026-11-24"]
    assert main([*call, "--to", str(tmp_path / "to")]) == 0
    assert "Why a therapist?" in capsys.readouterr().out
    assert {path.suffix for path in (tmp_path / "to").iterdir()} == {".html", ".pdf", ".docx", ".ics"}
    assert main(["lesson", "plan", "--quarter", "soon"]) == 1
    assert "as 2027Q1" in capsys.readouterr().err
    assert main(["lesson", "plan", "--quarter", "2020Q1"]) == 1
    assert main([*call, "--count", "0"]) == 1
    assert main(["lesson", "plan", str(tmp_path / "none.csv"), "--quarter", "2027Q1"]) == 1


def test_a_plan_that_is_kept_from_the_command_is_there_for_the_training_page(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))
    call = ["lesson", "plan", "--quarter", "2027Q1", "--today", "2026-11-24"]
    assert main([*call, "--keep", "Ann"]) == 0
    assert "Kept as Ann's decision: 3 sessions" in capsys.readouterr().out
    with Store.open() as store:
        kept = sessions(store.events(DESK))
    assert len(kept) == 3
    assert {one.trainer for one in kept.values()} == {"Ann"}
    assert main([*call, "--keep", "Ann"]) == 0  # once more: the same sessions
    with Store.open() as store:
        assert len(sessions(store.events(DESK))) == 3
    assert main([*call, "--keep", " "]) == 1


def test_units_that_were_denied_choose_the_lesson_that_teaches_units():
    findings = findings_in(["claim_id,category,carc\n", *["c,medical_necessity,151\n"] * 6], "x")
    assert findings.found == {"timed_units": 6}
    assert plan(findings).given[0].lesson == "eight-minute-rule"


@pytest.mark.parametrize(
    ("category", "carc", "cause", "about"),
    [
        ("medical_necessity", "50", "", "medical_necessity"),
        ("medical_necessity", "151", "", "units"),
        ("medical_necessity", "151", "documentation", "medical_necessity"),  # a person looked
        ("medical_necessity", "150", "", "medical_necessity"),  # the level, not the number
        ("medical_necessity", "152", "", "units"),
        ("medical_necessity", "154", "", "medical_necessity"),  # days of a supply
        ("coding", "16", "units", "units"),
        ("", "151", "", ""),  # not denied
    ],
)
def test_what_a_denied_line_is_about_goes_by_its_cause_and_a_person_s_before_the_code_s(category, carc, cause, about):
    assert topic(category, carc, cause) == about


def test_the_lesson_on_units_is_measured_by_denials_of_units_and_the_one_on_skill_is_not():
    assert categories_taught(every_rule_of("eight-minute-rule"))[0] == "units"
    assert "units" not in categories_taught(every_rule_of("skilled-need"))[:1]


def every_rule_of(slug):
    return next(lesson.rules for lesson in all_lessons() if lesson.slug == slug)
