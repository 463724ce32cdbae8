"""Minutes to units, by Medicare's total-time rule and by each service alone: every row of the worked examples, and any day at all."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.rules import claim_checks
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults
from auditkit.units import Service, by_itself, in_words, table_units, total_time

CHECK = {"timed_units": claim_checks()["timed_units"]}
EXAMPLES = list(csv.DictReader((Path(__file__).parent / "eight_minute_rule.csv").open()))
PAYERS = [
    {"payer_id": "CMS", "unit_rule": "cms"},
    {"payer_id": "SPM", "unit_rule": "spm"},
    {"payer_id": "UNSET", "unit_rule": ""},
]
CODES = ("97110", "97140", "97530", "97112", "97035")


def share(text: str) -> dict[str, int]:
    return {code: int(n) for code, n in (part.split(":") for part in text.split())}


def days(*cases: tuple[str, dict[str, int | None], dict[str, int]]) -> list[str]:
    """What `timed_units` answers for each (payer, minutes, units billed), all of them in one batch; each has a patient of its own."""
    rows = []
    for number, (payer, minutes, units) in enumerate(cases):
        for line, (code, billed) in enumerate(units.items(), 1):
            rows.append({
                "claim_id": f"C{number}", "patient_id": f"P{number}", "payer_id": payer, "payer_type": "commercial", "payer_name": "",
                "line_number": str(line), "hcpcs_code": code, "units": str(billed),
                "minutes": "" if minutes.get(code) is None else str(minutes[code]),
            })  # fmt: skip
    frame = scrub(with_defaults(tuple(rows)), today=TODAY, payers=PAYERS, checks=CHECK).frame()
    found = {row.claim_id: row.answer for row in frame.itertuples()}
    return [found[f"C{number}"] for number in range(len(cases))]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_the_worked_example_comes_out_under_both_rules(row):
    minutes = share(row["minutes"])
    cms, spm = total_time(minutes), by_itself(minutes)
    if not minutes:
        assert cms.total_units == spm.total_units == 0
        return
    assert cms.total_units == int(row["total_units_cms"])
    assert share(row["cms"]) in cms.accepted
    for other in filter(None, row["cms_also"].split(" / ")):
        assert share(other) in cms.accepted
    assert cms.is_tie == (row["is_tie"] == "1")
    assert spm.accepted == (share(row["spm"]),)
    assert spm.total_units == int(row["total_units_spm"])


def test_the_check_passes_each_worked_example_as_billed_right_and_finds_one_unit_more():
    cases, wanted = [], []
    for row in EXAMPLES:
        minutes = share(row["minutes"])
        for payer, right in (("CMS", row["cms"]), ("SPM", row["spm"])):
            for billed in filter(None, [right, *(row["cms_also"].split(" / ") if payer == "CMS" else ())]):
                units = share(billed)
                if any(units.values()):
                    cases.append((payer, minutes, units))
                    wanted.append("met")
                for code in units:
                    cases.append((payer, minutes, {**units, code: units[code] + 1}))
                    wanted.append("not_met")
    assert len(cases) > 200
    assert days(*cases) == wanted


@pytest.mark.parametrize(
    ("payer", "minutes", "units"),
    [
        ("CMS", {"97112": 20, "97110": 20}, {"97112": 3, "97110": 0}),  # three of one is not a sharing of 40 minutes
        ("CMS", {"97110": 33, "97140": 7}, {"97110": 1, "97140": 2}),
        ("CMS", {"97110": 18, "97140": 13, "97530": 10, "97035": 8}, {"97110": 1, "97140": 1, "97530": 1, "97035": 1}),
        ("CMS", {"97110": 12, "97140": 12, "97530": 12}, {"97110": 1, "97140": 1, "97530": 1}),
        ("CMS", {"97110": 8, "97140": 8}, {"97110": 1, "97140": 1}),
        (
            "CMS",
            {"97110": 12, "97140": 9, "97530": 9},
            {"97110": 0, "97140": 1, "97530": 1},
        ),  # the largest remainder was passed over
        ("SPM", {"97110": 33, "97140": 7}, {"97110": 2, "97140": 1}),
        ("SPM", {"97110": 7, "97140": 7, "97530": 7}, {"97110": 1}),
        ("SPM", {"97110": 30, "97140": None}, {"97110": 3, "97140": 1}),  # 97110 is over whatever the other was
        ("UNSET", {"97110": 15}, {"97110": 2}),
    ],
)
def test_units_that_the_minutes_do_not_make_are_found(payer, minutes, units):
    assert days((payer, minutes, units)) == ["not_met"]


@pytest.mark.parametrize(
    ("payer", "minutes", "units"),
    [
        ("CMS", {"97110": 33, "97140": 7}, {"97110": 1, "97140": 1}),  # fewer than the minutes make is no finding
        ("CMS", {"97110": 22, "97140": 22}, {"97110": 1, "97140": 2}),  # a tie, the other way round
        ("CMS", {"97110": 20, "97035": 5, "97530": 5}, {"97110": 1, "97035": 1, "97530": 0}),
        ("CMS", {"97110": 5, "97140": 6}, {"97110": 0, "97140": 1}),
        ("SPM", {"97110": 8, "97140": 8}, {"97110": 1, "97140": 1}),
        ("SPM", {"97110": 24, "97140": 23}, {"97110": 2, "97140": 2}),
        ("UNSET", {"97110": 15}, {"97110": 1}),
    ],
)
def test_units_that_the_minutes_make_are_left_alone(payer, minutes, units):
    assert days((payer, {**dict.fromkeys(units, 0), **minutes}, units)) == ["met"]


@pytest.mark.parametrize(
    ("payer", "minutes", "units"),
    [
        ("CMS", {"97110": 30, "97140": None}, {"97110": 2, "97140": 1}),
        ("SPM", {"97110": None}, {"97110": 1}),
        ("UNSET", {"97110": 8, "97140": 8}, {"97110": 1, "97140": 1}),  # right under one rule, wrong under the other
        ("UNSET", {"97110": None}, {"97110": 9}),
    ],
)
def test_what_cannot_be_counted_is_unclear(payer, minutes, units):
    assert days((payer, minutes, units)) == ["unclear"]


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 90), min_size=1))
def test_sharings_add_up_and_no_service_has_more_than_its_own_minutes_and_one(minutes):
    allocation = total_time(minutes)
    assert allocation.total_units == table_units(sum(minutes.values()))
    for accepted in allocation.accepted:
        assert sum(accepted.values()) == allocation.total_units
        assert all(m // 15 <= accepted[code] <= m // 15 + 1 for code, m in minutes.items())
    assert len({tuple(sorted(a.items())) for a in allocation.accepted}) == len(allocation.accepted)


@given(st.integers(0, 400))
def test_the_table_has_fifteen_minutes_a_unit_from_eight(total):
    units = table_units(total)
    assert (units == 0) == (total < 8)
    assert units == 0 or 15 * units - 7 <= total <= 15 * units + 7


def test_the_query_answers_like_the_arithmetic_for_days_of_all_kinds():
    ways = [dict(zip(CODES, m, strict=False)) for m in product((4, 7, 8, 12, 15, 20, 23), repeat=3)]
    cases = [
        (payer, m, dict(zip(CODES, u, strict=False)))
        for payer in ("CMS", "SPM")
        for m in ways[::3]
        for u in product((0, 1, 2), repeat=3)
    ]
    cases = [case for case in cases if any(case[2].values())]
    wanted = [
        "met" if (total_time(m) if payer == "CMS" else by_itself(m)).fits(u) else "not_met" for payer, m, u in cases
    ]
    assert days(*cases) == wanted


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(CODES), st.tuples(st.integers(0, 60), st.integers(0, 5)), min_size=1, max_size=5
        ),
        min_size=1,
        max_size=30,
    )
)
def test_the_query_answers_like_the_arithmetic_for_any_day(ways):
    cases = [("CMS", {c: m for c, (m, _) in way.items()}, {c: u for c, (_, u) in way.items()}) for way in ways]
    cases = [case for case in cases if any(case[2].values())]
    if cases:
        assert days(*cases) == ["met" if total_time(m).fits(u) else "not_met" for _, m, u in cases]


def test_minutes_below_nothing_are_refused():
    with pytest.raises(ValueError, match="negative"):
        total_time({"97110": -5})


def test_an_hour_code_is_counted_by_itself_and_stays_out_of_the_pool():
    hour = {"modifiers": "GN", "diagnosis_codes": "R47.01"}
    right = with_defaults((
        {**hour, "hcpcs_code": "92607", "units": "1", "minutes": "31"},
        {**hour, "hcpcs_code": "97129", "units": "1", "minutes": "8", "line_number": "2"},
    ))  # fmt: skip
    assert answers(right) == ["met"]
    short = with_defaults(({**hour, "hcpcs_code": "92607", "units": "1", "minutes": "30"},))
    assert answers(short) == ["not_met"]
    pooled = with_defaults((
        {**hour, "hcpcs_code": "92607", "units": "1", "minutes": "45"},
        {**hour, "hcpcs_code": "97129", "units": "1", "minutes": "5", "line_number": "2"},
    ))  # fmt: skip
    assert answers(pooled) == ["not_met"], "the hour's minutes must not help the 15-minute code"


def test_an_add_on_shares_the_minutes_of_its_primary():
    first = {"modifiers": "GN", "diagnosis_codes": "R41.841"}
    rows = with_defaults((
        {**first, "hcpcs_code": "97129", "units": "1", "minutes": "45"},
        {**first, "hcpcs_code": "97130", "units": "2", "minutes": "0", "line_number": "2"},
    ))  # fmt: skip
    assert answers(rows) == ["met"]


def test_disciplines_are_counted_apart():
    rows = with_defaults((
        {"hcpcs_code": "97110", "modifiers": "GP", "units": "1", "minutes": "8"},
        {"hcpcs_code": "97530", "modifiers": "GO", "units": "1", "minutes": "8", "line_number": "2"},
    ))  # fmt: skip
    assert answers(rows) == ["met", "met"], "together the 16 minutes would make one unit only"


def test_a_line_without_its_modifier_is_counted_with_the_rest_of_its_claim():
    rows = with_defaults((
        {"hcpcs_code": "97110", "modifiers": "GP", "units": "2", "minutes": "33"},
        {"hcpcs_code": "97140", "modifiers": "", "units": "1", "minutes": "7", "line_number": "2"},
    ))  # fmt: skip
    assert answers(rows) == ["met"]


def answers(rows) -> list[str]:
    return sorted(scrub(rows, today=TODAY, checks=CHECK).frame()["answer"])


def test_the_words_give_the_whole_count():
    words = in_words([Service("97110", 33, 2), Service("97140", 7, 2)], "cms")
    assert words == (
        "97110 33 min + 97140 7 min = 40 min make 3 units (38 to 52 min); 97110 2 whole and 3 min left, 97140 0 whole and 7 min left;"
        " so 97110 2, 97140 1 (left-over units go to the largest remainders)"
    )
    assert "7 is not at least 8" in in_words([Service("97140", 7, 1)], "spm")
    assert "may go to another" in in_words([Service("97110", 20, 1), Service("97112", 20, 2)], "cms")
