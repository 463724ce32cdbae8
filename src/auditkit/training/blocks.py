"""A lesson's Markdown as blocks of a page, so that the handout and the guide become HTML, Word and PDF like every report."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, Quote, Run, Words
from auditkit.training.lesson_file import markdown


def blocks(text: str) -> list[Block]:
    """The blocks of some Markdown: paragraphs, lists, tables, quotes, headings. What a page has no block for is a paragraph."""
    return list(_blocks(markdown().parse(text)))


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        match token.type:
            case "heading_open":
                yield Heading("".join(run.text for run in _words(inside)), 3)
            case "paragraph_open":
                yield Paragraph(_words(inside))
            case "bullet_list_open" | "ordered_list_open":
                is_numbered = token.type.startswith("ordered")
                yield Bullets(tuple(_items(inside, numbered=is_numbered)), has_own_marks=is_numbered)
            case "blockquote_open":
                yield Quote("\n".join("".join(run.text for run in _words([t])) for t in inside if t.type == "inline"))
            case "table_open":
                rows = list(_rows(inside))
                yield Grid("", rows[0], tuple(rows[1:]))
            case "fence" | "code_block" | "colon_fence":
                yield Quote(token.content.rstrip("\n"))
        at = end + 1


def _end(tokens: list[Token], at: int) -> int:
    """Where the token that opens at `at` closes; itself where it opens nothing."""
    if tokens[at].nesting != 1:
        return at
    return next(
        n for n in range(at + 1, len(tokens)) if tokens[n].level == tokens[at].level and tokens[n].nesting == -1
    )


def _items(tokens: list[Token], *, numbered: bool) -> Iterator[Words]:
    """Each item's words; an item of a list inside stands after its own, with a dash."""
    number, depth = 0, 0
    words: list[Run] = []
    for token in tokens:
        depth += token.nesting if token.type.startswith(("bullet_list", "ordered_list")) else 0
        if token.type == "list_item_open":
            if words:
                yield tuple(words)
            words = []
            number += depth == 0
            if numbered and depth == 0:
                words.append(Run(f"{number}. "))
            elif depth:
                words.append(Run("– "))
        elif token.type == "inline":
            words += (
                [Run(" "), *_words([token])]
                if words and words[-1].text not in ("– ", f"{number}. ")
                else _words([token])
            )
    if words:
        yield tuple(words)


def _rows(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append("".join(run.text for run in _words([token])))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []


def _words(tokens: list[Token]) -> Words:
    runs: list[Run] = []
    strong, link = 0, ""
    for token in (child for inline in tokens for child in (inline.children or [])):
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                runs.append(Run(" "))
            case "text" | "code_inline" | "html_inline":
                if token.content:
                    runs.append(
                        Run(token.content, strong=bool(strong), link=link if link.startswith("https://") else "")
                    )
    return tuple(runs)
