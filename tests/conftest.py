"""What every test can use.

Property-based tests try the same inputs in every run; with `PROPERTY_SEARCH=1` they look for new ones. No test, and no process
that a test starts, reads the configuration file of the person who runs it.
"""

import os

from hypothesis import settings

pytest_plugins = ["tests.support.tools"]

settings.register_profile("same every time", derandomize=True, database=None, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("PROPERTY_SEARCH") else "same every time")

os.environ["INTEGRATIONS_CONFIG"] = os.devnull
