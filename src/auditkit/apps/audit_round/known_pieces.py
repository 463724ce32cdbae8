"""Parts of the page with the known charts, as HTML or as words."""

from __future__ import annotations

from auditkit.apps.audit_round.known import KnownCharts
from auditkit.apps.note_audit.pieces import ANSWER_WORDS, SHAPES, highlighted
from auditkit.apps.shell import badge, notice, safe


def offer(known: KnownCharts) -> str:
    """What they are for."""
    count, points = len(known.charts), sum(len(chart.answers) for chart in known.charts)
    return (
        "<h2>Before your first chart</h2>"
        f"<p>{count} short invented charts (PT, OT, SLP; {points} points, about 20 minutes) with answers that are known. You answer without the program; "
        "then you see where you differ and why. What you answer is kept, and the round's report says how often you agreed.</p>"
    )


def progress(known: KnownCharts) -> str:
    """Which chart is open, and how far the reader agrees so far."""
    number = known.charts.index(known.chart) + 1
    words = f"Known chart {number} of {len(known.charts)} ({known.chart.discipline}, {known.chart.level})"
    same = known.result.overall.same
    said = f" So far {same.k} of {same.n} answers as known." if same.n else ""
    return f'<p class="rd-sum" role="status"><strong>{safe(words)}.</strong>{safe(said)}</p>'


def line(known: KnownCharts, rule: str) -> str:
    """One criterion of the list, as plain words; once compared, whether it agrees comes first."""
    given, key, title = known.given(rule), known.known(rule), known.title(rule)
    if given is None:
        return f"○ No answer yet: {title}"
    if key is None:
        return f"{SHAPES[given]} {ANSWER_WORDS[given]}: {title}"
    if given is key.answer:
        return f"= As known, {ANSWER_WORDS[given].lower()}: {title}"
    return f"≠ You: {ANSWER_WORDS[given].lower()}; known: {ANSWER_WORDS[key.answer].lower()}: {title}"


def note(known: KnownCharts) -> str:
    """The note; once compared, with the words that show the chosen answer."""
    return highlighted(known.chart.text, (), known.chart.spans(known.rule) if known.is_compared else ())


def point(known: KnownCharts) -> str:
    """The chosen criterion; once compared, the known answer and why."""
    head = f"<h3>{safe(known.title(known.rule))}</h3>"
    key, given = known.known(known.rule), known.given(known.rule)
    if key is None or given is None:
        return head
    agrees = given is key.answer
    said = badge("good", "As known") if agrees else badge("bad", "Differs")
    shown = "".join(f"<blockquote>“{safe(words)}”</blockquote>" for words in key.evidence)
    return (
        f"{head}<p>{said} You said: {ANSWER_WORDS[given].lower()}. Known: <strong>{ANSWER_WORDS[key.answer].lower()}</strong>.</p>"
        f"<p>{safe(key.why)}</p>{shown}"
    )


def result(known: KnownCharts) -> str:
    """How far the reader agrees over the charts that are compared; what differs in this one stands in the list."""
    found = known.result
    here = sum(chart is known.chart for chart, _ in found.differing)
    own = f"In this chart {here or 'no'} {'answer differs' if here == 1 else 'answers differ'}; choose a point to see why."
    if not known.own.is_settled:
        return notice(own)
    rows = "".join(
        f"<li>{safe(known.title(one.rule))}: {one.same.k} of {one.same.n}, {safe(one.coefficients)}</li>"
        for one in sorted(found.criteria, key=lambda one: (one.same.rate, one.rule))
    )
    return (
        notice(own)
        + notice(f"All charts: {found.sentence}")
        + f"<details><summary>Each criterion, least agreement first (few charts each)</summary><ul>{rows}</ul></details>"
    )
