"""Remittances that two processes read are the same as those of one, wherever the files are parted."""

import pickle

import pytest

from auditkit.readers import remittances_apart
from auditkit.readers.claim_files import ClaimFile, files_of
from auditkit.readers.problems import Unreadable
from auditkit.readers.remittances import read_remittances
from auditkit.readers.remittances_apart import _begins_at
from auditkit.second_process import SecondProcess, second_process

ANSWER_999 = (
    "ISA*00*          *00*          *ZZ*S              *ZZ*R              *261020*1200*^*00501*000000001*0*P*:~GS*FA*S*R*20261020*1200*1*X*005010X231A1~"
    "ST*999*0001*005010X231A1~AK1*HC*1~AK2*837*0001~IK5*R*5~AK9*R*1*1*0~SE*6*0001~GE*1*1~IEA*1*000000001~"
)


class Piped(SecondProcess):
    """What goes to another process and comes back, without one."""

    def __init__(self):
        self.times = 0

    def begin(self, work, *given):
        self.times += 1
        answer = pickle.dumps(work(*pickle.loads(pickle.dumps(given))))  # noqa: S301
        return lambda: pickle.loads(answer)  # noqa: S301


@pytest.fixture
def folder(payer, tmp_path):
    """Payments once, twice and in parts, an answer, what is cut off, unknown, empty, the same file and a file of claims."""

    def claim(number):
        return payer.Paid(number, [payer.Line(adjustments=[("CO", "45", 3000, ""), ("PR", "2", 700, "")])])

    whole = payer.Payment([claim("C1"), claim("C2")], provider=[("WO", "X", 100)])
    files = {
        "a": payer.file_of(whole), "b": payer.file_of(payer.Payment([claim("C3")], "EFT2")), "c": ANSWER_999.encode(),
        "d": payer.file_of(payer.Payment([claim("C4")], "EFT3"), whole, style=payer.Style("|", "^")), "e": b"",
        "f": payer.file_of(payer.Payment([claim("C5")], "EFT4"))[:-120], "g": payer.file_of(whole),
        "h": payer.file_of(payer.Payment([claim("C6")], "EFT5")).replace(b"~SE*", b"~XYZ*1*2~SE*"), "i": ANSWER_999.encode(),
        "j": payer.file_of(payer.Payment([claim("C7")], "EFT6")).replace(b"~SE*", b"~NM1*82*1*M\xfcller~SE*"),
        "k": ANSWER_999.replace("*999*", "*837*").encode(), "l": payer.file_of(payer.Payment([claim("C3")], "EFT2"), style=payer.Style("|", "^")),
        "m": ANSWER_999.replace("GS*FA", "TA1*000000001*261020*1200*R*005~GS*FA").encode(),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / f"{name}.835").write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("begin", range(14))
def test_parted_anywhere_they_read_the_same(folder, monkeypatch, begin):
    alone = read_remittances([folder])
    monkeypatch.setattr(remittances_apart, "_begins_at", lambda files, busy: begin)
    second = Piped()
    assert read_remittances([folder], second=second) == alone
    assert second.times == (begin < 13) and len(alone.issues) > 8


def test_another_process_reads_the_same(folder, monkeypatch):
    monkeypatch.setattr(remittances_apart, "_LEAST", 1)
    with second_process() as second:
        assert read_remittances([folder], second=second) == read_remittances([folder])


def files_of_sizes(payer, *counts):
    claims = [payer.Paid(f"C{n}", [payer.Line()]) for n in range(5000)]
    return [
        ClaimFile(f"{n}.835", payer.file_of(payer.Payment(claims[:count], f"T{n}"))) for n, count in enumerate(counts)
    ]


def test_the_end_is_parted_off_so_that_both_have_as_much_to_read(payer, monkeypatch):
    monkeypatch.setattr(remittances_apart, "_LEAST", 1)
    files = files_of_sizes(payer, 100, 100, 100, 100)
    total = sum(len(file.content) for file in files)
    assert _begins_at(files, 0) == 2 and _begins_at(files, total // 2) == 3
    assert _begins_at(files, total) == 4  # it is busy enough


def test_lists_are_not_given_away_and_neither_is_what_stands_before_them(payer, monkeypatch):
    monkeypatch.setattr(remittances_apart, "_LEAST", 1)
    files = files_of_sizes(payer, 100, 100, 100, 100)
    listed = ClaimFile("denials.csv", b"Claim,CARC\nC1,16\n")
    assert _begins_at([*files, listed], 0) == 5
    assert _begins_at([*files[:3], listed, files[3]], 0) == 4


def test_few_bytes_are_not_given_away(payer):
    files = files_of_sizes(payer, 10, 10, 10)
    assert _begins_at(files, 0) == 3 and _begins_at([], 0) == 0


def test_a_file_that_cannot_be_opened_keeps_its_words_on_the_way(tmp_path):
    (missing,) = files_of([tmp_path / "missing.835"])
    again = pickle.loads(pickle.dumps(missing)).content  # noqa: S301
    assert isinstance(again, Unreadable) and again.about("x") == missing.content.about("x")
