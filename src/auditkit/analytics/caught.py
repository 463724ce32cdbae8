"""Denials beside what the kit's own checks say of the same lines: how many they would have caught, and how many of their findings were denied.

Measured on claims, because findings and denials alike are mostly of whole claims. What this cannot say is in `LIMITS`, which is printed with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from auditkit.analytics.share import Share

LIMITS = (
    "A payer may be mistaken when it denies, and may take back later what it paid. So a finding on a paid claim can still be true.",
    "What was found and corrected before sending is not here: these are the claims as they were sent.",
    "Only lines that a payer has answered and that were matched to a claim in hand are counted.",
    "Where something was not supplied (minutes, authorizations, history, notes) a check answers “cannot tell”, which counts as no finding.",
    "Many denials have causes that no claim and no note shows, such as coverage that ended. Checks of claims cannot catch these.",
    "Our checks are today's; the payer's rule may have been another on that day.",
)
_MEDICAL = "medical_necessity"
_ABOUT = {
    "authorization_present": ("authorization",),
    "authorization_covers": ("authorization",),
    "timely_filing": ("timely_filing",),
    "diagnosis_supports_code": ("coding", _MEDICAL),
    "kx_modifier": ("coding", _MEDICAL, "eligibility"),
    "timed_units": ("coding", _MEDICAL),
    "unit_limit": ("coding", _MEDICAL),
}


def about(rule: str, is_note_rule: bool) -> tuple[str, ...]:
    """The categories of denials that a rule is about: those that a payer who sees the same thing would use."""
    return _ABOUT.get(rule, (_MEDICAL,) if is_note_rule else ("coding",))


@dataclass(frozen=True)
class Caught:
    """What was found, over answered claims.

    `recall`: of claims with a denial, those with a finding. `precision`: of claims with a finding, those with a denial. `denied`: of all claims,
    those with a denial, which is what a finding by the throw of a die would reach. `same`: of claims with a denial, those with a finding that is about
    the same thing as the denial. `by_category`: the last one by category. `listed`: one row a denied line with such a finding: `claim_id`,
    `line_number`, `date_of_service`, `category`, `carc`, `rule`, `message`, `is_same`.
    """

    recall: Share
    precision: Share
    denied: Share
    same: Share
    by_category: Mapping[str, Share]
    listed: pd.DataFrame


def caught(
    lines: pd.DataFrame, findings: pd.DataFrame, note_rules: Collection[str] = (), categories: Iterable[str] = ()
) -> Caught:
    """Set first decisions beside findings.

    `findings`: one row a finding, with `claim_id`, `line_number` ("" where it is of the claim or the day), `date_of_service` (text), `patient_id`,
    `rule`, `message`. `note_rules`: ids of rules that read notes.
    """
    placed = _placed(lines, findings)
    placed["is_same"] = [
        category in about(rule, rule in note_rules)
        for category, rule in zip(placed["category"], placed["rule"], strict=True)
    ]
    flagged = set(placed["claim"])
    denied_lines = lines[lines["is_denied"]]
    denied = set(denied_lines["claim"])
    same = placed[placed["is_same"] & placed["is_denied"]]
    by_category = {}
    for category in dict.fromkeys([*categories, *sorted(denied_lines["category"].unique())]):
        own = set(denied_lines.loc[denied_lines["category"] == category, "claim"])
        by_category[category] = Share(len(own & set(same.loc[same["category"] == category, "claim"])), len(own))
    listed = placed[placed["is_denied"]].sort_values(["claim_id", "line_number", "rule"], kind="stable")
    columns = ["claim_id", "line_number", "date_of_service", "category", "carc", "rule", "message", "is_same"]
    return Caught(
        recall=Share(len(denied & flagged), len(denied)),
        precision=Share(len(denied & flagged), len(flagged)),
        denied=Share(len(denied), lines["claim"].nunique()),
        same=Share(len(set(same["claim"])), len(denied)),
        by_category=by_category,
        listed=listed[columns].reset_index(drop=True),
    )


def _placed(lines: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Each finding with each answered line that it is about; a finding of a claim or a day is about all of its lines of that day."""
    own = lines.assign(day=lines["date_of_service"].dt.strftime("%Y-%m-%d").fillna(""))
    own = own[["line", "claim", "claim_id", "line_number", "day", "patient_id", "category", "carc", "is_denied"]]
    told = findings.rename(columns={"date_of_service": "day"})[
        ["claim_id", "line_number", "day", "patient_id", "rule", "message"]
    ]
    of_line = told[told["line_number"].ne("")].drop(columns=["patient_id", "day"])
    of_claim = told[told["line_number"].eq("") & told["claim_id"].ne("")].drop(columns=["line_number", "patient_id"])
    of_day = told[told["claim_id"].eq("") & told["patient_id"].ne("")].drop(columns=["line_number", "claim_id"])
    parts = [own.merge(of_line, on=["claim_id", "line_number"])]
    with_day, without = of_claim[of_claim["day"].ne("")], of_claim[of_claim["day"].eq("")].drop(columns="day")
    parts += [
        own.merge(with_day, on=["claim_id", "day"]),
        own.merge(without, on="claim_id"),
        own.merge(of_day, on=["patient_id", "day"]),
    ]
    placed = pd.concat(parts, ignore_index=True).drop_duplicates(["line", "rule"])
    return placed.rename(columns={"day": "date_of_service"})
