"""Facts that change by date: what a code, a threshold, a pair or a diagnosis is on a day, from which edition, and how that is known.

The rows are in `tables/` (its README.md tells each column); what a practice imports lies over them. Standard library only.
"""

from __future__ import annotations

from auditkit.reference.facts import Fact, Standing
from auditkit.reference.lookup import Reference

__all__ = ["Fact", "Reference", "Standing"]
