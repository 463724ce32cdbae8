"""Claims as they were sent, beside what payers decided: which correct which, which were clean, which are still open."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from auditkit.analytics.share import Share

_REPLACES, _VOIDS = "7", "8"
_SENT = [
    "claim_id", "line_number", "payer_name", "payer_id", "submitted_on", "date_of_service", "hcpcs_code", "modifiers", "line_charge_amount",
    "claim_frequency_code",
]  # fmt: skip
_REPLACED = [
    "claim_id", "claim_frequency_code", "payer_claim_control_number", "patient_id", "payer_id", "date_of_service", "submitted_on",
]  # fmt: skip


def sent_lines(claims: Any, replaces: dict[str, str] | None = None) -> pd.DataFrame:
    """One row a claim line that was sent: `line` and `claim` as in `decisions`, `claim_id`, `payer`, `sent_on`, `since`, `charge` (cents), `is_first`.

    `is_first` is false for replacements and voids. `since` is the day it was sent, else the day of the service.
    """
    replaces = replaces or {}
    frame = pd.DataFrame(claims, columns=_SENT, dtype=str).fillna("")
    root = frame["claim_id"].map(lambda claim: replaces.get(claim, claim))
    sent, of_service = (
        pd.to_datetime(frame[name].replace("", pd.NA), errors="coerce") for name in ("submitted_on", "date_of_service")
    )
    place = frame["line_number"].where(
        frame["line_number"] != "", frame["date_of_service"] + "/" + frame["hcpcs_code"] + "/" + frame["modifiers"]
    )
    return pd.DataFrame(
        {
            "line": root + "#" + place,
            "claim": root,
            "claim_id": frame["claim_id"],
            "payer": frame["payer_name"].where(frame["payer_name"] != "", frame["payer_id"]),
            "sent_on": sent,
            "since": sent.fillna(of_service),
            "charge": (pd.to_numeric(frame["line_charge_amount"].replace("", pd.NA), errors="coerce") * 100).round().fillna(0).astype("int64"),
            "is_first": ~frame["claim_frequency_code"].isin((_REPLACES, _VOIDS)),
            "is_void": frame["claim_frequency_code"].eq(_VOIDS),
        }
    )  # fmt: skip


def replaced(claims: Any, claim_payments: Any) -> dict[str, str]:
    """Control number of each replacement or void -> that of the claim that it is for.

    Found by the payer's own number of the earlier claim, else as the one original claim of the same patient, payer and day that was sent before.
    What is found by neither is left out.
    """
    frame = pd.DataFrame(claims, columns=_REPLACED, dtype=str).fillna("")
    later = frame[frame["claim_frequency_code"].isin((_REPLACES, _VOIDS))].drop_duplicates("claim_id")
    if not len(later):
        return {}
    payments = pd.DataFrame(claim_payments, columns=["payer_claim_control_number", "claim_id"], dtype=str)
    numbers = payments[payments["payer_claim_control_number"].ne("")].drop_duplicates("payer_claim_control_number")
    by_number = dict(zip(numbers["payer_claim_control_number"], numbers["claim_id"], strict=True))
    joint = ["patient_id", "payer_id", "date_of_service"]
    originals = frame[~frame["claim_frequency_code"].isin((_REPLACES, _VOIDS))].drop_duplicates("claim_id")
    alike = later.merge(originals, on=joint, suffixes=("", "_before"))
    alike = alike[alike["submitted_on_before"] <= alike["submitted_on"]]
    alone = alike[~alike["claim_id"].duplicated(keep=False)]
    found = dict(zip(alone["claim_id"], alone["claim_id_before"], strict=True))
    for claim, number in zip(later["claim_id"], later["payer_claim_control_number"], strict=True):
        if by_number.get(number, claim) != claim:
            found[claim] = by_number[number]
    return found


def open_lines(sent: pd.DataFrame, found: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Lines sent by `as_of` on which no payer had decided by then; a claim that was voided waits for nothing."""
    by_then = found[found["decided_on"] <= as_of]
    decided, whole = set(by_then["line"]), set(by_then.loc[by_then["service_number"].eq(""), "claim"])
    voided = set(sent.loc[sent["is_void"] & (sent["since"] <= as_of), "claim"])
    waiting = sent[(sent["since"] <= as_of) & ~sent["line"].isin(decided) & ~sent["claim"].isin(voided | whole)]
    return waiting.sort_values("since", kind="stable").drop_duplicates("line")


def clean_claims(sent: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, marred: Collection[str]) -> Share:
    """Of the first claims sent from `start` to `end`, those not `marred` (rejected, or with something that must be fixed)."""
    claims = set(sent.loc[sent["is_first"] & sent["sent_on"].between(start, end), "claim_id"])
    return Share(len(claims - set(marred)), len(claims))
