"""The discharge report says why care ended and how the patient stood at the end."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, met, not_met, unclear
from auditkit.text.context import HYPOTHETICAL
from auditkit.text.cues import cue
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE, INDEPENDENT
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

ENDING = cue(
    "care_ends", "reason", "discharge", "discharged", "d c", "dc", "d c'd", "dc'd", "ending", "ended", "ends", "end", "stopped", "stopping", "stop", "stops", "closed", "discontinued", "discontinue", "final visit", "self discharged", "terminated", "completed", "no further", "finish", "transferred", "transitioned", "concluded", "concluding", "graduat*",
)  # fmt: skip
REASON = cue(
    "reason_for_ending", "goals met", "goals achieved", "goals reached", "goals attained", "all goals", "every goal", "every target", "all targets", "to graduate", "stopped answering", "stopped attending", "stopped coming", "not responding", "deductible", "both goals", "goals were met", "goals have been met", "goals are met", "goals fully met", "goals satisfied", "goals accomplished", "met all", "met both", "met her goals", "met his goals", "achieved all", "reached all", "all three goals", "all four goals",
    "plateau*", "maximum benefit", "max benefit", "maximal benefit", "max potential", "maximum potential", "no further progress", "no further gains", "no longer progressing", "lack of progress", "did not return", "didn't return", "has not returned", "failed to return", "no show", "no shows", "no showed", "did not show", "non compliance", "noncompliance", "noncompliant", "non attendance",
    "nonattendance", "poor attendance", "lost to follow up", "unable to reach", "unable to contact", "hospitalized", "hospitalised", "hospitalization", "admitted", "readmitted", "moved", "moving", "relocat*", "transferred", "transfer of care", "transition to", "transitioned", "visit limit", "visits exhausted", "benefits exhausted", "insurance", "visits are used", "visits used",
    "authorization ended", "authorization expired", "authorization denied", "auth expired", "coverage ended", "financial", "copay", "cost", "request", "requested", "requests", "asked to", "chose to", "elected", "elects", "opted", "prefers to", "decided", "declines further", "declined further", "patient choice", "family choice", "back to full", "returned to", "return to full", "back at work", "back on", "back at",
    "full duty", "no further need", "no longer needs", "no longer requires", "no longer needed", "no skilled need", "skilled need", "surgery", "physician ordered", "md ordered", "per md", "per physician", "per surgeon", "surgeon", "medical hold", "medical decline", "change in medical status", "change in status", "deceased", "passed away", "expired", "hospice", "home health", "snf", "school services", "aged out", "because", "due to", "since",
    "independent with hep", "indep w hep", "independent with written", "independent in", "manage on her own", "manage on his own", "manages on her own", "manages on his own", "self manage*", "self management", "on her own", "on his own", "met functional", "resolved", "asymptomatic", "symptom free", "pain free", "within normal", "age level", "age appropriate", "within functional limits", "wants to stop", "vacation", "transportation", "work schedule", "schedule", "goal met",
)  # fmt: skip
_MET = re.compile(
    r"\b(?:(?:all|both|\d(?: of \d)?|three|two|four|five)\s+(?:of (?:the|her|his|their)\s+)?(?:\w+\s+){0,2}goals\b(?! not)[^.;\n]{0,30}?\b(?:met|achieved|reached|attained|satisfied|accomplished)|(?:(?!if|when|once|until|no|some|of)\w+\s)?(?<!no )(?<!if )goals\s+(?:were\s+|are\s+|have\s+(?:all\s+)?been\s+|all\s+|fully\s+)*(?:met|achieved|reached|attained|satisfied|accomplished)|(?:met|achieved|reached|attained)\s+(?:all|both|her|his|the|their|every|\d)\s*(?:of\s+)?(?:\w+\s+){0,3}goals?)\b",
    re.I,
)
_NOT_MET = re.compile(
    r"\b(?:not|no|un|0 of \d|0/\d|none of the|if|once|until|when|after goals for acute|some)\b[^.;]{0,24}$", re.I
)
_WHY = re.compile(
    r"\b(?:plateau\w*|max(?:imum|imal)? (?:benefit|(?:rehab(?:ilitation)? )?potential)|no further (?:progress|gains?|need|improvement|skilled need)|no longer (?:progressing|needs?|requires?|needed|making)|lack of progress|did(?: not|n't) (?:return|show|come back)|(?:has|have) not (?:returned|been seen since|been back)|failed to (?:return|show)|no[- ]show\w*|non-?\s?(?:complian\w+|attendance)|poor attendance|lost to follow|unable to (?:reach|contact)|"
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
    r"\b(?:d/?c(?:'?d|ed)?|discharg\w*|(?:chart|case|file|episode)\s(?:is\s|was\s)?closed|clos(?:ed|ing) (?:the )?(?:chart|case|file|episode)|discontinu\w*|terminat\w+|conclud\w+|graduat\w+)\b|\b(?:care|therapy|treatment|services?|pt|ot|st|slp|case|we|we are|we're)\s+(?:\w+\s){0,2}?(?:end|stop)\w*|\b(?:end|stop)\w*\s+(?:\w+\s)?(?:care|therapy|treatment|services?|sessions)|^\W*(?:end|stopp)(?:ed|ing)\b|final visit|no further (?:tx|treatment|therapy|visits)",
    re.I,
)
_REASON_LABEL = re.compile(
    r"^\W*(?:reason(?:s)?(?: for)?(?: (?:discharge|d/?c|discontinuation|ending(?: care)?|stopping|termination))?|(?:discharge|d/?c|dc) reason|why (?:stopping|stopped|care ended|discharged|ending|now|d/?c|we are stopping)|cause of discharge)\b\s*(?:[:\u2026.-]+|is\b|was\b)\s*(?P<why>\S.*)",
    re.I | re.S,
)
_EMPTY = re.compile(r"^\W*$|_{3,}|\*{3}|^\W*\[(?!x)|see \w+|n/?a\b", re.I)
_START = re.compile(
    r"\b(?:at (?:eval\w*|initial|start|soc|ie|admission|first)|initial(?:ly)? (?:eval\w*|visit)?|baseline|when (?:he|she|they|care) (?:started|began)|start of care)\b",
    re.I,
)
_END = re.compile(
    r"\b(?:at (?:the )?(?:d/?c|discharge|last|final|end|this)|last (?:visit|seen|session|week)|when last seen|final|now|today|current\w*|end status|status|before transfer|met|achieved|from|to date|has (?:returned|resumed)|is (?:able|independent|now))\b",
    re.I,
)
_OLD = re.compile(
    r"\b(?:from (?:the )?(?:hospital|snf|acute|inpatient|rehab|home health)|(?:hospital|acute|inpatient)\b.{0,30}\b(?:stay|admission|goals))",
    re.I,
)
_KIN = re.compile(
    r"^\W*(?:(?:his|her|the|pt's)\s+)?(?:husband|wife|daughter|son|brother|sister|mother|father|mom|dad|roommate|neighbou?r)\b(?!.{0,30}\b(?:request|reports? (?:he|she)|asked|states? (?:he|she)))",
    re.I,
)
_AFTER_CARE = re.compile(r"\b(?:transportation|copay|follow-?\s?up)\b.{0,20}\b(?:arranged|paid|with)\b", re.I)
_INDEPENDENT = re.compile(
    r"\b(?:independent\w*|indep|mod i|sba|cga|without (?:cues|help|correction|assist\w*|difficulty|rail|device)|no (?:device|rail|help|correction|assist\w*|cough|limitations?))\b",
    re.I,
)


def check(note, reference):
    text = note.text
    reason = cut = elsewhere = None
    for sentence in note.sentences:
        if not sentence.cues & (REASON | ENDING) and sentence.section is not Section.DISCHARGE:
            continue
        if _KIN.search(text[sentence.start : sentence.end]) or sentence.section in (
            Section.HISTORY,
            Section.PRIOR_LEVEL,
            Section.SIGNATURE,
        ):
            continue
        if sentence.cues & ENDING and (
            is_cut_off(note, sentence) or _STOPS_SHORT.search(text, sentence.body, sentence.end)
        ):
            cut = cut or trimmed(text, sentence.start, sentence.end)
            continue
        reason = _reason(note, sentence)
        if reason:
            break
    status = _status(note)
    for sentence in note.sentences:
        if sentence.cues & (ENDING | REASON) or re.search(r"status|goals", sentence.label):
            elsewhere = elsewhere or points_elsewhere(note, sentence) or _see(text, sentence)
    none_met = _ALL_UNMET.search(text) if reason and _MET.search(text, *reason) else None
    if none_met:
        return unclear(reason, none_met.span(), message="The reason and the status of the goals contradict each other.")
    if reason and status:
        return met(reason, *(span for span in status if span != reason))
    if reason and elsewhere:
        return unclear(reason, elsewhere, message="How the patient stood stands in a document that was not supplied.")
    if cut and not reason:
        return unclear(cut, message="The sentence breaks off before the reason.")
    if reason:
        return not_met(reason, message="The reason is there; how the patient stood at the end is not.")
    return not_met(
        *status[:1],
        message="How the patient stood is there; why care ended is not."
        if status
        else "Neither the reason nor the status at the end was found.",
    )


def _see(text: str, sentence) -> tuple[int, int] | None:
    match = _SEE.search(text, sentence.start, sentence.end)
    return match.span() if match else None


_SEE = re.compile(r"\b(?:see|per|refer to)\s+(?:\w+\s+){0,2}?(?:re-?)?eval\w*", re.I)
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
            if note.is_negated(sentence, match.start()) or _AFTER_CARE.search(text, match.start(), sentence.end):
                continue
            if (
                pattern is _WHY
                and _WEAK.match(match[0])
                and not _ENDS.search(whole)
                and not _ENDING_NEAR(note, sentence)
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


def _ENDING_NEAR(note, sentence) -> bool:
    text = note.text
    for other in note.sentences[max(0, sentence.index - 1) : sentence.index + 2]:
        if other.cues & ENDING and _ENDS.search(text, other.start, other.end):
            return True
    return False


def _status(note):
    """How the patient stood at the end: a measured value or a function that is not the start's."""
    text = note.text
    found = []
    for measure in note.measures:
        sentence = measure.sentence
        if sentence.section in (Section.HISTORY, Section.PRIOR_LEVEL, Section.HOME_PROGRAM, Section.HEADER):
            continue
        if _START.search(text, sentence.start, measure.start) and not _END.search(text, sentence.start, measure.start):
            continue
        if _COUNTED_VISITS.match(text, measure.end):
            continue
        start = (
            measure.name_start
            if measure.name_start >= 0 and measure.start - measure.name_start <= 60
            else measure.start
        )
        found.append((start, measure.end))
        if len(found) == 2:
            return found
    for sentence in note.sentences:
        if sentence.section in (
            Section.HISTORY,
            Section.PRIOR_LEVEL,
            Section.HEADER,
            Section.INTERVENTIONS,
            Section.SIGNATURE,
            Section.PLAN,
        ):
            continue
        if not sentence.cues & ACTIVITY | sentence.cues & (ASSIST | INDEPENDENT) or _KIN.search(
            text[sentence.start : sentence.end]
        ):
            continue
        if (
            _START.search(text, sentence.start, sentence.end) and not _END.search(text, sentence.start, sentence.end)
        ) or _DENIES.match(text, sentence.body, sentence.end):
            continue
        helped = next(
            (h for h in sentence.hits if h.cues & (ASSIST | INDEPENDENT) and not h.phrase.startswith(("den", "set"))),
            None,
        )
        acts = [h for h in sentence.hits if h.cues & ACTIVITY and not h.cues & EXERCISE]
        if helped and (acts or _PROGRAM.search(text, sentence.start, sentence.end)):
            found.append(note.clause(sentence, helped.start, helped.end))
        elif (
            acts
            and (_END.search(text, sentence.start, sentence.end) or _ABLE.search(text, sentence.start, sentence.end))
            and not _WORKED_ON.search(text, sentence.start, sentence.end)
        ):
            found.append(note.clause(sentence, acts[0].start, acts[0].end))
        if len(found) > 2:
            break
    return found[:3]


_COUNTED_VISITS = re.compile(r"\s*(?:visits|sessions|appointments|treatments)", re.I)
_DENIES = re.compile(r"\W*(?:\w+\s)?denie[sd]", re.I)
_PROGRAM = re.compile(r"\b(?:hep|home (?:exercise )?program\w*)\b", re.I)
_ABLE = re.compile(
    r"\b(?:able to|can|walks?|runs?|climbs?|dresses|lifts?|drives?|eats?|swallows?|reads?|speaks?|talks?|worked|works|completes?|performs?|tolerates?|uses?|showed)\b",
    re.I,
)
_WORKED_ON = re.compile(
    r"\b(?:worked on|treatment (?:included|consisted)|tx given|was seen for|instructed|keep up|continue)\b", re.I
)


rule = NoteRule(
    title="The discharge report says why care ended and how the patient stood",
    why=(
        "The discharge report covers the time since the last progress report and is the last chance to "
        "show what the episode achieved. Reviewers read it to judge the whole episode, so both the reason "
        "for ending and the status at the end belong in it."
    ),
    fix=(
        "State why care ended (goals reached, plateau, patient's choice, moved, no further visits) and "
        "the final level in the activities and measures the plan was built on. After an unplanned end, "
        "the last visit's values serve as the final status."
    ),
    question=("Why did care end when it did, and what could the patient do at the last visit compared with the start?"),
    strength="You recorded both why care ended and how the patient stood at the end.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.DISCHARGE}),
    sources=(
        Source(
            title=(
                "Best PT Billing, Is your practice ready for a Medicare audit? Part 8 (quotes the manual "
                "on discharge notes)"
            ),
            section="discharge note; Pub. 100-02, chapter 15, section 220.3.D",
            url="https://bestptbilling.com/practice-ready-medicare-audit-part-8/",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D, discharge note",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text=(
            "Care ends today because both swallowing goals are reached; he eats IDDSI 6 solids with no "
            "overt signs over three meals."
        ),
        reason="The reason and the final status stand side by side.",
    ),
    bad=Example(
        text="Discharged from speech therapy effective today. Thank you for this referral.",
        reason="That care ended is stated; neither the reason nor the status at the end is.",
    ),
    check=check,
    phrases={},
)
