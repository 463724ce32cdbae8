"""Draws: repeatable, fair, and never larger than what there is."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.desks.rounds.sampling import draw, frame_hash, second_readings

FRAME = [f"n{number}" for number in range(200)]


def test_the_same_frame_and_seed_give_the_same_sample_whatever_the_order_of_the_frame():
    assert draw(FRAME, 30, "q3") == draw(list(reversed(FRAME)) + FRAME[:5], 30, "q3")
    assert draw(FRAME, 30, "q3").chosen != draw(FRAME, 30, "q4").chosen


def test_a_draw_is_known_to_the_last_chart_so_that_others_can_repeat_it():
    by_hand = sorted("abcde", key=lambda chart: hashlib.sha256(f"seed\x1f{chart}".encode()).hexdigest())
    assert draw(list("abcde"), 2, "seed").chosen == tuple(by_hand[:2]) == ("e", "a")
    assert frame_hash(["b", "a"]) == hashlib.sha256(b"a\x1fb").hexdigest()


def test_every_chart_has_about_the_same_chance():
    hits = Counter(chart for seed in range(600) for chart in draw(FRAME[:20], 5, str(seed)).chosen)
    assert min(hits.values()) > 100 and max(hits.values()) < 200  # 150 expected, sd about 10.6


@given(st.sets(st.text(min_size=1, max_size=5), min_size=1, max_size=60), st.integers(1, 80))
def test_a_sample_and_its_reserve_are_the_frame_and_nothing_twice(frame, size):
    drawn = draw(sorted(frame), size, "s")
    assert len(drawn.chosen) == min(size, len(frame))
    assert sorted(drawn.chosen + drawn.reserve) == sorted(frame)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 40), min_size=1), st.integers(1, 60))
def test_strata_are_drawn_in_proportion_and_none_is_forgotten(sizes, size):
    strata = {f"{name}{n}": name for name, count in sizes.items() for n in range(count)}
    drawn = draw(list(strata), size, "s", strata)
    wanted = min(size, len(strata))
    assert len(drawn.chosen) == wanted
    counted = Counter(strata[chart] for chart in drawn.chosen)
    for name, (taken, of) in drawn.strata.items():
        assert counted.get(name, 0) == taken <= of == sizes[name]
        if wanted >= len(sizes):
            assert taken >= 1


@pytest.mark.parametrize(("size", "seed", "strata"), [(0, "s", None), (3, " ", None), (3, "s", {"a": "x"})])
def test_a_draw_that_makes_no_sense_is_refused(size, seed, strata):
    with pytest.raises(ValueError, match=r"\w"):
        draw(["a", "b"], size, seed, strata)


@pytest.mark.parametrize(("charts", "second"), [(3, 3), (30, 5), (50, 5), (51, 6), (100, 10), (0, 0)])
def test_a_tenth_and_at_least_five_are_read_twice(charts, second):
    chosen = draw(FRAME, charts, "s").chosen if charts else ()
    twice = second_readings(chosen, "s")
    assert len(twice) == second and set(twice) <= set(chosen)


def test_shares_are_those_of_the_strata_where_no_stratum_needs_help():
    strata = {f"{name}{n}": name for name, count in (("PT", 12), ("OT", 8)) for n in range(count)}
    assert draw(list(strata), 5, "s", strata).strata == {"OT": (2, 8), "PT": (3, 12)}


def test_a_very_small_stratum_takes_one_from_the_largest():
    strata = {f"{name}{n}": name for name, count in (("PT", 97), ("OT", 2), ("SLP", 1)) for n in range(count)}
    assert draw(list(strata), 4, "s", strata).strata == {"OT": (1, 2), "PT": (2, 97), "SLP": (1, 1)}
