"""The page's files scrubbed: claims first, then the notes of the same visits beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from auditkit.apps.claim_scrub.kept import fitting
from auditkit.apps.claim_scrub.own import as_columns, payer_rows
from auditkit.apps.claim_scrub.results import Results
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, PLANS

if TYPE_CHECKING:
    from auditkit.apps.claim_scrub.batch import Batch
    from auditkit.apps.claim_scrub.kept import Kept
    from auditkit.apps.claim_scrub.own import Row
    from auditkit.episodes import EpisodeAudit
    from auditkit.tables import NoteText


@dataclass
class Scrubbing:
    """One reading of a batch. `told` hears what is being done; `holds_all_reports` is a person's word about the notes."""

    batch: Batch
    kept: Kept
    today: date
    told: Callable[[str], None]
    holds_all_reports: bool = False
    _notes: list[NoteText] | None = None
    _found: dict[object, EpisodeAudit] = field(
        default_factory=dict
    )  # what an answer of the notes rests on -> the answer

    @property
    def has_claims(self) -> bool:
        """True where there is a line to check."""
        claims = self.batch.readings.get(CLAIM_LINES.name)
        return claims is not None and bool(claims.read)

    @property
    def has_notes(self) -> bool:
        """True where notes or plans of care were given."""
        return self.batch.has_notes or PLANS.name in self.batch.readings

    @property
    def notes_read(self) -> int:
        """How many notes were read."""
        return len(self._notes or ())

    def payers(self) -> dict[str, Row]:
        """The row of every payer that is billed, as given and as a person changed it."""
        claims, given = self.batch.readings.get(CLAIM_LINES.name), self.batch.readings.get(PAYERS.name)
        return payer_rows(claims.columns, given.columns if given else None, self.kept.payers) if claims else {}

    def claims(self, payers: Mapping[str, Row]) -> Results:
        """The claim checks. Raises TableError and CannotKeep, whose messages are sentences."""
        from auditkit.reference import Reference
        from auditkit.rules import claim_checks
        from auditkit.scrub import scrub

        readings = self.batch.readings
        claims = readings[CLAIM_LINES.name].columns
        lines = len(claims["claim_id"])
        self.told(f"Checking {lines:,} lines ...")
        is_set = PAYERS.name in readings or bool(self.kept.payers)
        result = scrub(
            claims,
            today=self.today,
            payers=as_columns(payers.values()) if is_set else None,
            **{t.name: readings[t.name].columns for t in (HISTORY, AUTHORIZATIONS) if t.name in readings},
            reference=Reference.of_practice().folder(),
            settings=fitting(self.kept.rules, claim_checks()),
            told=lambda share: self.told(f"Checking {lines:,} lines: {share:.0%} done ..."),
        )
        self.told("Sorting what was found ...")
        return Results(result, claims, {key: row["payer_name"] for key, row in payers.items()})

    def add_notes(self, results: Results, payers: Mapping[str, Row]) -> None:
        """Set the notes beside the lines of a result. What was found once is taken again while nothing that it rests on changes."""
        from auditkit.episodes import audit_episodes
        from auditkit.reference import Reference
        from auditkit.rules import comparison_rules, episode_rules

        if not self.has_notes:
            return
        if self._notes is None:
            self._notes = self.batch.notes()
        rules = {**episode_rules(), **comparison_rules()}
        self.kept.load(rules, ())
        settings = fitting(self.kept.rules, rules)
        plans = self.batch.readings.get(PLANS.name)
        kinds = tuple(sorted((key, row["payer_type"], row["unit_rule"]) for key, row in payers.items()))
        asked = (kinds, tuple(settings.changes.items()), self.holds_all_reports)
        if asked not in self._found:
            words = f"Looking at {len(self._notes):,} notes beside the lines"
            self.told(f"{words} ...")
            self._found[asked] = audit_episodes(
                self._notes,
                results.lines,
                plans.columns if plans else None,
                as_columns(payers.values()),
                today=self.today,
                reference=Reference.of_practice(),
                settings=settings,
                all_reports=self.holds_all_reports,
                told=lambda share: self.told(f"{words}: {share:.0%} done ..."),
            )
            self.batch.note_unmatched(self._found[asked].unmatched)
        results.add(self._found[asked])
