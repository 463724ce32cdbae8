"""Two pages on one store: who comes second is told who was first, sees what they kept, and overwrites nobody unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditkit.apps.claim_scrub.kept import Kept as ClaimKept
from auditkit.apps.note_audit.kept import Kept as NoteKept
from auditkit.rule import Answer, Verdict
from auditkit.store import Store, StoreError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
VERDICT = Verdict(rule="skilled_need", answer=Answer.UNCLEAR)


@pytest.fixture
def pages(tmp_path):
    def two(kind):
        return [
            kind(now=lambda: NOON, open_store=lambda: Store.open(tmp_path / "d.sqlite"), who=who)
            for who in ("M. Ruiz", "D. Lee")
        ]

    return two


def test_a_payer_changed_on_two_pages_is_the_first_ones_and_the_second_is_told(pages):
    ruiz, lee = pages(ClaimKept)
    for page in (ruiz, lee):
        page.load([], ["PY-1"])
    assert ruiz.change_payer("PY-1", {"unit_rule": "ama"}) == ""
    said = lee.change_payer("PY-1", {"unit_rule": "cms"})
    assert said.startswith("Not kept: M. Ruiz changed this on 2026-11-24 at 12:00 UTC")
    assert said.endswith("keep it once more.")
    assert lee.payers == {"PY-1": {"unit_rule": "ama"}}  # the page shows what is kept
    assert lee.trouble == ""
    assert lee.change_payer("PY-1", {"unit_rule": "cms"}) == ""  # told, and still wanted
    assert "D. Lee" in ruiz.change_payer("PY-1", None)
    assert ruiz.payers == {"PY-1": {"unit_rule": "cms"}}


def test_one_page_changes_a_check_as_often_as_it_likes(pages):
    page, _ = pages(ClaimKept)
    page.load(["distinct_service_modifier"], [])
    for change in ({"off": True, "reason": "r"}, None, {"severity": "info", "reason": "r"}, None):
        assert page.change_rule("distinct_service_modifier", change) == ""
    assert page.rules == {}


def test_different_payers_on_two_pages_are_no_conflict(pages):
    ruiz, lee = pages(ClaimKept)
    for page in (ruiz, lee):
        page.load([], ["PY-1", "PY-2"])
    assert ruiz.change_payer("PY-1", {"unit_rule": "ama"}) == ""
    assert lee.change_payer("PY-2", {"unit_rule": "cms"}) == ""


def test_columns_confirmed_on_two_pages_are_the_first_ones_and_the_second_is_told(pages):
    ruiz, lee = pages(ClaimKept)
    assert [page.columns("f") for page in (ruiz, lee)] == [None, None]
    assert ruiz.keep_columns("f", {"A": "text"}) == ""
    assert lee.keep_columns("f", {"B": "text"}).startswith("Not kept: M. Ruiz")
    assert lee.is_second and not ruiz.is_second
    assert lee.columns("f") == {"A": "text"}
    assert lee.keep_columns("f", {"B": "text"}) == "" and not lee.is_second


def test_a_verdict_decided_on_two_pages_is_the_first_ones_and_the_second_is_told(pages):
    ruiz, lee = pages(NoteKept)
    for page in (ruiz, lee):
        page.load(["note"])
    assert ruiz.decide("note", VERDICT, Answer.MET, "line 3") == ""
    assert lee.decide("note", VERDICT, Answer.NOT_MET, "no").startswith("Not kept: M. Ruiz")
    assert lee.decision("note", "skilled_need").person is Answer.MET
    assert lee.decide("note", VERDICT, Answer.NOT_MET, "no, see line 9") == ""
    assert ruiz.withdraw("note", VERDICT).startswith("Not kept: D. Lee")
    assert ruiz.decision("note", "skilled_need").person is Answer.NOT_MET
    assert ruiz.withdraw("note", VERDICT) == ""
    assert ruiz.decision("note", "skilled_need") is None


def test_one_page_decides_withdraws_and_decides_again(pages):
    page, _ = pages(NoteKept)
    page.load(["note"])
    assert page.decide("note", VERDICT, Answer.MET, "line 3") == ""
    assert page.withdraw("note", VERDICT) == ""
    assert page.decide("note", VERDICT, Answer.MET, "line 3 after all") == ""
    page.forget()
    page.load(["note"])
    assert page.decide("note", VERDICT, Answer.NOT_MET, "read again") == ""


def test_where_the_store_is_out_of_reach_a_change_counts_on_the_page_and_that_is_said():
    def out_of_reach():
        raise StoreError("The disk is full.")

    page = ClaimKept(now=lambda: NOON, open_store=out_of_reach)
    page.load([], ["PY-1"])
    said = page.change_payer("PY-1", {"unit_rule": "ama"})
    assert said == "Your answer counts on this page, but could not be kept: The disk is full."
    assert page.payers == {"PY-1": {"unit_rule": "ama"}}


def test_a_store_that_was_moved_to_a_new_layout_is_told_on_the_page_and_is_no_trouble_of_a_change(tmp_path):
    def moved():
        store = Store.open(tmp_path / "d.sqlite")
        store.said = "d.sqlite was moved from layout 1 to 2."
        return store

    page = ClaimKept(now=lambda: NOON, open_store=moved)
    assert page.change_payer("PY-1", {"unit_rule": "ama"}) == ""
    assert page.trouble == "d.sqlite was moved from layout 1 to 2."
