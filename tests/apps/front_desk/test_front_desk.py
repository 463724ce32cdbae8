"""The front desk's page without a browser: what files are, the day by risk, calls and changes that are kept, text that is only text."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import ipywidgets as w
import pytest

from auditkit.apps.front_desk import takeaway
from auditkit.apps.front_desk.files import recognised
from auditkit.apps.front_desk.model import PAGE, FrontDeskModel
from auditkit.apps.front_desk.pieces import days_on_screen
from auditkit.apps.front_desk.view import AUTHORIZATIONS, DAY, LISTS, FrontDeskView
from auditkit.places import datasets
from auditkit.store import Store, StoreError
from auditkit.store.records import Conflict

NOW = datetime(2026, 11, 24, 13, tzinfo=UTC)
HEAVY = (
    "duckdb",
    "pandas",
    "numpy",
    "sqlalchemy",
    "xlsxwriter",
    "python_calamine",
    "icalendar",
    "auditkit.reports",
    "auditkit.readers.claims",
)
HOSTILE = '<img src=x onerror="window.ran=1">'
SCHEDULE = "Appt ID,MRN,Patient Name,Date,Time,Therapy,Appt Type,Insurance,Member ID\n"
ANSWERS = "MRN,Member ID,Payer,Eligibility Status,Plan Name,Visits Allowed,Visits Used,Date Checked\n"


def visits(*rows):
    return ("s.csv", (SCHEDULE + "".join(rows)).encode())


def answers(*rows):
    return ("e.csv", (ANSWERS + "".join(rows)).encode())


ADA = '1,P1,"Sample, Ada",11/25/2026,9:15 AM,PT,Treatment,Acme,M1\n'
ACTIVE = "P1,M1,Acme,Active,Gold,30,12,11/24/2026 6:00 PM\n"


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    return tmp_path / "s.sqlite"


@pytest.fixture
def model(place):
    return FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))


@pytest.fixture
def view(model):
    return FrontDeskView(model, has_sample=True)


def press(view, words):
    next(made for made in every(view.page) if getattr(made, "description", "") == words).click()


def give(view, *files):
    view._work(lambda: view.model.add_files(list(files)))
    while view.model.is_asking:
        press(view, "Read with these columns")
    return view._made.get(DAY)


def add(model, files):
    model.add_files(files)
    if model.is_asking:
        while model.intake.asked:
            assert model.intake.confirm({}) == ""
        model.read_files()


def test_the_first_screen_loads_no_library_that_it_does_not_use():
    code = f"import sys; from auditkit.apps.front_desk.view import page; page(); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "role"),
    [("schedule.csv", "schedule"), ("schedule_T01.ics", "schedule"), ("eligibility_export.csv", "coverage"), ("phone_checks.csv", "coverage"),
     ("authorizations.csv", "authorizations"), ("authorization_rules.csv", "rules"), ("../billing/payers.csv", "payers"), ("../billing/history.csv", "history"),
     ("../billing/claims_export.csv", "claims")],
)  # fmt: skip
def test_a_file_is_recognised_by_what_is_in_it(name, role):
    content = (datasets() / "frontdesk" / name).read_bytes()
    given, issues = recognised([("file" + name[-4:], content)])
    assert ([one.role for one in given], issues) == ([role], [])


def test_a_zip_of_answers_is_taken_apart_and_what_is_nothing_is_said(view):
    content = (datasets() / "frontdesk" / "eligibility_271.zip").read_bytes()
    given, _ = recognised([("a.zip", content), ("odd.csv", b"colour,shape\nred,round\n")])
    assert {one.role for one in given[:-1]} == {"coverage"}
    assert given[-1].role == ""
    view._work(lambda: view.model.add_files([("odd.csv", b"colour,shape\nred,round\n")]))
    assert any("odd.csv was not recognised" in getattr(made, "value", "") for made in every(view.files.asked_box))
    press(view, "Leave this file out")
    assert "No visits were found yet" in view.say.box.value


def test_tomorrow_is_first_and_the_riskiest_visit_is_chosen(view):
    day = give(
        view,
        visits(ADA, '2,P2,"Sample, Bo",11/25/2026,8:00 AM,PT,Treatment,Acme,M2\n', "3,P3,x,11/26/2026,8:00 AM,PT,,,\n"),
        answers(ACTIVE, "P2,M2,Acme,Terminated,Gold,,,11/24/2026 6:00 PM\n"),
    )
    assert view.model.day == date(2026, 11, 25)
    assert "Tomorrow, Wednesday, November 25" in day.summary.value
    assert [one.visit.patient_id for one in view.model.page] == ["P2", "P1"]
    assert day.entries.list.children[0].description.startswith("✕ 08:00  P2")


def test_the_sample_is_said_to_be_one_and_keeps_nothing(view, place):
    view.files.sample_button.click()
    assert "sample practice" in view._made[DAY].summary.value
    assert not place.exists()
    assert len(view._made[DAY].entries.list.children) == PAGE


def test_a_group_shows_its_visits_only_and_the_pages_turn(view):
    view.files.sample_button.click()
    day = view._made[DAY]
    for risk, button in day.groups.items():
        if risk:
            button.click()
            assert {one.risk for one in view.model.page} <= {risk}
    day.groups[""].click()
    first = [button.description for button in day.entries.list.children]
    day.entries.forward.click()
    assert [button.description for button in day.entries.list.children] != first


def test_many_visits_make_no_more_widgets_than_a_page(view):
    rows = [f"{n},P{n},,11/25/2026,9:15 AM,PT,,Acme,M{n}\n" for n in range(400)]
    give(view, visits(*rows[:PAGE]))
    few = len(list(every(view.page)))
    give(view, ("more.csv", (SCHEDULE + "".join(rows[PAGE:])).encode()))
    assert len(list(every(view.page))) == few


def test_text_of_files_is_shown_and_never_run(view):
    quoted = HOSTILE.replace('"', '""')
    row = f'"{quoted}","{quoted}","{quoted}",11/25/2026,9:15 AM,PT,"{quoted}","{quoted}","{quoted}"\n'
    told = f'"{quoted}","{quoted}","{quoted}",Active,"{quoted}",30,12,11/24/2026 6:00 PM\n'
    give(view, (f"{HOSTILE}.csv", (SCHEDULE + row).encode()), answers(told))
    for part in (DAY, AUTHORIZATIONS, LISTS):
        view.open(part)
        for widget in every(view.page):
            if isinstance(widget, w.HTML):
                assert "<img" not in widget.value


def test_what_a_payer_said_is_stored_without_names_and_the_next_answer_is_set_beside_it(place):
    first = FrontDeskModel(now=lambda: datetime(2026, 10, 20, 13, tzinfo=UTC), open_store=lambda: Store.open(place))
    add(first, [visits(ADA), answers("P1,M1,Acme,Active,Silver,30,12,10/20/2026 8:00 AM\n")])
    with Store.open(place) as store:
        kept = str([event.details for event in store.events("coverage")])
    assert "Silver" in kept
    assert "Ada" not in kept
    second = FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))
    add(second, [visits(ADA), answers(ACTIVE)])
    assert "plan: Silver -> Gold" in second.visit.rulings["plan_unchanged"].message


def in_universal_time(*starts):
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:{start}Z\r\nDURATION:PT45M\r\nSUMMARY:P004{n} PT\r\nEND:VEVENT\r\n"
        for n, start in enumerate(starts, 1)
    )
    return "cal.ics", f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n".encode()


def times(model):
    schedule = model._read.schedule
    return list(zip(schedule["date_of_service"], schedule["start_time"], strict=True))


def test_the_time_zone_is_chosen_once_and_holds_on_both_sides_of_daylight_saving(view, place):
    file = in_universal_time("20261030T131500", "20261106T141500", "20261107T033000")  # the clocks change on 1 November
    give(view, file)
    assert any("time zone was not given" in issue.problem for issue in view.model.issues)
    view.zone.value = "America/New_York"
    assert times(view.model) == [("2026-10-30", "09:15"), ("2026-11-06", "09:15"), ("2026-11-06", "22:30")]
    assert not any("time zone was not given" in issue.problem for issue in view.model.issues)
    later = FrontDeskView(FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place)))
    give(later, file)
    assert later.zone.value == "America/New_York" and times(later.model) == times(view.model)


def test_arizona_keeps_its_clock(view):
    give(view, in_universal_time("20261030T161500", "20261106T161500"))
    view.zone.value = "America/Phoenix"
    assert [clock for _, clock in times(view.model)] == ["09:15", "09:15"]


def test_what_somebody_else_kept_meanwhile_is_shown_when_one_looks_again(view, place):
    give(view, visits(TWO), AUTHS)
    other = FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))
    add(other, [visits(TWO), AUTHS])
    ((key, own),) = other.rows("authorizations")
    assert other.change("authorizations", key, own, {"authorized_units": "9"}) == ""
    assert view.model.run_outs()[0].first_uncovered_on is not None
    next(button for button in every(view.page) if getattr(button, "description", "") == "Look again").click()
    assert view.model.run_outs()[0].first_uncovered_on is None


def asked_in_october(place, *files):
    model = FrontDeskModel(now=lambda: datetime(2026, 10, 20, 13, tzinfo=UTC), open_store=lambda: Store.open(place))
    add(model, [*files, answers("P1,M1,Acme,Active,Silver,30,12,10/20/2026 8:00 AM\n")])
    return model


def test_what_was_left_at_the_last_check_is_known_next_month_where_every_visit_since_is(place):
    asked_in_october(place, visits(ADA))
    later = FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))
    between = ADA.replace("1,P1", "7,P1").replace("11/25", "10/19") + ADA.replace("1,P1", "8,P1").replace(
        "11/25", "11/4"
    )
    add(later, [visits(between, ADA)])
    ruling = later.visit.rulings["visits_remaining"]
    assert (
        ruling.answer == "met"
        and "18 of 30 visits were left on 2026-10-20" in ruling.message
        and "less 1 booked since" in ruling.message
    )
    assert later.visit.rulings["coverage_active"].answer == "unclear"  # a new month has begun


def test_what_was_left_at_the_last_check_is_unknown_where_visits_since_are_in_no_table(place):
    asked_in_october(place, visits(ADA))
    later = FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))
    add(later, [visits(ADA)])
    ruling = later.visit.rulings["visits_remaining"]
    assert ruling.answer == "unclear" and "Unknown - call" in ruling.message and "30 visits in all" in ruling.message


def test_no_free_text_and_no_name_of_a_benefit_is_stored(place):
    head = ANSWERS.strip() + ",Patient Name,Message\n"
    model = FrontDeskModel(now=lambda: NOW, open_store=lambda: Store.open(place))
    add(
        model,
        [
            visits(ADA),
            (
                "e.csv",
                (
                    head
                    + 'P1,M1,Acme,Active,Gold,30,12,11/24/2026 6:00 PM,"Sample, Ada",Combined PT and OT for ADA SAMPLE\n'
                ).encode(),
            ),
        ],
    )
    with Store.open(place) as store:
        (event,) = [event for event in store.events("coverage") if event.kind == "answer"]
    assert (
        event.details["benefits"]
        and "Ada" not in str(event.details)
        and "SAMPLE" not in str(event.details).upper().replace("[", "")
    )


def test_a_call_needs_a_reference_or_a_reason_and_then_counts(view):
    day = give(view, visits(ADA), answers("P1,M1,Acme,,,,,11/24/2026 8:00 AM\n"))
    form = day.visit
    form.toggle.value = True
    form.fields["status"].value, form.fields["representative"].value = "active", "Ms. R."
    form._keep()
    assert "reference number" in form.here.box.value
    assert view.model.visit.rulings["coverage_active"].answer == "unclear"
    form.fields["reference_number"].value = "778"
    form._keep()
    assert "The call is kept" in form.kept.box.value
    assert view.model.visit.rulings["coverage_active"].answer == "met"
    printed = takeaway.content(view.model, "calls").decode()
    assert "778" in printed and "not answered" in printed and "Ada" not in printed
    again = FrontDeskModel(now=lambda: NOW, open_store=view.model.open_store)
    add(again, [visits(ADA)])
    assert again.visit.rulings["coverage_active"].answer == "met"


def test_the_patient_of_a_kept_call_stays_chosen_also_where_the_visit_is_in_another_group_now(view):
    rows = [ADA, ADA.replace("1,P1", "2,P2").replace("M1", "M2"), ADA.replace("1,P1", "3,P3").replace("M1", "M3")]
    day = give(view, visits(*rows))
    view.model.risk, view.model.chosen = view.model.visit.risk, 1
    day.refresh()
    who = view.model.visit.visit.patient_id
    day.visit.toggle.value = True
    for name, told in (("status", "inactive"), ("representative", "Ms. R."), ("reference_number", "778")):
        day.visit.fields[name].value = told
    day.visit._keep()
    assert view.model.visit.visit.patient_id == who and view.model.risk == ""
    assert b"778" in takeaway.content(view.model, "calls")


def test_what_was_said_of_one_part_does_not_stand_over_another(view):
    give(view, visits(ADA))
    view.say("The call is kept.", "good")
    view.parts[LISTS].click()
    assert "The call is kept" not in view._made["day"].visit.kept.box.value


AUTHS = (
    "a.csv",
    b"Auth #,MRN,Payer,Discipline,Start Date,End Date,Visits,Used\nA1,P1,Acme,PT,11/1/2026,12/31/2026,1,0\n",
)
TWO = ADA + ADA.replace("1,P1", "2,P1").replace("11/25", "11/30")


def test_an_authorization_is_changed_and_the_run_out_is_worked_out_anew(view):
    give(view, visits(TWO), AUTHS)
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    assert "The visit of 11/30/2026 is not covered" in page.first.value
    page.fields["authorized_units"].value = "9"
    page._keep()
    assert "The change is kept" in page.here.box.value
    assert "Nobody runs out" in page.first.value


def test_a_new_authorization_needs_its_days_and_one_that_is_only_asked_for_does_not(view):
    give(view, visits(TWO), AUTHS)
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.which.value = -1
    page.fields["authorized_units"].value = "9"
    page._keep()
    assert "from when to when" in page.here.box.value and page.fields["authorized_units"].value == "9"
    page.fields["decision"].value = "requested"
    page._keep()
    assert "The change is kept" in page.here.box.value
    assert [row.get("decision") for _, row in page._rows()] == ["", "requested"]


def test_a_request_that_gets_its_number_stays_one_row_when_it_is_changed_again(view):
    give(
        view,
        visits(TWO),
        (
            "a.csv",
            b"Auth #,MRN,Payer,Discipline,Start Date,End Date,Visits,Used,Status\n,P1,Acme,PT,11/1/2026,12/31/2026,9,0,Pending\n",
        ),
    )
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.fields["authorization_number"].value, page.fields["decision"].value = "A9", "approved"
    page._keep()
    assert "Nobody runs out" in page.first.value
    page.fields["used_units"].value = "3"
    page._keep()
    held = view.model.desk.tables.authorizations
    assert (held["authorization_number"], held["used_units"]) == (["A9"], ["3"])


def test_two_people_with_the_same_authorization_are_told(view):
    give(view, visits(TWO), AUTHS)
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    other = FrontDeskModel(now=lambda: NOW, open_store=view.model.open_store)
    add(other, [visits(TWO), AUTHS])
    assert other.change("authorizations", *page._rows()[0], {"authorized_units": "5"}) == ""
    page.fields["authorized_units"].value = "9"
    page._keep()
    assert "Not kept" in page.here.box.value
    assert "changed this" in page.here.box.value
    assert "Granted 5" in page.here.box.value and page.fields["authorized_units"].value == "9"
    page._keep()
    assert "The change is kept" in page.here.box.value
    assert view.model.desk.tables.authorizations["authorized_units"] == ["9"]
    assert issubclass(Conflict, Exception)


@pytest.mark.parametrize("number", ["PA-2026-11-05", "2026-11-05-77", "REF/2026-11-05", "A2026-11-05", "2026-11-05.B"])
def test_a_day_within_an_authorizations_number_is_not_written_anew(number):
    assert days_on_screen(f"{number}: 2026-11-05 to 2026-12-01.") == f"{number}: 11/5/2026 to 12/1/2026."


def test_what_cannot_be_stored_counts_on_this_page(view):
    def broken():
        raise StoreError("The disk is full.")

    view.model.kept.open_store = view.model.open_store = broken
    give(view, visits(TWO), AUTHS)
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.fields["authorized_units"].value = "9"
    page._keep()
    assert "could not be kept" in page.here.box.value
    assert view.model.desk.tables.authorizations["authorized_units"] == ["9"]


def test_a_change_that_makes_no_sense_is_a_sentence(view):
    give(view, visits(TWO), AUTHS)
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.fields["end_on"].value = "10/1/2026"
    page._keep()
    assert "lies before start on" in page.here.box.value


def test_foreign_columns_are_asked_about_once_before_anything_is_read_and_remembered(view):
    view._work(lambda: view.model.add_files([visits(ADA), answers(ACTIVE)]))
    assert view.model.desk is None and [table.file for table in view.model.intake.asked] == ["s.csv", "e.csv"]
    press(view, "Read with these columns")
    assert view.model.desk is None  # the second file is asked about
    press(view, "Read with these columns")
    assert view.model.list.visits
    again = FrontDeskModel(now=lambda: NOW, open_store=view.model.open_store)
    again.add_files([visits(ADA), answers(ACTIVE)])
    assert not again.is_asking and again.list.visits


def test_a_column_that_a_person_corrects_is_read_as_they_said(view):
    file = ("s.csv", b"MRN,Date,Booked on,Seen\nP1,11/20/2026,11/25/2026,9:15 AM\n")
    view._work(lambda: view.model.add_files([file]))
    view.model.intake.confirm({"date_of_service": "Booked on", "start_time": "Seen"})
    view._work(view.model.read_files)
    assert [(one.visit.on, one.visit.at) for one in view.model.list.visits] == [(date(2026, 11, 25), "09:15")]


def test_a_table_in_our_own_words_is_read_without_a_question(view):
    own = (
        "s.csv",
        b"patient_id,patient_name,date_of_service,start_time,discipline,payer_name\nP1,x,2026-11-25,09:15,PT,Acme\n",
    )
    view._work(lambda: view.model.add_files([own]))
    assert not view.model.is_asking and view.model.list.visits


def test_a_table_that_was_not_recognised_is_read_as_a_person_says_and_so_from_then_on(view):
    file = ("plan.csv", b"Pat. Nr.,Termin,Um\nP1,11/25/2026,9:15 AM\n")
    view._work(lambda: view.model.add_files([file]))
    assert view.model.intake.unrecognised.label == "plan.csv"
    press(view, "It is this")
    chosen = {"patient_id": "Pat. Nr.", "date_of_service": "Termin", "start_time": "Um"}
    assert view.model.intake.confirm({"patient_id": "Pat. Nr."}) != ""  # without a day it is no schedule
    assert view.model.intake.confirm(chosen) == ""
    view._work(view.model.read_files)
    assert [(one.visit.patient_id, one.visit.at) for one in view.model.list.visits] == [("P1", "09:15")]
    again = FrontDeskModel(now=lambda: NOW, open_store=view.model.open_store)
    again.add_files([file])
    assert not again.is_asking and again.list.visits


def test_a_schedule_with_last_and_first_names_only_is_enough(view):
    file = ("s.csv", b"Last Name,First Name,Appt Date,Appt Time\nSample,Ada,11/25/2026,9:15 AM\n")
    give(view, file)
    assert [one.initials for one in view.model.list.visits] == ["AS"]


def test_a_file_that_is_left_out_is_not_read_and_the_others_are(view):
    view._work(lambda: view.model.add_files([visits(ADA), answers(ACTIVE)]))
    press(view, "Read with these columns")
    press(view, "Leave this file out")
    assert view.model.list.visits and view.model.desk.tables.answers is None


def test_what_a_payer_wants_is_kept_as_a_row_and_counts(view):
    give(view, visits(ADA))
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.rule_fields["payer_name"].value, page.rule_fields["authorization_required"].value = "Acme", "yes"
    page._keep_rule()
    assert "The row is kept" in page.rule_here.box.value
    assert "The visit of 11/25/2026 is not covered" in page.first.value
    page.rule_fields["authorization_required"].value = "0"
    page._keep_rule()
    assert "Nobody runs out" in page.first.value
    page.rule_fields["in_force_from"].value, page.rule_fields["in_force_to"].value = "2026-05-01", "2026-01-01"
    page._keep_rule()
    assert "lies before in force from" in page.rule_here.box.value


def test_a_print_has_times_and_initials_and_no_name_or_number(model):
    add(model, [visits(ADA), answers(ACTIVE)])
    page = takeaway.content(model, "print").decode()
    assert "AS" in page and "09:15" in page
    assert not any(word in page for word in ("Ada", "Sample", "P1<", "M1", "Acme"))


def test_a_print_of_a_busy_day_says_of_each_open_visit_what_is_to_be_verified_and_lists_the_others(model):
    rows = [
        f'{n},Q{n},"Sample, Bo",11/25/2026,{8 + n // 12}:{n % 12 * 5:02} AM,PT,Treatment,Acme,N{n}\n' for n in range(30)
    ]
    add(model, [visits(*rows), answers(*(f"Q{n},N{n},Acme,Terminated,Gold,,,11/24/2026 6:00 PM\n" for n in range(30)))])
    page = takeaway.content(model, "print").decode()
    assert page.count("<tr>") == 31 and page.count("✕ stop") == 30 and "coverage" in page
    model.list.visits = model.list.visits * 2
    page = takeaway.content(model, "print").decode()
    assert page.count("<table>") == 2 and "? call" in page  # two columns, and what the signs mean


def test_tables_guard_formulas_and_calendars_name_nobody(model):
    add(model, [visits(ADA.replace("P1", "=1+1"), TWO), AUTHS])
    assert b"\n=1" not in takeaway.content(model, "table")
    calendar = takeaway.content(model, "calendar")
    assert b"AS P1" in calendar.replace(b"\r\n ", b"")
    assert b"Ada" not in calendar


def test_the_next_calendar_cancels_what_is_done(model):
    add(model, [visits(TWO), AUTHS])
    takeaway.content(model, "calendar")
    row = next(iter(model.desk.tables.authorizations["authorization_number"]))
    assert row == "A1"
    model.change("authorizations", *model.rows("authorizations")[0], {"authorized_units": "9"})
    assert b"STATUS:CANCELLED" in takeaway.content(model, "calendar")


def test_whom_to_ask_again_is_listed_for_the_month_and_for_january(view):
    give(
        view,
        visits(ADA, ADA.replace("1,P1", "9,P1").replace("11/25/2026", "1/4/2027")),
        answers("P1,M1,Acme,Active,Gold,30,12,10/24/2026\n"),
    )
    view.open(LISTS)
    told = view._made[LISTS].lists.value
    assert "Not asked yet in November: 1" in told
    assert "1 January 2027: 1" in told
    assert "the limit of visits begins anew" in told


def test_every_takeaway_is_a_link_that_saves_a_file(view):
    view.files.sample_button.click()
    for part in (DAY, AUTHORIZATIONS, LISTS):
        view.open(part)
        made = view._made[part].takeaway
        for button in made.by_name.values():
            button.click()
            found = re.search(r"base64,([^\"]+)", made.made.value)
            assert len(base64.b64decode(found[1])) > 40


def test_clearing_the_page_leaves_no_patient_on_it(view):
    give(view, visits(ADA), answers(ACTIVE))
    view.files.forget_button.click()
    assert view.model.visit is None
    assert view.result.layout.display == "none"


RULES = b"payer_id,payer_name,discipline,authorization_required,from_visit,in_force_from,lead_days\n,Acme,PT,1,1,2026-01-01,5\n"


def test_what_changed_for_a_payer_is_told_with_tasks_and_taken_away_as_a_stub_of_a_lesson(view):
    give(view, visits(TWO), AUTHS, ("rules.csv", RULES))
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS].compared
    assert page.stubs.buttons.layout.display == "none"
    page._given({"new": [{"name": "before.csv", "content": RULES.replace(b"PT,1,1,", b"PT,0,,")}]})
    assert (
        "authorization: not needed -&gt; needed" in page.result.value
        and "Look through the booked visits" in page.result.value
    )
    assert page.stubs.buttons.layout.display is None
    page.stubs.by_name["lessons"].click()
    stub = base64.b64decode(re.search(r"base64,([^\"]+)", page.stubs.made.value)[1]).decode()
    assert stub.startswith("# Acme: authorization for PT") and "## For whom" in stub
    page._given({"new": [{"name": "same.csv", "content": RULES}]})
    assert "say the same" in page.result.value and page.stubs.buttons.layout.display == "none"


def test_an_earlier_table_with_foreign_headers_is_asked_about_before_it_is_compared(view):
    give(view, visits(TWO), AUTHS, ("rules.csv", RULES))
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS].compared
    foreign = b"Payor,Line of service,PA needed?,Starting with visit,Effective\nAcme,PT,No,,1/1/2025\n"
    page._given({"new": [{"name": "old.csv", "content": foreign}]})
    assert page.result.value == "" and page.question.layout.display is None
    buttons = [b for row in page.question.children for b in getattr(row, "children", ()) if hasattr(b, "click")]
    next(b for b in buttons if b.description == "Read with these columns").click()
    assert "authorization: not needed -&gt; needed" in page.result.value
    assert page.question.layout.display == "none"
    page._given({"new": [{"name": "older.csv", "content": foreign}]})  # what was said is remembered
    assert page.question.layout.display == "none" and "Acme" in page.result.value


def test_an_earlier_table_that_is_no_table_is_said_and_changes_nothing_else(view):
    give(view, visits(TWO), AUTHS, ("rules.csv", RULES))
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS].compared
    page._given({"new": [{"name": "photo.pdf", "content": b"%PDF-1.4"}]})
    assert "photo.pdf" in page.here.box.value and page.stubs.buttons.layout.display == "none"


def test_a_patient_without_a_name_is_shown_by_the_number_alone(view):
    day = give(view, visits(ADA.replace('"Sample, Ada"', "")))
    assert "P1, PT" in day.entries.list.children[0].description and "()" not in day.visit.detail.value


def test_the_table_of_what_payers_want_is_taken_away_as_it_stands_and_can_be_given_again(view):
    give(view, visits(ADA))
    view.open(AUTHORIZATIONS)
    page = view._made[AUTHORIZATIONS]
    page.rule_fields["payer_name"].value, page.rule_fields["authorization_required"].value = "Acme", "yes"
    page._keep_rule()
    made = takeaway.content(view.model, "matrix")
    assert b"Acme" in made
    again = FrontDeskModel(now=lambda: NOW)
    add(again, [visits(ADA), ("rules.csv", made)])
    assert [row["authorization_required"] for _, row in again.rows("rules")] == ["1"]


def test_the_patient_is_told_nothing_as_so_that_is_only_unknown(view):
    day = give(view, visits(ADA), answers("P1,M1,Acme,Pending,Gold,,,11/25/2026 8:00 AM\n"))
    assert view.model.visit.rulings["coverage_active"].answer == "unclear"
    assert "does not cover" not in day.visit.detail.value and "We check every patient" in day.visit.detail.value
