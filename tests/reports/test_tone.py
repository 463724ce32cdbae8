"""What a therapist reads about their own work holds no absolutes, no blame and no ranking."""

from __future__ import annotations

import pytest

from auditkit.reports.tone import harsh_words
from auditkit.rules import comparison_rules, note_rules

RULES = {**note_rules(), **comparison_rules()}


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rules_words_keep_the_tone(rule_id):
    rule = RULES[rule_id]
    said = (rule.title, rule.why, rule.fix, rule.question, rule.strength, rule.good.reason, rule.bad.reason)
    assert {words: harsh_words(words) for words in said if harsh_words(words)} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "You never give the minutes.",
        "The note Always lacks a goal.",
        "This note failed the review.",
        "The assessment is inadequate.",
        "You should have signed.",
        "You must write the total.",
        "Your notes are worse than last month.",
        "You rank fourth in the clinic.",
        "This was a mistake.",
        "Poor documentation.",
        "Obviously the date is missing.",
    ],
)
def test_a_harsh_sentence_is_noticed(sentence):
    assert harsh_words(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Write the total minutes of the visit.",
        "A nevertheless useful measure.",
        "The patient's balance improved, which a reader can see.",
        "Frankly stated goals help a reader.",
        "The badge stays in the file.",
        "Medicare asks for the signature.",
        "A failsafe is not needed.",
        "Stretch the ranking muscle group.".replace("ranking", "flanking"),
    ],
)
def test_a_plain_sentence_is_not_taken_for_a_harsh_one(sentence):
    assert harsh_words(sentence) == []
