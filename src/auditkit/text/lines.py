"""Lines of a note: wrapped ones joined, cut at the labels inside them, each in its section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.expressions import expression
from auditkit.text.literal_pass import plain
from auditkit.text.sections import Place, Section, heading, heads_goals
from auditkit.text.soap import letters

# What may open a line before its label or its words: bullets, numbering, Markdown marks, check boxes.
_BULLET = re.compile(
    r"[ \t]*(?:[-*\u2022\u00b7\u25cf\u25aa>#=~\u2013]+[ \t]*|\(?\d{1,2}[.)][ \t]+|\(?[a-h][.)][ \t]+)*"
)
# The longest run that could be a label; where one of the marks stands in or behind it, the label ends at the first of them.
_LABEL_RUN = re.compile(r"[*_]*([A-Za-z][A-Za-z0-9 /&.,'\u2019()+-]{0,56})")
_MARKS = frozenset("=*_\t\u2013\u2014")
_MARKED_LABEL = re.compile(
    r"[*_]*([A-Za-z][A-Za-z0-9 /&.,'\u2019()+-]{0,56}?)[*_]*[ \t]*(?::[*_]*|[ \t][-\u2013\u2014][ \t]|=+(?=[ \t]|$)|[*_=]*[ \t]*$)"
)
_CAPS_LABEL = expression(r"(?!AIMS\b)([A-Z][A-Z/&']+(?: [A-Z/&']{2,}){0,4})[ \t]+(?=[A-Z]?[a-z0-9])")
# "Frequency ........ 2x/week", and "Life before. Ran a bakery", which only a known heading makes a label
_LED_LABEL = expression(r"([A-Za-z][A-Za-z0-9 /&'\u2019()+-]{1,40}?)[ \t]*(?:\.{3,}|\u2026+)[ \t]*:?(?=[ \t]|\w|$)")
_RUN_IN_LABEL = re.compile(r"([A-Z][A-Za-z /&'\u2019-]{3,40})\.(?=[ \t]+[A-Z0-9\"\u201c])")
# "Assess <tab> tolerated well", "Plan    2x/week", "Response | pain 3": of the parts that hold words, not rows of values
_COLUMN_LABEL = re.compile(r"([A-Za-z][A-Za-z /&.'\u2019()-]{1,40}?)(?:[ \t]*\|[ \t]*|\t[ \t]*| {2,})(?=[^\s|])")
_OF_WORDS = frozenset(
    (
        *("subjective", "subj", "patient report", "objective", "obj", "findings", "assessment", "assess", "assmt"),
        *("impression", "analysis", "a p", "plan", "plan of care", "poc", "next visit", "recommendations"),
        *("treatment", "tx", "rx", "interventions", "intervention", "treatment provided", "response", "pt response"),
        *("patient response", "dx", "diagnosis", "medical dx", "medical diagnosis", "treatment dx", "plof"),
        *("prior level", "prior level of function", "hep", "home program", "skilled need", "precautions", "pmh"),
    )
)
_IN_COLUMNS = frozenset(
    (Section.INTERVENTIONS, Section.OBJECTIVE, Section.MEASURES, Section.HISTORY, Section.FUNCTION, Section.PROGRESS)
)
_FOUR_WORDS = re.compile(r"(?:[^A-Za-z|\t\n]{0,9}[A-Za-z'-]+ (?! )){3}[^|\t]*$")
# What stands behind such a label to the line's end is more than it labels, where the line goes on: "3/3/26. Dx: R CTS. Splint ..."
_LEFT_TO_LABEL = frozenset(
    (None, Section.HEADER, Section.DIAGNOSIS, Section.HISTORY, Section.MINUTES, Section.SIGNATURE, Section.PRECAUTIONS)
)
_RUN_IN = frozenset(Section) - {Section.NOTE, Section.HEADER, Section.INTERVENTIONS, Section.MINUTES, Section.SIGNATURE}
_INLINE_LABEL = expression(r"(?<=[\s.;|,)])([A-Z][A-Za-z/&'0-9]*(?:[ -][A-Za-z/&'0-9]+){0,5}):$")
_INLINE_REACH = 100  # characters before its colon in which a label inside a line begins


class Block:
    """Lines that belong together: `start`..`end` of the note, `body` where the words behind the label begin."""

    __slots__ = ("body", "end", "heading", "label", "section", "start")

    def __init__(self, start: int, body: int, end: int, section: Section, heading: str, label: str):
        self.start, self.body, self.end = start, body, end
        self.section, self.heading, self.label = section, heading, label


def line_spans(text: str) -> list[tuple[int, int]]:
    """`start`, `end` of every line that is not empty, in order."""
    for other in "\r\f\x0b\u2028":
        text = text.replace(other, "\n")
    spans = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            spans.append((start, end))
        start = end + 1
    return spans


def blocks(text: str, lines: list[tuple[int, int]]) -> list[Block]:
    """The note's lines (from `line_spans`) as blocks, in reading order."""
    found: list[Block] = []
    place = Place()
    width = max((end - start for start, end in lines), default=0)
    full = 0.72 * width if 60 <= width <= 140 else 10_000  # a line this long may have been wrapped
    previous_end, is_open = -9, False  # is_open: the line before may go on in this one
    parts = letters(text)
    for line_start, line_end in _parted(lines, sorted(parts)) if parts else lines:
        start = line_start if line_start in parts else _behind_bullet(text, line_start, line_end)
        end = line_end
        while end > start and text[end - 1] in " \t|":
            end -= 1
        if start == end:
            is_open = False
            continue
        place.next_line(after_blank=text.count("\n", max(previous_end, 0), start) > 1)
        body, label = _label(text, start, end, place) if start not in parts else _part(*parts[start], end, place)
        if (
            is_open
            and not label
            and found
            and start - previous_end < 40
            and text[line_start:start].strip() in ("", ">")  # no bullet; "> 20 min" goes on
            and text[previous_end - 1] not in ".:;!?"
            and "\n\n" not in text[previous_end:start]
        ):
            found[-1].end = end
        else:
            found.append(Block(start, body, end, place.section, place.heading, label))
        _cut_at_labels(text, body, end, place, found)
        previous_end, is_open = end, line_end - line_start >= full
    return found


def _parted(lines: list[tuple[int, int]], cuts: list[int]) -> Iterator[tuple[int, int]]:
    """The lines, cut where a part of SOAP begins inside one of them."""
    for start, end in lines:
        for cut in cuts:
            if start < cut < end:
                yield start, cut
                start = cut
        yield start, end


def _part(letter: str, body: int, end: int, place: Place) -> tuple[int, str]:
    """The same as `_label` for a letter of SOAP whose words begin at `body`."""
    name, opened = _known(letter)
    if opened is not None:
        place.open(opened, name, alone=body >= end)
    return min(body, end), name


def _behind_bullet(text: str, start: int, end: int) -> int:
    if text[start].isalpha() and text[start + 1 : start + 2] not in (".", ")"):
        return start
    return _BULLET.match(text, start, end).end()


def _label(text: str, start: int, end: int, place: Place) -> tuple[int, str]:
    """Where the words behind a line's label begin, and the label; the section that it opens is noted in `place`."""
    if "." in text[start + 3 : start + 50] or "\u2026" in text[start + 2 : start + 50]:
        if match := _LED_LABEL.match(text, start, end):
            name, opened = _known(match[1])
            if opened is not None:
                place.open(opened, name, alone=match.end() >= end)
            if opened is not None or (name.count(" ") < 3 and not any(map(str.isdecimal, name))):
                return match.end(), name
        if match := _RUN_IN_LABEL.match(text, start, end):
            name, opened = _known(match[1])
            if opened in _RUN_IN:
                place.open(opened, name, alone=False)
                return match.end(), name
    if ("\t" in (head := text[start : start + 44]) or "  " in head or "|" in head) and (
        match := _COLUMN_LABEL.match(text, start, end)
    ):
        name, opened = _known(match[1])
        if name in _OF_WORDS or (opened in _IN_COLUMNS and _FOUR_WORDS.match(text, match.end(), end)):
            place.open(opened, name, alone=False)
            return match.end(), name
    if (candidate := _candidate(text, start, end)) is not None:
        words, body, colon = candidate
        name, opened = _known(words)
        if opened is None and body >= end and heads_goals(name):
            opened = Section.GOALS
        if opened is not None and (colon or body >= end or len(name) > 3 or words.isupper()):
            place.open(opened, name, alone=body >= end)
            return body, name
        tail = words[max(words.rfind(". "), words.rfind(", ")) + 1 :]
        if colon and len(tail) < len(words) and _known(tail)[1] not in _LEFT_TO_LABEL:
            return start, ""  # "OT evaluation 3/3/26. PLOF: ..." has its label inside
        if colon and len(name) <= 40 and not name.startswith("http"):
            return body, name
    elif match := _CAPS_LABEL.match(text, start, end):
        name, opened = _known(match[1])
        if opened is not None and len(name) > 3:
            place.open(opened, name, alone=False)
            return match.end(), name
    return start, ""


def _candidate(text: str, start: int, end: int) -> tuple[str, int, bool] | None:
    """What looks like a label at the head of a line: its words, where the words behind it begin, and does a colon part them?"""
    run = _LABEL_RUN.match(text, start, end)
    if run is None:
        return None
    words, stop = run[1], run.end()
    behind = text[stop] if stop < end else ""
    if behind in _MARKS or " - " in words:
        match = _MARKED_LABEL.match(text, start, end)
        return (match[1], match.end(), ":" in match[0][len(match[1]) :]) if match else None
    if behind == ":":
        if words[-1].isdigit() and text[stop + 1 : stop + 2].isdigit():
            words = words.rstrip("0123456789")  # "Time 10:30-11:15" has its label before the clock
            return (words.rstrip(" "), start + len(words), True) if words.strip() else None
        stop += 1
        while stop < end and text[stop] in "*_":
            stop += 1
        return words.rstrip(" "), stop, True
    return (words, end, False) if not behind else None


def _cut_at_labels(text: str, body: int, end: int, place: Place, found: list[Block]) -> None:
    """Open a block at each label inside the line: "S: ... O: ... A: ..." or "Patient: A. B.   DOS: 3/4/26"."""
    after, colon = body, text.find(":", body, end)
    while colon >= 0:
        behind = colon + 1
        if (behind == end or text[behind].isspace()) and (
            match := _INLINE_LABEL.search(text, max(after, colon - _INLINE_REACH), behind)
        ):
            at, words = match.start(1), match[1]
            while words:
                name, opened = _known(words)
                if (
                    opened is not None
                    and words[0].isupper()
                    and ((len(words) > 1 and words not in ("PT", "OT", "ST")) or text[at - 2 : at - 1] in ".;|, \t\n")
                ):
                    place.open(opened, name, alone=False, inline=True)
                    found[-1].end = at
                    found.append(Block(at, behind, end, opened, name, name))
                    break
                first, _, words = words.partition(" ")
                at += len(first) + 1
        after, colon = behind, text.find(":", behind, end)


def _known(label: str) -> tuple[str, Section | None]:
    name = " ".join(plain(label).split())
    return name, heading(name)
