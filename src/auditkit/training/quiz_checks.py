"""Questions about claims, episodes and visits from the examples of a check, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditkit.desks.eligibility.example import ANSWER
from auditkit.rule import ClaimCheck, ComparisonRule, EpisodeRule, VisitCheck, VisitExample
from auditkit.rules.examples import further_examples
from auditkit.training.quiz_item import COPIED, OWN, PASSES, READY, RETURNS, STOPS, Item, Task, dice, item_of

Check = ClaimCheck | EpisodeRule | VisitCheck | ComparisonRule


def check_items(rule: Check) -> list[Item]:
    """One item an example. Each form has one that passes and one that does not; which comes first differs from rule to rule."""
    stem, options = _asked(rule)
    return [
        item_of(
            rule,
            Task.JUDGE,
            number,
            stem=stem,
            shown=_as_visit(example) if isinstance(example, VisitExample) else _as_lines(example),
            options=options,
            right=frozenset({0 if passes else 1}),
            why=f"{example.reason} {rule.why}",
        )
        for number, (passes, example) in enumerate(_dealt(rule))
    ]


def _asked(rule: Check) -> tuple[str, tuple[str, str]]:
    """What is asked, and the two answers."""
    if isinstance(rule, VisitCheck):
        return f"Is the visit ready? {rule.title}. What is not shown is in order.", (READY, STOPS)
    if isinstance(rule, ComparisonRule):
        return f"Two notes of one patient. Is this so of the newer one? {rule.title}.", (OWN, COPIED)
    return f"Would this pass? {rule.title}. What is not shown is in order.", (PASSES, RETURNS)


def _dealt(rule: Check) -> list[tuple[bool, Any]]:
    """The examples in the order in which their numbers go round the three forms: a b a b a b, so that each form gets one of each."""
    own = [] if isinstance(rule, ComparisonRule) else [(True, rule.good), (False, rule.bad)]
    further = [(one.passes, one.example) for one in further_examples(rule.id)]
    if not own:  # its own two are words about notes, not notes
        own = [next(one for one in further if one[0] is passes) for passes in (True, False)]
        further = [one for one in further if all(one is not first for first in own)]
    dice("order", rule.id).shuffle(own)  # else whoever is asked before would always see what passes
    by_kind = {passes: [one for one in further if one[0] is passes] for passes in (True, False)}
    rest = [one for pair in zip(by_kind[own[0][0]], by_kind[own[1][0]], strict=True) for one in pair]
    return [*own, *rest]


_LABELS = {"hcpcs_code": "code", "date_of_service": "on", "diagnosis_codes": "diagnoses", "place_of_service": "place"}


_YES_OR_NO = ("authorization_required", "telehealth_accepted")


def _as_lines(example: Any) -> str:
    """An example as a person reads it: notes, what was known before, then the lines. Cells that it does not name are those of a clean line."""
    said = [f"Note of {day}: {' '.join(text.split())}" for day, text in getattr(example, "notes", {}).items()]
    for name, label in (
        ("history", "Before"),
        ("plans", "Plan"),
        ("payers", "Payer"),
        ("authorizations", "Authorization"),
    ):
        said += [f"{label}: {_cells(row)}" for row in getattr(example, name, None) or ()]
    return "\n".join([*said, *(f"Line: {_cells(line)}" for line in example.lines)])


def _as_visit(example: VisitExample) -> str:
    """A visit with what is known about it; what is not named is an ordinary visit with an answer of the evening before."""
    said = [f"Visit: {_cells(example.visit)}" if example.visit else "Visit: physical therapy, November 25, 2026, 9:15"]
    if example.answer is None:
        said.append("Nobody has asked the payer.")
    else:
        said.append(
            f"Answer: {_cells(example.answer)}" if example.answer else "Answer: active, asked the evening before"
        )
    if example.earlier is not None:  # what is to be compared has to be seen on both
        for label, row in (("Plan now", example.answer or {}), ("Plan at the last check", example.earlier)):
            cells = {**ANSWER, **row}
            said.append(
                f"{label}: {cells['payer_name']}, {cells['plan_name']}, member {cells['member_id']}, group {cells['group_number']}"
            )
    for rows, label in (
        (example.benefits, "Benefit"), (example.other_visits, "Other visit"), (example.authorizations, "Authorization"), (example.history, "Paid before"),
        (example.payers, "Payer"), (example.rules, "Needs authorization"),
    ):  # fmt: skip
        said += [f"{label}: {_cells(row)}" for row in rows or ()]
    return "\n".join(said)


def _cells(row: Mapping[str, Any]) -> str:
    names = {name: _LABELS.get(name, name.replace("_", " ")) for name in row}
    said = [f"{names[name]} {_value(name, value)}" for name, value in row.items() if value not in ("", None)]
    missing = [f"no {names[name]}" for name, value in row.items() if value in ("", None)]
    return ", ".join([*said, *missing]) or "nothing unusual"


def _value(name: str, value: Any) -> str:
    """A cell as a person reads it."""
    if name in _YES_OR_NO:
        return {"1": "yes", "0": "no"}.get(str(value), str(value))
    words = str(value).replace("|", " and ")
    return words.replace("_", " ") if name in ("payer_type", "decision", "benefit") else words
