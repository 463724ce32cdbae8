"""Small files in the layouts in which CMS publishes them. All texts in place of descriptors are invented."""

from __future__ import annotations

import io

DESCRIPTOR = "SOMEBODY ELSES WORDS"
NOTICE = "Codes and descriptions only are copyright of their owner. All rights reserved."

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
