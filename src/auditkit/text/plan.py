"""The plan of care: how often, for how long, and which kinds of treatment; nothing that belongs to someone or something else."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.context import HISTORY, HYPOTHETICAL
from auditkit.text.cues import shared
from auditkit.text.goals import goals
from auditkit.text.note import trimmed
from auditkit.text.plan_start import plan_begins, plan_inside
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

OFTEN, PLANNING, NOT_THERAPY, TREATMENT_KIND, DISCIPLINE = shared(
    "plan", "often", "planning", "not_therapy", "treatment_kind", "discipline_named"
)

_N = r"(?:\d{1,2}(?:\s?(?:-|\u2013|to|or|/)\s?\d{1,2})?|once|twice|thrice|one|two|three|four|five|six)"
_TIMES = (
    r"(?:times?|x's|x|\u00d7|visits?|sessions?|days?|afternoons?|mornings?|evenings?|d|appointments?|treatments?|tx)"
)
_WEEK = r"(?:wks?|weeks?|w|mos?|months?|fortnight|quarter|wkly|weekly|month)\b"
FREQUENCY = re.compile(
    rf"\b{_N}\s?(?:\(\d\)\s?)?{_TIMES}?\s?(?:/|per|a|an|each|every|x|\u00d7|out of the)\s?(?:a\s)?{_WEEK}"
    rf"|\b{_N}\s?{_TIMES}\s?(?:{_WEEK})"
    r"|\b(?:once|twice|thrice|one|two|three|four|five)[\s-](?:(?:times?|visits?|sessions?)\s)?(?:weekly|monthly|biweekly|a week|a month|a fortnight|wkly)"
    r"|\b(?:every|each)\s(?:other\s|second\s|third\s|two\s|three\s|2\s|3\s|4\s)?(?:wks?|weeks?|months?|day|tuesday|monday|wednesday|thursday|friday)\b"
    r"|\b(?:q|q\.)\s?(?:\d\s)?(?:wk|week|weekly|month|mo|2wk|2 wks?|other week)\b|\bqow\b|\bqod\b"
    r"|\b(?:bi-?)?weekly\b|\b(?:bi-?)?monthly\b|\bfortnightly\b|\bquarterly\b|\bwkly\b"
    r"|\bM/?W/?F\b|\bT/?Th\b|\bTu/?Th\b|\bmon(?:days?)?,?[ /&]+(?:and )?wed(?:nesdays?)?(?:,?[ /&]+(?:and )?fri(?:days?)?)?\b|\btues?(?:days?)?,?[ /&]+(?:and )?thurs?(?:days?)?\b"
    rf"|\b{_N}\s?/\s?(?=\d{{1,2}}\s?w)|\bfrequency\s*[:=]?\s*(?:of\s)?(?:daily|{_N}\s?x\b)|\bdaily (?:visits|sessions|therapy|treatment)\b",
    re.I,
)
_LONG = r"(?:\d{1,3}(?:\s?(?:-|\u2013|to|or)\s?\d{1,3})?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty(?:[ -]four)?|thirty|forty[ -]five|sixty|ninety)"
_MORE = r"(?:\s?(?:more|additional|further|total|consecutive|planned|treatment|therapy|skilled|outpatient|calendar|pt|ot|st|slp|individual|follow-?up))?"
_SPANS = rf"{_LONG}{_MORE}[\s-]?(?:wks?|weeks?|w(?!/)|mos?|months?|semesters?|quarters?|school years?|years?)\b"
_DAYS = r"(?:\d{2,3}|thirty|forty[ -]five|sixty|ninety)[\s-]?(?:calendar\s)?days?\b"
_VISITS = rf"{_LONG}{_MORE}\s?(?:visits|sessions|treatments|appointments|appts|tx|vis)\b"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)"
DURATION = re.compile(
    rf"\b(?:for|over|x|\u00d7|during|within|lasting|total(?:\s(?:of|duration))?|up to|additional|another|duration|dur|length|anticipate\w*|expect\w*|request\w*|recommend\w*|plan(?:ned)?|extend\w*|recertify|certify|renew)\s*(?:of|for|:|=|is|plan|by|an?)?\s*(?:a\s(?:total|period|duration)\sof\s|the\s|next\s|another\s|an?\sadditional\s|approximately\s|approx\.?\s|about\s|up\sto\s|~\s?)*(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|(?<![\w])[x\u00d7]\s?(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|\bx\s?\d{{1,2}}(?=\s*(?:$|[.;,:)]|\s(?:then|for|visits)))"
    rf"|\b(?:the\s)?next\s(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|(?:{_VISITS})|(?:{_SPANS})(?:\s(?:total|duration|plan|course|in all))?"
    rf"|(?<=/)\s?\d{{1,2}}\s?w(?:ks?|eeks?)?\b|\b{_DAYS}"
    rf"|\b(?:through|thru|until|till|to|ending|ends|end date|expires?)\s*:?\s*(?:the end of\s|end of\s)?(?:{_DAY}|{_MONTH}\b)"
    rf"|{_DAY}\s*(?:-|\u2013|\u2014|to|thru|through|until)\s*{_DAY}"
    r"|\b(?:one|this|next|the|a)\s(?:semester|school year|quarter)\b",
    re.I,
)
_NO_LENGTH = re.compile(
    r"\b(?:per|a|each|every|/|in|week|wk|visit|benefit|limit|age|of|after|since|within the last|past|last|first|week of|post|about|at|ago|symptoms?|attended|completed|kept|used|seen|missed|reporting)\s*#?:?\s*$",
    re.I,
)
_AGO = re.compile(
    r"\s*(?:ago|post|old|s/p|out|after|postop|post-op|history|of age|attended|completed|kept|used|seen|since|missed|to date|remaining before|per (?:calendar |benefit )?year|a year|into|gestation|later|prior|/\s?\d|follow|course of anti|of (?:pain|symptoms|conservative|rest|swelling))",
    re.I,
)
_ORDINAL = re.compile(r"\b(?:per|a|each|every|/)\s?$", re.I)
_HOME_GAP = 70


# the words without which no frequency, and no length, is written; looked for in the note in lower case before the dear expressions
_OFTEN_GATE = re.compile(
    r"w(?:ee)?k|/\s?w\b|\dw\b|month|\bmo\b|fortnight|m/?w/?f\b|\bmon|\btu|\bt/?th|every|\bq[do]|dail|quarterl|freq|/\d{1,2}w"
)
_LONG_GATE = re.compile(
    r"w(?:ee)?k|\dw?\s?w\b|month|\bmos?\b|visit|session|\d\s?-?days|\d-day|ty days|five days|treatments|app(?:oin)?t|\bvis\b|cert|until|till|thr[uo]|semester|quarter|school year|\bx\s?\d{1,2}\s*[.;,:)]|\bto\s\d|end date|expires|\d/\d+\s?[-\u2013]|\btx\b"
)


class Planned(NamedTuple):
    """What a plan says: its span, its sentence, and whether the line is labelled with it."""

    start: int
    end: int
    sentence: object
    labelled: bool


_SKIP = frozenset(
    (
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HOME_PROGRAM,
        Section.PRECAUTIONS,
        Section.SUBJECTIVE,
        Section.MINUTES,
        Section.FUNCTION,
    )
)


def _begin(note, sentence) -> int:
    """Where the plan may begin in a sentence: among goals and treatments only where it says so itself."""
    if sentence.section not in (Section.GOALS, Section.INTERVENTIONS):
        return sentence.start
    text = note.text
    if plan_begins(note, sentence) or FREQUENCY.match(
        text, sentence.body + (text[sentence.body : sentence.body + 1] == " "), sentence.end
    ):
        return sentence.start
    return plan_inside(text, sentence.start, sentence.end)


def frequencies(note) -> list[Planned]:
    """How often this therapy is planned, in reading order; read once per note."""
    kept = vars(note)
    if "_frequencies" not in kept:
        kept["_frequencies"] = _frequencies(note)
    return kept["_frequencies"]


def _frequencies(note) -> list[Planned]:
    text, low = note.text, note.lower
    found = []
    for sentence in note.sentences:
        if sentence.section in _SKIP or not _OFTEN_GATE.search(low, sentence.start, sentence.end):
            continue
        begin = _begin(note, sentence)
        if begin == sentence.end:
            continue
        for match in FREQUENCY.finditer(text, begin, sentence.end):
            if _is_blank(text, match) or not _is_planned(note, sentence, match.start(), match.end()):
                continue
            found.append(Planned(*match.span(), sentence, "freq" in sentence.label))
    return found


def durations(note) -> list[Planned]:
    """For how long this therapy is planned, in reading order; read once per note."""
    kept = vars(note)
    if "_durations" not in kept:
        kept["_durations"] = _durations(note)
    return kept["_durations"]


def _durations(note) -> list[Planned]:
    text, low = note.text, note.lower
    found = []
    own_goals = None
    for sentence in note.sentences:
        if sentence.section in _SKIP or not _LONG_GATE.search(low, sentence.start, sentence.end):
            continue
        begin = _begin(note, sentence)
        if begin == sentence.end:
            continue
        for match in DURATION.finditer(text, begin, sentence.end):
            words = match[0].lower()
            if _AGO.match(text, match.end()) or _is_blank(text, match):
                continue
            lead = text[max(sentence.start, match.start() - 22) : match.start()]
            is_period = bool(re.match(r"\s?\d", words)) and any(c in words for c in "-/\u2013")
            bare = words[0].isdigit() or re.match(_LONG, words)
            if bare and (words.startswith(("a ", "an ")) or "year" in words or "yr" in words):
                continue
            if (
                _FROM_RATE.match(words)
                and text[match.end() : match.end() + 1] != "/"
                and text[match.start() - 1] == "/"
                and text[match.start() - 2].isdigit()
            ):
                found.append(Planned(*match.span(), sentence, True))
                continue
            if bare and not re.search(r"vis|sess|treat|appo|tx", words) and not _is_plan_line(text, sentence):
                continue
            if bare and _NO_LENGTH.search(lead) and not re.search(r"duration|total of\s$", lead, re.I):
                continue
            if _FREQUENCY_PART.match(text, match.end()):
                continue
            if is_period and re.search(r"\d[/.-]\d", words) and not _CERT.search(text, sentence.start, match.start()):
                if sentence.section is not Section.PLAN and not sentence.cues & PLANNING:
                    continue
                if re.search(r"period|covered|covers|attended|seen", lead, re.I):
                    continue
            if not _is_planned(note, sentence, match.start(), match.end(), length=True):
                continue
            if own_goals is None:
                own_goals = [(g.from_label, g.sentence.end) for g in goals(note)]
            if any(a <= match.start() < b for a, b in own_goals) and not FREQUENCY.search(
                text, sentence.start, sentence.end
            ):
                continue
            found.append(
                Planned(
                    *trimmed(text, *match.span()),
                    sentence,
                    sentence.label.startswith("dur") or "duration" in lead.lower(),
                )
            )
    return found


_FROM_RATE = re.compile(r"\s?\d{1,2}\s?(?:wks?|weeks?|w)\b")


def _is_plan_line(text: str, sentence) -> bool:
    return (
        sentence.section is Section.PLAN
        or sentence.label.startswith(("dur", "plan", "poc", "freq", "cert"))
        or bool(FREQUENCY.search(text, sentence.start, sentence.end))
        or bool(_CERT.search(text, sentence.start, sentence.end))
    )


_CERT = re.compile(r"\b(?:re)?cert\w*|poc|plan of care|plan|period of care|authori[sz]ation|duration", re.I)
_FREQUENCY_PART = re.compile(r"\s?(?:per|a|/|each|every)\s?(?:wk|week|w\b|month)", re.I)


def _is_blank(text: str, match) -> bool:
    """ "x times per week" of a template, in square brackets."""
    opened = text.rfind("[", max(0, match.start() - 40), match.start())
    return opened >= 0 and text.find("]", opened, match.start()) < 0


def _is_planned(note, sentence, start: int, end: int, *, length: bool = False) -> bool:
    """Does what stands at `start` belong to the plan of this patient's therapy?"""
    text = note.text
    positive = sentence.section is Section.PLAN
    clause_start = max(text.rfind(mark, sentence.start, start) for mark in (". ", "; ", ", ", ": ", "("))
    for hit in sentence.hits:
        if hit.start >= end:
            break
        if hit.cues & (HYPOTHETICAL | HISTORY) and hit.end <= start:
            return False
        if hit.cues & NOT_THERAPY and hit.end <= start and start - hit.end < _HOME_GAP:
            if hit.start > clause_start and not any(
                h.cues & (PLANNING | DISCIPLINE) and hit.end <= h.start and h.end <= start for h in sentence.hits
            ):
                return False
            if (
                not any(
                    h.cues & (PLANNING | DISCIPLINE | TREATMENT_KIND) and not h.cues & NOT_THERAPY
                    for h in sentence.hits
                )
                and sentence.section is not Section.PLAN
            ):
                return False
    if _LATER.match(text, end):
        return False
    if positive:
        return True
    if any(h.cues & (PLANNING | DISCIPLINE | TREATMENT_KIND) and not h.cues & NOT_THERAPY for h in sentence.hits):
        return not _REPORTED.search(text, sentence.start, start)
    near = text[max(0, sentence.start) : sentence.end]
    if sentence.section in (Section.NOTE, Section.ASSESSMENT, Section.DIAGNOSIS, Section.HEADER):
        if length:
            return bool(FREQUENCY.search(near)) or bool(_CERT.search(near))
        return start - sentence.body < 4 or bool(DURATION.search(near, end - sentence.start))
    return False


_LATER = re.compile(
    r"\s*(?:at another|with (?:his|her) (?:trainer|chiro)|under iep|at school|of dialysis|\w+ing at home|at home\b)",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:was|were|had|has been|have been|attended|finished|completed|received|gets|receives|goes|went|reports?|states?|wakes|symptoms?)\b(?!.{0,60}\b(?:now|plan|recommend|will|continue|this time)\b)",
    re.I,
)


def treatments(note) -> list[tuple[int, int]]:
    """The kinds of treatment, or the discipline with its frequency, that the plan names."""
    text = note.text
    found = []
    often = {p.sentence.index for p in frequencies(note)} | {p.sentence.index for p in durations(note)}
    previous_plan_line = last_plan = -9
    for sentence in note.sentences:
        cues = sentence.cues
        if sentence.section in _SKIP and sentence.section is not Section.INTERVENTIONS:
            continue
        planned = (
            sentence.section is Section.PLAN or sentence.index in often or (cues & PLANNED_WORDS and not cues & NOT_NOW)
        )
        if sentence.section is Section.GOALS:
            planned = planned and _begin(note, sentence) < sentence.end
        before = note.sentences[sentence.index - 1] if sentence.index else None
        if (
            not planned
            and before is not None
            and before.index in often
            and before.line == sentence.line
            and text[before.end - 1] == ";"
        ):
            planned = True  # "2x/week for 8 weeks; gait training, manual therapy"
        if sentence.section is Section.PLAN:
            last_plan = sentence.line
        if sentence.section is Section.INTERVENTIONS:
            planned = (
                sentence.index in often
                or 0 < sentence.line - last_plan < 5
                or bool(_PLANNED_LABEL.search(sentence.heading) or _PLANNED_LABEL.search(sentence.label))
            )
        if planned and sentence.line > previous_plan_line:
            previous_plan_line = sentence.line
        if (
            not planned
            and sentence.section in (Section.NOTE, Section.ASSESSMENT)
            and 0 <= sentence.line - previous_plan_line <= 1
            and cues & TREATMENT_KIND
            and sentence.index - 1 in often
        ):
            planned = True
        if not planned or _SOMEBODY.search(text[sentence.start : sentence.end]):
            continue
        named = [
            h
            for h in sentence.hits
            if h.cues & TREATMENT_KIND and _counts(text, sentence, h) and not note.is_negated(sentence, h.start)
        ]
        if named:
            found.append(_list_of(note, sentence, named))
        elif (cues & DISCIPLINE and sentence.index in often) or (
            cues & DISCIPLINE and _SPELLED.search(text, sentence.start, sentence.end)
        ):
            hit = next(
                (
                    h
                    for h in sentence.hits
                    if h.cues & DISCIPLINE and not (h.phrase == "pt" and _IS_PATIENT.match(text, h.end))
                ),
                None,
            )
            if hit is not None and not _ORDERED.search(text, sentence.start, sentence.end):
                near = [
                    p for p in (*frequencies(note), *durations(note)) if p.sentence is sentence and p.start >= hit.start
                ]
                found.append((hit.start, near[0].end if near and near[0].start - hit.end < 40 else hit.end))
    return found


PLANNED_WORDS, NOT_NOW = shared("plan", "planned_words", "not_now")
_PLANNED_LABEL = re.compile(r"plan|propos|recommend|to include|treatment approach", re.I)
_SPELLED = re.compile(
    r"\b(?:physical|occupational|speech|hand|language)[- ](?:and[- ]language[- ]|language[- ])?(?:therapy|pathology)\b.{0,60}\b(?:recommended|planned|weeks?|is to|to address|for)\b",
    re.I,
)
_IS_PATIENT = re.compile(
    r"\s*(?:to|will|is|was|has|would|can|agrees?|tolerat|seen|may|should|reports?|presents?|and (?:wife|family|husband|parent)|in agreement|verbal)\b",
    re.I,
)
_ORDERED = re.compile(r"\beval(?:uate|uation)?\s*(?:and|&|/|\+|,)\s*(?:treat|tx)\b", re.I)
_SOMEBODY = re.compile(
    r"^\W*(?:(?:his|her|the|pt's|patient's)\s+)?(?:wife|husband|brother|sister|daughter|son|mother|father|mom|dad|physician|surgeon|md|dr\.?|doctor|neighbou?r|roommate|cousin)\b(?!.{0,40}\bto (?:attend|join|come))|\b(?:patient|pt|he|she) (?:is planning|plans|would like|wants|hopes)\b|\b(?:tried|failed) \w+",
    re.I,
)
_GENERIC_KIND = frozenset(
    (
        "hep",
        "home program",
        "home exercise program",
        "equipment",
        "balance",
        "ice",
        "exercise",
        "fluency",
        "voice",
        "feeding",
        "sensory",
        "compression",
        "positioning",
        "adl",
        "adls",
        "breathing",
        "transfers",
        "self care",
        "self-care",
        "articulation",
        "gait",
        "functional mobility",
        "education",
        "patient education",
        "pt education",
        "te",
        "ta",
        "mt",
    )
)


def _counts(text: str, sentence, hit) -> bool:
    """A word that may also name a deficit ("deficits in balance") counts in a list of treatments, after "with", or as a training."""
    if hit.phrase not in _GENERIC_KIND:
        return True
    if hit.phrase in ("hep", "home program", "home exercise program"):
        return any(
            h.cues & TREATMENT_KIND and h.phrase not in ("hep", "home program", "home exercise program")
            for h in sentence.hits
        )
    if hit.phrase in ("te", "ta", "mt"):
        return text[hit.start : hit.end].isupper()
    after = text[hit.end : hit.end + 14].lower()
    if re.match(
        r"\s?(?:training|retraining|therapy|tx|treatment|work|exercises?|re-?ed|activities|practice|drills)", after
    ):
        return True
    before = text[max(sentence.start, hit.start - 40) : hit.start].lower()
    return not re.search(
        r"(?:improve|increase|address|deficits? (?:in|with)|decreased|impaired|maximi[sz]e|to|for|limited|poor|re-?assess|check|test)\s+(?:\w+\s+){0,2}$",
        before,
    )


def _list_of(note, sentence, named) -> tuple[int, int]:
    """The list of treatments from the first to the last one named."""
    start, end = named[0].start, named[-1].end
    if end - start > 170:
        end = next(h.end for h in reversed(named) if h.end - start <= 170)
    text = note.text
    while start > sentence.body and text[start - 1] not in ",;:.\n" and start > named[0].start - 24:
        start -= 1
    while end < sentence.end and text[end] not in ",;.\n" and end < named[-1].end + 24:
        end += 1
    return trimmed(text, start, end)


def pointer(note, *labels: str) -> tuple[int, int] | None:
    """Words that send the reader elsewhere for the plan, where the sentence speaks of one of `labels`."""
    text = note.text
    for sentence in note.sentences:
        if sentence.section is Section.PLAN or sentence.cues & PLANNING:
            low = text[sentence.start : sentence.end].lower()
            if any(label in low for label in labels):
                if found := points_elsewhere(note, sentence):
                    return found
                if match := _ELSEWHERE.search(text, sentence.start, sentence.end):
                    return match.span()
    return None


_ELSEWHERE = re.compile(
    r"\b(?:see|per|refer to|as on|as per)\s+(?:the\s+)?(?:signed |physician |md |attached |separate |\w+ )?(?:order|script|prescription|referral|protocol|cert\w*(?: form)?|form|page|poc|plan|document|sheet|file)\b(?=.{0,12}(?:\(|not|on file|page|\d|$|\.))",
    re.I,
)


_OPEN_END = re.compile(
    r"\b(?:receive|receiving|include|including|consist of|a period of|frequency of|times per|within|up to)\s*$", re.I
)


def broken_off(note, *words: str) -> tuple[int, int] | None:
    """A plan's sentence that stops in the middle, with one of `words` near its end."""
    text = note.text
    for sentence in note.sentences:
        if sentence.section is Section.PLAN or sentence.cues & (PLANNING | OFTEN):
            if is_cut_off(note, sentence) or _OPEN_END.search(text, sentence.body, sentence.end):
                tail = text[sentence.body : sentence.end].lower()[-45:]
                if any(word in tail for word in words):
                    return trimmed(text, sentence.body, sentence.end)
    return None
