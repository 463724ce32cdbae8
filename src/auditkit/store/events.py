"""What happened to each thing that a desk works on, numbered one after the other; the state is a fold over it, in `desks`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from auditkit.store.database import Database, parts, plain, signed
from auditkit.store.records import Conflict, Event, NewEvent, numbers_for
from auditkit.store.tables import events

_LONGEST = {name: events.c[name].type.length for name in ("desk", "subject", "kind")}


class Events(Database):
    """Append and read. `desk` names who works, `subject` the thing worked on, `number` counts 1, 2, 3 within a subject."""

    def append(
        self,
        desk: str,
        subject: str,
        kind: str,
        details: Mapping[str, object],
        *,
        who: str,
        when: datetime,
        follows: int,
    ) -> Event:
        """Keep that something happened after event number `follows` of the subject (0: nothing happened before).

        Raises Conflict where somebody else kept something meanwhile: nothing is written then. Other errors as everywhere.
        """
        return self.append_all([NewEvent(desk, subject, kind, details, who, when, follows)])[0]

    def append_all(self, new: Iterable[NewEvent]) -> list[Event]:
        """Keep several at once, all or none. Two of one subject follow each other: the second `follows` the first's number."""
        given = list(new)
        rows = [_row(one) for one in given]
        if not rows:
            return []
        with self.writing(events) as connection:
            numbers = numbers_for(
                [((row["desk"], row["subject"]), one.follows) for row, one in zip(rows, given, strict=True)],
                _numbers(connection, rows),
                lambda place, number: _conflict(connection, rows[place], given[place].follows, number),
            )
            for row, number in zip(rows, numbers, strict=True):
                row["number"] = number
            last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(events.c.id), 0)))
            connection.execute(events.insert(), rows)
            kept = connection.execute(sa.select(events).where(events.c.id > last).order_by(events.c.id)).all()
        return [_event(row) for row in kept]

    def events(
        self, desk: str, subjects: Iterable[str] | None = None, kinds: Iterable[str] | None = None
    ) -> list[Event]:
        """What happened at a desk: within a subject in the order of its numbers, over all subjects in the order of keeping."""
        asked = sa.select(events).where(events.c.desk == desk)
        if kinds is not None:
            asked = asked.where(events.c.kind.in_(sorted(set(kinds))))
        return [_event(row) for row in self.rows(asked, events.c.subject, subjects)]


def _row(new: NewEvent) -> dict[str, object]:
    for name, longest in _LONGEST.items():
        if not 0 < len(getattr(new, name)) <= longest:
            raise ValueError(f"the {name} of an event has 1 to {longest} characters")
    details = json.dumps(dict(new.details), ensure_ascii=False, allow_nan=False)
    row = {"desk": new.desk, "subject": new.subject, "kind": new.kind, "details": details}
    return plain({**row, **signed(new.who, new.when)})


def _numbers(connection: sa.Connection, rows: list[dict]) -> dict[tuple[str, str], int]:
    """The newest number of each subject that has one."""
    subjects: dict[str, list[str]] = {}
    for row in rows:
        subjects.setdefault(row["desk"], []).append(row["subject"])
    newest = sa.select(events.c.subject, sa.func.max(events.c.number)).group_by(events.c.subject)
    return {
        (desk, subject): number
        for desk, wanted in subjects.items()
        for part in parts(wanted)
        for subject, number in connection.execute(newest.where(events.c.desk == desk, events.c.subject.in_(part)))
    }


def _conflict(connection: sa.Connection, row: dict, follows: int, number: int) -> Conflict:
    same = events.c.desk == row["desk"], events.c.subject == row["subject"]
    found = connection.execute(sa.select(events).where(*same, events.c.number == follows + 1)).first()
    if found is None:  # an older copy was put back, or a list does not follow itself
        return Conflict(f"What you saw is no longer what is kept (it ends at step {number}); look at it again.")
    first = _event(found)
    moment = first.when.astimezone(row["happened_at"].tzinfo)
    return Conflict(Conflict.sentence(first.who, moment, first.kind), first)


def _event(row: sa.Row) -> Event:
    return Event(row.desk, row.subject, row.number, row.kind, json.loads(row.details), row.who, row.happened_at, row.id)
