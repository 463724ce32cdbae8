"""Where the tests of the store keep theirs. `tests/postgres` runs every test that asks for `place` or `store` on a server too."""

from __future__ import annotations

import os

import pytest

from auditkit.store import Store

collect_ignore = [] if os.name == "posix" else ["test_refusing_places.py"]  # rights as POSIX has them


@pytest.fixture
def place(tmp_path):
    """A place without a store yet."""
    return tmp_path / "decisions.sqlite"


@pytest.fixture
def store(place):
    """A new store."""
    with Store.open(place) as opened:
        yield opened
