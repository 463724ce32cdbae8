"""How long the front desk takes: 5,000 booked visits and all seven checks, and the same with the joining of the tables.

    python benchmarks/frontdesk.py [--visits 5000] [--times 5]

The visits are the synthetic practice's November and December, copied with other patients. Seconds are of the processor, so that a busy machine measures the same. Reading the files is printed apart.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

from auditkit.desks.eligibility import Desk, FrontDeskTables, check_visits
from auditkit.desks.eligibility.sources import SAMPLE_DAY, read_tables, sample_sources
from auditkit.reference import Reference
from auditkit.rules import visit_checks
from auditkit.tables import Columns

LIMIT = 1.0  # second, for 5,000 visits


def copied(columns: Columns | None, times: int) -> Columns | None:
    """The table some times over, each copy with patients, members and answers of its own."""
    if columns is None:
        return None
    own = ("patient_id", "patient_name", "member_id", "answer_id", "visit_id", "authorization_number")
    return {
        name: [f"{cell}~{copy}" if copy and cell and name in own else cell for copy in range(times) for cell in cells]
        for name, cells in columns.items()
    }


def main() -> None:
    """Prints the best of some runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    began = time.process_time()
    read = read_tables(sample_sources()).tables
    print(f"reading the sample's files: {time.process_time() - began:.2f} s")
    copies = -(-options.visits // 1300)
    names = ("schedule", "answers", "benefits", "authorizations", "claims", "history")
    tables = FrontDeskTables(
        **{name: copied(getattr(read, name), copies) for name in names},
        payers=read.payers,
        rules=read.rules,
        used_counts_claims=False,
    )
    reference = Reference()
    visit_checks()  # the shelf is read once a program
    joining, checking = [], []
    for _ in range(options.times):
        began = time.process_time()
        visits = Desk(tables).joined(date(2026, 11, 2), date(2026, 12, 31), today=SAMPLE_DAY).visits[: options.visits]
        joined = time.process_time()
        checked = check_visits(visits, reference)
        joining.append(joined - began)
        checking.append(time.process_time() - joined)
    rulings = sum(len(one.rulings) for one in checked)
    print(
        f"{len(checked):,} visits, {rulings:,} rulings: joining {min(joining):.2f} s, checking {min(checking):.2f} s (limit for checking {LIMIT} s)"
    )


if __name__ == "__main__":
    main()
