"""The quarter for the owner: what was taught, who came, whether it helped on four levels, and what comes next. Nobody is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from auditkit.desks.denials import DEFINITION
from auditkit.desks.quarters import Decided, Quarter
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.training import Session
from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, Together, labelled, text
from auditkit.tables.cells import on_screen
from auditkit.training.helped import Helped, helped
from auditkit.training.results import Answers, best, topic_of

_CAUTION = "Other things change between two counts, too: new staff, a payer's new rule, the season. A change after a session is no proof that the session made it."


@dataclass(frozen=True)
class QuarterReport:
    """A quarter laid out. Sections are tuples of blocks; `page` is all of them. `trouble` says what was out of reach."""

    quarter: Quarter
    sessions: Sequence[Helped]
    decided: Decided
    today: date
    trouble: str = ""

    @property
    def title(self) -> str:
        """`Training, quarter 4 of 2026`."""
        return f"Training, {self.quarter.words}"

    @cached_property
    def opening(self) -> tuple[Block, ...]:
        """The title, and the sessions at a glance."""
        blocks: list[Block] = [
            Heading(self.title, 1),
            Paragraph(text(f"As of {on_screen(self.today)}. Nobody is named.", soft=True)),
        ]
        if self.trouble:
            blocks.append(Paragraph(text(self.trouble, strong=True)))
        if not self.sessions:
            words = "No session was planned or held in this quarter, so there is nothing to tell."
            return (*blocks, Paragraph(text(words)))
        rows = tuple(
            (on_screen(one.session.on), one.session.title, _people(one.session), *one.verdicts) for one in self.sessions
        )
        header = ("Day", "Lesson", "Present (caught up)", "Learned", "In charts", "Denials")
        blocks.append(Grid("At a glance", header, rows, widths=(13, 27, 14, 15, 15, 16)))
        return tuple(blocks)

    @cached_property
    def levels(self) -> tuple[Block, ...]:
        """Each session on four levels, with n and interval."""
        found: list[Block] = []
        for one in self.sessions:
            parts: list[Block] = [Heading(f"{one.session.title} ({on_screen(one.session.on)})")]
            parts += [labelled(f"{name}.", " ".join(words)) for name, words in one.levels]
            look = [
                text(f"{item.item}: {item.words}") for item in one.items if item.words.startswith(("look", "nearly"))
            ]
            if look:
                parts += [Paragraph(text("Questions to look at:")), Bullets(tuple(look[:5]))]
            found.append(Together(tuple(parts)))
        return tuple(found)

    @cached_property
    def next(self) -> tuple[Block, ...]:
        """What is still to come: delayed quizzes, the blind re-audit, sessions that nobody has said were held."""
        said = [words for one in self.sessions if (words := _delayed_quiz(one, self.today))]
        if self.decided.re_audit_on:
            said.append(
                f"Charts are read again from {on_screen(self.decided.re_audit_on)}, by somebody who does not know who attended."
            )
        open_ = [one.session for one in self.sessions if not one.session.was_given]
        said += [
            f"{one.title}: {'planned for' if one.on > self.today else 'nobody has said that it was held on'} {on_screen(one.on)}."
            for one in open_
        ]
        if not said:
            return ()
        return Heading("What comes next"), Bullets(tuple(text(words) for words in said))

    @cached_property
    def method(self) -> tuple[Block, ...]:
        """How it is counted."""
        if not self.sessions:
            return ()
        told = (
            "Learned: right answers of the same anonymous codes, before and after. In charts: two audit rounds, read by somebody who did not know who attended "
            "(Newcombe's interval). Denials: the category that the lesson is about against one that was not taught, by day of service, 90 days before and after; a claim counts once."
        )
        blocks = [Heading("How this was counted"), Paragraph(text(_CAUTION)), Paragraph(text(told, soft=True))]
        return (*blocks, Paragraph(text(DEFINITION, soft=True)))

    @cached_property
    def page(self) -> Page:
        """Everything, in order."""
        return Page(
            self.title,
            (*self.opening, *self.levels, *self.next, *self.method),
            footer=f"{self.title} · {on_screen(self.today)}",
        )


def quarter_report(
    quarter: Quarter, sessions: Iterable[Session], sheets: Sequence[Sheet], answers: Sequence[Answers],
    rules_of: Mapping[str, Collection[str]], decided: Decided, *, today: date, trouble: str = "",
) -> QuarterReport:  # fmt: skip
    """From what the practice keeps. `sessions` are all of them, also of other quarters; `rules_of` are each lesson's rules."""
    standing = [one for one in sessions if one.on and not one.cancelled]
    own = sorted((one for one in standing if one.on in quarter), key=lambda one: (one.on, one.key))
    found = [helped(one, sheets, best(one, topic_of(one, rules_of, standing), answers)) for one in own]
    return QuarterReport(quarter, found, decided, today, trouble)


def _delayed_quiz(one: Helped, today: date) -> str:
    """What is still to be asked again; empty where the time for it is over, or has no beginning."""
    if not one.session.was_given or one.session.later_between[1] < today:
        return ""
    first, last = one.session.later_between
    answered = one.remembered.people + one.remembered.only_after
    return f"{one.session.title}: the delayed quiz, {on_screen(first)} to {on_screen(last)}; answered by {answered or 'nobody'} so far."


def _people(session: Session) -> str:
    present = sum(person.caught_up_on is None for person in session.attended.values())
    later = len(session.attended) - present
    return f"{present} ({later})" if session.attended else "none written down"
