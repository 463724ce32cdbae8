"""Voila, hardened: our routes only, our template, our kernel, nothing read from the computer's own Jupyter settings."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import tornado.ioloop
import tornado.web
from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_path
from jupyter_core.utils import run_sync
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila

import auditkit
from auditkit.apps.server import kernels, layout, pages
from auditkit.apps.server.doors import Door
from auditkit.apps.server.gate import Gate

UPLOAD_LIMIT_BYTES = 50 * 2**20
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")
IDLE_SECONDS = 15 * 60  # a page that is gone without a word: its kernel, and what it held, go after this
_LONGEST_HEATING = 30.0  # seconds that one page may hold up the others
_LONGEST_CELL = 60  # seconds
_KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


class GuardedApplication(tornado.web.Application):
    """Every request meets the gate before it meets a route."""

    def find_handler(self, request, **kwargs):
        gate: Gate = self.settings["gate"]
        morsel = request.cookies.get(gate.cookie)
        why = gate.refusal(request.method, request.path, request.headers, morsel.value if morsel else None)
        if why is None:
            return super().find_handler(request, **kwargs)
        return self.get_handler_delegate(request, pages.Refused, {"why": why})


class AppServer(Voila):
    """One server for all `doors`. Started with `start_on(sockets)`; stops with Ctrl-C or a signal to terminate."""

    gate: Gate
    doors: dict[str, Door]
    pool: int = 1

    def initialize(self, argv=None) -> None:
        self.config_file_paths = []  # neither the folder that it is started from nor the computer may loosen anything
        super().initialize(argv or [])

    def setup_template_dirs(self) -> None:
        self.template_paths = [str(layout.TEMPLATES)]
        self.static_paths = []

    def init_settings(self) -> dict:
        settings = super().init_settings()
        frame = layout.Frame(
            assets=f"/assets/{_versions()}",
            menu=tuple(self.doors.values()),
            version=auditkit.__version__,
            upload_limit_bytes=UPLOAD_LIMIT_BYTES,
        )
        settings.update(
            gate=self.gate,
            frame=frame,
            doors=self.doors,
            allow_remote_access=True,  # the gate compares `Host`, more strictly
            log_function=_say_nothing,
            login_url="/enter",
            default_handler_class=pages.Missing,
            ws_ping_timeout=30_000,
            # A message is the files of one upload and a little around them.
            websocket_max_message_size=UPLOAD_LIMIT_BYTES + 2**20,
        )
        return settings

    def init_handlers(self) -> list:
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        base, labextensions = _voila_files()
        at = r"/assets/[0-9a-f]+"
        return [
            (r"/", tornado.web.RedirectHandler, {"url": "/home", "permanent": False}),
            (r"/enter", pages.Enter),
            *((f"/{name}", pages.Written, {"page": name}) for name in ("criteria", "templates")),
            (r"/download/([a-z0-9-]+\.[a-z]+)", pages.Download),
            *((f"/{door.path}", pages.Page, {"door": door, **page}) for door in self.doors.values()),
            (at + r"/shell/(.*)", pages.Asset, {"path": str(layout.SHELL / "static")}),
            (at + r"/voila/(.*)", pages.Asset, {"path": str(base)}),
            *(
                (at + rf"/labextensions/{name}/(.*)", pages.Asset, {"path": str(root / name)})
                for name, root in labextensions.items()
            ),
            (rf"/api/kernels/{_KERNEL}/channels", pages.Channels),
            (rf"/api/kernels/{_KERNEL}", pages.KernelOfPage),
            (rf"/alive/{_KERNEL}", pages.Alive),
            (rf"/closed/{_KERNEL}", pages.Closed),
        ]

    def start_on(self, sockets: list, ready) -> None:
        """Serves on `sockets` until it is stopped; calls `ready()` once it answers."""
        self.connection_dir = tempfile.mkdtemp(prefix="auditkit-")
        os.environ["AUDITKIT_UPLOAD_LIMIT"] = str(UPLOAD_LIMIT_BYTES)  # for the apps to say
        os.environ["IPYTHONDIR"] = str(Path(self.connection_dir) / "ipython")  # nobody's start-up files, no history
        try:
            # The kernel manager is made with the settings and preheats at once: it needs an application that it can ask.
            self.app = GuardedApplication()
            self.app.settings.update(self.init_settings())
            self.app.add_handlers(".*$", self.init_handlers())
            server = HTTPServer(self.app, max_buffer_size=2**20, max_body_size=2**16)
            server.add_sockets(sockets)
            self.ioloop = tornado.ioloop.IOLoop.current()
            self.ioloop.add_callback(ready)
            self.ioloop.add_callback(self._heat_in_turn)
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            run_sync(self.kernel_manager.shutdown_all)(now=True)
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _heat_in_turn(self) -> None:
        """Start the kernels that wait for their pages one after the other, the home page's first.

        All at once they would take the processor from the page that a person opens meanwhile; a page whose kernel does not wait yet starts its own.
        """
        manager = self.kernel_manager
        for door in self.doors.values():
            if not self.pool:
                return
            manager.kernel_pools_config = manager.kernel_pools_config | {door.notebook: {"pool_size": self.pool}}
            manager.fill_if_needed(delay=0, notebook_name=door.notebook)
            for starting in tuple(manager._pools.get(door.notebook, ())):
                # A page that could not be heated says so when it is opened.
                await asyncio.wait([starting], timeout=_LONGEST_HEATING)
                if starting.done() and not starting.cancelled() and not starting.exception():
                    await asyncio.wait([starting.result()["task"]], timeout=_LONGEST_HEATING)


def app_server(gate: Gate, doors: dict[str, Door], folder: Path, *, preheated: int = 1) -> AppServer:
    """The server for `doors` in `folder`, behind `gate`, with `preheated` kernels waiting per app."""
    config = Config()
    config.Voila.root_dir = str(folder)
    config.Voila.open_browser = False
    config.Voila.port = gate.port
    config.Voila.log_level = logging.WARNING
    config.Voila.token = ""
    config.Voila.identity_provider_class = pages.OneUser
    config.VoilaConfiguration.template = "auditkit"
    config.VoilaConfiguration.theme = "light"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
    config.VoilaConfiguration.preheat_kernel = preheated > 0
    config.VoilaConfiguration.default_pool_size = preheated
    config.VoilaConfiguration.kernel_spec_manager_class = kernels.OwnKernel
    config.VoilaConfiguration.page_config_hook = _page_config
    config.VoilaExecutor.timeout = _LONGEST_CELL
    # On a busy machine what a cell shows arrives seconds after its end.
    config.VoilaExecutor.iopub_timeout = _LONGEST_CELL
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    config.MappingKernelManager.buffer_offline_messages = False
    config.MappingKernelManager.transport_encryption = "auto"
    served = {door.notebook for door in doors.values()}
    config.VoilaKernelManager.preheat_denylist = [p.name for p in folder.rglob("*.ipynb") if p.name not in served]
    config.VoilaKernelManager.fill_delay = 2.0
    config.VoilaKernelManager.kernel_pools_config = {"default": {"pool_size": 0}}  # see `_heat_in_turn`
    server = AppServer(config=config)
    server.gate, server.doors, server.pool = gate, doors, preheated
    server.log.addFilter(kernels.NoPatientText())
    server.initialize()
    return server


def _page_config(page_config: dict, *, settings: dict, **_unused) -> dict:
    assets = settings["frame"].assets if "frame" in settings else f"/assets/{_versions()}"
    return page_config | {
        "fullStaticUrl": f"{assets}/voila",
        "fullLabextensionsUrl": f"{assets}/labextensions",
        "disabledExtensions": ["@jupyterlab/mathjax2-extension"],  # it would fetch formulas' fonts from elsewhere
    }


def _voila_files() -> tuple[Path, dict[str, Path]]:
    """The folder of Voila's scripts, and for each extension the `labextensions` folder that holds it."""
    roots = [Path(p) for p in (*ENV_JUPYTER_PATH, *jupyter_path())]  # this installation's before a user's own
    base = next(
        p for p in (root / "voila" / "templates" / "base" / "static" for root in roots) if (p / "voila.js").is_file()
    )
    places = [folder for root in roots for folder in (root / "labextensions", root / "voila" / "labextensions")]
    return base, {name: next(p for p in places if (p / name / "package.json").is_file()) for name in EXTENSIONS}


def _versions() -> str:
    names = ("voila", "ipywidgets", "jupyterlab_widgets")
    shell = b"".join(p.read_bytes() for p in sorted((layout.SHELL / "static").iterdir()) if p.is_file())
    words = " ".join([auditkit.__version__, *(version(name) for name in names)])
    return hashlib.sha256(words.encode() + shell).hexdigest()[:16]


def _say_nothing(_handler) -> None:
    """No access log: addresses can hold the link's key, and who opened what is nobody's business."""
