"""Days by which authorizations have to be asked for anew, as a calendar file. Titles carry initials and a short id, never a name.

An entry keeps its name (UID) for ever; each file says what an earlier one brought and is no longer so, which moves or cancels it in a calendar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from auditkit.desks.authorizations.forecast import RunOut
from auditkit.readers.who import initials
from auditkit.reports.calendar import Entry, calendar_of
from auditkit.reports.wording import one_line

SETTING = "front desk: calendar of authorizations"  # the store's setting of what was exported last
Exported = Mapping[str, str]
"""What a calendar was given before: the entry's UID -> its day (ISO), and the sequence of that file."""
_SEQUENCE = "sequence"


def authorization_calendar(
    runs: Iterable[RunOut],
    names: Mapping[str, str],
    *,
    today: date,
    now: datetime,
    days_before: int = 3,
    earlier: Exported | None = None,
) -> tuple[bytes, dict[str, str]]:
    """The file, and what it brought, to be kept for the next one.

    `names`: patient id -> name, of which the initials are taken; `days_before`: of the reminder, the practice's own; `earlier`: what the last
    file brought: what is no longer to be done is cancelled. The sequence rises with each file and with time, so the newer file wins whatever
    the calendar has, and whoever made it.
    """
    brought = dict(earlier or {})
    sequence = max(0, int(now.timestamp()) - _EPOCH, int(brought.pop(_SEQUENCE, -1)) + 1)
    entries: dict[str, Entry] = {}
    for run in runs:
        if run.ask_by is None:
            continue
        uid = uid_of(run)
        on = max(run.ask_by, today)  # what is late stands on today, where somebody sees it
        title = f"Ask for authorization: {_shown(run, names)}, {run.discipline}"
        words = f"{run.words(today)} Open the front desk to see it."
        entries[uid] = Entry(uid, on, one_line(title), one_line(words), sequence, False, days_before)
    for uid, day in brought.items():
        if uid not in entries:
            entries[uid] = Entry(
                uid,
                date.fromisoformat(day),
                "Authorization: done",
                "Nothing to do any more.",
                sequence,
                True,
                days_before,
            )
    exported = {
        uid: entry.on.isoformat() for uid, entry in entries.items() if not entry.is_over or entry.on >= today - _KEPT
    }
    exported[_SEQUENCE] = str(sequence)
    return calendar_of(entries.values(), "Authorizations: ask again", today=today, now=now), exported


def uid_of(run: RunOut) -> str:
    """The entry's name: the same for the same patient, payer and discipline, and it names nobody."""
    told = "\x1f".join((run.patient_id, run.payer_id or run.payer_name, run.discipline))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}-ask@auditkit"


def _shown(run: RunOut, names: Mapping[str, str]) -> str:
    """Initials and the practice's number; where the number is itself a name, a short id in its place."""
    number = (
        run.patient_id if any(c.isdigit() for c in run.patient_id) and " " not in run.patient_id else uid_of(run)[:6]
    )
    return " ".join(part for part in (initials(names.get(run.patient_id, "")), number) if part)


_EPOCH = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())  # seconds since then are few enough for every calendar
_KEPT = timedelta(days=180)
