"""What a page keeps in the store, and what it does where the store is out of reach: go on, and say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from auditkit.store import Conflict, StoreError

NOBODY_NAMED = "this computer's user"


def practice_store():
    """The store of this practice, where `Store.open` finds it. Raises StoreError."""
    from auditkit.store import Store  # the database library is loaded when the first question comes

    return Store.open()


@dataclass
class Keeping:
    """`now` is the clock, `open_store` gives the store or raises StoreError (None: nothing is kept), `who` decides.

    `keep` returns "" when all is well, else one sentence for the page; the last sentence about the store itself is `trouble`, and
    `is_second` is true where the last thing was not kept because somebody else was first.
    What somebody else changed after this page saw it is not overwritten: the person is told, and what they keep then counts.
    """

    now: Callable[[], datetime]
    open_store: Callable[[], object] | None = None
    who: str = ""
    trouble: str = ""
    is_second: bool = False
    _store: object | None = None
    _seen: dict[str, int] = field(default_factory=dict)  # key of what was shown -> id that a change of it follows

    def columns(self, fingerprint: str) -> dict | None:
        """What was confirmed for tables of this shape, or None."""
        return self.seen(fingerprint, lambda store: store.kept_columns(fingerprint))

    def keep_columns(self, fingerprint: str, columns: dict) -> str:
        """Remember what a person said the columns are."""
        return self.change(
            fingerprint,
            lambda store, **signed: store.keep_columns(fingerprint, columns, **signed),
            lambda: self.columns(fingerprint),
        )

    @property
    def signed(self) -> str:
        """Who decides, as it is kept."""
        return self.who or NOBODY_NAMED

    def seen(self, key: str, question: Callable):
        """Ask the store for something that was kept (`Kept` or None), and know it as what this page saw."""
        kept = self.ask(question, None)
        self._seen[key] = kept.id if kept else 0
        return kept.value if kept else None

    def change(self, key: str, action: Callable, look_again: Callable[[], object]) -> str:
        """Keep a change of what this page saw; `look_again` takes up what is kept where somebody else was first."""

        def keep(store) -> None:
            try:
                self._seen[key] = action(store, who=self.signed, when=self.now(), follows=self._seen.get(key)).id
            except Conflict:
                look_again()
                raise

        return self.keep(keep)

    def keep(self, action: Callable) -> str:
        """Do something with the store; what cannot be kept counts on this page all the same."""
        self.ask(lambda store: None, None)  # what opening has to say is not said of this action
        before, self.trouble, self.is_second = self.trouble, "", False
        try:
            self.ask(action, None)
        except Conflict as error:
            self.trouble, self.is_second = before, True
            return f"Not kept: {error} If you still want your change, keep it once more."
        said, self.trouble = self.trouble, self.trouble or before
        return f"Your answer counts on this page, but could not be kept: {said}" if said else ""

    def ask(self, question: Callable, otherwise):
        """Ask the store something; `otherwise` where there is none or it cannot answer. A Conflict is for `keep` to tell."""
        try:
            if self._store is None and self.open_store is not None:
                self._store = self.open_store()
                self.trouble = self._store.said  # an older store was moved to this version's layout
            return otherwise if self._store is None else question(self._store)
        except Conflict:
            raise
        except StoreError as error:
            self.trouble = str(error)
            return otherwise
