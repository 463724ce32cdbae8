"""A report as a file: its notebook is executed with parameters, then converted to one page that needs nothing else."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import as_file, files

from auditkit.apps.server.kernels import KERNEL, OwnKernel
from auditkit.apps.server.quick_start import load_jsonschema
from auditkit.places import notebooks

_MINUTES = 30 * 60  # more than any practice should need; a kernel that hangs is ended


class CannotReport(Exception):
    """Why there is no report, in one sentence without a word of any file."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page, and what the notebook told about it: the result of its cell `made`, a dictionary with at least `title` and `footer`."""

    html: str
    told: Mapping[str, object]


def report_page(name: str, parameters: Mapping[str, object], own: Sequence[str] = ()) -> ReportPage:
    """Execute a notebook of the kit and convert it; `own` is how its own sentences begin when it refuses. Raises CannotReport."""
    load_jsonschema()
    with ThreadPoolExecutor(max_workers=1) as beside:  # while the notebook runs in its own process, this one waits
        beside.submit(import_module, "nbconvert")
        notebook = _executed(name, parameters, own)
    told = next(
        ast.literal_eval(output["data"]["text/plain"])
        for cell in notebook.cells
        if cell.get("id") == "made"
        for output in cell.outputs
        if output.output_type == "execute_result"
    )
    return ReportPage(_converted(notebook, told), told)


def _executed(name: str, parameters: Mapping[str, object], own: Sequence[str]):
    import nbformat
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = nbformat.read(notebooks() / name, as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    manager = AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=OwnKernel())
    if manager.has_trait("transport_encryption"):
        manager.transport_encryption = "auto"  # what goes over these sockets names patients' claims
    try:
        client = NotebookClient(notebook, km=manager, kernel_name=KERNEL, timeout=_MINUTES, shutdown_kernel="immediate")
        return client.execute(cleanup_kc=True)  # a manager of ours would else keep its kernel, and what it read, alive
    except CellExecutionError as error:
        raise CannotReport(_sentence(error.ename, error.evalue, own)) from None
    except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
        raise CannotReport(
            f"The report was not finished ({type(error).__name__}). Try again with fewer files."
        ) from None


def _sentence(kind: str, words: str, own: Sequence[str]) -> str:
    """Only messages that are our own sentences are repeated; others may quote what was read."""
    if own and words.startswith(tuple(own)):
        return words
    if kind in ("PermissionError", "FileExistsError", "NotADirectoryError", "OSError"):
        return "The folder cannot be written to. Choose another one with --to."
    return f"The report could not be made ({kind}). `auditkit doctor` checks the installation."


def _converted(notebook, told: Mapping[str, object]) -> str:
    from nbconvert import HTMLExporter

    with as_file(files("auditkit.reports") / "templates") as templates:
        exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(templates)])
        style = (templates / "page.css").read_text(encoding="utf-8")
        frame = {"title": told["title"], "footer": told["footer"], "style": style}
        page, _ = exporter.from_notebook_node(notebook, resources={"frame": frame})
    return page
