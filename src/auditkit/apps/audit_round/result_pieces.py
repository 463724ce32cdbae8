"""Parts of the result as HTML: what a chart misses, the plan. Everything from a note or a person goes through `safe`."""

from __future__ import annotations

from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import badge, notice, safe
from auditkit.desks.rounds.round import Reading, Round
from auditkit.tables.cells import on_screen


def quotes(model: AuditRoundModel, chart: str, reading: Reading, rule: str) -> str:
    """The words that a reader marked, where the note is on this page."""
    note = model.charts.get(chart)
    found = [note.note.text[slice(*span)].strip() for span in model.evidence(chart, reading, rule)] if note else []
    return "".join(f" <q>{safe(words)}</q>" for words in found)


def missing_in(model: AuditRoundModel, chart: str) -> str:
    """What one chart does not meet, with the words of the reader, for the therapist's reply."""
    report = model.outcome.report
    own = report.counted.get(chart)
    items = "".join(
        f"<li>{badge('bad', 'Not met')} {safe(model.rules[rule].title)}{quotes(model, chart, own, rule)}"
        + (f' <span class="ak-fine">{safe(own.words[rule])}</span>' if own.words.get(rule) else "")
        + f'<br><span class="ak-fine">{safe(model.rules[rule].question)}</span></li>'
        for rule in report.missing_in(chart)
    )
    said = "".join(
        f'<li>{safe(e.details["words"])} <span class="ak-fine">{safe(e.who)}, {on_screen(e.when)}</span></li>'
        for e in model.round.replies.get(chart, ())
    )
    return f"<ul>{items}</ul>" + (f"<p>Said so far:</p><ul>{said}</ul>" if said else "")


def waiting(model: AuditRoundModel) -> str:
    """Why there is no result yet."""
    corrected = sorted({r.reader for r in model.of_round() if r.first_finished_at and not r.is_finished})
    if corrected:
        return notice(
            f"Corrected and not finished again by {' and '.join(corrected)}: finish the chart under 3 Reading."
        )
    unread, once = model.still_to_read
    parts = []
    if unread:
        parts.append(f"{unread} of {len(model.round.charts)} charts are not read to the end")
    if once:
        parts.append(f"{once} of {len(model.round.second_charts)} still want a second, blind reading by somebody else")
    return notice(
        f"{' and '.join(parts)}. The result is shown when all is read, so that no reader sees what another found."
    )


def plan(round_: Round) -> str:
    """The steps of the corrective action plan."""
    if not round_.plan:
        return '<p class="ak-none">No step yet.</p>'
    items = "".join(
        f"<li><strong>{safe(s.cause)}</strong>: {safe(s.action)}. {safe(s.owner)}, due {on_screen(s.due_on) if s.due_on else 'on no day yet'}; shown by: {safe(s.evidence)}"
        f"{f'; audited again on {on_screen(s.reaudit_on)}' if s.reaudit_on else ''}</li>"
        for s in round_.plan
    )
    return f'<ol class="rd-causes">{items}</ol>'


def unanswered(charts: int) -> str:
    """Before closing: whose therapist has not replied."""
    if not charts:
        return ""
    return notice(
        f"{charts} {'chart' if charts == 1 else 'charts'} with findings {'has' if charts == 1 else 'have'} no reply of the therapist: ask before you close.",
        kind="unsure",
    )


def leaves_open(points: int) -> str:
    """What is confirmed when a round is closed over points on which two readers differ; plain text, not HTML."""
    said = (
        "1 point on which two readers differ stays"
        if points == 1
        else f"{points} points on which two readers differ stay"
    )
    return f"{said} open: the answer of whoever finished first counts"
