"""What makes the notebook's libraries load sooner."""

from __future__ import annotations

import sys


def load_jsonschema() -> None:
    """Load it without an optional package that only checks "iri" formats, which do not occur here, and takes seconds of every start."""
    if "jsonschema" in sys.modules:
        return
    before = sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        import jsonschema  # noqa: F401
    finally:
        if before is None:
            del sys.modules["rfc3987_syntax"]  # whoever wants it may have it
