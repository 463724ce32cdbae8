"""Bytes -> notes and issues. Readers keep everything and judge nothing; whatever cannot be read is said in plain words."""

from auditkit.readers.columns import ColumnMap
from auditkit.readers.limits import Limits
from auditkit.readers.notes import (
    propose_columns,
    propose_columns_of_upload,
    read_notes,
    read_text,
    read_upload,
    read_uploads,
)
from auditkit.readers.prints import CleanPrint, clean_print
from auditkit.readers.problems import Unreadable
from auditkit.readers.visits import Visit, split_visits

__all__ = [
    "CleanPrint", "ColumnMap", "Limits", "Unreadable", "Visit", "clean_print", "propose_columns", "propose_columns_of_upload",
    "read_notes", "read_text", "read_upload", "read_uploads", "split_visits",
]  # fmt: skip
