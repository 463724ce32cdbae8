"""Who a row is about, where an export says it with a name in the place of a number."""

from __future__ import annotations

import re

from auditkit.tables import Columns

_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:,\s*|\s+)[^\W\d_]", re.UNICODE)


def looks_like_name(written: str) -> bool:
    """True for "Sample, Ada" and "Ada Sample"; false for anything with a digit."""
    return bool(_NAME.match(written)) and not re.search(r"\d", written)


def settle_names(columns: Columns) -> None:
    """Where the patient's number is a name, it is the name too: other tables may know the patient by either."""
    columns["patient_name"] = [
        name or (number if looks_like_name(number) else "")
        for name, number in zip(columns["patient_name"], columns["patient_id"], strict=True)
    ]


def plain_name(name: str) -> str:
    """A name for comparing: family name, then first name, without marks, capitals and middle names; "" for less than two."""
    family, comma, given = name.partition(",")
    parts = re.findall(r"[^\W\d_]+", (f"{given} {family}" if comma else name).casefold())
    if len(parts) < 2:
        return ""
    family_parts = re.findall(r"[^\W\d_]+", family.casefold()) if comma else parts[-1:]
    return f"{''.join(family_parts)} {parts[0]}"


def is_another(one: str, other: str) -> bool:
    """True where two names cannot be one person's: neither first name is, or begins, the other, in whichever order they stand."""
    left, right = plain_name(one).split(), plain_name(other).split()
    if not left or not right:
        return False
    return not any(
        a.startswith(b) or b.startswith(a) for a, b in ((left[1], right[1]), (left[1], right[0]), (left[0], right[1]))
    )


def initials(name: str) -> str:
    """ "AS" for "Sample, Ada"; of a name that is no name, nothing."""
    family, comma, given = name.partition(",")
    parts = re.findall(r"[^\W\d_]+", f"{given} {family}" if comma else name)
    return (parts[0][0] + parts[-1][0]).upper() if len(parts) >= 2 else parts[0][0].upper() if parts else ""
