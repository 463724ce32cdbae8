"""The day on one sheet of paper, to lie on the desk: times and initials, how each visit stands, what is still to be verified. No name, no number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditkit.apps.front_desk.pieces import days_on_screen
from auditkit.apps.shell.safe import safe
from auditkit.rule import Answer

if TYPE_CHECKING:
    from auditkit.apps.front_desk.model import FrontDeskModel
    from auditkit.desks.eligibility import CheckedVisit

_SHORT = {
    "coverage_checked": "ask the payer", "coverage_active": "coverage", "plan_unchanged": "plan", "authorization_ready": "authorization",
    "visits_remaining": "visits left", "medicare_threshold": "threshold", "deductible_known": "deductible",
}  # fmt: skip
_STANDS = {"not payable as booked": "✕ stop", "unknown - call": "? call", "look before the session": "! look"}
_HEIGHT = 218  # millimetres of a letter page that the rows may take
_ONE_COLUMN = 48  # rows that are still read with ease under each other
_LARGEST, _SMALLEST = 5.6, 3.4  # millimetres of a row
_STYLE = (
    "@page{{size:letter;margin:12mm}}body{{font-family:sans-serif;font-size:{size:.2f}mm;margin:0}}h1{{font-size:5mm;margin:0 0 1mm}}p{{margin:0 0 2mm;font-size:3.4mm}}"
    ".day{{display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:0 6mm;align-items:start}}table{{border-collapse:collapse;width:100%}}"
    "th,td{{border-bottom:.2mm solid #999;padding:0 1.5mm 0 0;height:{row:.2f}mm;line-height:1.1;text-align:left;vertical-align:middle;white-space:nowrap}}"
    "td:nth-child(4){{white-space:normal;width:99%}}tr{{break-inside:avoid}}"
)


def print_of_day(model: FrontDeskModel) -> bytes:
    """A page of HTML; visits with nothing to do stand in one line below. Two columns where one would not fit a sheet."""
    visits = sorted(model.list.visits, key=lambda one: (one.visit.at or "99", one.initials))
    open_, ready = [one for one in visits if one.to_look_at], [one for one in visits if not one.to_look_at]
    columns = 1 if len(open_) <= _ONE_COLUMN else 2
    each = -(-len(open_) // columns)
    row = min(_LARGEST, max(_SMALLEST, _HEIGHT / (each + 2 + len(ready) / 12)))
    tables = "".join(_rows(open_[n * each : (n + 1) * each], columns > 1) for n in range(columns)) if open_ else ""
    title = f"Front desk, {model.day:%A}, {days_on_screen(model.day.isoformat())}"
    style = _STYLE.format(size=min(3.6 if columns == 1 else 2.8, row * 0.7), columns=columns, row=row)
    done = ", ".join(f"{safe(one.visit.at or '?')} {safe(one.initials or '-')}" for one in ready)
    legend = safe(f"{', '.join(_STANDS.values())}.")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{safe(title)}</title><style>{style}</style></head><body><h1>{safe(title)}</h1>'
        f'<p>{safe(model.list.in_words)}{f" {legend}" if columns > 1 else ""}</p><div class="day">{tables}</div>{f"<p><br>Nothing to do: {done}.</p>" if done else ""}</body></html>'
    ).encode()


def _rows(visits: Sequence[CheckedVisit], is_narrow: bool) -> str:
    named = (
        ("", "", "", "Still to be verified", "")
        if is_narrow
        else ("Time", "Initials", "Stands", "Still to be verified", "Done")
    )
    head = "".join(f"<th>{words}</th>" for words in named)
    rows = ""
    for one in visits:
        open_ = dict.fromkeys(line.split(":", 1)[0] for line in one.to_look_at)
        if "coverage_checked" in open_:  # one call answers all that is only unknown
            stays = {"coverage_checked", "authorization_ready", *one.of(Answer.NOT_MET)}
            open_ = [rule for rule in open_ if rule in stays]
        todo = ", ".join(_SHORT.get(rule, rule.replace("_", " ")) for rule in open_)
        stands = _STANDS.get(str(one.risk), "✓ ready")
        stands = stands[0] if is_narrow else stands
        rows += f"<tr><td>{safe(one.visit.at or '?')}</td><td>{safe(one.initials or '-')}</td><td>{stands}</td><td>{safe(todo)}</td><td>&#9744;</td></tr>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
