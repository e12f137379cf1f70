"""JMESPath expressions: compiled once, evaluated with readable errors."""

from functools import cache
from typing import Any, Protocol, cast

import jmespath
import jmespath.exceptions


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
        return cast(Expression, jmespath.compile(text))
    except jmespath.exceptions.JMESPathError as error:
        raise ExpressionError(_one_line(error)) from error


def search(text: str, value: Any) -> Any:
    """Returns what an expression makes of a value. Raises ExpressionError."""
    expression = compiled(text)
    try:
        return expression.search(value)
    except (jmespath.exceptions.JMESPathError, TypeError, ValueError, AttributeError) as error:
        raise ExpressionError(_one_line(error)) from error


def _one_line(error: Exception) -> str:
    text = str(error).strip().removeprefix("Invalid jmespath expression: ")
    return text.splitlines()[0].rstrip(" .:") if text else type(error).__name__
