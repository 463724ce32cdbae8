"""What a payer's free text says beside its figures."""

import pytest

from auditkit.care.payer_words import authorization_in, ended_in, referral_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PLAN TERMINATED 06/30/2026", "PLAN TERMINATED"),
        ("Coverage has been cancelled.", "Coverage has been cancelled"),
        ("MEMBER IS NO LONGER ELIGIBLE", "NO LONGER ELIGIBLE"),
        ("MEMBER JANE SAMPLE TERMINATED 6/30", "MEMBER ... TERMINATED"),
        ("Patient: Sample disenrolled", "Patient: ... disenrolled"),
    ],
)
def test_an_ended_plan_is_told_in_the_payers_words_and_without_a_name(text, said):
    assert ended_in(text) == said


@pytest.mark.parametrize(
    "text",
    ["", "Plan active.", "Coverage is terminated if premiums are unpaid", "Will be terminated when the member leaves", "Terminated employees: call"],
)  # fmt: skip
def test_a_condition_or_nothing_ends_no_plan(text):
    assert ended_in(text) == ""


@pytest.mark.parametrize(
    ("text", "needed"),
    [("Prior auth required", "1"), ("No authorization is required", "0"), ("Does not require prior authorization", "0"), ("Auth required. No authorization for PT.", ""),
     ("Authorization required after 12 visits", ""), ("", "")],
)  # fmt: skip
def test_an_authorization_is_needed_where_the_text_says_so_without_a_condition(text, needed):
    assert authorization_in(text) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [("PCP referral required", "1"), ("No referral needed", "0"), ("No PCP referral is required.", "0"), ("Does not require a referral", "0"), ("Referral not required", "0"),
     ("Referral may be required", ""), ("Referral required. No referral for PT.", "")],
)  # fmt: skip
def test_a_referral_is_needed_where_the_text_says_one_thing(text, needed):
    assert referral_in(text) == needed
