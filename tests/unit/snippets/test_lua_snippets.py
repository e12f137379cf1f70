"""Lines in Lua that are too long for one line, in stylua's form."""

from generator.model.show import Path, Print, Step, Value
from generator.model.types import BooleanType, RefType, StringType
from generator.snippets.lua.show import statements

USER = RefType("User")
NAME = Value(Path("user", USER, (Step("name", StringType(), True, "User"),)), "string", "none")
ACTIVE = Value(Path("user", USER, (Step("active", BooleanType(), True, "User"),)), "boolean", "no")


def shown(width: int) -> str:
    """A line of three parts, the last of which is long."""
    return "\n".join(statements([Print((NAME, ": ", ACTIVE))], width))


FITTING = """\
print(
  (user.name or "none")
    .. ": "
    .. (user.active == nil and "no" or tostring(user.active))
)"""
BROKEN = """\
print(
  (user.name or "none")
    .. ": "
    .. (
      user.active == nil and "no" or tostring(user.active)
    )
)"""
IN_PIECES = """\
print(
  (user.name or "none")
    .. ": "
    .. (
      user.active == nil and "no"
      or tostring(user.active)
    )
)"""


def test_the_last_part_is_broken_where_it_is_too_long() -> None:
    last = len(FITTING.split("\n")[3])
    inside = len(BROKEN.split("\n")[4])
    assert shown(last) == FITTING
    assert shown(last - 1) == BROKEN
    assert shown(inside) == BROKEN
    assert shown(inside - 1) == IN_PIECES
