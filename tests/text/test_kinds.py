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
        ("SLP PROGRESS NOTE + DAILY NOTE", {"treatment", "progress"}),
        ("PROGRESS NOTE / DAILY VISIT", {"treatment", "progress"}),
        ("DISCHARGE NOTE 4/2/26 10:05-10:50 (97110, 97530)", {"treatment", "discharge"}),
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


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("INITIAL EVAL + TREATMENT            Date 05/26/26            Ref: Dr. Poe", {"evaluation", "treatment"}),
        ("OT Evaluation\tDate 3/4/2026\tPt: A. B.", {"evaluation"}),
        ("Discharge summary     Date: 3/4/26", {"discharge"}),
        ("Discharge Summary Date: 3/4/26", {"discharge"}),
        ("Progress Report Date 3/4/26", {"progress"}),
    ],
)
def test_a_date_behind_a_title_takes_nothing_from_it(title, kinds):
    assert _kinds(title + _VISIT) == kinds


@pytest.mark.parametrize(
    "title",
    [
        "Eval date   3/4/2026",
        "Daily note   DOS 3/4/26   Evaluation date 2/2/26",
        "Visit 4\nDischarge summary date: 6/1/26 planned",
        "Last progress report date: 2/2/26",
    ],
)
def test_the_date_of_another_document_makes_a_visit_no_such_document(title):
    assert _kinds(title + _VISIT) == {"treatment"}


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("[ ] Eval [ ] Daily [x] Progress [ ] Recert [ ] D/C", {"progress"}),
        ("\u2610 Initial Eval \u2610 Daily \u2610 Progress \u2612 Discharge", {"discharge"}),
        ("Type: Eval [ ]  Daily [x]  Progress [ ]  Recert [ ]", {"treatment"}),
        ("[x] PT  [ ] OT\n[ ] Initial Evaluation\n[ ] Daily Note\n[x] Recertification", {"recertification"}),
        ("[x] Progress Report [x] Recertification [ ] Discharge", {"progress", "recertification"}),
    ],
)
def test_of_several_kinds_with_boxes_the_ticked_ones_count(title, kinds):
    assert _kinds(title + _REPORT) == kinds


@pytest.mark.parametrize(
    "head",
    [
        "PT DAILY NOTE\nConsent: [x] yes [ ] no\nDischarge planned [ ] yes [x] no",
        "Daily note\nPlan: [ ] continue plan of care [x] discharge [ ] recert",
        "OT visit\nPt [x] on time (x) alone ( ) with aide\nNext: ( ) discharge (x) continue",
        "PT Note\nPOC expires 5/1/26\nAuth: 12 visits",
    ],
)
def test_boxes_of_a_plan_and_days_of_a_plan_of_care_make_no_other_kind(head):
    assert _kinds(head + _VISIT) == {"treatment"}


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


@pytest.mark.parametrize(
    "note",
    [
        "Dear Dr. Lin,\n\nI am writing to let you know that Mrs. Park has finished her course with us. Grip 12 to 25 kg.",
        "8/2/26 Mom called, they moved and will not be coming back. Chart closed. /r/ was 60% in words.",
        "3/4/26 Phone. Pt says insurance ran out and he does not wish to continue PT. Episode is closed today.",
        "Dear Dr. Lin, I met Mrs. Park for the last time on 5/2. Grip is 25 kg from 12. She wants nothing else from us.",
        "Re: Owen Hart. He and I agreed that therapy can stop now. He swims a mile again, and LEFS is 74, was 40.",
        "Speech therapy wrap-up. Ana came to 18 sessions. Her teacher understands her, so we stop here.",
        "Pt last attended 2/2/26, three calls not answered. LEFS 40. Discharging from PT as of 3/1/26.",
    ],
)
def test_an_untitled_note_that_ends_care_is_a_discharge(note):
    assert _kinds(note) == {"discharge"}


def test_a_note_of_a_visit_that_is_said_to_be_the_last_is_a_discharge_too():
    assert _kinds("PT visit 12\nToday was his final visit. Leg press 3x10, 40 min.") == {"treatment", "discharge"}


@pytest.mark.parametrize(
    "note",
    [
        "OT treatment 2/2/26. Putty, pegs 20 min. Next visit will be the last visit if grip holds.",
        "OT treatment 2/2/26. We agreed that therapy should stop if grip holds till March. Putty, pegs 20 min.",
        "Treatment 2/2/26. I saw her surgeon for the last time in May. Her son thinks that she should stop driving.",
        "PROGRESS NOTE 2/2/26. Leg press 3x10, 97110 30 min. Tolerated well. Next visit: step ups.",
        "OT treatment 2/2/26. Last visit she had pain 6/10. Putty, pegs 20 min.",
        "Pt is ready for discharge next week. Step ups 3x10, 30 min. 3/3/26",
        "This is his last visit before vacation. Step ups 3x10, 30 min. 3/3/26",
        "3/3/26 OT. Her case manager called. Closed chain push ups 3x8, 25 min. Next visit: quadruped.",
        "Evaluation and treatment orders received. Today: gait training 20 min with SPC.",
        "3/3/26 No further cues were needed after trial 3. Discharged from hospital 2/1. Gait training 15 min.",
    ],
)
def test_a_visit_near_the_end_of_care_is_still_a_visit_only(note):
    assert _kinds(note) == {"treatment"}


@pytest.mark.parametrize(
    "note",
    [
        "Dr. Lin: attached is the renewed plan for Owen, 4, for your signature. Uses 3-word sentences in 60% (was 20%).",
        "Certification #2: 3/3/26-5/30/26\nShe has had 14 visits. Berg 38 -> 46. Continue 2x/wk for 8 wks.",
        "RE-EVALUATION AND PLAN OF CARE\nNew certification 3/3/26-5/30/26. Berg 38 -> 46. Falls: none since the last plan.",
        "PT Re-eval, renewal of plan of care to 5/30/26. Walks 200 ft, was 80.",
        "I ask for another twelve weeks of occupational therapy. Dresses alone but for buttons, was mod A.",
        "Plan of care for your signature. Since the last plan she has had 9 visits. Flexion 85, was 60.",
    ],
)
def test_an_untitled_note_that_asks_for_care_to_be_renewed_is_a_recertification(note):
    assert _kinds(note) == {"recertification"}


def test_words_at_the_beginning_of_a_wrapped_line_are_no_title():
    letter = (
        "Many thanks for sending me this pleasant warehouse employee for\nevaluation and treatment. On examination "
    )
    assert _kinds(letter + "flexion was 95. I would like to see her twice a week.") == {"evaluation"}


@pytest.mark.parametrize(
    ("note", "kinds"),
    [
        ("3/3/26 last appt. LEFS 71, runs 5k. Keep HEP.", {"discharge"}),
        ("Graduation day! Mia has 95% of /s/, 14 visits. Folder sent to her teacher.", {"discharge"}),
        ("PT visit 3/3/26. Goals met; discharge today to HEP. Squats 3x10, 30 min.", {"treatment", "discharge"}),
        ("Discharged from hospital 2/1/26. PT visit today: gait 300 ft, 25 min.", {"treatment"}),
        ("3/3/26 Final session with the walker; next time cane. Gait 300 ft, 25 min.", {"treatment"}),
        ("PT daily note. Plan: discharge next visit. Squats 3x10, 30 min.", {"treatment"}),
        ("Dear team, an update on Leo at 10 weeks: phrases in 60% of tries. Goal 2 partly met.", {"progress"}),
        ("Plan of treatment, second 90 days. 14 visits so far. Berg 38 to 46.", {"recertification"}),
        ("Plan of treatment. Initial cert 3/3-5/31/26. R TKA. Goals: walk 1000 ft.", {"evaluation"}),
    ],
)
def test_kinds_told_in_other_words(note, kinds):
    assert _kinds(note) == kinds


@pytest.mark.parametrize(
    "note",
    [
        "Driving and Community Mobility Assessment\nRosa P., 71, R CVA in March.\nBefore the stroke she drove daily.\nTrail Making B 190 s.\n"
        "Aims: drive to the market within 8 weeks.\nOT once a week.\nL. Ames, OTR/L",
        "Re: Instrumental swallow consultation\n4/2/2026\nMr. B was sent by Dr. Lund after two pneumonias. Aspiration of thin liquid 3 of 5.\n"
        "Therapy is recommended twice a week for 6 weeks. Goal: drink 8 oz without cough.\nP. Lee, CCC-SLP",
        "Thirty year old dancer, sent from orthopedics with a left ankle sprain. She danced six days a week until the fall. Dorsiflexion 6 cm.\n"
        "I recommend that she come twice a week for six weeks. First goal: stairs without the rail by May 10. Prognosis is very good.\nA. Roe, PT",
        "WORK CAPACITY EVALUATION\nJ.P. 44, roofer\nLift floor to waist 25 lb\nGoal: 50 lb by 6 wk\nPlan: work conditioning 3x/wk x 4\nA. Roe PT",
    ],
)
def test_an_evaluation_is_known_by_what_is_to_begin_where_no_list_holds_its_title(note):
    assert _kinds(note) == {"evaluation"}


@pytest.mark.parametrize(
    "note",
    [
        "PT daily\nFall Risk Assessment: Berg 44/56, was 40. Gait training 15 min 97116. Pt will be seen 2x/wk.\nA. Roe PT",
        "Pain assessment\n3/10 at rest.\nTher ex 20 min (97110). Prognosis good. Next visit add steps.\nA. Roe PT",
        "3/4/26 Pt referred by Dr X for knee pain, here for her 4th visit. Manual 15 min, ther ex 23 min. Will return twice a week.\nA. Roe PT",
        "S: slept better. O: AROM shoulder flexion 130, was 120 last visit. Pulleys 3x10. A: gaining. P: will be seen 2x/week, add ER.\nA. Roe PT",
        "Balance Assessment\nBerg 44/56\nTandem 12 s, was 8\nStepping over hurdles, cues to look up. Next visit foam.\nA. Roe, PT",
        "Swallow evaluation results reviewed with wife. Trials of nectar by cup 10/10 no cough. Effortful swallow x 15 with cues.\nP. Lee CCC-SLP",
        "Home visit. Before the stroke he cooked. Today made eggs with one cue, two last time; reach graded up. Next: stove.\nB. Fox OTR/L",
    ],
)
def test_an_assessment_within_a_visit_and_a_visit_to_come_make_no_evaluation(note):
    assert _kinds(note) == {"treatment"}


def test_a_letter_about_the_past_month_that_asks_for_more_is_a_report():
    note = (
        "To whom it may concern. Mr Poe attends speech therapy. Over the past month he has taken part in groups. He would gain from further "
        "sessions.\nB. Lowe, SLP"
    )
    assert _kinds(note) == {"progress"}


def test_a_new_patient_who_is_treated_at_once_is_evaluated_and_treated():
    assert _kinds("New patient + treatment\nVisit 11/17/2026" + _VISIT) == {"evaluation", "treatment"}
