"""Approval rates: what counts as decided, granted in part, open."""

from auditkit.analytics.approvals import approvals


def table(*rows):
    names = ("payer_id", "decision", "requested_units", "authorized_units")
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


def test_decided_requests_are_the_denominator_and_open_ones_stand_apart():
    [one] = approvals(
        table(
            ("PY", "approved", "12", "12"), ("PY", "denied", "8", ""), ("PY", "pending", "9", ""), ("PY", "", "", "12")
        )
    )
    assert (one.whole.k, one.whole.n, one.at_all.k, one.open) == (1, 2, 1, 1)
    assert (one.visits.k, one.visits.n) == (12, 20)


def test_fewer_visits_than_asked_for_are_a_part_whatever_the_row_says():
    [one] = approvals(table(("PY", "approved", "18", "12"), ("PY", "partly_approved", "18", "6")))
    assert (one.whole.k, one.at_all.k, one.visits.k, one.visits.n) == (0, 2, 18, 36)


def test_few_are_called_few_and_nothing_decided_has_no_rate():
    [one] = approvals(table(("PY", "pending", "9", ""), ("PY", "cancelled", "9", "")))
    assert (one.whole.rate, one.whole.words) == (None, "none")
    [one] = approvals(table(("PY", "approved", "9", "9")))
    assert one.whole.words == "few (1 of 1)"


def test_each_payer_is_counted_alone_with_its_interval():
    found = approvals(
        table(*[("A", "approved", "9", "9")] * 8, *[("A", "denied", "9", "")] * 2, ("B", "denied", "9", ""))
    )
    assert [(one.payer_id, one.whole.k, one.whole.n) for one in found] == [("A", 8, 10), ("B", 0, 1)]
    low, high = found[0].whole.interval
    assert low < 0.8 < high
