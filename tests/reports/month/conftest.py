"""A small practice whose remittances and claims are written as files, so that the whole way from file to report is taken."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta

import pytest

HEAD = [
    "claim_id",
    "patient_id",
    "patient_birth_date",
    "member_id",
    "payer_id",
    "payer_name",
    "payer_type",
    "billing_provider_npi",
    "rendering_provider_npi",
    "referring_provider_npi",
    "submitted_on",
    "claim_frequency_code",
    "payer_claim_control_number",
    "place_of_service",
    "diagnosis_codes",
    "claim_charge_amount",
    "authorization_number",
    "line_number",
    "date_of_service",
    "hcpcs_code",
    "modifiers",
    "units",
    "minutes",
    "line_charge_amount",
    "diagnosis_pointers",
]
PAYERS = {"PY1": "Lantern Health (invented)", "PY2": "Harbor Plan (invented)"}
CLINICS = ("2999900014", "2999900022")
THERAPISTS = ("2999900113", "2999900121", "2999900139")
CODES = ("97110", "97140", "97530")


class Practice:
    """Claims of two lines, each answered `lag` days after it was sent; `denied(claim)` gives (group, carc) or None."""

    def __init__(self, folder, seed=1):
        self.folder, self.dice, self.claims = folder, random.Random(seed), []  # noqa: S311
        self.later = []  # (claim, day, is_paid): what is answered a second time

    def month(self, year, number, claims, denied=lambda claim: None, lag=14):
        for _ in range(claims):
            answered = date(year, number, 1) + timedelta(self.dice.randrange(27))
            claim = {
                "id": f"C{len(self.claims) + 1:05}", "payer": self.dice.choice(list(PAYERS)), "clinic": self.dice.choice(CLINICS),
                "therapist": self.dice.choice(THERAPISTS), "codes": self.dice.sample(CODES, 2), "answered": answered,
                "sent": answered - timedelta(lag), "served": answered - timedelta(lag + 2),
            }  # fmt: skip
            claim["denied"] = denied(claim)
            self.claims.append(claim)
        return self

    def answer_again(self, claim, on, paid=True):
        self.later.append((claim, on, paid))

    def write(self):
        """The files, by the names that a report takes."""
        self._claims(self.folder / "claims.csv")
        (self.folder / "answers.835").write_text(self._remittances(), encoding="ascii")
        return {"remittances": [self.folder / "answers.835"], "claims": [self.folder / "claims.csv"]}

    def _claims(self, path):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEAD, restval="")
            writer.writeheader()
            for c in self.claims:
                for number, code in enumerate(c["codes"], 1):
                    writer.writerow({
                        "claim_id": c["id"], "patient_id": f"P{c['id']}", "patient_birth_date": "1960-01-01", "member_id": f"SYN-{c['id']}", "payer_id": c["payer"],
                        "payer_name": PAYERS[c["payer"]], "payer_type": "commercial", "billing_provider_npi": c["clinic"], "rendering_provider_npi": c["therapist"],
                        "submitted_on": c["sent"], "claim_frequency_code": "1", "place_of_service": "11", "diagnosis_codes": c.get("diagnosis", "M25.561"), "claim_charge_amount": "130.00",
                        "line_number": number, "date_of_service": c["served"], "hcpcs_code": code, "modifiers": "GP", "units": "1", "minutes": "15",
                        "line_charge_amount": "65.00", "diagnosis_pointers": "1",
                    })  # fmt: skip

    def _remittances(self):
        answers = {}
        for c in self.claims:
            answers.setdefault((c["answered"], c["payer"], c["clinic"]), []).append((c, not c["denied"]))
        for c, on, paid in self.later:
            answers.setdefault((on, c["payer"], c["clinic"]), []).append((c, paid))
        out = [
            "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261001*1200*^*00501*000000001*0*P*:",
            "GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1",
        ]
        for number, ((on, payer, clinic), claims) in enumerate(sorted(answers.items(), key=lambda item: item[0]), 1):
            total = sum(60 for _, paid in claims if paid)
            out += [f"ST*835*{number:04}", f"BPR*I*{total}*C*ACH*CCP*01*1*DA*1*1999999999**01*1*DA*1*{on:%Y%m%d}", f"TRN*1*T{number:06}*1999999999",
                    f"DTM*405*{on:%Y%m%d}", f"N1*PR*{PAYERS[payer]}", f"REF*2U*{payer}", f"N1*PE*Clinic {clinic[-2:]} (invented)*XX*{clinic}", "LX*1"]  # fmt: skip
            for c, paid in claims:
                out += [
                    f"CLP*{c['id']}*{1 if paid else 4}*130*{60 if paid else 0}**12*ICN{c['id']}*11*1",
                    "NM1*QC*1*INVENTED*PAT",
                    f"DTM*232*{c['served']:%Y%m%d}",
                ]
                for line, code in enumerate(c["codes"], 1):
                    group, carc = c["denied"] or ("CO", "50")
                    cas = "CAS*CO*45*35" if paid else f"CAS*{group}*{carc}*65"
                    out += [
                        f"SVC*HC:{code}:GP*65*{30 if paid else 0}**1",
                        f"DTM*472*{c['served']:%Y%m%d}",
                        cas,
                        f"REF*6R*{line}",
                    ]
                    out += ["AMT*B6*30"] if paid else []
            out.append(f"SE*{len(out)}*{number:04}")
        return "~".join([*out, f"GE*{len(answers)}*1", "IEA*1*000000001"]) + "~"


@pytest.fixture
def practice(tmp_path):
    return Practice(tmp_path)
