"""What stops one file from being read, and the words for it. No message repeats anything that a file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from auditkit.tables import Issue


class Unreadable(Exception):
    """One file, entry or row cannot be read. `problem` continues its name; `fix` is a whole sentence."""

    def __init__(self, problem: str, fix: str, place: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.place = place

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str, str]]:
        return Unreadable, (self.problem, self.fix, self.place)  # it may come from another process

    def about(self, file: str) -> Issue:
        """The issue to show for that file."""
        return Issue(file, self.place, self.problem, self.fix)


@contextmanager
def one_file(label: str, issues: list[Issue]) -> Iterator[None]:
    """Whatever stops the reading of one file becomes an issue, and the next file is read."""
    try:
        yield
    except Unreadable as reason:
        issues.append(reason.about(label))
    except MemoryError:
        issues.append(Issue(label, "", "is too large for this machine's memory", "Split it into smaller files."))
    except Exception:  # a damaged file can break a library in ways nobody listed
        issues.append(Issue(label, "", "could not be read", "Export it again in another format, such as CSV."))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def broken(kind: str) -> Unreadable:
    """The file is damaged, or is not what its name says."""
    return Unreadable(f"is damaged, or is not {_a(kind)}", "Export or save it again from the program that made it.")


def protected(kind: str) -> Unreadable:
    """The file opens with a password only."""
    return Unreadable(f"is {_a(kind)} protected by a password", "Save a copy without the password and use that.")


EMPTY = ("is empty", "Export it again, or leave it out.")
_BREAKS = set("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
NO_TEXT = ("has no text in it", "Check that the note was saved, or leave the file out.")


def shown(name: str) -> str:
    """A file's name that is safe to print: control, direction and broken characters are replaced."""
    if not name.isprintable():
        name = "".join(
            c if c.isprintable() else " " if c.isspace() and c not in _BREAKS else "\N{REPLACEMENT CHARACTER}"
            for c in name
        )
    return name or "(no name)"


def unique_names() -> Callable[..., str]:
    """A function that makes a name unique: `name(wanted, longer)` gives the first free of wanted, longer, "wanted (2)"."""
    taken: set[str] = set()
    counts: dict[str, int] = {}

    def name(wanted: str, longer: str = "") -> str:
        for candidate in (shown(wanted), shown(longer) if longer else ""):
            if candidate and candidate not in taken:
                taken.add(candidate)
                return candidate
        base = shown(wanted)
        n = counts.get(base, 1)
        while True:
            n += 1
            if (candidate := f"{base} ({n})") not in taken:
                counts[base] = n
                taken.add(candidate)
                return candidate

    return name
