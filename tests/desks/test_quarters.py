"""Quarters of the year, and what is decided about one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.desks.quarters import DESK, Decided, Quarter, decide, quarters
from auditkit.desks.training import Refused
from auditkit.store import Store

WHEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
days = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@given(days)
def test_every_day_is_in_exactly_one_quarter_and_that_is_read_as_it_is_written(day):
    quarter = Quarter.of(day)
    assert day in quarter and day not in quarter.next
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.next.first - quarter.last == timedelta(days=1)


@given(days, st.integers(0, 4))
def test_days_of_a_quarter_are_that_weekday_and_never_a_day_on_which_few_are_at_work(day, weekday):
    quarter = Quarter.of(day)
    found = quarter.days(weekday)
    assert all(one in quarter and one.weekday() == weekday for one in found)
    assert 10 <= len(found) <= 14
    assert not any((one.month, one.day) in ((1, 1), (7, 4), (12, 25)) for one in found)


def test_nobody_is_asked_to_a_lesson_on_thanksgiving():
    assert date(2026, 11, 26) not in Quarter(2026, 4).days(3)
    assert date(2026, 11, 27) not in Quarter(2026, 4).days(4)
    assert date(2026, 11, 19) in Quarter(2026, 4).days(3)


@pytest.mark.parametrize("written", ["2027Q5", "2027", "Q1", "27Q1", "", "1/2027", "2027Q1x", "9999Q1"])
def test_what_is_no_quarter_is_a_sentence(written):
    with pytest.raises(ValueError, match="as 2027Q1"):
        Quarter.parse(written)


def test_the_newest_decision_about_a_quarter_counts_and_the_others_stay(tmp_path):
    quarter = Quarter(2027, 1)
    given_ = {"chosen_from": "9 findings", "remarks": ["a"], "who": "Ann", "when": WHEN}
    with Store.open(tmp_path) as store:
        store.append_all([decide(quarter, Decided(), re_audit_on=date(2027, 5, 3), **given_)])
        first = quarters(store.events(DESK))["2027Q1"]
        store.append_all([decide(quarter, first, re_audit_on=None, **given_)])
        assert quarters(store.events(DESK))["2027Q1"] == Decided(2, None, "9 findings", ("a",))
        assert len(store.events(DESK)) == 2


def test_charts_are_not_read_again_before_anything_was_taught():
    with pytest.raises(Refused, match="before the quarter"):
        decide(Quarter(2027, 1), Decided(), re_audit_on=date(2026, 12, 31), chosen_from="", remarks=(), who="Ann", when=WHEN)  # fmt: skip
