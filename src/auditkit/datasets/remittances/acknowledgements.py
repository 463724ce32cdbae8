"""What comes before any payment: 999 (997) answers to each 837P file, and 277CA answers to each claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from auditkit.datasets.billing.model import Claim
from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.model import Clinic
from auditkit.datasets.remittances.build import Answers
from auditkit.datasets.remittances.x12 import payer_name

Segment = tuple[str, ...]
_VERSIONS = {"277": "005010X214", "999": "005010X231A1", "997": "004010"}


class _Status(NamedTuple):
    claim: Claim
    category: str
    status: str
    entity: str
    control_number: str


def acknowledgements(answers: Answers, claim_files: dict[str, str]) -> dict[str, str]:
    """File name -> text. `claim_files` are the 837P files of the same claims."""
    out = {f"{name.removesuffix('.837')}.999": _form(name, text, answers) for name, text in claim_files.items()}
    clinics = {clinic.clinic_id: clinic for clinic in answers.billing.practice.clinics}
    months: dict[tuple[str, str], dict[tuple[date, str], list[_Status]]] = {}
    for day, each in _statuses(answers):
        key = (f"{day:%Y-%m}", each.claim.clinic_id)
        months.setdefault(key, {}).setdefault((day, each.claim.payer.payer_id), []).append(each)
    for control, ((month, clinic_id), batches) in enumerate(sorted(months.items()), 1):
        out[f"{clinic_id}-{month}.277"] = _claims_answered(control, clinics[clinic_id], batches)
    return out


def _statuses(answers: Answers) -> Iterator[tuple[date, _Status]]:
    """Day and status of every claim that a payer's front door took in or sent back."""
    for each in answers.rejections:
        if each.kind == "277CA":
            yield each.rejected_on, _Status(each.claim, each.category_code, each.status_code, each.entity_code, "")
    for filed in answers.course.filing.accepted:
        number = answers.course.control_number(filed.claim)
        yield filed.received_on + timedelta(days=1), _Status(filed.claim, "A2", "20", "", number)


def _envelope(code: str, kind: str, control: int, day: date, body: list[Segment], sets: int) -> str:
    old = kind == "997"
    sender, receiver = "SYNCLEARING", "SYNPRACTICE"
    version = _VERSIONS[kind]
    head: list[Segment] = [
        ("ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:<15}", "ZZ", f"{receiver:<15}", f"{day:%y%m%d}", "0500",
         "U" if old else "^", "00401" if old else "00501", f"{control:09d}", "0", "T", ":"),
        ("GS", code, sender, receiver, f"{day:%Y%m%d}", "0500", str(control), "X", version),
    ]  # fmt: skip
    tail: list[Segment] = [("GE", str(sets), str(control)), ("IEA", "1", f"{control:09d}")]
    return "".join("*".join(each).rstrip("*") + "~\n" for each in (*head, *body, *tail))


def _claims_answered(control: int, clinic: Clinic, batches: dict[tuple[date, str], list[_Status]]) -> str:
    body: list[Segment] = []
    for number, ((day, payer_id), statuses) in enumerate(sorted(batches.items()), 1):
        inside = list(_batch(f"{control:05d}{number:04d}", clinic, day, payer_id, statuses))
        body += [("ST", "277", f"{number:04d}", _VERSIONS["277"]), *inside]
        body.append(("SE", str(len(inside) + 2), f"{number:04d}"))
    return _envelope("HN", "277", control, max(day for day, _ in batches), body, len(batches))


def _batch(number: str, clinic: Clinic, day: date, payer_id: str, statuses: list[_Status]) -> Iterator[Segment]:
    stamp = f"{day:%Y%m%d}"
    taken = [each.claim.charge for each in statuses if each.category == "A2"]
    back = [each.claim.charge for each in statuses if each.category != "A2"]
    yield "BHT", "0085", "08", number, stamp, "0500", "TH"
    yield "HL", "1", "", "20", "1"
    yield "NM1", "PR", "2", payer_name(payer_id).upper(), "", "", "", "", "PI", payer_id
    yield "TRN", "1", number
    yield "DTP", "050", "D8", stamp
    yield "DTP", "009", "D8", stamp
    yield "HL", "2", "1", "21", "1"
    yield "NM1", "41", "2", clinic.name.upper(), "", "", "", "", "46", f"SYNTHETIC{clinic.clinic_id}"
    yield "TRN", "2", number
    yield "STC", "A1:19:PR", stamp, "WQ", dollars(sum(taken) + sum(back))
    if taken:
        yield "QTY", "90", str(len(taken))
    if back:
        yield "QTY", "AA", str(len(back))
    if taken:
        yield "AMT", "YU", dollars(sum(taken))
    if back:
        yield "AMT", "YY", dollars(sum(back))
    yield "HL", "3", "2", "19", "1"
    yield "NM1", "85", "2", clinic.name.upper(), "", "", "", "", "XX", clinic.npi
    yield "TRN", "1", "0"
    for level, each in enumerate(statuses, 4):
        claim = each.claim
        yield "HL", str(level), "3", "PT"
        member = ("", "", "", "MI", claim.member_id) if claim.member_id else ()
        yield "NM1", "QC", "1", "PATIENT", claim.patient_id, *member
        yield "TRN", "2", claim.claim_id
        status = ":".join(filter(None, (each.category, each.status, each.entity)))
        yield "STC", status, stamp, "WQ" if each.category == "A2" else "U", dollars(claim.charge)
        if each.control_number:
            yield "REF", "1K", each.control_number
        yield "DTP", "472", "D8", f"{claim.first_day:%Y%m%d}"


def _form(name: str, text: str, answers: Answers) -> str:
    """The 999 to one 837P file, a 997 where the file has the older form."""
    element, terminator = text[3], text[105]
    segments = [each.strip("\r\n").split(element) for each in text.split(terminator) if each.strip("\r\n")]
    group = next(each for each in segments if each[0] == "GS")
    old = not group[8].startswith("005010")
    clinic_id = name.split("-")[0]
    failed = {(clinic, f"{day:%Y%m%d}") for clinic, day in answers.course.filing.batches}
    wrong = {each.claim.claim_id for each in answers.rejections if each.kind == "999"}
    sets = list(_sets(segments))
    inside: list[Segment] = [("AK1", group[1], group[6], *(() if old else (group[8],)))]
    refused = 0
    for number, held in sets:
        day = next(each[4] for each in held if each[0] == "BHT")
        inside.append(("AK2", "837", number, *(() if old else (group[8],))))
        if (clinic_id, day) in failed:
            refused += 1
            inside += _fault(held, wrong, old)
        else:
            inside.append(("AK5" if old else "IK5", "A"))
    verdict = "A" if not refused else "P" if refused < len(sets) else "R"
    inside.append(("AK9", verdict, str(len(sets)), str(len(sets)), str(len(sets) - refused)))
    kind = "997" if old else "999"
    head: Segment = ("ST", kind, "0001") if old else ("ST", kind, "0001", _VERSIONS[kind])
    body = [head, *inside, ("SE", str(len(inside) + 2), "0001")]
    return _envelope("FA", kind, int(group[6]), date.fromisoformat(group[4]), body, 1)


def _sets(segments: list[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    """Number and segments of each transaction, from ST."""
    held: list[list[str]] = []
    for each in segments:
        if each[0] == "ST":
            held = []
        held.append(each)
        if each[0] == "SE":
            yield held[0][2], held


def _fault(held: list[list[str]], wrong: set[str], old: bool) -> Iterator[Segment]:
    """The diagnosis of one claim is called an invalid value, and with it the whole transaction fails."""
    claim_id = ""
    for place, each in enumerate(held, 1):
        if each[0] == "CLM":
            claim_id = each[1]
        if each[0] == "HI" and claim_id in wrong:
            kind = "AK" if old else "IK"
            yield f"{kind}3", "HI", str(place), "2300", "8"
            if not old:
                yield "CTX", f"CLM01:{claim_id}"
            yield f"{kind}4", "1:2" if not old else "1", "1271", "7"
            yield f"{kind}5", "R", "5"
            return
