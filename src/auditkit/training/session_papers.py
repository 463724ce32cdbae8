"""What a session leaves on paper and in calendars: certificate, attendance sheet, calendar entry. No patient is in any of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from auditkit.desks.training import NOT_APPROVED, Attendance, Session
from auditkit.reports.page import Blank, Bullets, Grid, Heading, Page, Paragraph, labelled, text
from auditkit.reports.wording import one_line
from auditkit.tables.cells import on_screen
from auditkit.training.quarter_plan import QuarterPlan, key_of, next_working_day


def certificate(session: Session, person: Attendance, *, today: date, objectives: Iterable[str] = ()) -> Page:
    """That somebody attended, with what boards ask for, and that it is no approved credit.

    What boards ask for differs; these are what Iowa, Texas (22 TAC 341.3), Nevada (NAC 640.420) and Oregon (OAR 848-035-0040) name between them: licensee
    and licence, title, objectives, day, place, form, length, sponsor, presenter, signature.
    """
    hours = f"{person.minutes / 60:.2f}".rstrip("0").rstrip(".")
    objectives = tuple(objectives)
    aims = (Paragraph(text("What the session was for:")), Bullets(tuple(map(text, objectives)))) if objectives else ()
    how = (
        f"did the catch-up of this session on {on_screen(person.caught_up_on)}"
        if person.caught_up_on
        else f"attended this session on {on_screen(session.on)}"
    )
    blocks = (
        Heading("Certificate of attendance", 1),
        Paragraph(text(f"{person.name} {how}.", strong=True)),
        labelled("Session:", session.title),
        *aims,
        labelled("Length:", f"{person.minutes} minutes ({hours} contact hours of 60 minutes)"),
        labelled("Form:", "catch-up on paper, by oneself" if person.caught_up_on else session.format or "not given"),
        labelled("Profession:", person.profession or "not given"),
        labelled("Licence:", person.licence or "not given"),
        labelled("Given by:", session.trainer),
        labelled("Sponsor:", session.sponsor or "not given"),
        labelled("Place:", session.place or "not given"),
        Paragraph(text(NOT_APPROVED)),
        Blank("Signature of who gave it, and day"),
    )
    return Page("Certificate of attendance", blocks, footer=f"Written on {on_screen(today)}")


def attendance_sheet(session: Session) -> Page:
    """The list of who was there, with empty rows to sign."""
    rows = [
        (p.name, p.profession, p.licence, str(p.minutes), on_screen(p.caught_up_on) if p.caught_up_on else "", "")
        for p in session.attended.values()
    ]
    header = ("Name", "Profession", "Licence", "Minutes", "Caught up on", "Signature")
    blocks = (
        Heading("Attendance", 1),
        Paragraph(
            text(
                " · ".join(
                    part
                    for part in (
                        session.title,
                        on_screen(session.on),
                        f"{session.minutes} minutes",
                        session.format,
                        session.place,
                        f"given by {session.trainer}",
                        session.sponsor,
                    )
                    if part
                )
            )
        ),
        Grid("", header, (*rows, *[("",) * 6] * 6), widths=(24, 14, 16, 10, 14, 22), is_form=True),
        Paragraph(text(NOT_APPROVED)),
    )
    return Page("Attendance", blocks, footer="Attendance")


def calendar_file(session: Session, *, at: time, now: datetime) -> bytes:
    """The session and the days of the delayed quiz as a calendar file (.ics). Its names (UID) never change, so a newer file moves what an older one brought.

    `at` is the time of day where the clinic is; no zone is written, so calendars show it as it was planned.
    """
    return _calendar(_entries(session, at, now))


def quarter_calendar(plan: QuarterPlan, *, at: time, now: datetime, kept: Iterable[Session] = ()) -> bytes:
    """The whole quarter as one calendar file: every session with its delayed quiz, and the day on which charts are read again.

    `kept` are the sessions that are in the store; what was cancelled there is cancelled in calendars that have it.
    """
    by_key = {session.key: session for session in kept}
    asked_on = {(one.title, one.taught_on): one.on for one in plan.retests}
    events: list[Event] = []
    for one in plan.given:
        session = by_key.pop(one.key, None) or Session(
            key_of(plan.quarter, one.lesson), lesson=one.lesson, title=one.title, on=one.on, minutes=one.minutes
        )
        events += _entries(session, at, now, asked_on.get((one.title, one.on)))
    for session in by_key.values():
        if session.cancelled and session.on in plan.quarter:
            events += _entries(session, at, now)
    if plan.re_audit_on:
        again = _event(f"{plan.quarter}-re-audit", 0, "Blind re-audit: draw the charts", now)
        again.add("dtstart", plan.re_audit_on)
        again.add("dtend", plan.re_audit_on + timedelta(days=1))
        again.add("description", "Charts written after the lessons, read by somebody who does not know who attended.")
        events.append(again)
    return _calendar(events)


def _calendar(events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//auditkit//training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _entries(session: Session, at: time, now: datetime, asked_on: date | None = None) -> list[Event]:
    """The session, and its delayed quiz: on the day that is proposed for it, else on the first working day of those in which it can be given."""
    start = datetime.combine(session.on, at)
    meeting = _event(f"{session.key}-session", session.number, f"Training: {one_line(session.title)}", now)
    meeting.add("dtstart", start)
    meeting.add("dtend", start + timedelta(minutes=session.minutes))
    if session.place:
        meeting.add("location", one_line(session.place))
    first, last = session.later_between
    later = _event(f"{session.key}-later", session.number, f"Delayed quiz: {one_line(session.title)}", now)
    asked_on = asked_on or next_working_day(first)
    later.add("dtstart", asked_on)
    later.add("dtend", asked_on + timedelta(days=1))
    later.add("description", f"Can be given until {on_screen(last)}.")
    for event in (meeting, later):
        event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    return [meeting, later]


def _event(name: str, sequence: int, title: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@auditkit")
    event.add("dtstamp", now)
    event.add("summary", title)
    event.add("sequence", sequence)
    event.add("class", "PRIVATE")
    return event
