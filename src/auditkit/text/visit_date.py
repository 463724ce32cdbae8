"""Which of a note's dates is the day of the visit, or the day the report was written."""

from __future__ import annotations

import re

from auditkit.text.dates import Dated

# Words in front of a date that say it is another day than the visit's.
_OTHER = re.compile(
    r"(?:\bdob|d\.o\.b\.?|birth\w*|born|onset|injury|doi|surgery|surgical|sx|referr\w*|order\w*|next (?:visit|appt|appointment|session)|"
    r"follow[- ]?up|f/u|recheck|return\w*|\bby|\buntil|through|thru|\bto|goal|target|due|expires?|exp|from|since|\bon|cert\w*(?: period)?|soc|"
    r"start of care|eval(?:uation)?(?: date| on| of)?|last (?:visit|report|seen)|s/p|fell|fall|mri|x-?ray|mbss?|fees|vfss|discharge planned|printed)"
    r"\W{0,4}(?:date)?\W{0,4}$",
    re.I,
)
_VISIT = re.compile(
    r"(?:\bdos\b|date of (?:service|visit|session|treatment|report|discharge|note|tx|encounter)|visit date|service date|session date|date seen|treatment date|tx date|"
    r"report date|date of this report|date written|written|dictated(?: on)?|encounter(?: date)?|seen(?: on)?|visit(?: on)?|note date|d/c date|discharge date|date)\W{0,5}$",
    re.I,
)


def visit_date(note) -> Dated | None:
    """The date a label names as the visit's; else the first date near the top or the signature that is no other day's."""
    text = note.text
    fallback = None
    for found in note.dates:
        before = text[max(0, found.start - 34) : found.start]
        if _OTHER.search(before) and not re.search(r"seen on\W*$|visit on\W*$|dictated on\W*$|signed.{0,24}on\W*$", before, re.I):
            continue
        if _VISIT.search(before):
            return found
        if fallback is None:
            fallback = found
    return fallback
