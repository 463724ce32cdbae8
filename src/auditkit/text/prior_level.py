"""The level before the condition: behind its label, told ("before the fall she walked a mile"), lifelong, or in a table."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, DEVICE, INDEPENDENT
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section
from auditkit.text.sentences import Sentence

Span = tuple[int, int]

(DEVELOPMENTAL,) = shared("prior", "lifelong_condition")
_LASTING = frozenset(vocabulary("prior")["lasting"]["any"])
_LEVEL_CUES = ACTIVITY | ASSIST | INDEPENDENT | DEVICE
_MARK = expression(
    r"\b(?:prior to|previous to|before|up until|up to|until|till)\b(?!\s+(?:the visit|today|this visit|each|every|bed|eating|meals?|exercise|starting|resting|needing|having to|he has|she has|sitting|goals?|treatment|therapy|long|first (?:thing|use)|10\b|noon|\d|lunch|evaluation|eval\b|discharge|fatigue|pain\b(?! (?:began|started)))|\s+(?:standing|stopping|a rest|rest|loading|moving)|\s+(?:the|each|a)\s+(?:lift|table|set|task|exercises?|activity|meal|next|first|start|step|turn|jump|push|movement|session|swallow|end|second|third)\b)"
    r"|\bthrough (?:the )?(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:used to|had been|was able to|were able to|formerly|pre-?\s?(?:injury|morbid\w*|op\w*|stroke|accident|onset|surgery|fall|hospital\w*|admission|illness|covid)|premorbid\w*|at baseline|prior (?:level|function|status|functional)|previous(?:ly)? (?:level|indep\w*|able|function\w*|was|worked|walked|active|living)|plof)\b",
    re.I,
)
_ACTS = expression(
    r"\b(?:ran|walked|worked|played|hiked|typed|read|drove|cooked|lived|managed|spoke|ate|drank|carried|lifted|slept|taught|sang|swam|rode|biked|golfed|danced|gardened|bathed|dressed|showered|shopped|cleaned|cared|attended|climbed|stood|sat|wrote|paid|kept|used|"
    r"(?:was|were) (?!having|feeling|getting|experiencing|suffering|waiting|becoming|starting|beginning|noticing|seeing|trying|undergoing|receiving|recovering|bleeding|coughing|complaining|losing|declining|limping|being|told|going to|taking|needing|wondering|hoping|planning|scheduled|seen)[a-z]{3,}ing|pitched|threw|bowled|mowed|hunted|fished|skied|surfed|lifted|sewed|knitted|painted|babysat|volunteered|did (?:all|her|his|everything|own|most)|went|took|needed|could|enjoyed|exercised|traveled|travelled|ambulated|transferred|performed|communicated|talked|conversed|swallowed|was (?:dressing|bathing|walking|driving|working|living|running|able|independent|fully|completely|active|on|managing|cooking|eating|doing|playing|caring|using|mobile|indep|i\b|a\s)|"
    r"fully independent|full[- ](?:time|duty)|indep\w*|no (?:(?!prior|previous|hx|history|new)\w+ )?(?:difficulty|limitations?|trouble|problems?|restrictions?)|no (?:device|ad\b|assist\w*|pain)|without (?:any )?(?:difficulty|limitation|help|device|ad|assist\w*|pain|restriction)|regular diet|active|had no|ft\b|amb|mod i|able to|(?-i:I) (?:in|w/|with) (?:all|adl\w*|iadl\w*|self|mobility|amb\w*|transfers|gait|everything)|typically developing|developing (?:typically|normally)|(?:met|meeting) (?:all )?(?:his |her |their )?milestones)\b",
    re.I,
)
_NOT_TOLD = expression(
    r"\b(?:unable to (?:determine|obtain|establish)|unknown|not (?:known|stated|available|provided|obtained|reported|documented|assessed)|n/?a\b|tbd|unclear|poor historian|to be determined|none (?:stated|given))",
    re.I,
)
_WISH = expression(
    r"\b(?:goal|wants?|hopes?|would like|wishes|return|get back|might|had (?:surgery|he|she|it) been|prior (?:therapy|surger\w*|imaging|treatment|episode|injur\w*|pt\b|ot\b|hospital\w*|auth\w*|level of (?:care|assistance) required by))\b",
    re.I,
)
_KIN = re.compile(
    r"\W*(?:(?:his|her|the|pt's)\s+)?(?:husband|wife|daughter|son|brother|sister|mother|father|mom|dad|roommate|neighbou?r|spouse|partner)\s+(?:was|is|used to|had|works?|ran|worked|still|also)\b",
    re.I,
)
_AGE = re.compile(
    r"\b(?:expected|most children|children (?:his|her|this|the same) age|peers|age (?:level|expect\w*|equivalent|appropriate)|grade|should|at (?:this|his|her) age|for age|at age|full sentences|typical\w*|since|lifelong|never|always|longstanding|long[- ]standing|present (?:from|since)|first words)\b",
    re.I,
)
_LEVEL = re.compile(r"[A-Za-z]{2}|\bI\b")
_EMPTY = expression(r"_{3,}|\*{3}|\[(?!x)", re.I)
_COLUMN = expression(
    r"\b(?:before(?: onset| injury| surgery)?|prior(?: level)?|plof|premorbid|pre-?injury|baseline)\b.{0,40}\b(?:now|current\w*|today|clof|present)\b|\b(?:now|current\w*|clof|present)\b.{0,30}\b(?:before(?: onset)?|prior(?: level)?|plof|premorbid)\b",
    re.I,
)


# what speaks of the time before, in lower case
_BEFORE = (
    "before", "prior", "until", "till", "used to", "plof", "p.l.o.f", "pre-", "premorbid", "had been", "was able", "were able", "baseline", "previous", "formerly",
    "ago", "through", "pta", "former", "normally", "ordinarily", "usually", "since", "up to", "pre morbid", "preinjury", "pre injury", "preop", "pre op", "preonset", "pre onset", "prestroke", "pre stroke", "prefall", "pre fall",
)  # fmt: skip
_NOT_BEFORE = frozenset((Section.GOALS, Section.SIGNATURE, Section.MINUTES))


class PriorLevel(NamedTuple):
    """What a note says of the level before: where it is stated, and what stands in the way of reading it.

    `disagreeing` are two sources that give different levels, `elsewhere` words that point at a document that is not at hand, `cut_off`
    a sentence that breaks off before the level.
    """

    stated: list[Span]
    disagreeing: tuple[Span, Span] | None
    elsewhere: Span | None
    cut_off: Span | None


def prior_level(note) -> PriorLevel:
    """Read the level before the condition."""
    text, low = note.text, note.lower
    words = [word for word in _BEFORE if word in low]
    found: list[tuple[Span, Sentence]] = []
    elsewhere = cut_off = leader = None
    for sentence in note.sentences:
        start, end, cues = sentence.start, sentence.end, sentence.cues
        labelled = sentence.section is Section.PRIOR_LEVEL
        led = leader is not None and sentence.line == leader.line
        spoken = any(low.find(word, start, end) >= 0 for word in words)
        if not (labelled or spoken or led or cues & DEVELOPMENTAL):
            continue
        if sentence.section in _NOT_BEFORE or _KIN.match(text, start, end):
            continue
        if led and (cues & _LEVEL_CUES or _ACTS.search(text, start, end)):
            found.append((trimmed(text, start, end), sentence))
            continue
        if labelled or _LABELS.match(text, start, end):
            leader = sentence if text.endswith("..", start, end) else None
            if labelled and (match := _SEE.match(text, sentence.body, end)):
                elsewhere = elsewhere or match.span()
            elsewhere = elsewhere or points_elsewhere(note, sentence)
            if elsewhere is None and (span := _stated(note, sentence)):
                found.append((span, sentence))
                continue
        if span := _told_before(note, sentence):
            found.append((span, sentence))
        elif spoken and is_cut_off(note, sentence) and _MARK.search(text, start, end):
            cut_off = trimmed(text, sentence.body, end)
        elif span := (spoken and _told_by_the_loss(note, sentence)) or (
            cues & DEVELOPMENTAL and _lifelong(note, sentence)
        ):
            found.append((span, sentence))
    stated = [span for span, _ in found]
    if not found and (span := _table(note)):
        stated = [span]
    return PriorLevel(stated, _contradicts(note, found) if found else None, elsewhere, cut_off)


_SEE = re.compile(
    r"\W*(?:see|refer to|as per|per)\b[^.;\n]{0,60}?(?:summary|record|eval\w*|note|chart|report|form|intake|document|questionnaire|file)\b",
    re.I,
)
_LABELS = re.compile(
    r"\W*(?:p\.?l\.?o\.?f|prior\b(?! (?:therapy|surg|imaging|treatment|episode|injur|hospital|pt\b|ot\b|test|auth|med|visit|services|rehab|history|to\b))|before\b|pre-?(?:injury|morbid|onset)|premorbid|previous (?:level|function)|baseline function)[^:.\n]{0,40}?[:.\u2026-]{1,}",
    re.I,
)
_JUST_I = re.compile(r"\W*I(?:ndep\w*)?\W*")
_NOW = re.compile(r"\b(?:clof|current(?:ly| level| status)?|now|at present|presently)\b\s*:?", re.I)


def _stated(note, sentence):
    """The words behind a label such as "PLOF:", if they say a level."""
    text = note.text
    start = sentence.body if sentence.label else sentence.start
    if sentence.section is not Section.PRIOR_LEVEL or start == sentence.start:
        if match := _LABELS.match(text, sentence.start, sentence.end):
            start = match.end()
    words = text[start : sentence.end]
    if match := _NOW.search(words):
        words = words[: match.start()]
    if (
        not _LEVEL.search(words)
        or _EMPTY.search(words)
        or _NOT_TOLD.search(text, sentence.start, sentence.end)
        or is_cut_off(note, sentence)
    ):
        return None
    if _JUST_I.fullmatch(words):
        return trimmed(text, start, start + len(words))
    if not (sentence.cues & _LEVEL_CUES or _ACTS.search(words) or len(words.split()) > 2 or _AGE.search(words)):
        return None
    if (
        sentence.section is Section.PRIOR_LEVEL
        and not sentence.cues & (_LEVEL_CUES | DEVELOPMENTAL)
        and not _ACTS.search(words)
    ):
        return None
    return trimmed(text, start, start + len(words))


def _told_before(note, sentence):
    """ "Before the fall she walked a mile", "was dressing on her own up until the stroke"."""
    text = note.text
    if sentence.cues & HYPOTHETICAL and _WISH.search(text, sentence.start, sentence.end):
        return None
    match = _MARK.search(text, sentence.start, sentence.end)
    if match is None or is_cut_off(note, sentence) or points_elsewhere(note, sentence):
        return None
    if (
        _NOT_TOLD.search(text, sentence.start, sentence.end)
        or _WISH.search(text, max(sentence.start, match.start() - 40), match.end() + 6)
        or _EMPTY.search(text, sentence.start, sentence.end)
    ):
        return None
    act = (
        ("indep" in match[0].lower() and match)
        or _ACTS.search(text, match.end(), sentence.end)
        or _ACTS.search(text, sentence.start, match.start())
        or (
            (match[0].lower() in _OPENS_ACT or _DOING.match(text, match.start(), sentence.end))
            and sentence.cues & ACTIVITY
            and match
        )
        or (
            sentence.cues & ACTIVITY
            and _TILL_IT_BEGAN.match(text, match.start(), sentence.end)
            and not _TROUBLE.search(text, sentence.start, match.start())
            and match
        )
        or _PAST_TENSE.search(text, match.end(), sentence.end)
        or _PAST_TENSE.search(text, sentence.start, match.start())
    )
    if act is None or (act[0].lower() in _WEAK_ACTS and not sentence.cues & _LEVEL_CUES):
        return None
    return note.clause(sentence, min(match.start(), act.start()), max(match.end(), act.end()), most=220)


_DOING = re.compile(
    r"had been (?!seen|told|having|doing well|coming|going to (?:pt|ot|therapy)|getting|taking)[a-z]+ing\b", re.I
)
_OPENS_ACT = frozenset(
    ("used to", "was able to", "were able to", "previously able", "previous able")
)  # and the activity follows in its plain form
# "on his feet and gardening daily till this started": the activity without a verb
_TILL_IT_BEGAN = re.compile(
    r"(?:up )?(?:until|till)\b[^.;\n]{0,30}?\b(?:started|began|begun|hit|happened|came on|set in|the (?:fall|stroke|injury|accident|surgery|wreck|crash|onset|diagnosis))\b",
    re.I,
)
_TROUBLE = re.compile(
    r"\b(?:pain\w*|difficult\w*|trouble|unable|could(?: not|n't)|sore\w*|dizz\w*|symptom\w*|weak\w*|no (?:therapy|treatment))\b",
    re.I,
)
# "independent PTA": prior to admission
_BEFORE_ADMISSION = re.compile(
    r"\b(?:independent(?:ly)?|indep|function\w*|level|mod i|status|amb\w*|(?-i:I))\s(?-i:PTA)\b(?!\s(?:under|will|to|saw|treated|visits?|and pt)|,)"
    r"|(?:^|(?<=[.;]\s))(?-i:PTA)\s?[:,]?\s(?:pt|he|she|patient|was|indep\w*|ambulat\w*|amb|lived|(?-i:I))\b",
    re.I,
)
# "baseline CGA to dining room; now in a wheelchair": the level at home or in the facility, set against the one of now
_AT_BASELINE = expression(
    r"\bbaseline\b(?: (?:was|is|of|level|function|status|mobility|at home|for \w+))*\W{0,3}(?:cga|sba|hha|(?:min|mod|max)\.?\s?a(?:ssist)?\b|mod i\b|sup(?:ervision|v)?\b|set-?up|amb\w*|walk\w*|indep\w*|i (?:w/|with|for|in)\b|alone)(?=[^\n]*\b(?:now|since|currently|at present|today)\b)",
    re.I,
)
_AGO = expression(
    r"\b(?:ago|last (?:spring|summer|autumn|fall|winter|year|month|season|semester|week)),? (?:[\w.]+ ){0,4}?(?:was still|could|still|used to|was able to|had no trouble|managed to|was (?:walk|driv|work|liv|cook|play|run|garden|swim|climb|shopp|teach|car(?=ing)|babysit|help|lift|hik|danc|coach|manag|do(?=ing))\w+|did (?:all|most|(?:his|her|their) own))\b|\bat baseline\b(?=[^.;]{0,30}:)|\bformer (?:level|function|status)\b|\b(?:normally|ordinarily|usually)\b(?=[^.]*?\bsince\b)",
    re.I,
)
_SINCE_THEN = re.compile(
    r"\bsince (?:the|her|his|this|that|then|\w+)\b[^.;]{0,40}\b(?:has not|hasn't|not|no longer|cannot|can't|none|nothing|never|stopped)\b|\b(?:none of|nothing|not)\b[^.;]{0,20}\bsince\b",
    re.I,
)


def _told_by_the_loss(note, sentence):
    """ "A year ago she could thread a needle", "she ran the bakery; since the stroke she has not left the flat"."""
    text, start, end = note.text, sentence.start, sentence.end
    if _NOT_TOLD.search(text, start, end) or _WISH.search(text, start, end) or sentence.section is Section.HISTORY:
        return None
    before = note.sentences[sentence.index - 1] if sentence.index else sentence
    if before.line == sentence.line and text[before.end - 1] == ";":
        start = before.start  # "Normally gardens; none of it since March"
    if match := _BEFORE_ADMISSION.search(text, start, end):
        return note.clause(sentence, *match.span(), most=220)
    if text[start:end].lower().find("baseline") >= 0:
        after = note.sentences[sentence.index + 1] if sentence.index + 1 < len(note.sentences) else sentence
        if found := _AT_BASELINE.search(text, start, after.end if after.line == sentence.line else end):
            return note.clause(sentence, *found.span(), most=220)
    match = _AGO.search(text, start, end)
    if match and not match[0].lower().startswith(("norm", "ordin", "usual")):
        return note.clause(sentence, match.start(), match.end(), most=220)
    act = match or _ACTS.search(text, start, end)
    if act is None or act[0].lower() in _WEAK_ACTS or not (sentence.cues | before.cues) & _LEVEL_CUES:
        return None
    lost = _SINCE_THEN.search(text, act.end(), end)
    return trimmed(text, start, lost.end()) if lost else None


_PAST_TENSE = re.compile(
    r"\b(?:he|she|they|pt|patient|client|child|[A-Z][a-z]+)\s+(?:(?:always|still|usually|also|rarely|never)\s+)?(?!took|began|started|noted|noticed|developed|had (?:surgery|pain|a fall|mri|x-?ray)|underwent|received|fell|saw|was (?:seen|admitted|diagnosed|given|told|referred|evaluated|treated|hospital)|reported|stated|presented|denied|tried|injured|hurt|felt|called|needed surgery|complained|experienced|required surgery)"
    r"(?:got|made|held|wore|threw|fed|rose|sold|built|put|kept|took (?:the|care|her|his|long|walks)|had|did|could|was|fixed|sewed|knew|understood|told|said|found|followed|\w{3,}ed)\b"
)
# verbs that say what somebody could do only beside an activity ("took the bus", not "took ibuprofen")
_WEAK_ACTS = frozenset(
    (
        "took",
        "used",
        "went",
        "had no",
        "could",
        "needed",
        "able to",
        "stood",
        "sat",
        "attended",
        "lived",
        "ft",
        "enjoyed",
        "no pain",
        "managed",
    )
)


# a condition that began with the child, and its level set against the age
_CHILDS = expression(
    r"developmental|\bautis|\basd\b|cerebral palsy|\bcp\b|down syndrome|trisomy|\bdelay|\bf8[0-9]\b|\bf8[0-9]\.|\bq\d\d|congenital|\bdcd\b|dyspraxi|spina bifida|prematur|born at \d\d we"
)
_AGAINST_AGE = re.compile(
    r"\b(?:children|kids|classmates|peers|age-?mates)\b(?:\s+(?:of\s)?(?:his|her|their|this|the same)\s+age)?\s+(?:\w+\s){0,2}(?:writes?|do|use|finish|walk|copy|speak|say|have|read|take|need|manage|sit|eat|produce|can|combine|run|tie|dress)\b"
    r"|\b(?:than|like|behind|below|compared (?:to|with))\s+(?:other |his |her |their |same-age |typical |most |age )*(?:peers|classmates|age-?mates|children)\b"
    r"|\bat (?:an?|the) (?:approximately )?\d+(?:[;:.]\d+)?[- ]?(?:to \d+[- ])?(?:year|month|yr|mo)\w*(?:[- ]old)?\s+level|\bage[- ]equivalent\b"
    r"|\b(?:expected|typical|usual|mastered)\s+(?:for|at|by)\s+(?:(?:his|her|their|this|that) )?age\b|\b(?:months|years?) (?:below|behind) (?:age|his|her|peers)",
)


def _lifelong(note, sentence):
    """A condition said to be lifelong or developmental, with the level against the age."""
    text = note.text
    match = _AGAINST_AGE.search(note.lower, sentence.start, sentence.end)
    if match and sentence.section is not Section.HEADER and _CHILDS.search(note.lower):
        before = note.sentences[sentence.index - 1] if sentence.index else sentence
        first = before if before.line == sentence.line else sentence
        if (sentence.cues | first.cues) & _LEVEL_CUES or any(map(str.isdecimal, text[first.start : sentence.end])):
            return note.clause(sentence, match.start(), match.end(), most=230)
    if sentence.section in (Section.DIAGNOSIS, Section.HEADER) or _NOT_TOLD.search(text, sentence.start, sentence.end):
        return None
    marks = [h for h in sentence.hits if h.cues & DEVELOPMENTAL and not note.is_negated(sentence, h.start)]
    if not marks:
        return None
    lasting = [h for h in marks if h.phrase in _LASTING]
    against = [h for h in marks if h.phrase not in _LASTING]
    after = note.sentences[sentence.index + 1] if sentence.index + 1 < len(note.sentences) else None
    if (
        lasting
        and not against
        and after is not None
        and after.line == sentence.line
        and (
            after.cues & DEVELOPMENTAL or (text[sentence.end - 1] == ";" and _AGE.search(text, after.start, after.end))
        )
    ):
        return trimmed(text, sentence.body, after.end)
    if lasting and (
        against
        or sentence.cues & ACTIVITY
        or re.search(r"identified|words|present|never|unable|cannot", text[sentence.start : sentence.end])
    ):
        first = lasting[0]
        return note.clause(sentence, first.start, (against or lasting)[-1].end, most=230)
    return None


def _table(note):
    """A row under a heading line that names the time before and now."""
    text = note.text
    for at, sentence in enumerate(note.sentences):
        if sentence.end - sentence.start > 90 or not _COLUMN.search(text, sentence.start, sentence.end):
            continue
        for row in note.sentences[at + 1 : at + 7]:
            if (
                row.cues & ACTIVITY
                and row.line - sentence.line <= 6
                and re.search(r"\s{2,}|\||\t", text[row.start : row.end])
            ):
                cells = re.split(r"\s{2,}|\s*\|\s*|\t", text[row.start : row.end])
                if len(cells) > 2 and _LEVEL.search(cells[1]) and not _EMPTY.search(cells[1]):
                    begin = text.index(cells[1], row.start + len(cells[0]))
                    return begin, begin + len(cells[1])
    return None


_TOTAL_HELP = expression(
    r"\b(?:total care|dependent|max a|total assist\w*|bed-?bound|needed (?:full|total) (?:help|care|assist\w*))\b", re.I
)
_ALONE = re.compile(r"\bindep\w*\b(?! with (?:hep))", re.I)
_TOLD_BY = re.compile(r"\bper\s+\w+|\breports?\b|\bstates?\b|\baccording to\b", re.I)


def _contradicts(note, found):
    """One person says independent, another total care."""
    text = note.text
    spans = [(s.start, s.end) for _, s in found]
    spans += [(s.start, s.end) for s in note.sentences if s.section is Section.PRIOR_LEVEL]
    alone = next(((a, b) for a, b in spans if _ALONE.search(text, a, b) and _TOLD_BY.search(text, a, b)), None)
    helped = next(((a, b) for a, b in spans if _TOTAL_HELP.search(text, a, b) and _TOLD_BY.search(text, a, b)), None)
    return (alone, helped) if alone and helped else None
