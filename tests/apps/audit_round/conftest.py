"""A small practice's notes as files, a store in a file of its own, and a round that is drawn and read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditkit.apps.audit_round.charts import Narrowing
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.desks.rounds.round import TYPICAL
from auditkit.rule import Answer
from auditkit.store import Store

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OPENING = {
    "title": "Quarter 4", "purpose": "Teaching", "who_sees": "The director", "is_counsel_directed": False, "question": TYPICAL, "has_read_clock": True,
}  # fmt: skip


def _note(number: int, *, day: str = "09/02/2026", more: str = "") -> bytes:
    return (
        f"Physical therapy daily note. Date of service: {day}\n"
        f"S: Patient {number} reports that she can now carry groceries from the car, 10 lb, with pain {number % 9}/10.\n"
        "O: Right shoulder flexion 135 degrees (evaluation 95). Therapeutic exercise 97110 15 minutes, manual therapy 97140 15 minutes.\n"
        "A: Tactile cues for scapular control were needed because she hikes the shoulder above 90 degrees.\n"
        f"P: Continue 2 times a week for 4 weeks. {more}\n"
    ).encode()


def _files(count: int = 8) -> list[tuple[str, bytes]]:
    return [(f"visit{number}.txt", _note(number)) for number in range(count)]


@pytest.fixture
def note():
    return _note


@pytest.fixture
def files():
    return _files


@pytest.fixture
def opening():
    return dict(OPENING)


@pytest.fixture
def read_all():
    return _read_all


@pytest.fixture
def now():
    return lambda: NOW


@pytest.fixture
def store(tmp_path):
    return lambda: Store.open(tmp_path / "store.sqlite")


@pytest.fixture
def model(store, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    return AuditRoundModel(now=lambda: NOW, open_store=store, new_seed=lambda: "seed", who="Ann")


@pytest.fixture
def drawn(model):
    """A round with six of eight notes."""
    assert model.open(**OPENING) == ""
    assert model.charts.add_files(_files()) == 8
    assert model.draw(Narrowing(), universe="Notes of September", size=6, seed="seed") == ""
    return model


def _read_all(model, who, given=Answer.MET):
    """Read every chart that `who` may read, with one answer everywhere."""
    model.who = who
    model.propose_role()
    for place in model.places():
        model.choose_chart(place.chart)
        for rule in model.open_chart.asked:
            model.rule = rule
            assert model.answer(given, evidence=model.proposed) == ""
        assert model.finish() == ""


@pytest.fixture
def finished(drawn):
    """The same, read by two; the second finds everything missing."""
    _read_all(drawn, "Bo")
    _read_all(drawn, "Cy", Answer.NOT_MET)
    return drawn
