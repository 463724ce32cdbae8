"""A lesson as a page of the kit: its handout, opened beside the page that names it."""

from __future__ import annotations

import re
from functools import cache

from auditkit.places import lessons

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def lesson_files() -> dict[str, str]:
    """The file name of each of the kit's lessons, by the lesson's folder."""
    found = sorted(path.parent.name for path in lessons().glob("*/lesson.md"))
    return {slug: f"lesson-{slug}.html" for slug in found if _SLUG.fullmatch(slug)}


def lesson_addresses() -> dict[str, str]:
    """Where the kit opens each lesson, by the lesson's folder."""
    return {slug: f"/download/{name}" for slug, name in lesson_files().items()}


def lesson_page(slug: str) -> bytes:
    """The handout as HTML; a practice's own lesson of that name takes the kit's place, as on the Training page."""
    from auditkit.reports.html import to_html
    from auditkit.training.sheets import handout
    from auditkit.training.shelf import own_lessons, read_shelf

    own = own_lessons()
    found = {lesson.slug: lesson for lesson in read_shelf(own=[own] if own else []).lessons}
    return to_html(handout(found[slug])).encode()
