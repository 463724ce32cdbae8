"""Pieces of a page as HTML. Every one takes plain text and escapes it; a state is told by colour, shape and word together."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.shell.safe import safe
from auditkit.rule import Answer, Severity

# kind -> the shape before the word. The shapes differ in outline, so that a grey print tells them apart.
_SHAPES = {"good": "✓", "bad": "✕", "look": "!", "unsure": "?", "off": "–", "note": "•"}
_ANSWERS = {
    Answer.MET: ("good", "Met"),
    Answer.NOT_MET: ("bad", "Not met"),
    Answer.UNCLEAR: ("unsure", "Cannot tell"),
    Answer.NOT_APPLICABLE: ("off", "Does not apply"),
}

SEVERITY_WORDS = {
    Severity.DENIAL: "may cost the payment",
    Severity.RECOUPMENT: "may be taken back later",
    Severity.REVIEW: "a person should look",
    Severity.INFO: "good to know",
}


def badge(kind: str, word: str) -> str:
    """A small label. `kind` is good, bad, look, unsure, off or note."""
    return f'<span class="ak-badge ak-{kind}"><span aria-hidden="true">{_SHAPES[kind]}</span> {safe(word)}</span>'


def verdict_badge(answer: Answer | str) -> str:
    """The label of one of the four answers, in the words that people read."""
    return badge(*_ANSWERS[Answer(answer)])


def card(
    title: str,
    text: str,
    *,
    link: str = "",
    link_text: str = "",
    mark: str = "",
    download: bool = False,
    level: int = 3,
) -> str:
    """A card with a heading, a sentence, and a link that says what it does. `mark` is a word such as "Sample data"."""
    marked = f'<p class="ak-mark">{badge("note", mark)}</p>' if mark else ""
    action = (
        f'<p class="ak-action"><a href="{safe(link)}"{" download" if download else ""}>{safe(link_text)}</a></p>'
        if link
        else ""
    )
    return f'<article class="ak-card">{marked}<h{level}>{safe(title)}</h{level}><p>{safe(text)}</p>{action}</article>'


def notice(text: str, *, kind: str = "note") -> str:
    """One sentence in a box; read out at once when it is bad news."""
    role = "alert" if kind == "bad" else "status"
    return f'<div class="ak-notice ak-{kind}" role="{role}"><p><span aria-hidden="true">{_SHAPES[kind]}</span> {safe(text)}</p></div>'


_OPEN_REMARKS, _MOST_REMARKS = 4, 50


def remarks(head: str, sentences: Sequence[str], *, rest: str = "") -> str:
    """What could not be read, a sentence each, in a box; a long list is folded, a very long one cut, with `rest` on where all of it is."""
    if not sentences:
        return ""
    shown = sentences[: _MOST_REMARKS if rest else None]
    items = "".join(f"<li>{safe(sentence)}</li>" for sentence in shown)
    if len(sentences) > len(shown):
        items += f"<li>and {len(sentences) - len(shown):,} more; {safe(rest)}</li>"
    if len(sentences) > _OPEN_REMARKS:
        body = f"<details><summary>{safe(head)}: {len(sentences):,}. Show them</summary><ul>{items}</ul></details>"
    else:
        body = f"<p>{safe(head)}:</p><ul>{items}</ul>"
    return f'<div class="ak-notice ak-unsure" role="status">{body}</div>'
