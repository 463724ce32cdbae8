"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A build server tries the same cases every time, so that its answer is about the change; at home new ones are tried.
settings.register_profile("build-server", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("build-server")
