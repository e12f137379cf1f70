"""Runs `show` on a result, or on an event: the meaning that every rendering must agree with."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.findings.json_value import has, is_array
from generator.model.show import RESULT, Each, Path, Print, Statement, Value

LARGEST_PRINTED = 10**14
"""Lua 5.1 prints integers from here on in scientific notation (its number format is `%.14g`)."""


class ShowError(Exception):
    """A statement that cannot be run on a result; the message is a predicate: `'{x}' has no value here`."""


def run(statements: tuple[Statement, ...], value: Any, root: str = RESULT) -> tuple[str, ...]:
    """Returns the lines that statements print of a value, which they call `root`. Raises ShowError."""
    return tuple(_run(statements, {root: value}))


def _run(statements: tuple[Statement, ...], variables: Mapping[str, Any]) -> Iterator[str]:
    for statement in statements:
        match statement:
            case Print(parts=parts):
                yield "".join(
                    part if isinstance(part, str) else _text(part, variables) for part in parts
                )
            case Each(path=path, variable=variable, body=body):
                items = _value(path, variables)
                for item in items if is_array(items) else []:
                    yield from _run(body, {**variables, variable: item})


def _value(path: Path, variables: Mapping[str, Any]) -> Any:
    value = variables[path.root]
    for step in path.steps:
        if not has(value, step.key):
            return None
        value = value[step.key]
    return value


def _text(value: Value, variables: Mapping[str, Any]) -> str:
    found = _value(value.path, variables)
    if found is None:
        if value.default is None:
            raise ShowError("has no value in this example")
        return value.default
    if isinstance(found, bool):
        return "true" if found else "false"
    if value.decimals is not None:
        return f"{found:.{value.decimals}f}"
    if isinstance(found, int) and abs(found) >= LARGEST_PRINTED:
        raise ShowError("has more than 14 digits, which Lua 5.1 prints as 1e+14")
    return str(found)
