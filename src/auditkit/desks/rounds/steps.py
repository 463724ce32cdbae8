"""What may be done to a round, as events to keep. What is not possible yet raises Refused with a sentence for the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from auditkit.desks.rounds.marks import Mark
from auditkit.desks.rounds.round import DESK, PROBLEMS, QUESTIONS, READINGS, Reading, Round, reading_key
from auditkit.desks.rounds.sampling import Drawn, second_readings
from auditkit.rule import Answer
from auditkit.store.records import NewEvent

REPLACEMENT_RULE = (
    "A chart that cannot be read is replaced by the next of the reserve, in its order, and the reason is kept."
)
MOST_CENTS = 100_000_000  # of one chart: more is a slip of the keyboard


class Refused(Exception):
    """It cannot be done like this; the message is a sentence for the person."""


def open_round(
    key: str,
    *,
    title: str,
    purpose: str,
    who_sees: str,
    is_counsel_directed: bool,
    question: str,
    has_read_clock: bool,
    who: str,
    when: datetime,
) -> NewEvent:
    """Begin a round: what it is for, who sees it, routine or directed by counsel, and which question it asks."""
    for words, asked in ((title, "a title"), (purpose, "what the round is for"), (who_sees, "who sees the results")):
        if not words.strip():
            raise Refused(f"Please say {asked} before the first chart is opened.")
    if question not in QUESTIONS:
        raise Refused("Please choose the question first: a typical rate, or looking for problems.")
    if not has_read_clock:
        raise Refused("Please confirm that you have read what finding an overpayment can start.")
    told = {
        "title": title.strip(), "purpose": purpose.strip(), "who_sees": who_sees.strip(), "question": question,
        "is_counsel_directed": bool(is_counsel_directed), "has_read_clock": True,
    }  # fmt: skip
    return NewEvent(DESK, key, "opened", told, who, when, 0)


def keep_draw(round_: Round, drawn: Drawn, *, universe: str, unit: str, who: str, when: datetime) -> NewEvent:
    """Keep a sample. It is drawn once: a second draw until the result pleases would be no sample."""
    must_be_open(round_)
    if round_.chosen:
        raise Refused("The sample of this round is drawn already; begin a new round to draw again.")
    if not universe.strip() or not unit.strip():
        raise Refused("Please say which charts could have been drawn and what one unit is.")
    if not drawn.chosen:
        raise Refused("There is no chart to draw from; widen the dates or the clinics.")
    told = {
        "universe": universe.strip(), "unit": unit.strip(), "frame_hash": drawn.frame_hash, "frame_size": drawn.frame_size, "seed": drawn.seed,
        "is_targeted": round_.question == PROBLEMS, "chosen": list(drawn.chosen), "reserve": list(drawn.reserve),
        "second": list(second_readings(drawn.chosen, drawn.seed)), "strata": {k: list(v) for k, v in drawn.strata.items()},
        "stratum_of": dict(drawn.stratum_of),
        "replacement_rule": REPLACEMENT_RULE,
    }  # fmt: skip
    return NewEvent(DESK, round_.key, "drawn", told, who, when, round_.number)


def replace_chart(round_: Round, chart: str, reason: str, *, who: str, when: datetime) -> NewEvent:
    """Put the next of the reserve in the place of a chart that cannot be read; where none is left, the round has one chart fewer.

    In a stratified round the stand-in is of the same stratum.
    """
    must_be_open(round_)
    if chart not in round_.charts:
        raise Refused("This chart is not in the sample.")
    if not reason.strip():
        raise Refused("Please say why the chart cannot be read.")
    free = [c for c in round_.reserve if c not in round_.stand_ins]
    stand_in = next((c for c in free if round_.stratum_of.get(c) == round_.stratum_of.get(chart)), "")
    if not stand_in and len(round_.charts) == 1:
        raise Refused("This is the last chart of the round; begin a new round with charts that can be read.")
    first = next((c for c, (s, _) in round_.replaced.items() if s == chart), chart)
    told = {"chart": first, "stand_in": stand_in, "reason": reason.strip()}
    return NewEvent(DESK, round_.key, "replaced", told, who, when, round_.number)


def answer(
    round_: Round, reading: Reading | None, chart: str, rule: str, *, given: Answer, machine: Answer, who: str, when: datetime,
    marks: Sequence[Mark] = (), words: str = "",
) -> NewEvent:  # fmt: skip
    """Keep a reader's answer to one criterion of one chart, at once.

    In a round that was closed and opened again it is a correction: it counts, and the answer before it stays for the agreement.
    """
    must_be_open(round_)
    if chart not in round_.charts:
        raise Refused("This chart is not in the sample.")
    told = {
        "round": round_.key, "chart": chart, "rule": rule, "answer": given.value, "machine": machine.value,
        "spans": [[one.start, one.end, one.digest] for one in marks], "words": words.strip(),
    }  # fmt: skip
    if round_.reopenings:
        told["is_correction"] = True
    return NewEvent(
        READINGS, reading_key(round_.key, chart, who), "answered", told, who, when, reading.number if reading else 0
    )


def finish(round_: Round, reading: Reading | None, rules: Sequence[str], *, who: str, when: datetime) -> NewEvent:
    """Say that a chart is read: every criterion that was asked has an answer."""
    must_be_open(round_)
    left = [rule for rule in rules if reading is None or rule not in reading.answers]
    if left or reading is None:
        raise Refused(
            f"{len(left)} of {len(rules)} criteria have no answer yet; choose “cannot tell” where you cannot."
        )
    told = {"round": round_.key, "chart": reading.chart}
    return NewEvent(READINGS, reading_key(round_.key, reading.chart, who), "finished", told, who, when, reading.number)


def reply(round_: Round, chart: str, words: str, *, who: str, when: datetime) -> NewEvent:
    """Keep what the chart's therapist says to the findings, before closing."""
    must_be_open(round_)
    if not words.strip():
        raise Refused("Please write the reply, or say that there is none.")
    return NewEvent(DESK, round_.key, "replied", {"chart": chart, "words": words.strip()}, who, when, round_.number)


def plan(round_: Round, steps: Sequence[Mapping[str, str]], *, who: str, when: datetime) -> NewEvent:
    """Keep the corrective action plan: cause, action, owner, due date, what will show it, when it is audited again."""
    for number, step in enumerate(steps, 1):
        if missing := [
            name for name in ("cause", "action", "owner", "due_on", "evidence") if not str(step.get(name, "")).strip()
        ]:
            raise Refused(f"Step {number} of the plan does not say its {missing[0].replace('_', ' ')}.")
    return NewEvent(DESK, round_.key, "planned", {"steps": [dict(step) for step in steps]}, who, when, round_.number)


def price(
    round_: Round, readings: Mapping[str, Reading], amounts: Mapping[str, tuple[int, int]], *, who: str, when: datetime
) -> NewEvent:
    """Keep what was paid for charts and what should have been, in cents. `why_no_estimate` says which rounds may have amounts at all.

    A closed round takes amounts too: counsel may ask for them afterwards, and they change no answer.
    """
    if not round_.is_counsel_directed or round_.is_targeted:
        raise Refused("Amounts are kept only in a round that counsel directs and whose charts were drawn at random.")
    if any(still_to_read(round_, readings)) or not round_.charts:
        raise Refused("Amounts are given when all charts are read, so that money does not guide the reading.")
    if not amounts:
        raise Refused("There is no amount to keep.")
    if any(chart not in round_.charts for chart in amounts):
        raise Refused("This chart is not in the sample.")
    if any(not 0 <= cents <= MOST_CENTS for pair in amounts.values() for cents in pair):
        raise Refused("An amount is not negative and not above a million dollars a chart.")
    told = {"amounts": {chart: list(pair) for chart, pair in amounts.items()}}
    return NewEvent(DESK, round_.key, "priced", told, who, when, round_.number)


def close(
    round_: Round, readings: Mapping[str, Reading], *, has_billed: bool, who: str, when: datetime, found: tuple[int, int] | None = None,
    differing: int = 0, leaves_open: bool = False,
) -> NewEvent:  # fmt: skip
    """Close a round: all charts read, the second readings too, and by a person who billed none of them.

    `found` is what this version says: charts with a payment-critical error, and charts; it stays where the round is opened again.
    `differing` points on which two readers differ are not settled; closing over them takes `leaves_open`, and is kept.
    """
    must_be_open(round_)
    if has_billed:
        raise Refused("Whoever billed these visits does not close the round; ask somebody who did not.")
    unread, once = still_to_read(round_, readings)
    if unread:
        raise Refused(f"{len(unread)} of {len(round_.charts)} charts are not read to the end.")
    if once:
        raise Refused(f"{len(once)} of {len(round_.second_charts)} charts still need a second, blind reading.")
    if differing and not leaves_open:
        raise Refused(
            f"Two readers differ on {differing} {'point' if differing == 1 else 'points'} that nobody settled: settle them, or say that you close all the same."
        )
    told = {"has_billed": False, "left_open": differing} | ({"found": list(found)} if found else {})
    return NewEvent(DESK, round_.key, "closed", told, who, when, round_.number)


def reopen(round_: Round, reason: str, *, who: str, when: datetime) -> NewEvent:
    """Take a closing back, with a reason; what was closed stays in the history."""
    if not round_.is_closed:
        raise Refused("This round is not closed.")
    if not reason.strip():
        raise Refused("Please say why the round is opened again.")
    return NewEvent(DESK, round_.key, "reopened", {"reason": reason.strip()}, who, when, round_.number)


def still_to_read(round_: Round, readings: Mapping[str, Reading]) -> tuple[list[str], list[str]]:
    """Charts that nobody has read to the end, and charts that were read once and want a second reading."""
    read = _readers(round_, readings)
    unread = [chart for chart in round_.charts if not read.get(chart)]
    once = [chart for chart in round_.second_charts if len(read.get(chart, ())) == 1]
    return unread, once


def _readers(round_: Round, readings: Mapping[str, Reading]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for reading in readings.values():
        if reading.round == round_.key and reading.is_finished:
            found.setdefault(reading.chart, set()).add(reading.reader)
    return found


def must_be_open(round_: Round) -> None:
    """Raise Refused where nothing may be done to the round: it has no opening yet, or is closed."""
    if not round_.is_opened:
        raise Refused("Please answer the opening questions before the first chart.")
    if round_.is_closed:
        raise Refused("This round is closed; reopen it with a reason first.")
