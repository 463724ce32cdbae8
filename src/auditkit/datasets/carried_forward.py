"""Notes copied forward on purpose: near-identical text that a clone check should find."""

from __future__ import annotations

from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Practice
from auditkit.datasets.wording import day_text
from auditkit.datasets.written import DAY_STYLES, WrittenNote
from auditkit.rule import Answer, Kind

SAME_PATIENT, ACROSS_PATIENTS = 5, 3


def copy_some(practice: Practice, notes: list[WrittenNote]) -> None:
    """Copy a few notes forward: five onto the same patient's next visit, three onto another patient."""
    dice = Dice(f"{practice.seed}/clones")
    plain = [
        n
        for n in notes
        if n.visit.kinds == (Kind.TREATMENT,) and n.quality != "strong" and "no_side_conflict" not in n.seeded
    ]
    used: set[str] = set()
    same = across = 0
    for source in dice.mixed(plain):
        for target in plain:
            later = target.visit.date_of_service > source.visit.date_of_service
            alike = (
                target.visit.therapist_id == source.visit.therapist_id
                and target.episode.condition.key == source.episode.condition.key
            )
            if not later or not alike or {target.file, source.file} & used:
                continue
            own = target.episode is source.episode
            if own and same < SAME_PATIENT:
                same += 1
            elif (
                not own
                and across < ACROSS_PATIENTS
                and target.episode.side == source.episode.side
                and source.visit.services
                and _shape(source) == _shape(target)
            ):
                across += 1
            else:
                continue
            _copy(practice, source, target)
            used |= {source.file, target.file}
            break
        if same == SAME_PATIENT and across == ACROSS_PATIENTS:
            return


def _shape(note: WrittenNote) -> tuple[str, ...]:
    return tuple(sorted(service.code for service in note.visit.services))


def _copy(practice: Practice, source: WrittenNote, target: WrittenNote) -> None:
    """The source's text under the target's date and name: the copy that was carried forward and hardly touched."""
    text, style = source.text, DAY_STYLES[source.visit.therapist_id]
    text = text.replace(day_text(source.visit.date_of_service, style), day_text(target.visit.date_of_service, style))
    old, new = practice.patients[source.visit.patient_id], practice.patients[target.visit.patient_id]
    for before, after in (
        (old.first_name, new.first_name),
        (old.last_name, new.last_name),
        (old.patient_id, new.patient_id),
    ):
        for change in (str, str.upper):
            text = text.replace(change(before), change(after))
    text = text.replace(f"Visit #: {source.visit.number}", f"Visit #: {target.visit.number}")
    text = text.replace(f"{old.birth_date:%m/%d/%Y}", f"{new.birth_date:%m/%d/%Y}")
    target.text, target.style, target.quality = text, source.style, source.quality
    target.labels = dict(source.labels) | {"cloned_note": Answer.NOT_MET}
    target.seeded = dict(source.seeded) | {"cloned_note": f"copy of {source.file}"}
