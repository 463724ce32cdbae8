"""What the page of the monthly report knows: files, the month that is shown, the reports made so far. No widgets here.

Files stay in this process; nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditkit.analytics.calendar_month import Month
    from auditkit.reports.month import MonthReport
    from auditkit.reports.month_given import Given
    from auditkit.reports.month_joined import Gathered
    from auditkit.tables import Issue


@dataclass
class MonthModel:
    """State of one page. `told` hears what is being done."""

    told: Callable[[str], None] = lambda words: None
    has_sample: bool = False
    uploads: list[tuple[str, bytes]] = field(default_factory=list)
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
        """Take files beside those that are here; own files put the sample away. Returns a sentence where there is nothing to show."""
        from auditkit.apps.month.files import read_uploads

        if self.has_sample:
            self.forget_all()
        self.uploads += uploads
        self.told("Reading ...")
        return self._take(read_uploads(self.uploads, self.told))

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
        self.uploads, self.gathered, self.month, self.has_sample = [], None, None, False
        self._made.clear()
