"""The billing side is made once for all tests of this folder."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from auditkit.datasets.__main__ import practice_files
from auditkit.datasets.billing.build import build_billing
from auditkit.datasets.billing.tables import billing_tables
from auditkit.datasets.frontdesk.files import frontdesk_text
from auditkit.datasets.remittances.files import remittance_text

sys.path.append(str(Path(__file__).parent))  # the splitter in remitted.py


@pytest.fixture(scope="session")
def billing():
    return build_billing()


@pytest.fixture(scope="session")
def billing_text(billing):
    return billing_tables(billing)


@pytest.fixture(scope="session")
def rows(billing_text):
    """Table name -> rows as dictionaries of text."""
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in billing_text.items()}


@pytest.fixture(scope="session")
def remittance_files(billing):
    return remittance_text(billing=billing)


@pytest.fixture(scope="session")
def practice_text():
    return practice_files()


@pytest.fixture(scope="session")
def frontdesk_files(billing):
    return frontdesk_text(billing=billing)
