"""What was done at a visit, by whom and for how long, ready to be billed.

Patients with notes are billed as `visits.csv` says. For the others some sessions are turned into cases that look wrong and
are right: ties, shared minutes, famous pairs that are not in force, distinct evaluations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from auditkit.datasets.billing.model import PayerTerms
from auditkit.datasets.billing.people import has_notes
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Practice, Visit
from auditkit.rule import Kind


@dataclass(slots=True)
class Done:
    """One service of a session. `assisted`: to be billed as an assistant's work."""

    code: str
    units: int
    minutes: int
    timed: bool
    assistant_minutes: int = 0
    assisted: bool = False
    extra: tuple[str, ...] = ()  # modifiers beyond discipline, assistant and threshold


class Trap(NamedTuple):
    """What looks wrong and is right: on the lines of a code, or on the claim where no code is given."""

    rule: str
    code: str
    words: str
    answer: str = "met"


@dataclass(slots=True)
class Session:
    visit: Visit
    episode: Episode
    done: list[Done]
    place: str = "11"
    more_diagnoses: tuple[str, ...] = ()
    traps: list[Trap] = field(default_factory=list)

    @property
    def discipline(self) -> str:
        return self.episode.condition.discipline


# therapist and assistant minutes of one 15-minute service; shared on purpose at every turn of the rule
SHARED = (
    (13, 23), (12, 14), (14, 12), (20, 25), (23, 22), (10, 19), (30, 8), (22, 8), (8, 7), (7, 8), (15, 1), (15, 15), (18, 12),
    (30, 15), (11, 4),
)  # fmt: skip


def shared_units(therapist: int, assistant: int) -> tuple[int, int]:
    """Units of one 15-minute service without and with CQ/CO: whole quarters first, then who has what is left."""
    without, assisted = therapist // 15, assistant // 15
    left = (therapist + assistant + 7) // 15 - without - assisted
    if left == 2:
        return without + 1, assisted + 1
    if left == 1:
        return (without + 1, assisted) if therapist % 15 >= 8 else (without, assisted + 1)
    return without, assisted


def session(practice: Practice, episode: Episode, visit: Visit, payer: PayerTerms) -> Session:
    """The session of an attended visit as it is billed."""
    by_assistant = practice.therapists[visit.therapist_id].is_assistant
    done = [
        Done(s.code, s.units, s.minutes, s.timed, s.minutes if by_assistant else 0, by_assistant)
        for s in visit.services
    ]
    made = Session(visit, episode, done)
    if done and not has_notes(visit.patient_id):
        dice = Dice(f"{practice.seed}/{visit.visit_id}/session")
        for chance, turn in _TURNS:
            if dice.chance(chance) and turn(dice, made, payer):
                break
    return made


def _pair_trap(made: Session, payer: PayerTerms, code: str, words: str) -> None:
    if payer.pair_source != "none":
        made.traps.append(Trap("code_pair", code, words))


def _plain(made: Session) -> bool:
    """A treatment by one therapist, of timed services only."""
    return Kind.EVALUATION not in made.visit.kinds and all(d.timed and not d.assisted for d in made.done)


def _tie(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    if not (_plain(made) and len(made.done) == 2 and payer.unit_rule == "cms") or made.done[0].code == "97129":
        return False
    minutes, units = dice.pick(((20, (1, 2)), (22, (1, 2)), (20, (2, 1)), (35, (2, 3))))
    for each, count in zip(made.done, units, strict=True):
        each.minutes, each.units = minutes, count
    made.traps.append(Trap("timed_units", "", "equal remainders: either service may have the last unit"))
    return True


def _shared(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """The assistant did part of one service; billed on two lines where units fall to both."""
    if not (_plain(made) and made.episode.assistant_id and payer.unit_rule == "cms"):
        return False
    code, other = made.done[0].code, made.done[-1].code
    therapist, assistant = dice.pick(SHARED)
    without, assisted = shared_units(therapist, assistant)
    if without and assisted:
        made.done = [Done(code, without, therapist, True), Done(code, assisted, assistant, True, assistant, True)]
        words = f"{therapist} therapist and {assistant} assistant minutes: a unit each way, on two lines"
    else:
        made.done = [Done(code, without + assisted, therapist + assistant, True, assistant, bool(assisted))]
        words = f"{therapist} therapist and {assistant} assistant minutes"
    if other != code:
        made.done.append(Done(other, 1, 15, True))
    made.traps.append(Trap("assistant_modifier", code, words))
    return True


def _group(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """A group instead of single treatment, with the assistant helping: exactly a tenth needs no modifier."""
    if not (_plain(made) and made.discipline in ("PT", "OT")):
        return False
    if not made.episode.assistant_id:
        made.done = [Done("97150", 1, dice.pick((40, 45, 50)), False)]
        return True
    minutes, assistant = dice.pick(((50, 5), (40, 4), (46, 6), (50, 6), (30, 3)))
    over = assistant * 10 > minutes
    made.done = [Done("97150", 1, minutes, False, assistant, over)]
    share = "above a tenth" if over else "exactly a tenth, no modifier"
    made.traps.append(
        Trap("assistant_modifier", "97150", f"{assistant} of {minutes} minutes by the assistant: {share}")
    )
    return True


def _group_and_single(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """A group and, apart from it, single exercise: one of the pairs that 59 is for."""
    if not (_plain(made) and payer.payer_id == "PY1" and made.done[0].code in ("97110", "97112", "97530")):
        return False
    single = Done(made.done[0].code, 1, dice.whole(15, 20), True, extra=("59",))
    made.done = [Done("97150", 1, dice.pick((30, 40)), False), single]
    words = "59 where a pair of the last table in hand calls for it"
    made.traps.append(Trap("distinct_service_modifier", single.code, words, "unclear"))
    return True


def _evaluation_with(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """Hands-on work on the day of the evaluation: the pairs are gone from the table."""
    if not (made.discipline == "PT" and Kind.EVALUATION in made.visit.kinds):
        return False
    code = dice.pick(("97140", "97530"))
    made.done = [made.done[0], Done(code, 1, dice.whole(12, 20), True)]
    made.visit.kinds = (Kind.EVALUATION, Kind.TREATMENT)
    _pair_trap(made, payer, code, f"{made.done[0].code} with {code}: no active pair, no 59 needed")
    return True


def _re_evaluation(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    fits = {"97110", "97112", "97116", "97140", "97530"}
    if (
        payer.authorization_required
        or Kind.RECERTIFICATION not in made.visit.kinds
        or made.discipline not in ("PT", "OT")
    ):
        return False
    if not (_plain(made) and {each.code for each in made.done} <= fits):
        return False
    code = "97164" if made.discipline == "PT" else "97168"
    made.done.insert(0, Done(code, 1, dice.pick((20, 25, 30)), False))
    _pair_trap(made, payer, code, f"{code} with exercise: the pairs were deleted")
    return True


def _two_evaluations(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """Speech and swallowing evaluated on one day: two functions."""
    if not (Kind.EVALUATION in made.visit.kinds and made.done[0].code in ("92523", "92524")):
        return False
    if made.episode.condition.key not in ("aphasia", "voice"):
        return False
    made.done.append(Done("92610", 1, dice.pick((30, 40)), False))
    made.more_diagnoses = ("I69.391", "R13.12") if made.episode.condition.key == "aphasia" else ("R13.13",)
    made.traps.append(Trap("evaluation_once", "", "speech and swallowing evaluations are distinct"))
    return True


def _passive(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """Electrical stimulation under the code that this payer takes."""
    if not (_plain(made) and made.discipline == "PT" and made.episode.diagnosis_codes[:3] in ("M54", "M75")):
        return False
    code = "97014" if payer.payer_type in ("commercial", "workers_comp") else "G0283"
    made.done.append(Done(code, 1, dice.pick((10, 15)), False))
    if code == "97014":
        made.traps.append(Trap("code_accepted", code, "this payer takes 97014"))
    return True


def _at_limit(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    """As many units as the daily limit allows, and the minutes for them."""
    if not (_plain(made) and made.done[0].code in ("97112", "97116")):
        return False
    made.done = [Done(made.done[0].code, 4, dice.whole(60, 66), True)]
    made.traps.append(Trap("unit_limit", made.done[0].code, "exactly at the daily limit"))
    return True


def _telehealth(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    if not (payer.payer_id in ("PY1", "PY4") and [each.code for each in made.done] == ["92507"]):
        return False
    made.place = dice.weighted((("10", 5), ("02", 1)))
    made.done[0].extra = ("95",)
    made.traps.append(Trap("telehealth", "92507", "video visit that this payer takes"))
    return True


def _at_home(dice: Dice, made: Session, payer: PayerTerms) -> bool:
    made.place = "12"
    return True


_TURNS: tuple[tuple[float, Callable[[Dice, Session, PayerTerms], bool]], ...] = (
    (0.05, _tie),
    (0.22, _shared),
    (0.03, _group),
    (0.02, _group_and_single),
    (0.35, _evaluation_with),
    (0.50, _re_evaluation),
    (0.40, _two_evaluations),
    (0.18, _passive),
    (0.02, _at_limit),
    (0.08, _telehealth),
    (0.01, _at_home),
)
