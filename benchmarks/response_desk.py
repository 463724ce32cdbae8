"""A worklist of 5,000 denied lines: how long loading, a filter, the next page and a click take, in the process that answers the browser.

    python benchmarks/response_desk.py [--lines 5000]

The store is a SQLite file in a temporary folder. Wanted is that no click takes a noticeable time: 300 ms at most.
Beside the milliseconds on the clock stand those of the processor, which a busy machine stretches less.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from auditkit.apps.response_desk.model import ResponseDeskModel
from auditkit.apps.response_desk.view import ResponseDeskView
from auditkit.apps.response_desk.work import Filter
from auditkit.desks.denials.case import DESK
from auditkit.store import Store
from auditkit.store.records import NewEvent

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
CODES = (
    ("CO", "50", "medical_necessity"),
    ("CO", "197", "authorization"),
    ("CO", "4", "coding"),
    ("PR", "27", "eligibility"),
)


def event(number: int) -> NewEvent:
    """A denied line of its own claim, noticed on one of the last 30 days."""
    group, carc, category = CODES[number % len(CODES)]
    noticed = date(2026, 11, 24) - timedelta(days=number % 30)
    details = {
        "noticed_on": noticed.isoformat(), "claim_id": f"C-{number:05}", "line_number": "1", "payer": f"Payer {number % 7} (invented)",
        "payer_type": "medicare_b", "remittance_id": f"R{number // 40}", "payment_number": str(number), "date_of_service": "2026-09-02",
        "hcpcs_code": "97110", "modifiers": "GP", "group_code": group, "carc": carc, "rarcs": "N115", "category": category, "route": "appeal",
        "appeal_by": (noticed + timedelta(days=125)).isoformat(), "charge_cents": 10_000, "denied_cents": 5_000 + number, "paid_on": noticed.isoformat(),
        "is_appealable": True,
    }  # fmt: skip
    return NewEvent(DESK, f"{number:032x}", "noticed", details, "benchmark", NOW, 0)


def timed(words: str, action, times: int = 1) -> None:
    """Run an action and print the medians in milliseconds: on the clock, and of the processor."""
    clock, processor = [], []
    for _ in range(times):
        start, begun = time.perf_counter(), time.process_time()
        action()
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - begun) * 1000)
    print(f"{words:<58} {statistics.median(clock):9.1f} ms  {statistics.median(processor):9.1f} ms of the processor")


def main(count: int) -> None:
    """Fill a store, open the page over it, and click."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        with Store.open(path) as store:
            timed(f"keep {count:,} denied lines", lambda: store.append_all([event(n) for n in range(count)]))
        model = ResponseDeskModel(now=lambda: NOW, open_store=lambda: Store.open(path), who="Ann")
        timed("load them from the store", model.load, 3)
        view = ResponseDeskView(model)
        timed("open the worklist (load, first page, first case)", view.open_button.click)
        work, entries = view.worklist, view.worklist.entries
        timed("show it again", view.refresh, 5)
        timed("click on an entry", lambda: entries.list.children[3].click(), 9)
        timed("next page", entries.forward.click, 9)
        timed("filter by category", lambda: work._narrow(Filter(category="coding")), 5)
        timed("clear the filter", lambda: work._narrow(Filter()), 5)

        def keep() -> None:
            work.case.action.value = "said"
            work.case._forms["said"]["words"].value = "kept"
            work.case.keep_button.click()

        timed("keep a note (store, list and case shown again)", keep, 5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=5_000)
    main(parser.parse_args().lines)
