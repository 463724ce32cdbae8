"""Day and time of a table's visits by the practice's own clock, where the table names another: universal time, or hours from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from auditkit.tables import Columns, Issue


class PracticeClock:
    """`zone` is the practice's; without one, universal time becomes that of this computer and other times stay as written.

    `turned` counts the times that were not kept as written. Days that a program wrote as moments (midnight in universal time, for every visit,
    or beside a time of its own) stay days.
    """

    def __init__(self, zone: ZoneInfo | None, columns: Columns) -> None:
        self.zone = zone
        self.turned = 0
        moments = [written for written in columns["date_of_service"] if "T" in written]
        self._are_days = bool(moments) and all("T00:00" in written for written in moments)

    def read(self, row: Mapping[str, str]) -> tuple[str, str]:
        """Day and time of a row; the day is "" where none can be read. A time in a column of its own goes before one beside the day."""
        written, start = row["date_of_service"], row["start_time"]
        if len(start) > 5 and "T" not in start:  # a time with a zone, of the day beside it
            start = f"{written[:10]}T{start}"
        if "T" in start:
            day, clock = self._split(start)
            return day or written[:10], clock
        if self._are_days or (start and "T00:00" in written):
            written = written[:10]
        day, clock = self._split(written)
        return day, start or clock

    def _split(self, written: str) -> tuple[str, str]:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return "", ""
        if moment.tzinfo is not None and (self.zone is not None or not moment.utcoffset()):
            local = moment.astimezone(self.zone)
            self.turned += local.replace(tzinfo=None) != moment.replace(tzinfo=None) or self.zone is None
            moment = local
        return moment.date().isoformat(), moment.strftime("%H:%M") if "T" in written else ""

    def issue(self, label: str) -> Issue:
        """What was done to the times of a file, for its reader."""
        times = "1 time" if self.turned == 1 else f"{self.turned:,} times"
        if self.zone is not None:
            problem = f"keeps {times} by another clock (such as universal time)"
            return Issue(label, "", problem, f"Turned into the time of {self.zone.key}; look at one visit.", True)
        problem = f"keeps {times} in universal time, and the practice's time zone was not given"
        return Issue(label, "", problem, "Give the zone, such as America/New_York.")
