"""Lines into sentences, each in its section, as spans of the note. Survives telegraphic style, prints and wrapped lines."""

from __future__ import annotations

import re

from auditkit.text.cues import vocabulary
from auditkit.text.expressions import expression
from auditkit.text.lines import blocks
from auditkit.text.literal_pass import Hit
from auditkit.text.sections import Section

# Begins with the mark itself, so that the engine goes from mark to mark.
_STOP = expression(
    r"[.!?;\u2022](?:(?<=[.!?])(?:[.!?]*[\"')\]\u201d]*(?=\s|$)|(?=[A-Z][a-z]))|(?<=;)(?=\s)|(?<=\s\u2022)(?=\s))"
)
_FIGURE = re.compile(r"\s{1,9}\d{1,3}(?:\s?min\w*\.?)?\s*(?:$|\n|\|)")
_ITEM = re.compile(r"(?<![\w.])([1-9]\d?)\.\s+(?=[A-Z])")
_LED = ("stg", "ltg", "goal", "oals", "tgs")  # ends of "STG 1. ...", "Goals 1. ..."
_FIRST_ITEM = re.compile(r"(?<![\w.])([1-9]\d?)\.[ \t]*\Z")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z./]*)$")
_WORDS = vocabulary("sentences")
_ABBREVIATIONS = frozenset(_WORDS["abbreviations"])
_MAY_END = frozenset(_WORDS["may_end"])


class Sentence:
    """A sentence: `start`..`end` of the note, `body` where the words after its label begin, and the section it stands in."""

    __slots__ = ("body", "cues", "end", "heading", "hits", "index", "label", "line", "section", "start")

    def __init__(self, start: int, body: int, end: int, section: Section, heading: str, label: str, line: int):
        self.start, self.body, self.end = start, body, end
        self.section, self.heading, self.label, self.line = section, heading, label, line
        self.cues = 0
        self.hits: list[Hit] = []
        self.index = 0

    def __repr__(self) -> str:  # spans only: a note's words never reach a log
        return f"Sentence({self.start}, {self.body}, {self.end}, {self.section}, {len(self.hits)} hits)"


def sentences(text: str, lines: list[tuple[int, int]]) -> list[Sentence]:
    """The sentences of a note (with its `line_spans`) in reading order; labels without words have `body == end`."""
    found: list[Sentence] = []
    for line, block in enumerate(blocks(text, lines)):
        at, body, end, label = block.start, block.body, block.end, block.label
        first = _FIRST_ITEM.search(text, max(0, at - 4), at)
        items = (
            int(first[1]) if first else 0
        )  # of a list that runs on in the line: "1. Walk 200 ft. ongoing  2. Stairs. met"
        for stop in _STOP.finditer(text, body, end):
            mark, cut = stop.span()
            if text[mark] == "." and text[mark - 1].isdigit() and _is_next_item(text, at, mark, items):
                items += 1
                begin = mark - len(str(items))
                if items > 1 and (words := text[at:begin].rstrip()).strip(" .;\t"):
                    found.append(
                        Sentence(at, max(body, at), at + len(words), block.section, block.heading, label, line)
                    )
                    at, body, label = begin, cut + 1, ""
                continue
            if text[mark] == "." and cut < end and not _is_full_stop(text, mark, cut, end):
                continue
            if cut - mark > 2 and text[mark - 1] == " " and _FIGURE.match(text, cut, end):
                continue  # dots that lead to a figure in the next column
            if text[at:cut].strip(" .;\t"):
                found.append(Sentence(at, max(body, at), cut, block.section, block.heading, label, line))
            at, label = cut, ""
            while at < end and text[at] in " \t\n\r":
                at += 1
        if at < end:
            found.append(Sentence(at, min(max(body, at), end), end, block.section, block.heading, label, line))
    for index, sentence in enumerate(found):
        sentence.index = index
    return found


def _is_next_item(text: str, start: int, at: int, items: int) -> bool:
    """Does the full stop at `at` follow the number of a list's next item? The first opens what begins at `start`, or follows a colon."""
    number = str(items + 1)
    begin = at - len(number)
    if not text.startswith(number, begin) or _ITEM.match(text, begin) is None:
        return False
    before = text[start:begin].rstrip()
    return items > 0 or not before or before.endswith((":", ";", "(")) or before[-4:].lower().endswith(_LED)


def _is_full_stop(text: str, at: int, after: int, end: int) -> bool:
    """Does the full stop at `at` end a sentence? `after` is where the white space behind it begins."""
    word = text[max(0, at - 12) : at].rpartition(" ")[2]
    if not (word.isalpha() and word.isascii()):
        match = _WORD_BEFORE.search(word)
        word = match[1] if match else ""
    short = word.lower()
    if word and not (len(short) == 1 or short in _ABBREVIATIONS or (len(short) == 3 and short[1] == ".")):
        return True
    following = text[after:end].lstrip()[:2]
    if not following:
        return True
    if word:  # an abbreviation, or R.M., which is a name
        return short in _MAY_END and following[0].isupper() and not following.isupper()
    is_list_number = text[at - 1 : at].isdigit() and at >= 2 and text[at - 2] in "\n "
    return not is_list_number or following[0].isupper()
