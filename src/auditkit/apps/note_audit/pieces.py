"""Parts of the note audit page as HTML. Everything that comes from a note or a file goes through `safe`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from auditkit.apps.note_audit.lines import Line
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import SEVERITY_WORDS, badge, notice, safe, verdict_badge
from auditkit.audit import NoteAudit
from auditkit.rule import Answer, NoteRule
from auditkit.tables.cells import on_screen

ANSWER_WORDS = {
    Answer.MET: "Met",
    Answer.NOT_MET: "Not met",
    Answer.UNCLEAR: "Cannot tell",
    Answer.NOT_APPLICABLE: "Does not apply",
}
# a shape in front of each answer, for people who do not see colours and for buttons, which hold no HTML
SHAPES = {Answer.MET: "\u2713", Answer.NOT_MET: "\u2715", Answer.UNCLEAR: "?", Answer.NOT_APPLICABLE: "\u2013"}


def highlighted(text: str, evidence: Sequence[tuple[int, int]], strong: Sequence[tuple[int, int]]) -> str:
    """The note with its evidence marked; the chosen line's evidence more strongly, the first of it with a name to go to."""
    edges = sorted({0, len(text), *(e for span in (*evidence, *strong) for e in span)})
    runs: list[tuple[str, int, int]] = []
    for start, end in itertools.pairwise(edges):
        look = next(
            (name for name, spans in (("na-strong", strong), ("na-soft", evidence)) if _within(start, end, spans)), ""
        )
        if runs and runs[-1][0] == look:  # two pieces of evidence that touch read as one
            runs[-1] = (look, runs[-1][1], end)
        else:
            runs.append((look, start, end))
    named = next((start for look, start, _ in runs if look == "na-strong"), -1)
    parts = []
    for look, start, end in runs:
        piece = safe(text[start:end])
        goal = ' id="na-first"' if start == named else ""
        parts.append(f'<mark class="{look}"{goal}>{piece}</mark>' if look else piece)
    return f'<div class="na-note">{"".join(parts)}</div>'


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def note_view(model: NoteAuditModel) -> str:
    """The chosen note with everything that any line rests on."""
    audit = model.audit
    if audit is None:
        return ""
    line = model.line(model.chosen_rule)
    strong = line.verdict.evidence if line and line.rule != "cloned_note" else ()
    soft = [e for v in audit.verdicts if v.answer is Answer.MET for e in v.evidence]
    return highlighted(audit.text, soft, strong)


def score(model: NoteAuditModel) -> str:
    """The two scores, never blended."""
    misses, is_met, of = model.summary(model.chosen)
    critical = (
        badge("good", "No payment-critical point is missing")
        if not misses
        else badge("bad", f"{misses} payment-critical point{'s' if misses > 1 else ''} missing")
    )
    quality = badge("note", f"Quality: {is_met} of {of} met") if of else badge("off", "Quality: nothing to count")
    return f'<p class="na-score">{critical} {quality}</p>'


def detail(line: Line, rule: NoteRule, text: str) -> str:
    """One line: the answer, the words that show it, why it matters, where that is written, a question, an example."""
    quotes = [text[e.start : e.end].strip() for e in line.verdict.evidence] if line.rule != "cloned_note" else []
    shown = (
        "".join(f"<blockquote>\u201c{safe(quote)}\u201d</blockquote>" for quote in quotes)
        or '<p class="ak-none">The note holds no words for this.</p>'
    )
    if quotes:
        shown += '<p class="ak-fine"><a href="#na-first">Show it in the note</a></p>'
    said = f"<p>{safe(line.verdict.message)}</p>" if line.verdict.message else ""
    overruled = (
        f"<p>{badge('note', 'Decided by a person')} The program said: {ANSWER_WORDS[line.verdict.answer]}. Reason: {safe(line.reason)}</p>"
        if line.decided
        else ""
    )
    sources = "".join(
        f"<li>{safe(s.title)}, {safe(s.section)}{' (' + safe(s.dated) + ')' if s.dated else ''}; known from: {safe(s.confidence)}</li>"
        for s in rule.sources
    )
    payment = badge("bad", "Payment-critical") if rule.payment_critical else badge("off", "Quality")
    return (
        f'<section class="ak-detail" aria-live="polite"><h3>{safe(rule.title)}</h3><p>{verdict_badge(line.answer)} {payment} '
        f'<span class="ak-fine">{safe(SEVERITY_WORDS[rule.severity])}</span></p>{overruled}{said}{shown}'
        f"<h4>Why payers ask</h4><p>{safe(rule.why)}</p><h4>A question for the author</h4><p>{safe(rule.question)}</p>"
        f"<h4>In the next note</h4><p>{safe(rule.fix)}</p>"
        f'<details><summary>An invented example</summary><p>{badge("good", "Enough")} {safe(rule.good.text)} <span class="ak-fine">{safe(rule.good.reason)}</span></p>'
        f'<p>{badge("bad", "Not enough")} {safe(rule.bad.text)} <span class="ak-fine">{safe(rule.bad.reason)}</span></p></details>'
        f'<details><summary>Source and date</summary><ul>{sources}</ul><p class="ak-fine">In force from {rule.in_force_from}; last verified {rule.verified_on}. Rule {safe(line.rule)}.</p></details></section>'
    )


def summary(model: NoteAuditModel) -> str:
    """The page in one line: how many notes, how many with something missing, and whether they are invented."""
    count, missing = len(model.audits), len(model.needing_a_look())
    words = f"<strong>{count} note{'s' if count != 1 else ''} audited.</strong> "
    if missing:
        words += badge("bad", f"{missing} with a payment-critical point missing")
    else:
        words += badge("good", "No payment-critical point is missing")
    if model.has_sample:
        words += badge("note", "Sample data: the patients and therapists are invented")
    return f'<p class="na-sum">{words}</p>'


def note_name(audit: NoteAudit) -> str:
    """A note as people tell it from others: its file, its date."""
    name = audit.name.replace("\\", "/").rsplit("/", 1)[-1]
    day = audit.date_of_service
    return f"{name}, {on_screen(day)}" if day else name


def note_row(model: NoteAuditModel, index: int) -> str:
    """One note of the list: whether a payment-critical point is missing comes first, so that a narrow list still shows it."""
    misses = model.summary(index)[0]
    mark = f"\u2715 {misses} missing" if misses else "\u2713"
    return f"{mark}  {note_name(model.audits[index])}"


def is_before(other: NoteAudit, own: NoteAudit) -> bool:
    """True where the other note's date is earlier."""
    return bool(other.date_of_service and own.date_of_service and other.date_of_service < own.date_of_service)


def read_as(kinds: Sequence[str], discipline: str) -> str:
    """What the note was taken for."""
    return f'<p class="ak-fine">Read as: {safe(", ".join(kinds) or "kind not recognised")}. {safe(discipline)}</p>'


def comparison(share: float, changed: Sequence[tuple[str, str]], other: str) -> str:
    """How the chosen note differs from another one."""
    if not changed:
        return notice(f"Word for word the same as {other}.", kind="bad")
    rows = "".join(
        f"<tr><td>{safe(a[:240]) or '<em>nothing</em>'}</td><td>{safe(b[:240]) or '<em>nothing</em>'}</td></tr>"
        for a, b in changed
    )
    return (
        f'<p>{share:.0%} of the word runs are the same as in {safe(other)}.</p><table class="ak-table"><thead><tr><th scope="col">{safe(other)}</th>'
        f'<th scope="col">This note</th></tr></thead><tbody>{rows}</tbody></table>'
    )
