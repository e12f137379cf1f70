"""JMESPath expressions: compiled once, evaluated with readable errors."""

import warnings
from functools import cache
from typing import Any, Protocol, cast

import jmespath

from generator.findings.json_value import is_array, is_object

_MOST_PARTS = 100_000
_DEEPEST = 200


class Expression(Protocol):
    """A compiled expression."""

    def search(self, value: Any) -> Any:
        """Returns what the expression makes of a value."""
        ...


class ExpressionError(Exception):
    """An expression that does not compile or cannot be evaluated; the message is one line."""


@cache
def compiled(text: str) -> Expression:
    """Returns a compiled expression. Raises ExpressionError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "error"
            )  # the old spelling of literals, which other parsers refuse
            return cast(Expression, jmespath.compile(text))
    except Exception as error:  # the library's parser lets many kinds escape
        raise ExpressionError(_one_line(error)) from error


def search(text: str, value: Any) -> Any:
    """Returns what an expression makes of a value. Raises ExpressionError."""
    expression = compiled(text)
    try:
        result = expression.search(value)
    except Exception as error:  # the library's functions let whatever Python raises escape
        raise ExpressionError(_one_line(error)) from error
    if not _is_small(result):
        raise ExpressionError("the result is too large")
    return result


def _is_small(value: Any) -> bool:
    """Tells whether a value has a sane number of parts. Expressions can repeat a part without copying it."""
    pending = [(value, 0)]
    for _ in range(_MOST_PARTS):
        if not pending:
            return True
        each, depth = pending.pop()
        if depth > _DEEPEST:
            return False
        if is_object(each):
            pending.extend((inner, depth + 1) for inner in each.values())
        elif is_array(each):
            pending.extend((inner, depth + 1) for inner in each)
    return False


def _one_line(error: Exception) -> str:
    text = str(error).strip().removeprefix("Invalid jmespath expression: ")
    return text.splitlines()[0].rstrip(" .:") if text else type(error).__name__
