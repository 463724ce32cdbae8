"""Minutes of a note: numbers, durations, clock times and totals, each found once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.durations import durations
from auditkit.text.figures import figures
from auditkit.text.note import Note

WORDS = st.sampled_from(
    [
        "15 min",
        "forty minutes",
        "1 hr 10 min",
        "45'",
        "9:05",
        "to",
        "97110",
        "x",
        "total",
        "timed",
        "\n",
        ". ",
        "é",
        "٣",
    ]
)


def found(text: str) -> list[tuple[str, int]]:
    low = text.lower()
    return [(text[d.start : d.end], d.minutes) for d in durations(low, figures(low))]


@given(st.text())
def test_figures_are_the_runs_of_digits(text):
    assert figures(text) == [m.span() for m in re.finditer(r"[0-9]+", text)]


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_every_part_and_total_lies_within_the_note(text):
    minutes = Note(text).minutes
    spans = [*minutes.timed, *minutes.untimed, *minutes.total, *minutes.clock, *minutes.parts]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@given(
    st.integers(min_value=1, max_value=240),
    st.sampled_from(["{} min", "{}min", "{}-minute", "{}'", "{} Minutes", "x{} min"]),
)
def test_minutes_are_read_as_they_stand(n, form):
    assert [minutes for _, minutes in found(f"ther ex {form.format(n)} today")] == [n]


def test_minutes_are_read_in_words_and_hours():
    assert found("forty five minutes timed, five minutes hot pack") == [("forty five minutes", 45), ("five minutes", 5)]
    assert found("seen for 1 hr 10 min") == [("1 hr 10 min", 70), ("10 min", 10)]


def test_a_date_a_speed_and_a_time_are_no_durations():
    assert found("on 3/15 min A, 0.62 m/s, 9:15 min, v2.15 min") == []


def test_a_timed_total_counts_although_the_next_line_speaks_of_the_next_visit():
    minutes = Note("Gait training\nTimed tx: 41      Total tx: 51\nNext visit 3/12.").minutes
    assert [t.minutes for t in minutes.timed] == [41]
    assert [t.minutes for t in minutes.total] == [51]


def test_two_decimals_are_no_clock_times():
    assert Note("Gait speed rose from 0.42 to 0.55 m/s over 10 m, 12 min.").minutes.clock == []


def test_clock_times_give_the_visit_and_a_range_behind_a_service_gives_the_service():
    assert [t.minutes for t in Note("Time in 9:05, time out 9:50.").minutes.clock] == [45]
    assert [p.minutes for p in Note("Manual therapy 9:05-9:20.").minutes.parts] == [15]


def test_the_next_visits_time_is_not_this_ones():
    assert Note("Next appointment is scheduled 10:00-10:45.").minutes.clock == []
