"""Acts that take a therapist: what was noticed, decided, changed, cued, watched or taught, together with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.context import FUTURE, HYPOTHETICAL, OTHER_PERSON
from auditkit.text.cues import shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import PERSON
from auditkit.text.sections import Section

# Parts of a note that tell of something else than what was done with skill in this visit; the second also leaves out what is only intended.
ELSEWHERE = frozenset(
    (
        Section.PRIOR_LEVEL,
        Section.SIGNATURE,
        Section.HEADER,
        Section.HISTORY,
        Section.MINUTES,
        Section.DIAGNOSIS,
        Section.SUBJECTIVE,
    )
)
NOT_DONE_HERE = ELSEWHERE | {Section.GOALS, Section.HOME_PROGRAM}

CUES, ACT, CHANGE, REASON, FINDING, TEACH, TECHNIQUE, WATCH, RISK, HANDS_ON, SKILLED, JUDGED, VAGUE = shared(
    "skill",
    "cues",
    "act",
    "change",
    "reason",
    "finding",
    "teach",
    "technique",
    "watch",
    "risk",
    "hands_on",
    "skilled",
    "judged",
    "vague_reason",
)
_ANY = CUES | ACT | CHANGE | TEACH | WATCH | HANDS_ON | SKILLED | JUDGED
_PEOPLE = PERSON | OTHER_PERSON
_REACH = 150
_WHAT_FOR = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:\d+%|given|provided|needed|required|used|x\s?\d+)\s+)*(?:,\s*)?(?:for|to|on|at|in order to|so|because|since|as(?! needed| able| tol| appropriate| indicated)|due to|d/t|2/2|re:?|against|regarding|about)\s+(?P<what>[^.;\n]{4,90})",
)
# What fits any patient: alone, and as the object of a word that is as empty ("improved function").
_FITS_ANYBODY = frozenset(vocabulary("generic")["empty_reason"]["any"])
_EMPTY_IN_PAIRS = frozenset(vocabulary("generic")["empty_in_pairs"]["any"])
_EMPTY_PAIR = re.compile(
    r"\b(?:improved (?:performance|function|technique|form)|(?:increased?|max(?:imize|imal)) (?:function|independence))\b",
)
_WORDS = re.compile(r"[a-z]{3,}")
_DIGIT = re.compile(r"\d")
_NO_ACTS = frozenset((Section.PRIOR_LEVEL, Section.SIGNATURE, Section.HEADER))
_OPENS_NO_ACT = frozenset((Section.SUBJECTIVE, Section.HISTORY, Section.PLAN, Section.GOALS))


def skilled_acts(note) -> Iterator[tuple[int, int]]:
    """Clauses that join an act of the therapist with its reason, in reading order."""
    for sentence in note.sentences:
        cues = sentence.cues
        if not cues & (_ANY | REASON) or sentence.body >= sentence.end or sentence.section in _NO_ACTS:
            continue
        if cues & _PEOPLE and _somebody_else_acts(note.lower, sentence):
            continue
        if sentence.section is Section.GOALS and not cues & (CHANGE | ACT):
            continue
        span = _act(note, sentence)
        if not span or _ROWS.search(note.lower, *span):
            continue
        if cues & CUES or not ADVICE.search(note.lower, *span):
            yield span


_ROWS = expression(
    r"\S {3,}\S.*\n"
)  # several rows of a table in one sentence: what stands in one is no reason for another


_NO_TEACHING = re.compile(r"\b(?:cannot|can't|can|could|unable to|able to|return to|difficulty)\s+$")
_PATIENT_FIRST = expression(
    r"\W*(?:he|she|they|pt|patient|the patient|client|child|mr\.?|mrs\.?|ms\.?)\b(?!'s| was (?:given|taught|cued|shown|instructed|trained|moved|switched|started))",
)
_OPENING_VERB = expression(
    r"\W*(?:[oas][:/] )?([a-z]?[a-z-]+(?:ed|ught)|chose|kept|held|gave|put|took|set|cut|let|split|built|made|withheld|rebuilt|re-did|swapped|ran|began|broke|bent|led|left|sat|had)\b(?P<rest>[^.;\n]{8,})",
)
_PATIENTS_VERB = frozenset(vocabulary("skill")["patients_verb"]["any"])
_STRONG_REASON = expression(
    r"\b(?:because|since|as (?:he|she|it|the|that|this|her|his|pt|there)|due to|d/t|so (?:that |the |he |she |it )?|to (?:respect|spare|keep|stop|prevent|set|avoid|protect|correct|unload|offload|block|match|limit|free|find|check|rule|see)|after|when|before|for (?:clot|signs))\b(?P<what>[^.;\n]{4,80})"
)


def _opens_with_act(note, sentence):
    """ "Rebalanced the walker because she leaned on it": a past verb of the therapist's opens the sentence, and a reason follows."""
    if sentence.section in _OPENS_NO_ACT:
        return None
    match = _OPENING_VERB.match(note.lower, sentence.body, sentence.end)
    if not match or match[1] in _PATIENTS_VERB:
        return None
    reason = _STRONG_REASON.search(note.lower, match.start("rest"), sentence.end)
    if not reason or not _is_specific(reason["what"]) or _ONLY_TIRED.fullmatch(reason["what"]):
        return None
    return note.clause(sentence, match.start(1), reason.end(), most=260)


def _act(note, sentence):
    cues = sentence.cues
    if cues & REASON and (span := _opens_with_act(note, sentence)):
        return span
    patients = None
    for hit in sentence.hits:
        if not hit.cues & _ANY or note.is_negated(sentence, hit.start) or _is_only_planned(sentence, hit):
            continue
        if hit.cues & TEACH and _NO_TEACHING.search(note.lower, max(sentence.start, hit.start - 14), hit.start):
            continue  # "cannot teach": it is the patient's work
        if hit.cues & (CUES | WATCH) and (span := _cued_for(note, sentence, hit)):
            return span
        if hit.cues & TEACH and cues & TECHNIQUE:
            technique = next((h for h in sentence.hits if h.cues & TECHNIQUE and -20 <= h.start - hit.end < 110), None)
            if technique and _is_taught(note, sentence, hit, technique):
                return note.clause(sentence, min(hit.start, technique.start), max(hit.end, technique.end))
        if not hit.cues & (CUES | SKILLED | TEACH | WATCH):
            patients = _is_about_patient(note, sentence) if patients is None else patients
            if patients:
                continue
        if cues & REASON and hit.cues & (_ANY & ~WATCH) and (span := _with_reason(note, sentence, hit)):
            return span
        if hit.cues & WATCH and cues & RISK:
            risk = next((h for h in sentence.hits if h.cues & RISK), None)
            if risk and abs(risk.start - hit.start) < _REACH and _is_a_risk(note, sentence, risk):
                return note.clause(sentence, min(hit.start, risk.start), max(hit.end, risk.end))
    return None


_TOPICS = frozenset(vocabulary("skill")["topic"]["any"])
_ONLY_DONE = ("practi", "review", "reinforc", "introduc", "train", "explain", "counsel")
_DETAIL = re.compile(
    r"\b(?:return(?:ed)? demo\w*|teach-? ?back|correct\w*|so that|because|since|twice|until|when|before|instead|rather|w/ (?:min|mod|max|\d)|he|she|his|her)\b|[\"\u201c\d]"
)


def _is_taught(note, sentence, teach, technique) -> bool:
    """A technique taught says enough; a topic, or a technique only practised, needs a detail of this patient's beside it."""
    if technique.phrase not in _TOPICS and not teach.phrase.startswith(_ONLY_DONE):
        return True
    if sentence.cues & (CUES | FINDING):
        return True
    return _DETAIL.search(note.lower, sentence.body, sentence.end) is not None


_VITALS = (
    "spo2",
    "o2 sat",
    "hr",
    "heart rate",
    "bp",
    "blood pressure",
    "rpe",
    "protocol",
    "precautions",
    "post-op",
    "healing",
)
_WATCHED_FOR = re.compile(
    r"\b(?:because|since|as (?:he|she|it|the)|due to|d/t|given|after|below|above|under|over|drop\w*|desat\w*|rose|climb\w*|spik\w*|held|stop\w*|paus\w*|limit\w*|threshold|parameters?|ceiling|cap|kept|history of|hx|s/p|recent|risk)\b|[<>\u2264\u2265]|->|\u2192"
)


def _is_a_risk(note, sentence, risk) -> bool:
    """ "Vitals monitored: BP 130/80" states no risk: a vital sign is one with a reason, a limit or what happened to it."""
    return risk.phrase not in _VITALS or _WATCHED_FOR.search(note.lower, sentence.body, sentence.end) is not None


def _is_about_patient(note, sentence) -> bool:
    """ "Pt shifted the weight because ...": the act is the patient's."""
    return (
        _PATIENT_FIRST.match(note.lower, sentence.body, sentence.end) is not None
        and note.text.find(" I ", sentence.body, sentence.end) < 0
    )


_OF_SOMEBODY = re.compile(r"\b(?:of|by|with|from|to|for|than|via)\s+(?:(?:his|her|the|pt's)\s+)?$")


def _somebody_else_acts(text: str, sentence) -> bool:
    """ "The home nurse turned up her oxygen because ...": the act is not the therapist's."""
    first = next((h for h in sentence.hits if h.cues & (_PEOPLE | _ANY)), None)
    return (
        first is not None
        and bool(first.cues & _PEOPLE)
        and first.start - sentence.body < 22
        and not _OF_SOMEBODY.search(text, sentence.start, first.start)
    )


def _is_only_planned(sentence, hit) -> bool:
    """ "Will add cues if needed": a plan is no act. A judgement on what the patient needs may look ahead."""
    if hit.cues & (SKILLED | JUDGED):
        return False
    if not sentence.cues & (FUTURE | HYPOTHETICAL):
        return sentence.section is Section.PLAN
    if sentence.cues & FUTURE and any(h.phrase in ("will", "will be able to", "to be able to") for h in sentence.hits):
        return True  # a goal or a plan, wherever the cue stands
    if sentence.section is Section.PLAN:
        return True
    return any(
        h.cues & (FUTURE | HYPOTHETICAL)
        and 0 <= hit.start - h.end < 50
        and h.phrase not in ("goal", "goals", "target", "may", "might", "return to", "aim")
        for h in sentence.hits
    )


def _cued_for(note, sentence, hit):
    match = _WHAT_FOR.match(note.lower, hit.end, sentence.end)
    if not match or _NO_PURPOSE.match(match["what"]) or not _is_specific(match["what"]):
        return None
    return note.clause(sentence, hit.start, match.end())


# "cues at times", "to start", "for sensory input": said of anybody
_NO_PURPOSE = re.compile(
    r"(?:times|end|start|first|begin\w*|initiate|intervals|night|home|school|the (?:start|end|beginning)|sensory input|about \d+%|least|most)\b[^a-z]*(?:and\b.*|of (?:session|tx|treatment).*)?$"
)


def _is_specific(what: str) -> bool:
    """Is anything left when the words that fit any patient are taken out?"""
    left = [word for word in _WORDS.findall(what) if word not in _FITS_ANYBODY]
    if left and _EMPTY_IN_PAIRS.issuperset(left):
        return any(word not in _FITS_ANYBODY for word in _WORDS.findall(_EMPTY_PAIR.sub(" ", what)))
    return bool(left)


# "since we last met", "until the March flare", "after 20 min": a time, and no reason
_TIME_ONLY = re.compile(
    r"(?:since|until|before|after|as of|following|from)\s+(?:the\s+|this\s+|spring|summer|autumn|winter|relapse|treatment|diagnosis|accident|discharge|hospital|onset|her\s+|his\s+|my\s+|our\s+|we\s+|i\s+)*(?:last|\d|then|start|soc|eval|initial|visit|session|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|surgery|christmas|holidays|school|supper|lunch|dinner|breakfast|injury|fall\b|stroke)",
)
# what is said to families for their safety, and what the patient asks, is no technique
ADVICE = expression(
    r"\b(?:(?:warning |danger )?(?:signs?|symptoms?) (?:of|to (?:report|watch)|that)|red flags?|when to (?:call|go|seek|ring)|call (?:911|the|your|md|if|us)|emergency|go to (?:the )?(?:ed|er)\b|asked about|attendance|scheduling|insurance)\b",
)


_ONLY_TIRED = re.compile(
    r"\W*(?:(?:her|his|the|pt|patient|increased|decreased|reported|c/o|general\w*|overall|reports? of|mild|some|muscle|le|ue|poor|low|limited|reduced|and|or|/)\W*)*(?:fatigue\w*|tired\w*|weakness|pain|sore\w*|endurance|activity tolerance|sob|deconditioning|dizziness|time)\W*(?:(?:and|or|/|in|of|le|ue|leg|legs|pain|fatigue|weakness|endurance|x|\d+)\W*)*"
)


def _with_reason(note, sentence, hit):
    """The reason stands behind or before the act, within the sentence; what it names must fit this patient."""
    text = note.lower
    for reason in sentence.hits:
        if not reason.cues & REASON or reason is hit or _TIME_ONLY.match(text, reason.start, sentence.end):
            continue
        gap = reason.start - hit.end if reason.start >= hit.end else hit.start - reason.end
        if gap < 0 or gap > _REACH:
            continue
        if reason.start >= hit.end:
            begin, stop = reason.end, min(sentence.end, reason.end + 90)
        elif reason.phrase.startswith("so") or reason.phrase in ("therefore", "thus", "hence", "that is why"):
            begin, stop = (
                sentence.body,
                reason.start,
            )  # the cause stands first: "the pelvis dropped, so the box was lowered"
        else:
            begin, stop = reason.end, hit.start
        what = text[begin:stop]
        if not hit.cues & (CHANGE | HANDS_ON | JUDGED) and _ONLY_TIRED.fullmatch(what):
            continue  # "seated rest due to fatigue"
        strong = not reason.cues & VAGUE
        noticed = any(
            h.cues & (FINDING | RISK) and begin <= h.start < stop and h.start - begin < 70 for h in sentence.hits
        )
        if hit.cues & SKILLED and not (sentence.cues & (FINDING | RISK | CHANGE) or _DIGIT.search(what)):
            continue
        if not noticed and not (strong and hit.cues & CHANGE) and not (strong and hit.cues & HANDS_ON):
            # an everyday verb, or a reason that fits anybody, needs to say what was noticed
            if not strong or not hit.cues & (ACT | TEACH | CUES | JUDGED):
                continue
            if not sentence.cues & (FINDING | RISK | TECHNIQUE | CUES) and not _DIGIT.search(
                text, sentence.body, sentence.end
            ):
                continue
        if _is_specific(what):
            return note.clause(sentence, min(hit.start, reason.start), max(hit.end, reason.end), most=230)
    return None
