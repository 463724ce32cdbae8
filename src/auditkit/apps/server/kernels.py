"""How the Python behind a page is started: always this very installation, alone, and with nothing written down.

A computer may know other kernels by the name `python3`, of other installations; a person may have start-up files for IPython.
Neither belongs behind a page of ours.
"""

from __future__ import annotations

import logging
import sys

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

KERNEL = "python3"


class OwnKernel(KernelSpecManager):
    """Knows one kernel: the Python that runs the server."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {KERNEL: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The one kernel, whatever a computer has under the same name. Raises NoSuchKernel for any other."""
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",  # no record of what ran
                "--BaseIPythonApplication.auto_create=False",
            ],
            display_name="auditkit",
            language="python",
            # Messages to and from a kernel hold note text and travel over sockets that other users of this machine can open.
            metadata={"supported_encryption": ["curve"]},
        )


class NoPatientText(logging.Filter):
    """Keeps tracebacks and cell text out of the log: what failed may have held a note. The kind of error stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "is not trusted" in str(record.msg):  # said of every notebook that holds no outputs; means nothing here
            return False
        if record.exc_info:
            kind = record.exc_info[0].__name__ if isinstance(record.exc_info, tuple) and record.exc_info[0] else "error"
            record.msg, record.args = f"a page could not be shown ({kind})", ()
            record.exc_info, record.exc_text = None, None
        return True
