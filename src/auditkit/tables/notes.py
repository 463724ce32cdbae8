"""The tables of notes: a note as text, what a practice says about it, and the two tables that carry both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditkit.tables.cells import BilledService
from auditkit.tables.table import Column, ColumnType, Table


@dataclass(frozen=True, slots=True)
class NoteMeta:
    """What the practice says about a note, all of it optional. Empty means not said."""

    patient_id: str = ""
    therapist_id: str = ""
    clinic_id: str = ""
    discipline: str = ""
    payer_id: str = ""
    payer_type: str = ""
    date_of_service: date | None = None
    kinds: tuple[str, ...] = ()
    billed: tuple[BilledService, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note as text. `name` is unique within one reading; `place` says where in the file it stood ("row 12")."""

    name: str
    text: str
    meta: NoteMeta = NoteMeta()
    place: str = ""


PAYER_TYPES = ("medicare_b", "medicare_advantage", "medicaid", "commercial", "tricare", "workers_comp", "self_pay")

_NOTE_META = (
    Column(
        name="patient_id",
        type=ColumnType.TEXT,
        meaning="The practice's own number for the patient. It links a note to the patient's earlier notes.",
        example="P0042",
        also=(
            "patient",
            "mrn",
            "patient mrn",
            "patient number",
            "patient no",
            "medical record number",
            "chart number",
            "chart no",
            "account number",
            "client id",
            "pt id",
            "patient account",
            "patient name",
        ),
    ),
    Column(
        name="therapist_id",
        type=ColumnType.TEXT,
        meaning="Who wrote the note. Feedback is grouped by this.",
        example="T07",
        also=(
            "therapist",
            "provider",
            "provider id",
            "provider name",
            "clinician",
            "clinician id",
            "rendering provider",
            "treating provider",
            "treating therapist",
            "author",
            "therapist name",
            "seen by",
        ),
    ),
    Column(
        name="clinic_id",
        type=ColumnType.TEXT,
        meaning="The clinic or location.",
        example="north",
        also=("clinic", "location", "facility", "site", "office", "clinic name", "location name"),
    ),
    Column(
        name="discipline",
        type=ColumnType.DISCIPLINE,
        meaning="PT, OT or SLP. Recognised from the note where it is not given.",
        example="PT",
        also=("specialty", "department", "therapy type", "service line"),
    ),
    Column(
        name="payer_id",
        type=ColumnType.TEXT,
        meaning="The payer, as the practice names it.",
        example="PAYER3",
        also=(
            "payer",
            "payor",
            "insurance",
            "primary insurance",
            "primary payer",
            "payer name",
            "insurance name",
            "plan name",
        ),
    ),
    Column(
        name="payer_type",
        type=ColumnType.CHOICE,
        choices=PAYER_TYPES,
        meaning="The kind of payer: which rules of payment apply.",
        example="medicare_b",
        also=("insurance type", "financial class", "payor type"),
    ),
    Column(
        name="date_of_service",
        type=ColumnType.DATE,
        meaning="The day of the visit, or for a report the day it was written. Month first: 3/4/2026 is 4 March.",
        example="2026-03-04",
        also=(
            "dos",
            "visit date",
            "service date",
            "date of visit",
            "date",
            "note date",
            "encounter date",
            "session date",
            "treatment date",
            "appointment date",
            "appt date",
        ),
    ),
    Column(
        name="kinds",
        type=ColumnType.KINDS,
        meaning="The kind of note, with | between two kinds. Recognised from the note where it is not given.",
        example="progress|treatment",
        also=(
            "kind",
            "note type",
            "document type",
            "visit type",
            "kind of note",
            "note kind",
            "doc type",
            "encounter type",
        ),
    ),
    Column(
        name="billed",
        type=ColumnType.BILLED,
        meaning="What was billed for the visit: code:units:minutes with | between. Units and minutes may be left out.",
        example="97110:2:30|97140:1:15",
        also=("billed codes", "charges", "billed services"),
    ),
)

NOTES = Table(
    name="notes",
    grain="one note",
    meaning="Notes in a spreadsheet: the text in one column, what the practice knows about the note in the others.",
    columns=(
        Column(
            name="note",
            type=ColumnType.TEXT,
            required=True,
            meaning="The whole text of the note.",
            example="S: Stairs are easier with the rail. O: ... A: ... P: ...",
            also=(
                "note text",
                "text",
                "narrative",
                "note body",
                "clinical note",
                "documentation",
                "soap",
                "soap note",
                "note content",
                "body",
                "daily note",
                "full note",
                "chart note",
                "progress note",
                "treatment note",
            ),
        ),
        *_NOTE_META,
    ),
)

NOTES_INDEX = Table(
    name="notes.csv",
    grain="one note file of the folder (or one visit, where a file holds several)",
    meaning="Put beside the notes of a folder or in a zip, it tells what the practice knows about each file.",
    columns=(
        Column(
            name="file",
            type=ColumnType.TEXT,
            required=True,
            meaning="The name of the note's file, as it is in the folder.",
            example="note_001.txt",
            also=("file name", "filename", "note file", "path"),
        ),
        *_NOTE_META,
    ),
)


def note_meta(values: Mapping[str, Any]) -> NoteMeta:
    """The metadata among the values of a row."""
    return NoteMeta(**{column.name: values[column.name] for column in _NOTE_META if column.name in values})
