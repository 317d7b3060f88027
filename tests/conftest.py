"""How hypothesis looks for examples: the same ones at every run in CI, new ones at a desk; never against a stopwatch."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
