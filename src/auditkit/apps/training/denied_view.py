"""Level 4 on the training page: remittances in, denials counted before and after the session, kept; typed counts where there are none."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.month.view import ACCEPTED
from auditkit.apps.shell import remarks, safe
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.apps.training.denied import DeniedAround
from auditkit.desks.training import Session
from auditkit.training.results import around_words, kept_as
from auditkit.training.topics import CATEGORIES

_HINT = (
    '<p class="ak-fine">What payers answered before and after the session: 835 files or lists of denials, with the claims where they are at hand. Services are '
    "counted by their own day. The files leave this machine's memory when you close this page; only counts are kept.</p>"
)


class DeniedView:
    """The widgets; `box` is shown. `keep` gets what to keep of the chosen session (see `kept_as`), `changed` hears that files came or went."""

    def __init__(self, denied: DeniedAround, *, say: Said, keep: Callable, changed: Callable[[], None]):
        self.denied, self.say, self._keep_counts, self._changed = denied, say, keep, changed
        self.session: Session | None = None
        self.about = w.HTML(layout=wide())
        self.intake = FilesIn(
            say=say, accept=ACCEPTED, formats="835, denial list, claims or zip", hint=_HINT,
            take=lambda files: self._read(lambda: denied.add_files(files, say)), sample="", take_sample=None, forget=self._forget,
            add="Add remittances",
        )  # fmt: skip
        show(self.intake.sample_button, False)
        self.other = field(w.Dropdown, "Set against (not taught)", options=[("the one denied most often before", "")])
        self.other.observe(say.guard(lambda _: self._count()), "value")
        self.counted = w.HTML(layout=wide())
        self.keep_button = say.button("Keep these counts", lambda _: self._keep())
        self.result = w.VBox([self.other, self.counted, row(self.keep_button, self.intake.again)], layout=wide())
        self.box = w.VBox([self.about, self.intake.box, self.result], layout=wide())

    def show(self, session: Session) -> None:
        """Show a session."""
        self.session = session
        topic = self.denied.topic(session)
        show(self.intake.box, topic is not None)
        show(self.result, topic is not None and self.denied.remitted is not None)
        if topic is None:
            self.about.value = (
                "<p>Payers deny for nothing that this lesson teaches, so denials cannot tell whether it helped.</p>"
            )
            return
        self.about.value = f"<p>This lesson is about denials for <strong>{safe(CATEGORIES[topic.taught])}</strong>.</p>"
        self._offer(self.denied.others(session))
        self._count()

    def _offer(self, others: list[tuple[str, str]]) -> None:
        """What it may be set against; what a person chose stays chosen, where it is still there."""
        chosen = self.other.value or ""
        if list(self.other.options) != others:
            self.other.options = others
        self.other.value = chosen if chosen in [name for _, name in others] else ""

    def _count(self) -> None:
        found = self.denied.chosen(self.session, self.other.value or "") if self.session else None
        self.keep_button.disabled = found is None or not found.other
        self.counted.value = (
            f"<p>{safe(around_words(found))}</p>"
            if found
            else "<p>No service within 90 days of the session is in these files.</p>"
        )

    def _keep(self) -> None:
        found = self.denied.chosen(self.session, self.other.value or "")
        if found is None or not found.other:
            self.say("There is nothing to keep.", "unsure")
            return
        self._keep_counts(*kept_as(found))

    def _read(self, take: Callable[[], str]) -> None:
        self.say("Reading ...")
        try:
            said = take()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        if self.denied.is_asking:
            from auditkit.apps.shell.table_columns import ask_columns

            ask_columns(self.intake, self.denied.intake, say=self.say, go_on=self._look)
            return
        self.intake.asked(self.denied.remitted is not None)
        more = remarks("What to know about these files", self.denied.issues)
        self.say(said or " ".join(self.denied.read), "unsure" if said else "note", more=more)
        self._changed()

    def _look(self) -> None:
        self._read(lambda: self.denied.look(self.say))

    def _forget(self) -> None:
        self.denied.forget()
        self.intake.asked(False)
        self.say("The remittances are off this page. Counts that were kept stay kept.")
        self._changed()
