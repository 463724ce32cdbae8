"""How different hands write the same thing: abbreviations, dictation, dates, slips of the keyboard."""

from __future__ import annotations

import re
from datetime import date

from auditkit.datasets.dice import Dice

_SHORT = (
    (r"\b[Tt]he patient\b|\b[Pp]atient\b", "pt"),
    (r"\bwithout\b", "w/o"),
    (r"\bwith\b", "w/"),
    (r"\b[Vv]erbal and tactile cues\b", "VC/TC"),
    (r"\b[Vv]erbal cues\b", "VC"),
    (r"\b[Tt]actile cues\b", "TC"),
    (r"\bbecause of\b", "2/2"),
    (r"\bbecause\b", "b/c"),
    (r"\bright\b(?= (?!in\b|away\b))", "R"),
    (r"\bleft\b(?= (?!in\b|on\b|out\b|over\b|the\b|after\b|handed\b|by\b))", "L"),
    (r"\bminutes\b", "min"),
    (r"\bseconds\b", "sec"),
    (r"\b[Nn]ext visit\b", "nv"),
    (r"\bevaluation\b", "eval"),
    (r"\bapproximately\b", "~"),
    (r"\b(the|a|an) (?=[a-z])(?!day\b|week\b|month\b|minute\b)", ""),
    (r"\bcontact guard\b", "CGA"),
    (r"\bstandby help\b", "SBA"),
    (r"\bexercise\b", "ex"),
    (r"\bHome programme\b", "HEP"),
    (r"\bhome programme\b", "HEP"),
    (r"\breports\b", "rpts"),
    (r"\bat start of care\b", "@ SOC"),
    (r"\bquadriceps\b", "quad"),
    (r"\bincreased\b", "inc"),
    (r"\band\b", "&"),
)
_SPOKEN = (
    (r"(\d)°", r"\1 degrees"),
    (r"\bmod A\b", "moderate assistance"),
    (r"\bmin A\b", "minimal assistance"),
    (r"\bmax A\b", "maximal assistance"),
    (r"\bmin cues\b", "minimal cues"),
    (r"\bmod cues\b", "moderate cues"),
    (r"\bmax cues\b", "maximal cues"),
    (r"(\d)/week\b", r"\1 a week"),
    (r"(\d)x/week\b", r"\1 times a week"),
    (r"\b(\d+)x(\d+)\b", r"\1 sets of \2"),
    (r"\bAROM\b", "active range of motion"),
    (r"\bROM\b", "range of motion"),
    (r"\bSLR\b", "straight leg raise"),
    (r"\b(\d+) lb\b", r"\1 pounds"),
    (r"\b(\d+) s\b", r"\1 seconds"),
    (r"\b(\d+) min\b", r"\1 minutes"),
    (r"\b(\d+) ft\b", r"\1 feet"),
    (r"\bSTG (\d)", r"short-term goal \1"),
    (r"\bLTG (\d)", r"long-term goal \1"),
    (r"\bPOC\b", "plan of care"),
    (r"\btx\b", "treatment"),
    (r" / ", " or "),
)
_SLIPS = (
    ("exercise", "exercsie"),
    ("patient", "pateint"),
    ("therapy", "theraphy"),
    ("continue", "contine"),
    ("strength", "strenght"),
    ("because", "becuase"),
    ("treatment", "treatement"),
    ("tolerated", "tolerted"),
    ("reports", "repots"),
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def day_text(day: date, style: str) -> str:
    """A date as this writer puts it: us, us2, long, iso, short."""
    if style == "us":
        return f"{day.month}/{day.day}/{day.year}"
    if style == "us2":
        return f"{day.month:02d}/{day.day:02d}/{day.year % 100:02d}"
    if style == "long":
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    if style == "short":
        return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    return day.isoformat()


def clock(minute: int, style: str = "12") -> str:
    """A time of day from minutes after midnight."""
    hour, rest = divmod(minute, 60)
    if style == "24":
        return f"{hour:02d}:{rest:02d}"
    return f"{(hour - 1) % 12 + 1}:{rest:02d} {'AM' if hour < 12 else 'PM'}"


def shortened(text: str) -> str:
    """Telegraphic: abbreviations, no articles."""
    for pattern, replacement in _SHORT:
        text = re.sub(pattern, replacement, text)
    return re.sub(r"  +", " ", text)


def spoken(text: str) -> str:
    """As a transcriptionist would hear it."""
    for pattern, replacement in _SPOKEN:
        text = re.sub(pattern, replacement, text)
    return text


def slipped(text: str, dice: Dice) -> str:
    """One or two typing slips in ordinary words, where such a word is there."""
    present = [pair for pair in _SLIPS if pair[0] in text]
    for right, wrong in dice.some(present, dice.whole(1, 2)):
        text = text.replace(right, wrong, 1)
    return text


def sentence(text: str) -> str:
    """Capital first, full stop last."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?:_]*}" else text + "."
