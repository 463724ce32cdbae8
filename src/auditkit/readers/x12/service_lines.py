"""One claim of an 837P -> its rows of the table of claim lines."""

from __future__ import annotations

import zlib

from auditkit.readers.x12.levels import Billing, Claim, Patient, Subscriber
from auditkit.tables import Columns


def add_lines(
    out: Columns,
    file: str,
    place: str,
    submitted_on: str,
    billing: Billing,
    subscriber: Subscriber,
    patient: Patient | None,
    claim: Claim,
) -> None:
    """Append the claim's lines, column by column: what stands for the whole claim is repeated on each."""
    size = len(claim.lines)
    for name, value in (
        ("claim_id", claim.claim_id),
        ("patient_id", claim.record_number or patient_id(patient, subscriber.member_id)),
        ("patient_birth_date", (patient or subscriber).birth_date),
        ("member_id", subscriber.member_id),
        ("payer_id", subscriber.payer_id),
        ("payer_name", subscriber.payer_name),
        ("payer_type", subscriber.payer_type),
        ("billing_provider_npi", billing.npi),
        ("submitted_on", submitted_on),
        ("claim_frequency_code", claim.frequency),
        ("payer_claim_control_number", claim.payer_control_number),
        ("diagnosis_codes", "|".join(claim.diagnoses)),
        ("claim_charge_amount", claim.charge),
        ("assistant_minutes", ""),
        ("source_file", file),
    ):
        out[name] += [value] * size
    # A person who bills alone is not named again as the one who rendered.
    rendering = claim.rendering or (billing.npi if billing.is_person else "")
    start = f"{place}, segment "
    for n, line in enumerate(claim.lines, start=1):
        out["line_number"].append(line.number or str(n))
        out["line_control_number"].append(line.control)
        out["rendering_provider_npi"].append(line.rendering or rendering)
        out["referring_provider_npi"].append(line.referring or claim.referring)
        out["place_of_service"].append(line.place or claim.place)
        out["authorization_number"].append(line.authorization or claim.authorization)
        out["date_of_service"].append(line.date or claim.date)
        out["hcpcs_code"].append(line.code)
        out["modifiers"].append(line.modifiers)
        out["units"].append(line.units)
        out["minutes"].append(line.minutes)
        out["line_charge_amount"].append(line.charge)
        out["diagnosis_pointers"].append(line.pointers)
        out["source_place"].append(f"{start}{line.segment}")


def patient_id(patient: Patient | None, member_id: str) -> str:
    """Who the patient is where the claim gives no record number: the own member number, else the subscriber's made distinct.

    Twins share a subscriber and a birth date, so a checksum of the first name tells them apart without naming them.
    """
    if patient is None:
        return member_id
    if patient.own_id:
        return patient.own_id
    if not member_id or not (patient.birth_date or patient.first_name):
        return ""
    name = zlib.crc32(patient.first_name.strip().upper().encode("utf-8", "replace")) % 10_000
    return f"{member_id}-{patient.birth_date.replace('-', '')}-{name:04d}"
