"""The variables of loops over streams and pages: the same in all languages, unless one cannot write them."""

from collections.abc import Iterable

from generator.model.integration import Function
from generator.model.show import EVENT, Each, Statement
from generator.model.types import RefType
from generator.resolve.naming import singular, title_words


def event_variable(shown: Iterable[Statement]) -> str:
    """Returns what a piece of a stream is called, of which statements show something."""
    return EVENT if "chunk" in _variables(shown) else "chunk"


def item_variable(function: Function) -> str:
    """Returns what an item of a function's pages is called: `file` for `list_files`, and as its type where that says nothing."""
    if function.name.startswith("list_"):
        return singular(function.name.removeprefix("list_"))
    if isinstance(function.item, RefType):
        return title_words(function.item.name).replace(" ", "_")
    return "item"


def _variables(statements: Iterable[Statement]) -> set[str]:
    """The names that the loops of statements give to items."""
    found: set[str] = set()
    for statement in statements:
        if isinstance(statement, Each):
            found |= {statement.variable, *_variables(statement.body)}
    return found
