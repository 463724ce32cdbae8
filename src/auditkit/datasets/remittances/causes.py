"""Why lines are not paid: for each seeded error of a claim the answer that fits it, and causes that no claim shows.

How often each happens, and how often it is turned, is invented. Only the order is not: payers deny what is missing nearly
always, what is merely odd now and then.
"""

from __future__ import annotations

from typing import NamedTuple

from auditkit.datasets.remittances.model import Cause

ALWAYS_BUNDLED = "always_bundled"  # nothing is paid because Medicare never pays it alone: no denial


def _cause(
    key: str,
    category: str,
    code: str,
    rarcs: str,
    words: str,
    acted_on: float,
    overturned: float,
    route: str = "corrected_claim",
    rule: str = "",
) -> Cause:
    group_code, carc = code.split("-")
    return Cause(key, category, group_code, carc, tuple(rarcs.split()), words, acted_on, overturned, route, rule)


class Seeded(NamedTuple):
    """What comes of a seeded error: `rejected` before adjudication, else `denied`, each a share."""

    rule: str
    words: str  # how the label's words begin; empty: any
    denied: float
    cause: Cause
    rejected: float = 0.0
    rejection: tuple[str, str, str] = ("", "", "")  # category, status and entity code of the 277CA


def _seeded(
    rule: str,
    words: str,
    denied: float,
    code: str,
    rarcs: str = "",
    *,
    category: str = "coding",
    acted_on: float = 0.75,
    overturned: float = 0.85,
    route: str = "corrected_claim",
    rejected: float = 0.0,
    rejection: tuple[str, str, str] = ("", "", ""),
    key: str = "",
) -> Seeded:
    cause = _cause(key or rule, category, code, rarcs, "", acted_on, overturned, route, rule)
    return Seeded(rule, words, denied, cause, rejected, rejection)


SEEDED: tuple[Seeded, ...] = (
    _seeded("required_fields", "member_id", 1.0, "CO-16", "N382", rejected=0.85, rejection=("A6", "153", "IL")),
    _seeded("required_fields", "rendering", 1.0, "CO-16", "N290", rejected=0.6, rejection=("A6", "562", "82")),
    _seeded("required_fields", "place", 1.0, "CO-16", "M77", rejected=1.0, rejection=("A6", "249", "")),
    _seeded("required_fields", "units", 1.0, "CO-16", "M53", rejected=1.0, rejection=("A6", "476", "")),
    _seeded("npi_valid", "a digit of the rendering", 1.0, "CO-16", "N290", rejected=0.8, rejection=("A7", "562", "82")),
    _seeded("npi_valid", "a digit of the referring", 0.8, "CO-16", "N286", rejected=0.5, rejection=("A7", "562", "DN")),
    _seeded("service_dates", "day of service", 1.0, "CO-110", rejected=1.0, rejection=("A7", "187", "")),
    _seeded(
        "service_dates", "year of birth", 1.0, "CO-14", category="other", rejected=0.7, rejection=("A7", "158", "QC")
    ),
    _seeded(
        "timely_filing", "", 0.95, "CO-29", "", category="timely_filing", acted_on=0.3, overturned=0.15, route="appeal"
    ),
    _seeded("claim_frequency", "", 0.7, "CO-16", "M47", rejected=0.75, rejection=("A6", "464", "")),
    _seeded("charges_balance", "", 0.0, "CO-16", rejected=0.8, rejection=("A7", "400", "")),
    _seeded("referring_provider", "", 0.92, "CO-16", "N286"),
    _seeded("place_of_service", "", 0.8, "CO-5", "M77"),
    _seeded("telehealth", "video visit that this payer", 0.9, "CO-96", "N428", acted_on=0.4, overturned=0.1),
    _seeded("telehealth", "95 at the office", 0.25, "CO-4", "N519"),
    _seeded("telehealth", "place 10", 0.3, "CO-4", "N822"),
    _seeded("authorization_present", "", 0.9, "CO-197", "M62", category="authorization", acted_on=0.7, overturned=0.6),
    _seeded("authorization_covers", "number of", 0.85, "CO-302", category="authorization", overturned=0.55),
    _seeded("authorization_covers", "the day before", 0.8, "CO-197", "N54", category="authorization", overturned=0.5),
    _seeded(
        "authorization_covers", "one visit more", 0.85, "CO-198", category="authorization", overturned=0.35, route="appeal"
    ),
    _seeded("not_duplicate", "the same services", 0.97, "OA-18", category="other", acted_on=0.0, route="none"),
    _seeded("not_duplicate", "one code on two", 0.75, "OA-18", category="other", overturned=0.9),
    _seeded("not_duplicate", "history holds", 0.95, "OA-18", category="other", acted_on=0.0, route="none"),
    _seeded("code_current", "", 1.0, "CO-181", "N56"),
    _seeded("code_accepted", "97010", 1.0, "CO-97", "M15", acted_on=0.0, route="none", key=ALWAYS_BUNDLED),
    _seeded("code_accepted", "97014", 0.97, "CO-16", "N56", overturned=0.9),
    _seeded("addon_primary", "", 0.9, "CO-107", "N674", overturned=0.3),
    _seeded("modifier_known", "", 0.8, "CO-182", "N519"),
    _seeded("discipline_modifier", "no G", 0.8, "CO-4", "N822"),
    _seeded("discipline_modifier", "", 0.8, "CO-4", "N519"),
    _seeded("assistant_modifier", "CQ with", 0.6, "CO-4", "N519"),
    _seeded("assistant_modifier", "CO on", 0.6, "CO-4", "N519"),
    _seeded("assistant_modifier", "CQ on", 0.6, "CO-4", "N519"),
    _seeded("kx_modifier", "KX left out", 0.95, "CO-119", "", category="eligibility", overturned=0.8),
    _seeded("liability_modifiers", "", 0.7, "CO-4", "N519"),
    _seeded("distinct_service_modifier", "59 and", 0.7, "CO-4", "N519"),
    _seeded("distinct_service_modifier", "59 where no", 0.08, "CO-4", "N519"),
    _seeded("untimed_units", "", 0.75, "CO-151", "N362", category="medical_necessity"),
    _seeded("unit_limit", "", 0.9, "CO-151", "N362", category="medical_necessity"),
    _seeded("timed_units", "", 0.06, "CO-152", "N706", category="medical_necessity", overturned=0.2),
    _seeded("code_pair", "", 0.92, "CO-236", "N20", acted_on=0.2, overturned=0.1),
    _seeded("evaluation_once", "", 0.85, "CO-B14", "N20", acted_on=0.2, overturned=0.1),
    _seeded("diagnosis_current", "", 0.9, "CO-146", "M76", rejected=0.35, rejection=("A7", "255", "")),
    _seeded("diagnosis_first_listed", "", 0.7, "CO-16", "MA63", rejected=0.2, rejection=("A7", "254", "")),
    _seeded("diagnosis_side", "", 0.2, "CO-16", "M76"),
    _seeded("diagnosis_exclusion", "", 0.35, "CO-16", "M76"),
    _seeded("diagnosis_pointer", "", 1.0, "CO-16", "M76", rejected=0.9, rejection=("A7", "477", "")),
    _seeded("diagnosis_supports_code", "", 0.8, "CO-11", "", overturned=0.8),
)  # fmt: skip

# what no claim shows
WEAK_NOTE = tuple(
    _cause("weak_note", "medical_necessity", code, rarcs, "the note does not carry the service", 0.6, 0.35, "appeal")
    for code, rarcs in (("CO-50", "N115"), ("CO-50", "N706"), ("CO-150", "M25"), ("CO-216", "N10"))
)
WEAK_NOTE_UNITS = _cause(
    "weak_note", "medical_necessity", "CO-151", "N435", "the note does not carry so many units", 0.6, 0.35, "appeal"
)
COVERAGE = {
    "ended": _cause(
        "coverage_ended", "eligibility", "PR-27", "N30", "coverage had ended; nobody asked before the visit", 0.6, 0.0,
        "other_payer",
    ),
    "moved": _cause(
        "moved_to_advantage_plan", "eligibility", "OA-109", "N418", "the patient had joined an Advantage plan", 0.7, 0.0,
        "other_payer",
    ),
    "other_first": _cause(
        "other_insurance_unknown", "eligibility", "OA-22", "MA92", "the payer waits for the patient's answer about other insurance",
        0.85, 0.85, "patient",
    ),
}  # fmt: skip
NEW_AUTHORIZATION_RULE = _cause(
    "payer_change", "authorization", "CO-197", "", "the payer asks for an authorization from the 17th visit since 2026-06-01",
    0.6, 0.25, "appeal",
)  # fmt: skip
PAYERS_OWN_ERROR = (
    _cause("payer_error", "authorization", "CO-197", "M62", "an authorization was on file", 0.8, 0.9, "appeal"),
    _cause("payer_error", "other", "OA-18", "", "taken for a duplicate of another day", 0.7, 0.9, "appeal"),
    _cause("payer_error", "coding", "CO-97", "M15", "taken for part of another service without a reason", 0.6, 0.7, "appeal"),
    _cause("payer_error", "timely_filing", "CO-29", "", "filed in time, and the acknowledgement shows it", 0.7, 0.85, "appeal"),
)  # fmt: skip
RECORDS_ASKED = _cause(
    "records_not_sent", "other", "CO-226", "N706", "records were asked for and not sent in 45 days", 0.6, 0.5, "appeal"
)
