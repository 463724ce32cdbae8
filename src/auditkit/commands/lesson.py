"""`auditkit lesson`: list the lessons, build slides, notebook, handout and trainer's guide, begin one from own findings, plan a quarter.

The kit's lessons and those in the practice's own folder (and in `--also`) are used together; one that is broken is named, the others are used.
Exit codes: 0 done, 1 something could not be read or written, or the call makes no sense.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from auditkit.commands import _lesson_quarter
from auditkit.commands._folders import cannot_write

_FINDINGS = "what `auditkit scrub`, `auditkit audit` or `auditkit denials` printed with --format csv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `auditkit lesson` takes."""
    jobs = parser.add_subparsers(dest="job", metavar="JOB", required=True)
    listed = jobs.add_parser("list", help="name every lesson, its quarter, minutes and the rules that it teaches")
    made = jobs.add_parser("build", help="write slides, notebook, handout, guide and catch-up of lessons")
    made.add_argument("slugs", nargs="*", metavar="LESSON", help="which lessons; all of them where none is named")
    made.add_argument(
        "--to", type=Path, default=Path("lessons-built"), metavar="DIR", help="where to write (default: %(default)s)"
    )
    own = jobs.add_parser("from-findings", help="propose one skill from a list of findings and write a lesson on it")
    own.add_argument("findings", type=Path, metavar="CSV", help=_FINDINGS)
    own.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="where to write (default: the practice's own folder, where the training page finds it)",
    )
    planned = jobs.add_parser("plan", help="propose which lessons to give in a quarter, in which weeks and why")
    planned.add_argument("findings", nargs="*", type=Path, metavar="CSV", help=f"{_FINDINGS}; several are added up")
    _lesson_quarter.add_plan_arguments(planned)
    updates = jobs.add_parser(
        "updates", help="what changes in a quarter: from when, whom it touches, which lesson teaches it"
    )
    _lesson_quarter.add_update_arguments(updates)
    for job in (listed, made, own, planned, updates):
        job.add_argument("--lessons", type=Path, metavar="DIR", help="a folder of lessons instead of the kit's")
        job.add_argument(
            "--also",
            type=Path,
            action="append",
            default=[],
            metavar="DIR",
            help="a folder with lessons of your own; may be given again",
        )


def run(arguments: argparse.Namespace) -> int:
    """Runs one job and returns its exit code."""
    from auditkit.training.shelf import own_lessons, read_shelf

    own = own_lessons()
    also = arguments.also if arguments.lessons or own is None else [own, *arguments.also]
    if missing := [folder for folder in (arguments.lessons, *arguments.also) if folder and not folder.is_dir()]:
        print(f"{missing[0]} is no folder; give the folder that holds one folder a lesson.", file=sys.stderr)
        return 1
    shelf = read_shelf(arguments.lessons, also)
    for trouble in shelf.troubles:
        print(trouble, file=sys.stderr)
    if not shelf.lessons:
        where = arguments.lessons or "the kit"
        if not shelf.troubles:
            print(f"There is no lesson in {where}; a lesson is a folder with a file lesson.md.", file=sys.stderr)
        return 1
    jobs = {"from-findings": _from_findings, "list": _list, "build": _build, "plan": _lesson_quarter.plan}
    jobs["updates"] = _lesson_quarter.updates
    return max(int(bool(shelf.troubles)), jobs[arguments.job](shelf, arguments))


def _from_findings(shelf, arguments: argparse.Namespace) -> int:
    from auditkit.training.findings import FindingsError, read_findings
    from auditkit.training.from_findings import propose, slug_of, write_lesson
    from auditkit.training.shelf import own_lessons

    try:
        findings = read_findings(arguments.findings)
    except FindingsError as error:
        print(error, file=sys.stderr)
        return 1
    if findings.unknown:
        print(
            f"{sum(findings.unknown.values())} findings are of rules or categories that nothing here teaches.",
            file=sys.stderr,
        )
    skill = propose(findings, shelf.lessons)
    if skill is None:
        print("Nothing in this file is not met, so there is nothing to propose.")
        return 0
    print(skill.why)
    folder = arguments.to or own_lessons() or Path("our-lessons")
    place = folder / slug_of(skill)
    if (place / "lesson.md").exists():
        print(f"{place} is there already; rename it, or choose another folder with --to.", file=sys.stderr)
        return 1
    try:
        written = write_lesson(skill, folder)
    except OSError as error:
        cannot_write(place, error, "--to")
        return 1
    also = f" --also {arguments.to}" if arguments.to else ""
    print(
        f"{len(written)} files in {place}; all its notes are invented. Build it: auditkit lesson build {slug_of(skill)}{also}"
    )
    return 0


def _list(shelf, arguments: argparse.Namespace) -> int:
    for lesson in shelf.lessons:
        own = " [own]" if lesson.slug in shelf.own else ""
        print(
            f"Q{lesson.quarter}  {lesson.minutes:>3} min  {lesson.slug:<28} {lesson.title} ({', '.join(lesson.disciplines)}){own}"
        )
        print(f"{'':14}{'teaches: ' + ', '.join(lesson.rules)}")
    return 0


def _build(shelf, arguments: argparse.Namespace) -> int:
    from auditkit.training.build import build

    by_slug = {lesson.slug: lesson for lesson in shelf.lessons}
    if unknown := [slug for slug in arguments.slugs if slug not in by_slug]:
        print(f"There is no lesson named {unknown[0]}; `auditkit lesson list` names them all.", file=sys.stderr)
        return 1
    for slug in arguments.slugs or by_slug:
        try:
            files = build(by_slug[slug], arguments.to)
        except OSError as error:
            cannot_write(arguments.to / slug, error, "--to")
            return 1
        print(f"{slug}: {len(files)} files in {arguments.to / slug}")
    return 0
