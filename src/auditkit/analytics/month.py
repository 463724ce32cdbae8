"""All figures of one month: frames in, figures out. What they are shares of is said at each.

Everything is as it was known on the last day of the month, so that the report of a month says the same whenever it is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

import pandas as pd

from auditkit.analytics.calendar_month import Month
from auditkit.analytics.caught import Caught, caught
from auditkit.analytics.change import Change
from auditkit.analytics.decisions import TOLD_APART, Left, first_decisions, left_out
from auditkit.analytics.money import Money, at_stake, recovered, taken_back
from auditkit.analytics.patterns import Patterns, patterns
from auditkit.analytics.rates import against_before, against_rest, corrected, rates, shares, total
from auditkit.analytics.sent import clean_claims, open_lines
from auditkit.analytics.share import Share
from auditkit.analytics.waiting import Days, aging, days

CATEGORIES = ("authorization", "coding", "timely_filing", "medical_necessity", "eligibility", "other")
BREAKDOWNS = ("category", "payer", "code", "discipline", "clinic", "therapist")
LEAST_LINES = 30  # a therapist with fewer answered lines in the month is shown together with others, or not at all
TOGETHER, NOT_SHOWN = "together", "not shown"
_YEAR, _EARLIER = 12, 3


@dataclass(frozen=True)
class Known:
    """What the figures are made from. None: not supplied, and what needs it says so.

    `decisions`: see `auditkit.analytics.decisions`; `sent`: see `sent_lines`; `findings`: see `caught`, only what must be fixed, of claims; `of_notes`: the
    same of notes; `rejected`: control numbers of claims rejected before settlement; `acted_on`: denial key -> day of the first step anybody took.
    """

    decisions: pd.DataFrame
    sent: pd.DataFrame | None = None
    findings: pd.DataFrame | None = None
    of_notes: pd.DataFrame | None = None
    rejected: Collection[str] | None = None
    acted_on: Mapping[str, date] | None = None


@dataclass(frozen=True)
class Figures:
    """The month. `tables`: breakdown -> a table of rates with `before_*`, `q_before` and `q_rest`. Shares are of what their names say."""

    month: Month
    lines: pd.DataFrame  # first decisions of the month
    before: pd.DataFrame  # of the month before
    year: pd.DataFrame  # of the twelve months up to its end
    left: Left
    denied: Share  # lines, of lines first decided in the month
    denied_before: Share
    claims_denied: Share  # claims with a denied line, of claims
    claims_denied_before: Share
    is_change: bool  # on claims
    by_month: tuple[tuple[Month, Share], ...]  # lines denied, twelve months
    tables: Mapping[str, pd.DataFrame]
    compared: int
    changed: int
    compared_rest: int
    apart: int
    therapists_hidden: str  # how many were put together or not shown, in words
    first_pass: Share  # first claims without a denied line, of first claims decided in the month
    first_pass_before: Share
    clean: (
        Share | None
    )  # first claims without rejection and without must-fix finding, of first claims sent in the month
    rejected: Share | None
    to_payment: Days | None
    to_payment_unknown: int
    to_action: Days | None
    not_acted_on: int | None  # denied lines of the month without any step; None: nobody tracks
    overturned: Share  # denials of twelve months that were paid later, of those answered again
    unanswered: int  # denials of twelve months that were not answered again
    aging: pd.DataFrame | None
    held_up: Money
    month_denied: Money
    recovered: Money
    taken_back: Money
    stand_out: Patterns
    newly: Patterns
    caught: Caught | None  # twelve months, checks of claims
    caught_month: Caught | None
    caught_notes: Caught | None  # twelve months, claims with a note in hand, criteria of notes
    matched: Share  # answers of the month that were matched to a claim in hand
    has_sent: bool
    decided_from: date | None = field(default=None)
    decided_to: date | None = field(default=None)


def figures(known: Known, month: Month, note_rules: Collection[str] = (), noted: Collection[str] = ()) -> Figures:
    """The figures of a month. `note_rules`: ids of rules that read notes; `noted`: claims with a note in hand."""
    as_of = pd.Timestamp(month.end)
    every, _ = first_decisions(known.decisions, as_of)
    lines, before, year = _in(every, month), _in(every, month.back()), _in(every, month.back(_YEAR - 1), month)
    now, then = _share(total(lines)), _share(total(before))
    claims_now, claims_then = _claims(lines), _claims(before)
    people, hidden = _few_people(lines)
    lines, before = (f.assign(shown_therapist=f["therapist"].map(people).fillna(TOGETHER)) for f in (lines, before))
    tables, compared, changed, compared_rest, apart = _tables(lines, before)
    waits, unknown = _waits(lines)
    denied = lines[lines["is_denied"]]
    open_denials = year[year["outcome"].isin(("open", "denied_again"))]
    answered = year[year["outcome"].isin(("paid_later", "denied_again"))]
    start = pd.Timestamp(month.start)
    return Figures(
        month=month, lines=lines, before=before, year=year, left=_left_in(known.decisions, month),
        denied=now, denied_before=then, claims_denied=claims_now, claims_denied_before=claims_then,
        is_change=Change(claims_then.k, claims_then.n, claims_now.k, claims_now.n).is_beyond_chance,
        by_month=tuple((m, _share(total(_in(every, m)))) for m in (month.back(b) for b in range(_YEAR - 1, -1, -1))),
        tables=tables, compared=compared, changed=changed, compared_rest=compared_rest, apart=apart, therapists_hidden=hidden,
        first_pass=_first_pass(lines), first_pass_before=_first_pass(before),
        clean=_clean(known, start, as_of), rejected=_rejected(known, start, as_of),
        to_payment=days(waits), to_payment_unknown=unknown, to_action=_to_action(denied, known.acted_on, as_of),
        not_acted_on=_not_acted_on(denied, known.acted_on, as_of),
        overturned=Share(int((answered["outcome"] == "paid_later").sum()), len(answered)),
        unanswered=int((year["outcome"] == "open").sum()),
        aging=aging(open_lines(known.sent, known.decisions, as_of), as_of) if known.sent is not None else None,
        held_up=at_stake(open_denials, year), month_denied=at_stake(denied, year),
        recovered=recovered(every, known.decisions, start, as_of), taken_back=taken_back(known.decisions, start, as_of),
        stand_out=patterns(lines), newly=patterns(lines, _in(every, month.back(_EARLIER), month.back())),
        caught=_caught(year, known.findings), caught_month=_caught(lines, known.findings),
        caught_notes=_caught(year[year["claim_id"].isin(set(noted))], known.of_notes, note_rules) if noted else None,
        matched=Share(int(lines["is_matched"].sum()), len(lines)), has_sent=known.sent is not None,
        decided_from=_day(known.decisions["decided_on"].min()), decided_to=_day(known.decisions["decided_on"].max()),
    )  # fmt: skip


def _in(lines: pd.DataFrame, first: Month, last: Month | None = None) -> pd.DataFrame:
    return lines[lines["decided_on"].between(pd.Timestamp(first.start), pd.Timestamp((last or first).end))]


def _left_in(found: pd.DataFrame, month: Month) -> Left:
    """What the month's own answers left out of its rates."""
    upto = found.loc[~(found["decided_on"] > pd.Timestamp(month.end)), TOLD_APART]
    own = left_out(upto)
    earlier = left_out(upto[~(upto["decided_on"] >= pd.Timestamp(month.start))])
    names = [one.name for one in fields(Left) if one.name != "without_day"]
    return Left(**{name: getattr(own, name) - getattr(earlier, name) for name in names}, without_day=own.without_day)


def _share(row: pd.Series) -> Share:
    return Share(int(row["k"]), int(row["n"]))


def _claims(lines: pd.DataFrame) -> Share:
    return Share(lines.loc[lines["is_denied"], "claim"].nunique(), lines["claim"].nunique())


def _first_pass(lines: pd.DataFrame) -> Share:
    claims = set(lines["claim"])
    return Share(len(claims - set(lines.loc[lines["is_denied"], "claim"])), len(claims))


def _few_people(lines: pd.DataFrame) -> tuple[dict[str, str], str]:
    """Each therapist's name in the table; who has few lines is put together with others, or, where alone, not shown."""
    sizes = lines.groupby("therapist").size()
    few = list(sizes[sizes < LEAST_LINES].index)
    label = NOT_SHOWN if len(few) == 1 else TOGETHER
    if not few:
        return {name: name for name in sizes.index}, ""
    words = (
        f"One therapist with fewer than {LEAST_LINES} answered lines is not shown."
        if len(few) == 1
        else f"{len(few)} therapists with fewer than {LEAST_LINES} answered lines each are shown together."
    )
    return {name: label if name in few else name for name in sizes.index}, words


def _tables(lines: pd.DataFrame, before: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], int, int, int, int]:
    names, found = list(BREAKDOWNS), []
    for name in names:
        column = "shown_therapist" if name == "therapist" else name
        if name == "category":
            now, then = shares(lines, name, CATEGORIES), shares(before, name, CATEGORIES)
        else:
            now, then = rates(lines, [column]), rates(before, [column])
        now = against_before(now, then, [column])
        # categories share one denominator: each is only compared with its own past
        now = now.assign(p_rest=float("nan")) if name == "category" else against_rest(now)
        found.append(now[now[column] != NOT_SHOWN].rename(columns={column: name}).reset_index(drop=True))
    for table in found:
        table.loc[table["before_n"] < 5, "p_before"] = float("nan")
        if len(table) < 2:
            table["p_rest"] = float("nan")
    found, compared, changed = corrected(found, "p_before")
    found, compared_rest, apart = corrected(found, "p_rest")
    return dict(zip(names, found, strict=True)), compared, changed, compared_rest, apart


def _waits(lines: pd.DataFrame) -> tuple[list[int], int]:
    """Days from sending to the first decision of lines paid at once, and for how many that is not known (or cannot be)."""
    paid = lines[(lines["paid"] > 0)]
    waits = (paid["decided_on"] - paid["sent_on"]).dt.days
    known = waits[waits >= 0]
    return [int(wait) for wait in known], len(paid) - len(known)


def _to_action(denied: pd.DataFrame, acted_on: Mapping[str, date] | None, as_of: pd.Timestamp) -> Days | None:
    if acted_on is None:
        return None
    waits = [
        (acted_on[key] - on.date()).days
        for key, on in zip(denied["denial_key"], denied["decided_on"], strict=True)
        if key in acted_on and acted_on[key] <= as_of.date()
    ]
    return days(wait for wait in waits if wait >= 0)


def _not_acted_on(denied: pd.DataFrame, acted_on: Mapping[str, date] | None, as_of: pd.Timestamp) -> int | None:
    if acted_on is None:
        return None
    return sum(1 for key in denied["denial_key"] if key not in acted_on or acted_on[key] > as_of.date())


def _clean(known: Known, start: pd.Timestamp, end: pd.Timestamp) -> Share | None:
    if known.sent is None or (known.findings is None and known.rejected is None):
        return None
    marred: set[str] = set(known.rejected or ())
    if known.findings is not None:
        marred |= set(known.findings["claim_id"])
    return clean_claims(known.sent, start, end, marred)


def _rejected(known: Known, start: pd.Timestamp, end: pd.Timestamp) -> Share | None:
    if known.sent is None or known.rejected is None:
        return None
    passed = clean_claims(known.sent, start, end, set(known.rejected))
    return Share(passed.n - passed.k, passed.n)


def _caught(lines: pd.DataFrame, findings: pd.DataFrame | None, note_rules: Iterable[str] = ()) -> Caught | None:
    if findings is None:
        return None
    return caught(lines[lines["is_matched"]], findings, frozenset(note_rules), CATEGORIES)


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()
