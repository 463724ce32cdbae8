"""Rows of the front desk's tables as typed things. A cell that is no date or number is as if it were not given: its reader has said so already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import cache

from auditkit.care.authorizations import Authorization
from auditkit.care.coverage import Benefit, CoverageAnswer
from auditkit.tables import Columns

Row = Mapping[str, str]


def rows_of(columns: Columns | None) -> Iterator[dict[str, str]]:
    """A table row by row."""
    if columns:
        names = list(columns)
        for cells in zip(*columns.values(), strict=True):
            yield dict(zip(names, cells, strict=True))


@cache
def day(cell: str) -> date | None:
    """A day, or None."""
    try:
        return date.fromisoformat(cell[:10]) if cell else None
    except ValueError:
        return None


def moment(cell: str, zone: tzinfo | None = None) -> datetime | None:
    """A moment by the clock on the wall, or None where only a day, or nothing, is known.

    Where the cell names a zone it is turned into `zone`, or into that of this computer.
    """
    if "T" not in cell:
        return None
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo is not None else found


@cache
def cents(cell: str) -> int | None:
    """Cents of an amount, or None."""
    try:
        return int((Decimal(cell) * 100).to_integral_value()) if cell else None
    except InvalidOperation:
        return None


@cache
def number(cell: str) -> int | None:
    """A whole number, or None."""
    return int(cell) if cell.isascii() and cell.isdigit() else None


@cache
def _quantity(cell: str) -> Decimal | None:
    try:
        return Decimal(cell) if cell else None
    except InvalidOperation:
        return None


@cache
def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def benefit_of(row: Row) -> Benefit:
    """One row of `BENEFITS`."""
    get = row.get
    return Benefit(
        get("benefit", ""), get("benefit_code", ""), get("level", ""), _listed(get("service_types", "")), get("insurance_type", ""),
        get("plan_name", ""), get("period", ""), get("measure", ""), cents(get("amount", "")), get("percent", ""), _quantity(get("quantity", "")),
        get("quantity_kind", ""), get("authorization_needed", ""), get("network", ""), frozenset(_listed(get("hcpcs_codes", ""))),
        day(get("starts_on", "")), day(get("ends_on", "")), get("entity_name", ""), get("entity_role", ""), get("message", ""),
        frozenset(_listed(get("places_of_service", ""))), get("entity_id", ""),
    )  # fmt: skip


def answer_of(row: Row, benefits: list[Benefit], zone: tzinfo | None = None) -> CoverageAnswer:
    """One row of `COVERAGE_ANSWERS` with its benefits."""
    get = row.get
    at = moment(get("checked_at", ""), zone)
    return CoverageAnswer(
        get("answer_id", ""), get("patient_id", ""), get("patient_name", ""), day(get("patient_birth_date", "")), get("member_id", ""),
        get("payer_id", ""), get("payer_name", ""), get("payer_type", ""), at.date() if at else day(get("checked_at", "")), at,
        get("how", ""), get("status", "") or "unknown", get("plan_name", ""), get("insurance_type", ""), get("group_number", ""),
        day(get("coverage_from", "")), day(get("coverage_to", "")), _listed(get("reject_codes", "")), get("follow_up_code", ""),
        get("trace_number", ""), get("reference_number", ""), get("representative", ""), get("no_reference_reason", ""), get("message", ""), benefits,
        get("source_file", ""), get("source_place", ""),
    )  # fmt: skip


def authorization_of(row: Row) -> Authorization:
    """One row of `AUTHORIZATIONS`."""
    get = row.get
    return Authorization(
        get("authorization_number", ""), get("patient_id", ""), get("payer_id", ""), get("discipline", ""),
        frozenset(code.upper() for code in _listed(get("hcpcs_codes", ""))), get("rendering_provider_npi", ""), day(get("start_on", "")),
        day(get("end_on", "")), number(get("authorized_units", "")), get("unit_kind", ""), number(get("used_units", "")), get("decision", ""),
        number(get("requested_units", "")), day(get("requested_on", "")), day(get("decided_on", "")),
        " ".join(part for part in (get("source_file", ""), get("source_place", "")) if part),
    )  # fmt: skip
