"""Which payment is in which file, and what is odd on purpose: sums that are off, one payment sent twice, two payers in one file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from auditkit.datasets.remittances.model import ClaimPayment, Payment

# payer and day of the payment that is printed wrong, and where: the payment, a claim, a line; by how many cents
OFF = {
    ("PY2", date(2026, 3, 12)): ("payment", 3_750),
    ("PY5", date(2026, 5, 4)): ("payment", -100),
    ("PY4", date(2026, 6, 26)): ("claim", -1_000),
    ("PY3", date(2026, 8, 12)): ("claim", 1),
    ("PY4", date(2026, 9, 18)): ("line", 500),
}
SENT_TWICE = {("PY4", date(2026, 5, 15)), ("PY1", date(2026, 8, 18))}
TOGETHER = {("PY5", date(2026, 4, 13)): "CLH-2026-04-16.835", ("PY2", date(2026, 4, 16)): "CLH-2026-04-16.835"}


def spoil(payments: Iterable[Payment]) -> None:
    """Give every payment its file, and seed what is odd in the first payment of the days above."""
    off = dict(OFF)
    for payment in payments:
        run = (payment.payer_id, payment.paid_on)
        payment.file = TOGETHER.get(run, f"{payment.payer_id}-{payment.paid_on}.835")
        if run in SENT_TWICE:
            payment.also_in = f"{payment.payer_id}-{payment.paid_on}-again.835"
        where, cents = off.get(run, ("", 0))
        if where == "payment":
            payment.off_by = cents
            del off[run]
        elif where and (plain := [claim for claim in payment.claims if _is_plain(claim)]):
            setattr(plain[0], "off_by" if where == "claim" else "line_off_by", cents)
            del off[run]


def _is_plain(claim: ClaimPayment) -> bool:
    return claim.status == "1" and claim.paid > 2_000 and not claim.adjustments and claim.services[0].paid > 0
