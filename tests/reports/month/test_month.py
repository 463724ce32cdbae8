"""The monthly report, from files to words."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest

from auditkit.desks.denials import DEFINITION
from auditkit.reports.html import to_html
from auditkit.reports.month import month_report
from auditkit.reports.month_given import Given, read_given
from auditkit.reports.page import all_text, own_text
from auditkit.reports.pdf import to_pdf
from auditkit.reports.tone import harsh_words


def report(practice, month="2026-09", **more):
    files = practice.write() | more
    remittances = files.pop("remittances")
    return month_report(read_given(remittances, **files, with_store=False), month)


def one_in(count, carc=("CO", "16")):
    seen = iter(range(10**6))
    return lambda claim: carc if next(seen) % count == 0 else None


def words(blocks):
    from auditkit.reports.page import Page

    return all_text(Page("", tuple(blocks)))


@pytest.fixture
def usual(practice):
    """Two months alike, then a payer that wants authorizations at once."""
    practice.month(2026, 7, 150, one_in(12)).month(2026, 8, 150, one_in(12))
    practice.month(
        2026,
        9,
        200,
        lambda claim: ("CO", "197") if claim["payer"] == "PY2" and claim["clinic"] == "2999900014" else None,
    )
    return practice


def test_the_month_counts_its_own_lines_and_claims(usual):
    figures = report(usual).joined.figures
    denied = sum(1 for claim in usual.claims[300:] if claim["denied"])
    assert (figures.denied.k, figures.denied.n) == (2 * denied, 400)
    assert (figures.claims_denied.k, figures.claims_denied.n) == (denied, 200)
    assert (figures.first_pass.k, figures.first_pass.n) == (200 - denied, 200)
    assert figures.denied_before.n == 300
    assert figures.matched.k == 400


def test_what_a_payer_began_to_ask_is_the_first_thing_on_monday(usual):
    made = report(usual)
    text = words(made.monday)
    assert "Authorization: Harbor Plan (invented), clinic Clinic 14 (invented), 2999900014" in text
    assert "everywhere else 0 of" in text
    assert text.index("What went well") < text.index("What to do on Monday")
    assert "authorization_present" in words(made.patterns)


def test_a_pattern_lists_every_line_behind_it(usual):
    rows = list(csv.DictReader(io.StringIO(report(usual).tables["denied-lines.csv"].decode())))
    assert {row["claim_id"] for row in rows} == {claim["id"] for claim in usual.claims[300:] if claim["denied"]}
    assert {row["carc"] for row in rows} == {"197"}
    assert all(row["appeal_deadline"] for row in rows)


def test_two_months_alike_show_no_change_and_no_pattern(practice):
    practice.month(2026, 8, 200, one_in(10)).month(2026, 9, 200, one_in(10))
    made = report(practice)
    assert not made.joined.figures.is_change
    assert made.joined.figures.changed == 0
    assert "Could be chance:" in words(made.monday)
    assert "Nothing stands out beyond chance" in words(made.patterns)


def test_every_rate_has_its_n_and_interval(usual):
    text = words(report(usual).rates)
    for cell in re.findall(r"^\d+(?:\.\d)?%.*$", text, re.MULTILINE):
        assert re.fullmatch(r"\S+ \([\d,]+ of [\d,]+; .+ to .+\)", cell), cell


def test_therapists_stand_in_the_order_of_their_numbers(usual):
    table = report(usual).joined.figures.tables["therapist"]
    assert list(table["therapist"]) == sorted(table["therapist"])


def test_one_therapist_with_few_lines_is_not_shown_and_two_are_together(practice):
    practice.month(2026, 9, 90, one_in(8))
    practice.claims[0]["therapist"] = "2999900188"
    made = report(practice)
    assert "2999900188" not in words(made.rates)
    assert "One therapist with fewer than 30" in words(made.rates)
    practice.claims[1]["therapist"] = "2999900196"
    text = words(report(practice).rates)
    assert "others together" in text
    assert "2999900196" not in text


def test_a_cell_under_five_says_few_and_gives_no_rate(practice):
    practice.month(2026, 9, 60, one_in(8))
    practice.claims[0]["codes"] = ["92507", "97110"]
    text = words(report(practice).rates)
    assert re.search(r"92507\nfew \(\d of 1\)\nToo few to compare\.", text)


def test_what_came_back_and_what_was_overturned(practice):
    practice.month(2026, 8, 60, one_in(6)).month(2026, 9, 60)
    denied = [claim for claim in practice.claims if claim["denied"]]
    for claim in denied[:5]:
        practice.answer_again(claim, date(2026, 9, 20))
    practice.answer_again(denied[5], date(2026, 9, 21), paid=False)
    practice.answer_again(denied[6], date(2026, 10, 2))
    figures = report(practice).joined.figures
    assert (figures.recovered.lines, figures.recovered.charge) == (10, 30_000)
    assert (figures.overturned.k, figures.overturned.n) == (10, 12)
    assert figures.unanswered == 2 * (len(denied) - 6)
    assert figures.left.again == 12


def test_a_month_says_the_same_when_later_answers_are_known(practice):
    practice.month(2026, 8, 60, one_in(6)).month(2026, 9, 60, one_in(6))
    before = words(report(practice).monday)
    practice.month(2026, 11, 30, one_in(2))
    practice.answer_again(practice.claims[60], date(2026, 10, 9))
    assert words(report(practice).monday) == before


def test_claims_without_an_answer_are_counted_by_age(practice):
    practice.month(2026, 9, 40)
    practice.month(2026, 11, 3, lag=62)  # sent from 31 August on, answered after the month
    aging = report(practice).joined.figures.aging.set_index("bucket")
    waiting = [claim for claim in practice.claims[40:] if claim["sent"] <= date(2026, 9, 30)]
    assert aging["lines"].sum() == 2 * len(waiting)


def test_a_denial_that_our_checks_find_is_caught(practice):
    practice.month(2026, 9, 60, one_in(10))
    for claim in practice.claims[::10]:
        claim["diagnosis"] = "M25.5"  # not billable: it has longer codes below it
    found = report(practice).joined.figures.caught_month
    assert (found.recall.k, found.recall.n) == (6, 6)
    assert (found.precision.k, found.precision.n) == (6, 6)
    assert found.same.k == 6


def test_steps_taken_are_counted_from_the_denial(practice):
    practice.month(2026, 9, 60, one_in(6))
    given = read_given(practice.write()["remittances"], claims=practice.write()["claims"], with_store=False)
    joined = month_report(given, "2026-09").joined
    keys = list(joined.figures.lines.loc[joined.figures.lines["is_denied"], "denial_key"])
    on = dict(zip(joined.figures.lines["denial_key"], joined.figures.lines["decided_on"], strict=True))
    acted = {
        key: on[key].date() + timedelta(3) for key in keys[:-2] if on[key].date() + timedelta(3) <= date(2026, 9, 30)
    }
    figures = month_report(Given(**{**given.__dict__, "acted_on": acted}), "2026-09").joined.figures
    assert figures.to_action.median == 3
    assert figures.to_action.n == len(acted)
    assert figures.not_acted_on == len(keys) - len(acted)


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(usual):
    page = to_html(report(usual).page())
    assert not re.search(r"<script|<link|<img|<iframe|\bsrc=|url\(|@import|javascript:", page)
    assert "default-src 'none'" in page
    assert page.count("<svg role=") == page.count("<title>") - 1


def test_every_picture_says_in_words_what_it_shows(usual):
    pictures = re.findall(r'<svg role="img" aria-label="([^"]+)"', to_html(report(usual).page()))
    assert pictures
    assert all(re.search(r": \d+%, between \d+% and \d+%$", label) for label in pictures)


def test_the_words_lay_no_blame_and_rank_nobody(usual):
    text = own_text(report(usual).page()).replace(DEFINITION, "")
    assert harsh_words(text) == []


def test_no_patient_is_named(usual):
    everything = all_text(report(usual).page()) + b"".join(report(usual).tables.values()).decode()
    assert "PC00" not in everything
    assert "SYN-" not in everything
    assert "INVENTED PAT" not in everything


def test_hostile_names_are_text(practice):
    practice.month(2026, 9, 40, one_in(4))
    files = practice.write()
    text = files["remittances"][0].read_text().replace("Harbor Plan (invented)", "<script>alert(1)</script>")
    files["remittances"][0].write_text(text)
    claims = files["claims"][0].read_text().replace("Harbor Plan (invented)", "=cmd|'/c calc'!A1<script>")
    files["claims"][0].write_text(claims)
    made = month_report(read_given(files["remittances"], claims=files["claims"], with_store=False), "2026-09")
    assert "<script" not in to_html(made.page())
    assert "\n=cmd" not in made.tables["denied-lines.csv"].decode()
    assert ",=cmd" not in made.tables["denied-lines.csv"].decode()
    assert to_pdf(made.page()).startswith(b"%PDF")


# Not enough to say much: a sentence each


def opening(made):
    assert to_pdf(made.page()).startswith(b"%PDF")
    assert "Traceback" not in to_html(made.page())
    assert all(content.count(b"\n") >= 1 for content in made.tables.values())
    return words(made.opening)


def test_a_month_without_a_decision_says_where_the_decisions_are(usual):
    assert "No payer's decision in these files falls into March 2026; they reach from 2026-07" in opening(
        report(usual, "2026-03")
    )


def test_no_remittance_at_all_is_said(practice):
    practice.month(2026, 9, 5)
    assert "No remittance was read" in opening(
        month_report(read_given([], claims=practice.write()["claims"], with_store=False), "2026-09")
    )


def test_one_line_is_too_few(practice):
    practice.month(2026, 9, 1, one_in(1))
    assert "too few to conclude anything" in opening(report(practice))


def test_remittances_that_match_no_claim_are_said(practice):
    practice.month(2026, 9, 40, one_in(4))
    files = practice.write()
    files["claims"][0].write_text(files["claims"][0].read_text().replace("C0", "X0"))
    made = month_report(read_given(files["remittances"], claims=files["claims"], with_store=False), "2026-09")
    assert "None of these answers was found among the claims given" in opening(made)


def test_without_claims_there_are_still_rates(practice):
    practice.month(2026, 9, 40, one_in(4))
    made = month_report(read_given(practice.write()["remittances"], with_store=False), "2026-09")
    assert "name a therapist" in opening(made)
    assert made.joined.figures.denied.n == 80
    assert "claims were not given" in words(made.time_and_money).lower()
    assert "Claims were not given" in words(made.caught)


def test_claims_without_therapists_are_said(practice):
    practice.month(2026, 9, 40, one_in(4))
    for claim in practice.claims:
        claim["therapist"] = ""
    assert "name a therapist" in opening(report(practice))


@pytest.mark.parametrize("month", ["2026-13", "October", "2026", "", "26-10", "2026-10-01"])
def test_what_is_no_month_is_refused_in_a_sentence(practice, month):
    practice.month(2026, 9, 1)
    with pytest.raises(ValueError, match="A month is written as year and month, like 2026-10"):
        report(practice, month)


def test_a_month_of_which_every_line_was_denied_finds_no_strength_in_zero(practice):
    practice.month(2026, 9, 3, lambda claim: ("CO", "16"))
    text = words(report(practice).monday)
    assert "0 of 6" not in text and "What the payers decided (6 lines)" in text


def test_a_second_process_changes_nothing(usual, monkeypatch, tmp_path):
    from auditkit import second_process
    from auditkit.reports import month_notebook

    monkeypatch.setattr(second_process, "_processors", lambda: 2)
    files = {name: list(map(str, paths)) for name, paths in usual.write().items()}
    told = []
    for size in (10**9, 0):
        monkeypatch.setattr(second_process, "_WORTH", size)
        folder = tmp_path / str(size)
        made = month_notebook.made("2026-09", files, str(folder))
        told.append((made.told, {file.name: file.read_bytes() for file in folder.iterdir()}))
    assert told[0] == told[1]
    assert told[0][0]["has_decisions"] and "denials-2026-09.pdf" in told[0][1]
