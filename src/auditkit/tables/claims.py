"""The tables of claims: service lines and earlier lines.

Every value of these tables is text in one spelling (`auditkit.tables.canonical`); the empty text means "not given". In Python a table
is `Columns`: a list of texts for each column, all of one length.
"""

from __future__ import annotations

from auditkit.tables.notes import PAYER_TYPES
from auditkit.tables.table import Column, ColumnType, Table
from auditkit.tables.table import column as _column

Columns = dict[str, list[str]]

_PAYER_TYPE_SPELLINGS = {
    "medicare": "medicare_b", "medicare part b": "medicare_b", "medicare b": "medicare_b", "medicare ptb": "medicare_b", "part b": "medicare_b",
    "original medicare": "medicare_b", "traditional medicare": "medicare_b", "railroad medicare": "medicare_b", "mb": "medicare_b",
    "medicare replacement": "medicare_advantage", "medicare hmo": "medicare_advantage", "medicare part c": "medicare_advantage",
    "medicare c": "medicare_advantage", "medicare managed care": "medicare_advantage", "managed medicare": "medicare_advantage",
    "advantage": "medicare_advantage", "mapd": "medicare_advantage",
    "managed medicaid": "medicaid", "medicaid hmo": "medicaid", "medicaid managed care": "medicaid", "medicaid mco": "medicaid", "chip": "medicaid",
    "private": "commercial", "private insurance": "commercial", "commercial insurance": "commercial", "bcbs": "commercial", "hmo": "commercial",
    "ppo": "commercial", "blue cross blue shield": "commercial", "blue cross": "commercial", "group health": "commercial",
    "champus": "tricare", "military": "tricare",
    "wc": "workers_comp", "work comp": "workers_comp", "workers compensation": "workers_comp", "workman s comp": "workers_comp",
    "workers comp": "workers_comp", "worker s compensation": "workers_comp", "workmans comp": "workers_comp",
    "worker s comp": "workers_comp",
    "self": "self_pay", "cash": "self_pay", "private pay": "self_pay", "selfpay": "self_pay", "patient": "self_pay",
}  # fmt: skip


_PATIENT = _column(
    "patient_id", ColumnType.IDENTIFIER, "The practice's own number for the patient; it links claims, history and notes.", "P0042",
    "mrn", "patient mrn", "patient number", "patient no", "medical record number", "chart number", "chart no", "chart", "patient chart", "patient chart number", "client id", "pt id",
    "patient acct", "patient code", "emr id", "patient account number", "patient account", "account number", "account id", "account",
    "acct no", "acct", "med rec number", "med rec no", "person number", "patient identifier", "patient ref", "client number", "client no",
    "client", "patient", "patient name", "client name", required=True,
)  # fmt: skip
_DATE_OF_SERVICE = _column(
    "date_of_service", ColumnType.DATE, "The day of the service. Month first: 3/4/2026 is 4 March.", "2026-03-04",
    "dos", "service date", "date of visit", "visit date", "date", "from date", "dos from", "from dos", "service from", "service date from",
    "begin date", "svc date", "date from", "from date of service", "date of service from", "treatment date", "encounter date", "start dos",
    "first dos", "begin dos", "dos begin", "beginning dos", "service start date", "from", "serv date", "charge date", required=True,
)  # fmt: skip
_CODE = _column(
    "hcpcs_code", ColumnType.CODE, "The billed code (CPT or HCPCS), without modifiers.", "97110",
    "cpt", "cpt code", "hcpcs", "procedure", "procedure code", "proc code", "code", "billing code", "cpt hcpcs", "cpt hcpcs code", "proc",
    "service code", "charge code", "hcpcs cpt", "px", "px code", "billed code", "cptcode", "cpt4", required=True,
)  # fmt: skip
_MODIFIERS = _column(
    "modifiers", ColumnType.MODIFIERS, "The line's modifiers in order, with | between.", "GP|KX",
    "modifier", "mods", "mod", "cpt modifiers", "procedure modifiers", "proc mods", "modifier s", "modifier list", "all modifiers",
)  # fmt: skip
_CLAIM_ID = _column(
    "claim_id", ColumnType.IDENTIFIER, "The patient control number of the claim (CLM01 in an 837).", "C10042",
    "claim", "claim number", "claim no", "claim num", "patient control number", "claim control number", "claim ref", "invoice",
    "invoice number", "bill number", "bill id", "encounter id", "pcn", "encounter number", "visit id", "superbill id", "ticket number", "ticket", "clm id", "clm", "clm no",
    "clm01", "claim identifier", "visit number", "visit no", "account control number", "patient account control number", "tracking number",
    "claim tracking number", "voucher number", "voucher", "statement number", "submission id", "charge ticket", required=True,
)  # fmt: skip
_LINE = _column(
    "line_number", ColumnType.COUNT, "The line's number within its claim, from 1.", "1",
    "line", "line no", "line num", "service line", "line item", "svc line", "charge line", "seq", "sequence", "line seq", "ln", "lx", "item",
    "item number", "line nbr",
)  # fmt: skip
_LINE_CONTROL = _column(
    "line_control_number", ColumnType.IDENTIFIER,
    "The control number that the practice gave the line (REF*6R in an 837); the payer gives it back in the remittance.", "C10042-1",
    "line item control number", "service line control number", "line item control no", "line control no", "licn",
)  # fmt: skip
_RENDERING = _column(
    "rendering_provider_npi", ColumnType.IDENTIFIER, "NPI of the therapist who rendered the service.", "2999900113",
    "rendering npi", "rendering provider", "provider npi", "therapist npi", "treating provider npi", "npi", "servicing provider npi",
    "rend npi", "rend prov npi", "performing provider npi", "attending npi", "clinician npi", "rendering prov npi", "treating npi",
    "individual npi", "performing npi", "rendering provider id", "treatment provider npi", "type 1 npi", "seen by npi", required=True,
)  # fmt: skip
_PAYER = _column(
    "payer_id", ColumnType.IDENTIFIER, "The payer's number, the same as in the payers table.", "PY1",
    "payer", "payor id", "payor", "insurance id", "ins id", "insurance code", "payer code", "carrier id", "carrier code", "payerid", "plan id",
    "primary payer id", "insurance company id", "ins code", "payer number", "ins co id", "electronic payer id", "edi payer id",
    "insurance payer id", "payer edi number", "payer edi id", "cpid", required=True,
)  # fmt: skip
_PAYER_NAME = _column(
    "payer_name", ColumnType.TEXT, "The payer's name.", "Lantern Advantage (invented)",
    "payor name", "insurance", "insurance name", "primary insurance", "primary payer", "plan name", "carrier", "carrier name", "car name", "ins name",
    "insurance company", "insurance plan name", "insurance plan", "primary ins", "primary insurance name", "primary payer name", "insurance carrier", "insurance co", "ins co", "insurer", "plan",
    "insurance carrier name", "ins co name", "insurance co name", "bill to", "billed to", "responsible payer", "primary payor", "payer", "payor",
)  # fmt: skip
_PAYER_TYPE = Column(
    name="payer_type",
    type=ColumnType.CHOICE,
    choices=PAYER_TYPES,
    spellings=_PAYER_TYPE_SPELLINGS,
    meaning="The kind of payer: which rules of payment apply.",
    example="medicare_b",
    also=("insurance type", "financial class", "payor type", "fin class", "plan type", "insurance class", "payer class", "ins type", "insurance category", "payer category", "carrier type", "line of business", "lob"),
)  # fmt: skip
_DISCIPLINE = _column(
    "discipline", ColumnType.DISCIPLINE, "PT, OT or SLP.", "PT",
    "specialty", "department", "therapy type", "therapy discipline", "dept", "therapy",
)  # fmt: skip

TRACE = (
    _column("source_file", ColumnType.TEXT, "The file that the row was read from.", "june.837"),
    _column(
        "source_place", ColumnType.TEXT, "Where in the file it stands.", "interchange 1, transaction 1, segment 27"
    ),
)

CLAIM_LINES = Table(
    name="claim_lines",
    grain="one service line of a claim",
    meaning="Claims as they are sent: what stands for the whole claim is repeated on each of its lines.",
    columns=(
        _CLAIM_ID,
        _PATIENT,
        _column("patient_birth_date", ColumnType.DATE, "The patient's date of birth.", "1950-06-30",
                "dob", "birth date", "date of birth", "patient dob", "birthdate", "pt dob", "patient date of birth", "birthday", "member dob", "member birth date", "member date of birth", "d o b", "bday"),
        _column("member_id", ColumnType.IDENTIFIER, "The number on the patient's insurance card.", "SYN-000001",
                "subscriber id", "policy number", "member number", "insurance member id", "insured id", "policy id", "policy no", "subscriber number", "mbi", "hicn",
                "insurance number", "member", "insured id", "insured s id", "primary policy number", "insurance policy", "policy",
                "card id", "medicare id", "medicare number", "mbi number", "hic number", "hicn number", "insured s i d number", "beneficiary id", "certificate number", required=True),
        _PAYER,
        _PAYER_NAME,
        _PAYER_TYPE,
        _column("billing_provider_npi", ColumnType.IDENTIFIER, "NPI of the practice that bills.", "2999900014",
                "billing npi", "group npi", "billing provider", "practice npi", "bill npi", "organization npi", "facility npi", "clinic npi",
                "pay to npi", "billing prov npi", "bill prov npi", "billing group npi", "org npi", "type 2 npi", "location npi", "company npi", required=True),
        _RENDERING,
        _column("referring_provider_npi", ColumnType.IDENTIFIER, "NPI of who referred or certifies.", "2999900519",
                "referring npi", "referring provider", "ordering npi", "ref npi", "referral npi", "ref prov npi", "ordering provider npi",
                "referring physician npi", "certifying npi", "referring prov npi", "referring doctor npi",
                "physician npi", "doctor npi", "md npi", "ref phys npi", "referring md npi", "referral source npi", "pcp npi", "poc certifying npi", "phys npi"),
        _column("submitted_on", ColumnType.DATE, "The day the claim was sent.", "2026-03-10",
                "submitted", "claim submitted date", "submission date", "date submitted", "submit date", "claim date", "billed date", "date billed", "bill date",
                "sent date", "date sent", "filed date", "transmission date", "claim submitted", "filing date", "billed on", "filed on", "filed", "sent", "sent on", "billed", "bill sent", "date transmitted",
                "transmit date", "original bill date", "first billed date", "first bill date", "last billed date", "last bill date"),
        _column("claim_frequency_code", ColumnType.IDENTIFIER, "1 original, 7 replacement, 8 void.", "1",
                "frequency", "frequency code", "resubmission code", "claim frequency", "bill frequency", "freq code", "freq",
                "resub code", "resubmit code", "claim frequency type", "frequency type", "freq type", "bill type freq", "bill type frequency"),
        _column("payer_claim_control_number", ColumnType.IDENTIFIER, "The payer's own number of the claim that is replaced.", "",
                "icn", "dcn", "original claim number", "payer claim number", "original reference number", "original ref no", "payer icn",
                "payer control number", "original ref number", "payer claim control no", "tcn", "orig ref number", "orig ref no", "orig claim number",
                "prior icn", "orig icn", "original icn", "orig dcn", "original dcn", "ins claim number", "insurance claim number"),
        _column("place_of_service", ColumnType.PLACE, "Where the service took place, two digits.", "11",
                "pos", "place of svc", "pos code", "place", "place of service code", "service location code", "location code pos", "pos location", "location pos", "place of service pos",
                "service loc code", "svc loc code", required=True),
        _column("diagnosis_codes", ColumnType.CODES, "The claim's diagnoses in order, with | between.", "M25.561|R26.89",
                "diagnosis", "diagnoses", "dx", "dx codes", "icd", "icd10", "icd 10", "icd codes", "diagnosis code", "dx code", "icd 10 codes",
                "icd10 codes", "icd code", "diag codes", "diag", "icd 10 code", "icd10 code", required=True),
        _column("claim_charge_amount", ColumnType.AMOUNT, "The charge of the whole claim.", "130.00",
                "claim total", "total charge", "total charges", "claim amount", "claim charge", "claim charges", "total claim charge",
                "claim billed amount", "total billed", "total billed amount", "total claim charges", "total claim amount", "claim total charge", "invoice total", "encounter total", "total fee", "total fees", "superbill total"),
        _column("authorization_number", ColumnType.IDENTIFIER, "The prior authorization's number.", "",
                "auth", "auth number", "auth no", "prior auth", "prior authorization", "authorization", "authorization no", "prior auth number",
                "auth num", "prior authorization number", "precert", "precert number", "auth id", "pre auth", "pre cert", "pre cert number", "pre authorization", "pre auth number", "pa number", "authorization code",
                "referral number", "ref auth number", "ref auth no"),
        _LINE,
        _LINE_CONTROL,
        _DATE_OF_SERVICE,
        _CODE,
        _MODIFIERS,
        _column("units", ColumnType.COUNT, "Units billed.", "2",
                "unit", "qty", "quantity", "billed units", "units billed", "unit count", "service units", "days or units", "days units",
                "svc units", "no of units", "number of units", "charge units", "billable units", "total units", "timed units", "uos", required=True),
        _column("minutes", ColumnType.COUNT, "Minutes of this service, where known.", "30",
                "mins", "min", "duration", "timed minutes", "service minutes", "treatment minutes", "minutes billed", "time minutes", "time",
                "line minutes", "code minutes", "service time", "treatment time", "treatment time minutes", "duration minutes", "time min", "billable minutes",
                "direct minutes", "one on one minutes", "cpt minutes", "actual minutes", "1 1 minutes"),
        _column("assistant_minutes", ColumnType.COUNT, "Of these minutes, those of an assistant.", "",
                "pta minutes", "ota minutes", "assistant mins", "cota minutes", "asst minutes", "pta ota minutes", "assistant min",
                "assistant time", "minutes by assistant", "pta cota minutes", "pta time", "cota time"),
        _column("line_charge_amount", ColumnType.AMOUNT, "The charge of this line.", "65.00",
                "charge", "charges", "line charge", "amount", "billed amount", "fee", "charge amount", "line amount", "billed", "line charges",
                "line total", "charge per line", "total charge", "charge total", "service charge", "amount billed", "extended charge", "line item charge", "svc charge", "billed charges",
                required=True),
        _column("diagnosis_pointers", ColumnType.POINTERS, "Which of the claim's diagnoses the line is for: numbers from 1, with | between.", "1|2",
                "pointers", "dx pointers", "dx pointer", "diagnosis pointer", "diag pointer", "dx ptr", "pointer", "diag ptr", "icd pointer",
                "icd pointers", "diag pointers", "diag ptrs", "dx ptrs", "dx ref", "linked dx", "linked diagnosis", "linked diagnoses"),
        *TRACE,
    ),
)  # fmt: skip

HISTORY = Table(
    name="history",
    grain="one service line of an earlier claim",
    meaning="Earlier lines with what was allowed: for year-to-date totals and for duplicates.",
    columns=(
        _PATIENT,
        _DATE_OF_SERVICE,
        _CODE,
        _MODIFIERS,
        _column("allowed_amount", ColumnType.AMOUNT, "What the payer allowed, not what was billed or paid.", "31.20",
                "allowed", "allowed amt", "approved amount", "approved", "amount allowed", "allowable", "payer allowed", "allow amt",
                "medicare allowed", "line allowed", "approved amt", "approved charges", "approved charge", "allowed charge", "allowed charges", required=True),
        _CLAIM_ID,
        _LINE,
        _RENDERING,
        _DISCIPLINE,
        *TRACE,
    ),
)  # fmt: skip

RESIDUE = Table(
    name="residue",
    grain="one piece of a claim file that nothing was read from",
    meaning="Segments of an X12 file that are not known, or stand where they cannot be understood. Nothing of a file goes without a word.",
    columns=(
        *TRACE,
        _column(
            "text", ColumnType.TEXT, "The segments as they stand in the file, cut off after 10,000 characters.", "ZZZ*1"
        ),
    ),
)


def empty_columns(table: Table) -> Columns:
    """The table without rows."""
    return {column.name: [] for column in table.columns}
