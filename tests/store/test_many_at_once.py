"""Several people and programs write at once, and a program may be killed: nothing kept is lost or half written."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from auditkit.rule import Answer
from auditkit.store import Conflict, Store, StoreError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

WRITER = """
import sys
from datetime import UTC, datetime
from auditkit.rule import Answer
from auditkit.store import Store

place, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Store.open(place) as store:
    for number in range(count):
        store.decide(f"{who}-{number}", "skilled_need", machine=Answer.MET, person=Answer.NOT_MET, reason="r" * 500, who=who,
                     when=datetime(2026, 11, 24, tzinfo=UTC))
        print(number, flush=True)
"""


def writer(place, who, count):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), who, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_threads_share_one_store(place):
    with Store.open(place) as store, ThreadPoolExecutor(8) as pool:

        def decide(number):
            return store.decide(
                f"note-{number}",
                "skilled_need",
                machine=Answer.MET,
                person=Answer.MET,
                reason="agreed",
                who="D. Lee",
                when=NOON,
            )

        kept = list(pool.map(decide, range(80)))
        assert sorted(d.note for d in store.decisions()) == sorted(d.note for d in kept)
        assert len(store.decision_history()) == 80


def test_threads_that_decide_about_one_verdict_all_leave_their_row(place):
    with Store.open(place) as store, ThreadPoolExecutor(8) as pool:

        def decide(number):
            store.decide(
                "note",
                "skilled_need",
                machine=Answer.MET,
                person=Answer.UNCLEAR,
                reason=f"reason {number}",
                who="D. Lee",
                when=NOON,
            )

        list(pool.map(decide, range(40)))
        history = store.decision_history()
        assert sorted(d.reason for d in history) == sorted(f"reason {n}" for n in range(40))
        assert store.decisions() == [history[-1]]


def test_programs_that_open_a_new_file_at_the_same_moment_share_it(place):
    writers = [writer(place, f"w{number}", 15) for number in range(4)]
    for process in writers:
        process.communicate()
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    with Store.open(place) as store:
        assert Counter(d.who for d in store.decisions()) == {f"w{number}": 15 for number in range(4)}
        assert store.is_sound()


def test_threads_that_open_a_new_file_at_the_same_moment_share_it(place):
    def open_and_close(_):
        try:
            with Store.open(place) as store:
                return store.decisions()
        except StoreError as error:
            return str(error)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(open_and_close, range(12))) == [[]] * 12


def test_a_killed_program_leaves_a_sound_file_with_everything_it_reported_kept(place):
    process = writer(place, "killed", 100_000)
    reported = [int(process.stdout.readline()) for _ in range(25)]
    process.kill()  # no chance to tidy up: SIGKILL, or TerminateProcess on Windows
    rest = process.communicate()[0].split()
    reported += [int(number) for number in rest]
    with Store.open(place) as store:
        assert store.is_sound()
        kept = {d.note for d in store.decisions()}
        assert {f"killed-{number}" for number in reported} <= kept
        assert len(kept) - len(reported) in (0, 1)  # at most the one that was kept but not yet reported
        store.decide(
            "after", "skilled_need", machine=Answer.MET, person=Answer.MET, reason="goes on", who="D. Lee", when=NOON
        )


# Each program works on the same few subjects: it looks, appends after what it saw, and looks again when somebody was first.
APPENDER = """
import random, sys
from datetime import UTC, datetime
from auditkit.store import Conflict, Store

place, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
chance = random.Random(who)
with Store.open(place) as store:
    kept = 0
    while kept < count:
        subject = f"s{chance.randrange(3)}"
        follows = len(store.events("denials", [subject]))
        try:
            event = store.append("denials", subject, "called", {"said": "r" * 300}, who=who, when=datetime(2026, 11, 24, tzinfo=UTC),
                                 follows=follows)
        except Conflict as error:
            print("conflict", error, sep="|", flush=True)
        else:
            kept += 1
            print("kept", event.subject, event.number, sep="|", flush=True)
"""


def appender(place, who, count):
    return subprocess.Popen(
        [sys.executable, "-c", APPENDER, str(place), who, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_programs_that_work_on_the_same_things_lose_no_step_and_share_no_number(place):
    Store.open(place).close()
    programs = {f"w{number}": appender(place, f"w{number}", 25) for number in range(4)}
    said = {who: process.communicate()[0].splitlines() for who, process in programs.items()}
    assert [process.returncode for process in programs.values()] == [0, 0, 0, 0]
    acknowledged = {
        (subject, int(number)): who
        for who, lines in said.items()
        for word, subject, number in (line.split("|") for line in lines if line.startswith("kept"))
    }
    assert len(acknowledged) == 100  # no number was given to two
    with Store.open(place) as store:
        kept = store.events("denials")
        assert {(event.subject, event.number): event.who for event in kept} == acknowledged
        assert [event.id for event in kept] == sorted(event.id for event in kept)
        for subject in ("s0", "s1", "s2"):
            numbers = [event.number for event in kept if event.subject == subject]
            assert numbers == list(range(1, len(numbers) + 1))
        assert store.is_sound()
    told = [line for lines in said.values() for line in lines if line.startswith("conflict")]
    assert all("changed this on 2026-11-24 at 00:00 UTC (called), after you looked at it" in line for line in told)


def test_of_threads_that_follow_the_same_step_exactly_one_is_first(place):
    with Store.open(place) as store, ThreadPoolExecutor(6) as pool:

        def append(who):
            try:
                return store.append("denials", "d1", "opened", {}, who=who, when=NOON, follows=0)
            except Conflict as error:
                return error

        said = list(pool.map(append, [f"w{number}" for number in range(12)]))
        (kept,) = store.events("denials")
        conflicts = [one for one in said if isinstance(one, Conflict)]
        assert [one for one in said if not isinstance(one, Conflict)] == [kept]
        assert len(conflicts) == 11
        assert all(error.first == kept and str(error).startswith(f"{kept.who} changed this") for error in conflicts)


def test_a_program_killed_while_it_appends_leaves_every_acknowledged_step(place):
    with Store.open(place) as store:
        for round_ in range(3):
            before = len(store.events("denials"))
            process = appender(place, f"killed {round_}", 100_000)
            lines = [process.stdout.readline() for _ in range(15 + 7 * round_)]
            process.kill()
            lines += process.communicate()[0].splitlines()
            acknowledged = {tuple(line.strip().split("|")[1:]) for line in lines if line.strip().count("|") == 2}
            kept = {
                (event.subject, str(event.number)): event
                for event in store.events("denials")
                if event.who == f"killed {round_}"
            }
            assert acknowledged <= set(kept)
            assert len(kept) - len(acknowledged) in (0, 1)  # at most the one that was kept but not yet told
            assert len(store.events("denials")) == before + len(kept)
            assert all(event.details == {"said": "r" * 300} for event in kept.values())
            assert store.is_sound()


def test_lists_of_steps_of_a_killed_program_are_kept_whole_or_not_at_all(place):
    code = """
import sys
from datetime import UTC, datetime
from auditkit.store import NewEvent, Store

with Store.open(sys.argv[1]) as store:
    for batch in range(100_000):
        when = datetime(2026, 11, 24, tzinfo=UTC)
        store.append_all(NewEvent("denials", f"{batch}-{n}", "opened", {"r": "r" * 200}, "w", when, 0) for n in range(50))
        print(batch, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True)
    lines = [process.stdout.readline() for _ in range(8)]
    process.kill()
    lines += process.communicate()[0].splitlines()
    with Store.open(place) as store:
        batches = Counter(event.subject.split("-")[0] for event in store.events("denials"))
        assert {line.strip() for line in lines if line.strip()} <= set(batches)
        assert set(batches.values()) == {50}
        assert store.is_sound()
