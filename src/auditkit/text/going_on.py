"""Why care should go on, by the build of the argument: a trend at a rate, a loss if it stops, a next step in reach; beside what is still limited."""

from __future__ import annotations

import re

from auditkit.text.cues import layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.goal_extent import is_listed
from auditkit.text.goals import goals
from auditkit.text.note import trimmed
from auditkit.text.sections import Section

_TREND, _LOSS, _EXPECT, _STILL, _NAMED = (1 << n for n in range(5))
_WORDS = vocabulary("going_on")
_LAYER = layer(
    {
        phrase: sum(
            bit
            for name, bit in (
                ("trend", _TREND),
                ("loss", _LOSS),
                ("expect", _EXPECT),
                ("still", _STILL),
                ("named", _NAMED),
            )
            if phrase in _WORDS[name]["any"]
        )
        for name in ("trend", "loss", "expect", "still", "named")
        for phrase in _WORDS[name]["any"]
    }
)
_UNIT = r"(?:re-?checks?|re-?tests?|d|days?|wks?|weeks?|fortnights?|mo|months?|visits?|sessions?|quarter)"
# "up half a grade a month", "dropping about 6 points a month", "tripled in 30 d", "within two visits"
_RATE = expression(
    rf"\b(?:a|per|each|every|month by|week by|visit by)\s(?:\d\s?|two\s|three\s|other\s)?{_UNIT}\b|\b(?:in|over|within|inside|since|for)\s+(?:(?:the|only|just|about|last|past)\s+)*(?:\d{{1,3}}|an?|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen)[\s-]?{_UNIT}\b|\b(?:in|over) the (?:period|quarter|month)\b|/\s?(?:wk|week|mo|month|visit)\b|\bhalf that\b"
)
_STOPPED = re.compile(
    r"\b(?:if|when|once|without|each time|every time|were|should)\b[^.;\n]{0,50}\b(?:i|we|therapy|treatment|care|visits?|sessions?|services?|ot|pt|slp|review|supervision|it)\b[^.;\n]{0,30}\b(?:quit|quits|stop\w*|end\w*|let\w*|laps\w*|withdr\w+|without|cease\w*|drop\w*|gone|taken away)\b|\bwithout (?:it|them|that|this|review|therapy|further|more|a therapist|skilled|us|treatment|visits)\b|\bwithout (?:a |the |my |cues?|models?|hands?)[^.;\n]{0,20}\b(?:reverts?|loses|lost|slips|drops|falls|goes back)\b|\bleft to (?:her|him|them)sel\w+|\bwill (?:fail|lose|slide|regress|contract|undo|slip|worsen|fall)\b|\b(?:falling|failing|declining|worsening|narrowing|slipping)\b[^.;\n]{0,20}\b(?:month|week|visit)\b"
)
_CARE_NEXT = re.compile(
    r"\b(?:(?:looks?|is|are|seems?|now) (?:\w+ )?(?:reachable|achievable|attainable|realistic|within reach)|opens? (?:up )?a window|what the (?:coming|next) (?:\w+ )?(?:weeks|visits|block|period) (?:are|is) for|carry-?over without|we (?:now )?expect|(?:is|are) likely|fair (?:thing )?to expect|should (?:be enough|manage|reach|get|bring|hold|carry|do it)|room (?:yet|to|for|left)|next (?:rung|step|stage)|what the next (?:visits|weeks|block) (?:are|is) for|needs? (?:re-?\w+|an ear|an eye|grading|someone|somebody|retest\w*|work)|(?:has|have|needs?) to be (?:\w+ed|set|cut|built)|require[sd]? (?:the |a )?(?:\w+ ){0,3}to be re|not yet settled|still rising|no plateau|has not (?:flattened|levelled|leveled|plateaued)|more is (?:likely|within reach)|in reach|(?:he|she|they) cannot yet do (?:that|this|it) alone|capable of more|not (?:topped|maxed) out|which is why|so (?:he|she|they) needs?|(?:must|has to|have to|needs? to) be (?:re-?\w+|adjusted|changed|updated|graded|dosed|titrated|progressed|weaned|set)\b|so (?:the )?next (?:\d+|few|two|three|four|six|eight|ten) (?:visits|sessions|weeks)|(?:cannot|can't) (?:yet )?(?:do|manage) (?:it )?without|stimulable)\b"
)
_LIMITED = expression(
    r"\b(?:still|not yet|yet to|cannot|can't|unable|lags?|lagging|short of|below|behind|out of reach|holds? (?:\w+ )?back|remains?|not (?:carried|carry|there|met|moved|reached)|has not|have not|does not|do not|gap|only|under load|cost|no-?\s?go|needs (?:\d|help|cues?|assist|min|mod|max)|persists?|falls? (?:short|when)|drops? (?:\w+ ){0,4}(?:when|once|if|within)|catches|failing|falling|breaks? down|unstable|left is|left to|falls? (?:in|at|on|since)|freez\w+|aspirat\w+)\b"
)
_GOAL_ROW = re.compile(r"\W*(?:toward\s+)?(?:[sl]tgs?|goals?|outcome|objective|aim)\b\s?#?\d")
_NO_ARGUMENT = frozenset(
    (
        Section.PRIOR_LEVEL,
        Section.SIGNATURE,
        Section.HEADER,
        Section.MINUTES,
        Section.HISTORY,
        Section.SUBJECTIVE,
    )
)
_OWN = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset(vocabulary("generic")["common"]["any"])


def argued(note) -> list[tuple[int, int]]:
    """Up to three spans that together say what is still limited and why more care will change it; empty where nothing does."""
    marks = note.marks(_LAYER)
    a_goal = {goal.sentence.index for goal in goals(note) if _is_row(note, goal.sentence)}
    for index, bits in marks.items():
        sentence = note.sentences[index]
        if not bits & (_TREND | _LOSS | _EXPECT) or index in a_goal or not _may_argue(note, sentence):
            continue
        reason = _reason(note, sentence, bits)
        if reason is None:
            continue
        near = [
            s
            for s in note.sentences[max(0, index - 2) : index + 3]
            if s.index not in a_goal and _may_argue(note, s) and abs(s.line - sentence.line) <= 2
        ]
        limit = next(
            (
                s
                for s in sorted(near, key=lambda s: abs(s.index - index))
                if _LIMITED.search(note.lower, s.start, s.end)
            ),
            None,
        )
        if limit is None or not (sentence.section in _SAYS_WHY or any(marks.get(s.index, 0) & _NAMED for s in near)):
            continue
        spans = [reason]
        if limit is not sentence:
            spans.append(trimmed(note.text, limit.body, limit.end))
        return spans
    return []


def _is_row(note, sentence) -> bool:
    """Does the sentence stand as a row among the goals, and is no argument that follows them?"""
    if _CANNOT.search(note.lower, sentence.body, sentence.end) and not _STATUS.search(
        note.lower, sentence.start, sentence.end
    ):
        return False  # "he can't hear the drop himself": what is still limited, wherever it stands
    return (
        sentence.end - sentence.body < 60
        or is_listed(note.lower, sentence.start)
        or _STATUS.search(note.lower, sentence.start, sentence.end) is not None
    )


_CANNOT = expression(r"\b(?:can't|cannot|can not|doesn't|does not|isn't able|unable)\b")
_STATUS = expression(
    r"\bby \d{1,2}/\d|[:=-]\s*(?:not |partly |nearly )?(?:yet )?(?:met|achieved|reached)\b|\bwill\b(?! (?:fail|lose|slide|slip))"
)
_SAYS_WHY = frozenset((Section.GOALS, Section.ASSESSMENT, Section.SKILL, Section.PROGRESS))


def _may_argue(note, sentence) -> bool:
    return (
        sentence.section not in _NO_ARGUMENT
        and sentence.body < sentence.end
        and not _GOAL_ROW.match(note.lower, sentence.start, sentence.end)
    )


def _reason(note, sentence, bits: int) -> tuple[int, int] | None:
    """The words that say why: at least a few of them this patient's own."""
    low, start, end = note.lower, sentence.body, sentence.end
    match = None
    if bits & _TREND:
        match = _RATE.search(low, start, end)
    if match is None and bits & _LOSS:
        match = _STOPPED.search(low, start, end)
    if match is None and bits & _EXPECT:
        match = _CARE_NEXT.search(low, start, end)
    if match is None or sum(word not in _EMPTY for word in _OWN.findall(low, start, end)) < 3:
        return None
    return note.clause(sentence, match.start(), match.end(), most=260)
