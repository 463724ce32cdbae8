"""The monthly report: what payers decided, what stands out, what to do on Monday. It teaches and lays no blame."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from auditkit.analytics.calendar_month import Month
from auditkit.reference import Reference
from auditkit.reports.month_given import Given
from auditkit.reports.month_joined import Joined, gather, join
from auditkit.reports.month_monday import monday, told_patterns
from auditkit.reports.month_patterns import BEHIND, denied_lines_table, lesson, patterns_of
from auditkit.reports.month_rates import rates_of
from auditkit.reports.month_rest import caught_of, method_of, time_and_money
from auditkit.reports.month_words import where
from auditkit.reports.page import Block, Heading, NewSheet, Page, Paragraph, Run, text

if TYPE_CHECKING:
    from auditkit.second_process import SecondProcess

_RATE_COLUMNS = ("k", "n", "rate", "low", "high", "claims_k", "claims_n", "before_k", "before_n", "p_before", "q_before", "p_rest", "q_rest")  # fmt: skip


@dataclass(frozen=True)
class MonthReport:
    """A month laid out. Sections are tuples of blocks; `page` is all of them; `tables` are the CSV files that go with it."""

    joined: Joined

    @property
    def given(self) -> Given:
        """What it was made from."""
        return self.joined.gathered.given

    @property
    def month(self) -> Month:
        """Which month."""
        return self.joined.figures.month

    @cached_property
    def opening(self) -> tuple[Block, ...]:
        """The title, what it is about, and where there is nothing, a sentence that says so."""
        blocks: list[Block] = [Heading(self.title, 1)]
        if self.given.is_sample:
            blocks.append(
                Paragraph(
                    text("Sample data: the practice, its patients, therapists and payers are invented.", strong=True)
                )
            )
        return (*blocks, *(Paragraph(text(words)) for words in self.remarks))

    @cached_property
    def remarks(self) -> list[str]:
        """What a reader has to know first, a sentence each."""
        figures, found = self.joined.figures, []
        if figures.decided_from is None:
            found.append(
                "No remittance was read that says what a payer decided. Give the 835 files or the list of denials of this month."
            )
        elif not figures.denied.n:
            if self.joined.answered:
                found.append(
                    f"Nothing that these files hold of {self.month.words} is a first decision that can be counted; how it was counted says what it is."
                )
            else:
                found.append(
                    f"No payer's decision in these files falls into {self.month.words}; they reach from {figures.decided_from} to {figures.decided_to}."
                )
        elif figures.denied.n < 30:
            found.append(
                f"Only {figures.denied.n:,} line{'s were' if figures.denied.n > 1 else ' was'} first decided in this month: too few to conclude anything from."
            )
        if figures.denied.n and figures.has_sent and not figures.matched.k:
            found.append(
                "None of these answers was found among the claims given. Check that both are of the same practice and time."
            )
        if figures.denied.n and set(figures.lines["therapist"]) == {"not known"}:
            found.append("Neither claims nor remittances name a therapist, so there are no figures by therapist.")
        if figures.denied.n and not figures.denied_before.n:
            found.append(
                f"There is no decision in {self.month.back().words}, so nothing is compared with the month before."
            )
        if self.joined.gathered.trouble:
            found.append(self.joined.gathered.trouble)
        return found

    @cached_property
    def monday(self) -> tuple[Block, ...]:
        """One page for Monday."""
        told = told_patterns(self.joined.figures)
        lessons = {
            place: (Run("Look at "), *words, Run("."))
            for place, pattern in enumerate(told)
            if (words := lesson(pattern, self.joined))
        }
        return monday(self.joined.figures, lessons)

    @cached_property
    def patterns(self) -> tuple[Block, ...]:
        """What stands out, with what is behind it."""
        return patterns_of(self.joined)

    @cached_property
    def rates(self) -> tuple[Block, ...]:
        """The breakdowns."""
        return rates_of(self.joined.figures)

    @cached_property
    def time_and_money(self) -> tuple[Block, ...]:
        """Days, ages, amounts."""
        return time_and_money(self.joined.figures)

    @cached_property
    def caught(self) -> tuple[Block, ...]:
        """What our checks would have caught."""
        return caught_of(self.joined)

    @cached_property
    def method(self) -> tuple[Block, ...]:
        """How it was counted."""
        return method_of(self.joined)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Everything, in order; the page for Monday is a sheet of its own."""
        rest = (*self.rates, *self.time_and_money, *self.caught, *self.method)
        return (*self.opening, *self.monday, NewSheet(), *self.patterns, *rest)

    @property
    def title(self) -> str:
        """The page's title."""
        return f"Denials in {self.month.words}"

    @property
    def footer(self) -> str:
        """What stands under every sheet."""
        sample = "sample data, " if self.given.is_sample else ""
        return f"auditkit, {sample}{self.month.words}. Holds claim numbers: keep it inside the practice."

    def page(self, *, has_margin: bool = False) -> Page:
        """The report as a page for any writer."""
        return Page(self.title, self.blocks, self.footer)

    @cached_property
    def tables(self) -> Mapping[str, bytes]:
        """CSV files by name. A cell that begins like a formula gets an apostrophe."""
        figures = self.joined.figures
        rates = [
            (name, row[name], *(row[column] for column in _RATE_COLUMNS))
            for name, table in figures.tables.items()
            for row in table.to_dict("records")
        ]
        found = [
            (p.category, where(p), p.k, p.n, p.rest_k, p.rest_n, p.p, p.q, "before" if p.is_new else "elsewhere", "|".join(p.claims))
            for p in (*figures.stand_out.found, *figures.newly.found)
        ]  # fmt: skip
        files = {
            "denied-lines.csv": (BEHIND, denied_lines_table(self.joined).itertuples(index=False)),
            "rates.csv": (("by", "value", *_RATE_COLUMNS), rates),
            "patterns.csv": (
                (
                    "category",
                    "where",
                    "denied",
                    "claims",
                    "rest_denied",
                    "rest_claims",
                    "p",
                    "q",
                    "against",
                    "claim_ids",
                ),
                found,
            ),
            "issues.csv": (
                ("file", "place", "problem", "fix"),
                [(i.file, i.place, i.problem, i.fix) for i in self.given.issues],
            ),
        }
        if figures.caught is not None:
            listed = figures.caught.listed
            files["caught.csv"] = (tuple(listed.columns), listed.itertuples(index=False))
        return {name: _csv(head, rows) for name, (head, rows) in files.items()}


def month_report(
    given: Given, month: Month | str, reference: Reference | None = None, second: SecondProcess | None = None
) -> MonthReport:
    """The report of a month (`2026-10`). Raises ValueError with a sentence for what is no month. `second` as in `gather`."""
    month = Month.parse(month) if isinstance(month, str) else month
    return MonthReport(join(gather(given, reference, second=second), month))


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    from auditkit.reports.spreadsheet import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else _number(cell) for cell in row])
    return out.getvalue().encode("utf-8")


def _number(cell: object) -> object:
    if cell is None or cell != cell:
        return ""
    return f"{cell:.6g}" if isinstance(cell, float) else cell
