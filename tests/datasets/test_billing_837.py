"""The 837P files hold the same lines as the table, read here by a splitter of a few lines."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

import pytest

from auditkit.datasets.billing.x12 import STYLES, interchanges

NOT_IN_837 = {"minutes", "assistant_minutes", "payer_type"}


@pytest.fixture(scope="module")
def files(billing):
    return interchanges(billing)


def segments(text: str) -> list[list[str]]:
    element, terminator = text[3], text[105]
    return [each.strip("\r\n").split(element) for each in text.split(terminator) if each.strip("\r\n")]


def iso(day: str) -> str:
    return datetime.strptime(day[:8], "%Y%m%d").date().isoformat()


def lines_of(text: str) -> list[dict[str, str]]:
    """The canonical columns that an 837P carries."""
    component, out = text[104], []
    payer, claim, submitted, billing = {}, {}, "", ""
    for seg in segments(text):
        key = seg[0] + (seg[1] if seg[0] in ("NM1", "REF", "DTP") else "")
        if seg[0] == "BHT":
            submitted = iso(seg[4])
        elif key == "NM185":
            billing = seg[9]
        elif key == "NM1IL":
            payer = {"member_id": seg[9] if len(seg) > 9 else ""}
        elif seg[0] == "DMG":
            payer["patient_birth_date"] = iso(seg[2])
        elif key == "NM1PR":
            payer |= {"payer_id": seg[9], "payer_name": seg[3]}
        elif seg[0] == "CLM":
            place, _, frequency = seg[5].split(component)
            claim = {
                "claim_id": seg[1],
                "claim_charge_amount": seg[2],
                "place_of_service": place,
                "claim_frequency_code": frequency,
            }
            claim |= payer | {"submitted_on": submitted, "billing_provider_npi": billing}
        elif key in ("REFG1", "REFF8", "REFEA"):
            claim[{"G1": "authorization_number", "F8": "payer_claim_control_number", "EA": "patient_id"}[seg[1]]] = seg[
                2
            ]
        elif seg[0] == "HI":
            claim["diagnosis_codes"] = "|".join(each.split(component)[1] for each in seg[1:])
        elif key in ("NM1DN", "NM182"):
            claim[{"DN": "referring_provider_npi", "82": "rendering_provider_npi"}[seg[1]]] = seg[9]
        elif seg[0] == "LX":
            out.append(claim | {"line_number": seg[1]})
        elif seg[0] == "SV1":
            _, code, *modifiers = seg[1].split(component)
            out[-1] |= {
                "hcpcs_code": code,
                "modifiers": "|".join(modifiers),
                "line_charge_amount": seg[2],
                "units": seg[4],
            }
            out[-1]["diagnosis_pointers"] = seg[7].replace(component, "|")
        elif key == "DTP472":
            out[-1]["date_of_service"] = iso(seg[3])
    return out


def test_the_files_hold_the_lines_of_the_table(files, rows):
    found = {(line["claim_id"], line["line_number"]): line for text in files.values() for line in lines_of(text)}
    assert len(found) == len(rows["claims"])
    for row in rows["claims"]:
        line = found[row["claim_id"], row["line_number"]]
        expected = {name: value for name, value in row.items() if value and name not in NOT_IN_837}
        expected["diagnosis_codes"] = expected["diagnosis_codes"].replace(".", "")
        expected["payer_name"] = expected["payer_name"].upper()
        assert {name: value for name, value in line.items() if value} == expected


def test_there_is_a_file_for_each_clinic_and_month_in_both_forms_and_with_several_separators(files):
    assert len(files) >= 36
    assert set(STYLES) <= {name.removesuffix(".837") for name in files}
    assert Counter("004010" in text[:200] for text in files.values())[True] == 2
    assert len({(text[3], text[104], text[105]) for text in files.values()}) >= 3


def test_envelopes_count_right(files):
    for name, text in files.items():
        assert len(text.split(text[105])[0]) == 105, name
        held = segments(text)
        starts = [n for n, seg in enumerate(held) if seg[0] == "ST"]
        for start in starts:
            end = next(n for n in range(start, len(held)) if held[n][0] == "SE")
            assert held[end][1:] == [str(end - start + 1), held[start][2]]
        assert held[-2][1:] == [str(len(starts)), held[1][6]]
        assert held[-1][1:] == ["1", held[0][13]]


def test_no_value_holds_a_separator_and_no_segment_ends_in_one(files):
    for text in files.values():
        element, component, terminator = text[3], text[104], text[105]
        for seg in segments(text)[1:]:
            assert seg[-1], seg[0]
            assert not any(terminator in value for value in seg)
            assert element not in "".join(seg)
            assert all(component not in value for value in seg if seg[0] in ("NM1", "N3", "REF", "DTP"))


def test_some_dates_are_written_as_a_range_of_one_day(files):
    ranges = [seg[3] for text in files.values() for seg in segments(text) if seg[:3] == ["DTP", "472", "RD8"]]
    assert len(ranges) > 100
    assert all(first == last for first, last in (each.split("-") for each in ranges))


def test_nothing_in_the_files_looks_like_a_real_identifier(files, billing_text):
    for name, text in {**files, **billing_text}.items():
        assert not re.search(r"\b\d{3}-\d{2}-\d{4}\b", text), name
        assert not re.search(r"\b[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]", text), name
