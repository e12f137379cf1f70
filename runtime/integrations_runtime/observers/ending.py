"""The end of what outlives the call that returned it: a stream, a download."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol


class Listener(Protocol):
    """What wants to know how a call ended, and counts only what it is told first."""

    def ended(self, error: BaseException | None) -> None:
        """The call is over."""
        ...


class Ending:
    """Tells `listener`, if there is one, how a stream or download ended. One that is dropped has been given up.

    As a context it is the reading: what the reading raises, it tells. A reading that is left is not over by that, since
    whoever left it may close what was read.
    """

    __slots__ = ("listener",)

    def __init__(self) -> None:
        self.listener: Listener | None = None

    def tell(self, error: BaseException | None = None) -> None:
        """It is over."""
        if self.listener is not None:
            self.listener.ended(error)

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not isinstance(error, GeneratorExit):
            self.tell(error)

    def __del__(self) -> None:
        if self.listener is not None:
            self.listener.ended(GeneratorExit())
