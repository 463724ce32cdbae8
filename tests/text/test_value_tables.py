"""Rows of values are compared only where a heading line names two times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.note import Note
from auditkit.text.value_tables import compared_rows


def rows(text: str) -> list[str]:
    note = Note(text)
    return [text[row.start : row.end] for row in compared_rows(note.lower, note.lines)]


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("Test      First visit   This visit\nBerg       40/56   46/56", "Berg       40/56   46/56"),
        ("| | Eval | Now |\n|---|---|---|\n| TUG | 20 s | 14 s |", "TUG | 20 s | 14 s"),
        ("          SOC   wk 4   wk 8\nGait speed   0.5   0.6   0.7", "Gait speed   0.5   0.6   0.7"),
        ("Initial vs final\nNames of family ... 3/10     9/10", "Names of family ... 3/10     9/10"),
        ("Task\t1/5\t2/4\nDon shirt\tmod A\tmin A", "Don shirt\tmod A\tmin A"),
        (
            "Level this date  [prior level]  {target}\nDressing   Min A  [Max A]  {SBA}",
            "Dressing   Min A  [Max A]  {SBA}",
        ),
        ("Pre      Post\nPain  6/10   3/10\nPROM flex   95   104", "PROM flex   95   104"),
    ],
)
def test_a_row_under_two_times_is_compared(table, first):
    assert rows(table)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "Measure | Left | Right\nGrip | 20 | 40",  # two hands, one time
        "Codes   Today   Last\n97110   2   1",  # units
        "Date   3/4/26   Time 9:00\nGrip   20   30",
        "Name: A B    Visit 5    3/4/26\nGrip   R 30   L 20",
        "Pre      Post\nPain   6/10   3/10",
        "Goal     Target\nWalk     300 ft",
        "Eval     Today\n\nShe walked 40 ft and then 60 ft.",
        "",
    ],
)
def test_without_two_times_or_two_values_no_row_is_compared(text):
    assert rows(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789 |\t\n/.-evalnowgrip"), max_size=160))
def test_a_row_lies_in_one_line_and_holds_a_value(text):
    note = Note(text)
    for start, end, _ in compared_rows(note.lower, note.lines):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "Reporting period 6/1/26 to 6/30/26\nGoals: reach shelf   1. Grip  2. Pinch  3. Program",
        "Cert period 6/1 to 8/30\nGoals   1. grip   2. pinch   3. program",
        "Initial vs final\nGoals   1. grip   2. pinch   3. program",
    ],
)
def test_a_period_names_no_columns_and_the_numbers_of_a_list_are_no_values(text):
    assert rows(text.lower()) == []
