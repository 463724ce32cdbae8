"""The home page's widgets. What they show is in `model`."""

from __future__ import annotations

import ipywidgets as widgets
from IPython.display import HTML

from auditkit.apps.home.model import TOUR, Home, Role, roles
from auditkit.apps.shell.callbacks import guarded
from auditkit.apps.shell.parts import card
from auditkit.apps.shell.safe import safe


def cards() -> HTML:
    """The cards per role. Plain links, so they are put into the page as they are and work before any widget does."""
    return HTML(f'<div class="ak-roles">{"".join(map(_section, roles()))}</div>')


def tour(home: Home) -> widgets.VBox:
    """The first steps, or the button that brings them back."""
    words = widgets.HTML()
    trouble = widgets.HTML()
    back = widgets.Button(description="Back", tooltip="The step before")
    forward = widgets.Button(description="Next", button_style="primary", tooltip="The next step of the tour")
    dismiss = widgets.Button(description="Skip the tour", tooltip="Close the tour; it can be shown again")
    steps = widgets.VBox([words, widgets.HBox([back, forward, dismiss])])
    steps.add_class("ak-tour")
    again = widgets.Button(description="Show the tour again", tooltip="The three steps once more")
    again.add_class("ak-quiet")

    def show() -> None:
        step = TOUR[home.step]
        words.value = (
            f'<section aria-live="polite"><p class="ak-step">First steps, {home.step + 1} of {len(TOUR)}</p>'
            f"<h2>{safe(step.title)}</h2><p>{safe(step.text)}</p></section>"
        )
        back.disabled = home.step == 0
        forward.description = "Done" if home.is_last else "Next"
        steps.layout.display = "none" if home.seen else ""
        again.layout.display = "" if home.seen else "none"

    def does(action):
        def act(_button) -> None:
            action()
            show()

        return guarded(act, lambda html: setattr(trouble, "value", html), "The tour")

    back.on_click(does(home.back))
    forward.on_click(does(home.forward))
    dismiss.on_click(does(home.dismiss))
    again.on_click(does(home.again))
    show()
    page = widgets.VBox([steps, trouble, again])
    page.add_class("ak-home")
    return page


def _section(role: Role) -> str:
    cards = "".join(
        card(
            job.title,
            job.text,
            link=job.link,
            link_text=job.link_text,
            mark="Sample data, nobody real" if job.sample else "",
            download=job.download,
        )
        for job in role.jobs
    )
    return f'<section class="ak-role"><h2>{safe(role.title)}</h2><div class="ak-cards">{cards}</div></section>'
