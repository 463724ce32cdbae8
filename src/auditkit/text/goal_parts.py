"""What a goal holds: a value that can be measured, and the activity that it is for."""

from __future__ import annotations

import re

from auditkit.text.cues import shared
from auditkit.text.due import at_edges, times
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE, INDEPENDENT
from auditkit.text.goal_extent import Goal
from auditkit.text.note import trimmed

GOAL_ACT, NO_ACTIVITY = shared("goals", "goal_act", "no_activity")
_ACT = ACTIVITY | GOAL_ACT

_NUMBERS = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
# begins with the first digit, so that the engine goes from number to number
_FIGURE = re.compile(
    r"\d(?:(?<![a-z\d/.]\d)|(?<=\s\.\d)|(?<=[^a-z\d/.]x\d))\d*(?:\.\d+)?(?![\d]*(?:-|\s)?(?:word|step|part|syllable|pot|handed|way|story|stor(?:y|ies)|wheel(?:ed)?|stage|y/?o|person)\b)"
)
_NUMBER_IN_WORDS = expression(
    rf"\b{_NUMBERS}(?!-)\s+(?!hands?\b|feet\b(?= (?:on|flat))|word\b|step\b|part\b|arms?\b|ways?\b)[a-z]+|\b(?:under|over|to|of|in)\s+{_NUMBERS}\b"
    r"|\b(?:no more than|fewer than|less than|at most|under|only|max(?:imum)? of|not more than|up to|with|by)\s+(?:one|a single)\s+\w+|\bone (?:flight|block|mile|hour|lap|cup|minute|full|cue|prompt|of)\b|\bhalf (?:a|an|of)\s\w+|\b(?:a|an|one) (?:mile|hour|full flight|half)\b",
)
_NONE_LEFT = re.compile(
    r"\bon (?:the |his |her )?first (?:try|attempt)\b|\b(?:no|without|w/o|zero|0)\s+(?:any\s+|overt\s+|clinical\s+|verbal\s+|physical\s+|more\s+)*(?:errors?|loss(?:es)? of balance|lob|falls?|cues?|cueing|prompts?|prompting|spill\w*|cough\w*|choking|s/?s|signs?|leak\w*|assist\w*|help|ad|a\.d\.|device|assistive device|rail|walker|cane|ue support|hand(?:rail)? support|lag|rest(?:s| breaks?)?|stops?|stopping|resting|reminders?|accidents?)\b",
)
_VAGUE_HELP = frozenset(
    (
        "assist",
        "assistance",
        "help",
        "some help",
        "a little help",
        "dependent",
        "physical help",
        "physical assist",
        "physical assistance",
    )
)
_HOME_PROGRAM = expression(r"\b(?:hep|home (?:exercise )?program\w*|home exercises?)\b")
_NAMED_CHECK = re.compile(
    r"\bwritten|return demo\w*|handout|without cues|no cues|\d|teach[ -]?back|from the sheet|log\b|checklist|correctly",
)
_NUMBERING = expression(r"(?:^|(?<=[\s;,]))\(?[1-6]\)(?=\s)|\bgoals?\s#?\d\b|\b[sl]tgs?\s?#?\d\b")
_CODE = expression(r"\b[A-Z]\d{1,2}(?:\.\w+)?(?:-[A-Z]?\d)?\b|\b9[27]\d{3}\b|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b")


def value_of(note, goal: Goal) -> tuple[int, int] | None:
    """The value in a goal that can be measured: a number with its unit, a level of help, or a count of none."""
    words = _without_times(note, goal)
    home = _HOME_PROGRAM.search(words)
    if match := _FIGURE.search(words) or _NUMBER_IN_WORDS.search(words) or _NONE_LEFT.search(words):
        return goal.start + match.start(), goal.start + match.end()
    for hit in goal.sentence.hits:
        if not goal.start <= hit.start < goal.end:
            continue
        if home:
            if _NAMED_CHECK.search(words):
                return goal.start + home.start(), goal.start + home.end()
            break
        if hit.cues & ASSIST and hit.phrase not in _VAGUE_HELP:
            return hit.start, hit.end
        if (
            hit.cues & INDEPENDENT
            and hit.phrase in ("independent", "independently", "indep", "ind")
            and activity_of(note, goal)
        ):
            return hit.start, hit.end
    return None


def _without_times(note, goal: Goal) -> str:
    """The words of a goal in lower case, with spaces where its time, a code or a number of the list stands."""
    low, start, end = note.lower, goal.start, goal.end
    spans = [*times(note, goal), *at_edges(low, start, end)]
    spans += [m.span() for m in _CODE.finditer(note.text, start, end)]
    words = low[start:end]
    if ")" in words or "goal" in words or "tg" in words:
        spans += [m.span() for m in _NUMBERING.finditer(low, start, end)]
    for at, stop in spans:
        at, stop = max(at, start) - start, min(stop, end) - start
        if at < stop:
            words = f"{words[:at]}{' ' * (stop - at)}{words[stop:]}"
    return words


_BACK_TO = expression(
    r"\b(?:back (?:to|at|on|in|behind)|return(?:ing)? to|resum(?:e|ing))\s+(?!plof|prior|previous|normal|baseline|usual|full function|function|all|activit|sport-specific|daily|regular activit|pre-?morbid|premorbid|her prior|his prior|pre)(?:her |his |the |full[- ]\w+ |part[- ]\w+ |regular )?[a-z]{3,}",
    re.I,
)
_TO_ACT = expression(
    r"\b(?:so (?:that )?(?:she|he|pt|patient|they|child)\s+can|in order to|to be able to|to safely|while|when)\s+(?!improve|increase|decrease|reduce|restore|maximi|achieve|facilitate|promote|optimi|address|maintain|enhance|progress|support|perform (?:adl|all)|meet|participate in adl|function)(?:safely |independently )?[a-z]{3,}\s+[a-z]{2,}",
    re.I,
)
_ACT_PHRASE = expression(
    r"\b(?:(?:get|gets|getting|go|goes|going|come|climb|move|moves|step|steps)\s(?:in and out|in|out|into|on|onto|off|up|down|from|to)(?:\sof)?\s(?:and out of\s)?(?:her|his|the|a|an|bed|chair|car|tub|floor|sedan|truck|bus|school|work|church|stairs?|shower|toilet|lift)\b|get dressed|put(?:s|ting)? (?:on|away)|take(?:s|ing)? (?:off|out|turns|a (?:phone |shower|bath|bus|walk)|the (?:bus|stairs|trash))|pick(?:s|ing)? up\b|mak(?:e|es|ing) (?:a |the |her |his |own )?(?:bed|meal|lunch|dinner|breakfast|sandwich|tea|coffee|phone|purchase|call)"
    r"|(?:hold|holds|use|uses|using)\s(?:a |the |his |her )?(?:cup|phone|fork|spoon|knife|pen|pencil|scissors|utensils?|toilet|bathroom|restroom|keyboard|mouse|steering|tools?|baby|child|communication|stairs)|sit(?:s|ting)? (?:through|at)|stand(?:s|ing)? (?:at|to (?!sit))|sleep\w*|be (?:heard|understood)|set(?:s|ting)? the table|play(?:s|ing)? with|return(?:ing)? to (?:sport|duty|driving|work|school|running|golf|gym)|(?:eat|drink|walk|run|drive|cook|read|write|dress|bath|shower|climb|carr|lift|transfer)\w*)\b",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:for|with|during|in)\s+(?:improved\s+|increased\s+|safe\s+|safer\s+|all\s+|daily\s+)*(?:adls?|function\w*|mobility|activities)\b",
    re.I,
)


def activity_of(note, goal: Goal) -> tuple[int, int] | None:
    """The activity that a goal is for, or None where it names an impairment or a whole area alone."""
    text = note.text
    hits = [h for h in goal.sentence.hits if goal.start <= h.start < goal.end]
    for hit in hits:
        if hit.cues & _ACT and not hit.cues & (NO_ACTIVITY | EXERCISE):
            return hit.start, min(hit.end, goal.end)
    for pattern in (_BACK_TO, _TO_ACT, _ACT_PHRASE):
        if (match := pattern.search(text, goal.start, goal.end)) and not _GENERAL.search(match[0]):
            return match.span()
    return None


def shown(note, goal: Goal, at: tuple[int, int]) -> tuple[int, int]:
    """The goal as evidence: whole where it is short, else the clause round `at`."""
    if goal.end - goal.start <= 150:
        return trimmed(note.text, goal.start, goal.end)
    start, end = note.clause(goal.sentence, at[0], at[1], most=120)
    return max(start, goal.start), min(end, goal.end) if end > goal.start else end
