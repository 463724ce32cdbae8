"""The plan of a quarter: which lessons, in which weeks, and why; what was taught and has to be asked again; when charts are read again.

Proposed from findings, edited and kept by a person. What payment depends on comes first; findings that are too few choose nothing, and then the
year's plan does (each lesson's own quarter).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.analytics.share import FEW
from auditkit.desks.quarters import Quarter
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.training import LATER_FROM, LATER_TO, Session
from auditkit.tables.cells import on_screen
from auditkit.training.findings import Findings
from auditkit.training.lesson import Lesson
from auditkit.training.needs import Need, needs, too_near
from auditkit.training.quiz_item import Form

LESSONS = 3  # one a month: more is seldom given
THURSDAY = 3
RE_AUDIT_AFTER = 60  # days after the last lesson: by then there are charts that were written well after it
_LATELY = timedelta(days=365)


class CannotPlan(ValueError):
    """There is nothing to plan; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Given:
    """A lesson on a day. `key` is the session's where it is planned already, else empty."""

    lesson: str
    title: str
    on: date
    minutes: int
    why: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Retest:
    """The delayed quiz of a lesson: the days in which it can be given, one that is proposed, and how many have answered it."""

    title: str
    taught_on: date
    first: date
    last: date
    on: date
    answered: int

    @property
    def words(self) -> str:
        """When, and what stands."""
        days = f"{on_screen(self.first)} to {on_screen(self.last)}"
        if self.answered:
            return f"{days}; answered by {self.answered} so far"
        return days


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """A quarter, proposed or as it is kept."""

    quarter: Quarter
    given: tuple[Given, ...]
    retests: tuple[Retest, ...]
    re_audit_on: date | None
    chosen_from: str
    remarks: tuple[str, ...]


def propose_quarter(
    quarter: Quarter,
    findings: Findings,
    lessons: Iterable[Lesson],
    *,
    today: date,
    sessions: Iterable[Session] = (),
    sheets: Iterable[Sheet] = (),
    count: int = LESSONS,
    weekday: int = THURSDAY,
) -> QuarterPlan:
    """The plan that the findings speak for. `weekday` (0: Monday) is that of new sessions; sessions that are planned already stay where they are.

    Raises CannotPlan where no day of the quarter is left, or there is no lesson.
    """
    lessons, sheets = list(lessons), list(sheets)
    sessions = [session for session in sessions if session.on and not session.cancelled]
    if not lessons:
        raise CannotPlan("There is no lesson to plan.")
    days = [day for day in quarter.days(weekday) if day > today]
    already = [_as_given(session) for session in sessions if session.on in quarter]
    if not days and not already:
        raise CannotPlan(f"No day of {quarter.words} is left; plan one that is to come.")
    days = [day for day in days if not any(_week(day) == _week(one.on) for one in already)]
    wanted = needs(findings, lessons)
    waiting = [session for session in sessions if _is_waiting(session, sheets, quarter)]
    out = {one.lesson for one in already} | {session.lesson for session in waiting}
    chosen = _chosen(quarter, findings, lessons, wanted, sessions, out, max(0, count - len(already)))
    new = [
        Given(lesson.slug, lesson.title, day, lesson.minutes, f"{why}{_taught(lesson, sessions, sheets)}")
        for (lesson, why), day in zip(chosen, _spread(days, len(chosen)), strict=False)
    ]
    given = tuple(sorted([*already, *new], key=lambda one: (one.on, one.lesson)))
    return QuarterPlan(
        quarter,
        given,
        retests(quarter, given, sessions, sheets, today=today, weekday=weekday),
        re_audit_day(given),
        findings.words if findings.counts else "",
        tuple(_remarks(findings, lessons, wanted, waiting, {one.lesson for one in given}, quarter)),
    )


def retests(
    quarter: Quarter,
    given: Sequence[Given],
    sessions: Iterable[Session],
    sheets: Iterable[Sheet],
    *,
    today: date,
    weekday: int = THURSDAY,
) -> tuple[Retest, ...]:
    """Delayed quizzes that can be given in the quarter, of what was taught and of what is planned; best at the beginning of another session."""
    answered = {session.key: _answered(session, sheets) for session in sessions}
    lessons = {(session.title, session.on): session.key for session in sessions if session.was_given}
    lessons |= {(one.title, one.on): one.key for one in given}
    found = []
    for (title, on), key in lessons.items():
        first, last = on + timedelta(days=LATER_FROM), on + timedelta(days=LATER_TO)
        begin, end = max(first, quarter.first, today), min(last, quarter.last)
        if begin > end:
            continue
        meeting = [one.on for one in given if begin <= one.on <= end]
        own_day = [day for day in quarter.days(weekday) if begin <= day <= end]
        found.append(Retest(title, on, first, last, min(meeting or own_day or [end]), answered.get(key, 0)))
    return tuple(sorted(found, key=lambda one: (one.on, one.title)))


def key_of(quarter: Quarter, lesson: str) -> str:
    """What a session is kept under that was planned with its quarter; in calendars it has this name before and after it is kept."""
    return f"{quarter}-{lesson[:40]}"


def re_audit_day(given: Sequence[Given]) -> date | None:
    """The first working day on which charts exist that were written well after the last lesson."""
    if not given:
        return None
    return next_working_day(max(one.on for one in given) + timedelta(days=RE_AUDIT_AFTER))


def next_working_day(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _chosen(
    quarter: Quarter,
    findings: Findings,
    lessons: Sequence[Lesson],
    wanted: Sequence[Need],
    sessions: Sequence[Session],
    out: set[str],
    count: int,
) -> list[tuple[Lesson, str]]:
    chosen = [(need.lesson, need.why(findings)) for need in wanted if not need.is_few and need.lesson.slug not in out]
    named = out | {lesson.slug for lesson, _ in chosen}
    few = {need.lesson.slug: need.found for need in wanted if need.is_few}
    lately = {s.lesson for s in sessions if s.was_given and s.on > quarter.first - _LATELY}
    rest = [lesson for lesson in lessons if lesson.quarter == quarter.number and lesson.slug not in named]
    for lesson in sorted(rest, key=lambda one: one.slug in lately):  # else as the lessons stand
        why = f"From the year's plan for quarter {quarter.number}."
        if found := few.get(lesson.slug):
            why += f" It teaches what was found {found} {'time' if found == 1 else 'times'}, which is too few to choose by."
        chosen.append((lesson, why))
    return chosen[:count]


def _remarks(
    findings: Findings,
    lessons: Sequence[Lesson],
    wanted: Sequence[Need],
    waiting: Sequence[Session],
    given: set[str],
    quarter: Quarter,
) -> Iterable[str]:
    enough = [need for need in wanted if not need.is_few]
    if not findings.counts:
        yield "No findings were given, so the lessons are those of the year's plan."
    elif not findings.n:
        yield "Nothing was found, so the lessons are those of the year's plan."
    elif not enough:
        yield f"{findings.words}, and fewer than {FEW} for any one lesson: too few to choose by, so the lessons are those of the year's plan."
    for session in waiting:
        first, last = session.later_between
        yield (
            f"{session.title}: taught on {on_screen(session.on)}, and not taught again now: first its delayed quiz, {on_screen(first)} to "
            f"{on_screen(last)}, says what stayed."
        )
    left = [need for need in enough if need.lesson.slug not in given | {session.lesson for session in waiting}]
    if left:
        named = [f"{need.lesson.title} ({need.found}, {need.weight})" for need in left]
        yield f"Asked for by the findings, and not in this plan: {'; '.join(named)}."
        taken = [need for need in enough if need.lesson.slug in given]
        if taken and (near := too_near(taken[-1], left[0])):
            yield near
    if findings.unknown:
        yield f"{sum(findings.unknown.values())} more are of rules or categories that no lesson here teaches: {', '.join(sorted(findings.unknown))}."
    slugs = {name for need in wanted for name in need.rules}
    if untaught := sorted(findings.found.keys() - slugs):
        yield f"No lesson here teaches {', '.join(untaught)}."


def _answered(session: Session, sheets: Iterable[Sheet]) -> int:
    return sum(sheet.session == session.key and sheet.form == Form.LATER and bool(sheet.right) for sheet in sheets)


def _is_waiting(session: Session, sheets: Sequence[Sheet], quarter: Quarter) -> bool:
    """Whether it was taught, its delayed quiz can be given in the quarter, and nobody has answered it."""
    if not session.was_given or _answered(session, sheets):
        return False
    first, last = session.later_between
    return first <= quarter.last and last >= quarter.first and session.on < quarter.first


def _taught(lesson: Lesson, sessions: Iterable[Session], sheets: Sequence[Sheet]) -> str:
    """When it was last taught, and whether anybody was asked again; with a blank before it."""
    before = [session for session in sessions if session.lesson == lesson.slug and session.was_given]
    if not before:
        return ""
    last = max(before, key=lambda session: session.on)
    asked = _answered(last, sheets)
    again = (
        f"asked again by {asked}"
        if asked
        else f"never asked again (the days for it: to {on_screen(last.later_between[1])})"
    )
    return f" Taught on {on_screen(last.on)}, {again}."


def _as_given(session: Session) -> Given:
    return Given(
        session.lesson, session.title, session.on, session.minutes, session.why or "Planned before.", session.key
    )


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _spread(days: Sequence[date], count: int) -> list[date]:
    """`count` of the days, evenly, from the second on where there is room: the first week of a quarter is busy."""
    count = min(count, len(days))
    start = 1 if len(days) > count else 0
    return [days[start + (len(days) - start) * n // count] for n in range(count)]
