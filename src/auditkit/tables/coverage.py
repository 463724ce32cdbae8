"""The tables of the front desk: payers' answers about coverage, the benefits in them, booked visits.

As in the tables of claims every value is text in one spelling, and the empty text means "not given": an empty cell never stands for yes, none,
zero or active.
"""

from __future__ import annotations

from dataclasses import replace

from auditkit.tables.claims import CLAIM_LINES
from auditkit.tables.table import Column, ColumnType, Table
from auditkit.tables.table import column as _column

HOW = ("x12_271", "portal", "phone")
STATUSES = ("active", "pending", "inactive", "rejected", "unknown")
BENEFITS_HELD = (
    "active", "pending", "inactive", "not_covered", "limit", "unlimited", "deductible", "copay", "coinsurance", "out_of_pocket", "exclusion",
    "other_payer", "contact", "primary_care", "restricted_provider", "facility", "spend_down", "cost_containment", "authorization", "referral",
    "cannot_answer", "other",
)  # fmt: skip
MEASURES = ("total", "used", "remaining")
NETWORKS = ("in", "out", "any", "unknown")
DISCIPLINES = ("PT", "OT", "SLP")
VISIT_STATUSES = ("booked", "confirmed", "completed", "cancelled", "no_show")


def _choice(name: str, choices: tuple[str, ...], meaning: str, example: str, *also: str, **spellings: str) -> Column:
    words = {key.replace("_", " "): choice for key, choice in spellings.items()}
    return Column(
        name=name, type=ColumnType.CHOICE, choices=choices, spellings=words, meaning=meaning, example=example, also=also
    )


_PATIENT = CLAIM_LINES.column("patient_id")
_MEMBER = replace(CLAIM_LINES.column("member_id"), required=False)
_BORN = CLAIM_LINES.column("patient_birth_date")
_PAYER, _PAYER_NAME, _PAYER_TYPE = (
    replace(CLAIM_LINES.column(name), required=False) for name in ("payer_id", "payer_name", "payer_type")
)
_TRACE = tuple(CLAIM_LINES.column(name) for name in ("source_file", "source_place"))
_ID_ALSO = tuple(name for name in _PATIENT.also if "name" not in name)
_OWN_ID = _column(
    "patient_id",
    ColumnType.IDENTIFIER,
    "The practice's own number for the patient, where the answer repeats it.",
    "P0042",
    *_ID_ALSO,
)
_NAME = _column(
    "patient_name", ColumnType.TEXT, "The patient's name as it was given; only for finding the patient, never shown on a calendar or in a message.",
    "Sample, Ada", "name", "client name", "member name", "subscriber name", "subscriber", "insured name", "full name", "patient full name", "pt name",
)  # fmt: skip
_PLAN = _column(
    "plan_name", ColumnType.TEXT, "The plan, as the payer calls it.", "Lantern Gold (invented)",
    "plan", "plan description", "coverage name", "product", "product name", "benefit plan", "plan coverage description", "coverage description",
)  # fmt: skip
_INSURANCE = _column(
    "insurance_type", ColumnType.IDENTIFIER, "Kind of insurance (X12 code, EB04): MB Medicare Part B, HN a Medicare health plan, 12 to 47 Medicare pays second ...",
    "HM", "insurance type code", "ins type code", "plan type code", "product type",
)  # fmt: skip
_GROUP = _column(
    "group_number", ColumnType.IDENTIFIER, "The group or policy number.", "G-10", "group", "group no", "group id", "policy group", "grp", "group num",
)  # fmt: skip
_FROM = _column(
    "coverage_from", ColumnType.DATE, "First day of the coverage.", "2026-01-01",
    "eligibility begin", "effective date", "effective", "coverage start", "coverage begin", "plan begin", "plan begin date", "start date", "eff date",
    "eligibility start date", "eligibility begin date", "coverage effective date", "plan effective date", "elig start", "elig from",
    "policy effective date", "begin date", "active from", "coverage start date", "eff",
)  # fmt: skip
_TO = _column(
    "coverage_to", ColumnType.DATE, "Last day of the coverage; empty: none was named.", "",
    "eligibility end", "termination date", "term date", "coverage end", "plan end", "plan end date", "end date", "expiration date", "termed",
    "eligibility end date", "coverage termination date", "elig end", "elig to", "terminated", "policy termination date", "term", "active to",
    "coverage end date", "termination",
)  # fmt: skip
_CHECKED = _column(
    "checked_at", ColumnType.MOMENT, "When the payer answered: day, and time where known.", "2026-11-24T08:10",
    "checked", "check date", "date checked", "verified on", "verification date", "verified", "date verified", "eligibility checked", "inquiry date",
    "response date", "last checked", "last verified", "run date", "verified at", "checked on", "transaction date", "response time", "timestamp",
    "date of inquiry", "eligibility date", "last eligibility check", "verification datetime", "checked date time", "created at", "created",
)  # fmt: skip
_ASKED_FOR = _column(
    "asked_for_date", ColumnType.DATE, "The day of service that was asked about.", "2026-11-25",
    "service date", "date of service", "dos", "as of date", "eligibility as of", "service date asked", "inquiry service date",
)  # fmt: skip
_SERVICES = _column(
    "service_types", ColumnType.CODES, "Service types (X12 codes, EB03) with | between: PT, AD occupational, AF speech, AE physical medicine, 30 the plan.",
    "PT|AE", "service type code", "service type", "service type codes", "stc", "service", "benefit type code", "benefit service type",
)  # fmt: skip
_ANSWER = _column(
    "answer_id", ColumnType.IDENTIFIER, "Links an answer with its benefits.", "a1f09c2b7d3e4f56", required=True
)
_AUTHORIZED = _column(
    "authorization_needed", ColumnType.FLAG, "Whether authorization is needed: 1 yes, 0 no, empty not said.", "1",
    "auth required", "authorization required", "prior auth required", "prior authorization required", "precert required", "requires auth",
    "auth needed", "needs auth", "pre certification required", "preauth required", "auth req",
)  # fmt: skip
_REJECTS = _column(
    "reject_codes", ColumnType.CODES, "Why the payer did not answer (X12 codes, AAA03), with | between.", "", "reject code", "reject reason",
    "reject reason code", "rejection code", "aaa code", "error code", "rejection reason",
)  # fmt: skip
_FOLLOW_UP = _column(
    "follow_up_code", ColumnType.IDENTIFIER, "What to do about it (AAA04): C correct and ask again, N do not, R ask again ...", "",
    "followup action", "follow up action", "follow up", "follow up action code",
)  # fmt: skip
_TRACE_NUMBER = _column(
    "trace_number", ColumnType.IDENTIFIER, "The number of the question or of the answer.", "93175-012547",
    "trace", "trace no", "transaction id", "trn", "transaction number", "inquiry id", "eligibility id", "payer trace number", "request id",
)  # fmt: skip
_REFERENCE = (
    _column("reference_number", ColumnType.IDENTIFIER, "The call's reference number.", "CALL-778",
            "reference", "ref number", "call reference", "call reference number", "ref no", "call ref", "reference no", "confirmation number"),
    _column("representative", ColumnType.TEXT, "Who at the payer answered.", "Ms. R.", "rep", "rep name", "spoke with", "spoke to",
            "representative name", "payer rep"),
    _column("no_reference_reason", ColumnType.TEXT, "Why a call has no reference number.", "", "reason no reference", "why no reference"),
)  # fmt: skip
_MESSAGE = _column(
    "message", ColumnType.TEXT, "The payer's free text (MSG), kept as it came.", "", "messages", "notes", "comments", "benefit notes", "msg", "note",
    "payer message", "free text", "remarks", "benefit description",
)  # fmt: skip

COVERAGE_ANSWERS = Table(
    name="coverage_answers",
    grain="one answer of one payer about one patient",
    meaning="What a payer said about a patient's coverage, when, and how it was asked. Its benefits are in the table of benefits.",
    columns=(
        _ANSWER, _OWN_ID, _NAME, _BORN, _MEMBER, _PAYER, _PAYER_NAME, _PAYER_TYPE, _CHECKED,
        _choice("how", HOW, "How it was asked.", "x12_271", "method", "source of check", **{"271": "x12_271", "export": "portal", "call": "phone"}),
        _ASKED_FOR,
        _choice("status", STATUSES, "`active`, `pending` (under investigation), `inactive`, `rejected` (the payer did not answer) or `unknown` (not said).", "active"),
        _PLAN, _INSURANCE, _GROUP, _FROM, _TO,
        _column("other_payers", ColumnType.TEXT, "Other payers that the answer names, with | between.", ""),
        _REJECTS, _FOLLOW_UP, _TRACE_NUMBER, *_REFERENCE, _MESSAGE, *_TRACE,
    ),
)  # fmt: skip

BENEFITS = Table(
    name="benefits",
    grain="one thing that an answer says about a benefit",
    meaning="Limits, what is left, deductibles, copays, other payers and all else of an answer: one row for each EB segment or cell that says something.",
    columns=(
        _ANSWER, _OWN_ID, _MEMBER,
        _choice("benefit", BENEFITS_HELD, "What is said, in words.", "limit"),
        _column("benefit_code", ColumnType.IDENTIFIER, "The same as the payer's code (EB01); empty where there was none.", "F"),
        _column("level", ColumnType.IDENTIFIER, "For whom (EB02): IND the patient, FAM the family ...", "IND", "coverage level", "coverage level code"),
        _SERVICES, _INSURANCE, _PLAN,
        _column("period", ColumnType.IDENTIFIER, "The period (EB06) in words: calendar_year, service_year, visit, lifetime ...; empty: not said.", "calendar_year",
                "time period", "time period qualifier", "benefit period"),
        _choice("measure", MEASURES, "Whether the figure is the whole, what was used, or what remains.", "remaining"),
        _column("amount", ColumnType.AMOUNT, "Dollars.", ""),
        _column("percent", ColumnType.PERCENT, "Percent that the patient pays.", ""),
        _column("quantity_kind", ColumnType.IDENTIFIER, "What is counted: visits, units, hours, days, months, services; empty: not said.", "visits",
                "quantity type", "quantity qualifier", "unit of measure"),
        _column("quantity", ColumnType.QUANTITY, "How many.", "12"),
        _AUTHORIZED,
        _choice("network", NETWORKS, "For providers in the network, out of it, or any.", "in"),
        _column("hcpcs_codes", ColumnType.CODES, "Billing codes that it is about (EB13), with | between.", ""),
        _column("places_of_service", ColumnType.CODES, "Places of service that it is about (III), with | between.", ""),
        _column("starts_on", ColumnType.DATE, "First day of the benefit.", ""),
        _column("ends_on", ColumnType.DATE, "Last day of the benefit.", ""),
        _column("delivery", ColumnType.TEXT, "How the benefit is spread (HSD), in words.", "12 visits per calendar year"),
        _column("entity_name", ColumnType.TEXT, "Another payer, a reviewer to call, a facility or provider that is named with it.", ""),
        _column("entity_role", ColumnType.TEXT, "What that one is, in words.", ""),
        _column("entity_id", ColumnType.IDENTIFIER, "Its number, or the member's number with it.", ""),
        _column("entity_phone", ColumnType.TEXT, "Its telephone number or address.", ""),
        _MESSAGE, *_TRACE,
    ),
)  # fmt: skip

# "PT Limit", "OT Visits Used": some exports keep the visits of each discipline apart.
_VISITS_OF_DISCIPLINES = tuple(
    _column(f"{code.lower()}_{measure}", ColumnType.VISITS, f"The same for {code} alone.", "",
            *(f"{word} {name}" for word in words for name in names if f"{word} {name}" != f"{code.lower()} {measure}".replace("_", " ")))
    for code, words in (("PT", ("pt", "physical therapy", "physical")), ("OT", ("ot", "occupational therapy", "occupational")),
                        ("SLP", ("slp", "st", "speech", "speech therapy")))
    for measure, names in (
        ("visit_limit", ("visit limit", "limit", "visits allowed", "allowed", "max visits", "visit max", "max", "visits limit", "allowed visits")),
        ("visits_used", ("visits used", "used", "used visits", "visits used ytd", "visits to date")),
        ("visits_remaining", ("visits remaining", "remaining", "remaining visits", "visits left", "left", "visits available")),
    )
)  # fmt: skip

COVERAGE_EXPORT = Table(
    name="coverage_export",
    grain="one patient's answer, or one benefit of it",
    meaning="What a clearinghouse or portal exports: whole answers in a row, or a row for each benefit. It becomes coverage answers and benefits.",
    needs=(
        ("patient_id", "member_id", "patient_name", "patient_last_name"),
        ("status", "benefit", "coverage_to", "visits_remaining", "visit_limit", *(column.name for column in _VISITS_OF_DISCIPLINES), "deductible_amount", "deductible_remaining_amount", "copay_amount",
         "reject_codes"),
    ),
    columns=(
        _OWN_ID, _NAME,
        _column("patient_last_name", ColumnType.TEXT, "Family name.", "", "last name", "lastname", "last", "member last name", "subscriber last name"),
        _column("patient_first_name", ColumnType.TEXT, "First name.", "", "first name", "firstname", "first", "member first name",
                "subscriber first name"),
        _BORN, _MEMBER, _PAYER, _PAYER_NAME, _PAYER_TYPE, _CHECKED, _ASKED_FOR,
        _column("status", ColumnType.TEXT, "Active or inactive, in the export's own words.", "Active", "coverage status", "eligibility status",
                "eligibility", "coverage", "active", "eligible", "is active", "active coverage", "plan status", "status description", "insurance status",
                "eligibility result", "result", "elig status", "active inactive", "coverage active", "policy status", "verification status"),
        _PLAN, _INSURANCE, _GROUP, _FROM, _TO, replace(_SERVICES, type=ColumnType.TEXT),
        _column("benefit", ColumnType.TEXT, "What the row is about: a code (EB01) or a word.", "", "benefit code", "benefit type", "benefit",
                "eligibility or benefit", "eb01", "benefit information", "eligibility benefit information code", "benefit info", "benefit category"),
        _column("level", ColumnType.TEXT, "For whom: individual, family.", "", "coverage level", "coverage level code"),
        _column("period", ColumnType.TEXT, "The period.", "", "time period", "time period qualifier", "benefit period", "period type"),
        _column("amount", ColumnType.AMOUNT, "Dollars.", "", "benefit amount", "monetary amount", "dollar amount"),
        _column("percent", ColumnType.PERCENT, "Percent.", "", "benefit percent", "percentage", "benefit percentage"),
        _column("quantity_kind", ColumnType.TEXT, "What is counted.", "", "quantity type", "quantity qualifier", "unit of measure"),
        _column("quantity", ColumnType.QUANTITY, "How many.", "", "qty", "benefit quantity"),
        _column("remaining_quantity", ColumnType.QUANTITY, "How many are left.", "", "quantity remaining", "remaining", "qty remaining"),
        _AUTHORIZED,
        _column("referral_needed", ColumnType.FLAG, "Whether a referral is needed.", "", "referral required", "referral", "requires referral",
                "referral req", "pcp referral required"),
        _column("network", ColumnType.TEXT, "In or out of the network.", "", "in network", "network status", "network indicator", "plan network",
                "in plan network", "in out of network"),
        _column("visit_limit", ColumnType.VISITS, "Visits that the plan pays for in the period.", "30", "visits allowed", "therapy limit", "visit max",
                "max visits", "visits per year", "annual visit limit", "therapy visit limit", "visit maximum", "benefit limit",
                "visits limit", "allowed visits", "number of visits allowed", "total visits allowed", "maximum visits", "visits per calendar year"),
        _column("visits_used", ColumnType.VISITS, "Visits that were used, as the payer counts them.", "8", "used visits", "therapy visits used",
                "visits to date", "visits used ytd", "number of visits used", "ytd visits", "visits used to date"),
        _column("visits_remaining", ColumnType.VISITS, "Visits that are left.", "22", "remaining visits", "visits left", "therapy visits remaining",
                "visits available", "number of visits remaining"),
        *_VISITS_OF_DISCIPLINES,
        _column("pooled_with", ColumnType.TEXT, "Which disciplines share the limit.", "", "combined with", "limit combined with", "pooled",
                "combined disciplines", "shared with", "combined limit", "limit shared with"),
        _column("deductible_amount", ColumnType.AMOUNT, "The deductible of the year.", "", "deductible", "annual deductible", "individual deductible",
                "deductible total", "ded", "ind deductible", "in network deductible", "yearly deductible", "total deductible"),
        _column("deductible_met_amount", ColumnType.AMOUNT, "What of it is met.", "", "deductible met", "met deductible", "ded met", "deductible used",
                "deductible applied", "deductible satisfied", "deductible met to date", "individual deductible met"),
        _column("deductible_remaining_amount", ColumnType.AMOUNT, "What of it is left.", "", "deductible remaining", "remaining deductible",
                "ded remaining", "deductible left", "ded rem", "deductible balance", "individual deductible remaining"),
        _column("copay_amount", ColumnType.AMOUNT, "Copay of a visit.", "", "copay", "co pay", "copayment", "specialist copay", "therapy copay",
                "visit copay", "pt copay", "copay per visit", "co payment"),
        _column("coinsurance_percent", ColumnType.PERCENT, "Share of each charge that the patient pays.", "", "coinsurance", "co insurance", "coins",
                "co ins", "patient coinsurance", "member coinsurance", "coinsurance percentage"),
        _column("out_of_pocket_amount", ColumnType.AMOUNT, "The most that the patient pays in a year.", "", "out of pocket max", "oop max", "moop",
                "out of pocket maximum", "oop", "out of pocket"),
        _column("out_of_pocket_remaining_amount", ColumnType.AMOUNT, "What of it is left.", "", "oop remaining", "out of pocket remaining",
                "remaining oop", "oop left", "oop max remaining"),
        _column("therapy_used_amount", ColumnType.AMOUNT, "Allowed amount used this year (Medicare Part B), of the discipline of the row.", "",
                "therapy used", "therapy amount used", "ytd allowed", "therapy cap used", "kx used", "therapy dollars used"),
        _column("other_payer_name", ColumnType.TEXT, "Another payer.", "", "other insurance", "other payer", "secondary insurance", "cob", "cob payer",
                "secondary payer", "other coverage", "coordination of benefits"),
        _REJECTS, _FOLLOW_UP, _TRACE_NUMBER, *_REFERENCE, _MESSAGE, *_TRACE,
    ),
)  # fmt: skip

SCHEDULE = Table(
    name="schedule",
    grain="one booked visit",
    meaning="The schedule, as the practice's system or calendar exports it. Times are those of the practice's own clock.",
    needs=(("patient_id", "patient_name", "member_id"), ("date_of_service",)),
    columns=(
        _column("visit_id", ColumnType.IDENTIFIER, "The system's number of the appointment.", "V-20411",
                "appointment id", "appt id", "appointment number", "visit", "event id", "appointment no", "booking id", "uid", "schedule id"),
        _column("patient_id", ColumnType.IDENTIFIER, "The practice's own number for the patient.", "P0042", *_ID_ALSO, required=True),
        Column(name="patient_name", type=ColumnType.TEXT, meaning=_NAME.meaning, example="Sample, Ada",
               also=("name", "patient full name", "pt name", "client name", "patient", "client", "who", "full name", "subject", "title", "summary", "event")),
        _BORN, _MEMBER,
        _column("date_of_service", ColumnType.DATE, "The day of the visit.", "2026-11-25",
                "date", "appointment date", "appt date", "visit date", "start date", "day", "scheduled date", "service date", "dos", "appointment",
                "appt", "start", "starts at", "starts", "appointment date time", "date time", "datetime", "scheduled for", "start datetime",
                "appointment datetime", "scheduled", "begin", "when", "from", "appt datetime", "scheduled start", "start at", "start date time",
                "visit date time", "appointment date and time", "date and time", "start date and time", "visit datetime", "appt date time", "date of visit",
                "booked for", "session date", "encounter date",
                required=True),
        _column("start_time", ColumnType.TIME, "When it begins, by the practice's clock.", "09:15",
                "time", "appointment time", "appt time", "starts", "begin time", "time in", "scheduled time", "start hour", "visit time"),
        _column("minutes", ColumnType.COUNT, "How long it is booked for.", "45", "duration", "length", "mins", "appointment length", "duration minutes",
                "duration min", "appt length", "appointment length minutes", "length minutes"),
        replace(CLAIM_LINES.column("rendering_provider_npi"), required=False),
        _column("discipline", ColumnType.DISCIPLINE, "PT, OT or SLP.", "PT", "specialty", "department", "therapy type", "therapy", "dept", "service",
                "service line", "discipline code"),
        _column("visit_kind", ColumnType.TEXT, "What is booked, in the system's own words: evaluation, treatment, progress report ...", "treatment",
                "appointment type", "appt type", "visit type", "type", "reason", "event type", "appointment reason", "type of visit", "visit type name", "appointment type name"),
        _column("hcpcs_codes", ColumnType.CODES, "Codes that are planned, with | between.", "", "cpt", "cpt codes", "codes", "planned codes",
                "procedure codes", "planned cpt"),
        _PAYER, _PAYER_NAME, _PAYER_TYPE, CLAIM_LINES.column("authorization_number"),
        _choice("status", VISIT_STATUSES, "Whether it still stands; empty: as booked.", "booked",
                "appointment status", "appt status", "visit status", "state", "booking status",
                scheduled="booked", pending="booked", active="booked", open="booked", tentative="booked", unconfirmed="booked", new="booked",
                rescheduled_to="booked", arrived="confirmed", checked_in="confirmed", seen="completed", done="completed", complete="completed",
                checked_out="completed", kept="completed", attended="completed", canceled="cancelled", cancel="cancelled", cx="cancelled",
                cxl="cancelled", rescheduled="cancelled", deleted="cancelled", late_cancel="cancelled", late_cancellation="cancelled",
                cancelled_by_patient="cancelled", cancelled_by_clinic="cancelled", canceled_by_patient="cancelled", patient_cancelled="cancelled",
                patient_canceled="cancelled", cancelled_late="cancelled", canceled_late="cancelled", noshow="no_show", ns="no_show", missed="no_show",
                did_not_attend="no_show", dna="no_show", no_show_no_call="no_show"),
        *_TRACE,
    ),
)  # fmt: skip
