"""The report of a round: strengths first, figures with what they stand on, nothing of a note, everything escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from auditkit.desks.rounds.round import DESK, PROBLEMS, READINGS, TYPICAL, Reading, readings, rounds
from auditkit.reports.html import to_html
from auditkit.reports.page import Heading, all_text
from auditkit.reports.pdf import to_pdf
from auditkit.reports.round_report import RoundReport
from auditkit.reports.word import to_docx
from auditkit.rules import note_rules
from auditkit.store.records import Event

WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
RULES = note_rules()
CRITICAL = next(name for name, rule in RULES.items() if rule.payment_critical)
QUALITY = next(name for name, rule in RULES.items() if not rule.payment_critical)
CHARTS = [f"{n:064x}" for n in range(10)]
HOSTILE = "<img src=x onerror=alert(1)>"


def a_round(*more, question=TYPICAL, charts=tuple(CHARTS), counsel=False, title="Quarter 4"):
    told = {
        "title": title,
        "purpose": "Teaching",
        "who_sees": "The director",
        "is_counsel_directed": counsel,
        "question": question,
    }
    drawn = {
        "universe": "Notes of Q3", "unit": "a note", "frame_hash": "f" * 64, "frame_size": 40, "seed": "seed", "is_targeted": question == PROBLEMS,
        "chosen": list(charts), "reserve": ["r1", "r2"], "second": list(charts[:5]), "strata": {"PT": [6, 24]}, "replacement_rule": "Next of the reserve.",
    }  # fmt: skip
    events = [("opened", told), ("drawn", drawn), *more]
    return rounds(Event(DESK, "r", n, kind, details, "Ann", WHEN) for n, (kind, details) in enumerate(events, 1))["r"]


def a_reading(chart, answers, reader="Bo", minute=0) -> Reading:
    key = f"r|{chart[:16]}|{reader}"
    when = WHEN + timedelta(minutes=minute)
    given = [
        Event(
            READINGS,
            key,
            n,
            "answered",
            {"round": "r", "chart": chart, "rule": rule, "answer": answer, "machine": "met"},
            reader,
            when,
        )
        for n, (rule, answer) in enumerate(answers.items(), 1)
    ]
    done = Event(READINGS, key, len(given) + 1, "finished", {"round": "r", "chart": chart}, reader, when)
    return readings([*given, done])[key]


def report(round_, found, **more):
    return RoundReport(round_, found, RULES, today=date(2026, 11, 24), **more)


@pytest.fixture
def three_of_ten():
    found = [
        a_reading(c, {CRITICAL: "not_met" if n < 3 else "met", QUALITY: "met"}, minute=n) for n, c in enumerate(CHARTS)
    ]
    return report(a_round(), [*found, a_reading(CHARTS[0], {CRITICAL: "met", QUALITY: "met"}, "Cy", 60)])


def test_the_rate_has_its_count_and_its_exact_interval(three_of_ten):
    words = all_text(three_of_ten.page())
    assert "3 of 10. That is 30%. With 95% confidence between 6.7% and 65.2%" in words
    assert "10 of 10 answers (100%)" in words


def test_strengths_stand_before_findings_and_a_finding_names_its_charts(three_of_ten):
    heads = [block.text for block in three_of_ten.page().blocks if isinstance(block, Heading)]
    assert heads.index("Strengths") < heads.index("Findings") < heads.index("Corrective action plan")
    assert "Not met in 3 of 10 charts: 1, 2, 3." in all_text(three_of_ten.page())
    assert [c.rule for c in three_of_ten.findings()] == [CRITICAL]


def test_of_two_readings_the_first_counts_and_the_second_tells_of_agreement(three_of_ten):
    assert three_of_ten.missing_in(CHARTS[0]) == [CRITICAL]
    words = all_text(three_of_ten.page())
    assert "1 chart was read by a second person" in words and "The same answer in 0 of 1 charts" in words


def test_a_targeted_round_gives_a_count_and_no_interval_for_others():
    found = [a_reading(c, {CRITICAL: "not_met"}) for c in CHARTS]
    words = all_text(report(a_round(question=PROBLEMS), found).page())
    assert "Charts with a payment-critical error: 10 of 10." in words and "With 95% confidence" not in words
    assert "cannot be generalised" in words


@pytest.mark.parametrize(
    "found", [[], [a_reading(CHARTS[0], {QUALITY: "met"})], [a_reading("elsewhere", {CRITICAL: "not_met"})]]
)
def test_with_no_chart_or_one_nothing_breaks_and_nothing_is_made_up(found):
    words = all_text(report(a_round(), found).page())
    assert "%" not in words.split("Strengths")[0] or "0 of 1" in words
    assert "No step is planned yet" in words and "No chart was read twice" in words
    assert "not closed" in words


def test_cannot_tell_is_in_no_share():
    found = [a_reading(c, {CRITICAL: "unclear"}) for c in CHARTS]
    one = report(a_round(), found)
    assert one.result.critical.k == 0 and one.findings() == []
    assert next(c for c in one.result.criteria if c.rule == CRITICAL).missed.n == 0


def test_a_round_directed_by_counsel_says_so_first():
    first, *_ = [b for b in report(a_round(counsel=True), []).page().blocks if not isinstance(b, Heading)]
    assert "Directed by counsel" in first.words[0].text


def test_replaced_charts_replies_plan_and_both_closings_are_told():
    step = {
        "cause": "No template",
        "action": "Teach",
        "owner": "Ann",
        "due_on": "2026-12-31",
        "evidence": "Five notes",
        "reaudit_on": "2027-02-01",
    }
    round_ = a_round(
        ("replaced", {"chart": CHARTS[1], "stand_in": "r1", "reason": "page missing"}),
        ("replied", {"chart": CHARTS[0], "words": "It is on page 2."}), ("planned", {"steps": [step]}),
        ("closed", {"has_billed": False}), ("reopened", {"reason": "A page was found"}), ("closed", {"has_billed": False}),
    )  # fmt: skip
    words = all_text(report(round_, []).page())
    for said in (
        "Drawn as number 2",
        "page missing",
        "It is on page 2.",
        "12/31/2026",
        "2/1/2027",
        "A page was found",
        "PT",
        "f" * 64,
    ):
        assert said in words
    assert words.count("Closed") == 2 and "not closed" not in words


def test_what_people_wrote_is_shown_and_not_run():
    step = {
        "cause": HOSTILE,
        "action": "=1+1",
        "owner": "Ann",
        "due_on": "2026-12-31",
        "evidence": HOSTILE,
        "reaudit_on": "",
    }
    round_ = a_round(("replied", {"chart": CHARTS[0], "words": HOSTILE}), ("planned", {"steps": [step]}), title=HOSTILE)
    one = report(round_, [a_reading(CHARTS[0], {CRITICAL: "not_met"})])
    assert "<img" not in to_html(one)


def test_all_three_formats_are_written(three_of_ten):
    assert (
        to_html(three_of_ten).startswith("<!")
        and to_docx(three_of_ten)[:2] == b"PK"
        and to_pdf(three_of_ten)[:4] == b"%PDF"
    )


def test_it_never_says_that_something_was_overpaid(three_of_ten):
    words = all_text(three_of_ten.page()).lower()
    assert "whether anything was overpaid is a legal question" in words and "fraud" not in words


def priced(**more):
    told = {"amounts": {chart: [10_000, 10_000 - 1_000 * (n < 3)] for n, chart in enumerate(CHARTS)}}
    return a_round(("priced", told), **more)


def without_strata(round_):
    return replace(round_, strata={})


def test_where_counsel_directs_the_report_carries_the_estimate_in_every_format():
    one = report(without_strata(priced(counsel=True)), [])
    words = all_text(one.page())
    assert "Point estimate: $120.00 for 40 charts" in words and "Lower limit of the two-sided 90% interval: $" in words
    assert "3 of 10 charts paid too much" in words and "Amounts kept" in words
    assert "Estimate for counsel" in to_html(one) and to_docx(one)[:2] == b"PK" and to_pdf(one)[:4] == b"%PDF"


@pytest.mark.parametrize(("counsel", "question"), [(False, TYPICAL), (True, PROBLEMS), (False, PROBLEMS)])
def test_a_routine_or_targeted_round_prints_no_estimate_even_where_amounts_are_there(counsel, question):
    words = all_text(report(without_strata(priced(counsel=counsel, question=question)), []).page())
    assert "Estimate for counsel" not in words and "$" not in words.split("Findings")[0]


def test_no_estimate_is_printed_where_amounts_are_missing_or_strata_were_not_kept():
    assert "Point estimate" not in all_text(report(without_strata(a_round(counsel=True)), []).page())
    assert "Point estimate" not in all_text(report(priced(counsel=True), []).page())


def test_no_table_of_a_targeted_round_prints_an_interval():
    found = [a_reading(c, {CRITICAL: "not_met", QUALITY: "met"}) for c in CHARTS]
    words = all_text(report(a_round(question=PROBLEMS), found).page())
    assert "100% (10 of 10)" in words and " to 100%" not in words and " to 31%" not in words
    assert "exact (95%)" not in words


def test_where_every_chart_of_the_frame_was_read_nothing_is_estimated():
    found = [a_reading(c, {CRITICAL: "not_met" if n < 3 else "met"}) for n, c in enumerate(CHARTS)]
    words = all_text(report(replace(a_round(), frame_size=10), found).page())
    assert "3 of 10." in words and "With 95% confidence" not in words and "a count of these" in words
