"""The ground truth of the synthetic practice holds together."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from auditkit.datasets import roster
from auditkit.datasets.conditions import CONDITIONS
from auditkit.datasets.practice import build_practice
from auditkit.datasets.schedule import FIRST_DAY, LAST_DAY, TIMED_CODES, is_open, supported_units
from auditkit.rule import Kind


@pytest.fixture(scope="module")
def practice():
    return build_practice()


@pytest.fixture(scope="module")
def visits(practice):
    return [(episode, visit) for episode in practice.episodes for visit in episode.visits]


def test_the_same_seed_gives_the_same_practice(practice):
    assert build_practice() == practice


def test_another_seed_gives_another_practice(practice):
    assert build_practice(8) != practice


def test_the_practice_has_the_size_promised(practice):
    assert len(practice.clinics) == 3
    assert len(practice.therapists) == 9
    assert {therapist.discipline for therapist in practice.therapists.values()} == {"PT", "OT", "SLP"}
    assert len({payer.payer_type for payer in practice.payers.values()}) == len(practice.payers) == 6
    assert 85 <= len(practice.patients) == len(practice.episodes) <= 95


def test_every_payer_has_patients(practice):
    assert {patient.payer_id for patient in practice.patients.values()} == set(practice.payers)


def test_every_condition_is_seen(practice):
    assert {episode.condition.key for episode in practice.episodes} == set(CONDITIONS)


def test_assistants_have_a_supervisor_of_their_discipline_and_clinic(practice):
    assistants = [therapist for therapist in practice.therapists.values() if therapist.is_assistant]
    assert {assistant.credential for assistant in assistants} == {"PTA", "COTA/L"}
    for assistant in assistants:
        lead = practice.therapists[assistant.supervisor_id]
        assert (lead.discipline, lead.clinic_id) == (assistant.discipline, assistant.clinic_id)


def test_assistants_treat_and_write_no_reports(practice, visits):
    by_assistants = [visit for _, visit in visits if practice.therapists[visit.therapist_id].is_assistant]
    assert len(by_assistants) > 50
    assert all(visit.kinds == (Kind.TREATMENT,) for visit in by_assistants)


def test_visits_lie_on_open_days_of_the_twelve_months_in_order(practice):
    for episode in practice.episodes:
        days = [visit.date_of_service for visit in episode.visits]
        assert days == sorted(set(days))
        assert all(FIRST_DAY <= day <= LAST_DAY and is_open(day) for day in days)
        assert episode.onset_on < days[0]


def test_an_episode_starts_with_the_evaluation_and_has_one_only(practice):
    for episode in practice.episodes:
        kinds = [visit.kinds for visit in episode.attended]
        assert Kind.EVALUATION in kinds[0]
        assert sum(Kind.EVALUATION in each for each in kinds) == 1
        assert all(Kind.DISCHARGE not in each for each in kinds[:-1])


def test_progress_reports_come_within_ten_treatment_days_except_where_seeded_late(practice):
    for episode in practice.episodes:
        last, late = 1, False
        for visit in episode.attended:
            if visit.kinds != (Kind.TREATMENT,):
                last = visit.number
            late = late or visit.number - last >= 10
        if late:
            assert episode.progress_report_late, episode.episode_id


def test_no_plan_is_longer_than_ninety_days_and_plans_do_not_overlap(practice):
    for episode in practice.episodes:
        for plan in episode.plans:
            assert plan.end_on - plan.start_on < timedelta(days=90)
            assert plan.signed_on is None or plan.signed_on > plan.start_on
        for earlier, later in pairwise(episode.plans):
            assert earlier.end_on < later.start_on


def test_goals_are_due_after_they_are_set(practice):
    for episode in practice.episodes:
        assert [goal.term for goal in episode.goals] == ["STG", "STG", "LTG", "LTG"]
        assert all(goal.set_on < goal.due_on for goal in episode.goals)


def test_units_fit_the_minutes_under_the_rule_of_the_payer(practice, visits):
    for _, visit in visits:
        rule = practice.payers[practice.patients[visit.patient_id].payer_id].unit_rule
        timed = [service for service in visit.services if service.timed]
        assert supported_units([service.minutes for service in timed], rule) == [service.units for service in timed]
        assert all(service.units == 1 for service in visit.services if not service.timed)
        assert all((service.code in TIMED_CODES) == service.timed for service in visit.services)


def test_services_that_exclude_each_other_are_not_billed_together(visits):
    for _, visit in visits:
        codes = {service.code for service in visit.services}
        assert not codes >= {"95992", "97112"}
        assert len(codes & {"92507", "92526", "97129"}) <= 1
        assert "97130" not in codes or "97129" in codes


def test_cancelled_visits_carry_no_service_and_no_value(visits):
    missed = [visit for _, visit in visits if visit.status != "attended"]
    assert missed
    assert not any(visit.services or visit.values or visit.kinds or visit.number for visit in missed)


def test_no_therapist_treats_two_patients_at_once(visits):
    by_day: dict[tuple[str, date], list] = {}
    for _, visit in visits:
        by_day.setdefault((visit.therapist_id, visit.date_of_service), []).append(visit)
    for day in by_day.values():
        day.sort(key=lambda visit: visit.start_minute)
        for earlier, later in pairwise(day):
            assert earlier.start_minute + earlier.total_minutes <= later.start_minute
        assert day[0].start_minute >= 480
        assert day[-1].start_minute + day[-1].total_minutes <= 18 * 60


def test_values_move_from_the_baseline_toward_the_goal_and_not_past_reason(practice):
    for episode in practice.episodes:
        for measure in episode.measures:
            low, high = episode.baseline[measure.key], episode.target[measure.key]
            assert low != high
            slack = abs(high - low) * 0.2 + measure.step
            for visit in episode.attended:
                value = visit.values.get(measure.key, low)
                assert min(low, high) - slack <= value <= max(low, high) + slack
        assert set(episode.attended[0].values) == {measure.key for measure in episode.measures}


def test_units_are_counted_as_the_rules_count_them():
    assert supported_units([24, 23], "cms") == [2, 1]
    assert supported_units([20, 8, 8], "cms") == [1, 1, 0]
    assert supported_units([20, 8, 8], "spm") == [1, 1, 1]
    assert supported_units([7], "cms") == [0]


def test_provider_numbers_pass_the_check_digit_and_start_where_none_are_issued(practice):
    numbers = [c.npi for c in practice.clinics] + [t.npi for t in practice.therapists.values()]
    numbers += [npi for _, npi in roster.REFERRERS]
    assert len(set(numbers)) == len(numbers)
    for npi in numbers:
        digits = [int(digit) for digit in "80840" + npi]
        total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
        assert total % 10 == 0
        assert npi.startswith("29999")
        assert len(npi) == 10


def test_member_ids_are_unique_and_cannot_be_real(practice):
    ids = [patient.member_id for patient in practice.patients.values()]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith(("0ZS", "SYN-")) for each in ids)
