"""What stands beside a name: titles, relatives, what a person does, and what makes a name that of a test."""

from __future__ import annotations

import re

TITLES = frozenset(
    [
        "dr", "miss", "mr", "mrs", "ms", "mx", "prof", "rev", "sgt"
    ]
)  # fmt: skip
# Behind these a word that no list of words knows is a name.
RELATED = frozenset(
    [
        "adjuster", "attorney", "aunt", "auntie", "baby", "bf", "boss", "boyfriend", "bro", "brother", "caregiver", "cat", "coach", "cousin", "coworker",
        "dad", "dau", "daughter", "dog", "dtr", "father", "fiance", "fiancee", "friend", "gf", "girlfriend", "granddaughter", "grandfather", "grandma",
        "grandmother", "grandpa", "grandson", "guardian", "husb", "husband", "landlord", "mom", "mother", "mum", "named", "nanny", "neighbor", "neighbour",
        "nephew", "nicknamed", "niece", "partner", "roommate", "sis", "sister", "sitter", "son", "spouse", "stepdaughter", "stepfather", "stepmother",
        "stepson", "supervisor", "surgeon", "teacher", "twin", "uncle", "wife"
    ]
)  # fmt: skip
# Behind these a listed name of three letters counts.
CUES = frozenset(
    [
        "and", "by", "called", "client", "emailed", "for", "from", "miss", "patient", "per", "pt", "pts", "rep", "resident", "saw", "student", "texted",
        "told", "w", "with"
    ]
)  # fmt: skip
# What may stand between one of these and the name.
BESIDE = re.compile(r"[ ]|/|:[ ]|[ ]\(|,[ ]|['’]s[ ]")
# Given names that are words and no verbs: behind "wife" they are hers.
SOFT = frozenset(
    [
        "ace", "amber", "angel", "april", "art", "ash", "autumn", "basil", "buddy", "candy", "cherry", "chip", "christian", "clay", "cliff", "coral",
        "crystal", "daisy", "dale", "dawn", "dean", "duke", "earl", "ebony", "fern", "flora", "forest", "frank", "gem", "gene", "ginger", "glen", "guy",
        "hazel", "heath", "heather", "holly", "honey", "iris", "ivy", "jack", "jade", "jean", "jewel", "josh", "joy", "june", "king", "lily", "max", "melody",
        "miles", "misty", "nick", "olive", "opal", "pearl", "penny", "prince", "ray", "reed", "rex", "rob", "robin", "rose", "rowan", "roy", "ruby", "rusty",
        "sage", "sandy", "sky", "sonny", "star", "summer", "sunny", "trinity", "unity", "verity", "violet", "woody", "wren"
    ]
)  # fmt: skip
PARTICLES = frozenset(
    [
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "mac", "san", "santa", "st", "ten",
        "ter", "van", "von"
    ]
)  # fmt: skip
MODAL = frozenset({"will", "may", "hope", "might"})
# What a person does: "Bill walked", and no "Bill 97110".
DOES = re.compile(
    r"['’]s[ ](?!\d)|[ ](?:is|was|has|had|does|did|can|could|needs?|wants|says|states|reports|asks|feels|likes|loves|lives|works|came|comes|goes|went|walks|walked|uses|took|takes|denies|denied|tolerated|"
    r"ambulated|transferred|presents|presented|demonstrates|demonstrated|arrived|left|got|gets|stood|sat|told|said|stated|reported|agreed|agrees|hopes|plans|prefers|remains|continues|completed|missed|will)\b"
)
# Beside one of these a name is that of a test: "Thomas test", "Allen cognitive level".
OF_TEST = re.compile(
    r"[ -](?:(?:cognitive|falls?|depression|voice|motor|visual|naming|pain|self)[ -])?(?:tests?|signs?|scales?|maneuvers?|manoeuvres?|stretch(?:es)?|grip|protocol|grade|disease|syndrome|"
    r"fractures?|exercises?|classification|index|method|technique|contracture|handling|balance|position|inventory|criteria|deformity|palsy|cyst|reflex|roll|splint|screen|levels?|angle|neg|negative|"
    r"pos|positive|for[ ]tightness)\b|[ ]?\(?[+]\)?(?!\w)|[ ]?\([+-]\)|[ ]?=?[ ]?\d{1,2}/\d{1,2}(?!\d)",
    re.IGNORECASE,
)
OWN_TEST = re.compile(
    r"['’]s?[ ](?:tests?|signs?|disease|syndrome|fractures?|contracture|palsy|cyst|maneuver|manoeuvre)\b", re.IGNORECASE
)
