"""What the synthetic practice is made of. Values only; nothing here is about a real person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from auditkit.rule import Kind


@dataclass(frozen=True, slots=True)
class Clinic:
    clinic_id: str
    name: str
    city: str
    npi: str


@dataclass(frozen=True, slots=True)
class Therapist:
    """One member of staff and the habits of their notes."""

    therapist_id: str
    name: str
    credential: str
    discipline: str
    clinic_id: str
    npi: str
    supervisor_id: str  # for assistants
    styles: tuple[tuple[str, float], ...]  # how they write, with weights
    quality: tuple[tuple[str, float], ...]  # strong, mixed, poor
    habits: dict[str, float]  # criterion -> extra chance that it falls short
    lesson_on: date | None = None  # after this day the habits are halved and halved again

    @property
    def is_assistant(self) -> bool:
        return bool(self.supervisor_id)


@dataclass(frozen=True, slots=True)
class Payer:
    payer_id: str
    name: str
    payer_type: str
    unit_rule: str  # "cms" (total time) or "spm" (each service alone)
    authorization_required: bool
    timely_filing_days: int | None  # None: one calendar year by law
    visit_limit: int | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    words: str  # may hold {side}
    right: str  # codes, "|" between; the only ones where the condition has no side
    left: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured over the episode: where it starts, where it should arrive."""

    key: str
    label: str  # may hold {side}
    unit: str  # follows the number as written, e.g. "°", " s", "/56", "%"
    start: tuple[float, float]
    goal: tuple[float, float]
    step: float = 1
    grades: tuple[str, ...] = ()  # ordered scale: the value is an index

    def text(self, value: float) -> str:
        """The value as a therapist would write it."""
        if self.grades:
            return self.grades[max(0, min(len(self.grades) - 1, round(value)))]
        number = f"{value:.2f}" if self.step < 0.1 else f"{value:.1f}" if self.step < 1 else f"{round(value)}"
        return number + self.unit


@dataclass(frozen=True, slots=True)
class Function:
    """An activity, on a ladder of five rungs from worst to reached."""

    name: str  # "climbing stairs"
    ladder: tuple[str, str, str, str, str]  # predicates: "cannot ...", "needs ...", ... the last one is no limitation
    goal: str  # "climb 12 stairs ..."
    prior: str  # "climbed stairs ..."


@dataclass(frozen=True, slots=True)
class Condition:
    """The clinical content of one kind of episode. Phrases may hold `[a|b]`, `<1-3>`, {side}, {other}, {he}, {his}, {him}."""

    key: str
    discipline: str
    ages: tuple[int, int]
    diagnoses: tuple[Diagnosis, ...]
    history: tuple[str, ...]
    functions: tuple[Function, ...]
    measures: tuple[Measure, ...]
    evaluation_codes: tuple[str, ...]
    combos: tuple[tuple[str, ...], ...]  # codes that are billed together
    services: dict[str, tuple[str, ...]]  # code -> what is done
    skilled: tuple[str, ...]  # judgement, technique with a reason, cueing for a deficit, risk watched
    responses: tuple[str, ...]
    plans: tuple[str, ...]
    causes: tuple[str, ...]  # what still limits: an impairment, no activity
    outlook: tuple[str, ...]  # why more skilled care is expected to change it
    setbacks: tuple[str, ...]
    sided: bool = True
    child: bool = False


@dataclass(frozen=True, slots=True)
class Patient:
    patient_id: str
    first_name: str
    last_name: str
    sex: str
    birth_date: date
    member_id: str
    payer_id: str
    clinic_id: str


@dataclass(frozen=True, slots=True)
class Goal:
    goal_id: str
    episode_id: str
    term: str  # STG or LTG
    number: int
    function: int  # place in the condition's functions
    measure: str
    target: float
    weeks: int
    set_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class PlanOfCare:
    plan_id: str
    episode_id: str
    number: int  # 1 initial, 2.. recertifications
    start_on: date
    end_on: date
    per_week: int
    weeks: int
    signed_on: date | None  # the physician's signature


@dataclass(frozen=True, slots=True)
class Service:
    code: str
    units: int
    minutes: int
    timed: bool


@dataclass(slots=True)
class Visit:
    """One scheduled visit. What happened is in it; what was written about it is the note's business."""

    visit_id: str
    episode_id: str
    patient_id: str
    therapist_id: str
    clinic_id: str
    date_of_service: date
    status: str  # attended, cancelled, no_show
    number: int = 0  # treatment day; the evaluation is 1; 0 if not attended
    kinds: tuple[Kind, ...] = ()
    services: tuple[Service, ...] = ()
    start_minute: int = 0  # of the day
    stands_at: float = 0.0  # 0 = as at the evaluation, 1 = goal
    setback: str = ""
    values: dict[str, float] = field(default_factory=dict)  # measured at this visit

    @property
    def timed_minutes(self) -> int:
        return sum(service.minutes for service in self.services if service.timed)

    @property
    def total_minutes(self) -> int:
        return sum(service.minutes for service in self.services)


@dataclass(slots=True)
class Episode:
    episode_id: str
    patient_id: str
    condition: Condition
    diagnosis: Diagnosis
    side: str  # "right", "left" or ""
    lead_id: str  # therapist of record
    assistant_id: str
    referring_name: str
    referring_npi: str
    onset_on: date
    trajectory: str
    per_week: int
    baseline: dict[str, float]
    target: dict[str, float]
    functions: tuple[Function, ...] = ()  # the condition's, with this episode's numbers in them
    measures: tuple[Measure, ...] = ()
    diagnosis_words: str = ""
    history: str = ""
    progress_report_late: bool = False
    end_reason: str = ""  # goals_met, plateau, moved, self_discharge, insurance, ongoing
    goals: list[Goal] = field(default_factory=list)
    plans: list[PlanOfCare] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def diagnosis_codes(self) -> str:
        return self.diagnosis.left if self.side == "left" and self.diagnosis.left else self.diagnosis.right

    @property
    def attended(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.status == "attended"]


@dataclass(slots=True)
class Practice:
    seed: int
    clinics: tuple[Clinic, ...]
    therapists: dict[str, Therapist]
    payers: dict[str, Payer]
    patients: dict[str, Patient]
    episodes: list[Episode]
