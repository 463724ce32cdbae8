"""Parts of the result as HTML: what a chart misses, where two readers differ, the plan. Everything from a note or a person goes through `safe`."""

from __future__ import annotations

from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.note_audit.pieces import ANSWER_WORDS, SHAPES
from auditkit.apps.shell import badge, notice, safe
from auditkit.desks.rounds.round import Reading, Round


def _quotes(model: AuditRoundModel, chart: str, reading: Reading, rule: str) -> str:
    """The words that a reader marked, where the note is on this page."""
    note = model.charts.get(chart)
    found = [note.note.text[slice(*span)].strip() for span in model.evidence(chart, reading, rule)] if note else []
    return "".join(f" <q>{safe(words)}</q>" for words in found)


def differing(model: AuditRoundModel) -> str:
    """Where two readers of a chart answered differently, with the words that each marked: for the person who closes."""
    report, parts = model.outcome.report, []
    for chart in model.round.second_charts:
        both = [r for r in model.of_round() if r.chart == chart and r.is_finished]
        both.sort(key=lambda r: (r.first_finished_at, r.reader))
        rows = [_row(model, chart, both, rule) for rule in model.rules if len({r.answers.get(rule) for r in both}) > 1]
        if rows:
            here = (
                ""
                if chart in model.charts
                else " (give its note again under 3 Reading to see the words that were marked)"
            )
            parts.append(
                f"<details><summary>Chart {report.number(chart)}: {len(rows)} "
                f"{'point' if len(rows) == 1 else 'points'}{here}</summary><ul>{''.join(rows)}</ul></details>"
            )
    return "".join(parts) or '<p class="ak-none">Nowhere.</p>'


def _row(model: AuditRoundModel, chart: str, both: list[Reading], rule: str) -> str:
    said = "".join(
        f"<li>{safe(r.reader)}: {SHAPES[r.answers[rule]]} {ANSWER_WORDS[r.answers[rule]]}{_quotes(model, chart, r, rule)}"
        f"{_fine(r.words.get(rule, ''))}</li>"
        for r in both
        if rule in r.answers
    )
    return f"<li>{safe(model.rules[rule].title)}<ul>{said}</ul></li>"


def _fine(words: str) -> str:
    return f' <span class="ak-fine">{safe(words)}</span>' if words else ""


def missing_in(model: AuditRoundModel, chart: str) -> str:
    """What one chart does not meet, with the words of the reader, for the therapist's reply."""
    report = model.outcome.report
    own = report.counted.get(chart)
    items = "".join(
        f"<li>{badge('bad', 'Not met')} {safe(model.rules[rule].title)}{_quotes(model, chart, own, rule)}"
        + (f' <span class="ak-fine">{safe(own.words[rule])}</span>' if own.words.get(rule) else "")
        + f'<br><span class="ak-fine">{safe(model.rules[rule].question)}</span></li>'
        for rule in report.missing_in(chart)
    )
    said = "".join(
        f'<li>{safe(e.details["words"])} <span class="ak-fine">{safe(e.who)}, {e.when:%Y-%m-%d}</span></li>'
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
        f"<li><strong>{safe(s.cause)}</strong>: {safe(s.action)}. {safe(s.owner)}, due {safe(s.due_on)}; shown by: {safe(s.evidence)}"
        f"{f'; audited again on {s.reaudit_on}' if s.reaudit_on else ''}</li>"
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
