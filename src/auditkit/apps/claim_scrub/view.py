"""The claim scrub page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

import os

import ipywidgets as w

from auditkit.apps.claim_scrub import pieces, takeaway
from auditkit.apps.claim_scrub.intake import Intake
from auditkit.apps.claim_scrub.model import SAMPLE_FILES, ClaimScrubModel, Sample
from auditkit.apps.claim_scrub.style import STYLE
from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, row, show, wide
from auditkit.places import datasets

CLAIMS, CALCULATORS, DECISIONS = "claims", "calculators", "decisions"
PARTS = {CLAIMS: "Check claims", CALCULATORS: "Calculators", DECISIONS: "Our checks and payers"}
_UPLOAD_LIMIT = 50 * 2**20


class ClaimScrubView:
    """The widgets of the page; `page` is the one to display. Parts that the first screen does not show are made when they are opened."""

    def __init__(self, model: ClaimScrubModel, sample: Sample | None = None, limit: int = _UPLOAD_LIMIT):
        self.model = model
        self.say = Said()
        self.intake = Intake(model, sample, limit, say=self.say, changed=self.refresh)
        self.findings = None
        self.calculators = None
        self.decisions = None
        self.parts = {
            part: self.say.button(words, lambda _, part=part: self.open(part)) for part, words in PARTS.items()
        }
        self.nav = row(*self.parts.values(), also="cs-nav")
        self.takeaway = Takeaway(takeaway.FILES, lambda name: takeaway.content(model, name), say=self.say)
        self.bar = row(self.takeaway.buttons, self.intake.again, also="ak-bar")
        self.summary = w.HTML(layout=wide())
        self.result = w.VBox([self.bar, self.takeaway.made, self.summary], layout=wide())
        self.boxes = {
            CLAIMS: w.VBox([self.intake.box, self.result], layout=wide()),
            CALCULATORS: w.VBox([], layout=wide()),
            DECISIONS: w.VBox([], layout=wide()),
        }
        self.page = w.VBox([w.HTML(STYLE), self.nav, self.say.box, *self.boxes.values()], layout=wide())
        self.page.add_class("ak-wide")
        show(self.result, False)
        self.open(CLAIMS)

    def open(self, part: str) -> None:
        """Show one part of the page."""
        if part == CALCULATORS and self.calculators is None:
            from auditkit.apps.claim_scrub.calculator_view import Calculators

            self.calculators = Calculators(lambda: self.model.now().astimezone().date(), say=self.say)
            self.boxes[part].children = [self.calculators.box]
        if part == DECISIONS:
            if self.decisions is None:
                from auditkit.apps.claim_scrub.decisions import Decisions

                self.decisions = Decisions(self.model, say=self.say, changed=self.refresh)
                self.boxes[part].children = [self.decisions.box]
            self.decisions.refresh()
        for name, box in self.boxes.items():
            show(box, name == part)
            (self.parts[name].add_class if name == part else self.parts[name].remove_class)("ak-chosen")
            self.parts[name].description = f"{'▸ ' if name == part else ''}{PARTS[name]}"
        self.shown = part

    def refresh(self) -> None:
        """Show the model as it is now."""
        has_result = self.model.results is not None
        if has_result and self.findings is None:
            from auditkit.apps.claim_scrub.findings import Findings

            self.findings = Findings(self.model, say=self.say, change_rule=self._change_rule)
            self.result.children = [self.bar, self.takeaway.made, self.summary, self.findings.box]
        show(self.result, has_result)
        self.intake.fold(has_result)
        (self.page.add_class if has_result else self.page.remove_class)("ak-has-result")
        self.takeaway.clear()
        show(self.takeaway.by_name["linked_html"], has_result and self.model.results.episodes is not None)
        self.summary.value = pieces.summary(self.model) if has_result else ""
        if self.findings is not None:
            self.findings.refresh()
        if self.decisions is not None and not has_result:
            self.decisions.refresh()

    def _change_rule(self, rule: str) -> None:
        self.open(DECISIONS)
        self.decisions.open_rule(rule)


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample claims where they are installed."""
    limit = int(os.environ.get("AUDITKIT_UPLOAD_LIMIT") or _UPLOAD_LIMIT)
    return ClaimScrubView(ClaimScrubModel(open_store=practice_store), sample_practice(), limit).page


def sample_practice() -> Sample | None:
    """Where the sample practice's claims and notes are, in the checkout or beside the installed package."""
    claims, notes = datasets() / "billing", datasets() / "practice"
    if not all((claims / name).is_file() for name in SAMPLE_FILES):
        return None
    return Sample(claims, notes if (notes / "notes").is_dir() else None)
