"""JSON values as callers hand them over: what kind they are, how to call them, a clean copy.

Objects may be any mapping (a `TypedDict`, say) or a pydantic model, arrays any sequence but text. `OMIT` in an object
leaves the field out.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeGuard, cast

from ..omit import OMIT
from ..spec import JSON

if TYPE_CHECKING:
    from pydantic import BaseModel

Kind: TypeAlias = Literal["null", "boolean", "integer", "number", "string", "array", "object"]

KIND_NAMES: Mapping[Kind, str] = {
    "null": "null",
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
    "string": "a string",
    "array": "an array",
    "object": "an object",
}

Path: TypeAlias = "tuple[Path | None, str | int]"
"""Where a value stands: the container's path and the key in it. Spelt out only for a message."""


class Problem(NamedTuple):
    """What is wrong with one value: `must be a string, not a number`."""

    path: Path
    text: str


_KINDS: dict[type, Kind] = {
    NoneType: "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    tuple: "array",
    dict: "object",
}

_LARGEST_INTEGER = 2**64


def spell_path(path: Path) -> str:
    """The path as callers write it: `messages[0].role`."""
    parts: list[str] = []
    here: Path | None = path
    while here is not None:
        here, key = here
        parts.append(f"[{key}]" if isinstance(key, int) else f".{key}")
    return "".join(reversed(parts)).removeprefix(".")


def kind_of(value: object) -> Kind | None:
    """The JSON kind of a Python value; None when JSON has nothing like it."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    for base in (bool, int, float, str):
        if isinstance(value, base):
            return _KINDS[base]
    if isinstance(value, Mapping) or _is_model(value):
        return "object"
    return "array" if as_sequence(value) is not None else None


def describe(value: object) -> str:
    """The kind of a value with its article, for `…, not a number`."""
    kind = kind_of(value)
    if kind in ("integer", "number"):
        return "a number"
    if kind is not None:
        return KIND_NAMES[kind]
    name = type(value).__name__
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"


def spell(value: object, limit: int = 60) -> str:
    """A short value for a message: text in quotes, everything else as JSON."""
    if isinstance(value, str):
        text = ascii(value) if _broken(value) else f"'{value}'"
    else:
        text = json.dumps(value, default=describe)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def as_mapping(value: object) -> Mapping[Any, object] | None:
    """The fields of a mapping or of a pydantic model (those that were set); None for everything else."""
    if isinstance(value, Mapping):
        return cast(Mapping[Any, object], value)
    return _dump(value) if _is_model(value) else None


def as_sequence(value: object) -> Sequence[object] | None:
    """The items of a list, a tuple or the like; None for text, bytes and everything else."""
    if type(value) is list or type(value) is tuple:
        return cast(Sequence[object], value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview):
        return cast(Sequence[object], value)
    return None


def clean_string(value: str, path: Path, problems: list[Problem]) -> str:
    """Plain text; half a surrogate pair is a problem, because no request could carry it."""
    if type(value) is not str:
        value = str.__str__(value)
    if _broken(value):
        problems.append(Problem(path, "is not valid Unicode text"))
    return value


def clean_integer(value: int, path: Path, problems: list[Problem]) -> int:
    """A plain integer that other languages can read."""
    if not -_LARGEST_INTEGER < value < _LARGEST_INTEGER:
        problems.append(Problem(path, "is too large an integer"))
    return int(value)


def clean_float(value: float, path: Path, problems: list[Problem]) -> float:
    """A plain finite number."""
    if not math.isfinite(value):
        name = "NaN" if math.isnan(value) else "Infinity"
        problems.append(Problem(path, f"must be a finite number, not {name}"))
    return float(value)


def clean(value: object, path: Path, problems: list[Problem]) -> JSON:
    """A plain copy of a value of which nothing is documented; what JSON cannot carry becomes a problem."""
    if isinstance(value, str):
        return clean_string(value, path, problems)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return clean_integer(value, path, problems)
    if isinstance(value, float):
        return clean_float(value, path, problems)
    fields = as_mapping(value)
    if fields is not None:
        return {
            clean_key(key, path, problems): clean(item, (path, key), problems)
            for key, item in fields.items()
            if item is not OMIT
        }
    items = as_sequence(value)
    if items is not None:
        return [clean(item, (path, index), problems) for index, item in enumerate(items)]
    problems.append(Problem(path, f"must be a JSON value, not {describe(value)}"))
    return None


def clean_key(key: object, path: Path, problems: list[Problem]) -> str:
    """The name of an object's field."""
    if isinstance(key, str):
        return clean_string(key, path, problems)
    problems.append(Problem(path, f"must have text as field names, not {describe(key)}"))
    return ""


def _broken(text: str) -> bool:
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _is_model(value: object) -> TypeGuard[BaseModel]:
    pydantic = sys.modules.get("pydantic")  # no model can exist before pydantic is loaded
    return pydantic is not None and isinstance(value, pydantic.BaseModel)


def _dump(model: BaseModel) -> dict[str, Any]:
    try:
        return model.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
    except ValueError:  # a value inside is not JSON: let the checks find and name it
        return model.model_dump(by_alias=True, exclude_unset=True, warnings=False)
