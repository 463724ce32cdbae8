"""Anonymous codes: a word and two digits that a person keeps for themselves."""

from __future__ import annotations

import secrets
from collections.abc import Collection

_WORDS = (
    "acorn", "amber", "apple", "arrow", "aspen", "badge", "basil", "beach", "berry", "birch", "bloom", "brook", "cabin", "cedar", "cliff", "clover",
    "cobalt", "coral", "cotton", "creek", "daisy", "delta", "ember", "falcon", "fern", "fjord", "flint", "garden", "ginger", "granite", "grove",
    "harbor", "hazel", "heron", "indigo", "island", "ivory", "jasper", "juniper", "kettle", "lagoon", "lantern", "laurel", "lemon", "lilac", "linen",
    "lotus", "maple", "marble", "meadow", "mint", "nutmeg", "oasis", "olive", "orchid", "otter", "pebble", "pepper", "pine", "plum", "poplar", "prairie",
    "quartz", "raven", "river", "saffron", "sage", "sierra", "silver", "sparrow", "spruce", "summit", "thistle", "timber", "topaz", "tulip", "valley",
    "velvet", "violet", "walnut", "willow", "winter", "zephyr",
)  # fmt: skip


def fresh_code(taken: Collection[str] = ()) -> str:
    """A code that nobody has: a word, a dash, two digits."""
    while True:
        code = f"{secrets.choice(_WORDS)}-{secrets.randbelow(90) + 10}"
        if code not in taken:
            return code
