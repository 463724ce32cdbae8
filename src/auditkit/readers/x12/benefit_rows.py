"""One benefit of a 271 -> rows of the benefits: the EB segment's own figure, and each further figure that HSD and MSG segments give."""

from __future__ import annotations

import re

from auditkit.care.limit_words import days_in, figures_in, measure_in
from auditkit.care.payer_words import authorization_in
from auditkit.care.service_types import named_in
from auditkit.readers.x12.benefits import (
    BENEFIT,
    MEASURE_OF_PERIOD,
    PERIODS,
    QUANTITIES,
    Benefit,
    Entity,
    delivery,
    percent,
    quantity,
)
from auditkit.readers.x12.values import AMOUNTS

_NETWORKS = {"Y": "in", "N": "out", "W": "any", "U": "unknown"}
_FLAGS = {"Y": "1", "N": "0"}
_PAYS = (
    "primary payer",
    "secondary payer",
    "tertiary payer",
    "payer",
    "managed care organization",
    "preferred provider organization",
)
_DESCRIBES = ("CB", "D")  # coverage basis, description: what they count in visits is a limit
_SAYS_LIMIT = ("limit", "active", "unlimited", "other", "unknown")


def rows_of(
    benefit: Benefit, component: str, problems: list[tuple[int, str]], asked_by: set[str]
) -> list[dict[str, str]]:
    """One row for the EB segment, and one more for each further figure in what stands under it.

    `problems` gains (segment, problem) for each value that could not be read; `asked_by` holds name and number of the practice that asked.
    """

    def read(reader, written: str, what: str) -> str:
        try:
            value = reader(written)
        except ValueError:
            value = None
        if value is None:
            problems.append((benefit.segment, f"has {what} that cannot be read"))
        return value or ""

    e, message = benefit.elements, " ".join(text for text in benefit.messages if text)
    word = BENEFIT.get(benefit.code, "other")
    if benefit.code == "MC" and any(entity.role in _PAYS for entity in benefit.entities):
        word = "other_payer"  # a managed care plan that has to be billed, where a coordinator is only to be called
    amount = read(lambda written: AMOUNTS[written], e[7], "an amount")
    of, number = e[9].upper(), read(quantity, e[10], "a quantity")
    measure = MEASURE_OF_PERIOD.get(e[6], "used" if of == "99" else "")
    row = {
        "benefit": word, "benefit_code": benefit.code, "level": e[2], "service_types": "|".join(_types(benefit, message)), "insurance_type": e[4],
        "plan_name": e[5], "period": PERIODS.get(e[6], e[6]), "amount": amount, "percent": read(percent, e[8], "a percentage"),
        "quantity_kind": QUANTITIES.get(of, of.lower()) if number else "", "quantity": number,
        "authorization_needed": _FLAGS.get(e[11], "") or ("" if e[11] else authorization_in(message)), "network": _NETWORKS.get(e[12], ""),
        "hcpcs_codes": _procedure(e[13], component), "places_of_service": "|".join(benefit.places), "starts_on": benefit.starts_on,
        "ends_on": benefit.ends_on, "delivery": "; ".join(delivery(hsd) for hsd in benefit.deliveries),
        "entity_name": "|".join(entity.name for entity in benefit.entities if entity.name),
        "entity_role": "|".join(role for entity in benefit.entities for role in (entity.role, *_whose(word, entity, asked_by)) if role),
        "entity_id": "|".join(n for n in (*(entity.number for entity in benefit.entities), benefit.number) if n),
        "entity_phone": "|".join(part for entity in benefit.entities for part in entity.contact),
        "message": " ".join(part for part in (message, f"Authorization {benefit.authorization}." if benefit.authorization else "") if part),
        "source_place": str(benefit.segment),
    }  # fmt: skip
    more = [figures for hsd in benefit.deliveries if (figures := _delivered(hsd, row["period"]))]
    of_visits = row["quantity_kind"] == "visits"
    told = figures_in(message, of_visits=of_visits) if word in _SAYS_LIMIT and not amount and not row["percent"] else ()
    is_another = bool(number and told) and all(f.visits != number for f in told)
    more += [
        {"quantity": f.visits, "quantity_kind": "visits", "measure": f.measure, "period": f.period or row["period"]}
        for f in told
    ]
    of_days = (
        days_in(message) if row["quantity_kind"] == "days" or (word == "limit" and not number and not amount) else ()
    )
    if of_days:
        same_number = [f.measure for f in of_days if f.visits == number]
        # What the message says of another number is said beside the payer's number, not of it.
        measure = measure or ("total" if not same_number or "total" in same_number else same_number[0])
        more += [
            {"quantity": f.visits, "quantity_kind": "days", "measure": f.measure, "period": row["period"]}
            for f in of_days
        ]
    # The message may say what the number is: the limit, what was used of it, what is left.
    if not measure and of_visits:
        same_number = {f.measure for f in told if f.visits == number}
        measure = "total" if "total" in same_number else same_number.pop() if len(same_number) == 1 else ""
    if not measure and (amount or number) and not is_another:  # "0 visits remaining" says nothing of the 30 before it
        measure = (
            measure_in(message, of_visits=of_visits)
            if word in ("limit", "deductible", "out_of_pocket", "other", "active")
            else ""
        )
    row["measure"] = measure or ("total" if amount or number else "")
    if word == "other" and row["measure"] == "used":
        row["benefit"] = "limit"  # how much of a limit was used, told under a code that only describes
    if benefit.code in _DESCRIBES and row["quantity_kind"] == "visits":
        row["benefit"] = "limit"
    same = ("quantity", "quantity_kind", "measure")
    more = [figures for figures in more if any(figures[name] != row[name] for name in same)]  # said twice is said once
    if word == "unlimited" or not more:
        return [row]
    if number or amount:
        return [row, *(row | {"amount": ""} | figures | _as_limit(word) for figures in more)]
    return (
        [row | {"amount": ""} | figures | _as_limit(word) for figures in more]
        if word in ("limit", "other")
        else [row, *(row | figures | _as_limit(word) for figures in more)]
    )


def _whose(word: str, entity: Entity, asked_by: set[str]) -> tuple[str, ...]:
    """Of a provider to whom care is restricted: whether that is the practice that asked."""
    if word != "restricted_provider" or entity.role == "primary care provider":
        return ()
    if {entity.name.casefold(), entity.number} & asked_by:
        return ("this practice",)
    return ("person",) if entity.is_person else ("another organization",) if asked_by else ()


def _as_limit(word: str) -> dict[str, str]:
    return {"benefit": "limit"} if word in ("active", "other") else {}


def _types(benefit: Benefit, message: str) -> tuple[str, ...]:
    """The service types; where the payer named none, those whose words stand in the plan's description (or in the message of a limit)."""
    if benefit.service_types:
        return benefit.service_types
    named = named_in(benefit.elements[5])
    return named or (named_in(message) if BENEFIT.get(benefit.code) == "limit" else ())


def _delivered(hsd: list[str], period: str) -> dict[str, str]:
    """The whole number of visits that an HSD segment gives; empty for a rate, such as two visits a week."""
    e = [part.strip() for part in hsd] + [""] * max(0, 9 - len(hsd))
    try:
        number = quantity(e[2])
    except ValueError:
        return {}
    if not number or e[3] not in ("", "YR", "YY"):
        return {}
    span = "calendar_year" if e[3] else PERIODS.get(e[5], "")
    return {
        "quantity": number,
        "quantity_kind": QUANTITIES.get(e[1], e[1].lower()),
        "measure": MEASURE_OF_PERIOD.get(e[5], "total"),
        "period": span or period,
    }


def _procedure(written: str, component: str) -> str:
    """EB13: the billing code of a composite such as HC:97110:GP, or of one that stands alone."""
    parts = [part for part in re.split(rf"[{re.escape(component)}:|>^]", written) if part]
    codes = [part.upper() for part in parts if re.fullmatch(r"[A-Za-z]?\d{4}[A-Za-z0-9]?", part) and len(part) == 5]
    return codes[0] if codes else ""
