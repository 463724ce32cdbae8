"""What a plan says of its own: a change or a task with its object, beside the words that every plan is made of."""

from __future__ import annotations

import re

from auditkit.text.context import OTHER_PERSON
from auditkit.text.cues import shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed

NEXT, CHANGE = shared("next_step", "next_step", "plan_change")
_OF_EVERY_PLAN = frozenset(vocabulary("next_step")["of_every_plan"]["any"])
_WORD = expression(r"[a-z][a-z']*")

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?"
# "Next visit:", "Fri:", "for 5-26:", "8) STEPS:", "What we'd like next:", "First step from here:"
_NEXT_LABEL = expression(
    rf"\W*(?:\d{{1,2}}[.)]\s*)?(?:(?:for |at |on )?(?:the )?(?:next(?: (?:visit|session|time|tx|treatment|appt|steps?|period|week|block|cycle|month|quarter|phase|stage|rung|round|lesson|class|up|goals? work|\w+ weeks))?|nxt|tomorrow|first week|plan (?:for )?next\w*|to do|todo|{_WEEKDAY}(?: (?:am|pm|lunch|session|visit))?|\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?)"
    r"|(?:first |next )?steps?(?: (?:from here|forward|ahead|to come))?|(?:planned |proposed |plan )?(?:changes?|adjustments?|modifications?|revisions?|updates?)(?: (?:to|in|of) (?:the )?(?:plan|poc|treatment|approach|programme?|plan of care))?|what(?:'s| is| comes| we(?:'d| would) like| i(?:'d| would) like)? (?:to (?:do|try) )?next|[\w' ]{0,24}\bnext|where we go from here|(?:going|moving|looking|way) (?:forward|ahead)|from here(?: on)?|coming up|upcoming|on deck|agenda|action (?:plan|items?)|progressions?|(?:i|we)(?:'ll| will| plan to| am going to| are going to)(?: \w+){0,3})\s*(?:[:|,]|\s[-\u2013\u2014]|\s{2,}|(?<=next)-)",
)
_IMPERATIVE = re.compile(
    r"(?:re-?assess|re-?evaluate|taper|transition|extend|add|try|begin|start|advance|progress|increase|reduce|decrease|fade|wean|move|switch|replace|stop|hold|recheck|re-?check|retest|re-?test|re-?measure|repeat|teach|train|issue|introduce|trial|upgrade|drop|call|ask|send|bring|practi[cs]e|challenge|swap|raise|lower|remove|take away|modify|initiate|resume|request|contact|order|fit|use|have (?:her|him)|let|give|change|stop|offer|probe|review|update|schedule|write|make|show|set(?: up)?|print|video|film|build|carry|adapt|alternate|pair|combine|shorten|lengthen|simulate|rehearse|explore|measure|see (?:if|whether)|put|take|fabricate|mold|mould|trim|pad|mark|shift|re-?do|go (?:up|down|back|to)|push|graduate)\s+(?!up\b|for review)[a-z\d/]",
)
_PASSED = re.compile(r"\b(?:last (?:week|wk|visit|session|time)|previous(?:ly)?|was to|had been|yesterday)\b")
_PASSED_WORDS = ("last", "previous", "was to", "had been", "yesterday")
_SOMEBODY = expression(
    r"\b(?:flying|fl(?:y|ies)|travel+ing|going away|on a cruise|out of town|on vacation|a wedding)\b|\b(?:patient|pt|client|he|she)\s+(?:plans?|is planning|is going|will be)\s+(?:a |to )?(?:trip|travel|vacation|away|out of town|move|visit|fly|on vacation|go (?:on|to))\b",
)
_ELSEWHERE_WORDS = (
    "fly",
    "flies",
    "travel",
    "away",
    "cruise",
    "out of town",
    "vacation",
    "wedding",
    "trip",
    "move",
    "visit",
    "go on",
    "go to",
)
_KIN = re.compile(
    r"\W*(?:(?:his|her|the|pt's|patient's)\s+)?(?:sister|brother|wife|husband|daughter|son|roommate|neighbou?r|friend|cousin)\s+(?:will|plans?|is going|starts?|has)\b(?!.{0,60}\b(?:come|attend|learn|bring|join|be taught|be trained|practi[sc]e|video|observe))"
)
_IF_SORE = re.compile(
    r"\b(?:told|advised|instructed)\b.{0,40}\bif\b|\bif (?:he|she|pt|patient|they|symptoms?|pain|sore)\b.{0,50}\b(?:call|use ice|ice|contact|family will|will call|notify)",
)
# a family that looks at its calendar, a parent in the waiting room
_OFFICE = expression(
    r"\b(?:(?:spring|summer|winter|fall|holiday|school) (?:break|schedule|vacation)|schedul(?:e|ing)|(?:let|tell|ask|see|call|stop (?:at|by)|check with) (?:the )?front (?:desk|office)|waiting room|reminded|make-?up (?:session|visit|appt)|privacy|warranty|infection control|(?:copy|copies) of (?:this|the|his|her) (?:report|note|record)|(?:cell|phone) number|will ask (?:mom|dad|his|her)|school days|attendance policy|no-?show|co-?pay|billed|logged|no (?:session|visit|appt|appointment|therapy) (?:on |next )?\w|cancel\w*|reschedul\w*|(?:openings?|slots?)\b|insurance|authori[sz]ation|auth\b|copay|billing|paperwork)"
)
_AS_ABLE = expression(
    r"\bas (?:able|tol\w*|appropriate|indicated|needed|ready|symptoms allow|permitted)\b|\bprn\b|\bto (?:pt|patient)'?s? tolerance\b|\bper (?:protocol|tolerance|poc)\b"
)
_AMOUNT = re.compile(
    r"\d(?![\d/:x\u00d7-]|\s?(?:x|times|visits?|sessions?|weeks?|wks?|days?|months?|min\w*|[ap]m)\b)(?<![/-]\d)(?<![/-]\d\d)|\b(?:no|without|w/o) [a-z]"
)
_APPOINTMENT = re.compile(
    r"\W*(?:next\s+(?:appt|appointment|visit|session)\b[\s:|]*(?:is\s+)?(?:on\s+)?(?:scheduled\s+)?[\d/: .apmAPMat-]*(?:mon\w*|tue\w*|wed\w*|thu\w*|fri\w*)?[\d/: .apmAPMat-]*)$",
)
_TICKED = re.compile(r"[^\[]{0,3}\[x\] ?")
_SAME = re.compile(r"\bsame\b(?!.{0,30}\b(?:w/|with|but|plus|then|except|no|without|w/o|minus|less|from|off|at \d))")
_CONTINUES = re.compile(r"\W*(?:(?:will |to )?cont(?:inues?|inued|inuing|'d)?\b|carry on|keep|proceed|maintain)")
# "... and we will keep working on his fine motor"
_KEEPS_ON = expression(
    r"\b(?:keep|continue|continuing|go on|carry on)\s+(?:on\s+)?(?:to\s+)?(?:work(?:ing)?|address(?:ing)?|focus(?:ing)?|target(?:ing)?)\b|\bkeep going\b"
)
# what a patient is to bring or wear, and a word with a colleague about the end of care
_ERRAND = expression(
    r"\b(?:bring|wear|remember|drink|don't forget)\b[^.;]{0,30}\b(?:(?<!in )water|shoes|sneakers|clothes|clothing|shorts|shirt|insurance|card|co-?pay|payment|paperwork|forms?|med(?:ication)?s? list|towel|snack|swimsuit|glasses|id)\b(?! (?:next visit |next time )?for (?:an? |the |\w+ )?(?:lift|orthotic|fit\w*|assess\w*|measur\w*|trial|check|review|insert))|"
    r"\b(?:consult|talk|speak|discuss|confer|check|communicate|coordinate|touch base)\w*\s+(?:w/|with|to)\s*(?:the |supervising |eval\w* |primary )*(?:otr?|pta?|slp|cota|therapist|supervisor|team)\b[^.;]{0,24}\b(?:d/?c|discharge|poc|plan of care|planning|progress|goals?|schedul\w+|auth\w*)\b"
)
# "cont manual to the capsule until IR 60, then sleeper stretch at home"
_UNTIL_THEN = re.compile(r"\buntil\b[^.;]{0,30}\d|,\s*then (?!continue|cont\b|d/?c|re-?assess|re-?eval)[a-z]+ [a-z]")
_AFTER_CONTINUE = re.compile(
    r"\b(?:add|adding|but (?:sub|substitute|swap|replace|drop|switch|change)|progress(?:ing)? (?:to|from)|advanc\w+ to|fad\w+|wean\w+|introduc\w+|start\w*|begin\w*|trial\w*|then|until .{0,30}\d|increas\w+ .{0,30}\d|upgrad\w+|recheck|re-?test|re-?measure|teach\w*|reduc\w+|replace\w*|try|with emphasis|emphasis on|focus\w* on|in order to|so that)\b",
)
# what was done already, with the patient or in the office, and what a plan certifies
_DONE = expression(
    r"\b(?:sent|given|issued|provided|reviewed|discussed|answered|completed|educated|verbalized|tolerated|billed|charged|collected|paid|copied|mailed|faxed"
    r"|e-?mailed|reminded|asked|told|instructed|advised|encouraged|notified|informed|aware|certify|attest|(?:was|were|has been|have been)\s+(?:\w+ly\s+)?\w{3,}ed)\b"
)
# a sentence that tells how things are, a row of vital signs, a sign-off: under a plan's heading still no plan
_TOLD = re.compile(
    r"^(?!.*\b(?:will|to|plan\w*|going to|next|until|if|when|once|should|needs?|consider\w*)\b)(?=.*\b(?:is|are|has|have|had|does|do|did|says?|said|states?|reports?"
    r"|received|offered|owned|owns|continues to present|presents|remains|logged|replaced|falls?)\b)"
    r"|\bcontinues to (?:present|have|demonstrate|show|require|need)\b|\b(?:bp|blood pressure)\s*:?\s*\d{2,3}/\d|\bspo2\b|\bdictated\b|\blicen[sc]e\b|\bl?pta\b\W*[\d/]*\W*$|\bfront desk\b|\bplease allow\b|\bmake-?up (?:session|visit)\b"
)
_ONLY_KINDS = re.compile(
    r"\W*(?:pt|ot|st|slp)?\s*\d?x?/?w?k?\w*\s*:?\s*(?:therapeutic|ther|manual|neuro|gait|self|adl|language|articulation|voice|swallow)"
    r"|\W*(?:skilled\s+)?(?:pt|ot|st|slp|(?:physical|occupational|speech)(?:[ -]language)? therapy)?\s*(?:\d|once|twice|one|two|three)[^,;.]{0,40}?"
    r"\b(?:for|with|includ\w+|consisting of)\s+(?:skilled\s+)?(?:ther|manual|neuro|gait|balance|strength|modalit|exercise|self|adl|language|articulation|voice|swallow)[^\d]*$",
)


def opens_as_task(low: str, sentence) -> bool:
    """Do the sentence's words open with a verb in the imperative ("retest the stance")?"""
    if sentence.label:  # "Write a break plan for her desk: stand every 20 minutes": the task is read as a label
        return _IMPERATIVE.match(low, sentence.start, sentence.body) is not None and sentence.label.count(" ") > 2
    return _IMPERATIVE.match(low, sentence.body, sentence.end) is not None


def is_labelled_next(low: str, sentence) -> bool:
    """ "Next visit: ...", "To do: ..."."""
    return _NEXT_LABEL.match(low, sentence.start, min(sentence.end, sentence.start + 60)) is not None


def own_words(note, sentence, *, in_plan: bool) -> tuple[int, int] | None:
    """The words of a sentence that are this patient's plan: a change or a task with its object. None where it says no more than any plan."""
    start, end = sentence.body, sentence.end
    labelled = _NEXT_LABEL.match(note.lower, sentence.start, end)
    if labelled and labelled.end() < end:
        start = max(start, labelled.end())
    words = note.lower[start:end]
    if _is_of_no_use(words):
        return None
    cues = sentence.cues
    if not in_plan and cues & OTHER_PERSON:
        change = next((h.start for h in sentence.hits if h.cues & CHANGE), end)
        if any(h.cues & OTHER_PERSON and h.start < change for h in sentence.hits):
            return None
    if (cues & NEXT or in_plan) and _OFFICE.search(words) and not _IMPERATIVE.match(words.lstrip()):
        return None
    own = sum(len(word) > 1 and word not in _OF_EVERY_PLAN for word in _WORD.findall(_AS_ABLE.sub(" ", words)))
    if own < (2 if cues & CHANGE or in_plan else 3) and not (
        own and in_plan and cues & CHANGE and _AMOUNT.search(words)
    ):
        return None
    if own > 2 and _CONTINUES.match(words) and _UNTIL_THEN.search(words):
        return trimmed(note.text, start, end)
    if (_CONTINUES.match(words) or (own < 8 and _KEEPS_ON.search(words))) and not (
        cues & CHANGE & ~NEXT and _AFTER_CONTINUE.search(words)
    ):
        return None
    if in_plan and not labelled and _is_no_step(note, sentence):
        return None
    if not cues & (CHANGE | NEXT) and (
        (own < 3 or _DONE.search(words) or _ONLY_KINDS.match(words) or _TOLD.search(words))
        if in_plan
        else not _IMPERATIVE.match(words)
    ):
        return None
    if end - start > 200:
        return note.clause(sentence, start, min(end, start + 30), most=200)
    return trimmed(note.text, start, end)


# names with titles, codes and rows of tables: what stands under a plan's heading and is no plan
_TITLED = re.compile(
    r"\W*(?:mrs?\b|ms\b|dr\b|prepared by|sent (?:by|through|to)|submitted|respectfully|sincerely|cc\b|[a-tv-z]\d\d(?:\.\w+)?\b)|[^.;]{0,60}\b(?:teacher|manager|therapist|pathologist|clinician|assistant|director|coordinator|specialist|instructor|m\.?ed|m\.?a|m\.?s|b\.?a)\b[^.;]{0,40}$"
)
_CELLS = re.compile(r"\|[^|\n]+\||[^|\n]{3,}\|[^|\n]")
_COLUMNS = re.compile(r"\S {3,}\S+[^\n]* {3,}\S")


def _is_no_step(note, sentence) -> bool:
    """Is it a name, a code or a row of a table, or does it stand where no note has come to its plan yet?"""
    words = note.lower[sentence.start : sentence.end]
    if ("|" in words and _CELLS.search(words)) or ("   " in words and _COLUMNS.search(words)):
        return True
    return not sentence.cues & (CHANGE | NEXT) and (
        (sentence.start < 0.3 * len(note.text) and len(note.text) > 400)
        or _TITLED.match(note.lower, sentence.start, sentence.end) is not None
    )


def _is_ticked_task(words: str) -> bool:
    """ "[x] measure for a sleeve": a ticked box with a task; "[x] individual [ ] group" is none."""
    ticked = _TICKED.match(words)
    return ticked is not None and _IMPERATIVE.match(words, ticked.end()) is not None


def _is_of_no_use(words: str) -> bool:
    """What is past, somebody else's, a rule for when it hurts, an appointment, a blank, or "same as before"."""
    return bool(
        _ERRAND.search(words)
        or ("[" in words and not _is_ticked_task(words))
        or "___" in words
        or "***" in words
        or ("same" in words and len(words) < 60 and _SAME.search(words))
        or ("if " in words and _IF_SORE.search(words))
        or _APPOINTMENT.match(words)
        or _KIN.match(words)
        or (any(word in words for word in _PASSED_WORDS) and _PASSED.search(words))
        or (any(word in words for word in _ELSEWHERE_WORDS) and _SOMEBODY.search(words))
    )
