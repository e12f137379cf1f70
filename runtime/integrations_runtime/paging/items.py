"""Where the items of a page stand in its result."""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from .addresses import PagingError


class ItemPath:
    """A path of fields, joined by dots, in a result that is a model or plain data; `@` is the result itself."""

    __slots__ = ("_fields",)

    def __init__(self, path: str) -> None:
        self._fields = () if path == "@" else tuple(path.split("."))

    def of(self, result: Any) -> list[Any]:
        """The items; a missing list is an empty one. Raises `PagingError` where something else stands."""
        value = result
        for field in self._fields:
            if value is None:
                break
            value = _field(value, field)
        if value is None:
            return []
        if not isinstance(value, list):
            raise PagingError(f"{'.'.join(self._fields) or 'the result'} is not a list")
        return list(cast("Iterable[Any]", value))


def _field(value: Any, field: str) -> Any:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).get(field)
    return _attribute(value, field)


def _attribute(model: Any, field: str) -> Any:
    return getattr(model, _attribute_name(cast(Hashable, type(model)), field), None)


@lru_cache(maxsize=1024)
def _attribute_name(model: Hashable, wire_name: str) -> str:
    """The attribute in which a model class keeps a field of the vendor's."""
    fields: Mapping[str, Any] = getattr(model, "model_fields", {})
    for name, field in fields.items():
        if (field.alias or name) == wire_name:
            return str(name)
    return wire_name
