"""Parts of the claim scrub page as HTML. Everything that comes from a claim or a file goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.claim_scrub.results import GROUP_OF, CleanClaim, Found, Group, Supply
from auditkit.apps.shell import SEVERITY_WORDS, badge, remarks, safe
from auditkit.rule import ClaimCheck, Confidence, Severity
from auditkit.tables import CLAIM_LINES

GROUP_WORDS = {
    Group.FIX: "Must fix",
    Group.CHECK: "Check",
    Group.INFORM: "For information",
    Group.UNCLEAR: "Cannot tell",
    Group.CLEAN: "Clean claims",
}
_BADGES = {Group.FIX: "bad", Group.CHECK: "look", Group.INFORM: "note", Group.UNCLEAR: "unsure", Group.CLEAN: "good"}
SHAPES = {Group.FIX: "✕", Group.CHECK: "!", Group.INFORM: "•", Group.UNCLEAR: "?", Group.CLEAN: "✓"}
GROUP_MEANS = {
    Group.FIX: "A payer may not pay these lines as they are, or may take the money back.",
    Group.CHECK: "A person should look: it may well be right.",
    Group.INFORM: "Good to know; nothing has to be done.",
    Group.UNCLEAR: "What was given does not say. Nothing here counts as wrong, and nothing as right.",
    Group.CLEAN: "Claims without any finding. A point that could not be told is no finding.",
}
CONFIDENCE_WORDS = {
    Confidence.PAGE_CONFIRMED: "read on its page",
    Confidence.DERIVED: "worked out from such pages",
    Confidence.INFERRED: "inferred, to be confirmed",
    Confidence.MEMORY: "from memory, to be confirmed",
}
_OPEN_SUPPLIES = 4
_ROW_WORDS = 150


def group_badge(group: Group | str) -> str:
    """A group as colour, shape and word."""
    return badge(_BADGES[Group(group)], GROUP_WORDS[Group(group)])


def group_of(severity: Severity) -> Group:
    """The group of findings of a severity."""
    return GROUP_OF[severity]


def day(text: str) -> str:
    """2026-03-04 as people here write it; what is no date stays as it is."""
    parts = text.split("-")
    return f"{int(parts[1])}/{int(parts[2])}/{parts[0]}" if len(parts) == 3 and all(map(str.isdigit, parts)) else text


def place_of(found: Found) -> str:
    """Claim, line and date in one line."""
    claim = found.claim_id or "no claim number"
    line = f"line {found.line_number}" if found.line_number else "the whole claim"
    return ", ".join(part for part in (claim, line, day(found.date_of_service)) if part)


def found_row(found: Found) -> str:
    """A finding as one entry of the list."""
    words = found.message if len(found.message) <= _ROW_WORDS else found.message[:_ROW_WORDS].rsplit(" ", 1)[0] + " …"
    return f"{SHAPES[Group(found.group)]} {place_of(found)}\n{words}"


def clean_row(claim: CleanClaim, payer: str) -> str:
    """A clean claim as one entry of the list."""
    more = (
        ""
        if not claim.unclear
        else f"\n{SHAPES[Group.UNCLEAR]} {claim.unclear} point{'s' if claim.unclear > 1 else ''} cannot be told"
    )
    return f"{SHAPES[Group.CLEAN]} {claim.claim_id}, {day(claim.date_of_service)}, {payer}{more}"


def detail(found: Found, check: ClaimCheck, is_changed: bool) -> str:
    """One finding: what is wrong with its arithmetic, and what to do."""
    group = Group(found.group)
    unsure = ""
    if group is Group.CHECK and check.severity in (Severity.DENIAL, Severity.RECOUPMENT) and not is_changed:
        unsure = '<p class="ak-fine">Only to be checked: it rests on what payers usually do, or on a fact that no page confirms.</p>'
    if group is Group.UNCLEAR:
        todo = f"<h4>What to supply</h4><p>{safe(getattr(check, 'supply', '') or check.fix)}</p>"
    else:
        todo = f"<h4>What to do</h4><p>{safe(check.fix)}</p>"
    severity = (
        f' <span class="ak-fine">{safe(SEVERITY_WORDS[Severity(found.severity)])}</span>' if found.severity else ""
    )
    return (
        f'<section class="ak-detail" aria-live="polite"><h3>{safe(check.title)}</h3><p>{group_badge(group)}{severity}</p>'
        f"<p>{safe(place_of(found))}</p><blockquote>{safe(found.message)}</blockquote>{unsure}{todo}</section>"
    )


def reasons(found: Found, check: ClaimCheck) -> str:
    """Why payers ask for it, where that is written, from when, and which edition was asked."""
    return f'<section class="ak-detail"><h4>Why payers ask</h4><p>{safe(check.why)}</p>{sources(check, found.edition)}</section>'


def sources(check: ClaimCheck, edition: str = "") -> str:
    """Where a check comes from, since when it holds, and which edition of the facts was asked."""
    items = "".join(
        f"<li>{safe(', '.join(part for part in (s.title, s.section, s.dated) if part))}; {CONFIDENCE_WORDS[s.confidence]}</li>"
        for s in check.sources
    )
    until = f" to {day(check.in_force_to.isoformat())}" if check.in_force_to else ""
    asked = f"Checked against: {safe(edition)}. " if edition else ""
    return (
        f'<h4>Source</h4><ul>{items}</ul><p class="ak-fine">{asked}In force from {day(check.in_force_from.isoformat())}{until}; '
        f"last verified {day(check.verified_on.isoformat())}. Check {safe(check.id)}.</p>"
    )


def supply(entries: Sequence[Supply]) -> str:
    """What to supply for what could not be told, most wanted first."""
    if not entries:
        return ""
    items = [
        f"<li>{safe(entry.what or 'What each of the lines names.')} "
        f'<span class="ak-fine">{entry.subjects:,} × {safe(entry.title)}</span></li>'
        for entry in entries
    ]
    rest = items[_OPEN_SUPPLIES:]
    more = (
        f'<details><summary>and {len(rest)} more kinds</summary><ul class="cs-supply">{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    first = "".join(items[:_OPEN_SUPPLIES])
    return f'<div class="ak-notice ak-unsure"><h3>What to supply, so that it can be told</h3><ul class="cs-supply">{first}</ul>{more}</div>'


def summary(model: ClaimScrubModel) -> str:
    """The page in a few lines: how much was checked as of which day, what was read of each kind of file, what the practice changed."""
    scrub, episodes = model.results.whole, model.results.episodes
    words = f"<strong>{scrub.lines:,} lines of {scrub.claims:,} claims checked</strong> as of {day(model.today.isoformat())}. "
    if model.has_sample:
        words += badge("note", "Sample data: the patients, payers and therapists are invented")
    given = [
        f"{_READ_WORDS[name]}: {reading.read:,} row{'' if reading.read == 1 else 's'}"
        for name, reading in model.readings.items()
        if name != CLAIM_LINES.name
    ]
    if episodes is not None:
        given.append(
            f"notes: {model.notes_read:,}, {model.notes_read - len(episodes.unmatched):,} of them beside a billed line of their day"
        )
    missing = [words for name, words in _READ_WORDS.items() if name not in model.readings]
    if not model.notes_read:
        missing.append("notes of the visits")
    if given:
        words += f'<br><span class="ak-fine">Also read: {safe("; ".join(given))}.</span>'
    if missing:
        words += f' <span class="ak-fine">Not given: {safe(", ".join(missing))}; what needs them cannot be told, or is not asked.</span>'
    own = "".join(f"<li>{safe(change)}</li>" for change in scrub.changes)
    changed = (
        f'<div class="ak-notice ak-note"><p>What this practice changed, and why:</p><ul class="cs-supply">{own}</ul></div>'
        if own
        else ""
    )
    return f'<p class="cs-sum">{words}</p>{changed}'


_READ_WORDS = {
    "history": "earlier lines",
    "payers": "payers",
    "authorizations": "authorizations",
    "plans": "plans of care",
}


def issues(model: ClaimScrubModel) -> str:
    """What could not be read, one sentence each."""
    head = "Files were read with these remarks"
    if sum(reading.skipped for reading in model.readings.values()):
        why = "; ".join(reading.summary for reading in model.readings.values() if reading.skipped)
        head += f" ({why.rstrip('.')})"
    sentences = [issue.sentence for issue in model.issues]
    return remarks(head, sentences, rest="all of them are in the Excel work list.")
