"""Everything that says what is installed says the same."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"playwright-python": "playwright", "python-duckdb": "duckdb"}  # where conda-forge has another name
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)


def split(requirement: str) -> tuple[str, str]:
    """A requirement as (name as packages are compared, bounds)."""
    name, bounds = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", requirement.strip()).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), bounds


def wanted() -> dict[str, str]:
    """What pyproject.toml asks for, with the tests."""
    return dict(map(split, PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]))


def in_conda() -> dict[str, str]:
    """What environment.yml asks for. The file is lines of `- requirement`, so that it needs no YAML reader."""
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:", 1)[1].splitlines()
    rows = [line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")]
    found = dict(split(row) for row in rows if row not in ("pip", "pip:", "-e .") and not row.startswith("python>"))
    return {CONDA_NAMES.get(name, name): bounds for name, bounds in found.items()}


def pinned(file: str) -> dict[str, set[str]]:
    """The versions of a hashed requirements file, by name."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(split(name)[0], set()).add(version)
    return found


def test_conda_and_pip_ask_for_the_same():
    assert in_conda() == wanted()


def test_conda_and_pip_ask_for_the_same_python():
    assert f"- python{PROJECT['project']['requires-python']}\n" in (ROOT / "environment.yml").read_text(
        encoding="utf-8"
    )


def test_the_hashed_files_hold_everything_that_is_asked_for():
    run = {
        split(requirement)[0]
        for requirement in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    }
    assert run <= set(pinned("requirements.txt"))
    assert set(wanted()) <= set(pinned("requirements-test.txt"))


def test_the_tests_run_with_the_versions_that_people_get():
    run, test = pinned("requirements.txt"), pinned("requirements-test.txt")
    assert {name: test.get(name) for name in run} == run


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt", "requirements-uv.txt"])
def test_every_package_carries_checksums(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


def test_pins_respect_the_lower_bounds():
    pins = pinned("requirements-test.txt")
    too_old = []
    for name, bounds in wanted().items():
        least = tuple(int(part) for part in bounds.removeprefix(">=").split("."))
        for version in pins[name]:
            if tuple(int(part) for part in re.findall(r"\d+", version)) < least:
                too_old.append((name, version, bounds))
    assert not too_old


def test_a_continuous_integration_run_has_a_browser():
    """The browser tests really run there: without a browser this fails, instead of them passing by unseen."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        assert any(shutil.which(browser) for browser in BROWSERS), "install Chromium: CI has to run the browser tests"
