"""The command line: one word per job, help that answers at once."""

import subprocess
import sys

import pytest

from auditkit import __version__, cli
from auditkit.commands import open as open_command


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "auditkit", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_version_is_printed():
    done = run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"auditkit {__version__}")


def test_help_names_every_command_and_what_it_does(capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert done.value.code == 0
    for name, (what, _) in cli._known().items():
        assert name in said
        assert what and "\n" not in what and "`" not in what.split()[0]


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from auditkit import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('voila', 'tornado', 'pandas', 'ipywidgets', 'sqlalchemy', 'auditkit.audit') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("given", [[], ["--no-browser"], ["--port", "0"], ["open"], ["open", "--no-browser"]], ids=str)
def test_no_command_opens_the_kit(monkeypatch, given):
    called = []
    monkeypatch.setattr(open_command, "run", lambda arguments: called.append(arguments.command) or 0)
    assert cli.main(given) == 0
    assert called == ["open"]


def test_a_word_that_is_no_command_is_said_in_one_line(capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["scrubb"])
    assert done.value.code == 2
    assert "scrubb" in capsys.readouterr().err


def test_a_network_address_without_a_token_file_ends_with_a_sentence(capsys):
    assert cli.main(["--host", "192.0.2.7", "--no-browser"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("auditkit: 192.0.2.7 can be reached by other machines.")


def test_ctrl_c_ends_without_a_traceback(monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(open_command, "run", interrupted)
    assert cli.main([]) == 130
