"""How claims get onto the page: files, the sample practice; what each file is; and the question which column holds what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.claim_scrub import pieces
from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.shell import notice, safe
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.readers.limits import in_words

ACCEPTED = ".837,.edi,.x12,.txt,.dat,.clm,.csv,.tsv,.xlsx,.xls,.zip"
_AS_PROPOSED = "\0as proposed"  # several columns that make one list
_NO_COLUMN = ("No such column", "")


class Intake:
    """The widgets for claims in. `say` and `changed` are the page's; `box` stands above the result, `again` in its bar."""

    def __init__(self, model: ClaimScrubModel, sample: Path | None, limit: int, *, say: Said, changed: Callable):
        self.model = model
        self.sample = sample
        self.say = say
        self.changed = changed
        self._quiet = False
        model.told = lambda words: say(words)
        self.upload = w.FileUpload(
            multiple=True,
            accept=ACCEPTED,
            description="Choose files",
            tooltip="837P, CSV, Excel or zip",
            layout=w.Layout(width="auto"),
        )
        self.upload.observe(say.guard(self._take_files, "Reading the files"), "value")
        self.sample_button = say.button("Try with the sample practice", self._take_sample, "")
        self.close_button = say.button("Close", lambda _: self.fold(True))
        hint = w.HTML(
            "<p>Drop files anywhere on this page, or choose them: claims as 837P, CSV or Excel, or a zip of these. Beside them, if you have them: "
            "earlier lines with what was allowed, what each payer asks for, authorizations. Each file is recognised by its columns.</p>"
            f'<p class="ak-fine">Up to {in_words(limit)} in one upload. Claims stay on this machine and leave its memory when you close this page. '
            "The sample practice is invented: no real patient is in it.</p>"
        )
        self.open_box = w.VBox([hint, row(self.upload, self.sample_button, self.close_button)], layout=wide())
        self.asked_box = w.VBox([], layout=wide())
        self._build_files()
        self.box = w.VBox([self.open_box, self.asked_box, self.files_box], layout=wide())
        self.add_button = say.button("Add files", self._open)
        self.files_toggle = w.ToggleButton(description="What each file is", layout=w.Layout(width="auto"))
        self.files_toggle.observe(say.guard(lambda change: show(self.files_box, change["new"])), "value")
        self.forget_button = say.button("Clear this page", self._forget)
        self.again = row(self.add_button, self.files_toggle, self.forget_button)
        for hidden in (self.close_button, self.asked_box, self.files_box):
            show(hidden, False)

    def fold(self, is_small: bool) -> None:
        """Make room for the result, or give the input its room back."""
        show(self.open_box, not is_small)
        show(self.close_button, False)
        self.add_button.disabled = False

    def _open(self, _=None) -> None:
        show(self.open_box, True)
        show(self.close_button, True)
        self.add_button.disabled = True

    # Files in

    def _take_files(self, change) -> None:
        if self._quiet or not change["new"]:
            return
        files = [(f["name"], bytes(f["content"])) for f in change["new"]]
        self._quiet = True
        self.upload.value = ()  # the widget would keep a second copy
        self._quiet = False
        self._work(lambda: self.model.add_files(files))

    def _take_sample(self, _=None) -> None:
        if self.sample is None:
            self.say("The sample practice is not installed. Choose files of your own.", "unsure")
            return
        self._work(lambda: self.model.add_sample(self.sample))

    def _work(self, action: Callable[[], object]) -> None:
        """Do something that reads files; say what came of it."""
        self.say("Reading ...")
        try:
            action()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        self.done()

    def done(self) -> None:
        """Ask about columns if any are asked about, else say how the reading went."""
        if self.model.asked:
            self.say("")
            self._ask()
            return
        self._done_asking()
        more = pieces.issues(self.model)
        if self.model.kept.trouble:
            more += notice(self.model.kept.trouble, kind="unsure")
        if self.model.trouble:
            self.say(self.model.trouble, "bad", more)
        elif self.model.results is None and self.model.files:
            self.say(
                "No claim line was found in what you gave. Say below what each file is, or choose others.",
                "unsure",
                more,
            )
        else:
            self.say("", more=more)
        self.show_files()
        if self.model.results is None and self.model.files:
            self.files_toggle.value = True
            show(self.files_box, True)
        self.changed()

    def _forget(self, _=None) -> None:
        self.model.forget_all()
        self.files_toggle.value = False
        self._done_asking()
        self.show_files()
        self.changed()
        self.say("All claims are off this page.")

    # What is each file?

    def _build_files(self) -> None:
        self.files = field(w.Select, "Files", rows=5)
        self.files.observe(self.say.guard(self._choose_file), "value")
        self.role = field(w.Dropdown, "This file is", options=[])
        self.role_button = self.say.button("Read it as this", self._correct_role)
        self.files_box = w.VBox([self.files, row(self.role, self.role_button)], layout=wide())

    def show_files(self) -> None:
        """List the files of the page."""
        from auditkit.apps.claim_scrub.files import ROLE_WORDS, UNKNOWN

        self._quiet = True
        self.files.options = [
            (f"{file.label}: {ROLE_WORDS[file.role].lower()}", file.label) for file in self.model.files
        ]
        self.files.rows = max(2, min(6, len(self.model.files)))
        self.role.options = [(words, role) for role, words in ROLE_WORDS.items() if role != UNKNOWN]
        unknown = [file.label for file in self.model.files if file.role == UNKNOWN]
        self.files.value = next(iter(unknown or [file.label for file in self.model.files]), None)
        self._quiet = False
        self._choose_file()

    def _choose_file(self, _=None) -> None:
        if self._quiet:
            return
        role = next((file.role for file in self.model.files if file.label == self.files.value), None)
        if role in [value for _, value in self.role.options]:
            self.role.value = role

    def _correct_role(self, _=None) -> None:
        if self.files.value is None:
            self.say("Choose a file first.", "unsure")
            return
        label, role = self.files.value, self.role.value
        self._work(lambda: self.model.set_role(label, role))

    # Which column holds what?

    def _ask(self) -> None:
        table = self.model.asked[0]
        joined = table.proposal.joined
        columns = [(f"{header}: {table.examples.get(header) or 'empty'}", header) for header in table.headers]
        fields: dict[str, w.Dropdown] = {}
        for column in table.table.columns:
            if column.name in ("source_file", "source_place"):
                continue
            own = [(" + ".join(joined[column.name]), _AS_PROPOSED)] if column.name in joined else []
            value = _AS_PROPOSED if own else table.proposal.fields.get(column.name, "")
            words = column.name.replace("_", " ").replace("npi", "NPI").replace("hcpcs", "HCPCS or CPT")
            fields[column.name] = field(
                w.Dropdown, words[0].upper() + words[1:], options=[_NO_COLUMN, *own, *columns], value=value
            )
        needed = [fields[c.name] for c in table.table.columns if c.name in fields and c.required]
        others = [fields[c.name] for c in table.table.columns if c.name in fields and not c.required]
        missing = w.HTML()

        def confirm(_=None) -> None:
            chosen = {name: box.value for name, box in fields.items() if box.value != _AS_PROPOSED}
            chosen = {
                name: header
                for name, header in chosen.items()
                if header != table.proposal.fields.get(name, "") or name in joined
            }
            self.say("Reading ...")
            if wrong := self.model.confirm_columns(chosen):
                self.say("")
                missing.value = notice(wrong, kind="unsure")
                return
            self.done()

        more = w.ToggleButton(description=f"{len(others)} more columns", layout=w.Layout(width="auto"))
        rest = _grid(others)
        more.observe(self.say.guard(lambda change: show(rest, change["new"])), "value")
        show(rest, False)
        from auditkit.apps.claim_scrub.files import ROLE_WORDS

        self.asked_box.children = [
            head("Which column holds what?"),
            w.HTML(
                f"<p>{safe(table.file)} was taken as: {safe(ROLE_WORDS[table.table.name].lower())}. Please check the columns once; "
                "the answer is remembered for files of this shape. Behind each header stand cells of the file.</p>"
            ),
            _grid(needed),
            row(more),
            rest,
            missing,
            row(
                self.say.button("Read with these columns", confirm, "primary"),
                self.say.button("Leave this file out", lambda _: self._work(self.model.leave_asked_out)),
            ),
        ]
        show(self.asked_box, True)
        show(self.open_box, False)
        show(self.files_box, False)

    def _done_asking(self) -> None:
        show(self.asked_box, False)
        self.asked_box.children = []
        self.fold(self.model.results is not None)
        show(self.files_box, self.files_toggle.value)


def _grid(fields: list[w.Widget]) -> w.Box:
    made = w.Box(fields, layout=wide())
    made.add_class("cs-grid")
    return made
