"""What several pages of an integration need, and what takes time to make, is made once."""

from collections.abc import Callable
from typing import TypeVar

from generator.model.integration import Integration

_Made = TypeVar("_Made")


def once(make: Callable[[Integration], _Made]) -> Callable[[Integration], _Made]:
    """Returns the function, which remembers what it made of the integration that it was asked about last.

    Integrations come one after the other, and are never changed; memory holds one of them.
    """
    last: list[tuple[Integration, _Made]] = []

    def made(integration: Integration) -> _Made:
        if not last or last[0][0] is not integration:
            last[:] = [(integration, make(integration))]
        return last[0][1]

    return made
