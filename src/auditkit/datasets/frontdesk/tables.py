"""Authorizations, what needs them, and what is known, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.frontdesk.coverage import NAMES
from auditkit.datasets.frontdesk.grants import LEAD_DAYS, run_outs
from auditkit.datasets.frontdesk.labels import seen
from auditkit.datasets.frontdesk.model import Seat
from auditkit.datasets.tables import csv_text

AUTHORIZATION_COLUMNS = (
    "authorization_number", "patient_id", "payer_id", "discipline", "hcpcs_codes", "rendering_provider_npi", "start_on", "end_on", "authorized_units",
    "unit_kind", "used_units", "decision", "requested_units", "requested_on", "decided_on",
)  # fmt: skip
RULE_COLUMNS = (
    "payer_id", "payer_name", "discipline", "hcpcs_codes", "authorization_required", "from_visit", "in_force_from", "in_force_to", "lead_days", "documents",
    "reviewer", "source_url", "last_checked_on", "checked_by", "published_on", "noticed_on", "taught_on", "in_force_here_on",
)  # fmt: skip
COVERAGE_COLUMNS = (
    "patient_id", "payer_id", "plan_name", "group_number", "member_id", "coverage_from", "coverage_to", "deductible_amount", "visit_limit", "shared_by",
)  # fmt: skip
CASE_COLUMNS = (
    "patient_id",
    "payer_id",
    "case",
    "plan_before",
    "plan_now",
    "status_now",
    "asked_before",
    "asked_now",
    "how",
)
# typed with its days the wrong way round, for the patient whom nobody knows
_BACKWARDS = (
    "AF999PT1", "P999", "PY3", "PT", "", "", "2026-12-31", "2026-11-16", 12, "visits", 0, "approved", 12, "2026-11-09", "2026-11-12",
)  # fmt: skip
_SAMPLE_URL = "https://payer.invalid/therapy"


def authorizations_csv(seats: list[Seat]) -> str:
    """As the practice keeps them this morning: what was used until yesterday is counted."""
    rows = [
        (g.number, g.patient_id, g.payer_id, g.discipline, "|".join(g.hcpcs_codes), g.rendering_npi, g.first_day, g.last_day, g.granted, g.unit_kind,
         g.used, g.decision, g.requested, g.requested_on, g.decided_on)
        for seat in seats
        for g in seat.grants
    ]  # fmt: skip
    return csv_text(AUTHORIZATION_COLUMNS, [*rows, _BACKWARDS])


def rules_csv(*, before: bool = False) -> str:
    """Payers and what they want authorized; `before`: as the practice had it until it noticed the change of one payer."""
    return csv_text(RULE_COLUMNS, _rules(before))


def _rules(before: bool) -> Iterator[tuple[object, ...]]:
    checked = "2026-03-02" if before else "2026-11-02"
    yield _rule("PY1", "0", "", "2020-01-01", "", "", checked)
    yield _rule(
        "PY2",
        "1",
        "1",
        "2026-01-01",
        LEAD_DAYS["PY2"],
        "Evaluation|Plan of care|Progress report",
        checked,
        "2025-11-03",
        "2025-11-12",
        "2025-12-03",
        "2026-01-01",
    )
    yield _rule(
        "PY3",
        "1",
        "1",
        "2025-07-01",
        10 if before else LEAD_DAYS["PY3"],
        "Plan of care|Progress report",
        checked,
        "2025-05-01",
        "2025-05-20",
        "2025-06-11",
        "2025-07-01",
    )
    if before:
        yield _rule("PY4", "0", "", "2025-01-01", "", "", checked)
    else:
        yield _rule("PY4", "0", "", "2025-01-01", "", "", checked, until="2026-05-31")
        yield _rule(
            "PY4",
            "1",
            "17",
            "2026-06-01",
            LEAD_DAYS["PY4"],
            "Progress report|Plan of care|Outcome scores",
            checked,
            "2026-04-15",
            "2026-09-01",
            "2026-09-10",
            "2026-09-14",
        )
    yield _rule("PY5", "0", "", "2025-01-01", "", "", checked)
    yield _rule("PY6", "1", "1", "2025-01-01", LEAD_DAYS["PY6"], "Referral|Plan of care", checked)


def _rule(
    payer_id: str,
    required: str,
    from_visit: str,
    since: str,
    lead: object,
    documents: str,
    checked: str,
    published: str = "",
    noticed: str = "",
    taught: str = "",
    here: str = "",
    until: str = "",
) -> tuple[object, ...]:
    return (
        payer_id, NAMES[payer_id], "", "", required, from_visit, since, until, lead, documents, "", f"{_SAMPLE_URL}/{payer_id.lower()}", checked, "MB",
        published, noticed, taught, here,
    )  # fmt: skip


def label_tables(seats: list[Seat]) -> dict[str, str]:
    """File name -> CSV text."""
    return {
        "checks.csv": csv_text(("visit_id", "check", "answer", "why"), seen(seats)),
        "run_outs.csv": csv_text(
            (
                "patient_id",
                "payer_id",
                "discipline",
                "visits_left",
                "booked",
                "last_covered_on",
                "first_uncovered_on",
                "why",
                "ask_by",
            ),
            (each for seat in seats for each in run_outs(seat)),
        ),
        "coverage.csv": csv_text(COVERAGE_COLUMNS, (row for seat in seats for row in _spans(seat))),
        "cases.csv": csv_text(CASE_COLUMNS, map(_case, seats)),
    }


def _case(seat: Seat) -> tuple[object, ...]:
    before, now = seat.before, seat.now
    return (
        seat.patient.patient_id, seat.patient.payer_id, seat.case, before.plan.plan_name if before else "", now.plan.plan_name if now else "",
        now.status if now else "", f"{before.asked_at:%Y-%m-%dT%H:%M}" if before else "", f"{now.asked_at:%Y-%m-%dT%H:%M}" if now else "",
        (now or before).how if now or before else "",
    )  # fmt: skip


def _spans(seat: Seat) -> Iterator[tuple[object, ...]]:
    """The coverages of one patient one after the other; a new plan ends the one before it."""
    asked = [answer for answer in (seat.before, seat.now) if answer is not None]
    plans = list(dict.fromkeys(answer.plan for answer in asked))
    if len(plans) == 2 and plans[0].group_number == plans[1].group_number:
        plans = plans[1:]  # the same plan, of which the end is known now
    elif len(plans) == 2:
        plans[0] = replace(plans[0], last_day=plans[1].first_day - timedelta(days=1))
    if seat.now and seat.now.advantage_plan:
        plans.append(seat.now.advantage_plan)
    for plan in plans:
        known = next((answer for answer in asked if answer.plan.group_number == plan.group_number), None)
        whole = known.deductible[0] if known and known.deductible else None
        limits = known.limits if known else ()
        yield (
            seat.patient.patient_id, plan.payer_id, plan.plan_name, plan.group_number, plan.member_id, plan.first_day, plan.last_day,
            "" if whole is None else dollars(whole), "|".join(str(limit.visits) for limit in limits),
            "|".join("+".join(limit.disciplines) for limit in limits),
        )  # fmt: skip
