"""The five steps in order, the seven days, the second person: a fold over events, refused in a sentence where out of order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.desks.denials import denied_lines, settle
from auditkit.desks.denials.case import STEPS, Case, after, cases, group_key
from auditkit.desks.denials.causes import CAUSES, Finding, propose_causes
from auditkit.desks.denials.intake import intake
from auditkit.desks.denials.steps import ACTIONS, OutOfOrder, act, refusal
from auditkit.desks.denials.worklist import item_of, worklist
from auditkit.reference.rows import builtin
from auditkit.rules import claim_checks, comparison_rules, episode_rules, note_rules
from auditkit.store.records import Event

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
TOLD = {
    "paused": {"words": "CO-197"},
    "diagnosed": {"cause": "no_authorization", "words": "none on file"},
    "fixed": {"how": "authorization", "words": "asked for it"},
    "called": {"spoke_to": "Kim", "reference_number": "R-7", "words": "they see no number"},
    "reviewed": {"words": "read the file"},
    "signed": {"words": "read it too"},
    "appealed": {"how": "portal", "sent_on": "2026-10-01"},
    "outcome": {"outcome": "overturned", "on": "2026-10-01", "recovered_cents": 6000},
    "reopened": {"words": "next level"},
    "owner": {"owner": "Ann"},
    "escalated": {"to": "Lee", "words": "no answer"},
    "said": {"words": "sent by fax"},
}
ORDER = ("paused", "diagnosed", "fixed", "called", "reviewed", "signed", "appealed", "outcome")


def keep(case, new):
    return after(case, Event(new.desk, new.subject, new.follows + 1, new.kind, new.details, new.who, new.when))


def do(case, *kinds, who="Ann", when=NOW, **more):
    for kind in kinds:
        (new,) = act(
            case, kind, {**TOLD[kind], **more}, who="Lee" if kind == "signed" and who == "Ann" else who, when=when
        )
        case = keep(case, new)
    return case


@pytest.fixture
def case(remittance):
    remittance.claim("C1", {"cas": "CO-197:100.00"}, on="2026-09-28")
    (new,) = intake(denied_lines(remittance), {}, who="Ann", when=NOW).events
    return keep(Case(new.subject), new)


def test_a_case_goes_through_the_five_steps_with_who_and_when(case):
    done = do(case, *ORDER)
    assert [done.done(step).who for step in STEPS] == ["Ann"] * 5
    assert done.signed.who == "Lee" and done.recovered_cents == 6000 and done.next_step == ""
    assert [event.kind for event in done.history] == ["noticed", *ORDER]


@pytest.mark.parametrize("place", range(1, 4))
def test_a_step_out_of_order_is_refused_in_a_sentence(case, place):
    steps = ("paused", "diagnosed", "fixed", "reviewed")
    with pytest.raises(OutOfOrder, match=r"^First comes step \d, [a-z]+\.$"):
        do(do(case, *steps[: place - 1]), steps[place])


def test_the_appeal_is_locked_until_a_second_person_has_signed(case):
    case = do(case, *ORDER[:5])
    with pytest.raises(OutOfOrder, match="locked until a second person"):
        do(case, "appealed")
    for same in ("Ann", " ann ", "ANN"):
        with pytest.raises(OutOfOrder, match="somebody else"):
            act(case, "signed", TOLD["signed"], who=same, when=NOW)
    assert do(case, "signed", "appealed").done("appeal")


def test_a_new_diagnosis_takes_back_what_was_built_on_the_old_one(case):
    case = do(do(case, *ORDER[:6]), "diagnosed")
    assert case.done("diagnose") and not case.done("fix") and not case.done("review") and case.signed is None
    assert len(case.history) == 8


def test_a_new_review_needs_a_new_signature(case):
    case = do(do(case, *ORDER[:6]), "reviewed")
    assert case.signed is None


def test_while_the_appeal_is_out_its_steps_stand(case):
    case = do(case, *ORDER[:7])
    with pytest.raises(OutOfOrder, match="The appeal is out"):
        do(case, "diagnosed")


@pytest.mark.parametrize(
    ("kind", "name"), [("appealed", "sent_on"), ("called", "called_on"), ("outcome", "on"), ("fixed", "sent_on")]
)
def test_what_is_told_of_a_day_to_come_is_refused(case, kind, name):
    before = do(case, *ORDER[: ORDER.index(kind)])
    with pytest.raises(OutOfOrder, match="in the future"):
        do(before, kind, **{name: "2026-10-02"})
    assert do(before, kind, **{name: "2026-10-01"}).number == before.number + 1


def test_the_deadline_of_the_next_appeal_may_lie_ahead(case):
    assert do(do(case, *ORDER), "reopened", appeal_by="2027-03-01").appeal_by == date(2027, 3, 1)


def test_the_day_to_aim_at_is_a_working_day_before_the_deadline(remittance):
    remittance.claim("C1", {"cas": "CO-50:100.00"}, on="2026-09-20")
    (new,) = intake(denied_lines(remittance), {}, who="Ann", when=NOW).events
    opened = keep(Case(new.subject), new)
    assert opened.get("aim_for") == "2027-01-18"  # a federal holiday, after a weekend
    assert opened.aim_for == date(2027, 1, 15)


def test_without_a_right_to_appeal_the_appeal_is_no_next_step(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00", "rarcs": "MA130"}, on="2026-09-20")
    (new,) = intake(denied_lines(remittance), {}, who="Ann", when=NOW).events
    reviewed = do(keep(Case(new.subject), new), *ORDER[:5])
    assert not reviewed.get("is_appealable") and reviewed.next_step == "" and reviewed.aim_for is None


def test_where_the_payer_was_right_there_is_no_appeal(case):
    case = do(do(case, "paused"), "diagnosed", payer_was_right=True)
    case = do(case, "fixed", how="write_off")
    assert case.next_step == ""
    with pytest.raises(OutOfOrder, match="The payer was right"):
        do(case, "reviewed")
    assert do(case, "outcome", outcome="written_off", recovered_cents=0).outcome


def test_the_payer_is_not_right_and_wrong(case):
    with pytest.raises(OutOfOrder, match="choose one"):
        do(do(case, "paused"), "diagnosed", payer_was_right=True, cause="payer_error")


def test_without_a_right_to_appeal_nobody_signs(remittance):
    remittance.claim("C1", {"cas": "CO-16:100.00", "rarcs": "MA130"})
    (new,) = intake(denied_lines(remittance), {}, who="Ann", when=NOW).events
    case = do(keep(Case(new.subject), new), *ORDER[:5])
    with pytest.raises(OutOfOrder, match="no right to appeal"):
        do(case, "signed")


def test_a_review_has_a_call_or_says_why_none_is_needed(case):
    case = do(case, *ORDER[:3])
    with pytest.raises(OutOfOrder, match="Log the call"):
        do(case, "reviewed")
    assert do(case, "reviewed", no_call="the portal says all").done("review")


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("paused", {"words": " "}, "Say what the payer's letter"),
        ("diagnosed", {"cause": "because"}, "Choose the root cause"),
        ("diagnosed", {"cause": ""}, "Say the root cause"),
        ("fixed", {"sent_on": "yesterday"}, "as a date"),
        ("called", {"reference_number": ""}, "Say the reference number"),
        ("outcome", {"on": "2026-13-01"}, "as a date"),
        ("outcome", {"recovered_cents": 0}, "how much money"),
        ("outcome", {"recovered_cents": -5}, "dollars and cents"),
        ("outcome", {"recovered_cents": "60"}, "dollars and cents"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_in_a_sentence(case, kind, change, sentence):
    before = {"paused": 0, "diagnosed": 1, "fixed": 2, "called": 1, "outcome": 7}[kind]
    with pytest.raises(OutOfOrder, match=sentence):
        do(do(case, *ORDER[:before]), kind, **change)


def test_nobody_without_a_name_does_anything(case):
    with pytest.raises(OutOfOrder, match="Say who you are"):
        act(case, "paused", TOLD["paused"], who=" ", when=NOW)


def test_a_case_is_not_closed_without_its_cause(case):
    with pytest.raises(OutOfOrder, match="closed with its cause"):
        do(do(case, "paused"), "outcome", outcome="written_off", recovered_cents=0)


def test_an_appeal_is_not_won_before_anything_was_sent(case):
    with pytest.raises(OutOfOrder, match="not been asked"):
        do(do(case, "paused", "diagnosed"), "outcome")


def test_a_closed_case_is_only_taken_up_again(case):
    closed = do(case, *ORDER)
    with pytest.raises(OutOfOrder, match="closed"):
        do(closed, "diagnosed")
    again = do(closed, "reopened", when=NOW + timedelta(days=60))
    assert again.next_step == "fix" and again.outcome is None and again.noticed_on == date(2026, 11, 30)
    with pytest.raises(OutOfOrder, match="This case is open"):
        do(case, "reopened")


def test_what_was_upheld_has_no_known_deadline_until_one_is_given(case):
    upheld = do(do(case, *ORDER[:7]), "outcome", outcome="upheld", recovered_cents=0)
    assert do(upheld, "reopened").appeal_by is None
    assert do(upheld, "reopened", appeal_by="2027-03-01").appeal_by == date(2027, 3, 1)


def test_unknown_things_cannot_be_done_and_unknown_events_change_nothing(case):
    with pytest.raises(OutOfOrder):
        act(case, "deleted", {}, who="Ann", when=NOW)
    later = after(case, Event("denials", case.key, 2, "of a newer version", {}, "Ann", NOW))
    assert later.number == 2 and later.next_step == "pause"


def test_lines_of_one_claim_and_cause_are_worked_on_together_all_or_none(remittance):
    remittance.claim("C1", {"cas": "CO-197:100.00"}, {"line_number": "2", "cas": "CO-197:50.00"}, {"line_number": "3", "cas": "CO-50:50.00"})  # fmt: skip
    new = intake(denied_lines(remittance), {}, who="Ann", when=NOW).events
    one, two, other = [keep(Case(event.subject), event) for event in new]
    assert group_key(one) == group_key(two) != group_key(other)
    events = act(one, "paused", TOLD["paused"], who="Ann", when=NOW, together=(two,))
    assert [event.subject for event in events] == [one.key, two.key]
    with pytest.raises(OutOfOrder):
        act(do(one, "paused"), "diagnosed", TOLD["diagnosed"], who="Ann", when=NOW, together=(two,))


def test_nothing_of_the_patient_is_kept(remittance, claim_lines):
    remittance.claim("C1", {"cas": "CO-197:100.00"}, member_id="SECRET-1")
    lines = denied_lines(remittance, claim_lines({"patient_id": "SECRET-2", "member_id": "SECRET-3"}))
    assert "SECRET" not in repr(intake(lines, {}, who="Ann", when=NOW).events)


# The seven days


@pytest.mark.parametrize(
    ("days", "word", "is_late"),
    [
        (0, "7 days left", False),
        (6, "1 day left", False),
        (7, "due today", False),
        (8, "late", True),
        (40, "late", True),
    ],
)
def test_the_days_are_calendar_days_from_the_day_it_was_noticed(case, days, word, is_late):
    standing = item_of(case, date(2026, 10, 1) + timedelta(days=days)).standing
    assert (standing.word, standing.is_late) == (word, is_late) and standing.icon


def test_what_went_to_the_payer_stops_the_clock_and_a_plan_does_not(case):
    planned = do(case, *ORDER[:3])
    assert item_of(planned, date(2026, 10, 20)).standing.is_late
    sent = do(do(case, *ORDER[:2]), "fixed", how="reopening", sent_on="2026-10-01")
    assert item_of(sent, date(2026, 10, 20)).standing.word == "waiting"


def test_a_payers_deadline_is_watched_until_an_appeal_is_out(case):
    by = case.appeal_by
    sent = do(do(case, *ORDER[:2]), "fixed", how="reopening", sent_on="2026-10-01")
    assert item_of(sent, by - timedelta(days=3)).standing.word == "deadline near"
    assert by.isoformat() == "2027-01-31" and case.appeal_until.isoformat() == "2027-02-01"  # a Sunday, and the Monday
    on_sunday = item_of(sent, by).standing
    assert on_sunday.word == "deadline near" and "counts until Monday, 2/1/2027" in on_sunday.sentence
    assert item_of(sent, case.appeal_until + timedelta(days=1)).standing.word == "deadline passed"
    assert item_of(do(case, *ORDER[:7]), by + timedelta(days=1)).standing.word == "waiting"


def test_late_cases_come_first_then_the_soonest_then_the_most_money(remittance):
    for number, charge in enumerate(("10.00", "90.00", "50.00", "70.00")):
        remittance.claim(f"C{number}", {"charge_amount": charge, "cas": f"CO-197:{charge}"})
    lines = denied_lines(remittance)
    found = {}
    for line, noticed in zip(lines, (9, 9, 30, 9), strict=True):
        (new,) = intake([line], {}, who="Ann", when=NOW, noticed_on=date(2026, 9, noticed)).events
        found[line.denial_key] = keep(Case(new.subject), new)
    order = [item.case.get("claim_id") for item in worklist(found.values(), date(2026, 10, 1))]
    assert order == ["C1", "C3", "C0", "C2"]
    closed = do(found[lines[1].denial_key], *ORDER)
    assert [i.case.key for i in worklist([closed], date(2026, 10, 1))] == []
    assert len(worklist([closed], date(2026, 10, 1), with_closed=True)) == 1


# Loading again


def test_the_same_remittance_twice_makes_no_second_case(case, remittance):
    again = intake(denied_lines(remittance), {case.key: case}, who="Lee", when=NOW)
    assert not again.events and again.known == 1


def test_a_line_that_was_paid_later_is_news_for_its_case_once(case, remittance):
    remittance.claim("C1", {"paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    (news,) = intake(denied_lines(remittance), {case.key: case}, who="Lee", when=NOW).events
    told = keep(case, news)
    assert item_of(told, date(2026, 10, 16)).standing.word == "payer answered"
    assert not intake(denied_lines(remittance), {told.key: told}, who="Lee", when=NOW).events


def test_a_remittance_of_another_day_answers_the_cases_that_are_there(case, remittance):
    later = type(remittance)()
    later.claim("C1", {"paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    later.claim("C9", {"paid_amount": "60.00"}, on="2026-10-15", remittance="R2")
    found = settle(later)
    result = intake(found.denied, {case.key: case}, who="Lee", when=NOW, settlements=found.settlements)
    assert (result.new, result.answered) == (0, 1)
    (news,) = result.events
    assert news.details["outcome"] == "paid" and news.details["paid_cents"] == 6000 and news.subject == case.key
    told = keep(case, news)
    assert not intake(found.denied, {case.key: told}, who="Lee", when=NOW, settlements=found.settlements).events


def test_what_was_paid_or_denied_anew_before_anybody_noticed_makes_no_case(remittance):
    remittance.claim("C1", {"cas": "CO-197:100.00"}).claim("C1", {"paid_amount": "9.00"}, on="2026-10-15", remittance="R2")  # fmt: skip
    remittance.claim("C2", {"cas": "CO-197:100.00"}).claim("C2", {"cas": "OA-18:100.00"}, on="2026-10-15", remittance="R2")  # fmt: skip
    found = intake(denied_lines(remittance), {}, who="Ann", when=NOW)
    assert (found.new, found.settled, found.denied_again) == (1, 1, 1)
    assert "1 new" in found.sentence


# Causes


def test_the_cause_of_the_code_comes_first_and_says_so():
    assert propose_causes("modifier", "CO-4") == [("modifier", ("CO-4 is mostly this.",), False)]


def test_findings_of_our_own_checks_are_put_beside_it():
    findings = [
        Finding("claim", "discipline_modifier", "No GP on the line."),
        Finding("note", "skilled_need", "No skill named."),
    ]
    found = propose_causes("modifier", "CO-4", findings)
    assert [one.cause for one in found] == ["modifier", "documentation"]
    assert found[0].has_finding and "No GP on the line." in found[0].because[1]


def test_without_code_and_finding_nothing_is_proposed():
    assert propose_causes("", "CO-9999") == []


def test_every_cause_that_a_code_names_exists_and_every_rule_that_points_to_a_cause_is_on_the_shelf():
    assert {row["root_cause"] for row in builtin("denial_codes")} <= {*CAUSES, ""}
    visits = {"coverage_active", "coverage_checked", "plan_unchanged", "visits_remaining", "medicare_threshold"}
    known = {*claim_checks(), *episode_rules(), *comparison_rules(), *note_rules()} | visits
    assert {rule for cause in CAUSES.values() for rule in cause.rules} <= known


# Whatever is tried, in whatever order


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.sampled_from(["Ann", "Lee"]), st.booleans()), max_size=25)
)
def test_no_order_of_attempts_appeals_without_steps_and_second_person(attempts):
    line = {"noticed_on": "2026-10-01", "is_appealable": True, "denied_cents": 100}
    case = after(Case("k"), Event("denials", "k", 1, "noticed", line, "Ann", NOW))
    for kind, who, right in attempts:
        details = {**TOLD[kind], "payer_was_right": right}
        sentence = refusal(case, kind, who, details)
        try:
            (new,) = act(case, kind, details, who=who, when=NOW)
        except OutOfOrder as error:
            assert str(error).endswith(".")
            continue
        assert not sentence
        case = keep(case, new)
        if case.done("appeal"):
            assert all(case.done(step) for step in STEPS) and case.signed and not case.payer_was_right
            assert case.signed.who != case.done("review").who
    assert cases(case.history)["k"] == case
