"""Why care ended: behind its label, in words of ending, or because the goals are met."""

from __future__ import annotations

import re

from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import layer, shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off
from auditkit.text.sections import Section

ENDING, REASON = shared("discharge", "care_ends", "reason_for_ending")
_PLAIN = layer(dict.fromkeys(vocabulary("discharge")["plain_reason"]["any"], 1))
Span = tuple[int, int]
_NOT_NOW = frozenset((Section.HISTORY, Section.PRIOR_LEVEL, Section.SIGNATURE))
_MET = expression(
    r"\b(?:(?:all|both|\d(?: of \d)?|three|two|four|five)\s+(?:of (?:the|her|his|their)\s+)?(?:\w+\s+){0,2}(?:goals|[sl]tgs|aims|objectives|targets|outcomes)\b(?! not)[^.;\n]{0,30}?\b(?:met|achieved|reached|attained|satisfied|accomplished)|(?:(?!if|when|once|until|no|some|of)\w+\s)?(?<!no )(?<!if )(?:goals|aims|objectives|targets)\s+(?:were\s+|are\s+|have\s+(?:all\s+)?been\s+|all\s+|fully\s+)*(?:met|achieved|reached|attained|satisfied|accomplished)|(?:met|achieved|reached|attained)\s+(?:all|both|her|his|the|their|every|\d)\s*(?:of\s+)?(?:\w+\s+){0,3}(?:goals?|aims|objectives|targets)|(?:everything|all) (?:that )?(?:we|she|he|they) (?:set out|wanted|hoped|planned|aimed|came)(?: to do| for)? (?:is|was|has been) (?:done|met|reached|achieved|in hand))\b",
    re.I,
)
_NOT_MET = re.compile(
    r"\b(?:not|no|un|0 of \d|0/\d|none of the|if|once|until|when|after goals for acute|some)\b[^.;]{0,24}$", re.I
)
_WHY = expression(
    r"\b(?:mutual(?:ly)? agree\w*|(?:nothing|little) (?:further|more|else) (?:i|we|therapy|for)\b|no more (?:that )?(?:i|we|therapy) can|(?:has|have) gone as far|run (?:its|their) course|doing (?:it |this |these )?(?:for|by) (?:her|him|them)sel\w+|plateau\w*|no need (?:for|of) (?:further|more|another|any more|continued)|(?:feels?|felt|is|are|was) ready to (?:carry on|go it|manage|go on|continue|stop|finish|be done)\b|(?:content|happy|comfortable|confident) to (?:manage|carry on|continue|go on)|agreed to (?:finish|stop|end|close|conclude)|(?:\d+|two|three|four|five|six|several) (?:weeks|months|visits|sessions) (?:without|with no) (?:any )?(?:change|progress|gain)|no (?:further )?(?:change|gains?|progress) (?:in|for|over|since|after) (?:the (?:last|past) )?(?:\d+|two|three|four|five|six|several) (?:weeks|months|visits|sessions)|max(?:imum|imal)? (?:benefit|(?:rehab(?:ilitation)? )?potential)|no further (?:progress|gains?|need|improvement|skilled need)|no longer (?:progressing|needs?|requires?|needed|making)|lack of progress|did(?: not|n't) (?:return|show|come back)|(?:has|have) not (?:returned|been seen since|been back)|failed to (?:return|show)|no[- ]show\w*(?!\s*[:=]?\s*0)|non-?\s?(?:complian\w+|attendance)|poor attendance|lost to follow|unable to (?:reach|contact)|"
    r"(?:re)?(?:hospitali[sz]ed|admitted)|moved|moving (?:to|away|out)|relocat\w+|transferred (?:to|care)|transfer of care|transition(?:ed|ing)? to (?:home health|school|hospice|snf|community|another)|visit limit|(?:visits|benefits?|insurance|authori[sz]ation|auth|coverage)[^.;\n]{0,40}\b(?:exhausted|used up|ended|expired|denied|ran out|limit|reached|are used|terminated)|(?:exhausted|used up|ran out of)[^.;\n]{0,20}(?:visits|benefits?|insurance|coverage)|"
    r"(?:(?:at|per|by)\s+(?:the\s+)?(?:\w+(?:'s|s')?\s+){0,2}|on\s+(?:the\s+)?(?:\w+(?:'s|s')?\s+){1,2})(?:request|choice|preference|decision)|(?:chose|picked|elected|opted for) (?:home health|hospice|another|a (?:different|closer|new)|the (?:y|gym|school))|graduat\w+ from (?:speech|therapy|pt|ot|st|services)|request(?:ed|s)? (?:to (?:stop|end|finish|be discharged|discontinue)|discharge|d/?c)|asked to (?:finish|stop|end|be|discontinue)|(?:chose|decided|elected|elects|opted|wants|prefers|wishes) to (?:stop|end|finish|discontinue|have|continue (?:on|with|indep)|go|pursue|self|do)|elected (?:surgery|tka|tha|to)|declin(?:es|ed) further|self-?\s?discharged?|(?:asked|ready|wishes|wants) to graduate|(?:hit|met|reached|achieved) (?:all|every|each)(?: of)?(?: (?:her|his|the|their))? (?:targets?|goals?|objectives?)|stopp?ed (?:answering|attending|coming|responding)|(?:does|did) not (?:answer|respond|call back)|not returned (?:calls|messages)|(?:deductible|co-?pay|cost|out-of-pocket)[^.;\n]{0,20}(?:too high|high|unaffordable)|"
    r"(?:physician|md|surgeon|doctor|dr\.? \w+)\s+(?:ordered|has ordered|placed|put|requested|advised|stopped)|medical (?:hold|decline|status|complications?|reasons?)|change in (?:medical )?(?:status|condition)|passed away|deceased|hospice|aged out|out[- ]of[- ]pocket|financial|unable to (?:afford|attend|continue)|transportation|"
    r"back (?:to|on|at) (?:\w+\s){0,3}(?:full|work|duty|round|job|running|school|sport\w*|class)|return(?:ed|ing)? to (?:full|work|sport\w*|school|duty|college|plof|prior level|all|normal)|(?:is|now) (?:independent|able to) (?:with|in|to) (?:self-?manage\w*|(?:the |a |his |her )?(?:written |full )?(?:home program|hep))|can (?:raise|manage|continue|progress|carry on) (?:\w+\s){0,4}(?:own|alone|self|independently)|"
    r"(?:so|therefore|thus)\s+(?:he|she|they|pt|patient|client|child|we)\s+(?:is|was|are|were)\s+(?:being\s+)?discharg\w+|(?:so|therefore|thus)\s+(?:therapy|treatment|services?|care|pt|ot|st|slp)\s+(?:is|are|was|were|has been|will be)?\s*(?:ended|stopped|closed|discontinued|no longer|complete)|symptoms? (?:have |has )?(?:fully )?resolved|no longer (?:a )?(?:candidate|medically|skilled))\b",
    re.I,
)
# why care ends, in plain words of each kind: where life takes over, no change to come, coverage, the patient's choice, a new place, medicine, another service
_PLAIN_WHY = expression(
    r"\b(?:"
    r"(?:has|have|had|got|gotten|achieved|reached|done|doing|met) (?:what|everything|all(?: that)?) (?:s?he|they|we|i|pt|patient|mom|the family)(?:'d| had| has)? (?:came|come|wanted|asked|set out|hoped|needed|aimed|planned)\b|(?:was|were|is|being) (?:the|his|her|their|our) (?:(?:main|only|whole|real|one|stated) )?(?:goal|aim|point|purpose|reason|target)s? (?:of|for|of the) (?:therapy|treatment|care|referral|the referral|coming|this episode|pt|ot|st)\b|,\s(?:which was )?the (?:aim|goal|purpose|point) of (?:therapy|treatment|care|coming|the referral)\b"
    r"|so (?:we|i|therapy|care|services?|treatment|the (?:case|chart|file|episode)) (?:are|am|is|was|will be|can be|can|will)?\s?(?:now )?(?:clos\w+|end\w*|finish\w*|stop\w*|done|conclud\w+|wrapp\w+)|no (?:\w+ ){0,2}needs? (?:remains?|left|for (?:more|further|skilled|therapy))|(?:hit|reached) (?:the |a |his |her )?(?:ceiling|wall|limit|plateau|maximum|peak)|(?:stuck|flat|unchanged|the same|static) (?:at|for|over|since|across|x)\b[^.;\n]{0,30}\b(?:weeks|wks|months|visits|sessions|reports|tests)"
    r"|(?:declin\w+|refus\w+) (?:more|further|any|additional|to (?:come|continue|return|go on)|continued|ongoing|therapy|treatment|visits)|(?:does not|doesn't|did not|didn't|no longer) (?:see|feel|sees|feels) (?:the |a |any )?(?:need|point|reason)|(?:would|'d) rather (?:do|work|go|stay|stop|not|manage|carry|try)|prefers? (?:to|home|his|her|the|a)\b"
    r"|deductible|claim (?:was |is |has been )?(?:settled|closed)|end of (?:the |his |her )?(?:workers'? comp\w*|claim|school year|program|contract|auth\w*|cert\w*|coverage|episode)|(?:hours?|shifts?|schedule|class(?:es)?) (?:clash|conflict|overlap)\w*|(?:now|currently|is) in (?:acute|inpatient|the hospital|hospital|rehab|snf|icu|a nursing|skilled nursing|memory care)|for the (?:winter|summer|season)\b|deploy\w+|(?:caregiver|family|aide|spouse|wife|husband)s? (?:fully |now |is |are )*(?:trained|independent|competent)"
    r"|needs? nothing (?:more |else |further )?from (?:me|us|therapy|pt|ot|st)|(?:nothing|little) (?:more|else|further|left) (?:to (?:do|work on|gain|treat|add|offer|teach)|for (?:me|us|therapy))|no longer (?:needs?|requires?) (?:me|us|therapy|pt|ot|st|help from)|(?:not|no longer|isn't|wasn't) (?:improving|changing|gaining|benefit\w+|responding|making (?:gains|progress))|(?:has|have) (?:levell?ed off|topped out|stalled|plateaued|stopped (?:improving|changing|gaining))|(?:further|more|continued) (?:therapy|treatment|visits|pt|ot|st|care) (?:would|will|is|are) (?:not|unlikely|no longer)|(?:will|would|can) not (?:add|change|help|gain) (?:more|further|anything)|(?:is|was) not expected to (?:change|improve|gain)|unlikely to (?:change|improve|gain|benefit)"
    r"|(?:auth\w*|ins\b\.?|insurance|plan|payer|carrier|coverage|medicare|medicaid|benefits?|visits?|adjuster|claim)\b[^.;\n]{0,44}\b(?:denied|denies|declined|ended|ends|exhausted|used|cut off|cut|ran out|run out|lapsed|lost|terminated|changed|gone|refused|closed|settled|out of network)\b|\b(?:lost|ran out of|used (?:up )?(?:all|the last)|no (?:more|further|remaining)) (?:\w+ ){0,2}(?:insurance|coverage|visits|auth\w*|benefits)|(?:cannot|can't|could not|couldn't|unable to) (?:self[ -]?pay|pay|afford|get (?:a ride|time off|here|off work)|find (?:childcare|a ride))"
    r"|(?:quit|stopped|discontinued|left|dropped out)(?: (?:coming|attending|therapy|pt|ot|st|care|treatment|on (?:his|her|their) own))|not (?:interested|wanting|willing) (?:in|to)|(?:does|did) not (?:want|wish) (?:to|any|more)|too busy|(?:has|have) not been (?:back|seen|in|here)|(?:not|never) (?:returned|came back|come back|called back|answering|responding)|(?:calls?|letters?|messages?|voicemails?) (?:unanswered|not returned|went unanswered)|(?:feels?|felt|says?|reports?|thinks?)\b[^.;\n]{0,24}\b(?:ready to (?:be done|stop|go|finish)|(?:is|am|are|'?s|'?m) (?:good|done|ready|all set)|can (?:do|manage|handle|carry)[^.;\n]{0,20}(?:own|alone|self))"
    r"|(?:moved|moving|relocat\w+|transferr\w+) (?:\w+ ){0,3}?(?:away|out of|to (?:another|a new|\w+ (?:state|city|town)|[a-z]+,? [a-z]{2}\b|assisted|memory|snf|ltc|live|be (?:near|closer)|(?:his|her) (?:son|daughter|mother|father|sister|brother|parents)|home health|hospice|inpatient|acute|rehab|hand|pelvic|the \w+ clinic)|in with|back to|states?|pt to|closer)|new (?:clinic|pt|therapist|provider) (?:has|have|will)|(?:college|camp|season|school year|semester|program|study|grant|contract|clinic|unit)\b[^.;\n]{0,24}\b(?:starts|started|begins|began|ends|ended|over|closing|closed|closes|finished)"
    r"|(?:surgery|operation|procedure|replacement|fusion|tka|tha|tsa|acdf|arthroplasty|reconstruction|repair)\b[^.;\n]{0,24}\b(?:scheduled|planned|booked|set for|decided|on \d)|(?:scheduled|booked|opted|decided|headed|going|set) (?:for|in for|on) (?:\w+ ){0,3}(?:surgery|operation|procedure|replacement|fusion|tka|tha|tsa|acdf|arthroplasty|repair|injection)|(?:md|surgeon|doctor|physician|ortho\w*|dr\.? \w+|pcp|team|cardiolog\w+|neurolog\w+) (?:has |have )?(?:released|cleared|stopped|discontinued|ended|wants|asked|ordered|recommend\w+|put)\b|no (?:more|further) (?:pt|ot|st|therapy|treatment|visits|sessions) (?:ordered|needed|planned|warranted|indicated|requested)|referred (?:back|on|out|to)\b|(?:entered|elected|enrolled in|started|under) (?:hospice|home health|comfort care|palliative|cardiac rehab|chemo\w*)|(?:hospice|comfort care|palliative)\b|died|(?:admitted|readmitted|sent|taken|went) (?:to|back to) (?:the )?(?:hospital|er|ed|icu|acute|snf|inpatient)|in (?:the )?(?:hospital|icu)\b"
    r"|(?:school|early intervention|district|gym|y\b|ymca|trainer|class|group|club|coach|home health|day program|nursing|school slp|teacher|community program|exercise group)\b[^.;\n]{0,40}\b(?:takes? (?:over|it from)|took over|will (?:take|carry|continue|go on)|picks? (?:it )?up|picking up|from (?:now|here))|(?:carry|carries|go|goes|continue|continues) on (?:at|with|in|by)\b|turn(?:ed|s|ing) (?:three|3|twenty-one|21)\b|(?:third|3rd) birthday|(?:mother|father|wife|husband|child|daughter|son|family)\b[^.;\n]{0,14}\b(?:is|was|has been|became|fell) (?:ill|sick|unwell)|(?:work|school|job|class|travel|child ?care|family) (?:schedule|commitments?|demands?|hours|obligations?)|new job|job (?:relocat\w+|moved|change)"
    r")\b",
    re.I,
)
_BECAUSE = re.compile(
    r"\b(?:because|since|due to|d/t|as|secondary to|2/2)\b(?:\s+of)?\s+(?!last|then|eval|the eval|\d|soc|start|initial|tolerated|above|of\b|noted|per)\w+",
    re.I,
)
_ENDS = expression(
    r"\b(?:d/?c(?:'?d|ed)?|discharg\w*|(?:chart|case|file|episode)\s(?:is\s|was\s)?closed|clos(?:e|ed|ing) (?:the |this |her |his |\w+'s )?(?:chart|case|file|episode)|stopping here|(?:finish|finishing|stop|stopping|ending) (?:today|now|here)|this (?:is|was) (?:the|her|his|our) (?:last|final) (?:visit|session)|discontinu\w*|terminat\w+|conclud\w+|graduat\w+)\b|\b(?:care|therapy|treatment|services?|pt|ot|st|slp|case|we|we are|we're)\s+(?:\w+\s){0,2}?(?:end|stop)\w*|\b(?:end|stop)\w*\s+(?:\w+\s)?(?:care|therapy|treatment|services?|sessions)|^\W*(?:end|stopp)(?:ed|ing)\b|final visit|no further (?:tx|treatment|therapy|visits)",
    re.I,
)
_REASON_LABEL = re.compile(
    r"^\W*(?:reason(?:s)?(?: for)?(?: (?:discharge|d/?c|discontinuation|ending(?: care)?|stopping|termination))?|(?:discharge|d/?c|dc) reason|why (?:stopping|stopped|care ended|discharged|ending|now|d/?c|we are stopping)|cause of discharge)\b\s*(?:[:\u2026.-]+|is\b|was\b)\s*(?P<why>\S.*)",
    re.I | re.S,
)
_EMPTY = re.compile(r"^\W*$|_{3,}|\*{3}|^\W*\[(?!x)|see \w+|n/?a\b", re.I)
_UNTICKED = re.compile(r"\[\s*\]\s*(?:all\s+)?$", re.I)
_OLD = expression(
    r"\b(?:from (?:the )?(?:hospital|snf|acute|inpatient|rehab|home health)|(?:hospital|acute|inpatient)\b.{0,30}\b(?:stay|admission|goals))",
    re.I,
)
_KIN = re.compile(
    r"^\W*(?:(?:his|her|the|pt's)\s+)?(?:husband|wife|daughter|son|brother|sister|mother|father|mom|dad|roommate|neighbou?r)\b(?!.{0,30}\b(?:request|reports? (?:he|she)|asked|states? (?:he|she)))",
    re.I,
)
_AFTER_CARE = re.compile(r"\b(?:transportation|copay|follow-?\s?up)\b.{0,20}\b(?:arranged|paid|with)\b", re.I)


def why_care_ended(note) -> tuple[Span | None, Span | None]:
    """The reason, and a sentence before it that breaks off before giving one; None for what is not there."""
    text = note.text
    cut_off = None
    for sentence in note.sentences:
        if not sentence.cues & (REASON | ENDING) and sentence.section is not Section.DISCHARGE:
            continue
        if sentence.section in _NOT_NOW or is_about_kin(text, sentence):
            continue
        if sentence.cues & ENDING and (
            is_cut_off(note, sentence) or _STOPS_SHORT.search(text, sentence.body, sentence.end)
        ):
            cut_off = cut_off or trimmed(text, sentence.start, sentence.end)
        elif reason := _reason(note, sentence):
            return reason, cut_off
    if cut_off or any(
        _REASON_NAME.search(s.label) or _REASON_LABEL.match(text, s.start, s.end) for s in note.sentences
    ):
        return None, cut_off  # where the form asks for the reason, it stands there or nowhere
    for index in sorted(note.marks(_PLAIN)):
        sentence = note.sentences[index]
        if sentence.section not in _NO_REASON and not is_about_kin(text, sentence):
            if reason := _first_of(note, sentence, (_PLAIN_WHY,)):
                return reason, None
    return None, None


_LETTER = re.compile(
    r"\b(?:see|per|as per|refer to|explained in|given in|stated in)\b[^.;\n]{0,40}\b(?:letters?|notes?|reports?|charts?|e-?mails?|forms?|logs?|summary|record|addendum|page|sheet)\b",
    re.I,
)


def reason_elsewhere(note) -> Span | None:
    """Where the label of the reason points at a document that was not supplied."""
    for sentence in note.sentences:
        if _REASON_NAME.search(sentence.label) or _REASON_LABEL.match(note.text[sentence.start : sentence.end]):
            if match := _LETTER.search(note.text, sentence.start, sentence.end):
                return match.span()
    return None


def contradicts_goals(note, reason: Span) -> Span | None:
    """Where the note says that no goal is met, although `reason` says they are."""
    none_met = _MET.search(note.text, *reason) and _ALL_UNMET.search(note.text)
    return none_met.span() if none_met else None


def is_about_kin(text: str, sentence) -> bool:
    """Is somebody of the family what the sentence is about?"""
    return _KIN.match(text[sentence.start : sentence.end]) is not None


_STOPS_SHORT = re.compile(r"\b(?:because|due to|since)\s+(?:the\s+)?(?:pt|patient|he|she|client|child)\s*$", re.I)
_ALL_UNMET = expression(
    r"\b(?:0 (?:of|out of) \d+|0/\d+|no|none of the|zero)\s+(?:\w+\s+)?goals?\s+(?:were\s+|was\s+)?(?:met|achieved|reached)",
    re.I,
)


def _reason(note, sentence):
    """Why care ended: behind its label, in words of ending, or goals that are all met."""
    text = note.text
    whole = text[sentence.start : sentence.end]
    if match := _REASON_LABEL.match(whole):
        if not _EMPTY.search(match["why"]):
            return trimmed(text, sentence.start + match.start("why"), sentence.end)
    elif (
        _REASON_NAME.search(sentence.label)
        and sentence.body < sentence.end
        and not _EMPTY.search(text[sentence.body : sentence.end])
    ):
        return trimmed(text, sentence.body, sentence.end)
    if reason := _first_of(note, sentence, (_MET, _WHY)):
        return reason
    conditional = _conditional(sentence)
    if (
        sentence.cues & ENDING
        and _ENDS.search(whole)
        and (match := _BECAUSE.search(text, sentence.start, sentence.end))
    ):
        if match.start() < conditional:
            return note.clause(sentence, match.start(), match.end())
    return None


def _conditional(sentence) -> int:
    """Where the sentence turns to what might be, or its end."""
    return next(
        (h.start for h in sentence.hits if h.cues & HYPOTHETICAL and h.phrase in ("if", "unless", "should", "would")),
        sentence.end,
    )


def _first_of(note, sentence, patterns) -> Span | None:
    """The clause of the first pattern that gives a reason of this end of care."""
    text = note.text
    whole = text[sentence.start : sentence.end]
    conditional = _conditional(sentence)
    if _OLD.search(text, sentence.start, sentence.end):
        return None
    for pattern in patterns:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if match.start() > conditional or (
                pattern is _MET and _NOT_MET.search(text, sentence.start, match.start())
            ):
                continue
            if _UNTICKED.search(text, max(sentence.start, match.start() - 12), match.start()):
                continue  # "[ ] goals achieved" is a choice not taken
            if note.is_negated(sentence, match.start()) or _AFTER_CARE.search(text, match.start(), sentence.end):
                continue
            if (
                pattern is not _MET
                and _WEAK.match(match[0])
                and not _ENDS.search(whole)
                and not _ending_is_near(note, sentence)
            ):
                continue
            return note.clause(sentence, match.start(), match.end())
    return None


_NO_REASON = frozenset((*_NOT_NOW, Section.HEADER, Section.GOALS, Section.INTERVENTIONS, Section.HOME_PROGRAM))
_REASON_NAME = re.compile(r"^(?:reason|discharge reason|d c reason|dc reason|why)\b")
# these happen in the middle of care too: they are a reason only beside words of ending
_WEAK = re.compile(
    r"(?:moved (?!away|out|to|in with|states)|no (?:more|further) (?:visits|auth)|surgeon|physician|md|doctor|dr|referred|change in|medical|back|return|is|now|transportation|unable|symptoms?|financial|can )",
    re.I,
)


def _ending_is_near(note, sentence) -> bool:
    text = note.text
    for other in note.sentences[max(0, sentence.index - 1) : sentence.index + 2]:
        if other.cues & ENDING and _ENDS.search(text, other.start, other.end):
            return True
    return False
