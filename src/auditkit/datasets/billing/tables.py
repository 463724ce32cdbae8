"""Billing as tables: the canonical columns of claims, payers, history and authorizations, and what was seeded."""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.billing.people import has_notes
from auditkit.datasets.billing.rates import PAYER_TERMS
from auditkit.datasets.billing.sessions import Session
from auditkit.datasets.tables import csv_text, kinds

CLAIM_COLUMNS = (
    "claim_id", "patient_id", "patient_birth_date", "member_id", "payer_id", "payer_name", "payer_type", "billing_provider_npi",
    "rendering_provider_npi", "referring_provider_npi", "submitted_on", "claim_frequency_code", "payer_claim_control_number",
    "place_of_service", "diagnosis_codes", "claim_charge_amount", "authorization_number", "line_number", "date_of_service",
    "hcpcs_code", "modifiers", "units", "minutes", "assistant_minutes", "line_charge_amount", "diagnosis_pointers",
)  # fmt: skip


def dollars(cents: int) -> str:
    """`65.00`"""
    return f"{cents // 100}.{cents % 100:02d}"


def claim_rows(billing: Billing) -> Iterator[tuple[object, ...]]:
    """One row per service line, columns as CLAIM_COLUMNS."""
    clinics = {clinic.clinic_id: clinic.npi for clinic in billing.practice.clinics}
    for claim in billing.claims:
        head, tail = _whole(claim, clinics[claim.clinic_id])
        for number, line in enumerate(claim.lines, 1):
            yield (
                *head, *tail, number, line.date_of_service, line.hcpcs_code, "|".join(line.modifiers), line.units, line.minutes,
                line.assistant_minutes, dollars(line.charge), "|".join(map(str, line.pointers)),
            )  # fmt: skip


def _whole(claim: Claim, billing_npi: str) -> tuple[tuple[object, ...], tuple[object, ...]]:
    payer = claim.payer
    return (
        claim.claim_id, claim.patient_id, claim.birth_date, claim.member_id, payer.payer_id, payer.name, payer.payer_type, billing_npi,
    ), (
        claim.rendering_npi, claim.referring_npi, claim.submitted_on, claim.frequency, claim.control_number, claim.place_of_service,
        "|".join(claim.diagnosis_codes), dollars(claim.charge), claim.authorization_number,
    )  # fmt: skip


def billing_tables(billing: Billing) -> dict[str, str]:
    """File name -> CSV text, all tables of datasets/billing/."""
    return {
        "claims.csv": csv_text(CLAIM_COLUMNS, claim_rows(billing)),
        "claims_labels.csv": csv_text(
            ("claim_id", "line_number", "rule", "answer", "seeded"),
            (
                (claim.claim_id, label.line_number or "", label.rule, label.answer, label.seeded)
                for claim in billing.claims
                for label in claim.labels
            ),
        ),
        "payers.csv": csv_text(
            ("payer_id", "payer_name", "payer_type", "unit_rule", "timely_filing_days", "discipline_modifier_required",
             "authorization_required", "authorization_codes", "pair_source", "telehealth_accepted"),
            ((p.payer_id, p.name, p.payer_type, p.unit_rule, p.timely_filing_days, int(p.discipline_modifier_required),
              int(p.authorization_required), "|".join(p.authorization_codes), p.pair_source, int(p.telehealth_accepted))
             for p in PAYER_TERMS.values()),
        ),
        "history.csv": csv_text(
            ("patient_id", "date_of_service", "hcpcs_code", "modifiers", "allowed_amount", "claim_id", "line_number",
             "rendering_provider_npi", "discipline"),
            ((h.patient_id, h.date_of_service, h.hcpcs_code, "|".join(h.modifiers), dollars(h.allowed), h.claim_id,
              h.line_number or "", h.rendering_npi, h.discipline) for h in billing.history),
        ),
        "authorizations.csv": csv_text(
            ("authorization_number", "patient_id", "payer_id", "discipline", "hcpcs_codes", "rendering_provider_npi", "start_on",
             "end_on", "authorized_units", "unit_kind", "used_units"),
            ((a.authorization_number, a.patient_id, a.payer_id, a.discipline, "|".join(a.hcpcs_codes), a.rendering_npi, a.start_on,
              a.end_on, a.authorized_units, a.unit_kind, a.used_units) for a in billing.authorizations),
        ),
    } | _people(billing)  # fmt: skip


def _people(billing: Billing) -> dict[str, str]:
    """Patients, episodes and visits of those without notes; the others are in practice/."""
    practice = billing.practice
    episodes = [episode for episode in practice.episodes if not has_notes(episode.patient_id)]
    leads = {episode.patient_id: episode.lead_id for episode in reversed(episodes)}
    return {
        "patients.csv": csv_text(
            ("patient_id", "first_name", "last_name", "sex", "birth_date", "payer_id", "member_id", "clinic_id", "therapist_id"),
            ((p.patient_id, p.first_name, p.last_name, p.sex, p.birth_date, p.payer_id, p.member_id, p.clinic_id,
              leads[p.patient_id]) for p in practice.patients.values() if not has_notes(p.patient_id)),
        ),
        "episodes.csv": csv_text(
            ("episode_id", "patient_id", "discipline", "condition", "diagnosis_codes", "side", "therapist_id", "assistant_id",
             "referring_provider_npi", "onset_on", "started_on", "visits_per_week", "end_reason"),
            ((e.episode_id, e.patient_id, e.condition.discipline, e.condition.key, e.diagnosis_codes, e.side, e.lead_id,
              e.assistant_id, e.referring_npi, e.onset_on, e.plans[0].start_on, e.per_week, e.end_reason) for e in episodes),
        ),
        "visits.csv": csv_text(
            ("visit_id", "episode_id", "patient_id", "therapist_id", "date_of_service", "kinds", "billed", "assistant_minutes"),
            (_visit(each) for each in billing.sessions if not has_notes(each.visit.patient_id)),
        ),
    }  # fmt: skip


def _visit(each: Session) -> tuple[object, ...]:
    visit = each.visit
    billed = "|".join(f"{done.code}:{done.units}:{done.minutes}" for done in each.done)
    return (
        visit.visit_id, visit.episode_id, visit.patient_id, visit.therapist_id, visit.date_of_service, kinds(visit), billed,
        sum(done.assistant_minutes for done in each.done),
    )  # fmt: skip
