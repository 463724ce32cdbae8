"""Skill that shows in plain words: what was seen is answered by a change of equipment, dose or task, or by a cue whose result is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section
from auditkit.text.skill import ADVICE, NOT_DONE_HERE

Span = tuple[int, int]
_WORDS = vocabulary("skill_answered")
_CAUSE, _SO, _UNTIL, _AFTER, _TOLD, _CORRECTED, _RATHER, _TAUGHT = (1 << n for n in range(8))
_NAMES = (
    ("cause", _CAUSE),
    ("so", _SO),
    ("until", _UNTIL),
    ("after", _AFTER),
    ("told", _TOLD),
    ("corrected", _CORRECTED),
    ("rather", _RATHER),
    ("taught", _TAUGHT),
)


def _layer() -> dict[str, int]:
    bits: dict[str, int] = {}
    for name, bit in _NAMES:
        for phrase in _WORDS[name]["any"]:
            bits[phrase] = bits.get(phrase, 0) | bit
    return bits


_LAYER = layer(_layer())


def _either(*words) -> str:
    return "(?:" + "|".join(sorted({w.replace(" ", r"\s+") for w in words}, key=len, reverse=True)) + ")"


_SHOWN = vocabulary("skill_shown")
_OBJECT = _either(*_SHOWN["object"]["any"], *_WORDS["object"]["any"])
_SEEN = _either(*_SHOWN["seen"]["any"], *_WORDS["seen"]["any"])
_DONE = _either(*_WORDS["done"]["any"])
_BODY = r"(?:forearms?|hands?|wrists?|arms?|elbows?|shoulders?|trunk|pelvis|hips?|knees?|foot|feet|heels?|head|chin|jaw|tongue|thumbs?|fingers?|legs?|scapula|toes?|towel|pillow|bolster)"
_WAY = (
    r"(?:up|down|forward|forwards|back|backwards|out|in|off|higher|lower|wider|narrower|closer|further|thicker|thinner)"
)
# "Backrest down 2 clicks as the top rail cut into him", "seat up an inch because his feet swung"
_MOVED_AS = expression(
    rf"\b{_OBJECT}\s+(?:is |was |set |now )?{_WAY}\s+(?:to |by )?(?:an?|one|two|three|half|\d[\d./]*)\s?[\w\"']*\s*,?\s*(?:as|because|since|b/c|after|when)\s+(?P<what>[^.;\n]{{12,}})"
)
# "left creases at the dorsum so foam re-cut", "the rim slipped, so handle was padded"
_THEN = expression(
    rf"[,\s]\s*(?:so|therefore|hence|thus)\s+(?:(?:the|her|his|today|now|this time|that|we|i)\s+)*(?:{_OBJECT}\s+(?:(?:was|were|is|are|has been|now)\s+)?{_DONE}\b|no\s+(?:more\s+)?[a-z]+(?:ing|s)?\b[^.;\n]{{0,40}}\b(?:i|we)\s+{_DONE}\b[^.;\n]{{6,}})"
)
_SO_DONE = expression(rf"(?P<what>[^.;\n]{{6,160}}?){_THEN.pattern}")
# "he floats the hand, so forearm was brought to the table edge", "avoidance is the load, so slow speech drills were stopped"
_THEN_WAS = expression(
    rf"[,\s]\s*(?:so|therefore|hence|thus)\s+(?:[\w/'-]+\s+){{0,4}}?(?:{_OBJECT}|{_BODY})s?\s+(?:was|were|has been|have been|is now|are now)\s+(?:\w+ly\s+)?{_DONE}\b"
)
_SO_WAS_DONE = expression(rf"(?P<what>[^.;\n]{{6,160}}?){_THEN_WAS.pattern}")
_EVERYDAY = expression(
    r"\b(?:pain\w*|sore\w*|tired|fatigue\w*|wanted|asked|time|room|session|visit|schedule|order|program|programme|treatment|therapy|bus|parents?|called|sick|ill|cold|report\w*|states?|said|happy|well|good|better|no|tolerat\w+)\b"
)
# "it showed that he bore down; he was taught to start from ..."
_WAS_TAUGHT = expression(
    r"\b(?:s?he|they|pt|patient|client|child|mom|dad|wife|husband|daughter|son|dtr|aide|caregiver)\s+(?:was|were)\s+(?:then\s+|therefore\s+|\w+ly\s+)?(?:taught|shown|told|cued|coached|trained|instructed|asked|reminded|prompted)\s+(?:how )?to\s+(?P<what>[^.;\n]{8,})"
)
# "taught caregiver the pivot with a block at the knee; daughter demo'd back x3, foot corrected once"
_TAUGHT_BACK = expression(
    r"\b(?:taught|trained|instructed|showed|shown|coached)\b(?P<what>[^.\n]{8,110}?)(?:[;,.(]|\band\b)\s*[^.;\n]{0,24}?\b(?:watched (?:him|her|them|mom|dad) (?:do|try|perform|repeat|apply|go)\b|return(?:ed)?[ -]demo\w*|teach-?back|demo'?d? back|demonstrated back|(?:showed|performed|repeated|did) it back|did (?:it|so) (?:\d ?x|\d times|twice|three times|correctly))\b(?P<how>[^.\n]{0,70})"
)
_HOW_IT_WENT = re.compile(
    r"\d|\b(?:correct\w*|cue[sd]?|once|twice|need\w*|after|first|without|w/o|error\w*|slow\w*|remind\w*)\b"
)
_NO_TECHNIQUE = re.compile(
    r"\b(?:hep|home (?:exercise )?program\w*|exercises?|ther-?ex|handouts?|importance|diagnosis|plan of care|poc|prognosis|schedule|policy|in|on|of|new|pt|patient|and|with|the|stretch(?:es|ing)|precautions)\b"
)
# "skipped the check on 3/4 tries until a red card was taped to the screen"
_TILL = expression(
    rf"\s+(?:until|till)\s+(?:(?:an?|the|his|her|one|two|my|i|we)\s+)+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?{_DONE}\b[^.;\n]{{4,}}"
)
_UNTIL_DONE = expression(rf"(?P<what>[^.;\n]{{6,120}}?){_TILL.pattern}")
# "after his log showed the crash follows the shower, the shower was moved to evening"
_AFTER_RECORD = re.compile(
    rf"\bafter\s+(?:an?|the|his|her|their|my|our|today's|last)\s+(?:[\w-]+\s+){{0,2}}(?:logs?|diary|diaries|films?|videos?|recordings?|charts?|tests?|testing|counts?|trace|map|scan|readings?|retest|probe|sample|trials?)\s+(?:showed|shows|revealed|reveals|made clear|told|put)\s+(?P<what>[^.;\n]{{12,}}?),\s*(?:[\w-]+\s+){{1,6}}?(?:was|were)\s+{_DONE}\b[^.;\n]{{4,}}"
)
# "when told to 'shorten, not squeeze', lifted 5 of 5": the cue in its words, and what came of it
_TOLD_SO = re.compile(
    r"\b(?:when|once|after|on being)\s+(?:(?:s?he|they|pt|patient)\s+(?:was|were)\s+)?(?:told|asked|cued|reminded|instructed|shown)\s+(?:to\s+|with\s+|that\s+)?[\"\u201c'\u2018][^\"\u201d\n]{6,80}[\"\u201d'\u2019],?\s+[^.;\n]{0,40}?\b\d{1,2}\s?(?:of|/|out of)\s?\d{1,2}\b"
)
# "had to be corrected twice to keep the heel in line"
_HAD_TO_BE = re.compile(
    r"\b(?:had|has|have)\s+to\s+be\s+(?:corrected|re-?shown|shown again|re-?taught|re-?positioned|re-?cued|stopped and (?:\w+)|talked through)\b[^.;\n]{0,30}?\b(?:to\s+(?:keep|hold|stop|bring|get|place|turn|land|avoid|find|slow)|so that|because|since|as (?:s?he|they|the|his|her)|for)\s+(?P<what>[^.;\n]{10,})"
)
# "I will go at this with a splint rather than stretching over a plate at four weeks"
_RATHER_THAN = re.compile(
    rf"\b(?:i|we)(?:'ll|\s+(?:will|shall|chose|choose|prefer|am going to|decided on|went for|used|opted for|picked|start(?:ed)? with))\b[^.;\n]{{0,40}}?\b{_OBJECT}\b[^.;\n]{{0,60}}?\b(?:rather than|instead of|and not|in place of)\b\s+(?P<what>[^.;\n]{{8,}})"
)
_REASON_AT_ALL = re.compile(r"\b(?:because|since|as|over|until|while|so|due|d/t|given|with|at|before)\b")
_NOT_OURS = re.compile(
    r"\b(?:if|would|next (?:visit|session|time)|at home|at the gym|last night|on (?:his|her|their) own|insurance|schedul\w+|appointment|authori[sz]\w*|surgeon|physician|doctor|md|ride|driver|weather|holiday|work schedule|co-?pay)\b"
)
_FELT = re.compile(r"(?:pain|sore|ach|fatigue|tire?d?|tiring|stiff|tight|hr\b|bp\b|rpe|spo2)\w*$")
_SEEN_WORD = re.compile(rf"\b{_SEEN}\b")
_TRIES = re.compile(r"\bneeded \d+ (?:tries|attempts|goes)\b|\b\d+\s?(?:of|/)\s?\d+\b")
_PLAIN_WORD = re.compile(r"[a-z]{3,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"]) | frozenset(vocabulary("generic")["empty_reason"]["any"])


def answered_skill(note) -> Iterator[Span]:
    """Clauses in which a change answers what was seen, in reading order."""
    marks = note.marks(_LAYER)
    for index, bits in sorted(marks.items()):
        sentence = note.sentences[index]
        if sentence.section in NOT_DONE_HERE or sentence.body >= sentence.end:
            continue
        match = _answered(note.lower, sentence, bits) or (bits & _TAUGHT and _taught(note, sentence)) or None
        if match and not _NOT_OURS.search(match[0]) and not ADVICE.search(match[0]):
            yield note.clause(sentence, match.start(), match.end(), most=240)


def _answered(text: str, sentence, bits: int) -> re.Match | None:
    start, end = sentence.body, sentence.end
    if bits & _RATHER and (match := _RATHER_THAN.search(text, start, end)):
        if _REASON_AT_ALL.search(match["what"]) and _own(match[0]) >= 4:
            return match
    if bits & _TOLD and (match := _TOLD_SO.search(text, start, end)):
        return match
    if sentence.section is Section.PLAN:
        return None
    if bits & _CORRECTED and (match := _HAD_TO_BE.search(text, start, end)) and _own(match["what"]) >= 2:
        return match
    # What begins with any words is tried where its ending stands, else the ending is tried for each of the words.
    for bit, pattern, ending in (
        (_CAUSE, _MOVED_AS, None),
        (_SO, _SO_DONE, _THEN),
        (_SO, _SO_WAS_DONE, _THEN_WAS),
        (_UNTIL, _UNTIL_DONE, _TILL),
        (_AFTER, _AFTER_RECORD, None),
    ):
        if (
            bits & bit
            and (ending is None or ending.search(text, start, end))
            and (match := pattern.search(text, start, end))
        ):
            if pattern is _AFTER_RECORD or (_went_wrong(match["what"]) and _own(match[0]) >= 3):
                return match
            if pattern is _SO_WAS_DONE and _own(match["what"]) >= 2 and not _EVERYDAY.search(match[0]):
                return match
    return None


def _taught(note, sentence) -> re.Match | None:
    """A way of doing it, taught after what was seen, or taught and shown back with how that went."""
    text, start, end = note.lower, sentence.body, sentence.end
    before = after = ""
    if sentence.index and note.sentences[sentence.index - 1].line == sentence.line:
        before = text[note.sentences[sentence.index - 1].body : start]
    match = _WAS_TAUGHT.search(text, start, end)
    if match and _own(match["what"]) >= 3 and _went_wrong(before + text[start : match.start()]):
        return match
    following = note.sentences[sentence.index + 1 : sentence.index + 2]
    if following and following[0].line == sentence.line:
        after = following[0].end
    match = _TAUGHT_BACK.search(text, start, after or end)
    if match and _HOW_IT_WENT.search(match["how"]) and _own(_NO_TECHNIQUE.sub(" ", match["what"])) >= 2:
        return match
    return None


def _went_wrong(words: str) -> bool:
    return any(not _FELT.match(m[0]) for m in _SEEN_WORD.finditer(words)) or _TRIES.search(words) is not None


def _own(words: str) -> int:
    return sum(word not in _COMMON for word in _PLAIN_WORD.findall(words))
