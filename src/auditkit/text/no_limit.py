"""Words that look like a limit and are none: a duty, an appointment, what nobody knows, "the only", what was taught."""

from __future__ import annotations

import re

from auditkit.text.expressions import expression

_STOPS = re.compile(
    r"\W*(?:s?he |they |pt |patient )?(?:has|had|must|needs?|sits?|sat|rests?|rested|stops?|stopped|tires?|leans?|gives?|gave|loses?|lost|quits?|lies|lay|is|was|her|his|it|the|pain)\b",
)
_TOO_LITTLE = re.compile(r"\b(?:very|too|only|so|with|eats|drinks|says|talks|sleeps|walks|speaks)\s+$")
_NOT_ONCE = re.compile(
    r"\b(?:did|rather|do|if|or|why|whether|had)\s+$"
)  # "did not sleep last night", "would rather not speak of it"
_WE = expression(r"\bwe\s$")
# "had to cancel", "has to see the surgeon", "must wear the sling": a duty or an appointment of anybody's life
_DUTY = re.compile(
    r"\s+(?:\w+ly\s+|also\s+)?(?:cancel|re-?schedule|miss|skip|postpone|delay|leave (?:early|by|at|for|us|the (?:session|clinic))|be (?:seen|rescheduled|cancell?ed|back|home|at)\b|see (?:the|his|her|their|an?|dr)\b|"
    r"(?:have|get) (?:an? |the |his |her |another )?(?:mri|ct|x-?rays?|surgery|injections?|shots?|procedure|scan|tests?|biops\w+|imaging|order|referral|auth\w*|labs?|follow)|wait|bring|call|pay|sign|attend|wear (?!pads?|briefs?|diapers?)|follow|take (?:the |his |her )?(?:med\w*|pills?|antibiotic\w*|kids?)|"
    r"pick up (?:the |his |her )?(?:kids?|child\w*|son|daughter|grand\w+)|go (?:to (?:the |an? |her |his )?(?:er|ed|dentist|doctor|md|hospital|appointment|funeral|meeting)|out of town)|work (?:late|overtime))\b"
)
_DUTIES = frozenset(("has to", "had to", "have to", "must"))
_ONE_FOOD = re.compile(
    r"\s+(?:food|thing|way|activity|meal|drink|texture|chair|shoes?|shirt|person|one)\w*\s+(?:that |who )?(?:s?he|they|pt|patient|can)\b"
)
# "don't know if he is back to golf": nobody says that he is not
_NOT_KNOWN = expression(
    r"\b(?:(?:do(?:es)?|did)(?: not|n't) (?:know|say|recall|remember) (?:if|whether|how|what)|(?:unknown|unsure|not (?:known|sure|clear|asked)|unclear|no word|forgot to ask) (?:if|whether|about|how))\b"
)
# what is listed as taught or done in therapy is no limit of the patient's
_TAUGHT = expression(
    r"\W*(?:education|educated|instructed|taught|targeted|addressed|practi[sc]ed|reviewed|discussed|counsel\w+|trained|explained|provided|issued|(?:skilled )?(?:treatments?|tx|rx|therapy|sessions?|interventions?|services)\s+(?:has |have )?(?:includ\w+|consist\w+|comprised|focused|covered|provided|addressed))\b"
)
_TAUGHT_LABELS = ("educat", "patient educat", "instruct", "advice", "pt ed", "teaching")
# "the stair accident", "the pallet incident": the activity is the name of what happened; "tells me that": of how it was heard
_IS_EVENT = re.compile(r"\W{0,2}(?:related )?(?:accidents?|incidents?|injur(?:y|ies)|mishaps?|collisions?|crash)\b")


_TO_US = re.compile(r" (?:me|us|therapist|the therapist|that)\b")


# "has not tried the bus", "hasn't needed the rail": nobody says that it would not go
_UNTRIED = re.compile(
    r"\s+(?:yet\s+|really\s+|been\s+)?(?:met|achieved|reached|attained|mastered|received|heard|signed|seen|scheduled|called|made (?:any |much |significant |consistent )?(?:progress|gains?|improvements?|changes?)|been (?:cleared|seen|compliant|feeling|having|to (?:the |his |her )?(?:md|doctor|surgeon))|tried|attempted|trial+ed|tested|assessed|asked|reported|noticed|complained|needed|missed|had (?:any|a|an|more|to))\b"
)
_NOT_YET = ("has not", "hasn't", "hasnt", "have not", "haven't", "had not", "hadn't")
# "fell off a ladder": what happened once, and no limit of today
_ONE_FALL = re.compile(
    r"\s+(?:off|from|out of|down|onto|through|over|on|in|at|while|getting|going|when)\b(?![^.;\n]{0,60}\b(?:twice|again|\d+ ?x|\d+ times|times|each|every|since|still|cannot|can't))"
)
_NOTHING_NEEDED = re.compile(
    r"\bno (?:\w+ )?(?:assist\w*|help|cue\w*|device|support|rests?|breaks?|prompts?|reminders?)\s+(?:was |were )?$"
)
# "unable to finish" a test: no activity is named
_NOTHING_NAMED = re.compile(
    r"\s+(?:finish|complete|do|continue|perform|answer|follow)(?:\s+(?:it|this|task|test|trial))?\s*(?:[.;,)]|$|\n|due to|d/t|2/2|because)"
)

# "does not have any difficulty with feeding", "no longer has trouble": the words between deny the limit
_DENIED = expression(
    r"(?:\b(?:does|do|did|has|have|had)(?: not|n't)|\bno longer|\bnever|\bdenies|\bdenied|\bwithout)\s+(?:\w+ly\s+)?(?:(?:have|has|had|having|reports?)\s+)?(?:any|much|further|more|a)?\s*"
    r"(?:\w+\s+)?(?:difficult(?:y|ies)|trouble|problems?|issues?|limitations?|restrictions?)\b"
)
# "sent only with a signed release": a rule of the office
_BY_LEAVE = re.compile(
    r"\s+(?:with|by|upon|on|after|if)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:releases?|orders?|referrals?|appointments?|consent|authori[sz]ation|request|prescriptions?)\b"
)
# "PT has to find and dose the next cue"; "gait fell to 0.66 m/s"
_BY_SKILL = re.compile(
    r"\s+(?:\w+ly\s+)?(?:find and|dose|decide|titrate|grade|re-?grade|judge|re-?time|adjust|progress|monitor|interpret|assess|read when)\b"
)
_PATIENTS = re.compile(r"\b(?:s?he|they|patient|client|child|wife|husband|mom|dad|family)\s+$")
_TO_A_VALUE = re.compile(r"\s+(?:back )?(?:to|from|by)\s+\d")
_NOT_HERE = (
    "could not",
    "couldn't",
    "cannot",
    "can't",
    "unable",
    "not able",
    "difficult",
    "had difficult",
    "had trouble",
    "trouble",
    "has trouble",
)
# "could not make it last week", "had difficulty finding parking"
_TO_COME = re.compile(
    r"\s+(?:to\s+)?(?:with\s+)?(?:make it\b|attend\b|come\b|be here|get here|(?:finding|getting|find|get)\s+(?:an?\s+)?(?:parking|ride|appointment|appt|childcare|sitter|time off|hold of|in touch)|schedul\w+|reach (?:the )?(?:office|md|doctor|pt|patient|family))"
)
_FORGETS = ("forgot", "forgets", "missed", "misses")
# "forgot yesterday", "forgot her sheet": an exercise left out once
_FORGOT_THIS = re.compile(
    r"\s+(?:yesterday|today|last (?:night|week)|once|on (?:the )?\w+day|a (?:few|couple)|(?:(?:about|to (?:do|bring|log|ice|wear|use)) )?(?:(?:his|her|the|their|last|some|all|two|three|\d) )?(?:\w+ )?(?:hep|home exercises?|exercises?|sheet|handout|glasses|hearing aids?|log|card|appts?|appointments?|shoes|homework|diary|visits?|sessions?|practice|stretches))\b"
)
_PAST = (
    "could not",
    "couldn't",
    "unable",
    "unable to",
    "was unable",
    "had to",
    "struggled",
    "had trouble",
    "had difficulty",
    "fall",
    "fell",
    "falls",
)
# "last winter he could not walk": another time
_LONG_AGO = re.compile(
    r"(?<!since )\b(?:last (?:year|winter|summer|spring|autumn)|in (?:19|20)\d\d|(?:\d+|two|three|several|many|few) (?:years|yrs) ago|years ago|as a (?:child|teen\w*|boy|girl))\b(?![^.;]{0,60}\b(?:still|now|since)\b)"
)
_OF_TROUBLE = (
    "difficult",
    "trouble",
    "problem",
    "issue",
    "limit",
    "restrict",
    "does not",
    "do not",
    "has not",
    "have not",
    "had not",
    "doesn",
    "hasn",
    "haven",
    "no longer",
    "never",
)
_NOTHING_TOLD = re.compile(
    r"\s+(?:to\s+)?(?:state|say|recall|identify|report|name|describe)\s+(?:any\s+)?(?:functional\s+)?(?:changes?|improvements?|differences?|concerns?|goals?)\b"
)
# "sessions fall on school days"
_FALLS_ON = re.compile(
    r"\s+(?:on (?:\w+ )?(?:days?|dates?|weekends?|holidays?|\w+days?)|under|within|below|above|between|short|into the)\b"
)
_DRINK = re.compile(r"\s+(?:an?|the|some|to use the)\s+(?:drink|sip of water|water|restroom|bathroom|tissue)\b")


def names_no_activity(text: str, hit) -> bool:
    """Is the activity the name of what happened, or a word of telling?"""
    if hit.phrase in ("tell", "tells", "telling") and _TO_US.match(text, hit.end):
        return True
    return _IS_EVENT.match(text, hit.end) is not None


def speaks_of_no_limit(text: str, sentence) -> bool:
    """Is the whole sentence about what was taught, or about what nobody knows?"""
    if sentence.label.startswith(_TAUGHT_LABELS) or _TAUGHT.match(text, sentence.body, sentence.end):
        return True
    return _NOT_KNOWN.search(text, sentence.body, sentence.end) is not None


# "pain with overhead is resolved", "difficulty with stairs has cleared"
_RESOLVED = re.compile(
    r"[^.;,\n]{0,40}\b(?:is|are|has|have|was|now|fully|completely|been)\s(?:\w+\s){0,2}?(?:resolved|gone|cleared|subsided)\b"
)
# "has difficulty finding a ride", "needs to work on stairs"
_NOT_OF_LIFE = re.compile(
    r"\s(?:with\s)?(?:finding|getting|arranging|affording)\s(?:a\s|an\s|his\s|her\s)?(?:ride|rides|transport\w*|appointments?|time|auth\w*|referral|childcare|babysitter)\b|\s(?:to\s)?(?:continue\s(?:to\s)?)?(?:work(?:ing)? on|keep working on|practi[sc]e|improve|strengthen)\b"
)


def is_no_limit(text: str, sentence, limit, *, outright: bool) -> bool:
    """Words that limit only in some company: "and then", "little", "not", "sore after", "light duty"; and a limit that is over."""
    phrase, start = limit.phrase, limit.start
    if _RESOLVED.match(text, limit.end, sentence.end) or _NOT_OF_LIFE.match(text, limit.end, sentence.end):
        return True
    if phrase in ("and then", "then"):
        return not _STOPS.match(text, limit.end, sentence.end)
    if phrase == "little":
        return not _TOO_LITTLE.search(text, max(sentence.start, start - 9), start)
    if phrase == "not":
        return bool(_NOT_ONCE.search(text, max(sentence.start, start - 9), start))
    if phrase == "sore after":
        return not any(c.isdigit() for c in text[start : sentence.end])
    if phrase in ("light duty", "modified duty"):
        return text[sentence.start : start].lstrip().startswith(("work status", "status", "duty"))
    if phrase == "only" and text.endswith("the ", sentence.start, start):
        return _ONE_FOOD.match(text, limit.end, sentence.end) is None
    if phrase in _NOT_YET and _UNTRIED.match(text, limit.end, sentence.end):
        return True
    if phrase == "fell" and _ONE_FALL.match(text, limit.end, sentence.end):
        return True
    if phrase == "needed" and _NOTHING_NEEDED.search(text, max(sentence.start, start - 30), start):
        return True
    if phrase.startswith("unable") and _NOTHING_NAMED.match(text, limit.end, sentence.end):
        return True
    if phrase.startswith("unable") and _NOTHING_TOLD.match(text, limit.end, sentence.end):
        return True
    if phrase in ("fall", "falls") and _FALLS_ON.match(text, limit.end, sentence.end):
        return True
    if phrase in ("needed", "needs") and _DRINK.match(text, limit.end, sentence.end):
        return True
    if phrase.startswith(_OF_TROUBLE) and any(
        m.start() <= start < m.end() for m in _DENIED.finditer(text, sentence.start, sentence.end)
    ):
        return True
    if phrase == "only" and _BY_LEAVE.match(text, limit.end, sentence.end):
        return True
    if phrase in _DUTIES and _BY_SKILL.match(text, limit.end, sentence.end):
        return not _PATIENTS.search(text, max(sentence.start, start - 24), start)
    if phrase == "fell" and _TO_A_VALUE.match(text, limit.end, sentence.end):
        return True
    if phrase.startswith(_NOT_HERE) and _TO_COME.match(text, limit.end, sentence.end):
        return True
    if phrase in _FORGETS and _FORGOT_THIS.match(text, limit.end, sentence.end):
        return True
    if phrase in _PAST and _LONG_AGO.search(text, sentence.start, sentence.end):
        return True
    if phrase in _DUTIES and _DUTY.match(text, limit.end, sentence.end):
        return True
    return outright and _WE.search(text, max(sentence.start, start - 4), start) is not None
