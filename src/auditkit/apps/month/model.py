"""What the page of the monthly report knows: files, the month that is shown, the reports made so far. No widgets here.

Files stay in this process; nothing of them is kept but which column of a table holds what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditkit.apps.shell.keeping import Keeping

if TYPE_CHECKING:
    from auditkit.analytics.calendar_month import Month
    from auditkit.apps.response_desk.intake import Intake
    from auditkit.reports.month import MonthReport
    from auditkit.reports.month_given import Given
    from auditkit.reports.month_joined import Gathered
    from auditkit.tables import Issue


@dataclass
class MonthModel:
    """State of one page. `told` hears what is being done; `kept` remembers columns. `intake` are the files of the page."""

    told: Callable[[str], None] = lambda words: None
    kept: Keeping = field(default_factory=lambda: Keeping(lambda: datetime.now(UTC)))
    has_sample: bool = False
    intake: Intake | None = None
    gathered: Gathered | None = None
    month: Month | None = None
    _made: dict[Month, MonthReport] = field(default_factory=dict)

    @property
    def months(self) -> list[Month]:
        """Months with a decision, newest first."""
        return self.gathered.months if self.gathered else []

    @property
    def issues(self) -> list[Issue]:
        """What was said while reading."""
        return list(self.gathered.given.issues) if self.gathered else []

    def add_files(self, uploads: Iterable[tuple[str, bytes]]) -> str:
        """Take files beside those that are here; own files put the sample away. Returns a sentence where there is nothing to show.

        Where the intake asks about columns (`intake.asked`), nothing was read yet: see `read`.
        """
        from auditkit.apps.month.files import opened
        from auditkit.apps.response_desk.intake import Intake

        if self.has_sample:
            self.forget_all()
        self.told("Reading ...")
        self.intake = self.intake or Intake(self.kept, opened)
        return "" if self.intake.add(uploads) else self.read()

    @property
    def is_asking(self) -> bool:
        """True while a person is asked about columns."""
        return self.intake is not None and bool(self.intake.asked)

    def read(self) -> str:
        """Read the files of the page, once nothing is asked about them any more."""
        from auditkit.apps.month.files import given_of

        return self._take(given_of(self.intake.read(self.told)))

    def add_sample(self) -> str:
        """The invented practice."""
        from auditkit.analytics.calendar_month import Month
        from auditkit.reports.month_given import SAMPLE_MONTH, sample_given

        self.forget_all()
        self.told("Reading the sample practice ...")
        given = sample_given()
        if given is None:
            return "The sample practice is not installed. Choose files of your own."
        self.has_sample = True
        said = self._take(given)
        self.month = Month.parse(SAMPLE_MONTH)
        return said

    def _take(self, given: Given) -> str:
        from auditkit.reports.month_joined import gather

        self._made.clear()
        self.gathered = gather(given, told=self.told)
        if not self.months:
            self.month = None
            return "None of these files says what a payer decided. Choose remittances (835) or a list of denials."
        self.month = self._whole_month()
        return ""

    def _whole_month(self) -> Month:
        """The newest month that the files reach the end of, else the newest."""
        last = self.gathered.known.decisions["decided_on"].max().date()
        return next((month for month in self.months if month.end <= last), self.months[0])

    def choose(self, month: Month) -> None:
        """Show another month."""
        self.month = month

    @property
    def report(self) -> MonthReport | None:
        """The report of the month that is shown; made once."""
        if self.gathered is None or self.month is None:
            return None
        from auditkit.reports.month import MonthReport
        from auditkit.reports.month_joined import join

        if self.month not in self._made:
            self.told(f"Counting {self.month.words} ...")
            self._made[self.month] = MonthReport(join(self.gathered, self.month))
        return self._made[self.month]

    def forget_all(self) -> None:
        """Take everything off this page."""
        self.intake, self.gathered, self.month, self.has_sample = None, None, None, False
        self._made.clear()
