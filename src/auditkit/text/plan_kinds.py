"""The kinds of treatment, or the discipline with its frequency, that a plan of care names."""

from __future__ import annotations

import re

from auditkit.text.cues import layer, shared, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed
from auditkit.text.plan_times import (
    DISCIPLINE,
    NOT_THE_PLAN,
    TREATMENT_KIND,
    durations,
    frequencies,
    is_unticked,
    plan_from,
)
from auditkit.text.sections import Section

PLANNED_WORDS, NOT_NOW = shared("plan", "planned_words", "not_now")
_ALSO_A_DEFICIT = frozenset(vocabulary("plan")["also_a_deficit"]["any"])
_MORE_KINDS = layer(dict.fromkeys(vocabulary("plan")["more_kinds"]["any"], 1))
_WE_WORK = re.compile(
    r"\W*(?:we|i)(?:(?:'ll| will| plan to)? work on|(?:'ll| will| plan to| propose to) (?:use|start with|begin with|include|do|focus on))\b"
)
_SEEN_BY_US = re.compile(
    r"\b(?:see|seeing|treat|treating|the|have|let|schedule|scheduling|call|instruct|educate|advise|with)\s$", re.I
)
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
_SOMEBODY = expression(
    r"^\W*(?:(?:his|her|the|pt's|patient's)\s+)?(?:wife|husband|brother|sister|daughter|son|mother|father|mom|dad|physician|surgeon|md|dr\.?|doctor|neighbou?r|roommate|cousin)\b(?!.{0,40}\bto (?:attend|join|come))|\b(?:patient|pt|he|she) (?:is planning|plans|would like|wants|hopes)\b|\b(?:tried|failed) \w+",
)


# "Service: Occupational", as forms ask for it
_SERVICE = re.compile(
    r"(?:service|type of (?:service|therapy|treatment)|service (?:type|requested)|therapy (?:type|requested|ordered)|treatment requested)"
)
_OF_DISCIPLINE = re.compile(
    r"\W*(?:outpatient |skilled )?(?:pt|ot|st|slp|physical|occupational|speech(?:[- ]language)?)(?:[ -](?:therapy|pathology|tx))?\W*"
)


def treatments(note) -> list[tuple[int, int]]:
    """The kinds of treatment, or the discipline with its frequency, that the plan names."""
    text = note.text
    found = []
    often = {p.sentence.index for p in frequencies(note)} | {p.sentence.index for p in durations(note)}
    more = note.hits_in(_MORE_KINDS)
    previous_plan_line = last_plan = -9
    for sentence in note.sentences:
        cues = sentence.cues
        if (
            sentence.label
            and _SERVICE.fullmatch(sentence.label)
            and _OF_DISCIPLINE.fullmatch(note.lower, sentence.body, sentence.end)
        ):
            found.append(trimmed(text, sentence.start, sentence.end))
            continue
        if sentence.section in NOT_THE_PLAN and sentence.section is not Section.INTERVENTIONS:
            continue
        planned = (
            sentence.section is Section.PLAN
            or sentence.index in often
            or (cues & PLANNED_WORDS and not cues & NOT_NOW)
            or _WE_WORK.match(note.lower, sentence.start, sentence.end)
        )
        if sentence.section is Section.GOALS:
            planned = planned and plan_from(note, sentence) < sentence.end
        before = note.sentences[sentence.index - 1] if sentence.index else None
        if (
            not planned
            and before is not None
            and before.index in often
            and before.line == sentence.line
            and text[before.end - 1] == ";"
        ):
            planned = True  # "2x/week for 8 weeks; gait training, manual therapy"
        if sentence.section is Section.PLAN or sentence.index in often:
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
        if not planned or _is_somebodys(note.lower, sentence, sentence.index in often):
            continue
        if sentence.line < 4 and _PLACE.search(note.lower, sentence.start, sentence.end):
            continue
        named = [
            h
            for h in sentence.hits
            if h.cues & TREATMENT_KIND
            and _counts(text, sentence, h)
            and not note.is_negated(sentence, h.start)
            and not is_unticked(text, h.start)
        ]
        named += [
            h
            for h in more
            if sentence.start <= h.start < sentence.end
            and not note.is_negated(sentence, h.start)
            and not is_unticked(text, h.start)
        ]
        if named:
            named.sort(key=lambda hit: hit.start)
            found.append(_list_of(note, sentence, named))
        elif (cues & DISCIPLINE and sentence.index in often) or (
            cues & DISCIPLINE
            and (
                _SPELLED.search(text, sentence.start, sentence.end)
                or (sentence.section is Section.PLAN and _ALONE.fullmatch(note.lower, sentence.body, sentence.end))
            )
        ):
            hit = next(
                (
                    h
                    for h in sentence.hits
                    if h.cues & DISCIPLINE and not (h.phrase == "pt" and _means_patient(text, h))
                ),
                None,
            )
            if hit is not None and not _ORDERED.search(text, sentence.start, sentence.end):
                near = [
                    p for p in (*frequencies(note), *durations(note)) if p.sentence is sentence and p.start >= hit.start
                ]
                found.append((hit.start, near[0].end if near and near[0].start - hit.end < 40 else hit.end))
    return found


_PLACE = re.compile(r"\b(?:ctr|center|centre|clinic|institute|hospital|associates|group|llc|inc|p\.?c\.?)\b")
# "Speech-language therapy." in the plan names the discipline's therapy
_ALONE = re.compile(
    r"\W*(?:(?:individual|outpatient|skilled|direct|continued?|weekly)\s+)*(?:physical|occupational|hand|speech(?:[- ]language)?|speech and language|voice|feeding|swallowing)[- ](?:therapy|pathology)\W*"
)


def _means_patient(text: str, hit) -> bool:
    """Is "pt" the patient: by the verb behind it, or as whom we see ("continue to see pt 2x/week")?"""
    if _IS_PATIENT.match(text, hit.end):
        return True
    return text[hit.start + 1] == "t" and _SEEN_BY_US.search(text, max(0, hit.start - 12), hit.start) is not None


def _is_somebodys(low: str, sentence, is_often: bool) -> bool:
    """Is it about a relative, or what the patient wants rather than what is planned?"""
    match = _SOMEBODY.search(low[sentence.start : sentence.end])
    return match is not None and not (is_often and match.start() > 20)


def _counts(text: str, sentence, hit) -> bool:
    """A word that may also name a deficit ("deficits in balance") counts in a list of treatments, after "with", or as a training."""
    if hit.phrase not in _ALSO_A_DEFICIT:
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
