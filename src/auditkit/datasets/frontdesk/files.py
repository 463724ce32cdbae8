"""The files of datasets/frontdesk/."""

from __future__ import annotations

from auditkit.datasets.billing.build import Billing, build_billing
from auditkit.datasets.frontdesk.answers import export_csv, phone_csv
from auditkit.datasets.frontdesk.coverage import cover
from auditkit.datasets.frontdesk.grants import authorize
from auditkit.datasets.frontdesk.model import Seat
from auditkit.datasets.frontdesk.past import Past
from auditkit.datasets.frontdesk.schedule import calendar_ics, schedule_csv
from auditkit.datasets.frontdesk.seats import seats
from auditkit.datasets.frontdesk.tables import authorizations_csv, label_tables, rules_csv
from auditkit.datasets.frontdesk.x12_271 import eligibility_files


def build_frontdesk(seed: int, billing: Billing) -> list[Seat]:
    """Every patient of the schedule with visits, answers and authorizations."""
    past = Past(billing)
    held = seats(seed, billing, {patient for patient, lapse in past.lapses.items() if lapse.kind != "other_first"})
    for seat in held:
        past.count(seat)
        cover(past, seat)
        authorize(billing.practice, seat)
    return held


def frontdesk_text(seed: int = 7, billing: Billing | None = None) -> dict[str, str | dict[str, str]]:
    """File name -> text, or for a zip what it holds: member name -> text."""
    billing = billing or build_billing(seed)
    held = build_frontdesk(seed, billing)
    clinics = {clinic.clinic_id: clinic for clinic in billing.practice.clinics}
    return {
        "schedule.csv": schedule_csv(billing.practice, held),
        "schedule_T01.ics": calendar_ics(held),
        "eligibility_271.zip": eligibility_files(held, clinics),
        "eligibility_export.csv": export_csv(held),
        "phone_checks.csv": phone_csv(held),
        "authorizations.csv": authorizations_csv(held),
        "authorization_rules.csv": rules_csv(),
        "authorization_rules_before.csv": rules_csv(before=True),
        "frontdesk_labels.zip": label_tables(held),
    }
