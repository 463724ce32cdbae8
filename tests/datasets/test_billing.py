"""Claims that carry no error are right, counted again here from the tables alone and by other code than made them."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from auditkit import tables as described

REFERENCE = Path(described.__file__).parents[1] / "reference" / "tables"
FIFTEEN = {"97110", "97112", "97116", "97129", "97130", "97140", "97530", "97535"}
EVALUATIONS = {"97161", "97162", "97163", "97165", "97166", "97167", "92522", "92523", "92524", "92610"}
# rules whose seeded errors change what is charged
CHARGED_OTHERWISE = {
    "code_current", "code_accepted", "addon_primary", "timed_units", "untimed_units", "unit_limit", "evaluation_once", "code_pair",
    "not_duplicate",
}  # fmt: skip


def reference(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    text = gzip.decompress(path.read_bytes()).decode() if name.endswith(".gz") else path.read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def wrong(rows):
    """Claims with a seeded error, or with one that only a newer edition can decide."""
    return {label["claim_id"] for label in rows["claims_labels"] if label["answer"] != "met"}


@pytest.fixture(scope="module")
def right(rows, wrong):
    return [line for line in rows["claims"] if line["claim_id"] not in wrong]


@pytest.fixture(scope="module")
def payers(rows):
    return {payer["payer_id"]: payer for payer in rows["payers"]}


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))


def mods(line: dict[str, str]) -> set[str]:
    return set(line["modifiers"].split("|")) - {""}


def by_day(lines: list[dict[str, str]]) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Claim and day -> its lines. A claim has one discipline, and a replaced claim is not counted with what replaces it."""
    days = defaultdict(list)
    for line in lines:
        days[line["claim_id"], line["date_of_service"]].append(line)
    return days


def test_there_are_at_least_twenty_thousand_lines_over_twelve_months(rows):
    assert len(rows["claims"]) >= 20_000
    months = {line["date_of_service"][:7] for line in rows["claims"]}
    assert {f"2025-{m}" for m in (11, 12)} | {f"2026-{m:02d}" for m in range(1, 11)} <= months


def test_about_one_claim_in_nine_carries_an_error_and_every_claim_check_has_some(rows):
    errors = defaultdict(set)
    for label in rows["claims_labels"]:
        if label["answer"] == "not_met":
            errors[label["rule"]].add(label["claim_id"])
    claims = {line["claim_id"] for line in rows["claims"]}
    share = len(set.union(*errors.values())) / len(claims)
    assert 0.08 <= share <= 0.125
    assert len(errors) == 32
    assert min(map(len, errors.values())) >= 3, {rule: len(ids) for rule, ids in errors.items()}


def test_labels_belong_to_lines_that_exist_and_no_claim_carries_an_error_and_a_trap(rows):
    known = {(line["claim_id"], line["line_number"]) for line in rows["claims"]} | {
        (line["claim_id"], "") for line in rows["claims"]
    }
    answers = defaultdict(set)
    for label in rows["claims_labels"]:
        assert (label["claim_id"], label["line_number"]) in known
        answers[label["claim_id"]].add(label["answer"])
    assert not any({"met", "not_met"} <= each for each in answers.values())


def test_tables_have_the_canonical_columns(rows):
    for name, table in (
        ("claims", described.CLAIM_LINES),
        ("history", described.HISTORY),
        ("payers", described.PAYERS),
        ("authorizations", described.AUTHORIZATIONS),
    ):
        canonical = [column.name for column in table.columns if not column.name.startswith("source_")]
        assert set(rows[name][0]) <= set(canonical)
        assert {column.name for column in table.columns if column.required} <= set(rows[name][0])


def test_nothing_that_is_required_is_missing(right):
    required = [column.name for column in described.CLAIM_LINES.columns if column.required]
    for line in right:
        assert all(line[name] for name in required)


def test_claims_of_the_patients_with_notes_bill_what_their_visits_say(rows):
    path = Path(__file__).parents[2] / "datasets" / "practice" / "visits.csv"
    visits = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    billed = Counter()
    for visit in visits:
        for service in visit["billed"].split("|") if visit["billed"] else ():
            billed[visit["patient_id"], visit["date_of_service"], service] += 1
    touched = {  # errors that change what was billed, and claims sent twice
        label["claim_id"]
        for label in rows["claims_labels"]
        if label["rule"] in CHARGED_OTHERWISE or label["rule"] in ("service_dates", "required_fields")
    }
    seen = Counter(
        (line["patient_id"], line["date_of_service"], f"{line['hcpcs_code']}:{line['units']}:{line['minutes']}")
        for line in rows["claims"]
        if line["patient_id"] <= "P091" and line["claim_id"] not in touched
    )
    assert sum(seen.values()) > 3000
    assert not seen - billed


def test_units_follow_from_the_minutes_under_the_rule_of_the_payer(right, payers):
    for lines in by_day(right).values():
        timed = [line for line in lines if line["hcpcs_code"] in FIFTEEN]
        minutes, units = [int(line["minutes"]) for line in timed], [int(line["units"]) for line in timed]
        if payers[lines[0]["payer_id"]]["unit_rule"] == "spm":
            assert units == [m // 15 + (m % 15 >= 8) for m in minutes]
            continue
        supported = 0 if sum(minutes) < 8 else (sum(minutes) + 7) // 15
        assert sum(units) == supported
        for (m1, u1), (m2, u2) in combinations(zip(minutes, units, strict=True), 2):
            extra1, extra2 = u1 - m1 // 15, u2 - m2 // 15
            assert {extra1, extra2} <= {0, 1}
            assert extra1 == extra2 or (m1 % 15 >= m2 % 15 if extra1 else m2 % 15 >= m1 % 15)


def test_untimed_services_are_one_unit(right):
    assert all(line["units"] == "1" for line in right if line["hcpcs_code"] not in FIFTEEN)


def test_there_are_ties_in_which_the_second_service_has_the_last_unit(right):
    found = 0
    for lines in by_day(right).values():
        timed = [line for line in lines if line["hcpcs_code"] in FIFTEEN]
        if len(timed) == 2 and timed[0]["minutes"] == timed[1]["minutes"] and timed[0]["units"] < timed[1]["units"]:
            found += 1
    assert found > 20


def test_every_line_has_the_modifier_of_its_discipline_where_the_payer_asks(right, payers):
    allowed = {row["code"]: row["modifiers_allowed"].split("|") for row in reference("therapy_codes.csv")}
    for line in right:
        found = mods(line) & {"GP", "GO", "GN"}
        assert len(found) == 1 or (not found and payers[line["payer_id"]]["discipline_modifier_required"] == "0")
        assert found <= set(allowed[line["hcpcs_code"]])
        assert len(line["modifiers"].split("|")) == len(mods(line) or {""}) <= 4


def test_assistants_work_is_marked_and_a_tenth_exactly_is_not(right):
    tenths = 0
    for line in right:
        minutes, assistant = int(line["minutes"]), int(line["assistant_minutes"])
        marked = bool(mods(line) & {"CQ", "CO"})
        assert not (line["hcpcs_code"] in EVALUATIONS and assistant)
        if line["hcpcs_code"] in FIFTEEN:
            therapist, units = minutes - assistant, int(line["units"])
            assert marked == (
                assistant > 0
                and therapist // 15 * 15 + 8 * (therapist % 15 >= 8) < units * 15 - 7
                and therapist < units * 15 - 7
            )
        else:
            assert marked == (assistant * 10 > minutes)
            tenths += assistant * 10 == minutes > 0
        if marked:
            assert {"CQ": "GP", "CO": "GO"}[next(iter(mods(line) & {"CQ", "CO"}))] in mods(line)
    assert tenths > 10


def test_kx_stands_from_the_line_that_carries_the_allowed_amount_above_the_threshold(billing, rows, wrong):
    limits = {
        row["valid_from"][:4] + row["item"]: cents(row["value"] + "00")
        for row in reference("thresholds.csv")
        if row["item"].startswith("kx_threshold_") and row["value"]
    }
    totals, given = defaultdict(int), 0
    for line in billing.history:
        totals[line.patient_id, line.date_of_service.year, line.discipline == "OT"] += line.allowed
    changed = {
        label["claim_id"][:4]
        for label in rows["claims_labels"]
        if label["answer"] != "met" and label["rule"] in CHARGED_OTHERWISE
    }
    medicare = [
        claim for claim in billing.claims if claim.payer.payer_type == "medicare_b" and claim.patient_id not in changed
    ]
    lines = sorted(
        ((line.date_of_service, claim.claim_id, n) for claim in medicare for n, line in enumerate(claim.lines))
    )
    claims = {claim.claim_id: claim for claim in medicare}
    for day, claim_id, number in lines:
        claim = claims[claim_id]
        key = (claim.patient_id, day.year, claim.discipline == "OT")
        totals[key] += claim.lines[number].allowed
        above = totals[key] > limits[f"{day.year}kx_threshold_{'ot' if key[2] else 'pt_slp'}"]
        if claim_id not in wrong:
            assert ("KX" in claim.lines[number].modifiers) == above, (claim_id, number)
            given += above
    assert given > 400
    assert not any("KX" in mods(line) for line in rows["claims"] if line["payer_type"] != "medicare_b")


def test_no_right_line_contradicts_the_threshold_whatever_share_of_the_charges_is_allowed(rows, wrong):
    low, high = defaultdict(int), defaultdict(int)
    for line in rows["history"]:
        key = (line["patient_id"], line["date_of_service"][:4], line["discipline"] == "OT")
        low[key] += cents(line["allowed_amount"])
        high[key] += cents(line["allowed_amount"])
    exactly = 0
    for line in sorted(
        rows["claims"], key=lambda line: (line["date_of_service"], line["claim_id"], int(line["line_number"]))
    ):
        if line["payer_type"] != "medicare_b":
            continue
        key = (line["patient_id"], line["date_of_service"][:4], "GO" in mods(line))
        limit = 241_000 if key[1] == "2025" else 248_000
        exactly += low[key] == limit
        low[key] += cents(line["line_charge_amount"]) * 35 // 100
        high[key] += cents(line["line_charge_amount"])
        exactly += high[key] == limit
        if line["claim_id"] not in wrong:
            assert not (low[key] > limit and "KX" not in mods(line)), line["claim_id"]
            assert not (high[key] <= limit and "KX" in mods(line)), line["claim_id"]
    assert exactly >= 10


def test_every_service_that_needs_an_authorization_has_one_with_room(rows, right, payers, wrong):
    held = {row["authorization_number"]: row for row in rows["authorizations"]}
    ended = {label["claim_id"] for label in rows["claims_labels"] if label["seeded"].endswith("had ended")}
    used: dict[str, set[str]] = defaultdict(set)
    units: Counter[str] = Counter()
    for line in rows["claims"]:
        payer = payers[line["payer_id"]]
        codes = payer["authorization_codes"].split("|") if payer["authorization_codes"] else None
        needs = payer["authorization_required"] == "1" and (
            line["hcpcs_code"] in codes if codes else line["hcpcs_code"] not in EVALUATIONS
        )
        number = line["authorization_number"]
        if number:
            if needs and line["claim_id"] not in wrong:
                row = held[number]
                assert row["start_on"] <= line["date_of_service"] <= row["end_on"]
                assert (row["patient_id"], row["payer_id"]) == (line["patient_id"], line["payer_id"])
                assert row["rendering_provider_npi"] in ("", line["rendering_provider_npi"])
                assert not row["hcpcs_codes"] or line["hcpcs_code"] in row["hcpcs_codes"].split("|")
            if needs and line["claim_id"] not in ended and line["claim_frequency_code"] != "7":
                used[number].add(line["date_of_service"])
                units[number] += int(line["units"])
        elif line["claim_id"] not in wrong:
            assert not needs
    short = {
        label["claim_id"] for label in rows["claims_labels"] if label["seeded"] == "one visit more than authorized"
    }
    short_of = {line["authorization_number"] for line in rows["claims"] if line["claim_id"] in short}
    for number, row in held.items():
        count = len(used[number]) if row["unit_kind"] == "visits" else units[number]
        assert (int(row["used_units"]) + count > int(row["authorized_units"])) == (number in short_of), number


def test_diagnoses_are_billable_have_a_side_and_do_not_exclude_each_other(right):
    codes = {row["code"]: row for row in reference("icd10cm.csv.gz")}
    excluded = [
        (row["at_from"], row["at_to"], row["excluded_from"], row["excluded_to"])
        for row in reference("diagnosis_exclusions.csv")
    ]
    never = [
        (row["code_from"], row["code_to"])
        for row in reference("diagnosis_positions.csv")
        if row["position"] in ("never_first", "status_only")
    ]
    seen = {tuple(line["diagnosis_codes"].replace(".", "").split("|")) for line in right}
    for listed in seen:
        assert all(codes[code]["is_billable"] == "1" and codes[code]["side"] != "U" for code in listed)
        assert codes[listed[0]]["is_manifestation"] == "0"
        assert not any(low <= listed[0] <= high for low, high in never)
        for one, other in combinations(listed, 2):
            for a, b in ((one, other), (other, one)):
                assert not any(lo <= a <= hi and xlo <= b <= xhi for lo, hi, xlo, xhi in excluded), (a, b)


def test_lines_point_at_diagnoses_that_are_on_the_claim(right):
    for line in right:
        pointers = [int(each) for each in line["diagnosis_pointers"].split("|")]
        assert 1 <= len(pointers) <= 4
        assert max(pointers) <= len(line["diagnosis_codes"].split("|"))


def test_no_pair_in_force_stands_without_59_and_59_stands_nowhere_else(right):
    pairs = {
        (row["column_1"], row["column_2"])
        for row in reference("code_pairs.csv")
        if row["pair_source"] == "medicare_practitioner"
        and row["modifier_indicator"] in "01"
        and not row["in_force_to"]
    }
    famous = Counter()
    for lines in by_day([line for line in right if line["payer_type"] == "medicare_b"]).values():
        codes = {line["hcpcs_code"] for line in lines}
        for line in lines:
            active = any((other, line["hcpcs_code"]) in pairs for other in codes)
            assert active == ("59" in mods(line)), (line["claim_id"], codes)
        famous.update(
            pair for pair in (("97140", "97530"), ("97116", "97530"), ("97110", "97140")) if set(pair) <= codes
        )
    assert min(famous.values()) > 20


def test_claims_are_filed_in_time_and_after_the_last_service(right, payers):
    for line in right:
        filed, day = date.fromisoformat(line["submitted_on"]), date.fromisoformat(line["date_of_service"])
        limit = payers[line["payer_id"]]["timely_filing_days"]
        assert day <= filed
        assert filed <= day.replace(year=day.year + 1) if not limit else (filed - day).days <= int(limit)
        assert line["patient_birth_date"] < line["date_of_service"]


def test_charges_add_up_and_claim_numbers_are_unique(right):
    for claim in _claims(right):
        assert sum(cents(line["line_charge_amount"]) for line in claim) == cents(claim[0]["claim_charge_amount"])
        assert [line["line_number"] for line in claim] == [str(n + 1) for n in range(len(claim))]
        assert (
            len(
                {(line["rendering_provider_npi"], line["submitted_on"], line["authorization_number"]) for line in claim}
            )
            == 1
        )


def _claims(lines):
    claims = defaultdict(list)
    for line in lines:
        claims[line["claim_id"]].append(line)
    return list(claims.values())


def test_only_a_replacement_repeats_a_service(rows, wrong):
    seen = {}
    for line in sorted(rows["claims"], key=lambda line: (line["submitted_on"], line["claim_id"])):
        key = tuple(
            line[name]
            for name in ("patient_id", "date_of_service", "hcpcs_code", "rendering_provider_npi", "modifiers")
        )
        if key in seen and line["claim_id"] not in wrong:
            assert line["claim_frequency_code"] == "7"
            assert line["payer_claim_control_number"]
        seen[key] = line["claim_id"]


def test_medicare_claims_name_who_refers_and_are_never_replacements(right):
    for line in right:
        if line["payer_type"] == "medicare_b":
            assert line["referring_provider_npi"]
            assert line["claim_frequency_code"] == "1"


def test_two_disciplines_meet_on_one_day(right):
    days = defaultdict(set)
    for line in right:
        days[line["patient_id"], line["date_of_service"]] |= mods(line) & {"GP", "GO", "GN"}
    assert sum(len(each) > 1 for each in days.values()) > 40


def test_a_seeded_error_is_there_to_be_seen(rows, payers):
    """A look at the claim itself for the errors that can be told from one line."""
    lines = {(line["claim_id"], line["line_number"]): line for line in rows["claims"]}
    first = {line["claim_id"]: line for line in reversed(rows["claims"])}
    modifiers = {row["modifier"] for row in reference("modifiers.csv")}
    icd = {row["code"]: row for row in reference("icd10cm.csv.gz")}
    for label in rows["claims_labels"]:
        if label["answer"] != "not_met":
            continue
        line = lines.get((label["claim_id"], label["line_number"])) or first[label["claim_id"]]
        rule, codes = label["rule"], [icd.get(code) for code in line["diagnosis_codes"].replace(".", "").split("|")]
        if rule == "required_fields":
            assert "" in (line["member_id"], line["rendering_provider_npi"], line["place_of_service"], line["units"])
        elif rule == "modifier_known":
            assert not mods(line) <= modifiers or len(mods(line)) < len(line["modifiers"].split("|"))
        elif rule == "discipline_modifier":
            assert len(mods(line) & {"GP", "GO", "GN"}) != 1 or "instead of" in label["seeded"]
        elif rule == "authorization_present":
            assert not line["authorization_number"]
        elif rule == "referring_provider":
            assert not line["referring_provider_npi"]
        elif rule == "diagnosis_current":
            assert any(code is None or code["is_billable"] == "0" for code in codes)
        elif rule == "diagnosis_side":
            assert any(code and code["side"] == "U" for code in codes)
        elif rule == "service_dates":
            assert (
                line["date_of_service"] > line["submitted_on"] or line["patient_birth_date"] > line["date_of_service"]
            )
        elif rule == "place_of_service":
            assert line["place_of_service"] in ("21", "22", "29", "31", "61")
        elif rule == "npi_valid":
            assert any(not npi_is_valid(line[name]) for name in ("rendering_provider_npi", "referring_provider_npi"))


def npi_is_valid(npi: str) -> bool:
    digits = [int(digit) for digit in "80840" + npi]
    return (
        len(npi) == 10 and (sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])) % 10 == 0
    )


def test_every_number_of_a_provider_passes_the_check_digit_and_cannot_be_real(right):
    for name in ("billing_provider_npi", "rendering_provider_npi", "referring_provider_npi"):
        for npi in {line[name] for line in right} - {""}:
            assert npi_is_valid(npi)
            assert npi.startswith("29999")


def test_the_same_seed_gives_the_same_claims_and_another_seed_others(billing_text):
    from auditkit.datasets.billing.build import build_billing
    from auditkit.datasets.billing.tables import billing_tables

    assert billing_tables(build_billing()) == billing_text
    other = billing_tables(build_billing(8))
    assert other["claims.csv"] != billing_text["claims.csv"]
    assert other["payers.csv"] == billing_text["payers.csv"]


def test_history_lies_before_the_claims_and_in_order(rows):
    first = {}
    for line in rows["claims"]:
        first[line["patient_id"]] = min(first.get(line["patient_id"], "9"), line["date_of_service"])
    outside = [line for line in rows["history"] if not line["claim_id"]]
    assert all(line["date_of_service"] < first[line["patient_id"]] for line in outside)
    for earlier, later in pairwise(outside):
        assert earlier["patient_id"] != later["patient_id"] or earlier["date_of_service"] <= later["date_of_service"]
