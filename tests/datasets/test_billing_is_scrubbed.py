"""The scrub finds what was seeded, at the line where it was seeded, and finds nothing on claims that are right."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date

import pytest

from auditkit.scrub import scrub

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def answers(rows):
    """(claim, rule) -> line number -> answer."""
    tables = {name: rows[name] for name in ("history", "payers", "authorizations")}
    frame = scrub(rows["claims"], today=TODAY, **tables).frame()
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    text = frame[["claim_id", "line_number", "rule", "answer"]].to_csv(index=False)
    for claim_id, line_number, rule, answer in list(csv.reader(io.StringIO(text)))[1:]:
        found[claim_id, rule][line_number].add(answer)
    return found


def test_every_seeded_error_is_found_at_its_line(rows, answers):
    errors = [label for label in rows["claims_labels"] if label["answer"] == "not_met"]
    assert len(errors) > 1000
    missed = []
    for label in errors:
        at = answers[label["claim_id"], label["rule"]]
        found = at[label["line_number"]] if label["line_number"] else set().union(*at.values())
        if "not_met" not in found:
            missed.append((label["rule"], label["claim_id"], label["seeded"]))
    assert not missed


def test_claims_without_a_seeded_error_have_no_finding(rows, answers):
    wrong = {label["claim_id"] for label in rows["claims_labels"] if label["answer"] == "not_met"}
    found = {
        (rule, claim_id)
        for (claim_id, rule), at in answers.items()
        if "not_met" in set().union(*at.values()) and claim_id not in wrong
    }
    assert not found


def test_a_claim_with_an_error_has_no_other_finding(rows, answers):
    labelled = {(label["claim_id"], label["rule"]) for label in rows["claims_labels"] if label["answer"] == "not_met"}
    assert not {key for key, at in answers.items() if "not_met" in set().union(*at.values())} - labelled


def test_what_only_a_newer_table_can_tell_is_unclear(rows, answers):
    for label in rows["claims_labels"]:
        if label["answer"] == "unclear":
            assert "unclear" in set().union(*answers[label["claim_id"], label["rule"]].values()), label
