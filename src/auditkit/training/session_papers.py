"""What a session leaves on paper and in calendars: certificate, attendance sheet, calendar entry. No patient is in any of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from auditkit.desks.training import NOT_APPROVED, Attendance, Session
from auditkit.reports.page import Blank, Grid, Heading, Page, Paragraph, labelled, text
from auditkit.reports.wording import one_line


def certificate(session: Session, person: Attendance, *, today: date) -> Page:
    """That somebody attended, with what boards ask for, and that it is no approved credit."""
    how = (
        f"did the catch-up of this session on {person.caught_up_on:%m/%d/%Y}"
        if person.caught_up_on
        else f"attended this session on {session.on:%m/%d/%Y}"
    )
    blocks = (
        Heading("Certificate of attendance", 1),
        Paragraph(text(f"{person.name} {how}.", strong=True)),
        labelled("Session:", session.title),
        labelled("Minutes:", f"{person.minutes}"),
        labelled("Profession:", person.profession or "not given"),
        labelled("Licence:", person.licence or "not given"),
        labelled("Given by:", session.trainer),
        labelled("Place:", session.place or "not given"),
        Paragraph(text(NOT_APPROVED)),
        Blank("Signature of who gave it"),
    )
    return Page("Certificate of attendance", blocks, footer=f"Written on {today:%m/%d/%Y}")


def attendance_sheet(session: Session) -> Page:
    """The list of who was there, with empty rows to sign."""
    rows = [
        (p.name, p.profession, p.licence, str(p.minutes), f"{p.caught_up_on:%m/%d/%Y}" if p.caught_up_on else "", "")
        for p in session.attended.values()
    ]
    header = ("Name", "Profession", "Licence", "Minutes", "Caught up on", "Signature")
    blocks = (
        Heading("Attendance", 1),
        Paragraph(
            text(f"{session.title} · {session.on:%m/%d/%Y} · {session.minutes} minutes · given by {session.trainer}")
        ),
        Grid("", header, (*rows, *[("",) * 6] * 6), widths=(24, 14, 16, 10, 14, 22), is_form=True),
        Paragraph(text(NOT_APPROVED)),
    )
    return Page("Attendance", blocks, footer="Attendance")


def calendar_file(session: Session, *, at: time, now: datetime) -> bytes:
    """The session and the days of the delayed quiz as a calendar file (.ics). Its names (UID) never change, so a newer file moves what an older one brought.

    `at` is the time of day where the clinic is; no zone is written, so calendars show it as it was planned.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//auditkit//training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    start = datetime.combine(session.on, at)
    meeting = _event(session, "session", f"Training: {one_line(session.title)}", now)
    meeting.add("dtstart", start)
    meeting.add("dtend", start + timedelta(minutes=session.minutes))
    if session.place:
        meeting.add("location", one_line(session.place))
    calendar.add_component(meeting)
    first, last = session.later_between
    later = _event(session, "later", f"Delayed quiz: {one_line(session.title)}", now)
    later.add("dtstart", first)
    later.add("dtend", first + timedelta(days=1))
    later.add("description", f"Can be given until {last:%m/%d/%Y}.")
    calendar.add_component(later)
    return calendar.to_ical()


def _event(session: Session, part: str, title: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{session.key}-{part}@auditkit")
    event.add("dtstamp", now)
    event.add("summary", title)
    event.add("sequence", session.number)
    event.add("class", "PRIVATE")
    return event
