"""`auditkit audit PATH...`: verdicts for notes as a table, JSON or CSV, and feedback letters.

Exit codes: 0 every file was read (findings are not errors); 3 some files were not read, all others were audited; 1 nothing could be
read or written, or the call makes no sense; 130 stopped with Ctrl-C, what was finished is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from auditkit.audit import NoteAudit, as_dict, audit_notes, with_comparisons
from auditkit.commands._folders import cannot_write
from auditkit.rule import Answer

ALL_READ, NOTHING_READ, SOME_NOT_READ, STOPPED = 0, 1, 3, 130
_MARKS = {Answer.MET: "✓", Answer.NOT_MET: "✕", Answer.UNCLEAR: "?", Answer.NOT_APPLICABLE: "–"}
_MANY = 200  # notes from which other cores are worth their start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit audit`."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="files, folders or zips of notes (text, PDF, Word, Excel, CSV)",
    )
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="what to print (default: table)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="write a feedback letter for each therapist, and results for Excel, into this folder",
    )
    parser.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes to use (default: all cores for many notes)"
    )
    parser.add_argument("--all", action="store_true", help="table: show every line, not only what needs a look")


def run(options: argparse.Namespace) -> int:
    """Audit what was named, print it, and return the exit code."""
    import os

    from auditkit.readers import read_notes
    from auditkit.tables import Issue

    issues: list[Issue] = []

    def notes() -> Iterator:
        for item in read_notes(options.paths):
            if isinstance(item, Issue):
                issues.append(item)
            else:
                yield item

    pending = list(notes())
    workers = options.workers or ((os.cpu_count() or 1) if len(pending) >= _MANY else 1)
    audits: list[NoteAudit] = []
    stopped = False
    try:
        with _progress(len(pending)) as step:
            for audit in audit_notes(pending, workers=workers):
                audits.append(audit)
                step()
    except KeyboardInterrupt:
        stopped = True
        print(f"Stopped. {len(audits)} of {len(pending)} notes are finished and follow.", file=sys.stderr)
    audits = with_comparisons(audits)
    _print(options, audits, issues)
    is_written = not options.out or _write(options.out, audits, issues)
    for issue in issues:
        print(issue.sentence, file=sys.stderr)
    if stopped:
        return STOPPED
    if not audits and not issues:
        print("No notes were found. Name a file, a folder or a zip that holds notes.", file=sys.stderr)
    if not audits or not is_written:
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


class _progress:
    """A bar on the terminal for people who wait; nothing where no terminal is, or where it would be over at once."""

    def __init__(self, total: int):
        self.total = total
        self.bar = None

    def __enter__(self):
        if self.total >= _MANY and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("Auditing notes", total=self.total)
        return self._step

    def _step(self) -> None:
        if self.bar:
            self.bar.advance(self.task)

    def __exit__(self, *_) -> None:
        if self.bar:
            self.bar.stop()


def _print(options: argparse.Namespace, audits: list[NoteAudit], issues) -> None:
    if options.format == "json":
        shown = [
            {
                "file": i.file,
                "place": i.place,
                "problem": i.problem,
                "fix": i.fix,
                "sentence": i.sentence,
                "is_warning": i.is_warning,
            }
            for i in issues
        ]
        json.dump({"notes": [as_dict(a) for a in audits], "issues": shown}, sys.stdout, indent=1)
        print()
    elif options.format == "csv":
        from auditkit.reports.workbook import to_csv

        sys.stdout.write(to_csv(audits, _rules()))
    else:
        _table(audits, every_line=options.all)


def _table(audits: list[NoteAudit], *, every_line: bool) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    rules = _rules()
    console = Console(highlight=False)
    for audit in audits:
        is_met, of = audit.quality
        misses = audit.payment_critical_misses
        kinds = ", ".join(str(kind) for kind in audit.kinds)
        title = f"{escape(audit.name)}  ({kinds}{'; ' + audit.discipline if audit.discipline else ''})"
        table = Table(title=title, title_justify="left", show_header=True, header_style="bold", expand=False)
        table.add_column("")
        table.add_column("Criterion")
        table.add_column("In the note")
        for verdict in audit.verdicts:
            if not every_line and verdict.answer in (Answer.MET, Answer.NOT_APPLICABLE):
                continue
            words = (
                " / ".join(" ".join(audit.text[e.start : e.end].split())[:110] for e in verdict.evidence[:2])
                if verdict.rule != "cloned_note"
                else ""
            )
            star = " *" if verdict.rule in audit.critical else ""
            table.add_row(
                _MARKS[verdict.answer], escape(rules[verdict.rule].title + star), escape(words or verdict.message)
            )
        if table.row_count:
            console.print(table)
        else:
            console.print(f"[bold]{title}[/bold]: nothing needs a look.")
        console.print(f"  Payment-critical points missing: {misses}.  Quality: {is_met} of {of} met.\n")
    if audits:
        console.print(
            "✕ not met   ? cannot tell   * payment-critical.  A person decides; see the note audit app for sources and questions."
        )


def _write(folder: Path, audits: list[NoteAudit], issues) -> bool:
    """One letter for each therapist (or each note where no therapist is known), and one workbook. File names hold ids only.

    What people decided about these notes in the app counts here too, with who and why.
    """
    import re
    from datetime import date

    from auditkit.reports.feedback import letter
    from auditkit.reports.html import to_html
    from auditkit.reports.pdf import to_pdf
    from auditkit.reports.word import to_docx
    from auditkit.reports.workbook import to_xlsx

    rules, decisions = _rules(), _decisions(audits)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "note-audit.xlsx").write_bytes(to_xlsx(audits, rules, issues=issues, decisions=decisions))
        groups: dict[str, list[NoteAudit]] = {}
        for number, audit in enumerate(audits, 1):
            groups.setdefault(audit.meta.therapist_id or f"note-{number:04d}", []).append(audit)
        for name, own in groups.items():
            stem = "feedback-" + re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
            made = letter(own, rules, therapist=own[0].meta.therapist_id, today=date.today(), decisions=decisions)
            (folder / f"{stem}.html").write_text(to_html(made), encoding="utf-8")
            (folder / f"{stem}.docx").write_bytes(to_docx(made))
            (folder / f"{stem}.pdf").write_bytes(to_pdf(made))
    except OSError as error:
        cannot_write(folder, error)
        return False
    print(
        f"{len(groups)} feedback letter{'s' if len(groups) != 1 else ''} and note-audit.xlsx are in {folder}.",
        file=sys.stderr,
    )
    return True


def _decisions(audits: list[NoteAudit]) -> list:
    """What was decided about these notes, where there is a store; one that cannot be opened is said, and letters go without."""
    from auditkit.store import Store, StoreError, note_key
    from auditkit.store.opening import is_there

    if not is_there(None):
        return []
    try:
        with Store.open() as store:
            if store.said:
                print(store.said, file=sys.stderr)
            return store.decisions(note_key(audit.text) for audit in audits)
    except StoreError as error:
        print(f"{error} The letters are written without what people decided.", file=sys.stderr)
        return []


def _rules():
    from auditkit.rules import comparison_rules, note_rules

    return {**note_rules(), **comparison_rules()}
