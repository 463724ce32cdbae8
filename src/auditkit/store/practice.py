"""What a practice says once and the kit remembers: which column of an export means what, and settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from auditkit.store.database import Database
from auditkit.store.records import Kept
from auditkit.store.tables import column_maps, settings


class Practice(Database):
    """Newest wins. Who passes `follows`, the id of what a person had seen (0: nothing), overwrites nobody unseen.

    `keep_*` then raises Conflict where somebody else kept something meanwhile.
    """

    def keep_columns(
        self, fingerprint: str, mapping: Mapping[str, str], *, who: str, when: datetime, follows: int | None = None
    ) -> Kept:
        """Remember what the columns of an export of this shape mean (see `header_fingerprint`)."""
        return self._keep(column_maps, fingerprint, dict(mapping), who, when, follows)

    def columns(self, fingerprint: str) -> dict[str, str] | None:
        """What the columns of an export of this shape mean, or None where nobody has said so yet."""
        kept = self.kept_columns(fingerprint)
        return kept.value if kept else None

    def kept_columns(self, fingerprint: str) -> Kept | None:
        """The same with who said it, when, and the id that a change of it follows."""
        return self._kept(column_maps, fingerprint)

    def keep_setting(self, name: str, setting: object, *, who: str, when: datetime, follows: int | None = None) -> Kept:
        """Keep a setting: anything that JSON can hold."""
        return self._keep(settings, name, setting, who, when, follows)

    def setting(self, name: str, default: object = None) -> object:
        """The newest value of a setting, or the default where it was not set."""
        kept = self.kept_setting(name)
        return kept.value if kept else default

    def kept_setting(self, name: str) -> Kept | None:
        """The same with who set it, when, and the id that a change of it follows; None where it was not set."""
        return self._kept(settings, name)

    def _keep(self, table: sa.Table, key: str, value: object, who: str, when: datetime, follows: int | None) -> Kept:
        key_column, value_column = _COLUMNS[table]
        row = {value_column: json.dumps(value, ensure_ascii=False)}
        return Kept(value, who.strip(), when, self.add(table, {key_column: key}, row, who, when, follows))

    def _kept(self, table: sa.Table, key: str) -> Kept | None:
        key_column, value_column = _COLUMNS[table]
        rows = self.rows(sa.select(table), table.c[key_column], [key])
        if not rows:
            return None
        newest = rows[-1]._mapping
        return Kept(json.loads(newest[value_column]), newest["who"], newest["happened_at"], newest["id"])


_COLUMNS = {column_maps: ("fingerprint", "mapping"), settings: ("name", "setting")}
