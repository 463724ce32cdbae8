"""835 files to the tables of remittances: what was written comes back, whatever the separators and habits of the file."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers.remittances import read_remittance_uploads
from auditkit.tables import REMITTANCE_TABLES, RESIDUE

calm = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
DENIED = [("CO", "50", 6500, "")]
SHARED = [("CO", "45", 3000, ""), ("PR", "2", 700, "")]


def read(data, name="a.835", **arguments):
    return read_remittance_uploads([(name, data)], **arguments)


def rows(reading, table):
    columns = reading.tables[table]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def problems(reading):
    return [issue.problem for issue in reading.issues]


def amount(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


names = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-", min_size=1, max_size=12)
adjustments = st.lists(
    st.tuples(st.sampled_from(["CO", "PR", "OA", "PI", "CR"]), st.sampled_from(["45", "50", "1", "2", "3", "197", "B7", "A2", "253", "23"]),
              st.integers(-99_999, 999_999), st.sampled_from(["", "", "1", "2", "-1", "0.5"])), max_size=9)  # fmt: skip
separators = st.sampled_from([("*", ":", "~"), ("*", ">", "~"), ("|", "^", "~"), ("~", "^", "_"), ("*", "|", "~"), ("*", ":", "\n"),
                              ("*", ":", "\r"), ("*", "<", "\x1d"), ("\x1f", "\x1e", "\x1d"), ("*", ":", "'")])  # fmt: skip


@st.composite
def payments(draw, payer):
    lines = st.builds(
        payer.Line, st.sampled_from(["97110", "97140", "G0283", "92507"]), st.lists(st.sampled_from(["GP", "KX", "59", "CQ"]), max_size=4, unique=True).map("|".join),
        st.integers(0, 999_999), adjustments, st.sampled_from(["", "1", "4", "1.5"]), st.one_of(st.just(""), names),
        st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)).map(str),
        st.one_of(st.none(), st.integers(0, 99_999)), st.lists(st.sampled_from(["N115", "M127", "MA13"]), max_size=3).map(tuple),
        st.sampled_from(["", "97113"]),
    )  # fmt: skip
    claims = st.builds(payer.Paid, names, st.lists(lines, max_size=4), st.sampled_from(["1", "2", "3", "4", "19", "22"]), adjustments,
                       st.integers(0, 9_999), names, names, st.lists(st.sampled_from(["MA01", "MA18", "N1"]), max_size=5).map(tuple),
                       st.one_of(st.none(), st.integers(1, 999)), st.sampled_from(["", "NEXT PAYER"]))  # fmt: skip
    provider = st.lists(
        st.tuples(st.sampled_from(["WO", "FB", "L6", "72"]), st.one_of(st.just(""), names), st.integers(-9_999, 9_999)),
        max_size=8,
    )
    return draw(
        st.builds(payer.Payment, st.lists(claims, max_size=4), names.map("7{}".format), st.just("20261020"), provider)
    )


@calm
@given(data=st.data())
def test_every_claim_and_every_amount_comes_back_under_every_separator_and_habit(payer, data):
    element, component, segment = data.draw(separators)
    style = payer.Style(
        element, component, segment, data.draw(st.sampled_from(["", "\n", "\r\n", "\n\n"])), data.draw(st.sampled_from(["", "  ", "\t"])),
        data.draw(st.sampled_from(["005010X221A1", "005010X221", "004010X091A1"])), data.draw(st.booleans()), data.draw(st.booleans()),
        data.draw(st.booleans()),
    )  # fmt: skip
    if segment in "\r\n":
        style.line_end = ""
    written = data.draw(st.lists(payments(payer), min_size=1, max_size=3, unique_by=lambda payment: payment.trace))
    reading = read(payer.file_of(*written, style=style))
    assert not reading.tables[RESIDUE.name]["text"]
    assert all(issue.is_warning for issue in reading.issues)
    assert not [problem for problem in problems(reading) if "balance" in problem]
    claims = [claim for payment in written for claim in payment.claims]
    lines = [line for claim in claims for line in claim.lines]
    assert [
        (r["claim_id"], r["claim_status_code"], r["charge_amount"], r["paid_amount"])
        for r in rows(reading, "claim_payments")
    ] == [(c.claim_id, c.status, amount(c.charge), amount(c.paid)) for c in claims]
    for row, claim in zip(rows(reading, "claim_payments"), claims, strict=True):
        assert (row["payer_claim_control_number"], row["member_id"], row["rarcs"]) == (
            claim.control,
            claim.member,
            "|".join(claim.remarks),
        )
        assert row["interest_amount"] == ("" if claim.interest is None else amount(claim.interest))
        assert (row["crossover_payer"], row["received_on"], row["rendering_provider_npi"]) == (
            claim.crossover,
            "2026-10-08",
            "2999900113",
        )
        assert (row["is_reversal"], row["balance_difference"]) == ("1" if claim.status == "22" else "", "0.00")
        assert row["patient_responsibility_amount"] == amount(claim.owed)
        assert row["date_of_service"] == min((line.date for line in claim.lines), default="")
        assert row["last_date_of_service"] == max((line.date for line in claim.lines), default="")
    assert len(rows(reading, "service_payments")) == len(lines)
    for row, line in zip(rows(reading, "service_payments"), lines, strict=True):
        assert (row["hcpcs_code"], row["modifiers"], row["line_number"]) == (line.code, line.modifiers, line.number)
        assert (row["billed_hcpcs_code"], row["units"], row["rarcs"]) == (
            line.billed,
            line.units or "1",
            "|".join(line.remarks),
        )
        assert (row["charge_amount"], row["paid_amount"], row["date_of_service"]) == (
            amount(line.charge),
            amount(line.paid),
            line.date,
        )
        assert (row["allowed_amount"], row["balance_difference"]) == (
            "" if line.allowed is None else amount(line.allowed),
            "0.00",
        )
    expected = []
    for number, payment in enumerate(written):
        for n, claim in enumerate(payment.claims, start=1):
            own = [("", a) for a in claim.adjustments] + [
                (str(m), a) for m, line in enumerate(claim.lines, 1) for a in line.adjustments
            ]
            expected += [(number, str(n), m, claim.claim_id, g, c, amount(cents), q) for m, (g, c, cents, q) in own]
    ids = reading.tables["remittances"]["remittance_id"]
    names_ = ("payment_number", "service_number", "claim_id", "group_code", "carc", "amount", "quantity")
    assert [
        (ids.index(r["remittance_id"]), *(r[name] for name in names_)) for r in rows(reading, "adjustments")
    ] == expected
    assert [
        (r["reason_code"], r["reference"], r["amount"], r["fiscal_year_end"])
        for r in rows(reading, "provider_adjustments")
    ] == [
        (reason, reference, amount(cents), "2026-12-31")
        for payment in written
        for reason, reference, cents in payment.provider
    ]
    assert [
        (r["trace_number"], r["payment_amount"], r["claims"], r["balance_difference"])
        for r in rows(reading, "remittances")
    ] == [(p.trace, amount(p.paid), str(len(p.claims)), "0.00") for p in written]


PIECES = [b"~", b"*", b":", b"\n", b"ISA*", b"GS*", b"ST*835*1~", b"SE*1*1~", b"IEA*1*1~", b"CLP~", b"CLP*C9*1*5*5~", b"SVC~", b"SVC*HC:97110*5*5~", b"CAS~",
          b"CAS*CO*45*1~", b"CAS*CO*45*x*y*~", b"PLB~", b"PLB*1*2*WO*3~", b"LX~", b"NM1~", b"REF*6R~", b"DTM*472~", b"DTM*472****RD8*-~", b"AMT*I*x~", b"AMT~",
          b"LQ*HE~", b"MOA~", b"MIA~", b"BPR~", b"BPR*I*1~", b"TRN~", b"N1*PR~", b"N1~", b"CUR*PR*CAD~", b"\0", b"\xff"]  # fmt: skip


@settings(calm, max_examples=150)
@given(data=st.data())
def test_any_damage_is_read_or_said_and_no_claim_line_or_adjustment_goes_without_a_word(payer, data):
    claims = [
        payer.Paid(f"C{n}", [payer.Line(adjustments=list(SHARED), remarks=("N115",))] * 2, remarks=("MA01",))
        for n in range(3)
    ]
    damaged = payer.file_of(payer.Payment(claims, provider=[("WO", "X", 500)]))
    for _ in range(data.draw(st.integers(1, 4))):
        at, cut = data.draw(st.integers(0, len(damaged))), data.draw(st.sampled_from([0, 0, 1, 5, 80]))
        damaged = (
            damaged[:at] + data.draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=60))) + damaged[at + cut :]
        )
    reading = read(damaged)
    for columns in reading.tables.values():
        assert len({len(column) for column in columns.values()}) == 1
    assert all(issue.sentence.endswith(".") and issue.problem != "could not be read" for issue in reading.issues)
    left = "~" + "~".join(reading.tables[RESIDUE.name]["text"])
    is_refused = any(not issue.is_warning for issue in reading.issues)
    for tag, table in ((b"CLP", "claim_payments"), (b"SVC", "service_payments")):
        there = len(re.findall(rb"~\s*" + tag + rb"\*", damaged))
        assert (
            len(rows(reading, table)) + left.count(tag.decode() + "*") >= there
            or is_refused
            or "counted once" in str(problems(reading))
        )
    assert not reading.tables[RESIDUE.name]["text"] or reading.issues


@calm
@given(st.binary(max_size=400), st.sampled_from(["a.835", "a.txt", "a.csv", "a.xlsx", "a", "a.zip", "a.pdf"]),
       st.sampled_from([b"", b"ISA*00*", b"ISA", b"ST*835*1~", b"ST*277*1~", b"ST*999*1~", b"GS*HP*", b"\xef\xbb\xbfISA*", b"Claim,CARC\n"]))  # fmt: skip
def test_any_bytes_never_raise(rest, name, start):
    reading = read(start + rest, name)
    assert reading.issues or reading.read
    assert all(issue.problem != "could not be read" for issue in reading.issues)
    assert list(reading.tables) == [*(table.name for table in REMITTANCE_TABLES), RESIDUE.name]


def paid_file(payer, *lines, style=None, **claim):
    return payer.file_of(payer.Payment([payer.Paid("C1", list(lines), **claim)]), style=style)


def changed(payer, old, new, *lines, count=-1):
    data = paid_file(payer, *(lines or [payer.Line(adjustments=list(SHARED))]))
    assert old in data
    return read(data.replace(old, new, count))


def test_a_file_without_a_fault_has_no_issues(payer):
    reading = read(paid_file(payer, payer.Line(adjustments=list(SHARED)), payer.Line(adjustments=list(DENIED))))
    assert reading.issues == []
    assert reading.summary == "1 payment, 1 claim payment, 2 service lines and 0 answers read, 0 rows there before."


def test_each_row_can_be_traced_to_its_segment(payer):
    data = paid_file(payer, payer.Line(adjustments=list(SHARED)))
    reading = read(data, "june.835")
    inside = data.decode().split("ST*", 1)[1].split("~")
    for table, tag in (
        ("remittances", "BPR"),
        ("claim_payments", "CLP"),
        ("service_payments", "SVC"),
        ("adjustments", "CAS"),
    ):
        row = rows(reading, table)[0]
        assert row["source_file"] == "june.835"
        number = int(row["source_place"].removeprefix("interchange 1, transaction 1, segment "))
        assert inside[number - 1].strip().startswith(tag)


def test_six_reasons_in_one_segment_are_six_adjustments_though_quantities_are_empty(payer):
    six = [("CO", str(code), 100 + code, "") for code in (45, 50, 97, 96, 16, 29)]
    reading = read(paid_file(payer, payer.Line(charge=99_900, adjustments=six)))
    assert [(r["carc"], r["amount"]) for r in rows(reading, "adjustments")] == [(c, amount(a)) for _, c, a, _ in six]
    assert reading.issues == []


def test_a_line_without_units_counts_one(payer):
    assert (
        rows(read(paid_file(payer, payer.Line(units="", adjustments=list(SHARED)))), "service_payments")[0]["units"]
        == "1"
    )


def test_the_code_as_billed_is_kept_beside_the_code_that_was_paid(payer):
    reading = changed(payer, b"SVC*HC:97110:GP*65*28**2", b"SVC*HC:97112:GP*65*28**1*HC:97110:GP:59*2")
    row = rows(reading, "service_payments")[0]
    assert (row["hcpcs_code"], row["modifiers"], row["units"]) == ("97112", "GP", "1")
    assert (row["billed_hcpcs_code"], row["billed_modifiers"], row["billed_units"]) == ("97110", "GP|59", "2")


@pytest.mark.parametrize(("written", "code"), [(b"HC:97110:GP", "97110"), (b"ZZ:M2200:GP", "M2200"), (b"XX:97110:GP", "97110"), (b"NU:0420", ""), (b"N4:12345678901", ""), (b"97110", "")])  # fmt: skip
def test_a_code_is_a_procedure_by_what_stands_before_it(payer, written, code):
    reading = changed(payer, b"HC:97110:GP", written)
    assert rows(reading, "service_payments")[0]["hcpcs_code"] == code
    assert problems(reading) == ([] if code else ["names no procedure that can be read"])


def test_remarks_of_hospital_claims_are_kept(payer):
    data = paid_file(payer, payer.Line(adjustments=list(SHARED)), remarks=("MA01",))
    reading = read(data.replace(b"MOA***MA01", b"MIA*0****N1" + b"*" * 15 + b"N2*N3"))
    assert rows(reading, "claim_payments")[0]["rarcs"] == "N1|N2|N3"


def test_a_line_that_does_not_balance_is_read_and_the_difference_is_named_once(payer):
    reading = changed(payer, b"CAS*CO*45*30", b"CAS*CO*45*25")
    assert rows(reading, "service_payments")[0]["balance_difference"] == "5.00"
    assert rows(reading, "claim_payments")[0]["balance_difference"] == "5.00"
    assert rows(reading, "remittances")[0]["balance_difference"] == "0.00"
    assert problems(reading) == [
        "is a line that does not balance: charge less adjustments is 33.00, and 28.00 is paid (difference 5.00)"
    ]
    assert reading.issues[0].is_warning


def test_a_claim_that_does_not_balance_is_read_and_the_difference_is_named(payer):
    reading = changed(payer, b"CLP*C1*1*65*28", b"CLP*C1*1*65*29")
    assert rows(reading, "claim_payments")[0]["balance_difference"] == "-1.00"
    assert [problem[:34] for problem in problems(reading)] == [
        "is a claim that does not balance: ",
        "does not balance: claims and provi",
    ]


def test_a_payment_that_does_not_balance_is_read_and_the_difference_is_named(payer):
    reading = read(
        payer.file_of(payer.Payment([payer.Paid("C1", [payer.Line(adjustments=list(SHARED))])], amount=3000))
    )
    assert rows(reading, "remittances")[0]["balance_difference"] == "-2.00"
    assert problems(reading) == [
        "does not balance: claims and provider adjustments make 28.00, and 30.00 is paid (difference -2.00)"
    ]


def test_money_taken_back_by_a_provider_adjustment_is_part_of_the_balance(payer):
    data = payer.file_of(
        payer.Payment(
            [payer.Paid("C1", [payer.Line(adjustments=list(SHARED))])],
            provider=[("WO", "OLD ICN", 1000), ("L6", "", -50)],
        )
    )
    reading = read(data)
    assert reading.issues == []
    assert [(r["reason_code"], r["reference"], r["amount"]) for r in rows(reading, "provider_adjustments")] == [
        ("WO", "OLD ICN", "10.00"),
        ("L6", "", "-0.50"),
    ]


def test_an_adjustment_of_the_whole_claim_belongs_to_no_line(payer):
    reading = read(paid_file(payer, payer.Line(), adjustments=[("OA", "23", 1000, "")]))
    assert [(r["service_number"], r["amount"]) for r in rows(reading, "adjustments")] == [("", "10.00")]
    assert reading.issues == []


@pytest.mark.parametrize(("status", "order", "reversal"), [("1", "primary", ""), ("2", "secondary", ""), ("3", "tertiary", ""), ("19", "primary", ""),
                                                           ("20", "secondary", ""), ("21", "tertiary", ""), ("4", "", ""), ("22", "", "1"), ("23", "", "")])  # fmt: skip
def test_the_status_says_who_paid_and_whether_it_was_taken_back(payer, status, order, reversal):
    row = rows(read(paid_file(payer, payer.Line(adjustments=list(DENIED)), status=status)), "claim_payments")[0]
    assert (row["claim_status_code"], row["payer_order"], row["is_reversal"]) == (status, order, reversal)


def reversal_of(payer, claim_id="C1"):
    return payer.Paid(
        claim_id, [payer.Line(charge=-6500, adjustments=[("CO", "45", -3000, ""), ("PR", "2", -700, "")])], "22"
    )


def test_a_reversal_with_its_correction_and_the_first_payment_adds_up_without_a_word(payer):
    first = payer.Payment([payer.Paid("C1", [payer.Line(adjustments=list(SHARED))])], "EFT1")
    second = payer.Payment(
        [reversal_of(payer), payer.Paid("C1", [payer.Line(adjustments=[("CO", "45", 2000, "")])])], "EFT2"
    )
    reading = read(payer.file_of(first, second))
    assert reading.issues == []
    assert [r["paid_amount"] for r in rows(reading, "claim_payments")] == ["28.00", "-28.00", "45.00"]


def test_a_reversal_whose_first_payment_is_elsewhere_is_read_and_said(payer):
    reading = read(
        payer.file_of(payer.Payment([reversal_of(payer), payer.Paid("C1", [payer.Line(adjustments=list(DENIED))])]))
    )
    assert problems(reading) == ["takes back 1 payment whose first remittance was not read here"]
    assert len(rows(reading, "claim_payments")) == 2 and reading.issues[0].is_warning


def test_a_reversal_whose_amounts_are_not_negative_is_read_as_it_stands_and_said(payer):
    reading = read(paid_file(payer, payer.Line(adjustments=list(SHARED)), status="22"))
    assert "takes back a payment, and its amounts are not negative" in problems(reading)
    assert rows(reading, "claim_payments")[0]["paid_amount"] == "28.00"


def test_a_corrected_member_number_is_kept_beside_the_one_that_was_sent_and_no_social_security_number_is(payer):
    data = paid_file(payer, payer.Line(adjustments=list(DENIED)))
    reading = read(
        data.replace(b"NM1*82", b"NM1*74*1*X*****C*NEW1~NM1*IL*1*X*****34*999999999~NM1*82").replace(
            b"MI*M1", b"34*999999999"
        )
    )
    row = rows(reading, "claim_payments")[0]
    assert (row["member_id"], row["corrected_member_id"]) == ("", "NEW1")


def test_days_may_be_a_range(payer):
    reading = changed(payer, b"DTM*472*20261005", b"DTM*150*20261005~DTM*151*20261009")
    row = rows(reading, "service_payments")[0]
    assert (row["date_of_service"], row["last_date_of_service"]) == ("2026-10-05", "2026-10-09")
    assert rows(reading, "claim_payments")[0]["last_date_of_service"] == "2026-10-09"
    again = rows(changed(payer, b"DTM*472*20261005", b"DTM*472****RD8*20261005-20261009"), "service_payments")[0]
    assert (again["date_of_service"], again["last_date_of_service"]) == ("2026-10-05", "2026-10-09")


def test_a_line_takes_the_day_of_its_claim_where_it_has_none(payer):
    reading = changed(payer, b"DTM*472*20261005~", b"").tables["service_payments"]["date_of_service"]
    assert reading == [""]
    data = paid_file(payer, payer.Line(adjustments=list(SHARED))).replace(b"DTM*472*20261005~\n", b"")
    given_day = read(data.replace(b"DTM*050", b"DTM*232*20261001~DTM*233*20261003~DTM*050"))
    assert given_day.tables["service_payments"]["date_of_service"] == ["2026-10-01"]


def test_the_payers_number_is_the_one_it_names_itself_by(payer):
    data = paid_file(payer, payer.Line(adjustments=list(SHARED)))
    assert read(data).tables["remittances"]["payer_id"] == ["PY1"]
    assert read(data.replace(b"*XV*PY1~\n", b"~REF*NF*NAIC~REF*2U*PY2~\n")).tables["claim_payments"]["payer_id"] == [
        "PY2"
    ]
    assert read(data.replace(b"*XV*PY1", b"")).tables["remittances"]["payer_id"] == ["1999999999"]


def test_a_payment_without_a_day_takes_the_day_on_which_it_was_made(payer):
    reading = changed(payer, b"*20261020~\nTRN", b"*20261399~\nTRN")
    assert reading.tables["remittances"]["payment_date"] == ["2026-10-19"]
    assert problems(reading) == ["has a date that is no date"] and reading.tables["residue"]["text"][0].startswith(
        "BPR*I*28*C"
    )


def test_what_cannot_be_read_is_empty_and_named_and_kept(payer):
    for old, new in ((b"CAS*CO*45*30", b"CAS*CO*45*3O"), (b"SVC*HC:97110:GP*65", b"SVC*HC:97110:GP*6.5.0"), (b"*28**2", b"*28**two"),
                     (b"SVC*HC:97110:GP", b"SVC*NU:0420"), (b"CLP*C1*1*65*28", b"CLP*C1*1*65*-"), (b"DTM*472*20261005", b"DTM*472*20261305")):  # fmt: skip
        reading = changed(payer, old, new)
        assert reading.issues and new.decode() in "~".join(reading.tables["residue"]["text"])
        assert len(rows(reading, "service_payments")) == 1 and len(rows(reading, "adjustments")) == 2
        assert all(issue.is_warning for issue in reading.issues)
        assert not [problem for problem in problems(reading) if "balance:" in problem]


def test_a_denied_line_that_names_no_payment_was_paid_nothing(payer):
    reading = changed(payer, b"*65*0**2", b"*65", payer.Line(adjustments=list(DENIED)))
    assert rows(reading, "service_payments")[0]["paid_amount"] == "0.00" and reading.issues == []
    unknown = changed(payer, b"*65*28**2", b"*65")
    assert rows(unknown, "service_payments")[0]["paid_amount"] == ""
    assert problems(unknown) == ["is a service line without its payment"]


def test_an_unknown_segment_goes_to_the_residue_with_its_place(payer):
    reading = read(paid_file(payer, payer.Line(adjustments=list(SHARED)), style=payer.Style(extra="ZZ9*SECRET")))
    assert reading.tables["residue"]["text"] == ["ZZ9*SECRET"]
    assert (
        problems(reading) == ["is no segment of a remittance that can be read"]
        and "SECRET" not in reading.issues[0].sentence
    )


def test_a_service_or_adjustment_without_a_claim_is_no_row_and_is_said(payer):
    reading = changed(payer, b"CLP*C1", b"CLX*C1")
    assert not rows(reading, "service_payments") and not rows(reading, "adjustments")
    assert {"is a service line without a claim", "is an adjustment without a claim"} <= set(problems(reading))
    assert (
        any(not issue.is_warning for issue in reading.issues)
        and "SVC*HC:97110:GP*65*28**2" in reading.tables["residue"]["text"]
    )


def test_a_file_that_is_cut_off_keeps_its_claims_and_says_so_without_blaming_the_last_one(payer):
    claims = [payer.Paid(f"C{n}", [payer.Line(adjustments=list(SHARED))] * 2) for n in range(3)]
    data = payer.file_of(payer.Payment(claims))
    reading = read(data[: data.rindex(b"CAS*PR")])
    assert reading.tables["claim_payments"]["claim_id"] == ["C0", "C1", "C2"]
    assert reading.tables["claim_payments"]["balance_difference"] == ["0.00", "0.00", ""]
    assert reading.tables["remittances"]["balance_difference"] == [""] and reading.tables["remittances"][
        "is_complete"
    ] == [""]
    assert reading.whole_ids == []
    assert any("may be cut off" in problem for problem in problems(reading)) and not any(
        "balance" in problem for problem in problems(reading)
    )


def test_two_payments_whose_envelopes_were_lost_are_two(payer):
    one, two = (
        payer.file_of(payer.Payment([payer.Paid(name, [payer.Line(adjustments=list(SHARED))])], trace))
        for name, trace in (("A", "T1"), ("B", "T2"))
    )
    joined = one[: one.index(b"SE*")] + two[two.index(b"BPR*") :]
    reading = read(joined)
    assert reading.tables["remittances"]["trace_number"] == ["T1", "T2"]
    assert reading.tables["claim_payments"]["claim_id"] == ["A", "B"] and reading.tables["claim_payments"][
        "payment_number"
    ] == ["1", "1"]
    assert "begins another payment without its own envelope" in problems(reading)


def test_several_interchanges_may_have_separators_of_their_own(payer):
    styles = [
        payer.Style(),
        payer.Style("|", "^"),
        payer.Style("~", "^", "_"),
        payer.Style(segment="\n", line_end=""),
        payer.Style(version="004010X091A1"),
    ]
    files = [
        payer.file_of(
            payer.Payment([payer.Paid(f"C{n}", [payer.Line(adjustments=list(SHARED))])], f"T{n}9"), style=style
        )
        for n, style in enumerate(styles)
    ]
    reading = read(b"".join(files))
    assert reading.tables["claim_payments"]["claim_id"] == ["C0", "C1", "C2", "C3", "C4"]
    assert reading.tables["service_payments"]["hcpcs_code"] == ["97110"] * 5 and reading.issues == []


def test_components_are_separated_as_the_lines_do_it_whatever_the_isa_segment_says(payer):
    reading = changed(payer, b"*T*:~", b"*T*>~")
    assert rows(reading, "service_payments")[0]["modifiers"] == "GP"
    assert problems(reading) == ["separates components otherwise than its ISA segment says"]


def test_another_currency_is_said(payer):
    assert "is paid in another currency than US dollars" in problems(changed(payer, b"TRN*1", b"CUR*PR*CAD~TRN*1"))
    assert problems(changed(payer, b"DTM*405*20261019", b"CUR*PR*USD")) == []


def test_no_sentence_repeats_a_number_or_name_of_a_patient(payer):
    data = paid_file(payer, payer.Line(adjustments=[("XX", "", 1, "z")], units="many"), member="SECRETMEMBER")
    reading = read(data.replace(b"CLP*C1", b"CLP*SECRETCLAIM").replace(b"MOCKBERG", b"SECRETNAME"))
    assert reading.issues and not [issue for issue in reading.issues if "SECRET" in issue.sentence]
