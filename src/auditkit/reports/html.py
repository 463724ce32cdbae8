"""Pages as HTML: one file that needs nothing else, reads nothing from any network, and prints on A4 and Letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from auditkit.reports.page import Block, Page, Report, as_page
from auditkit.reports.wording import printable


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("auditkit.reports"),
        autoescape=True,  # note text is untrusted
        undefined=StrictUndefined,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    made.globals["lessons"] = {}  # a file that is taken away opens none
    return made


@cache
def _template() -> Template:
    return _environment().get_template("page.html.j2")


def to_html(report: Page | Report) -> str:
    """The report as one HTML file. Everything in it is escaped; a policy inside forbids scripts and any loading."""
    return _template().render(page=as_page(report))


def to_fragment(blocks: Iterable[Block], lessons: Mapping[str, str] | None = None) -> str:
    """Some blocks as HTML without a page around them, escaped alike. `lessons`: where the kit that shows them opens each lesson, by its folder."""
    show = _environment().get_template("blocks.html.j2").make_module({"lessons": lessons or {}}).show
    return "".join(show(block) for block in blocks)
