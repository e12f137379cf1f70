"""JSON values, as the standard parser makes them, for static type checkers and by pointer."""

from typing import Any, TypeGuard

from generator.findings.finding import Pointer


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Tells whether a value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Tells whether a value is a JSON array."""
    return isinstance(value, list)


def has(value: Any, step: str | int) -> bool:
    """Tells whether a value has something under a key or at a position."""
    if is_object(value):
        return step in value
    return is_array(value) and isinstance(step, int) and 0 <= step < len(value)


def at(root: Any, pointer: Pointer) -> Any:
    """Returns the value at a pointer, or None where there is none."""
    value = root
    for step in pointer:
        if not has(value, step):
            return None
        value = value[step]
    return value
