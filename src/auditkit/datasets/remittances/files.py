"""The files of datasets/remittances/: remittances and acknowledgements in a zip each, a denial export, and what is known."""

from __future__ import annotations

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.x12 import interchanges
from auditkit.datasets.remittances.acknowledgements import acknowledgements
from auditkit.datasets.remittances.build import build_remittances
from auditkit.datasets.remittances.export import denials_export
from auditkit.datasets.remittances.tables import label_tables
from auditkit.datasets.remittances.x12 import remittance_files

REMITTANCES, ACKNOWLEDGEMENTS, LABELS, EXPORT = (
    "remittances_835.zip", "acknowledgements.zip", "remittance_labels.zip", "denials_export.csv",
)  # fmt: skip


def remittance_text(seed: int = 7, billing: Billing | None = None) -> dict[str, str | dict[str, str]]:
    """File name -> text, or for a zip what it holds: member name -> text."""
    answers = build_remittances(seed, billing)
    return {
        REMITTANCES: remittance_files(answers),
        ACKNOWLEDGEMENTS: acknowledgements(answers, interchanges(answers.billing)),
        LABELS: label_tables(answers),
        EXPORT: denials_export(answers),
    }
