"""Who wrote a note, as far as payment asks: a clinician (therapist, physician, practitioner) or an assistant."""

from __future__ import annotations

import re
from enum import StrEnum

_ASSISTANT = re.compile(
    r"\b(?:L?PTA|S?PTA/L|C?OTA(?:/L)?|SLP-?A|(?:therapist|therapy|pathologist|pathology) assistant)\b", re.IGNORECASE
)
_COSIGNED = re.compile(r"\bco-?\s?sign\w*[^\n]{0,80}\b(?:D?PT|OTR(?:/L)?|OTD|CCC-SLP|SLP)\b", re.IGNORECASE)


class Author(StrEnum):
    """Who signed a note."""

    CLINICIAN = "clinician"
    ASSISTANT = "assistant"
    COSIGNED = "assistant with a clinician's co-signature"
    UNKNOWN = "nobody with a credential"


def author_of(note) -> Author:
    """Who signed the note with a credential. A clinician's co-signature under an assistant's note is neither one."""
    signed = [note.text[s.start : s.end] for s in note.signatures]
    if not signed:
        return Author.UNKNOWN
    by_assistant = [bool(_ASSISTANT.search(words)) for words in signed]
    if not any(by_assistant):
        return Author.CLINICIAN
    return Author.COSIGNED if not all(by_assistant) or _COSIGNED.search(note.text) else Author.ASSISTANT
