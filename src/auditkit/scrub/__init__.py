"""The scrub: claim tables through all claim checks, in DuckDB."""

from auditkit.scrub.engine import scrub
from auditkit.scrub.result import Count, Scrub, Supply
from auditkit.scrub.settings import Change, Settings, SettingsError, read_settings
from auditkit.scrub.typed import TableError

__all__ = ["Change", "Count", "Scrub", "Settings", "SettingsError", "Supply", "TableError", "read_settings", "scrub"]
