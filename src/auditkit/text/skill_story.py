"""Skill told as a small story: something went wrong, the therapist did something about it, and what came of it, with no word of reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from auditkit.text.context import FUTURE, HISTORY, HYPOTHETICAL
from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section
from auditkit.text.skill import ADVICE, FINDING, NOT_DONE_HERE

Span = tuple[int, int]
_WORDS = vocabulary("skill_story")
_DID, _CUED, _HENCE, _WITHOUT = 1, 2, 4, 8
_LAYER = layer(
    dict.fromkeys(_WORDS["did"]["any"], _DID)
    | dict.fromkeys(_WORDS["cued"]["any"], _CUED)
    | dict.fromkeys(_WORDS["hence"]["any"], _HENCE)
    | dict.fromkeys(("without", "w o"), _WITHOUT)
)


def _either(words) -> str:
    return "(?:" + "|".join(sorted((w.replace(" ", r"\s+") for w in set(words)), key=len, reverse=True)) + ")"


_SEEN = expression(
    rf"\b{_either((*vocabulary('skill_shown')['seen']['any'], *vocabulary('skill_answered')['seen']['any'], *_WORDS['seen']['any']))}\b"
)
_OBJECT = _either((*vocabulary("skill_shown")["object"]["any"], *vocabulary("skill_answered")["object"]["any"]))
_FELT = re.compile(_either(_WORDS["felt"]["any"]) + r"\w*$")
_PERSON = r"(?:him|her|them|(?:the )?(?:pt|patient|client|child)|mom|dad|mother|father|wife|husband|daughter|son|aide|caregiver|grandma|[a-z]+ and [a-z]+)"
_DONE = _either(_WORDS["done"]["any"])
# "had him slow the lower"; "tapped glute med" at the head of a clause; "box lowered", "PLB taught"; "tactile cue at the hip", "exhale cue"
_ACT = expression(
    rf"\b(?:had|made|let|asked|told|cued|reminded|taught|showed|coached|prompted)\s+{_PERSON}\b(?!\s+(?:about|that (?:s?he|they) (?:can|should|may)))"
    rf"|(?:^\W*|[;,.:(>\u2192=+]\s*|\s[-\u2013\u2014]\s*|\b(?:and|so|then|i|we|therapist)\s+)(?:then\s+|i\s+|we\s+)?{_DONE}\b(?=\s+[a-z\d\"'\u201c])"
    rf"|\b(?:{_OBJECT}|[a-z]+ing|plb|hand|arm|foot|leg|head|hips?|trunk|feet|elbows?|wrist|forearms?|shoulders?|knees?|pelvis|chin|heels?)\s+(?:(?:[rl]|left|right)\s)?(?:\d[\d/.]*\s?(?:\"|in|mm|cm)?\s)?(?:was\s+|were\s+)?{_DONE}\b"
    r"|\b(?:epley\w*|semont|gufoni|lempert|appiani|bbq roll|canalith repositioning|crm|repositioning man\w+)\b"
    r"|\b(?:cue[sd]?|cueing|vcs?|tcs?|prompt(?:s|ed)?|model(?:s|led|ed)?|mirror|metronome|feedback|facilitation|demonstration|demo)\b"
)
_RESULT = expression(
    r"\b(?:gone|cleared?|resolved|disappeared|corrected|level|even|smooth\w*|clean\w*|straight\w*|stead(?:y|ier)|stay(?:s|ed)|kept|without|w/o|no (?:more |further )?[a-z]{3,}|then\b.{0,20}?\d|after(?:wards?)?\b|improved to|better|fewer|eased|settled|normal\w*|dry\b|(?:for|on) (?:the )?(?:last|next|following|other|rest)\b|neg(?:ative)?\b|controlled|quiet\w*|only \d|down to|came (?:down|up|back)|back (?:to|up)|in \d+ ?s\b|in (?:one|1|two|2|\d) min\w*|on (?:the )?(?:last|next|second|third|final|remaining)|next \d|remaining \d|held (?:it|level|for|on|at)|able to|managed|took it|did so)\b"
    r"|(?<![\d/])\d{1,3}\s?(?:/|of|out of)\s?\d{1,3}\b(?!/)|\d\s?%?\s*(?:->|\u2192)\s*\d|(?<![\dx])(?<!x )\d{2,3}%?(?= ?(?:in|%|at|by|on) )"
)
_EMPTY_RESULT = re.compile(
    r"no (?:adverse|complaints?|issues|problems?|pain|increase|c/o|new|sob|reports?|questions|difficult\w+|changes?|s/s|signs?|symptoms)"
)
_DOSE = re.compile(r"\d\s?x\s?\d|\bx\s?\d|sets|reps")
# "Straw therefore ruled out", "Downtraining before strength therefore"
_HENCE_DONE = re.compile(r"(?P<before>[^.;\n]{0,80}?)\b(?:therefore|hence|thus|accordingly)\b(?P<after>[^.;\n]{0,80})")
_TREATED = re.compile(
    rf"\b(?:{_OBJECT}|{_DONE}|training|strength\w*|ruled out|first|before|sequence|avoid\w*|withheld|deferred|chosen|started)\b"
)
_OF_THE_PATIENT = re.compile(
    r"\b(?:unable|cannot|can't|limited|limits|limiting|needs? (?:help|assist|min|mod|max|sba|cga|more)|requires? (?:skilled|min|mod|max|assist)|discharg\w+|referred|continu\w+|would benefit|skilled|medically|at risk|fall risk|dependent|independent|remains?)\b"
)
_PLAIN_WORD = re.compile(r"[a-z]{3,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"]) | frozenset(vocabulary("generic")["empty_reason"]["any"])
_APART = NOT_DONE_HERE | {Section.PLAN}
_TOLD_OF = re.compile(
    r"\b(?:reports?|reported|states?|stated|says|said|told me|at home|last (?:week|night|visit|month)|since|yesterday|used to|before (?:the|his|her))\b"
)
_COLUMNS = re.compile(r"\t|\S {3,}\S")


# "Draped a towel on the left thigh", "Bubbled the area out": a past verb that is not the patient's opens the clause
_OPENING = expression(
    r"\W*(?:[oa][:/.)] )?(?P<verb>[a-z]{3,}(?:ed|ught)|sat|went|put|set|gave|cut|let|drew|slid|bent|laid|hung)\b\s+(?:(?:up|down|in|out|off|back|over|under|on|to|into|with)\s+[a-z]|(?:an?|the|his|her|him|it|them|two|one|both|my|left|right|r|l|some|small\w*|light\w*|[a-z]+er)\b)"
)
_PATIENTS_VERB = frozenset(vocabulary("skill")["patients_verb"]["any"]) - {"went", "sat"}
# "8/10 correct vs 3/10 without the hand"
_AND_WITHOUT = re.compile(
    r"\d+\s?(?:/|of)\s?\d+[^.;\n]{0,60}?\b(?:vs\.?|versus|against|but|and|,)\s?[^.;\n]{0,20}?\d+\s?(?:/|of)\s?\d+[^.;\n]{0,16}\b(?:without|w/o)\b"
)


def told_skill(note) -> Iterator[Span]:
    """Clauses with an error, the therapist's answer and its result, or with a treatment that follows from what was seen, in reading order."""
    marks = note.marks(_LAYER)
    for sentence in note.sentences:
        bits = marks.get(sentence.index, 0)
        opens = sentence.index and sentence.body < sentence.end and _opens(note.lower, sentence)
        if not bits and not opens:
            continue
        if (
            sentence.section in _APART
            or sentence.body >= sentence.end
            or sentence.cues & (FUTURE | HYPOTHETICAL | HISTORY)
        ):
            continue
        if (opens or bits & (_DID | _CUED)) and (span := _story(note, sentence)):
            yield span
        elif bits & _WITHOUT and (match := _AND_WITHOUT.search(note.lower, sentence.body, sentence.end)):
            yield note.clause(sentence, match.start(), match.end(), most=200)
        elif bits & _HENCE and (span := _drawn(note, sentence)):
            yield span


def _opens(text: str, sentence) -> re.Match | None:
    match = _OPENING.match(text, sentence.body, sentence.end)
    return match if match and match["verb"] not in _PATIENTS_VERB else None


def _story(note, sentence) -> Span | None:
    text, start, end = note.lower, sentence.body, sentence.end
    opening = _opens(text, sentence)
    for act in chain((opening,) if opening else (), _ACT.finditer(text, max(0, start - 2), end)):
        behind, after = text[act.end() : end], _neighbour(note, sentence, 1)
        result = _result(behind) or _result(after)
        if not result or _own(text[act.start() : end]) < 1:
            continue
        at = max(start, act.start())
        before, hits = text[start:at], [h for h in sentence.hits if h.end <= at]
        if not _error(before, hits):
            earlier = _neighbour(note, sentence, -1)
            before = earlier + before
            hits = note.sentences[sentence.index - 1].hits if earlier else []
            if not _error(earlier, hits):
                continue
        if _own(before) < 2 or _own(before + text[act.start() : end]) < 5 or _TOLD_OF.search(before):
            continue
        span = note.clause(sentence, at, min(end, act.end() + 40), most=200)
        if not ADVICE.search(text, *span) and not _COLUMNS.search(text, *span):
            return span
    return None


def _drawn(note, sentence) -> Span | None:
    match = _HENCE_DONE.search(note.lower, sentence.body, sentence.end)
    if not match or _OF_THE_PATIENT.search(match[0]):
        return None
    said = match["before"] + match["after"]
    if not _TREATED.search(said) or _own(said) < 1:
        return None
    before = _neighbour(note, sentence, -1) + note.lower[sentence.body : match.start("after")]
    if _TOLD_OF.search(before) or _own(before) < 3 or not (_error(before, sentence.hits) or _RATIO.search(before)):
        return None
    return note.clause(sentence, sentence.body, match.end(), most=200)


_RATIO = re.compile(r"\d\s?/\s?\d")


def _neighbour(note, sentence, step: int) -> str:
    """The words of the sentence before or behind it on the same or the next line, in the same part of the note."""
    at = sentence.index + step
    if not 0 <= at < len(note.sentences):
        return ""
    other = note.sentences[at]
    if other.section in _APART or abs(other.line - sentence.line) > 1 or other.cues & (FUTURE | HYPOTHETICAL):
        return ""
    return note.lower[other.body : other.end] + " "


def _result(words: str) -> bool:
    for match in _RESULT.finditer(words):
        if not _EMPTY_RESULT.match(words, match.start()) and not (match[0][0].isdigit() and _DOSE.search(words)):
            return True
    return False


def _error(words: str, hits) -> bool:
    """Did a movement, a swallow, a word or a task go wrong in these words? What is only felt does not count."""
    if any(not _FELT.match(m[0]) for m in _SEEN.finditer(words)):
        return True
    return any(h.cues & FINDING and not _FELT.match(h.phrase.rstrip("*")) for h in hits)


def _own(words: str) -> int:
    return sum(word not in _COMMON for word in _PLAIN_WORD.findall(words))
