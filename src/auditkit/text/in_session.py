"""What came of a session where the words stand in another order: after and then before, at rest and then at work, so many turns of so many."""

from __future__ import annotations

import re

from auditkit.text.expressions import expression

_NUMBER = r"(?<![\w/.])\d{1,3}(?:\.\d+)?"
# "104 after contract-relax, 98 before it"
_AFTER_THEN_BEFORE = expression(
    rf"{_NUMBER}(?![\w/]*/\d)[^.;\n]{{0,24}}?\b(?:after(?:wards?)?|post|on leaving|at the end|by the end|at exit|on retest)\b[^.;\n]{{0,50}}?{_NUMBER}[^.;\n]{{0,24}}?\b(?:before|pre|on arrival|at arrival|at the start|to start|at first|cold|coming in)\b"
)
# "92 at rest, 118 on the last lap, 95 two minutes later"
_REST_THEN_WORK = expression(
    rf"(?:{_NUMBER}[^.;\n\d]{{0,16}}\b(?:at rest|resting|seated|to start|before)\b|\b(?:at rest|resting|rest|before|start)\b\D{{0,12}}{_NUMBER})[^.\n]{{0,60}}?{_NUMBER}[^.;\n]{{0,30}}"
)
_WORK = re.compile(
    r"\b(?:peak\w*|max|after|post|end|later|recover\w*|laps?|last|exertion|exercise|walk\w*|stairs|standing|min(?:ute)?s?)\b"
)
# "lost balance backward on 2 of 4 laps"
_ON_SO_MANY = expression(
    r"\b(?:on|in|for|during|with|at)\s+\d{1,2}\s?(?:of|/|out of)\s?(?:the\s)?\d{1,2}\s+(?:\w+\s)?(?:laps?|reps?|trials?|tries|attempts?|passes|turns?|steps?|stands?|bites?|sips?|swallows?|words?|items?|throws?|transfers?|doorways?|descents?|ascents?|boluses|sentences?|calls?|catches|rounds?)\b"
)
_TIMES = re.compile(r"(?<![\w/.])\d{1,2}\s?x\b(?!\s?\d)")
_BY_TURN = re.compile(
    r"\bby (?:the |rep |lap |set |trial |try |bite )?(?:second|third|fourth|fifth|sixth|last|final|end|\d{1,2}(?:nd|rd|th)?)\b"
)


def before_and_after_turned(text: str, start: int, end: int):
    """A value after treatment with the one before it behind it, or None."""
    if " before" not in text[start:end] and not any(
        w in text[start:end] for w in ("pre", "arriv", "start", "first", "cold", "coming in")
    ):
        return None
    return _AFTER_THEN_BEFORE.search(text, start, end)


def rest_and_work(text: str, start: int, end: int):
    """A vital sign at rest and during or after the work, or None."""
    match = _REST_THEN_WORK.search(text, start, end)
    return match if match and _WORK.search(text, match.start(), end) else None


def so_many_turns(text: str, start: int, end: int):
    """ "on 2 of 4 laps", or None."""
    return _ON_SO_MANY.search(text, start, end)


def counted_times(text: str, start: int, end: int) -> bool:
    """Is something counted as "5x", which is no dose ("2x10")?"""
    return _TIMES.search(text, start, end) is not None


def at_a_named_turn(text: str, start: int, end: int):
    """ "by the fourth jar", or None."""
    return _BY_TURN.search(text, start, end)
