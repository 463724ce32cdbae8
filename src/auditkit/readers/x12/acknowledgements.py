"""277CA, 999, 997 and TA1 -> what was rejected before anybody settled it, and what was accepted. None of it is a denial.

A 277CA answers claims: its levels are payer (HL 20), receiver (21), provider (19) and patient (PT), each with statuses (STC). A 999 answers the
form of transactions: AK2 opens one, IK3 names a segment, IK4 an element of it, IK5 and AK9 the verdict (AK3 to AK5 in a 997).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditkit.readers.x12.envelope import Transaction
from auditkit.readers.x12.unread import LEFT_OUT, Said, component_in_use
from auditkit.readers.x12.values import AMOUNTS, DATES, Composites, date_range
from auditkit.tables import REJECTIONS, Columns, empty_columns

# First letter and digit of an STC category: what a clearinghouse or payer did with the claim.
_ACCEPTED = ("A0", "A1", "A2", "A5")
_REJECTED = ("A3", "A4", "A6", "A7", "A8", "DR")
_UNUSED_277 = ("ST", "SE", "BHT", "N3", "N4", "PER", "DMG", "QTY", "AMT", "PWK", "TOO", "N1")
_UNUSED_999 = ("ST", "SE")
_TAKEN = ("A", "E", "P")  # IK5, AK9: accepted, accepted with errors, partly accepted


def is_277ca(transaction: Transaction) -> bool:
    """True for an answer to claims that were sent; a 277 that answers a question about a claim's status is another thing."""
    version = transaction.version.upper()
    if "X212" in version or "X213" in version or "X093" in version:
        return False
    element = transaction.delimiters.element
    begins = next((s.split(element) for s in transaction.segments if s.startswith(f"BHT{element}")), [])
    return "X214" in version or "X167" in version or begins[6:7] == ["TH"] or begins[1:2] == ["0085"]


@dataclass(slots=True)
class _Answered:
    """What is answered: a claim, a line, a batch, a transaction, a group."""

    number: str = ""
    claim_id: str = ""
    line_number: str = ""
    control_number: str = ""
    date_of_service: str = ""
    code: str = ""
    payer_claim_control_number: str = ""
    statuses: list[dict[str, str]] = field(default_factory=list)
    segment: int = 0


class AcknowledgementReader:
    """Reads one transaction after the other into `rows`. `said` holds issues and residue."""

    def __init__(self) -> None:
        self.rows: Columns = empty_columns(REJECTIONS)
        self.said = Said()
        self._answered: dict[str, int] = {}  # file -> how many things its answers spoke of

    def read_277ca(self, file: str, transaction: Transaction) -> None:
        """Add the statuses of one 277CA. Never raises for what it holds."""
        self._begin(file, transaction)
        element = transaction.delimiters.element
        component = component_in_use(
            transaction, self.said, *(f"STC*{category}" for category in (*_ACCEPTED, *_REJECTED))
        )
        services = Composites(component)
        level, payer, batch, answered = "", "", "", _Answered()
        lines: list[_Answered] = []

        def end() -> None:
            for one in (answered, *lines):
                one.control_number = one.control_number or batch
                self._write("277CA", one, payer)
            lines.clear()

        for number, segment in enumerate(transaction.segments, start=1):
            e = [*segment.split(element), *[""] * 13]
            tag, line = e[0], lines[-1] if lines else None
            now = line or answered
            if tag == "HL":
                end()
                level, answered = e[3].strip(), _Answered()
            elif tag == "NM1":
                payer = " ".join(e[3].split()) if e[1] in ("PR", "AY") and level == "20" else payer
            elif tag == "TRN":
                # At the patient's level it is the claim's own number, above it a batch's.
                if level in ("PT", "22", "23"):
                    if answered.claim_id or answered.statuses:
                        end()
                        answered = _Answered()
                    answered.claim_id = " ".join(e[2].split())
                else:
                    answered.control_number = " ".join(e[2].split())
                    batch = answered.control_number if level == "21" else batch
            elif tag == "STC":
                self._stc(now, e, number, component)
            elif tag == "SVC":
                lines.append(
                    _Answered(
                        claim_id=answered.claim_id, date_of_service=answered.date_of_service, code=services[e[1]][0]
                    )
                )
            elif tag == "REF":
                if e[1] == "1K":
                    answered.payer_claim_control_number = " ".join(e[2].split())
                elif e[1] == "FJ" and line:
                    line.line_number = " ".join(e[2].split())
            elif tag == "DTP":
                if e[1] == "472":
                    now.date_of_service = date_range(e[2], e[3])[0]
                elif e[1] == "050" and level == "20":
                    self._received_on = date_range(e[2], e[3])[0] or self._received_on
            elif tag not in _UNUSED_277:
                self.said.unknown(number, segment)
        end()
        self.said.end("an answer to claims")

    def _stc(self, answered: _Answered, e: list[str], number: int, component: str) -> None:
        amount = AMOUNTS[e[4]]
        if amount is None:
            self.said.issue(number, "has a charge that is not an amount", "It was left empty; see the residue.")
            self.said.keep(number, e)
        day = DATES[e[2]] or ""
        for written in (e[1], e[10], e[11]):
            parts = [part.strip().upper() for part in [*written.split(component), "", "", ""]]
            if not any(parts):
                continue
            category = parts[0]
            verdict = category[:2]
            is_accepted = verdict in _ACCEPTED or (verdict not in _REJECTED and e[3].strip().upper() == "WQ")
            if verdict not in (*_ACCEPTED, *_REJECTED):
                taken = "accepted" if is_accepted else "rejected"
                self.said.issue(
                    number, "has a status of no known category", f"It was counted as {taken}, by its action code."
                )
            answered.segment = answered.segment or number
            answered.statuses.append({
                "category_code": category, "status_code": parts[1].lstrip("0"), "entity_code": parts[2], "received_on": day,
                "charge_amount": amount or "", "is_accepted": "1" if is_accepted else "", "source_place": self.said.at(number),
            })  # fmt: skip

    def read_999(self, file: str, transaction: Transaction) -> None:
        """Add what one 999 or 997 answers. Never raises for what it holds."""
        self._begin(file, transaction)
        element, component = transaction.delimiters.element, transaction.delimiters.component
        group, answered = _Answered(), _Answered()
        said: set[bool] = set()  # of the transactions of the group: whether they were accepted
        in_segment: dict[str, str] = {}
        for number, segment in enumerate(transaction.segments, start=1):
            e = [*segment.split(element), *[""] * 11]
            tag = e[0]
            if tag == "AK1":
                group = _Answered(control_number=e[2].strip())
            elif tag == "AK2":
                answered, in_segment = _Answered(control_number=e[2].strip(), segment=number), {}
            elif tag in ("IK3", "AK3"):
                in_segment = {
                    "segment_name": _code(e[1]), "loop": _code(e[3]), "error_code": _codes(e[4:9]), "source_place": self.said.at(number),
                }  # fmt: skip
                answered.statuses.append(in_segment)
            elif tag in ("IK4", "AK4"):
                at = ":".join(part.strip() for part in e[1].split(component) if part.strip())
                answered.statuses.append(
                    in_segment | {"element": at, "error_code": _code(e[3]), "source_place": self.said.at(number)}
                )
                if in_segment in answered.statuses and in_segment.get("error_code") in ("8", ""):
                    answered.statuses.remove(in_segment)  # it says no more than that an element is wrong
            elif tag == "CTX":
                what, _, identifier = e[1].partition(component)
                if what.strip().upper() == "CLM01" and answered.statuses:
                    answered.statuses[-1]["claim_id"] = " ".join(identifier.split())
                    in_segment["claim_id"] = " ".join(identifier.split())
            elif tag in ("IK5", "AK5"):
                said.add(self._verdict(answered, e[1], _codes(e[2:7]), number))
                answered = _Answered()
            elif tag == "AK9":
                if not said or (e[1].strip().upper() not in _TAKEN and False not in said):
                    self._verdict(group, e[1], _codes(e[5:10]), number)
                group, said = _Answered(), set()
            elif tag not in _UNUSED_999:
                self.said.unknown(number, segment)
        if answered.statuses:
            self.said.issue(
                answered.segment,
                "names errors and does not say what became of the transaction",
                "It was counted as rejected.",
            )
            self._verdict(answered, "", "", answered.segment)
        self.said.end("an acknowledgement")

    def _verdict(self, answered: _Answered, said: str, codes: str, number: int) -> bool:
        verdict = said.strip().upper()
        is_accepted = verdict in _TAKEN
        if not answered.statuses or codes not in ("", "5"):  # 5: a segment has errors, which is said by that segment
            answered.statuses.append({"error_code": codes, "source_place": self.said.at(number)})
        for status in answered.statuses:
            status["is_accepted"] = "1" if is_accepted else ""
        self._write("999", answered, "")
        return is_accepted

    def read_ta1(self, file: str, place: str, segment: str) -> bool:
        """Add one TA1 (an answer to a whole interchange). False where it is none."""
        e = [*segment.split(segment[3:4] or "*"), *[""] * 6]
        if e[0] != "TA1" or e[4] not in ("A", "E", "R"):
            return False
        self.said.file = file
        day = DATES[f"20{e[2]}" if len(e[2]) == 6 else e[2]] or ""
        status = {
            "error_code": e[5].strip().lstrip("0"),
            "is_accepted": "" if e[4] == "R" else "1",
            "received_on": day,
            "source_place": place,
        }
        self._write("TA1", _Answered(control_number=e[1].strip(), statuses=[status]), "")
        return True

    def _begin(self, file: str, transaction: Transaction) -> None:
        self.said.begin(file, transaction)
        self._received_on = DATES[transaction.sent_on] or ""

    def _write(self, kind: str, answered: _Answered, payer: str) -> None:
        if not answered.statuses:
            if answered.claim_id and not answered.line_number and kind == "277CA":
                self.said.issue(0, "names a claim without a status", LEFT_OUT)
            return
        file = self.said.file
        self._answered[file] = self._answered.get(file, 0) + 1
        whole = {
            "kind": kind, "answer_number": str(self._answered[file]), "claim_id": answered.claim_id, "line_number": answered.line_number,
            "control_number": answered.control_number, "payer_name": payer, "received_on": self._received_on if kind != "TA1" else "",
            "date_of_service": answered.date_of_service, "hcpcs_code": answered.code,
            "payer_claim_control_number": answered.payer_claim_control_number, "source_file": file,
        }  # fmt: skip
        for status in answered.statuses:
            row = whole | {name: value for name, value in status.items() if value}
            for name, column in self.rows.items():
                column.append(row.get(name, ""))


def _code(written: str) -> str:
    """A bare code; nothing else of what stands there is repeated."""
    code = written.strip().upper()
    return code if len(code) <= 12 and code.isalnum() and code.isascii() else ""


def _codes(written: list[str]) -> str:
    return "|".join(filter(None, map(_code, written)))
