"""The training page's model over a store of its own, on a fixed day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditkit.apps.training.model import TrainingModel
from auditkit.store import Store

TODAY = date(2026, 11, 24)


@pytest.fixture
def reopened(tmp_path):
    """A model as a page that is opened anew sees it: the same store each time."""

    def opened(**given):
        return TrainingModel(
            now=lambda: datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
            today=lambda: TODAY,
            open_store=lambda: Store.open(tmp_path / "store.sqlite"),
            **given,
        )

    return opened


@pytest.fixture
def model(reopened):
    return reopened(who="Ann")
