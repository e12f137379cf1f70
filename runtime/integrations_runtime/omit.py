"""`OMIT`: the argument that is always left out, also where `None` would be sent as null."""

from typing import Final, final


@final
class Omit:
    """The type of `OMIT`, its only value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "OMIT"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "OMIT"  # by name: a copy or a pickle is the same object


OMIT: Final = Omit()
"""Leave this argument out of the request."""
