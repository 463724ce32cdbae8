"""Authorizations: who runs out first, by when to ask again, what payers want and how that changed."""

from auditkit.desks.authorizations.forecast import LEAD_DAYS, RunOut, run_outs
from auditkit.desks.authorizations.kept import Refused, change, key_of, rows_with_changes, with_changes
from auditkit.desks.authorizations.matrix import RuleChange, matrix_diff

__all__ = [
    "LEAD_DAYS",
    "Refused",
    "RuleChange",
    "RunOut",
    "change",
    "key_of",
    "matrix_diff",
    "rows_with_changes",
    "run_outs",
    "with_changes",
]
