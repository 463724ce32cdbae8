"""Denials around a session, on the training page: what the response desk keeps, and remittances that were given. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from auditkit.analytics.around import Around
from auditkit.apps.shell.keeping import Keeping
from auditkit.apps.training.model import TrainingModel
from auditkit.desks.denials import case
from auditkit.desks.training import Session
from auditkit.training.results import Answers, Topic, best, counted, of_desk, of_remittances, topic_of
from auditkit.training.topics import CATEGORIES


class DeniedAround:
    """Over the training page's model. `intake` are the files of the page (None: none yet); `read` says in sentences what was read of them."""

    def __init__(self, model: TrainingModel):
        self.model = model
        self.intake = None
        self.remitted: Answers | None = None
        self.read: tuple[str, ...] = ()
        self.issues: tuple[str, ...] = ()

    def add_files(self, uploads: Iterable[tuple[str, bytes]], told: Callable[[str], None]) -> str:
        """Take remittances (and claims) beside those that are here. Returns a sentence where they say nothing; where the intake asks about columns
        (`is_asking`), nothing was read yet."""
        from auditkit.apps.month.files import opened
        from auditkit.apps.response_desk.intake import Intake

        self.intake = self.intake or Intake(Keeping(self.model.now, lambda: self.model.kept.store), opened)
        return "" if self.intake.add(uploads) else self.look(told)

    @property
    def is_asking(self) -> bool:
        """True while a person is asked about columns."""
        return self.intake is not None and bool(self.intake.asked)

    def look(self, told: Callable[[str], None]) -> str:
        """Read the files of the page, once nothing is asked about them any more."""
        from auditkit.apps.month.files import given_of

        given = given_of(self.intake.read(told))
        self.read, self.issues = tuple(given.read), tuple(issue.sentence for issue in given.issues)
        self.remitted = of_remittances(given.remittances, given.claims, given.payers)
        if self.remitted.given:
            return ""
        self.forget()
        return "None of these files says what a payer decided. Choose remittances (835) or a list of denials."

    def forget(self) -> None:
        """Take the files off this page."""
        self.intake, self.remitted, self.read, self.issues = None, None, (), ()

    def topic(self, session: Session) -> Topic | None:
        """What the session's denials are about; None where payers deny for nothing that it teaches."""
        rules = {slug: lesson.rules for slug, lesson in self.model.lessons.items()}
        return topic_of(session, rules, self.model.sessions.values())

    @property
    def sources(self) -> list[Answers]:
        """Remittances that are here, and what the response desk keeps."""
        desk = of_desk(case.cases(self.model.kept.events(case.DESK)).values())
        return [*([self.remitted] if self.remitted else []), desk]

    def around(self, session: Session) -> Around | None:
        """What is told without anybody's choice."""
        return best(session, self.topic(session), self.sources)

    def others(self, session: Session) -> list[tuple[str, str]]:
        """Categories that can stand for "not taught", in words and as they are named."""
        topic = self.topic(session)
        out = set(topic.not_other) if topic else set(CATEGORIES)
        return [
            ("the one denied most often before", ""),
            *((words, name) for name, words in CATEGORIES.items() if name not in out),
        ]

    def chosen(self, session: Session, other: str) -> Around | None:
        """From the remittances, against a category that a person chose; None where they hold nothing near the session."""
        topic = self.topic(session)
        if topic is None or self.remitted is None or session.on is None:
            return None
        return counted(session, replace(topic, other=other), self.remitted)
