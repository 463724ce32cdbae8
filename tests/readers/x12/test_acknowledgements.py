"""277CA, 999, 997 and TA1 to rejections: what was refused before anybody settled it, beside what was taken."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers.remittances import read_remittance_uploads

calm = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BATCH = (
    "BHT*0085*08*1*20261008*1200*TH~HL*1**20*1~NM1*PR*2*SYNTHETIC CONTRACTOR*****PI*PY1~TRN*1*T1~DTP*050*D8*20261007~"
)
RECEIVER = "HL*2*1*21*1~NM1*41*2*INVENTED*****46*1~TRN*2*BATCH7~STC*A1:19:PR*20261008*WQ*195~QTY*90*1~HL*3*2*19*1~NM1*85*2*X*****XX*2999900014~"


def file_of(payer, body, version="005010X214", set_id="277", group="HN", style=None):
    style = style or payer.Style()
    segments = [segment.split("*") for segment in body.strip("~").split("~")]
    segments = [[element.replace(":", style.component) for element in segment] for segment in segments]
    st_ = ["ST", set_id, "0001", version] if version.startswith("005") and set_id != "997" else ["ST", set_id, "0001"]
    return payer.interchange(style, [st_, *segments, ["SE", str(len(segments) + 2), "0001"]], group, version)


def patient(claim_id, *statuses, rest=""):
    return f"HL*4*3*PT~NM1*QC*1*SECRET*NAME****MI*M1~TRN*2*{claim_id}~{''.join(f'STC*{s}~' for s in statuses)}{rest}"


def read(data, name="a.277"):
    return read_remittance_uploads([(name, data)])


def answers(reading, *columns):
    rejections = reading.tables["rejections"]
    return list(zip(*(rejections[name] for name in columns), strict=True))


def claims_file(payer, *patients, **arguments):
    return file_of(payer, BATCH + RECEIVER + "".join(patients), **arguments)


def test_accepted_and_rejected_claims_are_told_apart(payer):
    reading = read(claims_file(
        payer, patient("C1", "A2:20:PR*20261008*WQ*65", rest="REF*1K*ICN9~DTP*472*D8*20261005~"), patient("C2", "A7:562:85*20261008*U*130"),
    ))  # fmt: skip
    assert answers(reading, "claim_id", "category_code", "status_code", "entity_code", "charge_amount", "is_accepted") == [
        ("", "A1", "19", "PR", "195.00", "1"), ("C1", "A2", "20", "PR", "65.00", "1"), ("C2", "A7", "562", "85", "130.00", ""),
    ]  # fmt: skip
    assert answers(reading, "kind", "answer_number", "payer_name", "received_on", "payer_claim_control_number", "date_of_service")[1] == (
        "277CA", "2", "SYNTHETIC CONTRACTOR", "2026-10-08", "ICN9", "2026-10-05",
    )  # fmt: skip
    assert answers(reading, "control_number") == [("BATCH7",)] * 3 and reading.issues == []


def test_three_reasons_of_one_claim_are_three_rows_of_one_answer(payer):
    reading = read(claims_file(payer, patient("C2", "A7:562:85*20261008*U*130******A7:128*A6:21")))
    assert answers(reading, "claim_id", "answer_number", "status_code")[1:] == [
        ("C2", "2", "562"),
        ("C2", "2", "128"),
        ("C2", "2", "21"),
    ]


def test_a_rejected_line_names_its_number_and_code(payer):
    lines = "SVC*HC:97110:GP*65*****2~STC*A7:454*20261008*U~REF*FJ*C1-2~DTP*472*D8*20261006~"
    reading = read(claims_file(payer, patient("C1", "A3:247*20261008*U*65", rest=lines)))
    assert answers(reading, "claim_id", "line_number", "hcpcs_code", "date_of_service", "status_code")[1:] == [
        ("C1", "", "", "", "247"),
        ("C1", "C1-2", "97110", "2026-10-06", "454"),
    ]


@pytest.mark.parametrize(("category", "accepted"), [("A0", "1"), ("A1", "1"), ("A2", "1"), ("A5", "1"), ("A3", ""), ("A4", ""), ("A6", ""), ("A7", ""), ("A8", ""), ("DR01", "")])  # fmt: skip
def test_the_category_says_whether_a_claim_was_taken(payer, category, accepted):
    assert answers(read(claims_file(payer, patient("C1", f"{category}:20*20261008**65"))), "is_accepted")[1] == (
        accepted,
    )


def test_a_category_that_is_not_known_goes_by_its_action_and_is_said(payer):
    reading = read(claims_file(payer, patient("C1", "Z9:20*20261008*U*65"), patient("C2", "Z9:20*20261008*WQ*65")))
    assert answers(reading, "claim_id", "is_accepted")[1:] == [("C1", ""), ("C2", "1")]
    assert [issue.problem for issue in reading.issues] == ["has a status of no known category"] * 2


def test_components_are_separated_as_the_statuses_do_it(payer):
    style = payer.Style("|", "^")
    assert answers(read(claims_file(payer, patient("C1", "A7:562:85*20261008*U*65"), style=style)), "status_code")[
        1
    ] == ("562",)
    reading = read(claims_file(payer, patient("C1", "A7:562:85*20261008*U*65")).replace(b"*T*:~", b"*T*>~"))
    assert answers(reading, "status_code", "entity_code")[1] == ("562", "85")


def test_an_answer_to_a_question_about_a_claim_is_no_rejection(payer):
    body = "BHT*0010*08*1*20261008*1200*DG~" + RECEIVER + patient("C1", "F1:65*20261008**65")
    reading = read(file_of(payer, body, version="005010X212"))
    assert reading.read == 0
    assert [issue.problem for issue in reading.issues] == [
        "holds answers to questions about claims' status (277), not an acknowledgement of claims (277CA)"
    ]


def test_a_277_that_does_not_name_its_guide_is_recognised_by_its_heading(payer):
    data = file_of(payer, BATCH + patient("C1", "A7:562*20261008*U*65"), version="")
    assert answers(read(data), "claim_id") == [("C1",)]


def test_a_claim_without_a_status_is_said(payer):
    reading = read(claims_file(payer, patient("C1")))
    assert [issue.problem for issue in reading.issues] == ["names a claim without a status"]


def file_999(payer, body, **arguments):
    return file_of(payer, body, version="005010X231A1", set_id="999", group="FA", **arguments)


def test_an_accepted_transaction_is_one_accepted_row(payer):
    reading = read(file_999(payer, "AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~"))
    assert answers(reading, "kind", "control_number", "is_accepted", "error_code", "received_on") == [
        ("999", "0001", "1", "", "2026-10-20")
    ]
    assert reading.issues == []


def test_each_error_of_a_rejected_transaction_is_a_row_with_its_segment_element_and_claim(payer):
    reading = read(file_999(
        payer, "AK1*HC*7~AK2*837*0001~IK3*CLM*22*2300*8~CTX*CLM01:C9~IK4*5:1*1331*7*SECRETVALUE~IK3*NM1*30*2310B*I6~IK5*R*5~AK2*837*0002~IK5*A~AK9*P*2*2*1~",
    ))  # fmt: skip
    assert answers(reading, "control_number", "answer_number", "claim_id", "segment_name", "loop", "element", "error_code", "is_accepted") == [
        ("0001", "1", "C9", "CLM", "2300", "5:1", "7", ""), ("0001", "1", "", "NM1", "2310B", "", "I6", ""), ("0002", "2", "", "", "", "", "", "1"),
    ]  # fmt: skip
    assert "SECRETVALUE" not in str(reading.tables["rejections"]) and reading.issues == []


def test_a_transaction_that_was_accepted_with_errors_is_accepted_and_its_errors_are_there(payer):
    reading = read(file_999(payer, "AK1*HC*7~AK2*837*0001~IK3*N4*22**8~IK4*3*116*1~IK5*E*5~AK9*E*1*1*1~"))
    assert answers(reading, "segment_name", "element", "error_code", "is_accepted") == [("N4", "3", "1", "1")]


def test_a_transaction_rejected_for_its_envelope_keeps_the_codes(payer):
    assert answers(
        read(file_999(payer, "AK1*HC*7~AK2*837*0001~IK5*R*4*3~AK9*R*1*1*0~")), "error_code", "is_accepted"
    ) == [("4|3", "")]


def test_a_group_that_was_rejected_without_a_word_about_its_transactions_is_a_row(payer):
    assert answers(read(file_999(payer, "AK1*HC*7~AK9*R*1*1*0*2~")), "control_number", "error_code", "is_accepted") == [
        ("7", "2", "")
    ]


def test_the_older_997_is_read_too(payer):
    reading = read(
        file_of(
            payer,
            "AK1*HC*7~AK2*837*0001~AK3*CLM*22**8~AK4*2*782*1~AK5*R*5~AK9*R*1*1*0~",
            version="004010",
            set_id="997",
            group="FA",
        )
    )
    assert answers(reading, "kind", "segment_name", "element", "error_code") == [("999", "CLM", "2", "1")]


def test_an_answer_that_was_cut_off_before_its_verdict_counts_as_rejected_and_that_is_said(payer):
    data = file_999(payer, "AK1*HC*7~AK2*837*0001~IK3*CLM*22**3~IK5*R*5~AK9*R*1*1*0~")
    reading = read(data[: data.index(b"IK5")])
    assert answers(reading, "error_code", "is_accepted") == [("3", "")]
    assert any("does not say what became" in issue.problem for issue in reading.issues)


def test_an_answer_to_a_whole_interchange_is_a_row(payer):
    isa = payer.interchange(payer.Style(), [])[:106].decode()
    reading = read(f"{isa}~TA1*000000905*261008*1200*R*006~IEA*0*000000001~".replace("~~", "~").encode())
    assert answers(reading, "kind", "control_number", "received_on", "error_code", "is_accepted") == [
        ("TA1", "000000905", "2026-10-08", "6", "")
    ]
    assert reading.issues == [] and reading.tables["residue"]["text"] == []


@calm
@given(data=st.data())
def test_any_damage_is_read_or_said(payer, data):
    damaged = data.draw(st.sampled_from([
        claims_file(payer, *(patient(f"C{n}", "A7:562:85*20261008*U*130", rest="SVC*HC:97110*65~STC*A7:1*20261008*U~") for n in range(3))),
        file_999(payer, "AK1*HC*7~AK2*837*0001~IK3*CLM*22*2300*8~CTX*CLM01:C9~IK4*5:1*1331*7*X~IK5*R*5~AK9*R*1*1*0~"),
    ]))  # fmt: skip
    for _ in range(data.draw(st.integers(1, 4))):
        at, cut = data.draw(st.integers(0, len(damaged))), data.draw(st.sampled_from([0, 1, 5, 80]))
        piece = data.draw(
            st.one_of(
                st.sampled_from([b"~", b"STC~", b"HL~", b"SVC~", b"IK4~", b"IK5~", b"CTX~", b"TRN~", b"TA1*~"]),
                st.binary(max_size=40),
            )
        )
        damaged = damaged[:at] + piece + damaged[at + cut :]
    reading = read(damaged)
    assert len({len(column) for column in reading.tables["rejections"].values()}) == 1
    assert all(issue.problem != "could not be read" for issue in reading.issues)
    assert reading.read or reading.issues
    assert not reading.tables["residue"]["text"] or reading.issues
