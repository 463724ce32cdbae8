"""Why care ended: behind its label, in words of ending, or because the goals are met."""

from __future__ import annotations

import re

from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import shared
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off
from auditkit.text.sections import Section

ENDING, REASON = shared("discharge", "care_ends", "reason_for_ending")
Span = tuple[int, int]
_NOT_NOW = frozenset((Section.HISTORY, Section.PRIOR_LEVEL, Section.SIGNATURE))
_MET = re.compile(
    r"\b(?:(?:all|both|\d(?: of \d)?|three|two|four|five)\s+(?:of (?:the|her|his|their)\s+)?(?:\w+\s+){0,2}(?:goals|aims|objectives|targets|outcomes)\b(?! not)[^.;\n]{0,30}?\b(?:met|achieved|reached|attained|satisfied|accomplished)|(?:(?!if|when|once|until|no|some|of)\w+\s)?(?<!no )(?<!if )(?:goals|aims|objectives|targets)\s+(?:were\s+|are\s+|have\s+(?:all\s+)?been\s+|all\s+|fully\s+)*(?:met|achieved|reached|attained|satisfied|accomplished)|(?:met|achieved|reached|attained)\s+(?:all|both|her|his|the|their|every|\d)\s*(?:of\s+)?(?:\w+\s+){0,3}(?:goals?|aims|objectives|targets)|(?:everything|all) (?:that )?(?:we|she|he|they) (?:set out|wanted|hoped|planned|aimed|came)(?: to do| for)? (?:is|was|has been) (?:done|met|reached|achieved|in hand))\b",
    re.I,
)
_NOT_MET = re.compile(
    r"\b(?:not|no|un|0 of \d|0/\d|none of the|if|once|until|when|after goals for acute|some)\b[^.;]{0,24}$", re.I
)
_WHY = re.compile(
    r"\b(?:mutual(?:ly)? agree\w*|(?:nothing|little) (?:further|more|else) (?:i|we|therapy|for)\b|no more (?:that )?(?:i|we|therapy) can|(?:has|have) gone as far|run (?:its|their) course|doing (?:it |this |these )?(?:for|by) (?:her|him|them)sel\w+|plateau\w*|no need (?:for|of) (?:further|more|another|any more|continued)|(?:feels?|felt|is|are|was) ready to (?:carry on|go it|manage|go on|continue|stop|finish|be done)\b|(?:content|happy|comfortable|confident) to (?:manage|carry on|continue|go on)|agreed to (?:finish|stop|end|close|conclude)|(?:\d+|two|three|four|five|six|several) (?:weeks|months|visits|sessions) (?:without|with no) (?:any )?(?:change|progress|gain)|no (?:further )?(?:change|gains?|progress) (?:in|for|over|since|after) (?:the (?:last|past) )?(?:\d+|two|three|four|five|six|several) (?:weeks|months|visits|sessions)|max(?:imum|imal)? (?:benefit|(?:rehab(?:ilitation)? )?potential)|no further (?:progress|gains?|need|improvement|skilled need)|no longer (?:progressing|needs?|requires?|needed|making)|lack of progress|did(?: not|n't) (?:return|show|come back)|(?:has|have) not (?:returned|been seen since|been back)|failed to (?:return|show)|no[- ]show\w*(?!\s*[:=]?\s*0)|non-?\s?(?:complian\w+|attendance)|poor attendance|lost to follow|unable to (?:reach|contact)|"
    r"(?:re)?(?:hospitali[sz]ed|admitted)|moved|moving (?:to|away|out)|relocat\w+|transferred (?:to|care)|transfer of care|transition(?:ed|ing)? to (?:home health|school|hospice|snf|community|another)|visit limit|(?:visits|benefits?|insurance|authori[sz]ation|auth|coverage)[^.;\n]{0,40}(?:exhausted|used up|ended|expired|denied|ran out|limit|reached|are used|terminated)|(?:exhausted|used up|ran out of)[^.;\n]{0,20}(?:visits|benefits?|insurance|coverage)|"
    r"(?:at|per|on|by)\s+(?:the\s+)?(?:\w+(?:'s|s')?\s+){0,2}(?:request|choice|preference|decision)|request(?:ed|s)? (?:to (?:stop|end|finish|be discharged|discontinue)|discharge|d/?c)|asked to (?:finish|stop|end|be|discontinue)|(?:chose|decided|elected|elects|opted|wants|prefers|wishes) to (?:stop|end|finish|discontinue|have|continue (?:on|with|indep)|go|pursue|self|do)|elected (?:surgery|tka|tha|to)|declin(?:es|ed) further|self-?\s?discharged?|(?:asked|ready|wishes|wants) to graduate|(?:hit|met|reached|achieved) (?:all|every|each)(?: of)?(?: (?:her|his|the|their))? (?:targets?|goals?|objectives?)|stopp?ed (?:answering|attending|coming|responding)|(?:does|did) not (?:answer|respond|call back)|not returned (?:calls|messages)|(?:deductible|co-?pay|cost|out-of-pocket)[^.;\n]{0,20}(?:too high|high|unaffordable)|"
    r"(?:physician|md|surgeon|doctor|dr\.? \w+)\s+(?:ordered|has ordered|placed|put|requested|advised|stopped)|medical (?:hold|decline|status|complications?|reasons?)|change in (?:medical )?(?:status|condition)|passed away|deceased|hospice|aged out|out[- ]of[- ]pocket|financial|unable to (?:afford|attend|continue)|transportation|"
    r"back (?:to|on|at) (?:\w+\s){0,3}(?:full|work|duty|round|job|running|school|sport\w*|class)|return(?:ed|ing)? to (?:full|work|sport\w*|school|duty|college|plof|prior level|all|normal)|(?:is|now) (?:independent|able to) (?:with|in|to) (?:self-?manage\w*|(?:the |a |his |her )?(?:written |full )?(?:home program|hep))|can (?:raise|manage|continue|progress|carry on) (?:\w+\s){0,4}(?:own|alone|self|independently)|"
    r"(?:so|therefore|thus)\s+(?:he|she|they|pt|patient|client|child|we)\s+(?:is|was|are|were)\s+(?:being\s+)?discharg\w+|(?:so|therefore|thus)\s+(?:therapy|treatment|services?|care|pt|ot|st|slp)\s+(?:is|are|was|were|has been|will be)?\s*(?:ended|stopped|closed|discontinued|no longer|complete)|symptoms? (?:have |has )?(?:fully )?resolved|no longer (?:a )?(?:candidate|medically|skilled))\b",
    re.I,
)
_BECAUSE = re.compile(
    r"\b(?:because|since|due to|d/t|as|secondary to|2/2)\b(?:\s+of)?\s+(?!last|then|eval|the eval|\d|soc|start|initial|tolerated|above|of\b|noted|per)\w+",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:d/?c(?:'?d|ed)?|discharg\w*|(?:chart|case|file|episode)\s(?:is\s|was\s)?closed|clos(?:e|ed|ing) (?:the |this |her |his )?(?:chart|case|file|episode)|stopping here|(?:finish|finishing|stop|stopping|ending) (?:today|now|here)|this (?:is|was) (?:the|her|his|our) (?:last|final) (?:visit|session)|discontinu\w*|terminat\w+|conclud\w+|graduat\w+)\b|\b(?:care|therapy|treatment|services?|pt|ot|st|slp|case|we|we are|we're)\s+(?:\w+\s){0,2}?(?:end|stop)\w*|\b(?:end|stop)\w*\s+(?:\w+\s)?(?:care|therapy|treatment|services?|sessions)|^\W*(?:end|stopp)(?:ed|ing)\b|final visit|no further (?:tx|treatment|therapy|visits)",
    re.I,
)
_REASON_LABEL = re.compile(
    r"^\W*(?:reason(?:s)?(?: for)?(?: (?:discharge|d/?c|discontinuation|ending(?: care)?|stopping|termination))?|(?:discharge|d/?c|dc) reason|why (?:stopping|stopped|care ended|discharged|ending|now|d/?c|we are stopping)|cause of discharge)\b\s*(?:[:\u2026.-]+|is\b|was\b)\s*(?P<why>\S.*)",
    re.I | re.S,
)
_EMPTY = re.compile(r"^\W*$|_{3,}|\*{3}|^\W*\[(?!x)|see \w+|n/?a\b", re.I)
_UNTICKED = re.compile(r"\[\s*\]\s*(?:all\s+)?$", re.I)
_OLD = re.compile(
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
    return None, cut_off


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
_ALL_UNMET = re.compile(
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
    conditional = next(
        (h.start for h in sentence.hits if h.cues & HYPOTHETICAL and h.phrase in ("if", "unless", "should", "would")),
        sentence.end,
    )
    if _OLD.search(text, sentence.start, sentence.end):
        return None
    for pattern in (_MET, _WHY):
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
                pattern is _WHY
                and _WEAK.match(match[0])
                and not _ENDS.search(whole)
                and not _ending_is_near(note, sentence)
            ):
                continue
            return note.clause(sentence, match.start(), match.end())
    if (
        sentence.cues & ENDING
        and _ENDS.search(whole)
        and (match := _BECAUSE.search(text, sentence.start, sentence.end))
    ):
        if match.start() < conditional:
            return note.clause(sentence, match.start(), match.end())
    return None


_REASON_NAME = re.compile(r"^(?:reason|discharge reason|d c reason|dc reason|why)\b")
# these happen in the middle of care too: they are a reason only beside words of ending
_WEAK = re.compile(
    r"(?:moved|surgeon|physician|md|doctor|dr|change in|medical|back|return|is|now|transportation|unable|symptoms?|financial|can )",
    re.I,
)


def _ending_is_near(note, sentence) -> bool:
    text = note.text
    for other in note.sentences[max(0, sentence.index - 1) : sentence.index + 2]:
        if other.cues & ENDING and _ENDS.search(text, other.start, other.end):
            return True
    return False
