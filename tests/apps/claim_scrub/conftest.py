"""A small practice's claims as files: what is wrong with a line is named in the test that needs it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.scrub.example import with_defaults
from auditkit.store import Store

OWN_HEADERS = {"claim_id": "Invoice", "hcpcs_code": "CPT", "date_of_service": "DOS", "line_charge_amount": "Charge"}


def csv_of(rows, headers=None) -> bytes:
    """Rows as a CSV file, with some headers renamed."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([(headers or {}).get(name, name) for name in names])
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return out.getvalue().encode()


@pytest.fixture
def claims():
    """Claim lines as a CSV file: `claims({"units": "9"}, ...)`; each row is a claim of its own patient unless it says so."""

    def made(*rows, headers=None):
        named = [{"claim_id": f"C-{n}", "patient_id": f"P-{n}", **row} for n, row in enumerate(rows, start=1)]
        return csv_of(with_defaults(tuple(named)), headers)

    return made


@pytest.fixture
def model(tmp_path):
    return ClaimScrubModel(
        now=lambda: datetime(2026, 8, 10, 12, tzinfo=UTC), open_store=lambda: Store.open(tmp_path / "store.sqlite")
    )
