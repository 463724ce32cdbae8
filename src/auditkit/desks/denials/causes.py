"""Root causes: proposed from the payer's codes and from what our own checks say of the same claim. A person chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Finding(NamedTuple):
    """What one of our own checks says of the claim or of the visit's note. The words hold no text of a note."""

    source: str  # claim, note, episode
    rule: str
    words: str
    line_number: str = ""


class Cause(NamedTuple):
    """A root cause in the practice's words, and the rules that point to it."""

    words: str
    rules: tuple[str, ...] = ()


CAUSES: Mapping[str, Cause] = {
    "no_authorization": Cause("No authorization was obtained, or its number was not on the claim", ("authorization_present",)),
    "authorization_does_not_cover": Cause("The authorization did not cover this: used up, other dates, codes or provider", ("authorization_covers",)),
    "order_missing": Cause("Order, referral or certification was missing or late", ("plan_certified", "referring_provider")),
    "modifier": Cause(
        "A modifier was missing or wrong",
        ("discipline_modifier", "assistant_modifier", "kx_modifier", "liability_modifiers", "modifier_known", "telehealth"),
    ),
    "code_pair": Cause("Two services that are not paid together", ("code_pair", "distinct_service_modifier", "evaluation_once")),
    "units": Cause("Units did not fit minutes or limits", ("timed_units", "untimed_units", "unit_limit", "units_supported", "timed_minutes", "total_minutes")),
    "diagnosis": Cause(
        "The diagnosis did not support the service, or was not valid",
        ("diagnosis_current", "diagnosis_first_listed", "diagnosis_pointer", "diagnosis_supports_code", "diagnosis_side", "diagnosis_exclusion"),
    ),
    "code": Cause("The code was not right for day, payer, place or patient", ("code_current", "code_accepted", "addon_primary", "place_of_service")),
    "claim_form": Cause("The claim lacked something or had a slip", ("required_fields", "npi_valid", "service_dates", "charges_balance")),
    "sent_late": Cause("The claim was sent too late", ("timely_filing",)),
    "duplicate": Cause("The same service was billed twice, or sent again instead of corrected", ("not_duplicate", "claim_frequency")),
    "another_payer": Cause("Another payer is responsible or comes first", ("plan_unchanged",)),
    "coverage": Cause("The patient was not covered on that day, or the details did not match", ("coverage_active", "coverage_checked", "plan_unchanged")),
    "benefit_used_up": Cause("The benefit was used up", ("visits_remaining", "kx_modifier", "medicare_threshold")),
    "documentation": Cause(
        "The record did not show need, skill or the service",
        ("every_code_linked", "progress_report_due", "skilled_need", "functional_limitation", "objective_measure", "goal_functional", "goal_measurable",
         "goal_time_bound", "measure_compared", "progress_toward_goal", "continued_need", "no_unskilled_service", "interventions_named",
         "patient_response", "plan_specific", "signed_with_credential", "no_generic_assessment", "cloned_note", "visit_numbers_agree"),
    ),
    "records_not_sent": Cause("Records that were asked for were not sent, or came late"),
    "provider_not_enrolled": Cause("The provider was not enrolled, credentialed or in the network"),
    "notice_to_patient": Cause("The advance notice to the patient was missing or not valid", ("liability_modifiers",)),
    "payer_error": Cause("The payer decided wrongly; claim and record were right"),
    "other": Cause("Something else (say what)"),
}  # fmt: skip


class ProposedCause(NamedTuple):
    """A cause, and why it is proposed: sentences. Our own findings come before what the code alone suggests."""

    cause: str
    because: tuple[str, ...]
    has_finding: bool


def propose_causes(root_cause: str, reason: str, findings: Iterable[Finding] = ()) -> list[ProposedCause]:
    """Causes that something points to, the best founded first.

    `root_cause` is what the row of the denial code names ("" for none), `reason` how the code is written (CO-197). The cause that both
    the code and a finding point to comes first; a finding about something else comes after what the code says.
    """
    because: dict[str, list[str]] = {root_cause: [f"{reason} is mostly this."]} if root_cause else {}
    found: set[str] = set()
    for finding in findings:
        for cause, told in CAUSES.items():
            if finding.rule in told.rules:
                because.setdefault(cause, []).append(
                    f"{_SOURCES.get(finding.source, 'Our check')} ({finding.rule}): {finding.words}"
                )
                found.add(cause)
    order = sorted(because, key=lambda cause: (cause != root_cause, cause not in found, list(CAUSES).index(cause)))
    return [ProposedCause(cause, tuple(because[cause]), cause in found) for cause in order]


_SOURCES = {"claim": "The scrub of the claim", "note": "The audit of the note", "episode": "Claim and notes together"}
