"""Last days that are no working days, against the calendar that pandas has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.tseries.holiday import USFederalHolidayCalendar

from auditkit.desks.working_days import federal_holidays, on_closed_day, why_closed, working_day_from, working_day_until

DAYS = st.dates(date(2021, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize("year", range(2022, 2061))
def test_the_holidays_of_a_year_are_those_of_another_calendar(year):
    others = USFederalHolidayCalendar().holidays(f"{year}-01-01", f"{year}-12-31")
    assert federal_holidays(year) == frozenset(day.date() for day in others)


@given(DAYS)
@settings(deadline=None)
def test_working_days_before_and_after_are_the_nearest(day):
    after, before = working_day_from(day), working_day_until(day)
    assert not why_closed(after) and not why_closed(before) and before <= day <= after
    between = [day + timedelta(days=n) for n in range(-(day - before).days + 1, (after - day).days)]
    assert all(why_closed(one) for one in between)
    assert (before == day == after) == (not why_closed(day))


def test_a_working_day_needs_no_word():
    assert on_closed_day(date(2026, 12, 18)) == ""


def test_a_saturday_is_not_moved_where_no_source_says_so():
    said = on_closed_day(date(2026, 12, 19))
    assert said == "That is a Saturday, and nothing here says that it counts longer: be done by Friday, 12/18/2026."


def test_a_day_that_a_source_moves_is_told_with_both_days():
    said = on_closed_day(date(2026, 11, 26), date(2026, 11, 27))
    assert said == "That is a federal holiday: it counts until Friday, 11/27/2026. Wednesday, 11/25/2026 is safe."
