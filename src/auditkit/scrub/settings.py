"""What a practice decided about the checks: switch one off, or lower its severity, each with a reason that is printed.

[rules.distinct_service_modifier]
severity = "info"
reason = "Two of our payers ask for 59 on every second unit; agreed with them on 2026-05-02."

[rules.diagnosis_side]
off = true
reason = "Our system asks for the side at intake."
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditkit.rule import Severity

_WEIGHT = {Severity.INFO: 0, Severity.REVIEW: 1, Severity.RECOUPMENT: 2, Severity.DENIAL: 3}


class SettingsError(ValueError):
    """Settings that cannot be used; the message is one sentence that says which and why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A check that was switched off (`severity` None) or lowered, and why."""

    rule: str
    severity: Severity | None
    reason: str

    @property
    def sentence(self) -> str:
        """The change as it is printed with every result."""
        what = "is switched off" if self.severity is None else f"is lowered to {self.severity}"
        return f"{self.rule} {what}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Settings:
    """The practice's changes, by rule."""

    changes: Mapping[str, Change] = field(default_factory=dict)


def read_settings(given: Settings | Mapping[str, Any] | Path | str | None, checks: Mapping[str, Any]) -> Settings:
    """Settings from a TOML file or a table of the same form. Raises SettingsError."""
    if given is None:
        return Settings()
    if isinstance(given, Settings):
        table = {
            c.rule: {"off": True} if c.severity is None else {"severity": c.severity} for c in given.changes.values()
        }
        return read_settings({"rules": {r: {**t, "reason": given.changes[r].reason} for r, t in table.items()}}, checks)
    if isinstance(given, (str, Path)):
        try:
            given = tomllib.loads(Path(given).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{Path(given).name}: cannot be read as settings ({error}).") from None
    if unknown := sorted(set(map(str, given)) - {"rules"}):
        raise SettingsError(
            f"Settings: {', '.join(unknown)} is not known here. Each rule's entry begins with [rules.NAME]."
        )
    rules = given.get("rules", {})
    if not isinstance(rules, Mapping):
        raise SettingsError("Settings: `rules` must be a table with one entry a rule.")
    return Settings({rule: _change(rule, entry, checks) for rule, entry in rules.items()})


def _change(rule: str, entry: Any, checks: Mapping[str, Any]) -> Change:
    if rule not in checks:
        raise SettingsError(f"Settings: there is no rule {rule!r}. The rules are {', '.join(checks)}.")
    if not isinstance(entry, Mapping):
        raise SettingsError(f'Settings, rule {rule}: write `off = true` or `severity = "review"`, and a `reason`.')
    reason = str(entry.get("reason") or "").strip()
    if not reason:
        raise SettingsError(f"Settings, rule {rule}: a `reason` is needed. It is printed with every result.")
    if entry.get("off") is True:
        return Change(rule, None, reason)
    wanted = str(entry.get("severity") or "")
    if wanted not in list(Severity):
        raise SettingsError(
            f"Settings, rule {rule}: `severity` must be one of {', '.join(Severity)}, or write `off = true`."
        )
    if _WEIGHT[Severity(wanted)] > _WEIGHT[checks[rule].severity]:
        raise SettingsError(
            f"Settings, rule {rule}: a severity can be lowered, not raised; it is {checks[rule].severity}."
        )
    return Change(rule, Severity(wanted), reason)
