"""Claims with a label: what a careful auditor answers, and why. Most of them must not fire."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from auditkit.rules import claim_checks
from auditkit.scrub.engine import scrub
from auditkit.scrub.example import TODAY, with_defaults

ANSWERS = ("not_met", "met", "unclear", "not_applicable")
HISTORY = {
    "patient_id": "P-1",
    "date_of_service": "2026-02-03",
    "hcpcs_code": "97110",
    "modifiers": "GP",
    "allowed_amount": "",
}
OWN = ("claim_id", "patient_id", "payer_id", "authorization_number")


def cases():
    """(rule, answer, why, case) of every label."""
    for path in sorted((Path(__file__).parent / "labelled").glob("*.toml")):
        labels = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {key: labels[key] for key in ("payers", "authorization") if key in labels}
        for answer in ANSWERS:
            for case in labels.get(answer, ()):
                base = {**labels.get("base", {}), **case.get("base", {})}
                lines = [{"line_number": str(n), **base, **line} for n, line in enumerate(case["lines"], 1)]
                yield case.get("rule", path.stem), answer, case["why"], {**shared, **case, "lines": lines}


CASES = list(cases())


def scrubbed(numbered, supplied):
    """The cases in one batch, each with patients, payers, claims and authorizations of its own, and those tables that are supplied."""
    lines, tables = [], {name: [] for name in ("history", "payers", "authorizations")}
    for number, (_, _, _, case) in numbered:

        def own(row, tag=f"#{number}"):
            return {**row, **{name: row[name] + tag for name in OWN if row.get(name)}}

        lines += [own(row) for row in with_defaults(tuple(case["lines"]))]
        tables["history"] += [own({**HISTORY, **row}) for row in case.get("history", ())]
        tables["payers"] += [own(row) for row in case.get("payers", ())]
        granted = {"patient_id": "P-1", **case.get("authorization", {})}
        tables["authorizations"] += [own({**granted, **row}) for row in case.get("authorizations", ())]
    given = {name: rows for name, rows in tables.items() if name == "payers" or name in supplied}
    return scrub(lines, today=TODAY, **given).frame() if lines else None


@pytest.fixture(scope="module")
def answers():
    """Number of the case -> its rule's answers about it."""
    found = {}
    numbered = list(enumerate(CASES))
    for supplied in ((), ("history",), ("authorizations",), ("history", "authorizations")):
        batch = [
            (n, c) for n, c in numbered if tuple(t for t in ("history", "authorizations") if t in c[3]) == supplied
        ]
        if not batch:
            continue
        frame = scrubbed(batch, supplied)
        frame["case"] = frame["claim_id"].str.split("#").str[1].astype(int)
        for n, (rule, *_) in batch:
            found[n] = list(frame[(frame["case"] == n) & (frame["rule"] == rule)]["answer"])
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=[f"{rule}: {answer}: {why}" for rule, answer, why, _ in CASES])
def test_the_label_is_what_the_check_says(n, answers):
    _, answer, _, _ = CASES[n]
    given = set(answers[n]) or {"not_applicable"}
    if answer == "not_met":
        assert "not_met" in given
    elif answer == "not_applicable":
        assert given == {"not_applicable"}
    else:
        assert answer in given
        assert "not_met" not in given


def test_intricate_checks_have_a_dozen_labels_each_way():
    counted = Counter((rule, "fires" if answer == "not_met" else "does not") for rule, answer, _, _ in CASES)
    for rule in (
        "kx_modifier",
        "code_pair",
        "not_duplicate",
        "telehealth",
        "authorization_covers",
        "discipline_modifier",
        "diagnosis_current",
    ):
        assert counted[rule, "fires"] >= 12, rule
        assert counted[rule, "does not"] >= 12, rule


def test_every_check_has_labels():
    elsewhere = {"timed_units", "assistant_modifier"}  # their worked examples stand in files of their own
    assert {rule for rule, *_ in CASES} | elsewhere == set(claim_checks())
