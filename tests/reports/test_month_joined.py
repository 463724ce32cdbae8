"""The day as of which the month's claims are checked: the last one that the files know of."""

from datetime import date

import pytest

from auditkit.reports.month_joined import _day_of_all


@pytest.mark.parametrize(
    ("sent", "served", "paid", "last"),
    [
        (["2026-06-02"], ["2026-05-03"], ["2026-05-30"], date(2026, 6, 2)),
        ([""], ["99/99/2026"], ["2026-05-01", ""], date(2026, 5, 1)),
        ([], [], [], date.max),
    ],
)
def test_a_day_that_could_not_be_read_tells_nothing(sent, served, paid, last):
    assert _day_of_all({"submitted_on": sent, "date_of_service": served}, {"payment_date": paid}) == last
