"""Remittances of many files: each payment once, wrong files named, folders that mix everything."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers.remittances import read_remittance_uploads, read_remittances

SHARED = [("CO", "45", 3000, ""), ("PR", "2", 700, "")]


def claim(payer, claim_id="C1", lines=1, **given):
    return payer.Paid(claim_id, [payer.Line(adjustments=list(SHARED)) for _ in range(lines)], **given)


def problems(reading):
    return [issue.problem for issue in reading.issues]


def ids(reading, table="claim_payments"):
    return reading.tables[table]["claim_id"]


def test_the_same_file_twice_is_read_once(payer, tmp_path):
    for name in ("a.835", "b.835"):
        (tmp_path / name).write_bytes(payer.file_of(payer.Payment([claim(payer)])))
    reading = read_remittances([tmp_path])
    assert ids(reading) == ["C1"] and problems(reading) == ["is the same file as a.835; it was read once"]
    assert reading.issues[0].is_warning


def test_the_same_payment_in_another_file_is_counted_once_whatever_its_separators(payer):
    payment = payer.Payment([claim(payer), claim(payer, "C2")], provider=[("WO", "X", 100)])
    other = payer.Payment([claim(payer, "C3")], "EFT2")
    reading = read_remittance_uploads([
        ("a.835", payer.file_of(payment)), ("b.835", payer.file_of(other, payment, style=payer.Style("|", "^", version="004010X091A1"))),
    ])  # fmt: skip
    assert ids(reading) == ["C1", "C2", "C3"] and len(reading.tables["provider_adjustments"]["amount"]) == 1
    assert reading.tables["remittances"]["trace_number"] == ["EFT1", "EFT2"] and reading.repeated == 2
    assert problems(reading) == [
        "is the payment that is in a.835 (interchange 1, transaction 1, segment 2) too; it is counted once"
    ]


def test_a_payment_that_was_read_at_an_earlier_time_is_left_out_and_said(payer):
    data = payer.file_of(payer.Payment([claim(payer)]))
    before = read_remittance_uploads([("a.835", data)])
    assert len(before.whole_ids) == 1
    again = read_remittance_uploads([("copy.835", data)], known=before.whole_ids)
    assert ids(again) == [] and again.repeated == 1
    assert problems(again) == ["is a payment that was read at an earlier time; it is not counted again"]


@pytest.mark.parametrize(("trace", "date", "owed", "payer_id"), [("EFT2", "20261020", 3000, "PY1"), ("EFT1", "20261021", 3000, "PY1"),
                                                                ("EFT1", "20261020", 2900, "PY1"), ("EFT1", "20261020", 3000, "PY2")])  # fmt: skip
def test_another_number_day_amount_or_payer_is_another_payment(payer, trace, date, owed, payer_id):
    first = payer.Payment([claim(payer)])
    other = payer.Payment(
        [payer.Paid("C1", [payer.Line(adjustments=[("CO", "45", owed, ""), ("PR", "2", 700, "")])])],
        trace,
        date,
        payer=payer_id,
    )
    reading = read_remittance_uploads([("a.835", payer.file_of(first)), ("b.835", payer.file_of(other))])
    assert ids(reading) == ["C1", "C1"] and reading.issues == []


def test_payments_without_a_number_of_their_own_are_told_apart_by_what_they_hold(payer):
    for trace in ("0", "000000", "", "NONE"):
        denied = [
            payer.Payment([payer.Paid(name, [payer.Line(adjustments=[("CO", "50", 6500, "")])])], trace)
            for name in ("C1", "C2")
        ]
        reading = read_remittance_uploads([("a.835", payer.file_of(denied[0])), ("b.835", payer.file_of(denied[1])),
                                           ("c.835", payer.file_of(denied[0], style=payer.Style("|"))) ])  # fmt: skip
        assert ids(reading) == ["C1", "C2"] and len(set(reading.tables["remittances"]["remittance_id"])) == 2
        assert len(problems(reading)) == 1 and "counted once" in problems(reading)[0]


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_payment_that_was_cut_off_anywhere_is_made_whole_by_another_copy_in_either_order(payer, data):
    payment = payer.Payment(
        [claim(payer, f"C{n}", 2, remarks=("MA01",)) for n in range(3)], provider=[("WO", "X", 100)]
    )
    whole = payer.file_of(payment)
    cut = whole[: data.draw(st.integers(whole.index(b"LX*1"), whole.index(b"SE*")))]

    def contents(reading):
        return {
            t: {k: v for k, v in columns.items() if not k.startswith("source_")}
            for t, columns in reading.tables.items()
            if t != "residue"
        }

    alone = contents(read_remittance_uploads([("whole.835", whole)]))
    for files in ([("cut.835", cut), ("whole.835", whole)], [("whole.835", whole), ("cut.835", cut)]):
        reading = read_remittance_uploads(files)
        assert contents(reading) == alone
        assert not [problem for problem in problems(reading) if "otherwise" in problem or "balance" in problem]
        assert len(reading.whole_ids) == 1


def test_one_payment_in_two_parts_is_one_payment(payer):
    parts = [payer.Payment([claim(payer, name)], amount=5600) for name in ("C1", "C2")]
    reading = read_remittance_uploads([("a.835", payer.file_of(parts[0])), ("b.835", payer.file_of(parts[1]))])
    head = reading.tables["remittances"]
    assert (ids(reading), head["claims"], head["balance_difference"]) == (["C1", "C2"], ["2"], ["0.00"])
    assert (
        reading.tables["claim_payments"]["payment_number"]
        == reading.tables["adjustments"]["payment_number"][::2]
        == ["1", "2"]
    )
    assert any("is a part of the payment in a.835" in problem for problem in problems(reading))


def test_two_copies_that_disagree_about_a_claim_are_said_and_not_counted_twice(payer):
    one = payer.Payment([payer.Paid("C1", [payer.Line(adjustments=list(SHARED), remarks=("N115",))])])
    other = payer.Payment([payer.Paid("C1", [payer.Line(adjustments=list(SHARED), remarks=("N130",))])])
    reading = read_remittance_uploads([("a.835", payer.file_of(one)), ("b.835", payer.file_of(other))])
    assert reading.tables["service_payments"]["rarcs"] == ["N115"]
    assert any("says otherwise about 1 claim payment" in problem for problem in problems(reading))


def test_a_claim_that_stands_twice_in_one_payment_is_there_twice(payer):
    reading = read_remittance_uploads([("a.835", payer.file_of(payer.Payment([claim(payer), claim(payer)])))])
    assert ids(reading) == ["C1", "C1"] and reading.issues == []


def test_claims_that_were_sent_are_refused_in_one_sentence_that_says_what_reads_them(payer):
    data = payer.interchange(
        payer.Style(version="005010X222A1"), [["ST", "837", "1"], ["CLM", "C1", "65"], ["SE", "3", "1"]] * 2, "HC"
    )
    reading = read_remittance_uploads([("sent.837", data)])
    assert [issue.sentence for issue in reading.issues] == [
        "sent.837: holds claims that were sent (837), not what came back, in 2 transactions. `auditkit read` and `auditkit scrub` read it."
    ]
    assert not reading.issues[0].is_warning and reading.read == 0


def test_another_set_is_named(payer):
    data = payer.interchange(payer.Style(), [["ST", "271", "1"], ["SE", "2", "1"]], "HB")
    reading = read_remittance_uploads([("a.271", data)])
    assert problems(reading) == ["holds an answer about coverage (271), not a remittance"]


def test_an_empty_file_is_said(tmp_path):
    (tmp_path / "june.835").write_bytes(b"")
    reading = read_remittances([tmp_path / "june.835", tmp_path / "missing.835"])
    assert [issue.sentence for issue in reading.issues] == [
        "june.835: is empty. Export it again, or leave it out.",
        "missing.835: is not there. Check the name and the folder.",
    ]


def test_a_zip_of_remittances_is_read(payer):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.835", payer.file_of(payer.Payment([claim(payer, f"C{n}")], f"T{n}7")))
    reading = read_remittance_uploads([("june.zip", packed.getvalue())])
    assert (
        ids(reading) == ["C0", "C1", "C2"] and reading.tables["claim_payments"]["source_file"][0] == "june.zip, 0.835"
    )
