"""Libraries load without what nobody needs here, and leave it to who does."""

import subprocess
import sys

LOADED = """
import sys
from auditkit.apps.server.quick_start import load_jsonschema
load_jsonschema()
import nbformat, nbconvert
assert not any(name.startswith("rfc3987_syntax") for name in sys.modules), "it was loaded, or stands in the way"
load_jsonschema()
import rfc3987_syntax
assert rfc3987_syntax.is_valid_syntax
"""


def test_notebooks_load_without_iri_checks_and_others_may_still_have_them():
    subprocess.run([sys.executable, "-c", LOADED], check=True)
