"""271 answers as strangers write them, read and checked: what is plainly red is red, and nothing unknown is green."""

from datetime import date

import pytest

from auditkit.desks.eligibility import Desk, FrontDeskTables, check_visits
from auditkit.desks.eligibility.example import columns_of
from auditkit.readers.coverage import read_coverage_uploads
from auditkit.reference import Reference
from auditkit.tables import SCHEDULE

DAY = date(2026, 11, 24)
ISA = f"ISA*00*{'':10}*00*{'':10}*ZZ*{'PAYER':15}*ZZ*{'CLINIC':15}*261124*0712*^*00501*000000007*0*P*:"
ACTIVE = "EB*1**30~DTP*291*RD8*20260101-20261231~"


def rulings(said, *, before=ACTIVE, who="DMG*D8*19500203*F", **visit):
    """The checks of a visit at 9:00 whose payer said `said` at 7:12 of the same day."""
    segments = f"GS*HB*P*C*20261124*0712*7*X*005010X279A1~ST*271*0001~BHT*0022*11*Q*20261124*0712~HL*1**20*1~NM1*PR*2*SAMPLE PLAN*****PI*SP99~HL*2*1*21*1~NM1*1P*2*INVENTED THERAPY LLC*****XX*2999900014~HL*3*2*22*0~NM1*IL*1*MOCK*ADA****MI*M1~{who}~{before}{said}~SE*9*0001~GE*1*7~IEA*1*000000007~"
    answers = read_coverage_uploads([("a.271", f"{ISA}~{segments}".replace("~~", "~").encode())])
    row = {
        "patient_id": "P1",
        "member_id": "M1",
        "date_of_service": "2026-11-24",
        "start_time": "09:00",
        "discipline": "PT",
        "payer_id": "SP99",
    }
    desk = Desk(FrontDeskTables(columns_of(SCHEDULE, [row | visit]), answers.answers, answers.benefits))
    (checked,) = check_visits(desk.joined(DAY, DAY, today=DAY).visits, Reference())
    return {rule: (ruling.answer.value, ruling.message) for rule, ruling in checked.rulings.items()}


@pytest.mark.parametrize(
    "said",
    [
        "EB*F*IND*PT***23***P6*25~EB*F*IND*PT***24***99*25",  # services, and a count used that has no unit of its own
        "EB*F*IND*PT***23***DY*60~MSG*60 OF 60 DAYS USED",
        "EB*F*IND*PT***23***DY*45~EB*F*IND*PT***23~MSG*45 DAYS USED",
        "EB*F*IND*PT***29***VS*0",
        "EB*F**PT~MSG*LIFETIME LIMIT REACHED",
    ],
)
def test_a_limit_that_is_used_up_is_red_whatever_it_counts(said):
    assert rulings(said)["visits_remaining"][0] == "not_met"


@pytest.mark.parametrize(
    "said",
    [
        "EB*F*IND*PT***23***P6*25~EB*F*IND*PT***24***99*24",
        "EB*F*IND*PT***23***P6*25~EB*F*IND*AD***24***99*25",  # used by another discipline
        "EB*F*IND*PT***23***DY*60~MSG*45 DAYS USED",
        "EB*F*IND*PT***23***DY*45~MSG*45 DAYS USED",  # the number of the message may be the number itself
        "EB*F*IND*PT***23***VS*25~MSG*USED 25",
        "EB*F*IND*PT***23***DY*45~MSG*MAY BE EXTENDED AFTER 45 DAYS USED",
        "EB*F*IND*98***29***VS*0",  # of office visits
        "EB*F*IND*PT***29***VS*0**N",  # outside the network
    ],
)
def test_a_limit_of_which_the_rest_is_not_known_is_neither_red_nor_green(said):
    assert rulings(said)["visits_remaining"][0] == "unclear"


def test_whom_the_payer_says_to_ask_is_named_where_nothing_is_said_of_a_limit():
    answer, message = rulings("EB*U**PT~LS*2120~NM1*VN*2*AMERICAN INVENTED HEALTH~LE*2120")["visits_remaining"]
    assert answer == "unclear" and message.endswith("; it says to ask AMERICAN INVENTED HEALTH.")


RESTRICTED = "EB*N**PT~LS*2120~{}~LE*2120"


@pytest.mark.parametrize(
    ("named", "answer"),
    [
        ("NM1*1P*2*OTHER CLINIC INC", "not_met"),
        ("NM1*1P*2*OTHER CLINIC INC*****XX*2999900022", "not_met"),
        ("NM1*1P*2*INVENTED THERAPY LLC", "met"),
        ("NM1*1P*2*WE UNDER ANOTHER NAME*****XX*2999900014", "met"),
        ("NM1*1P*1*FICTION*MARA****XX*2999900139", "unclear"),  # a person, and nobody knows who treats
        ("NM1*P3*1*FICTION*MARA****XX*2999900139", "unclear"),
    ],
)
def test_care_that_is_restricted_to_a_provider_is_red_where_that_plainly_is_somebody_else(named, answer):
    assert rulings(RESTRICTED.format(named))["coverage_active"][0] == answer


def test_care_that_is_restricted_to_a_therapist_depends_on_who_treats():
    said = RESTRICTED.format("NM1*1P*1*FICTION*MARA****XX*2999900139")
    assert rulings(said, rendering_provider_npi="2999900139")["coverage_active"][0] == "met"
    assert rulings(said, rendering_provider_npi="2999900121")["coverage_active"][0] == "not_met"


def test_a_restriction_of_other_care_changes_nothing():
    assert rulings("EB*N**88~LS*2120~NM1*1P*2*OTHER CLINIC INC~LE*2120")["coverage_active"][0] == "met"


@pytest.mark.parametrize(
    "words",
    [
        "PLAN TERMINATED 10/31/2026",
        "COVERAGE NOT ACTIVE FOR DATE OF SERVICE",
        "MEMBER IS NO LONGER ELIGIBLE",
        "POLICY HAS LAPSED",
    ],
)
def test_an_active_plan_whose_own_words_say_that_it_ended_is_not_green(words):
    answer, message = rulings(f"EB*1**30~MSG*{words}", before="")["coverage_active"]
    assert answer == "unclear" and "payer's words" in message


@pytest.mark.parametrize(
    "words",
    ["COVERAGE WILL BE TERMINATED IF PREMIUM IS NOT PAID", "NO COVERAGE OUT OF NETWORK", "ACTIVE COVERAGE", "PRIOR AUTH REQUIRED", "CANCELLED VISITS ARE BILLED"],
)  # fmt: skip
def test_words_of_a_condition_or_about_something_else_do_not_end_a_plan(words):
    assert rulings(f"EB*1**30~MSG*{words}", before="")["coverage_active"][0] == "met"


MEDICARE = "EB*1**30*MB~DTP*291*D8*20190401"


def test_who_may_have_to_pay_before_medicare_keeps_coverage_from_green_while_it_lasts():
    other = "EB*R*IND*30*{}~DTP*290*{}~LS*2120~NM1*PRP*2*MADEUP AUTO~LE*2120"
    answer, message = rulings(f"{MEDICARE}~{other.format('14', 'D8*20260815')}", before="")["coverage_active"]
    assert answer == "unclear" and "MADEUP AUTO may have to pay before Medicare" in message
    assert (
        rulings(f"{MEDICARE}~{other.format('14', 'RD8*20190401-20240630')}", before="")["coverage_active"][0] == "met"
    )
    assert rulings(f"{MEDICARE}~{other.format('SP', 'D8*20260815')}", before="")["coverage_active"][0] == "met"


@pytest.mark.parametrize(
    "said",
    [
        "EB*CB**30~MSG*REFERRAL REQUIRED FROM PCM",
        "EB*1**PT~MSG*REQUIRES A REFERRAL",
        "EB*D**30~MSG*PCP REFERRAL NEEDED.",
    ],
)
def test_a_referral_that_the_payer_wants_is_said(said):
    answer, message = rulings(said)["authorization_ready"]
    assert answer == "unclear" and "A referral is needed" in message


@pytest.mark.parametrize(
    "said",
    [
        "EB*CB**30~MSG*NO REFERRAL REQUIRED",
        "EB*CB**88~MSG*REFERRAL REQUIRED",
        "EB*CB**30~MSG*REFERRAL REQUIRED AFTER 12 VISITS",
        "EB*CB**30",
    ],
)
def test_a_referral_that_is_not_wanted_or_only_under_a_condition_is_not_said(said):
    assert "referral" not in rulings(said)["authorization_ready"][1]


def test_medicare_asks_for_no_authorization_and_a_referral_beside_it_is_to_be_looked_at():
    answer, message = rulings(f"{MEDICARE}~EB*CB**30~MSG*REFERRAL REQUIRED", before="")["authorization_ready"]
    assert (answer, message.split(".")[0]) == ("unclear", "No authorization is needed, by Medicare Part B's rules")


def test_a_qualified_medicare_beneficiary_is_asked_for_no_deductible_while_that_lasts():
    left = "EB*C*IND*30*MB**29*283"
    answer, message = rulings(f"{MEDICARE}~EB*1**30*QM~DTP*291*RD8*20260101-20261231~{left}", before="")[
        "deductible_known"
    ]
    assert answer == "not_applicable" and "QMB" in message
    assert (
        rulings(f"{MEDICARE}~EB*1**30*QM~DTP*291*RD8*20250101-20251231~{left}", before="")["deductible_known"][0]
        == "met"
    )
    assert rulings(f"{MEDICARE}~{left}", before="")["deductible_known"][0] == "met"
