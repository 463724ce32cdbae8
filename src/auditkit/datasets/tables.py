"""The practice as CSV tables. Columns are described in datasets/README.md; a test holds the two together."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Practice, Visit
from auditkit.datasets.wording import clock
from auditkit.datasets.written import WrittenNote
from auditkit.rule import Kind

TEXT_COLUMN_NOTES = 40


def csv_text(header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV with "\\n" line ends on every platform."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue()


def billed(visit: Visit) -> str:
    """`97110:2:30|97140:1:15`: code, units, minutes."""
    return "|".join(f"{s.code}:{s.units}:{s.minutes}" for s in visit.services)


def kinds(visit: Visit) -> str:
    return "|".join(kind.value for kind in visit.kinds)


def practice_tables(practice: Practice, notes: list[WrittenNote]) -> dict[str, str]:
    """File name -> CSV text, all tables of datasets/practice/."""
    files = {note.visit.visit_id: note.file for note in notes}
    return _people(practice) | _episodes(practice) | _visits(practice, files) | _notes(practice, notes)


def _people(practice: Practice) -> dict[str, str]:
    leads = {episode.patient_id: episode.lead_id for episode in practice.episodes}
    return {
        "clinics.csv": csv_text(
            ("clinic_id", "clinic_name", "city", "billing_provider_npi"),
            ((c.clinic_id, c.name, c.city, c.npi) for c in practice.clinics),
        ),
        "therapists.csv": csv_text(
            ("therapist_id", "therapist_name", "credential", "discipline", "clinic_id", "rendering_provider_npi",
             "supervising_therapist_id", "lesson_on"),
            ((t.therapist_id, t.name, t.credential, t.discipline, t.clinic_id, t.npi, t.supervisor_id, t.lesson_on)
             for t in practice.therapists.values()),
        ),
        "payers.csv": csv_text(
            ("payer_id", "payer_name", "payer_type", "unit_rule", "authorization_required", "timely_filing_days", "visit_limit"),
            ((p.payer_id, p.name, p.payer_type, p.unit_rule, int(p.authorization_required), p.timely_filing_days, p.visit_limit)
             for p in practice.payers.values()),
        ),
        "patients.csv": csv_text(
            ("patient_id", "first_name", "last_name", "sex", "birth_date", "payer_id", "member_id", "clinic_id", "therapist_id"),
            ((p.patient_id, p.first_name, p.last_name, p.sex, p.birth_date, p.payer_id, p.member_id, p.clinic_id,
              leads[p.patient_id]) for p in practice.patients.values()),
        ),
    }  # fmt: skip


def _episodes(practice: Practice) -> dict[str, str]:
    goals, plans = [], []
    for episode in practice.episodes:
        for plan in episode.plans:
            plans.append((plan.plan_id, episode.episode_id, episode.patient_id, plan.number, plan.start_on, plan.end_on,
                          plan.per_week, plan.weeks, plan.signed_on))  # fmt: skip
        for goal in episode.goals:
            measure = next(m for m in episode.measures if m.key == goal.measure)
            seen = [v.values[goal.measure] for v in episode.attended if goal.measure in v.values]
            rising = episode.target[goal.measure] >= episode.baseline[goal.measure]
            reached = seen[-1] >= goal.target if rising else seen[-1] <= goal.target
            goals.append((goal.goal_id, episode.episode_id, episode.patient_id, goal.term, goal.number,
                          episode.functions[goal.function].name, goal.measure, measure.text(episode.baseline[goal.measure]),
                          measure.text(goal.target), measure.text(seen[-1]), int(reached), goal.set_on, goal.due_on))  # fmt: skip
    return {
        "episodes.csv": csv_text(
            ("episode_id", "patient_id", "discipline", "condition", "diagnosis_codes", "side", "therapist_id",
             "assistant_id", "referring_name", "referring_provider_npi", "onset_on", "started_on", "trajectory", "visits_per_week",
             "end_reason", "progress_report_late"),
            ((e.episode_id, e.patient_id, e.condition.discipline, e.condition.key, e.diagnosis_codes, e.side, e.lead_id,
              e.assistant_id, e.referring_name, e.referring_npi, e.onset_on, e.plans[0].start_on, e.trajectory, e.per_week,
              e.end_reason, int(e.progress_report_late)) for e in practice.episodes),
        ),
        "plans.csv": csv_text(
            ("plan_id", "episode_id", "patient_id", "plan_number", "start_on", "end_on", "visits_per_week", "weeks", "signed_on"),
            plans,
        ),
        "goals.csv": csv_text(
            ("goal_id", "episode_id", "patient_id", "term", "goal_number", "function", "measure", "baseline_value",
             "target_value", "last_value", "is_reached", "set_on", "due_on"),
            goals,
        ),
    }  # fmt: skip


def _visits(practice: Practice, files: dict[str, str]) -> dict[str, str]:
    visits, measured = [], []
    for episode in practice.episodes:
        for visit in episode.visits:
            therapist = practice.therapists[visit.therapist_id]
            attended = visit.status == "attended"
            visits.append((
                visit.visit_id, visit.episode_id, visit.patient_id, visit.therapist_id, therapist.supervisor_id, visit.clinic_id,
                visit.date_of_service, clock(visit.start_minute, "24"), visit.status, visit.number or "", kinds(visit),
                billed(visit), visit.timed_minutes if attended else "", visit.total_minutes if attended else "",
                (visit.total_minutes if therapist.is_assistant else 0) if attended else "", files.get(visit.visit_id, ""),
            ))  # fmt: skip
            for key, value in visit.values.items():
                measure = next(m for m in episode.measures if m.key == key)
                measured.append(
                    (visit.visit_id, visit.patient_id, visit.date_of_service, key, f"{value:g}", measure.text(value))
                )
    return {
        "visits.csv": csv_text(
            ("visit_id", "episode_id", "patient_id", "therapist_id", "supervising_therapist_id", "clinic_id",
             "date_of_service", "start_time", "status", "treatment_day", "kinds", "billed", "timed_minutes",
             "total_minutes", "assistant_minutes", "note_file"),
            visits,
        ),
        "measures.csv": csv_text(("visit_id", "patient_id", "date_of_service", "measure", "value", "value_text"), measured),
    }  # fmt: skip


def _notes(practice: Practice, notes: list[WrittenNote]) -> dict[str, str]:
    index, labels, styles = [], [], []
    for note in notes:
        visit, patient = note.visit, practice.patients[note.visit.patient_id]
        payer = practice.payers[patient.payer_id]
        index.append((note.file, visit.visit_id, visit.patient_id, visit.therapist_id, visit.clinic_id,
                      note.episode.condition.discipline, payer.payer_id, payer.payer_type, visit.date_of_service,
                      kinds(visit), billed(visit)))  # fmt: skip
        labels += [(note.file, rule, answer.value, note.seeded.get(rule, "")) for rule, answer in note.labels.items()]
        styles.append((note.file, note.style, note.quality))
    return {
        "notes.csv": csv_text(
            ("file", "visit_id", "patient_id", "therapist_id", "clinic_id", "discipline", "payer_id", "payer_type",
             "date_of_service", "kinds", "billed"),
            index,
        ),
        "notes_labels.csv": csv_text(("file", "rule", "answer", "seeded"), labels),
        "notes_styles.csv": csv_text(("file", "style", "quality"), styles),
    }  # fmt: skip


def note_column(practice: Practice, notes: list[WrittenNote]) -> str:
    """Forty daily notes as one export with a note column and headers of its own."""
    daily = [note for note in notes if note.visit.kinds == (Kind.TREATMENT,) and "cloned_note" not in note.labels]
    chosen = Dice(f"{practice.seed}/column").some(daily, TEXT_COLUMN_NOTES)
    rows = []
    for note in sorted(chosen, key=lambda note: (note.visit.date_of_service, note.file)):
        visit, therapist = note.visit, practice.therapists[note.visit.therapist_id]
        payer = practice.payers[practice.patients[visit.patient_id].payer_id]
        first, last = therapist.name.split()
        day = visit.date_of_service
        charges = "; ".join(f"{s.code} x{s.units} ({s.minutes} min)" for s in visit.services)
        rows.append((f"{day.month}/{day.day}/{day.year}", visit.patient_id, f"{last}, {first}", therapist.discipline, payer.name,
                     charges, note.text.rstrip("\n")))  # fmt: skip
    return csv_text(("Visit Date", "Chart No", "Provider", "Dept", "Insurance", "Charges", "Progress Note"), rows)


def chart_print(notes: list[WrittenNote]) -> str:
    """One chart of an EMR printed in one go: several visits in one file, headers and footers on each page."""
    charts: dict[str, list[WrittenNote]] = {}
    for note in notes:
        if note.style == "emr" and "Date of Service:" in note.text:
            charts.setdefault(note.visit.patient_id, []).append(note)
    longest = max(charts.values(), key=lambda chart: (len(chart), chart[0].file))
    return "\n\n".join(note.text for note in longest)
