"""The list of all work, asked again and again."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.apps.response_desk.work import Listed
from auditkit.desks.denials.case import Case, after
from auditkit.store.records import Event

NOW = datetime(2026, 10, 1, 15, tzinfo=UTC)
TODAY = date(2026, 10, 20)


def opened(number, claim="C1", days=0, cents=100):
    told = {
        "noticed_on": (TODAY - timedelta(days=days)).isoformat(),
        "claim_id": claim,
        "denied_cents": cents,
        "carc": "50",
    }
    return after(Case(f"k{number}"), Event("denials", f"k{number}", 1, "noticed", told, "Ann", NOW))


def closed(case):
    told = {"outcome": "written_off", "on": "2026-10-01"}
    return after(case, Event("denials", case.key, case.number + 1, "outcome", told, "Ann", NOW))


def seen(works):
    return [[(case.key, bool(case.outcome)) for case in work.cases] for work in works]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.integers(0, 12), st.integers(0, 500)), max_size=12),
    st.lists(st.integers(0, 11), max_size=6),
)
def test_what_changed_is_seen_as_if_everything_were_looked_at_anew(lines, closing):
    cases = {f"k{n}": opened(n, *line) for n, line in enumerate(lines)}
    listed = Listed()
    listed.of(cases.values(), TODAY)
    for number in closing:
        if (key := f"k{number}") in cases and not cases[key].outcome:
            cases[key] = closed(cases[key])
        assert seen(listed.of(cases.values(), TODAY)) == seen(Listed().of(cases.values(), TODAY))


def test_on_another_day_everything_is_looked_at_anew():
    listed, cases = Listed(), [opened(1, days=3)]
    assert not listed.of(cases, TODAY)[0].item.standing.is_late
    assert listed.of(cases, TODAY + timedelta(days=9))[0].item.standing.is_late


def test_lines_of_a_claim_stand_together_and_a_closed_one_alone():
    cases = [opened(1), opened(2), closed(opened(3))]
    assert seen(Listed().of(cases, TODAY)) == [[("k1", False), ("k2", False)], [("k3", True)]]
