"""Places, employers and schools whose names are words: "retired from Federated", "at Union Station", "starts at sunny side montessori"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.training.masking import lexicon
from auditkit.training.masking.everyday import is_no_name, is_no_place
from auditkit.training.masking.hits import Hit, What

_PART = r"[A-Z](?=[\w'’&.-]*[a-z])[\w'’&-]{1,25}"
_RUN = rf"(?P<it>{_PART}(?:\s(?:(?:of|the|and|&|de|la|el)\s)?{_PART}){{0,5}})"
# Behind these a single word will do; behind the others it takes two.
_WORKS = re.compile(
    rf"\b(?:(?:works?|worked|working|job|shifts?|employed|volunteers?|retired|teaches|taught|students?|studies|clerk|driver|nurse|mechanic|manager|cook|shops?|member|class(?:es)?|"
    rf"stays?|admitted|resides|lives?|living|moved|back|church|school|buy|bought)\b(?:\s[a-z/]{{1,12}}){{0,3}}\s(?:at|for|from|with|in|to|near)|(?<=[a-z,]\s)at|(?<=[a-z]\s)outside)\s(?:the\s)?{_RUN}"
)
_BETWEEN = re.compile(
    rf"(?<=[a-z,]\s)(?:at|in|from|to|near|by|through|via)\s(?:the\s)?(?P<it>{_PART}(?:\s(?:(?:of|the|and|&)\s)?{_PART}){{1,5}})"
)
_SMALL_SUFFIX = (
    r"(?:elementary|middle\sschool|high\sschool|montessori|preschool|daycare|academy|university|church|temple|mosque|synagogue|nursing\shome|assisted\sliving|senior\scenter|"
    r"hospital|medical\scenter|clinic|pharmacy)"
)
_SMALL = re.compile(
    rf"\b(?:at|from|to|near|in|attends)\s(?P<it>(?!(?:the|a|an|his|her|their|our|my|this|that|outpatient|local|another)\b)[a-z'’]{{3,20}}(?:\s[a-z'’]{{3,20}})?\s{_SMALL_SUFFIX})\b"
)
_CORNER = re.compile(rf"\b(?P<it>{_PART}\s(?:and|&)\s{_PART})(?=[,;.]|\s(?:stop|bus|corner|intersection)|$)")
_CORNER_BEFORE = re.compile(r"\b(?:at|corner\sof|stop)\s\Z")
_LIVES_SMALL = re.compile(
    r"\b(?:lives?|living|resides?|moved|cabin|farm|house|apartment|born|raised)\s(?:up\s|out\s|back\s)?(?:in|to|near)\s(?P<it>[a-z]{3,20})(?![\w'’-])"
)


def placed(text: str) -> Iterator[Hit]:
    """Names of places and employers by what stands before them."""
    for expression, least in ((_WORKS, 1), (_BETWEEN, 2)):
        for match in expression.finditer(text):
            words = _own(match["it"])
            if len(words) >= least:
                yield Hit(match.start("it"), match.start("it") + len(" ".join(words)), What.PLACE, "pattern")
    for match in _SMALL.finditer(text):
        if not all(is_no_place(word) or is_no_name(word) for word in match["it"].split()[:-1]):
            yield Hit(*match.span("it"), What.PLACE, "pattern")
    for match in _CORNER.finditer(text):
        if _CORNER_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            yield Hit(*match.span("it"), What.PLACE, "pattern")
    for match in _LIVES_SMALL.finditer(text):
        if not lexicon.is_english(lexicon.folded(match["it"])):
            yield Hit(*match.span("it"), What.PLACE, "pattern")


def _own(said: str) -> list[str]:
    """The words of a run; none where it begins with one that stands everywhere in notes, as in "at Parallel Bars"."""
    words = said.split()
    first, key = words[0], lexicon.folded(words[0])
    if is_no_name(first) or is_no_place(first) or lexicon.is_eponym(key) or lexicon.is_clinical(key):
        return []
    while words and words[-1].islower():
        words.pop()
    return words
