"""What people keep at the front desk: calls, changed authorizations and rules of payers, and the answers that were read. No widgets here.

Events go through the store and name nobody; what the store cannot take, and everything of the sample, counts on this page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from auditkit.apps.shell.keeping import Keeping

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.store.records import Event, NewEvent
    from auditkit.tables import Columns, Table


class Changes:
    """`events` are all that count now.

    Of the last thing that was to be kept `is_new` says whether it, or what somebody else kept first, counts now, and `is_second` the latter.
    """

    def __init__(self, kept: Keeping, now: Callable[[], datetime]) -> None:
        self.kept, self.now = kept, now
        self.events: list[Event] = []
        self.is_new = self.is_second = False
        self._here: list[Event] = []  # of the sample, or where the store is out of reach

    def look(self, *, here_only: bool) -> None:
        """Take up what was kept, here and elsewhere."""
        self.events = [*([] if here_only else self._stored()), *self._here]

    def forget(self) -> None:
        """Forget what counted on this page only."""
        self._here = []

    def _stored(self) -> list[Event]:
        return self.kept.ask(lambda store: [*store.events("coverage"), *store.events("authorizations")], [])

    def store_answers(self, answers: Columns | None, benefits: Columns | None) -> None:
        """Store what payers said, so that the next answer can be set beside it."""
        from auditkit.desks.eligibility.stored import new_answers

        made = new_answers(answers, benefits, self.events, who=self.kept.signed, when=self.now())
        if made:
            # Where somebody else stored them meanwhile, they are stored.
            self.kept.keep(lambda store: store.append_all(made))
            self.look(here_only=False)

    def keep_call(self, visit: BookedVisit, answers: Mapping[str, str], *, called_at: datetime, here_only: bool) -> str:
        """Keep a phone check about a visit's coverage; "" when all is well, else one sentence."""
        from auditkit.desks.eligibility.phone import Incomplete, phone_check, subject_of

        about = {name: getattr(visit, name) for name in ("patient_id", "member_id", "payer_id", "payer_name")}
        number = sum(event.subject == subject_of(about) and event.desk == "coverage" for event in self.events)
        self.is_new = self.is_second = False
        try:
            made = phone_check(
                about, answers, who=self.kept.signed, when=self.now(), called_at=called_at, follows=number
            )
        except Incomplete as error:
            return str(error)
        return self._keep(made, here_only)

    def rows(self, name: str, read: Columns | None) -> list[tuple[str, dict[str, str]]]:
        """The rows of `authorizations` or `rules` as they stand, each with its key; `read` is the table as it was read."""
        from auditkit.desks.authorizations import rows_with_changes

        return rows_with_changes(_tables()[name], read, self.events)

    def keep_row(
        self, name: str, key: str, row: Mapping[str, str], cells: Mapping[str, str], *, here_only: bool
    ) -> str:
        """Keep a change of a row of `authorizations` or `rules` (no key: a new row); "" when all is well, else one sentence."""
        from auditkit.desks.authorizations import Refused, change, key_of

        table = _tables()[name]
        key = key or key_of(table, cells)
        number = sum(event.subject == key for event in self.events)
        self.is_new = self.is_second = False
        try:
            made = change(table, dict(row), cells, who=self.kept.signed, when=self.now(), follows=number, key=key)
        except Refused as error:
            return str(error)
        return self._keep(made, here_only)

    def _keep(self, made: NewEvent, here_only: bool) -> str:
        from auditkit.store.records import Event

        wrong = "" if here_only else self.kept.keep(lambda store: store.append_all([made]))
        self.is_second = not here_only and self.kept.is_second
        is_stored = not (here_only or wrong or self.kept.open_store is None)
        if not is_stored and not self.is_second:  # it counts on this page all the same
            self._here.append(
                Event(made.desk, made.subject, made.follows + 1, made.kind, made.details, made.who, made.when)
            )
        self.is_new = True  # also where somebody else was first: then theirs is taken up
        return wrong


def _tables() -> dict[str, Table]:
    from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS

    return {"authorizations": AUTHORIZATIONS, "rules": AUTHORIZATION_RULES}
