"""`auditkit lesson`: list the lessons, build slides, notebook, handout and trainer's guide, or begin a lesson from own findings.

Exit codes: 0 done, 1 a lesson could not be read or written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


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
    own.add_argument(
        "findings", type=Path, metavar="CSV", help="what `auditkit scrub` or `auditkit audit` printed with --format csv"
    )
    own.add_argument(
        "--to", type=Path, default=Path("our-lessons"), metavar="DIR", help="where to write (default: %(default)s)"
    )
    for job in (listed, made, own):
        job.add_argument(
            "--lessons", type=Path, metavar="DIR", help="a folder of your own lessons instead of the kit's"
        )


def run(arguments: argparse.Namespace) -> int:
    """Runs one job and returns its exit code."""
    from auditkit.training.lesson import LessonError, all_lessons

    try:
        found = all_lessons(arguments.lessons)
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    if not found:
        print(
            f"There is no lesson in {arguments.lessons or 'the kit'}; a lesson is a folder with a file lesson.md.",
            file=sys.stderr,
        )
        return 1
    if arguments.job == "from-findings":
        return _from_findings(found, arguments)
    return _list(found) if arguments.job == "list" else _build(found, arguments)


def _from_findings(found: list, arguments: argparse.Namespace) -> int:
    from auditkit.training.from_findings import FindingsError, propose, read_findings, slug_of, write_lesson

    try:
        findings = read_findings(arguments.findings)
    except FindingsError as error:
        print(error, file=sys.stderr)
        return 1
    if findings.unknown:
        print(f"{sum(findings.unknown.values())} findings are of rules that this kit does not have.", file=sys.stderr)
    skill = propose(findings, found)
    if skill is None:
        print("Nothing in this file is not met, so there is nothing to propose.")
        return 0
    print(skill.why)
    place = arguments.to / slug_of(skill)
    if (place / "lesson.md").exists():
        print(f"{place} is there already; rename it, or choose another folder with --to.", file=sys.stderr)
        return 1
    try:
        written = write_lesson(skill, arguments.to)
    except OSError as error:
        print(f"{place} could not be written: {error.strerror}. Choose another folder with --to.", file=sys.stderr)
        return 1
    print(
        f"{len(written)} files in {place}; all its notes are invented. Build it: auditkit lesson build --lessons {arguments.to}"
    )
    return 0


def _list(found: list) -> int:
    for lesson in found:
        print(
            f"Q{lesson.quarter}  {lesson.minutes:>3} min  {lesson.slug:<28} {lesson.title} ({', '.join(lesson.disciplines)})"
        )
        print(f"{'':14}{'teaches: ' + ', '.join(lesson.rules)}")
    return 0


def _build(found: list, arguments: argparse.Namespace) -> int:
    from auditkit.training.build import build

    by_slug = {lesson.slug: lesson for lesson in found}
    if unknown := [slug for slug in arguments.slugs if slug not in by_slug]:
        print(f"There is no lesson named {unknown[0]}; `auditkit lesson list` names them all.", file=sys.stderr)
        return 1
    for slug in arguments.slugs or by_slug:
        try:
            files = build(by_slug[slug], arguments.to)
        except OSError as error:
            print(
                f"{slug} could not be written to {arguments.to}: {error.strerror}. Choose another folder with --to.",
                file=sys.stderr,
            )
            return 1
        print(f"{slug}: {len(files)} files in {arguments.to / slug}")
    return 0
