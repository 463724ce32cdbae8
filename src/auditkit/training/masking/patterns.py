"""Labels and patterns of what can point at a person, and what looks like it and is none: codes, scores, grades, doses of exercise.

Source of the kinds: 45 CFR 164.514(b)(2). Medicare's number by its published form. Any number of seven digits or more is taken for somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.training.masking.hits import Hit, What

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_MONTH_FIGURE = r"(?:0?[1-9]|1[0-2])"
# Maria, O'Neil, McCall, Smith-Jones. Lengths are bounded, so that a page of one letter takes no longer than a page of words.
_NAME = r"(?<![A-Za-z'’-])[A-Z](?=[A-Z'’]{0,4}[a-z])[A-Za-z'’]{1,25}(?:-[A-Z][A-Za-z'’]{1,25})?"
_CAPITALS = r"(?<![A-Za-z'’-])[A-Z][A-Z'’]{1,25}(?:-[A-Z'’]{1,25})?"
_INITIAL = r"[A-Z]\."
_ONE = rf"(?:{_NAME}|{_CAPITALS}|{_INITIAL})"
_PERSON = rf"{_ONE}(?:,?[ \t](?:{_ONE}|(?:de|la|van|von|der|del|di|da)\b)){{0,3}}"
_CREDENTIAL = (
    r"(?:PTA?|DPT|MPT|MSPT|OTR?(?:/L)?|OTD|MOT|COTA(?:/L)?|CCC[- /]?SLP|M\.?S\.?,?\s+CCC|SLP(?:-CF|A)?|CF-SLP|MD|M\.D\.|DO|D\.O\.|NP|FNP(?:-[A-Z]+)?|"
    r"PA-?C|RN|LPN|ATC|OCS|NCS|CHT|PhD|Ph\.D\.|PsyD|DC|DPM|DDS|LCSW|MSW|RD|BSN|APRN|ARNP|CRNP)"
)
_RELATION = (
    r"(?:wife|husband|spouse|partner|mother|father|mom|mum|dad|parent|daughter|son|sister|brother|sibling|grand(?:son|daughter|mother|father|ma|pa)|"
    r"granddaughter|aunt|uncle|niece|nephew|cousin|friend|neighbor|neighbour|caregiver|aide|roommate|fianc[eé]e?|girlfriend|boyfriend|teacher|"
    r"nurse|guardian|step(?:son|daughter|mother|father)|(?:son|daughter|mother|father|sister|brother)-in-law|twin|dog|cat)"
)
_PLACE_SUFFIX = (
    r"(?:Hospital|Medical\s+Center|Clinic|Rehab(?:ilitation)?(?:\s+Center)?|Health(?:care)?(?:\s+Center)?|Nursing(?:\s+(?:Home|Center|Facility))?|"
    r"Elementary|Middle\s+School|High\s+School|School|Academy|University|College|Church|Temple|Synagogue|Mosque|Manor|Assisted\s+Living|"
    r"Senior\s+(?:Center|Living)|Library|YMCA|Pharmacy|Therapy(?:\s+(?:Center|Services|Associates|Group))?|Orthop(?:a?edics?|edic\s+Associates)|"
    r"Physical\s+Therapy|Pediatrics|Surgery\s+Center|Physicians|Medical\s+Group|Foundation|Park|Mall|Bank|Brewery|Bakery|Plant|Factory|Inc\.?|LLC|Corp\.?)"
)
_STREET = r"(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd|Boulevard|L(?:a)?n(?:e)?|C(?:our)?t|Pl(?:ace)?|Way|Ter(?:race)?|Pkwy|Parkway|Hwy|Highway|Cir(?:cle)?|Trail|Loop)"
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|"
    r"Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s+(?:Hampshire|Jersey|Mexico|York)|"
    r"North\s+(?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\s+Island|South\s+(?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|"
    r"Washington|West\s+Virginia|Wisconsin|Wyoming)"
)

# What a label is followed by. The label is not masked, what it names is (group "it").
_LABELS: tuple[tuple[What, str], ...] = (
    (What.NAME, rf"(?:(?:Patient|Pt|Client|Resident|Student|Child|Member|Subscriber|Insured|Responsible\s+party|Emergency\s+contact|Guardian|Caregiver|"
                rf"Therapist|Provider|Physician|Referring|Referred\s+by|Ordering|Attending|PCP|Clinician|Author|Signed(?:\s+by)?|Electronically\s+signed\s+by|"
                rf"Dictated\s+by|Cosigned(?:\s+by)?|Supervisor|Supervising\s+\w+|Evaluated\s+by|Treated\s+by|Seen\s+by|Interpreter|Surgeon|Case\s+manager)"
                rf"(?:['’]s)?(?:\s+(?:name|provider|physician|MD|therapist))?|Name|Last\s+name|First\s+name|PT|OT|SLP|MD|Dr)\s*(?::|#|=)\s*(?P<it>{_PERSON})"),
    (What.NAME, rf"\b(?:[Ss]een|[Ee]valuated|[Tt]reated|[Rr]eferred|[Oo]rdered|[Ss]igned|[Dd]ictated|[Ss]upervised|[Cc]osigned|[Ii]nterpreted)\s+by\s+(?P<it>{_NAME}(?:\s+{_ONE}){{0,2}})"),
    (What.NUMBER, r"(?:MRN|MR\s*(?:#|no\.?)|Med(?:ical)?\s+rec(?:ord)?(?:\s*(?:#|no\.?|number))?|Record\s*(?:#|no\.?|number)|Chart\s*(?:#|no\.?|number)|Acc(?:oun)?t\.?\s*(?:#|no\.?|number)?|"
                  r"Member(?:\s*ID)?|Subscriber(?:\s*ID)?|Policy(?:\s*(?:#|no\.?|number))?|Group(?:\s*(?:#|no\.?|number))?|Claim\s*(?:#|no\.?|number)|Auth(?:orization)?\.?\s*(?:#|no\.?|number)|"
                  r"Case\s*(?:#|no\.?|number)|Patient\s*(?:ID|#|no\.?|number)|Pt\s*(?:ID|#)|Client\s*(?:ID|#)|Visit\s*(?:ID|#)|Encounter\s*(?:ID|#|no\.?|number)?|ID(?:\s*(?:#|no\.?|number))?|HICN|MBI|NPI|DEA|"
                  r"Lic(?:ense|ence)?\.?\s*(?:#|no\.?|number)?|Serial\s*(?:#|no\.?|number)?|S/N|VIN|Plate|License\s+plate|Device\s*(?:ID|#)|Model|Order\s*(?:#|no\.?|number)|Rx\s*#|Confirmation\s*(?:#|no\.?|number)?|Ref(?:erence)?\s*(?:#|no\.?|number))"
                  r"\s*[:#=]?\s*(?P<it>(?=[A-Z./-]{0,12}\d)[A-Z0-9][A-Z0-9./-]{1,30}[A-Z0-9])"),
    (What.DATE, rf"(?:DOB|D\.O\.B\.?|Birth\s*date|Date\s+of\s+birth|Born(?:\s+on)?|DOS|Date|DOI|Onset|Injury|Surgery|Eval(?:uation)?|SOC|Start\s+of\s+care|Next\s+(?:visit|appt)|F/U|on|since|until|through|thru|by|from|to|of|dated|was|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\s*:?\s*(?P<it>{_MONTH_FIGURE}[/-]{_DAY})(?![\d/-])"),
    (What.PLACE, r"(?:Address|Lives\s+at|Employer|Facility|Location|Works\s+at|Clinic|School|Pharmacy|City|Town)\s*:\s*(?P<it>[A-Z0-9][^\n;]{2,60})"),
    (What.AGE, r"(?:Age\s*:?\s*|aged?\s+)(?P<it>9\d|1[01]\d)\b"),
)  # fmt: skip

_PATTERNS: tuple[tuple[What, str], ...] = (
    (What.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    (What.WEB, r"https?://\S+|\bwww\.\S+|\b(?:\d{1,3}\.){3}\d{1,3}\b"),
    (What.NUMBER, r"\b\d{3}-\d{2}-\d{4}\b|\bxxx-xx-\d{4}\b"),
    (What.NUMBER, r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"),
    (What.NUMBER, r"\b[A-HJ-NPR-Z0-9]{17}\b"),
    (What.PHONE, r"(?<![\d.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?!\d)"),
    (What.PHONE, r"(?:[Pp]h(?:one)?|[Tt]el(?:ephone)?|[Ff]ax|[Cc]ell|[Mm]obile|[Cc]all(?:ed)?(?:\s+at)?)\s*[:#.]?\s*(?P<it>\d{3}[\s.-]\d{4}|\d{10})(?!\d)"),
    (What.DATE, rf"(?<![\d/.-]){_MONTH_FIGURE}([/.-]){_DAY}\1{_YEAR}(?![\d/])"),
    (What.DATE, rf"(?<![\d/.-])(?:19|20)\d\d([/.-]){_MONTH_FIGURE}\1{_DAY}(?![\d/-])"),
    (What.DATE, rf"\b{_MONTH}\.?\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?:\s*,?\s*(?:19|20)\d\d)?(?![\d/%])"),
    (What.DATE, rf"(?<!\d)(?<!\d\s){_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}\.?(?:,?[\s-]+(?:(?:19|20)\d\d|\d\d))?\b"),
    (What.DATE, rf"\b{_MONTH}\.?,?\s+(?:of\s+)?(?:19|20)\d\d\b"),
    (What.AGE, r"\b(?P<it>9\d|1[01]\d)\s*[- ]?(?:y/?o\b|yo\b|yrs?\b|years?[- ]old|year[- ]old)"),
    (What.NAME, rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Drs|Prof|Rev|Sr|Sra|Fr|Sister|Father|Coach|Nurse)\.?\s+(?P<it>{_PERSON})"),
    (What.NAME, rf"(?<![\w'’-])(?P<it>{_ONE}(?:[ \t]{{1,3}}{_ONE}){{0,2}})(?=,?[ \t]+(?:{_CREDENTIAL})(?:[,;.\s)/]|$))"),
    (What.NAME, rf"\b(?i:{_RELATION})s?,?\s+(?:(?:is|was|named|called|and\s+{_RELATION}),?\s+)?\(?(?P<it>{_NAME}(?:(?:,|\s+and)\s+{_NAME})?(?:\s+{_NAME})?)"),
    (What.NAME, rf"\b(?P<it>{_NAME}(?:\s+{_NAME})?)\s*[,(]\s*(?:(?:his|her|their|the|pt['’]?s?|patient['’]?s?)\s+)?{_RELATION}\b"),
    (What.NAME, rf"\b(?:named|goes\s+by|prefers\s+to\s+be\s+called|nickname|a\.?k\.?a\.?)\s+[\"“']?(?P<it>{_NAME}(?:\s+{_NAME})?)"),
    (What.PLACE, rf"\b\d{{1,5}}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’]*\.?\s+|\d+(?:st|nd|rd|th)\s+){{1,3}}{_STREET}\b(?:,?\s*(?:Apt|Unit|Suite|Ste|#)\.?\s*\w+)?"),
    (What.PLACE, rf"\b(?:[A-Z][a-z]{{1,20}}\.?\s){{0,2}}[A-Z][a-z]{{1,20}},\s*{_STATE}\b(?:\s+\d{{5}}(?:-\d{{4}})?)?"),
    (What.PLACE, rf"\b{_STATE}\s+(?P<it>\d{{5}}(?:-\d{{4}})?)\b|\b(?P<it2>\d{{5}}-\d{{4}})\b|\b(?:[Zz]ip|ZIP)(?:\s*code)?\s*:?\s*(?P<it3>\d{{5}})\b"),
    (What.PLACE, rf"\b(?:(?:[A-Z][\w'’&.-]{{0,25}}|of|the|and|St\.)[ \t]{{1,3}}){{0,3}}(?<![\w'’&.-])[A-Z][\w'’&.-]{{0,25}}[ \t]{{1,3}}{_PLACE_SUFFIX}(?![a-z])"),
    (What.PLACE, r"\b(?:lives?|living|resides?|moved|born|grew\s+up|travell?ed|drives?|drove|commutes?|flew|vacation(?:ed|ing)?)\s+(?:in|to|from|near|at)\s+(?P<it>[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2})"),
    (What.PLACE, r"\b(?:works?|worked|working|employed|volunteers?|teaches|attends?|enrolled|shops?)\s+(?:at|for|with|in)\s+(?P<it>[A-Z][\w'’&-]+(?:\s+[A-Z][\w'’&-]+){0,3})"),
    (What.NUMBER, r"(?<![A-Za-z0-9-])(?=(?:[A-Z-]{0,20}\d){3})(?=[\d-]{0,20}[A-Z])[A-Z0-9-]{6,30}[A-Z0-9](?![A-Za-z0-9-])"),
    (What.NUMBER, r"(?<![\d./-])\d{7,40}(?![\d/])"),
)  # fmt: skip

# What is never masked: codes, scores, grades, doses, times, vital signs. They are looked for first; a pattern that touches one is dropped.
_PROTECTED = re.compile(
    r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b"  # diagnosis codes with a dot
    r"|\b(?:ICD[- ]?10|Dx|diagnos\w+|code)s?:?\s*[A-TV-Z]\d[0-9A-Z]{1,5}\b"
    r"|\b(?:9[27]\d{3}|G0\d{3}|95\d{3}|96\d{3}|L\d{4}|A\d{4}|E\d{4})\b(?!-\d{4})"  # billing codes
    r"|\b[0-5][+-]?/5\b|\b\d{1,3}/\d{1,3}(?=\s*(?:on\s+)?(?:Berg|BBS|points?|pts?|score|trials?|attempts?|reps?|NPRS|VAS|pain|MMT|mmHg|lbs?|ft|sec|times|correct|opportunit))"
    r"|\b(?:Berg|BBS|BP|pain|NPRS|VAS|MMT|strength|FGA|DGI|Tinetti|MoCA|SLUMS|MMSE|grade|score[ds]?|rated)\s*:?\s*(?:is|was|of|at|to)?\s*\d{1,3}\s*/\s*\d{1,3}\b"
    r"|\b\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?|\b\d{2,3}/\d{2,3}(?=\s*(?:mm|,?\s*HR|\s*pulse))"
    r"|\b(?:Medicare|Medicaid|TRICARE|BCBS|Blue\s+Cross|Blue\s+Shield|Aetna|Cigna|Humana|UnitedHealthcare|UHC)\b",
    re.IGNORECASE,
)
# Words with a capital that stand where a name could and are none.
_NO_NAME = frozenset(
    ["dob", "dr", "mr", "mrs", "ms", "miss", "prof", "mrn", "npi", "mbi", "id", "ssn", "dpt", "pt", "ota", "cc", "hpi", "pmh", "chief", "complaint", "referral", "referring", "provider", "the", "this", "that", "these", "those", "there", "then", "they", "he", "she", "it", "his", "her", "hers", "their", "we", "i", "you", "no", "not", "none", "yes", "today", "tomorrow", "yesterday", "now", "here", "who", "what", "when", "where", "why", "how", "patient", "pt", "client", "resident", "child", "student", "therapist", "provider", "physician", "doctor", "nurse", "mother", "father", "mom", "dad", "parent", "wife", "husband", "son", "daughter", "able", "ambulated", "ambulates", "appears", "assessment", "assist", "assistance", "attended", "bed", "bilateral", "bilaterally", "bp", "cga", "sba", "mod", "min", "max", "ind", "wfl", "wnl", "rom", "arom", "prom", "mmt", "continue", "continued", "continues", "cont", "date", "decreased", "increased", "improved", "improving", "daily", "denied", "denies", "discharge", "discharged", "dos", "educated", "education", "eval", "evaluation", "exercise", "exercises", "functional", "gait", "goal", "goals", "good", "fair", "poor", "great", "hep", "home", "hr", "interventions", "left", "right", "lle", "rle", "lue", "rue", "long", "short", "term", "ltg", "stg", "manual", "medicare", "minutes", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "movement", "name", "note", "objective", "observed", "ot", "otr", "pain", "performed", "plan", "poc", "pta", "cota", "precautions", "progress", "progressing", "pt", "reports", "reported", "requires", "required", "response", "rehab", "rx", "safety", "session", "skilled", "slp", "soap", "standing", "sitting", "strength", "subjective", "tactile", "therapeutic", "therapy", "time", "tolerated", "total", "transfer", "transfers", "treatment", "tx", "verbal", "visit", "weakness", "will", "with", "without", "working", "and", "or", "but", "for", "from", "on", "in", "at", "to", "of", "by", "as", "if", "berg", "tug", "lefs", "dash", "quickdash", "ndi", "odi", "koos", "moca", "slums", "mmse", "fim", "barthel", "katz", "borg", "nprs", "vas", "iddsi", "mbss", "fees", "wab", "bdae", "cetp", "goldman", "fristoe", "nustep", "theraband", "bosu", "trx", "stroke", "cva", "tbi", "cabg", "thr", "tka", "tha", "acl", "mcl", "copd", "chf", "dm", "htn", "parkinson", "parkinsons", "alzheimer", "alzheimers", "bell", "bells", "romberg", "spurling", "lachman", "phalen", "tinel", "finkelstein", "neer", "hawkins", "trendelenburg", "thomas", "ober", "ely", "faber", "fadir", "mckenzie", "maitland", "mulligan", "kaltenborn", "epley", "dix", "hallpike", "brunnstrom", "ashworth", "babinski", "hoffman", "swiss", "english", "spanish", "mandarin", "vietnamese", "tagalog", "russian", "arabic", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "medical", "surgical", "neuro", "ortho", "acute", "chronic", "severe", "moderate", "mild", "onset", "history", "diagnosis", "signed", "electronically", "credential", "license", "department", "physical", "occupational", "speech", "language", "pathologist", "pathology", "assistant", "registered", "certified", "supervision", "supervised", "reviewed", "dictated", "summary", "weekly", "monthly", "report", "recertification"]
)  # fmt: skip


def protected(text: str) -> list[tuple[int, int]]:
    """Characters that are codes, scores, grades, times or names of insurers."""
    return [match.span() for match in _PROTECTED.finditer(text)]


def is_no_name(word: str) -> bool:
    """Whether a word with a capital is one of those that stand everywhere in notes."""
    return word.strip(".,'’").casefold() in _NO_NAME


def labelled(text: str) -> Iterator[Hit]:
    """What stands behind a label."""
    yield from _hits(text, _LABEL_EXPRESSIONS, "label")


def patterned(text: str) -> Iterator[Hit]:
    """What looks like something that points at a person."""
    yield from _hits(text, _PATTERN_EXPRESSIONS, "pattern")


def _hits(text: str, expressions: tuple[tuple[What, re.Pattern[str]], ...], how: str) -> Iterator[Hit]:
    for what, expression in expressions:
        for match in expression.finditer(text):
            group = next((name for name in expression.groupindex if match[name] is not None), 0)
            start, end = match.span(group)
            if what is What.NAME:
                start, end = _name_within(text, start, end)
            if end > start:
                yield Hit(start, end, what, how)


def _name_within(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without words at its ends that are no name; empty where nothing is left."""
    words = [match.span() for match in re.finditer(r"[^\s,]+", text[start:end])]

    def is_name(span: tuple[int, int]) -> bool:
        return not is_no_name(text[start + span[0] : start + span[1]])

    while words and not is_name(words[0]):
        words.pop(0)
    for n, span in enumerate(words):  # a name ends where a word comes that is none
        if not is_name(span):
            words = words[:n]
            break
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)


# A label counts as a label in any case; what it names has to be written as a name, so only the label is spelled without case.
def _compiled(entries: tuple[tuple[What, str], ...], *, is_label: bool) -> tuple[tuple[What, re.Pattern[str]], ...]:
    made = []
    for what, pattern in entries:
        if is_label and what is not What.AGE:
            label, it, rest = pattern.partition("(?P<it>")
            pattern = rf"(?<![A-Za-z])(?i:{label}){it}{rest}"
        made.append((what, re.compile(pattern)))
    return tuple(made)


_LABEL_EXPRESSIONS = _compiled(_LABELS, is_label=True)
_PATTERN_EXPRESSIONS = _compiled(_PATTERNS, is_label=False)
