"""Where the findings come from that training starts with: a closed round, a month's denials, or a list."""

from __future__ import annotations

import csv
import io
from collections import Counter

from auditkit.analytics.round_results import result
from auditkit.apps.training.model import TrainingModel
from auditkit.desks.denials import case as denials
from auditkit.desks.rounds.round import READINGS, readings
from auditkit.tables.cells import on_screen
from auditkit.training.findings import Findings, FindingsError, findings_in, of_denials, of_round
from auditkit.training.results import topic_of_case
from auditkit.training.taught import every_rule

NONE, FILE = "none", "file"


class Sources:
    """What there is to choose from, over the training page's model."""

    def __init__(self, model: TrainingModel):
        self.model = model

    def options(self, nothing: str) -> list[tuple[str, str]]:
        """Where findings can come from, in words and as a key, the newest first; `nothing` is what it means to choose none (empty: not offered)."""
        found = [(nothing, NONE)] if nothing else []
        found.append(("A list of findings or denials (CSV)", FILE))
        found += [
            (f"Round closed {on_screen(one.closings[-1].when)}: {one.title}"[:80], f"round:{one.key}")
            for one in reversed(self.model.closed_rounds())
        ]
        months = sorted({month for month, _ in self._denials()}, reverse=True)
        return found + [(f"Denials of {month}, from the response desk", f"denials:{month}") for month in months]

    def findings(self, source: str, file: tuple[str, bytes] | None = None) -> Findings:
        """What was found there. Raises FindingsError, a sentence."""
        kind, _, key = source.partition(":")
        if kind == FILE:
            if file is None:
                raise FindingsError("Choose the file first: what `auditkit scrub`, `audit` or `denials` wrote as CSV.")
            try:
                return findings_in(io.StringIO(file[1].decode("utf-8-sig"), newline=""), "The file")
            except (UnicodeDecodeError, csv.Error):
                raise FindingsError("The file cannot be read; it must be a CSV file in UTF-8.") from None
        if kind == "denials":
            return of_denials(Counter(about for month, about in self._denials() if month == key))
        if kind == "round":
            chosen = next((one for one in self.model.closed_rounds() if one.key == key), None)
            if chosen is None:
                raise FindingsError("This round is not closed any more.")
            given = list(readings(self.model.kept.events(READINGS)).values())
            return of_round(result(chosen, given, list(every_rule()), ()).criteria)
        return Findings({})

    def _denials(self) -> list[tuple[str, str]]:
        """Month of payment and topic of every denied line at the response desk."""
        found = denials.cases(self.model.kept.events(denials.DESK)).values()
        return [(str(one.get("paid_on"))[:7], topic_of_case(one)) for one in found if one.get("paid_on")]
