"""What people take away: the work list for Excel and the findings as CSV."""

from __future__ import annotations

import csv
import io

from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.shell.takeaway import File, Media

FILES = {
    "worklist_xlsx": File("Work list for Excel", "claims-to-fix.xlsx", Media.EXCEL),
    "findings_csv": File("Findings as CSV", "claim-findings.csv", Media.CSV),
    "linked_html": File("Every code linked, to print", "every-code-linked.html", Media.HTML),
    "clean_csv": File("Clean claims as CSV", "clean-claims.csv", Media.CSV),
}


def content(model: ClaimScrubModel, name: str) -> bytes:
    """The file's bytes, over all claims of the page, whatever the filter. The libraries that write it are loaded here, not with the page."""
    found = model.results.whole
    if name == "worklist_xlsx":
        from auditkit.reports.claim_worklist import worklist

        return worklist(found, issues=model.issues)
    if name == "linked_html":
        from auditkit.reports.html import to_html
        from auditkit.reports.linked_codes import linked_codes_page

        links, without = model.results.episodes.links, model.results.episodes.lines_without_notes
        return to_html(linked_codes_page(links, today=model.today, without_notes=without)).encode("utf-8")
    if name == "clean_csv":
        return _csv(("claim_id", "date_of_service", "payer", "points_not_told"), model.results.clean())
    from auditkit.scrub.answers import COLUMNS

    return _csv(COLUMNS, found.rows())


def _csv(head: tuple[str, ...], rows) -> bytes:
    from auditkit.reports.spreadsheet import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")
