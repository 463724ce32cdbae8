"""Which kinds of note a document is, from titles of many sorts."""

import pytest

from auditkit.audit import audit_note

_VISIT = "\nPt seen for knee pain. Ther ex 15 min, manual 10 min. Tolerated well.\nA. Roe, PT"
_REPORT = "\nKnee flexion 90, was 60. Goal 1 partly met. Continues to need gait training.\nA. Roe, PT"


def _kinds(note: str) -> set[str]:
    return {str(kind) for kind in audit_note(note).kinds}


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Visit 10 note & progress report", {"treatment", "progress"}),
        ("Progress report and daily treatment", {"treatment", "progress"}),
        ("Evaluation and first visit", {"evaluation", "treatment"}),
        ("Discharge summary and final treatment session", {"treatment", "discharge"}),
        ("PT LAST VISIT + DISCHARGE SUMMARY", {"treatment", "discharge"}),
    ],
)
def test_a_visit_named_beside_another_kind_in_the_title_is_a_kind_too(title, kinds):
    assert _kinds(title + _VISIT) == kinds


@pytest.mark.parametrize(
    "title",
    [
        "PROGRESS REPORT   Treatment diagnosis R26.2",
        "Progress report / treatment dx: M25.561",
        "Progress report, seen with treatment aide",
        "Annual review, OT, IFSP",
        "Report on Mr Poe, 4 May 2026",
    ],
)
def test_a_title_of_a_report_alone_is_no_note_of_a_visit(title):
    assert _kinds(title + _REPORT) == {"progress"}


@pytest.mark.parametrize("title", ["Balance and Falls Assessment 4 May 2026", "Voice assessment", "First appointment"])
def test_an_assessment_of_a_field_of_therapy_is_an_evaluation(title):
    assert _kinds(title + _REPORT) == {"evaluation"}


@pytest.mark.parametrize(
    "title",
    [
        "Session 8\nVoice assessment repeated today: MPT 12 s.",
        "Treatment 4\nCommunication assessment pending",
        "PT note 5/4/26. Review of HEP, then squats.",
        "Treatment note\nReport on sleep: better",
        "Valley Treatment and Therapy Center\nDaily Note",
    ],
)
def test_another_document_or_test_named_in_the_head_does_not_change_a_visit(title):
    assert _kinds(title + _VISIT) == {"treatment"}
