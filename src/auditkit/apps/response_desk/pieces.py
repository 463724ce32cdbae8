"""Parts of the response desk as HTML. Everything that comes from a file or a person goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditkit.apps.response_desk.work import STATES, Work, state_of
from auditkit.apps.shell import badge, safe
from auditkit.desks.denials.case import OUTCOMES, STEPS, Case, Done, group_name
from auditkit.desks.denials.causes import CAUSES, ProposedCause
from auditkit.desks.denials.definition import written
from auditkit.desks.denials.routes import ROUTES
from auditkit.desks.denials.steps import FIXES
from auditkit.desks.records_requests import KINDS, Request
from auditkit.tables.cells import on_screen

STATE_BADGES = {"late": "bad", "due": "look", "answered": "note", "waiting": "off", "closed": "good"}
STEP_WORDS = {"pause": "Pause", "diagnose": "Diagnose", "fix": "Fix", "review": "Human review", "appeal": "Appeal"}
STEP_MEANS = {
    "pause": "Read what the payer says before anything is sent again.",
    "diagnose": "Choose the root cause. The payer may be right.",
    "fix": "Correct what was wrong on our side, or write down that nothing was.",
    "review": "A person reads it all and speaks with the payer.",
    "appeal": "Locked until a second person has signed.",
}


def money(amount: object) -> str:
    """Cents as dollars for people."""
    return f"${int(amount) / 100:,.2f}" if isinstance(amount, int) else "amount not given"


def day(on: date | str | None) -> str:
    """A date as people here write it."""
    if not on:
        return "not known"
    return on_screen(date.fromisoformat(on) if isinstance(on, str) else on)


def count(number: int, one: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def entry(work: Work) -> str:
    """One piece of work as an entry of the list: icon and word first."""
    case, standing = work.item.case, work.item.standing
    who = f" · {case.owner}" if case.owner else " · nobody yet"
    escalated = " · ⇑ help asked" if case.escalated and not case.outcome else ""
    clock = "" if case.responded_on or case.outcome else f", day {work.item.day}"
    first = f"{standing.icon} {standing.word}{clock}, {count(len(work.cases), 'line')}"
    return (
        f"{first}{who}{escalated}\n{case.get('claim_id')} · {case.get('payer')}\n"
        f"{code(case)} · {str(case.get('category')).replace('_', ' ')} · {money(work.denied_cents)}"
    )


def code(case: Case) -> str:
    """The reason and remarks, bare."""
    return " ".join((written(case.get("group_code"), case.get("carc")), *str(case.get("rarcs")).split("|"))).strip()


def counts(found: dict[str, int]) -> str:
    """How much work there is, with a word and a shape for each state."""
    shown = [
        badge(STATE_BADGES[state], f"{words}: {found[state]:,}") for state, words in STATES.items() if found[state]
    ]
    return f'<p class="rd-sum" role="status">{" ".join(shown)}</p>' if shown else ""


def head(work: Work) -> str:
    """What the case is, where it stands, and what is proposed."""
    case, item = work.item.case, work.item
    state = state_of(work)
    proposed = "" if case.get("is_firm") else " (proposed)"
    route = f"{ROUTES.get(str(case.get('route')), case.get('route'))}{proposed}"
    by = f"{str(case.get('route')).replace('_', ' ').capitalize()} by"
    first = [
        (
            "Payer",
            f"{case.get('payer')}" + (f", as {case.get('payer_order')} payer" if case.get("payer_order") else ""),
        ),
        ("Reason", f"{code(case)}: {str(case.get('category')).replace('_', ' ')}{proposed}"),
        ("What to do", f"{route[0].upper()}{route[1:]}. {case.get('first_action')} {case.get('why')}".strip()),
        ("At stake", f"{money(work.denied_cents)}, {count(len(work.cases), 'line')}"),
        ("Seven days", f"noticed on {day(case.noticed_on)}, due on {day(case.due_on)} (day {item.day})"),
        ("Appeal by", _appeal_by(case)),
        (by, f"{day(case.route_by)}. {case.get('route_words')}" if case.route_by else ""),
        ("Owner", case.owner or "nobody yet"),
        (
            "Help asked of",
            f"{case.escalated.details.get('to')}: {case.escalated.details.get('words')}" if case.escalated else "",
        ),
    ]
    more = [
        ("Payer's number of the claim", case.get("payer_claim_control_number")),
        ("Denied on", day(str(case.get("paid_on")))),
        ("Time to appeal", case.get("deadline_words")),
        ("Name in the calendar", group_name(case)[:8]),
    ]
    return (
        f'<section class="rd-head" aria-live="polite"><h2>Claim {safe(case.get("claim_id"))}</h2>'
        f"<p>{badge(STATE_BADGES[state], item.standing.word)} {safe(item.standing.sentence)}</p>{_facts(first)}"
        f'<details class="rd-history"><summary>Lines and numbers</summary>{_facts(more)}{_lines(work.cases)}</details></section>'
    )


def _facts(facts: Sequence[tuple[str, object]]) -> str:
    rows = "".join(f"<dt>{safe(name)}</dt><dd>{safe(words)}</dd>" for name, words in facts if words)
    return f'<dl class="rd-facts">{rows}</dl>'


def _appeal_by(case: Case) -> str:
    if case.payer_was_right:
        return "no appeal: the payer was right"
    if not case.get("is_appealable", True):
        return "no right to appeal"
    if case.appeal_by is None:
        return "not known: look in the contract, and set the payer's appeal_days"
    aim = f" Aim at {day(case.aim_for)}: that is in time however receipt is counted." if case.aim_for else ""
    return f"{day(case.appeal_by)}. {case.closed_day_as(day)}".rstrip(". ") + f".{aim}"


def _lines(cases: Sequence[Case]) -> str:
    rows = "".join(
        f"<tr><td>{safe(case.get('line_number'))}</td><td>{safe(day(str(case.get('date_of_service'))))}</td>"
        f"<td>{safe('-'.join(p for p in (str(case.get('hcpcs_code')), *str(case.get('modifiers')).split('|')) if p))}</td>"
        f"<td>{safe(money(case.get('charge_cents')))}</td><td>{safe(money(case.get('denied_cents')))}</td></tr>"
        for case in sorted(cases, key=lambda case: str(case.get("line_number")).zfill(9))
    )
    names = "".join(f'<th scope="col">{name}</th>' for name in ("Line", "Date", "Code", "Charge", "Denied"))
    return f'<div class="rd-scroll" tabindex="0" role="region" aria-label="Denied lines"><table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table></div>'


def steps(case: Case) -> str:
    """The five steps in order: done with who and when, next, or locked."""
    items = []
    for number, step in enumerate(STEPS, 1):
        done = case.done(step)
        if done:
            mark, words, look = "✓", f"{done.who}, {day(done.when.astimezone().date())}: {_said(step, done)}", "rd-done"
        elif step in ("review", "appeal") and case.payer_was_right:
            mark, words, look = "–", "Not needed: the payer was right.", "rd-off"
        elif step == "appeal" and not case.get("is_appealable", True):
            mark, words, look = "–", "Not possible: there is no right to appeal.", "rd-off"
        elif step == case.next_step:
            mark, words, look = "▸", STEP_MEANS[step], "rd-next"
        else:
            mark, words, look = "○", STEP_MEANS[step] if step == "appeal" else "", "rd-later"
        if step == "appeal" and case.signed and not done:
            words = f"Signed by {case.signed.who}, {day(case.signed.when.astimezone().date())}: {case.signed.details.get('words')}"
        told = {"✓": "done", "▸": "next", "○": "open", "–": "no step"}[mark]
        items.append(
            f'<li class="{look}"><span aria-hidden="true">{mark}</span> <strong>{number}. {STEP_WORDS[step]}</strong>'
            f' <span class="ak-fine">({told})</span>{"<br>" if words else ""}{safe(words)}</li>'
        )
    closed = ""
    if case.outcome:
        told = case.outcome.details
        back = f", {money(case.recovered_cents)} came back" if case.recovered_cents else ""
        closed = f"<p>{badge('good', 'Closed')} {safe(OUTCOMES.get(str(told.get('outcome')), ''))}{safe(back)}. {safe(told.get('words'))}</p>"
    if case.answered and not case.outcome:
        told = case.answered.details
        amount = f", {money(told.get('paid_cents'))}" if told.get("paid_cents") else ""
        closed = f"<p>{badge('note', 'A later remittance')} of {safe(day(str(told.get('on'))))} says: {safe(told.get('outcome'))}{safe(amount)}. Record the outcome.</p>"
    return f'<h3>The five steps</h3><ol class="rd-steps">{"".join(items)}</ol>{closed}'


def _said(step: str, done: Done) -> str:
    told = done.details
    words = str(told.get("words") or "")
    if step == "diagnose":
        cause = CAUSES.get(str(told.get("cause")))
        right = "The payer was right. " if told.get("payer_was_right") else ""
        return f"{right}{cause.words if cause else told.get('cause')}. {words}"
    if step == "fix":
        return f"{FIXES.get(str(told.get('how')), '')}. {words}"
    if step == "appeal":
        return f"sent on {day(str(told.get('sent_on')))}, {told.get('how')}"
    return words


def findings(proposed: Sequence[ProposedCause], *, looked: bool, has_claims: bool, has_notes: bool) -> str:
    """Causes that something points to, each with why."""
    items = "".join(
        f"<li><strong>{safe(CAUSES[one.cause].words)}</strong> {badge('look', 'our own finding') if one.has_finding else badge('note', 'from the code')}"
        f"<ul>{''.join(f'<li>{safe(because)}</li>' for because in one.because)}</ul></li>"
        for one in proposed
    )
    missing = []
    if looked and not has_claims:
        missing.append("The claims that were sent are not on this page, so the scrub was not asked.")
    if looked and not has_notes:
        missing.append("No note of this patient and day is on this page, so the note audit was not asked.")
    more = "".join(f'<p class="ak-fine">{sentence}</p>' for sentence in missing)
    body = (
        f"<ul class='rd-causes'>{items}</ul>" if items else "<p>Nothing points to a cause. Read the payer's letter.</p>"
    )
    return f"<section aria-live='polite'><h3>What points to a cause</h3>{body}{more}<p class='ak-fine'>Proposals only. You choose.</p></section>"


def history(case: Case) -> str:
    """Everything that happened, folded."""
    words = {"noticed": "noticed", "paused": "step 1", "diagnosed": "step 2", "fixed": "step 3", "reviewed": "step 4", "signed": "second person signed",
             "appealed": "step 5", "called": "call", "said": "note", "owner": "owner", "escalated": "help asked", "answered": "later remittance",
             "outcome": "closed", "reopened": "taken up again"}  # fmt: skip
    items = "".join(
        f"<li>{safe(day(event.when.astimezone().date()))}, {safe(event.who)}: {safe(words.get(event.kind, event.kind))}{safe(_told(event.details))}</li>"
        for event in case.history
        if event.kind != "noticed"
    )
    if not items:
        return ""
    return f"<details class='rd-history'><summary>What happened so far ({len(case.history) - 1})</summary><ul>{items}</ul></details>"


def _told(details) -> str:
    shown = [
        str(details[name])
        for name in ("owner", "to", "cause", "how", "spoke_to", "reference_number", "outcome", "words")
        if details.get(name)
    ]
    return f" – {', '.join(shown)}" if shown else ""


def request_entry(request: Request, today: date) -> str:
    """A request as an entry of the list."""
    icon, word, _ = request.standing(today)
    claims = (
        f"claims {', '.join(request.claim_ids[:3])}{' …' if len(request.claim_ids) > 3 else ''}"
        if request.claim_ids
        else f"reference {request.reference}"
    )
    return f"{icon} {word} · {request.owner or 'nobody yet'}\n{request.kind}, {request.payer}\n{claims}"


def request_detail(request: Request, today: date) -> str:
    """A request with its clock and what was done."""
    icon, word, sentence = request.standing(today)
    kind = {"✔": "good", "■": "bad", "◇": "off"}.get(icon, "look")
    facts = [("What", KINDS.get(request.kind, request.kind)), ("From", request.payer), ("Reference", request.reference), ("Claims", ", ".join(request.claim_ids)),
             ("Letter of", day(request.letter_on)), ("Due on", f"{day(request.due_on)}. {request.due_words}"), ("Owner", request.owner or "nobody yet"),
             ("Sent", f"{day(request.sent_on)}, {request.sent_how}" if request.sent_on else "")]  # fmt: skip
    items = "".join(
        f"<li>{safe(day(e.when.astimezone().date()))}, {safe(e.who)}: {safe(e.kind)}{safe(_told(e.details))}</li>"
        for e in request.history
    )
    return (
        f'<section aria-live="polite"><h2>Request of {safe(request.payer)}</h2><p>{badge(kind, word)} {safe(sentence)}</p>'
        f'{_facts(facts)}<details class="rd-history"><summary>What happened so far</summary><ul>{items}</ul></details></section>'
    )
