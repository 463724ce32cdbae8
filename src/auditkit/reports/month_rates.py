"""The breakdowns of a month: denial rates by category, payer, service, discipline, clinic, therapist, and month by month."""

from __future__ import annotations

import pandas as pd

from auditkit.analytics.month import LEAST_LINES, TOGETHER, Figures
from auditkit.analytics.share import Share
from auditkit.reports.month_monday import largest
from auditkit.reports.month_words import CATEGORY, verdict
from auditkit.reports.page import Block, Heading, Paragraph, RateRow, Rates, text

_SHOWN = 40  # rows of a table; a practice with more codes has the rest in rates.csv
_TITLES = {
    "category": "By category",
    "payer": "By payer",
    "code": "By service",
    "discipline": "By discipline",
    "clinic": "By clinic",
    "therapist": "By therapist",
}
_ABOUT = {
    "category": "Each row counts the lines denied for that reason, of all lines answered.",
    "therapist": f"In the order of their NPI, and only from {LEAST_LINES} answered lines on. A rate says what payers decided about claims, which "
    "depends on payers, patients and codes; it says nothing about a person's work.",
}
_LEVEL = 0.05


def rates_of(figures: Figures) -> tuple[Block, ...]:
    """All breakdowns, each with its intervals and what changed."""
    blocks: list[Block] = [Heading("Where denials come from")]
    if not figures.denied.n:
        return (*blocks, Paragraph(text("No line was decided in this month; there is no rate to show.")))
    blocks.append(
        Paragraph(
            text(
                "A rate is lines denied at their first decision, of lines first decided in the month. The interval is exact (95%). Fewer than five lines "
                "give no rate, only the word “few”. Whether something changed is tested on claims, because the lines of one claim are mostly denied together."
            )
        )
    )
    blocks.append(_months(figures))
    for name, title in _TITLES.items():
        table = figures.tables[name]
        if name in _ABOUT:
            blocks.append(Paragraph(text(_ABOUT[name], soft=True)))
        blocks.append(_table(table, name, title))
        if len(table) > _SHOWN:
            blocks.append(
                Paragraph(text(f"The {_SHOWN} with most lines; all {len(table)} are in rates.csv.", soft=True))
            )
        if name == "therapist" and figures.therapists_hidden:
            blocks.append(Paragraph(text(figures.therapists_hidden, soft=True)))
    return tuple(blocks)


def _months(figures: Figures) -> Rates:
    shares = [share for _, share in figures.by_month]
    rows = [_row((month.words, share.words), share) for month, share in figures.by_month]
    return Rates("Month by month", ("Month", "Lines denied"), tuple(rows), largest(shares), widths=(30, 70))


def _table(table: pd.DataFrame, name: str, title: str) -> Rates:
    if len(table) > _SHOWN:
        table = table.loc[table["n"].nlargest(_SHOWN).index.sort_values()]
    shares = [Share(int(k), int(n)) for k, n in zip(table["k"], table["n"], strict=True)]
    rows = []
    for share, (_, row) in zip(shares, table.iterrows(), strict=True):
        before = Share(int(row["before_k"]), int(row["before_n"]))
        change = verdict(share, before, bool(row["q_before"] <= _LEVEL))
        rows.append(_row((_label(name, row[name]), share.words, change + _against_rest(row, share)), share))
    header = (title.removeprefix("By ").capitalize(), "Lines denied", "Against the month before")
    return Rates(title, header, tuple(rows), largest(shares), widths=(26, 34, 40))


def _against_rest(row: pd.Series, share: Share) -> str:
    """Said only where it is more than chance."""
    if share.is_few or not row["q_rest"] <= _LEVEL:
        return ""
    return f" {'More' if row['is_above_rest'] else 'Fewer'} than the rest, beyond chance."


def _label(name: str, value: str) -> str:
    if name == "category":
        return CATEGORY.get(value, value)
    return "others together" if value == TOGETHER else value


def _row(cells: tuple[str, ...], share: Share) -> RateRow:
    low, high = share.interval or (None, None)
    return RateRow(cells, share.rate, low, high, is_few=share.is_few)
