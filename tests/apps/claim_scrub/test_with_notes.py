"""Notes of the same visits on the page: recognised among the files, set beside the lines, shown link by link."""

from __future__ import annotations

import io
import zipfile

import pytest

from auditkit.apps.claim_scrub import pieces, takeaway
from auditkit.apps.claim_scrub.files import LEFT_OUT, NOTES, given_files
from auditkit.apps.claim_scrub.kept import all_rules
from auditkit.apps.claim_scrub.results import Filter, Found, Group
from auditkit.apps.claim_scrub.view import ClaimScrubView

from .conftest import csv_of

NOTE = (
    "PT Daily Note 8/4/2026\nStill needs min A to stand from a low chair. Right knee flexion AROM 104 degrees.\n"
    "Therapeutic exercise 30 min: step-downs 3x8, long arc quads 3x12. Tactile cues at the hip because the pelvis drops in right stance.\n"
    "Timed minutes 30.\nA. Placebrook, PT, DPT\n"
)
BARE = "PT Daily Note 8/4/2026\nTher-ex 10 min: step-downs 3x8 <b>&\nTimed minutes: 10\nA. Placebrook, PT, DPT\n"
INDEX = csv_of([{"file": "a.txt", "patient_id": "P-1", "date_of_service": "2026-08-04"},
                {"file": "b.txt", "patient_id": "P-2", "date_of_service": "2026-08-04"}])  # fmt: skip
PLANS = csv_of([{"patient_id": "P-1", "plan_number": "1", "start_on": "2026-07-01", "weeks": "8", "signed_on": "2026-08-09"}])  # fmt: skip


def zipped(**files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()


@pytest.fixture
def with_notes(model, claims):
    """A good note of claim C-1, a bare one of C-2, none of C-3."""
    model.add_files(
        [("june.csv", claims({}, {}, {})), ("a.txt", NOTE.encode()), ("b.txt", BARE.encode()), ("notes.csv", INDEX)]
    )
    return model


def roles(*uploads):
    return {file.label: file.role for file in given_files(uploads, lambda headers: "")}


def test_notes_chosen_together_stay_together_and_claims_beside_them_are_claims(claims):
    found = roles(("june.csv", claims({})), ("a.txt", NOTE.encode()), ("notes.csv", INDEX), ("b.pdf", b"%PDF-1.7"))
    assert found == {"june.csv": "claim_lines", "Notes (3 files)": NOTES}


def test_a_zip_may_hold_claims_plans_and_notes(model, claims):
    held = zipped(
        june_csv=claims({}, {}), plans_csv=PLANS, notes__a_txt=NOTE, notes__b_txt=BARE, notes__notes_csv=INDEX
    )
    model.add_files([("all.zip", held)])
    assert sorted(file.role for file in model.files) == ["claim_lines", NOTES, "plans"]
    assert model.notes_read == 2
    assert len(model.results.episodes.unmatched) == 0
    assert "plan_certified" in {found.rule for found in model.results.of_claim("C-1")}


@pytest.mark.parametrize(
    "content",
    [
        NOTE,
        "One line of a note, with commas, many commas, and more, and more.",
        "Knee | Hip | Ankle | Foot\nflexion 104 deg today\nA. Placebrook, PT\n",
        "",
    ],
)
def test_a_text_that_is_no_table_of_claims_is_a_note(content):
    assert set(
        roles(
            ("a.txt", content.encode() or b" "),
        ).values()
    ) == {NOTES}


def test_an_837_or_a_table_of_claims_named_txt_is_no_note(claims):
    x12 = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260804*1200*^*00501*000000001*0*P*:~"
    assert roles(("claims.txt", claims({}, {})), ("batch.txt", x12)) == {"claims.txt": "claim_lines", "batch.txt": "claim_lines"}  # fmt: skip


def test_a_table_with_a_column_of_notes_is_notes():
    rows = [{"MRN": "P-1", "DOS": "8/4/2026", "Note text": NOTE}, {"MRN": "P-2", "DOS": "8/4/2026", "Note text": BARE}]
    assert roles(("chart.csv", csv_of(rows))) == {"chart.csv": NOTES}


def test_a_table_whose_note_column_is_only_guessed_is_asked_about_and_can_be_left_out(model, claims):
    rows = [{"MRN": "P-1", "DOS": "8/4/2026", "Blurb": NOTE}, {"MRN": "P-2", "DOS": "8/4/2026", "Blurb": BARE}]
    model.add_files([("june.csv", claims({}, {})), ("chart.csv", csv_of(rows))])
    model.set_role("chart.csv", NOTES)
    assert [table.guess for table in model.asked_notes] == ["Blurb"]
    model.confirm_notes("Blurb", "MRN", "DOS")
    assert model.notes_read == 2 and len(model.results.links("C-1")) == 1
    model.forget_all()
    model.add_files([("june.csv", claims({}))])
    assert model.results.episodes is None and model.notes_read == 0


def test_what_was_taken_for_notes_can_be_left_out_or_read_as_a_table(model, claims):
    odd = b"Report of the billing office\n" + claims({}, {})
    model.add_files([("june.csv", claims({}))])
    model.add_files([("extra.txt", odd)])
    label = next(file.label for file in model.files if "extra" in file.label)
    model.set_role(label, NOTES)
    assert model.results.episodes is not None
    model.set_role(next(file.label for file in model.files if "extra" in file.label), LEFT_OUT)
    assert model.results.episodes is None
    assert model.results.scrub.lines == 1


def test_the_findings_of_notes_join_the_groups_and_a_claim_with_one_is_not_clean(with_notes):
    with_notes.narrow(Filter(rule="every_code_linked"))
    with_notes.show(Group.CHECK)
    assert [found.claim_id for found in with_notes.listed()] == ["C-2"]
    with_notes.narrow(Filter())
    with_notes.show(Group.CLEAN)
    assert "C-2" not in [claim.claim_id for claim in with_notes.listed()]
    counts = with_notes.results.counts(Filter())
    told = with_notes.results.whole.rows()
    assert sum(counts[g] for g in Group if g is not Group.CLEAN) == len(told)


def test_a_line_shows_five_links_behind_its_service_each_with_its_sentence_or_none(with_notes):
    (good,), (bare,) = with_notes.results.links("C-1"), with_notes.results.links("C-2")
    assert [str(link.part) for link in good.links] == [
        "service named", "diagnosis or impairment", "functional limitation", "measure", "goal", "why skilled",
    ]  # fmt: skip
    sentences = {str(link.part): link.passage.sentence for link in good.links if link.passage}
    assert "104 degrees" in sentences["measure"] and "min A" in sentences["functional limitation"]
    assert {str(link.part) for link in bare.missing} >= {"functional limitation", "measure", "why skilled"}
    assert with_notes.results.links("C-3") == []


def test_claims_are_shown_before_the_notes_are_looked_at(model, claims):
    seen = []
    model.claims_are_checked = lambda: seen.append(model.results.episodes)
    model.add_files([("june.csv", claims({})), ("a.txt", NOTE.encode()), ("notes.csv", INDEX)])
    assert seen == [None]
    assert model.results.episodes is not None


def test_notes_are_looked_at_once_unless_something_they_rest_on_changes(with_notes, monkeypatch):
    import auditkit.episodes as episodes

    before, asked = with_notes.results.episodes, []
    real = episodes.audit_episodes
    monkeypatch.setattr(episodes, "audit_episodes", lambda *a, **k: asked.append(1) or real(*a, **k))
    with_notes.own.change_rule("npi_valid", "off", "Our clearing house checks it.")
    assert with_notes.results.episodes is before and not asked
    with_notes.own.change_rule("every_code_linked", "info", "We look at it once a quarter.")
    assert asked == [1]
    assert any("once a quarter" in change for change in with_notes.results.whole.changes)
    with_notes.show(Group.INFORM)
    assert "every_code_linked" in {found.rule for found in with_notes.listed()}
    with_notes.say_all_reports(True)
    assert asked == [1, 1]


def test_a_rule_about_notes_that_is_switched_off_is_not_asked(with_notes):
    assert with_notes.own.change_rule("every_code_linked", "off", "We look at it in the round.") == ""
    assert "every_code_linked" not in with_notes.results.checks


def test_notes_without_a_line_are_named_and_none_of_their_words(model, claims):
    model.add_files([("june.csv", claims({})), ("a.txt", NOTE.encode())])
    assert any("does not say whose it is" in issue.sentence for issue in model.issues)
    assert not any("pelvis" in issue.sentence for issue in model.issues)
    model.scrub_again()
    assert sum("does not say whose it is" in issue.sentence for issue in model.issues) == 1


def test_notes_without_claims_make_no_result(model):
    model.add_files([("a.txt", NOTE.encode())])
    assert model.results is None


def test_text_of_a_note_is_shown_and_never_run(with_notes):
    view = ClaimScrubView(with_notes)
    view.refresh()
    view.findings.groups[Group.CHECK].click()
    view.findings.filters["rule"].value = "every_code_linked"
    html = view.findings.claim_view.value
    assert "&lt;b&gt;&amp;" in html and "<b>&" not in html
    assert "no sentence found" in html and "step-downs" in html


def test_without_notes_the_claim_says_what_to_give(model, claims):
    view = ClaimScrubView(model)
    model.add_files([("june.csv", claims({"units": "9"}))])
    view.intake.done()
    assert "Give the notes of these visits too" in view.findings.claim_view.value
    assert view.takeaway.by_name["linked_html"].layout.display == "none"


def test_the_page_of_linked_codes_is_taken_away_and_the_work_list_holds_the_notes_findings(with_notes):
    page = takeaway.content(with_notes, "linked_html").decode()
    assert "why skilled" in page and "<b>&" not in page
    assert b"every_code_linked" in takeaway.content(with_notes, "findings_csv")
    assert takeaway.content(with_notes, "worklist_xlsx").startswith(b"PK")


def test_clearing_the_page_leaves_no_note(with_notes):
    view = ClaimScrubView(with_notes)
    view.refresh()
    view.intake.forget_button.click()
    assert with_notes.results is None and with_notes.notes_read == 0 and not with_notes.has_notes
    assert "step-downs" not in view.findings.claim_view.value


def test_every_rule_about_notes_can_be_shown_in_either_group():
    for check in all_rules().values():
        for group in (Group.CHECK, Group.UNCLEAR):
            found = Found("C-1", "1", "2026-08-04", check.id, group, "", "Words.", "", "", "", "", "", "")
            assert "Words." in pieces.detail(found, check, False)
            assert "Source" in pieces.reasons(found, check)
