"""The schedule as a practice's system exports it, and one therapist's calendar as an .ics file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from auditkit.datasets.frontdesk.coverage import NAMES
from auditkit.datasets.frontdesk.model import TODAY, Booked, Seat
from auditkit.datasets.model import Practice
from auditkit.datasets.tables import csv_text

CALENDAR_OF = "T01"
HEADERS = (
    "Appt ID", "Patient ID", "Patient Name", "DOB", "Member ID", "Appt Date", "Start Time", "Duration", "Rendering NPI", "Provider", "Clinic",
    "Therapy", "Appt Type", "Insurance", "Payer ID", "Appt Status",
)  # fmt: skip
STRANGER = ("P999-B01", "P999", "Sampleman, Nova")  # on the schedule, and in no other table


def visits(seats: list[Seat]) -> list[Booked]:
    """All booked visits in order of their time."""
    return sorted((each for seat in seats for each in seat.booked), key=lambda each: (each.starts, each.visit_id))


def schedule_csv(practice: Practice, seats: list[Seat]) -> str:
    """A row per visit: dates month first, times of a clock with twelve hours."""
    of = {seat.patient.patient_id: seat for seat in seats}
    rows = []
    for each in visits(seats):
        patient, therapist = of[each.patient_id].patient, practice.therapists[each.therapist_id]
        rows.append((
            each.visit_id, each.patient_id, f"{patient.last_name}, {patient.first_name}", _us(patient.birth_date), patient.member_id,
            _us(each.day), _clock(each.minute), each.minutes, therapist.npi, therapist.name, each.clinic_id, each.discipline, each.kind,
            NAMES[patient.payer_id], patient.payer_id, each.status,
        ))  # fmt: skip
    number, patient_id, name = STRANGER
    therapist = practice.therapists["T03"]
    rows.append((
        number, patient_id, name, "", "", _us(TODAY), _clock(17 * 60 + 45), 45, therapist.npi, therapist.name, "C3", "PT", "Evaluation", "", "", "Scheduled",
    ))  # fmt: skip
    return csv_text(HEADERS, rows)


def calendar_ics(seats: list[Seat]) -> str:
    """The calendar of one therapist: local times with their zone, every tenth in universal time, cancelled ones marked."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Synthetic practice//EN",
        "X-WR-TIMEZONE:America/New_York",
        *_ZONE_LINES,
    ]
    own = [each for each in visits(seats) if each.therapist_id == CALENDAR_OF]
    for number, each in enumerate(own):
        ends = each.starts + timedelta(minutes=each.minutes)
        lines += ["BEGIN:VEVENT", f"UID:{each.visit_id}@synthetic-practice", "DTSTAMP:20261123T220000Z"]
        if number % 10 == 9:
            lines += [f"DTSTART:{_universal(each.starts)}", f"DTEND:{_universal(ends)}"]
        else:
            zone = "TZID=America/New_York"
            lines += [f"DTSTART;{zone}:{each.starts:%Y%m%dT%H%M%S}", f"DTEND;{zone}:{ends:%Y%m%dT%H%M%S}"]
        lines.append(f"SUMMARY:{each.patient_id} - {each.discipline} {each.kind.lower()}")
        if each.status in ("Cancelled", "No Show"):
            lines.append("STATUS:CANCELLED")
        lines.append("END:VEVENT")
    lines += _meeting()
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


_ZONE_LINES = [
    "BEGIN:VTIMEZONE", "TZID:America/New_York", "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT", "END:VTIMEZONE",
]  # fmt: skip


def _meeting() -> list[str]:
    """A meeting every Friday, which is no visit."""
    return [
        "BEGIN:VEVENT", "UID:staff-meeting@synthetic-practice", "DTSTAMP:20261101T120000Z", "DTSTART;TZID=America/New_York:20261106T123000",
        "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=America/New_York:20261127T123000", "SUMMARY:Staff meeting", "END:VEVENT",
    ]  # fmt: skip


def _universal(at: datetime) -> str:
    """New York is five hours behind in these weeks: the clocks went back on 2026-11-01."""
    return f"{at + timedelta(hours=5):%Y%m%dT%H%M%SZ}"


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}:{rest:02d} {'AM' if hour < 12 else 'PM'}"
