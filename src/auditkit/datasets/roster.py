"""Clinics, staff, payers and names. All invented; every surname is a word for something made up.

Identifiers cannot belong to anyone: National Provider Identifiers pass the check digit but start with 29999 (numbers
in use start with 1), and member ids break the rules of the real ones.
"""

from __future__ import annotations

from datetime import date

from auditkit.datasets.model import Clinic, Payer, Therapist


def synthetic_npi(serial: int) -> str:
    """Ten digits that pass the check digit and start with 29999."""
    body = f"29999{serial:04d}"
    total = 24  # the fixed prefix 80840
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def synthetic_member_id(payer_type: str, serial: int) -> str:
    """A member id that cannot be real: a Medicare number would not start with 0 nor hold S, L, O, I, B or Z."""
    if payer_type == "medicare_b":
        return f"0ZS0SZ{serial:03d}ZZ"
    return f"SYN-{payer_type[:3].upper()}-{serial:06d}"


CLINICS = (
    Clinic("C1", "Northfold Rehabilitation (synthetic)", "Northfold", synthetic_npi(1)),
    Clinic("C2", "Riverbend Therapy Center (synthetic)", "Riverbend", synthetic_npi(2)),
    Clinic("C3", "Hilltop Therapy Group (synthetic)", "Hilltop", synthetic_npi(3)),
)

_GOOD = (("strong", 0.75), ("mixed", 0.22), ("poor", 0.03))
_MIDDLING = (("strong", 0.35), ("mixed", 0.45), ("poor", 0.20))
_HURRIED = (("strong", 0.12), ("mixed", 0.45), ("poor", 0.43))

THERAPISTS = (
    Therapist(
        "T01", "Avery Placebrook", "PT, DPT", "PT", "C1", synthetic_npi(11), "",
        (("soap", 6), ("emr", 2), ("bullets", 1)), _GOOD, {"plan_specific": 0.15},
    ),
    Therapist(
        "T02", "Jordan Fictley", "PT, OCS", "PT", "C2", synthetic_npi(12), "",
        (("narrative", 6), ("letter", 1), ("soap", 1)), _MIDDLING, {"timed_minutes": 0.25, "measure_compared": 0.15},
        date(2026, 5, 14),
    ),
    Therapist(
        "T03", "Morgan Exemplar", "PT, MPT", "PT", "C3", synthetic_npi(13), "",
        (("emr", 6), ("checkbox", 2), ("soap", 1)), _MIDDLING, {"skilled_need": 0.25, "no_template_residue": 0.10},
        date(2026, 6, 11),
    ),
    Therapist(
        "T04", "Riley Samplewood", "PTA", "PT", "C1", synthetic_npi(14), "T01",
        (("telegraphic", 6), ("flowsheet", 2)), _HURRIED, {"patient_response": 0.25, "no_unskilled_service": 0.12},
        date(2026, 5, 14),
    ),
    Therapist(
        "T05", "Casey Mockridge", "OTR/L", "OT", "C1", synthetic_npi(15), "",
        (("flowsheet", 5), ("bullets", 3), ("soap", 1)), _GOOD, {"patient_response": 0.12},
    ),
    Therapist(
        "T06", "Quinn Pretendo", "OTR/L, CHT", "OT", "C2", synthetic_npi(16), "",
        (("dictated", 6), ("letter", 1), ("emr", 1)), _MIDDLING, {"plan_specific": 0.25, "goal_time_bound": 0.20},
        date(2026, 6, 11),
    ),
    Therapist(
        "T07", "Skyler Inventon", "COTA/L", "OT", "C2", synthetic_npi(17), "T06",
        (("caps", 6), ("telegraphic", 1)), _HURRIED, {"measure_compared": 0.20, "progress_toward_goal": 0.20},
    ),
    Therapist(
        "T08", "Rowan Fauxmann", "MS, CCC-SLP", "SLP", "C2", synthetic_npi(18), "",
        (("soap", 4), ("bullets", 3), ("emr", 2)), _GOOD, {"total_minutes": 0.15},
    ),
    Therapist(
        "T09", "Emerson Dummond", "M.A., CCC-SLP", "SLP", "C3", synthetic_npi(19), "",
        (("narrative", 3), ("checkbox", 3), ("caps", 1), ("telegraphic", 2)), _HURRIED, {"skilled_need": 0.15},
        date(2026, 4, 9),
    ),
)  # fmt: skip

PAYERS = (
    Payer("PY1", "Medicare Part B (synthetic contractor)", "medicare_b", "cms", False, None, None),
    Payer("PY2", "Lantern Advantage (invented)", "medicare_advantage", "cms", True, 365, None),
    Payer("PY3", "State Medicaid Sample Plan (invented)", "medicaid", "cms", True, 180, 36),
    Payer("PY4", "Harborlight Health (invented)", "commercial", "spm", False, 120, 30),
    Payer("PY5", "Tri-Sample East (invented)", "tricare", "cms", False, 365, None),
    Payer("PY6", "Keystone Work Comp Example (invented)", "workers_comp", "spm", True, 90, 24),
)

SURNAMES = tuple(
    start + end
    for end in ("well", "ford", "berg", "wick", "ton", "field", "by", "more", "stone", "lake")
    for start in ("Mock", "Sham", "Faux", "Demo", "Test", "Proto", "Figment", "Exampl", "Dummi", "Madeup")
)
FIRST_NAMES = {
    "F": ("Ada", "Bea", "Cora", "Dina", "Elsa", "Fay", "Gwen", "Hana", "Ines", "June", "Kira", "Lena", "Mara", "Nell",
          "Olga", "Petra", "Rosa", "Suki", "Tess", "Uma", "Vera", "Willa", "Yara", "Zoe"),
    "M": ("Abel", "Ben", "Carl", "Dov", "Eli", "Finn", "Gus", "Hugo", "Ivan", "Jack", "Kofi", "Liam", "Milo", "Nate",
          "Omar", "Paul", "Ravi", "Sam", "Theo", "Umar", "Vito", "Wes", "Yuri", "Zane"),
}  # fmt: skip
REFERRERS = (
    ("Dr. Inga Notarealdoc", synthetic_npi(51)),
    ("Dr. Ossian Placeholt", synthetic_npi(52)),
    ("Dr. Priya Samplesen", synthetic_npi(53)),
    ("Dr. Tomas Fabricant", synthetic_npi(54)),
    ("Dr. Wanda Imaginova", synthetic_npi(55)),
)
