"""Which column of an export holds what: said with --column, remembered with --confirm, asked at a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType


class ColumnChoice(ValueError):
    """What stands behind --column makes no sense; the message is one sentence."""


def add_column_choices(parser: argparse.ArgumentParser) -> None:
    """`--column` and `--confirm`."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="NAME=HEADER",
        help="say which column of an export holds what, such as --column hcpcs_code='Proc Cd'; may be repeated",
    )
    parser.add_argument(
        "--confirm",
        action="store_true",
        help="take the columns as proposed, and remember them for exports of the same shape",
    )


def chosen_columns(given: list[str]) -> dict[str, str]:
    """What --column says: our column -> header. Raises ColumnChoice where it makes no sense."""
    from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, DENIAL_EXPORT, HISTORY, PAYERS

    ours = (CLAIM_LINES, DENIAL_EXPORT, HISTORY, PAYERS, AUTHORIZATIONS)
    known = {column.name for table in ours for column in table.columns}
    chosen = {}
    for pair in given:
        name, equals, header = pair.partition("=")
        if not equals or name not in known:
            raise ColumnChoice(f"--column wants NAME=HEADER, and NAME is one of our columns; {name[:40]} is none.")
        chosen[name] = header
    return chosen


@contextmanager
def confirmed_columns(chosen: Mapping[str, str] = MappingProxyType({}), *, keep: bool = False) -> Iterator:
    """What is asked for each table: the map that was remembered for its shape, or what the person at the terminal says now.

    The store is opened when the first table asks for it: an 837P has no columns to confirm.
    """
    from auditkit.readers.claims import Proposed
    from auditkit.readers.columns import ColumnMap

    opened: list = []
    unmet = {name for name, header in chosen.items() if header}

    def store():
        if not opened:
            from auditkit.store import Store, StoreError

            try:
                opened.append(Store.open())
                if opened[0].said:
                    print(f"auditkit: {opened[0].said}", file=sys.stderr)
            except StoreError as error:
                print(f"auditkit: what was confirmed before is not at hand: {error}", file=sys.stderr)
                opened.append(None)
        return opened[0]

    def confirm(guess: Proposed) -> ColumnMap | None:
        from auditkit.store import header_fingerprint

        has_headers = guess.columns.header_row > 0
        key = header_fingerprint(guess.columns.shape)
        headers = set(guess.columns.headers)
        said = {name: header for name, header in chosen.items() if header in headers or not header}
        unmet.difference_update(said)
        kept = store().columns(key) if has_headers and store() else None
        if kept and not said:
            return ColumnMap.from_dict(kept)
        columns = ColumnMap.from_dict(kept) if kept else guess.columns
        columns = columns.with_columns(said)
        if not said and not guess.is_enough:
            return None
        agreed = keep or (sys.stdin.isatty() and sys.stderr.isatty() and _agreed(guess, columns))
        if agreed and has_headers and store():
            _remember(store(), key, columns)
        return columns if agreed or said else None

    try:
        yield confirm
        for name in sorted(unmet):
            print(f'auditkit: --column {name}: no file that was read has the header "{chosen[name]}".', file=sys.stderr)
    finally:
        if opened and opened[0] is not None:
            opened[0].close()


def _agreed(guess, columns) -> bool:
    print(f"{_where(guess)}: {_said(columns) or 'every column is called what we call it.'}", file=sys.stderr)
    print(
        "Is that right, and shall it be remembered for exports of this shape? [y/N] ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _remember(store, key: str, columns) -> None:
    import getpass
    from datetime import UTC, datetime

    from auditkit.store import StoreError

    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "somebody at the terminal"
    try:
        store.keep_columns(key, columns.as_dict(), who=who, when=datetime.now(UTC))
    except StoreError as error:
        print(f"auditkit: the columns could not be remembered: {error}", file=sys.stderr)


def _where(guess) -> str:
    return ", ".join(filter(None, (guess.file, guess.sheet)))


def _said(columns) -> str:
    """What was read from which column, but for those that are called what we call them; "" where there is nothing to say."""
    pairs = [f"{name} = {header}" for name, header in columns.fields.items() if header != name]
    pairs += [f"{name} = {' + '.join(headers)}" for name, headers in columns.joined.items()]
    text = f"Read as: {'; '.join(sorted(pairs))}." if pairs else ""
    if columns.unused:
        text += f" Not used: {', '.join(columns.unused[:20])}{' ...' if len(columns.unused) > 20 else ''}."
    return f"{text.strip()} Change one with --column NAME=HEADER, keep them with --confirm." if text else ""


def say_guesses(guesses: Iterable) -> None:
    """Name the columns that nobody has confirmed, a line for each table."""
    for guess in guesses:
        if said := _said(guess.columns):
            print(f"{_where(guess)}: the columns were guessed and not confirmed. {said}", file=sys.stderr)
