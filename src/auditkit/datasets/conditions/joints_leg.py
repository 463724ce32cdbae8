"""Physical therapy: knee osteoarthritis, knee replacement, ankle sprain."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

MMT = ("3-/5", "3/5", "3+/5", "4-/5", "4/5", "4+/5", "5/5")

STAIRS = Function(
    "climbing stairs",
    (
        "cannot climb stairs at home and sleeps on the ground floor",
        "climbs <3-4> stairs step-to with a rail and contact guard",
        "climbs <6-8> stairs step-to with one rail",
        "climbs <9-11> stairs reciprocally with one rail but comes down step-to",
        "climbs and descends 12 stairs reciprocally with one rail",
    ),
    "climb and descend 12 stairs reciprocally with one rail to reach the bedroom",
    "climbed two flights of stairs without a rail",
)
SHOP = Function(
    "walking in the community",
    (
        "can walk only <60-90> ft before having to sit, so cannot shop",
        "walks <150-200> ft with a walker before {he} has to rest",
        "walks <350-450> ft with a cane, and needs the cart to lean on in the store",
        "walks <10-12> minutes with a cane but cannot finish the weekly shopping",
        "walks 25 minutes round the store without a device",
    ),
    "walk 1000 ft without a device for the weekly grocery shopping",
    "walked [a mile|half a mile|the dog twice a day] without a device",
)
CHAIR = Function(
    "getting up from a chair",
    (
        "needs mod A to stand from the sofa",
        "needs min A to stand from a standard chair",
        "stands from a chair only by pushing with both arms",
        "stands from a chair without arms only on the second try",
        "stands from a low chair without using {his} hands",
    ),
    "stand from an 18 inch seat without using the hands, 5 of 5 tries,",
    "got up from low seats without thinking about it",
)

KNEE_OA = Condition(
    key="knee_oa",
    discipline="PT",
    ages=(54, 82),
    diagnoses=(
        Diagnosis("{side} knee osteoarthritis", "M17.11", "M17.12"),
        Diagnosis("primary osteoarthritis of the {side} knee", "M17.11", "M17.12"),
    ),
    history=(
        "{side} knee pain for [two years|many years], worse since [a fall in the garden|the summer|a long trip by car]; [one injection without relief|no surgery planned]",
        "gradual onset of {side} knee pain and stiffness; X-ray read as [moderate|advanced] narrowing on the inner side",
    ),
    functions=(STAIRS, SHOP, CHAIR),
    measures=(
        Measure("knee_flexion", "{side} knee flexion AROM", "°", (88, 104), (118, 126)),
        Measure("five_sts", "five times sit to stand", " s", (19, 26), (12, 14), 0.1),
        Measure("quad_strength", "{side} quadriceps strength", "", (1, 3), (5, 5), 1, MMT),
        Measure("gait_speed", "gait speed", " m/s", (0.55, 0.75), (1.0, 1.15), 0.01),
    ),
    evaluation_codes=("97161", "97162"),
    combos=(("97110", "97140"), ("97110", "97530"), ("97110", "97112", "97140"), ("97110", "97116")),
    services={
        "97110": (
            "[long arc quads|short arc quads|straight leg raises] <2-3>x<8-12> with <2-6> lb, [bridges|wall squats 0-60°] <2-3>x10",
            "[leg press at <40-90> lb|mini squats at the rail|heel raises] <2-3>x<10-15>, [hip abduction with band|side-lying clams] 2x<10-15>",
            "[terminal knee extension with band|step-ups on a <4-6> inch step] <2-3>x10, hamstring stretch <2-4>x30 s",
        ),
        "97140": (
            "[grade III posterior glides of the tibia|patellar glides up and in], {side} knee, [for flexion|to gain the last degrees of extension]",
            "soft tissue mobilization of the {side} [distal quadriceps|hamstring and calf], contract-relax into flexion",
        ),
        "97112": (
            "[single-leg stance on the {side}|tandem stance on foam] with [perturbation|reach], <4-6> x <15-30> s",
            "step-down control on a <2-6> inch step before the mirror, <2-3>x<6-10>",
        ),
        "97530": (
            "sit to stand from <17-22> inch seat <2-3>x<5-8>, [carrying a <5-10> lb basket over <40-80> ft|floor-to-waist lifting of <5-12> lb]",
            "[car transfer practice|getting in and out of a mock tub], <3-5> tries, [with rail|without rail]",
        ),
        "97116": (
            "gait [with a cane in the {other} hand|without device] <150-400> ft, stairs <4-12> steps",
            "treadmill walking at <1-2>.<0-9> mph for <5-9> min with heel-strike practice",
        ),
    },
    skilled=(
        "[Verbal|Tactile|Verbal and tactile] cues to keep the {side} knee over the second toe because it falls inward [on every step-down|under load]",
        "Reduced the step from 6 to 4 inches after the {side} quadriceps gave way on [the third|two of ten] repetitions",
        "Graded the squat depth to <45-60>° because pain rose above 4/10 beyond that angle",
        "Used contract-relax for the hamstrings because the {side} knee ends [hard|with guarding] at <8-12>° short of extension",
        "Taught {him} to lead with the {other} leg going up, as the {side} knee cannot yet take the load of a full step",
        "Monitored effusion before and after loading ([girth unchanged|girth up 0.5 cm, so the leg press was held]) to set today's dose",
        "Tactile cues at the hip for abductor recruitment because the pelvis drops on the {other} side in {side} stance",
    ),
    responses=(
        "{side} knee pain went from <5-7>/10 to <2-3>/10 after the joint glides",
        "by the third set {he} kept the knee in line on <7-9> of 10 step-downs, against <3-5> of 10 at the start",
        "needed <1-2> seated rests of <45-90> s; knee pain stayed at <2-4>/10 throughout",
        "flexion gained <4-8>° within the session and was kept on retest",
        "quadriceps shook after repetition <6-8>; form was kept once the load went down to <2-4> lb",
    ),
    plans=(
        "Next visit [add 6 inch step-downs|raise the leg press to <70-110> lb] if effusion is absent",
        "Start stair descent with [one rail|cane and rail] and film it for {him} to see the knee line",
        "Change the home programme to [loaded sit to stand 3x8|band-resisted terminal extension] and recheck form",
        "Trial of <8-12> minutes on the treadmill without rail, heart rate watched",
    ),
    causes=(
        "quadriceps weakness and a <8-12>° extension loss of the {side} knee",
        "poor eccentric control of the {side} quadriceps",
        "stiffness of the {side} knee in deep flexion with abductor weakness",
    ),
    outlook=(
        "strength has risen half a grade every two weeks, and {he} needs graded eccentric loading that {he} cannot dose alone",
        "motion is still rising <3-5>° a week under manual techniques, which have not levelled off",
    ),
    setbacks=("a long day in the garden", "twisting the knee on a wet step", "two weeks away caring for a sister"),
)

TKA = Condition(
    key="knee_replacement",
    discipline="PT",
    ages=(60, 80),
    diagnoses=(
        Diagnosis("status post {side} total knee arthroplasty", "Z47.1|Z96.651", "Z47.1|Z96.652"),
        Diagnosis("aftercare following {side} total knee replacement", "Z47.1|Z96.651", "Z47.1|Z96.652"),
    ),
    history=(
        "{side} total knee replacement <12-24> days ago, home health ended last week, [staples out, wound dry|incision healed, mild warmth]",
        "{side} knee replaced after years of arthritis; discharged home with a walker [on day 2|after one night]",
    ),
    functions=(
        STAIRS,
        CHAIR,
        Function(
            "getting in and out of a car",
            (
                "needs mod A to lift the {side} leg into the car",
                "needs min A to get into the car seat",
                "gets into the car with standby help and the seat slid back",
                "gets into the car alone but has to lift the {side} leg with {his} hands",
                "gets in and out of the car without help",
            ),
            "get in and out of the car without help, 3 of 3 tries,",
            "drove daily",
        ),
    ),
    measures=(
        Measure("knee_flexion", "{side} knee flexion", "°", (68, 88), (116, 122)),
        Measure("knee_extension_lack", "{side} knee extension lag", "°", (12, 20), (1, 3)),
        Measure("tug", "Timed Up and Go", " s", (20, 31), (10, 12), 0.1),
        Measure("girth", "girth at mid-patella, {side}", " cm", (44, 48), (39, 41), 0.5),
    ),
    evaluation_codes=("97161", "97162"),
    combos=(("97110", "97140"), ("97110", "97116"), ("97110", "97140", "97116"), ("97110", "97530")),
    services={
        "97110": (
            "heel slides <2-3>x<10-15>, quad sets with <5-10> s hold, SAQ <2-3>x10",
            "[recumbent bike, rocking to full turns, <5-8> min at seat <6-9>|prone knee hangs <3-5> min with <1-3> lb], SLR <2-3>x<6-10>",
            "standing [heel raises|hip abduction|mini squats] <2-3>x<10-12>, [calf|hamstring] stretch 3x30 s",
        ),
        "97140": (
            "[patellar glides in four directions|scar mobilization along the healed incision], {side} knee, [grade II-III|with the knee at 60°]",
            "manual flexion stretch of the {side} knee with [distraction|contract-relax], <5-8> holds of 20 s",
        ),
        "97116": (
            "gait with [wheeled walker|cane|no device] <120-400> ft [over level floor|with turns], step length and heel strike",
            "stairs <4-12> steps with one rail, [{other} leg first going up|{side} leg first coming down]",
        ),
        "97530": (
            "sit to stand from <18-22> inches <2-3>x<5-8> with even weight on both scales, car transfer practice",
        ),
    },
    skilled=(
        "Manual flexion with distraction because the {side} knee stops with a capsular end feel at <85-105>°",
        "Verbal and tactile cues for quad activation in stance as a lag of <6-14>° lets the {side} knee buckle",
        "Moved {him} from walker to cane after [two|three] bouts without loss of balance; guarded on the {side} for the first 80 ft",
        "Checked calf girth and warmth for clot signs before loading, as {he} reported [new tightness|soreness after a long drive]",
        "Chose prone hangs over more bike time because extension, not flexion, now holds back {his} gait",
        "Instructed in scar massage with pressure graded to [3/10 discomfort|blanching only], since the lower third is stuck down",
    ),
    responses=(
        "flexion went from <86-94>° to <97-104>° within the session",
        "pain <5-7>/10 during stretch, back to <2-3>/10 within 2 minutes of ice",
        "heel strike seen on <8-9> of 10 steps after cueing, <3-5> of 10 before",
        "buckled [once|twice] in 200 ft, against <4-5> times last visit",
        "swelling [unchanged|up 0.5 cm] after exercise; step-ups were left out",
    ),
    plans=(
        "Next visit [full turns on the bike|stairs with cane instead of second rail], extension hangs first",
        "Measure extension before and after <4-6> min of prone hang; move to 2 lb if lag is under 8°",
        "Call the surgeon's office if flexion is under 95° on {his} next visit",
        "Begin outdoor gait on the ramp with the cane",
    ),
    causes=(
        "quadriceps lag and swelling of the {side} knee",
        "a capsular flexion limit of the {side} knee",
        "fear of loading the {side} leg with short {side} stance",
    ),
    outlook=(
        "flexion has risen <5-8>° a week with manual techniques and the window for capsular change is still open",
        "extension lag is falling, and {he} still needs hands-on facilitation to use the new range in gait",
    ),
    setbacks=("a superficial wound infection", "a night of heavy swelling after a wedding", "a stomach bug"),
)

ANKLE = Condition(
    key="ankle_sprain",
    discipline="PT",
    ages=(16, 52),
    diagnoses=(Diagnosis("{side} lateral ankle sprain", "S93.401D", "S93.402D"),),
    history=(
        "rolled the {side} ankle [landing from a jump|off a kerb|on a loading dock] <2-4> weeks ago; X-ray without fracture",
        "second sprain of the {side} ankle this year, [boot for ten days|crutches for a week]",
    ),
    functions=(
        Function(
            "walking at work",
            (
                "cannot stand at work more than 10 minutes",
                "walks <150-250> ft with a limp and cannot carry stock",
                "walks 20 minutes at work but avoids ladders",
                "works a half shift on {his} feet and has difficulty on uneven ground",
                "works a full shift on {his} feet",
            ),
            "stand and walk a full 8 hour shift, ladders included,",
            "worked [a warehouse|a restaurant|a school kitchen] job on {his} feet",
        ),
        Function(
            "running and cutting",
            (
                "is unable to jog",
                "jogs <20-40> ft before the ankle gives way",
                "jogs 5 minutes on the treadmill and cannot change direction",
                "jogs 15 minutes but has difficulty with cutting",
                "runs and cuts at practice speed",
            ),
            "run 2 miles and cut at full speed, 10 of 10 without giving way,",
            "ran three times a week",
        ),
    ),
    measures=(
        Measure("dorsiflexion", "{side} weight-bearing lunge", " cm", (3, 5), (9, 11), 0.5),
        Measure("stance_time", "{side} single-leg stance, eyes closed", " s", (3, 7), (24, 30)),
        Measure("heel_raises", "{side} single heel raises", " repetitions", (4, 9), (22, 25)),
        Measure("lefs", "LEFS", "/80", (34, 44), (70, 77)),
    ),
    evaluation_codes=("97161",),
    combos=(("97110", "97112"), ("97110", "97140"), ("97112", "97530"), ("97110", "97112", "97140")),
    services={
        "97110": (
            "[band eversion|band inversion and eversion] <2-3>x<12-20>, heel raises <2-3>x<10-15>, calf stretch 3x30 s",
            "seated to standing heel raise progression <2-3>x<12-15>, [soleus raise|toe yoga] 2x12",
        ),
        "97112": (
            "single-leg stance on [foam|the wobble board] <4-6>x<20-30> s, [ball toss|star reach] in {side} stance",
            "[hop and hold|lateral shuffle to stop] <2-3>x<6-8>, landing on the {side}",
        ),
        "97140": (
            "posterior talar glides grade [III|III-IV], {side}, [with movement into lunge|in 10° plantarflexion]",
        ),
        "97530": (
            "[ladder climbing, <6-10> rungs|carrying a <15-25> lb box over <60-100> ft on uneven mats], <2-4> trips",
        ),
    },
    skilled=(
        "Cues for a soft, knee-forward landing because {he} lands stiff and rolls to the outer border of the {side} foot",
        "Talar glide with movement, as the lunge stops at the front of the ankle and not in the calf",
        "Took away the visual target when stance reached 20 s, to load the ankle's own position sense",
        "Held hopping back to two legs since the {side} ankle gave way on <2-3> of 8 landings",
        "Assessed the anterior drawer again ([firm end|soft, equal to last week]) before allowing cutting",
    ),
    responses=(
        "landed steadily on <6-8> of 8 hops after cueing (<2-3> of 8 before)",
        "lunge gained <1-2> cm after glides and kept it on retest",
        "front-of-ankle pain dropped from <4-5>/10 to <1-2>/10 in the lunge",
        "lost balance <3-5> times on foam in the first set and [once|twice] in the last",
    ),
    plans=(
        "Add [45° cuts|box jumps at 8 inches] next visit if single-leg hops stay at 8 of 8",
        "Return-to-run intervals 1 min on, 1 min off, for 10 minutes",
        "Ladder work with a 20 lb load to match {his} shift",
    ),
    causes=("a stiff {side} talocrural joint with late peroneal response", "poor {side} single-leg control on landing"),
    outlook=("stance time has doubled in three weeks and cutting has not yet been loaded under supervision of form",),
    setbacks=("stepping in a pothole", "a double shift", "a fall on ice"),
)

CONDITIONS = (KNEE_OA, TKA, ANKLE)
