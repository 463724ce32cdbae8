"""Sentences that are not about one condition: openings, empty phrases, plans, reasons for discharge.

The weak ones are the ones auditors meet: true of any patient, and so of no use to a payer.
"""

from __future__ import annotations

NAMES_OF_SERVICES = {
    "97110": ("ther-ex", "exercise", "strength and mobility work"),
    "97112": ("neuro re-ed", "balance and control training", "neuromuscular re-ed"),
    "97116": ("gait training", "walking practice", "gait and stairs"),
    "97140": ("manual therapy", "manual techniques", "joint and soft tissue mobilization"),
    "97530": ("functional activities", "task practice", "there-act"),
    "97535": ("ADL training", "self-care training", "home management training"),
    "97129": ("cognitive training", "memory and attention training"),
    "97130": ("cognitive training, continued", "calendar and planning work"),
    "95992": ("repositioning manoeuvre", "canal repositioning"),
    "92507": ("speech-language treatment", "speech therapy tasks", "language treatment"),
    "92526": ("swallow treatment", "swallowing and feeding treatment"),
}

# -- what the patient can and cannot do -------------------------------------------------------------------------
LIMIT = (
    "{Pt} reports {he} still {rung}",
    "At home {he} {rung}",
    "{Pt} {rung}",
    "Function: {rung}",
    "Says {he} {rung}",
    "In daily life {he} {rung}",
    "Asked about {name}: {he} {rung}",
    "Main difficulty today is {name}: {rung}",
    "As of today {he} {rung}",
)
LIMIT_CHILD = (
    "Mother reports that {he} {rung}",
    "Father says {he} {rung}",
    "{Pt} {rung}",
    "Per teacher {he} {rung}",
    "At home and school {he} {rung}",
    "Caregiver report: {he} {rung}",
    "Function: {rung}",
)
REACHED = ("{Pt} now {rung}", "{He} {rung} as of this week", "New this week: {rung}")
SMALL_TALK = (
    "Slept [well|badly] last night",
    "Home programme done [four of five days|most days|twice since the last visit|every evening]",
    "A little sore [the evening after the last visit|on Tuesday], gone by morning",
    "[Wife|Daughter|Husband|Sister] in the waiting room",
    "Arrived on time, in good spirits",
    "[Physician|Surgeon] visit is set for [next week|the end of the month]",
    "No falls and no change in medication since the last visit",
    "Asks when {he} may [travel|go back to the garden|see {his} brother again]",
)
SMALL_TALK_CHILD = (
    "Came in holding a [dinosaur|toy truck|stuffed rabbit]",
    "[Mother|Father|Grandmother] present for the session",
    "Home practice done [most days|three times this week|not at all, busy week]",
    "Had a [good|hard|long] day at school",
    "Shy at first, joined in after the [song|card game]",
)
EMPTY_SUBJECTIVE = (
    "{Pt} reports doing better.",
    "No new complaints.",
    "{Pt} states [pain is better|feeling about the same|doing okay] today.",
    "Pt without new c/o.",
    "{Pt} arrives for therapy. No changes since last visit.",
    "Reports decreased function overall.",
    "ADL deficits persist.",
    "Feels [good|fine|tired] today.",
)
EMPTY_SUBJECTIVE_CHILD = (
    "{Pt} was [happy|cooperative|a bit tired] today.",
    "[Mom|Dad] reports no changes.",
    "Came willingly to therapy.",
    "Parent says things are going well.",
)

# -- what was found ----------------------------------------------------------------------------------------------
EMPTY_MEASURE = {
    "PT": (
        "ROM improved.",
        "Strength is [good|fair].",
        "ROM WNL, balance fair.",
        "Gait [better|improved] today.",
        "Posture poor, endurance fair.",
        "Pain <2-6>/10.",
    ),
    "OT": (
        "Fine motor skills fair.",
        "ROM WFL, coordination improved.",
        "Attention [good|fair] during tasks.",
        "Strength improving.",
        "Pain <2-5>/10.",
    ),
    "OT child": (
        "Fine motor skills fair.",
        "Attention [good|fair] today.",
        "Sensory processing improving.",
        "Behavior [appropriate|good].",
    ),
    "SLP": (
        "Speech is clearer.",
        "Accuracy improved.",
        "Good participation in tasks.",
        "Swallow [adequate|improving].",
        "Attention fair.",
    ),
}
COMPARED = (
    "{label} {now} ({was} at evaluation)",
    "{label} {now}, was {was} on {day}",
    "{label}: {now} (evaluation {was}, goal {goal})",
    "{label} {now}; it was {was} at the start of care, goal {goal}",
    "{label} from {was} at evaluation to {now} today",
    "{label} today {now} vs {was} on {day}",
)
COMPARED_SAME = (
    "{label} {now}, same as on {day}; goal {goal}",
    "{label} unchanged at {now} (goal {goal})",
    "{label}: {now}, {was} at evaluation",
)
MEASURED = ("{label} {now}", "{label}: {now}", "{label} measured at {now}", "{label} = {now}")

# -- goals and progress ------------------------------------------------------------------------------------------
TOWARD = (
    "Toward {goal_name} ({name}): now {rung}; at evaluation: {first}",
    "{goal_name}, {name}: {he} {rung} (evaluation: {first})",
    "{Name} has moved on for {goal_name}: {rung}. At the start of care: {first}",
)
TOWARD_SAME = (
    "{goal_name}, {name}: no change yet, {he} {rung}, held back by {cause}",
    "No change in {name} so far ({rung}) because of {cause}",
)
EMPTY_PROGRESS = (
    "Progressing toward goals.",
    "Good progress.",
    "Making [steady|slow|good] gains.",
    "Goals ongoing.",
    "Patient is progressing as expected.",
    "Progress continues to be made.",
)
EMPTY_ASSESSMENT = (
    "Tolerated treatment well.",
    "Tolerated session well, no adverse reaction.",
    "Patient tolerated tx well and would benefit from continued therapy.",
    "Good effort and participation.",
    "Continues to benefit from skilled {disc}.",
    "Good session.",
)
EMPTY_NEED = (
    "Patient would benefit from continued therapy.",
    "Skilled {disc} remains medically necessary.",
    "Continued {disc} recommended.",
    "Rehab potential good.",
)
SPECIFIC_CAUSE = (
    "Main problem remains {cause}.",
    "Picture today fits {cause}.",
    "What limits {him} is {cause}.",
    "Findings point to {cause}.",
)
SETBACK = (
    "Setback after {setback}",
    "Worse since {setback}",
    "Lost some ground after {setback}",
)
NEED = (
    "{He} still {rung} because of {cause}; {outlook}",
    "Remaining limit: {rung}. {Outlook}, so {disc} should go on",
    "More {disc} is justified: {he} {rung}, and {outlook}",
    "Reason to continue: {cause} - {he} {rung}. {Outlook}",
)
NEED_REACHED = (
    "{He} has reached most functions, yet {cause} remains; {outlook}",
    "Reason to continue: {cause}. {Outlook}",
)

# -- plan --------------------------------------------------------------------------------------------------------
EMPTY_PLAN = (
    "Continue POC.",
    "Cont. per plan.",
    "Continue with current plan of care.",
    "Continue {disc} as tolerated.",
    "Cont tx per POC, progress as able.",
    "See next visit.",
)
HOME = (
    "Home programme as before",
    "Handout given",
    "Next visit booked",
    "Home sheet reviewed",
)

# -- evaluation --------------------------------------------------------------------------------------------------
EMPTY_DIAGNOSIS = (
    "Referred for {disc} evaluation and treatment.",
    "Referral received: {disc} eval and treat.",
    "Sent by {doctor} for {disc}.",
)
PRIOR = (
    "Prior level of function: {prior}",
    "Before this {he} {prior}",
    "PLOF: {prior}",
    "Until the onset {he} {prior}",
)
PRIOR_CHILD = ("Developmental status: {prior}", "Prior level: {prior}", "Background: {prior}")
EMPTY_PRIOR = (
    "PMH: hypertension, diabetes type 2.",
    "Past medical history: [asthma|hypothyroidism], [cataract surgery|appendectomy]. Lives in a house with family.",
    "PMH: high cholesterol, reflux. Non-smoker.",
    "Medical history reviewed, see intake form.",
)
EMPTY_PRIOR_CHILD = (
    "PMH: full-term birth, ear infections.",
    "Medical history: seasonal allergies. Lives with parents and one sibling.",
    "Birth history unremarkable.",
)
TRIAL = ("Trial treatment today: {text}", "{text}", "During testing: {text}", "Clinical reasoning: {text}")
EMPTY_SKILL = (
    "Skilled {disc} required.",
    "Patient needs continued {disc}.",
    "Skilled intervention is medically necessary.",
    "Requires skilled {disc} services to address deficits.",
)
EMPTY_GOALS = (
    "improve strength",
    "decrease pain",
    "increase ROM",
    "return to prior level",
    "improve overall function",
    "improve balance",
)
EMPTY_GOALS_SLP = ("improve speech", "improve swallowing", "better communication", "improve attention")
EMPTY_GOALS_CHILD = ("improve fine motor skills", "improve attention", "better tolerance", "improve coordination")

# -- treatment that needs no therapist -------------------------------------------------------------------------
UNSKILLED = {
    "97110": (
        "rode the [recumbent bike|stepper] <10-15> min while supervised",
        "did the exercise sheet independently while watched, all <8-12> exercises",
    ),
    "97116": (
        "walked laps in the hallway for endurance, <8-12> min",
        "walked on the treadmill <10-15> min, supervised",
    ),
    "97530": ("folded laundry independently while watched, <10-15> min", "did the pegboard alone under supervision"),
    "97112": ("stood on the foam pad while supervised, <8-10> min",),
    "97535": ("put on coat alone while watched",),
    "92507": (
        "completed worksheet pages <1-3> to <4-6> alone while observed",
        "played a tablet game independently while observed",
    ),
}
CATEGORY_ONLY = ("{names}.", "Treatment: {names}.", "Received {names}.")
CODES_ONLY = ("{codes}", "Billed: {codes}", "CPT {codes}")
SEE_ELSEWHERE = (
    "Treatment per flowsheet.",
    "Exercises: see flowsheet.",
    "Interventions same as last visit.",
    "See exercise log.",
)
USUAL = ("Usual routine performed.", "Did the usual program.")

# -- template text left behind -----------------------------------------------------------------------------------
RESIDUE = (
    "Skilled need: [insert skilled need]",
    "Patient response: ***",
    "Precautions: ____________",
    "Education provided to: [ ] patient [ ] caregiver",
    "Rehab potential: {choose one}",
    "Barriers: [describe]",
    "Pain location: ______  Pain type: ______",
    "Progress: *** % toward goal ***",
)

# -- discharge ---------------------------------------------------------------------------------------------------
REASONS = {
    "goals_met": (
        "Care ends because goals are met",
        "Discharged today as the goals were reached",
        "Ending therapy: goals met, {he} agrees",
    ),
    "plateau": (
        "Care ends because the last <3-4> weeks brought no further change",
        "Discharged as gains have levelled off and the home programme can hold what was won",
    ),
    "home_programme": (
        "Discharged to a home programme that {he} shows correctly",
        "{He} chose to go on alone at home, so therapy ends today",
    ),
    "moved": ("Care ends because {he} moves to another town", "Discharged as the family moves out of the area"),
    "visit_limit": (
        "Care ends as the visits allowed by the plan are used up",
        "Last visit that insurance covers this year, so {he} is discharged",
    ),
}
STATUS_AT_END = (
    "At discharge {he} {rung}; {label} {now}",
    "Final status: {rung}, {label} {now}",
    "{Pt} leaves with {label} {now} and {rung}",
)
EMPTY_DISCHARGE = ("D/C from {disc}.", "Discharge from therapy services.", "D/c this date.", "Patient discharged.")

CUT_OFF = (
    "Next visit we will add the",
    "Plan to progress the home programme with more",
    "Next session start with",
    "Will change the",
)
