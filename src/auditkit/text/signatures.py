"""Who signed a note, with which credential: the author's own line, not the physician's, the supervisor's or the patient's."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.cues import cue, shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.sections import Section

PT, OT, SLP = shared("signatures", "credential_PT", "credential_OT", "credential_SLP")
CREDENTIAL = PT | OT | SLP
_CLOSING = cue(
    "signature_word", "signature*", "signed", "esigned", "esignature", "sign", "sig", "illegible", "unreadable"
)

# What stands in front of a name: the author signing, a label for the author, or somebody else.
_SIGNS = expression(
    r"(?:\b(?:e-?|electronically |digitally |co-?)?(?:signed|signature|firmado(?: por)?|firma|sign(?:ed)? off|sig|authenticated|finali[sz]ed|verified|attested|validated|locked|closed)|\b(?:dictated|written|"
    r"completed|prepared|documented|entered|submitted|authored|reported|treated|provided|rendered|performed|seen|recorded|charted)\b[\w ]{0,24}\bby|\b(?:dictated|sincerely|"
    r"regards|respectfully(?: submitted)?|submitted|author|this (?:is|was)|(?:note|report|summary|end of dictation|end of (?:the )?note)(?: by)?|thanks|thank you|yours(?: truly)?)|/(?:e?s|e)/|//s)[^\n]{0,44}$",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:(?:treating|rendering|evaluating|primary|attending|reporting|assigned|licensed|supervis\w+ ?)?\s?(?:therapist|provider|clinician|pathologist|assistant|evaluator|examiner|staff|practitioner)"
    r"(?:\s?(?:name|\(s\)|signature))?(?:\s?(?:/|and|&|,)\s?(?:credentials?|title|date))?|(?:treating )?(?:PT|OT|SLP|ST|DPT|PTA|COTA)|(?:tx|eval(?:uated)?|assessed)? ?by|th|tx)\s*[:|=.-]*\s*$",
    re.I,
)
_SOMEBODY_ELSE = expression(
    r"\b(?:ref|refer\w*|referrals?|physician|primary care|pcp|md|previous\w*|prior|former|supervis\w+|cc|c\.c\.|cop(?:y|ied)(?: to)?|co-?treat\w*|co-?tx|awaiting|pending|draft|unsigned|needs|wife|husband|"
    r"mother|father|mom|dad|daughter|son|sister|brother|spouse|(?:patient|pt|client|parent|caregiver|guardian)(?:'s)? (?:signature|signed)|scheduled|transfer\w*|hand-?off|discussed|spoke|consult\w*|conferr?ed|"
    r"reviewed with|per|will (?:see|be)|follow[- ]up|on behalf of|requested|ordered|attn|dear|to|with|from|and|student|aide|on file|emergency|colleague|saw|evaluated (?:on|by)|eval(?:uation)? by|started by|"
    r"plan of care by|poc by|established by|covering for|last seen by|next)\b[^\n.;|]{0,24}$",
    re.I,
)

_TOKEN = re.compile(r"[^\s,;|()\[\]*_\u2013\u2014-][^\s,;|()\[\]*_]*")
_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de](?:[\w\u2019'`-]*[^\W\d_])?\.?$")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}$|[A-Z]\.[A-Z][\w'\u2019-]+$")
_CLOSED_UP = re.compile(r"[A-Z]\.(?:[A-Z]\.)?[A-Z][\w'\u2019-]+$")  # "M.Bell"
_WORDS = vocabulary("signatures")
_BETWEEN = frozenset(_WORDS["between"]["any"])
_LINKS = frozenset(_WORDS["links"]["any"])
_NO_NAME = frozenset(_WORDS["no_name"]["any"])
_NEVER_A_WORD = frozenset(
    ["dpt", "tdpt", "pta", "mpt", "mspt", "otr", "cota", "cht", "slpa", "cfy", "rpt", "lpta", "ota", "lota"]
)
_TAIL = re.compile(
    r"(?:[\s,./&;()-]|and\b|comma\b|slash\b|dash\b|\b(?:D?PT|PTA|MS?PT|OTR(?:/L)?|OTD|MOT|MSOT|OT|COTA(?:/L)?|CCC|SLP(?:-?CFY?)?|CF-SLP|CHT|[A-Z]CS|CLT|CLVT|CSRS|ATP|CAPS|BCS-S|BCS-F|BCS-CL|CBIS|PCS|NCS|OCS|SCS|GCS|WCS|CWS|FAAOMPT|COMT|Cert\.? ?MDT|CSCS|ATC|PhD|MS|MA|"
    r"O T R slash L|C H T)\b|\b(?:[Ll]icen[sc]e|[Ll]ic\.?|LIC\.?|[Rr]eg\.?|[Nn]o\.?|#)\s*(?:no\.?\s*|number\s*|#\s*)?(?:(?:PT|OT|SLP|SP)[-\s]?)?#?\s*[A-Z]{0,3}[-.]?\d[\d-]*(?:[A-Z]{1,3}\b)?|\b(?:physical|occupational) therapist\b|\bspeech[- ]language pathologist\b)*"
)
_DATE_LIKE = expression(
    r"[\d/.:\-,\s]|(?:am|pm|on|at|by|dated|time|date|signed|electronically|digitally|[aA]t)\b", re.I
)
_ACTS = re.compile(
    r"[^\n]{0,12}\b(?:called|phoned|referred|ordered|requested|recommended|was|will|has|at|treated|saw|for \d+ min)\b"
)
# "HEP REVIEWED, PT HAS HANDOUT": the patient, in a note that knows no small letters
_IS_PATIENT = re.compile(
    r"\s+(?:HAS|HAD|IS|WAS|STATES?|STATED|REPORTS?|AGREE[SD]?|DENIES|TOL\w*|ABLE|UNABLE|NEEDS?|REQUIRE[SD]|VERBALI\w+|DEMO\w*|REMINDED|CALLED|WILL|TO|AND|LEFT|ARRIVED)\b"
)
_UNREADABLE = re.compile(r"illegible|unreadable|scribble|cannot be read|not legible|smudged|\?\?", re.I)
_CUT_CREDENTIAL = re.compile(
    r"(?:signed|signature|by)\b[^\n]{0,24}?[A-Z][\w.'\u2019-]* ?[A-Z]?[\w'\u2019-]+,\s+(?:CC|C|O|OTR/|D|DP|COT|CCC-|P|CF-|S|SL)\s*$",
    re.M,
)
_BLANK = expression(r"_{3,}|\.{6,}")
_NOT_THE_AUTHOR = re.compile(
    r"await|pend|draft|unsign|needs|will|next|patient|pt |client|parent|caregiver|guardian", re.I
)
_NAME_BEHIND = re.compile(
    r"[ \t:,-]{1,4}((?:[A-Z]\.? ?){0,2}[A-Z][a-z\u2019'-]+(?:[- ][A-Z][a-z\u2019'-]+){0,2}|[A-Z]\.\s?[A-Z]{2,})[ \t]*(?=$|\n|\d|[,;.|])"
)
# "this is occupational therapist Kay Underhill dictating"
_SPEAKS = re.compile(
    r"[ \t,:-]{1,3}((?:[A-Z][\w.'\u2019-]*\s){1,3}(?:[A-Z][\w'\u2019-]+))(?=\s*(?:[,(.]|$|\n|\d|on\b|at\b|dictat|report|writ|speak|record|sign))"
)
_SPEAKING = re.compile(r"[^.\n]{0,12}\b(?:dictating|reporting|writing|speaking|recording|signing)\b")
_STUDENT = re.compile(r"[\s,-]{1,3}(?:student|intern|aide|tech)\b", re.I)
# a note that knows no capitals, at its very end: "kay underhill, pta"
_IN_SMALL = re.compile(
    r"(?:^|[.\n;|\u2013\u2014-]|\b(?:by|author|signed|therapist|clinician)[:,]?)\s*(?P<name>(?:[a-z][a-z'\u2019-]+|(?:[a-z]\.\s?){1,2})\s?[a-z][a-z'\u2019-]+)[,\s]+(?P<letters>pta|otr(?:/l)?|cota(?:/l)?|ota|dpt|mspt|ccc[-/ ]slp|slp(?:[- ]ccc|-cf)?|(?:physical|occupational) therap(?:ist(?: assistant)?|y assistant)|speech[- ]language pathologist)(?=[\s,.\d/:-]*$)"
)
# "..., Kay Underhill ms / ccc-slp": the letters small, over two lines or one
_LETTERS_IN_SMALL = expression(
    r"(?:^|[.,\n;|\u2013\u2014-]|\b(?:by|signed)[:,]?)\s*(?P<name>(?:[A-Z][A-Za-z'\u2019.-]*\s){1,2}[A-Z][A-Za-z'\u2019-]+)[,\s]+(?:(?:m\.?s|m\.?a|m\.?ed|mot|phd)\.?[,\s]+)?(?P<letters>pta|otr(?:/l)?|cota(?:/l)?|ota|dpt|mspt|ccc[-/ ]slp|slp(?:[- ]ccc|-cf)?)(?=[\s,.\d/:-]*$)"
)
_INITIALS_ONLY = re.compile(
    r"(?:^|[.\n;|/\u2013\u2014-])\s*(?P<name>[A-Z]{2,3}|[a-z]{2}|(?:[A-Z]\.\s?){2,3})[,\s/]+(?:DPT|PTA|PT|OTR(?:/L)?|COTA(?:/L)?|OT|CCC[-/ ]SLP|SLP|otr(?:/l)?|pta|dpt|cota|slp)(?=[\s,./\d:]*$)"
)
_INITIALS_LINE = re.compile(
    r"\n[ \t]*(?P<name>[A-Z]{2,3})[,\s/]+(?:DPT|PTA|OTR(?:/L)?|COTA(?:/L)?|CCC[-/ ]SLP)[ \t]*(?=\n)"
)
_NAME_RUNS_ON = expression(r"\b(?:signed|by|dictated|is)[:,]?\s+(?:[A-Z][\w'\u2019.-]*\s?){1,2}\n$")
# a name alone on its line, above its profession
_NAME_ABOVE = re.compile(r"\n[ \t*_]*((?:[A-Z][\w.'\u2019-]*\s){1,3}[A-Z][a-z][\w'\u2019-]+),?[ \t]*\n$")
_KEPT_ELSEWHERE = re.compile(
    r"\bsign\w*(?: page| sheet)?\b[^\n]{0,30}\b(?:filed|separate(?:ly)?|scanned|on paper|paper (?:copy|chart)|see (?:scan|chart|attach)\w*|attached|hard copy)\b",
    re.I,
)
_PHYSICIAN = re.compile(r"physician|\bMD\b|doctor|provider|patient", re.I)
_OTHERS_LINE = re.compile(
    r"physician|provider|\bMD\b|doctor|patient|client|parent|guardian|certif|caregiver|referring", re.I
)


class Signature(NamedTuple):
    """`start`..`end` is the name with its credentials; `discipline` that of the first credential; `rank` 0 is a signature, 1 a label."""

    start: int
    end: int
    discipline: str
    rank: int


def signatures(note) -> list[Signature]:
    """The author's signatures with a credential, the surest first."""
    found = []
    for sentence in note.sentences:
        if not sentence.cues & CREDENTIAL:
            continue
        reach = -1
        for hit in sentence.hits:
            if hit.cues & CREDENTIAL and hit.start >= reach and (signature := _signature(note, sentence, hit)):
                found.append(signature)
                reach = signature.end
    last = max(0, len(note.text) - 90)
    if not found and (match := _IN_SMALL.search(note.text, last) or _LETTERS_IN_SMALL.search(note.text, last)):
        if not _NO_NAME & set(re.split(r"[\s.]+", match["name"].lower())) and match.start() > 0.5 * len(note.text):
            letters = match["letters"]
            discipline = "SLP" if letters.startswith(("slp", "ccc", "sp")) else "OT" if letters[0] in "oc" else "PT"
            found.append(Signature(match.start("name"), match.end("letters"), discipline, 0))
    if not found and (initials := _initials(note.text)):
        found.append(initials)
    found.sort(key=lambda s: s.rank)
    return found


def _initials(text: str) -> Signature | None:
    """Two or three initials with a credential that close the note, or stand alone on a line of it: "MR OTR/L"."""
    match = _INITIALS_ONLY.search(text, max(0, len(text) - 60)) or _INITIALS_LINE.search(text)
    if (
        not match
        or match["name"].islower()
        or match["name"].lower().rstrip(". ") in _NO_NAME
        or match.start() == 0 < len(text) - match.end()
    ):
        return None
    letters = match[0][match.end("name") - match.start() :].strip(" ,/").lower()
    discipline = "SLP" if letters.startswith(("slp", "ccc")) else "OT" if letters[0] in "oc" else "PT"
    return Signature(match.start("name"), match.end(), discipline, 0)


def _signature(note, sentence, hit) -> Signature | None:
    text = note.text
    raw = text[hit.start : hit.end]
    if len(raw) < 5 and not raw.isupper() and not (sentence.section is Section.SIGNATURE or sentence.cues & _CLOSING):
        return None  # "pt" is a patient
    if raw.islower() and len(raw) < 5:
        return None
    if _STUDENT.match(text, hit.end):
        return None
    line_start = max(text.rfind("\n", 0, hit.start), text.rfind("\f", 0, hit.start)) + 1
    if _NAME_RUNS_ON.search(text, max(0, line_start - 60), line_start):
        line_start = max(
            text.rfind("\n", 0, line_start - 1), 0
        )  # "... signed Kay" at the end of a line, "Underhill, PTA" on the next
    name = _name_before(text, line_start, hit)
    is_title = len(hit.phrase) > 12 or (raw.isupper() and len(raw) > 2)
    if name is None and is_title and not text[line_start : hit.start].strip():
        above = _NAME_ABOVE.search(text, max(0, line_start - 60), line_start)
        if above and hit.start > 0.5 * len(text) and not _SOMEBODY_ELSE.search(above[0]):
            return Signature(above.start(1), _tail(text, hit.end), _discipline(hit.cues, raw), 0)
    if name is None:
        return _credential_first(note, sentence, hit, line_start)
    start, _, sure = name
    if hit.start - line_start > 400:
        line_start = max(line_start, sentence.start)
    rank = _rank(note, sentence, line_start, start, hit, sure)
    if rank is None:
        return None
    return Signature(start, _tail(text, hit.end), _discipline(hit.cues, raw), rank)


def _discipline(cues: int, raw: str) -> str:
    return "PT" if cues & PT else "OT" if cues & OT else "SLP"


def _tail(text: str, end: int) -> int:
    stop = _TAIL.match(text, end).end()
    while stop > end and text[stop - 1] in " \t\r\n,;-/.&(":
        stop -= 1
    line = text.find("\n", end)
    return min(stop, line) if line >= 0 else stop


def _name_before(text: str, line_start: int, hit) -> tuple[int, int, bool] | None:
    """(start of the name, its words, whether a comma or an initial shows that it is a name), reading backwards from a credential."""
    tokens = list(_TOKEN.finditer(text, line_start, hit.start))
    at = len(tokens) - 1
    while at >= 0 and tokens[at][0].lower().rstrip(".:-/") in _BETWEEN:
        at -= 1
    last = at
    words, proper, sure = 0, 0, False
    while at >= 0 and words < 5:
        token = tokens[at][0]
        low = token.lower().strip(".:-*_")
        if token.endswith(":") or low in _NO_NAME:
            break
        if words and low in _LINKS and token.islower():
            at -= 1
            continue
        if not (_NAME_WORD.match(token) or _CLOSED_UP.match(token)) or any(c.isdigit() for c in token):
            break
        following = tokens[at + 1].start() if at < len(tokens) - 1 else hit.start
        gap = text[tokens[at].end() : following]
        if words and (
            ";" in gap
            or "|" in gap
            or "(" in gap
            or ")" in gap
            or (gap.count(" ") > 2 and "," not in gap)
            or "\t" in gap
        ):
            break
        if words and token.endswith(".") and len(low) > 2 and low not in ("mrs", "miss", "prof"):
            break  # the full stop of the sentence before
        if "," in gap and words:
            if at < last - 2 or words > 2:
                break
            sure = True
        words += 1
        if len(low) > 1:
            proper += 1
        if _INITIALS.match(token) and len(low) <= 3:
            sure = True
        if _CLOSED_UP.match(token):
            proper, words, sure = proper + 1, words + 1, True
        at -= 1
    first = at + 1
    if not words or not proper or first > last:
        return None
    before_credential = text[tokens[last].end() : hit.start]
    if "," in before_credential or "comma" in before_credential:
        sure = True
    if words == 1 and not sure:
        return None
    if words == 1 and _INITIALS.match(tokens[first][0]) and len(tokens[first][0]) <= 3:
        return None
    return tokens[first].start(), words, sure


def _rank(note, sentence, line_start: int, start: int, hit, sure: bool) -> int | None:
    """0 for a signature, 1 for a label such as "Therapist:", None for somebody else's name."""
    text = note.text
    lead = text[line_start:start]
    raw = text[hit.start : hit.end].lower()
    bare = lead.strip(" \t*-|>#\u2022=~_/+.\u2013\u2014")
    after = text[hit.end : hit.end + 60].split("\n")[0]
    if _ACTS.match(after) or (raw in ("pt", "ot", "st") and _IS_PATIENT.match(after)):
        return None
    near = text[max(line_start, sentence.start, start - 70) : start]
    signs = _SIGNS.search(near)
    other = _SOMEBODY_ELSE.search(near)
    if other and not (
        signs
        and (
            (_SIGNS.search(near, other.start() + 1) and not _NOT_THE_AUTHOR.match(other[0]))
            or other[0].lower().startswith("and reviewed")  # "Dictated and reviewed, ..."
        )
    ):
        return None
    if signs or sentence.section is Section.SIGNATURE or lead.rstrip().endswith(("/s/", "/es/", "/e/")):
        return 0
    if not bare or _DATE_LIKE.sub("", bare) == "":
        if sure or raw in _NEVER_A_WORD or len(raw) > 4:
            return 0
        # "Jane Doe PT": only where nothing else stands on the line, or near the end
        rest = text[_tail(text, hit.end) : hit.end + 60].split("\n")[0].strip(" \t.,")
        return (
            0
            if (not rest or _DATE_LIKE.sub("", rest) == "" or rest.startswith("#")) and start > 0.6 * len(text)
            else None
        )
    if _LABEL.search(near):
        return 1
    if (
        any(sentence is s for s in note.sentences[-4:])
        and start - sentence.start <= 2
        and (sure or raw in _NEVER_A_WORD or len(raw) > 4)
    ):
        return 0  # a dictated or run-on note that ends with its author
    if (
        start > 0.7 * len(text)
        and (lead.endswith("   ") or lead.rstrip().endswith((".", "|", "-", "/", "\u2013", "\u2014")))
        and sure
    ):
        return 0
    return None


def _credential_first(note, sentence, hit, line_start: int) -> Signature | None:
    """ "DPT  K. Abernathy": at the head of its line, with a name behind it."""
    text = note.text
    raw = text[hit.start : hit.end]
    if len(hit.phrase) > 12:
        spoken = _SPEAKS.match(text, hit.end, hit.end + 70)
        near = text[max(line_start, sentence.start, hit.start - 70) : hit.start]
        if spoken and not _SOMEBODY_ELSE.search(near) and (_SIGNS.search(near) or _SPEAKING.match(text, spoken.end())):
            return Signature(hit.start, spoken.end(1), _discipline(hit.cues, raw), 0)
        return None
    lead = text[line_start : hit.start].strip(" \t*-|:")
    if not raw.isupper() or (lead and not (sentence.cues & _CLOSING and hit.start - line_start < 40)):
        return None
    match = _NAME_BEHIND.match(text, hit.end, hit.end + 60)
    if (
        not match
        or match[1].split()[0].lower().rstrip(".") in _NO_NAME
        or (raw == "PT" and ":" in match[0] and not lead)
    ):
        return None
    if hit.start < 0.5 * len(text) and not sentence.cues & _CLOSING:
        return None
    return Signature(hit.start, match.end(1), _discipline(hit.cues, raw), 0)


def unreadable(note) -> tuple[int, int] | None:
    """A signature that is there but cannot be read, broke off, or is kept elsewhere."""
    text = note.text
    for sentence in note.sentences:
        if not sentence.cues & _CLOSING and sentence.section is not Section.SIGNATURE:
            continue
        words = text[sentence.start : sentence.end]
        if _UNREADABLE.search(words):
            return sentence.start, sentence.end
        if _KEPT_ELSEWHERE.search(words) and not _PHYSICIAN.search(words):
            return sentence.start, sentence.end
    initials = _INITIALS_ONLY.search(text, max(0, len(text) - 60))
    if initials and initials["name"].lower() not in _NO_NAME:
        return initials.span()
    match = _CUT_CREDENTIAL.search(text)
    return match.span() if match else None


def blank_line(note) -> tuple[int, int] | None:
    """The author's signature line left blank, or None: a physician's or a patient's blank line is not the author's."""
    text = note.text
    for sentence in note.sentences:
        if not (sentence.cues & _CLOSING or sentence.section is Section.SIGNATURE):
            continue
        words = text[sentence.start : sentence.end]
        if _BLANK.search(words) and not _OTHERS_LINE.search(words):
            return sentence.start, sentence.end
    return None
