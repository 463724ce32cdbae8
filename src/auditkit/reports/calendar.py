"""Deadlines as a calendar file (.ics). No patient, no claim number: a case is found at the desk by the short name that the entry gives.

An entry keeps its name (UID) for ever and its number rises with every step, so that importing a newer file moves, changes or cancels what an earlier
one brought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from auditkit.desks.denials.case import Case, group_key, group_name
from auditkit.desks.records_requests import Request
from auditkit.desks.working_days import on_closed_day
from auditkit.reports.wording import number_of, one_line

_REMEMBERED = 180  # days for which what is over is still cancelled in each new file


class Entry(NamedTuple):
    """One day in the calendar. `is_over`: it no longer has to be done, and goes from calendars that have it."""

    uid: str
    on: date
    title: str
    words: str
    sequence: int
    is_over: bool
    days_before: int  # of the reminder


def deadline_calendar(
    cases: Iterable[Case], requests: Iterable[Request] = (), *, today: date, now: datetime, owner: str = ""
) -> bytes:
    """The file. `owner`: only what this person works on. Entries that are over long ago are left out."""
    found = [*_of_cases(cases, owner), *_of_requests(requests, owner)]
    return calendar_of(found, "Denials and records: deadlines", today=today, now=now)


def calendar_of(entries: Iterable[Entry], name: str, *, today: date, now: datetime) -> bytes:
    """A calendar file of some entries under a name. Entries that are over long ago are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//auditkit//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in sorted(entries, key=lambda one: (one.on, one.uid)):
        if not entry.is_over or entry.on >= today - timedelta(days=_REMEMBERED):
            calendar.add_component(_event(entry, now))
    return calendar.to_ical()


def _of_cases(cases: Iterable[Case], owner: str) -> Iterable[Entry]:
    groups: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        if case.line is not None:
            groups[group_key(case)].append(case)
    for group in groups.values():
        name, number = group_name(group[0]), sum(case.number for case in group)
        mine = not owner or any(case.owner == owner for case in group)
        what = f"{_payer(str(group[0].get('payer')))}, {str(group[0].get('category')).replace('_', ' ')}, {number_of(len(group), 'line')}"
        words = f"Case {name[:8]}. Open the response desk to see it."
        due = [case.due_on for case in group if case.due_on]
        if due:
            is_over = not mine or all(case.responded_on or case.outcome for case in group)
            yield Entry(f"{name}-answer@auditkit", min(due), f"Answer a denial: {what}", words, number, is_over, 1)
        route = [case.route_by for case in group if case.route_by]
        if route:
            is_over = not mine or all(case.responded_on or case.outcome for case in group)
            title = f"Last day for a {str(group[0].get('route')).replace('_', ' ')}: {what}"
            yield Entry(f"{name}-route@auditkit", min(route), title, words, number, is_over, 14)
        by = [case.appeal_by for case in group if case.appeal_by]
        if by:
            is_over = not mine or all(case.outcome or case.done("appeal") or case.payer_was_right for case in group)
            first = min((case for case in group if case.appeal_by), key=lambda case: case.appeal_by)
            told = f"{words} {first.closed_day}".rstrip()
            yield Entry(f"{name}-appeal@auditkit", min(by), f"Last day to appeal: {what}", told, number, is_over, 14)


def _of_requests(requests: Iterable[Request], owner: str) -> Iterable[Entry]:
    for request in requests:
        if request.due_on:
            is_over = not request.is_open or bool(owner and request.owner != owner)
            title = f"Records are due: {_payer(request.payer)} ({request.kind})"
            words = (
                f"Request {request.key[:8]}. Open the response desk to see it. {on_closed_day(request.due_on)}".rstrip()
            )
            yield Entry(f"{request.key}-records@auditkit", request.due_on, title, words, request.number, is_over, 10)


def _payer(name: str) -> str:
    return one_line(name)[:60] or "payer not named"


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_over else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if not entry.is_over:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(days=-entry.days_before))
        event.add_component(alarm)
    return event
