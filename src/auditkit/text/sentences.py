"""Lines into sentences, each in its section, as spans of the note. Survives telegraphic style, prints and wrapped lines."""

from __future__ import annotations

import re

from auditkit.text.sections import PASSING, Section, heading

_LINE = re.compile(r"[^\n\r\f\x0b\u2028]+")
# What may open a line before its label or its words: bullets, numbering, Markdown marks, check boxes.
_BULLET = re.compile(
    r"[ \t]*(?:[-*\u2022\u00b7\u25cf\u25aa>#=~\u2013]+[ \t]*|\(?\d{1,2}[.)][ \t]+|\(?[a-h][.)][ \t]+)*"
)
_LABEL = re.compile(
    r"[*_]*([A-Za-z][A-Za-z0-9 /&.,'\u2019()+-]{0,56}?)[*_]*[ \t]*(?::[*_]*|[ \t][-\u2013\u2014][ \t]|=+(?=[ \t]|$)|[*_=]*[ \t]*$)"
)
_CAPS_LABEL = re.compile(r"([A-Z][A-Z/&']+(?: [A-Z/&']{2,}){0,4})[ \t]+(?=[A-Z]?[a-z0-9])")
_INLINE_LABEL = re.compile(r"(?<=[\s.;|,)])([A-Z][A-Za-z/&'0-9]*(?:[ -][A-Za-z/&'0-9]+){0,5}):(?=\s|$)")
_STOP = re.compile(r"[.!?]+[\"')\]\u201d]*(?=\s|$)|;(?=\s)|[.!?](?=[A-Z][a-z])|(?<=\s)[\u2022](?=\s)")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z./]*)$")
_NOT_WORD = re.compile(r"[^a-z0-9]+")

# A full stop after one of these does not end a sentence ...
_ABBREVIATIONS = frozenset(
    [
        "pt",
        "pts",
        "min",
        "mod",
        "max",
        "approx",
        "dr",
        "mr",
        "mrs",
        "ms",
        "vs",
        "ext",
        "flex",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "abd",
        "add",
        "rot",
        "int",
        "lat",
        "bil",
        "bilat",
        "amb",
        "indep",
        "w",
        "a.m",
        "p.m",
        "no",
        "fig",
        "st",
        "jr",
        "sr",
        "dept",
        "temp",
        "resp",
        "inc",
        "dec",
        "prev",
        "eval",
        "assist",
        "ther",
        "occ",
        "gen",
        "std",
        "sup",
        "inf",
        "ant",
        "post",
        "med",
        "hx",
        "dx",
        "tx",
        "rx",
        "sx",
        "ex",
        "jt",
        "mm",
        "cont",
        "wt",
        "approx",
        "avg",
        "est",
        "ref",
        "excl",
        "incl",
        "bal",
        "coord",
        "str",
        "c",
        "l",
        "r",
        "b",
        "u",
        "s/p",
        "u.e",
        "l.e",
        "ft",
        "sec",
        "secs",
        "mins",
        "wk",
        "wks",
        "lb",
        "lbs",
        "in",
        "hr",
        "hrs",
        "rep",
        "reps",
    ]
)
# ... except that one of these may also stand last: there a capital letter opens the next sentence.
_MAY_END = frozenset(
    [
        "pt",
        "pts",
        "ft",
        "sec",
        "secs",
        "mins",
        "min",
        "wk",
        "wks",
        "lb",
        "lbs",
        "in",
        "hr",
        "hrs",
        "rep",
        "reps",
        "p.m",
        "a.m",
        "etc",
        "indep",
        "tx",
        "rx",
        "ex",
        "hx",
        "dx",
        "no",
        "bilat",
        "eval",
        "r",
        "l",
    ]
)


_MAJOR = frozenset((Section.SUBJECTIVE, Section.OBJECTIVE, Section.ASSESSMENT, Section.PLAN, Section.GOALS))


class _Place:
    """Where in the note a line stands. A heading alone on its line, or one of the great ones, lasts until the next;
    a label beside its words lasts to the next blank line, one inside a line to the line's end, a label of facts for its line."""

    def __init__(self) -> None:
        self.section, self.head = Section.NOTE, ""
        self.lasting: tuple[Section, str] = (Section.NOTE, "")
        self.until = "heading"  # or "blank", "line"

    def next_line(self, *, after_blank: bool) -> None:
        if self.until == "line" or (after_blank and self.until == "blank"):
            self.section, self.head = self.lasting
            self.until = "heading"

    def open(self, section: Section, head: str, *, alone: bool, inline: bool = False) -> None:
        self.section, self.head = section, head
        if section in PASSING:
            self.until = "blank" if alone else "line"
        elif alone or section in _MAJOR:
            self.until = "heading"
            self.lasting = (section, head)
        else:
            self.until = "line" if inline else "blank"


class Sentence:
    """A sentence: `start`..`end` of the note, `body` where the words after its label begin, and the section it stands in."""

    __slots__ = ("body", "cues", "end", "heading", "hits", "index", "label", "line", "section", "start")

    def __init__(self, start: int, body: int, end: int, section: Section, heading: str, label: str, line: int):
        self.start, self.body, self.end = start, body, end
        self.section, self.heading, self.label, self.line = section, heading, label, line
        self.cues = 0
        self.hits: list = []
        self.index = 0

    def __repr__(self) -> str:  # spans only: a note's words never reach a log
        return f"Sentence({self.start}, {self.body}, {self.end}, {self.section}, {len(self.hits)} hits)"


def _known(label: str) -> tuple[str, Section | None]:
    name = _NOT_WORD.sub(" ", label.lower()).strip()
    return name, heading(name)


def _blocks(text: str) -> list[tuple[int, int, int, Section, str, str]]:
    """Lines with wrapped ones joined: (start, body, end, section, heading, label)."""
    blocks: list[tuple[int, int, int, Section, str, str]] = []
    place = _Place()
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    width = max((b - a for a, b in lines), default=0)
    full = 0.72 * width if 60 <= width <= 140 else 10_000  # a line this long may have been wrapped
    previous_end, previous_long = -9, False
    for a, b in lines:
        raw_length = b - a
        a = _BULLET.match(text, a, b).end()
        while b > a and text[b - 1] in " \t|":
            b -= 1
        bulleted = text[a - 1 : a] in "-*\u2022\u00b7\u25cf\u25aa>#.)" if a else False
        gap = a - previous_end
        if a == b:
            previous_long = False
            continue
        body, label = a, ""
        place.next_line(after_blank=text.count("\n", max(previous_end, 0), a) > 1)
        if match := _LABEL.match(text, a, b):
            name, opened = _known(match[1])
            ends_line = match.end() >= b
            colon = ":" in match[0][len(match[1]) :]
            if opened is not None and (colon or ends_line or len(name) > 3 or match[1].isupper()):
                label, body = name, match.end()
                place.open(opened, name, alone=ends_line)
            elif colon and len(name) <= 40 and not name.startswith("http"):
                label, body = name, match.end()
        elif match := _CAPS_LABEL.match(text, a, b):
            name, opened = _known(match[1])
            if opened is not None and len(name) > 3:
                label, body = name, match.end()
                place.open(opened, name, alone=False)
        if (
            previous_long
            and not label
            and not bulleted
            and blocks
            and gap < 40
            and "\n\n" not in text[previous_end:a]
            and text[previous_end - 1 : previous_end] not in ".:;!?"
        ):
            start, old_body, _, was, old_head, old_label = blocks[-1]
            blocks[-1] = (start, old_body, b, was, old_head, old_label)
        else:
            blocks.append((a, body, b, place.section, place.head, label))
        # labels inside the line: "S: ... O: ... A: ..." or "Patient: A. B.   DOS: 3/4/26"
        if text.find(":", body, b) >= 0:
            for match in _INLINE_LABEL.finditer(text, body, b):
                at, words = match.start(1), match[1]
                while words:
                    name, opened = _known(words)
                    if (
                        opened is not None
                        and words[0].isupper()
                        and (len(words) > 1 or text[at - 2 : at - 1] in ".;|, \t\n")
                    ):
                        place.open(opened, name, alone=False, inline=True)
                        start, old_body, _end, was, old_head, old_label = blocks[-1]
                        blocks[-1] = (start, old_body, at, was, old_head, old_label)
                        blocks.append((at, match.end(), b, opened, name, name))
                        break
                    first, _, words = words.partition(" ")
                    at += len(first) + 1
        previous_end, previous_long = b, raw_length >= full
    return blocks


def _is_stop(text: str, at: int, after: int, end: int) -> bool:
    """Does the full stop at `at` end a sentence? `after` is where the white space behind it begins."""
    if after >= end:
        return True
    following = text[after:end].lstrip()[:2]
    if not following:
        return True
    word = _WORD_BEFORE.search(text, max(0, at - 12), at)
    if word is None:
        return not (
            text[at - 1 : at].isdigit() and at - 2 >= 0 and text[at - 2] in "\n " and following[0].isupper() is False
        )
    short = word[1].lower()
    if len(short) == 1 or short in _ABBREVIATIONS or (len(short) == 3 and short[1] == "."):  # R.M. is a name
        return short in _MAY_END and following[0].isupper() and not following.isupper()
    return True


def sentences(text: str) -> list[Sentence]:
    """The sentences of a note in reading order; labels without words ("Functional limitations:") have `body == end`."""
    found: list[Sentence] = []
    for line, (start, body, end, section, head, label) in enumerate(_blocks(text)):
        at = start
        for stop in _STOP.finditer(text, body, end):
            if text[stop.start()] == "." and not _is_stop(text, stop.start(), stop.end(), end):
                continue
            cut = stop.end()
            if text[at:cut].strip(" .;\t"):
                found.append(Sentence(at, max(body, at), cut, section, head, label if at == start else "", line))
            at = cut
            while at < end and text[at] in " \t\n\r":
                at += 1
        if at < end:
            found.append(
                Sentence(
                    at, max(body, at) if body <= end else end, end, section, head, label if at == start else "", line
                )
            )
    for index, sentence in enumerate(found):
        sentence.index = index
    return found
