"""Where the tests of the store keep theirs. `tests/postgres` runs every test that asks for `place` or `store` on a server too."""

from __future__ import annotations

import pytest

from auditkit.store import Store


@pytest.fixture
def place(tmp_path):
    """A place without a store yet."""
    return tmp_path / "decisions.sqlite"


@pytest.fixture
def store(place):
    """A new store."""
    with Store.open(place) as opened:
        yield opened
