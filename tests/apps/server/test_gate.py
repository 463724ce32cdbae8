"""The gate by itself: what passes and what does not."""

import time

import pytest

from auditkit.apps.server import gate as gate_module
from auditkit.apps.server.gate import Gate


def asks(gate, path="/home", method="GET", cookie="mine", **headers):
    sent = {"Host": f"127.0.0.1:{gate.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return gate.refusal(method, path, sent, gate.token if cookie == "mine" else cookie)


@pytest.fixture
def gate():
    return Gate(port=5000)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Origin": "http://localhost:5000"},
        {"Host": "LOCALHOST:5000"},
    ],
    ids=str,
)
def test_our_own_pages_pass(gate, headers):
    assert asks(gate, **headers) is None


def test_the_entry_needs_no_cookie_but_our_own_name(gate):
    assert asks(gate, "/enter", cookie=None, Sec_Fetch_Site="cross-site") is None
    assert asks(gate, "/enter", cookie=None, Host="evil.example:5000")


def test_a_socket_needs_our_origin(gate):
    assert asks(gate, Upgrade="websocket", Origin="http://127.0.0.1:5000") is None
    assert asks(gate, Upgrade="websocket")
    assert asks(gate, Upgrade="WebSocket", Origin="http://127.0.0.1:5001")


def test_two_starts_have_two_tokens():
    assert Gate(port=1).token != Gate(port=1).token


def test_a_link_opens_once_and_not_after_ten_minutes(gate, monkeypatch):
    key = gate.link().partition("key=")[2]
    assert gate.opens(key)
    assert not gate.opens(key)
    late = gate.link().partition("key=")[2]
    now = time.monotonic()
    monkeypatch.setattr(gate_module.time, "monotonic", lambda: now + gate_module.LINK_LIFETIME_SECONDS + 1)
    assert not gate.opens(late)


def test_on_this_machine_the_token_itself_is_no_key(gate):
    assert not gate.opens(gate.token)


def test_on_a_network_the_token_opens_again_and_again_and_tls_may_end_in_front():
    gate = Gate(port=5000, shared=True, names=("kit.clinic.example",))
    assert gate.opens(gate.token) and gate.opens(gate.token)
    assert asks(gate, Host="kit.clinic.example", Origin="https://kit.clinic.example") is None
    assert asks(gate, Host="127.0.0.1:5000")


@pytest.mark.parametrize("cookie", [None, "", "é", "x" * 43])
def test_other_cookies_are_no_key(gate, cookie):
    assert asks(gate, cookie=cookie)
