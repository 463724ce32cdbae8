"""The plan of a quarter on one page, to hang up in the break room: no patient and nobody's name but the trainer's is on it."""

from __future__ import annotations

from datetime import date

from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, labelled, text
from auditkit.tables.cells import on_screen
from auditkit.training.quarter_plan import QuarterPlan


def plan_page(plan: QuarterPlan, *, today: date) -> Page:
    """What is taught when and why, what is asked again, when charts are read again."""
    title = f"Training plan, {plan.quarter.words}"
    blocks: list[Block] = [Heading(title, 1)]
    if not plan.given:
        blocks.append(Paragraph(text("No session is planned in this quarter.")))
    else:
        rows = tuple((f"{one.on:%a} {on_screen(one.on)}", one.title, f"{one.minutes}", one.why) for one in plan.given)
        blocks.append(Grid("Lessons", ("Day", "Lesson", "Minutes", "Why"), rows, widths=(15, 25, 11, 49)))
    if plan.retests:
        rows = tuple((f"{one.on:%a} {on_screen(one.on)}", one.title, one.words) for one in plan.retests)
        blocks.append(Grid("Asked again", ("Proposed for", "Lesson", "Can be given"), rows, widths=(18, 42, 40)))
    if plan.re_audit_on:
        blocks.append(
            labelled(
                "Charts are read again:",
                f"from {on_screen(plan.re_audit_on)}, charts written after the lessons, by somebody who does not know who attended.",
            )
        )
    if plan.chosen_from:
        blocks.append(labelled("Chosen from:", f"{plan.chosen_from}."))
    if plan.remarks:
        blocks += [Heading("What to know"), Bullets(tuple(text(words) for words in plan.remarks))]
    return Page(title, tuple(blocks), footer=f"{title} · written on {on_screen(today)}")
