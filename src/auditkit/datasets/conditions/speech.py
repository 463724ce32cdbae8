"""Speech-language pathology: aphasia, speech sounds in children, voice."""

from __future__ import annotations

from auditkit.datasets.model import Condition, Diagnosis, Function, Measure

APHASIA = Condition(
    key="aphasia",
    discipline="SLP",
    ages=(46, 84),
    diagnoses=(
        Diagnosis("[Broca-type|nonfluent] aphasia following stroke", "I69.320"),
        Diagnosis("[moderate|mild to moderate] aphasia after left MCA infarct", "I69.320"),
    ),
    history=(
        "left hemisphere stroke <4-12> weeks ago; speech was [single words|stock phrases] on leaving hospital",
        "aphasia since stroke in [the spring|the fall|January]; reads headlines, writes {his} name",
    ),
    functions=(
        Function(
            "telling needs and making calls",
            (
                "cannot tell {his} family what {he} wants except by pointing",
                "tells basic needs in single words with max cues",
                "asks for items in 2-3 word phrases with mod cues, does not use the phone",
                "makes a prepared phone call with min cues",
                "makes a phone call to the pharmacy without help",
            ),
            "make a phone call of 4 turns to the pharmacy, 4 of 5 times,",
            "ran {his} own business calls",
        ),
        Function(
            "ordering and shopping",
            (
                "is unable to order in a café",
                "orders by showing a card with help of another person",
                "orders one item in a short phrase with mod cues",
                "orders a meal with one repair by the listener and has difficulty when asked back",
                "orders a meal and answers questions",
            ),
            "order a meal and answer 2 of 2 questions of the waiter",
            "met friends for lunch each week and did the talking",
        ),
    ),
    measures=(
        Measure("naming", "naming of everyday objects over 20 trials", "%", (25, 45), (80, 90), 5),
        Measure("sentences", "complete sentences in picture description", "%", (10, 25), (65, 75), 5),
        Measure("commands", "two-step commands", "%", (45, 60), (90, 95), 5),
        Measure("wab", "WAB aphasia quotient", "", (46, 58), (74, 82)),
    ),
    evaluation_codes=("96105", "92523"),
    combos=(("92507",),),
    services={
        "92507": (
            "semantic feature work on <8-12> pictures, [phrase completion|sentence frames with <6-10> verbs], written word cue",
            "[script training: pharmacy call|script training: coffee order|response elaboration on family photos], <4-6> turns, <3-5> runs",
            "[melodic phrases with hand tap, <8-12> items|auditory sentence choice, <10-20> items|word to picture writing, <6-10> words]",
        ),
    },
    skilled=(
        "Cueing ladder from feature to first sound because the semantic cue alone freed <2-3> of 10 words",
        "Slowed the rate and added gesture, as {he} lost the second part of two-step commands when speech ran on",
        "Held back the model for 5 seconds since {he} self-corrects when given time",
        "Changed from nouns to verbs after nouns reached 80%, because sentences break at the verb",
        "Taught the [wife|husband|daughter] to offer a written choice of two, and corrected her when she filled in the word",
        'Shaped the perseveration on "[coffee|seven|okay]" by covering the last picture and pausing',
    ),
    responses=(
        "named <12-15> of 20 with feature cues and <6-9> of 20 without",
        "self-corrected <4-6> times after a pause, <1-2> times in the first set",
        "went from max to mod cues by the third run of the script",
        "completed <5-7> of 8 turns; halted at prices and dates",
        "frustration signs [twice|once] on verbs; settled with written choices",
    ),
    plans=(
        "Next session run the script by real phone with the clinic desk",
        "Fade the first-sound cue to a gesture for the <10-12> trained verbs",
        "Send home a card set of 10 words with {his} [wife|daughter|son] as partner",
        "Add price questions to the café script",
    ),
    causes=(
        "word retrieval breaking down at verbs",
        "reduced sentence building with preserved understanding of single words",
    ),
    outlook=(
        "naming gains carry over to untrained words (<15-25>%), so more change is likely, and cues need expert fading",
        "{he} began to self-correct in the last fortnight, which is the best sign for further gain",
    ),
    setbacks=("a seizure with two days in hospital", "a cold and poor sleep", "a move to {his} daughter's house"),
    sided=False,
)

ARTICULATION = Condition(
    key="articulation",
    discipline="SLP",
    ages=(4, 8),
    diagnoses=(
        Diagnosis("phonological disorder", "F80.0"),
        Diagnosis("speech sound disorder with [fronting|cluster reduction|gliding]", "F80.0"),
    ),
    history=(
        "parents report that strangers do not understand {him}; hearing screen passed",
        "[preschool|kindergarten] teacher asks {him} to repeat many times a day; ear tubes at age <2-3>",
    ),
    functions=(
        Function(
            "being understood at school",
            (
                "cannot make {his} needs known to the teacher without gestures",
                "is understood about 40% of the time by an unfamiliar listener and is often asked to repeat",
                "is understood about 60% of the time at school in known topics",
                "is understood about 75% of the time, with difficulty in stories",
                "is understood about 90% of the time by new listeners",
            ),
            "tell classmates a 4-sentence story that they understand at 90%",
            "has spoken this way since first words; age mates are understood by strangers nearly always, so the disorder is developmental",
        ),
        Function(
            "talking with other children",
            (
                "does not join play because other children do not understand {him}",
                "joins play only when an adult interprets for {him}",
                "joins play and gives up when asked to repeat",
                "repeats once when asked, needs a cue to slow down",
                "repairs without a cue in play",
            ),
            "repair a misunderstood word without a cue in 4 of 5 tries during play",
            "had relied on an older sibling to interpret; this is a developmental difficulty",
        ),
    ),
    measures=(
        Measure(
            "target_words",
            "[/k/ and /g/|/s/ blends|/r/|/f/ and /v/] in words over 20 trials",
            "%",
            (15, 40),
            (88, 95),
            5,
        ),
        Measure("target_sentences", "target sound in sentences", "%", (0, 15), (75, 85), 5),
        Measure("intelligibility", "intelligibility in conversation, unfamiliar listener", "%", (40, 55), (86, 92)),
        Measure("stimulability", "target sound in syllables", "%", (30, 50), (95, 100), 5),
    ),
    evaluation_codes=("92522", "92523"),
    combos=(("92507",),),
    services={
        "92507": (
            "target sound in [initial|final|medial] position of words, <60-120> trials in [fishing game|board game|sticker race]",
            "minimal pairs ([tea-key|sip-ship|wed-red|pan-fan]), <20-40> trials, listening then saying",
            "carrier phrases and [picture book retell|show-and-tell practice], <15-30> sentences with target sound",
        ),
    },
    skilled=(
        "Tongue placement shown with [mirror|depressor|hand gesture] because {he} lifts the tip in place of the back",
        "Shaped the sound from a stimulable [ng|t + y|ee] as the direct model failed on <8-10> of 10 trials",
        "Cue faded from touch to gesture once two sets in a row stood above 80%",
        "Moved back from sentences to phrases when accuracy fell under 60%, to keep errors from being practised",
        "Chose maximal contrast pairs, since {he} hears the difference but does not mark it",
        "Taught the [father|mother|grandmother] to recast and not to correct, and listened to 5 minutes of it",
    ),
    responses=(
        "<78-86>% with gesture cue and <52-60>% without, over 20 trials",
        "self-corrected <5-8> times, <1-2> times last session",
        "held the new sound in <11-14> of 20 phrases; lost it when the game sped up",
        "went from tactile to visual cues within <30-40> trials",
    ),
    plans=(
        "Next session target in phrases with [verbs|colors|numbers], gesture only on error",
        "Probe untrained words, 20 items, before the game",
        "Send 10 words home on a ring, 5 minutes a day",
        "Ask the teacher to note repeats on two mornings",
    ),
    causes=(
        "errors that stay in connected speech after word level is secure",
        "limited tongue placement for back sounds",
    ),
    outlook=(
        "the sound is stable in words and just emerging in phrases, the step that needs expert feedback",
        "untrained words rose to <45-60>% this month, which shows that the pattern is changing",
    ),
    setbacks=("an ear infection", "two lost front teeth", "a long school break"),
    sided=False,
    child=True,
)

VOICE = Condition(
    key="voice",
    discipline="SLP",
    ages=(24, 68),
    diagnoses=(
        Diagnosis("dysphonia with vocal nodules", "R49.0|J38.2"),
        Diagnosis("muscle tension dysphonia", "R49.0"),
    ),
    history=(
        "hoarse for <3-8> months; [teaches five classes a day|sings in a choir|answers calls for a living]; scope showed [small nodules on both folds|tight closure above the folds]",
        "voice fades by [noon|the third class|the end of a shift], throat clearing all day",
    ),
    functions=(
        Function(
            "speaking at work",
            (
                "cannot teach or take calls for more than 10 minutes before the voice is lost",
                "can speak only <15-20> minutes before {his} voice drops to a whisper",
                "speaks 40 minutes with breaks and cannot be heard at the back of the room",
                "speaks a half day and has difficulty in noise",
                "speaks a full working day",
            ),
            "speak a 6 hour working day with effort at 2/10 or less",
            "spoke all day at work without effort",
        ),
        Function(
            "talking in noise",
            (
                "is unable to be heard in a restaurant",
                "is heard across the table only when it is quiet",
                "is heard in a café only with one repeat per sentence",
                "is heard in a café but strains after 15 minutes",
                "talks in a café for an hour",
            ),
            "talk 30 minutes in a café with no more than 2 repeats",
            "talked and sang in company without strain",
        ),
    ),
    measures=(
        Measure("mpt", "maximum phonation time on /a/", " s", (6, 9), (15, 18), 0.5),
        Measure("vhi", "VHI-10", "/40", (21, 28), (7, 10)),
        Measure("sz", "s/z ratio", "", (1.5, 1.8), (1.0, 1.2), 0.05),
        Measure("resonant", "forward voice in phrases over 20 trials", "%", (20, 35), (85, 92), 5),
    ),
    evaluation_codes=("92524",),
    combos=(("92507",),),
    services={
        "92507": (
            "[straw phonation in water|lip trills|humming to vowel], <5-8> min, then [phrases of <3-6> words|counting aloud]",
            "[resonant voice chant, <15-25> phrases|vocal function exercises, 2 rounds|yawn-sigh to easy onset]",
            "[reading aloud <3-6> min|mock lesson of 5 min|mock phone call] with forward focus, recording played back",
        ),
    },
    skilled=(
        "Laryngeal massage at the thyrohyoid space because the larynx rides high and the tone is pressed",
        "Hand on belly cue, since {he} lifts the shoulders and runs out of air by word <5-6>",
        "Negative practice of old and new voice, as {he} cannot yet hear the difference alone",
        "Stopped loud tasks when the tone turned breathy after 4 minutes, and went back to straw work",
        "Used the recording to let {him} rate strain before I did; our ratings differed by <2-3> points",
        "Taught a silent swallow to take the place of throat clearing, counted <9-14> times in 10 minutes",
    ),
    responses=(
        "forward tone on <13-16> of 20 phrases after straw work, <5-8> of 20 before",
        "phonation time rose by <1-2> s within the session",
        "strain fell from <6-7>/10 to <3-4>/10 by {his} own rating",
        "cleared the throat <3-4> times in 30 minutes, <9-12> in the last session",
    ),
    plans=(
        "Next session the 5-minute lesson with classroom noise at low level",
        "Carry the forward tone into phone greetings, 10 a day",
        "Set amplifier use for the [third|last] class and review the log",
        "Reduce straw work to 2 minutes and start from speech",
    ),
    causes=(
        "pressed closure with high larynx and poor breath support",
        "lack of carry-over of forward tone to loud speech",
    ),
    outlook=(
        "the new tone holds in phrases and breaks in conversation, so feedback by a trained ear is needed for that step",
        "phonation time has risen each fortnight, and nodules of this size usually respond within one more block",
    ),
    setbacks=("laryngitis", "a week of exam supervision", "a concert weekend"),
    sided=False,
)

CONDITIONS = (APHASIA, ARTICULATION, VOICE)
