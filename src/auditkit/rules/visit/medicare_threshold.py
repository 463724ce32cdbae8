"""The year's Medicare threshold is not passed by this visit, or somebody knows that it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling
from auditkit.tables.canonical import dollars

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.reference import Reference

_SHARED = {"PT": frozenset({"PT", "SLP"}), "SLP": frozenset({"PT", "SLP"}), "OT": frozenset({"OT"})}
_MOST_A_VISIT = (
    20_000  # cents: a visit of outpatient therapy is hardly allowed more; only used to say "far enough away"
)


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Part B only: what the payer counts this year, else what our own lines come to, against the threshold of the year of the visit."""
    if not visit.pays_first_by_medicare:
        return VisitRuling(Answer.NOT_APPLICABLE, "The threshold is Medicare Part B's.")
    if visit.discipline not in _SHARED:
        return VisitRuling(Answer.UNCLEAR, "The visit names no discipline, and PT with SLP and OT are counted apart.")
    item = "kx_threshold_ot" if visit.discipline == "OT" else "kx_threshold_pt_slp"
    held = reference.threshold(item, visit.on)["value"]
    if not held:
        return VisitRuling(Answer.UNCLEAR, f"The threshold of {visit.on.year} is not loaded: import it.")
    threshold = round(float(held) * 100)
    used, of_payer = _used(visit, threshold)
    own = visit.therapy
    if used is None and not own.is_known:
        return VisitRuling(
            Answer.UNCLEAR,
            "Unknown - call: what Medicare counts this year is not in the answer, and no history was given.",
        )
    known = max(used or 0, own.allowed)
    disciplines = _SHARED[visit.discipline]
    before = (
        visit.booked_since(visit.answer.latest, disciplines)
        if of_payer
        else visit.booked_after(own.last_on, disciplines)
    )
    if known >= threshold:
        return VisitRuling(
            Answer.NOT_MET,
            f"{dollars(known)} of {dollars(threshold)} were allowed this year: KX, and the record has to show why, on every line.",
        )
    expected = known + (own.per_visit or 0) * (before + 1)
    if own.per_visit and expected > threshold:
        return VisitRuling(
            Answer.NOT_MET,
            f"{dollars(known)} of {dollars(threshold)} were allowed this year; with {before} booked before it this visit is expected to pass it.",
        )
    if not of_payer:
        return VisitRuling(
            Answer.UNCLEAR,
            f"Our own lines come to {dollars(known)} of {dollars(threshold)} this year; what others used is not in the answer.",
        )
    if own.per_visit is None and known + _MOST_A_VISIT * (before + 1) > threshold:
        return VisitRuling(
            Answer.UNCLEAR,
            f"{dollars(known)} of {dollars(threshold)} were allowed this year; this visit may pass it.",
        )
    return VisitRuling(Answer.MET, f"{dollars(known)} of {dollars(threshold)} were allowed this year.")


def _used(visit: BookedVisit, threshold: int) -> tuple[int | None, bool]:
    """What the payer says was used this year, in cents, and whether it said so. What remains is turned round."""
    answer = visit.answer
    if (
        answer is None
        or not answer.says_something
        or answer.checked_on is None
        or answer.checked_on.year != visit.on.year
    ):
        return None, False
    rows = [
        b for b in answer.benefits_on(visit.on, "limit")
        if b.cents is not None and b.is_about(visit.discipline) and b.insurance_type in ("MB", "")
    ]  # fmt: skip
    used = [b.cents for b in rows if b.measure == "used"]
    left = [b.cents for b in rows if b.measure == "remaining"]
    found = used + [max(0, threshold - cents) for cents in left]
    return (max(found), True) if found else (None, False)


rule = VisitCheck(
    title="The Medicare threshold of the year is not passed unseen",
    why="Above the threshold every line needs KX and a record that shows why care goes on; a claim above it without KX is denied. PT and SLP are counted together, OT apart, and visits elsewhere count too.",
    fix="Look at the record before the session: where it shows the need, KX goes on the lines; where it does not, talk to the therapist now.",
    tell="Medicare looks more closely at therapy above a certain amount a year. Your therapist will write down why the visits are needed.",
    severity=Severity.REVIEW,
    sources=(
        Source(title="KX threshold of each year", section="reference table thresholds.csv", dated="2026"),
        Source(
            title="Social Security Act, 1833(g)",
            section="per beneficiary and calendar year",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2018, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="kx-threshold",
    supply="What Medicare counts this year (271 or portal), and earlier lines with what was allowed.",
    edition="thresholds.csv, the year of the visit",
    good=VisitExample(
        visit={"payer_type": "medicare_b"},
        answer={"payer_type": "medicare_b"},
        benefits=(
            {"benefit": "limit", "service_types": "AE", "insurance_type": "MB", "measure": "used", "amount": "500.00"},
        ),
        reason="Medicare counts 500 dollars this year.",
    ),
    bad=VisitExample(
        visit={"payer_type": "medicare_b"},
        answer={"payer_type": "medicare_b"},
        benefits=(
            {"benefit": "limit", "service_types": "AE", "insurance_type": "MB", "measure": "used", "amount": "2490.00"},
        ),
        reason="More than the threshold of 2026 was allowed already.",
    ),
    check=check,
)
