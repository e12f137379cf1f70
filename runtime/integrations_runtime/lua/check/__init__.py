"""What is wrong with a script, found without running it: names, parameters and values that its calls cannot have.

Facts come from the generated modules and docs of the integrations that a script names, and from a fresh sandbox. What cannot be
known before a script runs (computed values, reassigned variables, accounts) is not judged.
"""

from .problem import Problem
from .script import check_script

__all__ = ["Problem", "check_script"]
