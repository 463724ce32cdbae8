"""What the server answers. Every route is in `voila.py`; whoever gets here has passed the gate, except on the entry page."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError, RequestHandler, StaticFileHandler, authenticated
from voila.request_info_handler import RequestInfoSocketHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from auditkit.apps.server import layout

COOKIE_DAYS = 0.5
SECURITY_HEADERS = {
    # Inline styles stay allowed because the widgets set them; no script runs but our own files.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=()",
    "Cache-Control": "no-store",
}


class Guarded:
    """Headers that every answer carries, and errors that say one sentence."""

    def set_default_headers(self) -> None:
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def write_error(self, status_code: int, **_kwargs) -> None:
        words = {
            403: "Open the kit from its start file: this browser does not have today's key.",
            404: "There is no such page in the kit.",
        }.get(
            status_code,
            "Something in the kit did not work. Go back and try again; `auditkit doctor` checks the installation.",
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(layout.message(self.settings["frame"], words))


class Plain(Guarded, RequestHandler):
    """An answer without Jupyter behind it."""

    def check_xsrf_cookie(self) -> None:
        """The gate has compared `Origin` and `Sec-Fetch-Site` already."""


class Refused(Plain):
    """What the gate sends people to instead of the page they asked for."""

    def initialize(self, why: str) -> None:
        self.why = why

    def prepare(self) -> None:
        self.set_status(403)
        self.finish(layout.message(self.settings["frame"], self.why))


class Missing(Plain):
    """No such page."""

    def prepare(self) -> None:
        raise HTTPError(404)


class Enter(Plain):
    """Exchanges the link's key for the cookie, then shows the page. On a network: a form for the token."""

    def get(self) -> None:
        self._admit(self.get_query_argument("key", ""))

    async def post(self) -> None:
        key = self.get_body_argument("key", "")
        await asyncio.sleep(1)  # a brake for guessing
        self._admit(key)

    def _admit(self, key: str) -> None:
        gate, frame = self.settings["gate"], self.settings["frame"]
        if not gate.opens(key):
            self.set_status(403 if key else 401)
            used = "This link has been used, or is older than ten minutes. Start the kit again for a fresh one."
            self.finish(layout.token_form(frame, wrong=bool(key)) if gate.shared else layout.message(frame, used))
            return
        self.set_cookie(gate.cookie, gate.token, httponly=True, samesite="Strict", path="/", expires_days=COOKIE_DAYS)
        to = self.get_query_argument("to", "")
        # A page of ours sends the browser on, not a redirect: after a redirect the browser would hold the strict cookie back.
        self.finish(layout.onward(frame, to if to in self.settings["doors"] else ""))


class Written(Plain):
    """A page that needs no kernel, made from the rules once and kept."""

    def initialize(self, page: str) -> None:
        self.page = page

    async def get(self) -> None:
        self.finish(await asyncio.get_running_loop().run_in_executor(None, _written, self.page, self.settings["frame"]))


@lru_cache(maxsize=4)
def _written(page: str, frame) -> str:
    from auditkit.apps.server import criteria

    return getattr(criteria, f"{page}_page")(frame)


class Download(Plain):
    """A file made for people to keep. Only names on the list exist."""

    async def get(self, name: str) -> None:
        from auditkit.apps.home.downloads import downloads

        found = downloads().get(name)
        if found is None:
            raise HTTPError(404)
        content = await asyncio.get_running_loop().run_in_executor(None, found.content)
        self.set_header("Content-Type", found.media_type)
        self.set_header(
            "Content-Disposition", f'{"inline" if found.looked_at else "attachment"}; filename="{found.name}"'
        )
        self.finish(content)


class Asset(Guarded, StaticFileHandler):
    """Scripts, styles and fonts. The address changes with the versions, so a browser may keep them."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        # A path with a NUL and the like is a wrong address, not a failure of the server.
        try:
            return super().validate_absolute_path(root, absolute_path)
        except ValueError:
            raise HTTPError(404) from None


class Alive(Plain):
    """Whether the Python behind a page still runs: 204, 409 when it died, or 410 when it was put away.

    One that died is started anew (while it starts up, that mends a port that another program took first), but the new one knows nothing
    of the page: to the page it is dead.
    """

    async def get(self, kernel_id: str) -> None:
        kernels = self.settings["kernel_manager"]
        if kernel_id not in kernels:
            self.set_status(410)
            return
        kernel = kernels.get_kernel(kernel_id)
        process = getattr(kernel.provisioner, "pid", None)
        is_the_same = vars(kernel).setdefault("process_of_page", process) == process
        self.set_status(204 if is_the_same and await kernel.is_alive() else 409)


class KernelOfPage(Plain):
    """What the front end asks of its own kernel before it opens the wire. No list, no stop, no interrupt, no restart."""

    def get(self, kernel_id: str) -> None:
        if kernel_id not in self.settings["kernel_manager"]:
            raise HTTPError(404)
        self.finish(
            {
                "id": kernel_id,
                "name": "python3",
                "execution_state": "idle",
                "connections": 1,
                "last_activity": "1970-01-01T00:00:00Z",
            }
        )


class Closed(Plain):
    """A page says that it is being closed; what it held is put away with its kernel."""

    async def post(self, kernel_id: str) -> None:
        kernels = self.settings["kernel_manager"]
        self.set_status(204)
        if kernel_id in kernels:
            await kernels.shutdown_kernel(kernel_id, now=True)


class OneUser(IdentityProvider):
    """Whoever holds the gate's cookie is the user; Jupyter's own ways to log in do not exist here."""

    def get_user(self, handler) -> User | None:
        gate = handler.settings["gate"]
        return User(username="practice") if gate.knows(handler.get_cookie(gate.cookie)) else None

    def get_handlers(self) -> list:
        return []

    @property
    def auth_enabled(self) -> bool:
        return True


class Page(Guarded, TornadoVoilaHandler):
    """An app. Its heading goes out at once; what the notebook shows follows when its kernel has it."""

    def initialize(self, door, **kwargs) -> None:
        super().initialize(notebook_path=door.notebook, **kwargs)
        self.door = door

    def prepare(self):
        # Nothing of an address reaches a template or a kernel: an app gets what people type into it, and nothing else.
        self.request.arguments.clear()
        self.request.query_arguments.clear()
        self.request.query = ""
        return super().prepare()

    @authenticated
    async def get(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(layout.opening(self.settings["frame"], self.door))
        await self.flush()
        try:
            async for piece in self.get_generator():
                self.write(piece)
                await self.flush()
        except Exception as error:
            self.log.error("%s could not be opened (%s)", self.door.notebook, type(error).__name__)
            self.write(layout.BROKEN)
        finally:
            RequestInfoSocketHandler._cache.clear()  # Voila keeps a line per visit there that nobody reads
        self.write(layout.closing(self.settings["frame"]))


class Channels(VoilaKernelWebsocketHandler):
    """The page's wire to its kernel. Voila lets widget messages through it and no code."""

    def check_origin(self, origin: str | None = None) -> bool:
        # The gate compared it before; a socket without an origin is not a browser's.
        return self.get_origin() is not None and super().check_origin(origin)

    async def open(self, kernel_id: str) -> None:
        # Many small messages follow each other; waiting to fill a packet cost 40 ms each time, twice per page.
        self.set_nodelay(True)
        await super().open(kernel_id)
