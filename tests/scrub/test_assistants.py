"""CQ and CO: every row of the worked examples, and what must not fire."""

from __future__ import annotations

import csv
from pathlib import Path

from auditkit.rules import claim_checks
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults

CHECK = {"assistant_modifier": claim_checks()["assistant_modifier"]}
EXAMPLES = list(csv.DictReader((Path(__file__).parent / "assistant_shares.csv").open()))


def answers(*cases) -> list[list[str]]:
    """What the check answers about the lines of each case; all cases go through in one batch, each as a patient of its own."""
    rows = [
        {"line_number": "1", **line, "claim_id": f"C{number}", "patient_id": f"P{number}"}
        for number, case in enumerate(cases)
        for line in case
    ]
    frame = scrub(with_defaults(tuple(rows)), today=TODAY, checks=CHECK).frame().sort_values("line_number")
    return [list(frame[frame["claim_id"] == f"C{number}"]["answer"]) for number in range(len(cases))]


def lines(row, with_modifier: int, without: int) -> list[dict[str, str]]:
    """The example's minutes billed on up to two lines: units with CQ and units without."""
    code = "97530" if row["service"] == "timed" else "97150"
    therapist, assistant = int(row["therapist_minutes"]), int(row["assistant_minutes"])
    made = []
    for units, modifiers in ((with_modifier, "GP|CQ"), (without, "GP")):
        if units:
            made.append(
                {"hcpcs_code": code, "units": str(units), "modifiers": modifiers, "line_number": str(len(made) + 1)}
            )
    for place, line in enumerate(made):  # whose minutes stand on which line must not matter
        last = place == len(made) - 1
        line["minutes"] = str(therapist + assistant) if last else "0"
        line["assistant_minutes"] = str(assistant) if last else "0"
    return made


def test_the_worked_examples_are_right_as_they_are():
    found = answers(*(lines(row, int(row["units_with"]), int(row["units_without"])) for row in EXAMPLES))
    assert len(found) == 20
    assert {
        row["example"]: set(answer) for row, answer in zip(EXAMPLES, found, strict=True) if set(answer) != {"met"}
    } == {}


def test_the_worked_examples_are_wrong_the_other_way_round():
    rows = [row for row in EXAMPLES if row["units_with"] != row["units_without"]]
    found = answers(*(lines(row, int(row["units_without"]), int(row["units_with"])) for row in rows))
    assert [row["example"] for row, answer in zip(rows, found, strict=True) if "not_met" not in answer] == []


def test_the_worked_examples_are_wrong_without_the_modifier_that_they_need():
    rows = [row for row in EXAMPLES if row["units_with"] != "0"]
    found = answers(*(lines(row, 0, int(row["units"])) for row in rows))
    assert [row["example"] for row, answer in zip(rows, found, strict=True) if "not_met" not in answer] == []


WRONG = [
    {"modifiers": "GO|CQ", "assistant_minutes": "30"},
    {"modifiers": "GN|CQ"},
    {"modifiers": "CQ"},
    {"modifiers": "GP|CO"},
    {"modifiers": "GP|CQ|CO"},
    {"modifiers": "GN|CO"},
    {"modifiers": "GP|CQ", "hcpcs_code": "97161", "units": "1", "minutes": "40"},
    {"modifiers": "GO|CO", "hcpcs_code": "97168", "units": "1", "minutes": "40", "assistant_minutes": "40"},
    {"modifiers": "GP|CQ", "assistant_minutes": "0"},
    {"modifiers": "GP", "assistant_minutes": "30"},
    {"modifiers": "GO", "assistant_minutes": "30"},
    {"modifiers": "GP", "assistant_minutes": "15"},  # one unit of two needs it
    {"modifiers": "GP", "assistant_minutes": "30", "payer_type": "medicare_advantage"},
    {"modifiers": "GP|CQ", "assistant_minutes": "5", "hcpcs_code": "97150", "units": "1", "minutes": "50"},
]


def test_a_wrong_modifier_is_found():
    found = answers(*([line] for line in WRONG))
    assert [line for line, answer in zip(WRONG, found, strict=True) if answer != ["not_met"]] == []


RIGHT = [
    {"modifiers": "GP", "assistant_minutes": "0"},
    {"modifiers": "GP|CQ", "assistant_minutes": "30"},
    {"modifiers": "GO|CO", "assistant_minutes": "30"},
    {"modifiers": "GO|CO|KX", "assistant_minutes": "30"},
    {"modifiers": "GP|CQ"},  # no minutes to compare
    {"modifiers": "GP", "units": "1", "minutes": "15", "assistant_minutes": "7"},
    {"modifiers": "GP", "units": "1", "minutes": "16", "assistant_minutes": "1"},
    {"modifiers": "GP", "hcpcs_code": "97161", "units": "1", "minutes": "40", "assistant_minutes": "0"},
    {"modifiers": "GP", "hcpcs_code": "97161", "units": "1", "minutes": "40", "assistant_minutes": "10"},
    {"modifiers": "GP|CQ", "hcpcs_code": "G0283", "units": "1", "minutes": "15", "assistant_minutes": "15"},
    {"modifiers": "GP|CQ", "assistant_minutes": "30", "payer_type": "commercial"},
    {"modifiers": "GP", "hcpcs_code": "97150", "units": "1", "minutes": "50", "assistant_minutes": "5"},
]


def test_a_right_line_is_left_alone():
    found = answers(*([line] for line in RIGHT))
    assert [line for line, answer in zip(RIGHT, found, strict=True) if answer != ["met"]] == []


def test_a_line_of_which_nothing_is_known_of_an_assistant_is_not_asked():
    assert answers([{"modifiers": "GP", "assistant_minutes": ""}]) == [["not_applicable"]]


UNSAID = [
    {"modifiers": "GP|CQ", "assistant_minutes": "15"},  # one line for a unit of each kind
    {"modifiers": "GP", "assistant_minutes": "45"},  # more than the service had
    {
        "modifiers": "GP",
        "assistant_minutes": "30",
        "payer_type": "commercial",
    },  # not known whether this payer wants it
]


def test_what_cannot_be_said_is_unclear():
    found = answers(*([line] for line in UNSAID))
    assert [line for line, answer in zip(UNSAID, found, strict=True) if answer != ["unclear"]] == []


def test_days_before_2020_are_not_asked():
    line = {"date_of_service": "2019-06-04", "submitted_on": "2019-06-06", "modifiers": "GP", "assistant_minutes": "30"}
    assert answers([line]) == [["not_applicable"]]
