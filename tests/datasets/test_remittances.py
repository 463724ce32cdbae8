"""The remittances add up, agree with what is said about them, and hold nobody real."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from remitted import transactions

from auditkit.datasets import roster

NO_DENIAL = {
    ("CO", "45"), ("CO", "59"), ("CO", "P12"), ("CO", "253"), ("PR", "1"), ("PR", "2"), ("PR", "3"), ("OA", "23"),
}  # fmt: skip


@pytest.fixture(scope="session")
def payments(remittance_files):
    """Every transaction of every file but those that hold a payment again."""
    files = remittance_files["remittances_835.zip"]
    return [each for name, text in files.items() if "again" not in name for each in transactions(name, text)]


@pytest.fixture(scope="session")
def labels(remittance_files):
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text)))
        for name, text in remittance_files["remittance_labels.zip"].items()
    }


@pytest.fixture(scope="session")
def off(labels):
    return {row["trace_number"]: row for row in labels["payments"] if row["off_where"]}


def cents(text: str) -> int:
    return round(float(text or 0) * 100)


def test_every_line_adds_up_but_for_one_that_was_seeded(payments, off):
    wrong = [
        (payment.trace, claim.claim_id, line.paid - line.charge + sum(a for *_, a in line.adjustments))
        for payment in payments
        for claim in payment.claims
        for line in claim.lines
        if line.charge - sum(a for *_, a in line.adjustments) != line.paid
    ]
    seeded = [(t, r["off_claim_id"], cents(r["off_by"])) for t, r in off.items() if r["off_where"] == "line"]
    assert wrong == seeded
    assert len(seeded) == 1


def test_every_claim_adds_up_but_for_those_that_were_seeded(payments, off):
    wrong = set()
    for payment in payments:
        for claim in payment.claims:
            taken = [*claim.adjustments, *(a for line in claim.lines for a in line.adjustments)]
            if claim.charge - sum(a for *_, a in taken) != claim.paid:
                wrong.add((payment.trace, claim.claim_id))
            if claim.lines:
                assert claim.charge == sum(line.charge for line in claim.lines)
    assert wrong == {(t, r["off_claim_id"]) for t, r in off.items() if r["off_where"] == "claim"}
    assert len(wrong) == 2


def test_every_payment_adds_up_but_for_those_that_were_seeded(payments, off):
    wrong = {
        payment.trace: payment.amount - sum(c.paid for c in payment.claims) + sum(a for *_, a in payment.provider)
        for payment in payments
    }
    seeded = {t: cents(r["off_by"]) for t, r in off.items() if r["off_where"] == "payment"}
    assert {trace: cents for trace, cents in wrong.items() if cents} == seeded
    assert len(seeded) == 2


def test_no_payment_is_below_zero(payments):
    assert all(payment.amount >= 0 for payment in payments)


def test_the_table_of_payments_counts_what_is_in_the_files(payments, labels):
    found = {
        (p.file, p.trace, p.amount, len(p.claims), sum(len(c.lines) for c in p.claims),
         sum(len(c.adjustments) + sum(len(line.adjustments) for line in c.lines) for c in p.claims), len(p.provider))
        for p in payments
    }  # fmt: skip
    assert found == {
        (r["file"], r["trace_number"], cents(r["payment_amount"]), int(r["claims"]), int(r["service_lines"]), int(r["adjustments"]),
         len(r["provider_adjustments"].split("|")) if r["provider_adjustments"] else 0)
        for r in labels["payments"]
    }  # fmt: skip
    assert len(found) == len(payments)


def test_a_payment_stands_in_two_files_only_where_the_table_says_so(remittance_files, labels):
    files = remittance_files["remittances_835.zip"]
    seen = Counter(each.trace for name, text in files.items() for each in transactions(name, text))
    assert {trace for trace, times in seen.items() if times > 1} == {
        row["trace_number"] for row in labels["payments"] if row["also_in"]
    }
    assert set(seen.values()) == {1, 2}


def test_a_line_is_labelled_denied_exactly_where_nothing_is_paid_for_a_reason_beyond_contract_and_patient(
    payments, labels
):
    said = {
        (r["trace_number"], int(r["payment_number"]), int(r["service_number"] or 0)): (
            r["group_code"],
            r["carc"],
            r["rarcs"],
        )
        for r in labels["denied_lines"]
    }
    found = {}
    for payment in payments:
        for number, claim in enumerate(payment.claims, 1):
            if claim.status == "22":
                continue
            for group, carc, _ in claim.adjustments:
                if not claim.lines and (group, carc) not in NO_DENIAL:
                    found[payment.trace, number, 0] = (group, carc)
            for at, line in enumerate(claim.lines, 1):
                reasons = [(group, carc) for group, carc, _ in line.adjustments if (group, carc) not in NO_DENIAL]
                if payment.payer == "PY1" and line.code == "97010" and reasons == [("CO", "97")]:
                    continue  # never paid alone
                if line.paid == 0 and reasons:
                    assert len(reasons) == 1
                    found[payment.trace, number, at] = reasons[0]
    assert {key: value[:2] for key, value in said.items()} == found
    for payment in payments:
        for number, claim in enumerate(payment.claims, 1):
            for at, line in enumerate(claim.lines, 1):
                if (payment.trace, number, at) in said:
                    assert said[payment.trace, number, at][2] == "|".join(line.remarks)


def test_what_only_looks_denied_is_not_labelled_denied(labels):
    keys = [
        {(r["trace_number"], r["payment_number"], r["service_number"]) for r in labels[name]}
        for name in ("denied_lines", "not_denied")
    ]
    assert not keys[0] & keys[1]
    assert {r["why"] for r in labels["not_denied"]} == {
        "a denial taken back", "a payment taken back", "fewer units paid", "the second insurance owes nothing", "the patient owes all of it",
        "Medicare never pays it alone",
    }  # fmt: skip


def test_a_reversal_takes_back_exactly_an_earlier_answer(payments):
    seen: dict[str, list] = {}
    reversals = 0
    for payment in sorted(payments, key=lambda p: (p.day, p.trace)):
        if payment.payer == "PS1":
            continue
        for claim in payment.claims:
            lines = [(x.code, x.modifiers, x.charge, x.paid, tuple(x.adjustments)) for x in claim.lines]
            if claim.status == "22":
                reversals += 1
                back = [
                    (c, m, -charge, -paid, tuple((g, r, -a) for g, r, a in adj)) for c, m, charge, paid, adj in lines
                ]
                assert back in seen[claim.claim_id], claim.claim_id
            else:
                seen.setdefault(claim.claim_id, []).append(lines)
    assert reversals > 300


def test_what_is_said_to_be_paid_later_is_paid_in_a_later_payment(payments, labels):
    paid = Counter()
    for payment in payments:
        for claim in payment.claims:
            if claim.status != "22" and payment.payer != "PS1":
                paid[claim.claim_id, payment.day] += claim.paid
    won = Counter()
    for row in labels["denied_lines"]:
        if row["outcome"] == "overturned":
            assert row["paid_on"] > row["responded_on"] >= row["payment_date"]
            won[row["claim_id"], row["paid_on"].replace("-", "")] += cents(row["recovered_amount"])
        else:
            assert not row["paid_on"]
    assert len(won) > 200
    for key, amount in won.items():
        assert 0 <= amount <= paid[key], key


def test_nobody_is_paid_more_than_what_is_allowed(payments):
    """Over all payers and answers of a claim, what is paid is never more than what is charged."""
    paid, charge = Counter(), {}
    for payment in payments:
        for claim in payment.claims:
            paid[claim.claim_id] += claim.paid
            charge[claim.claim_id] = max(charge.get(claim.claim_id, 0), claim.charge)
    assert all(amount <= charge[claim_id] for claim_id, amount in paid.items())
    assert all(amount >= -1000 for amount in paid.values())  # the seeded claim that is off by ten dollars


def test_every_answer_is_to_a_claim_that_was_filed_before(payments, rows):
    filed = {line["claim_id"]: line["submitted_on"] for line in rows["claims"]}
    for payment in payments:
        for claim in payment.claims:
            assert filed[claim.claim_id].replace("-", "") < payment.day <= "20261123"


def test_a_claim_is_answered_or_in_the_list_of_those_that_are_not(payments, labels, rows):
    answered = {claim.claim_id for payment in payments for claim in payment.claims}
    waiting = {row["claim_id"] for row in labels["unanswered"]}
    assert not answered & waiting
    assert answered | waiting == {line["claim_id"] for line in rows["claims"]}


def test_lines_carry_the_numbers_that_the_claims_gave_them_but_for_the_payer_that_drops_them(payments):
    for payment in payments:
        for claim in payment.claims:
            for line in claim.lines:
                assert bool(line.control) == (payment.payer != "PY3")
                assert not line.control or re.fullmatch(re.escape(claim.claim_id) + r"-\d+", line.control)


def test_names_and_numbers_are_those_of_the_roster(payments):
    surnames = {name.upper() for name in roster.SURNAMES} | {
        each.name.split()[-1].upper() for each in roster.THERAPISTS
    }
    for payment in payments:
        assert payment.payee in {clinic.npi for clinic in roster.CLINICS}
        for claim in payment.claims:
            assert all(last in surnames or not last for last, _ in claim.names)
            assert all(npi.startswith("29999") for npi in claim.npis)
            assert all(member.startswith(("SYN-", "0ZS0SZ", "PS1")) for member in claim.members)


def test_one_clinic_has_a_bad_month_with_insurance_that_nobody_asked_about(labels, rows):
    clinic = {line["claim_id"]: line["billing_provider_npi"] for line in rows["claims"]}
    bad = roster.CLINICS[1].npi
    lines = Counter((clinic[x["claim_id"]] == bad, x["date_of_service"][:7]) for x in rows["claims"])
    denied = Counter(
        (clinic[x["claim_id"]] == bad, x["date_of_service"][:7])
        for x in labels["denied_lines"]
        if x["category"] == "eligibility"
    )
    rates = {key: denied[key] / lines[key] for key in lines if lines[key] > 100}
    august = rates.pop((True, "2026-08"))
    assert august > 0.05
    assert max(rates.values()) < august / 2


def test_one_payer_denies_more_from_the_day_of_its_new_rule(labels):
    days = [x["date_of_service"] for x in labels["denied_lines"] if x["cause"] == "payer_change"]
    assert min(days) >= "2026-06-01"
    assert len([day for day in days if day < "2026-09-01"]) > 8 * len([day for day in days if day >= "2026-09-01"])
    assert {x["payer_id"] for x in labels["denied_lines"] if x["cause"] == "payer_change"} == {"PY4"}


def test_a_denial_with_a_rule_is_of_a_claim_whose_seeded_error_is_of_that_rule(labels, rows):
    known = {(x["claim_id"], x["rule"]) for x in rows["claims_labels"] if x["answer"] == "not_met"}
    held = [(x["claim_id"], x["rule"]) for x in labels["denied_lines"] if x["rule"]]
    assert len(held) > 500
    assert set(held) <= known


def test_claims_with_a_seeded_error_are_answered_badly_far_more_often_than_right_ones(labels, rows):
    claims = {x["claim_id"] for x in rows["claims"]}
    wrong = {x["claim_id"] for x in rows["claims_labels"] if x["answer"] == "not_met"}
    badly = {x["claim_id"] for x in labels["denied_lines"]}
    badly |= {x["claim_id"] for x in labels["rejections"] if x["kind"] == "277CA"}
    assert len(wrong & badly) / len(wrong) > 0.6
    assert len(badly - wrong) / len(claims - wrong) < 0.1


def test_a_payers_number_belongs_to_one_claim(payments):
    of: dict[str, set[str]] = {}
    for payment in payments:
        for claim in payment.claims:
            of.setdefault(claim.number, set()).add(claim.claim_id.removesuffix("R"))
    assert all(len(claims) == 1 for claims in of.values())


def test_weak_notes_are_denied_more_often_than_strong_ones(labels, practice_text):
    notes = list(csv.DictReader(io.StringIO(practice_text["practice/notes.csv"])))
    quality = {x["file"]: x["quality"] for x in csv.DictReader(io.StringIO(practice_text["practice/notes_styles.csv"]))}
    of = {x["visit_id"]: quality[x["file"]] for x in notes}
    denied = {v for x in labels["denied_lines"] if x["noted_visits"] for v in x["noted_visits"].split("|")}
    share = {
        q: len([v for v in denied if of[v] == q]) / len([v for v in of.values() if v == q]) for q in ("strong", "poor")
    }
    assert share["poor"] > 0.05
    assert share["strong"] < share["poor"] / 3


def test_rejections_are_labelled_as_the_acknowledgements_say(remittance_files, labels):
    held = remittance_files["acknowledgements.zip"]
    sent_back = set()
    for name, text in held.items():
        if name.endswith(".277"):
            for claim_id, status in re.findall(r"TRN\*2\*(P\w+-C\w+)~\nSTC\*(A[367]:[\w:]+)\*", text):
                sent_back.add((claim_id, *[*status.split(":"), ""][:3]))
    said = {
        (x["claim_id"], x["category_code"], x["status_code"], x["entity_code"])
        for x in labels["rejections"]
        if x["kind"] == "277CA"
    }
    assert sent_back == said
    assert len(said) > 150


def test_a_batch_that_failed_is_refused_by_a_999_and_all_its_claims_are_rejections(remittance_files, labels):
    held = remittance_files["acknowledgements.zip"]
    refused = sum(len(re.findall(r"[IA]K5\*R", text)) for name, text in held.items() if name.endswith(".999"))
    batches = {(x["rejected_on"], x["resent_on"]) for x in labels["rejections"] if x["kind"] == "999"}
    assert refused == len(batches) == 4
