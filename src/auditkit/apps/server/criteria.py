"""Pages written from the rules themselves, which cannot say anything else than what is checked: the criteria, the note templates."""

from __future__ import annotations

from auditkit.apps.server.layout import Frame, render
from auditkit.rule import Kind
from auditkit.rules import note_rules

SEVERITY = {
    "denial": "A payer may not pay",
    "recoupment": "A payer may take it back",
    "review": "A person should look",
    "info": "Good to know",
}


def criteria_page(frame: Frame) -> str:
    """The page as HTML. Jinja escapes every value; a source's address becomes a link only when it is a web address."""
    rules = list(note_rules().values())
    return render(
        "criteria.html",
        frame,
        title="The criteria",
        here="criteria",
        groups=[
            (
                "Payment-critical",
                "Missing one of these can cost the payment of the visit.",
                [r for r in rules if r.payment_critical],
            ),
            (
                "Quality",
                "For coaching. These are counted apart and never mixed with the ones above.",
                [r for r in rules if not r.payment_critical],
            ),
        ],
        count=len(rules),
        severity=SEVERITY,
        kinds=lambda rule: ", ".join(sorted(kind.value for kind in rule.applies_to)),
        is_link=lambda url: url.startswith(("https://", "http://")),
    )


def templates_page(frame: Frame) -> str:
    """The page where people choose a note template."""
    from auditkit.apps.home.downloads import DISCIPLINES
    from auditkit.reports.wording import KIND_WORDS

    names = {kind.value: str(KIND_WORDS[kind]).capitalize() for kind in Kind}
    return render(
        "templates.html", frame, title="Note templates", here="templates", disciplines=DISCIPLINES, kinds=names
    )
