"""271 answers, 4010 and 5010, as payers and clearinghouses really write them: everything an EB says is in the table, nothing unknown turns active."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.care.coverage_status import ASKED_UNTIL
from auditkit.readers.coverage import read_coverage_uploads

ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *261124*0815*{rep}*{ver}*000000001*0*P*{comp}~"


def wrap(*body, version="005010X279A1", rep="^", comp=":", set_id="271"):
    """A whole file round the segments of one transaction."""
    ver = "00501" if version.startswith("005") else "00401"
    head = ISA.format(rep=rep if ver == "00501" else "U", ver=ver, comp=comp)
    segments = [f"ST*{set_id}*0001*{version}", "BHT*0022*11*REF1*20261124*0815", *body]
    segments.append(f"SE*{len(segments) + 1}*0001")
    return head + f"GS*HB*PAYER*CLINIC*20261124*0815*1*X*{version}~" + "~".join(segments) + "~GE*1*1~IEA*1*000000001~"


PAYER = ("HL*1**20*1", "NM1*PR*2*ACME HEALTH*****PI*PX1", "HL*2*1*21*1", "NM1*1P*2*CLINIC*****XX*1999999984")
ADA = (
    "HL*3*2*22*0",
    "TRN*2*OUR-1*9CLINIC",
    "NM1*IL*1*SAMPLE*ADA****MI*M100",
    "REF*EJ*P0042",
    "REF*6P*G-7",
    "DMG*D8*19800102*F",
)


def read(*ebs, person=ADA, **how):
    return read_coverage_uploads([("a.271", wrap(*PAYER, *person, *ebs, **how).encode())])


def answer(reading, n=0):
    return {name: column[n] for name, column in reading.answers.items()}


def benefits(reading):
    return [
        {name: column[n] for name, column in reading.benefits.items()}
        for n in range(len(reading.benefits["answer_id"]))
    ]


def test_an_answer_says_who_answered_when_about_whom_and_what():
    row = answer(read("EB*1*IND*30*HM*GOLD PLAN", "DTP*291*RD8*20260101-20261231"))
    assert {name: row[name] for name in ("patient_id", "member_id", "payer_id", "payer_name", "checked_at", "how", "status", "plan_name")} == {
        "patient_id": "P0042", "member_id": "M100", "payer_id": "PX1", "payer_name": "ACME HEALTH", "checked_at": "2026-11-24T08:15",
        "how": "x12_271", "status": "active", "plan_name": "GOLD PLAN",
    }  # fmt: skip
    assert (row["coverage_from"], row["coverage_to"], row["group_number"], row["trace_number"]) == (
        "2026-01-01",
        "2026-12-31",
        "G-7",
        "OUR-1",
    )
    assert (row["patient_name"], row["patient_birth_date"], row["payer_type"]) == (
        "SAMPLE, ADA",
        "1980-01-02",
        "commercial",
    )


@pytest.mark.parametrize("code", ["1", "2", "3", "4"])
def test_four_codes_mean_active(code):
    assert answer(read(f"EB*{code}**30"))["status"] == "active"


@pytest.mark.parametrize("code", ["6", "7", "8"])
def test_three_codes_mean_inactive(code):
    reading = read(f"EB*{code}**30", "DTP*347*D8*20261031")
    assert (answer(reading)["status"], answer(reading)["coverage_to"]) == ("inactive", "2026-10-31")
    assert benefits(reading)[0]["benefit"] == "inactive"


def test_active_and_under_investigation_is_pending():
    assert answer(read("EB*5**30"))["status"] == "pending"
    assert answer(read("EB*5**30", "EB*1**98"))["status"] == "pending"


@pytest.mark.parametrize(
    "ebs",
    [
        ("EB*1**35",),  # dental alone
        ("EB*1**88*OT",),  # pharmacy alone
        ("EB*1**47^86^UC",),  # hospital, emergency, urgent care
        ("EB*V",), ("EB*V**30",), ("EB*U**30", "LS*2120", "NM1*PR*2*OTHER", "LE*2120"), ("EB*C*IND*30***23*500",), ("EB*F*IND*PT***23***VS*20",),
        ("EB*1**30*MA*PART A",),  # Part A says nothing about outpatient therapy
        ("EB*1**30**GOLD", "EB*6**30**GOLD"),  # contradicts itself
        ("EB**IND*30",), ("EB*ZZ**30",), ("EB*6**35", "EB*C*IND*30***23*500"), ("EB*W**30",), ("EB*T**30",),
    ],
)  # fmt: skip
def test_what_does_not_say_that_the_plan_is_active_is_unknown_and_never_active(ebs):
    assert answer(read(*ebs))["status"] == "unknown"


@pytest.mark.parametrize(
    ("ebs", "status"),
    [
        (("EB*1**30", "EB*6**35"), "active"),
        (("EB*6**30", "EB*1**35"), "inactive"),
        (("EB*1**98^33^UC^MH",), "active"),
        (("EB*1*IND**MA", "EB*1*IND**MB"), "active"),
        (("EB*1**30*MA", "EB*6**30*MB"), "inactive"),
        (("EB*6**30**OLD PLAN", "DTP*347*D8*20251231", "EB*1**30**NEW PLAN", "DTP*346*D8*20260101"), "active"),
        (("EB*I**30",), "inactive"),
        (("EB*1**30", "EB*I**33"), "active"),
        (("EB*1**PT",), "active"),
        (("EB*1**30^1^33^35^47^PT",), "active"),
    ],
)
def test_the_statement_about_the_plan_decides(ebs, status):
    assert answer(read(*ebs))["status"] == status


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        (("EB*F*IND*PT***23***VS*30",), {"benefit": "limit", "measure": "total", "quantity": "30", "quantity_kind": "visits", "period": "calendar_year"}),
        (("EB*F*IND*PT^AD^AF***29***VS*12",), {"measure": "remaining", "quantity": "12", "service_types": "PT|AD|AF", "period": ""}),
        (("EB*F*IND*PT***24***VS*8",), {"measure": "used", "quantity": "8"}),
        (("EB*F*IND*PT***23***99*8",), {"measure": "used", "quantity": "8"}),
        (("EB*F*IND*PT", "HSD*VS*30***22*1"), {"quantity": "30", "quantity_kind": "visits", "period": "service_year", "measure": "total"}),
        (("EB*F*IND*PT", "HSD*VS*12***29"), {"quantity": "12", "measure": "remaining"}),
        (("EB*F*IND*PT", "HSD*VS*2*WK**34*3"), {"quantity": "", "delivery": "2 visits per week for 3 months"}),
        (("EB*F*IND*PT", "MSG*30 VISITS PER CALENDAR YEAR COMBINED PT/OT/ST"), {"quantity": "30", "measure": "total", "period": "calendar_year"}),
        (("EB*F*IND*PT***32*5000",), {"amount": "5000.00", "period": "lifetime", "measure": "total"}),
        (("EB*F*IND*PT***33*1200.5",), {"amount": "1200.50", "period": "lifetime", "measure": "remaining"}),
        (("EB*F*IND*AD*MB**29*1840", "DTP*292*RD8*20260101-20261231"), {"amount": "1840.00", "measure": "remaining", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}),
        (("EB*F*IND*AE*MB***29*1840",), {"amount": "1840.00", "measure": "remaining", "percent": ""}),  # one place off, as sent for years
        (("EB*D**AD*MB**24*512.4", "MSG*Used Amount"), {"benefit": "limit", "benefit_code": "D", "measure": "used", "amount": "512.40"}),
        (("EB*D**AE*MB**23*310.00", "MSG*USED AMOUNT"), {"benefit": "limit", "measure": "used", "amount": "310.00"}),
        (("EB*F*IND**MB*PHYSICAL & SPEECH THERAPY*29*1860",), {"service_types": "PT|AF", "amount": "1860.00"}),
        (("EB*C*IND*30***23*1500",), {"benefit": "deductible", "measure": "total", "amount": "1500.00"}),
        (("EB*C*IND*30***29*0",), {"benefit": "deductible", "measure": "remaining", "amount": "0.00"}),
        (("EB*C*IND*30***24*400",), {"benefit": "deductible", "measure": "used", "amount": "400.00"}),
        (("EB*C*IND*30*PO*23*1000*****N",), {"benefit": "deductible", "period": "calendar_year", "amount": "1000.00"}),  # the plan's name left out
        (("EB*C*IND*30***23*1500", "MSG*DEDUCTIBLE MUST BE MET BEFORE BENEFITS ARE PAID"), {"measure": "total"}),
        (("EB*F*IND*PT*PO*23*20****VS",), {"quantity": "20", "quantity_kind": "visits", "period": "calendar_year", "amount": ""}),
        (("EB*F*IND*PT*******VS*30",), {"quantity": "30", "quantity_kind": "visits", "measure": "total"}),
        (("EB*A*IND*30*MB***.2",), {"percent": "20", "amount": ""}),
        (("EB*G*FAM*30***29*3000*****N",), {"benefit": "out_of_pocket", "level": "FAM", "network": "out", "measure": "remaining"}),
        (("EB*B*IND*PT***27*30*****Y",), {"benefit": "copay", "amount": "30.00", "network": "in", "period": "visit"}),
        (("EB*A*IND*PT*****.2***Y*W",), {"benefit": "coinsurance", "percent": "20", "authorization_needed": "1", "network": "any"}),
        (("EB*A*IND*PT****.2****W",), {"benefit": "coinsurance", "percent": "20"}),
        (("EB*A*IND*98****0*.2***Y*Y",), {"percent": "20"}),
        (("EB*A**PT***27**20",), {"percent": "20"}),
        (("EB*A**PT***27**1",), {"percent": "100"}),
        (("EB*1**PT********Y*Y",), {"authorization_needed": "1", "network": "in"}),
        (("EB*1**PT********N",), {"authorization_needed": "0"}),
        (("EB*1**PT********U",), {"authorization_needed": ""}),
        (("EB*1**PT", "MSG*PRIOR AUTHORIZATION REQUIRED"), {"authorization_needed": "1", "message": "PRIOR AUTHORIZATION REQUIRED"}),
        (("EB*1**PT********N", "MSG*PRIOR AUTHORIZATION REQUIRED"), {"authorization_needed": "0"}),
        (("EB*1**PT", "MSG*NO PRIOR AUTHORIZATION REQUIRED"), {"authorization_needed": "0"}),
        (("EB*I**PT",), {"benefit": "not_covered"}),
        (("EB*O**PT",), {"benefit": "not_covered", "benefit_code": "O"}),
        (("EB*E**PT",), {"benefit": "exclusion"}),
        (("EB*H**PT",), {"benefit": "unlimited"}),
        (("EB*N**PT",), {"benefit": "restricted_provider"}),
        (("EB*Y**30",), {"benefit": "spend_down"}),
        (("EB*F*IND*PT", "III*ZZ*11", "III*ZZ*22"), {"places_of_service": "11|22"}),
        (("EB*F*IND*********Y**HC:97110:GP",), {"hcpcs_codes": "97110"}),
        (("EB*F*IND*PT***23***VS*20.00",), {"quantity": "20"}),
    ],
)  # fmt: skip
def test_what_a_benefit_says_is_in_its_row(segments, expected):
    rows = benefits(read("EB*1**30", *segments))
    assert {name: rows[-1][name] for name in expected} == expected


def test_two_figures_under_one_benefit_are_two_rows():
    rows = benefits(read("EB*F*IND*PT***23***VS*30", "HSD*VS*12***29"))
    assert [(row["measure"], row["quantity"]) for row in rows] == [("total", "30"), ("remaining", "12")]
    rows = benefits(read("EB*F*IND*PT", "MSG*8 OF 30 VISITS USED"))
    assert sorted((row["measure"], row["quantity"]) for row in rows) == [("total", "30"), ("used", "8")]


@pytest.mark.parametrize(
    ("message", "figures"),
    [
        ("0 VISITS REMAINING", [("total", "30"), ("remaining", "0")]),
        ("12 VISITS USED", [("total", "30"), ("used", "12")]),
        ("30 VISITS REMAINING", [("remaining", "30")]),
        ("REMAINING", [("remaining", "30")]),
        ("COMBINED PT/OT/ST", [("total", "30")]),
    ],
)
def test_a_message_with_a_figure_of_its_own_does_not_rename_the_figure_before_it(message, figures):
    rows = benefits(read("EB*F*IND*PT***23***VS*30", f"MSG*{message}"))
    assert [(row["measure"], row["quantity"]) for row in rows] == figures


def test_a_figure_that_is_said_twice_is_one_row():
    assert len(benefits(read("EB*F*IND*PT***22***VS*20**Y*Y", "HSD*VS*20***22"))) == 1


def test_another_payer_is_named_with_its_part_number_and_dates():
    reading = read("EB*1**30", "EB*R**30*HN", "REF*18*H9999001", "DTP*290*D8*20260801", "LS*2120", "NM1*PRP*2*LANTERN ADVANTAGE",
                   "N3*1 MAIN ST", "PER*IC**TE*8005550100", "LE*2120")  # fmt: skip
    row = benefits(reading)[-1]
    assert (row["benefit"], row["insurance_type"], row["entity_name"], row["entity_role"]) == (
        "other_payer",
        "HN",
        "LANTERN ADVANTAGE",
        "primary payer",
    )
    assert (row["entity_id"], row["entity_phone"], row["starts_on"]) == ("H9999001", "8005550100", "2026-08-01")
    assert answer(reading)["other_payers"] == "LANTERN ADVANTAGE"


def test_a_name_after_a_benefit_belongs_to_it_also_without_its_loop_marks():
    reading = read(
        "EB*R**30", "NM1*PR*2*SECOND PAYER*****PI*22", "EB*U**PT", "NM1*X3*2*REVIEWER CO", "PER*IC*DESK*TE*8005550199"
    )
    rows = benefits(reading)
    assert [row["entity_name"] for row in rows] == ["SECOND PAYER", "REVIEWER CO"]
    assert (rows[1]["benefit"], rows[1]["entity_phone"]) == ("contact", "8005550199")
    assert answer(reading)["payer_name"] == "ACME HEALTH"


def test_a_dependent_is_answered_for_and_the_subscriber_is_not():
    person = (
        "HL*3*2*22*1",
        "NM1*IL*1*SAMPLE*BO****MI*M100",
        "REF*6P*G-7",
        "HL*4*3*23*0",
        "TRN*2*OUR-2*9CLINIC",
        "NM1*03*1*SAMPLE*CY",
        "DMG*D8*20150620*M",
    )
    reading = read("EB*1**30", person=person)
    assert reading.read == 1
    row = answer(reading)
    assert (row["patient_name"], row["member_id"], row["group_number"], row["patient_birth_date"]) == (
        "SAMPLE, CY",
        "M100",
        "G-7",
        "2015-06-20",
    )


def test_several_subscribers_and_dependents_have_answers_of_their_own():
    person = ("HL*3*2*22*1", "NM1*IL*1*A*A****MI*M1", "EB*1**30", "HL*4*3*23*0", "NM1*03*1*A*B", "EB*6**30", "HL*5*3*23*0", "NM1*03*1*A*C", "EB*1**30",
              "HL*6*2*22*0", "NM1*IL*1*D*D****MI*M2")  # fmt: skip
    reading = read("EB*6**30", person=person)
    assert list(zip(reading.answers["member_id"], reading.answers["status"], strict=True)) == [
        ("M1", "active"), ("M1", "inactive"), ("M1", "active"), ("M2", "inactive"),
    ]  # fmt: skip
    assert len(set(reading.answers["answer_id"])) == 4


@pytest.mark.parametrize(
    ("segments", "codes"),
    [
        (("AAA*N**75*C",), "75"),
        (("AAA*N**71*C", "AAA*N**73*C"), "71|73"),
        (("AAA*Y**42*R",), "42"),
        (("EB*V", "AAA*N**62*C"), "62"),
    ],
)
def test_a_rejected_question_is_no_answer_and_says_why(segments, codes):
    row = answer(read(*segments))
    assert (row["status"], row["reject_codes"], row["member_id"]) == ("rejected", codes, "M100")


def test_a_refused_question_makes_no_active_coverage_and_a_refused_service_type_takes_none_away():
    assert answer(read("AAA*Y**42*R", "EB*1**30"))["status"] == "unknown"
    assert answer(read("AAA*Y**71*C", "EB*6**30"))["status"] == "inactive"
    assert answer(read("EB*1**30", "EB*V**PT", "AAA*N**33*C"))["status"] == "active"


@pytest.mark.parametrize(
    ("named", "benefit"),
    [
        ("NM1*Y2*2*CARE HMO", "other_payer"),
        ("NM1*PR*2*CARE HMO", "other_payer"),
        ("NM1*P3*1*DOCTOR*ANNE", "contact"),
        ("NM1*1P*2*CLINIC", "contact"),
    ],
)
def test_managed_care_names_another_payer_only_where_it_names_a_plan(named, benefit):
    reading = read("EB*1**30", "EB*MC**30", "LS*2120", named, "LE*2120")
    assert benefits(reading)[-1]["benefit"] == benefit
    assert answer(reading)["other_payers"] == ("CARE HMO" if benefit == "other_payer" else "")


@pytest.mark.parametrize(
    ("eb", "benefit"),
    [
        ("EB*CB**PT***23***VS*30", "limit"),
        ("EB*D**PT***29***VS*5", "limit"),
        ("EB*CB**PT", "other"),
        ("EB*D**PT***23*100", "other"),
        ("EB*S**PT***23***VS*30", "other"),  # the year before
        ("EB*B**PT***27*30**VS*1", "copay"),
    ],
)
def test_visits_counted_under_a_describing_code_are_a_limit_and_nothing_else_is(eb, benefit):
    assert benefits(read("EB*1**30", eb))[-1]["benefit"] == benefit


def test_a_payer_that_could_not_answer_at_all_is_a_rejected_answer_about_nobody():
    reading = read_coverage_uploads(
        [
            (
                "a.271",
                wrap(
                    "HL*1**20*1",
                    "NM1*PR*2*ACME*****PI*PX1",
                    "AAA*Y**42*R",
                    "HL*2*1*21*0",
                    "NM1*1P*2*C*****XX*1999999984",
                ).encode(),
            )
        ]
    )
    assert (answer(reading)["status"], answer(reading)["reject_codes"], answer(reading)["follow_up_code"]) == (
        "rejected",
        "42",
        "R",
    )


def test_a_subscriber_about_whom_nothing_is_said_is_unknown():
    assert answer(read())["status"] == "unknown"


def test_an_old_version_with_other_separators_reads_the_same():
    new = read("EB*1**30*HM*GOLD", "EB*F*IND*PT***23***VS*30")
    old = (
        wrap(*PAYER, *ADA, "EB*1**30*HM*GOLD", "EB*F*IND*PT***23***VS*30", version="004010X092A1", comp=">")
        .replace("*", "|")
        .replace("~", "\n")
    )
    reading = read_coverage_uploads([("old.txt", old.encode())])
    same = ("benefit", "service_types", "quantity", "measure", "plan_name")
    assert [[row[name] for name in same] for row in benefits(reading)] == [
        [row[name] for name in same] for row in benefits(new)
    ]
    assert answer(reading)["status"] == "active"


def test_a_medicare_answer_of_the_old_kind_is_read_to_its_last_benefit():
    reading = read(
        "DTP*307*RD8*20260101-20261231", "EB*1*IND**MA", "DTP*307*D8*20061101", "EB*1*IND**MB", "DTP*307*D8*20061101", "EB*C**96*MB**29*0",
        "DTP*292*RD8*20260101-20261231", "EB*F*IND*AD*MB**29*1860", "DTP*292*RD8*20260101-20261231", "EB*X**45*MA**26", "DTP*292*D8*20261130",
        "LS*2120", "NM1*1P*2******XX*1235283151", "LE*2120", "EB*R**88*OT", "REF*18*S9999 999", "LS*2120", "NM1*PR*2*DRUG PLAN", "LE*2120",
        version="004010X092A1", comp="^",
    )  # fmt: skip
    assert [row["benefit"] for row in benefits(reading)] == [
        "active",
        "active",
        "deductible",
        "limit",
        "facility",
        "other_payer",
    ]
    row = answer(reading)
    assert (row["status"], row["payer_type"], row["insurance_type"]) == ("active", "medicare_b", "MB")


def test_a_span_that_ends_on_the_day_of_the_answer_is_no_end_that_was_told():
    said = answer(read("DTP*291*RD8*20260101-20261124", "EB*1**30"))
    assert (said["coverage_to"], said["message"]) == ("2026-11-24", ASKED_UNTIL)
    assert answer(read("DTP*347*D8*20261124", "EB*1**30"))["message"] == ""
    assert answer(read("DTP*291*RD8*20260101-20261031", "EB*1**30"))["message"] == ""


def test_the_days_that_medicare_was_asked_about_do_not_end_part_b():
    asked = "DTP*307*RD8*20260101-20261124"
    said = answer(read(asked, "EB*1**30*MB", "DTP*291*D8*20150101"))
    assert (said["coverage_from"], said["coverage_to"], said["message"]) == ("2015-01-01", "", "")
    said = answer(read(asked, "EB*1**30*MB", "DTP*291*RD8*20150101-20260831"))
    assert said["coverage_to"] == "2026-08-31"


@pytest.mark.parametrize(
    ("set_id", "word"),
    [("270", "question about coverage"), ("835", "remittance"), ("278", "authorization"), ("999", "acknowledgement")],
)
def test_another_set_is_refused_in_a_sentence(set_id, word):
    reading = read_coverage_uploads([("a.txt", wrap(*PAYER, *ADA, set_id=set_id).encode())])
    assert reading.read == 0
    assert any(word in issue.sentence and not issue.is_warning for issue in reading.issues)


def test_the_same_answer_in_two_files_is_counted_once_and_said():
    file = wrap(*PAYER, *ADA, "EB*1**30", "EB*F*IND*PT***29***VS*4").encode()
    reading = read_coverage_uploads([("a.271", file), ("b.271", file)])
    assert (reading.read, len(reading.benefits["answer_id"])) == (1, 2)
    assert [i.sentence for i in reading.issues] == [
        "b.271, interchange 1, transaction 1, segment 7: is the same answer as one in a.271. It is counted once."
    ]


def test_an_open_end_is_no_end_and_a_broken_date_is_an_issue():
    assert answer(read("DTP*346*D8*20260101", "DTP*347*D8*99991231", "EB*1**30"))["coverage_to"] == ""
    reading = read("DTP*346*D8*20261301", "EB*1**30")
    assert answer(reading)["coverage_from"] == ""
    assert ["not a date" in issue.sentence for issue in reading.issues] == [True]


def test_unknown_segments_are_kept_and_what_cannot_be_read_is_named_without_its_words():
    reading = read("EB*1**30", "ZZZ*MARY SMITH", "EB*C*IND*30***23*LOTS", "EB*F*IND*PT***23***VS*MANY")
    assert reading.residue["text"] == ["ZZZ*MARY SMITH"]
    said = " ".join(issue.sentence for issue in reading.issues)
    assert "an amount" in said and "a quantity" in said
    assert not any(word in said for word in ("MARY", "LOTS", "MANY", "SAMPLE"))
    assert [row["benefit"] for row in benefits(reading)] == ["active", "deductible", "limit"]


def test_every_benefit_segment_is_in_the_table_whatever_its_code():
    codes = [
        "1",
        "5",
        "6",
        "A",
        "B",
        "C",
        "CB",
        "D",
        "E",
        "F",
        "G",
        "H",
        "I",
        "J",
        "K",
        "L",
        "M",
        "MC",
        "N",
        "O",
        "P",
        "Q",
        "R",
        "S",
        "T",
        "U",
        "V",
        "W",
        "X",
        "Y",
        "?",
        "",
    ]
    reading = read(*(f"EB*{code}*IND*30" for code in codes))
    assert reading.benefits["benefit_code"] == codes


EB_CELLS = st.lists(st.text(alphabet="ABCFIRPT0123456789.-^ :", max_size=6), max_size=15)


@given(st.lists(EB_CELLS, max_size=6))
def test_no_benefit_breaks_the_reading_and_none_is_lost(rows):
    ebs = ["EB*" + "*".join(cells) for cells in rows]
    reading = read(*ebs)
    assert reading.read == 1
    assert len(reading.benefits["answer_id"]) >= len(ebs)
    assert set(reading.benefits["answer_id"]) <= set(reading.answers["answer_id"])


@given(st.integers(0, 900))
def test_a_file_that_is_cut_off_says_active_of_nobody_whose_answer_may_go_on(cut):
    whole = wrap(*PAYER, *ADA, "EB*1**30", "EB*6**30", "EB*F*IND*PT***29***VS*4")
    reading = read_coverage_uploads([("a.271", whole[: max(0, len(whole) - cut)].encode())])
    assert reading.read <= 1
    assert "active" not in reading.answers["status"]


@pytest.mark.parametrize(
    ("message", "figures"),
    [
        ("20 VISITS USED. 0 REMAINING.", {("used", "20"), ("remaining", "0")}),
        ("12 USED, 8 LEFT", {("total", "20"), ("used", "12"), ("remaining", "8")}),
        ("VISITS: 20 USED, 0 LEFT", {("used", "20"), ("remaining", "0")}),
        ("20 OF 20 VISITS USED", {("total", "20"), ("used", "20")}),
        ("DEDUCTIBLE MET. 0 REMAINING", {("total", "20")}),
        ("OUT OF POCKET 4000, 0 REMAINING", {("total", "20")}),
        ("2 UNITS PER VISIT. 0 REMAINING", {("total", "20")}),
        ("AUTHORIZATION AFTER 12 USED", {("total", "20")}),
    ],
)
def test_figures_of_a_message_beside_a_number_of_visits_are_all_in_the_table(message, figures):
    found = benefits(read("EB*1**30", "EB*F**PT***23***VS*20", f"MSG*{message}"))
    assert {(b["measure"], b["quantity"]) for b in found if b["benefit"] == "limit"} == figures
