"""Whether a session helped, on four levels: what people thought, what they learned, what charts show, what payers did.

Every level has its n; where it cannot be told, it says so. The report of a quarter is written from these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditkit.analytics.around import Around
from auditkit.analytics.change import Change
from auditkit.analytics.learning import AgainstOther, Effect, Gain, ItemFigures, gain, item_figures
from auditkit.analytics.share import Share
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.training import Counts, Session
from auditkit.training.quiz_item import Form
from auditkit.training.results import around_verdict, around_words

_UNKNOWN = "cannot tell yet"


@dataclass(frozen=True, slots=True)
class Helped:
    """The four levels of one session. `reactions` are how many chose 1, 2, 3, 4, 5; `denials` what payers answered around it (None: not at hand)."""

    session: Session
    reactions: tuple[int, int, int, int, int]
    learned: Gain
    remembered: Gain
    items: tuple[ItemFigures, ...]
    denials: Around | None = None

    @property
    def reaction_words(self) -> str:
        """Level 1, with n."""
        n = sum(self.reactions)
        if not n:
            return "Nobody has said yet what they thought of it."
        counts = ", ".join(f"{place}: {count}" for place, count in enumerate(self.reactions, 1))
        return f"{n} {'answer' if n == 1 else 'answers'} from 1 (of no use) to 5 (of great use): {counts}. It says whether people liked it, not whether they learned."

    @property
    def learning_words(self) -> tuple[str, str]:
        """Level 2: before and right after, and before and 30 to 90 days later."""
        return f"Right after: {self.learned.sentence}", f"30 to 90 days later: {self.remembered.sentence}"

    @property
    def behaviour_words(self) -> str:
        """Level 3, from charts."""
        counted = self.session.behaviour
        if counted is None:
            return "Cannot tell yet: no charts were counted before and after."
        effect = Effect(Share(counted.k1, counted.n1), Share(counted.k2, counted.n2))
        return f"{counted.what}: {effect.sentence}"

    @property
    def result_words(self) -> str:
        """Level 4: remittances that are at hand, else what was counted from them, else the response desk, else what somebody typed."""
        taught, other, origin = self.session.denied, self.session.denied_elsewhere, self.session.denied_from
        if self._has_answers:
            return around_words(self.denials)
        if taught is None or other is None:
            return "Cannot tell yet: no denials were counted before and after."
        compared = AgainstOther(_change(taught), _change(other)).sentence
        return f"{_counted(taught)}; {_counted(other)}. {compared} {origin or 'These counts were typed in by hand.'}"

    @property
    def verdicts(self) -> tuple[str, str, str]:
        """Levels 2 to 4 in a word or two, for a table; the sentences say what stands behind them."""
        return self._learned, self._in_charts, self._denied

    @property
    def _learned(self) -> str:
        interval = self.learned.interval
        if interval is None:
            return _UNKNOWN
        return "more right answers" if interval[0] > 0 else "fewer right answers" if interval[1] < 0 else _UNKNOWN

    @property
    def _in_charts(self) -> str:
        counted = self.session.behaviour
        return Effect(Share(counted.k1, counted.n1), Share(counted.k2, counted.n2)).verdict if counted else _UNKNOWN

    @property
    def _denied(self) -> str:
        taught, other = self.session.denied, self.session.denied_elsewhere
        if self._has_answers:
            return around_verdict(self.denials)
        return _UNKNOWN if taught is None or other is None else AgainstOther(_change(taught), _change(other)).verdict

    @property
    def _has_answers(self) -> bool:
        """Whether level 4 is told from answers that are at hand: remittances before what was kept, the response desk before what was typed."""
        return self.denials is not None and (self.denials.are_all or not self.session.denied_from)

    @property
    def levels(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each level's name and its sentences."""
        return (
            ("1. Reaction", (self.reaction_words,)),
            ("2. Learning", self.learning_words),
            ("3. Behaviour", (self.behaviour_words,)),
            ("4. Results", (self.result_words,)),
        )


def helped(session: Session, sheets: Iterable[Sheet], denials: Around | None = None) -> Helped:
    """The levels of a session from its events, the sheets of its quizzes (those of other sessions are left out) and payers' answers."""
    own = [sheet for sheet in sheets if sheet.session == session.key]
    shares = {form: {s.code: _share(s) for s in own if s.form == form} for form in Form}
    ratings = [event.details.get("rating") for event in session.reactions]
    return Helped(
        session=session,
        reactions=tuple(ratings.count(n) for n in range(1, 6)),
        learned=gain(shares[Form.BEFORE], shares[Form.AFTER]),
        remembered=gain(shares[Form.BEFORE], shares[Form.LATER]),
        items=tuple(item_figures([sheet.right for sheet in own])),
        denials=denials,
    )


def _share(sheet: Sheet) -> Share:
    return Share(sum(sheet.right.values()), len(sheet.right))


def _change(counted: Counts) -> Change:
    return Change(counted.k1, counted.n1, counted.k2, counted.n2)


def _counted(counted: Counts) -> str:
    before, after = Share(counted.k1, counted.n1), Share(counted.k2, counted.n2)
    return f"{counted.what}: {before.words} before, {after.words} after"
