"""How often the verdicts agree with the labels of whole notes: over the notes the rules were written with, and over those they were not.

Run `python start.py test tests/notes/test_agreement.py -s` to see a row for each rule.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from auditkit.audit import audit_note
from auditkit.rules import note_rules

HERE = Path(__file__).parent
SETS = (
    "dev",
    "heldout",
    "blind",
    "blind2",
    "dev2",
    "blind3",
    "blind4",
    "blind5",
    "blind6",
    "blind7",
    "blind8",
    "blind9",
)
AGREEMENT_FLOOR, KAPPA_FLOOR = 0.90, 0.75


def labelled(name: str):
    """The notes of a set as (text, labels)."""
    for path in sorted((HERE / name).glob("*.json")):
        yield path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


@cache
def answers(name: str) -> dict[str, list[tuple[str, str]]]:
    """By rule, the pairs (answer given, answer labelled) over the notes of a set."""
    pairs = defaultdict(list)
    for text, labels in labelled(name):
        for verdict in audit_note(text, rules=note_rules()).verdicts:
            pairs[verdict.rule].append((str(verdict.answer), labels["verdicts"][verdict.rule]["answer"]))
    return dict(pairs)


def agreement(pairs: list[tuple[str, str]]) -> float:
    return sum(given == wanted for given, wanted in pairs) / len(pairs)


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa; 1.0 where both gave one and the same answer throughout."""
    given, wanted = Counter(g for g, _ in pairs), Counter(w for _, w in pairs)
    by_chance = sum(given[key] * wanted[key] for key in given) / len(pairs) ** 2
    return 1.0 if by_chance == 1 else (agreement(pairs) - by_chance) / (1 - by_chance)


def table(name: str) -> str:
    per_rule = answers(name)
    everything = [pair for pairs in per_rule.values() for pair in pairs]
    rows = [(rule, pairs) for rule, pairs in per_rule.items()] + [(f"all ({name})", everything)]
    return "\n".join(
        f"{rule:26} n {len(pairs):5}  agreement {agreement(pairs):.2f}  kappa {kappa(pairs):5.2f}"
        for rule, pairs in rows
    )


@pytest.mark.parametrize("name", SETS)
def test_verdicts_agree_with_the_labels_of_whole_notes(name):
    everything = [pair for pairs in answers(name).values() for pair in pairs]
    print(f"\n{table(name)}")
    assert agreement(everything) >= AGREEMENT_FLOOR, table(name)
    assert kappa(everything) >= KAPPA_FLOOR, table(name)


@pytest.mark.parametrize("name", SETS)
def test_every_labelled_quote_stands_in_its_note(name):
    for text, labels in labelled(name):
        for rule, label in labels["verdicts"].items():
            for quote in label["evidence"]:
                assert quote in text, f"{rule}: {quote}"


def test_the_sets_together_hold_at_least_sixty_notes_of_all_disciplines():
    disciplines = [labels["discipline"] for name in SETS for _, labels in labelled(name)]
    assert len(disciplines) >= 60
    assert {"PT", "OT", "SLP"} <= set(disciplines)


def test_no_note_is_in_two_sets():
    texts = [text for name in SETS for text, _ in labelled(name)]
    assert len(set(texts)) == len(texts)
