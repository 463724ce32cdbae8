"""What a practice keeps beside its claims: what each payer asks for, which services it wants authorized, prior authorizations, plans of care."""

from __future__ import annotations

from dataclasses import replace

from auditkit.tables.claims import CLAIM_LINES, HISTORY, TRACE
from auditkit.tables.table import Column, ColumnType, Table
from auditkit.tables.table import column as _column

UNIT_RULES = ("cms", "spm")
PAIR_SOURCES = ("medicare_practitioner", "medicare_institutional", "own_list", "none")
UNIT_KINDS = ("visits", "units")
DECISIONS = ("requested", "approved", "partly_approved", "denied", "pending", "cancelled", "not_required")

_PATIENT, _PAYER, _PAYER_NAME, _PAYER_TYPE = map(
    CLAIM_LINES.column, ("patient_id", "payer_id", "payer_name", "payer_type")
)
_DISCIPLINE = HISTORY.column("discipline")

PAYERS = Table(
    name="payers",
    grain="one payer",
    meaning="What each payer asks for, as the practice's contracts and the payer's own pages say. An empty cell means: not known.",
    columns=(
        replace(_PAYER, also=("id", *_PAYER.also)),
        replace(_PAYER_NAME, also=(*_PAYER_NAME.also, "name", "payer")),
        replace(_PAYER_TYPE, also=(*_PAYER_TYPE.also, "type", "kind", "line of business", "lob")),
        Column(name="unit_rule", type=ColumnType.CHOICE, choices=UNIT_RULES, example="cms",
               spellings={"8 minute": "cms", "8 minute rule": "cms", "eight minute rule": "cms", "medicare": "cms", "total time": "cms", "ama": "spm",
                          "midpoint": "spm", "substantial portion": "spm", "rule of eights": "spm", "substantial portion methodology": "spm"},
               meaning="How timed units are counted: `cms` from the day's total of minutes, `spm` each code alone.",
               also=("unit rule", "units rule", "timed unit rule", "billing rule", "counting rule", "unit method", "units method", "unit counting", "unit counting method", "counting method", "rule of 8s or 8 min",
                     "8 min or rule of 8s", "8 minute rule or ama", "unit rule cms or spm", "unit rule cms spm",
                     "unit calculation", "8 minute or spm", "8 minute rule or spm", "cms or spm", "cms or ama", "minutes rule")),
        _column("timely_filing_days", ColumnType.COUNT, "Days from the date of service within which a claim is accepted, last day included.", "180",
                "timely filing", "filing deadline", "filing deadline days", "filing window", "tfl days", "filing limit", "filing days", "filing limit days", "timely filing limit", "tfl"),
        _column("discipline_modifier_required", ColumnType.FLAG, "Whether GP, GO or GN is wanted on therapy lines.", "1",
                "discipline modifier", "gp go gn required", "therapy modifier required", "requires gp", "gp required", "modifier required",
                "gp go gn", "discipline modifiers", "gp modifier required", "therapy modifiers", "requires discipline modifier"),
        _column("authorization_required", ColumnType.FLAG, "Whether services need a prior authorization.", "0",
                "auth required", "prior auth required", "requires auth", "needs authorization", "requires authorization",
                "prior authorization required", "auth", "prior auth", "authorization", "prior authorization", "pa required"),
        _column("authorization_codes", ColumnType.CODES,
                "Codes that need authorization. Empty while authorization is required: all codes but evaluations.", "",
                "auth codes", "codes needing authorization", "prior auth codes", "auth cpt codes", "auth required cpt codes", "auth required codes", "cpt needing auth", "codes that need authorization",
                "cpt codes requiring auth", "pa codes", "auth required codes", "auth required for"),
        Column(name="pair_source", type=ColumnType.CHOICE, choices=PAIR_SOURCES, example="medicare_practitioner",
               spellings={"ncci": "medicare_practitioner", "practitioner": "medicare_practitioner", "medicare": "medicare_practitioner",
                          "institutional": "medicare_institutional", "hospital": "medicare_institutional",
                          "medicare hospital": "medicare_institutional", "own": "own_list", "payer": "own_list"},
               meaning="Which table of code pairs the payer uses.", also=("ncci source", "pair table", "edit source", "ncci table", "ncci", "edits", "ncci edits", "cci edits", "cci", "edit set", "edit table", "code edits", "pair edits", "code pairs")),
        _column("telehealth_accepted", ColumnType.FLAG, "Whether the payer takes therapy by telehealth.", "",
                "telehealth", "accepts telehealth", "telehealth covered", "takes telehealth", "tele", "televisits", "telehealth ok", "telehealth allowed", "covers telehealth"),
        _column("appeal_days", ColumnType.COUNT, "Days from the remittance within which the payer takes an appeal or dispute, last day included.", "",
                "appeal limit", "appeal window", "appeal window days", "appeal deadline", "appeal deadline days", "appeal limit days", "dispute days", "appeals days", "days to appeal"),
        *TRACE,
    ),
)  # fmt: skip

AUTHORIZATION_RULES = Table(
    name="authorization_rules",
    grain="one payer and one group of services, from one day on",
    meaning="Which services need a payer's authorization, from which visit on, and where the practice knows it from. An empty cell means: not known.",
    needs=(("payer_id", "payer_name"), ("authorization_required", "from_visit", "hcpcs_codes", "lead_days")),
    columns=(
        replace(_PAYER, required=False), replace(_PAYER_NAME, required=False),
        _column("discipline", ColumnType.DISCIPLINE, "PT, OT or SLP; empty: all.", "PT", "specialty", "therapy", "line of service",
                "service line", "service", "services", "service type", "therapy type", "therapy discipline", "department"),
        _column("hcpcs_codes", ColumnType.CODES, "Codes that it is about, with | between; empty: all of the discipline but evaluations.", "97110|97140",
                "codes", "cpt codes", "cpt", "procedure codes", "service codes"),
        _column("authorization_required", ColumnType.FLAG, "1 needed, 0 not needed, empty not known.", "1", "required", "auth required", "needs auth",
                "authorization", "prior auth required", "pa needed", "pa required", "auth needed", "authorization needed", "prior authorization",
                "prior authorization required", "precert required", "prior auth", "needs authorization"),
        _column("from_visit", ColumnType.COUNT, "The first treatment visit that needs it; 1: from the first.", "7", "starting visit", "from visit number",
                "first visit", "starting with visit", "starts with visit", "start visit", "beginning with visit", "from visit no", "as of visit",
                "required from visit", "auth from visit", "visit number", "visit no"),
        _column("in_force_from", ColumnType.DATE, "First day of service that it holds for.", "2026-01-01", "effective from", "effective", "effective date",
                "valid from", "start date"),
        _column("in_force_to", ColumnType.DATE, "Last day of service that it holds for; empty: still so.", "", "effective to", "valid to", "end date"),
        _column("lead_days", ColumnType.COUNT, "Calendar days before the first uncovered visit by which a renewal has to be asked for.", "14",
                "lead time", "lead time days", "days ahead", "turnaround days", "processing days", "turnaround"),
        _column("documents", ColumnType.TEXT, "What to send, with | between.", "Progress report|Plan of care", "documents to send", "checklist", "attachments", "docs",
                "required documents", "documents required", "documentation", "what to send"),
        _column("reviewer", ColumnType.TEXT, "Who decides for the payer.", "", "vendor", "um vendor", "utilization vendor", "reviewed by"),
        _column("source_url", ColumnType.TEXT, "Where it is written.", "", "source", "link", "url", "source link"),
        _column("last_checked_on", ColumnType.DATE, "When somebody last looked there.", "2026-11-02", "last checked", "checked on", "verified on"),
        _column("checked_by", ColumnType.TEXT, "Who looked.", "MB", "checked by whom", "verified by", "by"),
        _column("published_on", ColumnType.DATE, "When the payer published it.", "2025-11-01", "published", "announced on"),
        _column("noticed_on", ColumnType.DATE, "When the practice noticed.", "2025-11-10", "noticed", "noticed here"),
        _column("taught_on", ColumnType.DATE, "When the people concerned were taught.", "2025-12-03", "taught", "trained on"),
        _column("in_force_here_on", ColumnType.DATE, "From when the practice works by it.", "2026-01-01", "in force here", "live on"),
        *TRACE,
    ),
)  # fmt: skip

AUTHORIZATIONS = Table(
    name="authorizations",
    grain="one authorization, or one discipline or code group of it",
    meaning="Prior authorizations with what they cover and how much of them was used before these claims.",
    columns=(
        _column("authorization_number", ColumnType.IDENTIFIER, "The authorization's number.", "AU-1001",
                *CLAIM_LINES.column("authorization_number").also, "auth ref", "authorization reference", "auth reference", "reference number", required=True),
        _PATIENT,
        _PAYER,
        _DISCIPLINE,
        _column("hcpcs_codes", ColumnType.CODES, "Codes that it covers, with | between; empty: all.", "97110|97140",
                "codes", "cpt codes", "authorized codes", "approved codes", "cpt approved", "authorized cpt", "auth codes", "procedure codes", "covered codes", "cpt", "cpt code"),
        _column("rendering_provider_npi", ColumnType.IDENTIFIER, "The one therapist whom it names; empty: any.", "", *CLAIM_LINES.column("rendering_provider_npi").also),
        _column("start_on", ColumnType.DATE, "First day covered.", "2026-03-01",
                "start", "start date", "from", "from date", "effective date", "effective", "auth start", "auth start date", "begin date", "valid from",
                "auth from", required=True),
        _column("end_on", ColumnType.DATE, "Last day covered.", "2026-05-31",
                "end", "end date", "to", "to date", "expiration date", "expires", "auth end", "auth end date", "thru date", "valid to",
                "through", "thru", "valid thru", "valid through", "expiration", "auth to", "expiry", "through date", required=True),
        _column("authorized_units", ColumnType.COUNT, "How many visits or units it grants.", "12",
                "authorized", "auth units", "authorized visits", "visits authorized", "units authorized", "visits", "units", "approved visits",
                "approved units", "auth visits", "total visits", "total units", "approved", "granted", "visits granted", "units granted", "auth d visits",
                "number of visits", "visits allowed", required=True),
        Column(name="unit_kind", type=ColumnType.CHOICE, choices=UNIT_KINDS, example="visits",
               spellings={"visit": "visits", "unit": "units", "v": "visits", "u": "units", "vs": "visits", "un": "units"},
               meaning="Whether visits or units are counted.", also=("unit type", "count type", "auth type", "visits or units", "unit of measure", "uom", "units visits", "visits units", "type", "counted in")),
        _column("used_units", ColumnType.COUNT, "How many were used before these claims.", "4",
                "used", "used visits", "visits used", "units used", "consumed", "visits to date", "used to date"),
        Column(name="decision", type=ColumnType.CHOICE, choices=DECISIONS, example="approved",
               spellings={"approve": "approved", "certified": "approved", "authorized": "approved", "granted": "approved", "active": "approved",
                          "partial": "partly_approved", "partially approved": "partly_approved", "modified": "partly_approved",
                          "approved with modifications": "partly_approved", "partial approval": "partly_approved", "deny": "denied",
                          "not certified": "denied", "rejected": "denied", "declined": "denied", "pended": "pending", "in review": "pending",
                          "under review": "pending", "in process": "pending", "submitted": "requested", "sent": "requested", "request sent": "requested",
                          "open": "requested", "void": "cancelled", "voided": "cancelled", "canceled": "cancelled", "withdrawn": "cancelled",
                          "not needed": "not_required", "no auth required": "not_required", "auth not required": "not_required", "none required": "not_required"},
               meaning="Where it stands; `not_required`: none is needed. Empty: a number and a period were given, so it is taken for approved.",
               also=("status", "auth status", "authorization status", "determination", "outcome")),
        _column("requested_units", ColumnType.COUNT, "How many visits or units were asked for.", "18",
                "requested", "visits requested", "units requested", "requested visits", "req visits", "req units"),
        _column("requested_on", ColumnType.DATE, "When it was asked for.", "2026-02-20",
                "request date", "date requested", "submitted", "submitted on", "submission date", "requested date"),
        _column("decided_on", ColumnType.DATE, "When the payer decided.", "2026-02-26",
                "decision date", "approval date", "approved on", "determination date", "date approved"),
        *TRACE,
    ),
)  # fmt: skip

PLANS = Table(
    name="plans",
    grain="one plan of care of one patient and discipline, initial or renewed",
    meaning="Plans of care with the days that decide whether they are certified in time. An empty day means: not there (not signed, no order on file, no proof of sending in hand).",
    columns=(
        _PATIENT,
        _DISCIPLINE,
        _column("plan_number", ColumnType.COUNT, "1 the initial plan, 2 the first recertification, and so on.", "1",
                "plan no", "cert no", "certification number", "cert number", "plan"),
        _column("start_on", ColumnType.DATE, "First day covered: of the initial plan the day of the evaluation.", "2026-03-04",
                "start", "start date", "start of care", "soc", "soc date", "eval date", "evaluation date", "cert from", "certification from",
                "cert start", "plan start", "poc start", "from", required=True),
        _column("end_on", ColumnType.DATE, "Last day covered, as the plan says.", "2026-04-28",
                "end", "end date", "cert to", "certification to", "cert end", "cert through", "plan end", "poc end", "through", "to"),
        _column("weeks", ColumnType.COUNT, "Planned duration in weeks, where no last day is given.", "8",
                "duration", "duration weeks", "duration in weeks", "weeks planned"),
        _column("signed_on", ColumnType.DATE, "Day of the dated signature of the physician or practitioner; empty: not signed.", "2026-03-16",
                "signed", "certified on", "certified", "date certified", "date signed", "signature date", "cert signed", "poc signed",
                "physician signed", "physician signature date", "md signed", "signed date"),
        _column("order_signed_on", ColumnType.DATE, "Day of the signed order or referral on file; empty: none on file.", "2026-02-27",
                "order", "order date", "order signed", "referral date", "referral signed", "prescription date"),
        _column("sent_on", ColumnType.DATE, "Day on which the plan was sent to the physician, with proof in hand; empty: no proof in hand.", "2026-03-05",
                "sent", "poc sent", "plan sent", "date sent", "faxed on", "fax date", "sent to physician"),
        _column("verbal_order_on", ColumnType.DATE, "Day of a verbal order to certify, noted with its date; empty: none.", "",
                "verbal order", "verbal order date", "verbal"),
        _column("delayed_reason", ColumnType.TEXT, "Why certification came late, as the record says; empty: no reason on record.", "",
                "delay reason", "reason for delay", "delayed certification reason", "late reason"),
        *TRACE,
    ),
)  # fmt: skip
