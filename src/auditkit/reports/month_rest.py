"""Time and money, what our own checks would have caught, and how everything was counted."""

from __future__ import annotations

from auditkit.analytics.caught import LIMITS, Caught
from auditkit.analytics.month import Figures
from auditkit.desks.denials import DEFINITION
from auditkit.reports.month_joined import Joined
from auditkit.reports.month_words import CATEGORY, days, worth
from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, labelled, text
from auditkit.tables.canonical import dollars

_LISTED, _ISSUES = 12, 10


def time_and_money(figures: Figures) -> tuple[Block, ...]:
    """Days, ages, amounts."""
    unknown = f" Not known for {figures.to_payment_unknown:,} paid lines." if figures.to_payment_unknown else ""
    since = (
        "since the claim was sent" if figures.has_sent else "since the payer received the claim (claims were not given)"
    )
    return (
        Heading("Time and money"),
        labelled("Days to payment,", f"{since}, of lines paid at their first decision in the month: {days(figures.to_payment, 'not known')}.{unknown} "
                 "Lines that still wait are not in it; they are below."),
        labelled("Days to action,", f"from the denial to the first step on record: {days(figures.to_action, 'no step is on record')}."),
        labelled("Overturned:", f"{figures.overturned.words} of the denials of twelve months that were answered a second time were paid. "
                 f"{figures.unanswered:,} denied lines have no second answer, and nothing is said about how they would end."),
        _aging(figures),
        Grid("Money", ("What", "How much"), (
            ("Denied this month", worth(figures.month_denied)),
            ("Denied in twelve months and not paid by the end of the month", worth(figures.held_up)),
            ("Came back this month on lines denied before", f"{dollars(figures.recovered.charge)} on {figures.recovered.lines:,} lines"),
            ("Taken back this month on lines paid before", f"{dollars(figures.taken_back.charge)} on {figures.taken_back.lines:,} lines"),
        ), (40, 60)),
        Paragraph(text("What a payer would allow is the middle share of the charge that it allowed for the same code (five lines or more), an estimate and no promise.", soft=True)),
    )  # fmt: skip


def _aging(figures: Figures) -> Block:
    if figures.aging is None:
        return labelled("Waiting for a first answer:", "claims were not given, so it is not known what waits.")
    rows = [
        (row.bucket, f"{row.lines:,}", f"{row.claims:,}", dollars(row.charge)) for row in figures.aging.itertuples()
    ]
    caption = "Waiting for a first answer at the end of the month, by days since it was sent. Where remittances are missing here, lines look open."
    return Grid(caption, ("Since sending", "Lines", "Claims", "Billed"), tuple(rows), (30, 20, 20, 30))


def caught_of(joined: Joined) -> tuple[Block, ...]:
    """The kit's own checks against real answers of payers."""
    figures = joined.figures
    blocks: list[Block] = [Heading("What our own checks would have caught")]
    if figures.caught is None:
        why = joined.gathered.trouble or "Claims were not given, so checks and denials cannot be set side by side."
        return (*blocks, Paragraph(text(why)))
    blocks.append(
        Paragraph(
            text(
                "Counted on claims of twelve months that payers have answered. A finding is something that must be fixed before sending."
            )
        )
    )
    blocks.append(_measures(figures.caught, "Checks of claims, twelve months"))
    rows = [(CATEGORY.get(name, name), share.words) for name, share in figures.caught.by_category.items() if share.n]
    blocks.append(
        Grid(
            "Claims denied for a reason, and a finding was about the same thing",
            ("Denied for", "Found by a check of claims"),
            tuple(rows),
            (30, 70),
        )
    )
    if figures.caught_notes is not None:
        blocks.append(_measures(figures.caught_notes, "Criteria of notes, claims with a note in hand, twelve months"))
        share = figures.caught_notes.by_category["medical_necessity"]
        blocks.append(
            labelled(
                "Denials for medical necessity",
                f"where the note falls short of a payment-critical point: {share.words}.",
            )
        )
    listed = figures.caught_month.listed.drop_duplicates(["claim_id", "line_number"]) if figures.caught_month else None
    if listed is not None and len(listed):
        shown = [
            (r.claim_id, r.line_number, CATEGORY.get(r.category, r.category), r.message)
            for r in listed.head(_LISTED).itertuples()
        ]
        caption = f"Denied this month, with a finding: {len(listed):,} lines"
        caption += f"; the first {_LISTED} here, all in caught.csv" if len(listed) > _LISTED else ""
        blocks.append(
            Grid(caption, ("Claim", "Line", "Denied for", "What the check says"), tuple(shown), (16, 8, 20, 56))
        )
    blocks += [
        Paragraph(text("What this comparison cannot say:", strong=True)),
        Bullets(tuple(text(words) for words in LIMITS)),
    ]
    return tuple(blocks)


def _measures(found: Caught, caption: str) -> Grid:
    rows = (
        ("Of claims with a denied line, those with a finding (recall)", found.recall.words),
        ("Of claims with a finding, those with a denied line (precision)", found.precision.words),
        ("For comparison: of all answered claims, those with a denied line", found.denied.words),
        ("Of claims with a denied line, those with a finding about the same thing", found.same.words),
    )
    return Grid(caption, ("Measure", "Claims, with 95% interval"), rows, (58, 42))


def method_of(joined: Joined) -> tuple[Block, ...]:
    """How it was counted, what was left out, what was read and what was not."""
    figures, left, given = joined.figures, joined.figures.left, joined.gathered.given
    items = [
        DEFINITION,
        "A line is counted once, in the month of its first decision by its first payer, by the date of the payment or notice. What followed does not change the month's rate.",
        f"In no rate of the month: {_lines(left.again)} answered again, {_lines(left.reversals)} reversed, {_lines(left.later_payers)} settled by a second payer, "
        f"{_lines(left.not_decided)} pending, passed on, without a charge or with a payment that cannot be read, {_lines(left.corrections_of_unknown)} of corrected claims whose first answer is not in these files, "
        f"{_lines(left.without_day)} without a date.",
        f"{_lines(joined.unclear)} paid with zero where the payer does not say enough: counted as answered, not as denied.",
        f"Matched to a claim in hand: {figures.matched.words}." if figures.has_sent else "Claims were not given: nothing was matched, and clinic, therapist and discipline are what the remittance names.",
        "Claims passed the first time: claims first decided in the month without a denied line. Clean claims: of first claims sent in the month, those neither rejected "
        "before settlement (277CA) nor with something our checks say must be fixed." + _rejected(figures),
        "Everything is as it was known on the last day of the month.",
        "Intervals are exact (Clopper-Pearson), of differences Newcombe's; tests are Fisher's exact; several tests are corrected as Benjamini and Hochberg do. Claims of one patient "
        "may be denied together too, which makes intervals a little narrower than they ought to be.",
    ]  # fmt: skip
    blocks: list[Block] = [Heading("How this was counted"), Bullets(tuple(text(words) for words in items))]
    blocks += [Paragraph(text("What was read", strong=True)), Bullets(tuple(text(words) for words in given.read))]
    if given.issues:
        told = [text(issue.sentence) for issue in given.issues[:_ISSUES]]
        if len(given.issues) > _ISSUES:
            told.append(text(f"and {len(given.issues) - _ISSUES:,} more in issues.csv."))
        blocks += [Paragraph(text("What was said while reading", strong=True)), Bullets(tuple(told))]
    return tuple(blocks)


def _rejected(figures: Figures) -> str:
    if figures.rejected is None:
        return " No answers of a clearinghouse were given, so rejected claims are not known."
    return f" Rejected: {figures.rejected.words}."


def _lines(count: int) -> str:
    return f"{count:,} line{'' if count == 1 else 's'}"
