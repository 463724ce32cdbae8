"""A quiz on paper: the questions on one page, the answers with their reasons and sources on another."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.reports.page import Blank, Block, Bullets, Heading, Page, Paragraph, Quote, Run, Together, text
from auditkit.training.quiz_item import Item, Task
from auditkit.training.sheets import source_words

_LETTERS = "ABCDEFGH"


def questions(items: Sequence[Item], title: str) -> Page:
    """The quiz as a sheet to fill in. It asks for a code of the reader's own, never for a name."""
    body: list[Block] = [
        Heading(title, 1),
        Paragraph(
            text(
                "Nobody is graded. The code is yours, so that your sheets can be laid side by side without your name.",
                soft=True,
            )
        ),
        Blank("My code"),
    ]
    for number, item in enumerate(items, 1):
        parts: list[Block] = [Heading(f"{number}. {item.stem}")]
        if item.shown:
            parts.append(Quote(item.shown))
        parts.append(
            Bullets(tuple(text(f"{_LETTERS[n]}  {words}") for n, words in enumerate(item.options)), has_own_marks=True)
            if item.options
            else Blank("Units")
        )
        body.append(Together(tuple(parts)))
    return Page(title, tuple(body), footer=f"{title} · all examples are invented")


def answers(items: Sequence[Item], title: str) -> Page:
    """The key: what is right, why, and where it comes from."""
    body: list[Block] = [Heading(f"{title}: answers", 1)]
    for number, item in enumerate(items, 1):
        sources = [source_words(source) for source in item.sources[:2]]
        body.append(
            Together(
                (
                    Heading(f"{number}. {right_words(item)}", 3),
                    Paragraph((Run(item.why),)),
                    *([Bullets(tuple(sources))] if sources else []),
                )
            )
        )
    return Page(f"{title}: answers", tuple(body), footer=f"{title} · answers")


def right_words(item: Item) -> str:
    """The right answer in words: letters and their text, or the number of units."""
    if item.task is Task.COUNT:
        return f"{min(item.right)} {'unit' if item.right == {1} else 'units'}"
    return " or ".join(f"{_LETTERS[n]}  {item.options[n]}" for n in sorted(item.right))
