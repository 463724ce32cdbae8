"""Change from one month to the next."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.analytics.change import Change, signed


def test_a_small_rise_could_be_chance_and_says_so():
    change = Change(9, 60, 13, 62)
    assert change.sentence == "Could be chance: +6 points, -8 to +20."
    assert not change.is_beyond_chance


def test_a_rise_beyond_chance_is_called_one():
    change = Change(18, 30, 26, 30)
    assert change.sentence == "More than chance: +27 points, +4 to +46."


def test_a_fall_is_written_with_a_minus():
    assert Change(30, 100, 5, 100).sentence.startswith("More than chance: -25 points, -35 to -")


@pytest.mark.parametrize("change", [Change(0, 0, 3, 10), Change(3, 10, 0, 0), Change(0, 0, 0, 0)])
def test_what_has_nothing_on_one_side_is_not_compared(change):
    assert change.points is None
    assert not change.is_beyond_chance
    assert change.sentence == "Cannot be compared: there is nothing to compare with."


def test_one_of_one_against_none_of_one_is_no_change():
    assert not Change(0, 1, 1, 1).is_beyond_chance


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
@settings(deadline=None)
def test_a_change_and_its_reverse_agree(k1, more1, k2, more2):
    there, back = Change(k1, k1 + more1, k2, k2 + more2), Change(k2, k2 + more2, k1, k1 + more1)
    assert there.is_beyond_chance == back.is_beyond_chance
    if there.points is not None:
        assert there.points == pytest.approx(-back.points)
        assert there.interval[0] <= there.points <= there.interval[1]


def test_half_a_point_is_not_rounded_away():
    assert [signed(x) for x in (0.3, -0.4, 0.0, 0.01, 5.6, -5.6)] == ["+0.3", "-0.4", "0", "0", "+6", "-6"]
