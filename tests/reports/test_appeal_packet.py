"""The draft of an appeal: the chart's own sentences, links, enclosures and blanks; no promise, nothing made up."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from auditkit.audit import audit_note
from auditkit.desks.denials.case import Case, Done, after
from auditkit.reports.appeal_packet import Packet, summary
from auditkit.reports.appeal_quotes import points_of
from auditkit.reports.page import Quote, Together, all_text, own_text
from auditkit.reports.standing import standings
from auditkit.reports.word import to_docx
from auditkit.reports.wording import one_line
from auditkit.rule import Answer
from auditkit.rules import note_rules
from auditkit.store.records import Event, note_key
from auditkit.tables import NoteMeta

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
NOTE = """Physical therapy daily note. Date of service: 09/02/2026
S: Patient reports that she can now carry groceries from the car, 10 lb, with pain 3/10, last week 6/10.
O: Right shoulder flexion 135 degrees (evaluation 95). Therapeutic exercise 97110 30 minutes, manual therapy 97140 15 minutes. Total 45 minutes.
A: Tactile cues for scapular control were needed because she hikes the shoulder above 90 degrees; dose reduced after the second set.
P: Continue 2 times a week for 4 weeks; add overhead reach with 3 lb.
Jamie Doe, PT, DPT, license 1234, signed 09/02/2026"""
FORBIDDEN = re.compile(
    r"guarantee|will be paid|must pay|promise|entitled|undoubtedly|clearly|certainly|fraud", re.IGNORECASE
)


def case(key="a" * 32, **more):
    line = {"noticed_on": "2026-10-01", "claim_id": "C1", "line_number": "1", "payer": "Medicare", "payer_type": "medicare_b", "category": "medical_necessity",
            "root_cause": "documentation", "carc": "50", "group_code": "CO", "rarcs": "N115", "appeal_by": "2027-01-23", "hcpcs_code": "97110",
            "modifiers": "GP|KX", "charge_cents": 10000, "denied_cents": 6500, "paid_on": "2026-09-20", "date_of_service": "2026-09-02",
            "deadline_link": "https://www.ecfr.gov/current/title-42/section-405.942", **more}  # fmt: skip
    return after(Case(key), Event("denials", key, 1, "noticed", line, "Ann", NOW))


@pytest.fixture(scope="module")
def notes():
    audit = audit_note(NOTE, "note.txt", NoteMeta(date_of_service=date(2026, 9, 2)))
    return standings([audit], note_rules())


def quotes(page):
    found = []
    for block in page.blocks:
        inner = block.blocks if isinstance(block, Together) else (block,)
        found += [one for one in inner if isinstance(one, Quote)]
    return found


def test_every_quote_is_a_sentence_of_the_chart_with_its_date(notes):
    page = Packet([case()], notes).page()
    found = quotes(page)
    assert len(found) >= 4
    for quote in found:
        assert quote.text.strip("“”") in one_line(NOTE)
        assert "September 2, 2026" in quote.where
    assert any("because she hikes the shoulder" in quote.text for quote in found)


def test_no_quote_begins_or_ends_within_a_word(notes):
    chart = one_line(NOTE)
    for quote in quotes(Packet([case()], notes).page()):
        words = quote.text.strip("“”")
        at = chart.index(words)
        around = chart[at - 1 : at], chart[at + len(words) : at + len(words) + 1]
        assert not any(edge.isalnum() for edge in around), words


def test_rules_are_cited_by_title_and_link_and_the_deadline_is_told(notes):
    page = Packet([case()], notes, today=date(2026, 10, 1)).page()
    links = {
        run.link
        for block in page.blocks
        if hasattr(block, "items")
        for words in block.items
        for run in words
        if run.link
    }
    assert "https://www.ecfr.gov/current/title-42/section-405.942" in links
    assert "January 23, 2027" in all_text(page) and "Draft of October 1, 2026" in all_text(page)


def test_no_sentence_is_quoted_twice_and_no_rule_is_named_twice(notes):
    page = Packet([case()], notes).page()
    words = [quote.text for quote in quotes(page)]
    assert len(words) == len(set(words))
    assert all_text(page).count("bp102c15.pdf") <= 1


def test_medicares_rules_are_marked_where_the_payer_is_another(notes):
    assert "Medicare's rules" in all_text(Packet([case(payer_type="commercial")], notes).page())
    assert "Medicare's rules" not in all_text(Packet([case()], notes).page())


def test_the_draft_says_that_it_is_one_and_promises_nothing(notes):
    page = Packet([case()], notes).page()
    words = own_text(page)
    assert "Draft, not to be sent as it is" in words and "A person checks every sentence" in words
    assert not FORBIDDEN.search(words), FORBIDDEN.search(words)
    assert "Draft" in page.footer and "C1" not in page.footer + page.title


def test_a_day_of_service_without_its_note_is_named(notes):
    assert "was at hand" not in all_text(Packet([case()], notes).page())
    other = all_text(Packet([case(), case("b" * 32, date_of_service="2026-09-04")], notes).page())
    assert "No note of September 4, 2026 was at hand" in other


def test_without_notes_nothing_is_made_up_and_the_blank_says_so():
    page = Packet([case()]).page()
    assert not quotes(page) and "No sentence of the chart could be quoted" in all_text(page)


def test_a_criterion_that_a_person_overruled_is_not_quoted(notes):
    (note,) = notes
    decisions = {(note_key(NOTE), "skilled_need"): Answer.NOT_MET}
    overruled = standings([note.audit], note_rules(), decisions)
    assert "skilled_need" in {point.rule for point in points_of(notes)}
    assert "skilled_need" not in {point.rule for point in points_of(overruled)}


def test_what_speaks_to_the_cause_comes_first(notes):
    assert points_of(notes, "units")[0].rule in ("timed_minutes", "total_minutes")


def test_lines_that_are_worked_on_together_stand_in_one_table(notes):
    page = Packet([case(), case("b" * 32, line_number="2", hcpcs_code="97140")], notes).page()
    words = all_text(page)
    assert (
        "these 2 lines" in words
        and "97110-GP-KX" in words
        and "97140-GP-KX" in words
        and "CO-50 N115" in words
        and "65.00" in words
    )


def test_calls_are_listed_with_their_reference_numbers(notes):
    call = Done("Ann", NOW, {"spoke_to": "Kim", "reference_number": "R-7", "words": "secret thoughts"})
    words = all_text(Packet([replace(case(), calls=(call,))], notes).page())
    assert "Kim, reference R-7" in words and "secret thoughts" not in words


@pytest.mark.parametrize(("cause", "word"), [("no_authorization", "authorization"), ("sent_late", "277CA"), ("records_not_sent", "the day the records were sent")])  # fmt: skip
def test_enclosures_fit_the_cause(cause, word):
    assert word in all_text(Packet([case(root_cause=cause)]).page())


def test_a_deadline_that_is_not_known_is_said_to_be_so():
    assert "look in the contract" in all_text(Packet([case(appeal_by="")]).page())


def test_the_word_file_can_be_edited_and_holds_hostile_words_as_text(notes):
    hostile = case(payer='<script>"&</w:t>\x00')
    content = to_docx(Packet([hostile], notes))
    file = docx.Document(io.BytesIO(content))
    words = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "<script>" in words and "What the record shows" in words
    assert file.paragraphs[0].style.name == "Title" and len(file.tables) >= 5


def test_equal_cases_are_equal_drafts_and_the_summary_counts(notes):
    packet = Packet([case()], notes, today=date(2026, 10, 1))
    assert packet.page() == packet.page()
    assert re.match(r"The draft quotes \d+ sentences of 1 note\.", summary(packet))


_OTHER_STYLE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b")


def test_a_packet_writes_every_day_of_its_own_in_one_style(notes):
    own = own_text(Packet([case()], notes, practice="X", today=date(2026, 10, 1)).page())
    assert "be done by Friday, January 22, 2027" in own and "issued January 25, 2019" in own
    assert not _OTHER_STYLE.findall(re.sub(r"https?://\S+", "", own))


def test_what_the_chart_says_keeps_its_own_days(notes):
    said = [one.text for one in quotes(Packet([case()], notes, today=date(2026, 10, 1)).page())]
    assert any("09/02/2026" in words for words in said)
