"""Which kinds of note a document is: from its title, its headings and what it holds."""

from __future__ import annotations

import re

from auditkit.rule import Kind
from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.kind_signs import asks_to_go_on, begins, end_of_care, ends_now, is_titled_evaluation, looks_back
from auditkit.text.sections import Section

_KINDS = tuple(Kind)
_TITLES = shared("kinds", *(f"title_{k.value}" for k in Kind))
_WEAK = shared("kinds", *(f"weak_{k.value}" for k in Kind))
_SIGNS = shared("kinds", *(f"sign_{k.value}" for k in Kind))
(_PROGRESS_NOTE,) = shared("kinds", "title_progress_note")


def _union(bits: tuple[int, ...]) -> int:
    every = 0
    for bit in bits:
        every |= bit
    return every


_STRONG = _union(_TITLES) | _PROGRESS_NOTE
_FAINT = _union(_WEAK)
_ANY_SIGN = _union(_SIGNS)
_HEAD = 700  # characters in which a title stands
_FIRST = 110  # characters in which a single common word may be a title
_OPENING = expression(
    r"(?:\b(?:this is|here is|okay|ok|following is|writing)\b.{0,24}|\b(?:document|note|visit|report|encounter|form|type|service|doc|kind|title)(?: type| name)?\s*[:|=]\s*)$",
    re.I,
)
_REFERS = expression(
    r"\b(?:since|at|from|after|last|prior|previous|see|per|of|until|till|next|before|for|due|in|was|were|to|initial|unchanged|vs|and|her|his|my|our|a|by|than|on|with|needs?|following|during|signed|post|continue|cont|w/|"
    r"submit|complete[ds]?|performed|scheduled|pending)\s+(?:the\s+|his\s+|her\s+|pt\s+|ot\s+|st\s+|slp\s+|initial\s+|last\s+|an?\s+)*$",
    re.I,
)
_AFTERWORDS = re.compile(
    r"\s*(?:date\b|and treat\b|and treatment (?:orders?|as|per|of)\b|/\s?tx\b|\+ tx\b|and tx\b|/\s?treat\b|values?\b|expir|exp\b|ends?\b|thru\b|through\b|valid\b|findings\b|goals?\b|planned\b|plan\b(?! of)|status\b|recommend|reason|baseline|on \d|score|pending\b|repeated\b|scheduled\b|booked\b|due\b|needed\b|requested\b|reviewed\b|results?\b|tools?\b|orders?\b|before\b|until\b|with the\b|of the (?:week|month|year)\b|from (?:the |acute )?(?:hospital|acute|snf|icu|inpatient|rehab\b|home health|ed\b|er\b)|(?:she|he|they|pt|i|we|had|was)\s)",
    re.I,
)
_NEW_COLUMN = re.compile(
    r".?\n|[ \t]{3}|\t"
)  # "EVALUATION      Date 5/26/26": what follows is of no sentence with the title
_DOCUMENTS = ("summary", "report", "note", "letter")
_DATE = re.compile(
    r"\W*date\b", re.I
)  # "Discharge summary date: 3/4/26" opens one; "Evaluation date: 3/4/26" is a field of any
_BOX = expression(
    r"\[\s?[xX\u2713\u2714\u2611\u2612*]?\s?\]|\(\s?[xX\u2713\u2714*]?\s?\)|[\u2610-\u2612\u2713\u2714\u25a0\u25a1]"
)
_OPEN_BOX = frozenset("[]() \t\u2610\u25a1")  # a box of these alone is not ticked
_ONE_LABEL = re.compile(
    r"\W*(?:(?:pt|ot|st|slp|initial|new|skilled)\b\W*)?", re.I
)  # what may stand between a box and its kind
# Both begin with the character itself, so that the engine goes from digit to digit.
_MINUTES = re.compile(
    r"[0-9](?<!\w.)(?:\d{0,2}\s?(?:min\b|mins\b|minutes\b|')|\d?:\d{2}\s?(?:am|pm|a\.m\.|p\.m\.)?\s?(?:-|\u2013|to|till|until)\s?\d{1,2}:\d{2})",
    re.I,
)
# "9:15 till 10:20 (97542)": the clock of a visit and what it is billed as, in the head of the note
_BILLED_CLOCK = expression(
    r"\d:\d{2}[^\n\d]{0,12}\d{1,2}:\d{2}[^\n\d]{0,12}\b9[27]\d{3}\b|\b9[27]\d{3}\b[^\n\d]{0,12}\d{1,2}:\d{2}[^\n\d]{0,12}\d:\d{2}"
)
_GOES_ON = re.compile(r"[^\n]{36,}[a-z,]\n[ \t]*$")  # the line before breaks off in a sentence
_BILLED = re.compile(r"[9G](?<!\w.)(?:(?<=9)(?:7[015]\d\d|25(?:07|26|08)|2609|5992)|(?<=G)0283)\b")
# A visit named beside another kind in the title: "visit and 10-visit report", "last visit + discharge summary"
_VISIT_NAMED = r"(?:(?:first|last|final|daily|today'?s|same[- ]day|this)\s+)?(?:visit|treatment|tx|session|daily)(?:\s+(?:no\.?|#)?\s*\d{1,3})?(?:\s+notes?)?"
_WITH_VISIT = expression(
    rf"(?:^\W*(?:[A-Z]{{2,3}}\W+)?|\s\s|[|:\u2014]\s*){_VISIT_NAMED}\s*(?:\+|&|/|\band\b|\bwith\b)[\w\s-]{{0,24}}\b(?:report|summary|progress|discharge|d/?c|eval\w*|re-?cert\w*|re-?assess\w*|review)\b|"
    rf"(?:\+|&|/|\band\b|\bwith\b)\s*{_VISIT_NAMED}(?!\s*(?:\d|s?\s*(?:summary|plan|diag|dx|aide|tech|count|freq|type|history|goals|center|centre|clinic|area|orders?|of|as|per)\b))(?:\W|$)",
    re.I,
)
# what stands beside a visit in every match of it, without what is dear to ask
_JOINED_VISIT = expression(
    r"(?:visit|treatment|tx|session|daily)(?:\s+(?:no\.?|#)?\s*\d{1,3})?(?:\s+notes?)?\s*(?:\+|&|/|and|with)|"
    r"(?:\+|&|/|and|with)\s*(?:first|last|final|daily|today|same|this|visit|treatment|tx|session)",
    re.I,
)
_AGAIN = re.compile(r"\bre-?\s?(?:eval|assess)", re.I)
_PROGRESS_TITLE = re.compile(r"\bprogress (?:note|visit)s?\b|\bpn\b", re.I)
_AND_BEFORE = re.compile(
    rf"^\W*(?:[A-Z]{{2,3}}\W+)?{_VISIT_NAMED}\s*(?:\+|&|/|\band\b|\bwith\b)\s*(?:10-visit\s)?$", re.I
)


def kinds_of(note) -> tuple[Kind, ...]:
    """The kinds in the order of `Kind`; `treatment` where nothing else is said."""
    found = _ticked(note) or _titles(note)
    if found:
        if found == {Kind.TREATMENT} and ends_now(note):
            found.add(Kind.DISCHARGE)
        elif found == {Kind.DISCHARGE} and _BILLED_CLOCK.search(note.text, 0, _HEAD // 2):
            found.add(Kind.TREATMENT)
        return tuple(k for k in _KINDS if k in found)
    kind = _by_content(note)
    if kind is Kind.DISCHARGE and _BILLED.search(note.text) and _MINUTES.search(note.text):
        return Kind.TREATMENT, kind  # the case is closed at a visit that is billed
    return (kind,)


def _ticked(note) -> set[Kind]:
    """Kinds whose box is ticked in a head that offers several: "[ ] Eval [x] Progress [ ] D/C", "Eval [ ]  Daily [x]"."""
    text = note.text
    boxes = dict(box.span() for box in _BOX.finditer(text, 0, _HEAD))
    if len(boxes) < 2:
        return set()
    named = [hit for hit in note.hits if hit.start < _HEAD and hit.cues & (_STRONG | _FAINT)]
    offered: dict[int, set[Kind]] = {}  # by the place of the box
    first = next(iter(boxes))
    is_before = not any(text[hit.end : first].strip(" \t") == "" for hit in named if hit.end < first)
    for hit in named:
        for start, end in boxes.items():
            between = text[end : hit.start] if is_before else text[hit.end : start]
            if (
                (end <= hit.start if is_before else start >= hit.end)
                and "\n" not in between
                and _ONE_LABEL.fullmatch(between)
            ):
                kinds = {k for k, title, weak in zip(_KINDS, _TITLES, _WEAK, strict=True) if hit.cues & (title | weak)}
                offered.setdefault(start, set()).update(kinds or {Kind.PROGRESS})
    if len(set().union(*offered.values())) < 2:
        return set()
    line = text.rfind("\n", 0, min(offered)) + 1
    for hit in named:
        if hit.end <= line and hit.cues & _STRONG:
            began, ended = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
            if _stands_as_title(text, hit, began, ended, together=False):
                return set()  # titled above; the boxes are of a plan
    return set().union(*(kinds for box, kinds in offered.items() if not _OPEN_BOX.issuperset(text[box : boxes[box]])))


def _titles(note) -> set[Kind]:
    """Kinds that the title names: the first line that holds one, and a title alone on a line beneath it."""
    text = note.text
    found: set[Kind] = set()
    first_line = -1
    for strong in (True, False):
        for hit in note.hits:
            if hit.start > (_HEAD if strong else _FIRST):
                break
            if not hit.cues & (_STRONG if strong else _FAINT):
                continue
            line_start = max(text.rfind("\n", 0, hit.start), text.rfind("\f", 0, hit.start)) + 1
            end = text.find("\n", hit.end)
            line_end = end if end >= 0 else len(text)
            if (
                first_line >= 0
                and line_start != first_line
                and not (strong and _is_alone(text, hit, line_start, line_end))
            ):
                continue
            if not _stands_as_title(text, hit, line_start, line_end, together=line_start == first_line):
                continue
            first_line = line_start if first_line < 0 else first_line
            found |= {
                k
                for k, title, weak in zip(_KINDS, _TITLES, _WEAK, strict=True)
                if hit.cues & (title if strong else weak)
            }
            if strong and hit.cues & _PROGRESS_NOTE and not hit.cues & _TITLES[1]:
                found.add(_progress_note(note))
        if found:
            break
    if found and first_line >= 0:
        end = text.find("\n", first_line)
        title = text[first_line : min(end if end >= 0 else len(text), first_line + 120)]
        if found == {Kind.EVALUATION} and (not strong or _AGAIN.search(title)) and asks_to_go_on(note):
            found = {Kind.RECERTIFICATION}  # "Plan of care", "Re-evaluation", for one who has come before
        if _JOINED_VISIT.search(title) and _WITH_VISIT.search(title):
            if found == {Kind.TREATMENT} and _PROGRESS_TITLE.search(title):
                found = {Kind.PROGRESS}  # "progress note and daily visit": the first is no other name of the second
            found.add(Kind.TREATMENT)
    if Kind.RECERTIFICATION in found or Kind.DISCHARGE in found:
        found.discard(Kind.EVALUATION)
    if Kind.DISCHARGE in found:
        found.discard(Kind.RECERTIFICATION)
    if Kind.PROGRESS in found and Kind.EVALUATION in found:
        found.discard(Kind.EVALUATION)
    return found


def _is_alone(text: str, hit, line_start: int, line_end: int) -> bool:
    line = text[line_start:line_end].strip(" \t*#=-_|+:")
    return len(line) <= len(hit.phrase) + 14 and (line.isupper() or line.istitle()) and not text[:line_start].isupper()


def _stands_as_title(text: str, hit, line_start: int, line_end: int, *, together: bool) -> bool:
    """Does the phrase name this document, rather than speak of another one ("since the evaluation", "continue per plan of care")?"""
    before = text[line_start : hit.start]
    after = text[hit.end : hit.end + 28]
    is_dated = hit.phrase.endswith(_DOCUMENTS) and _DATE.match(after) and not text[: hit.start].strip()
    if _AFTERWORDS.match(after) and not (_NEW_COLUMN.match(after) or is_dated):
        return False
    bare = before.strip(" \t*#=-_|+>\u2022")
    if not bare and text[hit.start].islower() and _GOES_ON.search(text, max(0, line_start - 90), hit.start):
        return False
    if not bare or _OPENING.search(before) or _AND_BEFORE.match(before):
        return True
    if together and re.search(r"(?:\+|&|/|,|\band|\bwith|\bw/)\s*(?:[A-Z]{2,3}\s+|updated |daily )?$", before, re.I):
        return True
    if _REFERS.search(before):
        return False
    if before.rstrip().endswith((":",)) and not together:
        return len(bare) < 30 and bool(
            re.search(r"type|note|document|visit|service|form|report|encounter|title|kind", bare, re.I)
        )
    words = bare.replace("|", " ").split()
    in_capitals = (
        text[hit.start : hit.end].isupper() and len(hit.phrase) > 3 and not text[line_start:line_end].isupper()
    )
    # "PT daily note", "Harbor Clinic    OT evaluation", "8/5/26 SLP progress report": a name, a date, a discipline in front
    named = all(w[:1].isupper() or not w[:1].isalpha() for w in words)
    return (
        in_capitals
        or (named and len(words) <= 12)
        or before.endswith(("  ", "\t", "| ", "- "))
        or (len(words) <= 3 and line_start == 0)
    )


def _progress_note(note) -> Kind:
    """Many call the note of a visit a progress note: it is a report where it looks back over visits and goals."""
    looks_back = sum(bool(s.cues & _SIGNS[2]) for s in note.sentences)
    visit = (
        sum(bool(s.cues & _SIGNS[1]) for s in note.sentences)
        + 2 * bool(_BILLED.search(note.text))
        + 2 * bool(_MINUTES.search(note.text))
    )
    return Kind.TREATMENT if visit >= 3 and visit > looks_back else Kind.PROGRESS


def _by_content(note) -> Kind:
    score = dict.fromkeys(_KINDS, 0.0)
    seen: set[str] = set()
    for hit in note.hits:
        if hit.cues & _ANY_SIGN and hit.phrase not in seen:
            seen.add(hit.phrase)
            for kind, sign in zip(_KINDS, _SIGNS, strict=True):
                if hit.cues & sign:
                    score[kind] += 1
    sections = {s.section for s in note.sentences}
    score[Kind.EVALUATION] += 2 * (Section.PRIOR_LEVEL in sections) + (Section.HISTORY in sections)
    score[Kind.TREATMENT] += (Section.INTERVENTIONS in sections) + (Section.MINUTES in sections)
    is_timed, is_billed = bool(_MINUTES.search(note.text)), bool(_BILLED.search(note.text))
    score[Kind.TREATMENT] += is_timed + 2 * is_billed
    score[Kind.DISCHARGE] += 2 * (Section.DISCHARGE in sections)
    score[Kind.RECERTIFICATION] *= 2
    # what is dear to find out is asked only where it may decide
    if score[Kind.DISCHARGE] + 3 >= max(score.values()):
        score[Kind.DISCHARGE] += 3 * end_of_care(note)
    if not (is_timed or is_billed):
        score[Kind.PROGRESS] += looks_back(note)
        score[Kind.EVALUATION] += begins(note)
    if is_titled_evaluation(note):  # an assessment with no goal in it may be a part of a visit
        score[Kind.EVALUATION] += 4 if Section.GOALS in sections or begins(note) else 1
    if score[Kind.RECERTIFICATION] + 2 >= max(score.values()):
        score[Kind.RECERTIFICATION] += 2 * asks_to_go_on(note)
    best = max(score.values())
    if best < 2:
        return Kind.TREATMENT
    # where two kinds tie, the one that payers read more strictly is the safer reading
    order = (Kind.DISCHARGE, Kind.RECERTIFICATION, Kind.PROGRESS, Kind.EVALUATION, Kind.TREATMENT)
    return next(k for k in order if score[k] == best)
