"""What a practice decided about checks and payers, for a command: kept with the kit, or told in a file, which wins.

The kit's page and the command line read and keep the same choices, so that both give the same answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from auditkit.apps.claim_scrub.kept import Kept, all_rules, fitting
from auditkit.apps.claim_scrub.own import EDITED, as_columns, payer_rows
from auditkit.apps.shell.keeping import practice_store
from auditkit.scrub import Settings, read_settings
from auditkit.tables import Columns

NONE = Path("none")


@dataclass
class Choices:
    """`settings` are of claim checks and rules about notes alike. `told` hears in a sentence what is used, and what is not."""

    settings: Settings = field(default_factory=Settings)
    told: Callable[[str], None] = lambda words: print(words, file=sys.stderr)
    _kept: Kept | None = None
    _uses_kept_payers: bool = True
    _is_told: bool = False  # by a file

    @classmethod
    def of(cls, settings: Path | None, payers: Iterable[Path]) -> Choices:
        """`settings` is a TOML file, `NONE`, or None for what is kept; kept payers are used where `payers` names none. Raises SettingsError."""
        payers = list(payers)
        made = cls(_kept=_opened(), _uses_kept_payers=not payers)
        rules = all_rules()
        if settings is not None and settings != NONE:
            made.settings, made._is_told = read_settings(settings, rules), True
        elif settings is None and made._kept is not None:
            made._kept.load(rules, ())
            made.settings = fitting(made._kept.rules, rules)
            made._tell_kept()
        return made

    def _tell_kept(self) -> None:
        if self._kept.trouble:
            self.told(f"auditkit: what this practice keeps is not at hand: {self._kept.trouble}")
        if changed := self.settings.changes:
            self.told(f"Used as this practice keeps it (--settings none leaves it out): {', '.join(changed)}.")
            for change in changed.values():
                self.told(f"  {change.sentence}")

    def payers(self, lines: Columns, given: Columns | None) -> Columns | None:
        """The table of payers for these claim lines: the one that was given, else what is kept of the payers that are billed."""
        if given is not None or self._kept is None or not self._uses_kept_payers:
            return given
        self._kept.load((), payer_rows(lines, None, {}))
        own = self._kept.payers
        if not own:
            return None
        self.told(f"Used as this practice keeps it (--payers none leaves it out): the payers {', '.join(own)}.")
        return as_columns(payer_rows(lines, None, own).values())

    def keep(self, payers: Columns | None, *, who: str, now: datetime | None = None) -> str:
        """Keep for the kit and for the next time what the files say; rules that a settings file does not name are as they come again.

        Returns "" or what went wrong.
        """
        kept = Kept(lambda: now or datetime.now(UTC), practice_store, who)
        rules = all_rules()
        kept.load(rules, ())
        said = ""
        for rule in rules if self._is_told else ():
            change = self.settings.changes.get(rule)
            wanted = None if change is None else _as_kept(change)
            if wanted != kept.rules.get(rule):
                said = said or kept.change_rule(rule, wanted)
        for row in _rows(payers):
            said = said or kept.change_payer(
                row["payer_id"] or row["payer_name"], {n: row[n] for n in EDITED if row[n]}
            )
        return said


def _opened() -> Kept | None:
    """What is kept, or None where nothing was ever kept: reading makes no store."""
    from auditkit.store import StoreError, opening

    try:
        if not opening.is_there(None):
            return None
    except StoreError:
        return None
    return Kept(lambda: datetime.now(UTC), practice_store)


def _as_kept(change) -> dict[str, object]:
    how = {"off": True} if change.severity is None else {"severity": str(change.severity)}
    return {"reason": change.reason} | how


def _rows(columns: Columns | None) -> list[dict[str, str]]:
    if columns is None:
        return []
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
