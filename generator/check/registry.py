"""All rules of all stages."""

from generator.check.rules import RULES as CHECK
from generator.findings import Rule
from generator.load.rules import RULES as LOAD
from generator.resolve.rules import RULES as RESOLVE

ALL_RULES: tuple[Rule, ...] = tuple(sorted((*LOAD, *RESOLVE, *CHECK)))
"""Every rule, sorted by ID."""
