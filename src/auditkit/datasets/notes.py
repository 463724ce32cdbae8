"""The notes of the practice: which visits have one, who wrote it how, and what is known about it."""

from __future__ import annotations

import re

from auditkit.datasets import phrases
from auditkit.datasets.carried_forward import copy_some
from auditkit.datasets.dice import Dice
from auditkit.datasets.drafts import Draft
from auditkit.datasets.drafts_report import (
    write_diagnosis,
    write_discharge,
    write_goal_status,
    write_goals,
    write_history,
    write_need,
    write_plan_of_care,
    write_skill,
)
from auditkit.datasets.drafts_visit import (
    write_assessment,
    write_interventions,
    write_measures,
    write_plan,
    write_subjective,
)
from auditkit.datasets.model import Episode, Practice, Visit
from auditkit.datasets.styles import STYLES
from auditkit.datasets.wording import slipped
from auditkit.datasets.written import DAY_STYLES, WrittenNote
from auditkit.rule import Answer, Kind

WHOLE_CHARTS = (("PT", 4), ("OT", 2), ("SLP", 2))  # episodes in which every visit has its note
WRONG_SIDES = 6
_SPELLED = {"PT": "physical therapist", "OT": "occupational therapist", "SLP": "speech-language pathologist"}


def write_notes(practice: Practice) -> list[WrittenNote]:
    """All notes of the practice, in the order of patients and dates."""
    chosen = _visits_with_notes(practice)
    drafts = [(_compose(practice, episode, visit), episode, visit) for episode, visit in chosen]
    wrong = _wrong_sides(practice, drafts)
    notes = []
    for place, (draft, episode, visit) in enumerate(drafts):
        draft = wrong.get(place, draft)
        notes.append(_finish(f"note-{place + 1:04d}.txt", draft, episode, visit))
    copy_some(practice, notes)
    return notes


def _visits_with_notes(practice: Practice) -> list[tuple[Episode, Visit]]:
    """Every report; all visits of a few episodes; some treatment days of the others."""
    dice = Dice(f"{practice.seed}/charts")
    finished = [e for e in practice.episodes if e.end_reason != "ongoing" and 12 <= len(e.attended) <= 24]
    disciplines: dict[str, list[Episode]] = {}
    for episode in dice.mixed(finished):
        disciplines.setdefault(episode.condition.discipline, []).append(episode)
    whole = {e.episode_id for group, count in WHOLE_CHARTS for e in disciplines[group][:count]}
    out = []
    for episode in practice.episodes:
        treatment = [v for v in episode.attended if v.kinds == (Kind.TREATMENT,)]
        keep = treatment if episode.episode_id in whole else dice.some(treatment, dice.pick((2, 2, 3)))
        kept = {v.visit_id for v in keep}
        out += [(episode, v) for v in episode.attended if v.kinds != (Kind.TREATMENT,) or v.visit_id in kept]
    return out


def _compose(practice: Practice, episode: Episode, visit: Visit, wrong_side: bool = False) -> Draft:
    dice = Dice(f"{practice.seed}/note/{visit.visit_id}")
    author, patient = practice.therapists[visit.therapist_id], practice.patients[visit.patient_id]
    report = visit.kinds != (Kind.TREATMENT,)
    style = dice.weighted(
        [(s, w * (3 if report and s == "letter" else 1)) for s, w in author.styles if report or s != "letter"]
    )
    quality = dice.weighted(author.quality)
    formal = f"{'Mrs.' if patient.sex == 'F' else 'Mr.'} {patient.last_name}"
    calls = dice.weighted(
        (
            (patient.first_name, 6 if episode.condition.child else 0),
            ("patient", 5),
            (formal, 0 if episode.condition.child else 3),
        )
    )
    if style in ("telegraphic", "caps", "flowsheet"):
        calls = "patient"
    draft = Draft(
        practice,
        episode,
        visit,
        author,
        style,
        quality,
        dice,
        DAY_STYLES[author.therapist_id],
        visit.kinds,
        episode.side,
        calls,
    )
    other = {"right": "left", "left": "right"}[episode.side] if wrong_side else ""
    kinds = draft.kinds
    if Kind.EVALUATION in kinds or Kind.RECERTIFICATION in kinds:
        write_diagnosis(draft)
    elif wrong_side or dice.chance(0.45):
        draft.diagnosis = draft.fill(episode.diagnosis_words, side=episode.side)
    if Kind.EVALUATION in kinds:
        write_history(draft)
    write_subjective(draft)
    write_measures(draft, side=other)
    if Kind.TREATMENT in kinds:
        write_interventions(draft, side=other)
    elif Kind.EVALUATION in kinds and dice.chance(0.7):
        draft.add("minutes", f"{dice.pick(('Evaluation', 'Eval time', 'Total time'))} {visit.total_minutes} min")
    _write_reasoning(draft)
    if Kind.EVALUATION in kinds:
        write_plan_of_care(draft, episode.plans[0])
    elif Kind.RECERTIFICATION in kinds:
        write_plan_of_care(draft, episode.plans[-1])
    if any(kind in kinds for kind in (Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION)):
        write_goals(draft)
    if Kind.DISCHARGE not in kinds and kinds != (Kind.EVALUATION,):
        write_plan(draft)
    _write_frame(draft)
    return draft


def _write_reasoning(draft: Draft) -> None:
    kinds = draft.kinds
    if Kind.DISCHARGE in kinds:
        write_discharge(draft)
    if Kind.TREATMENT in kinds:
        write_assessment(draft)
    else:
        write_skill(draft)
    if any(kind in kinds for kind in (Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE)):
        write_goal_status(draft)
    if Kind.PROGRESS in kinds or Kind.RECERTIFICATION in kinds:
        write_need(draft)


def _write_frame(draft: Draft) -> None:
    """Date, signature and what a template left behind."""
    dice, author = draft.dice, draft.author
    if draft.short_of("date_of_service"):
        draft.show_date = False
        draft.lacks("date_of_service")
    else:
        draft.says("date_of_service")
    if draft.short_of("no_template_residue"):
        draft.add("residue", dice.pick(phrases.RESIDUE))
        draft.lacks("no_template_residue")
    else:
        draft.says("no_template_residue")
    signed = draft.day(draft.visit.date_of_service) if draft.show_date else ""
    if draft.short_of("signed_with_credential"):
        first = author.name.split()[0]
        draft.signature = [
            dice.pick(
                (
                    author.name,
                    f"- {first}",
                    "".join(part[0] for part in author.name.split()),
                    "Treating therapist",
                    f"Signed: {author.name}",
                )
            )
        ]
        draft.lacks("signed_with_credential")
        return
    initial = f"{author.name[0]}. {author.name.split()[1]}"
    if draft.style == "dictated":
        draft.signature = [dice.pick((
            f"This was {author.name}, {_SPELLED[draft.discipline] if not author.is_assistant else author.credential}. End of dictation.",
            f"Dictated by {author.name}, {author.credential}",
        ))]  # fmt: skip
    else:
        draft.signature = [dice.pick((
            f"{author.name}, {author.credential}",
            f"{initial}, {author.credential}" + (f"  {signed}" if signed else ""),
            f"Electronically signed by {author.name}, {author.credential}" + (f" {signed}" if signed else ""),
        ))]  # fmt: skip
    if author.is_assistant and dice.chance(0.7):
        lead = draft.practice.therapists[author.supervisor_id]
        draft.signature.append(f"Supervising {draft.discipline}: {lead.name}, {lead.credential}")
    draft.says("signed_with_credential")


def _finish(file: str, draft: Draft, episode: Episode, visit: Visit) -> WrittenNote:
    """The draft in its style, with the labels that hold for the finished text."""
    text = STYLES[draft.style](draft)
    if draft.quality == "poor" and draft.style not in ("emr", "caps") and draft.dice.chance(0.35):
        text = slipped(text, draft.dice)
    text = re.sub(r"\n{3,}(?=[^\n])", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
    labels = draft.settle()
    if labels.get("diagnosis_stated") is Answer.NOT_MET and _names_diagnosis(episode, text):
        del labels["diagnosis_stated"]
    headed = draft.style in ("soap", "emr", "checkbox", "bullets", "flowsheet")
    specific = draft.sections.get("observed") or "plan_specific" not in draft.wanting
    if not headed and specific and labels.get("no_generic_assessment") is Answer.NOT_MET:
        labels["no_generic_assessment"] = Answer.MET  # without an assessment section the whole note counts
    seeded = {
        rule: how for rule, how in draft.notes.items() if how and labels.get(rule) in (Answer.NOT_MET, Answer.UNCLEAR)
    }
    if "wrong side" in draft.notes.values():
        labels["no_side_conflict"] = Answer.NOT_MET
        seeded["no_side_conflict"] = "wrong side"
    elif re.search(r"\b(right|left|R|L|RIGHT|LEFT)\b", text) is None:
        labels["no_side_conflict"] = Answer.NOT_APPLICABLE
    elif episode.side:
        labels["no_side_conflict"] = Answer.MET
    return WrittenNote(file, visit, episode, text, draft.style, draft.quality, labels, seeded)


def _names_diagnosis(episode: Episode, text: str) -> bool:
    """Whether a word of the diagnosis, or its code, stands anywhere in the text."""
    words = [word.lower() for word in re.findall(r"[A-Za-z]{6,}", episode.diagnosis_words)]
    codes = episode.diagnosis_codes.split("|")
    return any(word in text.lower() for word in words) or any(code in text for code in codes)


def _wrong_sides(practice: Practice, drafts: list[tuple[Draft, Episode, Visit]]) -> dict[int, Draft]:
    """A few notes whose measures and treatment are about the other side than the diagnosis, with no reason given."""
    dice, out = Dice(f"{practice.seed}/sides"), {}
    keys = ("knee_oa", "knee_replacement", "rotator_cuff", "ankle_sprain", "hand_fracture")
    candidates = [
        place
        for place, (d, e, v) in enumerate(drafts)
        if e.condition.key in keys and Kind.TREATMENT in v.kinds and d.quality != "strong"
    ]
    for place in dice.mixed(candidates):
        _, episode, visit = drafts[place]
        draft = _compose(practice, episode, visit, wrong_side=True)
        wrong = {"right": "left", "left": "right"}[episode.side]
        texts = [label for label, *_ in draft.found] + [detail for _, _, detail, _ in draft.did]
        if any(wrong in text for text in texts) and episode.side in draft.diagnosis:
            draft.notes["no_side_conflict"] = "wrong side"
            out[place] = draft
        if len(out) == WRONG_SIDES:
            break
    return out
