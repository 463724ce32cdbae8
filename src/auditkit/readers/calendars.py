"""An .ics calendar -> booked visits: time zones, daylight saving, cancelled and moved events, events that repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from auditkit.readers.problems import Unreadable
from auditkit.readers.who import looks_like_name
from auditkit.tables.cells import parse_discipline

NAMES_NOBODY = "names no patient, so it was taken for no visit"
NAMELESS_VISIT = "speaks of a visit, and names no patient by number or name"
OWN_MARK = "@auditkit"  # calendars that auditkit wrote itself hold deadlines, not visits
_MOST_REPEATS = 1_000
_LABELLED = re.compile(
    r"\b(?:MRN|patient\s*(?:id|no|number|#)|chart(?:\s*(?:no|number|#))?|acct|account|client\s*id|pt\s*id)\s*[:#=]?\s*#?([A-Z0-9][A-Z0-9-]{1,30})\b",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w/:.-])((?=[A-Z0-9-]*\d{2})[A-Z]{0,6}-?\d[A-Z0-9-]{1,20})(?![\w/:.-])", re.I)
_SHORT_NUMBER = re.compile(
    r"^\W*((?!(?:RM|BAY|GYM|PT|OT|ST|TX|BED)\d)[A-Z]{1,4}-?\d{1,3})\s+(?=[^\W\d_]{2,}[,\s])", re.I
)
_CODE = re.compile(r"(?:9[2-9]\d{3}|[GQ]\d{4})$")
_CANCELLED = re.compile(r"^\W*(?:cancel\w*|cxl?d?|no[\s-]?show)\b\W*", re.I)
_CANCELLED_BEHIND = re.compile(
    r"\s*[-–(\[|:/]\s*(?:cancell?ed|cancel|cxl?d?|no[\s-]?show)(?:\s+by\s+(?:patient|pt|clinic|provider))?\s*[)\]]?\s*$",
    re.I,
)
_KIND = re.compile(
    r"\b(?:re-?eval\w*|(?:initial\s+)?eval\w*|treatment|tx|progress(?:\s+report)?|re-?cert\w*|discharge|follow[\s-]?up|visit)\b",
    re.I,
)
_BETWEEN = re.compile(r"\s+[-–|:/]\s+|\s*[|;()\[\]]\s*|:\s+")


@dataclass(slots=True)
class CalendarVisit:
    """One event as a visit. `when` is the practice's own clock; an all-day event has a day only."""

    uid: str
    day: date
    clock: str
    minutes: str
    patient_id: str
    patient_name: str
    discipline: str
    kind: str
    status: str
    sequence: int
    place: str


def is_calendar(content: bytes) -> bool:
    """True where the bytes are an iCalendar file."""
    return b"BEGIN:VCALENDAR" in content[:2000].upper().replace(b"\0", b"")


def visits_of(
    content: bytes, zone: ZoneInfo | None, until: date | None
) -> Iterator[CalendarVisit | tuple[str, str, str]]:
    """The visits, and (place, problem, fix) for each event that is none. Raises Unreadable for what is no calendar.

    Times are turned into `zone`; without one, into the calendar's own. Repeating events are unrolled up to `until`, or for a year.
    """
    from icalendar import Calendar

    text = content.decode("utf-8-sig", "replace")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        raise Unreadable("is damaged, or is not a calendar", "Export it again as an .ics file.") from None
    lost = text.upper().count("BEGIN:VEVENT") - sum(len(calendar.walk("VEVENT")) for calendar in calendars)
    if not any(calendar.walk("VEVENT") for calendar in calendars):
        raise Unreadable("is a calendar without events, or was cut off", "Export it again as an .ics file.")
    if lost > 0:
        yield "", f"was cut off: {lost:,} of its events could not be read", "Export it again."
    for calendar in calendars:
        own = zone or _own_zone(calendar)
        is_cancel = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        events = list(calendar.walk("VEVENT"))
        moved = {(str(e.get("UID", "")), _key(e.get("RECURRENCE-ID"))) for e in events if e.get("RECURRENCE-ID")}
        for number, event in enumerate(events, start=1):
            place = f"event {number}"
            if OWN_MARK in str(event.get("UID", "")):
                continue
            try:
                yield from _visits(event, place, own, until, moved, is_cancel)
            except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
                yield place, "has no time that can be read", "Look at it in the calendar."


def _own_zone(calendar) -> ZoneInfo | None:
    for name in (calendar.get("X-WR-TIMEZONE"), *(z.get("TZID") for z in calendar.walk("VTIMEZONE"))):
        try:
            return ZoneInfo(str(name)) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return None


def _key(stamp) -> str:
    if stamp is None:
        return ""
    moment = stamp.dt
    return moment.strftime("%Y%m%d%H%M") if isinstance(moment, datetime) else moment.strftime("%Y%m%d")


def _visits(
    event, place: str, zone, until: date | None, moved: set[tuple[str, str]], is_cancel: bool
) -> Iterator[CalendarVisit | tuple[str, str, str]]:
    if event.get("DTSTART") is None:
        yield place, "has no time that can be read", "Look at it in the calendar."
        return
    start = event["DTSTART"].dt
    if (
        isinstance(start, datetime)
        and start.tzinfo is not None
        and zone is None
        and str(start.tzinfo) in ("UTC", "UTC+00:00")
    ):
        yield (
            place,
            "is kept in universal time, and the practice's time zone was not given",
            "Give the zone, such as America/New_York.",
        )
    summary, told = str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", ""))
    status = "cancelled" if is_cancel or str(event.get("STATUS", "")).upper() == "CANCELLED" else "booked"
    said, summary = _state(summary)
    status = said or status
    number, name = _who(event, summary, told)
    if not number and not name:
        looks = _KIND.search(summary) and _discipline(summary)
        yield place, NAMELESS_VISIT if looks else NAMES_NOBODY, "Nothing to do if that is right."
        return
    minutes = _minutes(event, start)
    uid, sequence = str(event.get("UID", "")), int(event.get("SEQUENCE", 0) or 0)
    recurrence = _key(event.get("RECURRENCE-ID"))
    starts, is_cut = [start], False
    if (event.get("RRULE") is not None or event.get("RDATE") is not None) and not recurrence:
        starts, is_cut = _unrolled(event, start, until)
        starts = [s for s in starts if (uid, _key_of(s)) not in moved]
    if is_cut:
        yield place, f"repeats more than {_MOST_REPEATS:,} times", f"The first {_MOST_REPEATS:,} were taken."
    repeats = len(starts) > 1 or bool(recurrence)
    for one in starts:
        day, clock = _local(one, zone)
        own = f"{uid}/{recurrence or _key_of(one)}" if repeats else uid
        yield CalendarVisit(
            own,
            day,
            clock,
            minutes,
            number,
            name,
            _discipline(f"{summary} {told}"),
            _kind(summary, told),
            status,
            sequence,
            place,
        )


def _key_of(moment: date) -> str:
    return moment.strftime("%Y%m%d%H%M") if isinstance(moment, datetime) else moment.strftime("%Y%m%d")


def _local(moment: date, zone) -> tuple[date, str]:
    """Day and time by the practice's clock. A time without a zone is that already."""
    if not isinstance(moment, datetime):
        return moment, ""
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return moment.date(), moment.strftime("%H:%M")


def _unrolled(event, start: date, until: date | None) -> tuple[list[date], bool]:
    """The beginnings of a repeating event. The rule runs on the wall clock, so that 9:00 stays 9:00 over the change of the clocks."""
    from dateutil.rrule import rruleset, rrulestr

    zone = start.tzinfo if isinstance(start, datetime) else None
    plain = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    last = datetime.combine(until, datetime.max.time()) if until else plain + timedelta(days=366)
    rules = rruleset()
    given = event.get("RRULE")
    if given is None:
        rules.rdate(plain)  # days that are only listed (RDATE) stand beside the first
    for rule in given if isinstance(given, list) else [given] if given is not None else []:
        text = re.sub(r"UNTIL=(\d{8})(?:T(\d{6}))?Z?", lambda m: _until(m, zone), rule.to_ical().decode())
        rules.rrule(rrulestr(text, dtstart=plain))
    for name, add in (("EXDATE", rules.exdate), ("RDATE", rules.rdate)):
        held = event.get(name)
        for one in held if isinstance(held, list) else [held] if held is not None else []:
            for stamp in one.dts:
                moment = stamp.dt[0] if isinstance(stamp.dt, tuple) else stamp.dt  # a period: where it begins
                if isinstance(moment, datetime):
                    moment = moment.astimezone(zone) if moment.tzinfo and zone else moment
                    add(moment.replace(tzinfo=None))
                else:
                    add(datetime.combine(moment, plain.time()))
    found: list[date] = []
    for moment in rules:
        if moment > last:
            break
        if len(found) == _MOST_REPEATS:
            return found, True
        found.append(moment.replace(tzinfo=zone) if isinstance(start, datetime) else moment.date())
    return found, False


def _until(m: re.Match[str], zone) -> str:
    """The end of a repetition by the wall clock of the event: it is given in universal time."""
    if not m[2]:
        return f"UNTIL={m[1]}T235959"
    moment = datetime.strptime(m[1] + m[2], "%Y%m%d%H%M%S")
    if zone is not None and m[0].endswith("Z"):
        moment = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)
    return f"UNTIL={moment:%Y%m%dT%H%M%S}"


def _minutes(event, start: date) -> str:
    if not isinstance(start, datetime):
        return ""
    if event.get("DTEND") is not None and isinstance(event["DTEND"].dt, datetime):
        end = event["DTEND"].dt
        length = end.replace(tzinfo=start.tzinfo) - start if end.tzinfo is None or start.tzinfo is None else end - start
    elif event.get("DURATION") is not None:
        length = event["DURATION"].dt
    else:
        return ""
    minutes = int(length.total_seconds() // 60)
    return str(minutes) if 0 < minutes < 24 * 60 else ""


def read_title(title: str, told: str = "") -> dict[str, str]:
    """Number, name, discipline, kind and state that the title of an appointment names; only what is there."""
    status, title = _state(title)
    number, name = _who({}, title, told)
    named = {
        "patient_id": number,
        "patient_name": name,
        "discipline": _discipline(f"{title} {told}"),
        "visit_kind": _kind(title, told),
        "status": status,
    }
    return {key: value for key, value in named.items() if value}


def _state(title: str) -> tuple[str, str]:
    """What the title says of the visit's state, before or behind the rest; and the rest."""
    if (found := _CANCELLED.match(title)) or (found := _CANCELLED_BEHIND.search(title)):
        return "no_show" if "show" in found[0].lower() else "cancelled", title[: found.start()] + title[found.end() :]
    return "", title


def _who(event, summary: str, told: str) -> tuple[str, str]:
    """The patient's number and name: from labels, from a number in the title, from a title's part that is a name."""
    own = next(
        (str(event[key]).strip() for key in event if str(key).upper() in ("X-PATIENT-ID", "X-MRN", "X-CLIENT-ID")), ""
    )
    label = _LABELLED.search(told) or _LABELLED.search(summary)
    number = own or (label[1] if label else "")
    if not number:
        number = next((n for n in _NUMBER.findall(summary) if not _CODE.match(n) and re.search(r"\d{2}", n)), "")
    if not number and (short := _SHORT_NUMBER.match(summary)):
        number = short[1]
    name = ""
    for part in _BETWEEN.split(_LABELLED.sub(" ", summary)):
        rest = _KIND.sub(" ", part)
        rest = re.sub(r"\b(?:PT|OT|ST|SLP|w/|with|physical|occupational|speech|therapy)\b", " ", rest, flags=re.I)
        rest = (
            " ".join(rest.replace(number, " ").split()).strip(" ,-–") if number else " ".join(rest.split()).strip(" -–")
        )
        if (
            looks_like_name(rest)
            and ("," in rest or len(rest.split()) <= 3)
            and not re.search(
                r"\b(?:meeting|lunch|staff|holiday|training|block|off|out|admin|huddle|hold|closed|call)\b", rest, re.I
            )
        ):
            name = rest
            break
    return number, name


def _discipline(text: str) -> str:
    try:
        return parse_discipline(text)
    except ValueError:
        return ""


def _kind(summary: str, told: str) -> str:
    found = _KIND.search(summary) or _KIND.search(told)
    return found[0].lower() if found else ""
