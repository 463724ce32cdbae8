"""Where things are: what the package brings, and where the practice's own files go.

The practice's files stay in one folder that is easy to find, to back up and to delete.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent  # the repository, when the package runs from one


def notebooks() -> Path:
    """The folder with the apps' notebooks, in a checkout and in an installed package alike."""
    return _brought("notebooks")


def datasets() -> Path:
    """The folder with the synthetic practice."""
    return _brought("datasets")


def lessons() -> Path:
    """The folder with the lessons' sources."""
    return _brought("lessons")


def _brought(name: str) -> Path:
    in_checkout = _CHECKOUT / name
    # pyproject.toml beside it tells a checkout from a site-packages folder that happens to hold a folder of this name.
    return in_checkout if (_CHECKOUT / "pyproject.toml").is_file() and in_checkout.is_dir() else _PACKAGE / f"_{name}"


def practice_folder() -> Path:
    """The practice's own folder (`AUDITKIT_HOME`, or the system's place for a user's files), made when it is missing.

    Raises OSError when it cannot be made. Readable by this user only, where the system knows such a thing.
    """
    chosen = os.environ.get("AUDITKIT_HOME")
    if chosen:
        folder = Path(chosen).expanduser()
    else:
        from platformdirs import user_data_path

        folder = user_data_path("auditkit", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
