"""What the calculators answer, as HTML."""

from __future__ import annotations

from auditkit.apps.claim_scrub.calculators import Count, Units, YearToDate
from auditkit.apps.claim_scrub.pieces import CONFIDENCE_WORDS
from auditkit.apps.shell import badge, safe
from auditkit.assistants import AssistantShare
from auditkit.rules import claim_checks
from auditkit.tables.cells import on_screen


def units_answer(units: Units) -> str:
    """Both counts side by side, with what was left out of them."""
    same = badge("note", "The two rules differ here") if units.differ else badge("off", "The two rules agree here")
    remarks = "".join(f"<li>{safe(remark)}</li>" for remark in units.remarks)
    return (
        f'<div role="status"><p>{same}</p><div class="cs-two">{_count("Medicare: all minutes of the day together (cms)", units.cms)}'
        f"{_count('Each service by itself (spm)', units.spm)}</div>"
        + (f'<ul class="cs-supply">{remarks}</ul>' if remarks else "")
        + _source("timed_units")
        + "</div>"
    )


def _count(title: str, count: Count) -> str:
    shares = " or ".join(", ".join(f"{safe(code)}: {n}" for code, n in share.items()) for share in count.shares[:6])
    steps = "".join(f"<li>{safe(step.strip())}</li>" for step in count.arithmetic.split(";") if step.strip())
    total = f"{count.total} unit{'' if count.total == 1 else 's'}"
    return f'<section><h4>{safe(title)}</h4><p class="cs-big">{total}</p><p>{shares}</p><ul class="cs-supply">{steps}</ul></section>'


def assistant_answer(share: AssistantShare) -> str:
    """How many units stand with and without the modifier, and the steps."""
    steps = "".join(f"<li>{safe(step)}</li>" for step in share.steps)
    if share.least is None:
        words = badge("unsure", "Cannot tell: the minutes and the units do not go together")
    elif share.least == share.most:
        words = f"<strong>{share.least} with CQ or CO, {share.units - share.least} without</strong>"
    else:
        words = f"<strong>{share.least} to {share.most} with CQ or CO</strong>, the others without: the minutes leave the choice"
    two = share.least is not None and 0 < share.least < share.units
    lines = "<p>Bill them on two lines of the same code.</p>" if two else ""
    return f'<div role="status"><p>{words}</p>{lines}<ul class="cs-supply">{steps}</ul>{_source("assistant_modifier")}</div>'


def year_answer(year: YearToDate) -> str:
    """Whether this visit is above the threshold, and what follows."""
    if year.was_above:
        words = badge("look", "The year was above the threshold before this visit")
    elif year.is_above:
        words = badge("look", "This visit carries the year above the threshold")
    else:
        words = badge("good", "The year is not above the threshold with this visit")
    if year.is_above:
        then = "KX is needed on its lines, if the record shows why therapy is still medically necessary. Without that, KX must not stand."
    else:
        then = "KX is not needed yet, and says something that is not true yet."
    review = ""
    if year.review_threshold is not None and year.after > year.review_threshold:
        review = f"<p>Above {year.review_threshold:,.2f} Medicare may pick claims for targeted medical review.</p>"
    start, end = year.fact.dates
    dates = f"in force from {on_screen(start)} to {on_screen(end)}" if start and end else ""
    return (
        f'<div role="status"><p>{words}</p><p class="cs-big">{safe(year.arithmetic)}</p><p>{then}</p>{review}'
        f'<p class="ak-fine">Threshold {year.threshold:,.2f}, {dates}; source: {safe(year.fact.source)}; {CONFIDENCE_WORDS[year.fact.confidence]}.</p></div>'
    )


def _source(rule: str) -> str:
    first = claim_checks()[rule].sources[0]
    said = ", ".join(part for part in (first.title, first.section, first.dated) if part)
    return f'<p class="ak-fine">Source: {safe(said)}.</p>'
