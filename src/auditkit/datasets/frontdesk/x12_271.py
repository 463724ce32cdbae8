"""Payers' answers as 271 files: one for each payer and day, each payer with its own hand, Medicare's in the manner of its own system."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.billing.x12 import Style
from auditkit.datasets.frontdesk.coverage import NAMES
from auditkit.datasets.frontdesk.model import Answer, Limit, Seat
from auditkit.datasets.model import Clinic

STYLES = {
    "PY1": Style(line_end=""),
    "PY2": Style(component=">", line_end="\r\n"),
    "PY3": Style(old_form=True),
    "PY4": Style(element="|", component=">"),
}
_TYPES = {"PT": "PT", "OT": "AD", "SLP": "AF"}
_WORDS = {"PT": "PT", "OT": "OT", "SLP": "ST"}
_YEAR = "20260101-20261231"
Segment = tuple[str, ...]


def eligibility_files(seats: list[Seat], clinics: dict[str, Clinic]) -> dict[str, str]:
    """File name -> text of every 271 file."""
    runs: dict[tuple[str, date], list[tuple[Seat, Answer]]] = {}
    for seat in seats:
        for answer in filter(None, (seat.before, seat.now)):
            if answer.how == "x12_271":
                runs.setdefault((answer.plan.payer_id, answer.asked_at.date()), []).append((seat, answer))
    return {
        f"{payer_id}-{day}.271": _file(control, payer_id, day, held, clinics)
        for control, ((payer_id, day), held) in enumerate(sorted(runs.items(), key=lambda run: run[0]), 1)
    }


def _file(control: int, payer_id: str, day: date, held: list[tuple[Seat, Answer]], clinics: dict[str, Clinic]) -> str:
    style = STYLES[payer_id]
    version = "004010X092A1" if style.old_form else "005010X279A1"
    sender = "SYNTHETICMEDICARE"[:15] if payer_id == "PY1" else f"SYNTHETIC{payer_id}"
    segments: list[Segment] = [
        ("ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:<15}", "ZZ", f"{'SYNPRACTICE':<15}", f"{day:%y%m%d}", "0700",
         "U" if style.old_form else "^", "00401" if style.old_form else "00501", f"{control:09d}", "0", "T", style.component),
        ("GS", "HB", sender, "SYNPRACTICE", f"{day:%Y%m%d}", "0700", str(control), "X", version),
    ]  # fmt: skip
    for number, (seat, answer) in enumerate(held, 1):
        body = list(_transaction(seat, answer, clinics[seat.patient.clinic_id], style))
        segments.append(("ST", "271", f"{number:04d}") if style.old_form else ("ST", "271", f"{number:04d}", version))
        segments += body
        segments.append(("SE", str(len(body) + 2), f"{number:04d}"))
    segments += [("GE", str(len(held)), str(control)), ("IEA", "1", f"{control:09d}")]
    return "".join(
        style.element.join(each).rstrip(style.element) + style.terminator + style.line_end for each in segments
    )


def _transaction(seat: Seat, answer: Answer, clinic: Clinic, style: Style) -> Iterator[Segment]:
    patient, plan, at = seat.patient, answer.plan, answer.asked_at
    yield "BHT", "0022", "11", answer.trace_number, f"{at:%Y%m%d}", f"{at:%H%M}"
    yield "HL", "1", "", "20", "1"
    yield "NM1", "PR", "2", NAMES[plan.payer_id].upper(), "", "", "", "", "PI", plan.payer_id
    yield "HL", "2", "1", "21", "1"
    yield "NM1", "1P", "2", clinic.name.upper(), "", "", "", "", "XX", clinic.npi
    yield "HL", "3", "2", "22", "0"
    yield "TRN", "2", answer.trace_number, "9000000000"
    yield "NM1", "IL", "1", patient.last_name.upper(), patient.first_name.upper(), "", "", "", "MI", plan.member_id
    if plan.payer_id != "PY1":
        yield "REF", "EJ", patient.patient_id
    if plan.group_number:
        yield "REF", "6P", plan.group_number
    if answer.status == "rejected":
        yield "AAA", "N", "", answer.reject_code, "R" if answer.reject_code == "42" else "C"
        return
    yield "DMG", "D8", f"{patient.birth_date:%Y%m%d}", patient.sex
    if plan.payer_id != "PY1":
        if plan.last_day:
            yield "DTP", "346", "D8", f"{plan.first_day:%Y%m%d}"
            yield "DTP", "347", "D8", f"{plan.last_day:%Y%m%d}"
        else:
            yield "DTP", "291", "D8", f"{plan.first_day:%Y%m%d}"
    if plan.payer_id == "PY1":
        yield from _medicare(answer)
    else:
        yield from _plan(answer, style)


def _medicare(answer: Answer) -> Iterator[Segment]:
    plan = answer.plan
    begins = f"{plan.first_day:%Y%m%d}"
    yield "EB", "1", "", "30", "MA"
    yield "DTP", "291", "D8", begins
    yield "EB", "1", "", "30", "MB"
    yield "DTP", "291", "D8", begins
    if answer.deductible:
        whole, left = answer.deductible
        yield "EB", "C", "IND", "30", "MB", "", "23", dollars(whole)
        yield "DTP", "292", "RD8", _YEAR
        if left is not None:
            yield "EB", "C", "IND", "30", "MB", "", "29", dollars(left)
            yield "DTP", "292", "RD8", _YEAR
    if answer.coinsurance:
        yield "EB", "A", "IND", "AE", "MB", "", "27", "", f".{answer.coinsurance}"
    for kind, used in answer.therapy_used.items():
        yield "EB", "F", "IND", kind, "MB", "", "24", dollars(used)
        yield "DTP", "292", "RD8", _YEAR
        yield "MSG", "USED AMOUNT"
    if answer.advantage_plan:
        other = answer.advantage_plan
        yield "EB", "R", "", "30", "HN", other.plan_name
        yield "REF", "18", other.group_number
        yield "DTP", "290", "D8", f"{other.first_day:%Y%m%d}"
        yield "LS", "2120"
        yield "NM1", "PRP", "2", other.payer_name.upper(), "", "", "", "", "PI", other.payer_id
        yield "LE", "2120"
    if answer.other_payer:
        yield from _other_payer(answer, "14")


def _plan(answer: Answer, style: Style) -> Iterator[Segment]:
    plan = answer.plan
    if answer.status == "inactive":
        yield "EB", "6", "", "30", plan.insurance_type, plan.plan_name
        return
    yield "EB", "1", "IND", "30", plan.insurance_type, plan.plan_name
    types = "PT" if style.old_form else "^".join(("PT", "AD", "AF"))
    if answer.limit_words != "silent":
        yield "EB", "1", "", types, plan.insurance_type, plan.plan_name, "", "", "", "", "", answer.authorization, "Y"
    if answer.deductible:
        whole, left = answer.deductible
        yield "EB", "C", "IND", "30", plan.insurance_type, "", "23", dollars(whole), "", "", "", "", "Y"
        if left is not None:
            yield "EB", "C", "IND", "30", plan.insurance_type, "", "29", dollars(left), "", "", "", "", "Y"
    if answer.copay:
        yield "EB", "B", "IND", types, plan.insurance_type, "", "27", dollars(answer.copay), "", "", "", "", "Y"
    if answer.coinsurance:
        yield "EB", "A", "IND", types, plan.insurance_type, "", "27", "", f".{answer.coinsurance}", "", "", "", "Y"
    for limit in answer.limits:
        yield from _limit(answer, limit, style)
    if answer.other_payer:
        yield from _other_payer(answer, "")


def _limit(answer: Answer, limit: Limit, style: Style) -> Iterator[Segment]:
    """The same limit as payers say it: in elements, in a message, or as a delivery pattern."""
    kind = answer.plan.insurance_type
    shared = " AND ".join(_WORDS[each] for each in limit.disciplines)
    words = f"{shared} VISITS COMBINED" if len(limit.disciplines) > 1 else ""
    types = [_TYPES[each] for each in limit.disciplines]
    for together in [["^".join(types)]] if not style.old_form else [[each] for each in types]:
        stands = together[0]
        if answer.limit_words == "silent":
            return
        if answer.limit_words == "message":
            yield "EB", "F", "IND", stands, kind, "", "23"
            yield "MSG", f"{limit.used} VISITS USED OF {limit.visits} VISITS PER CALENDAR YEAR"
            if words:
                yield "MSG", words
            continue
        if answer.limit_words == "delivery":
            yield "EB", "F", "IND", stands, kind, "", "23"
            yield "HSD", "VS", str(limit.visits), "", "", "23"
            yield "HSD", "VS", str(limit.left), "", "", "29"
        else:
            if answer.limit_words == "total":
                yield "EB", "F", "IND", stands, kind, "", "23", "", "", "VS", str(limit.visits), "", "Y"
            yield "EB", "F", "IND", stands, kind, "", "29", "", "", "VS", str(limit.left), "", "Y"
        if words:
            yield "MSG", words


def _other_payer(answer: Answer, insurance_type: str) -> Iterator[Segment]:
    yield "EB", "R", "", "30", insurance_type
    yield "LS", "2120"
    yield "NM1", "PRP", "2", answer.other_payer, "", "", "", "", "PI", "SYNOTHER"
    yield "LE", "2120"
