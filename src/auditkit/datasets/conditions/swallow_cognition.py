"""Speech-language pathology: swallowing, cognition."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

DYSPHAGIA = Condition(
    key="dysphagia",
    discipline="SLP",
    ages=(58, 88),
    diagnoses=(
        Diagnosis("oropharyngeal dysphagia after stroke", "I69.391|R13.12"),
        Diagnosis("oropharyngeal dysphagia with Parkinson disease", "G20.A1|R13.12"),
    ),
    history=(
        "coughs at meals since [the stroke|the winter|a hospital stay]; [one pneumonia|two chest infections] this year",
        "swallow study <2-4> weeks ago: [late swallow start with thin liquids|residue in the valleculae], penetration [on large sips|without cough]",
    ),
    functions=(
        Function(
            "eating meals",
            (
                "cannot eat solid food and takes IDDSI 3 by spoon with full help",
                "eats IDDSI 4 with max cues and needs 50 minutes for a meal",
                "eats IDDSI 5 with mod cues for double swallow",
                "eats IDDSI 6 with min cues, avoids bread and rice",
                "eats IDDSI 7 easy to chew, alone, in 30 minutes",
            ),
            "eat an IDDSI 6 meal in 30 minutes with overt signs in less than 5% of bites",
            "ate any food without trouble, steak included",
        ),
        Function(
            "drinking with others",
            (
                "is unable to drink anything thinner than IDDSI 3",
                "drinks IDDSI 2 from a spoon with mod cues",
                "drinks IDDSI 2 by cup with min cues and cannot have coffee with friends",
                "drinks IDDSI 1 by cup with chin tuck, one cue per cup",
                "drinks thin liquids by cup with {his} own pacing",
            ),
            "drink 6 oz of thin liquid with chin tuck, without a cue, to have coffee with friends",
            "drank thin liquids without cough",
        ),
    ),
    measures=(
        Measure("overt_signs", "overt signs (cough, wet voice) in trials", "%", (35, 55), (2, 6)),
        Measure("strategy", "chin tuck used without cue", "%", (10, 25), (85, 95), 5),
        Measure("eat10", "EAT-10", "/40", (22, 30), (5, 9)),
        Measure("iopi", "tongue pressure", " kPa", (18, 25), (38, 44)),
    ),
    evaluation_codes=("92610",),
    combos=(("92526",),),
    services={
        "92526": (
            "effortful swallow <3-4>x<8-10>, [Mendelsohn|tongue hold swallow|chin tuck against resistance] <2-3>x<6-10>",
            "trials of IDDSI [1|2|3] by [cup|spoon], <10-20> sips of <3-10> ml, and IDDSI [4|5|6] x <8-12> bites with [chin tuck|double swallow]",
            "[tongue press with bulb at <60-80>% of best, <2-3>x10|expiratory trainer at <30-60> cm H2O, 5x5], then [yogurt|soft bread] trials",
        ),
    },
    skilled=(
        "Cut the sip from 10 to 5 ml after two coughs and taught the chin tuck again",
        "Palpated the larynx on each swallow because the start was late by <2-3> s with IDDSI 1",
        "Alternated bite and sip to clear residue, as the voice turned wet after the [third|fourth] bite",
        "Listened to the voice after every trial; held IDDSI 6 when it stayed wet on <2-3> of 8 bites",
        "Taught {his} [wife|daughter|aide] to place food on the stronger side and wait for the second swallow, then watched a snack",
        "Set trainer resistance by testing today's best pressure, since a fixed load was too light last week",
    ),
    responses=(
        "coughed on <1-2> of 12 sips with chin tuck and on <4-6> of 12 without",
        "wet voice cleared with a second swallow on <6-8> of 8 bites, cue needed on <2-3>",
        "fatigue after <18-22> minutes: signs rose from <8-12>% to <20-25>% of trials, so trials ended",
        "oxygen saturation stayed at <94-96>% through all trials",
        "used the double swallow on <14-16> of 20 bites with min cues",
    ),
    plans=(
        "Next session IDDSI 6 with a full sandwich portion, timed",
        "Advance to IDDSI 1 by cup if signs stay below 10% over two sessions",
        "Call the physician about [a repeat swallow study|pill form] before thin liquids",
        "Raise the trainer by 5 cm H2O and log the home sets",
    ),
    causes=("late swallow start and weak tongue base", "residue after solids with poor awareness of it"),
    outlook=(
        "signs have fallen by about a third in three weeks, and each diet step needs a clinician's judgement of risk",
        "tongue pressure is rising and the strategies are used in half of the swallows without cue, not yet safe at home",
    ),
    setbacks=("a chest infection", "a new drug that dries the mouth", "choking on a pill at home"),
    sided=False,
)

COGNITION = Condition(
    key="cognition",
    discipline="SLP",
    ages=(24, 80),
    diagnoses=(
        Diagnosis("cognitive communication deficit after brain injury", "R41.841|S06.0X1S"),
        Diagnosis("executive function deficit following stroke", "I69.314|R41.844"),
    ),
    history=(
        "[car crash|fall from a ladder|bicycle crash] <6-14> weeks ago, memory gap of <1-3> days, back home, off work",
        "[spouse|daughter|roommate] found unpaid bills and a pan left on the stove since [the hospital stay|the stroke|the injury]",
    ),
    functions=(
        Function(
            "managing pills and appointments",
            (
                "cannot manage pills; another person gives every dose",
                "takes pills from a filled box with max cues and misses appointments",
                "fills the pill box with mod cues and <2-3> errors a week",
                "fills the pill box with one check by family and needs reminders for appointments",
                "fills the pill box and keeps a calendar alone",
            ),
            "fill a 7-day pill box with no errors and keep 5 of 5 appointments",
            "managed pills, bills and calendar alone",
        ),
        Function(
            "following talk and work tasks",
            (
                "is unable to follow a conversation with two people",
                "follows 5 minutes of talk and asks the same question again",
                "follows a 10-minute talk with notes and mod cues",
                "finishes a 20-minute desk task with min cues and loses track when interrupted",
                "works 60 minutes with breaks of {his} own planning",
            ),
            "finish a 45-minute desk task with 2 interruptions, without cues,",
            "worked full time [in sales|as a nurse|as a bookkeeper|as a driver]",
        ),
    ),
    measures=(
        Measure("recall", "delayed recall of 10 facts", "%", (20, 35), (80, 90), 5),
        Measure("moca", "MoCA", "/30", (16, 20), (25, 27)),
        Measure("calendar", "calendar entries right", "%", (30, 45), (90, 95), 5),
        Measure("task_time", "attention to task before redirection", " min", (3, 6), (20, 25)),
    ),
    evaluation_codes=("96125",),
    combos=(("97129", "97130"),),
    services={
        "97129": (
            "spaced retrieval of [pill times|three names|bus number] at <1-2>, <3-5> and <6-10> min",
            "[goal-plan-do-check on a meal plan|attention switching, <10-20> items|error hunt in a bill]",
        ),
        "97130": (
            "phone calendar: entering <4-8> appointments and setting alarms, [then finding them again|with one change]",
            "[pill box filling from a list of <4-7> drugs|reading a page with notes and telling it back|planning two errands in order]",
        ),
    },
    skilled=(
        "Spread the recall gaps from 2 to 8 minutes by error, because a miss at 4 minutes returned to 2",
        "Error-free method chosen, as {he} repeats wrong answers once they are said",
        'Cues faded from telling the step to asking "what is next?" since initiation, not knowledge, breaks down',
        "Added one interruption per 5 minutes on purpose to train the return to task, and counted recoveries",
        "Taught a margin-note system because {he} forgets the first half of a page; two other systems were tried and given up",
        "Watched for headache and light glare (rated <3-5>/10), and cut the screen task at 12 minutes",
    ),
    responses=(
        "recalled <6-8> of 10 facts at 8 minutes with the note system and <3-4> without",
        "came back to the task after <3-4> of 5 interruptions, <1-2> of 5 last session",
        "filled the box with [one error|two errors], found by {him} at the check step",
        "needed <2-3> cues for seven entries, <5-6> at the start",
        "tired at <25-32> minutes; errors doubled, session closed with review",
    ),
    plans=(
        "Next session real mail and bills from home, with the check step unprompted",
        "Fade the alarm to one a day and count misses for a week",
        "Add background talk at low level to the desk task",
        'Bring the [spouse|daughter|roommate] to learn the cue "what is next?"',
    ),
    causes=("reduced delayed recall and self-checking", "attention that breaks down with interruption"),
    outlook=(
        "recall gaps widen every week and errors are now found by {him}, so the step to unprompted use is near",
        "the system works in the clinic and has to be moved to {his} home and job in stages",
    ),
    setbacks=("a week of headaches", "a night shift trial", "an argument about the car keys"),
    sided=False,
)

CONDITIONS = (DYSPHAGIA, COGNITION)
