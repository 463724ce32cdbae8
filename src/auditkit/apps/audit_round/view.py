"""The audit round page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.audit_round import pieces
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.audit_round.opening_view import OpeningView, RoundsView
from auditkit.apps.audit_round.reading_view import ReadingView
from auditkit.apps.audit_round.result_view import ResultView
from auditkit.apps.audit_round.sample_view import SampleView
from auditkit.apps.audit_round.style import STYLE
from auditkit.apps.note_audit.intake import ACCEPTED
from auditkit.apps.shell import notice, remarks
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.note_columns import note_columns
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.places import datasets
from auditkit.readers.limits import DEFAULT, in_words

ROUNDS, OPENING, SAMPLE, READING, RESULT = "rounds", "opening", "sample", "reading", "result"
PARTS = {ROUNDS: "Rounds", OPENING: "1 Opening", SAMPLE: "2 Sample", READING: "3 Reading", RESULT: "4 Result"}


class AuditRoundView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: AuditRoundModel, sample: Path | None = None):
        self.model = model
        self.say = Said()
        model.told = self.say
        self.who = field(w.Text, "Your name", continuous_update=False, value=model.who)
        self.who.add_class("rd-who")
        self.who.observe(self.say.guard(self._name), "value")
        self.about = w.HTML(layout=wide())
        self._build_intake()
        say = self.say
        self._make = {
            ROUNDS: lambda: RoundsView(model, sample, say=say, opened=self._opened, left=lambda: self.open(ROUNDS)),
            OPENING: lambda: OpeningView(model, say=say, opened=self._opened),
            SAMPLE: lambda: SampleView(model, say=say, drawn=self._opened),
            READING: lambda: ReadingView(model, say=say, changed=self._changed),
            RESULT: lambda: ResultView(model, say=say, changed=self._changed),
        }
        self.views: dict[str, object] = {}  # the first screen does not wait for the widgets of the others
        self.boxes = {part: w.VBox(layout=wide()) for part in PARTS}
        self.parts = {part: say.button(words, lambda _, part=part: self.go(part)) for part, words in PARTS.items()}
        nav = row(*self.parts.values(), self.who, also="rd-nav")
        self.page = w.VBox(
            [
                w.HTML(STYLE),
                nav,
                self.say.box,
                self.about,
                self.intake_box,
                *self.boxes.values(),
                say.on_shown(lambda: self.open(self.shown)),
            ],
            layout=wide(),
        )
        self.page.add_class("ak-wide")
        self.open(ROUNDS)

    def _build_intake(self) -> None:
        self.intake = FilesIn(
            say=self.say,
            accept=ACCEPTED,
            formats="Text, PDF, Word, Excel, CSV or zip",
            hint=f'<p class="ak-fine">Notes as text, PDF, Word, Excel, CSV, or a zip of these, up to {in_words(DEFAULT.file_bytes)} each. They stay on this '
            "machine and leave its memory when you close this page; the store keeps a key of each note, your answers and where the words stand that prove them, never its text or its file's name.</p>",
            take=lambda files: self._read(lambda: self.model.charts.add_files(files)),
            sample="Sample practice",
            take_sample=None,
            forget=self._forget,
            add="Add notes",
        )
        show(self.intake.sample_button, False)
        self.intake_box = w.VBox([self.intake.box, self.intake.again], layout=wide())

    # Showing

    def can_open(self, part: str) -> bool:
        """No sample before the opening, no reading before the sample."""
        round_ = self.model.round
        if part in (ROUNDS, OPENING):
            return True
        return round_ is not None and (part == SAMPLE or bool(round_.chosen))

    def go(self, part: str) -> None:
        """Open a part because somebody asked for it."""
        self.say("")
        self.open(part)

    def open(self, part: str) -> None:
        """Show one part of the page."""
        self.shown = part if self.can_open(part) else OPENING
        if self.shown in (ROUNDS, READING, RESULT):
            self.model.load()  # what others did meanwhile
        if self.shown == READING and self.model.open_chart is None:
            self.model.resume()
        self.refresh()

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        self.about.value = pieces.about_round(model) + (
            notice(model.kept.trouble, kind="unsure") if model.kept.trouble else ""
        )
        for part, button in self.parts.items():
            button.disabled = not self.can_open(part)
            is_shown = part == self.shown
            (button.add_class if is_shown else button.remove_class)("ak-chosen")
            button.description = f"{'▸ ' if is_shown else ''}{PARTS[part]}"
            show(self.boxes[part], is_shown)
        wants_notes = (self.shown == SAMPLE and not model.round.chosen) or self.shown == READING
        show(self.intake_box, wants_notes and not model.has_sample)
        has_notes = bool(model.charts) and (self.shown == SAMPLE or not model.missing)
        self.intake.fold(has_notes)
        show(self.intake.again, has_notes)
        self._view(self.shown).refresh()

    def _view(self, part: str):
        """The widgets of a part, made when it is shown first."""
        if part not in self.views:
            self.views[part] = self._make[part]()
            self.boxes[part].children = [self.views[part].box]
        return self.views[part]

    def _opened(self) -> None:
        """A round was chosen, opened or drawn: go to what comes next."""
        round_ = self.model.round
        if round_ is None:
            self.open(OPENING)
        elif not round_.chosen:
            self.open(SAMPLE)
        else:
            self.open(RESULT if self.model.is_all_read else READING)

    def _changed(self) -> None:
        self.refresh()

    # What a person does

    def _name(self, change) -> None:
        self.model.who = change["new"]
        if self.model.round is not None:
            self.model.propose_role()
            self.model.chart = self.model.rule = ""  # another reader sees nothing of this one
        self.open(self.shown)

    def _read(self, take: Callable[[], int]) -> None:
        self.say("Reading ...")
        try:
            added = take()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        charts = self.model.charts
        if charts.waiting:
            self.say("")
            self._ask()
            return
        more = remarks("Not read, or read in part", [issue.sentence for issue in charts.issues])
        again = f" {charts.again:,} were here already." if charts.again else ""
        self.say(
            f"{added:,} notes came onto this page.{again}" if added or again else "No note was found in what you gave.",
            more=more,
        )
        self.open(self.shown)

    def _ask(self) -> None:
        charts = self.model.charts

        def confirm(*chosen: str) -> None:
            self.intake.asked(bool(charts))
            self._read(lambda: charts.confirm(*chosen))

        def leave() -> None:
            self.intake.asked(bool(charts))
            charts.leave_waiting()
            self.say("The upload was not read.")

        self.intake.ask(
            *note_columns(charts.waiting[0], say=self.say, confirm=confirm, leave=leave, go="Take these notes")
        )

    def _forget(self) -> None:
        self.model.forget_notes()
        self.say("All notes are off this page. Answers that were kept stay kept.")
        self.open(self.shown)


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample practice where it is installed."""
    return AuditRoundView(AuditRoundModel(open_store=practice_store), sample_notes()).page


def sample_notes() -> Path | None:
    """The sample practice's notes, in the checkout or beside the installed package."""
    folder = datasets() / "practice"
    return folder if (folder / "notes").is_dir() else None
