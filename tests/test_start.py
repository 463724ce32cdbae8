"""`python start.py`: what it says and does before anything is installed."""

from __future__ import annotations

import ast
import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def start(tmp_path):
    """start.py as a module, in a folder of its own, with nothing set up."""
    for name in ("start.py", "pyproject.toml", "requirements.txt", "requirements-test.txt", "requirements-uv.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    spec = importlib.util.spec_from_file_location("start", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def set_up_already(start, requirements):
    python = Path(start.PYTHON)
    python.parent.mkdir(parents=True)
    python.touch()
    Path(start.STAMP).write_text(start.mark(requirements) + "\n", encoding="utf-8")


def test_an_old_python_can_read_it():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.AsyncFunctionDef, ast.Starred, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, too_new)]


def test_an_old_python_is_told_what_to_install(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1))
    assert start.main([]) == 2
    assert "needs Python 3.11 or newer; this is Python 3.9." in capsys.readouterr().out


def test_a_32_bit_python_is_told_so(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "maxsize", 2**31 - 1)
    assert start.main([]) == 2
    assert "64-bit" in capsys.readouterr().out


def test_a_file_opened_inside_a_zip_says_to_extract_it(start, capsys):
    (Path(start.HERE) / "pyproject.toml").unlink()
    assert start.main([]) == 2
    assert "extract all of it first" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_named(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "can_write", lambda: False)
    assert start.main([]) == 2
    assert f"cannot be written to: {start.HERE}." in capsys.readouterr().out


def test_a_folder_venv_of_someone_else_is_left_alone(start, capsys):
    other = Path(start.VENV) / "keep.txt"
    other.parent.mkdir()
    other.write_text("mine", encoding="utf-8")
    assert start.main([]) == 2
    assert "Move it away" in capsys.readouterr().out
    assert other.read_text(encoding="utf-8") == "mine"


def test_debians_missing_package_is_named(start, monkeypatch, capsys):
    monkeypatch.setattr(
        start,
        "call",
        lambda command: (False, "The virtual environment was not created because ensurepip is not available."),
    )
    assert start.main([]) == 2
    assert "sudo apt install python3" in capsys.readouterr().out


def test_no_internet_is_one_sentence(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "make_environment", lambda: None)
    monkeypatch.setattr(
        start,
        "call",
        lambda command: (False, "Failed to establish a new connection: Temporary failure in name resolution"),
    )
    assert start.main([]) == 2
    assert "no internet, or a firewall in between" in capsys.readouterr().out
    assert not Path(start.STAMP).exists()


def test_pip_does_the_work_where_uv_cannot(start, monkeypatch):
    calls = []

    def call(command):
        calls.append(command)
        return "uv" not in command[:3] and "requirements-uv.txt" not in command, ""

    monkeypatch.setattr(start, "call", call)
    start.install(start.RUN)
    assert calls[-2][2:4] == ["pip", "install"]
    assert calls[-2][-3:] == ["--require-hashes", "-r", "requirements.txt"]
    assert calls[-1][-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]


def test_a_second_start_installs_nothing(start, monkeypatch):
    set_up_already(start, start.RUN)
    monkeypatch.setattr(start, "install", lambda requirements: pytest.fail("installed again"))
    monkeypatch.setattr(start, "run", lambda command: 0)
    assert start.main([]) == 0


def test_who_has_the_packages_of_the_tests_can_run(start):
    set_up_already(start, start.TEST)
    assert start.is_set_up(start.RUN)


def test_who_can_run_does_not_have_the_packages_of_the_tests(start):
    set_up_already(start, start.RUN)
    assert not start.is_set_up(start.TEST)


def test_other_packages_ask_for_a_new_set_up(start):
    set_up_already(start, start.RUN)
    requirements = Path(start.HERE) / "requirements.txt"
    requirements.write_text(requirements.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    assert not start.is_set_up(start.RUN)


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], []),
        (["--", "doctor"], ["doctor"]),
        (["audit", "a note.txt", "--format", "json"], ["audit", "a note.txt", "--format", "json"]),
        (["--", "audit", "--", "-odd-name.txt"], ["audit", "--", "-odd-name.txt"]),
    ],
)
def test_arguments_are_passed_on_as_they_are(start, monkeypatch, given, passed_on):
    set_up_already(start, start.RUN)
    commands = []
    monkeypatch.setattr(start, "run", lambda command: commands.append(command) or 3)
    assert start.main(given) == 3
    assert commands[0][3:] == passed_on


def test_the_tests_get_their_arguments(start, monkeypatch):
    set_up_already(start, start.TEST)
    monkeypatch.chdir(Path.cwd())  # put back afterwards
    commands = []
    monkeypatch.setattr(start, "run", lambda command: commands.append(command) or 0)
    start.main(["test", "-k", "skilled"])
    assert commands[0][1:] == ["-m", "pytest", "-k", "skilled"]


def test_packages_of_other_environments_stay_out(start, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    assert "PYTHONPATH" not in start.environment()
    assert start.environment()["PIP_USER"] == "0"


@pytest.mark.parametrize("name", ["Start auditkit.cmd", "Start auditkit.command", "Start auditkit.sh"])
def test_there_is_a_file_to_double_click(name):
    content = (ROOT / name).read_bytes()
    assert b"start.py" in content
    assert (b"\r\n" in content) == name.endswith(".cmd")
    assert os.name == "nt" or name.endswith(".cmd") or os.access(ROOT / name, os.X_OK)
