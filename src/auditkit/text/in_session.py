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
    r"\b(?:on|in|for|during|with|at)\s+\d{1,2}\s?(?:of|/|out of)\s?(?:the\s)?\d{1,2}\s+(?:\w+\s)?(?:laps?|reps?|trials?|tries|attempts?|passes|turns?|steps?|stands?|bites?|sips?|swallows?|words?|items?|throws?|transfers?|doorways?|descents?|ascents?|boluses|sentences?|calls?|catches|rounds?|thins?|nectar|honey|puree\w*|pudding|solids?|crackers?|liquids?|tsps?|teaspoons?|cups?|straws?|pills?|reaches|pours?|cuts?)\b"
)
_TIMES = re.compile(r"(?<![\w/.])\d{1,2}\s?x\b(?!\s?\d)")
_BY_TURN = re.compile(
    r"\bby (?:the |rep |lap |set |trial |try |bite )?(?:second|third|fourth|fifth|sixth|last|final|end|\d{1,2}(?:nd|rd|th)?)\b"
)

_HELP = r"(?:(?:min|mod|max|total|moderate|minimal|maximal)\.?\s?(?:a\b|assist\w*|ax\d)(?:\s?x\s?\d)?|cga|sba|hha|contact guard\w*|stand-?by\w*|hand over hand|hoh\w*|set-?up|supervision|supervised|mod(?:ified)? i(?:ndep\w*)?\b|independent(?:ly)?|indep|unaided|alone|(?:min|mod|max|no|\d{1,2}|one|two|three|four|five|six|verbal|tactile)\s(?:verbal |tactile |visual |v/?)?c?(?:ues?|ueing|prompts?|reminders?|vcs?|tcs?)\b)"
_TURN = r"(?:first|1st|second|2nd|third|3rd|fourth|4th|last|final|initial(?:ly)?|at first|to start|reps?\s\d|sets?\s\d|trials?\s\d|laps?\s\d|remaining|rest of|next|thereafter|by (?:the )?(?:end|\d))"
# "min A first rep, CGA reps 2-5"; "min A x 2, then SBA"; "hand over hand, faded to a touch by trial 9"
_HELP_BY_TURN = expression(
    rf"\b{_HELP}[^.;\n]{{0,30}}?\b{_TURN}\b[^.\n]{{0,40}}?\b{_HELP}|\b{_TURN}\b[^.;,\n]{{0,30}}?\b{_HELP}[^.\n]{{0,30}}?\b{_TURN}\b[^.;,\n]{{0,30}}?\b{_HELP}|\b{_HELP}[^.;\n]{{0,24}}?(?:\bthen|\bfad(?:ed|ing) to|[-=]>|\u2192)\s[^.;\n]{{0,24}}?\b{_HELP}[^.;\n]{{0,40}}"
)
# "13 after the second lap, 15 after the third"
_NUMBER_BY_TURN = expression(
    rf"{_NUMBER}(?!\s?x)[^.;,\n]{{0,24}}\b(?:first|second|third|1st|2nd|initial)\b[^.;,\n]{{0,14}}[,;][^.;,\n]{{0,14}}?{_NUMBER}(?!\s?x)[^.;,\n]{{0,24}}\b(?:second|third|fourth|fifth|last|final|2nd|3rd|4th)\b"
)
# "41 degrees before, 53 after manual therapy"; "positive at 22 and went to 36 following the glide"
_BEFORE_THEN_AFTER = expression(
    rf"{_NUMBER}(?!\s?/\s?\d\d)[^.;\n]{{0,24}}?\b(?:before|pre|on arrival)\b[^.;\n]{{0,40}}?{_NUMBER}[^.;\n]{{0,24}}?\b(?:after(?:wards?)?|post|following|on leaving|on retest)\b"
    rf"|{_NUMBER}[^.;\n]{{0,60}}?\b(?:went|fell|dropped|rose|came|climbed|improved|increased|decreased)\s+(?:up\s+|down\s+)?to\s+(?:only\s+)?{_NUMBER}[^.;\n]{{0,30}}?\b(?:after|following|when|once|with|w/|on retest|by (?:the )?(?:end|last|third|second))"
)
# "20 -> 31 after MET"
_ARROW_AFTER = expression(
    rf"{_NUMBER}(?!\s?/\s?\d\d)[^.;,\n\d]{{0,8}}\s?(?:->|=>|\u2192)\s?{_NUMBER}[^.;\n]{{0,20}}?\b(?:after|following|post|with|once|when)\b\s(?!last|eval|surgery|visit|\d)"
)
# "dizziness 2/10 -> 0 in 30 s"
_SYMPTOM_ARROW = expression(
    r"\b(?:dizz\w*|vertigo|spinning|nausea|numb\w*|tingl\w*|sob|headache|ha|oscillopsia)\b[^.;\d\n]{0,16}\d{1,2}(?:/10)?\s?(?:->|=>|\u2192)\s?(?:\d{1,2}\b(?!/\d\b)|none|gone)"
)
_SYMPTOM = r"(?:painful arc|pain|numb\w*|tingl?\w*|dizz\w*|spinning|vertigo|nystagmus|spasms?|click\w*|catch\w*|cramp\w*|burning|ache|headache|radiculopathy|symptoms?|sx|cough\w*|wet voice|gurgl\w*|tremor|clonus|hoarse\w*|strain|nausea|pinch\w*|pulling|guarding|lean|drop|hike|shrug\w*)"
# "numbness into the thumb during chin tucks, gone when the arm was supported"
_GONE_WHEN = expression(
    rf"\b{_SYMPTOM}\b[^.;\n]{{0,60}}?\b(?:gone|eased|resolved|disappeared|cleared|stopped|abolished|abated|subsided|relieved|vanished|quieted|let go|no longer there|absent|went away)\s+(?:fully\s+|completely\s+)?(?:when|once|after|as soon as|with|w/|by|on)\s+(?P<what>[^.;\n]{{4,60}})"
)
_WITH_US = expression(
    r"\b(?:assist|support|block|tap|brac|stabili|guid|press|lift|position|mob|glid|traction|stretch|cue|unload|offload|towel|wedge|strap|splint|epley|man(?:o)?euv|massage|release|stm|needl|contract|breath|chin|head turn|retest|rep\b|reps\b|set\b|swing|extension|flexion|rotation|retract|distract|pressure|hand|exhale|turn|swallow|tuck|gel|foam|brace)"
)
# "leg pain moved from calf to buttock", "tingling centralised to the elbow"
_SYMPTOM_MOVED = expression(
    r"\b(?:pain|symptoms?|sx|numbness|tingling|paresthesias?)\b[^.;\n]{0,24}?\b(?:moved|went|shifted|retreated|receded|drew back|spread|centrali[sz]ed|peripherali[sz]ed)\s+(?:up\s+|out\s+|back\s+)?(?:from|to|into|out of|above|below)\s+(?P<what>[^.;\n]{3,40})"
)
# "wheal and redness under tape at 10 min"
_SKIN = expression(
    r"\b(?:wheals?|welts?|red(?:ness)?|hives|rash|blister\w*|blanch\w*)\b[^.;\n]{0,40}?\b(?:at|after|in|within|w/in|for)\s\d+\s?(?:min|sec|s\b)"
)
# "able to repeat back all 3 precautions"
_SAID_BACK = expression(
    r"\b(?:repeat(?:ed)?|nam(?:e|ed)|recall(?:ed)?|list(?:ed)?|stat(?:e|ed)|recit(?:e|ed)|teach|taught|sa(?:y|id))\s+(?:back\s+)?(?:all\s+)?(?:\d|two|three|four|five|none)\b[^.;\n]{0,10}\b(?:precautions?|steps?|rules?|strateg\w+|signs?|cues?|items?|names?|words?|exercises?|techniques?)\b"
)
_NOT_NOW = expression(
    r"\b(?:since|eval\w*|soc|ie|initial\w*|baseline|last (?:week|visit|month|session|time|report)|prior|previous\w*|months?|weeks? ago|yesterday|at home|goal|stg|ltg|target|if|will|would|to be|reports?|reported|states?|stated|says|said)\b"
)
_PRESSURE_ONLY = expression(r"\b(?:bp|blood pressure)\b")


_MAY_TELL = expression(
    r"moved|went|shifted|retreat|reced|drew|spread|centrali|peripherali|gone|eased|resolved|disappear|cleared|stopped|abolished|abated|subsided|relieved|vanished|quieted|let go|no longer|absent|wheal|welt|\bred|hives|rash|blister|blanch"
)


def told_by_turns(text: str, start: int, end: int, *, numbers: int, helped: bool):
    """Help or a number that changed from turn to turn, or a symptom that came or went with what was done, or None.

    `numbers` says how many numbers the sentence holds, `helped` that it speaks of help or of cues.
    """
    match = _by_turns(text, start, end, text[start:end], numbers, helped)
    return match if match and not _NOT_NOW.search(text, start, end) else None


def _by_turns(text: str, start: int, end: int, words: str, numbers: int, helped: bool):
    if helped and (match := _HELP_BY_TURN.search(text, start, end)):
        return match
    if numbers > 1:
        if match := _NUMBER_BY_TURN.search(text, start, end):
            return match
        if ">" in words or "\u2192" in words:
            if match := _ARROW_AFTER.search(text, start, end) or _SYMPTOM_ARROW.search(text, start, end):
                return match
        if (match := _BEFORE_THEN_AFTER.search(text, start, end)) and not _PRESSURE_ONLY.search(words):
            return match
    if not _MAY_TELL.search(words):
        return None
    if match := _SYMPTOM_MOVED.search(text, start, end):
        return match
    if match := _GONE_WHEN.search(text, start, end):
        return match if _WITH_US.search(match["what"]) else None
    return _SKIN.search(text, start, end) if numbers else None


def said_back(text: str, start: int, end: int):
    """So many precautions or steps, said back in the session, or None."""
    return _SAID_BACK.search(text, start, end)


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
