"""What a template leaves behind when it is not filled in: blanks, prompts, unticked boxes, bare headings."""

from __future__ import annotations

import re
from itertools import pairwise

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.plan_start import signs_off
from auditkit.text.sections import Section

_BLANK = expression(r"(?<![\w*])__(?![\w*])|_{3,}(?:\s?/\s?_{2,})*(?:/\d+)?|_(?:\s_){2,}")
# Lines for somebody else's hand: a physician's, a patient's.
_OTHERS_LINE = expression(
    r"physician|\b(?:please|kindly) (?:sign|certify|approve|review and sign)|\bsign (?:and|&) (?:return|fax)|\bM\.?D\.?\b|\bD\.?O\.?\b|doctor|\bNP\b|\bprovider'?s? (?:signature|sig|cert)|referring|certif|patient'?s? (?:signature|name)|parent|guardian|caregiver|client'?s? signature|\bNPI\b|witness",
    re.I,
)
_CLOZE = expression(
    r"cloze|carrier|complet\w+ (?:the )?(?:sentence|phrase)|sentence completion|fill(?:ed|ing)?[- ]in|blank line|spelled|wrote",
    re.I,
)
# dots to write on with nothing written, and a scale without its score: "to .......", "Pain: /10"
_DOTS = expression(
    r"(?:(?<=[\s:])\.{5,}|(?<=\s)\u2026{2,})[ \t]*(?=$|\n(?![ \t]*(?:[-*\u2022]|\d{1,2}[.)])|[ \t]{2,})|/\s?\d)"
)
_NO_SCORE = re.compile(r"[:=]\s+(/\s?(?:10|20|24|28|30|52|56|80|100|126)\b)(?!/)")
_STARS = expression(r"(?<!\*)\*{3}(?!\*)")
_SQUARE = re.compile(r"\[([^\[\]\n]{0,80})\]")
_PROMPT = re.compile(
    r"\s*(?:insert|select|choose|enter|describe|list|specify|add|type|state|fill|complete|indicate|explain|document|provide|pick|click|please|your|put|include|if applicable|optional|other|drop ?down|free ?text|todo|tbd|xx+|#+|\.\.\.+|_+)\b.*$"
    r"|\s*(?:_+|#+|\?+|\.{2,}|-{2,}|x{2,})\s*$"
    r"|\s*(?:(?:pt|patient|client|therapist|provider|physician|clinician|child|caregiver)(?:'s)?[ _]?)?(?:name|credentials?|date|dob|mrn|signature|min|mins|minutes|number|value|score|degrees|side|diagnosis|dx|reason|goal|goals|activity|activities|task|function|findings?|measure|"
    r"percent|percentage|reps|sets|frequency|duration|weeks|units?|level|assist(?: level|ance)?|response|intervention|interventions|text|here|blank|time|date|body part|location|joint|age|sex|gender|details|comments?|distance|device|topic|topics|technique|exercises?|region|muscle|equipment|laterality|amount|impairments?|deficits?|modality|intensity|position|strategy|strategies|limitations?|pronoun|he/she|his/her|him/her)(?:[ ,/&]+(?:name|credentials?|date|here|level|min|value|part|title))*\s*$"
    r"|\s*[A-Z][A-Z]+(?:[ _][A-Z]+)+\s*$|\s*[A-Za-z]+(?:\s?/\s?[A-Za-z]+){1,5}\s*$",
    re.I,
)
_FINE_IN_SQUARE = re.compile(
    r"\s*(?:sic|illegible|unreadable|inaudible|x|y|n|yes|no|text ends|end of text|truncated|redacted|(?:name|date|mrn|dob) (?:masked|removed|withheld)|masked|seated|standing|supine|cut off|signed|[a-z]{1,2}/[a-z]{1,2}/?[a-z]?)\b",
    re.I,
)
_CURLY = re.compile(r"\{\{?[^{}\n]{1,60}\}\}?")
_ANGLE = re.compile(
    r"<(?:[A-Z][A-Z _/-]{2,30}|(?:insert|enter|select|choose|name|patient|date|describe|list)[^<>\n]{0,40})>"
)
_AT = re.compile(r"@[A-Z][A-Z_]{2,}@")
_XX = re.compile(
    r"(?<![\w/])(?:XX+|xxx+|X/X|__+|\?\?+)(?=\s?(?:deg|\u00b0|%|/|min|ft|feet|lb|kg|sec|x\b|reps?|week|wk|visits?|times|units?|points?|cm|inch|of\b|$|[.,;]))|(?<![\w/])XX+(?![\w/])|\bxx/xx/x{2,4}\b",
    re.M,
)
# Orders of the template: the words that open one, and what makes it one.
ORDER_WORDS = layer(dict.fromkeys(vocabulary("residue")["orders"], 1))
_ORDER = re.compile(
    r"click (?:here|or tap)[^.\n]{0,30}\.?|(?:enter|insert|type|add) (?:your )?(?:text|here|narrative|findings|details)\b(?: here)?|(?:choose|select) an item\.?|(?:choose|select|circle|check|pick|mark) (?:one|all that apply)\b(?=\s*[:)\]]|\s+[-\u2013]|\s*$)|"
    r"select an option\b|(?:tbd|to be completed|complete) (?:- )?(?:complete )?before signing\b|delete (?:if|as) (?:not )?(?:applicable|appropriate|needed)|drop-?down\b(?= list| menu)|lorem ipsum\b|text goes here\b|(?-i:INSERT [A-Z]{3,})",
    re.I,
)
# Behind a bracket or a colon nothing more is needed: "(circle one".
_CHOICE = re.compile(r"(?:choose|select|circle|check|pick) (?:one|all that apply)\b", re.I)
_BRACKETED_ORDER = re.compile(
    r"\((?:state|describe|insert|enter|list|specify|explain|choose|select|indicate|circle|document|include|fill in)\b[^()\n]{3,70}\)",
    re.I,
)
_BOX = re.compile(r"[\[(\u2610\u25a1\u25fb](?:(?<=\[)\s{0,3}\]|(?<=\()\s{1,3}\)|(?<=[\u2610\u25a1\u25fb]))")
_TICK = expression(r"\[\s?[xX\u2713\u2714*vV]\s?\]|\(\s?[xX\u2713\u2714]\s?\)|[\u2611\u2612\u2713\u2714\u25a0\u25fc]")
_PAIR = expression(
    r"(?:\[\s{0,3}\]|\(\s{1,3}\)|[\u2610\u25a1])\s*(?:yes|y)\b[\s,/]*(?:\[\s{0,3}\]|\(\s{1,3}\)|[\u2610\u25a1])\s*(?:no|n)\b|\b(?:yes|y)\s*(?:\[\s{0,3}\]|\(\s{1,3}\)|[\u2610\u25a1])[\s,/]*(?:no|n)\s*(?:\[\s{0,3}\]|\(\s{1,3}\)|[\u2610\u25a1])",
    re.I,
)
_LABELLED = re.compile(r"[A-Za-z][\w ./'()-]{0,34}:")
_LEAF = r"(?:STGs?|LTGs?|Short[- ]term goals?|Long[- ]term goals?|Frequency|Freq|Duration|Onset|DOB|MRN|Time in|Time out|HEP|Prognosis|Precautions|Dx|Diagnosis|Response|Rehab potential|Total minutes|Timed minutes|DOS|PLOF|Allergies|Goal \d|Reason for discharge|Discharge reason)"
_BARE_PAIR = re.compile(rf":[ \t]*(?:[/|,;]+[ \t]*|[ \t]{{2,}})(?={_LEAF}\s*:)", re.I)
_LEAF_ENDS = re.compile(rf"(?<![\w-]){_LEAF}\s*$", re.I)
_LEAVES = frozenset(
    (Section.FUNCTION, Section.RESPONSE, Section.SKILL, Section.HOME_PROGRAM, Section.PRIOR_LEVEL, Section.PRECAUTIONS)
)
_NEXT_OF = {"s": "o", "subjective": "objective", "o": "a", "objective": "assessment", "a": "p", "assessment": "plan"}
# the author's line left blank above its caption
_AUTHOR_BELOW = re.compile(
    r"\n[ \t(*]*(?:(?:treating|evaluating|licensed|signing|supervising)\s)?(?:therapist|clinician|physical therapist|occupational therapist|speech[- ]language pathologist|PTA?|OTA?|COTA|SLP)(?:'s)?\s*(?:signature|sign(?:ed)? here|name and credentials?|name/credentials?|$)",
    re.I,
)


def residue(note) -> list[tuple[int, int]]:
    """Spans of unfilled template text, in reading order."""
    text = note.text
    found: list[tuple[int, int]] = []
    if "_" in text:
        found += _blanks(text)
    if "....." in text or "\u2026\u2026" in text:
        for match in _DOTS.finditer(text):
            start, end = _line(text, match.start())
            if not _OTHERS_LINE.search(text, start, end):
                found.append(match.span())
    if ": /" in text or "= /" in text:
        found += [m.span(1) for m in _NO_SCORE.finditer(text)]
    if "***" in text:
        found += _stars(text)
    if "[" in text:
        found += _squares(text)
    if "{" in text:
        found += [m.span() for m in _CURLY.finditer(text) if any(c.isalpha() for c in m[0])]
    if "<" in text:
        found += [m.span() for m in _ANGLE.finditer(text)]
    if "@" in text:
        found += [m.span() for m in _AT.finditer(text)]
    if "XX" in text or "xxx" in text or "xx/" in text or "??" in text:
        found += [m.span() for m in _XX.finditer(text)]
    found += _orders(note)
    if "(" in text:
        found += [m.span() for m in _BRACKETED_ORDER.finditer(text) if _is_order(text, m)]
    if _BOX.search(text):
        found += _boxes(text)
    found += [
        (leaf.start(), m.end())
        for m in _BARE_PAIR.finditer(text)
        if (leaf := _LEAF_ENDS.search(text, max(0, m.start() - 26), m.start()))
    ]
    found += _bare_headings(note)
    found.sort(key=lambda span: (span[0], -span[1]))
    outer: list[tuple[int, int]] = []
    for span in found:  # a prompt in a bracket is one piece of residue
        if not outer or span[1] > outer[-1][1]:
            outer.append(span)
    return outer


def _orders(note) -> list[tuple[int, int]]:
    text = note.text
    found = []
    for hit in note.hits_in(ORDER_WORDS):
        start, end = _line(text, hit.start)
        match = _ORDER.match(text, hit.start, end)
        if match is None and text[start : hit.start].rstrip().endswith(("(", ":", "[")):
            match = _CHOICE.match(text, hit.start, end)
        if match and not _TICK.search(text, start, end):
            found.append(match.span())
    return found


def _line(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, at), text.rfind("\f", 0, at)) + 1
    end = text.find("\n", at)
    return start, end if end >= 0 else len(text)


def _blanks(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _BLANK.finditer(text):
        start, end = _line(text, match.start())
        line = text[start:end]
        if not line.strip(" _\t|+*"):  # nothing but a rule, unless it stands under a bare heading
            above = text[:start].rstrip().rsplit("\n", 1)[-1].rstrip()
            if _AUTHOR_BELOW.match(text, end):
                found.append(match.span())
                continue
            if not above.endswith(":") or _OTHERS_LINE.search(above) or len(match[0]) > 60:
                continue
        if _OTHERS_LINE.search(line) or _CLOZE.search(line):
            continue
        above = text[: max(start - 1, 0)].rsplit("\n", 1)[-1]
        if (
            _BLANK.search(above)
            and _OTHERS_LINE.search(above)
            and re.match(r"\W*(?:date|time|print|name|title|phone|fax|npi|signature)", line, re.I)
        ):
            continue
        if signs_off(text, max(start, match.start() - 16), match.start()):
            continue  # a line of the form behind the name
        before = line[: match.start() - start]
        if before.count('"') % 2 or before.count("\u201c") > before.count("\u201d"):
            continue  # a cloze sentence in quotation marks
        found.append(match.span())
    return found


def _stars(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _STARS.finditer(text):
        start, end = _line(text, match.start())
        line = text[start:end].strip()
        if line.startswith("***") and line.endswith("***") and len(line) > 6:
            continue  # a title between stars
        found.append(match.span())
    return found


def _squares(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _SQUARE.finditer(text):
        inner = match[1]
        if not inner.strip() or _TICK.fullmatch(match[0]) or _FINE_IN_SQUARE.match(inner):
            continue
        if _PROMPT.match(inner):
            found.append(match.span())
    return found


def _is_order(text: str, match) -> bool:
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
    return before.endswith(":") or bool(
        re.search(r"\b(?:why|here|one|apply|required|how|if any|specific)\b", match[0], re.I)
    )


def _boxes(text: str) -> list[tuple[int, int]]:
    """Groups of boxes with none ticked: the boxes behind one label, or on lines that follow each other."""
    found = [m.span() for m in _PAIR.finditer(text)]
    groups: list[tuple[list, bool, int]] = []  # boxes, is one ticked, line where the group ends
    lines = text.split("\n")
    offset = 0
    for line_no, line in enumerate(lines):
        boxes = list(_BOX.finditer(line))
        ticks = list(_TICK.finditer(line))
        if boxes or ticks:
            marks = sorted(
                [(m.start(), m, False) for m in boxes] + [(m.start(), m, True) for m in ticks], key=lambda mark: mark[0]
            )
            starts_line = not line[: marks[0][0]].strip(" \t-*|\u2022")
            labels = [m.start() for m in _LABELLED.finditer(line) if not _BOX.match(line, m.start())]
            current = None
            for position, mark, ticked in marks:
                label = max((a for a in labels if a < position), default=-1)
                if current is None or label != current[0]:
                    if current is not None:
                        groups.append((current[1], current[2], -1))
                    current = [label, [], False]
                if not ticked:
                    current[1].append((offset + mark.start(), offset + mark.end()))
                current[2] = current[2] or ticked
            if starts_line and groups and groups[-1][2] == line_no - 1 and current[0] < 0:
                last = groups.pop()
                current[1][:0] = last[0]
                current[2] = current[2] or last[1]
            groups.append((current[1], current[2], line_no))
        offset += len(line) + 1
    for boxes, ticked, _ in groups:
        if boxes and not ticked and not any(a <= boxes[0][0] < b for a, b in found):
            _, end = _line(text, boxes[-1][1])
            found.append((boxes[0][0], min(end, boxes[-1][1] + 24) if boxes[-1][1] + 24 < end else end))
    return found


def _bare_headings(note) -> list[tuple[int, int]]:
    """A heading of its own line, followed by blanks and by the next heading."""
    found = []
    sentences = note.sentences
    for sentence, following in pairwise(sentences):
        if not sentence.label or sentence.body < sentence.end or not following.label or following.body > following.end:
            continue
        words = note.text[sentence.start : sentence.end].rstrip()
        if not words.endswith(":"):
            continue
        if _NEXT_OF.get(sentence.label) == following.label or (
            sentence.section in _LEAVES
            and following.section is not sentence.section
            and following.section not in (Section.HEADER, Section.MINUTES, Section.MEASURES)
        ):
            found.append((sentence.start, sentence.end))
    return found
