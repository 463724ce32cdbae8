"""Invented charges and allowed amounts, and the terms of each payer. Nobody's fee schedule.

Only their shape is real: an amount per unit, a smaller one for second and later units where the payer cuts the part for
practice expense by half, and 15% less for what an assistant did.
"""

from __future__ import annotations

from auditkit.datasets import roster
from auditkit.datasets.billing.model import PayerTerms, ServiceLine

# code -> charge, base rate in full, base rate reduced; cents per unit
RATES: dict[str, tuple[int, int, int]] = {
    "92507": (14500, 7720, 6180),
    "92522": (21500, 11410, 9010),
    "92523": (42000, 23350, 18440),
    "92524": (20500, 11070, 8850),
    "92526": (16000, 8570, 6680),
    "92610": (16500, 8790, 8790),
    "95992": (8000, 4320, 4320),
    "96105": (18500, 9980, 9980),
    "96125": (19500, 10560, 8560),
    "97010": (1500, 560, 560),
    "97014": (3000, 1320, 1060),
    "97110": (5500, 2950, 2290),
    "97112": (6200, 3370, 2610),
    "97116": (5500, 2950, 2290),
    "97129": (4400, 2360, 2360),
    "97130": (4200, 2270, 2270),
    "97140": (5200, 2790, 2180),
    "97150": (3400, 1820, 1410),
    "97161": (18500, 9910, 7830),
    "97162": (18500, 9910, 7830),
    "97163": (18500, 9910, 7830),
    "97164": (12500, 6830, 5320),
    "97165": (18800, 10030, 7920),
    "97166": (18800, 10030, 7920),
    "97167": (18800, 10030, 7920),
    "97168": (12800, 6920, 5390),
    "97530": (6500, 3640, 2790),
    "97535": (6000, 3260, 2530),
    "G0283": (2300, 1260, 980),
    # codes that are gone, billed by mistake
    "92506": (21500, 0, 0),
    "97001": (18500, 0, 0),
    "97003": (18800, 0, 0),
    "97532": (4300, 0, 0),
}

_BY_CODE = ("92507", "92526", "97110", "97112", "97116", "97129", "97130", "97140", "97150", "97530", "97535")
_TERMS = {  # filing indicator, GP/GO/GN asked for, codes to authorize, pair source, telehealth, reduction, percent
    "PY1": ("MB", True, (), "medicare_practitioner", True, True, 100),
    "PY2": ("16", True, (), "medicare_practitioner", True, True, 98),
    "PY3": ("MC", True, _BY_CODE, "none", True, False, 72),
    "PY4": ("CI", True, (), "none", True, False, 112),
    "PY5": ("CH", True, (), "none", True, True, 100),
    "PY6": ("WC", False, (), "none", False, False, 128),
}

PAYER_TERMS: dict[str, PayerTerms] = {
    payer.payer_id: PayerTerms(
        payer.payer_id,
        payer.name,
        payer.payer_type,
        indicator,
        payer.unit_rule,
        payer.timely_filing_days,
        modifier,
        payer.authorization_required,
        codes,
        source,
        telehealth,
        reduces,
        percent,
    )
    for payer in roster.PAYERS
    for indicator, modifier, codes, source, telehealth, reduces, percent in (_TERMS[payer.payer_id],)
}


def charge(code: str, units: int) -> int:
    """The practice's charge, the same for every payer."""
    return RATES[code][0] * units


def set_allowed(lines: list[ServiceLine], payer: PayerTerms) -> None:
    """Give the lines of one patient, day and discipline what the payer will allow.

    For Medicare it lies between 35% and 60% of the charge for every code and unit: a check that knows only the charge can
    reckon with a range.
    """
    for line in lines:
        line.charge = charge(line.hcpcs_code, line.units or 0)
    by_expense = sorted(lines, key=lambda line: -(RATES[line.hcpcs_code][1] - RATES[line.hcpcs_code][2]))
    full_used = not payer.reduces_practice_expense
    for line in by_expense:
        _, full, reduced = RATES[line.hcpcs_code]
        units = line.units or 0
        if not payer.reduces_practice_expense:
            base = full * units
        elif full_used or not units:
            base = reduced * units
        else:
            base, full_used = full + reduced * (units - 1), True
        if {"CQ", "CO"} & set(line.modifiers):
            base = base * 85 // 100
        line.allowed = base * payer.allowed_percent // 100
