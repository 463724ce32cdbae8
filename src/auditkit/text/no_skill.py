"""Words that join an act with a reason and are no skill: logistics, a bare modality, an operation, somebody else's act, what any session is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditkit.text.cues import vocabulary
from auditkit.text.expressions import expression

Span = tuple[int, int]

# "the session was cut short as she came late", "moved to the gym because the room was in use"
_ROOM = expression(
    r"\b(?:room|gym|pool|clinic|machine|table|bike|treadmill|equipment|system|computer|printer|internet|network|emr|elevator)s?\s+(?:was|were|is|are|had been|being|went)\s+(?:in use|occupied|busy|full|taken|closed|down|crowded|broken|un?available|not available|out of order|being)\b"
)
_CALENDAR = expression(
    r"\b(?:(?:arriv\w+|came|ran|running|was|were|being)\s+(?:\d+\s?min\w*\s+)?late|\d+\s?min\w*\s+late|late (?:arrival|entry)|entered late|traffic|weather|snow|fire (?:alarm|drill)|power outage|short.?staffed|staffing|meeting|ran out of time|time constraints?|lack of time|parking|transport\w*|co-?pay|insurance|authori[sz]\w+|payer|school (?:event|bus)|picture day|field trip|another appointment|dentist|doctor'?s? appointment|md appointment|cold symptoms|covid|mask)\b"
)
_OF_THE_VISIT = re.compile(
    r"\W*(?:today'?s |the |our )?(?:session|visit|treatment|tx|appointment|appt|testing|re-?test\w*|re-?eval\w*|standardi[sz]ed testing|note|entry|progress (?:note|report)|addendum|claim|discharge)\s+(?:was |were |is |has been |had to be )?(?:\w+ly )?(?:moved|shortened|cut|deferred|postponed|delayed|rescheduled|ended|entered|late|cancel+ed|held off|split|interrupted)\b"
)
# "Ice x 10 min to reduce swelling": a modality with the purpose that it always has
_MODALITY = re.compile(
    r"\W*(?:[oa]\s?[:/]\s*)?(?:received |applied |provided |pt received )?(?:ice|ice pack|cp|cold packs?|cryo\w*|mhp|hot packs?|hp|moist heat|heat|ifc|premod|tens|e-?stim\w*|estim|nmes|us|ultrasound|vaso\w*|game ready|electrodes|paraffin|fluido\w*|whirlpool|thermal stim)\b[^.;]*?\b(?:to (?:reduce|decrease|control|manage|help|relieve|promote|increase|improve|relax|ease|calm)|for|because of|due to|d/t|prior to|before|after)\b(?P<what>[^.;]*)"
)
_USUAL = re.compile(
    r"(?:\W|\b(?:the|and|or|of|in|to|for|her|his|any|post|exercise|ther|ex|treatment|tx|session|local|general|pt|patient|r|l|b|right|left|b/l|bilateral|low|upper|lower|back|knee|shoulder|neck|hip|ankle|lumbar|cervical|spine|quad|calf|area|joint|muscle|muscles|tissue|tissues|soft|because|due|tight|tightness|tension|reduce|decrease|control|manage|promote|increase|improve|relax|pain|swelling|edema|inflammation|soreness|spasms?|guarding|stiffness|comfort|relaxation|circulation|blood|flow|healing|extensibility|mobility|relief|modulation|management|re-?education|strengthening|minutes?|min|x|end|with|at|prior|before|after|activity|exercises?|stretching|manual|therapy|preparation|tolerance|\d+)\b)*"
)
# "manipulation under anesthesia", "Reason for re-evaluation: ...", "Modified Oswestry ..."
_NAMED = expression(
    r"\bunder anesthesia\b|\bmodified (?:oswestry|odi|ashworth|barium|rankin|borg|fatigue|falls|caregiver|thomas|clock|romberg|indep\w*|duty|diet)\b|\btemplate\b"
)
_REASON_FOR = re.compile(r"\W*reason for (?:re-?\s?eval\w*|referral|visit|discharge|cancel\w*|missed|consult)\b")
_HIS_DOCTOR = re.compile(
    r"\W*(?:per )?(?:the |his |her |pt'?s |patient'?s )?(?:surgeon|physician|doctor|md|dr\.?\s+[a-z]+|orthop\w+|neurologist|pcp|cardiologist|oncologist|ent|nurse|rn|chiropractor|podiatrist|op(?:erative)? report)\b(?!'s protocol)"
)
_OURS = expression(
    r"\b(?:so (?:i|we|therapist|pt|ot|slp)|therefore|therapist|i|we|taught|trained|instructed|cued|shown|coached|educated)\b"
)
_MAYBE = re.compile(r"\W*if\b[^.;]*?\b(?:might|may|could|would|will|should|can|call|stop)\b")
# "continued skilled PT is indicated to address remaining deficits": a claim, and no sign of skill
_CLAIM = expression(
    r"\bskilled\s+(?:[\w/]+\s+){0,3}?(?:(?:is|are|was|were|remains?|continues? to be)\s+)?(?:(?:medically\s+)?(?:indicated|needed|required|necessary|warranted|recommended|beneficial|appropriate)\s+)?(?:in order\s+)?to\s+(?:further\s+)?(?:address|improve|reduce|increase|maximi[sz]e|decrease|restore|achieve|return|meet|promote|optimi[sz]e|regain|enhance|minimi[sz]e)\b"
)
_BECAUSE = expression(
    r"\d|\b(?:because|since|so that|due to|d/t|given|while|as (?:he|she|they|the|his|her)|when|without)\b"
)
# "to improve balance, coordination, kinesthetic sense and posture": what the code is for, and nobody's in particular
_AREAS = frozenset(vocabulary("generic")["areas"]["any"]) | frozenset(vocabulary("generic")["empty_reason"]["any"])
_PURPOSE = expression(
    r"\b(?:for\s+(?P<area>[^.;,]*)|to\s+(?:help\s+)?(?:improve|increase|promote|facilitate|enhance|build|address|decrease|reduce|maintain|restore|encourage|support|ensure|challenge|target|work on)\b(?P<aim>[^.;]*)$)"
)
_WORD = re.compile(r"[a-z]{3,}")
# "skilled PT necessary due to fall risk and weakness": the same claim, with a reason that fits anybody
_CLAIM_DUE_TO = expression(
    r"\b(?:pt|ot|st|slp|therapy|services?|intervention|care|treatment)\s+(?:(?:is|are|was|were|remains?|continues? to be)\s+)?(?:medically\s+)?(?:needed|necessary|required|warranted|indicated)\s+(?:due to|because of|secondary to|d/t|2/2|given|for)\b(?P<what>[^.;]*)"
)
_ANYBODYS = _AREAS | frozenset(
    ("fall", "falls", "risk", "risks", "high", "weakness", "weak", "pain", "decreased", "impaired", "impairment", "impairments", "deficit", "deficits", "limited", "poor", "reduced", "fatigue", "debility", "general", "generalized", "decline", "functional", "deconditioning", "instability", "unsteady", "unsteadiness", "problems", "increased", "continued", "ongoing", "remaining", "medical", "complexity", "history")
)  # fmt: skip
# "increased weight as pt is getting stronger": how everybody's exercises go on
_IS_BETTER = re.compile(
    r"\b(?:as|because|since|b/c|due to)\s+(?:(?:pt|patient|he|she|they|client|child|his|her|their|the)\s+)+(?:(?:strength|pain|tolerance|endurance|balance)\s+)?(?:(?:is|was|has|have|been|are|got|now|much|a bit|getting|feeling|doing|become|becoming|gotten)\s+)*(?:stronger|better|well|improv\w+|progress\w+|good|able)\W*$"
)
# "pt stopped at 8 reps because his arm was tired": what the patient does about it
_BY_PATIENT = re.compile(
    r"\W*(?:(?:pt|patient|client|he|she|they|child)\s+(?:then\s+|had to\s+|needed to\s+)?(?:stopped|stop|quit|sat|sit|rested|rest|paused|took|declined|refused|chose|decided|asked|wanted|requested|switched|resumed|iced|left)\b)"
)
_CAUSED = expression(
    r"\b(?:because|since|due to|d/t|2/2|secondary to|as (?:he|she|they|the|his|her|it|pt)|so (?:that|he|she|the)|when|until|after|before|while)\b|\d"
)


def without_what_is_no_skill(note, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, in their order, that are not of the kinds named at the head of this module."""
    for start, end in spans:
        at = note.sentence_at(start)
        if not _is_no_skill(note.lower[at.body : at.end], note.lower[start:end]):
            yield start, end


def _is_no_skill(sentence: str, words: str) -> bool:
    if _OF_THE_VISIT.match(sentence) or _CALENDAR.search(sentence) or _NAMED.search(sentence):
        return True
    if _ROOM.search(sentence):
        return True
    if _REASON_FOR.match(sentence) or _MAYBE.match(sentence):
        return True
    if _HIS_DOCTOR.match(sentence) and not _OURS.search(sentence):
        return True
    if (modality := _MODALITY.match(sentence)) and _USUAL.fullmatch(modality["what"]):
        return True
    if "skilled" in words and _CLAIM.search(words) and not _BECAUSE.search(words):
        return True
    if _IS_BETTER.search(sentence) or (_BY_PATIENT.match(sentence) and not _OURS.search(sentence)):
        return True
    if (claim := _CLAIM_DUE_TO.search(words)) and _ANYBODYS.issuperset(_WORD.findall(claim["what"])):
        return True
    return _is_for_anybody(words)


def _is_for_anybody(words: str) -> bool:
    """Is the only reason a purpose made of areas that every programme works on?"""
    if _CAUSED.search(words) or not (purpose := _PURPOSE.search(words)):
        return False
    said = _WORD.findall(purpose["area"] or purpose["aim"] or "")
    return len(said) > 1 and _AREAS.issuperset(said)
