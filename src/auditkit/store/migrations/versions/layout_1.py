"""Layout 1: made in one go, before there were steps. Nothing moves up to it; it is where the steps begin."""

revision = "1"
down_revision = None
