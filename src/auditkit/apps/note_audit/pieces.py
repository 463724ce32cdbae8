"""Parts of the note audit page as HTML. Everything that comes from a note or a file goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.note_audit.model import Line, NoteAuditModel
from auditkit.apps.shell import badge, notice, safe, verdict_badge
from auditkit.rule import Answer, NoteRule

SEVERITY_WORDS = {
    "denial": "may cost the payment",
    "recoupment": "may be taken back later",
    "review": "a person should look",
    "info": "good to know",
}
ANSWER_WORDS = {Answer.MET: "Met", Answer.NOT_MET: "Not met", Answer.UNCLEAR: "Cannot tell", Answer.NOT_APPLICABLE: "Does not apply"}
# a shape in front of each answer, for people who do not see colours and for buttons, which hold no HTML
SHAPES = {Answer.MET: "\u2713", Answer.NOT_MET: "\u2715", Answer.UNCLEAR: "?", Answer.NOT_APPLICABLE: "\u2013"}


def highlighted(text: str, evidence: Sequence[tuple[int, int]], strong: Sequence[tuple[int, int]]) -> str:
    """The note with its evidence marked; the chosen line's evidence more strongly, and with a word for screen readers."""
    edges = sorted({0, len(text), *(e for span in (*evidence, *strong) for e in span)})
    parts = []
    for start, end in zip(edges, edges[1:], strict=False):
        piece = safe(text[start:end])
        if any(a <= start and end <= b for a, b in strong):
            piece = f'<mark class="na-strong" tabindex="0">{piece}</mark>'
        elif any(a <= start and end <= b for a, b in evidence):
            piece = f'<mark class="na-soft">{piece}</mark>'
        parts.append(piece)
    return f'<div class="na-note" role="region" aria-label="The note" tabindex="0">{"".join(parts)}</div>'


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
    critical = badge("good", "No payment-critical point is missing") if not misses else badge("bad", f"{misses} payment-critical point{'s' if misses > 1 else ''} missing")
    quality = badge("note", f"Quality: {is_met} of {of} met") if of else badge("off", "Quality: nothing to count")
    return f'<p class="na-score">{critical} {quality}</p>'


def detail(line: Line, rule: NoteRule, text: str) -> str:
    """One line: the answer, the words that show it, why it matters, where that is written, a question, an example."""
    quotes = [text[e.start : e.end].strip() for e in line.verdict.evidence] if line.rule != "cloned_note" else []
    shown = "".join(f"<blockquote>\u201c{safe(quote)}\u201d</blockquote>" for quote in quotes) or '<p class="na-none">No sentence found.</p>'
    said = f"<p>{safe(line.verdict.message)}</p>" if line.verdict.message else ""
    overruled = f"<p>{badge('note', 'Decided by a person')} The program said: {ANSWER_WORDS[line.verdict.answer]}. Reason: {safe(line.reason)}</p>" if line.decided else ""
    sources = "".join(f"<li>{safe(s.title)}, {safe(s.section)}{' (' + safe(s.dated) + ')' if s.dated else ''}; known from: {safe(s.confidence)}</li>" for s in rule.sources)
    payment = badge("bad", "Payment-critical") if rule.payment_critical else badge("off", "Quality")
    return (
        f'<section class="na-detail" aria-live="polite"><h3>{safe(rule.title)}</h3><p>{verdict_badge(line.answer)} {payment} '
        f'<span class="na-fine">{safe(SEVERITY_WORDS[rule.severity])}</span></p>{overruled}{said}{shown}'
        f"<h4>Why payers ask</h4><p>{safe(rule.why)}</p><h4>A question for the author</h4><p>{safe(rule.question)}</p>"
        f"<h4>In the next note</h4><p>{safe(rule.fix)}</p>"
        f'<h4>An invented example</h4><p>{badge("good", "Enough")} {safe(rule.good.text)} <span class="na-fine">{safe(rule.good.reason)}</span></p>'
        f'<p>{badge("bad", "Not enough")} {safe(rule.bad.text)} <span class="na-fine">{safe(rule.bad.reason)}</span></p>'
        f'<details><summary>Source and date</summary><ul>{sources}</ul><p class="na-fine">In force from {rule.in_force_from}; last verified {rule.verified_on}. Rule {safe(line.rule)}.</p></details></section>'
    )


def issues(model: NoteAuditModel) -> str:
    """What could not be read, one sentence each."""
    if not model.issues:
        return ""
    items = "".join(f"<li>{safe(issue.sentence)}</li>" for issue in model.issues)
    return f'<div class="ak-notice ak-unsure" role="status"><p>{len(model.issues)} not read, or read in part; everything else was audited:</p><ul>{items}</ul></div>'


def comparison(share: float, changed: Sequence[tuple[str, str]], other: str) -> str:
    """How the chosen note differs from another one."""
    if not changed:
        return notice(f"Word for word the same as {other}.", kind="bad")
    rows = "".join(f"<tr><td>{safe(a[:240]) or '<em>nothing</em>'}</td><td>{safe(b[:240]) or '<em>nothing</em>'}</td></tr>" for a, b in changed)
    return (
        f'<p>{share:.0%} of the word runs are the same as in {safe(other)}.</p><table class="na-table"><thead><tr><th scope="col">{safe(other)}</th>'
        f'<th scope="col">This note</th></tr></thead><tbody>{rows}</tbody></table>'
    )


STYLE = """<style>
#rendered_cells,.ak-lead{width:min(104rem,100% - 2.5rem)!important}
.na-note{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;color:#17212b;border:1px solid #c9d2d9;border-radius:10px;padding:1rem;font:15px/1.6 "Segoe UI",system-ui,Arial,sans-serif;max-height:46rem;overflow:auto}
.na-note mark{border-radius:3px;padding:0 1px;color:inherit}.na-soft{background:#e3eeea}
.na-strong{background:#ffe08a;outline:2px solid #8a5a00;font-weight:600}
.na-detail h3{margin:.1rem 0 .4rem;font-size:1.1rem}.na-detail h4{margin:.9rem 0 .1rem;font-size:.95rem;color:#2c3a46}
.na-detail p{margin:.2rem 0 .4rem}.na-detail blockquote{margin:.3rem 0;padding:.35rem .8rem;border-left:4px solid #8a5a00;background:#fff6da;white-space:pre-wrap}
.na-none{color:#55606a;font-style:italic}.na-fine{color:#4a5763;font-size:.88rem}.na-score{margin:.3rem 0 .6rem}
.na-table{border-collapse:collapse;width:100%}.na-table th,.na-table td{border:1px solid #c9d2d9;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.ak-app .jupyter-widgets.jupyter-button.na-line{text-align:left;justify-content:flex-start;font-weight:400;font-size:.95rem;white-space:normal;line-height:1.3;min-height:2.2rem;padding:.35rem .7rem;margin:.1rem 0;width:100%;border-color:#d9d4c6;color:#1d2a2e}
.na-line.na-chosen{outline:3px solid #a4490f}
.na-line.na-met{border-left:6px solid #1b6a3a!important}.na-line.na-not_met{border-left:6px solid #a3261c!important}
.na-line.na-unclear{border-left:6px solid #b07a00!important}.na-line.na-not_applicable{border-left:6px solid #8a949c!important;color:#4a5763!important}
.na-cols{grid-template-columns:minmax(17rem,22rem) minmax(20rem,1fr) minmax(20rem,1fr);gap:1.1rem;align-items:start}
@media(max-width:1100px){.na-cols{grid-template-columns:1fr}}
.na-tools{flex-wrap:wrap!important;gap:.6rem}
</style>"""
