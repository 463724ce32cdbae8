"""A line is counted once, in the month of its first decision by its first payer."""

from __future__ import annotations

import pandas as pd

from auditkit.analytics.decisions import first_decisions

DENIED = {"denied": "coding", "decided_on": "2026-10-05"}


def test_a_line_that_is_denied_and_paid_later_is_one_denial(decided):
    first, left = first_decisions(decided(DENIED, {"decided_on": "2026-11-02", "paid": 2400}))
    assert list(first["is_denied"]) == [True]
    assert first.loc[0, ["outcome", "paid_later"]].tolist() == ["paid_later", 2400]
    assert str(first.loc[0, "paid_later_on"].date()) == "2026-11-02"
    assert left.again == 1


def test_what_comes_after_the_day_asked_is_not_known_yet(decided):
    first, _ = first_decisions(decided(DENIED, {"decided_on": "2026-11-02"}), pd.Timestamp("2026-10-31"))
    assert list(first["outcome"]) == ["open"]


def test_a_line_denied_twice_is_one_denial_that_was_denied_again(decided):
    first, _ = first_decisions(decided(DENIED, {"denied": "coding", "decided_on": "2026-10-30"}))
    assert list(first["outcome"]) == ["denied_again"]


def test_a_reversal_is_no_decision_and_its_correction_no_new_line(decided):
    rows = decided(
        {"decided_on": "2026-10-01"},
        {"decided_on": "2026-10-20", "is_reversal": True, "paid": -2500, "charge": -6500},
        {"decided_on": "2026-10-20", "paid": 2000},
    )
    first, left = first_decisions(rows)
    assert len(first) == 1
    assert not first["is_denied"].any()
    assert left.reversals == 1


def test_a_payment_that_was_taken_back_again_is_no_recovery(decided):
    rows = decided(
        DENIED, {"decided_on": "2026-10-20", "paid": 2500},
        {"decided_on": "2026-10-25", "is_reversal": True, "paid": -2500, "charge": -6500},
    )  # fmt: skip
    first, _ = first_decisions(rows)
    assert first.loc[0, "outcome"] == "denied_again"
    assert first.loc[0, "paid_later"] == 0
    assert pd.isna(first.loc[0, "paid_later_on"])


def test_a_second_payer_makes_no_line(decided):
    rows = decided({}, {"payer": "Second", "payer_id": "PY2", "is_later_payer": True, "denied": "other"})
    first, left = first_decisions(rows)
    assert list(first["payer_id"]) == ["PY1"]
    assert left.later_payers == 1


def test_two_first_payers_decided_two_lines(decided):
    rows = decided({**DENIED, "denied": "eligibility"}, {"payer_id": "PY2", "decided_on": "2026-10-25"})
    first, _ = first_decisions(rows)
    assert sorted(first["payer_id"]) == ["PY1", "PY2"]
    assert first.set_index("payer_id").loc["PY1", "outcome"] == "paid_later"


def test_an_estimate_or_a_claim_passed_on_is_not_decided(decided):
    first, left = first_decisions(decided({"is_decided": False}, {"claim_id": "C2"}))
    assert list(first["claim_id"]) == ["C2"]
    assert left.not_decided == 1


def test_a_corrected_claim_whose_first_decision_is_not_here_is_left_out_and_said(decided):
    first, left = first_decisions(decided({"is_correction": True, "claim_id": "C7"}))
    assert len(first) == 0
    assert left.corrections_of_unknown == 1


def test_a_corrected_claim_is_a_later_answer_to_the_same_line(decided):
    rows = decided(DENIED, {"claim_id": "C1R", "claim": "C1", "is_correction": True, "decided_on": "2026-10-28"})
    first, _ = first_decisions(rows)
    assert len(first) == 1
    assert first.loc[0, "outcome"] == "paid_later"


def test_an_answer_without_a_day_is_in_no_month(decided):
    first, left = first_decisions(decided({"decided_on": None}))
    assert len(first) == 0
    assert left.without_day == 1


def test_nothing_at_all_gives_an_empty_frame(decided):
    first, left = first_decisions(decided())
    assert len(first) == 0
    assert list(first["outcome"]) == []
    assert left.reversals == 0
