"""A second process: what it answers is what this one would have answered, whatever becomes of it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from auditkit import second_process as module
from auditkit.second_process import is_worth_it, second_process

WHO = """
import os, sys
from auditkit.second_process import second_process
if __name__ == "__main__":
    with second_process() as second:
        print(second.begin(os.getpid)(), flush=True)
        second.begin(sys.stdin.readline)
        os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(module, "_processors", lambda: 2)


def ended_there(number):
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return number + 1


def refused(words):
    raise ValueError(words)


def test_work_is_done_in_another_process_one_piece_after_the_other():
    with second_process() as second:
        pids = [second.begin(os.getpid)(), second.begin(os.getpid)()]
    assert pids[0] == pids[1] != os.getpid()


def test_work_whose_process_was_stopped_is_done_here():
    with second_process() as second:
        first, behind = second.begin(ended_there, 1), second.begin(ended_there, 2)
        assert (first(), behind()) == (2, 3)
        assert second.begin(ended_there, 3)() == 4


def test_what_the_work_raises_is_raised_here():
    with second_process() as second, pytest.raises(ValueError, match="no such month"):
        second.begin(refused, "no such month")()


def test_there_is_none_where_it_is_not_wanted_or_the_machine_has_one_processor(monkeypatch):
    with second_process(is_wanted=False) as second:
        assert second is None
    monkeypatch.setattr(module, "_processors", lambda: 1)
    with second_process() as second:
        assert second is None


def test_there_is_none_where_the_system_has_no_means_for_it(monkeypatch):
    def no_semaphores(*_):
        raise ImportError("no semaphores")

    monkeypatch.setattr(module, "ProcessPoolExecutor", no_semaphores)
    with second_process() as second:
        assert second is None


def test_an_interrupt_is_left_to_the_first_process():
    with second_process() as second:
        assert second.begin(signal.getsignal, signal.SIGINT)() == signal.SIG_IGN


def test_it_does_not_outlive_a_process_that_was_killed(tmp_path):
    script = tmp_path / "who.py"
    script.write_text(WHO)
    made = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    pid = int(made.stdout)
    until = time.monotonic() + 60
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(pid)


def is_running(pid):
    import psutil

    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_few_bytes_are_not_worth_it_and_a_zip_is_taken_unpacked(tmp_path):
    few = tmp_path / "few.835"
    few.write_bytes(b"x" * 1000)
    folder = tmp_path / "folder" / "within"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("many.835", bytes(9_000_000))
    assert not is_worth_it([few, tmp_path / "missing.835", "no\0name"]) and not is_worth_it([])
    assert is_worth_it([few, folder.parent]) and is_worth_it([folder / "many.zip"])


def test_a_zip_that_is_none_is_worth_nothing(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" * 3_000_000)
    assert not is_worth_it([tmp_path])
