"""The tables of what payers answer: remittances (835), acknowledgements (277CA, 999), a practice's own list of denials.

One row is:

- `remittances`: one payment of one payer (ST to SE of an 835), also one of 0.00;
- `claim_payments`: what that payment says of one claim (CLP), so a claim that is reversed and paid anew has three rows;
- `service_payments`: what it says of one service line of that claim (SVC);
- `adjustments`: one reason with its amount (each of up to six in a CAS), of a line, or of a claim where `service_number` is empty;
- `provider_adjustments`: one amount that belongs to no claim (each of up to six in a PLB);
- `rejections`: one status of a 277CA, or one error of a 999, 997 or TA1, of a claim, a line or a whole file; accepted ones are there too;
- `denial_export`: one line of a practice's own list, before it becomes rows of the tables above.

`remittance_id`, `payment_number` and `service_number` join them. Values are text in one spelling, as in the tables of claims; money has the sign
that the payer gave it, so a reversal is negative and adding up needs no exception.
"""

from __future__ import annotations

from auditkit.tables.claims import CLAIM_LINES, TRACE
from auditkit.tables.table import Column, ColumnType, Table
from auditkit.tables.table import column as _column

PAYER_ORDERS = ("primary", "secondary", "tertiary")
GROUP_CODES = ("CO", "PR", "OA", "PI", "CR")


_TEXT, _ID, _DATE, _AMOUNT, _NUMBER, _COUNT = (
    ColumnType.TEXT, ColumnType.IDENTIFIER, ColumnType.DATE, ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT,
)  # fmt: skip
_REMITTANCE = _column(
    "remittance_id", _ID,
    "Made from trace number, payer, date and amount: the same payment has it in every file.", "0f3a9c51d2e84b7760a1c9d4",
)  # fmt: skip
_PAYMENT_NUMBER = _column("payment_number", _COUNT, "The claim payment within the remittance, from 1.", "1")
_CLAIM_ID = _column(
    "claim_id", _ID, "The control number that the practice gave the claim (CLP01, CLM01 in the 837).", "C10042"
)
_PAYER_NAME = _column("payer_name", _TEXT, "The payer's name as the payer writes it.", "Lantern Advantage (invented)")
_PAYER_ID = _column(
    "payer_id", _ID, "The payer's number: N1*PR, else REF*2U or NF, else the one in TRN03. It may differ from the practice's own.", "PY1"
)  # fmt: skip
_PAYMENT_DATE = _column(
    "payment_date", _DATE, "The day of the payment (BPR16), else the day the remittance was made.", "2026-10-20"
)
_CHARGE = _column("charge_amount", _AMOUNT, "What was billed.", "65.00")
_PAID = _column("paid_amount", _AMOUNT, "What this payer pays. Negative where it takes a payment back.", "25.00")
_RARCS = _column("rarcs", ColumnType.CODES, "Remark codes in order, with | between.", "N115|M127")

REMITTANCES = Table(
    name="remittances",
    grain="one payment of one payer (an 835 from ST to SE)",
    meaning="Payments as payers announce them. A payment that stands in several files is there once.",
    columns=(
        _REMITTANCE,
        _PAYER_NAME,
        _PAYER_ID,
        _column("payee_name", _TEXT, "Who is paid.", "Invented Therapy LLC"),
        _column("payee_npi", _ID, "NPI of who is paid; empty where another number is given.", "2999900014"),
        _column("payment_amount", _AMOUNT, "The amount of the check or transfer (BPR02). Empty: not known.", "25.00"),
        _column("payment_method", _ID, "ACH, CHK, FWT, BOP, or NON where no money moves (BPR04).", "ACH"),
        _PAYMENT_DATE,
        _column("trace_number", _ID, "The number of the check or transfer (TRN02), to find it in the bank account.", "EFT0001234"),
        _column("version", _ID, "The guide that the file follows; empty where it does not say.", "005010X221A1"),
        _column("claims", _COUNT, "How many claim payments it has.", "1"),
        _column("balance_difference", _AMOUNT, "Claim payments less provider adjustments less payment; 0.00 where it balances, empty: not known.", "0.00"),
        _column("is_complete", ColumnType.FLAG, "1 where the file held all of it; empty where it was cut off, or is a practice's own list.", "1"),
        *TRACE,
    ),
)  # fmt: skip

CLAIM_PAYMENTS = Table(
    name="claim_payments",
    grain="what one payment says of one claim (CLP)",
    meaning="Claims as payers settled them: paid, denied, reversed, passed on.",
    columns=(
        _REMITTANCE,
        _PAYMENT_NUMBER,
        _CLAIM_ID,
        _column("claim_status_code", _ID, "1, 2, 3 settled as first, second, third payer; 4 denied; 19 to 21 the same and passed on; 22 reversal of an earlier payment; 23 not this payer's, passed on; 25 estimate without payment.", "1"),
        _CHARGE,
        _PAID,
        _column("patient_responsibility_amount", _AMOUNT, "What the patient owes, as the payer sees it (CLP05).", "10.00"),
        _column("filing_code", _ID, "The kind of coverage (CLP06): MB Medicare Part B, 12 PPO, and so on.", "MB"),
        _column("payer_claim_control_number", _ID, "The payer's own number of the claim (CLP07), wanted for corrections and appeals.", "2026293004567"),
        _column("claim_frequency_code", _ID, "1 original, 7 replacement, 8 void.", "1"),
        _column("member_id", _ID, "The number on the patient's insurance card, as the payer has it.", "SYN-000001"),
        _column("corrected_member_id", _ID, "The number that the payer says is right; empty where it corrects nothing.", ""),
        _column("rendering_provider_npi", _ID, "NPI of the therapist, where the payer names one.", "2999900113"),
        _column("date_of_service", _DATE, "First day of the claim: as given, else the first of its lines.", "2026-10-05"),
        _column("last_date_of_service", _DATE, "Last day of the claim: as given, else the last of its lines.", "2026-10-05"),
        _column("received_on", _DATE, "The day on which the payer received the claim.", "2026-10-08"),
        _column("rarcs", ColumnType.CODES, "Remark codes of the whole claim (MOA, MIA) in order, with | between.", "MA01|MA18"),
        _column("is_reversal", ColumnType.FLAG, "1 where it takes back an earlier payment; else empty.", ""),
        Column(name="payer_order", type=ColumnType.CHOICE, choices=PAYER_ORDERS, example="primary",
               meaning="Whether this payer settled as the first, second or third; empty: it does not say (as for a claim denied)."),
        _column("crossover_payer", _TEXT, "The payer to whom the claim was passed on; empty: none is named.", ""),
        _column("interest_amount", _AMOUNT, "Interest for late payment (AMT*I); it is paid through a provider adjustment. Empty: none.", ""),
        _column("balance_difference", _AMOUNT, "Charge less all adjustments less payment; 0.00 where it balances, empty: not known.", "0.00"),
        _PAYER_NAME,
        _PAYER_ID,
        _PAYMENT_DATE,
        *TRACE,
    ),
)  # fmt: skip

SERVICE_PAYMENTS = Table(
    name="service_payments",
    grain="what one payment says of one service line of a claim (SVC)",
    meaning="Service lines as payers settled them.",
    columns=(
        _REMITTANCE,
        _PAYMENT_NUMBER,
        _column("service_number", _COUNT, "The line within the claim payment, from 1; the payer's order, not the claim's.", "1"),
        _CLAIM_ID,
        _column("line_number", _ID, "The control number that the practice gave the line (REF*6R), as it stands; empty: not returned.", "1"),
        _column("date_of_service", _DATE, "Day of the service: of the line, else of the claim.", "2026-10-05"),
        _column("last_date_of_service", _DATE, "Last day, where the line spans several; else empty.", ""),
        _column("hcpcs_code", ColumnType.CODE, "The code that was settled. Empty where the line names none (a revenue code alone).", "97110"),
        _column("modifiers", ColumnType.MODIFIERS, "Its modifiers in order, with | between.", "GP"),
        _column("billed_hcpcs_code", ColumnType.CODE, "The code as it was billed, where the payer settled another; else empty.", ""),
        _column("billed_modifiers", ColumnType.MODIFIERS, "The modifiers of that code.", ""),
        _column("units", _NUMBER, "Units that were paid for. The standard takes 1 where none are given.", "2"),
        _column("billed_units", _NUMBER, "Units as billed, where the payer says that they differ; else empty.", ""),
        _CHARGE,
        _column("allowed_amount", _AMOUNT, "What the payer allows (AMT*B6); empty: not given.", "31.20"),
        _PAID,
        _column("rendering_provider_npi", _ID, "NPI of the therapist of this line, where it differs from the claim's.", ""),
        _RARCS,
        _column("balance_difference", _AMOUNT, "Charge less the line's adjustments less payment; 0.00 where it balances, empty: not known.", "0.00"),
        _column("is_paid_unknown", ColumnType.FLAG, "1 where what was paid stands there and cannot be read; else empty.", ""),
        *TRACE,
    ),
)  # fmt: skip

ADJUSTMENTS = Table(
    name="adjustments",
    grain="one reason why a charge was not paid, with its amount (each of up to six in a CAS)",
    meaning="Every difference between charge and payment, of lines and of whole claims.",
    columns=(
        _REMITTANCE,
        _PAYMENT_NUMBER,
        _column("service_number", _COUNT, "The line; empty where it stands for the whole claim.", "1"),
        _CLAIM_ID,
        _column("group_code", _ID, "Who bears it: CO the practice by contract, PR the patient, OA other, PI the payer's decision, CR a correction (4010). Empty: not given.", "CO"),
        _column("carc", _ID, "The adjustment reason code, as a bare number.", "45"),
        _column("amount", _AMOUNT, "The amount taken off; negative adds to the payment.", "33.80"),
        _column("quantity", _NUMBER, "Units taken off; empty: none given.", ""),
        *TRACE,
    ),
)  # fmt: skip

PROVIDER_ADJUSTMENTS = Table(
    name="provider_adjustments",
    grain="one amount that belongs to no claim of the remittance (each of up to six in a PLB)",
    meaning="Money taken off or added to a payment as a whole: earlier overpayments, balances carried on, interest, levies.",
    columns=(
        _REMITTANCE,
        _column("payee_npi", _ID, "Whose account it is (PLB01).", "2999900014"),
        _column("fiscal_year_end", _DATE, "End of the payee's fiscal year.", "2026-12-31"),
        _column("reason_code", _ID, "Why: WO overpayment recovered, FB balance carried on, L6 interest, 72 refund, and so on.", "WO"),
        _column("reference", _ID, "What it refers to, often the payer's number of the earlier claim.", "2026093001234"),
        _column("amount", _AMOUNT, "What is taken off the payment; negative adds to it.", "12.50"),
        *TRACE,
    ),
)  # fmt: skip

REJECTIONS = Table(
    name="rejections",
    grain="one status or error that an answer gives a claim, a line or a whole file",
    meaning="What a clearinghouse or payer says before it settles anything. What is rejected was never adjudicated: it is no denial. Accepted ones are kept, so that rates have denominators.",
    columns=(
        _column("kind", _ID, "277CA answers claims; 999 (also for a 997) the form of a transaction; TA1 a whole file.", "277CA"),
        _column("answer_number", _COUNT, "Counts what is answered in each file, from 1: several errors of one claim share a number.", "1"),
        _CLAIM_ID,
        _column("line_number", _ID, "The control number of the line (REF*FJ); empty: the whole claim.", ""),
        _column("control_number", _ID, "The number of what was sent and is answered: of the transaction (ST02) or group in a 999, of the batch (BHT03) in a 277CA.", "0001"),
        _PAYER_NAME,
        _column("received_on", _DATE, "The day of the answer.", "2026-10-08"),
        _column("date_of_service", _DATE, "First day of the claim or line, where it is named.", "2026-10-05"),
        _column("hcpcs_code", ColumnType.CODE, "The code of the line, where a line is named.", ""),
        _column("category_code", _ID, "277CA: what became of it (A3, A6, A7, A8 rejected; A0, A1, A2, A5 accepted).", "A7"),
        _column("status_code", _ID, "277CA: the status, as a bare number.", "562"),
        _column("entity_code", _ID, "277CA: whom the status is about (85 billing provider, IL insured ...).", "85"),
        _column("segment_name", _ID, "999: the segment with the error.", ""),
        _column("loop", _ID, "999: the loop it stands in.", ""),
        _column("element", _ID, "999: the element, such as 2 or 5:1.", ""),
        _column("error_code", _ID, "999 and TA1: what is wrong, as a bare code; several with | between.", ""),
        _column("payer_claim_control_number", _ID, "The number that was given to the claim, where it was accepted.", ""),
        _CHARGE,
        _column("is_accepted", ColumnType.FLAG, "1 accepted; empty rejected.", ""),
        *TRACE,
    ),
)  # fmt: skip

DENIAL_EXPORT = Table(
    name="denial_export",
    grain="one denied (or paid) service line of a practice's own list",
    meaning="Denials as a billing system or a clearinghouse lists them. They become service payments and adjustments of a payment without a file.",
    needs=(("carc",), ("claim_id", "hcpcs_code"), ("claim_id", "date_of_service")),
    columns=(
        _column("claim_id", _ID, "The claim's control number.", "C10042", *CLAIM_LINES.column("claim_id").also, "patient account number",
                "patient account no", "patient account", "account number", "account no", "account", "acct", "acct no", "patient acct", required=True),
        _column("line_number", _ID, "The line's control number, or its number in the claim.", "1", *CLAIM_LINES.column("line_number").also,
                *CLAIM_LINES.column("line_control_number").also, "line control number"),
        _column("payer_name", _TEXT, "The payer's name.", "Lantern Advantage (invented)", *CLAIM_LINES.column("payer_name").also),
        _column("payer_id", _ID, "The payer's number.", "PY1", *CLAIM_LINES.column("payer_id").also),
        _column("member_id", _ID, "The number on the patient's insurance card.", "", *CLAIM_LINES.column("member_id").also),
        _column("rendering_provider_npi", _ID, "NPI of the therapist.", "", *CLAIM_LINES.column("rendering_provider_npi").also),
        _column("payer_claim_control_number", _ID, "The payer's own number of the claim.", "", *CLAIM_LINES.column("payer_claim_control_number").also),
        _column("payment_date", _DATE, "The day of the denial or of the remittance.", "2026-10-20",
                "denial date", "denied on", "date denied", "remit date", "remittance date", "era date", "eob date", "paid date", "check date",
                "payment posted", "posted date", "post date", "posting date", "process date", "processed date", "adjudication date", "deposit date", "date of denial", "eft date", "check eft date", "dep date", "denial received", "denial received date", "date denial received"),
        _column("trace_number", _ID, "The number of the check or transfer.", "",
                "check number", "check no", "check", "eft", "eft number", "trace", "era number", "remittance number", "payment number", "check eft number"),
        _column("date_of_service", _DATE, "Day of the service.", "2026-10-05", *CLAIM_LINES.column("date_of_service").also, required=True),
        _column("hcpcs_code", ColumnType.CODE, "The billed code, without modifiers.", "97110", *CLAIM_LINES.column("hcpcs_code").also, required=True),
        _column("modifiers", ColumnType.MODIFIERS, "Its modifiers.", "GP", *CLAIM_LINES.column("modifiers").also),
        _column("units", _NUMBER, "Units billed.", "2", *CLAIM_LINES.column("units").also),
        _column("charge_amount", _AMOUNT, "What was billed.", "65.00", *CLAIM_LINES.column("line_charge_amount").also, "total charge", "total charges", "line billed"),
        _column("allowed_amount", _AMOUNT, "What the payer allows.", "", "allowed", "allowed amt", "approved amount", "allowable"),
        _column("paid_amount", _AMOUNT, "What the payer paid.", "0.00", "paid", "paid amt", "payment", "insurance payment", "ins payment", "payer payment", "line paid", "payment amount", "amount paid", "insurance paid", "ins paid", "payer paid", "receipts", "insurance receipts", "payer payments", "carrier payment", "carrier paid"),
        _column("group_code", _ID, "Who bears it: CO, PR, OA, PI; may stand in the code's cell instead.", "CO",
                "group", "cas group", "adjustment group", "adjustment group code", "claim adjustment group code", "adj group", "grp", "group cd"),
        _column("carc", _TEXT, "Adjustment reason codes, with or without their group: CO-16, 16, CO50; PR1.", "CO-50",
                "denial code", "denial codes", "reason code", "reason codes", "adjustment code", "adjustment codes", "adjustment reason code", "adj code",
                "adj codes", "adj reason", "adj reason code", "carc code", "carc codes", "carcs", "claim adjustment reason code", "denial reason code",
                "adjustment reason", "denial reason", "cas code", "cas", "remit code", "denial", "reason cd", "adj reason codes", "group carc", "carc group",
                "group reason", "adj group reason", "adjustment group reason", "cas group reason", "group and reason", required=True),
        _column("rarc", _TEXT, "Remark codes.", "N115",
                "remark", "remarks", "remittance remark code", "remittance remark", "remark code", "remark codes", "rarc code", "rarc codes", "rarcs", "remittance advice remark code", "remark cd", "lq"),
        _column("adjustment_amount", _AMOUNT, "The amount that was denied.", "65.00",
                "denied amount", "amount denied", "denied", "adj amount", "adj amt", "adjustment", "adjusted", "adjusted amount", "denial amount", "denied charges", "denied amt", "adjustment amt"),
        *TRACE,
    ),
)  # fmt: skip

REMITTANCE_TABLES = (REMITTANCES, CLAIM_PAYMENTS, SERVICE_PAYMENTS, ADJUSTMENTS, PROVIDER_ADJUSTMENTS, REJECTIONS)
