"""Reads a lesson: one Markdown file with a head, timed steps and a few marked parts.

Reading judges the form only (minutes that add up, parts that are known, rules that exist), and says file, line and what to do.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

from auditkit.rule import Kind, Source
from auditkit.training.lesson import (
    Exercise,
    Facilitator,
    Lesson,
    LessonError,
    Minutes,
    Part,
    Prose,
    Sample,
    Slide,
    Step,
)
from auditkit.training.taught import every_rule

FILE = "lesson.md"
_HEAD = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_TIMED = re.compile(r"(?P<heading>.+?)\s*\((?P<minutes>\d+) min\)$")
_NAMED = re.compile(r"\{(?P<name>[a-z]+)\}\s*(?P<rest>.*)$")
_OPENS = re.compile(r"^:::+[ \t]*\{", re.MULTILINE)
_OPTION = re.compile(r":(?P<name>[a-z]+):\s*(?P<rest>.*)$")
_LISTS = ("disciplines", "rules", "questions", "objectives", "key_points")
_DISCIPLINES = ("PT", "OT", "SLP")


def read_lesson(path: Path) -> Lesson:
    """Read one `lesson.md`, or the folder that holds it. Raises LessonError."""
    path = path / FILE if path.is_dir() else path
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise LessonError(f"{path} cannot be read; it must be a text file in UTF-8.") from None
    return _Reader(path, written.replace("\r\n", "\n")).lesson()


class _Reader:
    def __init__(self, path: Path, written: str):
        self.path = path
        found = _HEAD.match(written)
        if not found:
            raise self._error(
                1, "the head is missing; begin with a line ---, then the title and the rest, then a line ---"
            )
        self.head = self._read_head(found[1])
        self.before = written[: found.end()].count("\n")  # lines above the body
        self.body = written[found.end() :]

    def _error(self, line: int, what: str) -> LessonError:
        return LessonError(f"{self.path}, line {line}: {what}.")

    def _read_head(self, head: str) -> dict[str, Any]:
        try:
            read = yaml.safe_load(head)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise self._error(
                2 + (mark.line if mark else 0), "the head is not valid YAML; check colons and quotes"
            ) from None
        if not isinstance(read, dict):
            raise self._error(2, "the head has no `name: value` lines")
        return read

    def lesson(self) -> Lesson:
        head = self.head
        for name in ("title", "quarter", "minutes", *_LISTS):
            if not head.get(name):
                raise self._error(2, f"the head does not say `{name}`")
        for name in _LISTS:
            if not isinstance(head[name], list) or not all(isinstance(entry, str) for entry in head[name]):
                raise self._error(
                    2, f"`{name}` in the head must be a list of texts; put quotes round a text with a colon"
                )
        if unknown := [rule for rule in head["rules"] if rule not in every_rule()]:
            raise self._error(2, f"there is no rule named {unknown[0]}; see the criteria and checks for the names")
        if odd := [d for d in head["disciplines"] if d not in _DISCIPLINES]:
            raise self._error(2, f"{odd[0]} is no discipline; write PT, OT or SLP")
        if head["quarter"] not in (1, 2, 3, 4):
            raise self._error(2, "`quarter` must be 1, 2, 3 or 4")
        excerpts = head.get("excerpts", 0)
        if isinstance(excerpts, bool) or not isinstance(excerpts, int) or excerpts < 0:
            raise self._error(2, "`excerpts` must be how many masked excerpts of own charts are in the lesson")
        steps = self._steps()
        total = sum(step.minutes for step in steps)
        if total != head["minutes"]:
            raise self._error(2, f"the steps take {total} minutes and the head says {head['minutes']}; make them agree")
        return Lesson(
            slug=self.path.parent.name,
            path=self.path,
            title=str(head["title"]),
            quarter=head["quarter"],
            minutes=head["minutes"],
            sources=self._sources(),
            steps=tuple(steps),
            excerpts=excerpts,
            **{name: tuple(head[name]) for name in _LISTS},
        )

    def _sources(self) -> tuple[Source, ...]:
        """What the lesson itself names, then the sources of every rule that it teaches, each once."""
        own = self.head.get("sources", [])
        if not isinstance(own, list):
            raise self._error(2, "`sources` in the head must be a list")
        named = [self._source(entry) for entry in own]
        taught = [source for name in self.head["rules"] for source in every_rule()[name].sources]
        once: dict[tuple[str, str], Source] = {}
        for source in (*named, *taught):
            once.setdefault((source.title, source.section), source)
        return tuple(once.values())

    def _source(self, entry: Any) -> Source:
        if not isinstance(entry, dict) or not entry.get("title") or not entry.get("section"):
            raise self._error(2, "a source needs at least `title` and `section`")
        return Source(
            str(entry["title"]), str(entry["section"]), str(entry.get("url", "")), str(entry.get("dated", ""))
        )

    # The body: each heading of level 2 begins a step; fences of colons are marked parts; all else is prose.

    def _steps(self) -> list[Step]:
        lines = self.body.split("\n")
        blocks = [t for t in markdown().parse(self.body) if t.level == 0 and t.map]
        starts = [n for n, t in enumerate(blocks) if t.type == "heading_open" and t.tag == "h2"]
        if not starts:
            raise self._error(self.before + 1, "there is no step; a step begins with `## Heading (5 min)`")
        if starts[0] != 0:
            raise self._error(
                self._line(blocks[0]), "this stands before the first step; move it under a `## Heading (5 min)`"
            )
        steps = []
        for first, last in zip(starts, [*starts[1:], len(blocks)], strict=True):
            heading = blocks[first]
            timed = _TIMED.match(lines[heading.map[0]].lstrip("# ").rstrip("# "))
            if not timed:
                raise self._error(
                    self._line(heading), "a step's heading must end with its minutes, as in `## Look closer (6 min)`"
                )
            parts = self._parts(blocks[first + 1 : last], lines)
            if not parts:
                raise self._error(self._line(heading), "this step is empty")
            steps.append(Step(timed["heading"], int(timed["minutes"]), tuple(parts), self._line(heading)))
        return steps

    def _line(self, token: Token) -> int:
        return self.before + token.map[0] + 1

    def _parts(self, blocks: list[Token], lines: list[str]) -> list[Part]:
        parts: list[Part] = []
        for block in blocks:
            if block.type == "colon_fence":
                # An open part would swallow the next one: what is for the facilitator would stand on the slide.
                if not lines[block.map[1] - 1].startswith(block.markup) or _OPENS.search(block.content):
                    raise self._error(self._line(block), "this part is not closed; end it with a line of colons")
                self._add_marked(parts, block)
                continue
            markdown_text = "\n".join(lines[slice(*block.map)]).strip()
            if parts and isinstance(parts[-1], Prose):
                markdown_text = f"{parts[-1].markdown}\n\n{markdown_text}"
                parts[-1] = Prose(markdown_text, parts[-1].line)
            else:
                parts.append(Prose(markdown_text, self._line(block)))
        return parts

    def _add_marked(self, parts: list[Part], block: Token) -> None:
        line = self._line(block)
        named = _NAMED.match(block.info.strip())
        name, rest = (named["name"], named["rest"].strip()) if named else (block.info.strip(), "")
        content = block.content.strip("\n")
        match name:
            case "slide":
                parts.append(Slide(content, line))
            case "facilitator":
                parts.append(Facilitator(content, line))
            case "weak" | "enough":
                parts.append(self._sample(name == "enough", rest, content, line))
            case "minutes":
                parts.append(
                    Minutes(tuple(self._service(row, line) for row in content.splitlines() if row.strip()), line)
                )
            case "exercise":
                parts.append(Exercise(rest, content, "", line))
            case "solution":
                if not parts or not isinstance(parts[-1], Exercise) or parts[-1].solution:
                    raise self._error(line, "a solution must follow its exercise")
                asked = parts[-1]
                parts[-1] = Exercise(asked.title, asked.task, content, asked.line)
            case _:
                raise self._error(
                    line,
                    f"there is no part named {name!r}; use slide, facilitator, weak, enough, minutes, exercise or solution",
                )
        if not content.strip():
            raise self._error(line, f"the part {name} is empty")

    def _sample(self, is_enough: bool, rest: str, content: str, line: int) -> Sample:
        kind, _, discipline = rest.partition(" ")
        if kind not in set(Kind) or discipline not in _DISCIPLINES:
            raise self._error(line, "a note needs its kind and discipline, as in `:::{weak} treatment PT`")
        rules: tuple[str, ...] = ()
        text = content
        if option := _OPTION.match(content.split("\n", 1)[0]):
            if option["name"] != "rules":
                raise self._error(line + 1, f"there is no option named {option['name']!r}; use `:rules:`")
            rules = tuple(name.strip() for name in option["rest"].split(",") if name.strip())
            text = content.split("\n", 1)[1] if "\n" in content else ""
        if not rules:
            raise self._error(line + 1, "a note must say what it shows: `:rules: skilled_need`")
        if strange := [rule for rule in rules if rule not in every_rule()]:
            raise self._error(line + 1, f"there is no rule named {strange[0]}")
        return Sample(text.strip("\n"), is_enough, Kind(kind), discipline, rules, line)

    def _service(self, row: str, line: int) -> tuple[str, int]:
        code, _, minutes = row.strip().partition(" ")
        if not minutes.strip().isdigit():
            raise self._error(line, "each service needs its code and whole minutes, as in `97110 23`")
        return code, int(minutes)


@cache
def markdown() -> MarkdownIt:
    """The Markdown of lessons: CommonMark with tables and fences of colons; HTML in it stays text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(colon_fence_plugin)
