"""Physical therapy: gait after stroke, vestibular disorders, balance and falls."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

TRANSFERS = Function(
    "transferring and standing",
    (
        "needs mod A for sit to stand and bed transfers",
        "needs min A for sit to stand and cannot stand at the sink",
        "transfers with contact guard and stands at the sink <2-3> minutes",
        "transfers with standby help and needs one hand on the counter to wash dishes",
        "transfers without help and stands 10 minutes at the counter",
    ),
    "transfer bed to chair without help and stand 10 minutes at the sink",
    "lived alone and did {his} own housework",
)
STROKE_GAIT = Condition(
    key="stroke_gait",
    discipline="PT",
    ages=(48, 84),
    diagnoses=(Diagnosis("{side} hemiparesis after {other} MCA stroke", "I69.351", "I69.354"),),
    history=(
        "ischemic stroke in the {other} hemisphere <3-9> weeks ago, inpatient rehab for <2-3> weeks, home since [Monday|last week]",
        "{other} MCA infarct with {side} weakness; lives with [{his} son|a spouse|a sister] in a [ranch house|second-floor flat]",
    ),
    functions=(
        TRANSFERS,
        Function(
            "walking at home and outdoors",
            (
                "walks <15-30> ft with mod A and a hemi walker, and uses a wheelchair outside",
                "walks <50-90> ft with a quad cane and min A",
                "walks <120-180> ft with a cane and contact guard, not outdoors",
                "walks about the house alone with a cane and needs standby help on the street",
                "walks 500 ft outdoors with a cane and no help",
            ),
            "walk 500 ft outdoors with a cane and no help to reach the mailbox and the bus stop",
            "walked without a device and took the bus",
        ),
        Function(
            "climbing the entrance steps",
            (
                "is carried over the entrance steps",
                "climbs 2 steps with mod A",
                "climbs 3 steps with a rail and min A",
                "climbs 4 steps with a rail and contact guard",
                "climbs 4 steps with a rail alone",
            ),
            "climb the 4 entrance steps with one rail, without help, 3 of 3 times,",
            "used stairs daily",
        ),
    ),
    measures=(
        Measure("berg", "Berg", "/56", (18, 33), (45, 50)),
        Measure("gait_speed", "10 metre walk", " m/s", (0.18, 0.38), (0.75, 0.9), 0.01),
        Measure("tug", "TUG", " s", (29, 48), (14, 17), 0.1),
        Measure("six_minute", "six minute walk", " ft", (210, 420), (900, 1050), 5),
    ),
    evaluation_codes=("97162", "97163"),
    combos=(("97112", "97116"), ("97110", "97116"), ("97112", "97116", "97530"), ("97116", "97530")),
    services={
        "97110": (
            "[bridging|sit to stand from <18-22> inches|step taps] <2-3>x<6-10>, {side} [ankle dorsiflexion with band|hip flexion in standing] 2x<8-10>",
        ),
        "97112": (
            "weight shift to the {side} in [stance|half kneeling] with mirror, [reach across midline|ball roll under the {other} foot], <3-5> x <30-60> s",
            "[stepping strategy to four directions|foam stance|obstacle line], <2-4> bouts, {side} leg leading",
        ),
        "97116": (
            "gait with [quad cane|straight cane|hemi walker] <40-250> ft x <2-4>, [swing of the {side} leg|step length|turning]",
            "[body-weight supported treadmill at 0.<5-9> mph for <5-8> min|curb and ramp practice|stairs x <2-6>], {side} AFO on",
        ),
        "97530": (
            "[bed to chair transfers|floor transfer|kitchen counter tasks in stance] <3-6> tries toward the {side}",
        ),
    },
    skilled=(
        "Facilitated {side} hip extension at mid-stance by hand because the knee snaps back when the trunk leans forward",
        "Guarded on the {side} and blocked the knee on <3-5> steps, as it buckled when {he} turned",
        'Verbal cue "heel first" faded from every step to every third, since dorsiflexion comes only with attention',
        "Monitored blood pressure ([138/78|146/82] before, [150/84|158/86] after) because {he} was dizzy at 150 [last visit|on Monday]",
        "Changed from walker to quad cane after testing: {he} kept the {side} stance for 3 s without hold",
        "Used a mirror and tape line, as {he} does not notice that weight stays on the {other} leg",
        "Adjusted the {side} AFO strap and checked the skin, because redness stayed [over the malleolus|at the calf band] for 10 minutes",
    ),
    responses=(
        "knee snapped back on <2-3> of 10 steps after facilitation, <6-8> of 10 before",
        "needed <2-3> seated rests; heart rate <96-112>, back to <78-86> in two minutes",
        "weight on the {side} leg rose from <28-34>% to <40-45>% of body weight by the last bout",
        "toe caught <4-6> times in the first 60 ft and [once|twice] in the last 60 ft",
        "moved from min A to contact guard by the third transfer toward the {side}",
    ),
    plans=(
        "Next visit outdoor walking on the ramp with contact guard",
        "Try the straight cane over 50 ft if there is no buckle in the warm-up",
        "Teach {his} [son|spouse|sister] guarding on steps on [Friday|the next visit]",
        "Start dual task: carry a cup while walking 30 ft",
    ),
    causes=(
        "{side} hip and ankle weakness with late weight shift",
        "lack of {side} ankle dorsiflexion and reduced attention to the {side}",
    ),
    outlook=(
        "gait speed has risen every two weeks since the start and {he} can now learn to step without the brace stop",
        "{he} answers to facilitation within a session, and carry-over between visits has begun",
    ),
    setbacks=("a urinary infection", "a near fall in the bathroom", "a change of blood pressure pills"),
)

VESTIBULAR = Condition(
    key="vestibular",
    discipline="PT",
    ages=(36, 78),
    diagnoses=(
        Diagnosis("{side} benign positional vertigo", "H81.11", "H81.12"),
        Diagnosis("{side} vestibular neuronitis", "H81.21", "H81.22"),
    ),
    history=(
        "spinning when rolling to the {side} in bed, for <2-6> weeks, with nausea [twice|most mornings]",
        "sudden vertigo with vomiting <4-8> weeks ago, now unsteady, worse with head turns to the {side}",
    ),
    functions=(
        Function(
            "driving and turning the head",
            (
                "cannot drive because turning the head to check traffic brings on vertigo",
                "rides as a passenger with difficulty and looks straight ahead only",
                "drives only <5-8> minutes and cannot use busy streets",
                "drives to work but needs a break after lane changes",
                "drives 30 minutes with free head turns",
            ),
            "drive 30 minutes with head turns and symptoms at 1/10 or less",
            "drove daily",
        ),
        Function(
            "getting out of bed and walking in the dark",
            (
                "needs help of another person to get up at night",
                "holds the wall to reach the bathroom",
                "gets up alone but has to sit <2-3> minutes first until the spinning stops",
                "gets up alone with the light on and is unsteady without it",
                "gets up at night without light or hold",
            ),
            "get up at night and walk 20 ft without hold, 3 of 3 nights,",
            "moved about without unsteadiness",
        ),
    ),
    measures=(
        Measure("dgi", "Dynamic Gait Index", "/24", (11, 15), (21, 23)),
        Measure("dhi", "DHI", "/100", (50, 66), (10, 20), 2),
        Measure("foam_ec", "foam stance with eyes closed", " s", (3, 9), (28, 30)),
        Measure("fga", "FGA", "/30", (13, 17), (25, 28)),
    ),
    evaluation_codes=("97161", "97162"),
    combos=(("97112",), ("95992",), ("97112", "97116"), ("97112", "97530"), ("95992", "97116")),
    services={
        "97112": (
            "gaze stability x1 [seated|standing|on foam], <2-4> x <30-60> s at <80-120> beats/min, [head turns in stance|target on busy background]",
            "[foam stance with head turns|tandem with eyes closed|marching with eyes shut], <3-5> x <15-30> s",
        ),
        "95992": (
            "[Epley|repositioning] manoeuvre for the {side} posterior canal, <2-3> cycles, nystagmus watched in each position",
        ),
        "97116": (
            "gait with [horizontal|vertical] head turns over <20-40> ft x <4-6>, [stops and pivots|speed changes] on cue",
        ),
        "97530": (
            "[bending to a low shelf and back|rolling and sitting up|reaching for items with head turn] <5-8> tries, symptom rating each time",
        ),
    },
    skilled=(
        "Dix-Hallpike on the {side} brought on upbeating nystagmus of <8-15> s, so repositioning was chosen for that side",
        "Set the metronome at <84-108> because the target blurred above that speed",
        "Guarded closely on foam as {he} falls to the {side} once vision is removed",
        "Waited for symptoms to settle to 2/10 between bouts, to keep the dose below nausea",
        "Moved gaze work from sitting to standing after [two|three] bouts without blur",
        "Watched eye movements in each position; the second cycle was added because <4-6> beats of nystagmus were left",
    ),
    responses=(
        "dizziness rose to <4-5>/10 and settled to 1/10 in <30-70> s, against 2 minutes last visit",
        "no nystagmus on the retest after the second cycle; nausea 1/10",
        "stood on foam <12-18> s before stepping out, <5-8> s at the start",
        "veered <1-2> times in 20 ft with head turns to the {side} (<4-5> before)",
    ),
    plans=(
        "Repeat the Dix-Hallpike next visit and leave the manoeuvre out if it is clear",
        "Raise gaze work to <110-126> beats/min on foam",
        "Practise supermarket aisle walking with head turns",
        "Give {him} a log for morning symptoms and review it on the next visit",
    ),
    causes=("reduced gaze stability with {side} head movement", "reliance on vision for balance"),
    outlook=("symptoms settle faster with each dose, and the home dose has to be raised by testing and not by guess",),
    setbacks=("a head cold", "a bumpy boat ride", "a new spell when rolling in bed"),
)

BALANCE = Condition(
    key="balance_falls",
    discipline="PT",
    ages=(70, 89),
    diagnoses=(
        Diagnosis("unsteadiness on feet with repeated falls", "R26.81|R29.6"),
        Diagnosis("gait and balance decline after two falls", "R26.89|Z91.81"),
    ),
    history=(
        "[two|three] falls at home in [two months|the past season], the last one [in the shower|on the porch step]; no fracture",
        "fell backwards [while reaching for a shelf|when the dog pulled]; walks less since, out of fear",
    ),
    functions=(
        TRANSFERS,
        Function(
            "bathing safely",
            (
                "needs mod A to step into the tub",
                "needs min A to step over the tub edge",
                "showers on a bench with someone standing by",
                "showers alone on a bench but is unsteady reaching the floor items",
                "showers standing with a grab bar, alone",
            ),
            "step in and out of the tub with one grab bar, without help, 5 of 5 times,",
            "bathed without help or equipment",
        ),
        Function(
            "walking to church and shops",
            (
                "does not leave the house without a wheelchair",
                "walks <80-120> ft with a walker and standby help",
                "walks <200-300> ft with a walker, level ground only",
                "walks one block with a cane and has difficulty with kerbs",
                "walks four blocks with a cane, kerbs included",
            ),
            "walk four blocks with a cane, 4 of 4 kerbs without loss of balance,",
            "walked to [church|the senior center|the corner shop] alone",
        ),
    ),
    measures=(
        Measure("berg", "Berg balance score", "/56", (32, 39), (47, 51)),
        Measure("tug", "TUG", " s", (17, 24), (11, 13), 0.1),
        Measure("thirty_sts", "30-second chair stands", " repetitions", (4, 7), (11, 13)),
        Measure("tandem", "tandem stance", " s", (2, 6), (20, 26)),
    ),
    evaluation_codes=("97162", "97163"),
    combos=(("97110", "97112"), ("97112", "97116"), ("97112", "97530"), ("97110", "97112", "97116")),
    services={
        "97110": (
            "[chair stands|heel raises|side steps with band] <2-3>x<6-12>, [seated march with <1-3> lb|step-ups on 4 inches] 2x<8-12>",
        ),
        "97112": (
            "[tandem stance|foam stance|stepping over <4-6> inch hurdles] <3-5> x <15-30> s, [reach past the toes|catching a ball]",
            "quick steps to [clock positions|called colors] <3-4> sets of <8-12>, [rail within reach|gait belt on]",
        ),
        "97116": (
            "gait with [four-wheel walker|cane] <150-400> ft, [turns|kerb|carpet edge], with [head turns|counting aloud]",
        ),
        "97530": (
            "[tub transfer with bench|floor recovery|carrying a tray <20-40> ft] <3-5> tries, [grab bar|one hand hold]",
        ),
    },
    skilled=(
        "Gave backward nudges at the pelvis because {he} does not step to recover; guarded with belt",
        "Cut the base to semi-tandem after two losses of balance in tandem, then built it up again",
        'Verbal cue "nose over toes" because {he} falls back into the chair on <3-4> of 5 stands',
        "Checked lying and standing pressure (drop of <8-14> mmHg) since the last fall followed getting up",
        "Taught a hip hinge for the oven door, as {he} bends with locked knees and tips forward",
        "Rebalanced the walker height by one notch because {he} leaned on it with bent wrists",
    ),
    responses=(
        "recovered with one step on <6-8> of 10 nudges, <2-3> of 10 at the start",
        "held tandem <8-14> s, with [two|three] touches of the rail",
        "oxygen saturation <93-95>% after walking, 97% within a minute; [one|two] rests",
        "stood up without falling back on <4-5> of 5 tries by the third set",
    ),
    plans=(
        "Next visit kerb practice outdoors with the cane and belt",
        "Add a dual task, naming items while stepping over hurdles",
        "Send the grab bar list to {his} daughter and check the tub height",
        "Go to firm tandem without rail if {he} keeps 10 s twice",
    ),
    causes=("late stepping response and weak hip extensors", "reduced ankle strategy and fear of falling"),
    outlook=(
        "Berg gains have come every fortnight and the recovery step is there only when cued, so it is not yet safe alone",
    ),
    setbacks=("a fall without injury on the porch", "bronchitis", "new sleeping pills"),
    sided=False,
)

CONDITIONS = (STROKE_GAIT, VESTIBULAR, BALANCE)
