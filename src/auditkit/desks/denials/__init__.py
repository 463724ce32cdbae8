"""Denials: which lines were denied (`settle`, `denied_lines`), by when to answer, and the state of each case as people work on it."""

from auditkit.desks.denials.definition import DEFINITION, Outcome
from auditkit.desks.denials.denied import CSV_COLUMNS, DeniedLine, cents, denial_key, dollars
from auditkit.desks.denials.matching import ClaimLines, match_claims
from auditkit.desks.denials.routes import CATEGORIES, ROUTES
from auditkit.desks.denials.settle import Settled, denied_lines, settle

__all__ = [
    "CATEGORIES", "CSV_COLUMNS", "DEFINITION", "ROUTES", "ClaimLines", "DeniedLine", "Outcome", "Settled", "cents", "denial_key", "denied_lines",
    "dollars", "match_claims", "settle",
]  # fmt: skip
