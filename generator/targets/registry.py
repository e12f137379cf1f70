"""All targets, in the order in which they are rendered. A new target is one line here."""

from typing import Literal, TypeAlias

from generator.targets.base import Target
from generator.targets.docs import TARGET as DOCS
from generator.targets.lua import TARGET as LUA
from generator.targets.mock import TARGET as MOCK
from generator.targets.python import TARGET as PYTHON

TARGETS: tuple[Target, ...] = (PYTHON, LUA, DOCS, MOCK)

Product: TypeAlias = Literal["generated", "site"]
"""What a run makes: the folder that is checked in, or what the documentation site is built from."""


def targets(product: Product) -> tuple[Target, ...]:
    """Returns the targets of a product. Their files lie in folders of their names, but for those of the last one of `site`."""
    if product == "generated":
        return TARGETS
    from generator.targets.site import TARGET as SITE

    return DOCS, SITE
