"""Parts of the page where two readers differ, as HTML. Everything from a note or a person goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.audit_round.result_pieces import quotes
from auditkit.apps.note_audit.pieces import ANSWER_WORDS, SHAPES
from auditkit.apps.shell import badge, notice, safe
from auditkit.desks.rounds.round import Reading
from auditkit.desks.rounds.settling import Difference
from auditkit.tables.cells import on_screen


def how_far(model: AuditRoundModel, points: Sequence[Difference]) -> str:
    """How many points differ, and how many of them are open."""
    if not points:
        return '<p class="ak-none">Nowhere.</p>'
    left = sum(d.settled is None for d in points)
    said = f"They differ on {len(points)} {'point' if len(points) == 1 else 'points'}: {len(points) - left} settled, {left} open."
    if not left:
        return notice(f"{said} The result uses the settled answers.", kind="good")
    return notice(
        f"{said} A third person, or the two together, say which answer holds; until then the one who finished first counts.",
        kind="unsure",
    )


def line(model: AuditRoundModel, point: Difference) -> str:
    """One point in the list: `Chart 3: the title (open)`; plain text, not HTML."""
    state = "open" if point.settled is None else "settled"
    return f"Chart {model.outcome.report.number(point.chart)}: {model.rules[point.rule].title} ({state})"


def side_by_side(model: AuditRoundModel, point: Difference) -> str:
    """Both answers with the words that each reader marked and wrote, and what was settled."""
    here = (
        ""
        if point.chart in model.charts
        else '<p class="ak-fine">Give this note again under 3 Reading to see the words that each marked.</p>'
    )
    both = "".join(_one(model, point, reading) for reading in point.both)
    return f'<div class="ar-both">{both}</div>{here}{_settled(point)}'


def _one(model: AuditRoundModel, point: Difference, reading: Reading) -> str:
    answer, own = reading.answers[point.rule], reading.words.get(point.rule, "")
    marked = quotes(model, point.chart, reading, point.rule) or (
        '<p class="ak-fine">No words of the note were marked.</p>' if not reading.marks.get(point.rule) else ""
    )
    return (
        f"<section><h4>{safe(reading.reader)}</h4><p><strong>{SHAPES[answer]} {ANSWER_WORDS[answer]}</strong></p>{marked}"
        f"{f'<p>{safe(own)}</p>' if own else ''}</section>"
    )


def _settled(point: Difference) -> str:
    held = point.settled
    if held is None:
        return ""
    by = "for both readers together" if held.is_together else "as a third person"
    return (
        f"<p>{badge('good', 'Settled')} {SHAPES[held.answer]} {ANSWER_WORDS[held.answer]}: {safe(held.reason)} "
        f'<span class="ak-fine">{safe(held.who)} {by}, {on_screen(held.when)}</span></p>'
    )
