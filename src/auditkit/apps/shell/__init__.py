"""The look and the manners that all apps share: safe text, cards and badges, callbacks that fail in a sentence."""

from auditkit.apps.shell.callbacks import guarded
from auditkit.apps.shell.parts import SEVERITY_WORDS, badge, card, notice, remarks, verdict_badge
from auditkit.apps.shell.safe import safe

__all__ = ["SEVERITY_WORDS", "badge", "card", "guarded", "notice", "remarks", "safe", "verdict_badge"]
