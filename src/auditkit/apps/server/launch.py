"""Starting the server: which address, which port, which words in the terminal, which browser."""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from auditkit.apps.server.doors import doors
from auditkit.apps.server.gate import Gate
from auditkit.apps.server.quick_start import load_jsonschema
from auditkit.places import notebooks

LEAST_TOKEN_LENGTH = 24


class CannotStart(Exception):
    """Why the kit cannot start, in one sentence for the person who started it."""


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine and nobody else's."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to `port` of `host`; 0 takes a free one. Raises CannotStart where that is not possible."""
    from tornado.netutil import bind_sockets

    if not 0 <= port <= 65535:  # the system would fold a larger number into some other port
        raise CannotStart(
            f"{port} cannot be used as a port: it takes a number from 1 to 65535. Leave --port out to take a free one."
        )
    try:
        # One family only: with port 0 a second family would get another port.
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return bind_sockets(port, host, family=family)
    except (OSError, OverflowError) as error:
        raise CannotStart(
            f"Port {port} of {host} cannot be used ({type(error).__name__}). Leave --port out to take a free one."
        ) from error


def run(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    browser: bool = True,
    token_file: Path | None = None,
    names: tuple[str, ...] = (),
    folder: Path | None = None,
    preheated: int = 1,
    page: str = "",
) -> None:
    """Runs the kit until it is stopped. Raises CannotStart with a sentence.

    `names` are further names under which people on a network reach this machine; `page` is the app to open, home when empty.
    """
    shared = not is_loopback(host)
    token = _token(token_file) if token_file else ""
    if shared and not token:
        raise CannotStart(
            f"{host} can be reached by other machines. Give --token-file with a secret of at least {LEAST_TOKEN_LENGTH} characters, "
            "or leave --host out to keep the kit on this machine."
        )
    folder = folder or notebooks()
    found = doors(folder)
    if not found:
        raise CannotStart(
            f"There are no apps in {folder}. Install auditkit again; `auditkit doctor` says what is missing."
        )
    sockets = listen(host, port)
    bound = sockets[0].getsockname()[1]
    # A machine that listens everywhere is reached by its name; 0.0.0.0 is no name that a browser sends.
    own = (host,) if host not in ("0.0.0.0", "::") else (socket.gethostname().lower(),)  # noqa: S104
    gate = Gate(port=bound, shared=shared, names=(*own, *names)) if shared else Gate(port=bound)
    if token:
        gate.token = token

    load_jsonschema()
    from auditkit.apps.server.voila import app_server  # the slow import, after everything that can go wrong quickly

    server = app_server(gate, found, folder, preheated=preheated)
    server.start_on(sockets, lambda: _announce(gate, browser, page))


def _token(file: Path) -> str:
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"The token file {file} cannot be read ({type(error).__name__}).") from error
    if len(token) < LEAST_TOKEN_LENGTH or not token.isascii() or not token.isprintable() or " " in token:
        raise CannotStart(
            f"The token in {file} is too easy to guess: it takes {LEAST_TOKEN_LENGTH} or more letters and digits without spaces."
        )
    return token


def _announce(gate: Gate, browser: bool, page: str) -> None:
    if gate.shared:
        print(
            "Warning: other machines can reach the kit now, and what they send is not encrypted. Put a proxy with TLS in front of it\n"
            "before any real patient's note goes in. Everyone types the token from your file.",
            file=sys.stderr,
        )
        print(f"auditkit is open at http://{gate.names[0]}:{gate.port}/enter", flush=True)
        return
    link = gate.link(page)
    print(
        f"auditkit is open on this machine only. This link works once, for ten minutes:\n\n    {link}\n\nTo stop: close this window, or press Ctrl-C here.",
        flush=True,
    )
    if browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
