"""The payer-update card on one page, to print."""

from __future__ import annotations

from datetime import date

from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, text
from auditkit.tables.cells import on_screen
from auditkit.training.updates import Card

NOTHING = "Of what is loaded nothing changes in this quarter. That does not say that nothing changes: look at what is not loaded yet."


def card_page(card: Card, *, today: date) -> Page:
    """What changed, from when, whom it touches, where it stands, which lesson teaches it; and what is not loaded yet."""
    title = f"What changes, {card.quarter.words}"
    blocks: list[Block] = [Heading(title, 1)]
    if card.updates:
        rows = tuple(
            (
                on_screen(one.on) if one.on else "day not said",
                one.what,
                one.whom,
                one.source,
                one.lesson or "none teaches it",
            )
            for one in card.updates
        )
        header = ("From", "What", "Whom it touches", "Source", "Lesson")
        blocks.append(Grid("", header, rows, widths=(12, 36, 18, 17, 17)))
    else:
        blocks.append(Paragraph(text(NOTHING)))
    if card.missing:
        blocks += [Heading("Not loaded yet"), Bullets(tuple(text(words) for words in card.missing))]
    if card.remarks:
        blocks += [Paragraph(text(words, soft=True)) for words in card.remarks]
    return Page(title, tuple(blocks), footer=f"{title} · as loaded on {on_screen(today)}")
