"""What the kit says when it cannot start, and what it does not do."""

import socket

import pytest

from auditkit.apps.server import launch
from auditkit.apps.server.gate import Gate


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_this_machine_is_this_machine(host):
    assert launch.is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.4", "kit.example", "localhost.example", "", "127.0.0.1.example"],  # noqa: S104
)
def test_everything_else_is_a_network(host):
    assert not launch.is_loopback(host)


def test_a_network_address_without_a_token_file_is_refused():
    with pytest.raises(launch.CannotStart, match=r"other machines.*--token-file"):
        launch.run(host="192.0.2.7", browser=False)


@pytest.mark.parametrize("token", ["", "short", "x" * 23, "with space " * 4, "é" * 30])
def test_a_token_that_is_easy_to_guess_is_refused(tmp_path, token):
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    with pytest.raises(launch.CannotStart, match="easy to guess"):
        launch.run(host="192.0.2.7", browser=False, token_file=file)


def test_a_token_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(launch.CannotStart, match="cannot be read"):
        launch.run(host="192.0.2.7", browser=False, token_file=tmp_path / "none")


def test_a_port_in_use_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(launch.CannotStart, match="cannot be used"):
            launch.run(port=taken.getsockname()[1], browser=False)


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_number_that_is_no_port_is_one_sentence(port):
    with pytest.raises(launch.CannotStart, match="cannot be used"):
        launch.run(port=port, browser=False)


def test_a_folder_without_apps_is_one_sentence(tmp_path):
    with pytest.raises(launch.CannotStart, match="There are no apps"):
        launch.run(folder=tmp_path, browser=False)


def test_on_a_network_the_missing_encryption_is_said_and_no_token_is_printed(capsys):
    gate = Gate(port=5000, shared=True, names=("kit.example",))
    launch._announce(gate, browser=False, page="")
    said = capsys.readouterr()
    assert "not encrypted" in said.err and "TLS" in said.err
    assert gate.token not in said.out + said.err


def test_no_browser_means_no_browser(monkeypatch, capsys):
    monkeypatch.setattr(launch.webbrowser, "open", lambda *_: pytest.fail("a browser was opened"))
    launch._announce(Gate(port=5000), browser=False, page="")
    assert "http://127.0.0.1:5000/enter?key=" in capsys.readouterr().out
