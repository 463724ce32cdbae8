"""837P files to service lines: what was written comes back, whatever the separators and habits of the file."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.readers.claims import read_claim_uploads
from auditkit.tables import CLAIM_LINES

calm = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
ONE_LINE = {
    "code": "97110",
    "modifiers": "GP|KX",
    "units": "2",
    "charge": "65.00",
    "pointers": "1",
    "date": "2026-03-04",
}


def read(data, name="a.837"):
    return read_claim_uploads([(name, data)])


def rows(reading):
    return [dict(zip(reading.lines, row, strict=True)) for row in zip(*reading.lines.values(), strict=True)]


def problems(reading):
    return [issue.problem for issue in reading.issues]


def names(alphabet="ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-"):
    return st.text(alphabet, min_size=1, max_size=12)


amounts = st.integers(0, 9_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
lines = st.fixed_dictionaries({
    "code": st.sampled_from(["97110", "97140", "G0283", "97530", "92507"]),
    "modifiers": st.lists(st.sampled_from(["GP", "KX", "59", "CQ"]), max_size=4, unique=True).map("|".join),
    "units": st.integers(0, 99).map(str), "charge": amounts,
    "pointers": st.lists(st.integers(1, 12).map(str), min_size=1, max_size=4, unique=True).map("|".join),
    "date": st.dates(min_value=__import__("datetime").date(2000, 1, 1), max_value=__import__("datetime").date(2030, 1, 1)).map(str),
})  # fmt: skip
separators = st.sampled_from([("*", ":", "~"), ("*", ">", "~"), ("|", "^", "~"), ("~", "^", "_"), ("*", "|", "~"), ("*", ":", "\n"),
                              ("*", ":", "\r"), ("*", "<", "\x1d"), ("\x1f", "\x1e", "\x1d"), ("*", ":", "'")])  # fmt: skip


@calm
@given(data=st.data())
def test_every_claim_that_was_written_comes_back_equal_under_every_separator_and_habit(writer, data):
    element, component, segment = data.draw(separators)
    style = writer.Style(
        element, component, segment, data.draw(st.sampled_from(["", "\n", "\r\n", "\n\n"])), data.draw(st.sampled_from(["", "  ", "\t"])),
        data.draw(st.sampled_from(["005010X222A1", "005010X222A2", "004010X098A1"])), data.draw(st.booleans()), data.draw(st.booleans()),
        data.draw(st.booleans()), data.draw(st.booleans()), data.draw(st.booleans()),
    )  # fmt: skip
    if segment in "\r\n":
        style.line_end = ""
    claims = data.draw(
        st.lists(
            st.builds(writer.Written, names(), names(), amounts, st.lists(lines, min_size=1, max_size=4),
                      st.lists(st.sampled_from(["M25561", "R2689", "M5450", "I69351"]), min_size=1, max_size=12).map(tuple),
                      st.just("2999900113"), st.one_of(st.just(""), names()), st.booleans()),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    reading = read(writer.bytes_of(style, claims))
    expected = [(c, n, line) for c in claims for n, line in enumerate(c.lines, start=1)]
    found = rows(reading)
    assert len(found) == len(expected)
    assert reading.skipped == 0 and not reading.residue["text"]
    assert all(issue.is_warning for issue in reading.issues)
    for row, (claim, number, line) in zip(found, expected, strict=True):
        assert (row["claim_id"], row["member_id"], row["claim_charge_amount"]) == (
            claim.claim_id,
            claim.member_id,
            claim.charge,
        )
        assert (row["hcpcs_code"], row["modifiers"], row["units"]) == (line["code"], line["modifiers"], line["units"])
        assert (row["line_charge_amount"], row["date_of_service"]) == (line["charge"], line["date"])
        assert (row["diagnosis_pointers"], row["diagnosis_codes"]) == (line["pointers"], "|".join(claim.diagnoses))
        assert (row["line_number"], row["authorization_number"]) == (str(number), claim.authorization)
        assert (row["payer_id"], row["payer_type"], row["place_of_service"]) == ("PY1", "medicare_b", "11")
        assert (row["billing_provider_npi"], row["rendering_provider_npi"]) == ("2999900014", "2999900113")
        assert (row["submitted_on"], row["payer_claim_control_number"]) == ("2026-03-10", "")
        assert row["patient_birth_date"] == ("2015-01-02" if claim.is_child else "1945-09-24")


PIECES = [b"~", b"*", b":", b"\n", b"ISA*", b"GS*", b"ST*837*1~", b"SE*1*1~", b"IEA*1*1~", b"HL*1**22~", b"HL~", b"CLM*1*2***::~", b"SV1~", b"SV2*1~",
          b"SV3*1~", b"LX~", b"NM1~", b"NM1*82~", b"REF*HPI~", b"BHT~", b"DMG*D8~", b"DTP*472*D8~", b"DTP*472*RD8*-~", b"SBR~", b"HI*~", b"\0", b"\xff"]  # fmt: skip


@settings(calm, max_examples=150)
@given(data=st.data())
def test_any_damage_to_a_file_is_read_or_said_and_no_line_goes_without_a_word(writer, data):
    damaged = writer.bytes_of(
        writer.Style(), [writer.Written(f"C{n}", f"M{n}", "65.00", [ONE_LINE] * 2) for n in range(3)]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at, cut = data.draw(st.integers(0, len(damaged))), data.draw(st.sampled_from([0, 0, 1, 5, 80]))
        damaged = (
            damaged[:at] + data.draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=60))) + damaged[at + cut :]
        )
    reading = read(damaged)
    assert len({len(column) for column in reading.lines.values()}) == 1
    assert all(issue.sentence.endswith(".") and issue.problem != "could not be read" for issue in reading.issues)
    services = damaged.count(b"~\nSV1*")
    told = reading.read + reading.skipped + sum(text.count("SV1*") for text in reading.residue["text"])
    assert told >= services or any(not issue.is_warning for issue in reading.issues)


def test_hospital_lines_among_professional_ones_are_skipped_one_by_one(writer):
    reading = changed(writer, b"LX*1~", b"LX*1~SV2*0420*HC:97110*65*UN*1~LX*2~")
    assert (reading.read, reading.skipped) == (1, 1) and reading.residue["text"] == ["SV2*0420*HC:97110*65*UN*1"]


@calm
@given(st.binary(max_size=400), st.sampled_from(["a.837", "a.txt", "a.csv", "a.xlsx", "a", "a.zip", "a.pdf"]),
       st.sampled_from([b"", b"ISA*00*", b"ISA", b"ST*837*1~", b"GS*HC*", b"\xef\xbb\xbfISA*", b"CPT,DOS\n"]))  # fmt: skip
def test_any_bytes_never_raise(rest, name, start):
    reading = read(start + rest, name)
    assert reading.issues or reading.read
    assert all(issue.problem != "could not be read" for issue in reading.issues)
    assert list(reading.lines) == [column.name for column in CLAIM_LINES.columns]


def test_a_file_without_a_fault_has_no_issues(writer):
    reading = read(writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "130.00", [ONE_LINE, ONE_LINE])]))
    assert reading.issues == [] and reading.summary == "2 lines read, 0 skipped."


def test_each_row_can_be_traced_to_its_segment(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    reading = read(data + data, "two.837")
    assert reading.lines["source_file"] == ["two.837"] * 2
    first, second = reading.lines["source_place"]
    assert first.startswith("interchange 1, transaction 1, segment ") and second.startswith(
        "interchange 2, transaction 1, segment "
    )
    number = int(first.rsplit(" ", 1)[1])
    inside = data.decode().split("ST*", 1)[1].split("~")
    assert inside[number - 1].strip().startswith("SV1*")


def test_several_interchanges_may_have_separators_of_their_own(writer):
    claims = [writer.Written("C1", "M1", "65.00", [ONE_LINE])]
    styles = [
        writer.Style(),
        writer.Style("|", "^", "~"),
        writer.Style("~", "^", "_"),
        writer.Style(segment="\n", line_end=""),
        writer.Style(),
    ]
    assert read(b"".join(writer.bytes_of(style, claims) for style in styles)).lines["claim_id"] == ["C1"] * 5


def test_unknown_segments_go_to_the_residue_with_their_place(writer):
    reading = read(
        writer.bytes_of(writer.Style(extra=("ZZ9*SECRET", "*IC*X")), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    )
    assert reading.read == 1
    assert reading.residue["text"] == ["ZZ9*SECRET~*IC*X"]
    assert reading.residue["source_place"][0].startswith("interchange 1, transaction 1, segment 7 to 8")
    assert "SECRET" not in " ".join(issue.sentence for issue in reading.issues)


def test_a_file_that_is_cut_off_keeps_its_claims_and_says_so(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written(f"C{n}", "M1", "65.00", [ONE_LINE]) for n in range(3)])
    reading = read(data[: data.rindex(b"SV1*") + 12])
    assert reading.lines["claim_id"] == ["C0", "C1"]
    assert "is cut off within a segment" in problems(reading)
    assert any("may be cut off" in problem for problem in problems(reading))
    assert any("opens a service line that holds no service" in problem for problem in problems(reading))


def test_a_wrong_count_is_a_warning_and_nothing_more(writer):
    reading = read(writer.bytes_of(writer.Style(wrong_counts=True), [writer.Written("C1", "M1", "65.00", [ONE_LINE])]))
    assert reading.read == 1 and [issue.is_warning for issue in reading.issues] == [True]


def test_claims_whose_st_segment_is_lost_are_read_all_the_same(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    reading = read(data.replace(b"ST*837", b"S*837"))
    assert reading.lines["claim_id"] == ["C1"] and "has no ST segment" in problems(reading)
    early = read(data.replace(b"NM1*41*", b"SE*1*1~NM1*41*"))
    assert early.lines["claim_id"] == ["C1"] and "has no ST segment" in problems(early)


def changed(writer, old, new, *claims):
    data = writer.bytes_of(writer.Style(), list(claims) or [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    assert old in data
    return read(data.replace(old, new))


def test_hospital_and_dental_claims_are_refused_with_a_sentence_even_where_the_version_says_otherwise(writer):
    for tag, name in ((b"SV2", "institutional"), (b"SV3", "dental")):
        reading = changed(writer, b"SV1", tag)
        assert (reading.read, reading.skipped) == (0, 1)
        assert any(name in problem and "only professional claims" in problem for problem in problems(reading))


def test_a_professional_file_whose_version_names_another_kind_is_read(writer):
    assert changed(writer, b"005010X222A1", b"005010X223A2").read == 1


def test_other_sets_are_named(writer):
    for number, words in (
        ("835", "remittance"),
        ("271", "coverage"),
        ("999", "acknowledgement"),
        ("XYZ", "no known kind"),
    ):
        style = writer.Style()
        text = writer.text_of(style, writer.envelope(style, [["LX", "1"]], number))
        reading = read(text.encode())
        assert not reading.read and any(words in problem for problem in problems(reading))


def test_what_belongs_to_another_payer_does_not_become_this_claims(writer):
    row = rows(changed(writer, b"REF*F8*OTHERICN", b"NM1*82*1*Z*Z****XX*2999900999"))[0]
    assert (row["member_id"], row["payer_name"], row["rendering_provider_npi"]) == ("M1", "CONTRACTOR", "2999900113")
    assert row["authorization_number"] == ""


def test_a_line_keeps_the_control_number_that_it_was_sent_with(writer):
    (row,) = rows(changed(writer, b"REF*6R*C1-1", b"REF*6R*  AX 77 "))
    assert (row["line_control_number"], row["line_number"]) == ("AX 77", "1")
    (row,) = rows(changed(writer, b"REF*6R*C1-1", b"NM1*DN*1*D*D****XX*2999900519~REF*6R*ELSE"))
    assert row["line_control_number"] == ""  # a number behind a name is that person's


def test_the_therapist_of_a_line_goes_before_that_of_the_claim(writer):
    reading = changed(writer, b"REF*6R*C1-1", b"NM1*82*1*B*B****XX*2999900121~NM1*DN*1*D*D****XX*2999900519")
    assert (reading.lines["rendering_provider_npi"], reading.lines["referring_provider_npi"]) == (
        ["2999900121"],
        ["2999900519"],
    )


def test_a_lost_subscriber_level_does_not_give_one_patients_number_to_another(writer):
    two = [writer.Written("C1", "M1", "65.00", [ONE_LINE]), writer.Written("C2", "M2", "65.00", [ONE_LINE])]
    data = writer.bytes_of(writer.Style(), two)
    at = data.rindex(b"HL*2*1*22")
    reading = read(data[:at] + b"XX" + data[at:])
    assert reading.lines["member_id"] == ["M1", "M2"]
    assert "begins another party without an HL segment" in problems(reading)
    lost = data.replace(b"NM1*IL*1*MOCKBERG*ABEL****MI*M2", b"NM31*IL*1*MOCKBERG*ABEL****MI*M2")
    assert read(lost).lines["member_id"] == ["M1", ""]


def test_children_of_one_subscriber_are_different_patients(writer):
    data = writer.bytes_of(
        writer.Style(), [writer.Written(f"C{n}", "M1", "65.00", [ONE_LINE], is_child=True) for n in range(2)]
    )
    twins = read(data.replace(b"MOCKBERG*BO~", b"MOCKBERG*AL~", 1)).lines["patient_id"]
    assert len(set(twins)) == 2 and len(set(read(data).lines["patient_id"])) == 1
    assert all(patient.startswith("M1-20150102-") for patient in twins)


def test_the_record_number_is_the_patients_number_where_it_is_given(writer):
    assert changed(writer, b"HI*ABK", b"REF*EA*MRN7~HI*ABK").lines["patient_id"] == ["MRN7"]


def test_bad_values_are_left_empty_each_with_a_sentence(writer):
    for old, new, column, words in (
        (b"*65.00*UN", b"*NaN*UN", "line_charge_amount", "not an amount"), (b"*UN*2*", b"*UN*-2*", "units", "negative"),
        (b"*UN*2*", b"*UN*1.5*", "units", "not a whole number"), (b"D8*20260304", b"D8*20261345", "date_of_service", "not a date"),
        (b"*UN*2*", b"*UN*" + b"9" * 400 + b"*", "units", "too large"), (b"***1~", b"***99~", "diagnosis_pointers", "1 to 12"),
        (b"CLM*C1*65.00", b"CLM*C1*1e5", "claim_charge_amount", "not an amount"),
    ):  # fmt: skip
        reading = changed(writer, old, new)
        assert reading.lines[column] == [""], column
        assert any(words in problem for problem in problems(reading)), column


def test_a_range_of_days_gives_its_first_day_and_a_warning_and_a_range_of_one_day_none(writer):
    several = changed(writer, b"D8*20260304", b"RD8*20260304-20260306")
    one = changed(writer, b"D8*20260304", b"RD8*20260304-20260304")
    assert several.lines["date_of_service"] == one.lines["date_of_service"] == ["2026-03-04"]
    assert any("several days" in problem for problem in problems(several)) and not one.issues


def test_minutes_of_a_line_in_minutes_are_no_units(writer):
    reading = changed(writer, b"*UN*2*", b"*MJ*30*")
    assert (reading.lines["units"], reading.lines["minutes"]) == ([""], ["30"])


def test_a_line_without_a_claim_is_counted_as_skipped(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    reading = read(data.replace(b"CLM*", b"CLX*"))
    assert (reading.read, reading.skipped) == (0, 1)
    assert any("without a claim" in problem for problem in problems(reading))


def test_characters_of_windows_are_read_and_said(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])]).replace(
        b"CONTRACTOR", b"CONTRACTEUR \xc9L\xc8VE"
    )
    reading = read(data)
    assert reading.lines["payer_name"] == ["CONTRACTEUR ÉLÈVE"]
    assert any("Windows-1252" in problem for problem in problems(reading))


def test_a_name_that_looks_like_an_envelope_is_none(writer):
    reading = changed(writer, b"MOCKBERG*ABEL", b"ISA*GS")
    assert reading.read == 1 and not reading.issues


def test_a_file_without_its_isa_segment_is_read_and_said(writer):
    data = writer.bytes_of(writer.Style(component=">"), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    for start in (b"GS*", b"ST*"):
        reading = read(data[data.index(start) :])
        assert reading.lines["modifiers"] == ["GP|KX"] and any("no ISA" in problem for problem in problems(reading))


def test_fifty_megabytes_without_an_end_are_answered_with_a_sentence():
    for start in (
        b"ISA*00*",
        b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260310*1200*^*00501*000000001*0*T*:~",
        b"",
    ):
        reading = read(start + b"A" * 50_000_000)
        assert not reading.read and reading.issues


def test_a_separator_that_was_left_out_at_a_line_end_loses_no_segment(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written(f"C{n}", "M1", "65.00", [ONE_LINE]) for n in range(2)])
    for old, new in ((b"~\nSV1", b"\nSV1"), (b"~\nCLM", b"\r\nCLM"), (b"~\nSE", b"\nSE"), (b"~\nHL", b"  \n  HL")):
        reading = read(data.replace(old, new))
        assert reading.lines["hcpcs_code"] == ["97110", "97110"] and reading.lines["claim_id"] == ["C0", "C1"]
        assert any("a line end closes" in problem for problem in problems(reading))


def test_lines_of_eighty_characters_are_no_segments(writer):
    data = writer.bytes_of(
        writer.Style(line_end=""), [writer.Written(f"C{n}", "M1", "65.00", [ONE_LINE] * 3) for n in range(9)]
    )
    wrapped = b"\r\n".join(data[n : n + 80] for n in range(0, len(data), 80))
    assert [r["claim_id"] for r in rows(read(wrapped))] == [r["claim_id"] for r in rows(read(data))]
    assert [r["hcpcs_code"] for r in rows(read(wrapped))] == ["97110"] * 27


def test_components_are_separated_as_the_lines_do_it_whatever_the_isa_segment_says(writer):
    data = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])])
    reading = read(data.replace(b"*T*:~", b"*T*>~"))
    assert (reading.lines["hcpcs_code"], reading.lines["modifiers"], reading.lines["place_of_service"]) == (
        ["97110"],
        ["GP|KX"],
        ["11"],
    )
    assert problems(reading) == ["separates components otherwise than its ISA segment says"]


def test_a_procedure_without_its_qualifier_is_kept_in_the_residue(writer):
    reading = changed(writer, b"HC:97110:GP:KX", b"97110")
    assert reading.lines["hcpcs_code"] == [""] and reading.residue["text"] == ["SV1*97110*65.00*UN*2***1"]


def test_elements_separated_otherwise_than_the_file_says_are_kept_in_the_residue(writer):
    reading = changed(writer, b"DTP*472*D8*20260304", b"DTP|472|D8|20260304")
    assert reading.lines["date_of_service"] == [""] and reading.residue["text"] == ["DTP|472|D8|20260304"]


def test_a_file_of_two_byte_characters_is_read(writer):
    text = writer.bytes_of(writer.Style(), [writer.Written("C1", "M1", "65.00", [ONE_LINE])]).decode()
    assert read(text.encode("utf-16")).read == read(text.encode("utf-16-le")).read == 1
