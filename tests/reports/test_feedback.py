"""The feedback letter: strengths first, at most three things to change, a person's decision before the program's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from auditkit.reports.feedback import MOST_CHANGES, letter
from auditkit.reports.page import Heading, Quote, Together, all_text, own_text
from auditkit.reports.tone import harsh_words
from auditkit.rule import Answer, Kind
from auditkit.store import VerdictDecision, note_key

TODAY = date(2026, 11, 24)
STEMS = ("a02", "a06", "a12", "a14", "a16", "a18", "a19", "a25", "a29", "b02", "b09", "b13", "b17", "b28", "b34")


def decided(audit, rule, machine, person, reason="Line 3 names it", day=20):
    return VerdictDecision(
        note_key(audit.text), rule, machine, person, reason, "Dana Lee", datetime(2026, 11, day, 15, tzinfo=UTC)
    )


def headings(made):
    def walk(blocks):
        for block in blocks:
            if isinstance(block, Heading):
                yield block.text
            elif isinstance(block, Together):
                yield from walk(block.blocks)

    return list(walk(made.page().blocks))


def quotes(made):
    def walk(blocks):
        for block in blocks:
            if isinstance(block, Quote):
                yield block.text
            elif isinstance(block, Together):
                yield from walk(block.blocks)

    return list(walk(made.page().blocks))


def test_strengths_stand_before_changes_and_changes_before_the_count(audit_of, rules):
    order = headings(letter([audit_of("a02")], rules, today=TODAY))
    assert order[1] == "What your note already shows"
    assert order.index("Three things to change") > 1
    assert order.index("Where the note stands") > order.index("Three things to change")
    assert order[-1] == "About this letter"


@pytest.mark.parametrize("stem", STEMS)
def test_no_letter_asks_for_more_than_three_things(audit_of, rules, stem):
    made = letter([audit_of(stem)], rules, today=TODAY)
    assert 1 <= len(made.changes) <= MOST_CHANGES == 3
    assert len(made.changes) + made.further_changes == len(audit_of(stem).findings)


@pytest.mark.parametrize("stem", STEMS)
def test_payment_critical_points_are_chosen_first(audit_of, rules, stem):
    audit = audit_of(stem)
    critical = sum(rules[v.rule].payment_critical for v in audit.findings)
    made = letter([audit], rules, today=TODAY)
    chosen = [change.payment_critical for change in made.changes]
    assert chosen == sorted(chosen, reverse=True)
    assert sum(chosen) == min(critical, 3)
    assert made.further_payment_critical == critical - sum(chosen)


def test_of_points_that_weigh_the_same_the_more_frequent_comes_first(audit_of, rules):
    def asked(stem, answers):
        audit = audit_of(stem)
        verdicts = tuple(
            v._replace(answer=answers.get(v.rule, Answer.NOT_APPLICABLE), evidence=()) for v in audit.verdicts
        )
        return replace(audit, verdicts=verdicts)

    often, once = "plan_specific", "functional_limitation"  # the rarer one weighs more and stands earlier on the shelf
    audits = [
        asked("a01", {often: Answer.NOT_MET}),
        asked("a02", {often: Answer.NOT_MET}),
        asked("a03", {once: Answer.NOT_MET}),
    ]
    assert [change.rule for change in letter(audits, rules, today=TODAY).changes] == [often, once]


@pytest.mark.parametrize("stem", STEMS)
def test_each_change_has_its_words_why_source_one_question_and_an_example(audit_of, rules, stem):
    made = letter([audit_of(stem)], rules, today=TODAY)
    words = all_text(made.page())
    for change in made.changes:
        rule = rules[change.rule]
        assert rule.why in words and rule.question in words and rule.good.text in words
        assert rule.question.count("?") == 1
        for source in rule.sources:
            assert source.title in words and source.section in words and source.dated in words
        assert all(passage.on == date(2026, 9, 14) for passage in change.passages)
    assert words.count("A question for you:") == len(made.changes)


@pytest.mark.parametrize("stem", STEMS)
def test_every_quoted_word_stands_in_the_note(audit_of, rules, stem):
    audit = audit_of(stem)
    made = letter([audit], rules, today=TODAY)
    flat = " ".join(audit.text.split())
    quoted = [p.words for change in made.changes for p in change.passages] + [s.passage.words for s in made.strengths]
    for words in filter(None, quoted):
        assert words.removesuffix(" […]") in flat


def test_where_nothing_can_be_quoted_the_letter_says_no_sentence_found(audit_of, rules):
    made = letter([audit_of("a19")], rules, today=TODAY)
    assert made.changes[0].passages[0].words == ""
    assert "No sentence found." in quotes(made)


def test_strengths_are_quoted_with_the_note_and_its_date(audit_of, rules):
    made = letter([audit_of("a02")], rules, today=TODAY)
    assert made.strengths and len(made.strengths) <= 3
    for strength in made.strengths:
        assert f"“{strength.passage.words}”" in quotes(made)
    assert "a02.txt, September 14, 2026" in all_text(made.page())


def test_nothing_is_praised_and_asked_for_at_once(audit_of, rules):
    made = letter([audit_of(stem) for stem in STEMS], rules, today=TODAY)
    assert not {s.rule for s in made.strengths} & {c.rule for c in made.changes}


def test_a_date_or_a_signature_is_no_strength_where_clinical_reasoning_is_shown(audit_of, rules):
    made = letter([audit_of("a01")], rules, today=TODAY)
    assert not {s.rule for s in made.strengths} & {"date_of_service", "signed_with_credential"}


def test_a_note_with_nothing_to_praise_is_met_with_a_kind_sentence(audit_of, rules):
    audit = audit_of("a19")
    bare = replace(audit, verdicts=tuple(v._replace(answer=Answer.NOT_MET, evidence=()) for v in audit.verdicts))
    words = own_text(letter([bare], rules, today=TODAY).page())
    assert "no sentence could be quoted" in words
    assert harsh_words(words) == []


def test_a_note_with_nothing_to_change_says_so(audit_of, rules):
    made = letter([audit_of("a01")], rules, today=TODAY)
    assert made.changes == ()
    assert "Nothing to change" in headings(made)


def test_the_two_scores_stand_apart(audit_of, rules):
    audit = audit_of("a02")
    made = letter([audit], rules, today=TODAY)
    (paid, paid_of), (good, good_of) = made.payment, made.quality
    assert (good, good_of) == audit.quality
    assert paid_of - paid == audit.payment_critical_misses
    words = all_text(made.page())
    assert f"{paid} of {paid_of} points shown" in words and f"{good} of {good_of} met" in words
    assert f"{paid + good} of {paid_of + good_of}" not in words


def test_what_could_not_be_told_and_what_does_not_apply_stand_apart_and_are_in_no_count(audit_of, rules):
    audit = audit_of("a28")
    made = letter([audit], rules, today=TODAY)
    unclear = [v for v in audit.verdicts if v.answer is Answer.UNCLEAR]
    assert len(made.unsettled) == len(unclear) == 2
    assert {"What could not be told", "What does not apply"} <= set(headings(made))
    counted = sum(v.answer in (Answer.MET, Answer.NOT_MET) for v in audit.verdicts)
    assert made.payment[1] + made.quality[1] == counted


def test_a_letter_about_several_notes_counts_in_how_many_and_lists_each(audit_of, rules):
    audits = [audit_of(stem, day=date(2026, 9, n)) for n, stem in enumerate(("a06", "a19", "a25", "b27", "a01"), 1)]
    made = letter(audits, rules, today=TODAY)
    first = made.changes[0]
    assert (first.notes, first.of) == (4, 5)
    assert len({passage.note for passage in first.passages}) <= 3
    assert len(first.other_notes) == 1
    words = all_text(made.page())
    assert "5 of your notes from September 1, 2026 to September 5, 2026" in words
    assert all(audit.name in words for audit in audits)


def test_notes_are_listed_in_the_given_order_and_not_by_score(audit_of, rules):
    audits = [audit_of(stem) for stem in ("a19", "a01", "a06")]
    assert [score.note for score in letter(audits, rules, today=TODAY).scores] == ["a19.txt", "a01.txt", "a06.txt"]


def test_a_persons_answer_counts_and_the_programs_is_kept_beside_it(audit_of, rules):
    audit = audit_of("a02")
    rule = audit.findings[0].rule
    before = letter([audit], rules, today=TODAY)
    after = letter([audit], rules, today=TODAY, decisions=[decided(audit, rule, Answer.NOT_MET, Answer.MET)])
    assert rule in {c.rule for c in before.changes}
    assert rule not in {c.rule for c in after.changes}
    (overruling,) = after.overrulings
    assert (overruling.machine, overruling.person, overruling.who) == (Answer.NOT_MET, Answer.MET, "Dana Lee")
    words = all_text(after.page())
    assert "met (the program said: not met). Reason: Line 3 names it. Dana Lee, November 20, 2026." in words


def test_a_point_that_a_person_found_open_becomes_a_thing_to_change_with_the_persons_reason(audit_of, rules):
    audit = audit_of("a01")
    given = decided(audit, "skilled_need", Answer.MET, Answer.NOT_MET, reason="The cue has no reason")
    made = letter([audit], rules, today=TODAY, decisions=[given])
    assert [change.rule for change in made.changes] == ["skilled_need"]
    assert made.changes[0].passages[0].detail == "The cue has no reason"
    assert made.changes[0].passages[0].words


def test_a_persons_met_without_words_is_counted_but_not_quoted_as_a_strength(audit_of, rules, answered):
    audit = answered(audit_of("a19"), "skilled_need", Answer.NOT_MET)
    made = letter([audit], rules, today=TODAY, decisions=[decided(audit, "skilled_need", Answer.NOT_MET, Answer.MET)])
    assert "skilled_need" not in {s.rule for s in made.strengths} | {c.rule for c in made.changes}


def test_the_newest_decision_counts_and_a_withdrawn_one_does_not(audit_of, rules):
    audit = audit_of("a02")
    rule = audit.findings[0].rule
    history = [
        decided(audit, rule, Answer.NOT_MET, Answer.MET),
        decided(audit, rule, Answer.NOT_MET, Answer.NOT_MET, day=21),
    ]
    confirmed = letter([audit], rules, today=TODAY, decisions=history)
    assert rule in {c.rule for c in confirmed.changes} and confirmed.confirmed == 1 and not confirmed.overrulings
    withdrawn = [history[0], replace(history[1], person=None)]
    assert rule in {c.rule for c in letter([audit], rules, today=TODAY, decisions=withdrawn).changes}


def test_answers_without_who_and_why_are_taken_too(audit_of, rules):
    audit = audit_of("a02")
    rule = audit.findings[0].rule
    made = letter([audit], rules, today=TODAY, decisions={(note_key(audit.text), rule): Answer.MET})
    assert rule not in {c.rule for c in made.changes}
    assert (
        len(made.overrulings) == 1
        and "Reason" not in all_text(made.page()).split("What a person decided")[1].split("About")[0]
    )


def test_a_decision_about_another_note_changes_nothing(audit_of, rules):
    audit, other = audit_of("a02"), audit_of("a06")
    rule = audit.findings[0].rule
    made = letter([audit], rules, today=TODAY, decisions=[decided(other, rule, Answer.NOT_MET, Answer.MET)])
    assert made == letter([audit], rules, today=TODAY)


def test_evidence_that_is_the_whole_note_is_not_quoted(audit_of, rules, answered):
    audit = audit_of("a01")
    whole = answered(
        audit, "no_generic_assessment", Answer.NOT_MET, (0, len(audit.text)), message="96% also stands in another note."
    )
    made = letter([whole], rules, today=TODAY)
    assert made.changes[0].passages[0].is_whole
    assert audit.text[:200] not in all_text(made.page())
    assert "The note as a whole. 96% also stands in another note." in quotes(made)


def test_a_long_passage_is_cut_between_words_and_marked(audit_of, rules, answered):
    audit = audit_of("a01")
    long = replace(audit, text=audit.text + "\n" + "a very long sentence goes on and on " * 15)
    long = answered(long, "plan_specific", Answer.NOT_MET, (len(audit.text) + 1, len(long.text)))
    words = letter([long], rules, today=TODAY).changes[0].passages[0].words
    assert words.endswith(" […]") and len(words) < 280


def test_a_note_without_a_date_or_a_kind_still_gets_its_letter(audit_of, rules):
    audit = replace(audit_of("a02", day=None), kinds=())
    words = all_text(letter([audit], rules, today=TODAY).page())
    assert "date not found in the note" in words and "None" not in words


def test_a_rule_that_left_the_shelf_is_left_out(audit_of, rules):
    fewer = {rule_id: rule for rule_id, rule in rules.items() if rule_id != "skilled_need"}
    assert "skilled_need" not in {c.rule for c in letter([audit_of("a25")], fewer, today=TODAY).changes}


def test_no_note_is_no_letter(rules):
    with pytest.raises(ValueError, match="at least one note"):
        letter([], rules, today=TODAY)


@pytest.mark.parametrize("stem", STEMS)
def test_the_letter_keeps_its_tone(audit_of, rules, stem):
    audits = [audit_of(stem), audit_of("a28")]
    for made in (letter(audits[:1], rules, today=TODAY), letter(audits, rules, therapist="Jordan", today=TODAY)):
        assert harsh_words(own_text(made.page())) == []


def test_the_letter_says_what_it_is_not(audit_of, rules):
    words = own_text(letter([audit_of("a02")], rules, today=TODAY).page())
    assert "a person decides" in words and "no legal advice" in words and "does not write notes" in words


def test_the_example_is_marked_as_invented_and_not_for_a_note(audit_of, rules):
    made = letter([audit_of("a02")], rules, today=TODAY)
    assert all_text(made.page()).count("it is not text for a note") == len(made.changes)


def test_the_footer_holds_no_word_of_the_note(audit_of, rules):
    page = letter([audit_of("a02")], rules, practice="Riverside Therapy", today=TODAY).page()
    assert page.footer == "Riverside Therapy · Feedback on your note · November 24, 2026"


def test_two_kinds_at_once_are_both_named(audit_of, rules):
    audit = replace(audit_of("a12"), kinds=(Kind.TREATMENT, Kind.PROGRESS))
    assert "your treatment note and progress report of September 14, 2026" in all_text(
        letter([audit], rules, today=TODAY).page()
    )
