"""The payer-update card of a quarter: what changes, from when, whom it touches, where it stands, which lesson teaches it.

From the reference tables' own dates, from rules that come into force, and from two states of the practice's matrix of payers and services. What is
not loaded is named as not loaded; nothing is said of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from auditkit.desks.authorizations.matrix import RuleChange
from auditkit.desks.quarters import Quarter
from auditkit.reference import Reference
from auditkit.reference.coming import Coming, coming
from auditkit.reference.status import OPTIONAL, status
from auditkit.tables.cells import on_screen
from auditkit.training.lesson import Lesson
from auditkit.training.taught import every_rule
from auditkit.training.update_words import WORDS, Words, amount, pair_kind, threshold_name

_FIRM = ("page-confirmed", "derived")
_FIRST_HAND = re.compile(
    r"\.gov\b|medicare\.com|federal register|\bCFR\b|\bCMS\b|\bMLN\b|palmettogba|novitas|fcso\.|wpsgha", re.IGNORECASE
)
_SECOND_HAND = (
    (re.compile(r"github|gitlab|repositor|\bscript\b", re.IGNORECASE), "second hand, a copy in somebody's repository"),
    (re.compile(r"\bblog\b", re.IGNORECASE), "second hand, a blog"),
    (re.compile(r"\.(?:com|net|info|io|org)\b", re.IGNORECASE), "second hand, somebody's own page"),
)
_SHOWN = 12  # groups of pairs on the page; the others are counted
_STALE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that is otherwise from `on` (None: the day is not said). `lesson` is the title of the lesson that teaches it, empty where none does."""

    on: date | None
    what: str
    whom: str
    source: str
    lesson: str
    order: int = 0  # among those of one day


@dataclass(frozen=True, slots=True)
class Card:
    """A quarter's updates, and what could not be said because it is not loaded."""

    quarter: Quarter
    updates: tuple[Update, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def card(
    quarter: Quarter, reference: Reference, lessons: Iterable[Lesson], matrix: Iterable[RuleChange] | None = None
) -> Card:
    """The card. `matrix` is what differs between two states of the practice's matrix; None: it was not given. Raises CannotKeep."""
    titles = {lesson.slug: lesson.title for lesson in lessons}
    found = coming(reference, quarter.first, quarter.last)
    updates = [_update(one, titles) for one in found if one.table != "code_pairs" and not _is_no_therapy(one)]
    updates += _pairs([one for one in found if one.table == "code_pairs"], titles)
    updates += _rules(quarter, titles)
    remarks = []
    if matrix is None:
        remarks.append("What payers want authorized was not compared: give the earlier and the present table.")
    else:
        own, others = _of_matrix(quarter, matrix, titles)
        updates += own
        if others:
            remarks.append(
                f"{others} more {'row' if others == 1 else 'rows'} of the table of authorizations changed for days outside of this quarter."
            )
    updates.sort(key=lambda one: (one.on or date.max, one.order, one.whom, one.source, one.what))
    return Card(quarter, tuple(_together(updates)), tuple(_missing(quarter, reference)), tuple(remarks))


def _update(one: Coming, titles: Mapping[str, str]) -> Update:
    words = WORDS[one.table]
    return Update(
        one.on,
        f"{words.what(one)}{_doubt(one)}",
        words.whom(one),
        standing(one.row["source"]),
        titles.get(words.lesson(one), ""),
        -1 if one.key[0].startswith("kx_") else list(WORDS).index(one.table),
    )


def _together(updates: Iterable[Update]) -> list[Update]:
    """What is of one day, for the same people, from one source and in one lesson stands together."""
    made: list[Update] = []
    for one in updates:
        last = made[-1] if made else None
        is_pair = one.order >= len(WORDS) - 1  # each is long enough by itself
        if last and not is_pair and replace(last, what="") == replace(one, what=""):
            made[-1] = replace(last, what=f"{last.what} {one.what}")
        else:
            made.append(one)
    return made


def _is_no_therapy(one: Coming) -> bool:
    """A code that stands in the list of therapy codes only so that it is not taken for one."""
    return one.table == "therapy_codes" and one.row["kind"] == "other" and one.row["therapy_type"] == "none"


def _doubt(one: Coming) -> str:
    """What weakens it: days of which nothing is held, or a row that nobody has looked up."""
    said = ""
    if one.known_until:
        said += f" What held between {on_screen(one.known_until)} and this day is not loaded, so it may have changed earlier."
    if one.row["confidence"] not in _FIRM:
        said += " Nobody has looked this up yet: do so before teaching it."
    return said


def standing(source: str) -> str:
    """A source, and what it is where it is not the place that decides: a copy, a blog, somebody's own page."""
    if _FIRST_HAND.search(source):
        return source
    kind = next((words for pattern, words in _SECOND_HAND if pattern.search(source)), "")
    return f"{source} ({kind}: look it up where it is published before teaching it)" if kind else source


def _pairs(found: Iterable[Coming], titles: Mapping[str, str]) -> list[Update]:
    """Pair edits that begin or end, one update for each day, kind and first code; where there are many, one that counts the rest."""
    groups: dict[tuple, list[Coming]] = defaultdict(list)
    for one in found:
        groups[one.on, pair_kind(one), one.key[1]].append(one)
    words, updates, told = WORDS["code_pairs"], [], 0
    for (on, kind, first), own in sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:_SHOWN]:
        what = f"{first} with {', '.join(sorted(one.key[2] for one in own))}: {kind}.{_doubt(own[0])}"
        updates.append(_of_pairs(on, what, own[0], words, titles))
        told += len(own)
    if rest := sum(map(len, groups.values())) - told:
        first = min((own[0] for own in groups.values()), key=lambda one: one.on)
        what = f"{rest:,} more pair edits begin or end; `auditkit reference diff` lists them all."
        updates.append(_of_pairs(first.on, what, first, words, titles, order=len(WORDS)))
    return updates


def _of_pairs(
    on: date, what: str, one: Coming, words: Words, titles: Mapping[str, str], order: int = len(WORDS) - 1
) -> Update:
    return Update(on, what, words.whom(one), standing(one.row["source"]), titles.get(words.lesson(one), ""), order)


def _rules(quarter: Quarter, titles: Mapping[str, str]) -> list[Update]:
    """Rules of the kit that begin or end in the quarter."""
    made = []
    for rule in every_rule().values():
        ends = rule.in_force_to + timedelta(days=1) if rule.in_force_to else None
        for on, what in ((rule.in_force_from, "begins"), (ends, "ends")):
            if on in quarter:
                source = rule.sources[0]
                made.append(
                    Update(on, f"The rule “{rule.title}” ({rule.id}) {what}.", "all who write or bill", f"{source.title}, {source.section}", titles.get(rule.lesson, ""))
                )  # fmt: skip
    return made


def _of_matrix(quarter: Quarter, changes: Iterable[RuleChange], titles: Mapping[str, str]) -> tuple[list[Update], int]:
    """Changes of the quarter, or of a day that is not said; and how many are of other days."""
    made, others = [], 0
    for change in changes:
        on = _changed_on(change)
        heard = [day for name in ("published_on", "noticed_on") if (day := change.dates.get(name))]
        if on not in quarter and (on is not None or (heard and not any(day in quarter for day in heard))):
            others += 1
            continue
        source = "the practice's table of what needs authorization"
        if published := change.dates.get("published_on"):
            source += f", published by the payer on {on_screen(published)}"
        made.append(Update(on, change.words, ", ".join(change.whom_to_tell), source, titles.get("authorizations", "")))
    return made, others


def _changed_on(change: RuleChange) -> date | None:
    """The first day on which it is otherwise. Where only something else of a row changed, its first day in force says nothing about that."""
    cells = {what: (before, now) for what, before, now in change.changes}
    if change.kind == "gone":
        last = cells.get("in force until", ("", ""))[0]
        return date.fromisoformat(last) + timedelta(days=1) if last else None
    return change.from_when if change.kind == "new" or "in force from" in cells else None


def _missing(quarter: Quarter, reference: Reference) -> Iterable[str]:
    """What is renewed and not held for this quarter, and where it comes from."""
    for one in status(reference, quarter.first):
        if one.gaps and (one.table, one.part) not in OPTIONAL:
            gaps = "; ".join(one.gaps).replace(" not loaded", "")
            yield f"{gaps[0].upper()}{gaps[1:]}. {one.next_step}"
    newest: dict[str, Mapping[str, str]] = {}
    for row in reference.rows("thresholds"):
        if row["item"] not in newest or row["valid_from"] > newest[row["item"]]["valid_from"]:
            newest[row["item"]] = row
    over = [
        f"{threshold_name(item)} ({amount(row)} until {on_screen(date.fromisoformat(row['valid_to']))})"
        for item, row in newest.items()
        if row["valid_to"]
        and quarter.last - _STALE <= date.fromisoformat(row["valid_to"]) < quarter.last
        and not any(other.startswith(f"{item}_") for other in newest)  # it is counted otherwise now
    ]
    if over:
        yield f"Amounts whose last day is known and whose next is not: {'; '.join(over)}."
