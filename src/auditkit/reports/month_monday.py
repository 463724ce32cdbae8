"""One page for Monday: what went well, the month in figures, and at most three things to do. Readable in grey print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditkit.analytics.change import Change
from auditkit.analytics.month import Figures
from auditkit.analytics.patterns import Pattern
from auditkit.analytics.share import Share
from auditkit.reports.month_words import CATEGORY, MONDAY, counts, days, rough, title, verdict, worth
from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, Run, Words, text
from auditkit.tables.canonical import dollars

MOST_ACTIONS, _MOST_STRENGTHS, _ENOUGH = 3, 4, 30


def told_patterns(figures: Figures) -> list[Pattern]:
    """What stands out or is new, each story once, at most three on the page."""
    found: list[Pattern] = []
    for pattern in sorted((*figures.newly.found, *figures.stand_out.found), key=lambda p: (p.p, not p.is_new)):
        own = set(pattern.claims)
        if not any(p.category == pattern.category and len(own & set(p.claims)) * 2 >= len(own) for p in found):
            found.append(pattern)
    return found


def monday(figures: Figures, lessons: Mapping[int, Words]) -> tuple[Block, ...]:
    """The page. `lessons`: place of a pattern -> the rule and lesson that teach it, in words."""
    return (
        Heading("One page for Monday"),
        Heading("What went well", 3),
        Bullets(tuple(text(words) for words in strengths(figures))),
        Heading("The month in figures", 3),
        _numbers(figures),
        Heading("What to do on Monday", 3),
        Bullets(_actions(figures, lessons)),
        Paragraph(text(by_chance(figures), soft=True)),
    )


def strengths(figures: Figures) -> list[str]:
    """What is good about the month, from its figures. There is always something, and where there are no figures that is said."""
    if not figures.denied.n:
        return ["No line was decided in this month, so there is nothing to say about it yet."]
    found = []
    if figures.first_pass.n >= 5 and figures.first_pass.rate >= 0.5:
        found.append(f"{_of(figures.first_pass)} claims were decided without any denied line the first time.")
    for name, table in figures.tables.items():
        fell = table[
            (table["q_before"] <= 0.05)
            & (table["rate"] < table["before_k"] / table["before_n"].where(table["before_n"] > 0))
        ]
        if name in ("category", "payer", "clinic") and len(fell):
            row = fell.sort_values("p_before").iloc[0]
            label = CATEGORY.get(row[name], row[name])
            points = Change(row["before_k"], row["before_n"], row["k"], row["n"]).sentence.split(": ")[1]
            found.append(f"Fewer denials than the month before, {name} {label}: {points}")
    if figures.recovered.lines:
        found.append(
            f"{dollars(figures.recovered.charge)} came back on {figures.recovered.lines:,} lines that had been denied."
        )
    if figures.to_action and figures.to_action.n >= 5 and figures.to_action.median <= 7:
        found.append(f"Half of the denials were worked on within {figures.to_action.median:g} days.")
    free = [
        CATEGORY[row["category"]]
        for _, row in figures.tables["category"].iterrows()
        if row["k"] == 0 and row["n"] >= _ENOUGH
    ]
    if free:
        found.append(f"No denial for {' or '.join(free)} among {figures.denied.n:,} answered lines.")
    if figures.overturned.n >= 5 and figures.overturned.rate >= 0.5:
        found.append(
            f"Answering pays: {_of(figures.overturned)} denials that were answered again were paid in the end."
        )
    if not found and (passed := figures.denied.n - figures.denied.k):
        found.append(f"{passed:,} of {figures.denied.n:,} answered lines were not denied.")
    if not found:
        found.append(f"What the payers decided ({figures.denied.n:,} lines) is in one place and can be worked on.")
    return found[:_MOST_STRENGTHS]


def _of(share: Share) -> str:
    return f"{share.k:,} of {share.n:,}"


def _numbers(figures: Figures) -> Grid:
    before = figures.month.back().words
    rows = [
        ("Lines denied at first decision", figures.denied.words, figures.denied_before.words,
         verdict(figures.denied, figures.denied_before, figures.is_change)),
        ("Claims passed the first time", figures.first_pass.words, figures.first_pass_before.words,
         verdict(figures.first_pass, figures.first_pass_before, figures.is_change)),
        ("Clean claims of those sent", figures.clean.words if figures.clean else "claims not given", "", ""),
        ("Days from sending to payment", days(figures.to_payment, "not known"), "", ""),
        ("Days from denial to first step", days(figures.to_action, "no step is on record"), "", ""),
        ("Denied in twelve months and still not paid", worth(figures.held_up), "", ""),
        ("Came back this month", f"{dollars(figures.recovered.charge)} on {figures.recovered.lines:,} lines", "", ""),
    ]  # fmt: skip
    return Grid("", ("What", figures.month.words, before, "Change"), tuple(rows), (24, 36, 22, 24))


def _actions(figures: Figures, lessons: Mapping[int, Words]) -> tuple[tuple[Run, ...], ...]:
    found = []
    for place, pattern in enumerate(told_patterns(figures)[:MOST_ACTIONS]):
        who, what = MONDAY[pattern.category]
        teaches = (Run(" "), *lessons[place]) if lessons.get(place) else ()
        said = Run(f"{who}: {what} Why: {counts(pattern)}.")
        found.append((Run(f"{title(pattern)}. ", strong=True), said, *teaches))
    if not found and figures.month_denied.lines:
        table = figures.lines[figures.lines["is_denied"]].groupby("category")["charge"].sum()
        category = table.idxmax()
        who, what = MONDAY[category]
        found.append((
            Run("Nothing stands out beyond chance this month. ", strong=True),
            Run(f"Most money is held up under {CATEGORY[category]} (about {rough(int(table.max()))} billed). {who}: {what}"),
        ))  # fmt: skip
    if figures.not_acted_on:
        found.append((
            Run("Denials without a first step. ", strong=True),
            Run(f"Billing: {figures.not_acted_on:,} denied lines of the month had none by its end; open the response desk and begin with the oldest."),
        ))  # fmt: skip
    if figures.aging is not None and (late := figures.aging.iloc[-1])["lines"]:
        found.append((
            Run("Claims without an answer for over 120 days. ", strong=True),
            Run(f"Billing: ask the payer about {late['lines']:,} lines of {late['claims']:,} claims ({dollars(int(late['charge']))} billed)."),
        ))  # fmt: skip
    return tuple(found) or (text("Nothing is waiting that these files show."),)


def by_chance(figures: Figures) -> str:
    """How many of the cells looked at would differ by chance, and how many stay after correction."""
    if not figures.compared:
        return "There was nothing to compare with the month before."
    expected = round(0.05 * figures.compared)
    return (
        f"{figures.compared} cells were compared with the month before, and {figures.compared_rest} with the rest of the practice. Where nothing had "
        f"changed at all, about {expected} of the {figures.compared} would still look changed by chance. Corrected for that (false discovery rate 5%), "
        f"{figures.changed or 'none'} {'is a change' if figures.changed == 1 else 'are changes'}, and {figures.apart or 'none'} "
        f"{'differs' if figures.apart == 1 else 'differ'} from the rest."
    )


def largest(shares: Sequence[Share]) -> float:
    """The top of a scale that holds these shares and their intervals, in steps that read well. Intervals of small numbers may go beyond it."""
    drawn = [share for share in shares if share.n >= _ENOUGH] or [
        share for share in shares if share.n and not share.is_few
    ]
    highest = max((share.interval[1] for share in drawn), default=0.1)
    return next((top for top in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75) if highest <= top), 1.0)
