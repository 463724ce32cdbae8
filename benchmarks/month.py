"""How long the monthly report of a large practice takes, from files to page, PDF and tables.

    python benchmarks/month.py [--times 3]

The practice is the invented one several times over, other patients and payments each time: three times are 12 months and 63,645 billed lines.
Measured is what `auditkit report` does: read remittances, claims, payers, history and authorizations, find and match denials, check the claims,
make the figures, execute the notebook, convert it, write PDF and tables. Beside the seconds on the clock stand those of the processors, which
a busy machine does not stretch.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import tempfile
import time
import zipfile
from pathlib import Path

from auditkit.apps.month.notebook import monthly_page
from auditkit.places import datasets

_PATIENT = re.compile(rb"\bP(\d{3})(?=[-,|~*:DR]|$)", re.MULTILINE)
_TRACE = re.compile(rb"(TRN.1.)([^*|~\r\n]{1,48})")


def several_times(folder: Path, times: int) -> dict[str, list[str]]:
    """The invented practice's files, `times` over, in a folder; paths by what they are."""
    billing, answers = datasets() / "billing", datasets() / "remittances"
    claims = _only(billing / "claims.zip")
    head, body = claims.split(b"\n", 1)
    (folder / "claims.csv").write_bytes(head + b"\n" + b"".join(_other(body, n) for n in range(times)))
    for name in ("remittances_835.zip", "acknowledgements.zip"):
        with zipfile.ZipFile(answers / name) as source, zipfile.ZipFile(folder / name, "w", zipfile.ZIP_STORED) as made:
            for entry in source.infolist():
                for n in range(times):
                    made.writestr(f"{n}-{entry.filename}", _TRACE.sub(rb"\g<1>%d\2" % n, _other(source.read(entry), n)))
    for name in ("history.csv", "authorizations.csv"):
        head, body = (billing / name).read_bytes().split(b"\n", 1)
        (folder / name).write_bytes(head + b"\n" + b"".join(_other(body, n) for n in range(times)))
    return {
        "remittances": [str(folder / "remittances_835.zip"), str(folder / "acknowledgements.zip")],
        "claims": [str(folder / "claims.csv")],
        "payers": [str(billing / "payers.csv")],
        "history": [str(folder / "history.csv")],
        "authorizations": [str(folder / "authorizations.csv")],
    }


def _only(archive: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
        return opened.read(opened.namelist()[0])


def _other(content: bytes, number: int) -> bytes:
    """The same with other patients, and so other claims."""
    return content if not number else _PATIENT.sub(rb"%c\1" % (ord("P") + number), content)


def main() -> None:
    """Measure once and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = several_times(folder, options.times)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        page = monthly_page("2026-09", files, folder / "report")
        seconds = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + time.process_time()
        print("\n".join(page.told["read"]))
        print(
            f"report: {seconds:.1f} s on the clock, {cpu:.1f} s of processor time, {after.ru_maxrss / 1024:.0f} MB; page {len(page.html) / 1024:.0f} KB"
        )


if __name__ == "__main__":
    main()
