"""Files as Medicare publishes them, read into our tables. A file says by its own headings what it is; what it is called only helps with dates.

Descriptors and notices are read over and never kept.
"""

from __future__ import annotations

from auditkit.reference.importers.importing import Chosen, Imported, import_files, read_files

__all__ = ["Chosen", "Imported", "import_files", "read_files"]
