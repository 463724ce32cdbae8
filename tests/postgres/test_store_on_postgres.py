"""The tests of the store once more, on a server: every one that asks for a `place` or a `store`."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path

COUNTED = 0

for _path in sorted((Path(__file__).parent.parent / "store").glob("test_*.py")):
    _spec = importlib.util.spec_from_file_location(f"{_path.stem}_on_postgres", _path)
    _module = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_module)
    for _name, _test in vars(_module).items():
        if _name.startswith("test_") and {"place", "store"} & set(inspect.signature(_test).parameters):
            assert _name not in globals(), f"two tests are called {_name}"
            globals()[_name] = _test
            COUNTED += 1


def test_there_were_tests_to_run_again():
    assert COUNTED > 40
