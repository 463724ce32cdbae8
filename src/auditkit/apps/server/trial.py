"""The server in a process of its own, for tests and benchmarks: started like a user starts it, stopped for certain."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class Running:
    """A running server: the link it printed, everything it said, and requests as its own browser would make them."""

    link: str
    process: subprocess.Popen
    said: list[str] = field(default_factory=list)
    cookie: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.link).netloc

    @property
    def port(self) -> int:
        return int(self.host.rpartition(":")[2])

    def log(self) -> str:
        """Everything that the server printed so far."""
        return "".join(self.said)

    def enter(self) -> http.client.HTTPResponse:
        """Uses the link and keeps its cookie."""
        parts = urlsplit(self.link)
        answer = self.ask(f"{parts.path}?{parts.query}", cookie=False)
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        return answer

    def ask(
        self, path: str, method: str = "GET", *, cookie: bool = True, body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        """One request; `headers` are named with underscores. The body is read into `answer.text`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie and self.cookie:
            sent.setdefault("Cookie", self.cookie)
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer


@contextmanager
def running(
    practice: Path, *, folder: Path | None = None, preheated: int = 1, timeout: float = 60
) -> Iterator[Running]:
    """A server with `practice` as the practice's folder. Raises RuntimeError with what it said when it does not start."""
    code = (
        "from pathlib import Path; from auditkit.apps.server import launch; "
        f"launch.run(browser=False, preheated={preheated}, folder={f'Path({str(folder)!r})' if folder else None})"
    )
    process = subprocess.Popen(  # noqa: S603  our own code, our own Python
        [sys.executable, "-c", code],
        env=os.environ | {"AUDITKIT_HOME": str(practice), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    said: list[str] = []
    threading.Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    try:
        until = time.monotonic() + timeout
        while not (found := re.search(r"http://\S+", "".join(said))):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the server did not start: " + "".join(said))
            time.sleep(0.05)
        yield Running(found[0], process, said)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
