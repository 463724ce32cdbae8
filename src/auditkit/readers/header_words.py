"""What the header of an export means: its words evened out, whatever the program that wrote it calls things."""

from __future__ import annotations

import re

from auditkit.readers.columns import plain_header

# Lists that exports spread over numbered columns (Mod 1, Mod 2 ...), with the short names they then get.
SPREAD = {
    "modifiers": ("m", "mod", "modifier", "cpt mod", "procedure modifier", "line modifier"),
    "diagnosis_codes": ("d", "dx", "icd", "icd10", "icd 10", "icd dx", "icd10 dx", "icd 10 dx", "claim dx"),
    "carc": ("carc", "denial", "denial code", "reason", "adj", "adj reason", "adjustment", "adjustment reason", "group carc",
             "denial reason", "cas reason", "cas carc", "adj carc", "adjustment carc"),
    "rarc": ("rarc", "remark", "adj remark", "adjustment remark", "adj rarc", "denial remark"),
    "group_code": ("group", "group code", "adj group", "adjustment group", "cas group", "grp"),
    "diagnosis_pointers": ("ptr", "dx ptr", "icd ptr", "pointer", "dx pointer", "icd pointer"),
}  # fmt: skip
_PLACES = {
    "primary": 1,
    "first": 1,
    "principal": 1,
    "secondary": 2,
    "second": 2,
    "tertiary": 3,
    "third": 3,
    "fourth": 4,
}
_WORDS = {
    "prov": "provider", "prvdr": "provider", "physician": "provider", "doctor": "provider", "therapist": "provider", "clinician": "provider",
    "rndrg": "rendering", "treating": "rendering", "servicing": "rendering", "performing": "rendering", "rfrg": "referring", "ordering": "referring",
    "certifying": "referring", "practice": "billing", "clinic": "billing", "organization": "billing", "brth": "birth", "dgns": "dx", "tot": "total",
    "precert": "authorization", "preauth": "authorization", "precertification": "authorization", "preauthorization": "authorization",
    "billable": "billed", "client": "patient", "inv": "invoice", "link": "pointer", "dr": "provider", "ctrl": "control",
    "charged": "billed", "mcr": "medicare", "pmt": "payment", "tm": "time", "sts": "status", "appt": "appointment", "len": "length", "fee": "charge",
    "fees": "charge", "eff": "effective", "exp": "end", "appr": "approved", "alwd": "allowed", "alw": "allowed", "disc": "discipline",
    "req": "required", "reqd": "required", "requires": "required", "needed": "required", "needs": "required", "cpts": "cpt", "pa": "authorization", "filed": "submitted", "sent": "submitted", "prv": "provider", "rend": "rendering", "rndrng": "rendering", "rendr": "rendering", "svc": "service", "srvc": "service",
    "serv": "service", "dt": "date", "amt": "amount", "proc": "procedure", "diag": "dx", "diagnosis": "dx", "diagnoses": "dx", "auth": "authorization",
    "pt": "patient", "pat": "patient", "ref": "referring", "referral": "referring", "ins": "insurance", "insur": "insurance", "chg": "charge",
    "chrg": "charge", "charges": "charge", "qty": "units", "unit": "units", "quantity": "units", "payor": "payer", "pyr": "payer", "mod": "modifier",
    "mods": "modifier", "modifiers": "modifier", "bill": "billing", "blg": "billing", "birthdate": "birth", "dob": "birth", "codes": "code",
    "auths": "authorization", "expiration": "end", "expires": "end", "subm": "submitted", "submission": "submitted", "submit": "submitted",
    "mbr": "member", "mem": "member", "subscr": "subscriber", "nm": "name", "min": "minutes", "mins": "minutes", "ptr": "pointer",
    "ptrs": "pointer", "pointers": "pointer", "clm": "claim", "freq": "frequency", "grp": "group", "dos": "dateofservice",
    "rsn": "reason", "rmk": "remark", "rmks": "remark", "tx": "treatment", "trt": "treatment", "asst": "assistant", "pri": "primary",
    "identifier": "id", "phys": "provider", "payments": "payment", "pmts": "payment", "receipts": "payment", "dates": "date",
}  # fmt: skip
_NOISE = {
    "the",
    "of",
    "s",
    "number",
    "no",
    "num",
    "nbr",
    "code",
    "cd",
    "cds",
    "list",
    "entity",
    "and",
    "for",
    "line",
    "item",
    "id",
    "count",
    "cnt",
    "hcfa",
    "cms",
    "1500",
}
# Boxes of the paper claim (CMS-1500), which many exports name. 24D holds code and modifiers, so its words decide.
_BOXES = {
    "1a": "member_id", "3": "patient_birth_date", "17b": "referring_provider_npi", "22a": "claim_frequency_code", "23": "authorization_number",
    "24a": "date_of_service", "24b": "place_of_service", "24e": "diagnosis_pointers", "24f": "line_charge_amount", "24g": "units",
    "24j": "rendering_provider_npi", "26": "claim_id", "28": "claim_charge_amount", "33a": "billing_provider_npi",
}  # fmt: skip
_NO_COLUMN = frozenset(
    {"10", "12", "13", "14", "15", "16", "18", "31"}
)  # dates and signatures that are none of a claim's columns here
_BOX = re.compile(r"(?P<said>(?:box|item|field|loc) ?)?(?P<box>\d{1,2}[a-l]?)(?: (?P<rest>.+))?$")
_NUMBERED = re.compile(
    r"(?P<stem>.*?[a-z].*?)\s*(?P<number>\d{1,2})(?:st|nd|rd|th)?(?: code)?|(?P<lettered>.+) (?P<letter>[a-l])|21 ?(?P<box>[a-l])"
)
_NUMBERED_WITHIN = re.compile(
    r"(?P<stem>.*?[a-z])\s*(?P<number>[1-9]|1[0-2]) (?P<what>group|grp|reason|carc|rarc|remark)(?: code)?"
)  # adj1_group beside adj1_code or adj1_reason


def even_header(header: object) -> str:
    """Lower case with single spaces; words that are written together (DateOfService) are parted, several CPTs are a CPT."""
    text = re.sub(r"(?<![A-Za-z])([A-Z]{3,})s(?![A-Za-z])", r"\1", str(header or ""))
    return plain_header(re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z]|[A-Z]{2,}(?![a-z]))|(?<=[A-Z])(?=[A-Z][a-z])", " ", text))


def words_of(header: str) -> frozenset[str]:
    """The words that matter, each in one form: `svc_dt` and "Service Date" have the same."""
    words = frozenset(w for w in (_WORDS.get(word, word) for word in header.split()) if w not in _NOISE)
    return words - {"amount"} if words & {"charge", "allowed", "paid"} else words


def box_of(header: str) -> tuple[str, str]:
    """The column that a box of the paper claim is for, and the header's own words behind the box ("" and the header: no box)."""
    m = _BOX.match(header)
    if m is None or not (m["said"] or m["rest"]):
        return "", header
    if m["box"] in _NO_COLUMN and "date" in (m["rest"] or "").split():
        return "", ""
    return _BOXES.get(m["box"], ""), m["rest"] or header


def either_of(header: str) -> tuple[str, ...]:
    """What a header with a stroke gives to choose from: "Visit/Claim ID" is a visit ID or a claim ID. () without a stroke."""
    parts = [even_header(part) for part in header.split("/")]
    if len(parts) < 2 or not all(parts):
        return ()
    last = parts[-1].split()
    return (*(f"{part} {last[-1]}" if len(last) > 1 and " " not in part else part for part in parts[:-1]), parts[-1])


_STEMS = {words_of(stem): name for name, stems in SPREAD.items() for stem in stems}


def numbered(header: str) -> tuple[str, int] | None:
    """The list and the place in it that a header such as "mod 2", "dx_a" or "primary diagnosis" stands for."""
    words = header.split()
    for word, place in _PLACES.items():
        if word in words and (name := _STEMS.get(words_of(" ".join(w for w in words if w != word)))):
            return name, place
    if (m := _NUMBERED_WITHIN.fullmatch(header)) and (name := _STEMS.get(words_of(f"{m['stem']} {m['what']}"))):
        return name, int(m["number"])
    if (m := _NUMBERED.fullmatch(header)) is None:
        return None
    if m["box"]:
        return "diagnosis_codes", ord(m["box"]) - 96
    stem, number = (m["lettered"], ord(m["letter"]) - 96) if m["letter"] else (m["stem"].strip(), int(m["number"]))
    name = _STEMS.get(words_of(stem)) or _STEMS.get(words_of(re.sub(r" ?10$", "", stem)))
    return (name, number) if name and 1 <= number <= 12 else None
