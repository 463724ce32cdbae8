"""Which words are English, clinical, or somebody's name. The lists are beside this file; NOTICE and tools/bake_name_lists.py name their sources."""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import cache
from importlib.resources import files

_LISTS = files("auditkit.training.masking") / "lists"
_WHOLE_LETTERS = str.maketrans("łøđıßæœ", "lodisao")
# How medicine makes words that no list has all of.
_MEDICAL = re.compile(
    r"(?:itis|osis|oses|ectomy|otomy|ostomy|oplasty|algia|algic|paresis|paretic|plegia|plegic|opathy|opathic|ology|ologist|esthesia|emia|uria|rrhea|rrhaphy|"
    r"kinesia|kinesis|kinetic|mobility|mobile|ation|ations|ization|trophic|trophy|phagia|phasia|phonia|arthria|praxia|lexia|graphia|scopy|metry|meter|gram|graphy|"
    r"flexion|flexors?|extension|extensors?|rotators?|ductors?|duction|versors?|version|ilateral|ilaterally|ically|ness|ment|ments|ability|able|ingly|somatic|genic|"
    r"cranial|dorsal|ventral|lateral|medial|spinal|spinals|femoral|tibial|scapular|humeral|condylar|cervical|lumbar|sacral|thoracic|muscular|skeletal|articular)\Z"
)


def folded(word: str) -> str:
    """Small letters without accents, apostrophes or dots: O'Brien is obrien, Sinéad is sinead."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_WHOLE_LETTERS))
    return "".join(letter for letter in plain if letter.isalpha())


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(gzip.decompress((_LISTS / name).read_bytes()).decode("ascii").split())


@cache
def _written(name: str) -> frozenset[str]:
    lines = (_LISTS / name).read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_english(word: str) -> bool:
    """Whether a folded word is in the list of English, which has no names."""
    return word in _listed("english.txt.gz")


def is_clinical(word: str) -> bool:
    """Whether a folded word is one of notes, or is made as medicine makes words."""
    return word in _written("clinical.txt") or (len(word) > 6 and bool(_MEDICAL.search(word)) and not is_name(word))


def is_eponym(word: str) -> bool:
    """Whether a folded word is a test or a condition before it is a person: Tinetti, Parkinson."""
    return word in _written("eponyms.txt")


def is_word(word: str) -> bool:
    """Whether a folded word is known as something else than a name."""
    return is_english(word) or is_clinical(word) or is_eponym(word)


def is_given(word: str) -> bool:
    """Whether a folded word is a listed given name."""
    return word in _listed("given.txt.gz")


def is_family(word: str) -> bool:
    """Whether a folded word is a listed family name."""
    return word in _listed("family.txt.gz")


def is_name(word: str) -> bool:
    """Whether a folded word is a listed name."""
    return is_given(word) or is_family(word)
