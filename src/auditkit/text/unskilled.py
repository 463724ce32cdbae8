"""Services described so that nobody needed a therapist: watched, done alone, for general fitness, led by an aide, to pass the time."""

from __future__ import annotations

import re

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.pointing import is_cut_off
from auditkit.text.sections import Section

# Only a sentence with one of these is looked at.
_WORDS = layer(dict.fromkeys(vocabulary("unskilled")["described"], 1))
_STAFF = r"(?:therapists?|clinician|provider|pta?|otr?|cota|slp|staff|student)"
_ACTIVITY = expression(
    r"\b(?:erg|ergometer|rower|rowing|stairmaster|sci-?fit|omni\w*|pedal\w*|restorator|trampoline|rebounder|dumbbells?|dowel|cones|clothespins|ipad|tablet|computer|aloud|walk\w*|ambulat\w*|laps?|bike|cycl\w*|ride|rode|riding|nu-?step|treadmill|ube|arm bike|elliptical|stepper|recumbent|pulleys?|machines?|weights|circuit|gym|exercis\w*|there?[- ]?ex|amb|te|routine|program|arom|stretch\w*|stations?|puzzles?|"
    r"color\w*|cards|game|games|bingo|read\w*|magazine|book|tv|television|video|laundry|folded|dishes|peg\w*|putty|worksheets?|play\w*|stood|standing|foam|balance|drills?|leg press|total gym|rows|squats?|steps?|bouts?|activit\w+|tasks?|3x\d+|2x\d+|"
    r"talk\w*|conversation|chat\w*|lunch|meal|snack|ate|crafts?|garden\w*|scooter|swing|swung|ball|swim\w*|pool|session|gait training|97\d{3}|92\d{3}|completed|performed|worked|practi[cs]ed|sheet|log)\b",
)
_CARDIO = (
    r"(?:walk\w*|ambulat\w*|laps?|treadmill|bike|cycl\w*|rode|nu-?step|elliptical|ube|machines?|gym|circuit|exercis\w*)"
)
_DESCRIBED = expression(
    # watched, and nothing else
    r"\b(?<!un)(?<!un-)supervised\b(?! by (?:the )?(?:treating )?(?:pt\b|ot\b|slp|therapist))|\b(?:watched|watching)\b(?! (?:tv|television|him for|her for|for (?:signs|compens|substit|loss)))|\bobserved (?:for safety )?only\b|\bonly observed\b|\blooked on\b|\bunder (?:the )?(?:general |distant )?supervision\b|"
    rf"\b{_STAFF}\s+(?:was |were |is |stood |sat |remained |stayed )?(?:nearby|close by|near by|available|charting|documenting|at (?:the )?desk|on (?:the )?phone|listened|listening|looked on|observed|watched|watching|supervis(?:ed|ing)|checked (?:in|on)\b|in (?:the )?room|present|by|did (?:notes|paperwork))\b|"
    rf"\bwhile (?:the |this )?{_STAFF}\b[^.;\n]{{0,24}}\b(?:chart\w*|paperwork|document\w*|wrote|notes|caught up|phone|listened|watched|observed|nearby|treated another|saw another|worked with another|supervised)\b|\bsupervised from\b|\bwhile [^.;\n]{{0,24}}\b(?:assist\w+|help\w+|started|set up|setting up|got|attend\w+|tend\w+|was with|were with|saw|seeing|treat\w+|work\w+ with|took care of|checked on|finish\w+(?: with)?)\b[^.;\n]{{0,16}}\b(?:(?:an?)?other|the (?:other|next)|a (?:different|second|new)|two|several) (?:\w+ )?(?:patients?|pts?|clients?|residents?|child|kids?|person|people|fellow|gentleman|lady|man|woman|one|guy|pt's)\b|\b(?:{_STAFF}|therapist) (?:was )?(?:w/|with|seeing|treating) (?:an?)?other (?:pts?|patients?|clients?|residents?)\b|\b{_STAFF} (?:left|stepped away|went) to (?:see|treat|help|start|set up) an?other\b|\bunattended\b(?=[^.\n]{{0,30}}\bbilled\b)|\bstood by while\b|\bwatched from\b|\bwhile i (?:did|was|wrote|charted|caught|worked|finished|treated|saw)\b|\b(?:treated|treating|saw|seeing|working with|worked with|with) another (?:patient|client|pt|child)\b|\bfrom (?:the |her |his )?desk\b|"
    # alone
    r"\b(?:on (?:his|her|their|your|my|its)? ?own|alone|by (?:him|her|them)sel(?:f|ves)|unassisted|(?:at )?(?:his |her |their )?own pace|self-?\s?paced|without (?:any )?(?:assist\w*|cues|help|supervision)|no (?:assist\w*|cues))\b|\bindependently\b|"
    # for general fitness
    rf"\b{_CARDIO}\b[^.;\n]{{0,60}}\bfor (?:general |overall |cardiovascular |cardio |increased |improved |some )*(?:endurance|conditioning|fitness|exercise|stamina|wellness|health|activity tolerance|fresh air|strengthening)\b|\bgeneral (?:fitness|conditioning|exercise|strengthening|wellness)\b|\bfitness (?:circuit|program|routine)\b|"
    r"\b(?:walked|walking|did|completed|ambulated)\b[^.;\n]{0,24}\blaps\b|"
    # led by somebody else
    r"\b(?:rehab |pt |ot |therapy )?(?:aides?|tech(?:nician)?s?|volunteers?|gym staff)\b\s+(?:took|led|ran|supervis\w+|assisted|guided|walked|performed|did|watched|went|completed|had|set|stayed|provided|oversaw|counted)|\b(?:with|by|per) (?:the |a |rehab |therapy |pt |ot )*(?:aide|tech|technician|volunteer)\b|"
    # to pass the time
    r"\bto keep (?:him|her|pt|patient|them|child|client)?\s?(?:\w+ )?busy\b|\bto pass (?:the )?(?:\w+ ){0,3}(?:time|hour|minutes?)\b|\bfor fresh air\b|\bfor (?:fun|enjoyment|entertainment|recreation|leisure|socialization)\b|\b(?:free|unstructured) play\b|\b(?:chatted|visited|small talk|talked) (?:with|about)\b[^.;\n]{0,40}\b(?:weekend|weather|news|sports|family|holiday|vacation|movies?)\b|\bto entertain\b|"
    # the same as ever
    r"\b(?:usual|regular|normal|own|her|his|their|gym|fitness) (?:exercise |workout |gym )?(?:routine|machines|workout|program)\b|\bknows the routine\b|\broutine exercises?\b",
)
# "supervised by J. Ortiz", which is read in the case it is written in
_BY_NAME = re.compile(r"(?i: by (?:the )?(?:treating )?)(?:[A-Z]\.|[A-Z][a-z]+ [A-Z])")
# One of these alone is also a level of performance ("dresses independently"): something else has to say that nobody was needed.
_ALSO_A_RESULT = re.compile(
    r"independently|unassisted|alone|without|no (?:assist|cues)|on (?:his|her|their|your|my|its)? ?own|by (?:him|her|them)sel|own pace|self|her (?:routine|program)|his (?:routine|program)|their (?:routine|program)|usual|regular|normal|own (?:routine|program)|gym|watch",
)
_LONG = re.compile(
    r"\b\d{1,2}\s?(?:min\b|mins\b|minutes\b|')|\bentire (?:session|visit)|\bwhole (?:session|visit)|\bx\s?\d{2}\s?min",
)
_SKILLED = expression(
    r"\bcue[sd]?\b|\bcue?ing\b|\b(?:v|t)\.?c\.?s?\b|\bprompt\w*|\bfeedback\b|\bmirror\b|\bbiofeedback\b|\badjust\w*|\bmodif\w*|\bprogress(?:ed|ing|ion)\b|\badvanced\b|\blower(?:ed|ing)\b|\braised\b|\bincreas(?:ed|ing)\b|\bdecreas(?:ed|ing)\b|\breduc(?:ed|ing)\b|\bgraded\b|\bgrading\b|\bcorrect(?:ed|ing|ion|ions)\b|\bfacilitat\w*|"
    r"\bhands?-on\b|\btactile\b|\bmanual (?!therapy)\w+|\bguard(?:ed|ing)\b|\bgait belt\b|\b(?:cga|sba|(?:min|mod|max)\s?-?a(?:ssist\w*)?)\b|\bspo2\b|\bo2\b|\bsat(?:s|uration)\b|\bheart rate\b|\bhr\b|\bbp\b|\bvitals\b|\brpe\b|\bborg\b|\bmonitor\w*|\bassess\w*|\banaly[sz]\w*|\btaught\b|\binstruct\w*|\beducat\w*|"
    r"\b(?:re)?train(?:ed|ing) (?:in|on|for)\b|\bretrain\w*|\bbecause\b|\bdue to\b|\bd/t\b|\bsecondary to\b|\bto (?:correct|prevent|stop|limit|bring out|inhibit|elicit|score|check|measure|judge|identify|determine|see whether|test)\b|\bscor(?:ed|ing|e) \w+ errors\b|\bstopped (?:at|when|after|because|him|her)\b|\btechnique\b|\bform (?:corrected|checked)|"
    r"\bposition(?:ed|ing)\b|\bdosed\b|\bpac(?:ed|ing) by\b|\bmetronome\b|\bdemonstrat\w*|\bstrateg\w*|\bcompensat\w*|\bdual[- ]task\b|\bresisted by\b|\bmodel(?:ed|led|ing)\b|\bredirect\w*|\bassist (?:of|x)\b|\bverbal\b|\bfor (?:signs|compensation|substitution|loss of balance|deviation)\w*|\bprotocol\b|\bkept (?:below|under|at)\b|\bpre-?post\b",
)
_NO_CUES = expression(
    r"\b(?:no|without(?: any)?)\s+(?:verbal |tactile )?(?:cue\w*|prompts?|assist\w*|feedback|corrections?|instructions?)(?:\s+(?:or|and)\s+(?:cue\w*|prompts?|assist\w*|feedback|corrections?|instructions?))*|\b(?:sba|cga|cues?|assist\w*|guarding|prompts?) (?:was |were )?not (?:needed|required|given)",
)
# laps each way, or forward and back and sideways, are a list of exercises
_DOSED_LAPS = re.compile(
    r"\blaps?\s*(?:ea\b|each|x\s?\d)|\b(?:fwd|forwards?|bwd|backwards?|retro|sideways?|side|lateral|high knees?|march\w*|tandem|braid\w*|heel|toe)\b[^.;\n]{0,40}\blaps\b"
)
_NOT_BILLED = expression(
    r"\b(?:not billed|unbilled|no charge|not charged|non-?billable|before (?:the |her |his )?(?:session|treatment|visit|therapy|appointment)|prior to (?:the |her |his )?(?:session|treatment|visit|therapy)|after (?:the )?(?:session|treatment)|on (?:his|her|their) own time|own time|outside (?:of )?therapy|warm-?up on (?:his|her|their)? ?own)\b",
)
_NOT_TODAY = re.compile(
    r"\b(?:last (?:week|month|night|weekend)|yesterday|over the weekend|walks? (?:her|his|the|their) dog)\b"
)
_ELSEWHERE_DONE = re.compile(
    r"\b(?:at home|home program|hep|home exercise|home log|goals?|will|plan to|if|asked (?:if|whether)|could|can|able to|wants? to|would|should|reports?|states?|says|stated|denies|lives|previous\w*|last (?:visit|session|week|month|night)|yesterday|walks (?:her|his|the) dog|since|prior level|plof|at work|school|wife|husband|daughter|son|mother|father|mom|dad|parent|"
    r"is not yet safe|not safe|unsafe|now|goal|met|was able|when (?:alone|left alone))\b",
)
_ELSEWHERE = expression(
    r"\b(?:see|per)\s+(?:\w+ ){0,3}(?:note|flow ?sheet|log|form|sheet)\b|\bnot (?:attached|supplied|included)\b"
)
_OF_SKILL = re.compile(r"\b(?:purpose|skilled|why|level)\b")
_BREAKS_OFF = expression(r"\bwhile (?:the )?(?:therapist|clinician|pta?|otr?|slp|cota)\s*[.\u2026-]*\s*$")
_AWAY = frozenset(
    (
        Section.PLAN,
        Section.GOALS,
        Section.SUBJECTIVE,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HOME_PROGRAM,
        Section.DIAGNOSIS,
        Section.SIGNATURE,
        Section.FUNCTION,
        Section.PROGRESS,
        Section.PRECAUTIONS,
        Section.DISCHARGE,
        Section.SKILL,
    )
)


def unskilled(note) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """The descriptions that name nothing skilled for their service; and one that breaks off or points elsewhere."""
    text = note.lower
    found: list[tuple[int, int]] = []
    doubt = None
    for index in note.marks(_WORDS):
        sentence = note.sentences[index]
        if sentence.section in _AWAY or sentence.body >= sentence.end:
            continue
        words = text[sentence.start : sentence.end]
        if _BREAKS_OFF.search(words):
            doubt = doubt or (sentence.start, sentence.end)
            continue
        if _ELSEWHERE.search(words) and _OF_SKILL.search(words):
            doubt = doubt or (sentence.start, sentence.end)
            continue
        match = _described(note, sentence)
        if match is None:
            continue
        span = _span(note, sentence, match)
        if is_cut_off(note, sentence):
            doubt = doubt or span
        else:
            found.append(span)
    return found, doubt


def _described(note, sentence):
    text, start = note.lower, sentence.start
    words = text[start : sentence.end]
    matches = [
        m
        for m in _DESCRIBED.finditer(words)
        if m[0] != "supervised" or not _BY_NAME.match(note.text, start + m.end(), sentence.end)
    ]
    # "...; observed only": the service stands in the sentence before
    if not matches or not (
        _ACTIVITY.search(words) or re.match(r"\W*(?:observed only|watched from|supervised from)", words)
    ):
        return None
    if _NOT_BILLED.search(words) or _NOT_TODAY.search(words):
        return None
    # what follows behind a semicolon belongs to the same service
    after = text[sentence.end : sentence.end + 160].split(".")[0] if words.rstrip().endswith(";") else ""
    bare = _NO_CUES.sub(" ", words + " " + after)
    if _SKILLED.search(bare):
        return None
    for match in matches:
        if match[0].endswith("laps") and _DOSED_LAPS.search(words):
            continue
        weak = bool(_ALSO_A_RESULT.match(match[0]) or match[0].endswith("laps")) and " for " not in match[0]
        if weak and match[0].startswith("watch"):
            weak = False
        if weak:
            others = [m for m in matches if m is not match and not _ALSO_A_RESULT.match(m[0])]
            if others:
                match = others[0]
            elif not _LONG.search(words) and len({m[0] for m in matches}) < 2:
                continue
            if _ELSEWHERE_DONE.search(words[: match.end()]) and not others:
                continue
        elif _ELSEWHERE_DONE.search(words[: match.start()]) and not re.search(
            r"\b97\d{3}\b|\bmin\b", words[: match.start()]
        ):
            continue
        return match
    return None


def _span(note, sentence, match) -> tuple[int, int]:
    if sentence.end - sentence.body <= 150:
        return sentence.body if sentence.body < sentence.end else sentence.start, sentence.end
    at = sentence.start + match.start()
    return note.clause(sentence, at, sentence.start + match.end(), most=100)
