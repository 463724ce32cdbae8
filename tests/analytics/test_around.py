"""Denials around a day: counted by the day of the service, a claim once, and what chooses the comparison is known before the day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from auditkit.analytics.around import Answer, around

ON = date(2026, 7, 15)


def line(days, category="", claim=""):
    return Answer(ON + timedelta(days=days), category, claim)


def test_the_day_of_the_service_decides_and_the_day_itself_is_on_neither_side():
    found = around([line(-90), line(-1), line(0), line(1), line(90), line(91), line(-91)], ON, "coding")
    assert (found.n1, found.n2) == (2, 2)
    assert found.before == (date(2026, 4, 16), date(2026, 7, 14))


def test_lines_of_one_claim_are_one_denial():
    lines = [
        line(-3, "coding", "C1"),
        line(-3, "coding", "C1"),
        line(-3, "", "C1"),
        line(-3, "", "C2"),
        line(4, "", "C1"),
    ]
    found = around(lines, ON, "coding")
    assert (found.taught_counts, found.n1, found.n2) == ((1, 0), 2, 1)


def test_lines_without_a_claim_are_each_their_own_and_lines_without_a_day_are_counted_as_left_out():
    found = around([line(-3), line(-3), Answer(None, "coding", "C9")], ON, "coding")
    assert (found.n1, found.without_day) == (2, 1)


def test_what_it_is_set_against_is_chosen_by_what_was_denied_before():
    lines = [
        *(line(-2, "eligibility", f"a{n}") for n in range(3)),
        *(line(2, "authorization", f"b{n}") for n in range(9)),
    ]
    assert around(lines, ON, "coding").other == "eligibility"
    assert around(lines, ON, "coding", not_other=["eligibility"]).other == ""
    assert around(lines, ON, "coding", other="authorization").other_counts == (0, 9)


def test_other_reasons_are_nothing_to_set_it_against():
    assert around([line(-2, "other", "a"), line(-2, "coding", "b")], ON, "coding").other == ""


def test_where_only_denials_are_known_their_mix_is_compared():
    lines = [
        line(-2, "coding", "a"),
        line(-2, "eligibility", "b"),
        line(-2, "eligibility", "a"),
        line(3, "eligibility", "c"),
    ]
    found = around(lines, ON, "coding", are_all=False)
    assert (found.of_both.k1, found.of_both.n1, found.of_both.k2, found.of_both.n2) == (1, 2, 0, 1)


def test_nothing_at_all_has_no_points():
    found = around([], ON, "coding")
    assert found.of_taught.points is None
    assert found.of_both.points is None


CATEGORIES = st.sampled_from(["", "coding", "eligibility", "other"])


@given(st.lists(st.tuples(st.integers(-100, 100), CATEGORIES, st.sampled_from(["", "C1", "C2", "C3"]))), st.booleans())
def test_no_share_is_of_more_than_there_is(lines, are_all):
    found = around([line(*one) for one in lines], ON, "coding", are_all=are_all)
    for share in found.shares:
        assert 0 <= share.k <= share.n
    assert found.both_counts[0] <= found.n1
    assert found.both_counts[1] <= found.n2
