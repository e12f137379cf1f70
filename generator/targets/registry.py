"""All targets, in the order in which they are rendered. A new target is one line here."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from generator.targets.base import Target
from generator.targets.docs import TARGET as DOCS
from generator.targets.lua import TARGET as LUA
from generator.targets.mock import TARGET as MOCK
from generator.targets.python import TARGET as PYTHON

TARGETS: tuple[Target, ...] = (PYTHON, LUA, DOCS, MOCK)

Product: TypeAlias = Literal["generated", "site"]
"""What a run makes: the folder that is checked in, or what the documentation site is built from."""


def recall(kept: Mapping[str, Sequence[str]]) -> None:
    """Tells the targets what they noted of an earlier run; raises ValueError for what is no note."""
    from generator.targets.python.types.answers import ANSWERS

    ANSWERS.recall(kept)


def notes() -> Mapping[str, Sequence[str]] | None:
    """Returns what the targets noted since `recall`, to be quicker next time; None where nothing is new."""
    from generator.targets.python.types.answers import ANSWERS

    return ANSWERS.used()


def targets(product: Product) -> tuple[Target, ...]:
    """Returns the targets of a product. Their files lie in folders of their names, but for those of the last one of `site`."""
    if product == "generated":
        return TARGETS
    from generator.targets.site import TARGET as SITE

    return DOCS, SITE
