"""Checks of the installation that a person who is no programmer can read and act on. Nothing is sent anywhere."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import metadata

OLDEST_PYTHON = (3, 11)
STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what, whether it is fine, and a sentence that says what to do when it is not.

    `to_know`: nothing is wrong with the installation, but what it can answer is limited until somebody does what the sentence says.
    """

    what: str
    fine: bool
    words: str
    to_know: bool = False

    @property
    def mark(self) -> str:
        return "LOOK" if not self.fine else "know" if self.to_know else "ok"


def examine(*, port: int = 0, today: date | None = None) -> list[Check]:
    """All checks, in the order in which they should be put right."""
    return [
        python(),
        packages(),
        apps(),
        practice_files(),
        decisions(),
        port_free(port),
        browser(),
        rule_age(today or date.today()),
        rule_tables(today or date.today()),
        Check("Network", True, "None is needed: the kit works with the network off and sends nothing."),
    ]


def python() -> Check:
    """Whether Python is new enough."""
    have = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info[:2] >= OLDEST_PYTHON
    return Check(
        "Python", fine, f"Version {have}." if fine else f"Version {have} is too old. Install Python 3.11 or newer."
    )


def packages() -> Check:
    """Whether every package that the kit names as needed is installed."""
    try:
        needed = metadata.requires("auditkit") or []
    except metadata.PackageNotFoundError:
        return Check("Packages", False, "auditkit is not installed here. Run the first command of the README again.")
    names = [re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in needed if "extra ==" not in line]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return Check("Packages", False, f"Missing: {', '.join(missing)}. Run the first command of the README again.")
    return Check("Packages", True, f"All {len(names)} are installed.")


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def apps() -> Check:
    """Whether the apps' notebooks are where the server looks for them."""
    from auditkit.apps.server.doors import doors
    from auditkit.places import notebooks

    found = doors(notebooks())
    if "home" not in found:
        return Check("Apps", False, f"No home page in {notebooks()}. Install auditkit again.")
    return Check("Apps", True, f"{len(found)} found: {', '.join(door.title for door in found.values())}.")


def practice_files() -> Check:
    """Whether the practice's folder takes a file."""
    from auditkit.places import practice_folder

    try:
        folder = practice_folder()
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return Check(
            "Practice files",
            False,
            f"The folder cannot be written to ({type(error).__name__}). Set AUDITKIT_HOME to a folder of yours.",
        )
    return Check("Practice files", True, f"Kept in {folder}. Back this folder up.")


def decisions() -> Check:
    """Whether what people decided can be opened and is sound. Opening moves an older store to the newest layout."""
    from auditkit.store import Store, StoreError
    from auditkit.store.opening import is_there

    if not is_there(None):
        return Check("Decisions", True, "None are kept yet.")
    try:
        with Store.open() as store:
            fine, place, said = store.is_sound(), store.place, store.said
    except StoreError as error:
        return Check("Decisions", False, str(error))
    if not fine:
        return Check("Decisions", False, f"{place} is damaged. Put the last backup back: `auditkit restore FILE`.")
    return Check("Decisions", True, said or f"Kept in {place}, and sound. `auditkit backup` copies them.")


def port_free(port: int) -> Check:
    """Whether `port`, or any port when it is 0, can be used on this machine."""
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            got = probe.getsockname()[1]
    except (OSError, OverflowError):
        return Check(
            "Port", False, f"Port {port} is in use or not allowed. Leave --port out: the kit takes a free one."
        )
    return Check("Port", True, f"{got} is free." if port else "A free one was found.")


def browser() -> Check:
    """Whether a browser can be opened from here. Without one the link can still be copied."""
    fine = bool(os.environ.get("CHROMIUM")) or any(
        shutil.which(name) for name in ("chromium", "google-chrome", "firefox", "msedge")
    )
    if not fine:
        try:
            webbrowser.get()
            fine = True
        except webbrowser.Error:
            pass
    return Check(
        "Browser",
        fine,
        "Found." if fine else "None was found. Run `auditkit --no-browser` and open the link that it prints.",
    )


def rule_age(today: date) -> Check:
    """Whether the criteria were compared with their sources within a year."""
    from auditkit.rules import note_rules

    rules = note_rules()
    oldest = min((rule.verified_on for rule in rules.values()), default=None)
    if oldest is None:
        return Check("Criteria", False, "None were found. Install auditkit again.")
    words = f"{len(rules)} criteria; the oldest was compared with its source on {oldest.isoformat()}."
    if today - oldest > STALE_AFTER:
        return Check("Criteria", False, f"{words} Rules change every year: install a newer auditkit.")
    return Check("Criteria", True, words)


def rule_tables(today: date) -> Check:
    """Whether the tables that claims are checked against cover today."""
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep
    from auditkit.reference.status import OPTIONAL, status

    try:
        found = [one for one in status(Reference.of_practice(), today) if (one.table, one.part) not in OPTIONAL]
    except (CannotKeep, OSError) as error:
        return Check("Rule tables", False, f"{error} `auditkit reference status` tells more.")
    ages = "; ".join(f"{one.name} ends {one.known_to}" for one in found if one.days_past)
    gaps = [gap for one in found for gap in one.gaps]
    if not gaps:
        return Check("Rule tables", True, f"{len(found)} tables cover today.")
    # Old tables are no fault of the installation: checks that need them answer "cannot tell" and say so.
    return Check(
        "Rule tables",
        True,
        f"Not for today: {ages or '; '.join(gaps)}. `auditkit reference status` tells what to download.",
        to_know=True,
    )


def report(checks: list[Check]) -> str:
    """The checks as lines of text, with a last line that sums them up."""
    width = max(len(check.what) for check in checks)
    lines = [f"{check.mark:<4}  {check.what:<{width}}  {check.words}" for check in checks]
    open_points = sum(not check.fine for check in checks)
    end = f"{open_points} of {len(checks)} need a look." if open_points else "All is well."
    if to_know := [check.what.lower() for check in checks if check.fine and check.to_know]:
        end += f" To know: {', '.join(to_know)}."
    return "\n".join([*lines, "", end])
