"""The tables of an audit round's report: every criterion, agreement, replies, plan, method, and who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditkit.analytics.calibration import compared
from auditkit.analytics.round_results import Agreement
from auditkit.desks.rounds.round import PROBLEMS, Settled
from auditkit.desks.rounds.settling import differences
from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, Run, text
from auditkit.rule import Answer
from auditkit.store.records import Event
from auditkit.tables.cells import on_screen

if TYPE_CHECKING:
    from auditkit.reports.round_report import RoundReport

_ANSWERS = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNCLEAR: "cannot tell",
    Answer.NOT_APPLICABLE: "does not apply",
}


def annex(report: RoundReport) -> tuple[Block, ...]:
    """Everything that follows the findings."""
    parts = (_criteria, _agreement, _replies, _plan, _method, _history)
    return tuple(block for part in parts for block in part(report))


def _criteria(report: RoundReport) -> tuple[Block, ...]:
    asked = [c for c in report.result.criteria if c.met + c.not_met + c.unclear + c.not_applicable]
    rows = tuple(
        (
            report.rules[c.rule].title, "payment" if report.rules[c.rule].payment_critical else "quality", str(c.met), str(c.not_met),
            str(c.unclear), str(c.not_applicable), c.missed.words if report.is_general else c.missed.plain,
        )
        for c in sorted(asked, key=lambda c: (not report.rules[c.rule].payment_critical, -c.not_met))
    )  # fmt: skip
    header = ("Criterion", "Counts for", "Met", "Not met", "Cannot tell", "Does not apply", "Share not met")
    if not rows:
        return ()
    about = (
        "The share is of charts with an answer; “cannot tell” is in no share. "
        + (
            "The interval is exact (95%)."
            if report.is_general
            else "It is a count of these charts alone, so it has no interval."
        )
        + " Fewer than five charts give no rate."
    )
    grid = Grid("Each criterion", header, rows, widths=(28, 13, 7, 8, 11, 12, 21))
    return Heading("All criteria"), Paragraph(text(about, soft=True)), grid


def _agreement(report: RoundReport) -> tuple[Block, ...]:
    agreed = [a for a in report.result.agreement if a.same.n]
    blocks: list[Block] = [Heading("How far the readers agree"), *_known(report)]
    overruled = report.result.overruled
    if overruled.n:
        blocks.append(
            Paragraph(
                text(
                    f"The reader decided otherwise than the program proposed in {overruled.plain} of the answers."
                    if not overruled.is_few
                    else "There are too few answers to say how often the reader and the program differ."
                )
            )
        )
    if not agreed:
        return (*blocks, Paragraph(text("No chart was read twice.")))
    twice = max(a.same.n for a in agreed)
    blocks.append(
        Paragraph(
            text(
                f"{twice} {'chart was' if twice == 1 else 'charts were'} read by a second person who did not see the first reading."
            )
        )
    )
    rows = tuple((report.rules[a.rule].title, a.words) for a in sorted(agreed, key=_least_agreed))
    return (
        *blocks,
        Grid("Two readers, each criterion; least agreement first", ("Criterion", "Agreement"), rows, widths=(40, 60)),
        *_settled(report),
    )


def _settled(report: RoundReport) -> tuple[Block, ...]:
    """Where two readers differ: how much of it people settled, and how; what is open counts as the first reader said."""
    share = report.result.settled
    if not share.n:
        return ()
    left = share.n - share.k
    said = f"The two readers differ on {share.n:,} {'point' if share.n == 1 else 'points'}: {share.k:,} settled, {left:,} open."
    if share.k:
        said += " The result uses the settled answers; agreement is about the answers before."
    if left:
        said += " Where it is open, the answer of whoever finished first counts."
    points = [d for d in differences(report.round, report.readings) if d.rule in report.rules and d.settled]
    rows = tuple(
        (
            str(report.number(d.chart)), report.rules[d.rule].title, " / ".join(_ANSWERS[r.answers[d.rule]] for r in d.both),
            _ANSWERS[d.settled.answer], d.settled.reason, f"{d.settled.who}, {_by(d.settled)}, {on_screen(d.settled.when)}",
        )
        for d in points
    )  # fmt: skip
    header = ("Chart", "Criterion", "First / second reader", "Settled", "Why", "By whom")
    grid = (Grid("Settled where two readers differed", header, rows, widths=(7, 25, 16, 12, 22, 18)),) if rows else ()
    return Paragraph(text(said)), *grid


def _by(settled: Settled) -> str:
    return "both readers together" if settled.is_together else "a third person"


def _known(report: RoundReport) -> tuple[Block, ...]:
    """What each reader made of the charts with known answers before the first chart."""
    said = []
    for one in sorted(report.calibrations, key=lambda c: c.reader):
        left = f"left out what was not read: {one.left_out}." if one.left_out else ""
        figures = compared(one).sentence if any(one.answers) else ""
        said.append((Run(f"{one.reader}: ", strong=True), Run(" ".join(filter(None, (figures, left))))))
    if not said:
        return ()
    return Paragraph(text("Before the first chart, invented charts with known answers:")), Bullets(tuple(said))


def _replies(report: RoundReport) -> tuple[Block, ...]:
    rows = [
        (str(report.number(chart)), str(event.details["words"]), event.who, str(event.when.date()))
        for chart, events in report.round.replies.items() if chart in report.round.charts
        for event in events
    ]  # fmt: skip
    if not rows:
        return Heading("What the therapists say"), Paragraph(text("No reply was kept."))
    grid = Grid(
        "Replies",
        ("Chart", "Reply", "Who", "When"),
        tuple(sorted(rows, key=lambda r: int(r[0]))),
        widths=(10, 55, 20, 15),
    )
    return Heading("What the therapists say"), grid


def _plan(report: RoundReport) -> tuple[Block, ...]:
    if not report.round.plan:
        return Heading("Corrective action plan"), Paragraph(text("No step is planned yet."))
    rows = tuple(
        (
            s.cause,
            s.action,
            s.owner,
            on_screen(s.due_on) if s.due_on else "",
            s.evidence,
            on_screen(s.reaudit_on) if s.reaudit_on else "",
        )
        for s in report.round.plan
    )
    header = ("Cause", "Action", "Owner", "Due", "What will show it", "Audited again")
    return Heading("Corrective action plan"), Grid("Steps", header, rows, widths=(20, 24, 14, 12, 18, 12))


def _method(report: RoundReport) -> tuple[Block, ...]:
    round_ = report.round
    drawn = next((e for e in round_.history if e.kind == "drawn"), None)
    if drawn is None:
        return ()
    question = "Looking for problems" if round_.question == PROBLEMS else "What is the typical rate?"
    facts = [
        ("Question", question), ("Could have been drawn", round_.universe), ("Unit", round_.unit),
        ("Drawn", f"{len(round_.chosen):,} of {round_.frame_size:,}"), ("Seed", round_.seed), ("Hash of all that could be drawn", round_.frame_hash),
    ]  # fmt: skip
    facts += [("Stratum " + name, f"{k} of {n}") for name, (k, n) in dict(drawn.details.get("strata", {})).items()]
    facts.append(("Replacement", str(drawn.details.get("replacement_rule", ""))))
    for first, (stand_in, reason) in round_.replaced.items():
        place = round_.chosen.index(first) + 1
        facts.append(
            (
                f"Drawn as number {place}",
                f"{'replaced from the reserve' if stand_in else 'taken out; the reserve was used up'}: {reason}",
            )
        )
    readers = sorted({r.reader for r in report.readings if r.round == round_.key and r.finished_at})
    facts.append(("Read by", ", ".join(readers)))
    return Heading("How it was done"), Grid("Method", ("What", "How"), tuple(facts), widths=(30, 70))


def _history(report: RoundReport) -> tuple[Block, ...]:
    words = {"opened": "Opened", "drawn": "Sample drawn", "replaced": "Chart replaced", "replied": "Reply kept", "adjudicated": "Difference settled", "planned": "Plan kept", "priced": "Amounts kept", "closed": "Closed", "reopened": "Reopened"}  # fmt: skip
    rows = tuple(
        (f"{on_screen(e.when)} {e.when:%H:%M}", words.get(e.kind, e.kind), e.who, _about(e))
        for e in report.round.history
    )
    return Heading("Who did what"), Grid(
        "Steps of the round (UTC)", ("When", "What", "Who", "About"), rows, widths=(20, 22, 20, 38)
    )


def _about(event: Event) -> str:
    """Why a step was taken; for a closing what the round said then, so that both versions stand there where it was opened again."""
    if event.kind == "closed" and "found" in event.details:
        missed, read = event.details["found"]
        left = event.details.get("left_open")
        open_ = f"; {left} {'point' if left == 1 else 'points'} left open where two readers differ" if left else ""
        return f"{missed} of {read} charts with a payment-critical error{open_}"
    return str(event.details.get("reason", ""))


def _least_agreed(agreement: Agreement) -> tuple[float, str]:
    return agreement.same.rate or 0.0, agreement.rule
