"""The four answers and the two steps of a reader, as buttons that the keyboard reaches too."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.note_audit.pieces import ANSWER_WORDS
from auditkit.apps.shell.widgets import Said, row, wide
from auditkit.rule import Answer

ANSWERS = (Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE)


class AnswerKeys:
    """`answers`, `steps` and `switch` are shown; `answer` hears which one was given, `step` hears -1 or 1."""

    def __init__(self, *, say: Said, answer: Callable[[Answer], None], step: Callable[[int], None]):
        self.buttons = {
            each: say.button(f"{number} {ANSWER_WORDS[each]}", lambda _, each=each: answer(each))
            for number, each in enumerate(ANSWERS, 1)
        }
        self.answers = w.Box(list(self.buttons.values()), layout=wide())
        self.answers.add_class("ar-answers")
        self.back = say.button("← Point before", lambda _: step(-1))
        self.forward = say.button("→ Point after", lambda _: step(1))
        self.steps = row(self.back, self.forward, also="ak-smaller")
        words = "Keys 1 to 4 answer, arrow keys ← → go to the next point"
        self.switch = w.Checkbox(value=True, description=words, indent=False, layout=wide())
        self.switch.add_class("rd-check")
        self.switch.observe(say.guard(self._switched), "value")
        self._switched()

    def show_answer(self, given: Answer | None, *, is_fixed: bool = False) -> None:
        """Mark the answer that stands, if one does; a fixed one cannot be changed."""
        for answer, button in self.buttons.items():
            button.disabled = is_fixed
            (button.add_class if answer is given else button.remove_class)("ak-chosen")

    def _switched(self, _=None) -> None:
        keyed = [
            *zip("1234", self.buttons.values(), strict=True),
            ("ArrowLeft", self.back),
            ("ArrowRight", self.forward),
        ]
        for key, button in keyed:
            (button.add_class if self.switch.value else button.remove_class)(f"ak-key-{key}")
