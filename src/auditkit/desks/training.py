"""Sessions: a fold over their events. People at a session are named, for attendance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta

from auditkit.store.records import Event, NewEvent

DESK = "training"
LATER_FROM, LATER_TO = 30, 90  # days after a session in which the delayed test is given
NOT_APPROVED = "This session is not approved for continuing education credit unless your board or an approved provider says so in writing."
FORMATS = ("in person", "live online", "recording")
_TOLD = ("lesson", "title", "minutes", "trainer", "place", "sponsor", "format", "why")


class Refused(Exception):
    """It cannot be kept like this; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one session: what boards that ask for proof of attendance want to see."""

    name: str
    licence: str
    profession: str
    minutes: int
    caught_up_on: date | None = None  # where the session was missed and the catch-up done


@dataclass(frozen=True, slots=True)
class Counts:
    """So many of so many before a session, and after it; `what` is counted (a criterion, a category of denials)."""

    what: str
    k1: int
    n1: int
    k2: int
    n2: int

    @classmethod
    def of(cls, told: Mapping[str, object]) -> Counts:
        """As it was kept; what a newer version kept beside it is left out."""
        return cls(**{name: told[name] for name in ("what", "k1", "n1", "k2", "n2")})

    def __post_init__(self) -> None:
        if not (0 <= self.k1 <= self.n1 and 0 <= self.k2 <= self.n2):
            raise Refused("The first number of each pair counts some of the second, as in 18 of 30.")


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands."""

    key: str
    number: int = 0
    lesson: str = ""
    title: str = ""
    on: date | None = None
    minutes: int = 0
    trainer: str = ""
    place: str = ""
    sponsor: str = ""  # the practice that gives it
    format: str = ""  # one of FORMATS
    why: str = ""  # why this lesson was chosen
    is_held: bool = False
    cancelled: str = ""  # why it will not take place; empty where it will
    attended: Mapping[str, Attendance] = field(default_factory=dict)
    reactions: tuple[Event, ...] = ()
    behaviour: Counts | None = None  # charts that meet what was taught
    denied: Counts | None = None  # lines denied for what was taught
    denied_elsewhere: Counts | None = None  # lines denied for something that was not taught
    denied_from: str = ""  # where those counts come from, in a sentence; empty: somebody typed them
    history: tuple[Event, ...] = ()

    @property
    def was_given(self) -> bool:
        """Whether it took place: somebody said so, or somebody was there."""
        return self.is_held or any(person.caught_up_on is None for person in self.attended.values())

    @property
    def not_said(self) -> tuple[str, ...]:
        """What boards ask for and nobody has said."""
        return tuple(name for name in ("place", "sponsor", "format") if not getattr(self, name))

    @property
    def later_between(self) -> tuple[date, date] | None:
        """The days in which the delayed test is due."""
        return None if self.on is None else (self.on + timedelta(days=LATER_FROM), self.on + timedelta(days=LATER_TO))


def sessions(events: Iterable[Event]) -> dict[str, Session]:
    """All sessions by key."""
    found: dict[str, Session] = {}
    for event in events:
        session = found.get(event.subject) or Session(event.subject)
        session = replace(session, number=event.number, history=(*session.history, event))
        told = event.details
        match event.kind:
            case "described":
                session = replace(session, **{name: told[name] for name in _TOLD if name in told})
            case "planned" | "moved":
                names = [name for name in _TOLD if name in told]
                on = date.fromisoformat(str(told["on"]))
                session = replace(session, on=on, cancelled="", **{name: told[name] for name in names})
            case "held":
                session = replace(session, is_held=True, cancelled="")
            case "cancelled":
                session = replace(session, cancelled=str(told["reason"]))
            case "attended" | "caught_up":
                on = date.fromisoformat(str(told["on"])) if event.kind == "caught_up" else None
                person = Attendance(told["name"], told["licence"], told["profession"], int(told["minutes"]), on)
                session = replace(session, attended={**session.attended, person.name: person})
            case "reaction":
                session = replace(session, reactions=(*session.reactions, event))
            case "behaviour":
                session = replace(session, behaviour=Counts.of(told["counted"]))
            case "results":
                taught, other = Counts.of(told["counted"]), Counts.of(told["elsewhere"])
                session = replace(
                    session, denied=taught, denied_elsewhere=other, denied_from=str(told.get("counted_from", ""))
                )
        found[event.subject] = session
    return found


def plan(
    key: str,
    *,
    lesson: str,
    title: str,
    on: date,
    minutes: int,
    trainer: str,
    place: str,
    who: str,
    when: datetime,
    sponsor: str = "",
    format: str = FORMATS[0],
    why: str = "",
) -> NewEvent:
    """Plan a session."""
    if not lesson or not trainer.strip():
        raise Refused("Please choose the lesson and say who gives it.")
    told = {
        "lesson": lesson,
        "title": title,
        "on": on.isoformat(),
        "minutes": minutes,
        "trainer": trainer.strip(),
        "place": place.strip(),
        "sponsor": sponsor.strip(),
        "format": format,
        "why": why,
    }
    return NewEvent(DESK, key, "planned", told, who, when, 0)


def move(session: Session, on: date, *, who: str, when: datetime) -> NewEvent:
    """Move a session to another day; one that was cancelled takes place again."""
    if session.was_given:
        raise Refused("This session was held; what was held cannot be moved.")
    if on == session.on and not session.cancelled:
        raise Refused("The session is on that day already.")
    return NewEvent(DESK, session.key, "moved", {"on": on.isoformat()}, who, when, session.number)


def describe(
    session: Session, *, trainer: str, place: str, sponsor: str, format: str, who: str, when: datetime
) -> NewEvent:
    """Keep what certificates say of a session besides day and people."""
    if not trainer.strip():
        raise Refused("Please say who gives it.")
    told = {"trainer": trainer.strip(), "place": place.strip(), "sponsor": sponsor.strip(), "format": format}
    return NewEvent(DESK, session.key, "described", told, who, when, session.number)


def hold(session: Session, *, today: date, who: str, when: datetime) -> NewEvent:
    """Keep that a session was held."""
    if session.on is None or session.on > today:
        raise Refused("This session is still to come; if it was held earlier, move it to its day first.")
    return NewEvent(DESK, session.key, "held", {}, who, when, session.number)


def cancel(session: Session, reason: str, *, who: str, when: datetime) -> NewEvent:
    """Keep that a session will not take place, and why."""
    if session.was_given:
        raise Refused("This session was held; what was held cannot be cancelled.")
    if not reason.strip():
        raise Refused("Please say why the session does not take place.")
    return NewEvent(DESK, session.key, "cancelled", {"reason": reason.strip()[:200]}, who, when, session.number)


def attend(
    session: Session, *, name: str, licence: str, profession: str, minutes: int, who: str, when: datetime
) -> NewEvent:
    """Keep that a person was there, and for how long."""
    if session.cancelled:
        raise Refused("This session was cancelled; nobody can have been there.")
    if not name.strip():
        raise Refused("Please write the name of the person who was there.")
    if not 0 < minutes <= session.minutes:
        raise Refused(f"The session took {session.minutes} minutes; nobody can have been there for {minutes}.")
    told = {"name": name.strip(), "licence": licence.strip(), "profession": profession.strip(), "minutes": minutes}
    return NewEvent(DESK, session.key, "attended", told, who, when, session.number)


def catch_up(
    session: Session, *, name: str, licence: str, profession: str, on: date, minutes: int, who: str, when: datetime
) -> NewEvent:
    """Keep that a person who was absent did the catch-up."""
    if name.strip() in session.attended and session.attended[name.strip()].caught_up_on is None:
        raise Refused("This person was at the session.")
    if session.on and on < session.on:
        raise Refused("The catch-up cannot be before the session.")
    told = {
        "name": name.strip(),
        "licence": licence.strip(),
        "profession": profession.strip(),
        "minutes": minutes,
        "on": on.isoformat(),
    }
    return NewEvent(DESK, session.key, "caught_up", told, who, when, session.number)


def react(session: Session, rating: int, *, when: datetime) -> NewEvent:
    """Keep what one person thought of a session, 1 (of no use) to 5 (of great use); who it was is not kept."""
    if not 1 <= rating <= 5:
        raise Refused("Choose one of 1 to 5.")
    return NewEvent(DESK, session.key, "reaction", {"rating": rating}, "a participant", when, session.number)


def behaviour(session: Session, counted: Counts, *, who: str, when: datetime) -> NewEvent:
    """Keep in how many charts what was taught is met, before and after. The newest counts are those that count."""
    return NewEvent(DESK, session.key, "behaviour", {"counted": asdict(counted)}, who, when, session.number)


def results(
    session: Session, counted: Counts, elsewhere: Counts, *, who: str, when: datetime, counted_from: str = ""
) -> NewEvent:
    """Keep denied lines of the taught category, and of one that was not taught, before and after; `counted_from` is empty where they were typed."""
    told = {"counted": asdict(counted), "elsewhere": asdict(elsewhere), "counted_from": counted_from}
    return NewEvent(DESK, session.key, "results", told, who, when, session.number)
