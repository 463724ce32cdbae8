"""What came of reading remittances: the tables, what is wrong with the files, and how much it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from auditkit.readers.claim_tables import Proposed
from auditkit.tables import CLAIM_PAYMENTS, REJECTIONS, REMITTANCES, SERVICE_PAYMENTS, Columns, Issue


@dataclass(slots=True)
class RemittanceReading:
    """What was read. `tables` are those of `REMITTANCE_TABLES` and the residue, by name, in canonical spelling.

    `proposed` are lists of denials whose columns nobody has confirmed; `reasons` counts rows of lists that are in no table, by reason;
    `repeated` counts claim payments and rows that were there before and are not counted again.
    """

    tables: dict[str, Columns]
    issues: list[Issue] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    repeated: int = 0

    @property
    def read(self) -> int:
        """How many claim payments and answers were read."""
        return len(self.tables[CLAIM_PAYMENTS.name]["claim_id"]) + len(self.tables[REJECTIONS.name]["claim_id"])

    @property
    def whole_ids(self) -> list[str]:
        """The `remittance_id` of every payment that is here as a whole: what may be remembered as read (`known`)."""
        head = self.tables[REMITTANCES.name]
        return [one for one, whole in zip(head["remittance_id"], head["is_complete"], strict=True) if whole]

    @property
    def summary(self) -> str:
        """How much was read; no word of any row."""
        payments = self.tables[REMITTANCES.name]["remittance_id"]
        lines, answers = (
            len(self.tables[SERVICE_PAYMENTS.name]["claim_id"]),
            len(self.tables[REJECTIONS.name]["claim_id"]),
        )
        claims = len(self.tables[CLAIM_PAYMENTS.name]["claim_id"])
        parts = [counted(len(payments), "payment"), counted(claims, "claim payment"), counted(lines, "service line")]
        text = f"{', '.join(parts)} and {counted(answers, 'answer')} read, {counted(self.repeated, 'row')} there before"
        if self.reasons:
            why = ", ".join(f"{count:,} × {reason}" for reason, count in self.reasons.most_common(5))
            text += f", {self.reasons.total():,} skipped ({why})"
        return f"{text}."


def counted(count: int, what: str) -> str:
    """A number with its noun."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
