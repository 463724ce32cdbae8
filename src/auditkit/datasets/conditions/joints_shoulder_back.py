"""Physical therapy: rotator cuff, low back pain."""

from __future__ import annotations

from auditkit.datasets.conditions.joints_leg import MMT
from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

ROTATOR_CUFF = Condition(
    key="rotator_cuff",
    discipline="PT",
    ages=(38, 74),
    diagnoses=(
        Diagnosis("{side} rotator cuff tear", "M75.121", "M75.122"),
        Diagnosis("{side} shoulder impingement", "M75.41", "M75.42"),
        Diagnosis("incomplete {side} rotator cuff tear", "M75.111", "M75.112"),
    ),
    history=(
        "{side} shoulder pain since [lifting a suitcase overhead|painting a ceiling|a fall on the outstretched arm] <6-12> weeks ago",
        "[months of|slowly rising] {side} shoulder pain, worse at night; ultrasound shows [a partial|a small full-thickness] supraspinatus tear",
    ),
    functions=(
        Function(
            "reaching overhead",
            (
                "cannot lift the {side} arm to shelf height",
                "reaches shoulder height only with help of the {other} hand",
                "reaches the first shelf but cannot put a plate on it",
                "reaches overhead with <1-2> lb and has difficulty with more",
                "puts a 5 lb jar on the top shelf",
            ),
            "place 5 lb on an overhead shelf, 10 of 10 times,",
            "worked overhead without pain",
        ),
        Function(
            "dressing the upper body",
            (
                "needs mod A to put on a coat",
                "needs min A to fasten a bra or tuck in a shirt",
                "dresses alone in {his} own way but takes 10 minutes and cannot tuck the shirt in behind",
                "dresses alone with difficulty reaching the back pocket",
                "dresses without help in the usual time",
            ),
            "dress the upper body without help in under 4 minutes",
            "dressed without help",
        ),
        Function(
            "sleeping and lifting at work",
            (
                "is unable to lift any stock at work",
                "lifts <2-4> lb to the waist",
                "lifts <6-9> lb to the chest and cannot go higher",
                "lifts 15 lb to the chest with difficulty in the last third of the shift",
                "lifts 20 lb to the chest through the shift",
            ),
            "lift 20 lb from floor to chest, 10 times in a row,",
            "lifted 40 lb boxes at work",
        ),
    ),
    measures=(
        Measure("shoulder_flexion", "{side} shoulder flexion AROM", "°", (78, 105), (155, 165)),
        Measure("external_rotation", "{side} external rotation at the side", "°", (18, 32), (60, 70)),
        Measure("abduction_strength", "{side} shoulder abduction strength", "", (0, 2), (5, 5), 1, MMT),
        Measure("quickdash", "QuickDASH", "", (52, 68), (14, 22)),
    ),
    evaluation_codes=("97161", "97162"),
    combos=(("97110", "97140"), ("97110", "97112"), ("97110", "97140", "97530"), ("97110", "97112", "97140")),
    services={
        "97110": (
            "[pulleys <3-5> min|table slides 2x12], external rotation with [yellow|red|green] band <2-3>x<8-15>, [rows|prone extension] <2-3>x12",
            "[side-lying external rotation with <1-3> lb|scaption to 90° with <1-2> lb] <2-3>x<8-12>, [sleeper stretch|doorway stretch] 3x30 s",
        ),
        "97140": (
            "[inferior|posterior] glides of the {side} glenohumeral joint, grade [II-III|III|III-IV]",
            "soft tissue release of the {side} [subscapularis|upper trapezius and pectoralis minor] with [passive|assisted] elevation",
        ),
        "97112": (
            "scapular clock and [wall slides with lift-off|rhythmic stabilization at 90°], {side}, <3-5> x <20-30> s",
            "[serratus punch|quadruped weight shift] <2-3>x<8-12> for scapular timing",
        ),
        "97530": (
            "shelf reach with <1-5> lb at [shoulder|eye|overhead] height <2-3>x<6-10>, [box lift floor to chest|simulated paint roller]",
        ),
    },
    skilled=(
        "Tactile cue on the lower angle of the {side} scapula because it wings and hikes above <70-90>°",
        "Chose posterior glides as the arm stops short in [rotation behind the back|cross-body reach] with a capsular feel",
        "Lowered the band from red to yellow once the {side} shoulder hiked on repetition <5-8>",
        "Kept elevation below 90° today to respect healing of the tear, and explained why to {him}",
        "Rhythmic stabilization in scaption to train cuff timing, since the humeral head rides up at <60-80>°",
        "Tested the drop arm again before loading ([held|slow, controlled lowering]); loading was kept submaximal",
    ),
    responses=(
        "painful arc narrowed from 70-120° to <85-95>-<105-115>° after glides",
        "lifted without hiking on <7-9> of 10 repetitions with the cue, <2-4> of 10 without",
        "pain <5-6>/10 at the start, <2-3>/10 on leaving; the last 20° stay sore",
        "external rotation rose <6-10>° in the session",
        "the arm tired on repetition <7-9>; a rest of one minute restored the form",
    ),
    plans=(
        "Next visit [go above shoulder height with 1 lb|start prone Y at 120°] if there is no night pain after today",
        "Swap pulleys for wall slides and recheck the scapular rhythm",
        "Teach {him} the sleeper stretch with a towel and check it in one week",
        "Add overhead carry with 3 lb to copy the shelf at work",
    ),
    causes=(
        "weak external rotators and late upward rotation of the {side} scapula",
        "a tight posterior capsule of the {side} shoulder",
    ),
    outlook=(
        "elevation is rising about <6-9>° a week and strength work above 90° has only now become safe",
        "the scapular pattern is correct only with hands-on cueing so far, and that cueing is being faded",
    ),
    setbacks=("sleeping on the arm", "lifting a grandchild", "a shift of overhead stocking"),
)

LOW_BACK = Condition(
    key="low_back_pain",
    discipline="PT",
    ages=(26, 70),
    diagnoses=(
        Diagnosis("lumbar radiculopathy with {side} leg symptoms", "M54.16"),
        Diagnosis("low back pain, worse on the {side}", "M54.59"),
    ),
    history=(
        "low back and {side} leg pain after [lifting a washing machine|a long drive|shovelling snow] <3-8> weeks ago",
        "third episode of low back pain with {side} buttock pain; [no red flags on screening|bladder and bowel normal]",
    ),
    functions=(
        Function(
            "sitting at work",
            (
                "cannot sit longer than 10 minutes, so is off work",
                "sits <12-15> minutes before {he} has to stand",
                "sits 25 minutes at most and works only a half day",
                "sits 40 minutes and has difficulty with the drive home",
                "sits 60 minutes through a meeting",
            ),
            "sit 60 minutes at the desk without standing up",
            "sat through an eight hour desk job",
        ),
        Function(
            "lifting at home",
            (
                "is unable to lift the laundry basket",
                "lifts <4-6> lb from a table, not from the floor",
                "lifts 10 lb from knee height with difficulty",
                "lifts the laundry basket but cannot carry it upstairs",
                "carries a 20 lb basket upstairs",
            ),
            "lift 20 lb from the floor and carry it up 12 stairs, 5 of 5 times,",
            "lifted {his} [toddler|tools|groceries] without pain",
        ),
        Function(
            "putting on shoes and socks",
            (
                "needs help of {his} [wife|husband|daughter|son] with shoes and socks",
                "puts on socks lying down only",
                "puts on socks sitting but needs 5 minutes",
                "ties shoes with the foot on a stool because bending is difficult",
                "puts on shoes and socks standing up",
            ),
            "put on shoes and socks without help in under 1 minute",
            "put on shoes standing up",
        ),
    ),
    measures=(
        Measure("lumbar_flexion", "fingertips to floor", " cm", (30, 44), (4, 10)),
        Measure("slr", "{side} straight leg raise", "°", (34, 48), (74, 82)),
        Measure("odi", "Oswestry score", "%", (42, 58), (10, 18)),
        Measure("plank", "side plank hold", " s", (6, 14), (38, 45)),
    ),
    evaluation_codes=("97161", "97162"),
    combos=(("97110", "97140"), ("97110", "97530"), ("97110", "97112"), ("97110", "97140", "97530")),
    services={
        "97110": (
            "[prone press-ups|standing extension] <2-3>x10, [bird dog|dead bug] <2-3>x<6-10> each side, hamstring stretch",
            "side plank [from knees|from feet] <3-5>x<8-25> s, bridges with [march|band] <2-3>x<8-12>",
            "[hip hinge with dowel|goblet squat with <5-15> lb] <2-3>x<8-10>, nerve sliders {side} 2x<8-12>",
        ),
        "97140": (
            "[grade III PA mobilization L4-5|rotational mobilization in side-lying, {side} up|sacral glide]",
            "soft tissue work to the {side} [quadratus lumborum|piriformis], [manual lumbar traction|muscle energy for the pelvis]",
        ),
        "97112": (
            "abdominal brace with pressure cuff at <40-44> mmHg, <8-10> holds, [quadruped|half kneeling] control work",
        ),
        "97530": (
            "lift of <5-20> lb from [knee height|floor] <2-3>x<5-8>, [carry over <50-100> ft|stairs with the crate]",
            "[getting out of the car|golf lift for shoes|vacuuming stance] practice, <3-6> tries",
        ),
    },
    skilled=(
        "Verbal and tactile cues for hip hinge because {he} bends from the lumbar spine first",
        "Repeated extension chosen after testing: {side} leg pain moved up to the buttock within <8-10> repetitions",
        "PA mobilization at L4-5 as that segment was stiff and brought on the known pain",
        "Stopped loaded flexion when symptoms ran below the {side} knee, and re-tested the straight leg raise",
        "Taught bracing before the lift since the breath was held and the trunk shifted away from the {side}",
        "Set the sitting time with {him} from today's tolerance ([12|18|25] minutes) so that symptoms stay above the knee",
        "Rechecked {side} ankle jerk and toe strength before progressing, because tingling was reported at the [big toe|outer foot]",
    ),
    responses=(
        "{side} leg pain moved from calf to buttock after <2-3> sets of press-ups",
        "hinged without lumbar flexion on <7-9> of 10 lifts with the dowel, <3-4> of 10 without",
        "straight leg raise gained <8-14>° after mobilization",
        "back pain <5-6>/10 before and <2-3>/10 after; no leg pain on leaving",
        "held the brace <6-8> s before the cuff fell; <9-12> s after a breath cue",
    ),
    plans=(
        "Next visit lift from floor with [10|15|20] lb if the leg stays quiet",
        "Try flexion in lying again and watch for symptoms below the knee",
        "Write a break plan for {his} desk: stand every 20 minutes, press-ups at lunch",
        "Go from knees to feet in the side plank at 25 s",
    ),
    causes=(
        "{side} nerve root irritation that answers to extension",
        "poor trunk endurance and a lumbar-first bending pattern",
        "segmental stiffness at L4-5 with guarding on the {side}",
    ),
    outlook=(
        "symptoms now centralize within a session, and loading has to be restored step by step without bringing the leg pain back",
        "trunk endurance rises about <4-6> s a week while lifting still breaks down above <10-15> lb without cues",
    ),
    setbacks=("moving house", "a sneeze that set the leg off", "a ten hour drive"),
)

CONDITIONS = (ROTATOR_CUFF, LOW_BACK)
