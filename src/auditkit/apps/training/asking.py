"""One person's quiz: which question is next, what was answered, what may be explained yet. Every answer is kept at once."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.apps.training.model import TrainingModel
from auditkit.desks import quiz_sheets
from auditkit.desks.quiz_sheets import Sheet, sheet_key
from auditkit.desks.training import Refused
from auditkit.store.records import Conflict
from auditkit.training.lesson import Lesson
from auditkit.training.quiz import bank_of, quiz
from auditkit.training.quiz_item import Form, Item, Task

QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered: what was chosen, and whether it was right."""

    item: Item
    chosen: int
    is_right: bool

    @property
    def words(self) -> str:
        """The choice in words."""
        return chosen_words(self.item, self.chosen)


def chosen_words(item: Item, chosen: int) -> str:
    """An option in its words, or a number of units."""
    if item.task is Task.COUNT:
        return f"{chosen} {'unit' if chosen == 1 else 'units'}"
    return item.options[chosen] if 0 <= chosen < len(item.options) else ""


class Asking:
    """A sheet that is being filled in. A sheet that was begun goes on where it stopped. Raises Refused for a code that is none,
    StoreError where nothing can be kept."""

    def __init__(self, model: TrainingModel, lesson: Lesson, session: str, form: Form, code: str):
        self.model, self.lesson, self.form = model, lesson, form
        self.code = code.strip().lower()
        self.session = session
        self.key = sheet_key(session, form, self.code)
        self.was_begun = self._look() is not None
        if not self.was_begun:
            items = quiz(lesson.rules, form, seed=session, count=QUESTIONS)
            if not items:
                raise Refused("There are no questions for this lesson and this form.")
            ids = [item.id for item in items]
            model.keep(quiz_sheets.begin(session, form, self.code, ids, when=model.now()))
        self.sheet: Sheet = self._look()
        banks = {item.id: item for rule in {i.split(".")[0] for i in self.sheet.items} for item in _bank(rule)}
        self.items = [banks[name] for name in self.sheet.items if name in banks]  # a later version may lack one

    def _look(self) -> Sheet | None:
        return quiz_sheets.sheets(self.model.kept.events(quiz_sheets.SHEETS, [self.key])).get(self.key)

    @property
    def place(self) -> int:
        """The number (from 0) of the first question without an answer; how many there are where all are answered."""
        return next((n for n, item in enumerate(self.items) if item.id not in self.sheet.right), len(self.items))

    @property
    def is_done(self) -> bool:
        """Whether every question is answered."""
        return self.place == len(self.items)

    @property
    def current(self) -> Item | None:
        """The question that is asked now."""
        return None if self.is_done else self.items[self.place]

    @property
    def explains_at_once(self) -> bool:
        """Before the session an explanation would teach what is to be measured, so it comes at the end."""
        return self.form is not Form.BEFORE

    def answer(self, chosen: int) -> Answered:
        """Keep the answer to the question that is asked now. Raises StoreError; then it is not kept, and asked again."""
        item = self.items[self.place]
        is_right = item.is_right(chosen)
        try:
            self.model.keep(quiz_sheets.answer(self.sheet, item.id, chosen, is_right=is_right, when=self.model.now()))
        except Conflict:
            self.sheet = self._look()  # the same code, in another window
            raise
        self.sheet = self._look()
        if self.is_done and self.sheet.finished_at is None:
            self.model.keep(quiz_sheets.finish(self.sheet, when=self.model.now()))
            self.sheet = self._look()
        return Answered(item, chosen, is_right)

    def answered(self) -> list[Answered]:
        """All questions that were answered, in order."""
        return [
            Answered(item, self.sheet.chosen[item.id], self.sheet.right[item.id])
            for item in self.items
            if item.id in self.sheet.right
        ]


def _bank(rule: str) -> list[Item]:
    try:
        return bank_of(rule)
    except KeyError:  # the rule is no longer there
        return []
