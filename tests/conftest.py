"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A build server tries the same cases every time, so that its answer is about the change; at home new ones are tried.
# No case is timed: a busy machine is no fault of the code.
settings.register_profile("at-home", deadline=None)
settings.register_profile("build-server", derandomize=True, deadline=None)
settings.load_profile("build-server" if os.environ.get("CI") else "at-home")
