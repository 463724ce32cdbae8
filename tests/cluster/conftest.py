"""The engines of many machines, in their local modes. They are heavy and optional: what is not installed has no tests to collect.

`.ci/run` installs both, with Java, and makes sure that these tests ran.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import zipfile
from datetime import date

import pandas
import pytest

from auditkit.places import datasets

BILLING = datasets() / "billing"
collect_ignore = [
    file
    for package, file in (("pyspark", "test_on_spark.py"), ("dask", "test_on_dask.py"))
    if importlib.util.find_spec(package) is None or (package == "pyspark" and not shutil.which("java"))
]


@pytest.fixture(scope="session")
def tables():
    """A part of the synthetic practice as text frames, and the day it is looked at."""
    with zipfile.ZipFile(BILLING / "claims.zip") as packed:
        frames = {"lines": _text(packed.read(packed.namelist()[0]))}
    for table in ("history", "payers", "authorizations"):
        frames[table] = _text((BILLING / f"{table}.csv").read_bytes())
    frames["lines"] = frames["lines"][frames["lines"]["patient_id"] < "P030"].reset_index(drop=True)
    return frames, date(2026, 11, 23)


def _text(content: bytes) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
