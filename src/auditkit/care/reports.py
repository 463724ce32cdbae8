"""Does a daily note look back as a progress report does? Payment lets it serve as one where it holds what a report holds."""

from __future__ import annotations

from auditkit.text.cues import shared
from auditkit.text.goals import goals
from auditkit.text.sections import Section

(_LOOKS_BACK,) = shared("kinds", "sign_progress")


def may_serve_as_report(note) -> bool:
    """Two phrases that look back over the period, and a goal or a section on progress: a person has to decide whether it is one."""
    if len({hit.phrase for hit in note.hits if hit.cues & _LOOKS_BACK}) < 2:
        return False
    return any(s.section is Section.PROGRESS for s in note.sentences) or bool(goals(note))
