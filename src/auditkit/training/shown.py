"""A lesson's notes and minutes as HTML, for slides and notebooks. Everything written in a lesson or a note is escaped here."""

from __future__ import annotations

import itertools
from html import escape

from auditkit.rule import Answer
from auditkit.training.lesson import Minutes, Sample
from auditkit.training.lesson_file import markdown
from auditkit.training.readings import counted, readings


def words(text: str) -> str:
    """Markdown as HTML; HTML in it is text."""
    return markdown().render(text)


def sample(part: Sample) -> str:
    """A note with the words that the kit's answers rest on marked, and the answers under it."""
    found = readings(part)
    title = "Enough" if part.is_enough else "Not enough yet"
    items = "".join(f'<li class="{r.answer}">{escape(r.words)}</li>' for r in found)
    note = _marked(part.text, [span for r in found if r.answer is not Answer.UNCLEAR for span in r.evidence])
    where = f"Invented {part.kind} note, {part.discipline}"
    return (
        f'<section class="note {"enough" if part.is_enough else "weak"}"><h3>{title}</h3>'
        f'<blockquote>{note}</blockquote><p class="where">{escape(where)}</p><ul class="answers">{items}</ul></section>'
    )


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    edges = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
    parts = []
    for start, end in itertools.pairwise(edges):
        piece = escape(text[start:end])
        inside = any(a <= start and end <= b for a, b in spans)
        parts.append(f"<mark>{piece}</mark>" if inside else piece)
    return "".join(parts)


def minutes(part: Minutes, *, is_solved: bool = True) -> str:
    """A day's timed services and what they make under both rules."""
    answer = counted(part)
    rows = "".join(f"<tr><td>{escape(code)}</td><td>{spent}</td></tr>" for code, spent in part.services)
    solved = (
        f"<p><strong>Total time (Medicare):</strong> {escape(answer.cms)}.</p>"
        f"<p><strong>Each service by itself (some other payers):</strong> {escape(answer.spm)}.</p>"
    )
    return (
        f"<table><thead><tr><th>Code</th><th>Minutes</th></tr></thead><tbody>{rows}</tbody></table>"
        f"{solved if is_solved else ''}"
    )
