"""What may be in the repository, and what the program may not do."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SKIPPED = {
    ".git",
    ".venv",
    "__pycache__",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "node_modules",
    ".ipynb_checkpoints",
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yml",
    ".yaml",
    ".json",
    ".ipynb",
    ".cfg",
    ".html",
    ".j2",
    ".css",
    ".js",
    ".csv",
    ".cmd",
    ".command",
    ".sh",
    "",
}

# Package indexes change from place to place (mirrors, proxies): none is named here, and these words are spelled so that this file is clean too.
INDEXES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("anaconda", "org"),
        ("npm" + "js", "org"),
        ("registry", "npm"),
    )
)
# Where somebody worked, and with what, is nobody's business here (rot13).
TRACES = tuple(
    codecs.decode(word, "rot13")
    for word in ("pynhqr", "naguebcvp", "bcranv", "pungtcg", "pb-nhguberq-ol", "/jbex/", "../funerq", "/gzc/u/")
)


def texts():
    """The repository's own text files as (path, text)."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if (
            path.is_file()
            and not SKIPPED & set(parts)
            and not parts[0].startswith(("build", "dist"))
            and path.suffix in TEXT
        ):
            yield "/".join(parts), path.read_text(encoding="utf-8", errors="replace")


def holding(*words: str) -> list[str]:
    return [f"{path}: {word}" for path, text in texts() for word in words if word in text.lower()]


def test_no_package_index_is_named():
    assert not holding(*INDEXES)
    options = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i|-f)\s", re.MULTILINE)
    assert not [path for path, text in texts() if path.startswith("requirements") and options.search(text)]


def test_no_lock_file_with_addresses_is_kept():
    assert not [path for path, _ in texts() if path.endswith(("pylock.toml", "poetry.lock", "conda-lock.yml"))]


def test_no_trace_of_the_place_where_it_was_written():
    assert not holding(*TRACES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_door(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells for line in "".join(cell["source"]).splitlines()]
    assert len(cells) <= 5
    assert len(lines) <= 25
    assert not [line for line in lines if re.match(r"\s*(async\s+)?(def|class)\b", line)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_output(path):
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert not [cell for cell in cells if cell["outputs"] or cell["execution_count"]]


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=["check", "format"])
def test_the_linter_has_nothing_to_say(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-4000:]


# Runs auditkit with a watch on everything that goes out; a connection ends the run at once with exit code 99, whatever catches exceptions.
WATCHED = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        sys.stderr.write(f"outbound: {event} {arguments[1:]}")
        sys.stderr.flush()
        os._exit(99)
sys.addaudithook(watch)
if __name__ == "__main__":
    from auditkit.cli import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def watched(tmp_path):
    script = tmp_path / "watched.py"
    script.write_text(WATCHED, encoding="utf-8")

    def run(*arguments):
        command = [sys.executable, "-X", "utf8", str(script), *map(str, arguments)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, encoding="utf-8")

    return run


def one_of_each_kind() -> list[Path]:
    notes = ROOT / "datasets" / "practice" / "notes"
    return [next(iter(sorted(notes.glob(f"*{kind}")))) for kind in (".txt", ".pdf", ".docx")]


def test_an_audit_with_letters_connects_to_nothing(watched, tmp_path):
    done = watched("audit", *one_of_each_kind(), "--format", "json", "--out", tmp_path / "letters")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["notes"]) == 3
    assert list((tmp_path / "letters").iterdir())


def test_an_audit_over_several_processes_connects_to_nothing(watched):
    done = watched("audit", *one_of_each_kind(), "--format", "csv", "--workers", "2")
    assert done.returncode == 0, done.stderr


def test_the_watch_above_sees_a_connection(tmp_path):
    script = tmp_path / "connects.py"
    script.write_text(
        WATCHED.replace("from auditkit.cli import main", "import socket; socket.getaddrinfo('localhost', 80)"),
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 99


def test_the_build_server_runs_the_command_that_the_readme_names():
    assert "\n    python start.py test\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert '"$python" start.py test\n' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readme_names_the_exit_codes_that_the_command_gives():
    from auditkit import cli
    from auditkit.commands import audit

    named = [
        int(code)
        for code in re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert named == [audit.ALL_READ, audit.NOTHING_READ, cli.NOT_UNDERSTOOD, audit.SOME_NOT_READ, audit.STOPPED]


def test_files_that_the_readme_points_to_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_font_that_is_shipped_is_named_with_its_licence():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for font in [path for kind in ("*.ttf", "*.otf", "*.woff", "*.woff2") for path in (ROOT / "src").rglob(kind)]:
        licences = list(font.parent.glob("LICENSE*"))
        assert licences, font.name
        assert all(licence.relative_to(ROOT).as_posix() in notice for licence in licences)
