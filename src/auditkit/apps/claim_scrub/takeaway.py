"""What people take away: the work list for Excel and the findings as CSV."""

from __future__ import annotations

import base64
import csv
import io

from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.shell import safe

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# name -> words on the button, file name, media type. File names say nothing about a patient.
FILES = {
    "worklist_xlsx": ("Work list for Excel", "claims-to-fix.xlsx", _EXCEL),
    "findings_csv": ("Findings as CSV", "claim-findings.csv", "text/csv"),
    "clean_csv": ("Clean claims as CSV", "clean-claims.csv", "text/csv"),
}


def content(model: ClaimScrubModel, name: str) -> bytes:
    """The file's bytes, over all claims of the page, whatever the filter. The libraries that write it are loaded here, not with the page."""
    scrub = model.results.scrub
    if name == "worklist_xlsx":
        from auditkit.reports.claim_worklist import worklist

        return worklist(scrub, issues=model.issues)
    if name == "clean_csv":
        return _csv(("claim_id", "date_of_service", "payer", "points_not_told"), model.results.clean())
    from auditkit.scrub.answers import COLUMNS

    return _csv(COLUMNS, scrub.rows())


def _csv(head: tuple[str, ...], rows) -> bytes:
    from auditkit.reports.workbook import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def link(model: ClaimScrubModel, name: str) -> str:
    """A link that saves the file. It is in the page itself: nothing is written to disk before the person does."""
    _, file, media = FILES[name]
    inside = base64.b64encode(content(model, name)).decode("ascii")
    return (
        f'<p class="ak-action" role="status">Ready: <a download="{safe(file)}" href="data:{media};base64,{inside}">'
        f"<strong>Save {safe(file)}</strong></a></p>"
    )
