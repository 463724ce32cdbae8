"""The schedule from CSV, Excel and .ics exports. Times become those of the practice's own clock.

Nothing goes without a word: a row without a day, an event that names nobody and a visit that is in two files are issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from auditkit.readers.calendars import NAMELESS_VISIT, NAMES_NOBODY, CalendarVisit, is_calendar, read_title, visits_of
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of, files_of_uploads
from auditkit.readers.claims import Confirm, Proposed
from auditkit.readers.columns import plain_header
from auditkit.readers.limits import Limits
from auditkit.readers.practice_clock import PracticeClock
from auditkit.readers.practice_lists import read_lists
from auditkit.readers.problems import Unreadable
from auditkit.readers.visits_once import visits_once
from auditkit.readers.who import settle_names
from auditkit.tables import COVERAGE_EXPORT, SCHEDULE, Columns, ColumnType, Issue, empty_columns
from auditkit.tables.cells import parse_discipline
from auditkit.tables.coverage import VISIT_STATUSES
from auditkit.tables.table import Column, canonical_text

# As exports write it: day and time may stand in one cell, the name in two.
_NAMES = tuple(COVERAGE_EXPORT.column(name) for name in ("patient_last_name", "patient_first_name"))
_read_state = canonical_text(SCHEDULE.column("status"))
_THERAPIST = Column(
    name="therapist",
    type=ColumnType.TEXT,
    meaning="Who treats: read for the discipline behind the name alone.",
    also=("provider", "provider name", "therapist name", "clinician", "treating therapist", "treating provider", "rendering provider", "resource", "staff", "seen by", "with"),
)  # fmt: skip
_CREDENTIALS = re.compile(r"(?<![\w.])(?:(DPT|PTA|PT)|(COTA|OTR|OTD|OT)(?:/L)?|(CCC-SLP|SLP-CCC|SLP|CFY))(?![\w.])")
_WRITTEN_AS = {"date_of_service": ColumnType.MOMENT, "start_time": ColumnType.START, "status": ColumnType.TEXT}
# "CX - pt called", "Confirmed via text": the first word says it, whatever is noted behind.
_STATE_NOTED = (
    ("cancelled", re.compile(r"(?:late\s+)?(?:canc?el\w*|canc|cxl?d?|r/?s|re-?sched\w*|deleted|moved)\b", re.I)),
    ("no_show", re.compile(r"(?:no[\s-]?show\w*|n/?s|dna|did\s+not\s+(?:attend|show)|missed)\b", re.I)),
    ("confirmed", re.compile(r"(?:confirm\w*|arrived|checked[\s-]?in|in\s+(?:room|lobby))\b", re.I)),
    ("completed", re.compile(r"(?:complete\w*|checked[\s-]?out|seen|kept|attended)\b", re.I)),
    ("booked", re.compile(r"(?:scheduled|booked|pending|tentative|unconfirmed)\b", re.I)),
)
SCHEDULE_EXPORT = replace(
    SCHEDULE,
    columns=(
        *(replace(c, type=_WRITTEN_AS.get(c.name, c.type)) for c in SCHEDULE.columns),
        *_NAMES,
        _THERAPIST,
    ),
    needs=((*SCHEDULE.needs[0], "patient_last_name"), *SCHEDULE.needs[1:]),
)
# A kind of visit that names its discipline: "PT Eval", "Treatment - OT", "Speech therapy". "New pt eval" speaks of a patient.
_NAMES_DISCIPLINE = re.compile(
    r"^(?:PT|OT|ST|SLP)\b(?!\.)|\b(?:PT|OT|ST|SLP)\s+(?:re-?)?(?:eval|treat|tx\b|visit|follow|f/u|initial|progress|session|therap)|[-–(/:]\s*(?:PT|OT|ST|SLP)\)?$"
    r"|\b(?:physical|occupational|speech)\b",
    re.I,
)
_SPEAKS_OF_PATIENT = re.compile(
    r"\b(?:new|est\w*|existing|returning|the)\s+pt\b|\bpt\s+(?:request|call|portal|will|to|is)\b", re.I
)
_TITLES = ("subject", "title", "summary", "event")  # headers of a calendar's table: who and what for stand in one cell


@dataclass(slots=True)
class ScheduleReading:
    """The visits (`SCHEDULE`), what was not read, and tables whose columns nobody has confirmed."""

    columns: Columns = field(default_factory=lambda: empty_columns(SCHEDULE))
    issues: list[Issue] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many visits, cancelled ones counted."""
        return len(self.columns["date_of_service"])


def read_schedule(
    paths: Iterable[Path | str],
    *,
    zone: ZoneInfo | None = None,
    until: date | None = None,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> ScheduleReading:
    """Read visits from files, folders and zips.

    `zone`: the practice's time zone, needed for calendars kept in universal time. `until`: repeating events are unrolled up to that day
    (else for a year). Never raises for what a file is or holds.
    """
    return _read(files_of(paths, limits), zone, until, confirm, limits)


def read_schedule_uploads(
    uploads: Iterable[tuple[str, bytes]],
    *,
    zone: ZoneInfo | None = None,
    until: date | None = None,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> ScheduleReading:
    """The same for uploaded files (name, bytes)."""
    return _read(files_of_uploads(uploads, limits), zone, until, confirm, limits)


def _read(files: Iterable[ClaimFile], zone, until, confirm, limits) -> ScheduleReading:
    reading = ScheduleReading()
    found: list[dict[str, str]] = []
    sequences: list[int] = []
    for file in files:
        if isinstance(file.content, Unreadable):
            reading.issues.append(file.content.about(file.label))
        elif is_calendar(file.content):
            for row, sequence in _of_calendar(file, zone, until, reading):
                found.append(row)
                sequences.append(sequence)
        else:
            rows = _of_table(file, zone, confirm, limits, reading)
            found += rows
            sequences += [0] * len(rows)
    for row in visits_once(found, sequences, reading.issues):
        for name, column in reading.columns.items():
            column.append(row.get(name, ""))
    settle_names(reading.columns)
    return reading


def _of_calendar(file: ClaimFile, zone, until, reading: ScheduleReading):
    rows, unnamed, nameless = [], 0, 0
    try:
        for one in visits_of(file.content, zone, until):
            if not isinstance(one, CalendarVisit):
                if one[1] == NAMES_NOBODY:
                    unnamed += 1
                elif one[1] == NAMELESS_VISIT:
                    nameless += 1
                else:
                    reading.issues.append(Issue(file.label, one[0], one[1], one[2], True))
                continue
            rows.append((_row_of(one, file.label), one.sequence))
    except Unreadable as reason:
        reading.issues.append(reason.about(file.label))
    if nameless:
        what = "1 event that speaks" if nameless == 1 else f"{nameless:,} events that speak"
        problem = f"holds {what} of a visit and name{'s' if nameless == 1 else ''} no patient by number or name"
        fix = "Put the patient's number into the title, and export it again; until then nobody looks at them."
        reading.issues.append(Issue(file.label, "", problem, fix))
    if unnamed:
        what = "1 event that names" if unnamed == 1 else f"{unnamed:,} events that name"
        reading.issues.append(
            Issue(file.label, "", f"holds {what} no patient", "Nothing to do if they are no visits.", True)
        )
    return rows


def _row_of(visit: CalendarVisit, label: str) -> dict[str, str]:
    return {
        "visit_id": visit.uid, "patient_id": visit.patient_id, "patient_name": visit.patient_name, "date_of_service": visit.day.isoformat(),
        "start_time": visit.clock, "minutes": visit.minutes, "discipline": visit.discipline, "visit_kind": visit.kind, "status": visit.status,
        "source_file": label, "source_place": visit.place,
    }  # fmt: skip


def _of_table(file: ClaimFile, zone, confirm, limits, reading: ScheduleReading) -> list[dict[str, str]]:
    table = read_lists(SCHEDULE_EXPORT, [file], confirm=confirm, limits=limits, titled_by="date_of_service")
    reading.issues += table.issues
    reading.proposed += table.proposed
    titled = any(plain_header(guess.columns.fields.get("patient_name", "")) in _TITLES for guess in table.proposed)
    rows, clock, states = [], PracticeClock(zone, table.columns), [_state_of(cell) for cell in table.columns["status"]]
    if not any(states):
        states = [""] * table.read  # a column of another kind of state, such as that of an address
    for n in range(table.read):
        row = {name: column[n] for name, column in table.columns.items()}
        if (state := states[n]) is None:
            problem, fix = (
                "has a state that is not known, so it was taken as booked",
                f"Use one of {', '.join(VISIT_STATUSES)}.",
            )
            reading.issues.append(Issue(row["source_file"], row["source_place"], problem, fix, True))
        row["status"] = state or ""
        row["patient_name"] = row["patient_name"] or ", ".join(
            filter(None, (row["patient_last_name"], row["patient_first_name"]))
        )
        if titled and not row["patient_id"]:
            named = read_title(row["patient_name"])
            row |= {"patient_name": ""} | {
                key: value for key, value in named.items() if key == "patient_name" or not row[key]
            }
        row["discipline"] = row["discipline"] or _discipline_of(row["visit_kind"]) or _credentials(row["therapist"])
        where, (day, time) = (row["source_file"], row["source_place"]), clock.read(row)
        if not (row["patient_id"] or row["patient_name"] or row["member_id"]):
            reading.issues.append(Issue(*where, "names no patient", "Nothing to do if it is no visit.", True))
        elif not day:
            reading.issues.append(Issue(*where, "has no day that can be read", "Correct it; the visit was left out."))
        else:
            rows.append(row | {"date_of_service": day, "start_time": time})
    if clock.turned:
        reading.issues.append(clock.issue(file.label))
    return rows


def _state_of(cell: str) -> str | None:
    """The state of a visit in the export's own words; "" for an empty cell, None for words that are not known."""
    if not cell:
        return ""
    try:
        return _read_state(cell)
    except ValueError:
        return next((state for state, words in _STATE_NOTED if words.match(cell.strip())), None)


def _credentials(therapist: str) -> str:
    """The discipline of the letters behind a therapist's name, where they are of one: "A. Placebrook, PT, DPT"."""
    found = {("PT", "OT", "SLP")[m.lastindex - 1] for m in _CREDENTIALS.finditer(therapist)}
    return found.pop() if len(found) == 1 else ""


def _discipline_of(kind: str) -> str:
    kind = kind.strip()
    if not _NAMES_DISCIPLINE.search(kind) or _SPEAKS_OF_PATIENT.search(kind):
        return ""
    try:
        return parse_discipline(kind)
    except ValueError:
        return ""
