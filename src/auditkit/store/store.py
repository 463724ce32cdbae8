"""The store as everybody uses it."""

from __future__ import annotations

from auditkit.store.decisions import Decisions
from auditkit.store.events import Events
from auditkit.store.practice import Practice


class Store(Decisions, Practice, Events):
    """Open with `Store.open`. See Database for opening, threads and errors."""
