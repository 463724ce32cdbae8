"""Eligibility: the visits of a day with what is known about each, checked and ordered by risk."""

from auditkit.desks.eligibility.joining import Desk, FrontDeskTables, Joined
from auditkit.desks.eligibility.worklist import CheckedVisit, Worklist, check_visits, worklist

__all__ = ["CheckedVisit", "Desk", "FrontDeskTables", "Joined", "Worklist", "check_visits", "worklist"]
