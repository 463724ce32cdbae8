"""A page of a report as plain data: headings, paragraphs, quotes, lists, grids and blanks. Writers turn it into files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one look. `soft` is small print; `strong` stands out; `link` is a public web address or empty.

    `lesson` is the folder of the lesson whose title these words are: inside the kit they open it, in a file that is taken away they stay words.
    """

    text: str
    strong: bool = False
    soft: bool = False
    link: str = ""
    lesson: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's exact words, or an example, and where they come from."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. `has_own_marks`: each item brings its number, letter or shape, and gets no bullet."""

    items: tuple[Words, ...]
    has_own_marks: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row. Empty cells are there to be filled in where `is_form` says so."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()  # shares of the width
    is_form: bool = False
    mark: str = ""
    comment: str = ""  # as with a blank


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row of `Rates`: its cells, the rate and its interval as fractions (None: nothing to draw), and whether it stands on too few."""

    cells: tuple[str, ...]
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    is_few: bool = False

    @property
    def in_words(self) -> str:
        """What the picture shows."""
        if self.rate is None or self.low is None or self.high is None:
            return ""
        return f"{self.cells[0]}: {self.rate:.0%}, between {self.low:.0%} and {self.high:.0%}"


@dataclass(frozen=True, slots=True)
class Rates:
    """A table of rates with a small picture in each row: a dot for the rate, a line for its interval, on a scale from 0 to `top`.

    Everything that is drawn stands in words beside it. Rows of few are grey.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[RateRow, ...]
    top: float
    picture: str = "0 to"  # the picture's heading, continued by the top of the scale
    widths: tuple[int, ...] = ()  # shares of the width, without the picture

    @property
    def scale(self) -> str:
        """The heading over the pictures."""
        return f"{self.picture} {self.top:.0%}"

    @property
    def grid(self) -> Grid:
        """The same without pictures."""
        return Grid(self.caption, self.header, tuple(row.cells for row in self.rows), self.widths)


@dataclass(frozen=True, slots=True)
class Blank:
    """A labelled place to write in."""

    label: str
    mark: str = ""
    lines: int = 1
    comment: str = ""  # why it is asked: a note in the margin, for formats that have a margin


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one sheet where they fit."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins on a new sheet."""


Block = Heading | Paragraph | Quote | Bullets | Grid | Rates | Blank | Together | NewSheet


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report. `footer` stands on every sheet and holds no patient text."""

    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    language: str = "en-US"
    author: str = ""


class Report(Protocol):
    """Anything that can lay itself out as a page."""

    def page(self, *, has_margin: bool = False) -> Page:
        """The report's page; `has_margin` where the format can hold comments beside the text."""
        ...


def as_page(report: Page | Report, *, has_margin: bool = False) -> Page:
    """The page of a report, or the page itself."""
    return report if isinstance(report, Page) else report.page(has_margin=has_margin)


def text(words: str, *, strong: bool = False, soft: bool = False) -> Words:
    """Words in one look."""
    return (Run(words, strong, soft),)


def labelled(label: str, words: str | Words) -> Paragraph:
    """A paragraph that begins with a word that stands out."""
    return Paragraph((Run(f"{label} ", strong=True), *(text(words) if isinstance(words, str) else words)))


def all_text(page: Page) -> str:
    """Every word of a page, in reading order; quotes too."""
    return "\n".join(_texts(page.blocks))


def own_text(page: Page) -> str:
    """The words that the report itself says: without quotes and without what stands in grids."""
    return "\n".join(_texts(page.blocks, quotes=False))


def _texts(blocks: tuple[Block, ...], *, quotes: bool = True) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append("".join(run.text for run in block.words))
            case Quote():
                found += [block.text, block.where] if quotes else [block.where]
            case Bullets():
                found += ["".join(run.text for run in words) for words in block.items]
            case Grid():
                found += [block.caption, block.mark, *block.header]
                found += [cell for row in block.rows for cell in row] if quotes else []
            case Rates():
                found += [block.caption, *block.header, block.scale]
                found += [cell for row in block.rows for cell in row.cells] if quotes else []
            case Blank():
                found += [block.label, block.mark]
            case Together():
                found += _texts(block.blocks, quotes=quotes)
    return found
