"""The draft of an appeal: facts of the claim, the chart's own sentences with their dates, the rules with links, enclosures, blanks.

It is a draft for a person to check and finish. It promises nothing, quotes no policy, and says nothing that is not in the chart, the claim or the
call log.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from auditkit.desks.denials.case import Case
from auditkit.desks.denials.definition import written
from auditkit.desks.denials.denied import dollars
from auditkit.reports.appeal_quotes import Point, points_of
from auditkit.reports.page import (
    Blank,
    Block,
    Bullets,
    Grid,
    Heading,
    Page,
    Paragraph,
    Quote,
    Run,
    Together,
    Words,
    text,
)
from auditkit.reports.standing import NoteStanding
from auditkit.reports.wording import day, kinds, listed, number_of, one_line


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes into a draft. `cases` are the lines of one claim that are worked on together; `notes` the audited notes of that care."""

    cases: Sequence[Case]
    notes: Sequence[NoteStanding] = ()
    practice: str = ""
    today: date | None = None
    authorization_number: str = ""
    enclosures: Sequence[str] = field(default_factory=tuple)  # beside those that the cause calls for

    def page(self, *, has_margin: bool = False) -> Page:
        """The draft as a page for a Word file. Title and footer hold no patient text."""
        first = self.cases[0]
        lines = sorted(self.cases, key=lambda case: str(case.get("line_number")).zfill(9))
        points = points_of(self.notes, _cause(first))
        blocks = [
            *_head(self, first),
            *_lines(lines),
            *_request(self, first),
            *_record(self, points),
            *_calls(self.cases),
            *_rules(points, first),
            *_enclosures(self, first),
            *_signatures(first),
        ]
        footer = " · ".join(part for part in (self.practice, "Draft of an appeal, to be checked by a person") if part)
        return Page(title="Draft of an appeal", blocks=tuple(blocks), footer=footer, author=self.practice or "auditkit")


def _cause(case: Case) -> str:
    diagnosed = case.done("diagnose")
    return str(diagnosed.details.get("cause")) if diagnosed else str(case.get("root_cause"))


def _head(packet: Packet, case: Case) -> list[Block]:
    by = "The deadline is not known: look in the contract"
    if case.appeal_by:
        aim = f" (aim at {day(case.aim_for)})" if case.aim_for else ""
        by = f"It has to be with the payer by {day(case.appeal_by)}{aim}. {case.closed_day_as(day)}".rstrip(". ")
    made = f"Draft of {day(packet.today)}. " if packet.today else "Draft. "
    notice = (
        f"{made}A person checks every sentence against chart, claim and contract, fills in the blanks, and takes this paragraph out. {by}. "
        "What is quoted is patient information."
    )
    return [
        Heading("Request to look at a denial again", 1),
        Paragraph((Run("■ Draft, not to be sent as it is. ", strong=True), Run(notice))),
        Paragraph(text(packet.practice)) if packet.practice else Blank("From (practice, address, NPI, tax number)", lines=2),
        Blank(f"To: {one_line(str(case.get('payer'))) or 'the payer'} (address, portal or fax for appeals)", lines=2),
        Blank("Patient's name, date of birth, number on the insurance card"),
    ]  # fmt: skip


def _lines(cases: Sequence[Case]) -> list[Block]:
    rows = tuple(
        (
            str(case.get("line_number")), _day(case, "date_of_service", ""),
            "-".join(part for part in (str(case.get("hcpcs_code")), *str(case.get("modifiers")).split("|")) if part),
            dollars(_amount(case, "charge_cents")), dollars(_amount(case, "denied_cents")), _codes(case),
        )
        for case in cases
    )  # fmt: skip
    first = cases[0]
    numbers = [f"claim {first.get('claim_id')}"]
    if first.get("payer_claim_control_number"):
        numbers.append(f"your number {first.get('payer_claim_control_number')}")
    told = f"About {listed(numbers)}, denied on {_day(first, 'paid_on')}:"
    header = ("Line", "Date of service", "Code", "Charge", "Denied", "Your codes")
    return [Paragraph(text(told)), Grid("", header, rows, (8, 20, 22, 15, 15, 20))]


def _request(packet: Packet, case: Case) -> list[Block]:
    what = "this line" if len(packet.cases) == 1 else f"these {len(packet.cases)} lines"
    kind = "a redetermination" if case.get("payer_type") == "medicare_b" else "a review"
    words = f"We ask for {kind} of {what}. The record of the care, quoted below and enclosed, is what we rest this on."
    blocks: list[Block] = [Paragraph(text(words))]
    if packet.authorization_number:
        blocks.append(Paragraph(text(f"Authorization number on file: {one_line(packet.authorization_number)}.")))
    blocks.append(Blank("In our own words: why the decision should be changed", lines=3))
    return blocks


def _record(packet: Packet, points: Sequence[Point]) -> list[Block]:
    blocks: list[Block] = [Heading("What the record shows")]
    days = {str(case.get("date_of_service")) for case in packet.cases}
    here = {note.audit.date_of_service.isoformat() for note in packet.notes if note.audit.date_of_service}
    if packet.notes and (missing := sorted(days - here - {""})):
        told = f"■ No note of {listed(day(date.fromisoformat(one)) for one in missing)} was at hand. Add what it shows before this is sent."
        blocks.append(Paragraph(text(told, strong=True)))
    if not points:
        nothing = "No sentence of the chart could be quoted here. Add what supports the services, or think again whether to appeal."
        return [*blocks, Paragraph(text(nothing)), Blank("What the record shows, with the date of each note", lines=4)]
    for point in points:
        quotes = tuple(Quote(f"“{quoted.words}”", quoted.where) for quoted in point.quotes)
        blocks.append(Together((Heading(point.title, 3), *quotes)))
    return blocks


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


def _in_words(m: re.Match[str]) -> str:
    """A day of a source in the letter's own style; what is no day stays."""
    try:
        return day(date.fromisoformat(m[0]))
    except ValueError:
        return m[0]


def _day_in(kept: str) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _calls(cases: Sequence[Case]) -> list[Block]:
    calls = list({(done.who, done.when): done for case in cases for done in case.calls}.values())
    if not calls:
        return []
    items: list[Words] = []
    for call in calls:
        told = {
            name: one_line(str(call.details.get(name) or "")) for name in ("called_on", "spoke_to", "reference_number")
        }
        items.append(
            text(
                f"{day(_day_in(told['called_on']) or call.when.astimezone().date())}: {told['spoke_to']}, reference {told['reference_number']}"
            )
        )
    return [Heading("Calls with you about this claim"), Bullets(tuple(items))]


def _rules(points: Sequence[Point], case: Case) -> list[Block]:
    sections: dict[tuple[str, str, str], dict[str, None]] = {}
    for source in (source for point in points for source in point.sources if source.title):
        own = sections.setdefault((source.title, source.dated, source.url), {})
        own[source.section.split(":")[0].strip()] = None
    items: list[Words] = []
    for (title, dated, url), named in sections.items():
        words = f"{title}: {'; '.join(name for name in named if name)}" + (
            f" ({_ISO.sub(_in_words, dated)})" if dated else ""
        )
        items.append((Run(words), Run(" "), Run(url, link=url)) if url else (Run(words),))
    if items and case.get("payer_type") not in ("medicare_b", "medicare_advantage"):
        items.append(
            text(
                "These are Medicare's rules. Check whether this payer's contract follows them, or take them out.",
                strong=True,
            )
        )
    if case.get("deadline_link"):
        link = str(case.get("deadline_link"))
        items.append((Run("Right to appeal and time limit: "), Run(link, link=link)))
    blank = Blank("The payer's own policy, where the denial names one: title, number, page (a link, no copied text)")
    return [Heading("Rules that apply"), *([Bullets(tuple(items))] if items else []), blank]


_FOR_CAUSE = {
    "no_authorization": ("The authorization, or the request with its date and answer",),
    "authorization_does_not_cover": ("The authorization with its dates, codes and units, and a count of what was used",),
    "order_missing": ("The signed order or referral, and the certified plan of care",),
    "sent_late": ("Proof that the claim was sent in time (999, 277CA)",),
    "units": ("Minutes of each service on these days",),
    "another_payer": ("The other payer's remittance, or its answer about coverage",),
    "coverage": ("The answer about coverage for these days (271), with the day it was asked",),
    "provider_not_enrolled": ("The letter of enrollment or credentialing with its effective date",),
    "records_not_sent": ("The payer's letter, and proof of the day the records were sent",),
    "notice_to_patient": ("The signed advance notice to the patient",),
}  # fmt: skip


def _enclosures(packet: Packet, case: Case) -> list[Block]:
    named = ["Remittance with the denial", "Claim as it was sent"]
    for note in sorted(packet.notes, key=lambda one: one.audit.date_of_service or date.max):
        named.append(f"{(kinds(note.audit.kinds) or 'note').capitalize()} of {day(note.audit.date_of_service)}")
    if not packet.notes:
        named += [
            "Notes of the days of service",
            "Evaluation and certified plan of care",
            "Progress report that covers these days",
        ]
    named += _FOR_CAUSE.get(_cause(case), ())
    named += packet.enclosures
    items = tuple(text(f"☐ {one_line(one)}") for one in dict.fromkeys(named))
    return [
        Heading("Enclosed"),
        Paragraph(text("Tick what is really enclosed, take out the rest.", soft=True)),
        Bullets(items),
    ]


def _signatures(case: Case) -> list[Block]:
    second = (
        f"{one_line(case.signed.who)}, {day(case.signed.when.astimezone().date())}" if case.signed else "nobody yet"
    )
    return [
        Paragraph(text(f"Second person who looked at this case: {second}.", soft=True)),
        Blank("Name, position and signature of who sends this"),
        Blank("Date"),
    ]


def _codes(case: Case) -> str:
    return " ".join((written(case.get("group_code"), case.get("carc")), *str(case.get("rarcs")).split("|"))).strip()


def _amount(case: Case, name: str) -> int | None:
    given = case.get(name, None)
    return given if isinstance(given, int) else None


def _day(case: Case, name: str, unknown: str = "a day that is not known") -> str:
    given = str(case.get(name))
    return day(date.fromisoformat(given)) if given else unknown


def summary(packet: Packet) -> str:
    """One sentence for the page: how much of the chart is quoted."""
    points = points_of(packet.notes, _cause(packet.cases[0]))
    quotes = sum(len(point.quotes) for point in points)
    return f"The draft quotes {number_of(quotes, 'sentence')} of {number_of(len(packet.notes), 'note')}."
