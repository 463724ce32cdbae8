"""The practice's time zone, which calendars that are kept in universal time need: chosen once, remembered for everybody."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from auditkit.apps.shell.keeping import Keeping

SETTING = "front desk: time zone"
ZONES = {
    "America/New_York": "Eastern", "America/Chicago": "Central", "America/Denver": "Mountain", "America/Phoenix": "Mountain, no daylight saving (Arizona)",
    "America/Los_Angeles": "Pacific", "America/Anchorage": "Alaska", "Pacific/Honolulu": "Hawaii", "America/Puerto_Rico": "Atlantic (Puerto Rico)",
}  # fmt: skip


class OwnZone:
    """`name` is the zone that was chosen, "" where nobody did: then a calendar's own counts."""

    def __init__(self, kept: Keeping) -> None:
        self._kept = kept
        self._here: str | None = None  # chosen on this page, so that it counts without a store too

    @property
    def name(self) -> str:
        """Asked of the store when it is needed: a page may have been made long before."""
        if self._here is not None:
            return self._here
        found = self._kept.seen(SETTING, lambda store: store.kept_setting(SETTING))
        return found if found in ZONES else ""

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone itself."""
        try:
            return ZoneInfo(self.name) if self.name else None
        except (LookupError, ValueError, OSError):  # a computer without time zones
            return None

    def choose(self, name: str) -> str:
        """Keep another one; "" when all is well, else one sentence."""
        if name == self.name or name not in ("", *ZONES):
            return ""
        self._here = name
        return self._kept.change(
            SETTING, lambda store, **signed: store.keep_setting(SETTING, name, **signed), self._look
        )

    def _look(self) -> None:
        """Somebody else chose meanwhile: theirs counts until this person says it again."""
        self._here = None
        _ = self.name
