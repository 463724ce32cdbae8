"""The estimate of money in an audit round's report. It is there only where counsel directs the round and amounts were given."""

from __future__ import annotations

from auditkit.analytics.appraisal import DEMANDED, LEVELS
from auditkit.analytics.overpayment import NoEstimate, Overpayment, overpayment
from auditkit.desks.rounds.round import Round
from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, labelled, text
from auditkit.tables.canonical import dollars

METHOD = (
    "Difference of paid and should have been paid; standard error with the correction of a finite frame; two-sided limits of Student's t. "
    "Counts of one stratum have exact limits of the hypergeometric distribution. Amounts are those that were given for each chart."
)
_NO_CONCLUSION = "This is arithmetic for counsel; it does not conclude that anything was overpaid or is owed."


def estimate(round_: Round) -> tuple[Block, ...]:
    """The section, or nothing: for a routine or targeted round, without amounts, and where no estimate can be given."""
    try:
        found = overpayment(round_, round_.amounts)
    except NoEstimate:
        return ()
    return Heading("Estimate for counsel"), Paragraph(text(_NO_CONCLUSION, strong=True)), *_figures(round_, found)


def _figures(round_: Round, found: Overpayment) -> tuple[Block, ...]:
    amount, overpaid = found.amount, found.overpaid
    paid, due = (sum(round_.amounts[chart][place] for chart in round_.charts) for place in (0, 1))
    share = f", {amount.precision_share:.1%} of the point estimate" if amount.precision_share is not None else ""
    demanded = amount.at(DEMANDED)
    money = Grid(
        "Paid too much in the frame, less paid too little",
        ("Two-sided level", "Lower limit", "Upper limit", "Precision"),
        tuple(
            (f"{one.level:.0%}", dollars(one.low), dollars(one.high), dollars(one.precision)) for one in amount.limits
        ),
        widths=(19, 27, 27, 27),
    )
    charts = Grid(
        "Charts of the frame that were paid too much" + (", exact limits" if overpaid.is_exact else ""),
        ("Two-sided level", "At least", "At most"),
        tuple((f"{level:.0%}", f"{overpaid.at(level).low:,}", f"{overpaid.at(level).high:,}") for level in LEVELS),
        widths=(34, 33, 33),
    )
    counted = f"{overpaid.seen:,} of {amount.n:,} charts paid too much" + (
        f", {found.underpaid:,} paid too little" if found.underpaid else ""
    )
    beside = f" With the normal value: {dollars(amount.normal_low)}." if amount.normal_low is not None else ""
    return (
        labelled(
            "In the sample:",
            f"{dollars(paid)} paid, {dollars(due)} should have been: {dollars(found.found)}. {counted}.",
        ),
        labelled(
            "Point estimate:",
            f"{dollars(amount.point)} for {amount.size:,} charts; standard error {dollars(round(amount.error))}.",
        ),
        labelled(
            "Lower limit of the two-sided 90% interval:",
            f"{dollars(demanded.low)}.{beside} Precision {dollars(demanded.precision)}{share}.",
        ),
        money,
        labelled("Charts, estimated:", f"{overpaid.point:,} of {amount.size:,}; standard error {overpaid.error:,.1f}."),
        charts,
        *([Bullets(tuple(text(said) for said in found.remarks))] if found.remarks else []),
        Paragraph(text(METHOD, soft=True)),
    )
