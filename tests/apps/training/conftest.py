"""The training page's model over a store of its own, on a fixed day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditkit.apps.training.model import TrainingModel
from auditkit.desks.rounds.round import DESK, READINGS, reading_key
from auditkit.store import Store
from auditkit.store.records import NewEvent

TODAY = date(2026, 11, 24)


@pytest.fixture
def reopened(tmp_path):
    """A model as a page that is opened anew sees it: the same store each time."""

    def opened(own=(), **given):
        return TrainingModel(
            now=lambda: datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
            today=lambda: TODAY,
            own=own,
            open_store=lambda: Store.open(tmp_path / "store.sqlite"),
            **given,
        )

    return opened


@pytest.fixture
def model(reopened):
    return reopened(who="Ann")


@pytest.fixture
def closed_round():
    """Makes a round whose first `met` charts meet skilled_need, closed on a day of November."""
    return _closed_round


def _closed_round(model, key, met, charts, *, day, is_targeted=False):
    when = datetime(2026, 11, day, tzinfo=UTC)
    names = [f"c{n}" for n in range(charts)]
    told = {
        "title": "<img src=x onerror=window.ran=1>",
        "purpose": "",
        "who_sees": "",
        "is_counsel_directed": False,
        "question": "typical rate",
    }
    drawn = {"universe": "", "unit": "", "frame_hash": "", "frame_size": charts, "seed": "", "is_targeted": is_targeted}
    drawn |= {"chosen": names, "reserve": [], "second": []}
    model.keep(NewEvent(DESK, key, "opened", told, "Ann", when, 0), NewEvent(DESK, key, "drawn", drawn, "Ann", when, 1))
    for n, chart in enumerate(names):
        of = {"round": key, "chart": chart}
        answer = {**of, "rule": "skilled_need", "answer": "met" if n < met else "not_met", "machine": "met"}
        subject = reading_key(key, chart, "Ann")
        model.keep(
            NewEvent(READINGS, subject, "answered", answer, "Ann", when, 0),
            NewEvent(READINGS, subject, "finished", of, "Ann", when, 1),
        )
    model.keep(NewEvent(DESK, key, "closed", {}, "Lee", when, 2))
