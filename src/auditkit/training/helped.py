"""Whether a session helped, on four levels: what people thought, what they learned, what charts show, what payers did.

Every level has its n; where it cannot be told, it says so. The page of a quarter is written from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from auditkit.analytics.change import Change
from auditkit.analytics.learning import AgainstOther, Effect, Gain, ItemFigures, gain, item_figures
from auditkit.analytics.share import Share
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.training import Counts, Session
from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, Together, labelled, text
from auditkit.training.quiz_item import Form

_CAUTION = "Other things change between two counts, too: new staff, a payer's new rule, the season. A change after a session is no proof that the session made it."


@dataclass(frozen=True, slots=True)
class Helped:
    """The four levels of one session. `reactions` are how many chose 1, 2, 3, 4, 5."""

    session: Session
    reactions: tuple[int, int, int, int, int]
    learned: Gain
    remembered: Gain
    items: tuple[ItemFigures, ...]

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
        """Level 4, from denials."""
        taught, other = self.session.denied, self.session.denied_elsewhere
        if taught is None or other is None:
            return "Cannot tell yet: no denials were counted before and after."
        compared = AgainstOther(_change(taught), _change(other)).sentence
        return f"{_counted(taught)}; {_counted(other)}. {compared}"

    @property
    def levels(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each level's name and its sentences."""
        return (
            ("1. Reaction", (self.reaction_words,)),
            ("2. Learning", self.learning_words),
            ("3. Behaviour", (self.behaviour_words,)),
            ("4. Results", (self.result_words,)),
        )


def helped(session: Session, sheets: Iterable[Sheet]) -> Helped:
    """The levels of a session from its events and the sheets of its quizzes; sheets of other sessions are left out."""
    own = [sheet for sheet in sheets if sheet.session == session.key]
    shares = {form: {s.code: _share(s) for s in own if s.form == form} for form in Form}
    ratings = [event.details.get("rating") for event in session.reactions]
    return Helped(
        session=session,
        reactions=tuple(ratings.count(n) for n in range(1, 6)),
        learned=gain(shares[Form.BEFORE], shares[Form.AFTER]),
        remembered=gain(shares[Form.BEFORE], shares[Form.LATER]),
        items=tuple(item_figures([sheet.right for sheet in own])),
    )


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter (1 to 4)."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_page(year: int, quarter: int, sessions: Sequence[Helped], *, today: date) -> Page:
    """One page for the owner: what was taught, who came, and the four levels of each session with n and interval."""
    title = f"Training, quarter {quarter} of {year}"
    body: list[Block] = [Heading(title, 1), Paragraph(text(f"As of {today:%m/%d/%Y}. Nobody is named.", soft=True))]
    if not sessions:
        body.append(Paragraph(text("No session was planned or held in this quarter, so there is nothing to tell.")))
        return Page(title, tuple(body), footer=title)
    rows = tuple(
        (f"{one.session.on:%m/%d/%Y}", one.session.title, str(_present(one.session)), str(_caught_up(one.session)))
        for one in sessions
    )
    body.append(Grid("Sessions", ("Day", "Lesson", "Present", "Caught up"), rows, widths=(16, 52, 16, 16)))
    for one in sessions:
        parts: list[Block] = [Heading(f"{one.session.title} ({one.session.on:%m/%d/%Y})")]
        parts += [labelled(f"{name}.", " ".join(words)) for name, words in one.levels]
        look = [(text(f"{item.item}: {item.words}")) for item in one.items if item.words.startswith(("look", "nearly"))]
        if look:
            parts += [Paragraph(text("Questions to look at:")), Bullets(tuple(look[:5]))]
        body.append(Together(tuple(parts)))
    body.append(Paragraph(text(_CAUTION, soft=True)))
    return Page(title, tuple(body), footer=title)


def _share(sheet: Sheet) -> Share:
    return Share(sum(sheet.right.values()), len(sheet.right))


def _change(counted: Counts) -> Change:
    return Change(counted.k1, counted.n1, counted.k2, counted.n2)


def _counted(counted: Counts) -> str:
    before, after = Share(counted.k1, counted.n1), Share(counted.k2, counted.n2)
    return f"{counted.what}: {before.words} before, {after.words} after"


def _present(session: Session) -> int:
    return sum(person.caught_up_on is None for person in session.attended.values())


def _caught_up(session: Session) -> int:
    return sum(person.caught_up_on is not None for person in session.attended.values())
