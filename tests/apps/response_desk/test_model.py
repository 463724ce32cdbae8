"""The response desk's state: what files bring, who was first, what outlives the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditkit.apps.response_desk.model import PAGE, SAMPLE_DAY, ResponseDeskModel
from auditkit.apps.response_desk.sample import has_sample
from auditkit.apps.response_desk.takeaway import content, draft
from auditkit.apps.response_desk.work import Filter
from auditkit.apps.shell.desk_store import PageStore
from auditkit.reports.appeal_quotes import points_of
from auditkit.store import Store
from auditkit.store.records import Conflict, NewEvent, StoreError

TOLD = {
    "paused": {"words": "read"}, "diagnosed": {"cause": "documentation", "words": "thin"}, "fixed": {"how": "documentation", "words": "taught"},
    "called": {"spoke_to": "Kim", "reference_number": "R7", "words": "no"}, "reviewed": {"words": "read"}, "signed": {"words": "read too"},
    "appealed": {"how": "portal", "sent_on": "2026-10-01"},
}  # fmt: skip


@pytest.fixture
def loaded(model, remittance, settled_line):
    model.add_files(
        [
            (
                "june.835",
                remittance(
                    {"C1": [settled_line(1), settled_line(2, "97140")], "C2": [settled_line(1, cas="CO*45*100")]}
                ),
            )
        ]
    )
    return model


def act(model, kind, who="Ann", **more):
    model.who = who
    return model.act(model.works[0], kind, {**TOLD[kind], **more})


def test_denied_lines_of_one_claim_and_reason_are_one_piece_of_work(loaded):
    (work,) = loaded.works
    assert len(work.cases) == 2 and work.denied_cents == 20000
    assert loaded.counts() == {"late": 0, "due": 1, "answered": 0, "waiting": 0, "closed": 0}


def test_the_same_file_again_adds_nothing(loaded, remittance, settled_line):
    said = loaded.add_files([("again.835", remittance({"C1": [settled_line(1), settled_line(2, "97140")]}))])
    assert len(loaded.cases) == 2 and "0 new" in said


def test_the_day_on_which_it_came_begins_the_seven_days(model, remittance, settled_line):
    model.add_files([("june.835", remittance({"C1": [settled_line(1)]}))], date(2026, 9, 22))
    assert model.works[0].item.standing.word == "late"


def test_another_page_sees_what_was_kept(loaded, tmp_path):
    assert act(loaded, "paused") == ""
    other = ResponseDeskModel(now=loaded.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"))
    other.load()
    assert other.works[0].item.case.done("pause").who == "Ann"


def test_who_comes_second_is_told_and_sees_the_case_as_it_is(loaded, tmp_path):
    other = ResponseDeskModel(now=loaded.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    other.load()
    assert act(other, "paused", who="Lee") == ""
    said = act(loaded, "paused")
    assert "Lee changed this" in said
    assert loaded.works[0].item.case.done("pause").who == "Lee"


def test_two_pages_that_take_in_the_same_file_keep_each_line_once(model, remittance, settled_line, tmp_path):
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    other.load()
    upload = [("june.835", remittance({"C1": [settled_line(1)], "C2": [settled_line(1)]}))]
    assert "2 new" in model.add_files(upload)
    assert "0 new" in other.add_files(upload)
    assert len(other.cases) == 2 and all(case.number == 1 for case in other.cases.values())


def test_a_store_that_takes_nothing_is_said_and_the_list_stays_as_it_is(model, remittance, settled_line, monkeypatch):
    def full(_new):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(model.kept.store, "append_all", full)
    said = model.add_files([("june.835", remittance({"C1": [settled_line(1)]}))])
    assert said == "Nothing was kept. The disk is full." and not model.cases


def test_both_lines_move_together_or_only_one_where_asked(loaded):
    work = loaded.works[0]
    assert loaded.act(work, "owner", {"owner": "Lee"}, together=False) == ""
    assert sorted(case.owner for case in loaded.cases.values()) == ["", "Lee"]
    assert loaded.act(loaded.work(work.key), "owner", {"owner": "Kim"}) == ""
    assert {case.owner for case in loaded.cases.values()} == {"Kim"}


def test_a_refused_step_keeps_nothing(loaded):
    assert act(loaded, "appealed").startswith("First comes step 1")
    assert all(case.number == 1 for case in loaded.cases.values())


def test_the_whole_way_to_an_appeal_takes_two_people(loaded):
    for kind in ("paused", "diagnosed", "fixed", "called", "reviewed"):
        assert act(loaded, kind) == "", kind
    assert "locked" in act(loaded, "appealed")
    assert "somebody else" in act(loaded, "signed")
    assert act(loaded, "signed", who="Lee") == ""
    assert act(loaded, "appealed") == ""
    assert loaded.counts()["waiting"] == 1


def test_a_later_remittance_answers_the_case(loaded, remittance, settled_line):
    paid = [settled_line(1, cas="CO*45*40", paid="60"), settled_line(2, "97140", cas="CO*45*40", paid="60")]
    said = loaded.add_files([("july.835", remittance({"C1": paid}, n=2, day="20260928"))])
    assert "2 of the list were answered" in said
    assert loaded.counts()["answered"] == 1


def test_claims_and_notes_that_come_later_stand_beside_the_cases(loaded, beside):
    assert not loaded.look_up(loaded.works[0]).has_claims
    loaded.add_files(beside)
    own = loaded.look_up(loaded.works[0])
    assert own.has_claims and own.has_notes and len(loaded.cases) == 2


def test_findings_of_claim_and_note_and_a_draft_with_the_charts_sentences(model, remittance, settled_line, beside):
    model.add_files([("june.835", remittance({"C1": [settled_line(1), settled_line(2, "97140")]})), *beside])
    work = model.works[0]
    own = model.look_up(work)
    assert own.has_claims and own.has_notes
    assert "npi_valid" in {finding.rule for finding in own.findings if finding.source == "claim"}
    assert any(finding.source == "note" for finding in own.findings)
    assert not any("groceries" in finding.words for finding in own.findings)
    assert model.proposed(work)[0].cause == "documentation" and model.proposed(work)[0].has_finding
    assert draft(model, work).startswith(b"PK")
    quoted = [quote.words for point in points_of(model.packet(work).notes) for quote in point.quotes]
    assert any("carry groceries" in words for words in quoted)


def test_nothing_of_the_patient_reaches_the_store_or_the_calendar(model, remittance, settled_line, beside, tmp_path):
    model.add_files([("june.835", remittance({"C1": [settled_line(1)]})), *beside])
    act(model, "paused")
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("store.sqlite*"))
    for word in (b"DOE", b"JANE", b"SYN1", b"groceries", b'P1"'):
        assert word not in kept, word
    assert b"C1" not in content(model, "calendar") and b"BEGIN:VEVENT" in content(model, "calendar")


def test_the_worklist_takes_no_formula_along(model, remittance, settled_line):
    model.add_files([("june.835", remittance({"C1": [settled_line(1)]}, payer="=1+1"))])
    assert b"'=1+1" in content(model, "worklist")


def test_filters_leave_what_they_name(loaded, remittance, settled_line):
    loaded.add_files([("b.835", remittance({"X9": [settled_line(1, cas="CO*197*100")]}, n=3))])
    assert [work.item.case.get("claim_id") for work in loaded.listed()] == ["C1", "X9"]
    loaded.narrow(Filter(category="authorization"))
    assert [work.item.case.get("claim_id") for work in loaded.listed()] == ["X9"]
    loaded.narrow(Filter(claim="c"))
    assert [work.item.case.get("claim_id") for work in loaded.listed()] == ["C1"]
    loaded.narrow(Filter(owner="(nobody)", state="late"))
    assert loaded.listed() == []


def test_what_is_no_remittance_is_said_and_keeps_nothing(model, beside):
    said = model.add_files([*beside, ("picture.csv", b"a,b\n1,2\n")])
    assert "No remittance" in said and not model.cases
    assert any("picture.csv" in issue.sentence for issue in model.given.issues)


def test_without_a_store_the_page_works_and_says_so(remittance, settled_line):
    def closed():
        raise StoreError("The store cannot be opened.")

    model = ResponseDeskModel(open_store=closed, who="Ann")
    model.load()
    assert "lost when you close this page" in model.kept.trouble
    model.add_files([("june.835", remittance({"C1": [settled_line(1)]}))])
    assert act(model, "paused") == "" and model.works[0].item.case.done("pause")


def test_the_pages_own_store_knows_who_was_first(model):
    store = PageStore()
    first = NewEvent("denials", "k", "paused", {}, "Ann", model.moment, 0)
    store.append_all([first])
    with pytest.raises(Conflict, match="Ann changed this"):
        store.append_all([NewEvent("denials", "k", "said", {}, "Lee", model.moment, 0)])
    with pytest.raises(Conflict):
        store.append_all([NewEvent("denials", "k2", "said", {}, "Lee", model.moment, 0), first])
    assert len(store.events("denials")) == 1 and store.events("denials", ["other"]) == []


def test_requests_for_records_are_kept_with_their_clock(model, tmp_path):
    told = {
        "kind": "ADR",
        "payer": "MAC",
        "payer_type": "medicare_b",
        "letter_on": date(2026, 9, 28),
        "reference": "",
        "claim_ids": ["C1"],
    }
    assert model.requests.open(**told) == ""
    assert "already" in model.requests.open(**told)
    (request,) = model.requests.all.values()
    assert request.due_on == date(2026, 11, 12)
    assert "how it was sent" in model.requests.act(request.key, "sent", {"sent_on": "2026-10-01"})
    assert model.requests.act(request.key, "sent", {"sent_on": "2026-10-01", "how": "portal"}) == ""
    model.who = " "
    assert "who you are" in model.requests.open(**{**told, "reference": "2"})
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"))
    other.load()
    assert [one.sent_how for one in other.requests.all.values()] == ["portal"]


def test_the_sample_practice_fills_the_list_and_never_reaches_the_store(model, tmp_path):
    datasets = Path(__file__).parents[3] / "datasets"
    assert has_sample(datasets)
    model.add_sample(datasets)
    assert model.today == SAMPLE_DAY and len(model.works) > PAGE
    counts = model.counts()
    assert counts["late"] and counts["due"]
    assert model.works[0].item.standing.is_late
    assert act(model, "paused") == ""
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.events("denials") == []
    model.forget_all()
    assert not model.cases and not model.has_sample


def test_days_are_those_of_the_practice_and_not_of_greenwich(tmp_path, monkeypatch, remittance, settled_line):
    import time
    from datetime import UTC, datetime

    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        model = ResponseDeskModel(now=lambda: datetime(2026, 10, 2, 3, 30, tzinfo=UTC), who="Ann")
        model.load()
        model.add_files([("june.835", remittance({"C1": [settled_line(1)]}))])
        case = model.works[0].item.case
        assert case.noticed_on == model.today == date(2026, 10, 1) and model.works[0].item.day == 0
    finally:
        monkeypatch.undo()
        time.tzset()


FOREIGN = b"Acct,Seen,Proc,Amt,Code A,Came\nC1,9/2/2026,97110,100.00,CO-50,9/20/2026\nC2,9/3/2026,97140,80.00,CO-197,9/20/2026\n"
COLUMNS = {"claim_id": "Acct", "date_of_service": "Seen", "hcpcs_code": "Proc", "charge_amount": "Amt", "carc": "Code A", "payment_date": "Came"}  # fmt: skip


def test_columns_of_a_foreign_list_are_asked_about_before_a_line_becomes_a_case(model):
    assert model.add_files([("list.csv", FOREIGN)]) == ""
    assert model.intake.asked and not model.cases
    assert model.intake.confirm(COLUMNS) == ""
    assert "2 new" in model.read()
    assert sorted(case.get("claim_id") for case in model.cases.values()) == ["C1", "C2"]


def test_the_answer_holds_for_the_next_export_of_that_shape_on_another_page(model, tmp_path):
    model.add_files([("list.csv", FOREIGN)])
    model.intake.confirm(COLUMNS)
    model.read()
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    said = other.add_files([("next.csv", FOREIGN.replace(b"C2,9/3", b"C3,9/4"))])
    assert other.intake is None and "1 new" in said


def test_a_table_that_is_no_list_of_denials_is_left_out_and_the_rest_is_read(model, remittance, settled_line):
    model.add_files(
        [("staff.csv", b"Name,Room,Phone\nAnn,1,555\n"), ("june.835", remittance({"C1": [settled_line(1)]}))]
    )
    assert "nothing in it says so" in model.intake.taken_as
    model.intake.leave_out()
    assert not model.intake.asked and "1 new" in model.read()
    assert "staff.csv" not in [issue.file for issue in model.given.issues]
