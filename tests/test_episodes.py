"""Notes, lines and plans brought together: what joins, what does not, and what comes out."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.care.example import LINE
from auditkit.episodes import COLUMNS, audit_episodes
from auditkit.readers import read_notes
from auditkit.rule import Answer, Severity
from auditkit.rules import comparison_rules, episode_rules
from auditkit.scrub import read_settings
from auditkit.scrub.answers import COLUMNS as SCRUB_COLUMNS
from auditkit.tables import NoteMeta, NoteText

TODAY = date(2026, 8, 10)
DATASETS = Path(__file__).parent.parent / "datasets"
DAILY = "PT Daily Note {day}\nTher-ex 15 min: heel slides 2x10.\nA. Placebrook, PT, DPT"


def line(**cells):
    return {**LINE, **cells}


def note(day=date(2026, 3, 11), text="", name="n.txt", **meta):
    words = text or DAILY.format(day=f"{day:%m/%d/%Y}")
    return NoteText(name, words, NoteMeta(**{"patient_id": LINE["patient_id"], "date_of_service": day, **meta}))


def linked(notes, lines, **more):
    return [
        (c.line.claim_id, c.links[0].passage.document.name if c.links[0].passage else "")
        for c in audit_episodes(notes, lines, today=TODAY, **more).links
    ]


def test_the_verdicts_have_the_columns_of_a_scrub():
    audit = audit_episodes([note()], [line()], today=TODAY)
    assert COLUMNS == SCRUB_COLUMNS
    assert {len(row) for row in audit.rows(Answer)} == {9}
    assert {v.patient_id for v in audit.verdicts} == {"P-1"}


def test_a_note_joins_by_patient_and_day_from_its_metadata_or_its_own_text():
    assert linked([note()], [line()]) == [("C-1", "n.txt")]
    assert linked([note(date_of_service=None)], [line()]) == [("C-1", "n.txt")]
    assert linked([note(patient_id=" p-1 ")], [line()]) == [("C-1", "n.txt")]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (note(patient_id=""), "whose"),
        (note(patient_id="P-2"), "no billed line of this patient"),
        (note(text="PT Daily Note\nTher-ex 15 min.", date_of_service=None), "no date"),
        (note(date(2026, 3, 12)), "no billed line of 2026-03-12"),
        (note(discipline="OT"), "discipline"),
    ],
)
def test_a_note_that_stands_beside_no_line_is_listed_with_its_reason(given, reason):
    audit = audit_episodes([note(name="other.txt", discipline="PT"), given], [line()], today=TODAY)
    (entry,) = audit.unmatched
    assert entry.name == "n.txt"
    assert reason in entry.reason


def test_two_disciplines_on_one_day_keep_their_notes_apart():
    ot = note(
        name="ot.txt",
        text="OT Daily Note 3/11/2026\nSelf-care training 15 min: dressing.\nC. Mockridge, OTR/L",
        discipline="OT",
    )
    lines = [line(), line(claim_id="C-2", hcpcs_code="97535", modifiers="GO")]
    assert linked([note(), ot], lines) == [("C-1", "n.txt"), ("C-2", "ot.txt")]


def test_a_line_without_a_discipline_modifier_takes_the_one_of_its_code_claim_or_note():
    assert linked([note()], [line(modifiers="")]) == [("C-1", "n.txt")]
    lines = [line(modifiers="", hcpcs_code="97110"), line(line_number="2", hcpcs_code="97140", modifiers="GP")]
    assert [name for _, name in linked([note()], lines)] == ["n.txt", ""]


def test_void_claims_and_lines_without_a_day_or_patient_are_left_out():
    lines = [line(claim_frequency_code="8"), line(date_of_service="someday"), line(patient_id="")]
    audit = audit_episodes([note()], lines, today=TODAY)
    assert audit.verdicts == ()


def test_patients_without_a_note_or_plan_are_counted_and_not_asked():
    audit = audit_episodes([note()], [line(), line(patient_id="P-2", claim_id="C-2")], today=TODAY)
    assert audit.lines_without_notes == 1
    assert {v.claim_id for v in audit.verdicts} == {"C-1"}


def test_a_plan_without_notes_is_asked_about_certification_only():
    plans = [
        {"patient_id": "P-1", "plan_number": "1", "start_on": "2026-03-04", "weeks": "8", "signed_on": "2026-03-10"}
    ]
    audit = audit_episodes([], [line()], plans, today=TODAY)
    assert [(v.rule, v.answer) for v in audit.verdicts] == [("plan_certified", Answer.MET)]


def test_columns_rows_and_frames_give_the_same_verdicts():
    rows = [line(), line(line_number="2", hcpcs_code="97140")]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    frame = pandas.DataFrame(rows).astype({"units": "float"})
    frame["date_of_service"] = pandas.to_datetime(frame["date_of_service"])
    results = [audit_episodes([note()], given, today=TODAY).rows(Answer) for given in (rows, columns, frame)]
    assert results[0] == results[1] == results[2]
    assert results[0]


def test_a_rule_is_switched_off_or_lowered_with_a_reason():
    rules = {**episode_rules(), **comparison_rules()}
    text = "PT Daily Note\nTher-ex 7 min."
    settings = read_settings(
        {
            "rules": {
                "units_supported": {"severity": "info", "reason": "agreed"},
                "every_code_linked": {"off": True, "reason": "later"},
            }
        },
        rules,
    )
    audit = audit_episodes([note(text=text)], [line()], today=TODAY, settings=settings)
    assert "every_code_linked" not in {v.rule for v in audit.verdicts}
    assert {v.severity for v in audit.verdicts if v.rule == "units_supported"} == {Severity.INFO}
    assert len(audit.changes) == 2


def test_a_second_evaluation_begins_another_episode_and_a_second_sitting_does_not():
    days = [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 11), date(2026, 6, 1)]
    lines = [
        line(claim_id=f"C{n}", date_of_service=str(d), hcpcs_code="97110" if n == 2 else "97161")
        for n, d in enumerate(days)
    ]
    audit = audit_episodes([note(days[0])], lines, today=TODAY)
    said = {v.claim_id: v.message for v in audit.verdicts if v.rule == "progress_report_due"}
    assert "2nd treatment day" in said["C1"]
    assert "C3" not in said or "1st treatment day" in said["C3"]


CELLS = st.one_of(st.text(max_size=12), st.none(), st.integers(), st.floats(), st.dates())


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("patient_id", "date_of_service", "hcpcs_code", "units", "modifiers", "claim_frequency_code"), CELLS)), max_size=4),
       st.lists(st.fixed_dictionaries(dict.fromkeys(("patient_id", "start_on", "weeks", "signed_on", "plan_number"), CELLS)), max_size=3),
       st.text(max_size=60))  # fmt: skip
def test_no_table_and_no_note_stops_the_audit(lines, plans, words):
    lines = [line(**{k: v for k, v in row.items() if k != "patient_id"}) for row in lines] + lines
    plans = [{**plan, "patient_id": "P-1"} for plan in plans] + plans
    audit = audit_episodes([note(text=words or "x")], lines, plans, today=TODAY)
    assert all(v.answer in Answer for v in audit.verdicts)


@pytest.fixture(scope="module")
def practice():
    """The synthetic practice: its notes, claims and plans, with the word that all reports are there."""
    with zipfile.ZipFile(DATASETS / "billing" / "claims.zip") as packed:
        lines = list(csv.DictReader(io.TextIOWrapper(packed.open(packed.namelist()[0]), "utf-8")))
    notes = [one for one in read_notes([DATASETS / "practice"]) if isinstance(one, NoteText)]
    tables = [
        list(csv.DictReader(path.open(encoding="utf-8")))
        for path in (DATASETS / "practice" / "plans.csv", DATASETS / "billing" / "payers.csv")
    ]
    return audit_episodes(notes, lines, *tables, today=date(2026, 11, 23), all_reports=True)


def rows(name):
    with (DATASETS / "practice" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def found(audit, rule):
    return {v.patient_id for v in audit.verdicts if v.rule == rule and v.answer is Answer.NOT_MET}


def test_the_late_progress_reports_of_the_practice_are_found_and_no_others(practice):
    assert found(practice, "progress_report_due") == {
        e["patient_id"] for e in rows("episodes.csv") if e["progress_report_late"] == "1"
    }
    assert not any(v.answer is Answer.UNCLEAR for v in practice.verdicts if v.rule == "progress_report_due")


def test_the_late_and_missing_signatures_of_the_practice_are_found_and_no_others(practice):
    late = {
        p["patient_id"] for p in rows("plans.csv")
        if not p["signed_on"] or (date.fromisoformat(p["signed_on"]) - date.fromisoformat(p["start_on"])).days > 30
    }  # fmt: skip
    assert found(practice, "plan_certified") == late


def test_units_against_notes_are_found_only_where_claim_or_note_was_made_wrong(practice):
    with zipfile.ZipFile(DATASETS / "billing" / "claims_labels.zip") as packed:
        labelled = {
            row["claim_id"] for row in csv.DictReader(io.TextIOWrapper(packed.open(packed.namelist()[0]), "utf-8"))
        }
    by_note = {(n["patient_id"], n["date_of_service"]): n["file"] for n in rows("notes.csv")}
    copied = {
        label["file"]
        for label in rows("notes_labels.csv")
        if label["rule"] == "cloned_note" and label["answer"] == "not_met"
    }
    wrong = [v for v in practice.verdicts if v.rule == "units_supported" and v.answer is Answer.NOT_MET]
    assert wrong
    assert all(v.claim_id in labelled or by_note[v.patient_id, v.date_of_service] in copied for v in wrong)


def test_contradictions_between_visits_are_found_only_where_a_side_was_made_wrong(practice):
    seeded = {label["file"] for label in rows("notes_labels.csv") if label["seeded"] == "wrong side"}
    by_note = {(n["patient_id"], n["date_of_service"]): n["file"] for n in rows("notes.csv")}
    wrong = {
        by_note[v.patient_id, v.date_of_service]
        for v in practice.verdicts
        if v.rule == "visit_numbers_agree" and v.answer is Answer.NOT_MET
    }
    assert wrong
    assert wrong <= seeded
