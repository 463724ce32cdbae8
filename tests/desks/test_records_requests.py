"""Requests for records: the 45 days, what is refused, and what comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from auditkit.desks.records_requests import Refused, act, by_urgency, received, requests
from auditkit.reference.denial_codes import DenialCodes
from auditkit.store.records import Event

NOW = datetime(2026, 10, 10, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
CODES = DenialCodes()


def opened(**more):
    told = {"kind": "ADR", "payer": "MAC", "payer_type": "medicare_b", "letter_on": date(2026, 10, 1), "reference": "A1", "claim_ids": ("C1",),
            "who": "Ann", "when": NOW, "codes": CODES}  # fmt: skip
    return received(**{**told, **more})


def fold(*news):
    return requests(Event(n.desk, n.subject, n.follows + 1, n.kind, n.details, n.who, n.when) for n in news)


def one(*news):
    (found,) = fold(*news).values()
    return found


def test_medicare_has_its_answer_on_the_45th_day_after_the_letter():
    request = one(opened())
    assert request.due_on == date(2026, 11, 15)
    assert request.standing(date(2026, 11, 15))[1] == "due today"
    assert (
        "a Sunday" in request.standing(date(2026, 11, 1))[2]
        and "Friday, 11/13/2026" in request.standing(date(2026, 11, 1))[2]
    )
    assert request.standing(date(2026, 11, 16))[1] == "late"
    assert request.standing(date(2026, 10, 11))[1] == "35 days left"


def test_the_day_that_the_letter_names_stands_before_the_rule():
    assert one(opened(due_on=date(2026, 10, 31))).due_on == date(2026, 10, 31)


@pytest.mark.parametrize("payer_type", ["commercial", "medicare_advantage", ""])
def test_no_day_is_guessed_for_other_payers(payer_type):
    request = one(opened(payer_type=payer_type))
    assert request.due_on is None and request.standing(date(2026, 10, 11))[1] == "no date"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "letter"}, "Choose what kind"),
        ({"payer": " "}, "Say who asks"),
        ({"claim_ids": (" ",), "reference": ""}, "for which claims"),
        ({"letter_on": date(2026, 10, 11)}, "in the future"),
        ({"due_on": date(2026, 9, 1)}, "before it was written"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(change, sentence):
    with pytest.raises(Refused, match=sentence):
        opened(**change)


def test_the_same_letter_has_the_same_key():
    assert opened().subject == opened(who="Lee", payer="mac ").subject != opened(reference="A2").subject


def test_records_that_were_sent_stop_the_clock_and_a_decision_closes():
    new = opened()
    request = one(new)
    sent = act(request, "sent", {"sent_on": "2026-10-02", "how": "portal"}, who="Ann", when=LATER)
    request = one(new, sent)
    assert request.standing(date(2027, 1, 1))[1] == "sent" and not request.is_open
    decided = act(request, "decided", {"result": "paid"}, who="Ann", when=NOW)
    assert one(new, sent, decided).standing(date(2027, 1, 1))[1] == "closed"


@pytest.mark.parametrize(
    ("kind", "details", "who", "sentence"),
    [
        ("sent", {"sent_on": "2026-10-20"}, "Ann", "how it was sent"),
        ("sent", {"sent_on": "soon", "how": "fax"}, "Ann", "as a date"),
        ("sent", {"sent_on": "2026-12-20", "how": "fax"}, "Ann", "in the future"),
        ("sent", {"sent_on": "2026-09-20", "how": "fax"}, "Ann", "before they were asked for"),
        ("decided", {"result": "maybe"}, "Ann", "Choose what was decided"),
        ("owner", {"owner": "Lee"}, " ", "Say who you are"),
        ("deleted", {}, "Ann", "cannot be done"),
    ],
)
def test_a_step_that_lacks_something_is_refused(kind, details, who, sentence):
    with pytest.raises(Refused, match=sentence):
        act(one(opened()), kind, details, who=who, when=NOW)


def test_open_ones_come_first_the_soonest_due_first():
    late, soon = opened(letter_on=date(2026, 8, 1), reference="L"), opened(reference="S")
    sent = opened(reference="T")
    gone = act(one(sent), "sent", {"sent_on": "2026-10-09", "how": "fax"}, who="Ann", when=LATER)
    found = fold(soon, sent, gone, late)
    assert [r.reference for r in by_urgency(found.values(), date(2026, 10, 10))] == ["L", "S", "T"]
