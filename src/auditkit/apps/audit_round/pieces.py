"""Parts of the audit round's page as HTML or as words. Everything that comes from a note or a person goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.audit_round.charts import Chart, Frame
from auditkit.apps.audit_round.expected import compared, expected
from auditkit.apps.audit_round.model import BEGUN, FINISHED, FIRST, AuditRoundModel, Place
from auditkit.apps.note_audit.model import Line
from auditkit.apps.note_audit.pieces import ANSWER_WORDS, SHAPES, highlighted
from auditkit.apps.note_audit.pieces import detail as point
from auditkit.apps.shell import badge, notice, safe
from auditkit.desks.rounds.marks import Span
from auditkit.desks.rounds.round import PROBLEMS, TYPICAL, Round
from auditkit.desks.rounds.steps import REPLACEMENT_RULE
from auditkit.rule import Answer
from auditkit.tables.cells import on_screen

QUESTION_WORDS = {
    TYPICAL: "How often does it happen? (typical rate)",
    PROBLEMS: "Where are the problems? (look for problems)",
}
_MARKS = {FINISHED: "✓", BEGUN: "◐"}


def round_entry(round_: Round) -> str:
    """One round of the list, as plain words."""
    state = "closed" if round_.is_closed else "open"
    drawn = f"{len(round_.charts)} charts" if round_.chosen else "not drawn yet"
    day = on_screen(round_.opened_at) if round_.opened_at else ""
    return f"{'✔' if round_.is_closed else '○'} {round_.title}\n{state}, {drawn}, opened {day} by {round_.opened_by}"


def about_round(model: AuditRoundModel) -> str:
    """The open round in one line."""
    round_ = model.round
    sample = badge("note", "Sample data: invented, and nothing of it is kept") if model.has_sample else ""
    if round_ is None:
        return f'<p class="rd-sum">{sample}</p>' if sample else ""
    words = f"<strong>{safe(round_.title)}</strong> "
    words += badge("look", "Directed by counsel") if round_.is_counsel_directed else badge("off", "Routine")
    words += " " + badge("note", round_.question)
    if round_.is_closed:
        words += " " + badge("good", "Closed")
    return f'<p class="rd-sum">{words} {sample}</p>'


def opening(round_: Round) -> str:
    """What was answered before the first chart."""
    facts = [
        ("Purpose", round_.purpose), ("Who sees it", round_.who_sees),
        ("How", "Directed by counsel" if round_.is_counsel_directed else "Routine"), ("Question", QUESTION_WORDS.get(round_.question, round_.question)),
        ("Opened", f"{on_screen(round_.opened_at)} {round_.opened_at:%H:%M} UTC by {round_.opened_by}; what finding an overpayment can start was confirmed"),
    ]  # fmt: skip
    return _facts(facts)


def _facts(facts) -> str:
    return (
        f'<dl class="rd-facts">{"".join(f"<dt>{safe(name)}</dt><dd>{safe(value)}</dd>" for name, value in facts)}</dl>'
    )


def could_be_drawn(model: AuditRoundModel, frame: Frame) -> str:
    """How many notes could be drawn, and what was left out."""
    all_ = len(model.charts)
    words = f"{len(frame.keys):,} of {all_:,} notes on this page could be drawn."
    if frame.without_date:
        words += f" {frame.without_date:,} without a date of service are left out."
    return notice(words, kind="note" if frame.keys else "unsure")


def to_expect(model: AuditRoundModel, size: int, guess: float, frame: int) -> str:
    """What the sample will be able to say, before a chart is read."""
    if model.is_targeted:
        return notice(
            "You are looking for problems: charts are drawn from where you expect them, so what is found cannot be generalised to other charts.",
            kind="unsure",
        )
    if frame and size >= frame:
        return notice(
            f"All {frame:,} notes that could be drawn will be read: the result is a count of these, with no chart left out."
        )
    rows = "".join(f"<li>{n:,} charts: {safe(words)}</li>" for n, words in compared(guess, frame or 101))
    return (
        f"{notice(expected(size, guess))}<details><summary>The same for other sizes</summary><ul>{rows}</ul></details>"
    )


def drawn(round_: Round) -> str:
    """The sample that was drawn, so that anybody can draw it again."""
    told = next((e for e in round_.history if e.kind == "drawn"), None)
    if told is None:
        return ""
    facts = [
        ("Could be drawn", round_.universe), ("Unit", round_.unit), ("Drawn", f"{len(round_.chosen):,} of {round_.frame_size:,}; {len(round_.reserve):,} in reserve"),
        ("Read by a second person", f"{len(round_.second):,}"), ("Seed", round_.seed), ("Hash of the frame", round_.frame_hash),
    ]  # fmt: skip
    facts += [(f"Stratum {name}", f"{k} of {n}") for name, (k, n) in dict(told.details.get("strata", {})).items()]
    facts += [
        ("Replacement", REPLACEMENT_RULE),
        ("Drawn by", f"{told.who}, {on_screen(told.when)} {told.when:%H:%M} UTC"),
    ]
    return _facts(facts) + notice(round_.scope_words, kind="unsure" if round_.is_targeted else "note")


def chart_words(model: AuditRoundModel, place: Place) -> str:
    """One chart of the reader's list, as plain words."""
    chart = model.charts.get(place.chart)
    name = _name(chart) if chart else "not on this page"
    return f"{_MARKS.get(place.state, '○')} Chart {place.number}: {name}"


def _name(chart: Chart) -> str:
    name = chart.note.name.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}, {on_screen(chart.day)}" if chart.day else name


def progress(model: AuditRoundModel) -> str:
    """How far this reader is."""
    places = model.places()
    if not places:
        return notice(
            "There is no chart for you in this round: every one is read by somebody else, and none still wants a second reading.",
            kind="unsure",
        )
    done = sum(p.state == FINISHED for p in places)
    kind = "as first reader" if model.role == FIRST else "as second reader, blind: you see nothing of the first reading"
    return f'<p class="rd-sum" role="status"><strong>{done} of {len(places)} charts read</strong> by {safe(model.reader or "nobody yet")}, {kind}.</p>'


def missing(model: AuditRoundModel) -> str:
    """Which charts have to be given again."""
    lost = model.missing
    if not lost:
        return ""
    numbers = ", ".join(str(p.number) for p in lost[:20]) + (" and more" if len(lost) > 20 else "")
    one = len(lost) == 1
    return notice(
        f"{len(lost)} of your {len(model.places())} charts {'is' if one else 'are'} not on this page (number {numbers}). "
        "Notes are never kept: give the same files again to read them.",
        kind="unsure",
    )


_PICK = (
    '<div class="na-note" data-pick="" tabindex="0" role="region" '
    'aria-label="The note: mark words with the mouse, or with the arrow keys and Shift">'
)


def note_view(model: AuditRoundModel, strong: Sequence[Span]) -> str:
    """The note with what the program marked; the chosen criterion's words strongly. Words can be marked in it."""
    chart = model.open_chart
    if chart is None:
        return ""
    soft = [
        e for name in chart.asked if chart.proposal(name).answer is Answer.MET for e in chart.proposal(name).evidence
    ]
    return highlighted(chart.note.text, soft, strong).replace('<div class="na-note">', _PICK, 1)


def proposal(model: AuditRoundModel) -> str:
    """The chosen criterion: what the program proposes, and why payers ask."""
    chart = model.open_chart
    if chart is None or model.rule not in chart.asked:
        return ""
    rule = model.rules[model.rule]
    line = Line(model.rule, rule.title, chart.proposal(model.rule), None, rule.payment_critical)
    return '<p class="ak-fine">The program proposes; you decide:</p>' + point(line, rule, chart.note.text)


def point_words(model: AuditRoundModel, rule: str) -> tuple[str, Answer | None]:
    """One criterion of the list as plain words, with the reader's own answer."""
    own = model.reading()
    given = own.answers.get(rule) if own else None
    said = f"{SHAPES[given]} {ANSWER_WORDS[given]}" if given else "○ No answer yet"
    return f"{said}: {model.rules[rule].title}", given


def left_words(model: AuditRoundModel) -> str:
    """How many criteria of the open chart have no answer."""
    chart, own = model.open_chart, model.reading()
    if chart is None:
        return ""
    left = sum(own is None or rule not in own.answers for rule in chart.asked)
    if own is not None and own.is_finished:
        return badge("good", "This chart is read")
    return (
        badge("off", f"{left} of {len(chart.asked)} points without an answer")
        if left
        else badge("note", "Every point has an answer: finish this chart")
    )


def not_here(model: AuditRoundModel) -> str:
    """In the place of a note that is not on this page."""
    return (
        notice(
            "This chart's note is not on this page. Give its file again, or say that it cannot be read.", kind="unsure"
        )
        if model.chart
        else ""
    )
