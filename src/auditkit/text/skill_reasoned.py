"""Skill that shows in reasoning: one cause told from another, an error that a cue put right, two ways tried, a need drawn from what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.context import NEGATION
from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section
from auditkit.text.skill import ADVICE, FINDING, NOT_DONE_HERE, TECHNIQUE

Span = tuple[int, int]
_WORDS = vocabulary("skill_reasoned")
_RIGHT, _TRIED, _SO, _BY, _AWAY, _NEED = (1 << n for n in range(6))
_NAMES = (
    ("put_right", _RIGHT),
    ("tried", _TRIED),
    ("so", _SO),
    ("by_therapist", _BY),
    ("taken_away", _AWAY),
    ("need", _NEED),
)
_LAYER = layer({phrase: bit for name, bit in _NAMES for phrase in _WORDS[name]["any"]})


def _either(words) -> str:
    return "(?:" + "|".join(sorted((w.replace(" ", r"\s+") for w in words), key=len, reverse=True)) + ")"


_SKILL = vocabulary("skill_shown")
_HOW = _either({*_SKILL["object"]["any"], *_SKILL["cued"]["any"], *_WORDS["technique"]["any"]})
_SEEN = expression(rf"\b(?:{_either(_SKILL['seen']['any'])})\b")
_SAID = r"(?:said|told|cued|asked|touched|tapped|reminded|modell?ed|showed|held|blocked|supported|steadied|placed|pressed|gave|slowed|counted|pointed|lifted|guided|put|stopped|sang|waited|called|repeated|started)"
# "cleared with a finger sweep", "corrected by keeping the stand flat", "recovered when the therapist said ..."
_PUT_RIGHT = expression(
    rf"\b{_either(_WORDS['put_right']['any'])}\b(?:\s+(?:by|to)\s+\d+%?|\s+\w+ly|\s+w/\s?step|\s+with (?:a )?step)?[^.;,\n]{{0,28}}?"
    rf"(?:\b(?:when|once|after|as soon as|each time|every time|only if|if)\s+(?:i|we|therapist|the therapist|clinician|the clinician|slp|ot|he was|she was|they were|was|being)\s+{_SAID}\b|\b(?:with|using|by|after|once|when|given|on|from)\s+(?P<how>[^.;\n]{{4,70}})|\bw/\s?(?P<with>[^.;\n]{{4,70}}))"
)
_NAMED_HOW = expression(rf"\b{_HOW}\b")
_HOW_NAMED = expression(rf"\b{_HOW}\b|[\"\u201c]|\b\w+ing\b")
_ANY_CARE = re.compile(
    r"(?:the |his |her |today'?s |pt |physical |speech |occupational )*(?:sessions?|therapy|treatments?|exercises?|tx|ther-?ex|manual(?: therapy)?|stm|mobs?|massage|heat|ice|rest(?:ing)?|time|medications?|meds|hep|surgery|practice|sleep|sitting|visits?|\d+)\b(?!\s+(?:of|at|to|in)\b)"
)
# "quad lag and not laxity", "comes from the calf, not from weak dorsiflexors"
_NOT_THAT = re.compile(
    r"(?:=|\b(?:is|was|are|were|it's|that's|from|comes?|due to|stems|driven by|reflects?))\s+[^.;\n]{3,70}?(?:,|\band\b|\s)\s*(?:rather than|not)\s+(?:(?:an?|the|from|due to|by|just|simply|really)\s+)*(?P<other>[a-z][a-z-]+(?:\s[a-z-]+)?)"
)
_OF_A_SYMPTOM = frozenset(_WORDS["of_a_symptom"]["any"])
_TRIAL = re.compile(
    r"(?:^\W*|[.;:,]\s*|\b(?:i|we|therapist|clinician)\s+(?:\w+ly\s+|also\s+|first\s+)?)(?:tried|trialed|trialled|compared|tested|probed|experimented with)\s+(?P<what>[^.\n]{4,90}?)(?:[,;:]|\b(?:but|and|while|whereas|then|vs|versus)\b)[^.\n]{0,70}?\b(?:only|made no|no (?:change|help|effect|better|difference)|did(?: not|n't)?|worked|works|helped|helps|better|kept|keeps|stopped|gave|gives|brought|reduced|improved|cleared|without|fewer|less|best|only)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:at home|at the gym|at work|at school|on (?:his|her|their|my) own|last (?:night|week)|yesterday|over the counter)\b"
)
# "so training needs cueing from outside", "therefore floor dots were spaced at 16"
_SO_NEEDS = expression(
    r"\b(?:so|therefore|thus|hence|which is why|this is why|that is why|meaning)\b,?\s+(?:(?:the|her|his|all|any|our|further|this|i|we)\s+)*(?:\w+\s+){0,2}?"
    r"(?:(?:treatment|training|therapy|practice|rehab|program\w*|loading|exercises?|progression|work|cueing|cues|teaching|gait|feeding|trials|sessions?|dressing|reading|speech|drills?|he|she|they|it)\s+(?:will\s+)?(?:needs?|requires?|must|should|has to|have to|calls? for|begins?|starts?)\s+(?P<need>[^.;\n]{8,})"
    r"|(?P<noun>(?:[\w/-]+\s+){1,5}?)(?:(?:was|were|is now|are now|now)\s+)?(?:\w+ly\s+)?(?P<done>done|set|cut|put|kept|held|built|used|given|added|started|begun|performed|chosen|trained|practi[sc]ed|repeated|spaced|graded|lowered|raised|moved|changed|switched|reduced|increased|placed|positioned|taped|padded|blocked|faded|slowed|dosed|modified|adjusted|marked|withheld|deferred)\b)"
)
# "OT facilitated triceps and blocked wrist flexion", "scapula held by the therapist", "the therapist's hand on the clavicle"
_ACTS = r"(?:facilitat|block|stabili[sz]|inhibit|guid|cu|guard|steadi|support|resist|shap|modell?|demonstrat|correct|position|plac|tapp|approximat|elongat|unload|offload|unweight|tap|mobili[sz]|redirect)(?:ed|ing)"
_BY_THERAPIST = expression(
    rf"\b(?:therapist|clinician|ot|slp|ota|pta|cota)\s+(?:\w+ly\s+|also\s+|then\s+)?(?:{_ACTS}|held|kept|gave)\b(?P<a>[^.;\n]{{6,}})|\b{_ACTS}\s+by\s+(?:the\s+)?(?:therapist|clinician|pta?|ota?|slp)\b|\b(?:therapist|clinician|ota?|slp|pta?)'s\s+(?:hands?|fingers?|thumbs?|palm|knee|foot|forearm|voice|cue)\b"
)
# capitals tell the therapist from the patient
_BY_PT = re.compile(
    r"\b(?:PT|PTA|OT|OTA|SLP|COTA)\s+(?:\w+ly |also |then )?(?:applied|gave|held|kept|blocked|resisted|assisted|facilitated|guided|stabili[sz]ed|supported|placed|positioned|tapped|steadied|cued|modelled|modeled|corrected|shaped|unweighted|braced)\b(?P<a>[^.;\n]{6,})"
)
# "lost level without it so the dowel was kept"; "skipping that step brings gagging"
_TAKEN_AWAY = re.compile(
    r"\b(?:skipping|omitting|removing|leaving out|taking (?:it |that |this )?(?:away|off|out)|stopping|dropping)\s+[^.;\n]{3,40}\b(?:brings?|brought|causes?|caused|leads? to|led to|makes?|made|returns?|raises?|raised)\s+(?P<what>[^.;\n]{4,})"
)
# "17 s with the wedge, 6 s without"
_WITH_WITHOUT = expression(
    rf"\b(?:with|w/|using|from|on)\s+[^.;\n]{{0,40}}?\b{_HOW}\b[^.;\n]{{0,60}}?\b(?:vs\.?|versus|against|but|and|,)\s?[^.;\n]{{0,24}}?\b(?:without|w/o)\b"
)
_AID = re.compile(
    r"\b(?:support|walker|cane|rail|crutch\w*|brace|aid|device|rest|rests|help|assist\w*|chair|bench|bars?|hands?|shoes?)\b"
)
# "capsular end feel; will need end-range mobilisation"
_WILL_NEED = re.compile(
    r"\b(?:will need|needs|requires|responds? (?:best |better |only )?to|calls for|should start with|favou?rs)\s+(?P<what>[^.;\n]{12,})"
)
_GENERAL = re.compile(
    r"(?:(?:more|some|further|continued|skilled|ongoing|additional)\s+)*(?:(?:pt|ot|st|slp|physical|occupational|speech)\s+)?(?:exercises?|strengthening|therapy|stretching|training|treatment|help|assist\w*|min|mod|max|cues?|verbal|to\b|rest\w*|supervision|sba|cga)"
)
_NOTICED = re.compile(r"\b(?:noted|noticed|saw|observed|found)\b")
_HANDED_ON = re.compile(
    r"\b(?:discharg\w+|cancel\w*|re-?schedul\w*|seen|referred|call\w*|notif\w*|come|continue|authori[sz]\w*|see|rest|ice|visits?)\b"
)
_ARGUED = frozenset((Section.ASSESSMENT, Section.SKILL, Section.PROGRESS))
_TOLD_OF = re.compile(
    r"\b(?:reports?|reported|states?|stated|says|said (?:that|he|she)|last (?:week|night|visit)|yesterday|at home|since (?:last|the)|if|will|would|may|next (?:visit|session|time))\b"
)
_PLAIN_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(vocabulary("generic")["common"]["any"])


def reasoned_skill(note) -> Iterator[Span]:
    """Clauses in which reasoning shows, in reading order."""
    marks = note.marks(_LAYER)
    for sentence in note.sentences:
        bits, cues = marks.get(sentence.index, 0), sentence.cues
        if not bits and not (cues & NEGATION and cues & FINDING):
            continue
        if sentence.section in NOT_DONE_HERE or sentence.body >= sentence.end:
            continue
        span = _reasoned(note, sentence, bits)
        if span and not ADVICE.search(note.lower, *span):
            yield span


def _reasoned(note, sentence, bits: int) -> Span | None:
    text, start, end = note.lower, sentence.body, sentence.end
    if bits & _RIGHT:
        for match in _PUT_RIGHT.finditer(text, start, end):
            how = match["how"] or match["with"]
            if how and (_ANY_CARE.match(how) or not _HOW_NAMED.search(how)):
                continue
            if _error_before(note, sentence, match.start()) and not _TOLD_OF.search(text, start, match.start()):
                return note.clause(sentence, match.start(), match.end(), most=240)
    if sentence.section is Section.PLAN:
        return None
    if bits & _TRIED and (match := _TRIAL.search(text, sentence.start, end)) and not _NOT_OURS.search(text, start, end):
        if _NAMED_HOW.search(match[0]) or any(h.cues & TECHNIQUE for h in sentence.hits):
            return note.clause(sentence, match.start(), match.end(), most=240)
    if bits & _SO and (match := _SO_NEEDS.search(text, start, end)):
        before = text[start : match.start()] + _line_before(note, sentence)
        if not _HANDED_ON.search(match[0]) and (_SEEN.search(before) or _NOTICED.search(before)) and _own(before) >= 2:
            if _NAMED_HOW.search(match["need"] or text[match.start("noun") : end]):
                return note.clause(sentence, match.start(), min(end, match.end() + 40), most=240)
    if bits & _BY and (match := _BY_THERAPIST.search(text, start, end) or _BY_PT.search(note.text, start, end)):
        if _own((match["a"] or text[start:end]).lower()) >= 2 and _error_near(note, sentence):
            return note.clause(sentence, match.start(), match.end(), most=240)
    if bits & _AWAY and (match := _TAKEN_AWAY.search(text, start, end)):
        if _SEEN.search(match["what"]) and not _TOLD_OF.search(text, start, end):
            return note.clause(sentence, match.start(), match.end(), most=240)
    if bits & _AWAY and (match := _WITH_WITHOUT.search(text, start, end)):
        if sum(c.isdigit() for c in text[start:end]) > 1 and not _AID.search(match[0]):
            return note.clause(sentence, match.start(), match.end(), most=240)
    if bits & _NEED and sentence.section in _ARGUED and (match := _WILL_NEED.search(text, start, end)):
        if not _GENERAL.match(match["what"]) and _NAMED_HOW.search(match["what"]) and _own(match["what"]) >= 2:
            if _error_before(note, sentence, match.start()):
                return note.clause(sentence, match.start(), match.end(), most=240)
    if sentence.cues & NEGATION and sentence.cues & FINDING and (match := _NOT_THAT.search(text, start, end)):
        found = {h.phrase for h in sentence.hits if h.cues & FINDING and h.end <= end} - _OF_A_SYMPTOM
        if len(found) > 1 and not _OF_A_SYMPTOM.intersection(match["other"].split()):
            return note.clause(sentence, match.start(), match.end(), most=240)
    return None


def _error_before(note, sentence, at: int) -> bool:
    """Does something that this patient got wrong, or that went wrong, stand before it in the sentence (or, in short, on the line)?"""
    before, hits = note.lower[sentence.body : at], sentence.hits
    if _own(before) < 1 and (earlier := _line_before(note, sentence)):
        before, hits = earlier + before, [*note.sentences[sentence.index - 1].hits, *hits]
    seen = [m[0] for m in _SEEN.finditer(before) if m[0].split()[0] not in _OF_A_SYMPTOM]
    noticed = [h.phrase for h in hits if h.cues & FINDING and h.end <= at and h.phrase not in _OF_A_SYMPTOM]
    return bool(seen or noticed) and _own(before) >= 1


def _error_near(note, sentence) -> bool:
    """Does something that went wrong stand in the sentence, or in the one before or behind it on the line?"""
    around = note.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(
        _error_before(note, s, s.end) for s in around if s.line == sentence.line and s.section not in NOT_DONE_HERE
    )


def _line_before(note, sentence) -> str:
    if not sentence.index or note.sentences[sentence.index - 1].line != sentence.line:
        return ""
    earlier = note.sentences[sentence.index - 1]
    return "" if earlier.section in NOT_DONE_HERE else note.lower[earlier.body : earlier.end]


def _own(words: str) -> int:
    return sum(word not in _COMMON for word in _PLAIN_WORD.findall(words))
