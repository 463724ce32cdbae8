"""Figures and sides of one visit do not contradict those of the visits before, unless the note says why."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.care.figures import EVALUATION, Figure, Key, figures
from auditkit.rule import Answer, Confidence, EpisodeExample, EpisodeRule, Kind, Ruling, Severity
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.diagnosed_side import diagnosed, treated
from auditkit.text.sections import Section
from auditkit.text.sides import BOTH, LEFT, REASON, RIGHT
from auditkit.text.values import Unit

if TYPE_CHECKING:
    from auditkit.care.episode import Document, Episode, Visit
    from auditkit.reference import Reference

_PLAIN_REGIONS = frozenset(("knee", "hip", "ankle", "shoulder", "elbow", "hand"))
_WHY_BACK = re.compile(
    r"\b(?:regress\w*|flar\w+|wors\w+|declin\w*|set-?back\w*|exacerbat\w*|increased (?:pain|swelling|stiffness|tone)|swell\w*|swollen|edema|effusion|fell|fall\b|"
    r"missed|absen\w+|ill(?:ness)?\b|sick|hospital\w*|surg\w*|manipulation|reinjur\w*|re-injur\w*|strain\w*|lost|loss of|decreas\w*|drop\w*|stiff\w*|guard\w*|fatigue\w*|"
    r"vacation|travel\w*|limited by|held back|weeks? off|days? off)\b",
    re.IGNORECASE,
)  # fmt: skip
_MOVED = {
    Unit.DEGREES: 8.0
}  # how far a value has to have moved before a return to the start is strange; else a tenth of it


def check(episode: Episode, reference: Reference) -> list[Ruling]:
    """One ruling for each billed visit."""
    known: list[tuple[date, Document, list[Figure]]] = [
        (visit.on, document, figures(document.note)) for visit in episode.visits for document in visit.documents
    ]
    return [_ruling(episode, visit, known) for visit in episode.billed_visits]


def _ruling(episode: Episode, visit: Visit, known) -> Ruling:
    if not visit.documents:
        return Ruling(visit, Answer.UNCLEAR, "No note of this day is in hand.")
    earlier = [entry for entry in known if entry[0] < visit.on]
    if not earlier:
        return Ruling(visit, Answer.NOT_APPLICABLE, "No earlier note is in hand.")
    found, compared = [], 0
    for on, document, own in known:
        if on != visit.on:
            continue
        for say in (
            _quoted(own, earlier),
            _gone_back(document, own, earlier),
            _other_side(document, episode, visit.on),
        ):
            found += [words for words in say if words]
            compared += len(say)
    if found:
        return Ruling(visit, Answer.NOT_MET, " ".join(dict.fromkeys(found)))
    if not compared:
        return Ruling(visit, Answer.NOT_APPLICABLE, "Nothing of an earlier note is quoted or measured again.")
    return Ruling(visit, Answer.MET, "What is quoted or measured again agrees with the earlier notes.")


def _quoted(own: list[Figure], earlier) -> list[str]:
    """What the note says of an earlier day, beside what the note of that day says; "" where they agree."""
    said = []
    for figure in own:
        if figure.then is None or figure.then == "":
            continue
        if figure.then == EVALUATION:
            then = [e for e in earlier if Kind.EVALUATION in e[1].kinds]
        else:
            then = [e for e in earlier if e[0] == figure.then]
        values = [f.value for _, _, theirs in then for f in theirs if f.then is None and f.key == figure.key]
        if not values:
            continue
        day = then[0][0]
        same = any(abs(value - figure.value) < 1e-9 for value in values)
        said.append(
            ""
            if same
            else f"{figure.key.words.capitalize()}: {figure.value:g} is quoted for {day}, where the note says {_listed(values)}."
        )
    return said


def _gone_back(document: Document, own: list[Figure], earlier) -> list[str]:
    """A value that is exactly the evaluation's again, after it had moved; "" where it is not."""
    said = []
    start = next((e for e in earlier if Kind.EVALUATION in e[1].kinds), None)
    if start is None:
        return said
    for key, now in _todays(own).items():
        first, last = _todays(start[2]).get(key), None
        for on, _, theirs in earlier:
            if on > start[0] and (value := _todays(theirs).get(key)) is not None:
                last = on, value
        if first is None or last is None:
            continue
        far = _MOVED.get(key.unit, max(abs(first) * 0.1, 0.05))
        is_back = now == first and abs(last[1] - first) >= far
        said.append(
            f"{key.words.capitalize()}: {now:g} as at the evaluation of {start[0]}, after {last[1]:g} on {last[0]}, and the note gives no reason."
            if is_back and not _says_why(document)
            else ""
        )
    return said


def _todays(own: list[Figure]) -> dict[Key, float]:
    """Today's value of each measure; one that is given twice with different values is not told."""
    values: dict[Key, set[float]] = {}
    for figure in own:
        if figure.then is None:
            values.setdefault(figure.key, set()).add(figure.value)
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}


def _says_why(document: Document) -> bool:
    """Does the note say what threw the patient back? What it denies does not count."""
    note = document.note
    for sentence in note.sentences:
        if sentence.section in (
            Section.GOALS,
            Section.HISTORY,
            Section.PLAN,
            Section.HOME_PROGRAM,
            Section.PRIOR_LEVEL,
        ):
            continue
        for match in _WHY_BACK.finditer(note.text, sentence.start, sentence.end):
            if not note.is_negated(sentence, match.start()):
                return True
    return False


def _other_side(document: Document, episode: Episode, on: date) -> list[str]:
    """The side treated beside the side that the plan of care names; "" where they agree."""
    plans = [d for d in episode.documents if d.on < on and Kind.EVALUATION in d.kinds]
    if not plans or document in plans:
        return []
    wanted: dict[str, set[str]] = {}
    for side in diagnosed(plans[-1].note):
        wanted.setdefault(side.region, set()).add(side.side)
    said = []
    given = treated(document.note, [])
    for region, of_plan in wanted.items():
        if region not in _PLAIN_REGIONS or len(of_plan) != 1 or BOTH in of_plan:
            continue
        done = [s for s in given if _is_done(document, s)]
        today = [s for s in done if s.region == region]
        (planned,) = of_plan
        if not today:
            continue
        other = {LEFT: RIGHT, RIGHT: LEFT}[planned]
        against = all(s.side == other for s in today) and not any(_explained(s) for s in today)
        firm = against and not any(s.side in (planned, BOTH) and s.region in ("", region) for s in done)
        said.append(
            f"The {other} {region} is measured or treated; the plan of care of {plans[-1].on} is for the {planned} one."
            if firm
            else ""
        )
    return said


_DONE = frozenset((Section.OBJECTIVE, Section.MEASURES, Section.INTERVENTIONS))


def _is_done(document: Document, side) -> bool:
    """Measured or treated in these words, not only spoken of in the assessment."""
    section = side.sentence.section
    return section in _DONE or (section is not Section.ASSESSMENT and bool(document.note.measured[side.sentence.index]))


def _explained(side) -> bool:
    return any(h.cues & REASON and abs(h.start - side.start) < 60 for h in side.sentence.hits)


def _listed(values: list[float]) -> str:
    return " and ".join(f"{value:g}" for value in dict.fromkeys(values))


_EVALUATION = (
    "PT Initial Evaluation 3/4/2026. Dx: right knee osteoarthritis M17.11. Objective: Right knee flexion AROM 98 degrees. TUG 19 s. "
    "Signed: A. Placebrook, PT, DPT"
)

rule = EpisodeRule(
    title="Figures and sides agree from visit to visit",
    why=(
        "A reviewer reads notes in a row. A range that is back at the evaluation's value from one visit to the next, a baseline that changes from "
        "report to report, or the other knee treated, makes the whole record look copied or unreliable."
    ),
    fix=(
        "Look the earlier value up before quoting it. Where a value truly fell back, or the other side was treated, write down what happened. An "
        "error in a signed note is corrected by a dated addendum."
    ),
    question="Did this value truly change, or does one of the notes have it from somewhere else?",
    severity=Severity.REVIEW,
    payment_critical=False,
    sources=(
        benefit_policy_manual(
            "220.2.C and 220.3.D: improvement is shown by successive objective measurements", Confidence.INFERRED
        ),
    ),
    # That figures must agree is the kit's own reading; this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="objective-measures",
    supply="The notes of consecutive visits, from the evaluation on.",
    edition="the notes of the episode",
    good=EpisodeExample(
        notes={
            "2026-03-04": _EVALUATION,
            "2026-03-11": "PT Daily Note 3/11/2026. Objective: Right knee flexion AROM 111 degrees. Signed: A. Placebrook, PT, DPT",
            "2026-03-18": (
                "PT Daily Note 3/18/2026. Subjective: knee swollen since a fall on Sunday. Objective: Right knee flexion AROM 98 degrees. "
                "Signed: A. Placebrook, PT, DPT"
            ),
        },
        lines=({"date_of_service": "2026-03-11"}, {"date_of_service": "2026-03-18"}),
        reason="The range is back at its first value, and the note says why.",
    ),
    bad=EpisodeExample(
        notes={
            "2026-03-04": _EVALUATION,
            "2026-03-11": "PT Daily Note 3/11/2026. Objective: Right knee flexion AROM 111 degrees. Signed: A. Placebrook, PT, DPT",
            "2026-03-18": (
                "PT Daily Note 3/18/2026. Objective: Right knee flexion AROM 98 degrees. Tolerated well. Signed: A. Placebrook, PT, DPT"
            ),
        },
        lines=({"date_of_service": "2026-03-11"}, {"date_of_service": "2026-03-18"}),
        reason="From 111 back to the evaluation's 98 within a week, and nothing says why.",
    ),
    check=check,
)
