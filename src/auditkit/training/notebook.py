"""A lesson as a notebook: its prose as text cells, and live cells where the reader asks the kit about a note or a day's minutes."""

from __future__ import annotations

import jupytext
from nbformat import NotebookNode

from auditkit.training.lesson import Exercise, Lesson, Minutes, Prose, Sample

_RUN = "In JupyterLab: choose Run, then Run All Cells. The notes appear where they belong, and the quiz at the end."
_OPENING = "from auditkit.training import show"


def notebook(lesson: Lesson) -> NotebookNode:
    """The lesson as a notebook that has not been run. What is only for the trainer is not in it."""
    made = jupytext.reads("\n\n".join(_written(lesson)), fmt="md")
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata["language_info"] = {"name": "python"}
    made.metadata["title"] = lesson.title
    made.metadata.pop("jupytext", None)
    for number, cell in enumerate(made.cells):
        cell["id"] = f"{lesson.slug[:40]}-{number}"  # the same lesson gives the same file
        if cell.cell_type == "code":
            cell.metadata["jupyter"] = {"source_hidden": True}
    return made


def _written(lesson: Lesson) -> list[str]:
    """The notebook in jupytext's Markdown."""
    questions = "\n".join(f"- {words}" for words in lesson.questions)
    written = [
        f"# {lesson.title}\n\n{questions}\n\n{_RUN}\n\n*{lesson.origin}*",
        _cell(_OPENING),
    ]
    numbers: dict[type, int] = {}
    for step in lesson.steps:
        written.append(f"## {step.heading} ({step.minutes} min)")
        for part in step.parts:
            numbers[type(part)] = number = numbers.get(type(part), 0) + 1
            call = f'("{lesson.slug}", {number})'
            match part:
                case Prose():
                    written.append(part.markdown)
                case Sample():
                    written.append(_cell(f"show.note{call}"))
                case Minutes():
                    written.append(_cell(f"show.minutes{call}"))
                case Exercise():
                    written.append(f"### {part.title or 'Your turn'}\n\n{part.task}")
                    if part.solution:
                        written.append(_cell(f"show.solution{call}"))
    points = "\n".join(f"- {words}" for words in lesson.key_points)
    written.append(f"## Key points\n\n{points}")
    written.append(_cell(f'show.sources("{lesson.slug}")'))
    written.append(_cell(f'from auditkit.apps.training import quiz\n\nquiz("{lesson.slug}")'))
    return written


def _cell(code: str) -> str:
    return f"```python\n{code}\n```"
