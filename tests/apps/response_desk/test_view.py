"""The response desk's widgets, clicked without a browser."""

from __future__ import annotations

import subprocess
import sys

import ipywidgets as w
import pytest

from auditkit.apps.response_desk.case_view import WORDS
from auditkit.apps.response_desk.model import PAGE, ResponseDeskModel
from auditkit.apps.response_desk.view import REQUESTS, ResponseDeskView
from auditkit.desks.denials.steps import ACTIONS
from auditkit.store import Store


@pytest.fixture
def view(model):
    made = ResponseDeskView(model)
    made.who.value = "Ann"
    return made


def give(view, *files):
    view.intake._take([(name, content) for name, content in files])


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def keep(view, kind, **values):
    case = view.worklist.case
    case.action.value = kind
    for name, value in values.items():
        case._forms[kind][name].value = value
    case.keep_button.click()
    return case.why.value


@pytest.fixture
def loaded(view, remittance, settled_line):
    give(view, ("june.835", remittance({"C1": [settled_line(1), settled_line(2, "97140")]})))
    return view


def test_a_remittance_fills_the_list_and_opens_the_most_urgent_case(loaded):
    assert "Denied lines: 2 new." in loaded.say.box.value
    (entry,) = loaded.worklist.entries.list.children
    assert entry.description.startswith("○ 7 days left, day 0, 2 lines") and "CO-50" in entry.description
    assert "Claim C1" in loaded.worklist.case.head.value and "(next)" in loaded.worklist.case.steps.value


def test_a_page_that_was_made_long_ago_shows_what_is_kept_when_somebody_looks(
    view, model, tmp_path, remittance, settled_line
):
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    other.add_files([("june.835", remittance({"C1": [settled_line(1)]}))])
    assert view.worklist is None
    view.open_button.click()
    assert len(view.worklist.entries.list.children) == 1
    other.act(other.works[0], "owner", {"owner": "Lee"})
    view.again_button.click()
    assert "Lee" in view.worklist.entries.list.children[0].description


def test_a_page_opens_no_store_before_somebody_looks(tmp_path):
    def closed():
        raise AssertionError("nobody has looked yet")

    ResponseDeskView(ResponseDeskModel(open_store=closed))


def test_an_empty_list_says_so(view):
    view.open_button.click()
    assert "Nothing is on the list yet" in view.say.box.value


def test_every_action_has_words_and_every_field_a_label():
    assert set(WORDS) == set(ACTIONS)


def test_the_next_step_is_offered_first_and_the_case_goes_through(loaded):
    case = loaded.worklist.case
    assert case.action.value == "paused"
    assert keep(loaded, "paused", words="CO-50 N115") == ""
    assert case.action.value == "diagnosed" and case._forms["diagnosed"]["cause"].value == ""
    options = [words for words, _ in case._forms["diagnosed"]["cause"].options]
    assert options[1].endswith("(proposed)")
    assert "Say the root cause" in keep(loaded, "diagnosed", words="thin")
    assert keep(loaded, "diagnosed", cause="documentation", words="thin") == ""
    assert keep(loaded, "fixed", how="documentation", words="taught") == ""
    assert case.action.value == "called"
    assert "Log the call" in keep(loaded, "reviewed", words="read")
    assert keep(loaded, "called", spoke_to="Kim", reference_number="R7", words="no") == ""
    assert keep(loaded, "reviewed", words="read") == ""
    assert "somebody else" in keep(loaded, "signed", words="me again")
    loaded.who.value = "Lee"
    assert keep(loaded, "signed", words="read too") == ""
    assert case.action.value == "appealed"
    assert "as a date" in keep(loaded, "appealed", how="portal", sent_on="soon")
    assert keep(loaded, "appealed", how="portal", sent_on="10/1/2026") == ""
    assert keep(loaded, "outcome", outcome="overturned", on="10/1/2026", recovered="$61.50") == ""
    assert "All that is open" in [words for words, _ in loaded.worklist.filters["state"].options]
    assert "Nothing here" in loaded.worklist.entries.where.value
    loaded.worklist.filters["state"].value = "closed"
    assert "$61.50 came back" in loaded.worklist.case.steps.value


def test_amounts_that_are_none_are_asked_for_again(loaded):
    keep(loaded, "paused", words="x")
    keep(loaded, "diagnosed", cause="documentation", words="x")
    keep(loaded, "fixed", how="reopening", words="x")
    assert "dollars and cents" in keep(loaded, "outcome", outcome="overturned", on="10/1/2026", recovered="sixty")
    assert "how much money" in keep(loaded, "outcome", recovered="")


def test_without_a_name_nothing_is_kept(loaded):
    loaded.who.value = " "
    assert "Say who you are" in keep(loaded, "paused", words="x")


def test_only_one_line_moves_where_the_box_is_cleared(loaded):
    loaded.worklist.case.together.value = False
    assert keep(loaded, "owner", owner="Lee") == ""
    assert sorted(case.owner for case in loaded.model.cases.values()) == ["", "Lee"]


def test_who_was_first_is_told_and_what_was_typed_stays(loaded, model, tmp_path):
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    other.load()
    other.act(other.works[0], "paused", {"words": "mine"})
    assert "Lee changed this" in keep(loaded, "paused", words="ours")
    assert "Lee" in loaded.worklist.case.steps.value
    assert loaded.worklist.case._forms["paused"]["words"].value == "ours"


def test_what_was_chosen_stays_chosen_where_somebody_was_first(loaded, model, tmp_path):
    other = ResponseDeskModel(now=model.now, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Lee")
    other.load()
    other.act(other.works[0], "said", {"words": "mine"})
    told = keep(loaded, "said", words="ours")
    assert "Lee changed this" in told
    assert "(said)" not in told
    assert loaded.worklist.case.action.value == "said"
    assert loaded.worklist.case.form.children[0].value == "ours"
    assert keep(loaded, "said") == ""


def test_no_draft_is_offered_where_the_payer_was_right(loaded):
    draft = loaded.worklist.case.draft.by_name["draft"]
    assert draft.layout.display != "none"
    keep(loaded, "paused", words="x")
    keep(loaded, "diagnosed", cause="documentation", words="x", payer_was_right=True)
    assert draft.layout.display == "none"


def test_no_draft_is_offered_where_there_is_no_right_to_appeal(view, remittance, settled_line):
    give(view, ("june.835", remittance({"C1": [settled_line(1, cas="CO*16*100", rarc="MA130")]})))
    assert "no right to appeal" in view.worklist.case.head.value
    assert "Not possible: there is no right to appeal" in view.worklist.case.steps.value
    assert "Locked until" not in view.worklist.case.steps.value
    assert view.worklist.case.draft.by_name["draft"].layout.display == "none"


def test_many_cases_make_no_more_widgets_than_few(view, remittance, settled_line):
    give(view, ("few.835", remittance({f"A{n}": [settled_line(1)] for n in range(PAGE)})))
    few = len(list(every(view.page)))
    give(view, ("many.835", remittance({f"B{n}": [settled_line(1)] for n in range(400)}, n=2)))
    assert len(list(every(view.page))) == few
    assert f"1 to {PAGE} of 415" in view.worklist.entries.where.value
    view.worklist.entries.forward.click()
    view.worklist.entries.list.children[2].click()
    assert f"Claim {view.model.page()[2].item.case.get('claim_id')}<" in view.worklist.case.head.value


def test_the_draft_and_the_calendar_are_taken_away(loaded):
    loaded.worklist.case.draft.by_name["draft"].click()
    assert "appeal-draft.docx" in loaded.worklist.case.draft.made.value
    loaded.takeaway.by_name["calendar"].click()
    assert "deadlines.ics" in loaded.takeaway.made.value


def test_hostile_words_are_shown_and_not_run(view, remittance, settled_line):
    bad = "<img src=x onerror=alert(1)>"
    give(view, ("june.835", remittance({"C1": [settled_line(1)]}, payer=bad)))
    keep(view, "paused", words=bad)
    view.worklist.filters["payer"].value = bad
    for widget in every(view.page):
        if isinstance(widget, w.HTML):
            assert "<img" not in widget.value


def test_a_day_in_the_future_is_refused_before_anything_is_read(view, remittance, settled_line):
    view.noticed.value = "12/24/2026"
    give(view, ("june.835", remittance({"C1": [settled_line(1)]})))
    assert "Nothing was read" in view.say.box.value and not view.model.cases


def test_a_request_for_records_is_put_on_the_list_and_answered(view):
    view.open(REQUESTS)
    requests = view.requests
    requests.new["payer"].value, requests.new["payer_type"].value = "MAC", "medicare_b"
    requests.new["claim_ids"].value = "C1, C2"
    add = next(
        one for one in every(requests.box) if isinstance(one, w.Button) and one.description == "Put it on the list"
    )
    add.click()
    assert "Write the dates" in requests.new_said.value
    requests.new["letter_on"].value = "9/28/2026"
    add.click()
    assert "42 days left" in requests.entries.list.children[0].description and "C1, C2" in requests.detail.value
    requests.step["sent_on"].value, requests.step["how"].value = "10/1/2026", "portal"
    requests.step_buttons["sent"].click()
    assert "Sent on 10/1/2026" in requests.detail.value
    requests.step_buttons["decided"].click()
    assert "Say what was decided" in requests.step_said.value


def test_clearing_takes_files_away_and_leaves_what_was_kept(loaded):
    loaded.intake.forget_button.click()
    assert loaded.model.given is None and len(loaded.model.cases) == 2


def test_the_first_screen_loads_no_heavy_library():
    heavy = ("pandas", "duckdb", "docx", "icalendar", "jinja2", "numpy")
    code = f"import sys; import auditkit.apps.response_desk.view; print([m for m in {heavy!r} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_where_the_payer_was_right_no_day_to_appeal_by_is_shown_and_closing_is_offered(loaded):
    assert "Appeal by" in loaded.worklist.case.head.value
    keep(loaded, "paused", words="read")
    keep(loaded, "diagnosed", cause="other", words="they are right", payer_was_right=True)
    keep(loaded, "fixed", how="documentation", words="talked about it")
    case = loaded.worklist.case
    assert "no appeal: the payer was right" in case.head.value and "Aim at" not in case.head.value
    assert case.action.value == "outcome"


def test_a_refusal_does_not_stand_beside_what_was_kept_before(loaded):
    keep(loaded, "paused", words="read")
    assert "Kept" in loaded.say.box.value
    assert keep(loaded, "diagnosed") != ""
    assert "Kept" not in loaded.say.box.value
