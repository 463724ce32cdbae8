"""The command line: one word per job, help that answers at once."""

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit import __version__, cli
from auditkit.commands import _narrow_console
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
    said = capsys.readouterr().err
    assert "scrubb" in said and said.count("\n") == 1


def test_a_network_address_without_a_token_file_ends_with_a_sentence(capsys):
    assert cli.main(["--host", "192.0.2.7", "--no-browser"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("auditkit: 192.0.2.7 can be reached by other machines.")


def test_ctrl_c_ends_without_a_traceback(monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(open_command, "run", interrupted)
    assert cli.main([]) == 130


@pytest.mark.parametrize(
    "given", [["audit"], ["scrub"], ["read"], ["denials", "x", "--format", "xml"], ["scrub", "x", "--today", "soon"]]
)
def test_a_call_that_is_not_understood_is_one_sentence_that_names_the_help(given, capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(given)
    said = capsys.readouterr().err
    assert done.value.code == 2
    assert said.count("\n") == 1 and said.endswith(f"`auditkit {given[0]} --help` tells what may stand there.\n")


@pytest.mark.parametrize("command", [name for name in cli._known() if name != "open"])
def test_help_is_as_wide_as_the_terminal(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    said = capsys.readouterr().out
    prose = [line for line in said.splitlines() if not line.startswith(("usage:", " "))]
    assert "ends with 2" in " ".join(prose) and max(map(len, prose)) <= 50


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "cp850"])
@settings(deadline=None)
@given(text=st.text())
def test_a_narrow_console_shows_every_text_in_plain_characters(encoding, text):
    shown = text.encode(encoding, "auditkit_plain").decode(encoding)
    assert shown == text or not text.isascii()


def test_what_a_console_can_show_stays_as_it_is_and_the_rest_gets_a_look_alike():
    assert (
        "\u2715 \u00e9 \u2026 \u201cz\u201d \u6f22".encode("cp1252", "auditkit_plain").decode("cp1252")
        == "x \u00e9 \u2026 \u201cz\u201d ?"
    )
    assert "Zo\u00eb \u2265 3".encode("ascii", "auditkit_plain") == b"Zoe >= 3"


def test_a_stream_of_bytes_or_of_a_notebook_is_left_alone():
    _narrow_console.suit(io.StringIO(), None)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_the_table_of_an_audit_is_printed_on_a_narrow_console(encoding, tmp_path):
    (tmp_path / "note.txt").write_text("S: pain \u2265 3/10\nO: \u2026\nA: fair\nP: continue\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "auditkit", "audit", str(tmp_path / "note.txt")],
        capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "AUDITKIT_HOME": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr, bool(done.stdout)) == (0, False, True)


def test_who_has_seen_enough_of_the_output_ends_it_without_a_word(tmp_path):
    done = subprocess.Popen(
        [sys.executable, "-m", "auditkit", "reference", "status"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "AUDITKIT_HOME": str(tmp_path)},
    )  # fmt: skip
    done.stdout.close()
    said = done.stderr.read()
    done.stderr.close()
    assert (done.wait(), said) == (0, b"")


def test_a_pipe_closed_under_a_printer_that_ends_the_program_is_no_error_either(monkeypatch):
    def closed(_):
        try:
            raise BrokenPipeError
        except BrokenPipeError:
            raise SystemExit(1)  # noqa: B904  so does rich

    monkeypatch.setattr(open_command, "run", closed)
    monkeypatch.setattr(cli, "_write_no_more", lambda code=0: code)
    assert cli.main([]) == 0


def test_an_end_for_another_reason_keeps_its_code(monkeypatch):
    def ended(_):
        raise SystemExit(7)

    monkeypatch.setattr(open_command, "run", ended)
    with pytest.raises(SystemExit) as done:
        cli.main([])
    assert done.value.code == 7


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "auditkit: The output was not finished: no space left on device. Make room, or choose another place.\n"),
        (NotADirectoryError(20, "Not a directory", "/x/kit"), "auditkit: /x/kit: not a directory. Make room, or choose another place.\n"),
    ],
)  # fmt: skip
def test_a_full_disk_or_a_place_that_is_no_folder_is_one_sentence(monkeypatch, capsys, error, said):
    def failed(_):
        raise error

    monkeypatch.setattr(open_command, "run", failed)
    monkeypatch.setattr(cli, "_write_no_more", lambda code=0: code)
    assert cli.main([]) == 1
    assert capsys.readouterr().err == said


def test_a_program_without_a_console_ends_with_its_code_too(monkeypatch):
    def failed(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(open_command, "run", failed)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main([]) == 1
