"""Did it help: four levels for each session, the counts that people bring, and the quarter's page."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, folds, head, row, show, wide
from auditkit.apps.training.denied import DeniedAround
from auditkit.apps.training.denied_view import DeniedView
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.quiz_view import RATINGS
from auditkit.desks import quarters, training
from auditkit.desks.quarters import Decided, Quarter
from auditkit.desks.training import Counts, Refused, Session
from auditkit.store.records import StoreError
from auditkit.tables.cells import on_screen
from auditkit.training.helped import helped
from auditkit.training.quarter_report import quarter_report

_FILES = {
    "html": File("Quarter as a page", "training-quarter.html", Media.HTML),
    "pdf": File("PDF", "training-quarter.pdf", Media.PDF),
    "docx": File("Word", "training-quarter.docx", Media.WORD),
}


class HelpedView:
    """The widgets; `box` is shown."""

    def __init__(self, model: TrainingModel, *, say: Said):
        self.model, self.say = model, say
        self.denied = DeniedAround(model)
        self.session = field(w.Dropdown, "Session", options=[])
        self.session.observe(say.guard(lambda _: self._show()), "value")
        self.levels = w.HTML(layout=wide())
        self.rating = field(w.Dropdown, "Of what use was it? (no name is kept)", options=RATINGS, value=3)
        self.rate_button = say.button("Keep one answer", lambda _: self._rate())
        self.charts = _Pair("What is met in charts (a criterion)")
        self.criterion = field(w.Dropdown, "Criterion", options=[])
        self.round_before, self.round_after = (
            field(w.Dropdown, words, options=[]) for words in ("Round before", "Round after")
        )
        self.rounds_button = say.button("Count in these rounds", lambda _: self._count())
        self.rounds = w.VBox(
            [row(self.criterion, self.round_before, self.round_after), row(self.rounds_button)], layout=wide()
        )
        self.charts_button = say.button("Keep charts", lambda _: self._charts())
        self.taught = _Pair("Denials of what was taught (a category)")
        self.other = _Pair("Denials of something not taught")
        self.denials_button = say.button("Keep typed counts", lambda _: self._denials())
        self.denials = DeniedView(self.denied, say=say, keep=self._keep_denials, changed=self._show)
        self.typed = w.VBox([self.taught.box, self.other.box, row(self.denials_button)], layout=wide())
        self.open_typed = folds("No remittances at hand: type counts", self.typed, say)
        self.forms = w.VBox(
            [head("1. Reaction", 3), row(self.rating, self.rate_button), head("3. Behaviour", 3),
             w.HTML("<p>From two closed audit rounds, read by somebody who did not know who attended.</p>"),
             self.rounds, self.charts.box, row(self.charts_button), head("4. Results", 3),
             self.denials.box, row(self.open_typed), self.typed],
            layout=wide(),
        )  # fmt: skip
        self.forms.add_class("tr-card")
        self.open_forms = folds("Bring counts and answers", self.forms, say)
        self.takeaway = Takeaway(_FILES, self._file, say=say)
        self.one = w.VBox(
            [self.levels, row(self.open_forms), self.forms, head("The quarter of this session on one page", 3),
             self.takeaway.buttons, self.takeaway.made],
            layout=wide(),
        )  # fmt: skip
        self.none = w.HTML("<p>No session is planned yet; plan one under “Sessions”.</p>")
        self.box = w.VBox([self.none, self.session, self.one], layout=wide())
        self.refresh()

    def refresh(self) -> None:
        """Show the sessions as they are now."""
        chosen = self.session.value
        options = [
            (f"{on_screen(s.on)} · {s.title}", s.key) for s in self.model.sessions.values() if s.on and not s.cancelled
        ]
        self.session.options = options
        keys = [key for _, key in options]
        self.session.value = chosen if chosen in keys else (keys[0] if keys else None)
        closed = [(f"{on_screen(r.closings[-1].when)} · {r.title}"[:80], r.key) for r in self.model.closed_rounds()]
        show(self.rounds, len(closed) > 1)
        for chosen, place in ((self.round_before, 0), (self.round_after, -1)):
            chosen.options = closed
            chosen.value = closed[place][1] if closed else None
        self._show()

    @property
    def _chosen(self) -> Session | None:
        return self.model.sessions.get(self.session.value or "")

    def _show(self) -> None:
        session = self._chosen
        for widget in (self.one, self.session):
            show(widget, session is not None)
        show(self.none, session is None)
        self.takeaway.clear()
        if session is None:
            return
        lesson = self.model.lessons.get(session.lesson)
        self.criterion.options = list(lesson.rules) if lesson else []
        self.criterion.value = lesson.rules[0] if lesson else None
        self.denials.show(session)
        found = helped(session, self.model.sheets(session.key), self.denied.around(session))
        parts = [
            f'<section class="tr-level"><h3>{safe(name)}</h3>{"".join(f"<p>{safe(words)}</p>" for words in sentences)}</section>'
            for name, sentences in found.levels
        ]
        rows = "".join(
            f"<tr><td>{safe(one.item)}</td><td>{safe(one.right.words)}</td><td>{safe(one.words)}</td></tr>"
            for one in found.items
        )
        if rows:
            parts.append(
                "<details><summary>The questions, one by one</summary><div class='tr-scroll' tabindex='0'><table><thead><tr><th>Question</th><th>Right</th>"
                f"<th>What to do</th></tr></thead><tbody>{rows}</tbody></table></div></details>"
            )
        self.levels.value = "".join(parts)

    def _rate(self) -> None:
        self._keep(lambda session: training.react(session, self.rating.value, when=self.model.now()))

    def _count(self) -> None:
        by_key = {one.key: one for one in self.model.closed_rounds()}
        chosen = [by_key.get(self.round_before.value), by_key.get(self.round_after.value)]
        if not all(chosen) or chosen[0] is chosen[1] or not self.criterion.value:
            self.say("Choose a criterion and two different rounds.", "unsure")
            return
        self.charts.fill(self.criterion.value, *self.model.met_in(chosen, self.criterion.value))
        self.say("Counted; look at the numbers, then keep them.")

    def _charts(self) -> None:
        self._keep(lambda session: training.behaviour(session, self.charts.counts, **self._signed))

    def _denials(self) -> None:
        self._keep(lambda session: training.results(session, self.taught.counts, self.other.counts, **self._signed))

    def _keep_denials(self, taught: Counts, other: Counts, counted_from: str) -> None:
        self._keep(lambda session: training.results(session, taught, other, counted_from=counted_from, **self._signed))

    @property
    def _signed(self) -> dict:
        return {"who": self.model.signed, "when": self.model.now()}

    def _keep(self, make) -> None:
        try:
            self.model.keep(make(self._chosen))
        except (Refused, StoreError) as error:
            self.say(str(error), "unsure")
            return
        self.say("Kept.", "good")
        self._show()

    def _file(self, name: str) -> bytes:
        made = self._quarter(Quarter.of(self._chosen.on)).page
        if name == "html":
            from auditkit.reports.html import to_html

            return to_html(made).encode()
        if name == "pdf":
            from auditkit.reports.pdf import to_pdf

            return to_pdf(made)
        from auditkit.reports.word import to_docx

        return to_docx(made)

    def _quarter(self, quarter: Quarter):
        model = self.model
        decided = quarters.quarters(model.kept.events(quarters.DESK)).get(str(quarter), Decided())
        rules = {slug: lesson.rules for slug, lesson in model.lessons.items()}
        return quarter_report(
            quarter, model.sessions.values(), model.sheets(), self.denied.sources, rules, decided, today=model.today
        )


class _Pair:
    """So many of so many, before and after."""

    def __init__(self, words: str):
        self.what = field(w.Text, words)
        self.numbers = [
            field(w.Text, label) for label in ("Before: how many", "of how many", "After: how many", "of how many ")
        ]
        self.box = w.VBox([self.what, *self.numbers], layout=wide())
        self.box.add_class("tr-grid")

    def fill(self, what: str, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Write what was counted into the fields."""
        self.what.value = what
        for number, value in zip(self.numbers, (*before, *after), strict=True):
            number.value = str(value)

    @property
    def counts(self) -> Counts:
        """What was written. Raises Refused where it is no whole number, or nothing says what was counted."""
        what = " ".join(self.what.value.split())[:120]
        written = [number.value.strip() for number in self.numbers]
        if not what:
            raise Refused("Say what was counted.")
        if not all(one.isascii() and one.isdigit() and len(one) <= 7 for one in written):
            raise Refused("Write each count as a whole number.")
        return Counts(what, *map(int, written))
