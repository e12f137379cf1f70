"""JMESPath expressions of a spec. The library is loaded when the first expression is compiled."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from ..spec import JSON

Query: TypeAlias = Callable[[Any], JSON]


class QueryError(Exception):
    """An expression could not be applied to a value; the message says why."""


def find(expression: str | None, value: Any) -> JSON:
    """What `expression` finds in a value; None without one, and where it cannot be applied."""
    try:
        return None if expression is None else compile_query(expression)(value)
    except QueryError:
        return None


@cache
def compile_query(expression: str) -> Query:
    """A function from a JSON value to what `expression` finds in it; raises `QueryError`."""
    compiled = import_module("jmespath").compile(expression)

    def search(value: Any) -> JSON:
        try:
            found: JSON = compiled.search(value)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise QueryError(str(error).partition("\n")[0]) from None
        return found

    return search
