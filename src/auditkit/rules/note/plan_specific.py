"""What will be done next or changed, for this patient."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, Source, met, not_met, unclear
from auditkit.text.context import OTHER_PERSON
from auditkit.text.cues import cue
from auditkit.text.due import due_of
from auditkit.text.goals import goals
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

NEXT = cue(
    "next_step", "next", "next visit", "next session", "next time", "next tx", "next treatment", "next appt", "nxt", "tomorrow", "will", "we will", "i will", "plan to", "plan is to", "plans to", "going to", "upcoming", "following visit", "in the next",
    "coming visits", "coming weeks", "from next week", "next week", "first week", "over the next", "monday", "tuesday", "wednesday", "thursday", "friday", "mon", "tues", "wed", "thurs", "fri", "thu", "tue", "from now on", "from tomorrow", "hereafter", "starting",
    "next step", "next steps", "next cert", "next period", "at visit", "meantime", "once", "as soon as", "to be", "by next", "focus on", "focus shifts", "now that", "future", "future sessions", "subsequent",
)  # fmt: skip
CHANGE = cue(
    "plan_change", "add", "adding", "added", "advance", "advancing", "begin", "beginning", "start", "starting", "introduce", "introducing", "introduced", "initiate", "initiating", "trial", "trials of", "try", "trying", "increase", "increasing", "decrease", "decreasing",
    "reduce", "reducing", "fade", "fading", "faded", "wean", "weaning", "taper", "move to", "move on", "move", "moving to", "shift", "shifts", "switch", "switching", "replace", "replacing", "swap", "stop", "hold", "holding", "withhold", "discontinue", "drop", "dropping",
    "recheck", "re check", "remeasure", "re measure", "retest", "re test", "reassess", "re assess", "reassessment", "repeat", "repeating", "upgrade", "upgrading", "downgrade", "progress", "progress to", "progressing to", "teach", "teaching", "train", "instruct", "issue", "fit", "fitted",
    "modify", "modifying", "change", "changing", "revise", "narrow", "raise", "lower", "cut", "cut to", "remove", "take away", "leave off", "leave out", "bring", "ask", "call", "contact", "order", "refer", "request", "practice", "practise", "resume", "transition", "transition to", "challenge",
    "work on", "working on", "target", "targeting", "focus", "include", "incorporate", "use", "using", "address", "explore", "probe", "generalize", "carry over", "set", "turn", "offer", "give", "send", "video", "role play", "review", "re-eval", "re-evaluate", "update", "extend", "build", "load",
    "step down", "step downs", "go to", "up to", "down to", "pilot", "test", "measure", "screen", "assess", "schedule", "coordinate", "adjust", "splint", "tape", "monitor", "emphasize", "emphasis", "put", "do", "have her", "have him", "let", "cue", "go",
)  # fmt: skip
_GENERIC = frozenset(
    [
        "continue",
        "continuing",
        "continued",
        "cont",
        "con",
        "cnt",
        "carry",
        "on",
        "keep",
        "going",
        "up",
        "the",
        "good",
        "great",
        "work",
        "current",
        "plan",
        "plans",
        "of",
        "care",
        "poc",
        "as",
        "per",
        "is",
        "are",
        "be",
        "been",
        "being",
        "to",
        "a",
        "an",
        "and",
        "or",
        "with",
        "w",
        "in",
        "for",
        "at",
        "by",
        "on",
        "from",
        "this",
        "that",
        "these",
        "those",
        "it",
        "we",
        "i",
        "will",
        "would",
        "shall",
        "pt",
        "ot",
        "st",
        "slp",
        "patient",
        "client",
        "child",
        "pts",
        "patients",
        "physical",
        "occupational",
        "speech",
        "language",
        "therapy",
        "therapist",
        "treatment",
        "treatments",
        "tx",
        "rx",
        "skilled",
        "services",
        "service",
        "sessions",
        "session",
        "visits",
        "visit",
        "appt",
        "appointment",
        "next",
        "time",
        "week",
        "weeks",
        "wk",
        "wks",
        "weekly",
        "twice",
        "once",
        "x",
        "times",
        "per",
        "day",
        "days",
        "month",
        "months",
        "mo",
        "until",
        "goals",
        "goal",
        "met",
        "all",
        "are",
        "achieved",
        "tolerated",
        "tolerate",
        "able",
        "see",
        "saw",
        "seen",
        "again",
        "back",
        "return",
        "returns",
        "rtc",
        "prn",
        "prog",
        "progress",
        "progressing",
        "progression",
        "progressed",
        "advance",
        "advancing",
        "increase",
        "increasing",
        "improve",
        "improving",
        "improvement",
        "maximize",
        "maximise",
        "maximizing",
        "maximum",
        "max",
        "potential",
        "function",
        "functional",
        "functioning",
        "independence",
        "independent",
        "address",
        "addressing",
        "deficits",
        "deficit",
        "remaining",
        "impairments",
        "impairment",
        "limitations",
        "above",
        "listed",
        "noted",
        "stated",
        "established",
        "set",
        "same",
        "no",
        "change",
        "changes",
        "changed",
        "tasks",
        "task",
        "today",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "date",
        "md",
        "doctor",
        "orders",
        "order",
        "physician",
        "hep",
        "home",
        "exercise",
        "exercises",
        "program",
        "programme",
        "daily",
        "instructed",
        "reviewed",
        "compliance",
        "compliant",
        "adherence",
        "her",
        "his",
        "their",
        "he",
        "she",
        "they",
        "you",
        "him",
        "them",
        "ok",
        "well",
        "fine",
        "doing",
        "need",
        "needed",
        "needs",
        "if",
        "appropriate",
        "indicated",
        "based",
        "upon",
        "activity",
        "activities",
        "level",
        "levels",
        "ongoing",
        "towards",
        "toward",
        "more",
        "further",
        "additional",
        "optimal",
        "optimize",
        "rehab",
        "strengthening",
        "strength",
        "strengthen",
        "rom",
        "stretching",
        "stretch",
        "balance",
        "gait",
        "training",
        "manual",
        "mobility",
        "endurance",
        "therex",
        "ther",
        "ex",
        "te",
        "ta",
        "nmr",
        "mt",
        "modalities",
        "there",
        "act",
        "theract",
        "exs",
        "transfers",
        "adls",
        "adl",
        "iadls",
        "education",
        "strategies",
        "articulation",
        "language",
        "voice",
        "swallow",
        "swallowing",
        "fluency",
        "range",
        "motion",
        "pain",
        "treat",
        "treated",
        "approach",
        "intervention",
        "interventions",
        "regimen",
        "protocol",
        "schedule",
        "scheduled",
        "usual",
        "routine",
        "before",
        "previously",
        "follow",
        "following",
        "followup",
        "up",
        "frequency",
        "duration",
        "freq",
        "dur",
        "remains",
        "stays",
        "unchanged",
        "agree",
        "agrees",
        "agreed",
        "plan",
        "verbalized",
        "understanding",
        "discussed",
        "questions",
        "answered",
        "thank",
        "thanks",
        "referral",
        "reassess",
        "reassessed",
        "reassessment",
        "monitor",
        "monitoring",
        "reevaluate",
        "reeval",
        "re",
        "eval",
        "recheck",
        "assess",
        "assessment",
        "evaluation",
        "benefit",
        "benefits",
        "would",
        "from",
        "order",
        "maintain",
        "promote",
        "safety",
        "safe",
        "quality",
        "life",
        "return",
        "prior",
        "plof",
        "attend",
        "attending",
        "encourage",
        "encouraged",
        "participate",
        "session's",
        "it's",
        "we'll",
        "i'll",
        "let's",
        "but",
        "so",
        "then",
        "into",
        "within",
        "over",
        "about",
        "just",
        "really",
        "very",
        "any",
        "some",
        "other",
        "etc",
        "pm",
        "am",
        "min",
        "mins",
        "minutes",
        "hour",
        "authorization",
        "auth",
        "insurance",
        "part",
        "call",
        "front",
        "desk",
        "works",
        "do",
        "did",
        "done",
        "had",
        "has",
        "have",
        "was",
        "were",
        "not",
        "yet",
        "more",
        "also",
        "both",
        "via",
        "still",
        "plans",
        "to's",
        "p",
        "a",
        "s",
        "o",
        "cert",
        "certification",
        "period",
        "recert",
        "recertification",
        "through",
        "medical",
        "necessity",
        "clinic",
        "office",
        "available",
        "reach",
        "reached",
        "toward",
        "outcome",
        "outcomes",
        "skills",
        "skill",
        "overall",
        "general",
        "gains",
        "gain",
        "great",
        "job",
        "attitude",
        "prognosis",
        "participation",
    ]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'/]*|\d+")
_PASSED = re.compile(r"\b(?:last (?:week|visit|session|time)|previous(?:ly)?|was to|had been|yesterday)\b", re.I)
_SOMEBODY = re.compile(
    r"\b(?:flying|fl(?:y|ies)|travel+ing|going away|on a cruise|out of town|on vacation|a wedding)\b|^\W*(?:(?:his|her|the|pt's|patient's)\s+)?(?:sister|brother|wife|husband|daughter|son|roommate|neighbou?r|friend|cousin)\s+(?:will|plans?|is going|starts?|has)\b(?!.{0,60}\b(?:come|attend|learn|bring|join|be taught|be trained|practi[sc]e|video|observe))|\b(?:patient|pt|client|he|she)\s+(?:plans?|is planning|is going|will be)\s+(?:a |to )?(?:trip|travel|vacation|away|out of town|move|visit|fly|on vacation|go (?:on|to))\b",
    re.I,
)
_IF_SORE = re.compile(
    r"\b(?:told|advised|instructed)\b.{0,40}\bif\b|\bif (?:he|she|pt|patient|they|symptoms?|pain|sore)\b.{0,50}\b(?:call|use ice|ice|contact|family will|will call|notify)",
    re.I,
)
_APPOINTMENT = re.compile(
    r"^\W*(?:next\s+(?:appt|appointment|visit|session)\b[\s:|]*(?:is\s+)?(?:on\s+)?(?:scheduled\s+)?[\d/: .apmAPMat-]*(?:mon\w*|tue\w*|wed\w*|thu\w*|fri\w*)?[\d/: .apmAPMat-]*)$",
    re.I,
)
_DATED = re.compile(r"^\W*(?:on\s+)?\d{1,2}/\d{1,2}(?:/\d{2,4})?\b\s*[a-z]", re.I)
_NEXT_LABEL = re.compile(
    r"^\W*(?:(?:for |at )?(?:the )?(?:next(?: (?:visit|session|time|tx|treatment|appt|step|steps|period|week|\w+ weeks))?|nxt|first week|plan (?:for )?next\w*|to do|todo))\s*[:|,-]",
    re.I,
)
_SAME = re.compile(r"\bsame\b(?!.{0,30}\b(?:w/|with|but|plus|then|except))", re.I)
_BLANK = re.compile(r"_{3,}|\*{3}|\[", re.I)
_DOES = re.compile(r"\b(?:is|are|was|were|has|had|did|does|can|cannot|needs?|reports?|says|said)\b", re.I)


def check(note, reference):
    found = []
    elsewhere = cut = weak = planned = None
    text = note.text
    for sentence in note.sentences:
        in_plan = (
            sentence.section is Section.PLAN or _P_LABEL.match(text[sentence.start : sentence.start + 30]) is not None
        )
        if not in_plan and not sentence.cues & (NEXT | CHANGE):
            continue
        if _SIGNED.search(text, sentence.start, sentence.end):
            continue
        if sentence.body >= sentence.end or sentence.section in _NO_PLAN or _P_OTHER.match(sentence.label):
            continue
        labelled = bool(_NEXT_LABEL.match(text[sentence.start : sentence.start + 40]))
        bare = (
            not sentence.label
            and sentence.section in _OPEN
            and (
                (sentence.section is Section.NOTE and sentence.cues & CHANGE and _begins_with_change(sentence))
                or _IMPERATIVE.match(text, sentence.body, sentence.end) is not None
            )
        )
        if not (in_plan or labelled or bare or _says_next(note, sentence)):
            continue
        if bare and not in_plan and not labelled:
            planned = planned if planned is not None else any(s.section is Section.PLAN for s in note.sentences)
            if planned or _is_goal(note, sentence) or (sentence.section in _LATE and sentence.start < 0.6 * len(text)):
                continue
        if (in_plan or labelled) and (
            at := points_elsewhere(note, sentence) or _POINTS.search(text, sentence.start, sentence.end)
        ):
            span = at if isinstance(at, tuple) else at.span()
            if not _OWN_PLAN.search(text[span[0] : span[1]]):
                elsewhere = elsewhere or span
            continue
        if is_cut_off(note, sentence) or _STARTS_ONLY.search(text, sentence.start, sentence.end):
            if in_plan or labelled or sentence.cues & NEXT:
                cut = cut or trimmed(text, sentence.body, sentence.end)
            continue
        if span := _specific(note, sentence, in_plan or labelled):
            found.append(span)
        elif in_plan:
            weak = weak or trimmed(text, sentence.body, sentence.end)
    if found:
        return met(*dict.fromkeys(found[:3]))
    if elsewhere:
        return unclear(elsewhere, message="What comes next stands in a document that was not supplied.")
    if cut:
        return unclear(cut, message="The sentence breaks off before the next step.")
    return not_met(
        *([weak] if weak else []), message="Nothing says what will be done next or changed for this patient."
    )


_SIGNED = re.compile(
    r"\b(?:e-?|electronically |digitally )?signed\b|\bsigned by\b|,\s*(?:M\.?[SA]\.?,?\s*)?(?:PT|PTA|DPT|MPT|OT|OTR|OTR/L|COTA|COTA/L|OTD|CCC[-/]SLP|SLP|SLP-CF|CF-SLP)\b(?!\s+(?:to|will)\b)|\bsupervising (?:PT|OT|SLP|therapist)|\bpage \d+ of|\bphysician:|\bsincerely|plan (?:was )?sent to"
)
_P_LABEL = re.compile(r"\s*(?:p\s?(?://|:|/|-|\))|plan\s*[|:])", re.I)
_OWN_PLAN = re.compile(
    r"^(?:as )?per\b.*(?:plan of care|poc|plan)$", re.I
)  # "continue per plan of care" points at nothing new
_P_OTHER = re.compile(
    r"(?:freq|frequency|duration|cert|recert|frequency duration|certification period|rehab potential|physician|discharge)\b"
)
_POINTS = re.compile(
    r"\b(?:see|per)\s+(?:the\s+|updated\s+|attached\s+|new\s+)*(?:[A-Za-z]+\s+){0,2}(?:plan of care dated|sheet|page|protocol sheet|form|addendum)\b",
    re.I,
)
_STARTS_ONLY = re.compile(
    r"\b(?:we|i) (?:will|want to|plan to) (?:start|begin|try|work on|begin with|add)(?: with| the| on the)?\s*$", re.I
)
_NO_PLAN = frozenset(
    (
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HEADER,
        Section.SIGNATURE,
        Section.MINUTES,
        Section.DIAGNOSIS,
        Section.MEASURES,
        Section.SUBJECTIVE,
        Section.PRECAUTIONS,
    )
)


_OPEN = frozenset(
    (
        Section.NOTE,
        Section.ASSESSMENT,
        Section.GOALS,
        Section.PROGRESS,
        Section.SKILL,
        Section.RESPONSE,
        Section.INTERVENTIONS,
        Section.OBJECTIVE,
    )
)
_LATE = frozenset(
    (Section.INTERVENTIONS, Section.OBJECTIVE)
)  # a paragraph with labels inside it runs on: only its end can be a plan
_PLAN_VERB = re.compile(
    r"(?:add|try|begin|start|swap|change|introduce|trial|fade|wean|re-?check|re-?test|re-?measure|repeat|teach|train|issue|advance|upgrade|replace|switch|call|send|bring|review|challenge|stop|hold (?:off|all)|initiate|modify|progress)\b",
    re.I,
)


def _is_goal(note, sentence) -> bool:
    """A goal is no next step; a row that opens with a therapist's verb under a goal's label is no goal."""
    mine = next((g for g in goals(note) if g.sentence is sentence), None)
    if mine is None:
        return sentence.section in (Section.GOALS, *_LATE) and not _PLAN_VERB.match(
            note.text, sentence.body, sentence.end
        )
    return (
        mine.start != sentence.start
        or not _PLAN_VERB.match(note.text, sentence.body, sentence.end)
        or due_of(note, mine) is not None
    )


def _begins_with_change(sentence) -> bool:
    return any(h.cues & CHANGE and h.start - sentence.body <= 3 for h in sentence.hits)


_IMPERATIVE = re.compile(
    r"(?:add|try|begin|start|advance|progress|increase|reduce|decrease|fade|wean|move|switch|replace|stop|hold|recheck|re-?check|retest|re-?test|re-?measure|repeat|teach|train|issue|introduce|trial|upgrade|drop|call|ask|send|bring|practi[cs]e|challenge|swap|raise|lower|remove|take away|modify|initiate|resume|request|contact|order|fit|use|have (?:her|him)|let|give|change|stop|offer|probe|review|update|schedule|write|make|show|set up|print|video|film|build)\s+(?!up\b|for review)[a-z\d/]",
    re.I,
)
_WE_NEXT = re.compile(
    r"\b(?:next (?:visit|session|time|tx|treatment|week|appt|\d+ (?:visits|weeks|sessions))|nxt|tomorrow|from (?:next week|now on|tomorrow)|upcoming|first week|over the next|in the meantime|(?:i|we)(?:'ll| will| am going| are going| plan| want)|will be (?:introduced|added|started|taught|practi[sc]ed|tried|advanced|faded|reduced|progressed|increased|upgraded|replaced|trialled|trialed|re-?tested|re-?measured|reassessed|fitted|issued)|to be (?:introduced|added|started|tried|fitted)|"
    r"(?:on|this|next)\s+(?:mon|tue|wed|thu|fri)\w*|plan (?:is )?to|once .{3,60}(?:holds?|clears?|is|are|reaches|gets)|until the (?:surgeon|md|doctor)|at (?:visit|the next)|(?:by|on|at) (?:visit )?\d{1,2}/\d{1,2})\b",
    re.I,
)


def _says_next(note, sentence) -> bool:
    """A sentence outside the plan that says what we do next."""
    if not sentence.cues & NEXT and not (
        sentence.cues & CHANGE and _DATED.match(note.text[sentence.start : sentence.end])
    ):
        return False
    if sentence.section not in (
        Section.NOTE,
        Section.ASSESSMENT,
        Section.SKILL,
        Section.PROGRESS,
        Section.HOME_PROGRAM,
        Section.RESPONSE,
        Section.DISCHARGE,
        Section.INTERVENTIONS,
        Section.OBJECTIVE,
        Section.GOALS,
    ):
        return False
    match = _WE_NEXT.search(note.text, sentence.start, sentence.end) or _DATED.match(
        note.text[sentence.start : sentence.end]
    )
    return bool(match) and (
        bool(sentence.cues & CHANGE)
        or match.start() == sentence.body
        or (sentence.section is Section.NOTE and sentence.line == note.sentences[-1].line)
    )


def _specific(note, sentence, in_plan: bool):
    """The words of a plan that are this patient's own: a change or a task with its object."""
    text = note.text
    start = sentence.body
    words = text[start : sentence.end]
    if match := _NEXT_LABEL.match(words):
        start += match.end()
        words = words[match.end() :]
    if (
        _PASSED.search(words)
        or _SOMEBODY.search(words)
        or _IF_SORE.search(words)
        or _APPOINTMENT.match(words)
        or _BLANK.search(words)
        or _SAME.search(words)
    ):
        return None
    change = next((h.start for h in sentence.hits if h.cues & CHANGE), sentence.end)
    if not in_plan and any(h.cues & OTHER_PERSON and h.start < change for h in sentence.hits):
        return None
    own = [w for w in _WORD.findall(words) if w.lower() not in _GENERIC and not w.isdigit() and len(w) > 1]
    if _CONTINUES.match(words) and not sentence.cues & CHANGE & ~NEXT:
        return None
    if _CONTINUES.match(words) and not _AFTER_CONTINUE.search(words):
        return None
    if len(own) < (2 if sentence.cues & CHANGE or in_plan else 3):
        return None
    if not in_plan and not sentence.cues & (CHANGE | NEXT) and not _IMPERATIVE.match(words):
        return None
    if (
        in_plan
        and not sentence.cues & (CHANGE | NEXT)
        and (len(own) < 3 or _DONE.search(words) or _ONLY_KINDS.match(words))
    ):
        return None
    return (
        note.clause(sentence, start, min(sentence.end, start + 30), most=200)
        if sentence.end - start > 200
        else trimmed(text, start, sentence.end)
    )


_CONTINUES = re.compile(r"\W*(?:cont(?:inue|inued|'d)?\b|carry on|keep|proceed|maintain)", re.I)
_AFTER_CONTINUE = re.compile(
    r"\b(?:add|adding|progress(?:ing)? (?:to|from)|advanc\w+ to|fad\w+|wean\w+|introduc\w+|start\w*|begin\w*|trial\w*|then|until .{0,30}\d|increas\w+ .{0,30}\d|upgrad\w+|recheck|re-?test|re-?measure|teach\w*|reduc\w+|replace\w*|try|with emphasis|emphasis on|focus\w* on|in order to|so that)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:sent|given|issued|provided|reviewed|discussed|answered|completed|educated|verbalized|tolerated)\b", re.I
)
_ONLY_KINDS = re.compile(
    r"\W*(?:pt|ot|st|slp)?\s*\d?x?/?w?k?\w*\s*:?\s*(?:therapeutic|ther|manual|neuro|gait|self|adl|language|articulation|voice|swallow)",
    re.I,
)


rule = NoteRule(
    title="The plan says what comes next for this patient",
    why=(
        "A plan that names the next step shows that someone is steering the care. Progress reports have to "
        'carry plans for going on or changes to the plan; "continue" alone suggests that treatment runs on by '
        "itself."
    ),
    fix="Name the next step: what you will add, raise, drop, measure again or teach, and what it depends on.",
    question="What will you do differently at the next visit because of what you saw today?",
    strength="You named the next step for this patient, so the direction of care is clear.",
    severity=Severity.INFO,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D Progress Report: plans for continuing treatment, or revisions of the plan",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text="Next visit: retest single-leg stance and move heel raises from the floor to the step edge.",
        reason="A named retest and a named progression for this patient.",
    ),
    bad=Example(
        text="Plan: continue with the current plan of care as tolerated.",
        reason="Nothing says what will be done next or changed.",
    ),
    check=check,
    phrases={},
)
