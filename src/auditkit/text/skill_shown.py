"""Skill that shows by the build of a sentence: somebody's judgement is needed, a treatment follows what was seen, a cue makes the difference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section
from auditkit.text.skill import ADVICE, CUES, ELSEWHERE, REASON

_NEED, _ONLY, _APART, _CHANGED, _SELF = (1 << n for n in range(5))
_WORDS = vocabulary("skill_shown")
_LAYER = layer(
    {
        phrase: bit
        for name, bit in (("need", _NEED), ("only", _ONLY), ("apart", _APART), ("changed", _CHANGED), ("self", _SELF))
        for phrase in _WORDS[name]["any"]
    }
)


def _either(name: str) -> str:
    return "(?:" + "|".join(sorted((w.replace(" ", r"\s+") for w in _WORDS[name]["any"]), key=len, reverse=True)) + ")"


_JUDGING, _OBJECT, _CUED = _either("judging"), _either("object"), _either("cued")
# "needs the eye of someone who can tell spasm from fatigue", "has to be paced by somebody who reads the shuffle", "nobody but a clinician can hear"
_SOMEONE = expression(
    rf"\b(?:some(?:one|body)|a person|(?:a|an|the)\s+(?:[\w-]+\s+)?(?:clinician|therapist|professional|expert)(?:'s)?|(?:(?:a|an|the|my|our|trained|skilled|practi[sc]ed|expert|listening|clinician's|therapist's)\s+)+(?:eyes?|ears?|hands?|judg\w+)|(?:ot|slp|therapist|clinician))\b"
    rf"(?:[^.;\n]{{0,40}}?\b(?:(?:who|that)\s+(?:can|could|is able to|knows|will|would|has to|\w+s\b)|to|can|has to|needs to|must|alongside|on hand|present|there|in the room)\b[^.;\n]{{0,110}}?\b{_JUDGING}\b|[^.;\n]{{0,20}}?\b(?:watching|hearing|reading|feeling|seeing|listening)\b)[^.;\n]{{8,}}",
)
_PT = re.compile(r"\bPT(?= (?:has|must|needs?|had|to|can|who)\b)")
_CALLED_FOR = re.compile(
    r"\b(?:needs?|needed|needing|takes?|took|calls? for|requires?|wants?|demands?|without|by|somebody|someone|has to|have to|must)\b",
)
# "texture has to be stepped up one property at a time", "loading must be titrated to the 24-h response"
_MUST = expression(
    r"\b(?:has|have|had|needs?|must|ought|should)\s+(?:to\s+)?(?:come|(?:first\s+)?be\s+(?:re-?)?(?:stepped|picked|chosen|selected|thinned|graded|titrated|dosed|paced|introduced|sequenced|ordered|matched|altered|varied|adjusted|fitted|positioned|placed|faded|withdrawn|timed|set|routed|steered|blocked|stabili[sz]ed|unloaded|offloaded|shaped|tuned|layered|staged|capped|rebuilt|calibrated|recalibrated|raised|lowered|slowed|narrowed|widened|held|kept|changed|modified|individuali[sz]ed|targeted|alternated|broken (?:down|into)|thickened|moulded|molded|worked|approached|tested|re-?tested|tried))\b(?P<what>[^.;\n]{10,})",
)
_TREATMENT = expression(rf"\b{_OBJECT}\b")
# "drops it only if I hand-block the scapula", "vaults unless told to land the heel"
_ONLY_IF = expression(
    rf"\b(?:only|unless|not until|until|without)\s+(?:(?:if|when|with|after|once|by|i|my|the|therapist|pt|ot|slp|clinician|given|a|he is|she is|they are|being|light|firm|constant)\s+)*{_CUED}\b",
)
_CUE_HERE = expression(
    rf"\b(?:with|on|given|using|by|from)\s+(?:(?:my|a|an|the|light|firm)\s+)*(?:{_CUED}|[\"\u201c])[^.;\n]{{4,}}"
)
_AGAINST = expression(
    r"\b(?:against|versus|vs\.?|but|and|compared with|from|is gone)\b[^.;\n]{0,30}\bwithout\b|\bwithout (?:it|them|that|the (?:\w+)\b)",
)
_OTHERWISE = expression(
    r"[,;(:-][^.;\n]{4,60}\b(?:otherwise|or else)\b|\b(?:otherwise|or else)\s+(?:he|she|they|it|the|pt|patient)\b"
)
_CUED_AT_ALL = re.compile(rf"\b(?:{_CUED}|blade|depressor|strap|splint|wedge)\b")
# "hand on glute, pelvis dropping L": a cue beside what it is for
_CUE_BESIDE = expression(
    rf"\b(?:{_CUED}|blade|strap|belt|wedge)\b[^.;,(\n]{{2,50}}[,(]\s*[^.;\n]{{0,24}}\b(?:compensat|substitut|collaps|buckl|hik|dropp|lean|los|drift|veer|rotat|tilt|ris|slid|slipp|shrugg|pull|push|circumduct|flar|hing|arch|turn|round|retract|sway|lurch|dragg|scuff|clench|clamp|strain|rush|skipp|miss|spill|bit|thrust|protrud|guard|hyperextend)ing\b",
)
# "fronting also in Spanish, therefore a true disorder and not an accent"
_TOLD_APART = re.compile(
    r"\b(?:therefore|hence|thus|(?:which|this|that)\s+(?:means|tells|makes|says|points|suggests|argues|fits|is)|so (?:this|it) is|i take (?:it|this)|reads as|looks like|looks more like|comes from|is due to|because|fits?|suggests?|points? to|favou?rs)\b[^.;\n]{3,80}?(?:\b(?:over|, not|not) (?=[a-z]{4,})|\b(?:and not|not simply|not just|not merely|rather than|more than|as opposed to|not (?:an?|the|from|due|to))\b)[^.;\n]{4,}",
)
# the therapist's own past verbs at the beginning of a clause
_CHANGE = re.compile(
    rf"(?:^\W*|[;,:\u2192(=/]\s*|[-=]>\s*|\s[-\u2013\u2014]\s*|\b(?:and|so|then|therefore|hence)\s+)(?:(?:therefore|then|so|and|i|we|therapist|pt|ot|slp|clinician)\s+)*(?P<verb>{_either('changed')})\b(?P<what>[^;\n]{{5,}})",
)
_FIRST_PERSON = expression(
    r"\bI\s+(?:\w+ly\s+|then\s+|also\s+|could\s+|can\s+|now\s+|always\s+|had to\s+|have\s+)*(?P<verb>(?:re-?)?(?:dr[oa]p\w*|made (?:him|her|them)|had (?:him|her|them|mom|dad|[A-Z]\w+)|let (?:him|her|them)|kept|keep|h[eo]ld|pull\w*|choose|chose|picks?|picked|stop\w*|walk|phrase\w*|withdr\w+|fad\w+|cut|move[ds]?|put|place[ds]?|set|swap\w*|switch\w*|chang\w+|alter\w*|adjust\w*|modif\w+|block\w*|guid\w+|steer\w*|brac\w+|tap\w+|lower\w*|rais\w+|slow\w*|pac\w+|grad\w+|shap\w+|stabili[sz]\w+|support\w*|position\w*|add\w*|took|take|gave|give|us(?:e|ed)|went|shift\w*|tilt\w*|pad\w*|trim\w*|wrap\w*|built|broke|split|limit\w*))\b(?P<what>[^.;\n]{8,})"
)
_NAMED_FIRST = expression(
    rf"\b{_OBJECT}\s+(?:\w+\s+){{0,3}}?(?:was |were |had to be )?(?P<verb>{_either('changed')})\b(?P<what>[^;\n]{{0,}})",
)
_SEEN = expression(
    rf"\b(?:{_either('seen')})\b|\b(?:at|by|on|after) (?:rep|set|lap|trial|min(?:ute)?|slot|item)s?\s?#?\d|\b\d+(?:\.\d+)?\s*(?:->|\u2192)\s*\d|\b(?:went|gone|going|moved) past\b",
)
_THEN = expression(
    r"(?:[,;:\u2192]|->|\bthen|\band)\s*(?:then\s+)?(?:(?:set |trial |rep |lap )?#?\d|it\b|that\b|which\b|he\b|she\b|they\b|held\b|clean\b|no\b|next\b|until\b|resumed\b|clear\w*\b|eased\b|gone\b|stayed\b)|\b(?:until|after which|from .{1,20} to|so (?:that )?)\b",
)
_AFTER = expression(r"\b(?:after|when|as|once|because|b/c|bc|since|until|due to|d/t|for|where|so|by|without)\b")
# "Talar glide with movement, as the lunge stops at the front of the ankle": a treatment and its reason, without a verb
_TREATED_AS = expression(
    r"(?P<act>[^.;\n]{8,120}?)[,\s]+(?:because|b/c|bc|since|as (?:he|she|they|the|it|her|his|this|that|there|pt|pain|only)|so that|so (?:the|he|she|they|it))\b(?P<what>[^.;\n]{10,})",
)
_NO_ACT = expression(
    r"\b(?:can|cannot|can't|could|couldn't|unable|is|isn't|are|has|had|needs?|remains?|still|reports?|states?|says?|said|weak|limited|difficulty|pain|goals?|met|not|no|never|stg|ltg|he|she|they|pt|patient|continues?|benefits?|discharged?|care|referred|seen|prior|will|would|because|prognosis|missed|cancel\w*|arrived|late|excellent|good)\b",
)
_NOBODY = expression(
    r"\b(?:if|will|would|plan|goal|next (?:visit|session|time)|family|wife|husband|drive|stay with|look after|live with)\b",
)
_PLAIN_WORD = expression(r"[a-z]{3,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"]) | frozenset(vocabulary("generic")["empty_reason"]["any"])
_NO_CHANGE_HERE = ELSEWHERE | {Section.PLAN, Section.GOALS, Section.HOME_PROGRAM}


_COLUMNS = re.compile(r"\t|\S {3,}\S[^\n]*\n[^\n]*\S {3,}\S")  # rows of a table say what was done, and no reason


def shown_skill(note) -> Iterator[tuple[int, int]]:
    """Clauses whose build shows skill, in reading order."""
    marks = note.marks(_LAYER)
    for sentence in note.sentences:
        bits = marks.get(sentence.index, 0)
        if not bits and not sentence.cues & (REASON | CUES):
            continue
        if sentence.section in ELSEWHERE or sentence.body >= sentence.end:
            continue
        if (
            (span := _shown(note, sentence, bits))
            and not _COLUMNS.search(note.lower, *span)
            and not ADVICE.search(note.lower, *span)
        ):
            yield span


def _shown(note, sentence, bits):
    text, start, end = note.lower, sentence.body, sentence.end
    if bits & _NEED:
        if "PT " in note.text[start:end]:  # in capitals it is the therapist; a patient is "pt" or "Pt"
            text = text[:start] + _PT.sub("OT", note.text[start:end]).lower() + text[end:]
        for pattern in (_SOMEONE, _MUST):
            if (match := pattern.search(text, start, end)) and _is_need(text, sentence, match, pattern):
                return note.clause(sentence, match.start(), match.end(), most=240)
    if sentence.section in _NO_CHANGE_HERE:
        return None
    if bits & _ONLY:
        match = _ONLY_IF.search(text, start, end)
        if (
            match
            and (own := _own_words(text[start:end])) >= 3
            and (_QUOTED.search(text, start, end) or (own > 3 and _SEEN.search(text, start, end)))
        ):
            return note.clause(sentence, match.start(), match.end(), most=200)
        if _AGAINST.search(text, start, end) and (match := _CUE_HERE.search(text, start, end)):
            return note.clause(sentence, match.start(), match.end(), most=200)
        if _OTHERWISE.search(text, start, end) and (match := _CUED_AT_ALL.search(text, start, end)):
            return note.clause(sentence, match.start(), match.end(), most=200)
    if bits & _APART and (match := _TOLD_APART.search(text, start, end)) and _own_words(match[0]) >= 3:
        return note.clause(sentence, match.start(), match.end(), most=240)
    if bits & (_CHANGED | _SELF) and (span := _changed(note, sentence)):
        return span
    if sentence.cues & CUES and (match := _CUE_BESIDE.search(text, start, end)):
        return note.clause(sentence, match.start(), match.end(), most=200)
    if sentence.cues & REASON and sentence.section in _DONE_HERE:
        match = _TREATED_AS.match(text, start, end)
        if (
            match
            and _TREATMENT.search(match["act"])
            and not _NO_ACT.search(match["act"])
            and _SEEN_OR_COUNTED.search(match["what"])
            and _own_words(match[0]) >= 4
        ):
            return note.clause(sentence, match.start(), match.end(), most=240)
    return None


_SEEN_OR_COUNTED = expression(rf"\d|{_SEEN.pattern}")
_DONE_HERE = frozenset(
    (
        Section.NOTE,
        Section.OBJECTIVE,
        Section.INTERVENTIONS,
        Section.ASSESSMENT,
        Section.RESPONSE,
        Section.SKILL,
        Section.PROGRESS,
        Section.PLAN,
    )
)
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d\n]{3,60}[\"\u201d]")


def _is_need(text: str, sentence, match, pattern) -> bool:
    if _own_words(text[sentence.body : match.end()]) < 4:
        return False
    before = text[sentence.body : match.start()]
    if pattern is _SOMEONE:
        return bool(
            _CALLED_FOR.search(text, max(sentence.body, match.start() - 60), match.end())
        ) and not _NOBODY.search(match[0][:110])
    return bool(_TREATMENT.search(before)) and not _NOBODY.search(before)


def _changed(note, sentence):
    """A change of the therapist's after what was seen, or with what came of it."""
    start, end = sentence.body, sentence.end
    words, as_written = note.lower[start:end], note.text[start:end]
    earlier, later = _said_before(note, sentence), _said_behind(note, sentence)
    for pattern in (_CHANGE, _FIRST_PERSON, _NAMED_FIRST):
        for match in pattern.finditer(as_written if pattern is _FIRST_PERSON else words):
            begin, what = match.start("verb"), match["what"].lower()
            if pattern is _NAMED_FIRST:
                begin = match.start()
            elif _own_words(what) < 1 or note.is_negated(sentence, start + begin):
                continue
            elif pattern is _FIRST_PERSON:
                if not _TREATMENT.search(what[:60]):
                    continue
            elif match["verb"].split()[0] in _EITHERS and not (_TREATMENT.search(what[:60]) or _AMOUNT.match(what)):
                continue
            before = words[:begin]
            if (len(before.strip()) < 4 and match["verb"].lower().split()[0] not in _EITHERS) or earlier.endswith(";"):
                before = earlier + before
            if _NOBODY.search(words[: match.end("verb")]) or not (
                _is_answered(before, what, match[0].lower()) or later
            ):
                continue
            return note.clause(sentence, start + begin, start + match.end(), most=200)
    return None


def _said_before(note, sentence) -> str:
    """The sentence before it on the same line: what was seen may stand there."""
    if not sentence.index or note.sentences[sentence.index - 1].line != sentence.line:
        return ""
    earlier = note.sentences[sentence.index - 1]
    return "" if earlier.section in _NO_CHANGE_HERE else note.lower[earlier.body : earlier.end]


# what says nothing of a movement, a swallow or a task that went wrong
_FELT = re.compile(r"(?:pain|sore|ach|fatigue|tire?d?|tiring|stiff|tight|hr\b|bp\b|rpe|spo2|still|only|did)")


_CUE_LEVEL = re.compile(r"\b(?:cues?|cueing|prompts?|models?|modelling|modeling)\b")
_COUNTED = re.compile(r"\b\d{1,2}\s?(?:of|/|out of)\s?\d{1,2}\b(?! pain)")


def _said_behind(note, sentence) -> bool:
    """Does what was seen follow behind a semicolon ("wrap re-applied; pitting had pooled above it")?"""
    behind = note.sentences[sentence.index + 1 : sentence.index + 2]
    if note.text[sentence.end - 1] != ";" or not behind or behind[0].line != sentence.line:
        return False
    if _CUE_LEVEL.search(note.lower, sentence.body, sentence.end) and _COUNTED.search(
        note.lower, behind[0].body, behind[0].end
    ):
        return True  # "cueing reduced to the first sound; she got 7 of 10"
    return any(not _FELT.match(m[0]) for m in _SEEN.finditer(note.lower, behind[0].body, behind[0].end))


def _is_answered(before: str, what: str, whole: str) -> bool:
    """Did something seen come before the change, is it given as its reason, or does the change show its result?"""
    if len(before) > 8 and _SEEN.search(before):
        return True
    if (after := _AFTER.search(what)) and _SEEN.search(what, after.end()):
        return True
    return bool(_THEN.search(what)) and _own_words(whole) >= 4


_AMOUNT = re.compile(r"\s+(?:at \d|there\b|it\b)")  # "held at 70 kg since 80 brought on hip hike"
_EITHERS = frozenset(_WORDS["patients_too"]["any"])  # verbs of the patient's as well: "stopped twice to rest"


def _own_words(words: str) -> int:
    """How many words of the text do not fit just any patient."""
    return sum(word not in _COMMON for word in _PLAIN_WORD.findall(words))
