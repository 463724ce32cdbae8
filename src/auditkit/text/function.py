"""What the patient cannot do: an activity of life with a limit, a level of help, or words that say it is lost."""

from __future__ import annotations

import re

from auditkit.text.context import FUTURE, HISTORY, HYPOTHETICAL, NEGATION, NOW, OTHER_PERSON
from auditkit.text.cues import layer, shared
from auditkit.text.expressions import expression
from auditkit.text.no_limit import is_no_limit, names_no_activity, speaks_of_no_limit
from auditkit.text.pointing import points_elsewhere
from auditkit.text.sections import Section

ACTIVITY, LIMIT, ASSIST, CUE_LEVEL, INDEPENDENT, DEVICE, LOST, IMPAIRMENT = shared(
    "function", "activity", "limit", "assist", "cue_level", "independent", "device", "lost_activity", "impairment"
)
EXERCISE, STRONG, PERSON = shared("function", "exercise", "strong_limit", "person")
(MOTION,) = shared("measures", "motion")

_NOT_TODAY = frozenset((Section.PRIOR_LEVEL, Section.GOALS, Section.SIGNATURE, Section.HEADER, Section.MINUTES))
_ELSEWHERE = FUTURE | HYPOTHETICAL | OTHER_PERSON | HISTORY
# "can't abduct past 60" is an impairment; "can't have meat yet" is a life
_NO_ACTIVITY = IMPAIRMENT | MOTION | EXERCISE | CUE_LEVEL
_TAKES_AN_ACT = re.compile(
    r"(?:\s+(?:yet|still|really|fully|even|currently|always))?\s+(?:with\s+|in\s+|to\s+)?(?!be\b|assess|test|tolerate|come\b|attend|determine|rate\b|recall if|perform|complete|obtain|elicit|contract|activate|flex|extend|abduct|rotate|measure|say\b if|schedule|reproduce|achieve|maintain)"
    r"(?P<act>(?:[a-z'-]+\s+){0,3}?[a-z'-]{3,})",
)
_INSTEAD = re.compile(
    r"(?:\s+(?:now|still|always|usually|often|currently|has to|have to|had to))*\s+(?:does|doing|do|makes?|fills?|pays?|writes?|reads?|zips?|ties|tie|finish\w*|scribes?|cooks?|drives?|carr(?:y|ies)|lifts?|feeds?|dress\w*|bath\w+|cuts?|opens?|handles?|"
    r"takes over|manages?|remind\w*|reading|holds?|helps?|assists?|steps in|completes?|sets? up|pulls?|push\w*|puts?|orders?|speaks?|talks? for|interprets?|translates?|guess\w*|repeats?|says (?:it|them|the words?|his|her)\b|shop\w*|clean\w*|wash\w*|buttons?|start\w*|hold|asks? (?:him|her|them) to repeat|understands?|supervis\w+|stays?)\b",
)
_SAID_OF_TODAY = frozenset(
    ("needs", "requires", "still", "still needs", "still requires", "needs help", "needs assist", "needed", "required")
)  # in a list of goals
_UNTICKED = ("[ ] ", "[] ", "[ ]", "( ) ", "\u2610 ", "\u25a1 ", "\u2610")
_NEAR = 85  # characters between an activity and what limits it


def limited_activities(note):
    """(sentence, start, end, how) for each activity with a limit of its own, in reading order.

    `how` is "assist", "limit" or "lost". Goals, plans, prior level, history, other people and what is negated are left out.
    """
    text = note.lower
    as_always = any(words in text for words in _ALWAYS)
    for sentence in note.sentences:
        cues = sentence.cues
        if not cues & (ACTIVITY | LOST | STRONG | PERSON) or not cues & (LIMIT | STRONG | ASSIST | LOST | PERSON):
            continue
        if sentence.body >= sentence.end:
            continue
        about_now = is_about_now(sentence) and not text.startswith("will ", sentence.body)
        if not about_now and (sentence.section is not Section.GOALS or (cues & FUTURE and not cues & STRONG)):
            continue
        if speaks_of_no_limit(text, sentence):
            continue
        if as_always and _AS_ALWAYS.search(text, sentence.start, sentence.end):
            continue
        if cues & PERSON and about_now and (match := _done_by_another(text, sentence)):
            yield sentence, *match.span(), "limit"
            continue
        elsewhere = points_elsewhere(note, sentence) is not None
        for limit in sentence.hits:
            if not limit.cues & (LIMIT | STRONG | ASSIST | LOST | PERSON):
                continue
            if (
                not about_now
                and not limit.cues & STRONG
                and limit.phrase not in _SAID_OF_TODAY
                and not (limit.cues & PERSON and text[limit.end : limit.end + 6].startswith(" still"))
            ):
                continue
            if limit.cues & PERSON and not limit.cues & ASSIST:
                if match := _INSTEAD.match(text, limit.end, sentence.end):
                    if (
                        cues & (ACTIVITY | STRONG)
                        or _STILL.search(match[0])
                        or _FOR_THEM.search(text, match.end(), sentence.end)
                        or _SINCE_THEN.search(text, match.end(), sentence.end)
                    ):
                        yield sentence, limit.start, match.end(), "limit"
                continue
            if elsewhere:
                break
            if (
                limit.cues & INDEPENDENT
                or (cues & NEGATION and note.is_negated(sentence, limit.start))
                or (
                    cues & _ELSEWHERE
                    and _is_elsewhere(sentence, limit.start, limit.phrase)
                    and not _is_not_understood(text, sentence, limit)
                )
            ):
                continue
            if is_no_limit(text, sentence, limit, outright=bool(limit.cues & STRONG)):
                continue
            if cues & PERSON and _is_somebody_else(text, sentence, limit):
                continue
            if _is_of_kin(note, sentence, limit):
                continue
            if limit.cues & LOST:
                yield sentence, limit.start, limit.end, "lost"
                continue
            if cues & INDEPENDENT and _is_denied(sentence, limit):
                continue
            activity = _nearest(text, sentence, limit)
            if activity is None and limit.phrase in _NEEDING and (match := _RESTS.match(text, limit.end, sentence.end)):
                yield sentence, limit.start, match.end(), "limit"
                continue
            if (
                activity is None
                and limit.cues & STRONG
                and (match := _TAKES_AN_ACT.match(text, limit.end, sentence.end))
            ):
                if not any(h.cues & _NO_ACTIVITY and limit.end <= h.start < match.end() + 12 for h in sentence.hits):
                    yield sentence, limit.start, match.end(), "limit"
                continue
            if (
                activity is not None
                and activity.phrase in _NO_ACTIVITY_NAMED
                and (not limit.cues & (ASSIST | STRONG) or (activity.phrase in _HEADINGS and not limit.cues & ASSIST))
            ):
                continue
            if activity is not None:
                yield (
                    sentence,
                    min(activity.start, limit.start),
                    max(activity.end, limit.end),
                    "assist" if limit.cues & ASSIST else "limit",
                )


def is_about_now(sentence) -> bool:
    """Does the sentence speak of today, not of a goal, a plan or the time before?"""
    if sentence.cues & NOW:
        return True
    return sentence.section not in _NOT_TODAY


_NEEDING = frozenset(("needs", "still needs", "requires", "needed", "takes", "had to", "has to"))
# "needs two rests to get from the car park to her desk": what the rests are for is the activity, whatever it is
_RESTS = re.compile(
    r"\s+(?:take\s+)?(?:\w+\s+){0,2}(?:rests?|rest breaks?|breaks|stops|tries|attempts|pauses)\s+(?:to|from|on|getting|going)\s+(?!complete|finish|perform|tolerate|the (?:bike|nustep|treadmill))[a-z]+[^.;\n]{6,}"
)
_STILL = re.compile(r"\b(?:still|has to|have to|had to|now|always)\b")
_FOR_THEM = re.compile(r"\bfor (?:him|her|them)\b(?=\s*(?:[.,;)]|$|and\b|at\b|when\b|since\b|every\b|because\b))")
_NO_ACTIVITY_NAMED = frozenset(
    (
        "adl",
        "adls",
        "iadl",
        "iadls",
        "adl tasks",
        "mobility",
        "self care",
        "self-care",
        "household",
        "chores",
        "community",
        "routine",
        "work",
        "device",
        "open",
        "opening",
    )
)


_HEADINGS = frozenset(
    ("adl", "adls", "iadl", "iadls", "adl tasks", "mobility", "self care", "self-care")
)  # of many activities
_DONE_FOR_THEM = frozenset(("has to", "had to", "have to", "must"))  # "wife has to cut his meat" is his limitation


def _is_elsewhere(sentence, at: int, limit_phrase: str = "") -> bool:
    """Is what stands at `at` a wish, a condition, a plan, somebody else's or long ago?"""
    for hit in reversed(sentence.hits):  # the nearest word tells
        if hit.start >= at:
            continue
        if hit.cues & NOW:
            return False
        if hit.cues & OTHER_PERSON and hit.end > at and limit_phrase not in _DONE_FOR_THEM:
            return True  # "wife has trouble": the words overlap
        if hit.cues & _ELSEWHERE and hit.end <= at and not (hit.phrase == "could be" and limit_phrase == "only"):
            return True  # "could be understood only by his mother" is said of what was
    return False


_TELLS_OF = re.compile(
    r"\s(?:says?|said|states?|reports?|notes?|tells? me)\s(?:that\s)?(?:s?he|they|pt|patient|child)\b"
)


def _is_somebody_else(text: str, sentence, limit) -> bool:
    """ "Wife still can't drive": the person stands right before the limit, and it is not the patient who is not understood."""
    return not _is_not_understood(text, sentence, limit) and any(
        h.cues & PERSON
        and (
            (0 <= limit.start - h.end <= 9 and not _TELLS_OF.match(text, h.end, limit.start))
            or (0 < limit.start - h.end < 60 and _WHO.match(text, h.end))
        )
        for h in sentence.hits
    )


# the words of `_KIN`, so that most notes need not be looked through
_RELATIVES = layer(
    dict.fromkeys(
        ("sister", "brother", "bro", "sis", "mom", "mum", "mother", "dad", "father", "wife", "husband", "cousin", "friend", "roommate", "neighbour", "neighbor", "aunt", "uncle",
         "grandma", "grandpa", "grandmother", "grandfather", "daughter", "son", "spouse", "partner", "twin", "caregiver", "mother-in-law", "manager", "boss", "supervisor", "coworker", "co-worker", "colleague", "classmate"),
        1,
    )
)  # fmt: skip
_KIN = expression(
    r"\b(?:sister|brother|bro|sis|mom|mum|mother|dad|father|wife|husband|cousin|friend|roommate|neighbou?r|aunt|uncle|grand(?:ma|pa|mother|father)|daughter|son|spouse|partner|twin|caregiver|mother-in-law|manager|boss|supervisor|co-?worker|colleague|classmate)(?!'s|\w)",
)
_SPEAKS = re.compile(
    r"\b(?:says?|said|states?|stated|reports?|rpts?|reported|tells?|told|notes?|noted|feels?|thinks?|asked|worries|concerned|that|pt|patient|client|he|she|they|him|his|her|them|their|child|who|because|since|as|to)\b|[,;]",
)
_OF_PATIENT = re.compile(r"\b(?:him|his|her|hers|them|their|the (?:patient|pt|child)|pt|patient)\b")


def _is_of_kin(note, sentence, limit) -> bool:
    """ "Her sister has to wear pads": the relative is the subject, and nothing after says that it is done for the patient."""
    if not note.hits_in(_RELATIVES):
        return False
    text, kin = note.lower, None
    for kin in _KIN.finditer(text, sentence.start, limit.start):  # noqa: B007 - the last one
        pass
    if kin is None:
        return False
    if _FOR_HERSELF.search(text, limit.end, min(sentence.end, limit.end + 70)) and not _PATIENT.search(
        text, kin.end(), limit.start
    ):
        return True
    said = text[limit.end : min(sentence.end, limit.end + 44)].partition(",")[0]
    if _OF_PATIENT.search(_WITHOUT.sub("", said)):
        return False
    if limit.start - kin.end() < 44 and not _SPEAKS.search(text, kin.end(), limit.start):
        return kin.start() - sentence.body < 12 or " and " not in text[kin.end() : limit.start]
    # "Her late husband was blind for years and could not cook": nobody else becomes the subject
    opens = kin.start() - sentence.body < 12 and limit.start - kin.end() < 90
    return opens and not _ANOTHER_SUBJECT.search(_AS_A_CHILD.sub("", text[kin.end() : limit.start]))


# "Mom says she has a hard time with mornings herself"
_FOR_HERSELF = re.compile(r"\b(?:herself|himself|themselves|own)\b")
_PATIENT = re.compile(r"\b(?:pt|patient|client|child)\b(?!'s)")
_AS_A_CHILD = re.compile(r"\bas an? (?:child|kid|boy|girl|teen\w*|adult|baby)\b")
_UNDERSTOOD = re.compile(
    r"\s+(?:understand|hear|follow|make out|leave)\s+(?:him|her|them|his|what (?:s?he|they)|the (?:patient|child)|pt)\b(?! own)"
)


def _is_not_understood(text: str, sentence, limit) -> bool:
    """ "His wife cannot understand him": it is the patient who is not understood."""
    return bool(limit.cues & STRONG) and _UNDERSTOOD.match(text, limit.end, sentence.end) is not None


_WITHOUT = re.compile(r"\bwithout (?:him|her|them)\b")
_ANOTHER_SUBJECT = re.compile(
    r"\b(?:s?he|they|pt|patient|client|child|who|that|says?|said|reports?|reported|states?|stated|tells?|told|notes?|noted|feels?|thinks?|because|since|as)\b|[,;:'\u2019]"
)


def _done_by_another(text: str, sentence):
    match = _DOES_FOR.search(text, sentence.start, sentence.end)
    if match is None and " by " in text[sentence.start : sentence.end]:
        match = _DONE_BY.search(text, sentence.start, sentence.end)
    return match


# "her classes were taught by a colleague", "bills are paid by the neighbour"
_DONE_BY = re.compile(
    r"\b(?:is|are|was|were|being|been|gets?|still|now)\s+(?:still |now |all |mostly |being )*(?:given|taught|done|made|paid|cooked|driven|fed|dressed|bathed|washed|cut(?: up)?|carried|lifted|written|read|opened|handled|managed|covered|taken over|run|cleaned|mowed|shovell?ed|pushed|pulled|tied|buttoned|zipped|filled|ordered|prepared|spoken|interpreted|answered|bought|held)\s+by\s+(?:(?:an?|the|his|her|their)\s+)?"
    r"(?:wife|husband|spouse|partner|daughter|son|mother|father|mom|mum|dad|parents?|aide|caregiver|carer|helper|colleagues?|co-?workers?|neighbou?rs?|friends?|sister|brother|family|others|someone|somebody|staff|grand\w+|niece|nephew|roommate|sitter|substitute)\b"
)
_SINCE_THEN = re.compile(
    r"\bsince (?:the|his|her|their|this|surgery|onset|then|stroke|\w+ \d)|\b(?:these days|nowadays|for now|at present)\b"
)
_DOES_FOR = expression(
    r"\bshe (?:still |now |has to )?(?:\w{3,}e?s)(?: up| on| off)? (?:his|him)\b|\bhe (?:still |now |has to )?(?:\w{3,}e?s)(?: up| on| off)? her (?:\w+)\b|\bask(?:s|ed|ing)? (?:an? |the |(?:his|her|their) )?(?:associate|colleague|co-?worker|husband|wife|spouse|partner|son|daughter|neighbou?r|friend|assistant|aide|mom|mum|dad|someone|somebody|staff) to (?!come|wait|bring|attend|schedule|call|sign)\w+",
)
_AS_ALWAYS = re.compile(
    r"\b(?:as (?:s?he|they) (?:has |have )?always|always (?:has|have|did)|as (?:usual|before|ever))\b"
)
_ALWAYS = ("always", "as usual", "as before", "as ever")  # one of them is in every match of `_AS_ALWAYS`
_WHO = re.compile(r",? who\b|'s\b| says (?:s?he|they)\b[^.;]{0,40}\bown\b|[^.;]{0,40}\bown\b")


def _is_denied(sentence, limit) -> bool:
    """ "Denies any difficulty with": the limit lies in words that say there is none."""
    return any(h.cues & INDEPENDENT and h.start < limit.start < h.end for h in sentence.hits)


_LEAKS = frozenset(("leak*", "incontinen*", "leakage"))


def _nearest(text: str, sentence, limit):
    best, best_gap = None, _NEAR + 1
    for hit in sentence.hits:
        if not hit.cues & ACTIVITY or hit is limit:
            continue
        if hit.phrase in _LEAKS and not limit.cues & (STRONG | ASSIST):
            continue  # leaking is a symptom; what it keeps her from, or happens with, is the activity
        gap = hit.start - limit.end if hit.start >= limit.end else limit.start - hit.end
        if (
            gap < best_gap
            and not names_no_activity(text, hit)
            and not text.endswith(_UNTICKED, max(0, hit.start - 4), hit.start)
        ):
            best, best_gap = hit, gap
    return best
