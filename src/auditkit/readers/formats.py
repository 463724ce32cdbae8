"""A file's format by its name, and a way out for formats that cannot be read."""

from __future__ import annotations

from enum import StrEnum

from auditkit.readers.problems import Unreadable
from auditkit.readers.sheets import DELIMITED, EXCEL


class Format(StrEnum):
    """What is read. Anything not known by its name is tried as text."""

    TEXT = "text"
    PDF = "PDF"
    WORD = "Word"
    TABLE = "table"
    ZIP = "zip"


_READABLE = {
    ".pdf": Format.PDF,
    ".docx": Format.WORD,
    ".docm": Format.WORD,
    ".zip": Format.ZIP,
    **dict.fromkeys((*DELIMITED, *EXCEL), Format.TABLE),
}

_WORD_FIX = "Open it in Word and save it as .docx."
_PICTURE = ("is a picture", "Ask for the text version or run OCR first.")
_PACKED = ("is packed in a format that is not read here", "Unpack it, or make a .zip of it.")
_RECORDING = ("is a recording", "Export the written note instead.")
_REFUSED: dict[str, tuple[str, str]] = {
    ".doc": ("is an older Word file", _WORD_FIX),
    ".dot": ("is an older Word file", _WORD_FIX),
    ".rtf": ("is an RTF document", _WORD_FIX),
    ".odt": ("is an OpenDocument text", _WORD_FIX),
    ".wpd": ("is a WordPerfect document", _WORD_FIX),
    ".pages": ("is a Pages document", "Export it from Pages as Word or PDF."),
    ".xlsb": ("is a binary Excel file", "Open it in Excel and save it as .xlsx."),
    ".ods": ("is an OpenDocument table", "Open it in Excel and save it as .xlsx."),
    ".numbers": ("is a Numbers table", "Export it from Numbers as Excel or CSV."),
    ".msg": ("is an Outlook message", "Save the note itself, as text or PDF."),
    ".ppt": ("is a presentation", "Save the note as text, PDF or Word."),
    ".pptx": ("is a presentation", "Save the note as text, PDF or Word."),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"), _PICTURE),
    **dict.fromkeys((".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz"), _PACKED),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".mp4", ".mov", ".wma"), _RECORDING),
}


def format_of(name: str) -> Format:
    """The format by the name's ending. Raises Unreadable for formats known not to be readable here."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1].lower().rstrip(". ")
    ending = base[base.rfind(".") :] if "." in base else ""
    if ending in _REFUSED:
        raise Unreadable(*_REFUSED[ending])
    return _READABLE.get(ending, Format.TEXT)
