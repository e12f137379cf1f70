"""Answers made from a vendor's own types: from the pydantic models of its SDK."""

from datetime import datetime
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

_DEEPEST: Final = 9
_SCALARS: Final[dict[object, Any]] = {
    str: "example",
    bool: True,
    int: 3,
    float: 0.5,
    datetime: "2026-01-02T03:04:05Z",
}
_EMPTY: Final = frozenset({"NoneType", "Unset"})
"""What unions name for a field that may be missing: the second is MistralAI's."""


def example(annotation: Any, *, depth: int = 0) -> Any:
    """JSON data of the annotated type, with a value for every field and one item in every list."""
    if _is_model(annotation):
        return _object(annotation, depth + 1)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__value__"):  # a named alias, perhaps of a type that has parameters
        value = origin.__value__[arguments] if arguments else annotation.__value__
        return example(value, depth=depth)
    if hasattr(annotation, "__metadata__"):  # Annotated
        return example(arguments[0], depth=depth)
    if origin is Literal:
        return arguments[0]
    if origin in (Union, UnionType):
        chosen = [each for each in arguments if getattr(each, "__name__", "") not in _EMPTY]
        return example(chosen[0], depth=depth)
    if origin is list:
        return [example(arguments[0], depth=depth + 1)] if depth < _DEEPEST else []
    if origin is dict:
        return {"example": example(arguments[1], depth=depth + 1)}
    return _SCALARS.get(annotation, "example")


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _object(model: type[BaseModel], depth: int) -> dict[str, Any]:
    """Types that hold themselves end where only the required fields have values."""
    return {
        field.alias or name: example(field.annotation, depth=depth)
        for name, field in model.model_fields.items()
        if field.is_required() or depth < _DEEPEST
    }
