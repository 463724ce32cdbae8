"""`auditkit quiz`: questions from a lesson's rules, on the screen or as a sheet with its answers.

The same lesson, form and seed give the same questions; `before`, `after` and `later` never share one.
Exit codes: 0 done, 1 there is no such lesson or rule, or the files could not be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from auditkit.commands._lesson_quarter import write_pages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `auditkit quiz` takes."""
    parser.add_argument("lesson", nargs="?", help="the lesson whose rules are asked (`auditkit lesson list`)")
    parser.add_argument("--rules", default="", metavar="ID,ID", help="rules by id, instead of a lesson's")
    parser.add_argument("--form", choices=("before", "after", "later"), default="before", help="(default: %(default)s)")
    parser.add_argument(
        "--discipline",
        action="append",
        choices=("PT", "OT", "SLP"),
        help="notes of this discipline first; may be given twice",
    )
    parser.add_argument("--count", type=int, default=8, metavar="N", help="how many questions (default: %(default)s)")
    parser.add_argument("--seed", default="", help="any word: another word, other questions")
    parser.add_argument("--answers", action="store_true", help="print the answers too")
    parser.add_argument(
        "--also", type=Path, action="append", default=[], metavar="DIR", help="a folder with lessons of your own"
    )
    parser.add_argument("--to", type=Path, metavar="DIR", help="write questions and answers as HTML, Word and PDF")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command and returns its exit code."""
    from auditkit.reports.page import all_text
    from auditkit.training import paper
    from auditkit.training.quiz import quiz
    from auditkit.training.quiz_item import Form
    from auditkit.training.shelf import own_lessons, read_shelf

    shelf = read_shelf(own=[folder for folder in (own_lessons(), *arguments.also) if folder])
    for trouble in shelf.troubles:
        print(trouble, file=sys.stderr)
    lessons = {lesson.slug: lesson for lesson in shelf.lessons}
    rules = [name.strip() for name in arguments.rules.split(",") if name.strip()]
    title = "Quiz"
    if not rules:
        if arguments.lesson not in lessons:
            said = (
                f"There is no lesson named {arguments.lesson}"
                if arguments.lesson
                else "Name a lesson, or rules with --rules"
            )
            print(f"{said}; `auditkit lesson list` names them all.", file=sys.stderr)
            return 1
        lesson = lessons[arguments.lesson]
        rules, title = list(lesson.rules), f"{lesson.title}: quiz"
    try:
        items = quiz(
            rules,
            Form(arguments.form),
            seed=arguments.seed,
            count=max(arguments.count, 0),
            disciplines=arguments.discipline or (),
        )
    except KeyError as error:
        print(f"There is no rule named {error.args[0]}; `auditkit lesson list` shows the names.", file=sys.stderr)
        return 1
    asked, key = paper.questions(items, title), paper.answers(items, title)
    if arguments.to is None:
        print(all_text(asked))
        if arguments.answers:
            print("\n" + all_text(key))
        return 0
    return write_pages({f"{arguments.form}-questions": asked, f"{arguments.form}-answers": key}, arguments.to)
