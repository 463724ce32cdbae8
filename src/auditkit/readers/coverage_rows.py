"""Rows of a portal's or clearinghouse's export -> answers and benefits, whatever words the export uses.

Rows of one patient, payer and moment are one answer: some exports have a row for each benefit. A word that is not known stays unknown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from auditkit.care.coverage_status import Statement, status_of
from auditkit.care.limit_words import exhausted_in, figures_in
from auditkit.care.payer_words import authorization_in
from auditkit.care.service_types import NAMES, named_in
from auditkit.readers.coverage_visits import COUNTING, counted
from auditkit.readers.x12.benefits import BENEFIT, MEASURE_OF_PERIOD, PERIODS, QUANTITIES
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, Columns, Issue, empty_columns, parse_date

_INACTIVE = re.compile(
    r"\b(?:in-?active|not[\s_]+active|no[\s_]+(?:active[\s_]+)?(?:coverage|longer)|termed|terminat\w*|expired|lapsed|cancel\w*|ineligible|not[\s_]+(?:eligible|covered)|non[\s-]?covered|ended|closed|disenrolled)\b",
    re.I,
)
_REJECTED = re.compile(
    r"\b(?:reject\w*|error|not[\s_]+found|invalid|failed|unable|unverified|no[\s_]+(?:response|match|record)|could[\s_]+not|denied|timed?[\s_-]?out|unavailable|cannot)\b",
    re.I,
)
_PENDING = re.compile(r"\bpend\w*|\binvestigat\w*|\bgrace\b|\bin[\s_]+process\b|\bunder[\s_]+review\b", re.I)
_ACTIVE = re.compile(r"\b(?:active|eligible|covered|in[\s_]?force|enrolled|verified|effective|current)\b", re.I)
_DAY = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_UNTIL = re.compile(r"\b(?:until|through|thru|to)\b", re.I)
_YES, _NO = {"y", "yes", "true", "t", "1", "a"}, {"n", "no", "false", "f", "0", "i"}
_WORDS = (
    ("coinsurance", r"co-?\s?ins"), ("copay", r"co-?\s?pay"), ("deductible", r"deduct"), ("out_of_pocket", r"out[\s-]of[\s-]pocket|\boop|stop[\s-]?loss"),
    ("not_covered", r"non[\s-]?covered|not\s+covered"), ("limit", r"limit|maximum|\bvisits?\b|\bcap\b"), ("unlimited", r"unlimited"),
    ("other_payer", r"other.*(?:payer|payor|insur)|additional\s+payer|\bcob\b|coordination"), ("inactive", r"inactive|terminated"),
    ("pending", r"pending"), ("active", r"\bactive"), ("exclusion", r"exclu|pre-?exist"), ("contact", r"contact"), ("primary_care", r"primary\s+care|\bpcp\b"),
    ("cannot_answer", r"cannot\s+process"), ("authorization", r"auth|pre-?cert"), ("referral", r"referral"),
)  # fmt: skip
_PERIOD_WORDS = (
    ("remaining", r"remain|left"), ("used", r"used|\bmet\b|year[\s-]to[\s-]date|\bytd\b"), ("service_year", r"(?:service|benefit|plan|policy)\s*year"),
    ("calendar_year", r"calendar|annual|year"), ("lifetime", r"life"), ("visit", r"visit"), ("month", r"month"), ("week", r"week"), ("day", r"\bday"),
    ("episode", r"episode|condition"), ("contract", r"contract"),
)  # fmt: skip
_LEVELS = (
    ("IND", r"^i(nd)?\b|indiv|patient|member|single"),
    ("FAM", r"^f(am)?\b|family"),
    ("EMP", r"employee"),
    ("DEP", r"depend"),
)
_WHO = (
    "patient_id",
    "member_id",
    "patient_name",
    "patient_last_name",
    "patient_first_name",
    "patient_birth_date",
    "payer_id",
    "payer_name",
)
# Columns of whole-answer exports that hold a figure: (column, benefit, measure, period).
_FIGURES = (
    ("deductible_amount", "deductible", "total", "calendar_year"), ("deductible_met_amount", "deductible", "used", "calendar_year"),
    ("deductible_remaining_amount", "deductible", "remaining", "calendar_year"), ("copay_amount", "copay", "total", "visit"),
    ("coinsurance_percent", "coinsurance", "total", ""), ("out_of_pocket_amount", "out_of_pocket", "total", "calendar_year"),
    ("out_of_pocket_remaining_amount", "out_of_pocket", "remaining", "calendar_year"), ("therapy_used_amount", "limit", "used", "calendar_year"),
)  # fmt: skip


def status_word(cell: str) -> str:
    """A status in the export's own words -> ours; `unknown` for what is empty or not understood."""
    text = cell.strip()
    plain = text.lower().strip(".")
    if plain in _YES or plain in ("2", "3", "4"):
        return "active"
    if plain in _NO or plain in ("6", "7", "8"):
        return "inactive"
    if plain == "5":
        return "pending"
    for word, pattern in (("inactive", _INACTIVE), ("rejected", _REJECTED), ("pending", _PENDING), ("active", _ACTIVE)):
        if pattern.search(text):
            return word
    return "unknown"


def days_in_status(cell: str) -> tuple[str, str]:
    """First and last day that an active status names itself: `Active thru 10/31/2026`, `Effective 12/1/2026`, `Active 1/1/2026 - 12/31/2026`."""
    days = sorted(found.isoformat() for written in _DAY.findall(cell) if (found := parse_date(written)) is not None)
    if status_word(cell) != "active" or not days:
        return "", ""
    if len(days) == 1:
        return ("", days[0]) if _UNTIL.search(cell) else (days[0], "")
    return days[0], days[-1]


def benefit_word(cell: str) -> tuple[str, str]:
    """What a row is about and the code, from a code (EB01) or words; ("", "") for an empty cell, `other` for what is not understood."""
    text = cell.strip()
    if not text:
        return "", ""
    code = re.match(r"([A-Z]{1,2}|\d)(?=$|\s*[-:–])", text.upper())
    if code and (code[1] in BENEFIT or code[1] in ("D", "P", "K", "S", "Q", "CB", "T")):
        return BENEFIT.get(code[1], "other"), code[1]
    return next((word for word, pattern in _WORDS if re.search(pattern, text, re.I)), "other"), ""


def service_types(cell: str) -> tuple[str, ...]:
    """Service types from codes or words."""
    parts = [part for part in re.split(r"[\s,;|/^+&]+", cell.strip().upper()) if part]
    codes = [{"OT": "AD", "ST": "AF", "SLP": "AF", "SP": "AF"}.get(part, part) for part in parts]
    if all(code in NAMES or re.fullmatch(r"\d{1,2}|[A-Z]\d|[A-Z]{2}", code) for code in codes):
        return tuple(dict.fromkeys(codes))
    return named_in(cell)


def answers_of_export(rows: Columns, known: dict[str, str]) -> tuple[Columns, Columns, list[Issue]]:
    """The answers and benefits of an export's rows. `known` names the file of each answer that was read before, and is added to."""
    answers, benefits, issues = empty_columns(COVERAGE_ANSWERS), empty_columns(BENEFITS), []
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for n in range(len(rows["source_file"])):
        row = {name: column[n] for name, column in rows.items()}
        who = tuple(row[name] for name in _WHO)
        if not any(who[:4]):
            issues.append(
                Issue(
                    row["source_file"],
                    row["source_place"],
                    "names no patient",
                    "Export it with the member's number.",
                    True,
                )
            )
            continue
        groups.setdefault((*who, row["checked_at"], row["trace_number"], row["source_file"]), []).append(row)
    for group in groups.values():
        told = sorted("\x1f".join(v for k, v in row.items() if not k.startswith("source_")) for row in group)
        answer_id = hashlib.sha256("\x1e".join(told).encode("utf-8", "replace")).hexdigest()[:16]
        first = group[0]
        if answer_id in known:
            problem = f"is the same answer as one in {known[answer_id]}"
            issues.append(Issue(first["source_file"], first["source_place"], problem, "It is counted once.", True))
            continue
        known[answer_id] = first["source_file"]
        made = [line for row in group for line in _benefits(row)]
        for line in made:
            for name, column in benefits.items():
                column.append(({"answer_id": answer_id} | line).get(name, ""))
        answer = _answer(group, made) | {"answer_id": answer_id}
        for name, column in answers.items():
            column.append(answer.get(name, ""))
    return answers, benefits, issues


def _answer(group: list[dict[str, str]], made: list[dict[str, str]]) -> dict[str, str]:
    def one(name: str) -> str:
        return next((row[name] for row in group if row[name]), "")

    said = {status_word(row["status"]) for row in group if row["status"]}
    status = said.pop() if len(said) == 1 else "unknown"
    if not any(row["status"] for row in group):
        status = status_of(
            Statement(
                b["benefit"], tuple(filter(None, b["service_types"].split("|"))), b["insurance_type"], b["plan_name"]
            )
            for b in made
        )
    if status == "unknown" and one("reject_codes"):
        status = "rejected"
    name = one("patient_name") or ", ".join(filter(None, (one("patient_last_name"), one("patient_first_name"))))
    same = ("patient_id", "patient_birth_date", "member_id", "payer_id", "payer_name", "payer_type", "checked_at", "asked_for_date", "plan_name",
            "insurance_type", "group_number", "coverage_from", "coverage_to", "reject_codes", "follow_up_code", "trace_number", "reference_number",
            "representative", "no_reference_reason", "source_file", "source_place")  # fmt: skip
    begins, ends = days_in_status(one("status"))
    others = dict.fromkeys(b["entity_name"] for b in made if b["benefit"] == "other_payer" and b["entity_name"])
    return {key: one(key) for key in same} | {
        "coverage_from": one("coverage_from") or begins,
        "coverage_to": one("coverage_to") or ends,
        "patient_name": name,
        "how": "phone" if one("representative") or one("no_reference_reason") else "portal",
        "status": status,
        "other_payers": "|".join(others),
        "message": " ".join(dict.fromkeys(row["message"] for row in group if row["message"])),
    }


def _benefits(row: dict[str, str]) -> Iterator[dict[str, str]]:
    """The benefits of one row: that of its own benefit cell, and one for each figure that has a column of its own."""
    word, code = benefit_word(row["benefit"])
    of, measure = _period(row["period"])
    kind = _kind(row["quantity_kind"])
    types = service_types(row["service_types"])
    base = dict.fromkeys(("benefit", "benefit_code", "service_types", "insurance_type", "plan_name", "entity_name"), "") | {
        "patient_id": row["patient_id"], "member_id": row["member_id"], "level": _level(row["level"]), "service_types": "|".join(types),
        "insurance_type": row["insurance_type"], "plan_name": row["plan_name"], "network": _network(row["network"]), "message": row["message"],
        "source_file": row["source_file"], "source_place": row["source_place"],
    }  # fmt: skip
    needed = row["authorization_needed"] or authorization_in(row["message"])
    own = {"amount": row["amount"], "percent": row["percent"], "quantity": row["quantity"]}
    if word or any(own.values()):
        figure = own | {
            "measure": measure or ("total" if any(own.values()) else ""),
            "period": of,
            "quantity_kind": kind if row["quantity"] else "",
        }
        yield base | figure | {"benefit": word or "other", "benefit_code": code, "authorization_needed": needed}
    if row["remaining_quantity"]:
        left = {"quantity": row["remaining_quantity"], "quantity_kind": kind, "measure": "remaining", "period": of}
        yield (
            base
            | left
            | {"benefit": word if word in ("limit", "unlimited") else "limit", "authorization_needed": needed}
        )
    pooled = row["pooled_with"].strip()
    shared = {}
    if pooled and pooled.lower() not in ("n", "no", "none", "0", "false", "no limit"):
        together = tuple(dict.fromkeys((*types, *named_in(pooled))))
        shared = {"service_types": "|".join(together), "message": f"{row['message']} combined: {pooled}".strip()}
    for part in counted(row, base | shared, base):
        yield base | {"period": of, "authorization_needed": needed} | part
    for column, benefit, figure_measure, period in _FIGURES:
        if not row[column]:
            continue
        cell = "percent" if column.endswith("percent") else "amount"
        yield base | {
            "benefit": benefit, "measure": figure_measure, "period": period or of, cell: row[column], "authorization_needed": needed,
        }  # fmt: skip
    if said := exhausted_in(row["status"]):
        yield base | {"benefit": "limit", "message": said}
    if not any(row[column] for column in (*COUNTING, "quantity", "remaining_quantity")):
        for figure in figures_in(row["message"]):
            yield base | {
                "benefit": "limit",
                "measure": figure.measure,
                "period": figure.period,
                "quantity": figure.visits,
                "quantity_kind": "visits",
            }
    if needed and not word:
        yield base | {"benefit": "authorization", "authorization_needed": needed}
    if row["referral_needed"]:
        yield base | {
            "benefit": "referral",
            "message": "Referral needed." if row["referral_needed"] == "1" else "No referral needed.",
        }
    other = row["other_payer_name"].strip()
    if other and other.lower() not in ("n", "no", "none", "0", "false", "not on file", "unknown", "no other"):
        yield base | {
            "benefit": "other_payer",
            "entity_name": "" if other.lower() in ("y", "yes", "1", "true") else other,
            "entity_role": "payer",
        }


def _period(cell: str) -> tuple[str, str]:
    """Period and measure, from a code (EB06) or words."""
    text = cell.strip()
    code = re.match(r"\d{1,2}(?=$|\s*[-:–])", text)
    if code and code[0].lstrip("0") in PERIODS:
        return PERIODS[code[0].lstrip("0")], MEASURE_OF_PERIOD.get(code[0], "")
    words = [word for word, pattern in _PERIOD_WORDS if re.search(pattern, text, re.I)]
    measure = next((word for word in words if word in ("remaining", "used")), "")
    return next((word for word in words if word not in ("remaining", "used")), ""), measure


def _kind(cell: str) -> str:
    text = cell.strip()
    if text.upper() in QUANTITIES:
        return QUANTITIES[text.upper()]
    return next(
        (kind for kind in ("visits", "units", "hours", "days", "months", "services") if kind[:-1] in text.lower()),
        text.lower(),
    )


def _level(cell: str) -> str:
    return next((level for level, pattern in _LEVELS if re.search(pattern, cell.strip(), re.I)), cell.strip().upper())


def _network(cell: str) -> str:
    text = cell.strip().lower()
    if not text:
        return ""
    if text in ("y", "yes", "1", "true", "in", "inn", "par") or re.search(r"\bin[\s-]*net", text):
        return "in"
    if text in ("n", "no", "0", "false", "out", "oon", "non-par") or re.search(r"\bout[\s-]", text):
        return "out"
    return "any" if text in ("w", "any", "both", "n/a", "not applicable") else "unknown"
