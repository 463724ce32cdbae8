"""What the audit round app knows: rounds as they stand, the notes of this session, who reads, and what is chosen. No widgets here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from auditkit.apps.audit_round.charts import Chart, Charts, Narrowing
from auditkit.apps.audit_round.kept_rounds import KeptRounds
from auditkit.apps.audit_round.known import KnownCharts
from auditkit.apps.audit_round.outcome import Outcome
from auditkit.desks.rounds import steps
from auditkit.desks.rounds.marks import Span, mark, spans
from auditkit.desks.rounds.round import Reading, reading_key
from auditkit.desks.rounds.sampling import draw
from auditkit.rule import Answer, NoteRule
from auditkit.rules import note_rules

FIRST, SECOND = "first", "second"
NOT_READ, BEGUN, FINISHED = "not read", "begun", "read"
_SEEN = (
    "All charts are read and the result can be seen, so answers stay as they were given. "
    "What the therapist shows you goes into the reply; corrections take a round that was closed and opened again with a reason."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One chart of the round as the reader sees it: its number, whether the note is on this page, and how far this reader is."""

    number: int
    chart: str
    state: str
    is_here: bool


@dataclass
class AuditRoundModel(KeptRounds):
    """State of one page. `new_seed` proposes a seed."""

    new_seed: Callable[[], str] = lambda: secrets.token_hex(4)
    role: str = FIRST
    chart: str = ""
    rule: str = ""
    has_sample: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self.outcome = Outcome(self)
        self.known = KnownCharts(self)
        self.forget_notes()

    @cached_property
    def rules(self) -> dict[str, NoteRule]:
        """The criteria by name; loaded when a chart is read, the list of rounds needs none."""
        return dict(note_rules())

    @cached_property
    def critical(self) -> frozenset[str]:
        """Names of the payment-critical criteria."""
        return frozenset(name for name, rule in self.rules.items() if rule.payment_critical)

    # Rounds

    def choose_round(self, key: str) -> None:
        """Open a round that was kept."""
        self.key, self.chart, self.rule = key, "", ""
        self.propose_role()

    def new_round(self) -> None:
        """Leave the open round for a new one."""
        self.key = self.chart = self.rule = ""
        self.role = FIRST

    def open(self, **answers) -> str:
        """Begin a round with the answers to the opening questions. Returns "" or a sentence."""
        key = secrets.token_hex(8)
        wrong = self.keep(lambda: steps.open_round(key, **answers, who=self.reader, when=self.now()))
        if not wrong:
            self.choose_round(key)
        return wrong

    def add_sample(self, folder: Path) -> str:
        """The invented practice's notes. Nothing of such a round reaches the store."""
        self.kept.use_this_page_only()
        self.has_sample, self.key = True, ""
        self.forget_notes()
        self.load()
        added = self.charts.add_folder(folder)
        return f"{added:,} invented notes are here. Begin with the opening; nothing of this round is kept."

    def leave_sample(self) -> None:
        """Back to the practice's own rounds."""
        self.kept.use_the_store()
        self.has_sample, self.key, self.chart = False, "", ""
        self.forget_notes()
        self.load()

    def forget_notes(self) -> None:
        """Take every note off this page. What was kept stays kept."""
        self.charts = Charts(lambda words: self.told(words), self._columns)
        self.chart = self.rule = ""

    def _columns(self, key: str) -> dict | None:
        store = self.kept.store
        kept = store.kept_columns(key) if hasattr(store, "kept_columns") else None
        return kept.value if kept else None

    # The sample

    def draw(self, narrow: Narrowing, *, universe: str, size: int, seed: str, by: str = "") -> str:
        """Draw the sample and keep it. Returns "" or a sentence."""
        try:
            keys = self.charts.frame(narrow).keys
            drawn = draw(keys, size, seed.strip(), self.charts.strata(keys, by)) if keys else draw((), 1, "none")
        except ValueError as error:
            return f"Not drawn: {error}."
        words = f"{universe.strip()} ({narrow.words})" if universe.strip() else ""
        unit = "one note of one date of service"
        return self.keep(
            lambda: steps.keep_draw(self.round, drawn, universe=words, unit=unit, who=self.reader, when=self.now())
        )

    def replace(self, chart: str, reason: str) -> str:
        """Put the next of the reserve in the place of a chart that cannot be read."""
        wrong = self.keep(lambda: steps.replace_chart(self.round, chart, reason, who=self.reader, when=self.now()))
        if not wrong and self.chart == chart:
            self.chart = ""
        return wrong

    @property
    def missing(self) -> list[Place]:
        """Charts for this reader whose notes are not on this page."""
        return [place for place in self.places() if not place.is_here]

    # Reading

    def reading(self, chart: str = "") -> Reading | None:
        """This reader's own reading of a chart."""
        return self.readings.get(reading_key(self.key, chart or self.chart, self.reader))

    def propose_role(self) -> None:
        """Who has read nothing yet where somebody else has begun is taken for the second reader."""
        own = {reading.chart for reading in self.of_round() if reading.reader == self.reader}
        others = {reading.chart for reading in self.of_round() if reading.reader != self.reader}
        second = set(self.round.second_charts) if self.round else set()
        self.role = SECOND if others and own <= second else FIRST

    def places(self) -> list[Place]:
        """The charts that this person may read. Of another's reading nothing is told but that the chart is not free."""
        if self.round is None:
            return []
        readers: dict[str, set[str]] = {}
        for reading in self.of_round():
            readers.setdefault(reading.chart, set()).add(reading.reader)
        second, found = set(self.round.second_charts), []
        for number, chart in enumerate(self.round.charts, 1):
            others = readers.get(chart, set()) - {self.reader}
            is_own = self.reader in readers.get(chart, set())
            is_free = len(others) < 2 if chart in second else not others
            if is_own or (is_free and (self.role == FIRST or chart in second)):
                found.append(Place(number, chart, self._state(chart), chart in self.charts))
        return found

    def _state(self, chart: str) -> str:
        own = self.reading(chart)
        return NOT_READ if own is None else FINISHED if own.is_finished else BEGUN

    def choose_chart(self, chart: str) -> None:
        """Open a chart at the first criterion without an answer."""
        if chart not in [place.chart for place in self.places()]:
            raise ValueError("not a chart for this reader")
        self.chart = chart
        self.rule = self.next_rule() or (self.open_chart.asked[0] if self.open_chart else "")

    def resume(self) -> None:
        """Open the chart where this reader stopped: one that is begun, else the first that is not read. Others may have read meanwhile."""
        self.load()
        here = [place for place in self.places() if place.is_here]
        wanted = next((p for state in (BEGUN, NOT_READ) for p in here if p.state == state), here[0] if here else None)
        if wanted is None:
            self.chart = self.rule = ""
        else:
            self.choose_chart(wanted.chart)

    @property
    def open_chart(self) -> Chart | None:
        """The note that is open, where it is on this page."""
        return self.charts.get(self.chart)

    @property
    def proposed(self) -> list[Span]:
        """Where the words stand that the program marked for the chosen criterion."""
        chart = self.open_chart
        return (
            [(e.start, e.end) for e in chart.proposal(self.rule).evidence] if chart and self.rule in chart.asked else []
        )

    @property
    def proposed_answer(self) -> Answer | None:
        """What the program answers to the chosen criterion."""
        chart = self.open_chart
        return chart.proposal(self.rule).answer if chart and self.rule in chart.asked else None

    def next_rule(self) -> str:
        """The next criterion without an answer, after the chosen one and then from the start; "" where all have one."""
        asked = self.open_chart.asked if self.open_chart else ()
        own = self.reading()
        at = asked.index(self.rule) + 1 if self.rule in asked else 0
        return next((r for r in (*asked[at:], *asked[:at]) if own is None or r not in own.answers), "")

    def step(self, by: int) -> None:
        """Choose the criterion after (1) or before (-1) the chosen one."""
        asked = self.open_chart.asked if self.open_chart else ()
        if self.rule in asked:
            self.rule = asked[max(0, min(len(asked) - 1, asked.index(self.rule) + by))]

    def evidence(self, chart: str, reading: Reading, rule: str) -> list[Span]:
        """Where the words stand that a reader marked for an answer; nothing where the note is not on this page."""
        note = self.charts.get(chart)
        return spans(note.note.text, chart, reading.marks.get(rule, ())) if note else []

    def answer(self, given: Answer, *, evidence: Sequence[Span] = (), words: str = "") -> str:
        """Keep an answer to the chosen criterion at once. `evidence`: where the words stand in the note that show it."""
        if self.open_chart is None or self.rule not in self.open_chart.asked:
            return "Choose a chart and a point first."
        if self.is_all_read and not self.round.reopenings:
            return _SEEN
        proposal = self.open_chart.proposal(self.rule)
        marks = [mark(self.open_chart.note.text, self.chart, span) for span in evidence]
        return self.keep(
            lambda: steps.answer(
                self.round, self.reading(), self.chart, self.rule, given=given, machine=proposal.answer, who=self.reader,
                when=self.now(), marks=marks, words=words,
            )
        )  # fmt: skip

    def finish(self) -> str:
        """Say that the open chart is read to its end."""
        if self.open_chart is None:
            return "Choose a chart first."
        asked = self.open_chart.asked
        return self.keep(lambda: steps.finish(self.round, self.reading(), asked, who=self.reader, when=self.now()))
