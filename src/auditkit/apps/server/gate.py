"""Who may ask: one gate before every route, static files and websockets included.

A page on this machine is reachable by every program and every web page that the same computer opens, so the loopback address alone
protects nothing. The gate wants, of every request: our own name in `Host` (against DNS rebinding), a page of ours as the one who asks
(`Sec-Fetch-Site`, `Origin`), and the cookie that this start of the server handed to one browser, through a link that works once.

What it cannot do: cookies are per machine and not per port, so a program of another user that serves pages on this machine *and*
gets this browser to open one could read the cookie. On a shared computer, close the kit when you leave.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from dataclasses import dataclass, field

ENTRY = "/enter"
LINK_LIFETIME_SECONDS = 600
_LOOPBACK_NAMES = ("127.0.0.1", "localhost")


@dataclass
class Gate:
    """What one start of the server lets in. `token` is fresh per start unless the practice brings its own for a network."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    names: tuple[str, ...] = _LOOPBACK_NAMES
    shared: bool = False  # on a network people type the token; on this machine a link that works once brings it
    _links: dict[str, float] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """The cookie's name; the port is in it, so that two kits on one machine do not log each other out."""
        return f"auditkit-{self.port}"

    def link(self, path: str = "") -> str:
        """A link that opens the kit once, within ten minutes."""
        key = secrets.token_urlsafe(24)
        self._links[key] = time.monotonic() + LINK_LIFETIME_SECONDS
        return f"http://{self.names[0]}:{self.port}{ENTRY}?key={key}" + (f"&to={path}" if path else "")

    def opens(self, key: str) -> bool:
        """Whether `key` opens the kit now. A link's key is used up by asking."""
        return self._links.pop(key, 0.0) > time.monotonic() or (self.shared and _same(key, self.token))

    def knows(self, cookie: str | None) -> bool:
        """Whether a cookie's value is this start's token."""
        return cookie is not None and _same(cookie, self.token)

    def refusal(self, method: str, path: str, headers, cookie: str | None) -> str | None:
        """Why a request may not pass, in one plain sentence, or None when it may."""
        host = headers.get("Host", "").lower()
        if host not in self._hosts():
            return "This address is not the kit's own."
        origin = headers.get("Origin")
        if origin is not None and not self._is_ours(origin):
            return "Another page may not ask this."
        is_socket = headers.get("Upgrade", "").lower() == "websocket"
        if origin is None and (is_socket or method not in ("GET", "HEAD")):
            return "Another program may not ask this."
        if method not in ("GET", "HEAD", "POST"):
            return "The kit does not answer this kind of request."
        if path == ENTRY:
            return None
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return "Another page may not ask this."
        if not self.knows(cookie):
            return "Open the kit from its start file: this browser does not have today's key."
        return None

    def _hosts(self) -> set[str]:
        return {f"{name}:{self.port}" for name in self.names} | (set(self.names) if self.shared else set())

    def _is_ours(self, origin: str) -> bool:
        # On a network, TLS ends at a proxy in front, so the page may be https where we are http.
        match = re.fullmatch(r"(https?)://(.+)", origin.lower())
        return bool(match) and match[2] in self._hosts() and (match[1] == "http" or self.shared)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
