"""What every test can use.

Property-based tests try the same inputs in every run; with `HYPOTHESIS_PROFILE=thorough` they look for new ones, and try many
more. No test, and no process
that a test starts, reads the configuration file of the person who runs it.
"""

import os
import sys

from hypothesis import settings

pytest_plugins = ["tests.support.tools"]

settings.register_profile("same every time", derandomize=True, database=None, deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same every time"))
if os.environ.get("HYPOTHESIS_PROFILE") == "thorough":
    os.environ.setdefault("PROPERTY_EXAMPLES", "5000")

os.environ["INTEGRATIONS_CONFIG"] = os.devnull

# Hundreds of processes, and each worker, would compile every module anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
