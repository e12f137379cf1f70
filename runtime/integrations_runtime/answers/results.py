"""Results: the only place where JSON becomes data, and where pydantic meets the vendor's data.

A model, and pydantic itself, is loaded when the first result of its function is read.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, Final, Protocol, cast

from ..locks import ForkSafeLock
from ..spec import JSON

_MOST_MISFITS: Final = 3

_lock = ForkSafeLock()  # models that refer to each other are built one at a time


class ShapeError(Exception):
    """An answer that is JSON, but not of the documented shape; the message names where."""


class JsonError(Exception):
    """An answer that is not JSON; the message says why."""


def decode_json(content: bytes) -> Any:
    """The plain data that JSON text spells; raises `JsonError`."""
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise JsonError(f"{error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError) as error:
        raise JsonError(str(error)) from None


class _Validator(Protocol):
    def validate_json(self, data: bytes, /) -> Any: ...

    def validate_python(self, data: Any, /) -> Any: ...


class ResultType:
    """The model or type alias `name` in the module `module`, loaded when it is first used."""

    __slots__ = ("_module", "_name", "_validator")

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name
        self._validator: _Validator | None = None

    def from_json(self, content: bytes) -> Any:
        """The result that JSON text spells; raises `JsonError` or `ShapeError`."""
        try:
            return (self._validator or self._load()).validate_json(content)
        except ValueError as error:  # pydantic's, by a name that needs no import for each event
            raise _explain(error) from None

    def from_python(self, value: JSON) -> Any:
        """The result for a decoded answer; raises `ShapeError`."""
        try:
            return (self._validator or self._load()).validate_python(value)
        except ValueError as error:
            raise _explain(error) from None

    def _load(self) -> _Validator:
        with _lock:
            if self._validator is None:
                found: Any = getattr(import_module(self._module), self._name)
                self._validator = _validator(found)
            return self._validator


def _validator(found: Any) -> _Validator:
    from pydantic import BaseModel, TypeAdapter

    if not isinstance(found, type) or not issubclass(cast(type[object], found), BaseModel):
        return cast(_Validator, TypeAdapter[Any](found))
    model = cast(type[BaseModel], found)
    model.model_rebuild()  # an adapter would build it a second time
    return cast(_Validator, model.__pydantic_validator__)


def _explain(error: ValueError) -> ShapeError | JsonError:
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        raise error
    errors = error.errors(include_url=False, include_context=False, include_input=False)
    if errors[0]["type"] == "json_invalid":
        return JsonError(errors[0]["msg"].removeprefix("Invalid JSON: "))
    shown = [f"{_spell(each['loc'])}: {each['msg']}" for each in errors[:_MOST_MISFITS]]
    if len(errors) > _MOST_MISFITS:
        shown.append(f"and {len(errors) - _MOST_MISFITS} more")
    return ShapeError("; ".join(shown))


def _spell(location: tuple[int | str, ...]) -> str:
    return "".join(_step(part) for part in location).removeprefix(".") or "the answer"


def _step(part: int | str) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"
