"""How long the monthly report of a large practice takes, from files to page, PDF and tables.

    python benchmarks/month.py [--times 3]

The practice is the invented one several times over, other patients and payments each time: three times are 12 months and 63,645 billed lines.
Measured is what `auditkit report` does: read remittances, claims, payers, history and authorizations, find and match denials, check the claims,
make the figures, execute the notebook, convert it, write PDF and tables. Below the seconds on the clock stand the processor seconds of each stage
in one process, which a busy machine stretches less; for the report itself a second process reads and checks a part where the machine has two processors.
"""

from __future__ import annotations

import argparse
import gc
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
        started = time.perf_counter()
        page = monthly_page("2026-09", files, folder / "report")
        seconds = time.perf_counter() - started
        print("\n".join(page.told["read"]))
        print(f"auditkit report: {seconds:.1f} s on the clock; page {len(page.html) / 1024:.0f} KB")
        _stages(files, folder)


def _stages(files: dict[str, list[str]], folder: Path) -> None:
    """The same without the notebook, in this process: processor seconds of each stage."""
    gc.disable()  # as the notebook does while it reads and counts
    at = time.process_time()

    def took(stage: str) -> None:
        nonlocal at
        now = time.process_time()
        print(f"  {stage}: {now - at:.1f} s of processor time")
        at = now

    from auditkit.analytics.calendar_month import Month
    from auditkit.reports.month import MonthReport
    from auditkit.reports.month_given import read_given
    from auditkit.reports.month_joined import gather, join
    from auditkit.reports.month_notebook import write

    took("loading")
    given = read_given(
        files["remittances"],
        **{name: paths for name, paths in files.items() if name != "remittances"},
        with_store=False,
    )
    took("reading")
    gathered = gather(given)
    took("finding denials, matching, checking claims")
    report = MonthReport(join(gathered, Month.parse("2026-09")))
    took("figures")
    write(report, folder / "again")
    took("page, PDF and tables")
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
