"""How a change of a reference table is said to people: what, whom it touches, and the lesson that teaches it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auditkit.reference.coming import Coming
from auditkit.training.taught import every_rule

_ITEMS = {
    "kx_threshold_pt_slp": "The KX threshold of PT and SLP together",
    "kx_threshold_ot": "The KX threshold of OT",
    "targeted_medical_review_threshold_pt_slp": "The amount above which PT and SLP claims may be picked for review",
    "targeted_medical_review_threshold_ot": "The amount above which OT claims may be picked for review",
    "conversion_factor": "Medicare's conversion factor",
    "conversion_factor_non_qp": "Medicare's conversion factor for most therapists",
    "conversion_factor_qp": "Medicare's conversion factor for those in advanced payment models",
    "part_b_deductible": "The Part B deductible of the year",
    "part_b_coinsurance": "The Part B coinsurance",
    "alj_amount_in_controversy": "The amount that has to be in dispute for a hearing (third level of appeal)",
    "court_amount_in_controversy": "The amount that has to be in dispute in court (last level of appeal)",
    "efficiency_adjustment": "The efficiency adjustment of codes that are not timed",
    "ma_pa_decision_standard": "The time that Medicare Advantage and Medicaid managed care plans have to decide a prior authorization",
    "poc_signature_exception": "The exception for the signature under a plan of care (first certification)",
    "assistant_supervision_private_practice": "General supervision of assistants in private practice",
    "assistant_payment_rate": "What Medicare pays for units of an assistant",
    "mppr_practice_expense_cut": "The reduction for several therapy services on a day",
}
# What an item's name begins with -> the lesson that teaches it.
_LESSONS = {
    "kx_": "kx-threshold", "targeted_": "kx-threshold", "part_b_": "front-desk", "ma_pa_": "authorizations", "alj_": "denial-trends",
    "court_": "denial-trends", "assistant_": "assistants", "cq_co_": "assistants", "de_minimis": "assistants",
    "poc_": "certification-and-progress", "certification_": "certification-and-progress", "initial_certification": "certification-and-progress",
    "verbal_order": "certification-and-progress", "progress_report": "certification-and-progress", "nsa_": "front-desk",
}  # fmt: skip
_INDICATORS = {"0": "never paid together", "1": "paid together only with a modifier, where truly separate"}
_SOURCES = {"medicare_practitioner": "practitioners", "medicare_institutional": "outpatient hospitals"}


@dataclass(frozen=True, slots=True)
class Words:
    """Of one table. `lesson` is its slug for a change, empty where none teaches it."""

    what: Callable[[Coming], str]
    whom: Callable[[Coming], str]
    lesson: Callable[[Coming], str]


def threshold_name(item: str) -> str:
    """An item of the thresholds in our words."""
    return _ITEMS.get(item) or item.replace("_", " ").capitalize()


def amount(row: Mapping[str, str]) -> str:
    """`$2,480`, `7 calendar days`, `-2.5 percent of work RVU`."""
    value, unit = row["value"], row["unit"]
    if unit == "flag":
        return "in force" if value == "1" else "not in force"
    if unit.startswith("USD"):
        whole, _, cents = value.partition(".")
        shown = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
        return f"${shown}{'.' + cents if cents else ''}{unit.removeprefix('USD').replace(' allowed charges', '')}"
    return f"{value} {unit}".strip()


def pair_kind(one: Coming) -> str:
    """What is so from the day on."""
    setting = _SOURCES.get(one.key[0], one.key[0].replace("_", " "))
    if one.now is None:
        return f"the edit ends ({setting})"
    before = f"; before: {_INDICATORS[one.before['modifier_indicator']]}" if one.before else ""
    return f"{_INDICATORS[one.now['modifier_indicator']]} ({setting}){before}"


def _threshold(one: Coming) -> str:
    before = f"before: {amount(one.before)}" if one.before else "what held before is not in our tables"
    return f"{threshold_name(one.key[0])}: {amount(one.now)} ({before})."


def _for_threshold(one: Coming) -> str:
    item, applies = one.key[0], one.row["applies_to"]
    if item.startswith("kx_"):
        return "therapists and billing, Medicare Part B"
    if "deductible" in item or "coinsurance" in item:
        return "front desk and billing, Medicare Part B"
    if "pa_decision" in item:
        return f"whoever asks for authorizations ({applies})"
    return f"billing ({applies.replace('_', ' ')})" if applies else "billing"


def _code(one: Coming) -> str:
    label = f"{one.key[0]} ({one.row['label']})" if one.row["label"] else one.key[0]
    if one.now is not None:
        return f"{label} begins."
    instead = one.row["replaced_by"].replace("|", ", ")
    return f"{label} ends; the last day of service is {one.row['valid_to']}.{f' In its place, as a person chooses: {instead}.' if instead else ''}"


def _for_code(one: Coming) -> str:
    disciplines = {"GP": "PT", "GO": "OT", "GN": "SLP"}
    named = [disciplines[m] for m in one.row["modifiers_allowed"].split("|") if m in disciplines]
    return f"billing; therapists who bill it ({', '.join(named)})" if named else "billing; therapists who bill it"


def _limit(one: Coming) -> str:
    before = f"before: {one.before['max_units']}" if one.before else "none before"
    if one.now is None:
        return f"{one.key[1]}: the limit of units a day ends ({before})."
    return f"{one.key[1]}: at most {one.now['max_units']} units a day ({before})."


def _status(one: Coming) -> str:
    before = one.before["medicare_status"] if one.before else "not known"
    return f"{one.key[0]}: Medicare's status is {one.now['medicare_status'] if one.now else 'not known'} (before: {before})."


def _telehealth(one: Coming) -> str:
    if one.now is None:
        return "What Medicare takes by telehealth is not known from this day on."
    if one.now["taken"] != "1":
        return "Medicare no longer takes therapy by telehealth."
    return (
        "A lapse in which therapy by telehealth is paid only in arrears."
        if one.now["paid_in_arrears"] == "1"
        else f"Medicare takes therapy by telehealth{' again' if one.before else ''}."
    )


def _deadline(one: Coming) -> str:
    row = one.row
    before = (
        f"before: {one.before['length']} {one.before['unit']}"
        if one.before
        else "what held before is not in our tables"
    )
    if one.now is None:
        return f"{row['name'].capitalize()}: the deadline of {row['length']} {row['unit']} ends."
    return f"{row['name'].capitalize()}: {row['length']} {row['unit']} from {row['counts_from'].replace('_', ' ')} ({before})."


def _listed(one: Coming) -> str:
    return f"{' with '.join(filter(None, one.key))} {'begins' if one.now is not None else 'ends'}."


def _to(words: str) -> Callable[[Coming], str]:
    return lambda _one: words


def _lesson_of(rule: str) -> Callable[[Coming], str]:
    return lambda _one: every_rule()[rule].lesson


def _lesson_of_amount(one: Coming) -> str:
    return next((slug for start, slug in _LESSONS.items() if one.key[0].startswith(start)), "")


_BILL = "billing; therapists who bill it"
WORDS: Mapping[str, Words] = {  # in the order of a card
    "thresholds": Words(_threshold, _for_threshold, _lesson_of_amount),
    "telehealth": Words(
        _telehealth, _to("therapists who treat by video, front desk, billing"), _lesson_of("telehealth")
    ),
    "therapy_codes": Words(_code, _for_code, _lesson_of("code_current")),
    "code_status": Words(_status, _to(_BILL), _lesson_of("code_accepted")),
    "unit_limits": Words(_limit, _to(_BILL), _lesson_of("unit_limit")),
    "addons": Words(lambda one: f"Add-on {_listed(one)}", _to(_BILL), _lesson_of("addon_primary")),
    "modifiers": Words(lambda one: f"Modifier {_listed(one)}", _to("billing"), _lesson_of("modifier_known")),
    "places_of_service": Words(
        lambda one: f"Place of service {_listed(one)}", _to("billing"), _lesson_of("place_of_service")
    ),
    "appeal_deadlines": Words(_deadline, _to("billing, whoever writes appeals"), _to("denial-trends")),
    "code_pairs": Words(_listed, _to("billing; therapists who give both on one day"), _lesson_of("code_pair")),
}
