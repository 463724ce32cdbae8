"""Sentences about answers that belong to no patient. No name and no number of a member is in them."""

from __future__ import annotations

from auditkit.desks.eligibility.typed import Row


def about_nobody(row: Row) -> str:
    """The sentence about an answer that is no patient's: the payer refused the whole question, or names somebody whom no table knows."""
    place = where(row)
    if row.get("reject_codes") and not (row.get("member_id") or row.get("patient_name")):
        return f"{place}: the payer answered for nobody in it ({row['reject_codes'].replace('|', ', ')}). Ask again."
    return f"{place}: belongs to no patient that can be told apart. Compare the member's number."


def where(row: Row) -> str:
    """Where an answer stands, for a sentence about it."""
    return ", ".join(part for part in (row.get("source_file", ""), row.get("source_place", "")) if part) or "An answer"
