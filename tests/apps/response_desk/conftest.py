"""A small practice's remittance, claims and notes as files; the store is a file of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditkit.apps.response_desk.model import ResponseDeskModel
from auditkit.store import Store

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
HEAD = (
    "ISA*00*          *00*          *ZZ*MB01           *ZZ*PRACTICE       *260920*1200*^*00501*{n:09}*0*T*:~"
    "GS*HP*MB01*PRACTICE*20260920*1200*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*ACH*CCP*01*1*DA*1*1**01*1*DA*1*{day}~"
    "TRN*1*EFT{n}*1999999999~N1*PR*{payer}~REF*2U*MB01~N1*PE*INVENTED THERAPY*XX*2999900014~LX*1~"
)


def line(number, code="97110", cas="CO*50*100", paid="0", rarc=""):
    return f"SVC*HC:{code}:GP*100*{paid}**1~DTM*472*20260902~CAS*{cas}~REF*6R*{number}~" + (
        f"LQ*HE*{rarc}~" if rarc else ""
    )


@pytest.fixture
def remittance():
    """An 835: `remittance({"C1": [line(1), ...]})`; every claim is Medicare's."""

    def made(claims, *, n=1, day="20260920", payer="MEDICARE"):
        body = "".join(
            f"CLP*{claim}*1*{100 * len(lines)}*0**MB*ICN-{claim}~NM1*QC*1*DOE*JANE****MI*SYN1~{''.join(lines)}"
            for claim, lines in claims.items()
        )
        return (HEAD.format(n=n, day=day, payer=payer) + body + f"SE*9*0001~GE*1*1~IEA*1*{n:09}~").encode()

    return made


CLAIMS = (
    b"claim_id,patient_id,payer_id,payer_type,billing_provider_npi,rendering_provider_npi,line_number,date_of_service,hcpcs_code,modifiers,units,line_charge_amount,diagnosis_codes\n"
    b"C1,P1,PY1,medicare_b,2999900014,1234567890,1,2026-09-02,97110,GP,1,100.00,M25.561\n"
    b"C1,P1,PY1,medicare_b,2999900014,1234567890,2,2026-09-02,97140,GP,1,100.00,M25.561\n"
)
NOTE = b"""Physical therapy daily note. Date of service: 09/02/2026
S: Patient reports that she can now carry groceries from the car, 10 lb, with pain 3/10.
O: Right shoulder flexion 135 degrees (evaluation 95). Therapeutic exercise 97110 15 minutes, manual therapy 97140 15 minutes.
A: Tactile cues for scapular control were needed because she hikes the shoulder above 90 degrees.
P: Continue 2 times a week for 4 weeks.
"""
INDEX = b"file,patient_id,date_of_service,kinds\nvisit.txt,P1,2026-09-02,treatment\n"


@pytest.fixture
def settled_line():
    return line


@pytest.fixture
def beside():
    """Claims and the note of the day, as uploads."""
    return [("claims.csv", CLAIMS), ("visit.txt", NOTE), ("notes.csv", INDEX)]


@pytest.fixture
def model(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    return ResponseDeskModel(now=lambda: NOW, open_store=lambda: Store.open(tmp_path / "store.sqlite"), who="Ann")
