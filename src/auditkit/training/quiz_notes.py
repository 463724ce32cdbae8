"""Questions about notes from the labelled excerpts of a criterion: judge one, pick the one that is enough, mark the words."""

from __future__ import annotations

from auditkit.rule import Answer, Kind, NoteRule
from auditkit.rules.excerpts import Excerpt, excerpts
from auditkit.text.note import Note
from auditkit.training.quiz_item import NO, YES, Item, Task, dice, item_of


def note_items(rule: NoteRule) -> list[Item]:
    """All items of a criterion; what is judged alone is not among what is picked from."""
    return [*_judged(rule), *_picked(rule), *_marked(rule)]


def _halves(rule: NoteRule) -> tuple[list[Excerpt], list[Excerpt]]:
    """The excerpts that are judged one by one, and those that are picked from: no excerpt is in both.

    Those that meet the rule and those that do not stand by turns of three, so that each form has both.
    """
    yes = [e for e in excerpts(rule.id) if e.answer is Answer.MET]
    no = [e for e in excerpts(rule.id) if e.answer is Answer.NOT_MET]
    mixed = [e for n in range(0, min(len(yes), len(no)), 3) for e in (*yes[n : n + 3], *no[n : n + 3])]
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def _judged(rule: NoteRule) -> list[Item]:
    return [
        item_of(
            rule,
            Task.JUDGE,
            number,
            stem=f"{_kind(e)} Is this so? {rule.title}.",
            shown=e.text,
            options=(YES, NO),
            right=frozenset({0 if e.answer is Answer.MET else 1}),
            why=_because(rule, e),
            discipline=e.discipline,
        )
        for number, e in enumerate(_halves(rule)[0])
    ]


def _picked(rule: NoteRule) -> list[Item]:
    """Three excerpts of one discipline and kind, one of which is enough. They come from the half that is not judged."""
    _, rest = _halves(rule)
    no = [e for e in rest if e.answer is Answer.NOT_MET]
    items = []
    for e in rest:
        others = [o for o in no if o.discipline == e.discipline and set(o.kinds) & set(e.kinds)][:2]
        if e.answer is not Answer.MET or not others:
            continue
        no = [o for o in no if o not in others]
        shown = [e, *others]
        dice(rule.id, e.text).shuffle(shown)
        items.append(
            item_of(
                rule,
                Task.PICK,
                len(items),
                stem=f"Of which of these can you say: {rule.title}?",
                shown="",
                options=tuple(" ".join(o.text.split()) for o in shown),
                right=frozenset({shown.index(e)}),
                why=_because(rule, e),
                discipline=e.discipline,
            )
        )
    return items


def _marked(rule: NoteRule) -> list[Item]:
    """Excerpts with at least two sentences, of which some hold the labelled words and some do not."""
    items = []
    for e in excerpts(rule.id):
        spans = [s for s in Note(e.text).sentences if e.text[s.body : s.end].strip()]
        sentences = [e.text[s.body : s.end].strip() for s in spans]
        holds = frozenset(n for n, s in enumerate(sentences) if any(q in s or s in q for q in e.evidence))
        if (
            e.answer is not Answer.MET
            or rule.red_flag
            or not holds
            or len(holds) == len(sentences)
            or len(sentences) > 8
        ):
            continue
        items.append(
            item_of(
                rule,
                Task.MARK,
                len(items),
                stem=f"Which words show it best? {rule.title}.",
                shown="",
                options=tuple(sentences),
                right=holds,
                why=_because(rule, e),
                discipline=e.discipline,
            )
        )
    return items


def _kind(e: Excerpt) -> str:
    names = " and ".join(Kind(kind).replace("_", " ") for kind in e.kinds)
    return f"From a {names} note{f' ({e.discipline})' if e.discipline else ''}."


def _because(rule: NoteRule, e: Excerpt) -> str:
    if e.answer is Answer.MET and e.evidence:
        return f"“{e.evidence[0]}” shows it. {rule.why}"
    if e.answer is Answer.MET:
        return rule.why
    return f"Nothing here shows it. {rule.why}" if not rule.red_flag else rule.why
