"""The files that a front desk names on the command line, and how they are read; without any, the sample practice."""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditkit.desks.eligibility.sources import ReadTables
    from auditkit.readers.claims import Proposed

FILES = {
    "schedule": "booked visits (CSV, Excel, .ics)",
    "coverage": "payers' answers: 271 files, exports of portals and clearinghouses, calls (CSV, Excel), folders or zips of them",
    "authorizations": "prior authorizations (CSV or Excel)",
    "claims": "claims that were sent: what was used of authorizations and limits (837P, CSV, Excel)",
    "history": "earlier lines with what was allowed, for Medicare's threshold (CSV or Excel)",
    "payers": "what each payer asks for (CSV or Excel)",
    "rules": "which services of which payer need authorization, from when (CSV or Excel)",
}
_AHEAD = timedelta(days=180)  # how far ahead visits of a calendar that repeat are looked at


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, and what belongs to reading them."""
    for name, what in FILES.items():
        parser.add_argument(f"--{name}", type=Path, nargs="+", action="extend", default=[], metavar="F", help=what)
    parser.add_argument(
        "--used-to-date",
        action="store_true",
        help="say that `used_units` of the authorizations is of today: it counts what is in the claims",
    )
    parser.add_argument(
        "--zone",
        metavar="ZONE",
        help="the practice's time zone, such as America/New_York, for calendars in universal time",
    )


def is_sample(options: argparse.Namespace) -> bool:
    """True where no file was named."""
    return not any(getattr(options, name) for name in FILES)


def read(options: argparse.Namespace, day: date) -> ReadTables | None:
    """The tables, with what was not read said on standard error; None where the call makes no sense or no visit was found."""
    from auditkit.commands._columns import confirmed_columns
    from auditkit.desks.eligibility.sources import Sources, read_tables, sample_sources

    given = {name: getattr(options, name) for name in FILES}
    used = True if options.used_to_date else None
    sources = sample_sources() if is_sample(options) else Sources(**given, used_counts_claims=used)
    if sources is None or not sources.schedule:
        return _refused("auditkit: give the schedule with --schedule FILE.")
    zone = zone_of(options.zone)
    if options.zone and zone is None:
        return _refused("auditkit: --zone wants a time zone such as America/New_York.")
    with confirmed_columns() as confirm:
        found = read_tables(sources, zone=zone, until=day + _AHEAD, confirm=confirm)
    say_issues(found.issues)
    if not is_sample(options):
        say_unread(found.proposed)
    if not found.tables.schedule["date_of_service"]:
        return _refused("No visits were found in the schedule.")
    if is_sample(options):
        print("No files were named: this is the sample practice, and nobody in it is real.", file=sys.stderr)
    return found


def say_issues(issues: list) -> None:
    """What was not read, a sentence each, as far as anybody reads on."""
    for issue in issues[:50]:
        print(issue.sentence, file=sys.stderr)
    if len(issues) > 50:
        print(f"{len(issues) - 50:,} more things were not read.", file=sys.stderr)


def say_unread(proposed: Iterable[Proposed]) -> None:
    """The headers that nothing was read from, a sentence for each table whose columns nobody has confirmed."""
    for guess in proposed:
        if guess.columns.unused:
            named = ", ".join(f'"{header[:40]}"' for header in guess.columns.unused[:12])
            rest = len(guess.columns.unused) - 12
            more = f" and {rest:,} more" if rest > 0 else ""
            print(f"{guess.file}: nothing was read from the columns {named}{more}.", file=sys.stderr)


def zone_of(name: str | None):
    """The time zone of that name, None where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError):
        return None


def _refused(sentence: str) -> None:
    print(sentence, file=sys.stderr)
