"""Every visit check: its own two examples, what it says about itself, and many visits that must and must not fire."""

from datetime import date

import pytest

from auditkit.care.coverage_status import ASKED_UNTIL
from auditkit.desks.eligibility.example import visit_of
from auditkit.reference import Reference
from auditkit.rule import Answer, VisitExample
from auditkit.rules import visit_checks

CHECKS = visit_checks()
MET, NOT_MET, UNCLEAR, NOT_APPLICABLE = Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE


def ruling(rule, **example):
    return CHECKS[rule].check(visit_of(VisitExample(reason="", **example)), Reference())


def says(rule, expected, /, **example):
    found = ruling(rule, **example)
    assert found.answer is expected, f"{found.answer}: {found.message}"
    return found.message


def test_the_seven_checks_are_on_the_shelf():
    assert set(CHECKS) == {
        "coverage_checked", "coverage_active", "plan_unchanged", "visits_remaining", "deductible_known", "authorization_ready", "medicare_threshold",
    }  # fmt: skip


@pytest.mark.parametrize("rule", CHECKS)
def test_the_good_example_is_met_and_the_bad_one_is_not(rule):
    check = CHECKS[rule]
    assert check.check(visit_of(check.good), Reference()).answer is MET
    assert check.check(visit_of(check.bad), Reference()).answer in (
        (UNCLEAR,) if rule == "deductible_known" else (NOT_MET,)
    )


@pytest.mark.parametrize("rule", CHECKS)
def test_a_check_says_why_what_to_do_and_what_to_tell_the_patient(rule):
    check = CHECKS[rule]
    assert check.id == rule
    assert all((check.title, check.why, check.fix, check.tell, check.supply, check.lesson, check.sources))
    assert not check.title.endswith(".")


@pytest.mark.parametrize("rule", CHECKS)
def test_without_any_answer_and_table_nothing_is_met(rule):
    assert ruling(rule, answer=None).answer is not MET
    assert ruling(rule, answer=None, visit={"payer_type": "medicare_b"}).answer is not MET
    assert ruling(rule, answer={"status": "rejected", "reject_codes": "75"}).answer is not MET
    assert (
        ruling(
            rule, answer={"status": "", "plan_name": "", "member_id": "", "group_number": "", "checked_at": ""}
        ).answer
        is not MET
    )


@pytest.mark.parametrize("rule", sorted(set(CHECKS) - {"medicare_threshold"}))
def test_a_patient_who_pays_alone_has_no_check_of_coverage(rule):
    assert ruling(rule, visit={"payer_type": "self_pay"}).answer is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("answer", "visit", "expected"),
    [
        ({"checked_at": "2026-11-25T07:30"}, {}, MET), ({"checked_at": "2026-11-25"}, {}, MET), ({"checked_at": "2026-11-24T09:15"}, {}, MET),
        ({"checked_at": "2026-11-24T09:14"}, {}, NOT_MET), ({"checked_at": "2026-11-24"}, {}, UNCLEAR), ({"checked_at": "2026-11-23"}, {}, NOT_MET),
        ({"checked_at": "2026-11-24T18:00"}, {"start_time": ""}, UNCLEAR), ({"checked_at": "2026-11-25T06:00"}, {"start_time": ""}, MET),
        ({"checked_at": "2026-10-25T09:00"}, {}, NOT_MET), ({"checked_at": ""}, {}, UNCLEAR), ({"status": "rejected"}, {}, NOT_MET), (None, {}, NOT_MET),
        ({"status": "unknown"}, {}, MET), ({"status": "inactive"}, {}, MET),
        ({"how": "phone", "reference_number": ""}, {}, UNCLEAR), ({"how": "phone", "reference_number": "778"}, {}, MET),
        ({"how": "phone", "no_reference_reason": "line has none"}, {}, MET),
        ({"payer_name": "Second Payer", "member_id": "X-9", "payer_id": "OTHER"}, {}, NOT_MET),
        ({"payer_name": "LANTERN ADVANTAGE PPO", "member_id": ""}, {}, MET), ({"payer_name": "", "payer_id": ""}, {}, MET),
        ({"checked_at": "2026-11-26T08:00"}, {}, NOT_MET),  # of the day after: it was not in hand
    ],
)  # fmt: skip
def test_coverage_checked(answer, visit, expected):
    says("coverage_checked", expected, answer=answer, visit=visit)


def test_a_check_in_universal_time_counts_by_the_clock_of_the_practice():
    from zoneinfo import ZoneInfo

    from auditkit.desks.eligibility import Desk
    from auditkit.desks.eligibility.example import tables_of

    for checked, expected in (
        ("2026-11-25T01:00+00:00", MET),
        ("2026-11-24T14:00+00:00", NOT_MET),
        ("2026-11-24T14:30+00:00", MET),
    ):
        tables = tables_of(VisitExample(reason="", answer={"checked_at": checked}))
        tables.zone = ZoneInfo("America/New_York")
        [visit] = Desk(tables).joined(date(2026, 11, 25), date(2026, 11, 25), today=date(2026, 11, 24)).visits
        found = CHECKS["coverage_checked"].check(visit, Reference())
        assert found.answer is expected, found.message


@pytest.mark.parametrize(
    ("answer", "benefits", "expected"),
    [
        ({}, (), MET), ({"coverage_to": "2026-11-25"}, (), MET), ({"coverage_to": "2026-11-24"}, (), NOT_MET), ({"coverage_from": "2026-11-25"}, (), MET),
        ({"coverage_from": "2026-12-01"}, (), NOT_MET), ({"status": "inactive"}, (), NOT_MET), ({"status": "pending"}, (), UNCLEAR),
        ({"status": "unknown"}, (), UNCLEAR), ({"status": "rejected"}, (), UNCLEAR), (None, (), UNCLEAR), ({"checked_at": "2026-10-31T18:00"}, (), UNCLEAR),
        ({"checked_at": "2026-11-01T08:00"}, (), MET), ({"message": "The payer holds a date of death."}, (), UNCLEAR),
        ({}, ({"benefit": "not_covered", "service_types": "PT"},), NOT_MET), ({}, ({"benefit": "not_covered", "service_types": "33"},), MET),
        ({}, ({"benefit": "not_covered", "service_types": "AD"},), MET), ({}, ({"benefit": "inactive", "service_types": "PT"},), NOT_MET),
        ({}, ({"benefit": "not_covered", "service_types": "PT", "network": "out"},), UNCLEAR),
        ({}, ({"benefit": "not_covered", "service_types": "A9"}, {"benefit": "active", "service_types": "PT"}), UNCLEAR),
        ({}, ({"benefit": "not_covered", "service_types": "PT", "benefit_code": "O"},), NOT_MET),
        ({}, ({"benefit": "not_covered", "service_types": "PT", "ends_on": "2025-12-31"},), MET),
        ({}, ({"benefit": "inactive", "service_types": "35"},), MET),
        ({}, ({"benefit": "facility", "service_types": "42", "starts_on": "2026-11-01", "ends_on": "2026-12-31"},), UNCLEAR),
        ({}, ({"benefit": "facility", "service_types": "42", "starts_on": "2026-01-01", "ends_on": "2026-03-01"},), MET),
        ({}, ({"benefit": "restricted_provider", "service_types": "30"},), UNCLEAR), ({}, ({"benefit": "spend_down"},), UNCLEAR),
        ({}, ({"benefit": "exclusion", "service_types": "PT"},), UNCLEAR), ({}, ({"benefit": "exclusion", "service_types": "35"},), MET),
        ({}, ({"benefit": "contact", "service_types": "PT", "entity_name": "Reviewer"},), MET),
    ],
)  # fmt: skip
def test_coverage_active(answer, benefits, expected):
    says("coverage_active", expected, answer=answer, benefits=benefits)


def test_a_patient_of_medicare_in_a_health_plan_is_not_covered_by_part_b():
    hn = {
        "benefit": "other_payer",
        "service_types": "30",
        "insurance_type": "HN",
        "entity_name": "LANTERN",
        "starts_on": "2026-08-01",
    }
    medicare = {
        "visit": {"payer_type": "medicare_b", "payer_name": "Medicare"},
        "answer": {"payer_type": "medicare_b", "payer_name": "MEDICARE"},
    }
    assert "LANTERN" in says("coverage_active", NOT_MET, benefits=(hn,), **medicare)
    says("coverage_active", MET, benefits=({**hn, "starts_on": "2026-12-01"},), **medicare)
    says("coverage_active", MET, benefits=({**hn, "ends_on": "2026-10-31"},), **medicare)


@pytest.mark.parametrize(
    ("earlier", "answer", "visit", "expected"),
    [
        ({}, {}, {}, MET), (None, {}, {}, UNCLEAR), ({"plan_name": "Silver"}, {}, {}, NOT_MET), ({"member_id": "M-0"}, {}, {}, NOT_MET),
        ({"member_id": "m1"}, {}, {}, MET), ({"group_number": "G-11"}, {}, {}, NOT_MET), ({"payer_name": "Second Payer", "payer_id": "S"}, {}, {}, NOT_MET),
        ({"plan_name": "LANTERN GOLD"}, {}, {}, MET), ({"payer_name": "Lantern Advantage Inc"}, {}, {}, MET), ({"plan_name": ""}, {}, {}, MET),
        ({}, {"plan_name": ""}, {}, UNCLEAR), ({}, {"member_id": ""}, {}, UNCLEAR), ({"insurance_type": "MB"}, {"insurance_type": "HN"}, {}, NOT_MET),
        (None, {}, {"member_id": "OLD-77"}, NOT_MET), ({"status": "rejected"}, {}, {}, UNCLEAR), ({"checked_at": "2026-11-30T08:00"}, {}, {}, UNCLEAR),
        ({"group_number": ""}, {}, {}, MET),
    ],
)  # fmt: skip
def test_plan_unchanged(earlier, answer, visit, expected):
    says("plan_unchanged", expected, earlier=earlier, answer=answer, visit=visit)


@pytest.mark.parametrize(
    ("benefit", "earlier", "expected"),
    [
        ({"service_types": "30", "entity_name": "Second"}, None, UNCLEAR), ({"service_types": "30", "entity_name": "Second"}, {}, NOT_MET),
        ({"service_types": "88", "insurance_type": "OT"}, {}, MET), ({"service_types": "30", "entity_role": "secondary payer"}, {}, MET),
        ({"service_types": "30", "insurance_type": "SP"}, {}, MET), ({"service_types": "30", "ends_on": "2026-05-31"}, {}, MET),
        ({"service_types": "30", "insurance_type": "14"}, {}, NOT_MET), ({"service_types": "30", "insurance_type": "HN"}, {}, NOT_MET),
        ({"service_types": "35"}, {}, MET), ({"service_types": "PT", "entity_name": "Second"}, {}, NOT_MET),
    ],
)  # fmt: skip
def test_another_payer_that_may_come_first_is_a_change(benefit, earlier, expected):
    says("plan_unchanged", expected, benefits=({"benefit": "other_payer", **benefit},), earlier=earlier)
    says("coverage_active", MET, benefits=({"benefit": "other_payer", **benefit},), earlier=earlier)


def test_old_and_new_stand_side_by_side():
    assert "plan: Silver -> Lantern Gold (invented)" in says("plan_unchanged", NOT_MET, earlier={"plan_name": "Silver"})


def limit(measure, quantity, types="PT", **more):
    return {
        "benefit": "limit",
        "service_types": types,
        "measure": measure,
        "quantity": str(quantity),
        "quantity_kind": "visits",
        **more,
    }


def on(day, at="08:00", discipline="PT", **more):
    return {"date_of_service": day, "start_time": at, "discipline": discipline, **more}


@pytest.mark.parametrize(
    ("benefits", "others", "expected"),
    [
        ((limit("remaining", 12),), (), MET), ((limit("remaining", 0),), (), NOT_MET), ((limit("remaining", 1),), (), MET),
        ((limit("remaining", 1),), (on("2026-11-25"),), NOT_MET), ((limit("remaining", 1),), (on("2026-11-25", discipline="OT"),), MET),
        ((limit("remaining", 1, "PT|AD"),), (on("2026-11-25", discipline="OT"),), NOT_MET), ((limit("remaining", 1, "A9"),), (on("2026-11-25", discipline="SLP"),), NOT_MET),
        ((limit("remaining", 1, message="COMBINED PT/OT"),), (on("2026-11-25", discipline="OT"),), NOT_MET),
        ((limit("remaining", 1),), (on("2026-11-25", status="cancelled"),), MET), ((limit("remaining", 1),), (on("2026-11-25", at="15:00"),), MET),
        ((limit("remaining", 1),), (on("2026-11-30"),), MET), ((limit("remaining", 2),), (on("2026-11-20"), on("2026-11-18")), UNCLEAR),
        ((limit("remaining", 4),), (on("2026-11-20"), on("2026-11-18")), MET), ((limit("remaining", 2),), (on("2026-10-20"),), MET),
        ((limit("total", 30), limit("used", 12)), (), MET), ((limit("total", 30), limit("used", 30)), (), NOT_MET), ((limit("total", 30),), (), UNCLEAR),
        ((limit("used", 12),), (), UNCLEAR), ((limit("used", 12) | {"quantity_kind": ""}, limit("total", 12) | {"quantity_kind": ""}), (), NOT_MET),
        ((limit("used", 11) | {"quantity_kind": ""}, limit("total", 12) | {"quantity_kind": ""}), (), UNCLEAR),
        ((limit("remaining", 0) | {"quantity_kind": "hours"},), (), NOT_MET), ((limit("remaining", 4) | {"quantity_kind": "hours"},), (), UNCLEAR),
        ((limit("total", 30), limit("remaining", 5)), (), MET), ((), (), UNCLEAR),
        (({"benefit": "unlimited", "service_types": "PT"},), (), MET), ((limit("remaining", 5, "AD"),), (), UNCLEAR), ((limit("remaining", 0, "AD"),), (), UNCLEAR),
        ((limit("remaining", 0, "33"),), (), UNCLEAR), ((limit("remaining", 5, period="day"),), (), UNCLEAR),
        ((limit("remaining", 5, network="out"),), (), UNCLEAR), ((limit("remaining", 5, network="in"), limit("remaining", 0, network="out")), (), MET),
        ((limit("remaining", 5, quantity_kind="hours"),), (), UNCLEAR), ((limit("remaining", 5, quantity_kind=""),), (), UNCLEAR),
        (({"benefit": "limit", "service_types": "PT", "measure": "remaining", "amount": "0.00"},), (), NOT_MET),
        (({"benefit": "limit", "service_types": "PT", "measure": "remaining", "amount": "500.00"},), (), UNCLEAR),
        ((limit("remaining", 5, ends_on="2026-06-30"),), (), UNCLEAR), ((limit("remaining", 9), limit("remaining", 0)), (), NOT_MET),
        ((limit("remaining", 0, hcpcs_codes="97140"),), (), NOT_MET), ((limit("remaining", 20, "30"),), (), MET), ((limit("remaining", 20, ""),), (), MET),
        (({"benefit": "limit", "service_types": "PT", "message": "LIMITS APPLY"},), (), UNCLEAR),
        ((limit("total", 30), limit("used", 28, quantity_kind="")), (), MET), ((limit("total", 30), limit("used", 30, quantity_kind="")), (), NOT_MET),
        ((limit("total", 30, quantity_kind="hours"), limit("used", 5, quantity_kind="")), (), UNCLEAR),
        ((limit("total", 30), limit("total", 60, quantity_kind="hours"), limit("used", 5, quantity_kind="")), (), UNCLEAR),
        ((limit("remaining", 0, places_of_service="21"),), (), UNCLEAR), ((limit("remaining", 9, places_of_service="21|31"),), (), UNCLEAR),
        ((limit("remaining", 0, places_of_service="11|21"),), (), NOT_MET),
    ],
)  # fmt: skip
def test_visits_remaining(benefits, others, expected):
    says("visits_remaining", expected, benefits=benefits, other_visits=others)


@pytest.mark.parametrize(
    ("period", "others", "expected"),
    [
        ("day", (on("2026-11-25"),), NOT_MET), ("day", (on("2026-11-24"),), MET), ("week", (on("2026-11-23"),), NOT_MET), ("week", (on("2026-11-20"),), MET),
        ("month", (on("2026-11-02"),), NOT_MET), ("month", (on("2026-10-30"),), MET), ("month", (on("2026-11-02", discipline="OT"),), MET),
    ],
)  # fmt: skip
def test_a_limit_of_a_day_a_week_or_a_month_counts_too(period, others, expected):
    says(
        "visits_remaining",
        expected,
        benefits=(limit("remaining", 40), limit("total", 1, period=period)),
        other_visits=others,
    )


def test_a_count_of_last_year_says_nothing_about_this_one():
    says(
        "visits_remaining",
        UNCLEAR,
        answer={"checked_at": "2026-12-31T18:00"},
        visit={"date_of_service": "2027-01-01"},
        benefits=(limit("remaining", 9),),
    )
    says(
        "deductible_known",
        UNCLEAR,
        answer={"checked_at": "2026-12-31T18:00"},
        visit={"date_of_service": "2027-01-01"},
        benefits=(ded("remaining", "0.00"),),
    )


def test_dollars_of_part_b_are_no_limit_of_visits():
    says("visits_remaining", NOT_APPLICABLE, visit={"payer_type": "medicare_b"}, answer={"payer_type": "medicare_b"},
         benefits=({"benefit": "limit", "service_types": "AE", "insurance_type": "MB", "measure": "remaining", "amount": "0.00"},))  # fmt: skip


def ded(measure, amount, **more):
    return {
        "benefit": "deductible",
        "level": "IND",
        "service_types": "30",
        "measure": measure,
        "amount": amount,
        **more,
    }


@pytest.mark.parametrize(
    ("benefits", "expected"),
    [
        ((ded("remaining", "250.00"),), MET), ((ded("remaining", "0.00"),), MET), ((ded("total", "0.00"),), MET), ((ded("total", "1000.00"),), UNCLEAR),
        ((ded("total", "1000.00"), ded("used", "300.00")), MET), ((ded("used", "300.00"),), UNCLEAR), ((), UNCLEAR),
        ((ded("remaining", "250.00"), ded("remaining", "100.00")), UNCLEAR), ((ded("remaining", "250.00", level="FAM"),), UNCLEAR),
        ((ded("remaining", "0.00", level="FAM"),), MET), ((ded("remaining", "250.00", level=""),), MET), ((ded("remaining", "250.00", network="out"),), UNCLEAR),
        ((ded("remaining", "250.00", network="in"), ded("remaining", "900.00", network="out")), MET), ((ded("remaining", "250.00", service_types="35"),), UNCLEAR),
        ((ded("remaining", "250.00", service_types="PT"), ded("remaining", "900.00")), MET), ((ded("remaining", "250.00", ends_on="2025-12-31"),), UNCLEAR),
        (({"benefit": "copay", "service_types": "PT", "amount": "25.00"},), UNCLEAR), ((ded("remaining", ""),), UNCLEAR),
        ((ded("remaining", "250.00", level="FAM"), ded("remaining", "100.00")), MET),
    ],
)  # fmt: skip
def test_deductible_known(benefits, expected):
    says("deductible_known", expected, benefits=benefits)


NEEDED = ({"payer_id": "PY-2", "authorization_required": "1"},)
NOT_NEEDED = ({"payer_id": "PY-2", "authorization_required": "0"},)


def auth(**more):
    return {
        "start_on": "2026-11-01",
        "end_on": "2026-12-31",
        "authorized_units": "12",
        "unit_kind": "visits",
        "used_units": "3",
        **more,
    }


@pytest.mark.parametrize(
    ("payers", "authorizations", "benefits", "visit", "expected"),
    [
        (NEEDED, (auth(),), (), {}, MET), (NEEDED, (), (), {}, NOT_MET), (NEEDED, None, (), {}, UNCLEAR), (NOT_NEEDED, (), (), {}, NOT_APPLICABLE),
        (None, (), (), {}, UNCLEAR), (None, (auth(),), (), {}, MET), (NEEDED, (auth(end_on="2026-11-24"),), (), {}, NOT_MET),
        (NEEDED, (auth(end_on="2026-11-25"),), (), {}, MET), (NEEDED, (auth(start_on="2026-11-26"),), (), {}, NOT_MET),
        (NEEDED, (auth(used_units="12"),), (), {}, NOT_MET), (NEEDED, (auth(used_units="11"),), (), {}, MET), (NEEDED, (auth(used_units=""),), (), {}, UNCLEAR),
        (NEEDED, (auth(authorized_units=""),), (), {}, UNCLEAR), (NEEDED, (auth(discipline="OT"),), (), {}, NOT_MET), (NEEDED, (auth(discipline=""),), (), {}, MET),
        (NEEDED, (auth(payer_id="PY-9"),), (), {}, NOT_MET), (NEEDED, (auth(rendering_provider_npi="2999900519"),), (), {}, NOT_MET),
        (NEEDED, (auth(decision="denied"),), (), {}, NOT_MET), (NEEDED, (auth(decision="pending"),), (), {}, NOT_MET), (NEEDED, (auth(decision="requested"),), (), {}, NOT_MET),
        (NEEDED, (auth(decision="partly_approved"),), (), {}, MET), (NEEDED, (auth(start_on="2026-12-31", end_on="2026-11-01"),), (), {}, NOT_MET),
        (NEEDED, (auth(hcpcs_codes="97140"),), (), {"hcpcs_codes": "97110"}, NOT_MET), (NEEDED, (auth(hcpcs_codes="97110|97140"),), (), {"hcpcs_codes": "97110"}, MET),
        (NEEDED, (), (), {"visit_kind": "PT Initial Eval"}, NOT_APPLICABLE), (NEEDED, (), (), {"visit_kind": "Re-eval"}, NOT_MET),
        (NEEDED, (auth(used_units="12"), auth(authorization_number="AU-2", used_units="0")), (), {}, MET), (NEEDED, (auth(authorization_number=""),), (), {}, NOT_MET),
        (None, (), ({"benefit": "active", "service_types": "PT", "authorization_needed": "1"},), {}, NOT_MET),
        (None, (), ({"benefit": "active", "service_types": "PT", "authorization_needed": "0"},), {}, NOT_APPLICABLE),
        (NOT_NEEDED, (), ({"benefit": "active", "service_types": "PT", "authorization_needed": "1"},), {}, NOT_MET),
        (None, (), ({"benefit": "active", "service_types": "48", "authorization_needed": "1"},), {}, UNCLEAR),
        (None, (), (), {"payer_type": "medicare_b"}, NOT_APPLICABLE),
        (NEEDED, (auth(unit_kind="units", authorized_units="40", used_units="20"),), (), {}, MET),
        (NEEDED, (auth(unit_kind="units", authorized_units="40", used_units="38"),), (), {}, UNCLEAR),
        (NEEDED, (auth(unit_kind="units", authorized_units="40", used_units="40"),), (), {}, NOT_MET),
    ],
)  # fmt: skip
def test_authorization_ready(payers, authorizations, benefits, visit, expected):
    says("authorization_ready", expected, payers=payers, authorizations=authorizations, benefits=benefits, visit=visit)


def test_visits_of_the_same_day_draw_on_the_authorization_one_after_the_other():
    says(
        "authorization_ready",
        NOT_MET,
        payers=NEEDED,
        authorizations=(auth(used_units="11"),),
        other_visits=(on("2026-11-25"),),
    )
    says(
        "authorization_ready",
        MET,
        payers=NEEDED,
        authorizations=(auth(used_units="11"),),
        other_visits=(on("2026-11-25", at="15:00"),),
    )


@pytest.mark.parametrize(
    ("rules", "visit", "expected"),
    [
        (({"authorization_required": "1"},), {}, NOT_MET), (({"authorization_required": "0"},), {}, NOT_APPLICABLE), (({"authorization_required": ""},), {}, UNCLEAR),
        (({"authorization_required": "1", "discipline": "OT"},), {}, UNCLEAR), (({"authorization_required": "1", "in_force_from": "2027-01-01"},), {}, UNCLEAR),
        (({"authorization_required": "1", "in_force_to": "2026-10-31"},), {}, UNCLEAR), (({"authorization_required": "1", "hcpcs_codes": "97140"},), {"hcpcs_codes": "97110"}, NOT_APPLICABLE),
        (({"authorization_required": "1", "hcpcs_codes": "97110"},), {"hcpcs_codes": "97110"}, NOT_MET), (({"authorization_required": "1"},), {"visit_kind": "eval"}, NOT_APPLICABLE),
        (({"authorization_required": "1", "from_visit": "7"},), {}, UNCLEAR),
    ],
)  # fmt: skip
def test_the_matrix_of_payers_and_services_decides_by_day_discipline_code_and_visit(rules, visit, expected):
    says("authorization_ready", expected, rules=rules, authorizations=(), visit=visit)


def test_from_the_seventh_visit_on_is_counted():
    six = tuple(on(f"2026-11-{day:02d}") for day in (2, 4, 6, 9, 11, 13))
    says(
        "authorization_ready",
        NOT_MET,
        rules=({"authorization_required": "1", "from_visit": "7"},),
        authorizations=(),
        other_visits=six,
    )
    says(
        "authorization_ready",
        UNCLEAR,
        rules=({"authorization_required": "1", "from_visit": "8"},),
        authorizations=(),
        other_visits=six,
    )


def b(measure, amount, types="AE", **more):
    return {
        "benefit": "limit",
        "service_types": types,
        "insurance_type": "MB",
        "measure": measure,
        "amount": amount,
        **more,
    }


def allowed(amount, day="2026-10-05", **more):
    return {"date_of_service": day, "allowed_amount": amount, "modifiers": "GP", **more}


@pytest.mark.parametrize(
    ("benefits", "history", "visit", "expected"),
    [
        ((b("used", "500.00"),), None, {}, MET), ((b("used", "2480.00"),), None, {}, NOT_MET), ((b("used", "2479.99"),), None, {}, UNCLEAR),
        ((b("remaining", "2000.00"),), None, {}, MET), ((b("remaining", "0.00"),), None, {}, NOT_MET), ((b("used", "2490.00", "AD"),), None, {}, UNCLEAR),
        ((b("used", "2490.00", "AD"),), None, {"discipline": "OT"}, NOT_MET), ((b("used", "500.00", "AD"),), None, {"discipline": "OT"}, MET),
        ((b("used", "500.00"),), None, {"discipline": "SLP"}, MET), ((), None, {}, UNCLEAR), ((), (allowed("500.00"),), {}, UNCLEAR),
        ((), (allowed("2500.00"),), {}, NOT_MET), ((), (allowed("2500.00", day="2025-10-05"),), {}, UNCLEAR), ((), (allowed("2500.00", discipline="OT", modifiers="GO"),), {}, UNCLEAR),
        ((b("used", "500.00"),), (allowed("2500.00"),), {}, NOT_MET), ((b("used", "2400.00"),), (allowed("100.00"),), {}, NOT_MET),
        ((b("used", "2300.00"),), (allowed("100.00"),), {}, MET), ((b("used", "500.00"),), None, {"discipline": ""}, UNCLEAR),
        ((b("used", "2490.00", starts_on="2025-01-01", ends_on="2025-12-31"),), None, {}, UNCLEAR),
        ((b("used", "500.00"),), None, {"payer_type": "commercial"}, NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_medicare_threshold(benefits, history, visit, expected):
    answer = {"payer_type": visit.get("payer_type", "medicare_b")}
    says(
        "medicare_threshold",
        expected,
        benefits=benefits,
        history=history,
        visit={"payer_type": "medicare_b"} | visit,
        answer=answer,
    )


def test_a_year_whose_threshold_is_not_loaded_is_unclear():
    message = says("medicare_threshold", UNCLEAR, visit={"payer_type": "medicare_b", "date_of_service": "2027-01-05"},
                   answer={"payer_type": "medicare_b", "checked_at": "2027-01-04T18:00"}, benefits=(b("used", "9999.00"),))  # fmt: skip
    assert "2027" in message


def test_no_message_names_the_patient():
    for rule in CHECKS:
        message = ruling(rule, visit={"patient_name": "Sample, Ada"}, answer={"patient_name": "Sample, Ada"}).message
        assert "Ada" not in message and "Sample" not in message


def test_every_check_was_looked_up_before_today():
    assert all(check.verified_on <= date(2026, 11, 24) for check in CHECKS.values())


def used_up(message, **more):
    return {"benefit": "other", "service_types": "PT", "message": message} | more


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (used_up("PT BENEFIT EXHAUSTED"), "BENEFIT EXHAUSTED"),
        (used_up("Annual visit maximum has been met."), "maximum has been met"),
        (used_up("No visits remaining", benefit="limit"), "No visits remaining"),
        (used_up("Visits are used up", service_types="30"), "Visits are used up"),
        (used_up("", benefit="limit", period="exceeded"), "exceeded"),
    ],
)
def test_a_payer_that_says_in_words_that_nothing_is_left_is_quoted(said, words):
    assert f"“{words}”" in says("visits_remaining", NOT_MET, benefits=(said,))
    counted = {
        "benefit": "limit",
        "service_types": "PT",
        "measure": "remaining",
        "quantity": "3",
        "quantity_kind": "visits",
    }
    assert "figures say otherwise" in says("visits_remaining", UNCLEAR, benefits=(said, counted))


@pytest.mark.parametrize(
    "said",
    [
        used_up("Out of pocket maximum met"),
        used_up("Deductible is exhausted"),
        used_up("Reviewed once 20 visits are exhausted"),
        used_up("If the limit is reached, call"),
        used_up("Benefit not exhausted"),
        used_up("Chiropractic visits exhausted", service_types="30"),
        used_up("Benefit exhausted", service_types="33"),
        used_up("Benefit exhausted", service_types="AF"),
        used_up("Benefit exhausted", network="out"),
    ],
)
def test_words_of_the_patients_share_of_another_care_or_under_a_condition_use_nothing_up(said):
    counted = {
        "benefit": "limit",
        "service_types": "PT",
        "measure": "remaining",
        "quantity": "3",
        "quantity_kind": "visits",
    }
    says("visits_remaining", MET, benefits=(said, counted))


def test_an_answer_in_another_first_name_is_not_active_for_this_patient():
    named = {"patient_name": "SAMPLE, BETH"}
    assert "another first name" in says("coverage_active", UNCLEAR, visit={"patient_name": "Sample, Ada"}, answer=named)
    says(
        "coverage_active",
        MET,
        visit={"patient_name": "Sample, Ada", "patient_birth_date": "1980-01-01"},
        answer=named | {"patient_birth_date": "1980-01-01"},
    )
    for same in ("SAMPLE, A", "Sample-Jones, Adaline M", "ADA SAMPLE", "Sample Ada", ""):
        says("coverage_active", MET, visit={"patient_name": "Sample, Ada"}, answer={"patient_name": same})


def test_a_payer_that_could_not_answer_for_this_care_leaves_it_unknown():
    assert "could not answer" in says(
        "coverage_active", UNCLEAR, benefits=({"benefit": "cannot_answer", "service_types": "PT"},)
    )
    says("coverage_active", MET, benefits=({"benefit": "cannot_answer", "service_types": "AD"},))


def test_a_span_that_ends_on_the_day_of_the_answer_neither_ends_coverage_nor_makes_it_active():
    told = {"coverage_to": "2026-11-24", "message": ASKED_UNTIL}
    assert "ask for the day of the visit" in says("coverage_active", UNCLEAR, answer=told)
    says("coverage_active", NOT_MET, answer=told | {"message": ""})
    says("coverage_active", NOT_MET, answer=told | {"status": "inactive"})


def test_no_limit_and_nothing_left_of_one_contradict_each_other():
    free = {"benefit": "unlimited", "service_types": "PT"}
    none = {
        "benefit": "limit",
        "service_types": "PT",
        "measure": "remaining",
        "quantity": "0",
        "quantity_kind": "visits",
    }
    says("visits_remaining", MET, benefits=(free,))
    says("visits_remaining", UNCLEAR, benefits=(free, none))
    says("visits_remaining", UNCLEAR, benefits=(free, used_up("PT benefit exhausted")))


def test_a_call_in_which_nobody_named_the_plan_does_not_make_it_unchanged():
    unnamed = {"how": "phone", "plan_name": ""}
    says("plan_unchanged", UNCLEAR, earlier={"plan_name": ""}, answer=unnamed)
    says("plan_unchanged", MET, earlier={}, answer={"how": "phone"})
