"""`auditkit denials`: what it prints, writes and returns."""

from __future__ import annotations

import csv
import io
import json

import pytest

from auditkit.cli import main
from auditkit.desks.denials import DEFINITION

HEAD = "claim_id,line_number,payer,date_of_service,hcpcs_code,group_code,carc,rarc,category,route,appeal_deadline,charge_amount"  # fmt: skip
_835 = """ISA*00*          *00*          *ZZ*MB01           *ZZ*PRACTICE       *260920*1200*^*00501*000000001*0*T*:~
GS*HP*MB01*PRACTICE*20260920*1200*1*X*005010X221A1~ST*835*0001~BPR*I*60*C*ACH*CCP*01*1*DA*1*1**01*1*DA*1*20260920~
TRN*1*EFT1*1999999999~N1*PR*MEDICARE~REF*2U*MB01~N1*PE*INVENTED THERAPY*XX*2999900014~LX*1~
CLP*C1*1*300*60**MB*ICN1~NM1*QC*1*DOE*JANE****MI*SYN1~
SVC*HC:97110:GP*100*60**2~DTM*472*20260902~CAS*CO*45*40~REF*6R*1~
SVC*HC:97140:GP*100*0**1~DTM*472*20260902~CAS*CO*45*30**50*70~REF*6R*2~LQ*HE*N115~
SVC*HC:97530:GP*100*0**1~DTM*472*20260902~CAS*PR*1*100~REF*6R*3~
CLP*C2*4*80*0**MB*ICN2~CAS*CO*16*80~MOA***MA130~
SE*24*0001~GE*1*1~IEA*1*000000001~"""
DENIED = [
    ["C1", "2", "MEDICARE", "2026-09-02", "97140", "CO", "50", "N115", "medical_necessity", "appeal", "2027-01-23", "100.00"],
    ["C2", "", "MEDICARE", "", "", "CO", "16", "MA130", "coding", "new_claim", "none: no right to appeal", "80.00"],
]  # fmt: skip


@pytest.fixture
def remittance(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    (tmp_path / "june.835").write_text(_835.replace("\n", ""), encoding="ascii")
    return tmp_path / "june.835"


def denials(*arguments):
    return main(["denials", *map(str, arguments), "--today", "2026-10-01"])


def test_csv_has_one_row_for_each_denied_line_and_nothing_else_on_standard_output(remittance, capsys):
    assert denials(remittance, "--format", "csv") == 0
    out, said = capsys.readouterr()
    assert out.splitlines()[0] == HEAD
    assert list(csv.reader(io.StringIO(out)))[1:] == DENIED
    assert DEFINITION in said and "2 denied lines of 4 that were settled." in said


def test_the_table_and_the_help_state_the_definition(remittance, capsys):
    assert denials(remittance) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert DEFINITION in shown and "97140" in shown
    with pytest.raises(SystemExit):
        main(["denials", "--help"])
    assert "paid with zero" in capsys.readouterr().out


def test_json_tells_more_and_is_whole(remittance, capsys):
    assert denials(remittance, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    first, second = told["denied"]
    assert told["settled_lines"] == 4 and told["definition"] == DEFINITION
    assert (first["denied_amount"], first["all_reasons"], first["days_left"], first["aim_for"]) == ("70.00", ["CO-50"], 114, "2027-01-18")  # fmt: skip
    assert second["is_proposal"] and second["days_left"] is None


def test_claims_give_the_line_number_and_payers_the_days(remittance, tmp_path, capsys):
    claims = tmp_path / "claims.csv"
    claims.write_text(
        "claim_id,patient_id,payer_id,line_number,date_of_service,hcpcs_code,modifiers,units,line_charge_amount\n"
        "C1,P1,PY1,2,2026-09-02,97140,GP,1,100.00\n",
        encoding="utf-8",
    )
    payers = tmp_path / "payers.csv"
    payers.write_text("payer_id,payer_name,payer_type,appeal_days\nPY1,Plan,commercial,60\n", encoding="utf-8")
    assert denials(remittance, "--claims", claims, "--payers", payers, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["denied"][0]["appeal_deadline"] == "2026-11-19"
    assert [row["claim_id"] for row in told["unmatched"]] == ["C1", "C1", "C2"]


def test_out_writes_files_that_a_spreadsheet_takes_for_no_formula(remittance, tmp_path):
    remittance.write_text(remittance.read_text().replace("N1*PR*MEDICARE", "N1*PR*=1+1"), encoding="ascii")
    assert denials(remittance, "--out", tmp_path / "out") == 0
    rows = list(csv.reader((tmp_path / "out" / "denials.csv").open(encoding="utf-8")))
    assert ",".join(rows[0]) == HEAD and rows[1][2] == "'=1+1"
    assert {file.name for file in (tmp_path / "out").iterdir()} >= {"denials.csv", "unclear.csv", "unmatched.csv", "issues.csv", "deadlines.ics"}  # fmt: skip
    calendar = (tmp_path / "out" / "deadlines.ics").read_text(encoding="utf-8")
    assert calendar.count("BEGIN:VEVENT") == 1 and "20270123" in calendar and "C1" not in calendar


def test_what_is_printed_as_csv_holds_no_formula_either(remittance, capsys):
    remittance.write_text(remittance.read_text().replace("N1*PR*MEDICARE", "N1*PR*=1+1"), encoding="ascii")
    assert denials(remittance, "--format", "csv") == 0
    assert next(csv.DictReader(capsys.readouterr().out.splitlines()))["payer"] == "'=1+1"


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(remittance, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert denials(remittance, "--out", tmp_path / "file" / "out") == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_a_remittance_that_only_takes_money_back_by_the_provider_is_read_and_holds_no_denial(
    remittance, tmp_path, capsys
):
    text = remittance.read_text()
    only = tmp_path / "recoupment.835"
    only.write_text(text[: text.index("LX*1")] + "PLB*2999900014*20261231*WO:ICN1*-60~" + text[text.index("SE*") :])
    assert denials(only, "--format", "csv") == 0
    out, said = capsys.readouterr()
    assert out.strip() == HEAD and "0 denied lines of 0" in said


def test_a_claim_file_is_no_remittance(tmp_path, capsys, remittance):
    other = tmp_path / "claims.837"
    other.write_text(remittance.read_text().replace("ST*835*", "ST*837*"), encoding="ascii")
    assert denials(other, "--format", "csv") == 1
    out, said = capsys.readouterr()
    assert not out and "No remittances were found." in said


def test_what_is_not_read_is_said_and_the_rest_is_printed(remittance, tmp_path, capsys):
    empty = tmp_path / "empty.835"
    empty.write_bytes(b"")
    assert denials(remittance, empty, "--format", "csv") == 3
    out, said = capsys.readouterr()
    assert len(out.splitlines()) == 3 and "empty.835" in said


def test_a_remittance_that_is_cut_off_is_read_as_far_as_it_goes_and_does_not_pass_for_whole(remittance, capsys):
    remittance.write_text(remittance.read_text()[: remittance.read_text().index("CLP*C2") + 9], encoding="ascii")
    assert denials(remittance, "--format", "csv") == 3
    out, said = capsys.readouterr()
    assert len(out.splitlines()) == 2 and "cut off" in said


def test_rejections_are_no_denials_and_it_is_said(tmp_path, capsys, remittance):
    answer = tmp_path / "answer.999"
    answer.write_text(
        "ISA*00*          *00*          *ZZ*MB01           *ZZ*PRACTICE       *260920*1200*^*00501*000000002*0*T*:~GS*FA*A*B*20260920*1200*2*X*005010X231A1~"
        "ST*999*0001~AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK3*NM1*8**8~IK4*9**7~IK5*R*5~AK9*R*1*1*0~SE*8*0001~GE*1*2~IEA*1*000000002~",
        encoding="ascii",
    )
    assert denials(answer, "--format", "csv") == 0
    out, said = capsys.readouterr()
    assert out.strip() == HEAD
    assert "1 rejection is in these files; it was never settled and is no denial." in said
    assert denials(remittance, answer, "--format", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_an_answer_that_accepts_everything_is_read_and_holds_no_denial(tmp_path, capsys, remittance):
    answer = tmp_path / "answer.999"
    answer.write_text(
        "ISA*00*          *00*          *ZZ*MB01           *ZZ*PRACTICE       *260920*1200*^*00501*000000002*0*T*:~GS*FA*A*B*20260920*1200*2*X*005010X231A1~"
        "ST*999*0001~AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*2~IEA*1*000000002~",
        encoding="ascii",
    )
    assert denials(answer, "--format", "csv") == 0
    assert "rejection" not in capsys.readouterr().err


def test_the_same_file_twice_is_counted_once(remittance, tmp_path, capsys):
    again = tmp_path / "again.835"
    again.write_bytes(remittance.read_bytes())
    assert denials(remittance, again, "--format", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_last_day_on_a_saturday_says_until_when_it_counts(remittance, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    denials(remittance)
    assert "2027-01-23 (a Saturday: counts until 2027-01-25)" in " ".join(capsys.readouterr().out.split())
    main(["denials", str(remittance), "--today", "2027-01-26"])
    assert "PAST" in capsys.readouterr().out
    main(["denials", str(remittance), "--today", "2027-01-25"])
    assert "PAST" not in capsys.readouterr().out


def test_a_payers_own_number_of_days_is_not_moved(remittance, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "payers.csv").write_text("payer_id,payer_name,payer_type,appeal_days\nMB01,MEDICARE,medicare_b,125\n")
    capsys.readouterr()
    denials(remittance, "--payers", tmp_path / "payers.csv")
    assert "2027-01-23 (a Saturday: go by 2027-01-22)" in " ".join(capsys.readouterr().out.split())


def test_a_second_process_that_reads_a_part_of_the_files_changes_nothing(remittance, tmp_path, capsys, monkeypatch):
    from auditkit import second_process
    from auditkit.readers import remittances_apart

    monkeypatch.setattr(second_process, "_processors", lambda: 2)
    monkeypatch.setattr(second_process, "_WORTH", 0)
    for number in (2, 3, 4):
        other = _835.replace("EFT1", f"EFT{number}").replace("*C1*", f"*D{number}*").replace("\n", "")
        (tmp_path / f"{number}.835").write_text(other, encoding="ascii")
    files = sorted(tmp_path.glob("*.835"))
    told = []
    for least in (10**9, 1):
        monkeypatch.setattr(remittances_apart, "_LEAST", least)
        told.append((denials(*files, "--format", "csv"), capsys.readouterr()))
    assert told[0] == told[1] and len(told[0][1].out.splitlines()) == 9
