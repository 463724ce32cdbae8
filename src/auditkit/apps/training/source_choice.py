"""The choice of where findings come from, with a place for a list."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell.widgets import Said, field, row, show, upload
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.sources import FILE, Sources
from auditkit.training.findings import Findings


class SourceChoice:
    """`source` goes into a form, `below` under it."""

    def __init__(self, model: TrainingModel, *, say: Said, nothing: str = ""):
        self.sources, self.say, self._nothing = Sources(model), say, nothing
        self.file: tuple[str, bytes] | None = None
        self.source = field(w.Dropdown, "Chosen from", options=[])
        self.upload = upload("Choose the list", ".csv")
        self.upload.observe(say.guard(self._take, "Reading the file"), "value")
        self.below = row(self.upload)
        self.source.observe(say.guard(lambda _: show(self.below, self.source.value == FILE)), "value")
        self.refresh()

    def refresh(self) -> None:
        """Offer what there is now."""
        chosen = self.source.value
        options = self.sources.options(self._nothing)
        keys = [key for _, key in options]
        self.source.options = options
        self.source.value = chosen if chosen in keys else keys[0]
        show(self.below, self.source.value == FILE)

    def findings(self) -> Findings:
        """What was found where it says. Raises FindingsError."""
        return self.sources.findings(self.source.value, self.file)

    def _take(self, change) -> None:
        if change["new"]:
            given = change["new"][0]
            self.file = (given["name"], bytes(given["content"]))
            self.say("The list is there; now propose.")
