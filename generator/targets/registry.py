"""All targets, in the order in which they are rendered. A new target is one line here."""

from generator.targets.base import Target
from generator.targets.docs import TARGET as DOCS
from generator.targets.lua import TARGET as LUA
from generator.targets.mock import TARGET as MOCK
from generator.targets.python import TARGET as PYTHON

TARGETS: tuple[Target, ...] = (PYTHON, LUA, DOCS, MOCK)
