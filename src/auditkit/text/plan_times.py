"""How often and for how long this patient's therapy is planned; nothing that belongs to someone or something else."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.context import HISTORY, HYPOTHETICAL
from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.goals import goals
from auditkit.text.note import trimmed
from auditkit.text.plan_start import plan_begins, plan_inside
from auditkit.text.sections import Section

PLANNING, NOT_THERAPY, TREATMENT_KIND, DISCIPLINE = shared(
    "plan", "planning", "not_therapy", "treatment_kind", "discipline_named"
)

# All expressions read the note in lower case.
_N = r"(?:\d{1,2}(?:\s?(?:-|\u2013|to|or|/)\s?\d{1,2})?|once|twice|thrice|one|two|three|four|five|six)"
_TIMES = (
    r"(?:times?|x's|x|\u00d7|visits?|sessions?|days?|afternoons?|mornings?|evenings?|d|appointments?|treatments?|tx)"
)
_WEEK = r"(?:wks?|weeks?|w|mos?|months?|fortnight|quarter|wkly|weekly|month)\b"
_TICKED = r"(?:\[\s?x\s?\]|\(x\)|\u2612|\u2611|\u2713|\u2714)\s?"
_CHOICE = r"\s{0,3}(?:\[\s?\]|\(\s\)|\u2610|\u25a1)\s?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur)day"
_SHORT_DAY = r"(?:mon|tues?|weds?|thu(?:rs?)?|fri)"
_ANY_DAY = rf"(?:{_WEEKDAY}|{_SHORT_DAY})s?"
FREQUENCY = expression(
    rf"(?:{_TICKED}{_N}\s?{_TIMES}?(?:{_CHOICE}{_N}\s?{_TIMES}?)*\s{{0,3}}(?:/|per|a|each|every)?\s?{_WEEK}"
    r"|\b\d{1,2}\s(?:visits|sessions|treatments)\s(?:in|over)\s\d{1,2}\s(?:weeks|wks)\b"
    rf"|\b(?:{_WEEKDAY}s?,?\s?(?:and|&|/|,)\s?){{1,3}}{_WEEKDAY}s\b|\b(?:{_SHORT_DAY}\s?[/&+]\s?){{1,3}}{_SHORT_DAY}\b"
    rf"|\b(?:come|comes|attend|seen|see (?:him|her|them|pt)|visits?|sessions?|every|scheduled|booked)\s(?:in\s|on\s|for\s)?{_ANY_DAY},?\s?(?:and|&|/)\s?{_ANY_DAY}\b"
    r"|\b(?:visits?|sessions?|times|days|x)\s?(?:/|per)\s?(?:wk|week|month)\s?[:=]?\s?\d\b"
    r"|\b(?:[1-7]w\d{1,2}|[bt]iw|q\d?wk?s?)\b(?![/-])"
    r"|\b\d(?:\.5)?\s?(?:hrs?|hours?)\s?(?:/|per|a|each|every)\s?(?:wk|week|month)\b"
    r"|\b(?:(?:one|1|a single|single)[\s-](?:visit|session|treatment)\s(?:only|total|is planned)|one[\s-]time (?:visit|session|consult\w*|treatment))\b"
    rf"|\b(?:{_N}\s?(?:\(\d\)\s?)?{_TIMES}?\s?(?:/|per|a|an|each|every|x|\u00d7|out of the)\s?(?:a\s)?{_WEEK}"
    rf"|{_N}\s?{_TIMES}\s?(?:{_WEEK})"
    rf"|{_N}\s?{_TIMES}?\s?(?:(?:/|per|every|each|q|in)\s?(?:\d|two|three|four|other)|(?:in|within|during)\s(?:a|each|the|any))\s?{_WEEK}|(?:q|q\.|every)\s?(?:\d{{1,2}}(?:-\d{{1,2}})?|three|four|five|six|ten|fourteen)\s?(?:d|days)\b"
    rf"|{_N}\s?(?:x|\u00d7|times)\s?\d{{2,3}}[\s-]?(?:min(?:ute)?s?|hrs?|hours?)?\s?(?:sessions?\s)?(?:/|per|a|each|every)?\s?(?:wk|week|weekly|wkly|month|monthly)\b"
    rf"|{_N}\s?(?:session|visit|appointment)s?\b[^.;\n]{{0,40}}\b(?:each|every|a|per)\s(?:week|month|fortnight)\b"
    rf"|\d{{2,3}}\s?(?:min(?:ute)?s?|hrs?)\s?(?:/|per|a|each|every)\s?(?:wk|week|month)\b"
    r"|(?:once|twice|thrice|one|two|three|four|five)[\s-](?:(?:times?|visits?|sessions?)\s)?(?:weekly|monthly|biweekly|a week|a month|a fortnight|wkly)"
    r"|(?:every|each)\s(?:other\s|second\s|third\s|two\s|three\s|2\s|3\s|4\s)?(?:wks?|weeks?|months?|day|tuesday|monday|wednesday|thursday|friday)\b"
    r"|(?:q|q\.)\s?(?:\d\s)?(?:wk|week|weekly|month|mo|2wk|2 wks?|other week)\b|qow\b|qod\b"
    r"|(?:a|one|two|three|four|[1-4])\s(?:weeks?|days)\sapart\b"
    r"|(?:bi-?)?weekly\b|(?:bi-?)?monthly\b|fortnightly\b|quarterly\b|wkly\b"
    r"|m/?w/?f\b|m\s?/\s?th\b|tu?\s?/\s?fr?i?\b|t/?th\b|tu/?th\b|mon(?:days?)?,?[ /&]+(?:and )?wed(?:nesdays?)?(?:,?[ /&]+(?:and )?fri(?:days?)?)?\b|tues?(?:days?)?,?[ /&]+(?:and )?thurs?(?:days?)?\b"
    rf"|{_N}\s?/\s?(?=\d{{1,2}}\s?w)|frequency\s*[:=]?\s*(?:of\s)?(?:daily|{_N}\s?x\b)|daily (?:visits|sessions|therapy|treatment)\b))"
)
_LONG = r"(?:\d{1,3}(?:\s?(?:-|\u2013|to|or)\s?\d{1,3})?|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty(?:[ -]four)?|thirty|forty[ -]five|sixty|ninety|(?:a |half a |one |two )?dozen|a couple of|a handful of))"
_MORE = r"(?:\s?(?:more|additional|further|total|consecutive|planned|treatment|therapy|skilled|outpatient|calendar|pt|ot|st|slp|individual|follow-?up|weekly|biweekly|monthly|fortnightly|hourly|one-hour|\d\d-min\w*)){0,2}"
_SPANS = rf"{_LONG}{_MORE}[\s-]?(?:wks?|weeks?|w(?!/)|mos?|months?|semesters?|quarters?|school years?|years?)\b"
_DAYS = r"(?:\d{2,3}|thirty|forty[ -]five|sixty|ninety)[\s-]?(?:calendar\s)?days?\b"
_VISITS = rf"{_LONG}{_MORE}\s?(?:visits|sessions|treatments|appointments|appts|tx|vis)\b"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)"
DURATION = expression(
    rf"\b(?:(?:for|over|x|\u00d7|during|within|lasting|total(?:\s(?:of|duration))?|up to|additional|another|duration|dur|length|anticipate\w*|expect\w*|request\w*|recommend\w*|plan(?:ned)?|extend\w*|recertify|certify|renew)\s*(?:of|for|:|=|is|plan|by|an?)?\s*(?:a\s(?:total|period|duration)\sof\s|the\s|next\s|first\s|initial\s|another\s|an?\sadditional\s|approximately\s|approx\.?\s|about\s|up\sto\s|~\s?)*(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|x\s?\d{{1,2}}(?=\s*(?:$|[.;,:)]|\s(?:then|for|visits)))"
    rf"|(?:the\s)?next\s(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|{_DAYS}"
    rf"|(?:through|thru|until|till|to|ending|ends|end date|expires?)\s*:?\s*(?:the end of\s|end of\s)?(?:{_DAY}|{_MONTH}\b)"
    rf"|(?:through|thru|until|till)\s+(?:the\s+)?(?:new year|christmas|thanksgiving|easter|(?:spring|summer|fall|autumn|winter)(?: break)?|holidays|(?:end|start|close) of (?:the )?(?:\w+ )?(?:year|term|semester|quarter|month|season|cert\w*)|next (?:review|report|iep|ifsp|progress report)|annual (?:review|iep|ifsp))"
    rf"|(?:from now|from today|now)\s+(?:through|thru|until|till|to)\s+(?:the\s+)?(?:[a-z]+\s+){{0,3}}(?:on\s+)?{_DAY})"
    r"|\b[1-7]w\d{1,2}\b|\bdur\w*\s?[:=]\s?\d{2,3}\s?d\b|(?:#\s?|\b(?:no\.?|number)\s)(?:of\s)?(?:weeks|wks|visits|sessions|months)\s?[:=]?\s?\d{1,2}\b|\b(?:visits|sessions|weeks|wks)\s?[:=]\s?\d{1,2}\b(?!\s?[/x])"
    r"|\b(?:(?:one|1|a single|single)[\s-](?:visit|session|treatment)\s(?:only|total|is planned)|one[\s-]time (?:visit|session|consult\w*|treatment))\b"
    rf"|\b(?:until|till|through)\s(?:[a-z']+\s){{1,6}}(?:on|ends?)\s{_DAY}|\b(?:visits?|sessions?)\b[^.;\d\n]{{0,20}}?{_LONG}\sin (?:all|total)\b"
    rf"|(?<![\w])[x\u00d7]\s?(?:{_SPANS}|{_DAYS}|{_VISITS})"
    rf"|(?:{_VISITS})|(?:{_SPANS})(?:\s(?:total|duration|plan|course|in all))?"
    rf"|(?<=/)\s?\d{{1,2}}\s?w(?:ks?|eeks?)?\b"
    rf"|{_DAY}\s*(?:-|\u2013|\u2014|to|thru|through|until)\s*{_DAY}"
    r"|\b(?:one|this|next|the|a)\s(?:semester|school year|quarter)\b"
)
_BY_SEASON = re.compile(
    r"new year|christmas|thanksgiving|easter|spring|summer|fall|autumn|winter|holidays|annual|next "
)
_YEAR = re.compile(r"\s*(?:of )?(?:19|20)\d\d")
_A_NUMBER = re.compile(_LONG)
_NO_LENGTH = re.compile(
    r"\b(?:per|a|each|every|/|in|week|wk|visit|benefit|limit|age|of|after|since|within the last|past|last|first|week of|post|about|at|ago|symptoms?|attended|completed|kept|used|seen|missed|reporting)\s*#?:?\s*$",
)
_AGO = re.compile(
    r"\s*(?:given over|devoted|set aside|spent|of (?:these|those|them|which)|ago|post|old|s/p|out|after|postop|post-op|history|of age|attended|completed|kept|used|seen|since|missed|to date|remaining before|per (?:calendar |benefit )?year|a year|into|gestation|later|prior|/\s?\d|follow|course of anti|of (?:pain|symptoms|conservative|rest|swelling))",
)
# "off work for 8 weeks", "sling for 6 weeks": lengths of something else
_OF_CARE = re.compile(
    r"\b(?:off work|out of work|off duty|nwb|ttwb|non-?weight[- ]bearing|brace|splint|sling|cast|boot|antibiotics?|precautions)\s*(?:worn\s+|on\s+|\()?$"
)
_HOME_GAP = 70

# the words without which no frequency, and no length, is written; looked for before the dear expressions
_OFTEN_WORDS = (
    "week",
    "wk",
    "month",
    "every",
    "freq",
    "daily",
    "quarterl",
    "fortnight",
    "days",
    "one visit",
    "one-time",
    "one time",
)
_OFTEN_SHORT = expression(
    r"/(?:\s?w\b|\d{1,2}w)|\dw\b|\b(?:mo\b|mon|tu|t/?th|m\s?/\s?th|t\s?/\s?f|q[do\dw]|dail|[bt]iw|wed|thu|single|1 (?:visit|session))|m/?w/?f\b|\dw\d"
)
_LONG_WORDS = ("week", "wk", "month", "visit", "session", "until", "till", "through", "cert", "treatments", "semester", "quarter", "school year", "days", "new year", "christmas", "summer", "spring", "winter", "autumn", "annual", "holidays", "from now", "dozen")  # fmt: skip
_LONG_SHORT = expression(
    r"\d(?:w?\s?w\b|/\d+\s?[-\u2013]|-day)|\b(?:(?:mos?|vis|tx)\b|to\s\d|x\s?\d{1,2}\s*[.;,:)]|app(?:oin)?t|thr[uo]|end date|expires)|\dw\d|dur\w*\s?[:=]|single|one[ -]time"
)
_FROM_RATE = re.compile(r"\s?\d{1,2}\s?(?:wks?|weeks?|w)\b")
_CERT = expression(r"\b(?:re)?cert\w*|poc|plan of care|plan|period of care|authori[sz]ation|duration")
_FREQUENCY_PART = re.compile(r"\s?(?:per|a|/|each|every)\s?(?:wk|week|w\b|month)")
_LATER = re.compile(
    r"\s*(?:(?:x \d+ \w+ |on his own |on her own )?(?:at|with) (?:the |his |her |a )?(?:local )?(?:y\b|ymca|gym|rec\b|pool|health club|senior center|trainer)|[^.;\n]{0,24}\b(?:last|the previous) (?:year|spring|summer|fall|winter|episode)|at another|with (?:his|her) (?:trainer|chiro)|under iep|at school|of dialysis|\w+ing at home|at home\b)",
)
_REPORTED = re.compile(
    r"\b(?:(?:do|perform|repeat|practice) (?:these|your|them|this|all)|does (?:his|her|their|the)|works? out|exercises (?:at|\d)|was|were|had|has been|have been|attended|finished|completed|received|gets|receives|goes|went|reports?|states?|wakes|symptoms?)\b(?!.{0,60}\b(?:now|plan|recommend|will|would be|continue|this time)\b)",
)
# what somebody asked for is not yet this plan
_ORDERED = re.compile(
    r"\b(?:md|dr\.? \w+|physician|surgeon|doctor|pcp|family|mother|parents?|patient|pt)\s(?:is )?(?:request\w*|order\w*|wants?|wanted|ask\w*|prescrib\w+|hopes|prefers?|suggest\w*)\b"
)
_AGREED = re.compile(
    r"\b(?:agreed|propos\w+|suggest\w*|recommend\w*|decided|plan\w*)\b|\bi would (?:like|suggest|recommend|propose|see)\b"
)
_OF_VISITS = re.compile(r"vis|sess|treat|appo|tx")
_SAYS_LENGTH = re.compile(r"duration|total of\s$")
_A_DATE = re.compile(r"\d[/.-]\d")
_PAST_PERIOD = re.compile(r"period|covered|covers|attended|seen")
NOT_THE_PLAN = frozenset(
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
_OPEN = frozenset((Section.NOTE, Section.ASSESSMENT, Section.DIAGNOSIS, Section.HEADER))


class Planned(NamedTuple):
    """What a plan says: its span, its sentence, and whether the line is labelled with it."""

    start: int
    end: int
    sentence: object
    labelled: bool


def frequencies(note) -> list[Planned]:
    """How often this therapy is planned, in reading order; read once per note."""
    kept = vars(note)
    if "_frequencies" not in kept:
        kept["_frequencies"] = _frequencies(note)
    return kept["_frequencies"]


def durations(note) -> list[Planned]:
    """For how long this therapy is planned, in reading order; read once per note."""
    kept = vars(note)
    if "_durations" not in kept:
        kept["_durations"] = _durations(note)
    return kept["_durations"]


def plan_from(note, sentence) -> int:
    """Where the plan may begin in a sentence: among goals and treatments only where it says so itself."""
    if sentence.section not in (Section.GOALS, Section.INTERVENTIONS):
        return sentence.start
    low = note.lower
    body = sentence.body + (low[sentence.body : sentence.body + 1] == " ")
    if plan_begins(note, sentence) or FREQUENCY.match(low, body, sentence.end):
        return sentence.start
    return plan_inside(note.text, sentence.start, sentence.end)


def _frequencies(note) -> list[Planned]:
    low = note.lower
    found = []
    for sentence in note.sentences:
        if not _may_plan(sentence) or not _holds(low, sentence, _OFTEN_WORDS, _OFTEN_SHORT):
            continue
        begin = plan_from(note, sentence)
        if begin == sentence.end:
            continue
        for match in FREQUENCY.finditer(low, begin, sentence.end):
            start, end = match.span()
            if not _is_blank(low, start) and _is_planned(note, sentence, start, end):
                found.append(Planned(start, end, sentence, "freq" in sentence.label))
    return found


def _durations(note) -> list[Planned]:
    low = note.lower
    found = []
    for sentence in note.sentences:
        if not (
            _may_plan(sentence)
            or (sentence.section not in NOT_THE_PLAN and low.find("/", sentence.start, sentence.end) >= 0)
        ) or not _holds(low, sentence, _LONG_WORDS, _LONG_SHORT):
            continue
        begin = plan_from(note, sentence)
        if begin == sentence.end:
            continue
        for match in DURATION.finditer(low, begin, sentence.end):
            if planned := _length(note, sentence, match):
                found.append(planned)
    return found


def _length(note, sentence, match: re.Match) -> Planned | None:
    """The length of the plan in a match of DURATION, if it is one."""
    low, words = note.lower, match[0]
    start, end = match.span()
    if _AGO.match(low, end) or _is_blank(low, start) or _OF_CARE.search(low, max(sentence.start, start - 30), start):
        return None
    if _BY_SEASON.search(words) and (not _is_plan_line(low, sentence) or _YEAR.match(low, end)):
        return None
    bare = words[0].isdigit() or _A_NUMBER.match(words)
    if bare and (words.startswith(("a ", "an ")) or "year" in words or "yr" in words):
        return None
    if _FROM_RATE.match(words) and low[end : end + 1] != "/" and low[start - 1] == "/" and low[start - 2].isdigit():
        return Planned(start, end, sentence, True)
    lead = low[max(sentence.start, start - 22) : start]
    if bare:
        if not _OF_VISITS.search(words) and not _is_plan_line(low, sentence):
            return None
        if _NO_LENGTH.search(lead) and not _SAYS_LENGTH.search(lead):
            return None
    if _FREQUENCY_PART.match(low, end):
        return None
    if (
        words.lstrip()[:1].isdigit()
        and _A_DATE.search(words)
        and not _CERT.search(low, sentence.start, start)
        and ((sentence.section is not Section.PLAN and not sentence.cues & PLANNING) or _PAST_PERIOD.search(lead))
    ):
        return None
    if not _is_planned(note, sentence, start, end, length=True):
        return None
    if any(g.from_label <= start < g.sentence.end for g in goals(note)) and not FREQUENCY.search(
        low, sentence.start, sentence.end
    ):
        return None
    return Planned(*trimmed(note.text, start, end), sentence, sentence.label.startswith("dur") or "duration" in lead)


def _holds(low: str, sentence, words: tuple[str, ...], short: re.Pattern) -> bool:
    said = low[sentence.start : sentence.end]
    for word in words:
        if word in said:
            return True
    return short.search(said) is not None


def _may_plan(sentence) -> bool:
    """Could `_is_planned` hold for anything in the sentence?"""
    section = sentence.section
    return section not in NOT_THE_PLAN and (
        section is Section.PLAN or section in _OPEN or sentence.cues & (PLANNING | DISCIPLINE | TREATMENT_KIND) != 0
    )


def _is_plan_line(low: str, sentence) -> bool:
    return (
        sentence.section is Section.PLAN
        or sentence.label.startswith(("dur", "plan", "poc", "freq", "cert"))
        or FREQUENCY.search(low, sentence.start, sentence.end) is not None
        or _CERT.search(low, sentence.start, sentence.end) is not None
    )


_TICK = re.compile(_TICKED)
_UNTICKED = re.compile(r"(?:\[\s?\]|\(\s\)|\u2610|\u25a1)\s{0,2}$")


def is_unticked(low: str, start: int) -> bool:
    """Does an empty box stand in front of it: a choice that was not taken?"""
    return _UNTICKED.search(low, max(0, start - 6), start) is not None


def _is_blank(low: str, start: int) -> bool:
    """ "x times per week" of a template, in square brackets, or behind an empty box."""
    if is_unticked(low, start):
        return True
    if low.startswith("[", start):
        return False
    opened = low.rfind("[", max(0, start - 40), start)
    return opened >= 0 and low.find("]", opened, start) < 0


def _is_planned(note, sentence, start: int, end: int, *, length: bool = False) -> bool:
    """Does what stands at `start` belong to the plan of this patient's therapy?"""
    low = note.lower
    in_plan = sentence.section is Section.PLAN
    about_therapy = any(
        h.cues & (PLANNING | DISCIPLINE | TREATMENT_KIND) and not h.cues & NOT_THERAPY for h in sentence.hits
    )
    clause = max(low.rfind(mark, sentence.start, start) for mark in (". ", "; ", ", ", ": ", "("))
    for hit in sentence.hits:
        if hit.start >= end:
            break
        if hit.end > start:
            continue
        if hit.cues & (HYPOTHETICAL | HISTORY) and not (
            hit.phrase.startswith("would") and _AGREED.search(low, sentence.start, start)
        ):
            return False
        if hit.cues & NOT_THERAPY and start - hit.end < _HOME_GAP:
            if not (about_therapy or in_plan):
                return False
            if hit.start > clause and not any(
                h.cues & (PLANNING | DISCIPLINE) and hit.end <= h.start and h.end <= start for h in sentence.hits
            ):
                return False
    if _TICK.match(low, start) or _TICK.search(low, max(sentence.start, start - 4), start):
        return True
    if _LATER.match(low, end) or (not in_plan and _ORDERED.search(low, sentence.start, start)):
        return False
    if in_plan:
        return True
    if about_therapy:
        return not _REPORTED.search(low, sentence.start, start)
    if sentence.section not in _OPEN:
        return False
    if length:
        return bool(
            FREQUENCY.search(low, sentence.start, sentence.end) or _CERT.search(low, sentence.start, sentence.end)
        )
    return start - sentence.body < 4 or DURATION.search(low, end, sentence.end) is not None
