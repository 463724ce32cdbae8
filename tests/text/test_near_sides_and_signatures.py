"""Words that look like sides, signatures and blanks of the author, and what is one."""

import pytest

from auditkit.audit import audit_note

_VISIT = "Daily Note\nPT 5/4/26\nTher ex 15 min.\n"


def _answer(rule: str, note: str) -> str:
    return next(str(v.answer) for v in audit_note(note).verdicts if v.rule == rule)


@pytest.mark.parametrize(
    "words",
    [
        "We are going in the right direction.",
        "She lost the buzz right where the hymn goes up.",
        "Both services went well.",
        "Will continue bilateral skills at the table.",
        "He is right back to work.",
    ],
)
def test_words_that_are_no_sides_leave_the_side_unasked(words):
    assert _answer("no_side_conflict", f"{_VISIT}{words}\nA. Roe, PT") == "not_applicable"


@pytest.mark.parametrize(
    "words", ["Dx R knee OA. Right knee flexion 110.", "Both knees ache.", "Bilateral hip weakness."]
)
def test_sides_of_a_part_are_sides(words):
    assert _answer("no_side_conflict", f"{_VISIT}{words}\nA. Roe, PT") == "met"


@pytest.mark.parametrize(
    "end",
    [
        "Noor Haddad\nSpeech-Language Pathologist, Voice Center",
        "Fiona Carmichael, Senior Physiotherapist (HCPC PH104417)",
        "Theo Marchetti PT, SCS",
        "Lorcan Adeyemi-Wood, M.Cl.Sc., CCC-SLP",
    ],
)
def test_the_authors_name_with_a_profession_is_a_signature(end):
    assert _answer("signed_with_credential", _VISIT + "Seen for squats and bridges. Tolerated well.\n" + end) == "met"


@pytest.mark.parametrize("end", ["Fiona Carmichael", "Referring physician\nDr Noor Haddad", "Seen by senior staff"])
def test_a_name_without_a_profession_is_none(end):
    assert _answer("signed_with_credential", _VISIT + "Seen for squats and bridges.\n" + end) == "not_met"


def test_a_blank_line_above_the_therapists_caption_is_residue():
    assert _answer("no_template_residue", _VISIT + "\n____________________\nTherapist signature") == "not_met"


@pytest.mark.parametrize("caption", ["Physician signature", "Patient signature", "Plan of care follows."])
def test_a_line_above_another_caption_is_none(caption):
    assert _answer("no_template_residue", f"{_VISIT}\n____________________\n{caption}\nA. Roe, PT") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Rode the bike 15 min while COTA assisted another resident.",
        "On the bike 10 min while I got the other patient started.",
    ],
)
def test_an_activity_while_the_therapist_is_with_another_patient_is_unskilled(words):
    assert _answer("no_unskilled_service", f"{_VISIT}{words}\nA. Roe, PT") == "not_met"


def test_the_last_visit_is_the_date_of_a_discharge_report():
    note = "SLP D/C SUMMARY\nSOC 1/8/26   EOC / LAST TX 2/5/26\nGoals met. Moves home.\nA. Roe, CCC-SLP"
    assert _answer("date_of_service", note) == "met"
