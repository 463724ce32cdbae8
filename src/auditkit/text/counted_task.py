"""A score on a task of the session ("buttoned 3 of 5 with a hook"), which is no target and no test."""

from __future__ import annotations

import re

from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.function import CUE_LEVEL
from auditkit.text.measures import TASK, Unit
from auditkit.text.sections import Section
from auditkit.text.targets import is_target

(NAMED,) = shared("measures", "measure_name")
_COUNTED = frozenset((Unit.SCORE, Unit.PERCENT, Unit.REPETITIONS))
# what somebody tells of another time or place
TOLD_OF = expression(
    r"\b(?:reports?|reported|states?|stated|says|said|tells|told|per (?:mom|mum|dad|wife|husband|pt|patient|cna|nurs\w+|family|teacher)|last (?:week|night|visit|month|session)|yesterday|weekend|at home|since (?:last|the)|ago|start of care|at (?:the )?(?:eval\w*|soc|ie|discharge|d/c)|initial\w*|unfamiliar listener)\b"
)
# "Buttoned 3 of 5 with a hook": what was done, how often, of how many. Visits, weeks and goals are counted too, and are no task.
_SO_MANY = (
    r"(?!attended|missed|cancell?ed|rated|graded|scored|reported|denied|used|authori[sz]ed|approved|ordered|billed|scheduled|rescheduled|planned)"
    r"(?:[a-z]{2,}ed|caught|threw|wrote|read|ate|drank|cut|put|got|found|made|held|said|did|took|hit|kept|tied|hung|swept|fed|drew|spoke|chose|swung|"
    r"shut|set|built|tore)\s+(?:\w+\s+){0,3}?\d{1,2}\s+(?:out\s+)?of\s+\d{1,2}\b"
    r"(?!\s*(?:\w+\s+)?(?:visits?|sessions?|appointments?|appts?|goals?|stgs?|ltgs?|weeks?|days?|classes|treatments?|months?)\b)"
)
_DID_SO_MANY = re.compile(_SO_MANY)
_THEN_SO_MANY = expression(rf"(?:[.;,:]\s*|\b(?:he|she|they|pt|patient|client|child|then|and)\s+){_SO_MANY}")


def counted_on_task(note, sentence):
    """A score on a task of the session: no target, no test."""
    counted = [m for m in note.measured[sentence.index] if m.unit in _COUNTED]
    if not counted:
        return None
    text, start, end = note.lower, sentence.start, sentence.end
    on_task = (
        sentence.cues & (TASK | CUE_LEVEL)
        or sentence.section is Section.INTERVENTIONS
        or _DID_SO_MANY.match(text, sentence.body, end) is not None
        or _THEN_SO_MANY.search(text, start, end) is not None
    )
    if _SAMPLE.search(text, start, end) or not (
        on_task or (_SOMEBODY.search(text, start, end) and not TOLD_OF.search(text, start, end))
    ):
        return None
    for measure in counted:
        if not is_target(note, measure) and not _is_test(sentence, measure):
            return measure
    return None


def _is_test(sentence, measure) -> bool:
    return any(
        h.cues & NAMED and not h.cues & TASK and (0 <= measure.start - h.end < 30 or 0 < h.start - measure.end < 9)
        for h in sentence.hits
    )


_SOMEBODY = expression(
    r"\b(?:s?he|they|pt|patient|client|child|(?:when|after|once|until|so) (?:i|we)|with my|it was)\b"
)
_SAMPLE = expression(r"\b(?:samples?|baseline|pretest|probe)\b")
