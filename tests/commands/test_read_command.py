"""`auditkit read`: tables in a folder, a sentence for everything else, columns confirmed once."""

import csv

import pytest

from auditkit import cli

EXPORT = "Acct Ref,DOS,Proc Cd,Mod 1,Price\nC1,3/4/2026,97110,GP,65\nC1,3/5/2026,97140,GP,60\n"


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))


def table(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def run(*arguments):
    return cli.main(["read", *map(str, arguments)])


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_export_becomes_tables_in_a_folder(tmp_path, capsys):
    assert run(written(tmp_path, "june.csv", EXPORT), "--to", tmp_path / "out") == 0
    lines = table(tmp_path / "out" / "claim_lines.csv")
    assert [(line["hcpcs_code"], line["date_of_service"], line["source_place"]) for line in lines] == [
        ("97110", "2026-03-04", "row 2"),
        ("97140", "2026-03-05", "row 3"),
    ]
    assert table(tmp_path / "out" / "residue.csv") == []
    said = capsys.readouterr()
    assert "claim_lines: 2 lines read, 0 skipped." in said.out
    assert "guessed and not confirmed" in said.err


def test_columns_that_were_confirmed_once_are_remembered_for_exports_of_that_shape(tmp_path, capsys):
    source = written(tmp_path, "june.csv", EXPORT)
    assert (
        run(
            source,
            "--to",
            tmp_path / "a",
            "--column",
            "claim_id=Acct Ref",
            "--column",
            "line_charge_amount=Price",
            "--confirm",
        )
        == 0
    )
    july = written(tmp_path, "july.csv", EXPORT.replace("C1", "C7"))
    capsys.readouterr()
    assert run(july, "--to", tmp_path / "b") == 0
    lines = table(tmp_path / "b" / "claim_lines.csv")
    assert [(line["claim_id"], line["line_charge_amount"]) for line in lines] == [("C7", "65.00"), ("C7", "60.00")]
    assert "guessed" not in capsys.readouterr().err
    other = written(tmp_path, "other.csv", EXPORT.replace("Price", "Cost"))
    run(other, "--to", tmp_path / "c")
    assert "guessed" in capsys.readouterr().err


def test_a_column_that_is_none_of_ours_is_said(tmp_path, capsys):
    assert run(written(tmp_path, "june.csv", EXPORT), "--to", tmp_path / "out", "--column", "price=Price") == 1
    assert "NAME is one of our columns" in capsys.readouterr().err


def test_parquet_holds_the_same_table_as_csv(tmp_path):
    import duckdb

    source = written(tmp_path, "june.csv", EXPORT)
    run(source, "--to", tmp_path / "out")
    assert run(source, "--to", tmp_path / "out", "--format", "parquet") == 0
    rows = duckdb.read_parquet(str(tmp_path / "out" / "claim_lines.parquet"))
    lines = table(tmp_path / "out" / "claim_lines.csv")
    assert [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()] == lines
    assert set(map(str, rows.types)) == {"VARCHAR"}


def test_history_payers_and_authorizations_become_tables_too(tmp_path):
    out = tmp_path / "out"
    history = written(tmp_path, "h.csv", "MRN,DOS,CPT,Mods,Allowed\nP1,1/4/2026,97110,GP,31.20\n")
    payers = written(tmp_path, "p.csv", "Payer ID,Payer Type\nPY1,Medicare B\n")
    held = written(tmp_path, "a.csv", "Auth #,MRN,Start,End,Visits\nA1,P1,1/1/2026,6/30/2026,12\n")
    assert (
        run(
            written(tmp_path, "june.csv", EXPORT),
            "--to",
            out,
            "--history",
            history,
            "--payers",
            payers,
            "--authorizations",
            held,
        )
        == 0
    )
    assert table(out / "history.csv")[0]["allowed_amount"] == "31.20"
    assert table(out / "payers.csv")[0]["payer_type"] == "medicare_b"
    assert table(out / "authorizations.csv")[0]["authorized_units"] == "12"


def test_what_was_written_is_read_back_the_same(tmp_path):
    source = written(tmp_path, "june.csv", EXPORT)
    run(source, "--to", tmp_path / "a")
    assert run(tmp_path / "a" / "claim_lines.csv", "--to", tmp_path / "b") == 0
    first, second = table(tmp_path / "a" / "claim_lines.csv"), table(tmp_path / "b" / "claim_lines.csv")
    ours = [name for name in first[0] if not name.startswith("source_")]
    assert [[row[name] for name in ours] for row in first] == [[row[name] for name in ours] for row in second]


def test_the_issues_name_place_and_fix_and_no_cell(tmp_path):
    source = written(tmp_path, "june.csv", EXPORT.replace("3/5/2026", "Zebulon"))
    assert run(source, "--to", tmp_path / "out") == 0
    text = (tmp_path / "out" / "issues.csv").read_text(encoding="utf-8")
    found = [row for row in table(tmp_path / "out" / "issues.csv") if row["place"] == "row 3"]
    assert found == [{"file": "june.csv", "place": "row 3", "problem": 'has a cell under "DOS" that is not a date',
                      "fix": "Write it as 3/4/2026 or 2026-03-04.", "is_warning": "1"}]  # fmt: skip
    assert "Zebulon" not in text


def test_a_file_that_is_not_read_does_not_stop_the_others(tmp_path, capsys):
    assert run(written(tmp_path, "june.csv", EXPORT), tmp_path / "missing.csv", "--to", tmp_path / "out") == 3
    assert "missing.csv: is not there." in capsys.readouterr().err
    assert len(table(tmp_path / "out" / "claim_lines.csv")) == 2


def test_nothing_read_is_an_exit_code_of_its_own(tmp_path):
    assert run(tmp_path / "missing.csv", "--to", tmp_path / "out") == 1


def test_a_source_is_never_written_over(tmp_path, capsys):
    source = written(tmp_path, "claim_lines.csv", EXPORT)
    assert run(source, "--to", tmp_path) == 1
    assert source.read_text(encoding="utf-8") == EXPORT
    assert "one of the files that were read" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_said(tmp_path, capsys):
    blocked = written(tmp_path, "file", "x")
    assert run(written(tmp_path, "june.csv", EXPORT), "--to", blocked / "out") == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_a_value_that_looks_like_a_formula_is_marked_and_the_mark_is_taken_off_again(tmp_path):
    isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260310*1200*^*00501*000000001*0*T*:~"
    body = "GS*HC*A*B*20260310*1200*1*X*005010X222A1~ST*837*1~HL*1**22*0~NM1*IL*1*X*Y****MI*=1+1~CLM*-C1*-65***11:B:1~LX*1~SV1*HC:97110*-65*UN*1~DTP*472*D8*20260304~SE*8*1~GE*1*1~IEA*1*000000001~"
    run(written(tmp_path, "a.837", isa + body), "--to", tmp_path / "out")
    row = table(tmp_path / "out" / "claim_lines.csv")[0]
    assert (row["member_id"], row["claim_id"], row["line_charge_amount"]) == ("'=1+1", "'-C1", "-65.00")
    run(tmp_path / "out" / "claim_lines.csv", "--to", tmp_path / "again")
    assert table(tmp_path / "again" / "claim_lines.csv")[0]["member_id"] == "'=1+1"
    assert not [issue for issue in table(tmp_path / "again" / "issues.csv") if issue["place"] == "row 2"]


ISA = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261020*1200*^*00501*000000001*0*T*:~"
PAID = (
    ISA + "GS*HP*A*B*20261020*1200*1*X*005010X221A1~ST*835*1~BPR*I*28*C*ACH************20261020~TRN*1*EFT1*1999999999~N1*PR*SYNTHETIC*XV*PY1~"
    "N1*PE*X*XX*2999900014~LX*1~CLP*C1*1*65*28*7*MB*ICN1~SVC*HC:97110:GP*65*28**2~DTM*472*20261005~CAS*CO*45*30~CAS*PR*2*7~REF*6R*1~SE*13*1~GE*1*1~IEA*1*000000001~"
)  # fmt: skip
REFUSED = (
    ISA
    + "GS*FA*A*B*20261020*1200*1*X*005010X231A1~ST*999*1~AK1*HC*7~AK2*837*0001~IK5*R*4~AK9*R*1*1*0~SE*6*1~GE*1*1~IEA*1*000000001~"
)
DENIALS = "Claim #,DOS,CPT,Billed,Paid,CARC\nC2,10/5/2026,97140,60,0,CO-50\n"


def test_a_folder_that_mixes_claims_remittances_answers_and_denials_becomes_all_their_tables(tmp_path, capsys):
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    for name, text in (
        ("june.csv", EXPORT),
        ("june.835", PAID),
        ("june.999", REFUSED),
        ("denials.csv", DENIALS),
        ("copy.835", PAID),
    ):
        written(mixed, name, text)
    assert run(mixed, "--to", tmp_path / "out") == 0
    found = {path.stem: table(path) for path in (tmp_path / "out").glob("*.csv")}
    assert sorted(found) == [
        "adjustments",
        "claim_lines",
        "claim_payments",
        "issues",
        "provider_adjustments",
        "rejections",
        "remittances",
        "residue",
        "service_payments",
    ]
    assert [row["hcpcs_code"] for row in found["claim_lines"]] == ["97110", "97140"]
    assert [(row["claim_id"], row["source_file"]) for row in found["service_payments"]] == [
        ("C1", "copy.835"),
        ("C2", "denials.csv"),
    ]
    assert [row["carc"] for row in found["adjustments"]] == ["45", "2", "50"]
    assert [row["error_code"] for row in found["rejections"]] == ["4"]
    assert "is the same file as copy.835; it was read once" in [row["problem"] for row in found["issues"]]
    said = capsys.readouterr()
    assert "remittances: 2 payments, 2 claim payments, 2 service lines and 1 answer read" in said.out
    assert "denials.csv: the columns were guessed and not confirmed." in said.err


def test_remittances_alone_make_no_table_of_claims(tmp_path):
    assert run(written(tmp_path, "june.835", PAID), "--to", tmp_path / "out") == 0
    assert not (tmp_path / "out" / "claim_lines.csv").exists()
    assert table(tmp_path / "out" / "claim_payments.csv")[0]["paid_amount"] == "28.00"


def test_claims_alone_make_no_tables_of_remittances(tmp_path):
    assert run(written(tmp_path, "june.csv", EXPORT), "--to", tmp_path / "out") == 0
    assert not (tmp_path / "out" / "claim_payments.csv").exists()


def test_claims_and_remittances_in_one_file_are_both_read(tmp_path):
    claims = (
        ISA
        + "GS*HC*A*B*20260310*1200*1*X*005010X222A1~ST*837*1~HL*1**22*0~CLM*C1*65***11:B:1~LX*1~SV1*HC:97110*65*UN*1~DTP*472*D8*20260304~SE*7*1~GE*1*1~IEA*1*000000001~"
    )
    assert run(written(tmp_path, "all.txt", claims + PAID), "--to", tmp_path / "out") == 0
    assert len(table(tmp_path / "out" / "claim_lines.csv")) == len(table(tmp_path / "out" / "claim_payments.csv")) == 1


def test_columns_of_a_list_of_denials_can_be_said(tmp_path):
    source = written(tmp_path, "d.csv", DENIALS.replace("Billed", "Xyz"))
    assert run(source, "--to", tmp_path / "out", "--column", "charge_amount=Xyz") == 0
    assert table(tmp_path / "out" / "service_payments.csv")[0]["charge_amount"] == "60.00"


def test_tables_of_remittances_that_were_written_before_are_not_counted_again(tmp_path, capsys):
    run(written(tmp_path, "june.835", PAID), written(tmp_path, "june.999", REFUSED), "--to", tmp_path / "out")
    capsys.readouterr()
    assert run(tmp_path / "out", "--to", tmp_path / "again") == 1
    assert capsys.readouterr().err.count("is a table that auditkit wrote from remittances") == 6


def test_another_set_is_named_once_with_what_reads_it(tmp_path, capsys):
    asked = ISA + "GS*HB*A*B*20260310*1200*1*X*005010X279A1~ST*271*1~SE*2*1~ST*271*2~SE*2*2~GE*2*1~IEA*1*000000001~"
    assert run(written(tmp_path, "a.271", asked), "--to", tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert (
        said
        == "a.271: holds an answer about coverage (271), neither claims nor a remittance, in 2 transactions. `auditkit frontdesk` reads it.\n"
    )
