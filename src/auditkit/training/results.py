"""Level 4 of a session: what payers refused before it and after it, from their own answers. Counts that somebody typed stand in where there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.analytics.around import DAYS, Answer, Around, around
from auditkit.analytics.change import signed
from auditkit.analytics.learning import AgainstOther
from auditkit.analytics.share import Share
from auditkit.desks.denials.case import Case
from auditkit.desks.training import Counts, Session
from auditkit.tables.cells import on_screen
from auditkit.training.topics import CATEGORIES, categories_taught, topic

_NOT_PROVED = "Other causes are not ruled out."


@dataclass(frozen=True, slots=True)
class Answers:
    """What payers answered, as far as it is at hand. `are_all`: what was paid is among them."""

    given: tuple[Answer, ...]
    are_all: bool

    @property
    def words(self) -> str:
        """Where it comes from."""
        return "remittances" if self.are_all else "the response desk, which keeps denied lines only"


def of_remittances(tables: Mapping, claims=None, payers=None) -> Answers:
    """The first decision about every line in tables of remittances (as `auditkit.tables` has them), as the month counts them."""
    from auditkit.analytics.around import answers_of
    from auditkit.analytics.decisions import decisions, first_decisions
    from auditkit.analytics.sent import replaced
    from auditkit.desks.denials import settle
    from auditkit.reference import Reference

    claims = claims if claims and claims["claim_id"] else None
    settled = settle(tables, claims, payers=payers, reference=Reference.of_practice())
    replaces = replaced(claims, tables["claim_payments"]) if claims else {}
    first, _ = first_decisions(decisions(settled, tables, claims, replaces))
    topics = [topic(category, carc) for category, carc in zip(first["category"], first["carc"], strict=True)]
    return Answers(tuple(answers_of(first.assign(category=topics))), are_all=True)


def of_desk(cases: Iterable[Case]) -> Answers:
    """The denied lines that the response desk keeps."""
    found = [
        Answer(_day(one.get("date_of_service")), topic_of_case(one), str(one.get("claim_id")))
        for one in cases
        if one.line is not None
    ]
    return Answers(tuple(one for one in found if one.category), are_all=False)


def topic_of_case(case: Case) -> str:
    """What a case of the response desk is about: by the cause that a person chose, else by its code."""
    chosen = case.done("diagnosed")
    cause = chosen.details.get("cause", "") if chosen else ""
    return topic(str(case.get("category") or ""), str(case.get("carc") or ""), str(cause))


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a session's denials are about: the category that it teaches, one that it does not ("": the most frequent), and what cannot stand for that."""

    taught: str
    other: str = ""
    not_other: tuple[str, ...] = ()


def topic_of(
    session: Session, rules_of: Mapping[str, Collection[str]], sessions: Iterable[Session] = ()
) -> Topic | None:
    """From the lesson's rules; what other sessions taught near it is not "not taught". None where no denial is about what was taught."""
    categories = categories_taught(rules_of.get(session.lesson, ()))
    if not categories or session.on is None:
        return None
    near = [
        one for one in sessions
        if one.on and one.was_given and one.key != session.key and abs(one.on - session.on) <= timedelta(days=DAYS)
    ]  # fmt: skip
    # of another lesson its first category: lessons touch many
    also = {found[0] for one in near if (found := categories_taught(rules_of.get(one.lesson, ())))}
    return Topic(categories[0], "", tuple(sorted({*categories, *also})))


def counted(session: Session, topic: Topic, answers: Answers) -> Around | None:
    """The counts around a session; None where no answer falls near it."""
    found = around(
        answers.given, session.on, topic.taught, other=topic.other, not_other=topic.not_other, are_all=answers.are_all
    )  # fmt: skip
    return found if found.n1 or found.n2 else None


def best(session: Session, topic: Topic | None, sources: Sequence[Answers]) -> Around | None:
    """From the first source that knows of anything near the session. Sources that know paid lines come first."""
    if topic is None or session.on is None:
        return None
    ordered = sorted(sources, key=lambda one: not one.are_all)
    return next((found for one in ordered if (found := counted(session, topic, one))), None)


def kept_as(found: Around) -> tuple[Counts, Counts, str]:
    """What is kept of it: the taught category, the other, and where they come from."""
    pairs = ((found.taught, found.taught_counts), (found.other, found.other_counts))
    taught, other = (Counts(CATEGORIES.get(name, name), k1, found.n1, k2, found.n2) for name, (k1, k2) in pairs)
    return taught, other, spans_words(found)


def spans_words(found: Around) -> str:
    """Which services were counted."""
    (a, b), (c, d) = found.before, found.after
    claims = "all claims that payers settled" if found.are_all else "the denied claims that the response desk keeps"
    missing = f" {found.without_day:,} lines without a day of service are not counted." if found.without_day else ""
    return (
        f"Of {claims}, by day of service: {on_screen(a)} to {on_screen(b)}, and {on_screen(c)} to {on_screen(d)}. A claim counts once, however many of its lines "
        f"were denied.{missing} The newest services may not be decided yet."
    )


def around_words(found: Around) -> str:
    """Level 4 in sentences."""
    taught, other = CATEGORIES.get(found.taught, found.taught), CATEGORIES.get(found.other, found.other)
    if not found.are_all:
        return f"{_of_denied(found, taught, other)} {spans_words(found)}"
    before, after, other_before, other_after = found.shares
    said = f"Denied for {taught}: {before.words} before, {after.words} after"
    if not found.other:
        return f"{said}. Cannot tell yet: nothing that was not taught was denied, so there is nothing to set it against. {spans_words(found)}"
    said += f"; for {other} (not taught): {other_before.words} before, {other_after.words} after"
    return f"{said}. {AgainstOther(found.of_taught, found.of_other).sentence} {spans_words(found)}"


def around_verdict(found: Around) -> str:
    """The same in a word or two: `fell more`, `rose more`, `cannot tell yet`."""
    if found.other and found.are_all:
        return AgainstOther(found.of_taught, found.of_other).verdict
    if found.other and found.of_both.is_beyond_chance:
        return "fell more" if found.of_both.points < 0 else "rose more"
    return "cannot tell yet"


def _of_denied(found: Around, taught: str, other: str) -> str:
    """Paid lines are not known, so that only the mix of denials can be compared."""
    if not found.other:
        return "Cannot tell yet: the response desk keeps no denial of anything else, so there is nothing to set it against."
    change = found.of_both
    if change.points is None:
        return "Cannot tell yet: the response desk keeps no denied claim of these two on one side of the session."
    before, after = Share(change.k1, change.n1), Share(change.k2, change.n2)
    low, high = change.interval
    figures = f"{signed(change.points)} points, {signed(low)} to {signed(high)}"
    said = f"Of claims denied for {taught} or {other} (not taught), {taught} were {before.words} before, {after.words} after: {figures}."
    if around_verdict(found) == "cannot tell yet":
        return f"Cannot tell yet. {said} Give the remittances for rates of all claims."
    verb = "fell against" if change.points < 0 else "rose against"
    return f"Denials for {taught} {verb} those for {other}, more than chance. {said} {_NOT_PROVED}"
