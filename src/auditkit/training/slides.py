"""A lesson as slides: one file with reveal.js inside it, so that it opens without a network and asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from auditkit.training import shown
from auditkit.training.lesson import Exercise, Facilitator, Lesson, Minutes, Prose, Sample, Slide, Step


@dataclass(frozen=True, slots=True)
class Screen:
    """One slide: HTML made by us, and what the trainer says (for the notes of the presenter)."""

    html: str
    notes: str = ""


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("auditkit.training"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("slides.html.j2")


def slides(lesson: Lesson) -> str:
    """The lesson's slides as one HTML file."""
    reveal = files("auditkit.training") / "reveal"
    return _template().render(
        lesson=lesson,
        screens=[screen for step in lesson.steps for screen in _screens(step)],
        style="".join((reveal / name).read_text(encoding="utf-8") for name in ("reset.css", "reveal.css")),
        script=(reveal / "reveal.js").read_text(encoding="utf-8"),
    )


def _screens(step: Step) -> list[Screen]:
    """A step's slides: what it puts on the screen (its prose where it says nothing), then notes, minutes and exercises in order."""
    heading = f"<h2>{escape(step.heading)} <small>{step.minutes} min</small></h2>"
    notes = "".join(shown.words(part.markdown) for part in step.parts if isinstance(part, Facilitator))
    written = [part for part in step.parts if isinstance(part, Slide)] or [
        part for part in step.parts if isinstance(part, Prose)
    ][:1]
    screens = [heading + shown.words(part.markdown) for part in written]
    for part in step.parts:
        match part:
            case Sample():
                screens.append(shown.sample(part))
            case Minutes():
                screens += [f"<h3>How many units?</h3>{shown.minutes(part, is_solved=False)}", shown.minutes(part)]
            case Exercise():
                screens.append(f"<h3>{escape(part.title or 'Your turn')}</h3>{shown.words(part.task)}")
                if part.solution:
                    screens.append(f"<h3>One way to solve it</h3>{shown.words(part.solution)}")
    if not screens:
        screens = [heading]
    return [Screen(html, notes if not n else "") for n, html in enumerate(screens)]
