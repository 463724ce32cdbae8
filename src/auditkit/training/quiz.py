"""Quiz items from the rules' own labelled examples: judge a note, pick the one that is enough, mark the words, count the units.

Every example belongs to one form only (`before`, `after`, `later`), so that nobody is asked the same thing twice; the same rules, form and seed
give the same quiz.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auditkit.desks.eligibility.example import ANSWER
from auditkit.rule import Answer, ClaimCheck, EpisodeRule, Kind, NoteRule, Source, VisitCheck, VisitExample
from auditkit.rules.excerpts import Excerpt, excerpts
from auditkit.text.note import Note
from auditkit.training.taught import every_rule
from auditkit.units import Service, in_words, total_time

YES, NO = "Yes, and I can point at the words", "No, not yet"
READY, STOPS = "It is ready", "Something has to be settled first"
PASSES, RETURNS = "It passes", "A person has to look at it before it is sent"
# Codes of 15 minutes that stand together in the pool of a day; which they are does not matter for counting.
_TIMED = ("97110", "97112", "97116", "97140", "97530", "97535")


class Form(StrEnum):
    """When a quiz is given: before the session, right after it, and 30 to 90 days later."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"


class Task(StrEnum):
    """What is asked of the reader."""

    JUDGE = "judge"  # is it there, or not yet
    PICK = "pick"  # which of these is enough
    MARK = "mark"  # which sentence shows it
    COUNT = "count"  # how many units


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `right` are the numbers of the right options (one of them is enough to choose), or the number itself where units are counted."""

    id: str
    rule: str
    task: Task
    stem: str
    shown: str  # what is read: a note, lines of a claim, minutes; may be empty
    options: tuple[str, ...]  # empty where a number is asked
    right: frozenset[int]
    why: str
    sources: tuple[Source, ...]
    discipline: str = ""

    def is_right(self, chosen: int) -> bool:
        """Whether this choice (number of the option from 0, or the units counted) is right."""
        return chosen in self.right


def quiz(
    rules: Iterable[str], form: Form, *, seed: str = "", count: int = 8, disciplines: Sequence[str] = ()
) -> list[Item]:
    """`count` items over `rules` for one form, rules in turn; fewer where there are not so many. Raises KeyError for an unknown rule.

    Notes of `disciplines`, where any are named, come first.
    """
    banks = []
    for name in dict.fromkeys(rules):
        bank = [item for item in bank_of(name) if form_of(item) is form]
        _dice(seed, form, name).shuffle(bank)
        # Kinds of task take turns within a rule, so that a quiz is not eight times yes or no.
        mixed = _in_turn([[item for item in bank if item.task is task] for task in Task])
        banks.append(sorted(mixed, key=lambda item: bool(disciplines) and item.discipline not in disciplines))
    return _in_turn(banks)[:count]


def form_of(item: Item) -> Form:
    """The one form that an item belongs to: a rule's items of one task and answer are dealt out in order."""
    return list(Form)[int(item.id.rsplit(".", 1)[1]) % len(Form)]


def bank_of(rule_id: str) -> list[Item]:
    """All items of a rule. An id is `rule.task.number`; it stays with its item as long as the examples stay in order."""
    rule = every_rule()[rule_id]
    items: list[Item] = []
    if isinstance(rule, NoteRule):
        items = [*_judged(rule), *_picked(rule), *_marked(rule)]
    elif isinstance(rule, ClaimCheck | EpisodeRule | VisitCheck):
        items = _passed(rule)
    if rule_id in ("timed_units", "timed_minutes", "units_supported"):
        items += _counted(rule)
    return items


def _of(rule: Any, task: Task, number: int, **given: Any) -> Item:
    return Item(id=f"{rule.id}.{task}.{number}", rule=rule.id, task=task, sources=rule.sources, **given)


def _halves(rule: NoteRule) -> tuple[list[Excerpt], list[Excerpt]]:
    """The excerpts that are judged one by one, and those that are picked from: no excerpt is in both.

    Those that meet the rule and those that do not stand by turns of three, so that each form has both.
    """
    yes = [e for e in excerpts(rule.id) if e.answer is Answer.MET]
    no = [e for e in excerpts(rule.id) if e.answer is Answer.NOT_MET]
    mixed = [e for n in range(0, min(len(yes), len(no)), 3) for e in (*yes[n : n + 3], *no[n : n + 3])]
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def _judged(rule: NoteRule) -> list[Item]:
    return [
        _of(
            rule,
            Task.JUDGE,
            number,
            stem=f"{_kind(e)} Is this so? {rule.title}.",
            shown=e.text,
            options=(YES, NO),
            right=frozenset({0 if e.answer is Answer.MET else 1}),
            why=_because(rule, e),
            discipline=e.discipline,
        )
        for number, e in enumerate(_halves(rule)[0])
    ]


def _picked(rule: NoteRule) -> list[Item]:
    """Three excerpts of one discipline and kind, one of which is enough. They come from the half that is not judged."""
    _, rest = _halves(rule)
    no = [e for e in rest if e.answer is Answer.NOT_MET]
    items = []
    for e in rest:
        others = [o for o in no if o.discipline == e.discipline and set(o.kinds) & set(e.kinds)][:2]
        if e.answer is not Answer.MET or not others:
            continue
        no = [o for o in no if o not in others]
        shown = [e, *others]
        _dice(rule.id, e.text).shuffle(shown)
        items.append(
            _of(
                rule,
                Task.PICK,
                len(items),
                stem=f"Of which of these can you say: {rule.title}?",
                shown="",
                options=tuple(" ".join(o.text.split()) for o in shown),
                right=frozenset({shown.index(e)}),
                why=_because(rule, e),
                discipline=e.discipline,
            )
        )
    return items


def _marked(rule: NoteRule) -> list[Item]:
    """Excerpts with at least two sentences, of which some hold the labelled words and some do not."""
    items = []
    for e in excerpts(rule.id):
        spans = [s for s in Note(e.text).sentences if e.text[s.body : s.end].strip()]
        sentences = [e.text[s.body : s.end].strip() for s in spans]
        holds = frozenset(n for n, s in enumerate(sentences) if any(q in s or s in q for q in e.evidence))
        if (
            e.answer is not Answer.MET
            or rule.red_flag
            or not holds
            or len(holds) == len(sentences)
            or len(sentences) > 8
        ):
            continue
        items.append(
            _of(
                rule,
                Task.MARK,
                len(items),
                stem=f"Which words show it best? {rule.title}.",
                shown="",
                options=tuple(sentences),
                right=holds,
                why=_because(rule, e),
                discipline=e.discipline,
            )
        )
    return items


def _passed(rule: ClaimCheck | EpisodeRule | VisitCheck) -> list[Item]:
    """The two examples of a check of claims; the words are the lines as they stand."""
    items = []
    both = [(rule.good, True), (rule.bad, False)]
    _dice("order", rule.id).shuffle(both)  # else whoever is asked before would always see what passes
    for number, (example, passes) in enumerate(both):
        items.append(
            _of(
                rule,
                Task.JUDGE,
                number,
                stem=f"{'Is the visit ready?' if isinstance(rule, VisitCheck) else 'Would this pass?'} {rule.title}.",
                shown=_as_visit(example) if isinstance(example, VisitExample) else _as_lines(example),
                options=(READY, STOPS) if isinstance(rule, VisitCheck) else (PASSES, RETURNS),
                right=frozenset({0 if passes else 1}),
                why=f"{example.reason} {rule.why}",
            )
        )
    return items


_LABELS = {"hcpcs_code": "code", "date_of_service": "on", "diagnosis_codes": "diagnoses", "place_of_service": "place"}


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
    cells = [
        f"{_LABELS.get(name, name.replace('_', ' '))} {value}" for name, value in row.items() if value not in ("", None)
    ]
    missing = [f"no {_LABELS.get(name, name.replace('_', ' '))}" for name, value in row.items() if value in ("", None)]
    return ", ".join([*cells, *missing]) or "nothing unusual"


def _counted(rule: Any) -> list[Item]:
    """Days of two or three services; the numbers are drawn, the arithmetic is the kit's own."""
    dice = _dice("units", rule.id)
    items = []
    while len(items) < 24:
        codes = sorted(dice.sample(_TIMED, dice.choice((1, 2, 2, 3))))
        minutes = {code: dice.choice((5, 7, 8, 10, 12, 14, 15, 18, 20, 22, 23, 25, 30, 33, 38)) for code in codes}
        allocation = total_time(minutes)
        shown = "\n".join(f"{code}: {spent} minutes" for code, spent in minutes.items())
        if any(item.shown == shown for item in items):
            continue
        items.append(
            _of(
                rule,
                Task.COUNT,
                len(items),
                stem="How many timed units does Medicare's total time support on this day, all services together?",
                shown=shown,
                options=(),
                right=frozenset({allocation.total_units}),
                why=in_words([Service(code, spent) for code, spent in minutes.items()], "cms") + ".",
            )
        )
    return items


def _kind(e: Excerpt) -> str:
    names = " and ".join(Kind(kind).replace("_", " ") for kind in e.kinds)
    return f"From a {names} note{f' ({e.discipline})' if e.discipline else ''}."


def _because(rule: NoteRule, e: Excerpt) -> str:
    if e.answer is Answer.MET and e.evidence:
        return f"“{e.evidence[0]}” shows it. {rule.why}"
    if e.answer is Answer.MET:
        return rule.why
    return f"Nothing here shows it. {rule.why}" if not rule.red_flag else rule.why


def _dice(*parts: str) -> random.Random:
    return random.Random(hashlib.sha256("\x1f".join(parts).encode()).hexdigest())  # noqa: S311 (a draw, no secret)


def _in_turn(lists: Sequence[Sequence[Item]]) -> list[Item]:
    """One of each list by turns, until all are used."""
    longest = max(map(len, lists), default=0)
    return [entry[n] for n in range(longest) for entry in lists if n < len(entry)]
