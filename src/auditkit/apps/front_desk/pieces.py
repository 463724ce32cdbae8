"""Pieces of the front desk's page as HTML. Everything that was read is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING

from auditkit.apps.shell import badge, safe
from auditkit.apps.shell.parts import remarks
from auditkit.rule import Answer, Severity
from auditkit.rules import visit_checks

if TYPE_CHECKING:
    from auditkit.analytics.approvals import Approvals
    from auditkit.apps.front_desk.model import FrontDeskModel
    from auditkit.desks.authorizations import RuleChange, RunOut
    from auditkit.desks.eligibility import CheckedVisit
    from auditkit.desks.eligibility.lists import AskAgain

# risk -> (look, shape, kind of badge); words, shape and colour together.
RISKS = {
    "not payable as booked": ("fd-stop", "✕", "bad"), "unknown - call": ("fd-ask", "?", "unsure"), "look before the session": ("fd-look", "!", "look"),
    "ready": ("fd-ready", "✓", "good"),
}  # fmt: skip
_WORDS = {
    Answer.MET: ("good", "yes"),
    Answer.NOT_MET: ("bad", "no"),
    Answer.UNCLEAR: ("unsure", "unknown"),
    Answer.NOT_APPLICABLE: ("off", "not needed"),
}
_SHORT = {
    "coverage_checked": "Checked in time", "coverage_active": "Coverage active", "plan_unchanged": "Plan unchanged", "authorization_ready": "Authorization",
    "visits_remaining": "Visits left", "medicare_threshold": "Medicare threshold", "deductible_known": "Deductible known",
}  # fmt: skip
STANDING = {"late": ("fd-stop", "✕", "late"), "due": ("fd-ask", "!", "due this week"), "soon": ("fd-look", "•", "to come"),
            "unknown": ("fd-ask", "?", "unknown"), "enough": ("fd-ready", "✓", "enough")}  # fmt: skip


# Not a part of something longer: an authorization's number may hold a day.
_ISO = re.compile(r"(?<![\w/.-])(20\d\d)-(\d\d)-(\d\d)(?![\w/-]|\.\w)")


def days_on_screen(text: str) -> str:
    """A text with its days as people of a US practice write them: 3/4/2026."""
    return _ISO.sub(lambda m: f"{int(m[2])}/{int(m[3])}/{m[1]}", text)


def with_days(made: Callable[..., str]) -> Callable[..., str]:
    """Gives what a piece says with its days as `days_on_screen` writes them."""

    @wraps(made)
    def shown(*args, **how) -> str:
        return days_on_screen(made(*args, **how))

    return shown


@with_days
def said(model: FrontDeskModel) -> str:
    """What was not read, and rows that could not be joined."""
    sentences = [issue.sentence for issue in model.issues] + (model.list.remarks if model.list else [])
    return remarks("What to know about the files", sentences, rest="read them file by file")


def summary(model: FrontDeskModel) -> str:
    """The day and its counts in words."""
    when = {0: "Today", 1: "Tomorrow"}.get((model.day - model.today).days, f"{model.day:%A}")
    sample = " This is the sample practice: nobody in it is real." if model.has_sample else ""
    named = f"{when}, {model.day:%B}" if when == f"{model.day:%A}" else f"{when}, {model.day:%A, %B}"
    return f'<h2 class="fd-day">{named} {model.day.day}</h2><p class="fd-sum" role="status">{safe(model.list.in_words)}{sample}</p>'


def _initials(one: CheckedVisit, form: str) -> str:
    """The initials in that form; nothing where there are none beside the number."""
    return form.format(one.initials) if one.initials and one.initials != one.shown_id else ""


@with_days
def row_words(one: CheckedVisit) -> str:
    """One visit in the list: when, who, for what, and the first thing to look at."""
    v = one.visit
    first = one.to_look_at[0].split(": ", 1)[1] if one.to_look_at else "Nothing to do."
    return f"{RISKS[one.risk][1]} {v.at or 'no time'}  {one.shown_id}{_initials(one, ' {}')}, {v.discipline or 'discipline?'}\n{first}"


@with_days
def visit_view(one: CheckedVisit, runs: Iterable[RunOut]) -> str:
    """The chosen visit: who and when, each check with its words, plan then and now, authorizations, what to tell the patient."""
    v, checks = one.visit, visit_checks()
    payer = v.payer_name or v.payer_id or "payer not named"
    head = (
        f"<h3>{safe(v.at or 'No time')}, {safe(one.shown_id)}{safe(_initials(one, ' ({})'))}, {safe(v.discipline or 'no discipline')}</h3>"
        f"<p>{badge(RISKS[one.risk][2], one.risk)} {safe(payer)}{', evaluation' if v.is_evaluation else ''}</p>"
    )
    items = "".join(
        f"<dt>{safe(_SHORT.get(rule, rule))}</dt><dd>{badge(*_WORDS[ruling.answer])} {safe(ruling.message)}</dd>"
        for rule, ruling in one.rulings.items()
    )
    open_ = [
        rule
        for rule in (*one.of(Answer.NOT_MET), *one.of(Answer.UNCLEAR))
        if one.severities[rule] is not Severity.INFO or rule in one.of(Answer.NOT_MET)
    ]
    do = "".join(f"<li>{safe(checks[rule].fix)}</li>" for rule in open_[:3])
    told = one.of(Answer.NOT_MET)[:2] or open_[:1]
    # What is only unknown is not told as if it were so: then the patient hears that the insurance is checked.
    told = [rule if rule in one.of(Answer.NOT_MET) else "coverage_checked" for rule in told]
    tell = "".join(f"<blockquote>{safe(checks[rule].tell)}</blockquote>" for rule in told if rule in checks)
    return (
        f'{head}<dl class="fd-checks">{items}</dl>'
        + (f"<h4>Before the session</h4><ul>{do}</ul>" if do else "")
        + (f"<h4>What to tell the patient</h4>{tell}" if tell else "")
        + _plans(one)
        + _authorizations(one, runs)
    )


def _plans(one: CheckedVisit) -> str:
    now, before = one.visit.answer, one.visit.previous
    if now is None:
        return ""
    fields = (("When", "when"), ("Status", "status"), ("Payer", "payer_name"), ("Plan", "plan_name"), ("Member number", "member_id"), ("Group", "group_number"),
              ("From", "coverage_from"), ("To", "coverage_to"))  # fmt: skip
    rows = ""
    for words, name in fields:
        new, old = getattr(now, name) or "", getattr(before, name) or "" if before is not None else ""
        differs = (
            before is not None
            and name not in ("when", "coverage_from", "coverage_to")
            and str(old) != str(new)
            and old
            and new
        )
        rows += f'<tr{" class=fd-differs" if differs else ""}><th scope="row">{words}</th><td>{safe(old) or "-"}</td><td>{safe(new) or "-"}{" (changed)" if differs else ""}</td></tr>'
    proof = ", ".join(part for part in (now.how.replace("x12_271", "271"), now.trace_number and f"trace {now.trace_number}", now.reference_number and f"reference {now.reference_number}",
                                        now.representative and f"answered by {now.representative}") if part)  # fmt: skip
    return f'<h4>The last two answers</h4><div class="fd-scroll"><table><thead><tr><td></td><th scope="col">before</th><th scope="col">now</th></tr></thead><tbody>{rows}</tbody></table></div><p class="ak-fine">{safe(proof)}</p>'


def _authorizations(one: CheckedVisit, runs: Iterable[RunOut]) -> str:
    own = one.visit.authorizations or []
    told = "".join(
        f"<li>{safe(run.words(one.visit.on))}</li>" for run in runs if run.patient_id == one.visit.patient_id
    )
    listed = "".join(
        f"<li>None is needed for {safe(a.discipline.replace('|', ' and ') or 'therapy')}, by the practice's list.</li>"
        if a.needs_none
        else f"<li>{safe(a.number or 'no number')}, {safe(a.discipline.replace('|', ' and ') or 'any discipline')}: {safe(a.start_on or '?')} to {safe(a.end_on or '?')}, "
        f"{safe('?' if a.granted is None else a.granted)} {safe(a.unit_kind or 'visits')}{safe(f', {a.decision}' if a.decision else '')}"
        f"{f'; {a.requested} were asked for' if a.requested and a.granted is not None and a.requested > a.granted else ''}</li>"
        for a in own
    )
    return f"<h4>Authorizations</h4><ul>{listed}{told}</ul>" if listed or told else ""


@with_days
def run_row(run: RunOut, today: date) -> str:
    """One line of the list of authorizations."""
    look = STANDING[run.standing(today)]
    when = f"uncovered from {run.first_uncovered_on}" if run.first_uncovered_on else look[2]
    return f"{look[1]} {run.patient_id}, {run.discipline}: {when}\n{run.words(today).split(': ', 1)[1]}"


@with_days
def first_line(runs: list[RunOut], today: date) -> str:
    """Who runs out first: the first line of the page of authorizations."""
    out = [run for run in runs if run.first_uncovered_on is not None]
    if not out:
        return '<h2 class="fd-day">Nobody runs out within what is booked</h2>'
    first, late = out[0], sum(run.standing(today) == "late" for run in out)
    more = f'<p class="fd-sum" role="status">{len(out):,} run out within what is booked; {late:,} of them are past the day by which to ask.</p>'
    return f'<h2 class="fd-day">First to run out: {safe(first.patient_id)}, {safe(first.words(today))}</h2>{more}'


@with_days
def run_view(run: RunOut, today: date) -> str:
    """The chosen line: what is left, and what to send."""
    look = STANDING[run.standing(today)]
    kind = {"fd-stop": "bad", "fd-ask": "unsure", "fd-look": "look", "fd-ready": "good"}[look[0]]
    rows = (("Payer", run.payer_name or run.payer_id), ("Authorizations", ", ".join(run.authorizations) or "none that holds"),
            ("Visits left", "not known" if run.visits_left is None else run.visits_left), ("Booked", run.booked), ("Covered until", run.last_covered_on or "-"),
            ("First visit not covered", run.first_uncovered_on or "-"), ("Ask by", run.ask_by or "-"))  # fmt: skip
    facts = "".join(f"<dt>{words}</dt><dd>{safe(told)}</dd>" for words, told in rows)
    documents = (
        "".join(f"<li>{safe(one)}</li>" for one in run.documents)
        or "<li>The practice's table names none: ask the payer.</li>"
    )
    return (
        f"<h3>{safe(run.patient_id)}, {safe(run.discipline)}</h3><p>{badge(kind, look[2])} {safe(run.words(today))}</p>"
        f'<dl class="fd-checks">{facts}</dl><h4>What to send</h4><ul>{documents}</ul>'
    )


def approvals_table(found: list[Approvals], names: dict[str, str]) -> str:
    """Approval rates, each with its n and interval."""
    if not found:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{safe(names.get(one.payer_id, one.payer_id))}</th><td>{safe(one.whole.words)}</td><td>{safe(one.at_all.words)}</td>'
        f"<td>{safe(one.visits.words)}</td><td>{one.open:,}</td></tr>"
        for one in found
    )
    head = "".join(
        f'<th scope="col">{words}</th>'
        for words in (
            "Payer",
            "approved as asked",
            "approved at least in part",
            "visits granted of those asked for",
            "open",
        )
    )
    return f'<div class="fd-scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div><p class="ak-fine">Of decided requests, with 95% interval.</p>'


@with_days
def changes(found: list[RuleChange]) -> str:
    """What differs between two states of the matrix."""
    if not found:
        return "<p>The two states say the same.</p>"
    parts = ""
    for one in found:
        tasks = "".join(f"<li>{safe(task)}</li>" for task in one.tasks)
        lags = ", ".join(f"{words} {days} days" for words, days in one.lags.items())
        parts += f"<section><h3>{safe(one.words)}</h3><p>Tell: {safe(', '.join(one.whom_to_tell))}.{f' From {safe(lags)}.' if lags else ''}</p><ul>{tasks}</ul></section>"
    return parts


@with_days
def ask_again(found: list[AskAgain], title: str, none: str) -> str:
    """A list of whom to ask again."""
    if not found:
        return f"<h2>{safe(title)}</h2><p>{safe(none)}</p>"
    rows = "".join(
        f'<tr><th scope="row">{safe(one.patient_id)}</th><td>{one.first_visit or "not booked"}</td><td>{one.visits or ""}</td><td>{safe(one.payer)}</td><td>{one.last_checked or "never"}</td>'
        f"<td>{safe('; '.join(one.what))}</td></tr>"
        for one in found[:200]
    )
    head = "".join(
        f'<th scope="col">{words}</th>'
        for words in ("Patient", "first visit", "visits", "payer", "last checked", "ask about")
    )
    more = f"<p>and {len(found) - 200:,} more, in the file.</p>" if len(found) > 200 else ""
    return f'<h2>{safe(title)}: {len(found):,}</h2><div class="fd-scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}'
