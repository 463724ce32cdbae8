"""What payers decided about service lines, and each billed line's first decision with what became of it.

`decisions` has one row for each answer that a payer gave about one line. `first_decisions` has one row for each line and payer that decided it as
its first payer: the unit that denial rates count, in the month of that decision. So a line is counted once, whatever followed: a denial that is paid
later was a denial in its month (and shows in what was overturned), and reversals, second payers, estimates, passed-on claims and answers to
corrected claims make no new line. What could not be counted is counted in `Left`.

Columns of `decisions`: `remittance_id`, `payment_number`, `service_number` (the key of a service payment), `line` and `claim` (what they answer, the same
for a corrected claim), `claim_id`, `line_number`, `payer`, `payer_id`, `payer_order`, `clinic`, `therapist` (NPI), `discipline`, `code`, `patient_id`,
`date_of_service`, `sent_on`, `decided_on` (dates; NaT: not known), `authorization_number`, `charge`, `paid`, `allowed` (cents), `is_later_payer`,
`is_reversal`, `is_correction`, `is_decided`, `is_denied`, `is_unclear` (paid with zero, and the payer does not say enough), `category`, `carc`, `rarc`,
`denial_key` ("" where not denied), `is_matched` (to a claim line in hand).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from auditkit.desks.denials.definition import NOT_DECIDED

if TYPE_CHECKING:
    from auditkit.desks.denials import Settled

KEY = ["remittance_id", "payment_number", "service_number"]
UNKNOWN = "not known"
_LATER = ("secondary", "tertiary")
_DISCIPLINE = {"GP": "PT", "GO": "OT", "GN": "SLP"}


@dataclass(frozen=True, slots=True)
class Left:
    """Answers about lines that are in no rate, by reason."""

    reversals: int
    later_payers: int
    not_decided: int  # pending, passed on, estimates, lines without a charge or with a payment that cannot be read
    again: int  # answers to lines that were answered before: corrected claims, appeals, claims sent anew
    corrections_of_unknown: int  # answers to corrected claims whose first decision is not in these files
    without_day: int


def decisions(
    settled: Settled,
    tables: Mapping[str, Mapping[str, Sequence[str]]],
    claims: Mapping[str, Sequence[str]] | None = None,
    replaces: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The frame of decisions (see above) from what `auditkit.desks.denials.settle` found in `tables`.

    `claims`: the claim lines that it was matched with. `replaces`: control number of a corrected claim -> that of the claim that it corrects.
    """
    if not settled.settlements:
        return _nothing()
    beside = _beside(tables)
    rows = [_row(settlement, *beside) for settlement in settled.settlements]
    found = pd.DataFrame(dict(zip(_ROW, zip(*rows, strict=True), strict=True)))
    found["allowed"] = _cents(found["allowed"])
    found = found.join(_of_claims(found.pop("claim_row"), claims))
    root = found["claim_id"].map(lambda claim: _root(claim, replaces or {}))
    found["is_correction"] = (
        found["c_claim_frequency_code"].eq("7") | found["claim_frequency_code"].eq("7") | (root != found["claim_id"])
    )
    place = found["line_number"].where(
        found["line_number"] != "", found["date_of_service"] + "/" + found["code"] + "/" + found["modifiers"]
    )
    found["claim"], found["line"] = root, root + "#" + place
    found["remitted_by"], found["named"] = found["payer_id"], found["payer"].str.casefold().str.strip()
    found.loc[~_is_own_payer(found), ["c_payer_name", "c_payer_id"]] = ""
    for name, own, theirs in (
        ("payer", "c_payer_name", "payer"), ("payer_id", "c_payer_id", "payer_id"), ("clinic", "c_billing_provider_npi", "payee_npi"),
        ("therapist", "therapist", "therapist"), ("code", "c_hcpcs_code", "code"), ("modifiers", "c_modifiers", "modifiers"),
        ("sent_on", "c_submitted_on", "received_on"), ("date_of_service", "c_date_of_service", "date_of_service"),
    ):  # fmt: skip
        found[name] = found[own].where(
            found[own] != "", found[theirs] if name not in ("payer", "payer_id") else _same_payer(found, own, theirs)
        )
    for name in ("payer", "clinic", "therapist", "code"):
        found[name] = found[name].replace("", UNKNOWN)
    found["discipline"] = (
        found["modifiers"].str.extract(r"\b(GP|GO|GN)\b", expand=False).map(_DISCIPLINE).fillna(UNKNOWN)
    )
    found["authorization_number"] = found["c_authorization_number"]
    for name in ("date_of_service", "sent_on"):
        found[name] = pd.to_datetime(found[name].replace("", pd.NA), format="%Y-%m-%d", errors="coerce")
    found["decided_on"] = pd.to_datetime(found["decided_on"], errors="coerce")
    found = _together(found[[name for name in COLUMNS if name != "is_later_payer"]])
    return _sent_anew(_with_order(found))


def _is_own_payer(found: pd.DataFrame) -> pd.Series:
    """Whether the payer that answered is the one that the claim names: second payers answer claims that name the first."""
    pair = found["remitted_by"] + "/" + found["c_payer_id"]
    is_first, is_later = found["payer_order"].eq("primary"), found["payer_order"].isin(_LATER)
    says = found["remitted_by"].isin(found.loc[is_first | is_later, "remitted_by"])
    return ~is_later & (pair.isin(pair[is_first]) | ~says)


def _same_payer(found: pd.DataFrame, own: str, theirs: str) -> pd.Series:
    """What the practice calls the payer of an answer that was not matched: as in the matched answers of the same payer, by number or else by name."""
    told = found[theirs]
    known = found[found[own] != ""]
    for key in (found["remitted_by"], found["named"]):
        names = known.groupby(key.loc[known.index])[own].agg(lambda values: values.value_counts().index[0])
        told = told.where(~key.isin(names.index) | (key == ""), key.map(names))
    return told


COLUMNS = (
    *KEY, "line", "claim", "claim_id", "line_number", "payer", "payer_id", "payer_order", "clinic", "therapist", "discipline", "code", "patient_id",
    "date_of_service", "sent_on", "decided_on", "authorization_number", "charge", "paid", "allowed", "is_later_payer", "is_reversal",
    "is_correction", "is_decided", "is_denied", "is_unclear", "category", "carc", "rarc", "denial_key", "is_matched",
)  # fmt: skip
_ROW = (
    *KEY, "claim_id", "line_number", "payer", "payer_id", "payer_order", "therapist", "code", "modifiers", "patient_id", "date_of_service",
    "decided_on", "charge", "paid", "is_reversal", "is_decided", "is_denied", "is_unclear", "category", "carc", "rarc", "denial_key", "is_matched",
    "claim_row", "allowed", "claim_frequency_code", "received_on", "payee_npi",
)  # fmt: skip
_CLAIM_COLUMNS = (
    "payer_name", "payer_id", "billing_provider_npi", "modifiers", "hcpcs_code", "date_of_service", "submitted_on", "authorization_number",
    "claim_frequency_code",
)  # fmt: skip


def _nothing() -> pd.DataFrame:
    """The frame without a row."""
    kinds = dict.fromkeys(("date_of_service", "sent_on", "decided_on"), "datetime64[ns]") | {
        "charge": "int64",
        "paid": "int64",
        "allowed": "Int64",
    }
    return pd.DataFrame(
        {name: pd.Series(dtype=kinds.get(name, bool if name.startswith("is_") else str)) for name in COLUMNS}
    )


def _row(settlement: Any, allowed: dict, of_claim: dict, payees: dict) -> tuple:
    line, outcome = settlement.line, str(settlement.judgement.outcome)
    is_denied = outcome == "denied"
    key = (line.remittance_id, line.payment_number)
    return (
        *key, line.service_number, line.claim_id, line.line_number, line.payer, line.payer_id, line.payer_order, line.therapist_npi,
        line.hcpcs_code, "|".join(line.modifiers), line.patient_id, line.date_of_service, line.paid_on, line.charge_cents or 0,
        settlement.paid_cents, settlement.is_reversal, settlement.judgement.why not in NOT_DECIDED, is_denied, outcome == "unclear",
        line.category if is_denied else "", line.carc if is_denied else "", "|".join(line.rarcs) if is_denied else "",
        line.denial_key if is_denied else "", line.claim_row is not None, -1 if line.claim_row is None else line.claim_row,
        allowed.get((*key, line.service_number), ""), *of_claim.get(key, ("", "")), payees.get(line.remittance_id, ""),
    )  # fmt: skip


def _beside(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> tuple[dict, dict, dict]:
    """What stands beside an answer in the tables of remittances: what was allowed, frequency and day of receipt of the claim, who was paid."""
    services, payments, heads = tables["service_payments"], tables["claim_payments"], tables.get("remittances", {})
    return (
        dict(zip(zip(*(services[name] for name in KEY), strict=True), services["allowed_amount"], strict=True)),
        dict(zip(zip(*(payments[name] for name in KEY[:2]), strict=True),
                 zip(payments["claim_frequency_code"], payments["received_on"], strict=True), strict=True)),
        dict(zip(heads.get("remittance_id", ()), heads.get("payee_npi", ()), strict=True)),
    )  # fmt: skip


def _of_claims(rows: pd.Series, claims: Mapping[str, Sequence[str]] | None) -> pd.DataFrame:
    """Cells of the claim line that each answer was matched with, in columns that begin with `c_`; "" where there is none."""
    names = [f"c_{name}" for name in _CLAIM_COLUMNS]
    if claims is None:
        return pd.DataFrame("", index=rows.index, columns=names)
    lines = pd.DataFrame({f"c_{name}": claims[name] for name in _CLAIM_COLUMNS}, dtype=str)
    return lines.reindex(rows.to_numpy()).fillna("").set_axis(rows.index, axis=0)


def first_decisions(found: pd.DataFrame, as_of: pd.Timestamp | None = None) -> tuple[pd.DataFrame, Left]:
    """One row a line and first payer, and what was left out. Further columns say what is known by `as_of`:

    `outcome` ("" where not denied; paid_later, denied_again, open), `paid_later` (cents, after all reversals), `paid_later_on`, `answered_again_on`.
    """
    found = _known_by(found, as_of)
    first, left = _first(found)
    return first.join(_outcomes(first, found.loc[found["is_decided"], _FOLLOWS])), left


def left_out(found: pd.DataFrame, as_of: pd.Timestamp | None = None) -> Left:
    """What `first_decisions` leaves out."""
    return _first(_known_by(found[TOLD_APART], as_of))[1]


_FOLLOWS = ["line", "decided_on", *KEY, "paid", "is_reversal"]
# what `left_out` looks at
TOLD_APART = ["line", "payer_id", "decided_on", "is_decided", "is_reversal", "is_later_payer", "is_correction"]


def _known_by(found: pd.DataFrame, as_of: pd.Timestamp | None) -> pd.DataFrame:
    return found if as_of is None else found[~(found["decided_on"] > as_of)]


def _first(found: pd.DataFrame) -> tuple[pd.DataFrame, Left]:
    is_decided = found["is_decided"]
    is_counted = is_decided & ~found["is_reversal"] & ~found["is_later_payer"] & found["decided_on"].notna()
    counted = found.loc[is_counted, ["line", "payer_id", "decided_on"]]
    ordered = counted.sort_values("decided_on", kind="stable")
    first = found.loc[ordered.drop_duplicates(["line", "payer_id"]).index]
    is_unknown = first["is_correction"] & ~first["line"].isin(found.loc[is_decided & ~found["is_correction"], "line"])
    is_later_answer = first["is_correction"] & ~is_unknown
    left = Left(
        int((found["is_reversal"] & is_decided).sum()), int((found["is_later_payer"] & is_decided & ~found["is_reversal"]).sum()),
        int((~is_decided).sum()), len(counted) - len(first) + int(is_later_answer.sum()), int(is_unknown.sum()),
        int((found["decided_on"].isna() & is_decided).sum()),
    )  # fmt: skip
    return first[~is_unknown & ~is_later_answer].reset_index(drop=True), left


def _outcomes(first: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What followed each denied first decision, from any payer."""
    denied = first.loc[first["is_denied"], ["line", "decided_on", *KEY]].reset_index(names="place")
    later = denied.merge(found, on="line", suffixes=("_first", ""))
    is_own = (later["remittance_id"] == later["remittance_id_first"]) & (
        later["payment_number"] == later["payment_number_first"]
    )
    later = later[~is_own & (later["decided_on"] >= later["decided_on_first"])]
    paid = later.groupby("place")["paid"].sum()
    paid_on = later[later["paid"] > 0].groupby("place")["decided_on"].min()
    again = later[~later["is_reversal"]].groupby("place")["decided_on"].min()
    out = pd.DataFrame(index=first.index)
    out["paid_later"] = paid.reindex(first.index).fillna(0).astype("int64")
    out["paid_later_on"] = paid_on.reindex(first.index).where(out["paid_later"] > 0)
    out["answered_again_on"] = again.reindex(first.index)
    out["outcome"] = ""
    out.loc[first["is_denied"], "outcome"] = "open"
    out.loc[first["is_denied"] & out["answered_again_on"].notna(), "outcome"] = "denied_again"
    out.loc[first["is_denied"] & (out["paid_later"] > 0), "outcome"] = "paid_later"
    return out


def _root(claim: str, replaces: Mapping[str, str]) -> str:
    """The first claim of a chain of corrections."""
    seen = {claim}
    while (earlier := replaces.get(claim, "")) and earlier not in seen:
        seen.add(earlier)
        claim = earlier
    return claim


def _together(found: pd.DataFrame) -> pd.DataFrame:
    """One row where one claim payment answers one line in several pieces (split units): denied only where none of them is paid."""
    pieces = ["remittance_id", "payment_number", "line"]
    if not found.duplicated(pieces).any():
        return found
    sums = found.groupby(pieces, sort=False)[["charge", "paid"]].sum()
    firsts = found.sort_values("is_denied", ascending=False, kind="stable").drop_duplicates(pieces).sort_index()
    firsts = firsts.drop(columns=["charge", "paid"]).join(sums, on=pieces)
    is_paid = firsts["is_denied"] & (firsts["paid"] > 0)
    firsts.loc[is_paid, ["is_denied", "is_unclear"]] = False
    firsts.loc[is_paid, ["category", "carc", "rarc", "denial_key"]] = ""
    return firsts.reset_index(drop=True)


def _with_order(found: pd.DataFrame) -> pd.DataFrame:
    """`is_later_payer`: as the payer says, or else because another payer settled the line before and did not deny it."""
    settled = found[~found["is_denied"] & ~found["is_reversal"] & found["is_decided"]]
    settled = settled.sort_values("decided_on", kind="stable").drop_duplicates("line")[
        ["line", "decided_on", "payer_id"]
    ]
    before = found[["line"]].merge(settled, on="line", how="left").set_axis(found.index)
    is_after = (before["decided_on"] <= found["decided_on"]) & (before["payer_id"] != found["payer_id"])
    return found.assign(is_later_payer=found["payer_order"].isin(_LATER) | (found["payer_order"].eq("") & is_after))


def _sent_anew(found: pd.DataFrame) -> pd.DataFrame:
    """A denied service that was sent again in a claim of another number is the same line; one that had been paid is a line of its own."""
    service = ["patient_id", "therapist", "code", "date_of_service", "payer_id"]
    known = found[found["patient_id"].ne("") & ~found["is_reversal"] & found["is_decided"] & ~found["is_later_payer"]]
    claims = known.groupby(service, sort=False, dropna=False)["claim"].transform("nunique")
    renamed: dict[str, str] = {}
    asked = known[(claims > 1) & known["date_of_service"].notna()].sort_values("decided_on", kind="stable")
    waiting_of: dict[tuple, dict[str, str]] = defaultdict(dict)  # service -> denied line -> its claim
    for *key, line, claim, is_denied in asked[[*service, "line", "claim", "is_denied"]].itertuples(index=False):
        waiting = waiting_of[tuple(key)]
        of_another = next((old for old, own in waiting.items() if own != claim), None)
        if line not in renamed and line not in waiting and of_another is not None:
            renamed[line] = of_another
            if not is_denied:
                waiting.pop(of_another)
        elif is_denied:
            waiting.setdefault(line, claim)
        else:
            waiting.pop(line, None)
    if not renamed:
        return found
    line = found["line"].map(renamed)
    is_anew = line.notna()
    root = line.map(dict(zip(found["line"], found["claim"], strict=True)))
    return found.assign(
        line=line.where(is_anew, found["line"]),
        claim=root.where(is_anew, found["claim"]),
        is_correction=found["is_correction"] | is_anew,
    )


def _cents(texts: pd.Series) -> pd.Series:
    return (pd.to_numeric(texts.replace("", pd.NA), errors="coerce") * 100).round().astype("Int64")
