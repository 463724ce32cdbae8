"""What a page keeps in the store, and what it does where the store is out of reach: go on, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from auditkit.store import StoreError

NOBODY_NAMED = "this computer's user"


def practice_store():
    """The store of this practice: where `AUDITKIT_STORE` says, else this user's own. Raises StoreError."""
    from auditkit.store import Store  # the database library is loaded when the first question comes

    return Store.open(os.environ.get("AUDITKIT_STORE") or None)


@dataclass
class Keeping:
    """`now` is the clock, `open_store` gives the store or raises StoreError (None: nothing is kept), `who` decides.

    `keep` returns "" when all is well, else one sentence for the page; the last such sentence about the store itself is `trouble`.
    """

    now: Callable[[], datetime]
    open_store: Callable[[], object] | None = None
    who: str = ""
    trouble: str = ""
    _store: object | None = None

    def columns(self, fingerprint: str) -> dict | None:
        """What was confirmed for tables of this shape, or None."""
        return self.ask(lambda store: store.columns(fingerprint), None)

    def keep_columns(self, fingerprint: str, columns: dict) -> str:
        """Remember what a person said the columns are."""
        return self.keep(lambda store: store.keep_columns(fingerprint, columns, who=self.signed, when=self.now()))

    @property
    def signed(self) -> str:
        """Who decides, as it is kept."""
        return self.who or NOBODY_NAMED

    def keep(self, action: Callable) -> str:
        """Do something with the store; what cannot be kept counts on this page all the same."""
        before, self.trouble = self.trouble, ""
        self.ask(action, None)
        said, self.trouble = self.trouble, self.trouble or before
        return f"Your answer counts on this page, but could not be kept: {said}" if said else ""

    def ask(self, question: Callable, otherwise):
        """Ask the store something; `otherwise` where there is none or it cannot answer."""
        try:
            if self._store is None and self.open_store is not None:
                self._store = self.open_store()
            return otherwise if self._store is None else question(self._store)
        except StoreError as error:
            self.trouble = str(error)
            return otherwise
