"""Occupational therapy, adults: wrist and hand fracture, arm and daily living after stroke."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

HAND = Condition(
    key="hand_fracture",
    discipline="OT",
    ages=(22, 76),
    diagnoses=(
        Diagnosis("healing Colles fracture of the {side} wrist", "S52.531D", "S52.532D"),
        Diagnosis("{side} small finger metacarpal neck fracture", "S62.336D", "S62.337D"),
    ),
    history=(
        "fell on the {side} hand [on ice|from a step stool|at football] <5-8> weeks ago, [cast|splint] off [yesterday|on Friday|this week]",
        "{side} hand fracture treated [with pins, now out|in a cast]; stiff and swollen since, sleeps poorly",
    ),
    functions=(
        Function(
            "cooking and opening jars",
            (
                "cannot hold a pan or open a bottle with the {side} hand",
                "needs the {other} hand or family help to open a bottle",
                "opens a bottle with a grip aid and has difficulty with a pan",
                "lifts a small pan but cannot wring a cloth",
                "opens jars and lifts a full pan",
            ),
            "open 3 of 3 jars and lift a 4 lb pan to cook a meal",
            "cooked for the family without help",
        ),
        Function(
            "typing and work tools",
            (
                "is unable to type with the {side} hand",
                "types with one finger for <3-5> minutes",
                "types 10 minutes and needs a rest",
                "types 20 minutes but cannot use [a screwdriver|the scanner gun]",
                "works 45 minutes with keyboard and tools",
            ),
            "type 45 minutes and use hand tools for a work shift",
            "worked [at a keyboard|with hand tools|as a mechanic] full time",
        ),
        Function(
            "buttoning and fastening",
            (
                "needs max A for buttons and zippers",
                "needs mod A for buttons",
                "fastens large buttons in <3-4> minutes",
                "fastens a shirt alone in <2-3> minutes with difficulty at the cuff",
                "fastens a shirt in under 1 minute",
            ),
            "fasten a shirt of 7 buttons in under 90 seconds",
            "dressed without help",
        ),
    ),
    measures=(
        Measure("grip", "{side} grip", " lb", (8, 18), (48, 60)),
        Measure("wrist_extension", "{side} wrist extension AROM", "°", (18, 32), (58, 66)),
        Measure("nine_hole", "nine hole peg test, {side}", " s", (38, 55), (20, 23), 0.1),
        Measure("edema", "{side} figure-of-eight girth", " cm", (44.5, 47), (41, 42), 0.5),
    ),
    evaluation_codes=("97165", "97166"),
    combos=(("97110", "97140"), ("97110", "97530"), ("97110", "97140", "97530"), ("97530", "97535")),
    services={
        "97110": (
            "tendon glides 2x10, [wrist flexion and extension with <1-2> lb|blocked finger flexion] <2-3>x<8-12>, putty [yellow|red|green] <4-6> min",
            "[pronation and supination with hammer|web grip|dowel rolls] <2-3>x<8-12>, {side}",
        ),
        "97140": (
            "retrograde massage and [scar mobilization|carpal glides grade II-III] of the {side} hand",
            "[MP joint traction with flexion|radiocarpal glides], {side}, then passive stretch <4-6> x 20 s",
        ),
        "97530": (
            "[pan lift with <1-4> lb|jar opening, <3-6> jars|screwdriver board], {side} hand leading, <2-4> rounds",
            "[keyboard task <5-10> min|folding towels|pegboard at eye level] for reach and release with the {side}",
        ),
        "97535": (
            "[one-handed bottle opener and rocker knife|joint protection in cooking|button hook], shown and done back <2-3> times",
        ),
    },
    skilled=(
        "Graded putty down to [yellow|soft] after the {side} wrist drifted into flexion on <4-6> of 10 grips",
        "Carpal glides before active work because extension ends firm, short of the functional 35°",
        "Checked pin sites and the edge of the splint; trimmed <2-4> mm where the skin stayed red over the ulnar head",
        "Cues to keep the wrist in extension while gripping, as {he} grips with a flexed wrist and loses force",
        "Taught scar massage with pressure set by blanching, because the scar is fixed to the tendon below",
        "Watched for color change and guarding on stretch to rule out a flare of [complex pain|swelling]; none at 20 s holds",
        "Blocked the MP joints so that flexion reached the PIP joints, which are the ones that stay stiff",
    ),
    responses=(
        "extension <30-36>° before and <40-46>° after glides",
        "girth fell by 0.5 cm after massage and elevation",
        "opened <2-3> of 4 jars with the grip cue and none without it",
        "pain <4-6>/10 on end stretch, <1-2>/10 five minutes later",
        "pegs dropped: <1-2> of 9 in the last trial, <4-5> of 9 in the first",
    ),
    plans=(
        "Next visit [weight bearing on the table edge|red putty] if girth stays down",
        "Refit the splint for night use only and check the skin in two days",
        "Bring {his} own [tool belt|kitchen pan|keyboard] to the next session",
        "Start supination with hammer at 1 lb",
    ),
    causes=("stiff {side} wrist extension and a weak power grip", "swelling and tendon adhesion in the {side} hand"),
    outlook=(
        "grip has risen <4-6> lb a week since the cast came off, and loading above 10 lb is only now allowed by the surgeon",
        "glide of the tendons is regained only with hands-on techniques so far",
    ),
    setbacks=("bumping the hand on a door", "swelling after carrying bags", "a missed week for a funeral"),
)

STROKE_ARM = Condition(
    key="stroke_arm",
    discipline="OT",
    ages=(45, 84),
    diagnoses=(
        Diagnosis("{side} upper limb paresis after {other} CVA", "I69.351", "I69.354"),
        Diagnosis("{side} hemiparesis following stroke with ADL dependence", "I69.351", "I69.354"),
    ),
    history=(
        "stroke <4-10> weeks ago, {side} arm and hand affected, [mild neglect of the {side}|sensation reduced to light touch]",
        "home from inpatient rehab with {side} arm weakness; [daughter|spouse|brother] helps mornings and evenings",
    ),
    functions=(
        Function(
            "dressing",
            (
                "needs max A to put on a shirt",
                "needs mod A for the {side} sleeve and cannot manage socks",
                "needs min A for buttons and bra or belt",
                "dresses with set-up only but takes 25 minutes and needs cues for the {side} sleeve",
                "dresses without help in 12 minutes",
            ),
            "dress the upper and lower body without help in 15 minutes",
            "dressed and bathed without help",
        ),
        Function(
            "eating with both hands",
            (
                "eats with the {other} hand only and needs food cut by others",
                "holds the plate with the {side} hand but needs help to cut",
                "cuts soft food with a rocker knife and standby help",
                "cuts meat with a built-up fork with difficulty",
                "cuts and eats a full meal with both hands",
            ),
            "cut and eat a full meal with both hands in 25 minutes, without help,",
            "ate with both hands and cooked for two",
        ),
        Function(
            "toileting and grooming",
            (
                "needs mod A for clothing in the toilet",
                "needs min A for clothing in the toilet",
                "manages clothing with standby help and brushes teeth one-handed",
                "grooms at the sink with set-up, needs a cue to use the {side} hand",
                "toilets and grooms without help",
            ),
            "manage clothing and hygiene in the toilet without help, 5 of 5 times,",
            "cared for {his} own hygiene",
        ),
    ),
    measures=(
        Measure("box_blocks", "Box and Block test, {side}", " blocks", (4, 14), (32, 40)),
        Measure("fugl_meyer", "Fugl-Meyer arm score, {side}", "/66", (18, 30), (46, 54)),
        Measure("shoulder_flexion", "{side} shoulder flexion AROM", "°", (40, 68), (115, 130)),
        Measure("grip", "{side} grip", " kg", (2, 5), (13, 17), 0.5),
    ),
    evaluation_codes=("97166", "97167"),
    combos=(("97112", "97530"), ("97530", "97535"), ("97112", "97535"), ("97110", "97530")),
    services={
        "97110": (
            "assisted reach on [skateboard|incline], {side}, <2-3>x<8-12>, [scapular retraction|wrist extension with gravity removed] 2x10",
        ),
        "97112": (
            "weight bearing through the {side} hand [in sitting|at the counter], <4-6> x <20-40> s, [vibration|tapping] to the extensors",
            "[mirror therapy|mental practice then reach|constraint-style grasp practice], {side}, <10-14> min",
        ),
        "97530": (
            "reach and grasp of [cups|clothes pegs|cans of <4-12> oz] to [table|shelf at <8-16> inches], {side}, <2-4>x<8-12>",
            "both-handed [towel folding|jar holding|tray carrying] with the {side} as helper, <3-5> tasks",
        ),
        "97535": (
            "[shirt|trousers|socks and shoes] with [hemi technique|button hook|reacher], <2-3> trials",
            "[tooth brushing and shaving at the sink|clothing in the toilet|cutting food with rocker knife], steps shown and done back",
        ),
    },
    skilled=(
        "Supported the {side} scapula by hand into upward rotation because reaching without it pinches at <60-75>°",
        "Hand-over-hand faded to touch at the wrist, since finger extension starts only after a prompt",
        "Taught the {side} arm first into the sleeve, as {he} loses track of the {side} once the {other} arm is dressed",
        "Graded the cup from 12 oz to 4 oz when trunk lean took the place of elbow extension",
        "Anchored with a red line on the {side} of the plate because food on that half was left",
        "Checked subluxation ([one|half a] finger width) and changed the sling use to walking only",
        "Strapped the trunk to the chair to stop it leaning, so that elbow extension had to do the work",
    ),
    responses=(
        "released <6-8> of 10 pegs after vibration, <2-3> of 10 before",
        "needed <3-4> cues for the {side} sleeve in the first trial and [one|two] in the last",
        "shirt on in <9-14> minutes, min A for the last two buttons",
        "elbow flexors tightened after <10-14> minutes; eased with weight bearing",
        "found items on the {side} in <7-9> of 10 trials with the anchor, <3-5> of 10 without",
    ),
    plans=(
        "Next visit lower-body dressing from the bedside with a reacher",
        "Try the 8 oz cup with water and no trunk strap",
        "Show {his} [daughter|spouse|brother] the sleeve order and let them do it back",
        "Set a wear plan for the night splint and check the skin on the next visit",
    ),
    causes=("weak {side} elbow extension and finger release", "reduced attention to the {side} with shoulder weakness"),
    outlook=(
        "finger release came in the past two weeks, and task practice has to be regraded each visit while it is changing",
        "cue count falls from visit to visit, which speaks for new learning rather than compensation",
    ),
    setbacks=("shoulder pain after a pull on the arm", "a seizure work-up", "low mood after a friend's death"),
)

CONDITIONS = (HAND, STROKE_ARM)
