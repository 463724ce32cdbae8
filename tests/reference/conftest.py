"""Small files in the layouts in which CMS publishes them. All texts in place of descriptors are invented."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from auditkit.reference import Reference
from auditkit.reference.importers import Chosen, import_files
from auditkit.tables import Issue

DESCRIPTOR = "SOMEBODY ELSES WORDS"
NOTICE = "Codes and descriptions only are copyright of their owner. All rights reserved."
TODAY = date(2026, 11, 24)

PAIR_HEADINGS = (
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)
ENDS = [("0001A", "0002A"), ("V5364", "V5363")]  # the first and the last pair of a complete set


def pairs_text(*rows: tuple, ends=ENDS) -> str:
    """The text file of pairs: (column 1, column 2, effective, deletion or *, indicator, rationale)."""
    lines = [f"{a}\t{b}\t\t20200101\t*\t0\tMore extensive procedure" for a, b in ends[:1]]
    lines += [
        f"{a}\t{b}\t{'*' if start < '19960102' else ''}\t{start}\t{end}\t{mi}\t{why}"
        for a, b, start, end, mi, why in rows
    ]
    lines += [f"{a}\t{b}\t\t20200101\t*\t0\tMore extensive procedure" for a, b in ends[1:]]
    return f'"{NOTICE}"\r\n\r\n' + PAIR_HEADINGS + "\r\n".join(lines) + "\r\n"


def limits_text(*rows: tuple, heading="Practitioner Services MUE Values") -> str:
    """The CSV of MUE: (code, limit, indicator with its words)."""
    lines = [f'{code},{limit},{kind},"Nature of Service, Procedure"' for code, limit, kind in rows]
    return (
        f'"{NOTICE}\r\n\r\nMore of the notice.",,,\r\n"HCPCS/\r\nCPT Code",{heading},MUE Adjudication Indicator,MUE Rationale\r\n'
        + "\r\n".join(lines)
    )


def fees_text(
    *rows: tuple, release="2027 National Physician Fee Schedule Relative Value File January Release", newline="\r\n"
) -> str:
    """The CSV of relative values: (code, modifier, status, PCTC, multiple procedure)."""
    tail = "," * 13
    head = [
        f",,{release},,,,,,,,,,,,,,,,,",
        f",,{NOTICE},,,,,,,,,,,,,,,,,",
        ",,,,NOT USED,,,,,,,,,,,,,,,",
        ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT",
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG",
    ]
    lines = [
        f'{code},{modifier},"{DESCRIPTOR}, each",{status},,0.45,0.40,,0.40,,0.01,0.86,0.86,{pctc},XXX,0.00,0.00,0.00,{multiple},0'
        for code, modifier, status, pctc, multiple in rows
    ]
    assert tail
    return newline.join([*head, *lines]) + newline


def workbook(*rows: tuple) -> bytes:
    """An Excel file with these rows."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


ADDON_HEADINGS = (
    "Add_On_Code", "AOC_Del_Dt (Julian)", "Primary_Code", "Primary_Code_Del_Dt (Julian)", "AOC_Edit_Type", "AOC_Edit_Eff_Dt (Julian)",
    "AOC_Edit_Del_Dt (Julian)", "Special_Instruction_Notes",
)  # fmt: skip


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "practice"
    folder.mkdir()
    return folder


@pytest.fixture
def bring(tmp_path, home):
    """Writes files by name (text or bytes; a dict is a zip) and imports them; gives what was kept, and the issues."""

    def make(name: str, content) -> object:
        path = tmp_path / name
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w") as archive:
                for member, inside in content.items():
                    archive.writestr(member, inside)
        else:
            path.write_bytes(content.encode("cp1252") if isinstance(content, str) else content)
        return path

    def run(files: dict, **chosen):
        found = import_files([make(*item) for item in files.items()], home, TODAY, Chosen(**chosen))
        return [one for one in found if not isinstance(one, Issue)], [one for one in found if isinstance(one, Issue)]

    return run


@pytest.fixture
def reference(home):
    """What a check looks things up in after the imports of a test; made anew at each call."""
    return lambda: Reference(home)
