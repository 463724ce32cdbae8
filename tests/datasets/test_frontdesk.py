"""The front desk's files agree with each other and with what is said about them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from auditkit.datasets import roster

DATASETS = Path(__file__).parents[2] / "datasets"
FOLDER = DATASETS / "frontdesk"
TODAY = date(2026, 11, 24)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def us(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


@pytest.fixture(scope="module")
def schedule(frontdesk_files):
    return table(frontdesk_files["schedule.csv"])


@pytest.fixture(scope="module")
def labels(frontdesk_files):
    return {name.removesuffix(".csv"): table(text) for name, text in frontdesk_files["frontdesk_labels.zip"].items()}


@pytest.fixture(scope="module")
def answers(frontdesk_files):
    """(patient, moment) -> the segments of each 271, whatever separates them."""
    out = {}
    for text in frontdesk_files["eligibility_271.zip"].values():
        element, terminator = text[3], text[105]
        held: list[list[str]] = []
        for piece in text.split(terminator):
            each = piece.strip("\r\n").split(element)
            held = [each] if each[0] == "ST" else [*held, each]
            if each[0] == "SE":
                begins = next(s for s in held if s[0] == "BHT")
                out[begins[3][-3:], datetime.strptime(begins[4] + begins[5], "%Y%m%d%H%M")] = held
    return out


@pytest.fixture(scope="module")
def this_morning(answers):
    """Patient -> the answer of the day or of the afternoon before."""
    return {f"P{who}": held for (who, at), held in answers.items() if at.date() >= date(2026, 11, 23)}


def committed(name: str):
    if name.endswith(".zip"):
        with zipfile.ZipFile(FOLDER / name) as held:
            return {each: held.read(each).decode("utf-8") for each in held.namelist()}
    return (FOLDER / name).read_bytes().decode("utf-8")


def test_the_committed_files_are_what_the_generator_writes(frontdesk_files):
    assert {path.name for path in FOLDER.iterdir()} == set(frontdesk_files)
    for name, held in frontdesk_files.items():
        there = committed(name)
        if isinstance(held, str):
            there, held = there.replace("\r\n", "\n"), held.replace("\r\n", "\n")
        assert there == held, name


def test_another_process_writes_the_same_text(frontdesk_files):
    code = (
        "import hashlib, json; from auditkit.datasets.frontdesk.files import frontdesk_text;"
        "print(hashlib.sha256(json.dumps(frontdesk_text(), sort_keys=True).encode()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(json.dumps(frontdesk_files, sort_keys=True).encode()).hexdigest()


def test_every_column_is_described_in_the_data_dictionary(frontdesk_files):
    text = (DATASETS / "README.md").read_text(encoding="utf-8").split("## Files of `frontdesk/`")[1]
    for name, held in frontdesk_files["frontdesk_labels.zip"].items():
        section = re.split(r"\n##", text.split(f"### {name} - ")[1])[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == next(csv.reader(io.StringIO(held))), name


def test_the_counts_in_the_data_dictionary_hold(frontdesk_files, schedule):
    text = (DATASETS / "README.md").read_text(encoding="utf-8").split("## Files of `frontdesk/`")[1]
    patients = {row["Patient ID"] for row in schedule}
    assert f"{len(schedule):,} visits of {len(patients)} patients" in text
    assert f"{len(frontdesk_files['eligibility_271.zip'])} 271 files" in text


def test_nobody_is_at_two_places_at_once(schedule):
    for who in ("Rendering NPI", "Patient ID"):
        slots = [(row[who], row["Appt Date"], row["Start Time"]) for row in schedule]
        assert len(slots) == len(set(slots)), who


def test_nobody_is_booked_when_the_clinics_are_closed(schedule):
    days = {us(row["Appt Date"]) for row in schedule}
    assert all(day.weekday() < 5 for day in days)
    assert not days & {date(2026, 11, 26), date(2026, 11, 27)}


def test_what_is_over_is_over_and_what_is_to_come_is_not(schedule):
    for row in schedule:
        past = us(row["Appt Date"]) < TODAY
        assert (row["Appt Status"] in ("Completed", "Cancelled", "No Show")) == past or row[
            "Appt Status"
        ] == "Cancelled"


def test_patients_are_those_of_the_practice_but_for_one_whom_nobody_knows(schedule, practice_text, rows):
    known = {row["patient_id"]: row for row in [*table(practice_text["practice/patients.csv"]), *rows["patients"]]}
    strangers = {row["Patient ID"] for row in schedule if row["Patient ID"] not in known}
    assert strangers == {"P999"}
    for row in schedule:
        if row["Patient ID"] in known:
            patient = known[row["Patient ID"]]
            assert row["Patient Name"] == f"{patient['last_name']}, {patient['first_name']}"
            assert us(row["DOB"]).isoformat() == patient["birth_date"]
            assert row["Member ID"] == patient["member_id"]
        assert row["Rendering NPI"] in {therapist.npi for therapist in roster.THERAPISTS}


def test_no_member_number_could_be_real(frontdesk_files, answers):
    for held in answers.values():
        insured = next(each for each in held if each[0] == "NM1" and each[1] == "IL")
        assert insured[9].startswith(("SYN-", "0ZS0SZ"))
        assert any(insured[3] == name.upper() for name in roster.SURNAMES)
    for name in ("eligibility_export.csv", "phone_checks.csv"):
        for row in table(frontdesk_files[name]):
            assert (row.get("Member ID") or row.get("member_id", "")).startswith("SYN-")


def test_a_coverage_labelled_over_is_inactive_in_the_answer_and_no_other_is(labels, this_morning, schedule):
    patient = {row["Appt ID"]: row["Patient ID"] for row in schedule}
    told = {patient[r["visit_id"]]: r["answer"] for r in labels["checks"] if r["check"] == "coverage_active"}
    checked = 0
    for who, held in this_morning.items():
        if who in told:
            checked += 1
            inactive = any(
                each[0] == "EB" and (each[1] in "678" or (each[4:5] == ["HN"] and each[1] == "R")) for each in held
            )
            rejected = any(each[0] == "AAA" for each in held)
            assert told[who] == ("not_met" if inactive else "unclear" if rejected else "met"), who
    assert checked > 20


def test_visits_labelled_used_up_are_none_in_the_answer_and_silence_is_unclear(labels, this_morning, schedule):
    visit = {row["Appt ID"]: row for row in schedule}
    types = {"PT": "PT", "OT": "AD", "SLP": "AF"}
    for row in labels["checks"]:
        if row["check"] != "visits_remaining":
            continue
        held = this_morning[visit[row["visit_id"]]["Patient ID"]]
        kind = types[visit[row["visit_id"]]["Therapy"]]
        said, left = False, []
        inside = False
        for each in held:
            if each[0] == "EB":
                inside = each[1] == "F" and kind in each[3].split("^")
                said |= inside
                if inside and len(each) > 10 and each[6] == "29":
                    left.append(int(each[10]))
            elif inside and each[0] == "HSD" and each[5] == "29":
                left.append(int(each[2]))
            elif inside and each[0] == "MSG" and (found := re.match(r"(\d+) VISITS USED OF (\d+)", each[1])):
                left.append(int(found[2]) - int(found[1]))
        assert row["answer"] == ("unclear" if not said else "met" if left[0] else "not_met"), row
        assert row["answer"] != "met" or left[0] > 0
        assert len(left) == said


def test_a_plan_labelled_changed_differs_between_the_two_answers(labels, answers, schedule):
    patient = {row["Appt ID"]: row["Patient ID"][1:] for row in schedule}
    plans: dict[str, dict[bool, list]] = defaultdict(dict)
    for (who, at), held in answers.items():
        active = [each for each in held if each[0] == "EB" and each[1] == "1" and each[3] == "30"]
        plans[who][at.date() >= date(2026, 11, 23)] = [each[5:6] for each in active]
    seen = 0
    for row in labels["checks"]:
        who = patient[row["visit_id"]]
        if row["check"] == "plan_unchanged" and row["answer"] != "unclear" and who in plans:
            seen += 1
            assert (plans[who][True] == plans[who][False]) == (row["answer"] == "met"), row
    assert seen > 20


def test_answers_older_than_a_day_are_labelled_not_met(labels, answers, schedule):
    starts = {
        row["Appt ID"]: datetime.strptime(f"{row['Appt Date']} {row['Start Time']}", "%m/%d/%Y %I:%M %p")
        for row in schedule
    }
    patient = {row["Appt ID"]: row["Patient ID"][1:] for row in schedule}
    for row in labels["checks"]:
        asked = [at for who, at in answers if who == patient[row["visit_id"]]]
        if row["check"] == "coverage_checked" and asked:
            start = starts[row["visit_id"]]
            fresh = max(asked).date() == start.date() or start - max(asked) <= timedelta(hours=24)
            assert row["answer"] == ("met" if fresh else "not_met"), row


def test_run_outs_follow_from_the_authorizations_and_the_booked_visits(labels, schedule, frontdesk_files):
    grants = [
        row
        for row in table(frontdesk_files["authorizations.csv"])
        if row["authorization_number"] and not row["rendering_provider_npi"] and row["start_on"] <= row["end_on"]
    ]
    seen = 0
    for row in labels["run_outs"]:
        if row["payer_id"] == "PY4":
            continue  # needs one from a certain visit on only
        days = sorted(
            us(v["Appt Date"]).isoformat()
            for v in schedule
            if v["Patient ID"] == row["patient_id"]
            and v["Therapy"] == row["discipline"]
            and v["Appt Status"] in ("Scheduled", "Confirmed", "Completed")
            and v["Appt Type"] == "Treatment"
        )
        held = sorted(
            (g["end_on"], g["start_on"], int(g["authorized_units"]) - int(g["used_units"]))
            for g in grants
            if g["patient_id"] == row["patient_id"] and g["discipline"] == row["discipline"]
        )
        left = [grant[2] for grant in held]
        uncovered = []
        for day in days:
            fits = [n for n, grant in enumerate(held) if grant[1] <= day <= grant[0] and left[n] > 0]
            if fits:
                left[fits[0]] -= 1
            elif day >= "2026-11-24":
                uncovered.append(day)
        seen += 1
        assert int(row["booked"]) == sum(day >= "2026-11-24" for day in days)
        assert row["first_uncovered_on"] == (uncovered[0] if uncovered else ""), row
    assert seen > 20
    assert {row["why"] for row in labels["run_outs"]} == {"", "visits", "end date", "none"}


def test_two_disciplines_stand_side_by_side_and_two_authorizations_overlap(frontdesk_files):
    held: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table(frontdesk_files["authorizations.csv"]):
        if row["authorization_number"]:
            held[row["patient_id"]].append(row)
    assert any(len({row["discipline"] for row in each}) > 1 for each in held.values())
    assert any(
        a is not b and a["discipline"] == b["discipline"] and a["start_on"] <= b["start_on"] <= a["end_on"]
        for each in held.values()
        for a in each
        for b in each
    )


def test_a_pending_request_has_no_number_and_one_row_has_its_days_backwards(frontdesk_files):
    rows = table(frontdesk_files["authorizations.csv"])
    assert all(
        bool(row["authorization_number"]) == (row["decision"] in ("approved", "partly_approved")) for row in rows
    )
    assert [row["patient_id"] for row in rows if row["start_on"] > row["end_on"]] == ["P999"]


def test_the_two_states_of_the_rules_differ_in_one_payers_need_and_anothers_lead_time(frontdesk_files):
    states = [table(frontdesk_files[name]) for name in ("authorization_rules_before.csv", "authorization_rules.csv")]
    keys = ("payer_id", "authorization_required", "from_visit", "lead_days")
    before, after = ({tuple(row[key] for key in keys) for row in state if not row["in_force_to"]} for state in states)
    assert {row[0] for row in before ^ after} == {"PY3", "PY4"}


def test_no_cell_starts_like_a_spreadsheet_formula(frontdesk_files):
    for name in (
        "schedule.csv",
        "eligibility_export.csv",
        "phone_checks.csv",
        "authorizations.csv",
        "authorization_rules.csv",
    ):
        for row in table(frontdesk_files[name]):
            assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values()), name


def test_the_calendar_has_the_visits_of_one_therapist_and_a_meeting(frontdesk_files, schedule):
    text = frontdesk_files["schedule_T01.ics"]
    own = [row for row in schedule if row["Provider"] == "Avery Placebrook"]
    assert text.count("BEGIN:VEVENT") == len(own) + 1
    assert text.count("STATUS:CANCELLED") == sum(row["Appt Status"] in ("Cancelled", "No Show") for row in own)
    assert "RRULE" in text
