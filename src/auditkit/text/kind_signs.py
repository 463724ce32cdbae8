"""Turns of phrase that tell the kind of an untitled note: that care ends with it, or that it asks for care to be renewed."""

from __future__ import annotations

import re

from auditkit.text.cues import layer
from auditkit.text.expressions import expression

_CARE = r"(?:(?:skilled |outpatient |further |formal |direct )?(?:physical |occupational |speech |language |voice |hand |feeding |swallow\w* |dysphagia |aphasia |cognitive |vestibular |aquatic |lymph\w* |pelvic (?:floor |health )|low vision )?(?:therapy|treatment|services?|care|pt|ot|st|slp|sessions|visits)|physio\w*|rehab)"
_FOLDER = r"(?:charts?|case|file|episode|record|referral)"
_WHOSE = r"(?:the|this|that|her|his|their|our|my|pt'?s|patient'?s|child'?s|client'?s|(?-i:[A-Z][\w'\u2019]+))"


class _Turns:
    """Turns of phrase, each with the words that it cannot do without (bits of `_NEEDED`).

    One expression reads the text as it is written, where a name is told by its capital. For each turn another reads it in lower
    case, takes any word for a name, and is asked first: together they find all that the first does, in a fraction of the time.
    """

    def __init__(self, *turns: tuple[int, str]):
        self.as_written = expression("|".join(turn for _, turn in turns), re.I)
        self.in_lower = [(need, expression(turn.replace("(?-i:[A-Z]", "(?:[a-z]"))) for need, turn in turns]

    def may_stand(self, low: str, held: int) -> bool:
        """Does the text in lower case, which holds these words, take one of the turns?"""
        return any(held & need == need and turn.search(low) for need, turn in self.in_lower)


_LAST_VISIT = (
    rf"(?:{_WHOSE}\s+)?(?:very )?(?:last|final)\s+(?:\w+\s+){{0,2}}(?:visit|session|appointment|appt|treatment|day)\b"
)
_NOT_THE_END = r"(?!\s+(?:before|until|this|of the (?:week|month|year)|for (?:the|this|now|\d|two|a)|prior to|he|she|they|was|had|on))"
# The words without which the expressions below match nothing, found in the literal pass; one set of classes must be there as a whole.
(
    _CLOSE,
    _CHART,
    _LAST,
    _VISIT,
    _DISCHARGE,
    _FROM,
    _END,
    _WE,
    _PART,
    _DONE,
    _NO,
    _MORE,
    _DO,
    _NOT,
    _BACK,
    _CHOSE,
    _QUIT,
    _TODAY,
) = (1 << n for n in range(18))
_NEEDED = {
    _CLOSE: "close closes closed closing",
    _CHART: "chart charts case file episode record referral",
    _LAST: "last final",
    _VISIT: "visit session appointment appt treatment day time",
    _DISCHARGE: "discharge discharges discharged discharging graduation graduated graduates graduating",
    _FROM: "from",
    _END: "end ends ended over stop stops stopped cease finish close closed discontinued conclude concludes concluded",
    _WE: "we i",
    _PART: "stop end stopped ended part finish finished",
    _DONE: "finished completed concluded ended come",
    _NO: "no without",
    _MORE: "further more additional",
    _DO: "do don dont does* did*",
    _NOT: "won* will would not isn* longer",
    _BACK: "coming come returning return continue continuing attend attending",
    _CHOSE: "chose chosen elect elects elected decided asked wants wanted wishes wished prefer prefers opted",
    _TODAY: "today effective hep home self*",
    _QUIT: "stop end discontinue quit self*",
}


def _words() -> dict[str, int]:
    words: dict[str, int] = {}
    for bit, of_class in _NEEDED.items():
        for word in of_class.split():
            words[word] = words.get(word, 0) | bit
    return words


_WORDS = layer(_words())
_ENDS_NOW = _Turns(
    (
        _CLOSE | _CHART,
        rf"\b{_FOLDER}\s+(?:(?:is|was|has|have|been|now|to|be|being|are|hereby|therefore|today|administratively)\s+){{0,4}}closed\b",
    ),
    (_CLOSE | _CHART, rf"\bclos(?:e|es|ed|ing)\s+(?:out\s+)?(?:{_WHOSE}\s+)(?:\w+\s+){{0,2}}{_FOLDER}\b"),
    (
        _LAST | _VISIT,
        rf"\b(?:this|today|today'?s|it|here)\s+(?:is|was|being|marks|marked|will be)\s+{_LAST_VISIT}{_NOT_THE_END}",
    ),
    (
        _LAST | _VISIT,
        rf"\b(?:seen|came|comes|attended|here|in|back|present\w*|arriv\w+)\s+(?:today\s+)?(?:for|to)\s+{_LAST_VISIT}{_NOT_THE_END}",
    ),
    (_LAST | _VISIT, r"\b(?:last|final)\s+(?:\w+\s)?(?:visit|session|appointment)\s+(?:was |is )?today\b"),
    (
        _DISCHARGE | _FROM,
        rf"\bdischarg(?:e|es|ed|ing)\s+(?:(?:him|her|them|pt|patient|client|child|(?-i:[A-Z][\w.]+))\s+)?(?:today\s+)?from\s+{_CARE}\b",
    ),
    (
        _DISCHARGE | _TODAY,
        r"\bdischarg(?:e|ed|ing)\s+(?:(?:him|her|them|pt|patient)\s+)?(?:today|as of today|effective today)\b|\bdischarged to (?:hep|home (?:exercise )?program\w*|self[- ]management)\b",
    ),
    (
        _END,
        rf"\b{_CARE}\s+(?:(?:is|are|was|were|has|have|been|now|therefore|hereby|today)\s+){{0,3}}(?:ends?|ended|over|stops?|stopped|discontinued|concluded?|concludes)\b(?!\s+(?:up|at|when|by \d|early|after|because of the (?:bell|time)|\d))",
    ),
    (
        _END,
        rf"\b(?:agreed?|decided?|felt|think|thought|content|happy|agreement|decision)\s+(?:with \w+ |today |together )?that\s+(?:{_WHOSE}\s+)?(?:course of )?{_CARE}\s+(?:should|can|could|would|may|is to|has to)\s+(?:now\s+|therefore\s+)?(?:stop|end|cease|finish|close|conclude|be (?:stopped|ended|closed|discontinued))\b",
    ),
    (
        _LAST | _VISIT,
        r"\b(?:saw|met|treated)\s+(?:him|her|them|pt|(?:the )?patient|(?-i:[A-Z][\w.'\u2019-]+)(?:\s(?-i:[A-Z][\w.'\u2019-]+)){0,2})\s+(?:today\s+)?for (?:the|a) (?:last|final) (?:time|visit|session|appointment)\b",
    ),
    (
        _WE | _PART,
        r"\b(?:we|i)\s+(?:(?:will|have|can|therefore|now|agreed to|decided to|both)\s+){0,2}(?:stop|end|stopped|ended|part|finish|finished)\s+(?:here|(?:our|the) (?:work|sessions|course)|(?:with )?therapy|treatment)\b",
    ),
)
_ENDED = _Turns(
    (
        _DONE,
        rf"\b(?:has|have|had|she|he|they|child|pt|(?-i:[A-Z][\w'\u2019-]+))\s+(?:now\s+)?(?:finished|completed|concluded|ended|come to the end of)\s+(?:{_WHOSE}\s+|a\s+|all (?:of )?)?(?:full |whole |planned )?(?:course|episode|block of|{_CARE}(?= with| here| on| in| and|[.,]))\b",
    ),
    (
        _NO | _MORE,
        rf"\b(?:no|without)\s+(?:need (?:for|of) |reason for )?(?:any )?(?:further|more|additional)\s+(?:\w+\s+)?(?:visits?|sessions?|appointments?|appts?|{_CARE})\b(?!\s+(?:were |was |are )?(?:authori[sz]ed|approved|until|this))",
    ),
    (
        _DO,
        rf"\b(?:does|did|do)(?:\s?n[o']?t|n.t)\s+(?:now\s+)?(?:wish|want|intend|plan|care|like)\s+(?:to\s+(?:continue|return|come back|go on|resume)(?:\s+(?:with\s+)?{_CARE}|\s*[.,;])|any\s+(?:more|further)\s+{_CARE})",
    ),
    (
        _NOT | _BACK,
        rf"\b(?:won.t|will not|would not|not|isn.t|no longer)\s+(?:be\s+)?(?:coming back|come back|returning\b(?! to (?:work|sport|driving|school|play|running|his|her|the))|return to {_CARE}|continu(?:e|ing) (?:with )?{_CARE}|attend(?:ing)? {_CARE})",
    ),
    (
        _CHOSE | _QUIT,
        rf"\b(?:chose|chosen|elects?|elected|decided|asked|wants|wanted|wishes|wished|prefers?|opted)\s+to\s+(?:stop|end|discontinue|quit|self[- ]?discharge(?: from)?)(?:\s+{_CARE}|\s*[.,;])",
    ),
    (_DISCHARGE, r"\bgraduation (?:day|visit|session|today)\b|\bgraduat(?:ed|es|ing) (?:today|from)\b"),
    (
        _DISCHARGE,
        r"\bdischarg(?:e|ed|ing)\s+(?:him|her|them|pt|patient|client|child)\b(?!\s+(?:from|to) (?:the )?(?:hospital|snf|acute|home health|rehab|er|ed|icu))",
    ),
)
_NOT_YET = re.compile(
    r"\b(?:if|once|when|until|till|unless|next|plan(?:s|ned|ning)? (?:to|for|on)|anticipat\w+|expect\w*|consider\w*|towards?|before|prepar\w+|possibl\w+|likely|may|might|could|should|after|goal|ready)\b[^.;]*$",
)
_LATER = re.compile(
    r"[^.;]{0,24}\b(?:next (?:week|visit|session|time|month)|in (?:\d|two|a few)|if|once|when|unless)\b"
)

_RENEWS = expression(
    r"\b(?:renew(?:al|ed|s|ing)?)\b[^.;\n]{0,24}\b(?:plan|poc|cert\w*|order|prescription|therapy|services?|authori[sz]ation|care)\b"
    r"|\b(?:certification|cert\.?|plan of care|poc|plan)(?: period)?\s*(?:#|no\.?|number)\s?[2-9]\b|\b(?:second|third|fourth|fifth|2nd|3rd|4th|next|new|another|further)\s+(?:certification\b|cert\b|(?:30|60|90)[ -]days?\b)"
    r"|\b(?:ask|asks|asking|request\w*|seek\w*|propos\w+|appl(?:y|ies|ying))\b[^.;]{0,40}\b(?:another|further|additional|more|continued|extended?)\s+(?:(?:block|course|period) of\s+)?(?:\w+\s+){0,2}(?:weeks?|visits?|sessions?|months?|therapy|treatment|care)\b"
    rf"|\b(?:request|asking|ask|application)\s+to\s+(?:extend|continue|renew)\s+(?:the |her |his )?(?:plan|poc|{_CARE})",
)
_TO_SIGN = expression(
    r"\b(?:your|physician'?s?|doctor'?s?)\s+(?:signature|approval|certification)\b|\bplease\s+(?:\w+\s+(?:and\s+)?)?(?:sign|certify|approve)\b|\bsign (?:and|&) return\b|\bi (?:re)?certify\b",
)
_CAME_BEFORE = re.compile(
    r"\b(?:has|have)\s+(?:now |already |so far )?(?:had|attended|completed|come (?:for|to)|been (?:seen|coming|treated))\b[^.;]{0,30}\b(?:visits?|sessions?|times|weeks|months)\b"
    r"|\b(?:since|at|from|in|under)\s+(?:the|her|his|our|my|their)?\s*(?:last|previous|first|prior|current)\s+(?:plan|report|certification|cert|poc|summary|90)"
    r"|\b(?:\d+|ten|eleven|twelve|twenty)\s+(?:visits|sessions)\s+(?:used|so far|to date|with (?:me|us)|done|completed|attended)\b",
)


# how goals stand after so many visits, as a report tells it
_LOOKS_BACK = (
    expression(
        r"\bgoals?\s?#?\d\W{0,3}(?:is |was |has been )?(?:met|partly|partially|not (?:yet )?met|ongoing|achieved)\b"
    ),
    expression(r"\b(?:after|over|in|at)\s+(?:\d{1,2}|six|eight|ten|twelve)\s+(?:visits|sessions|weeks|months)\b"),
    expression(r"\b(?:update|report) (?:on|about|to)\b|\bso far\b"),
    re.compile(r"\d% (?:to|->|\u2192) \d"),
)


def looks_back(note) -> int:
    """How many of the signs of a report it has: goals with their status, so many visits, shares then and now."""
    return sum(sign.search(note.lower) is not None for sign in _LOOKS_BACK)


def ends_now(note) -> bool:
    """Does the note say that care ends with it: its file is closed, this is the last visit, the patient is discharged from therapy?"""
    return _any(note, _ENDS_NOW)


def end_of_care(note) -> bool:
    """Does it say so, or that care has ended, or that nobody wants more of it?"""
    return _any(note, _ENDS_NOW, _ENDED)


def _any(note, *kinds: _Turns) -> bool:
    """Does one of these turns of phrase stand in the note, and speak neither of a condition nor of a later day?"""
    low, held = note.lower, 0
    for hit in note.hits_in(_WORDS):
        held |= hit.cues
    return any(
        not _NOT_YET.search(low, max(0, match.start() - 60), match.start())
        and not _LATER.match(low, match.end(), match.end() + 40)
        for turns in kinds
        if turns.may_stand(low, held)
        for match in turns.as_written.finditer(note.text)
    )


def asks_to_go_on(note) -> bool:
    """Does it ask for care to be renewed: in words, or by a plan to be signed for a patient who has come before?"""
    low = note.lower
    if _RENEWS.search(low):
        return True
    may_ask = any(word in low for word in _SIGNING)
    return may_ask and _TO_SIGN.search(low) is not None and _CAME_BEFORE.search(low) is not None


_TIMES = r"(?:once|twice|weekly|(?:a|per|each|every) (?:other )?(?:week|month|fortnight)|\d\s?x\b|x\s?\d|\d+ (?:visits|sessions|times?)|times)"
_DOES = r"(?:will|is to|are to|to|should|can)"
# how a patient was sent, what care is to begin, what it is to reach, how things were before
_BEGINS = (
    expression(
        rf"\b(?:{_DOES} (?:be seen|come|attend|be treated|start|begin|return)|(?:therapy|treatment|services|sessions|pt|ot|st|slp|physio\w*) (?:(?:is|are) )?(?:requested|recommended|proposed|advised|indicated|to (?:start|begin)))\b[^.;\n]{{0,60}}\b{_TIMES}"
    ),
    expression(
        r"\b(?:first|initial) (?:aims?|goals?|objectives?|targets?)\b|\b(?:what )?we (?:will )?aim (?:for|to|at)\b|\b(?:aims?|goals?) (?:will be|are to)\b|\bproposed (?:goals?|aims?|plan)\b"
    ),
    expression(
        r"\b(?:sent|referred|referral)\b[^.;\n]{0,30}\b(?:by|from)\b|\breferring (?:provider|physician|doctor|dr)\b|\breason for (?:referral|visit|consult\w*)\b"
    ),
    expression(
        r"\b(?:before|until|prior to|up to) (?:this|the|that|her|his|their|last) (?:\w+ )?(?:injury|accident|fall|stroke|surgery|operation|illness|onset|spring|summer|autumn|winter|year|january|february|march|april|may|june|july|august|september|october|november|december)\b[^.;\n]{0,40}\b(?:was|were|could|had|did|used to|walked|worked|lived|drove|managed)\b"
        r"|\b(?:worked|lived|drove|walked|ran|played|managed|did)\b[^.;\n]{0,60}\buntil (?:the |her |his |last |this )?(?:\w+ )?(?:injury|accident|fall|stroke|surgery|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b"
    ),
    expression(r"\b(?:rehab\w* )?(?:potential|prognosis)\b"),
)
# "LOW VISION ASSESSMENT", "Subject: Wheeled mobility evaluation": a title of an area that no list of titles holds
_OF_AN_AREA = re.compile(
    r"(?:\A|\n)[ \t*#=_>-]*(?:(?:subject|re|regarding|title|service|visit type)\s*[:|]\s*)?(?P<area>[A-Za-z][\w/&'-]*(?:[ \t]+[\w/&'-]+){0,4})[ \t]+"
    r"(?:assessment|evaluation|eval|consultation|consult)\b(?![ \t]*[:=]|[ \t]+(?:of|was|is|on|and|date|shows?|showed|today|tool|score|results?|done|given)\b)",
    re.I,
)
_OF_LATER = re.compile(
    r"\b(?:re|progress|discharge|final|daily|pain|skin|risk|since|after|from|last|per|the|her|his|my|a|an|for|see|to|of|plan|goal|outcome|exit|annual|reassessment)\b",
    re.I,
)


def begins(note) -> int:
    """How many of the signs of an evaluation it has that no word alone tells: who sent the patient, what care is to begin and to reach, how things were."""
    return sum(sign.search(note.lower) is not None for sign in _BEGINS)


def is_titled_evaluation(note) -> bool:
    """Does a line at the top call it the assessment or evaluation of some area?"""
    title = _OF_AN_AREA.search(note.text, 0, 300)
    return title is not None and not _OF_LATER.search(title["area"])


_SIGNING = ("your", "physician", "doctor", "please", "return", "certify")  # one of them is in every match of `_TO_SIGN`
