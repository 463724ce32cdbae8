"""The claim scrub's state, without a browser: groups, filters, pages, claims, and what a practice decides."""

from __future__ import annotations

import csv
import io

import pytest

from auditkit.apps.claim_scrub import takeaway
from auditkit.apps.claim_scrub.model import SAMPLE_DAY, ClaimScrubModel, Sample
from auditkit.apps.claim_scrub.results import PAGE, Filter, Group
from auditkit.places import datasets
from auditkit.rule import Severity
from auditkit.store import StoreError

from .conftest import csv_of

BAD_NPI = {"rendering_provider_npi": "2999900114"}  # fails its check digit: must be fixed
NO_SIDE = {"diagnosis_codes": "M25.569"}  # the side is left open: a person should look
HISTORY = csv_of([{"patient_id": "P-1", "date_of_service": "2026-02-03", "hcpcs_code": "97110", "modifiers": "GP", "allowed_amount": "30.00"}])  # fmt: skip
SPM = {"payer_id": "PY-9", "payer_name": "Own Plan", "payer_type": "commercial"}


def rules(model, group) -> set[str]:
    model.show(group)
    return {found.rule for found in model.listed()}


def test_findings_stand_in_the_group_of_their_severity(model, claims):
    model.add_files([("a.csv", claims({}, BAD_NPI, NO_SIDE)), ("history.csv", HISTORY)])
    assert "npi_valid" in rules(model, Group.FIX)
    assert "diagnosis_side" in rules(model, Group.CHECK)
    assert "npi_valid" not in rules(model, Group.CHECK) | rules(model, Group.UNCLEAR)
    assert model.group is Group.UNCLEAR


def test_a_claim_without_a_finding_is_clean_and_one_with_a_finding_is_not(model, claims):
    model.add_files([("a.csv", claims({}, BAD_NPI, NO_SIDE)), ("history.csv", HISTORY)])
    model.show(Group.CLEAN)
    assert [claim.claim_id for claim in model.listed()] == ["C-1"]


def test_what_cannot_be_told_says_what_to_supply_and_is_no_finding(model, claims):
    model.add_files([("a.csv", claims({}))])
    supplies = model.results.supply(Filter())
    assert any(entry.rule == "kx_modifier" and entry.what for entry in supplies)
    assert model.count(Group.UNCLEAR) == sum(entry.subjects for entry in supplies)
    assert model.count(Group.CLEAN) == 1


def test_counts_agree_with_the_engine_and_pages_hold_every_finding_once(model, claims):
    model.add_files([("a.csv", claims(*[BAD_NPI] * 40))])
    count = model.count(Group.FIX)
    seen = []
    for number in range(model.pages(Group.FIX)):
        model.show(Group.FIX, number)
        assert len(model.listed()) <= PAGE
        seen += model.listed()
    assert len(seen) == len(set(seen)) == count >= 40
    assert count == len([row for row in model.results.scrub.rows() if row[5] in ("denial", "recoupment")])


def test_a_page_beyond_the_last_is_the_last(model, claims):
    model.add_files([("a.csv", claims(*[BAD_NPI] * 40))])
    model.show(Group.FIX, 99)
    assert model.number == model.pages(Group.FIX) - 1
    assert model.listed()
    model.show(Group.FIX, -5)
    assert model.number == 0


def test_filters_by_check_payer_clinic_therapist_and_claim(model, claims):
    model.add_files([("a.csv", claims({**BAD_NPI, **SPM}, BAD_NPI, {"modifiers": "GP|ZZ"}))])
    everything = model.count(Group.FIX)
    model.narrow(Filter(payer="PY-9"))
    assert {found.payer for found in model.listed()} == {"PY-9"}
    model.narrow(Filter(rule="modifier_known"))
    assert {found.claim_id for found in model.listed()} == {"C-3"}
    model.narrow(Filter(provider="2999900114"))
    assert {found.claim_id for found in model.listed()} == {"C-1", "C-2"}
    model.narrow(Filter(claim="c-2"))
    assert {found.claim_id for found in model.listed()} == {"C-2"}
    model.narrow(Filter(clinic="none"))
    assert model.listed() == [] and model.pages(Group.FIX) == 1
    model.narrow(Filter())
    assert model.count(Group.FIX) == everything


def test_choices_count_what_their_filter_would_leave(model, claims):
    model.add_files([("a.csv", claims({**BAD_NPI, **SPM}, BAD_NPI, {"modifiers": "GP|ZZ"}))])
    for column in ("rule", "payer", "provider", "clinic"):
        for value, count in model.results.choices(column, Group.FIX, Filter()):
            model.narrow(Filter(**{column: value}))
            assert model.count(Group.FIX) == count


def test_a_value_that_looks_like_a_statement_is_only_a_value(model, claims):
    trap = "x' OR 1=1; DROP TABLE told; --"
    model.add_files([("a.csv", claims({**BAD_NPI, "claim_id": trap, "payer_id": trap}))])
    model.narrow(Filter(claim=trap, payer=trap))
    assert model.count(Group.FIX) >= 1
    model.narrow(Filter(claim="' OR '1'='1"))
    assert model.count(Group.FIX) == 0


def test_a_claim_shows_all_its_lines_and_everything_found(model, claims):
    second = {
        "claim_id": "C-1",
        "patient_id": "P-1",
        "line_number": "2",
        "hcpcs_code": "97140",
        "units": "1",
        "minutes": "15",
    }
    model.add_files([("a.csv", claims({**BAD_NPI, "line_charge_amount": "80.00"}, {**second, "modifiers": "GP|ZZ"}))])
    assert [line["line_number"] for line in model.results.claim_lines("C-1")] == ["1", "2"]
    assert {"npi_valid", "modifier_known"} <= {found.rule for found in model.results.of_claim("C-1")}
    assert model.results.claim_lines("unknown") == []


def test_lines_without_a_claim_number_are_shown_by_patient_and_day(model, claims):
    model.add_files([("a.csv", claims({"claim_id": ""}, {"claim_id": ""}))])
    lines = model.results.claim_lines("", "P-2", "2026-08-04")
    assert [line["patient_id"] for line in lines] == ["P-2"]


def test_the_sample_has_every_group_a_day_of_its_own_and_goes_when_own_files_come(model, claims):
    model.add_sample(Sample(datasets() / "billing"))
    assert model.today == SAMPLE_DAY
    assert model.results.scrub.lines > 20_000
    counts = model.results.counts(Filter())
    assert counts[Group.FIX] and counts[Group.CHECK] and counts[Group.UNCLEAR] and counts[Group.CLEAN]
    model.add_files([("a.csv", claims({}))])
    assert not model.has_sample
    assert model.results.scrub.lines == 1


# What a practice decides


def test_a_check_is_not_switched_off_without_a_reason(model, claims):
    model.add_files([("a.csv", claims(BAD_NPI))])
    assert "reason" in model.own.change_rule("npi_valid", "off", "  ")
    assert "npi_valid" in rules(model, Group.FIX)


def test_a_check_that_is_switched_off_is_gone_says_so_and_is_remembered(model, claims, tmp_path):
    model.add_files([("a.csv", claims(BAD_NPI))])
    assert model.own.change_rule("npi_valid", "off", "Our clearing house checks it.") == ""
    assert "npi_valid" not in rules(model, Group.FIX)
    assert any("Our clearing house" in change for change in model.results.scrub.changes)
    later = ClaimScrubModel(now=model.now, open_store=model.open_store)
    later.add_files([("a.csv", claims(BAD_NPI))])
    assert any("Our clearing house" in change for change in later.results.scrub.changes)
    assert later.own.change_rule("npi_valid", "", "") == ""
    assert later.results.scrub.changes == []
    assert "npi_valid" in rules(later, Group.FIX)


def test_a_check_can_be_lowered_and_not_raised(model, claims):
    model.add_files([("a.csv", claims(BAD_NPI, NO_SIDE))])
    assert model.own.change_rule("npi_valid", "info", "Only for our knowledge.") == ""
    assert "npi_valid" in rules(model, Group.INFORM)
    assert "not raised" in model.own.change_rule("diagnosis_side", "denial", "We want it.")
    assert Severity.DENIAL not in model.own.lower("npi_valid")


def test_a_kept_change_of_a_check_that_is_gone_stops_nothing(model, claims):
    model.kept.change_rule("no_such_check", {"off": True, "reason": "x"})
    model.kept.load(["no_such_check"], [])
    model.add_files([("a.csv", claims({}))])
    assert model.results.scrub.changes == []


def test_a_payers_preview_tells_what_would_change_and_keeps_nothing(model, claims):
    # 8 and 8 minutes: one unit together, two each by itself
    lines = [
        {"units": "1", "minutes": "8", **SPM},
        {"units": "1", "minutes": "8", "hcpcs_code": "97140", "line_number": "2", **SPM},
    ]
    model.add_files([("a.csv", claims(*[{**line, "claim_id": "C-1", "patient_id": "P-1"} for line in lines]))])
    row = {**model.payers()["PY-9"], "unit_rule": "cms"}
    before = model.results.answers()
    found, wrong = model.own.preview_payer("PY-9", row)
    assert wrong == ""
    assert found.come == 1 and found.told == 1
    assert "would" in found.sentence
    assert model.results.answers() == before and model.kept.payers == {}
    assert model.own.keep_payer("PY-9", row) == ""
    assert "timed_units" in rules(model, Group.FIX)
    later = ClaimScrubModel(now=model.now, open_store=model.open_store)
    later.add_files([("b.csv", claims(SPM))])
    assert later.payers()["PY-9"]["unit_rule"] == "cms"
    assert later.own.forget_payer("PY-9") == ""
    assert later.payers()["PY-9"]["unit_rule"] == ""


def test_a_preview_that_changes_nothing_says_so(model, claims):
    model.add_files([("a.csv", claims({}))])
    found, _ = model.own.preview_payer("PY-1", {**model.payers()["PY-1"], "telehealth_accepted": "1"})
    assert found.sentence == "No answer would change on the 1 lines here."


@pytest.mark.parametrize(
    ("field", "typed"), [("timely_filing_days", "soon"), ("timely_filing_days", "-3"), ("unit_rule", "mine")]
)
def test_a_payers_field_that_cannot_be_read_is_asked_back(model, claims, field, typed):
    model.add_files([("a.csv", claims(SPM))])
    found, wrong = model.own.preview_payer("PY-9", {field: typed})
    assert found is None and "cannot be read" in wrong
    assert "cannot be read" in model.own.keep_payer("PY-9", {field: typed})
    assert typed not in wrong


def test_a_store_out_of_reach_is_said_and_the_answer_counts_on_this_page(model, claims):
    def closed():
        raise StoreError("The folder is not there.")

    own = ClaimScrubModel(now=model.now, open_store=closed)
    own.add_files([("a.csv", claims(BAD_NPI))])
    assert own.results is not None and own.kept.trouble
    assert "could not be kept" in own.own.change_rule("npi_valid", "off", "Not ours.")
    assert "npi_valid" not in rules(own, Group.FIX)


# What is taken away


def test_what_is_taken_away_is_whole_guarded_and_names_no_patient_in_its_name(model, claims):
    model.add_files([("a.csv", claims({**BAD_NPI, "claim_id": "+7A"}, {"claim_id": "C-2"}))])
    rows = list(csv.reader(io.StringIO(takeaway.content(model, "findings_csv").decode())))
    assert len(rows) - 1 == len(model.results.scrub.rows())
    assert {row[0] for row in rows[1:]} <= {"'+7A", "C-2"}
    clean = list(csv.reader(io.StringIO(takeaway.content(model, "clean_csv").decode())))
    assert [row[0] for row in clean[1:]] == ["C-2"]
    assert takeaway.content(model, "worklist_xlsx").startswith(b"PK")


def test_clearing_the_page_leaves_no_claim(model, claims):
    model.add_files([("a.csv", claims(BAD_NPI))])
    model.forget_all()
    assert model.results is None and model.files == [] and model.listed() == []
