"""YAML documents as JSON values, with the places of everything.

Scalars are read as JSON reads them: days, `yes` and `no` are text, and keys are text always.
"""

import importlib
import math
import re
from collections.abc import Callable
from typing import Any, Protocol, cast

from generator.findings import Pointer
from generator.findings.json_value import is_array, is_object

_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_MOST_DIGITS = 4000


class _Mark(Protocol):
    index: int


class _Node(Protocol):
    tag: str
    value: Any
    start_mark: _Mark


class _Yaml(Protocol):
    SafeLoader: type
    compose: Callable[..., _Node | None]


class YamlError(Exception):
    """A text that is no YAML, or more than JSON can say; `offset` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class YamlText:
    """A YAML text: its value, and where things stand in it. Raises YamlError."""

    def __init__(self, text: str) -> None:
        self._root = _composed(text)
        self._known: dict[int, Any] = {}
        self._open: set[int] = set()
        self._at: list[str | int] = []
        self.repeated: list[Pointer] = []
        """The keys that stand in one mapping twice."""
        try:
            self.value = self._value(self._root) if self._root is not None else None
        except RecursionError:
            raise YamlError("values nest too deep", 0) from None

    def _value(self, node: _Node) -> Any:
        if isinstance(node.value, str):
            return _scalar(node)
        key = id(node)
        if key in self._open:
            raise YamlError("an alias stands inside what it stands for", node.start_mark.index)
        if key not in self._known:
            self._open.add(key)
            self._known[key] = (
                self._mapping(node)
                if _is_mapping(node)
                else [self._inside(at, each) for at, each in enumerate(node.value)]
            )
            self._open.discard(key)
        return self._known[key]

    def _mapping(self, node: _Node) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key.value, str):
                raise YamlError("a key is a structure", key.start_mark.index)
            if key.tag == "tag:yaml.org,2002:merge":
                inner = self._value(value)
                for each in reversed(inner if is_array(inner) else [inner]):
                    merged |= each if is_object(each) else {}
            else:
                if key.value in own:
                    self.repeated.append((*self._at, key.value))
                own[key.value] = self._inside(key.value, value)
        return {**merged, **own}

    def _inside(self, step: str | int, node: _Node) -> Any:
        self._at.append(step)
        value = self._value(node)
        self._at.pop()
        return value

    def offset(self, pointer: Pointer) -> int:
        """Returns where a place stands, or the nearest thing around it that exists."""
        node, offset = self._root, 0
        for step in pointer:
            if node is None or isinstance(node.value, str):
                break
            if _is_mapping(node):
                found = next((pair for pair in node.value if pair[0].value == step), None)
                if found is None:
                    break
                offset, node = found[0].start_mark.index, found[1]
            elif isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                offset = node.start_mark.index if node is not None else offset
            else:
                break
        return offset


def _is_mapping(node: _Node) -> bool:
    return type(node).__name__ == "MappingNode"


def _composed(text: str) -> _Node | None:
    yaml: Any = importlib.import_module("yaml")  # heavy, and without types of its own
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return cast(_Yaml, yaml).compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = getattr(mark, "index", 0) if mark is not None else 0
        raise YamlError(str(error.problem or error.context), min(offset, len(text))) from None
    except yaml.YAMLError as error:
        offset = min(int(getattr(error, "position", 0)), len(text))
        raise YamlError(str(getattr(error, "reason", "it cannot be read")), offset) from None
    except RecursionError:
        raise YamlError("values nest too deep", 0) from None


def _scalar(node: _Node) -> Any:
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:str":
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text) and len(text) < _MOST_DIGITS:
        return int(text)
    if _NUMBER.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
