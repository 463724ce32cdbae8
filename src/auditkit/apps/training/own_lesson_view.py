"""A lesson from our own findings: one skill and why, invented notes or masked excerpts, written into the practice's own folder."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.widgets import Said, field, folds, head, row, show, upload, wide
from auditkit.apps.training import pieces
from auditkit.apps.training.excerpts import MOST, Excerpt, fresh_shift, roster_of
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.source_choice import SourceChoice
from auditkit.training.findings import Findings, FindingsError
from auditkit.training.from_findings import Skill, propose, ranked_skills, slug_of, write_lesson
from auditkit.training.masking import Masked, Roster, Unconfirmed
from auditkit.training.taught import every_rule

_OPEN, _MASK, _LEAVE = "", "mask", "leave"
_DECIDE = [("Decide", _OPEN), ("Mask it", _MASK), ("Leave it", _LEAVE)]
_LEAD = "<p>By default every note in the lesson is invented. From the findings only rules and counts are read; no word of a chart.</p>"
_CAUTION = (
    "<p>This is masking, not de-identification: who knows the patient may still know them. Ask whether the lesson needs it. The text stays on this "
    "page until you write the lesson, and only its masked form is written.</p>"
)


class OwnLessonView:
    """The widgets; `box` is shown. `written(slug)` is called when a lesson is there."""

    def __init__(self, model: TrainingModel, *, say: Said, written: Callable[[str], None]):
        self.model, self.say, self.written = model, say, written
        self.findings: Findings | None = None
        self.skill: Skill | None = None
        self.own: list[Masked] = []
        self.excerpt: Excerpt | None = None
        self.roster: Roster | None = None
        self.shift = fresh_shift()
        self.choice = SourceChoice(model, say=say)
        self.propose_button = say.button("Propose a skill", lambda _: self.propose(), "primary")
        self.which = field(w.Dropdown, "The skill", options=[])
        self.which.observe(say.guard(lambda _: self._choose()), "value")
        self.why = w.HTML(layout=wide())
        self.write_button = say.button("Write the lesson", lambda _: self.write(), "primary")
        self.masking = self._masking()
        self.open_masking = folds("Add a masked excerpt of our own chart", self.masking, say)
        self.proposed = w.VBox(
            [self.which, self.why, row(self.open_masking), self.masking, row(self.write_button)], layout=wide()
        )
        form = w.VBox([self.choice.source], layout=wide())
        self.box = w.VBox(
            [head("A lesson from our own findings"), w.HTML(_LEAD), form, self.choice.below, row(self.propose_button), self.proposed],
            layout=wide(),
        )  # fmt: skip
        self.box.add_class("tr-card")
        show(self.proposed, False)

    def _masking(self) -> w.VBox:
        self.text = field(w.Textarea, f"Excerpt (up to {MOST:,} characters)", rows=6)
        self.roster_file = upload("Choose the roster", ".csv")
        self.roster_file.observe(self.say.guard(self._take_roster, "Reading the roster"), "value")
        self.also = field(w.Text, "Also mask these words, with commas")
        self.look_button = self.say.button("Look for what may point at a person", lambda _: self.look())
        self.places = w.VBox([], layout=wide())
        self.places.add_class("tr-grid")
        self.marked, self.left = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.is_read = w.Checkbox(
            description="I have read it through: nothing else in it points at a person", indent=False, layout=wide()
        )
        self.add_button = self.say.button("Add the masked excerpt", lambda _: self.add())
        self.added = w.HTML(layout=wide())
        self.looked = w.VBox([self.marked, self.left, self.places, self.is_read, row(self.add_button)], layout=wide())
        show(self.looked, False)
        made = w.VBox(
            [w.HTML(_CAUTION), row(w.Label("Roster of patients and therapists (CSV)"), self.roster_file), self.text, self.also,
             row(self.look_button), self.looked, self.added],
            layout=wide(),
        )  # fmt: skip
        made.add_class("tr-card")
        return made

    def propose(self) -> None:
        """Show the skill that the findings speak for."""
        try:
            self.findings = self.choice.findings()
        except FindingsError as error:
            self.say(str(error), "unsure")
            return
        ranked = ranked_skills(self.findings)
        show(self.proposed, bool(ranked))
        if not ranked:
            self.say("Nothing there is not met, so there is nothing to propose.")
            return
        found = self.findings.found
        self.which.options = [(f"{every_rule()[name].title} ({found[name]})", name) for name in ranked]
        self.which.value = ranked[0]
        self._choose()
        self.say("")

    def _choose(self) -> None:
        if self.findings is None:
            return
        self.skill = propose(self.findings, self.model.lessons.values(), self.which.value or "")
        self.why.value = f"<p>{safe(self.skill.why)}</p>" if self.skill else ""

    def _take_roster(self, change) -> None:
        if change["new"]:
            try:
                self.roster = roster_of(bytes(change["new"][0]["content"]))
            except ValueError as error:
                self.say(str(error), "unsure")
                return
            self.say("The roster is there; it is not kept.")

    def look(self) -> None:
        """Mark every place that may point at a person, to be decided one by one."""
        text = self.text.value.strip()
        if not text or len(text) > MOST:
            self.say(f"Paste an excerpt of up to {MOST:,} characters first.", "unsure")
            return
        self.excerpt = Excerpt(text, self.roster, self.also.value)
        self.marked.value = pieces.places_marked(text, self.excerpt.hits)
        self.places.children = [
            field(w.Dropdown, f"{number}. {hit.what}: “{text[hit.start : hit.end]}”"[:90], options=_DECIDE)
            for number, hit in enumerate(self.excerpt.hits, 1)
        ]
        left = ", ".join(safe(word) for word in self.excerpt.words_left)
        none = "" if self.excerpt.hits else "<p>Nothing was found; read it through yourself.</p>"
        more = f"<p>Not marked, look through these: {left}</p>" if left else ""
        self.left.value = none + more
        self.is_read.value = False
        show(self.looked, True)
        self.say("Decide each place; what is missing is added under “Also mask these words”.")

    def add(self) -> None:
        """Mask the excerpt as decided, and add it to the lesson."""
        if self.excerpt is None or self.excerpt.text != self.text.value.strip():
            self.say("The excerpt has changed; look again first.", "unsure")
            return
        if not self.is_read.value:
            self.say("Read the excerpt through, and say so, before it is added.", "unsure")
            return
        decided = {
            hit: place.value == _MASK
            for hit, place in zip(self.excerpt.hits, self.places.children, strict=True)
            if place.value != _OPEN
        }
        try:
            made = self.excerpt.masked(decided, self.shift)
        except Unconfirmed as error:
            self.say(str(error), "unsure")
            return
        self.own.append(made)
        self.added.value = "<h3>In the lesson</h3>" + "".join(
            f"<blockquote>{safe(one.text)}</blockquote>" for one in self.own
        )
        self.text.value, self.excerpt, self.places.children, self.marked.value = "", None, [], ""
        show(self.looked, False)
        self.say("The masked excerpt is in the lesson; read it once more below.", "good")

    def write(self) -> None:
        """Write the lesson into the practice's own folder."""
        folder = self.model.own_folder
        if folder is None:
            self.say("The practice's folder cannot be used. Set AUDITKIT_HOME to another one.", "bad")
            return
        if self.text.value.strip():
            self.say("An excerpt is not added yet: add it, or clear it.", "unsure")
            return
        place = folder / slug_of(self.skill)
        if (place / "lesson.md").exists():
            self.say(f"{place} is there already; rename that folder first.", "unsure")
            return
        try:
            write_lesson(self.skill, folder, self.own)
        except OSError as error:
            self.say(f"{place} could not be written: {error.strerror}.", "bad")
            return
        self.own, self.added.value = [], ""
        self.model.look_again()
        self.written(slug_of(self.skill))
        self.say(f"The lesson is there, with its quizzes on paper in {place}.", "good")
