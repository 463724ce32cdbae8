"""The one place where text meets HTML."""

from __future__ import annotations

import html


def safe(text: object) -> str:
    """Any value as text that a browser shows and never runs, also between quotes of an attribute. None is nothing."""
    return "" if text is None else html.escape(str(text), quote=True)
