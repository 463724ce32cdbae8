"""Occupational therapy, children: handwriting, feeding."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

HANDWRITING = Condition(
    key="handwriting",
    discipline="OT",
    ages=(6, 10),
    diagnoses=(
        Diagnosis("developmental coordination disorder", "F82"),
        Diagnosis("developmental coordination disorder with poor handwriting", "F82|R27.8"),
    ),
    history=(
        "teacher reports that class work is not finished and letters cannot be read; [second grade|first grade|third grade]",
        "parents report late [button and zipper skills|scissor use] and tears over homework",
    ),
    functions=(
        Function(
            "writing at school",
            (
                "cannot copy a sentence that the teacher can read",
                "copies one sentence in 10 minutes with mod A for letter size",
                "copies 2 sentences with <4-5> verbal cues for spacing",
                "copies 3 sentences with one or two cues but does not finish the worksheet in class time",
                "finishes a class worksheet in the time of the class",
            ),
            "copy 4 sentences with 90% readable letters to finish class work",
            "had been expected to write like classmates; the difficulty is developmental, at the level of a child about <12-18> months younger",
        ),
        Function(
            "cutting and fastening",
            (
                "needs hand-over-hand help to cut a line",
                "cuts a straight line with min A and cannot do buttons",
                "cuts a curve within half an inch and needs help with small buttons",
                "cuts a circle within a quarter inch, slow with zippers",
                "cuts shapes and fastens {his} own coat",
            ),
            "fasten a coat and cut a circle within a quarter inch, 4 of 5 times, to get ready for recess",
            "has never fastened {his} own coat; age mates do so by 5; this is developmental",
        ),
    ),
    measures=(
        Measure("legibility", "readable letters in a copied sentence", "%", (38, 55), (85, 92)),
        Measure("vmi", "Beery VMI standard score", "", (74, 82), (90, 96)),
        Measure("copy_speed", "copying speed", " letters/min", (9, 15), (28, 34)),
        Measure("pencil_hold", "three-finger pencil hold", " min", (1, 2), (8, 10)),
    ),
    evaluation_codes=("97165", "97166"),
    combos=(("97530",), ("97530", "97112"), ("97110", "97530"), ("97530", "97535")),
    services={
        "97110": (
            "[putty find of <8-14> beads|clothespin race|wheelbarrow walk <15-30> ft], [wall push-ups|crab walk] <2-3> rounds",
        ),
        "97112": (
            "[prone scooter|therapy ball reach|balance board catch] for trunk hold, <3-5> x <30-60> s, with crossing midline",
        ),
        "97530": (
            "letter work on [slant board|raised-line paper|chalk wall]: [a, d, g|b, p, r|m, n, h], <3-5> lines, [short pencil|grip]",
            "[scissor path of <6-10> inches|dot-to-dot and maze|copying <2-4> sentences from the board], <2-3> sheets",
        ),
        "97535": (
            "[coat zipper and buttons|shoe tying, steps 1-<3-5>|opening lunch containers], backward chaining, <4-6> tries",
        ),
    },
    skilled=(
        "Moved paper and chair so that the forearm rests, because {he} writes from the shoulder and tires in 3 minutes",
        'Verbal cue "start at the top" with a dot faded to the first letter only, as {he} forms [a and d|o and g] from the bottom',
        "Changed to a short pencil, since the thumb wraps over and blocks finger movement",
        "Heavy work before the table task because {he} left the chair <5-7> times in ten minutes",
        "Graded spacing from a finger to a sticker to no aid inside the session, by error count",
        "Taught the mother backward chaining for the zipper and watched her do it, to stop pulling at the coat",
    ),
    responses=(
        "stayed in the chair <8-10> minutes after heavy work, <3-4> minutes before",
        "letters on the line: <14-17> of 20 with the dot, <7-10> of 20 without",
        "needed <2-3> cues for spacing in the second sentence and <5-6> in the first",
        "kept the three-finger hold for <3-5> minutes, then went back to the fist",
        "rubbed out <2-3> times and asked for a break once, calm on return",
    ),
    plans=(
        "Next session take the dot away for [a, d, g] and count reversals",
        "Ask the teacher for a worksheet sample from [Monday|this week] to compare",
        "Bring {his} own coat for zipper practice, step 3",
        "Try raised-line paper at half size",
    ),
    causes=("weak hand arches and shoulder hold", "poor visual-motor planning of letter starts"),
    outlook=(
        "readable letters rise about <4-6> points every two weeks and the cue is now being faded for class use",
        "{he} keeps the new pencil hold for minutes only, and it has to be regraded before it lasts a lesson",
    ),
    setbacks=("a wrist bruise from the playground", "a change of teacher", "two weeks of flu at home"),
    sided=False,
    child=True,
)

FEEDING = Condition(
    key="feeding",
    discipline="OT",
    ages=(2, 6),
    diagnoses=(
        Diagnosis("chronic pediatric feeding disorder", "R63.32"),
        Diagnosis("pediatric feeding disorder with sensory food refusal", "R63.32|F88"),
    ),
    history=(
        "eats <4-8> foods, gags on mixed textures; weight on the [3rd|5th|8th] percentile",
        "born at <29-34> weeks, tube fed for [two months|six weeks]; spoon feeding [late|refused until age 2]",
    ),
    functions=(
        Function(
            "eating family meals",
            (
                "cannot eat any family food and is fed purée by the mother",
                "eats smooth purée from a spoon with mod A and leaves the table after 4 minutes",
                "eats <6-8> foods with max cues and gags on lumps",
                "eats soft cubes with min cues but needs a separate meal",
                "eats the family meal with one change at most",
            ),
            "eat 15 foods incl. 3 soft solids at the family table in 25 minutes",
            "has never eaten lumpy food; the problem dates from infancy and is developmental",
        ),
        Function(
            "drinking from an open cup",
            (
                "is unable to drink from an open cup",
                "drinks <2-3> sips from an open cup with jaw support",
                "drinks 1 oz with spill of more than half",
                "drinks 2 oz with a little spill and min A",
                "drinks 3 oz from an open cup alone",
            ),
            "drink 3 oz from an open cup with less than 10% spill at preschool snack",
            "had used a bottle only",
        ),
    ),
    measures=(
        Measure("foods", "foods accepted (3 bites)", " foods", (4, 8), (15, 18)),
        Measure("bites", "bites of new food in 20 minutes", " bites", (0, 3), (14, 18)),
        Measure("chew", "lateral chews per bite of soft cube", " chews", (1, 3), (8, 10)),
        Measure("gag", "gags per meal", " gags", (6, 9), (0, 1)),
    ),
    evaluation_codes=("97165", "97166"),
    combos=(("92526",), ("92526",), ("97530", "97535"), ("97530",)),
    services={
        "92526": (
            "stepwise tasting of [banana|soft carrot|pasta|melted cheese], <6-12> bites offered, placed on the [left|right] molars in turn",
            "[cup drinking with jaw support, <8-15> sips|spoon trials of thickened yogurt with lumps|chew tube then meltable puff]",
        ),
        "97530": (
            "[food play with dry then wet textures|scooping and stabbing with fork|pouring and stirring], <3-5> steps of the ladder",
        ),
        "97535": (
            "mother led [a snack of two known and one new food|cup drinking at the table] with coaching, <10-15> min",
        ),
    },
    skilled=(
        "Placed food on the molars with firm jaw support because the tongue does not move sideways and {he} mashes on the palate",
        "Went back one step on the tasting ladder after two gags, then up again at half the bite size",
        "Changed the spoon to a flat bowl, since lip closure was seen on <2-3> of 10 bites only",
        "Coached the mother to wait 10 seconds before the next offer, because fast offers brought on turning away",
        "Watched for wet voice and color change on thin liquid ([none in 12 sips|one wet sound, so sips were cut to 3 ml])",
        "Set feet on a block and hips at 90°, as the trunk slid and chewing stopped",
    ),
    responses=(
        "took <6-9> of 12 bites, <1-2> gags, against <4-5> gags last session",
        "chewed <4-6> times per bite with jaw support and <1-2> times without",
        "stayed at the table <12-16> minutes, up from <5-7>",
        "pushed the plate away <2-3> times in the first half and not after the pause rule",
    ),
    plans=(
        "Next session soft cubes of 5 mm instead of mash, molars only",
        "Try the same food with the father at the table",
        "Add one food of the pasta family; keep the log of bites",
        "Move from straw to open cup for the first ounce",
    ),
    causes=("weak side movement of the tongue and fast gag", "sensory refusal of mixed textures with poor jaw grading"),
    outlook=(
        "accepted foods grow by about one a week and each step of texture needs safety judged on the spot",
        "chewing appears with support now, and the support has to be withdrawn by observation",
    ),
    setbacks=("a stomach virus", "teething", "a choking scare at a birthday party"),
    sided=False,
    child=True,
)

CONDITIONS = (HANDWRITING, FEEDING)
