"""What the response desk knows: cases and requests as they stand, what is filtered and chosen, and the files of this session. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.apps.response_desk.kept_requests import KeptRequests
from auditkit.apps.response_desk.work import NOBODY, STATES, Filter, Listed, Work, state_of
from auditkit.apps.shell.desk_store import DeskStore
from auditkit.apps.shell.keeping import Keeping
from auditkit.desks.denials.case import DESK, Case, after, cases
from auditkit.desks.denials.causes import ProposedCause, propose_causes
from auditkit.desks.denials.definition import written
from auditkit.desks.denials.steps import OutOfOrder, act
from auditkit.store.records import Conflict, StoreError

if TYPE_CHECKING:
    from auditkit.apps.response_desk.files import Given
    from auditkit.apps.response_desk.intake import Intake
    from auditkit.apps.response_desk.own_findings import OwnFindings
    from auditkit.desks.denials import DeniedLine
    from auditkit.reports.appeal_packet import Packet

PAGE = 15
SAMPLE_DAY = date(2026, 11, 23)  # the sample's own today
SAMPLE_DAYS = 20  # of which the sample's denials are on the list


@dataclass
class ResponseDeskModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError; `told` hears what is being done."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    who: str = ""
    filter: Filter = field(default_factory=Filter)
    number: int = 0  # of the page that is shown, from 0
    chosen: str = ""  # key of the case that is open
    has_sample: bool = False

    def __post_init__(self) -> None:
        self.kept = DeskStore(self.open_store)
        self.intake: Intake | None = None  # files that wait for an answer about their columns
        self.noticed_on: date | None = None
        self.given: Given | None = None
        self.lines: dict[str, DeniedLine] = {}
        self.cases: dict[str, Case] = {}
        self.requests = KeptRequests(self)
        self.found: dict[str, OwnFindings] = {}
        self.is_loaded = False
        self._all_works = Listed()
        self._works: list[Work] | None = None
        self._works_on: date | None = None

    @property
    def today(self) -> date:
        """The as-of date."""
        return SAMPLE_DAY if self.has_sample else self.now().astimezone().date()

    @property
    def moment(self) -> datetime:
        """When something that is done now is done, in this machine's time zone; for sample data on the sample's own day."""
        now = self.now().astimezone()
        return datetime.combine(SAMPLE_DAY, now.timetz()) if self.has_sample else now

    # Loading

    def load(self) -> None:
        """Take up what is kept now. A page may have been made long before anybody looks at it, so this waits until somebody does."""
        self.is_loaded = True
        self.cases = cases(self.kept.events(DESK))
        self.requests.load()
        self._works = None

    def add_files(self, uploads: Iterable[tuple[str, bytes]], noticed_on: date | None = None) -> str:
        """Read files; denied lines become cases. Own files put the sample away. Returns a sentence for the person.

        Where `intake` is there afterwards, it asks about columns, and nothing was read yet: see `read`.
        """
        from auditkit.apps.response_desk.intake import Intake

        if self.has_sample:
            self.forget_all()
        self.noticed_on, self.intake = noticed_on, Intake(Keeping(self.now, self.open_store, self.who))
        return "" if self.intake.add(uploads) else self.read()

    def read(self) -> str:
        """Read the files that were given, once nothing is asked about them any more. Returns a sentence for the person."""
        intake, self.intake = self.intake, None
        self.load()
        return self._take(intake.read(self.told), self.noticed_on)

    def add_sample(self, folder: Path) -> str:
        """The denials of the invented practice's last weeks. Nothing of it reaches the store."""
        from auditkit.apps.response_desk.sample import sample_given

        self.forget_all()
        self.has_sample = True
        self.kept.use_this_page_only()
        self.load()
        return self._take(sample_given(folder, self.told), None)

    def _take(self, given: Given, noticed_on: date | None) -> str:
        from auditkit.desks.denials import settle
        from auditkit.desks.denials.intake import intake
        from auditkit.reference import Reference

        self.given = self._with_earlier(given)
        self.found.clear()
        if given.remittances is None:
            return "No remittance was among these files; they stand beside the cases that are here."
        self.told("Looking for denied lines ...")
        found = settle(
            self.given.remittances, self.given.claims, payers=self.given.payers, reference=Reference.of_practice()
        )
        self.lines.update({line.denial_key: line for line in found.denied})
        lines = [one for one in found.denied if not self.has_sample or _is_recent(one)]

        def news():
            who = self.who or "loaded from files"
            new = intake(
                lines,
                self.cases,
                who=who,
                when=self.moment,
                noticed_on=noticed_on or self.today,
                settlements=found.settlements,
            )
            return new._replace(events=[_noticed_as_it_came(event) for event in new.events]) if self.has_sample else new

        new = news()
        self.told(f"Keeping {len(new.events):,} entries ...")
        try:
            try:
                self._keep(new.events)
            except Conflict:  # another page took in the same files meanwhile: what it kept counts, the rest is ours
                self.load()
                new = news()
                self._keep(new.events)
        except StoreError as error:
            return f"Nothing was kept. {error}"
        more = f" {len(found.unclear):,} lines are unclear; `auditkit denials` lists them." if found.unclear else ""
        return new.sentence + more

    def _with_earlier(self, given: Given) -> Given:
        """Claims, payers and notes of an earlier upload stay beside what comes now."""
        if self.given is not None:
            given.claims = given.claims or self.given.claims
            given.payers = given.payers or self.given.payers
            given.notes = given.notes or self.given.notes
            given.remittances = given.remittances or self.given.remittances
        return given

    def _keep(self, new) -> None:
        for event in self.kept.append(new):
            self.cases[event.subject] = after(self.cases.get(event.subject) or Case(event.subject), event)
        self._works = None

    def forget_all(self) -> None:
        """Take files and sample off this page. What was kept in the store stays."""
        self.kept.use_the_store()
        self.given, self.intake, self.has_sample, self.chosen, self.number, self.filter = (
            None,
            None,
            False,
            "",
            0,
            Filter(),
        )
        self.lines.clear()
        self.found.clear()
        self.load()

    # The list

    @property
    def works(self) -> list[Work]:
        """All work by urgency, closed last."""
        if self._works is None or self._works_on != self.today:
            self._works, self._works_on = self._all_works.of(self.cases.values(), self.today), self.today
        return self._works

    def listed(self) -> list[Work]:
        """What the filter leaves."""
        return [work for work in self.works if self.filter.leaves(work)]

    def page(self) -> list[Work]:
        """What stands on the page that is shown."""
        listed = self.listed()
        self.number = max(0, min(self.number, (len(listed) - 1) // PAGE))
        return listed[self.number * PAGE : (self.number + 1) * PAGE]

    def narrow(self, asked: Filter) -> None:
        """Choose what is filtered; the first page is shown."""
        self.filter, self.number = asked, 0

    def choices(self, name: str) -> list[tuple[str, int]]:
        """Which owners, payers or categories there are in open work, with how often."""
        counts: dict[str, int] = {}
        for work in self.works:
            if not work.item.case.outcome:
                value = (work.item.case.owner or NOBODY) if name == "owner" else str(work.item.case.get(name))
                counts[value] = counts.get(value, 0) + 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def counts(self) -> dict[str, int]:
        """How much work there is of each state."""
        found = dict.fromkeys(STATES, 0)
        for work in self.works:
            found[state_of(work)] += 1
        return found

    # A case

    def work(self, key: str = "") -> Work | None:
        """The work that a case belongs to; the open one by default."""
        wanted = key or self.chosen
        return next((work for work in self.works if any(case.key == wanted for case in work.cases)), None)

    def proposed(self, work: Work) -> list[ProposedCause]:
        """Causes that something points to."""
        case = work.item.case
        own = self.found.get(work.key)
        reason = written(case.get("group_code"), case.get("carc"))
        return propose_causes(str(case.get("root_cause")), reason, own.findings if own else ())

    def look_up(self, work: Work) -> OwnFindings:
        """What our own checks say of this claim; made once a session."""
        from auditkit.apps.response_desk.own_findings import own_findings

        if work.key not in self.found:
            lines = [self.lines[case.key] for case in work.cases if case.key in self.lines]
            given = self.given
            self.found[work.key] = own_findings(
                given.claims if given else None,
                [line.claim_row for line in lines if line.claim_row is not None],
                given.payers if given else None,
                given.notes if given else (),
                {
                    date.fromisoformat(str(case.get("date_of_service")))
                    for case in work.cases
                    if case.get("date_of_service")
                },
                patient_id=next((line.patient_id for line in lines if line.patient_id), ""),
                today=self.today,
                decisions=self.kept.decisions(),
            )
        return self.found[work.key]

    def act(self, work: Work, kind: str, details: Mapping[str, object], *, together: bool = True) -> str:
        """Do something with the case, and with the other lines of the work where `together`. Returns "" or a sentence; then nothing was done."""
        try:
            self._keep(
                act(
                    work.item.case,
                    kind,
                    details,
                    who=self.who,
                    when=self.moment,
                    together=work.cases if together else (),
                )
            )
        except OutOfOrder as refused:
            return str(refused)
        except Conflict as first:
            self.load()
            return (
                f"{first.first.who} changed this after you looked at it, so nothing of yours is kept yet. Read what happened, then keep it again."
                if first.first
                else str(first)
            )
        except StoreError as error:
            self.load()
            return str(error)
        return ""

    def packet(self, work: Work) -> Packet:
        """What goes into the draft of an appeal."""
        from auditkit.reports.appeal_packet import Packet

        return Packet(work.cases, self.look_up(work).notes, today=self.today)


def _is_recent(line: DeniedLine) -> bool:
    return line.paid_on is not None and (SAMPLE_DAY - line.paid_on).days <= SAMPLE_DAYS


def _noticed_as_it_came(event):
    """In the sample every remittance was noticed on the day it came."""
    return (
        replace(event, details={**event.details, "noticed_on": event.details["paid_on"]})
        if event.kind == "noticed"
        else event
    )
