"""The state of an audit round and of each reading in it: folds over their events. Pure: no store, no clock.

A round is one subject of the desk `rounds`; each reading of a chart by one person is a subject of its own (`round|chart|reader`), so that
two readers never wait for each other and neither sees the other before both are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from auditkit.desks.rounds.marks import Mark
from auditkit.rule import Answer
from auditkit.store.records import Event

DESK = "rounds"
READINGS = "round_readings"
# What must be settled before the first chart is opened; each is said to the person and kept with what was answered.
TYPICAL, PROBLEMS = "typical rate", "look for problems"
QUESTIONS = (TYPICAL, PROBLEMS)
CLOCK_WORDS = (
    "Finding that a payer has paid too much can start a clock.",
    "Medicare expects an overpayment to be reported and returned within 60 days of being identified; since 2025 an honest look into related ones may hold that for up to 180 days.",
    "If you expect to find one, speak with your counsel before the first chart is opened.",
)


@dataclass(frozen=True, slots=True)
class CorrectiveStep:
    """One line of the corrective action plan."""

    cause: str
    action: str
    owner: str
    due_on: date | None
    evidence: str  # what will show that it was done
    reaudit_on: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer that people settled on where two readers of a chart differed; `between` are the two answers by reader."""

    answer: Answer
    reason: str
    who: str
    when: datetime
    is_together: bool  # by both readers together; else by a third person
    between: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it stands; `number` is that of its last event."""

    key: str
    number: int = 0
    title: str = ""
    purpose: str = ""
    who_sees: str = ""
    is_counsel_directed: bool = False
    question: str = ""
    opened_by: str = ""
    opened_at: datetime | None = None
    universe: str = ""
    unit: str = ""
    frame_hash: str = ""
    frame_size: int = 0
    seed: str = ""
    is_targeted: bool = False
    chosen: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    strata: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # stratum -> how many were drawn, of how many
    stratum_of: Mapping[str, str] = field(default_factory=dict)  # chart -> stratum; empty for rounds of older versions
    replaced: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # chart -> (stand-in or "", why)
    replies: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)  # chart -> what its therapist said
    settled: Mapping[tuple[str, str], Settled] = field(default_factory=dict)  # chart and criterion; see `settling`
    plan: tuple[CorrectiveStep, ...] = ()
    amounts: Mapping[str, tuple[int, int]] = field(
        default_factory=dict
    )  # chart -> cents paid, and that should have been
    closings: tuple[Event, ...] = ()
    reopenings: tuple[Event, ...] = ()
    history: tuple[Event, ...] = ()

    @property
    def is_opened(self) -> bool:
        """Whether the opening questions were answered: no chart may be shown before."""
        return self.opened_at is not None

    @property
    def is_closed(self) -> bool:
        """Whether the newest closing was not taken back."""
        return len(self.closings) > len(self.reopenings)

    @property
    def charts(self) -> tuple[str, ...]:
        """What is to be read, stand-ins in the place of what they replace; what had no stand-in left is out."""
        return self._as_read(self.chosen)

    @property
    def second_charts(self) -> tuple[str, ...]:
        """Charts that a second person reads, blind; a stand-in takes the duty of what it replaces."""
        return self._as_read(self.second)

    def _as_read(self, charts: Iterable[str]) -> tuple[str, ...]:
        return tuple(found for c in charts if (found := self.replaced[c][0] if c in self.replaced else c))

    @property
    def stand_ins(self) -> frozenset[str]:
        """Everything that ever stepped in from the reserve; none steps in twice."""
        return frozenset(
            str(e.details["stand_in"]) for e in self.history if e.kind == "replaced" and e.details["stand_in"]
        )

    @property
    def scope_words(self) -> str:
        """What may be said of charts that were not read."""
        if self.is_targeted:
            return "Charts were chosen because a problem was expected: what is found here cannot be generalised to other charts."
        if self.frame_size and len(self.chosen) == self.frame_size:
            return f"All {self.frame_size:,} charts that could have been drawn were: the result is a count of these."
        return f"A random sample of {len(self.chosen):,} from {self.frame_size:,}: the interval says what it tells about the others."


def rounds(events: Iterable[Event]) -> dict[str, Round]:
    """All rounds by key."""
    found: dict[str, Round] = {}
    for event in events:
        found[event.subject] = after(found.get(event.subject) or Round(event.subject), event)
    return found


def after(round_: Round, event: Event) -> Round:
    """The round after one more event. A kind of a newer version changes nothing and stays in the history."""
    round_ = replace(round_, number=event.number, history=(*round_.history, event))
    told = event.details
    match event.kind:
        case "opened":
            names = ("title", "purpose", "who_sees", "is_counsel_directed", "question")
            return replace(round_, **{n: told[n] for n in names}, opened_by=event.who, opened_at=event.when)
        case "drawn":
            names = ("universe", "unit", "frame_hash", "frame_size", "seed", "is_targeted")
            lists = {n: tuple(told[n]) for n in ("chosen", "reserve", "second")}
            strata = {name: (k, n) for name, (k, n) in dict(told.get("strata", {})).items()}
            of = dict(told.get("stratum_of", {}))
            return replace(round_, **{n: told[n] for n in names}, **lists, strata=strata, stratum_of=of)
        case "replaced":
            return replace(round_, replaced={**round_.replaced, told["chart"]: (told["stand_in"], told["reason"])})
        case "replied":
            before = round_.replies.get(told["chart"], ())
            return replace(round_, replies={**round_.replies, told["chart"]: (*before, event)})
        case "adjudicated":
            return replace(round_, settled={**round_.settled, (str(told["chart"]), str(told["rule"])): _settled(event)})
        case "planned":
            return replace(round_, plan=tuple(_corrective(step) for step in told["steps"]))
        case "priced":
            given = {chart: (paid, due) for chart, (paid, due) in told["amounts"].items()}
            return replace(round_, amounts={**round_.amounts, **given})
        case "closed":
            return replace(round_, closings=(*round_.closings, event))
        case "reopened":
            return replace(round_, reopenings=(*round_.reopenings, event))
    return round_


def _settled(event: Event) -> Settled:
    told = event.details
    between = {str(reader): Answer(given) for reader, given in told["between"].items()}
    return Settled(
        Answer(told["answer"]), str(told["reason"]), event.who, event.when, bool(told["is_together"]), between
    )


def _corrective(step: Mapping[str, str]) -> CorrectiveStep:
    days = {n: date.fromisoformat(step[n]) if step.get(n) else None for n in ("due_on", "reaudit_on")}
    return CorrectiveStep(
        step["cause"], step["action"], step["owner"], days["due_on"], step["evidence"], days["reaudit_on"]
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's reading of one chart. `answers` are the newest of each criterion; saved as they are given."""

    round: str
    chart: str
    reader: str
    number: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    machine: Mapping[str, Answer] = field(default_factory=dict)  # what the kit proposed for it
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)  # the words that show it; see `marks`
    words: Mapping[str, str] = field(default_factory=dict)  # what the reader wrote to a criterion
    before_seen: Mapping[str, Answer] = field(
        default_factory=dict
    )  # what was answered before the result was seen, where it was corrected after
    finished_at: datetime | None = None
    first_finished_at: datetime | None = None  # stays where an answer was corrected afterwards: it says who read first

    @property
    def blind(self) -> dict[str, Answer]:
        """The answers that were given before the result was seen: those that agreement is about."""
        return {**self.answers, **self.before_seen}

    @property
    def is_finished(self) -> bool:
        """Whether the reader is done; until then nobody else sees it."""
        return self.finished_at is not None


def reading_key(round_key: str, chart: str, reader: str) -> str:
    """The subject that a reading is kept under."""
    return f"{round_key}|{chart[:16]}|{reader}"[:100]


def readings(events: Iterable[Event]) -> dict[str, Reading]:
    """All readings by their key."""
    found: dict[str, Reading] = {}
    for event in events:
        told = event.details
        reading = found.get(event.subject) or Reading(str(told["round"]), str(told["chart"]), event.who)
        reading = replace(reading, number=event.number)
        if event.kind == "answered":
            rule = str(told["rule"])
            if told.get("is_correction") and rule in reading.answers and rule not in reading.before_seen:
                reading = replace(reading, before_seen={**reading.before_seen, rule: reading.answers[rule]})
            reading = replace(
                reading,
                answers={**reading.answers, rule: Answer(told["answer"])},
                machine={**reading.machine, rule: Answer(told["machine"])},
                marks={**reading.marks, rule: tuple(Mark(*one) for one in told.get("spans", ()))},
                words={**reading.words, rule: str(told.get("words", ""))},
                finished_at=None,
            )
        elif event.kind == "finished":
            reading = replace(
                reading, finished_at=event.when, first_finished_at=reading.first_finished_at or event.when
            )
        found[event.subject] = reading
    return found
