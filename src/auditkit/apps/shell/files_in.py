"""How files get onto a page: the choice of files, the sample practice, the way back to them, and a question about an upload.

An app says what it accepts and what becomes of it; the steps are the same on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as w

from auditkit.apps.shell.widgets import Said, row, show, upload, wide

Uploads = list[tuple[str, bytes]]
"""Files by name and bytes."""


class FilesIn:
    """The widgets for files in: `box` stands above the result, `again` goes into the result's bar.

    `accept` lists file endings; `hint` is HTML that says what to give; `take` gets the files, `take_sample` makes the sample practice
    appear, and is None where it is not installed; `forget` clears the page. `above` stands over the buttons, `first` before them,
    `beside` between "Add" and "Clear". What `take` and its like raise is told by `say` in a sentence.
    """

    def __init__(
        self,
        *,
        say: Said,
        accept: str,
        formats: str,
        hint: str,
        take: Callable[[Uploads], object],
        sample: str,
        take_sample: Callable[[], object] | None,
        forget: Callable[[], object],
        add: str = "Add files",
        above: Sequence[w.Widget] = (),
        first: Sequence[w.Widget] = (),
        beside: Sequence[w.Widget] = (),
    ):
        self.say = say
        self._take, self._take_sample = take, take_sample
        self._quiet = False
        self.upload = upload("Choose files", accept, many=True, tip=formats)
        self.upload.observe(say.guard(self._given, "Reading the files"), "value")
        self.sample_button = say.button(sample, self._sample)
        self.close_button = say.button("Close", lambda _: self.fold(True))
        buttons = row(*first, self.upload, self.sample_button, self.close_button)
        self.open_box = w.VBox([*above, buttons, w.HTML(hint)], layout=wide())
        self.asked_box = w.VBox([], layout=wide())
        self.box = w.VBox([self.open_box, self.asked_box], layout=wide())
        self.add_button = say.button(add, self._open)
        self.forget_button = say.button("Clear this page", lambda _: forget())
        self.again = row(self.add_button, *beside, self.forget_button)
        show(self.close_button, False)
        show(self.asked_box, False)

    def fold(self, is_small: bool) -> None:
        """Make room for the result, or give the input its room back."""
        show(self.open_box, not is_small)
        show(self.close_button, False)
        self.add_button.disabled = False

    def ask(self, *question: w.Widget) -> None:
        """Put a question about what was given in the place of the input."""
        self.asked_box.children = question
        show(self.asked_box, True)
        show(self.open_box, False)

    def asked(self, has_result: bool) -> None:
        """The question is answered, or there is none."""
        show(self.asked_box, False)
        self.asked_box.children = []
        self.fold(has_result)

    def _open(self, _=None) -> None:
        show(self.open_box, True)
        show(self.close_button, True)
        self.add_button.disabled = True

    def _given(self, change) -> None:
        if self._quiet or not change["new"]:
            return
        files = [(f["name"], bytes(f["content"])) for f in change["new"]]
        self._quiet = True
        self.upload.value = ()  # the widget would keep a second copy
        self._quiet = False
        self._take(files)

    def _sample(self, _=None) -> None:
        if self._take_sample is None:
            self.say("The sample practice is not installed. Choose files of your own.", "unsure")
        else:
            self._take_sample()
