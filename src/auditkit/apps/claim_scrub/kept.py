"""What a practice decided about checks, payers and files of a shape: kept in the store, good for this page even without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditkit.apps.shell.keeping import Keeping
from auditkit.store import header_fingerprint

if TYPE_CHECKING:
    from auditkit.scrub import Settings

_RULE, _PAYER = (
    "claim rule: ",
    "payer: ",
)  # names of settings; one a rule and payer, so that two pages do not undo each other


@dataclass
class Kept(Keeping):
    """`rules`: rule -> {"off": True} or {"severity": ...} with its reason. `payers`: payer -> the row that a person wrote."""

    rules: dict[str, dict] = field(default_factory=dict)
    payers: dict[str, dict[str, str]] = field(default_factory=dict)
    _loaded: set[str] = field(default_factory=set)

    def load(self, rules: Iterable[str], payers: Iterable[str]) -> None:
        """Take up what was decided before about these rules and payers; what was said on this page stays."""
        for prefix, names, into in ((_RULE, rules, self.rules), (_PAYER, payers, self.payers)):
            for name in names:
                if prefix + name not in self._loaded:
                    self._take_up(prefix, into, name)

    def change_rule(self, rule: str, change: Mapping[str, object] | None) -> str:
        """Keep how a rule was changed; None: it is as it comes again."""
        return self._change(_RULE, self.rules, rule, change)

    def change_payer(self, payer: str, row: Mapping[str, str] | None) -> str:
        """Keep a payer's row; None: as in the table that was given."""
        return self._change(_PAYER, self.payers, payer, row)

    def _change(self, prefix: str, into: dict, name: str, what: Mapping | None) -> str:
        self._loaded.add(prefix + name)
        if what is None:
            into.pop(name, None)
        else:
            into[name] = dict(what)
        kept = None if what is None else dict(what)
        key = prefix + name
        return self.change(
            key,
            lambda store, **signed: store.keep_setting(key, kept, **signed),
            lambda: self._take_up(prefix, into, name),
        )

    def _take_up(self, prefix: str, into: dict, name: str) -> None:
        self._loaded.add(prefix + name)
        found = self.seen(prefix + name, lambda store: store.kept_setting(prefix + name))
        if isinstance(found, dict) and found:
            into[name] = found
        else:
            into.pop(name, None)

    def role(self, headers: tuple[str, ...]) -> str:
        """What a person said a table with these headers is, or ""."""
        kept = self.columns(header_fingerprint(("[role]", *headers)))
        return str(kept.get("role", "")) if kept else ""

    def keep_role(self, headers: tuple[str, ...], role: str) -> str:
        """Remember it."""
        return self.keep_columns(header_fingerprint(("[role]", *headers)), {"role": role})


def all_rules() -> dict[str, Any]:
    """Claim checks, and the rules that set notes beside claims, by id. The rules about notes bring the text engine."""
    from auditkit.rules import claim_checks, comparison_rules, episode_rules

    return {**claim_checks(), **episode_rules(), **comparison_rules()}


def fitting(changes: Mapping[str, Mapping], rules: Mapping[str, Any]) -> Settings:
    """Kept changes as settings of these rules, without those of other rules and what another version no longer takes."""
    from auditkit.scrub import Settings, SettingsError, read_settings

    found = {}
    for rule in changes.keys() & rules.keys():
        try:
            found |= read_settings({"rules": {rule: changes[rule]}}, rules).changes
        except SettingsError:
            continue
    return Settings({rule: found[rule] for rule in rules if rule in found})
