"""What claims and history say of visits that were held: which days, what they took of an authorization, what Medicare allowed this year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from datetime import date
from itertools import compress

from auditkit.care.authorizations import Visit
from auditkit.care.booked import Therapy
from auditkit.desks.eligibility.typed import Row, cents, day, number
from auditkit.tables import Columns

EVALUATIONS = frozenset(
    {"97161", "97162", "97163", "97165", "97166", "97167", "92521", "92522", "92523", "92524", "92610"}
)
_DISCIPLINES = {"GP": "PT", "GO": "OT", "GN": "SLP"}
_VOID = "8"
_READ = (
    "patient_id", "date_of_service", "hcpcs_code", "modifiers", "discipline", "units", "rendering_provider_npi", "payer_id", "payer_name",
    "payer_type", "member_id", "authorization_number", "claim_frequency_code", "allowed_amount",
)  # fmt: skip


def lines_of(columns: Columns | None, patients: Container[str]) -> Columns | None:
    """The lines of some patients, with the columns that are read here; None where no such table was supplied."""
    if not columns:
        return columns
    is_wanted = [who in patients for who in columns["patient_id"]]
    return {name: list(compress(columns[name], is_wanted)) for name in _READ if name in columns}


def _disciplines(columns: Columns) -> list[str]:
    """The discipline of each line: as said, else by its modifier."""
    said = columns.get("discipline") or [""] * len(columns["modifiers"])
    by_modifiers = {
        m: next((_DISCIPLINES[part] for part in m.split("|") if part in _DISCIPLINES), "")
        for m in set(columns["modifiers"])
    }
    return [own or by_modifiers[m] for own, m in zip(said, columns["modifiers"], strict=True)]


def held_days(columns: Columns | None) -> set[tuple[str, date, str]]:
    """Patient, day and discipline of every billed line."""
    if not columns:
        return set()
    found = set(zip(columns["patient_id"], columns["date_of_service"], _disciplines(columns), strict=True))
    return {(who, on, discipline) for who, cell, discipline in found if (on := day(cell)) is not None}


def held_visits(claims: Columns | None) -> dict[str, list[Visit]]:
    """Billed lines as visits, one for each patient, day and discipline. A voided line is none."""
    if not claims:
        return {}
    lines: dict[tuple[str, str, str], list[tuple[str, ...]]] = defaultdict(list)
    names = (
        "hcpcs_code",
        "units",
        "rendering_provider_npi",
        "payer_id",
        "authorization_number",
        "claim_frequency_code",
    )
    rows = zip(
        claims["patient_id"],
        claims["date_of_service"],
        _disciplines(claims),
        zip(*(claims[n] for n in names), strict=True),
        strict=True,
    )
    for who, cell, discipline, line in rows:
        if line[5] != _VOID:
            lines[who, cell, discipline].append(line)
    found: dict[str, list[Visit]] = defaultdict(list)
    for (who, cell, discipline), own in lines.items():
        if (on := day(cell)) is None:
            continue
        codes = frozenset(line[0].upper() for line in own)
        units = [number(line[1]) for line in own]
        named = next((line[4] for line in own if line[4]), "")
        taken = None if None in units else sum(n for n in units if n)
        needs_none = not named and codes <= EVALUATIONS
        found[who].append(Visit(on, "", discipline, own[0][2], own[0][3], codes, taken, named, needs_none))
    return found


def payers_on_file(claims: Columns | None) -> dict[str, Row]:
    """Each patient's payer by the last claim."""
    if not claims:
        return {}
    names = ("payer_id", "payer_name", "payer_type", "member_id")
    lines = zip(claims["patient_id"], claims["date_of_service"], *(claims[name] for name in names), strict=True)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for who, on, *payer in dict.fromkeys(lines):  # as given, so that of two on one day the later line speaks
        if any(payer) and on >= found.get(who, ("",))[0]:
            found[who] = on, tuple(payer)
    return {who: dict(zip(names, payer, strict=True)) for who, (_, payer) in found.items()}


def therapy_of_year(history: Columns | None) -> dict[tuple[str, int, str], Therapy]:
    """What was allowed, by patient, year and bucket (PT with SLP, OT apart)."""
    found: dict[tuple[str, int, str], Therapy] = {}
    if not history:
        return found
    days: dict[tuple[str, int, str], set[date]] = defaultdict(set)
    rows = zip(
        history["patient_id"], history["date_of_service"], history["allowed_amount"], _disciplines(history), strict=True
    )
    for who, cell, allowed, discipline in rows:
        on, amount = day(cell), cents(allowed)
        if on is None or amount is None or not discipline:
            continue
        key = who, on.year, "OT" if discipline == "OT" else "PT/SLP"
        held = found.setdefault(key, Therapy(is_known=True))
        held.allowed += amount
        held.last_on = max(on, held.last_on or on)
        days[key].add(on)
    for key, held in found.items():
        held.per_visit = held.allowed // len(days[key]) if held.allowed > 0 else None
    return found
