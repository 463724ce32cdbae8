"""Callbacks that fail in a sentence.

A widget's callback that raises shows nothing at all, or, inside an Output widget, its message: often a piece of a note. Every callback
of every app goes through `guarded`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from auditkit.apps.shell.parts import notice

_log = logging.getLogger("auditkit.apps")


def guarded(callback: Callable, show: Callable[[str], None], doing: str = "This") -> Callable:
    """`callback`, with what goes wrong told through `show(html)` as one plain sentence. `doing` starts it: "Reading the file".

    The sentence and the log name the kind of error and the place in the code, never the message, which may quote a note.
    """

    @wraps(callback)
    def wrapped(*args, **kwargs):
        try:
            return callback(*args, **kwargs)
        except Exception as error:
            frame = error.__traceback__
            while frame and frame.tb_next:
                frame = frame.tb_next
            _log.error("%s in %s line %s", type(error).__name__, frame.tb_frame.f_code.co_name, frame.tb_lineno)
            show(
                notice(
                    f"{doing} did not work ({type(error).__name__}). Nothing was changed or sent. Try again, or reload the page.",
                    kind="bad",
                )
            )
            return None

    return wrapped
